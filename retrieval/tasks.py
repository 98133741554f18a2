"""What a body is given to do: "Sở Tài chính được giao làm gì", "nhiệm vụ của Công an tỉnh".

A text says it behind the name of the body: "giao Sở A rà soát …", "2/ Sở B tham mưu …; Công an
tỉnh mở …", or below it, as items under a line with the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.bodies import body_spans
from retrieval.evidence import Candidate
from retrieval.lists import inline_items, items_below
from retrieval.reading import Reading, Statement
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.abbreviations import spell_out
from vietnamese.glossary import translate_terms
from vietnamese.normal import fold, normalise, search_form
from vietnamese.places import read_places
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: First words of bodies that are given tasks, folded.
_HEADS = (
    r"(?:so|cuc|chi cuc|ubnd|uy ban|cong an|bo chi huy|bo doi|hoi|van phong|ban|thanh tra|kho bac"
    r"|ngan hang|bao hiem|mat tran|ubmttq|doan|tinh doan|lien doan|lien minh|phong|trung tam|truong"
    r"|benh vien|cong ty|dien luc|hai quan|thue|bao|dai|bql|bhxh|bch|cac (?:so|huyen|dia phuong|xa"
    r"|nganh|doanh nghiep|chu dau tu|don vi)|chu dau tu|nha thau|bo)"
)
_WHAT = r"(?:gi|nao)\b"
#: Verbs by which a body is told to do something, folded.
_TOLD = r"(?:giao|phan cong|yeu cau|de nghi|chi dao|nhac|don doc|luu y|uy quyen|kien nghi|doi)"
_ASKS = (
    re.compile(
        rf"\b(?P<body>{_HEADS}\b(?: (?!duoc\b|phai\b|can\b|lam\b|se\b|chiu\b)\w+){{0,9}}?) "
        rf"(?:(?:se|con|cung|thi) )?(?:(?:duoc|bi|dc) (?:\w+ ){{0,4}}?{_TOLD}"
        r"(?: nhiem vu| trach nhiem| viec| phai)?"
        r"(?: (?:lam|thuc hien|chu tri|tham muu|trien khai|viec|nhung|lo))*"
        r"|phai (?:lam|thuc hien|lo|chu tri|tham muu|trien khai)|can (?:lam|thuc hien)"
        r"|co (?:nhung |cac )?(?:nhiem vu|trach"
        rf" nhiem)|chiu trach nhiem|lam|dam nhan|lo)(?: \w+){{0,3}}? {_WHAT}"
    ),
    re.compile(
        r"\b(?:nhiem vu|trach nhiem|phan viec|cong viec) (?:cu the |chinh )?(?:cua|duoc giao cho"
        rf"|giao cho) (?P<body>{_HEADS}\b(?: (?!trong\b|theo\b|la\b|o\b|tai\b|nam\b)\w+){{0,9}})"
    ),
    re.compile(
        rf"\b{_TOLD} (?:cho |nhiem vu cho |viec cho )?(?P<body>{_HEADS}\b(?: (?!lam\b|phai\b|viec\b"
        rf"|nhiem\b|thuc\b|nhung\b|gi\b)\w+){{0,9}}) (?:(?:lam|thuc hien|phai lam|viec|nhung viec"
        rf"|nhiem vu|nhung nhiem vu|nhung|cac viec|trien khai|phai) )*{_WHAT}"
    ),
    re.compile(rf"\b{_TOLD} gi (?:cho|voi|doi voi|o) (?P<body>{_HEADS}\b(?: \w+){{0,9}})"),
)
_ENGLISH = re.compile(
    r"\bwhat (?:\w+ ){0,3}?(?:the )?(?P<body>(?:department|police|inspectorate|people's committee"
    r"|board|association|office|union|bureau|customs|treasury)\b.*?)\b(?:told|asked|assigned"
    r"|instructed|required|have to|has to|responsible|supposed|to do|do\b|tasks?)",
    re.I,
)
#: What stands before a body that only is somebody's, or lends a hand, folded.
_NOT_IT = re.compile(
    r"\b(?:giam doc|pho giam doc|truong phong|lanh dao|dai dien|can bo|cua|theo|tai|cung|cung voi"
    r"|voi|phoi hop|boi|do|chanh|truong|pho|bi thu|chu tich|va|so lieu)\s*\Z"
)
_TELLS = re.compile(rf"\b{_TOLD}(?: (?:nhiem vu|trach nhiem|cho|toi|rieng|them))*\s*\Z")
#: What a body says or is, which is no task of it.
_SAYS = re.compile(
    r"\W*(?:cho (?:biet|rang|hay)|bao cao (?:tai|cho thay|ve)|thong tin|noi|la|co|da|dang|vua"
    r"|neu ro|danh gia|nhan dinh|to chuc (?:hoi nghi|hop bao)|trinh bay"
    r"|tong hop,|ghi nhan|thong ke)\b"
)
#: Where the task of one body ends: another body follows, or the sentence is over.
_BORDER = re.compile(
    r";\s+(?:(?:và|còn|riêng|giao|yêu cầu|đề nghị|phân công|chỉ đạo)\s+)*"
    r"(?:các\s+)?(?=[A-ZĐ])|[;.]\s*\Z",
)
#: What may stand before a body at the head of a line, and what ends the clause before one.
_MARK = re.compile(r"\W*(?:(?:\d{1,2}|[a-z])[.)/]\W*)?(?:(?:rieng|con)\b\W*)?")
_CUT = re.compile(r"[;:.]\s*(?:riêng |còn )?\Z", re.IGNORECASE)
_MOST, _LONGEST = 6, 1600
#: Words at the head of a body that tell it, though others stand before the rest of its name:
#: "Ban Quản lý dự án | đầu tư xây dựng các công trình | giao thông".
_TELLING = 4
#: Words of a task, at least.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Task:
    """A task in a sentence: what is to be done, and what is quoted for it."""

    item: Candidate
    said: tuple[Span, ...]
    told: bool


#: What only folds to the first word of a body: "chuyển đổi số", "ban hành", "hỏi".
_NO_BODY = re.compile(r"\b(?:số|bố|hỏi|bàn|bán|bản|bạn|hồi|bào|dài)\b")


@lru_cache(maxsize=64)
def asked_body(query: Query) -> tuple[str, ...]:
    """The folded words of the body whose task is asked for, without its place; () for none."""
    if query.answer_type not in ("open", "list", "person", "place"):
        return ()
    if query.language == "en":
        found = _ENGLISH.search(query.question)
        if found is None:
            return ()
        words = " ".join(one.vietnamese[0] for one in translate_terms(found["body"]))
        return _words(words)
    blanked = list(spell_out(query.question))
    for mention in read_places("".join(blanked)):
        blanked[mention.name_start : mention.name_end] = " " * (
            mention.name_end - mention.name_start
        )
    plain = _NO_BODY.sub(lambda word: f"{word[0]}_", normalise("".join(blanked)))
    line = " ".join(re.sub(r"[,;&/–-]", " ", fold(plain)).split())
    for pattern in _ASKS:
        match = pattern.search(line)
        if match is not None:
            return _words(match["body"])
    return ()


def _words(text: str) -> tuple[str, ...]:
    """The telling words of a body: without joints and the level at its end."""
    units = [fold(unit) for unit in syllables(spell_out(text)) if fold(unit) not in ("va", "cua")]
    while len(units) > 1 and units[-1] in ("tinh", "o", "tai", "thanh", "pho"):
        if units[:-1] in (["cong", "an"], ["uy", "ban", "nhan", "dan"], ["ubnd"]):
            break
        units.pop()
    return tuple(units)


def read_tasks(query: Query, ranked: Sequence[Candidate]) -> Reading | None:
    """The tasks of the body asked about, of the document that fits best; None where none is told.

    None as well where no body's task is asked for.
    """
    body = asked_body(query)
    if not body:
        return None
    tasks = [
        task
        for item in ranked
        if not {*item.conflicts} - {"period"}
        for task in _tasks_of(query, item, body)
    ]
    if not tasks:
        return None
    clean = [task for task in tasks if not task.item.conflicts] or tasks
    first = max(clean, key=lambda task: (task.told, task.item.score))
    source = first.item.sentence.document.source
    same = [
        task
        for task in clean
        if task.item.sentence.document.source == source and task.told == first.told
    ]
    same = sorted(same, key=lambda task: task.said[0].start)[:_MOST]
    return Reading((_statement(first, same),))


def _statement(first: _Task, tasks: Sequence[_Task]) -> Statement:
    sentence = first.item.sentence
    text = sentence.document.text
    start = min(sentence.clause_at(first.said[0].start).start, first.said[0].start)
    start = min(start, sentence.start) if first.said[0].start - sentence.start < 300 else start
    end = max(span.end for span in first.said)
    spans = [*first.said]
    for task in tasks:
        reach = min(start, task.item.sentence.start), max(end, *(span.end for span in task.said))
        if task is not first and reach[1] - reach[0] <= _LONGEST:
            start, end = reach
            spans += task.said
    each = dict.fromkeys(_plain(text[span.start : span.end]) for span in sorted(set(spans)))
    return Statement("; ".join(each), sentence, Span(start, end))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .;:,/*-")


def _tasks_of(query: Query, item: Candidate, body: Sequence[str]) -> Iterator[_Task]:
    sentence = item.sentence
    if sentence.is_row:
        return
    text = sentence.text
    for start, end in _places_of(body, text):
        before = fold(normalise(text[:start]))
        told = _TELLS.search(before) is not None
        opens = _MARK.fullmatch(before) is not None or _CUT.search(text[:start]) is not None
        if not (told or opens) or _NOT_IT.search(before):
            continue
        end = _past_row(text, _past_place(query, text, end))
        border = _BORDER.search(text, end)
        stop = border.start() if border else len(text)
        rest = text[end:stop]
        if len(syllables(rest)) >= _LEAST:
            if _SAYS.match(fold(normalise(rest))):
                continue
            skip = len(rest) - len(rest.lstrip(" :-–,*"))
            span = Span(sentence.start + end + skip, sentence.start + stop)
            items = inline_items(sentence.document.text, *span) or _listed(sentence, span)
            yield _Task(item, tuple(items) or (span,), told or _is_assigned(sentence))
        elif _MARK.fullmatch(before) and not text[stop:].strip(" .;:*"):
            below = _below(sentence)
            if below:
                yield _Task(item, below, True)


#: The level behind a body: "Ban Quản lý dự án | tỉnh".
_LEVEL = re.compile(r"\s+(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường)(?=\s)")


def _past_place(query: Query, text: str, end: int) -> int:
    """Where the name of a body ends with its level and the place asked about."""
    level = _LEVEL.match(text, end)
    end = level.end() if level else end
    for name in {place.name for place in query.places}:
        if text.startswith(f" {name}", end):
            return end + len(name) + 1
    return end


def _past_row(text: str, end: int) -> int:
    """Where a row of bodies ends: "Sở A, Sở B và Sở C rà soát …" gives all of them one task."""
    for span in body_spans(text[end:]):
        joint = text[end : end + span.start]
        if re.fullmatch(r"\s*(?:,|và|,\s*và)\s+(?:các\s+)?", joint) is None:
            break
        return _past_row(text, end + span.end)
    return end


def _listed(sentence: Sentence, span: Span) -> list[Span]:
    """Tasks behind a colon, divided by semicolons: "tập trung ba việc: …; …; …"."""
    text = sentence.document.text
    colon = text.find(":", *span)
    if colon < 0 or ";" not in text[colon : span.end]:
        return []
    parts = re.finditer(r"[^;]+", text[colon + 1 : span.end])
    found = [Span(colon + 1 + part.start(), colon + 1 + part.end()) for part in parts]
    return [one for one in found if text[one.start : one.end].strip()]


def _is_assigned(sentence: Sentence) -> bool:
    """Whether a sentence is one of what was announced as tasks: an item, or behind "giao"."""
    above = fold(normalise(" ".join((sentence.before, *sentence.passage.headings))))
    opens = fold(normalise(sentence.text.partition(":")[0]))
    return (
        sentence.is_item
        or re.search(rf"\b{_TOLD}\b|\bto chuc thuc hien\b|\bnhiem vu\b", f"{above} {opens}")
        is not None
    )


def _below(sentence: Sentence) -> tuple[Span, ...]:
    """What stands below a line with a body's name: items, or a paragraph of its own."""
    items = tuple(items_below(sentence))
    if items:
        return items
    text = sentence.document.text
    start = text.find("\n", sentence.end)
    while 0 <= start < len(text) and text[start] == "\n":
        start += 1
    end = text.find("\n", start) if start > 0 else -1
    line = text[start : end if end >= 0 else len(text)].rstrip() if start > 0 else ""
    if len(syllables(line)) < _LEAST or re.match(r"\s*(?:#|\d+[.)/]|[a-zđ][.)]|\|)", line):
        return ()
    return (Span(start, start + len(line)),)


def _places_of(body: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where a body is named in a text by all its words, however they are shortened there."""
    form = search_form(text)
    words = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\W_]+(?:[&-][^\W_]+)*", form.text)]
    at = 0
    while at < len(words):
        size = _length(body, [word for *_, word in words[at : at + 2 * len(body) + 6]])
        if size:
            last = at + size
            last += _goes_on(body, text, form.span(words[last - 1][0], words[last - 1][1])[1])
            last = min(last, len(words))
            yield (
                form.span(words[at][0], words[at][1])[0],
                form.span(words[last - 1][0], words[last - 1][1])[1],
            )
            at = last
        else:
            at += 1


def _length(body: Sequence[str], words: Sequence[str]) -> int:
    """How many words at the head of `words` are the body; 0 where they are not."""
    wanted, used = list(body), 0
    for word in words:
        units = [fold(unit) for unit in syllables(spell_out(word.upper()))]
        if len(units) == 1 or [fold(word)] == wanted[:1]:
            units = [fold(word)]
        units = [unit for unit in units if unit not in ("va", "cua")]
        if used and not units:
            used += 1
            continue
        alike = units == wanted[: len(units)] or wanted == units[: len(wanted)]
        if not units or not alike:
            far = used >= _TELLING and wanted and any(fold(one) == wanted[0] for one in words)
            if not far:
                return 0
            used += 1
            continue
        used += 1
        wanted = wanted[len(units) :]
        if not wanted:
            return used
    return 0


def _goes_on(body: Sequence[str], text: str, end: int) -> int:
    """How many more words belong to the name: "Sở Nông nghiệp | và PTNT", "Công an | tỉnh"."""
    found = re.match(
        r"(?:\s*(?:,|và|&)\s+(?!Sở|UBND|Ủy ban|Công an|Cục|Hội|Ban)(?=[A-ZĐ])[^\W\d_&]+"
        r"(?:[ &](?=[A-ZĐ])[^\W\d_]+)*(?=\W)"
        r"|\s+(?:tỉnh|thành phố|huyện|nhân dân tỉnh)(?=\W|\Z))",
        text[end:],
    )
    if found is None or body[0] not in ("so", "cong", "ubnd", "uy", "cuc", "hoi", "bo", "thanh"):
        return 0
    if "," in found[0]:
        return 0
    return len(re.findall(r"[^\W_]+(?:[&-][^\W_]+)*", found[0]))
