"""Reading lists: items below an announcement, numbered sentences, enumerations in a sentence.

A list is read to its end, also where that lies in a passage that was not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.evidence import Candidate
from retrieval.quoting import quoted
from retrieval.reading import Statement
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.sentences import Span, clauses, sentences
from vietnamese.tokens import syllables

#: How far below its announcement a list may reach, in characters, and how many items it may have.
_REACH, _MOST = 8000, 40
_MARK = re.compile(
    r"(?:#{1,6}|[-*+•–—]|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[a-zđ][.)]|[ivx]{1,4}\))\s+"
)
#: "Một là, …", "Thứ hai, …": sentences that count themselves.
_ORDINAL = re.compile(
    r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: [^\W\d_]+)?) là"
    r"|thứ (?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)|nhóm (?:nhiệm vụ|giải pháp) thứ \w+)"
    r"[,:]?\s+",
    re.IGNORECASE,
)
#: What a sentence opens with that goes on with the list announced by the one before.
_GOES_ON = re.compile(
    r"\W*(?:trong đó|cụ thể(?: là)?|đó là|gồm(?: có)?|bao gồm|như)\b[,:]?(?: có)?\s*",
    re.IGNORECASE,
)
#: An announcement: it counts or hints at several things without naming them.
_ANNOUNCES = re.compile(
    r"\b(?:một số|các|những|nhiều|\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+"
    r"(?:[^\W\d_]+\s+){0,3}?"
    r"(?:hạn chế|tồn tại|khó khăn|nguyên nhân|nhiệm vụ|giải pháp|nội dung|chỉ tiêu|mục tiêu|đột phá"
    r"|định hướng|dự án|công trình|lĩnh vực|yêu cầu|nguyên tắc|đề án|chương trình|vấn đề|điểm"
    r"|biện pháp|việc|kết quả|nhóm|bước|trường hợp|đối tượng|đơn vị|khâu)\b",
    re.IGNORECASE,
)
#: Marks of items within a sentence: "(1) …; (2) …", "a) …; b) …", "một là …, hai là …".
_INLINE = re.compile(
    r"(?<![\w)])(?:\((?P<bracket>\d{1,2}|[a-zđ]|[ivx]{1,4})\)|(?P<half>\d{1,2}|[a-zđ])[)/](?!\d))\s"
    r"|\b(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín) là,?\s"
    r"|\bthứ (?P<rank>nhất|hai|ba|tư|năm|sáu|bảy|tám)(?: là)?,\s",
    re.IGNORECASE,
)
_LADDERS = (
    [str(number) for number in range(1, 21)],
    list("abcdđeghik"),
    "i ii iii iv v vi vii viii ix x".split(),
    "một hai ba bốn năm sáu bảy tám chín".split(),
    "nhất hai ba tư năm sáu bảy tám".split(),
)
#: Things in quotation marks with dashes between them: “Kỷ cương - Trách nhiệm - Hiệu quả”.
_DASHED = re.compile(r"[“\"]([^“”\"\n]{2,40}(?: [-–] [^“”\"\n–]{2,40}){2,})[”\"]")
_DASH = re.compile(r" [-–] ")
_LEAD_IN = re.compile(r":|\b(?:như|gồm|bao gồm|gồm có|trong đó có|cụ thể là|là)\b:?")
_ITEM = re.compile(r"\s*;\s*|\s*,\s*(?:và\s+)?|\s+và\s+")
#: The thing of which several are asked for: "những dự án lớn nào", "các lớp nào", "liệt kê các …".
_HEAD = re.compile(
    r"(?:nhung|cac|may|loai|ke ten|liet ke)\s+(?:cac |nhung |loai )?"
    r"((?:[^\W\d_]+ ){1,4})(?:nao|gi)\b"
)
_BORDER = re.compile(r"[,;:.](?=\s|\Z)|\s+và\s+")


def read_below(item: Candidate) -> Statement | None:
    """The items that stand below an announcement or a heading, quoted with it."""
    opening = item.sentence
    items = list(items_below(opening))
    if not items:
        return None
    text = opening.document.text
    short = "; ".join(_plain(text[start:end]) for start, end in items)
    start = items[0].start if opening.is_heading else opening.start
    return Statement(short, opening, Span(start, items[-1].end))


def items_below(opening: Sentence) -> Iterator[Span]:
    """Items that follow at once, each without its mark; sentences of an item belong to it."""
    text = opening.document.text
    stop = min(len(text), opening.end + _REACH)
    kind: str | None = None
    held: Span | None = None
    count = 0
    for span in sentences(text, opening.end, stop):
        line = text[span.start : span.end]
        mark = _MARK.match(line) or _ORDINAL.match(line)
        shape = _shape(mark[0]) if mark else None
        if shape == "#" or count > _MOST:
            break
        if kind is None:
            if shape is None:
                return
            kind = shape
        if shape == kind:
            if held:
                yield held
            assert mark is not None
            held = Span(span.start + mark.end(), span.end)
            count += 1
        elif shape is None and (held is None or "\n" in text[held.end : span.start]):
            break
    if held:
        yield held


def _shape(mark: str) -> str:
    """Marks of one list are alike: a number, a letter, a dash, a counting word."""
    mark = mark.strip()
    if mark[0] == "#":
        return "#"
    if _ORDINAL.match(mark + " "):
        return "ordinal"
    if any(letter.isdigit() for letter in mark):
        return f"1{mark.count('.')}{mark[-1] == ')'}"
    return "a" if mark[0].isalpha() else mark[0]


def read_counted(item: Candidate) -> Statement | None:
    """A sentence "Một là, …" with all that go on counting after it."""
    sentence = item.sentence
    if not _ORDINAL.match(sentence.text) or not sentence.text.lower().startswith(
        ("một", "thứ nhất")
    ):
        return None
    text = sentence.document.text
    stop = min(len(text), sentence.start + _REACH)
    items = []
    for span in sentences(text, sentence.start, stop):
        mark = _ORDINAL.match(text, span.start, span.end)
        if mark:
            items.append(Span(mark.end(), span.end))
        elif text[span.start] == "#":
            break
    if len(items) < 2:
        return None
    short = "; ".join(_plain(text[start:end]) for start, end in items)
    return Statement(short, sentence, Span(sentence.start, items[-1].end))


def read_announced(item: Candidate) -> Statement | None:
    """What the next sentence lists ("Trong đó, A; B; C") after one that only announces it."""
    sentence = item.sentence
    text = sentence.document.text
    if not _ANNOUNCES.search(sentence.text):
        return None
    after = sentences(text, sentence.end, min(len(text), sentence.end + _REACH // 4))
    if not after or "\n\n" in text[sentence.end : after[0].start]:
        return None
    follows = after[0]
    opening = _GOES_ON.match(text, follows.start, follows.end)
    if opening is None:
        return None
    rest = Span(opening.end(), follows.end)
    parts = [Span(part.start, part.end) for part in clauses(text, *rest)]
    if len(parts) < 2:
        parts = list(_pieces(text, rest))
    short = "; ".join(_plain(text[start:end]) for start, end in parts)
    return Statement(short, sentence, Span(sentence.start, follows.end))


def read_headed(query: Query, item: Candidate) -> Statement | None:
    """The things of the kind asked for that a sentence names one by one, with those that follow.

    "những dự án nào": each "dự án …" of the sentence, and of the sentences after it that begin
    with the same word.
    """
    head = asked_thing(query)
    if not head:
        return None
    sentence = item.sentence
    text = sentence.document.text
    found = list(_named(head, text, Span(sentence.start, sentence.end)))
    if not found:
        return None
    last = sentence.end
    for span in sentences(text, sentence.end, min(len(text), sentence.end + _REACH // 8)):
        goes_on = "\n" not in text[last : span.start] and _begins_with(head, text, span)
        if not goes_on:
            break
        found += _named(head, text, span)
        last = span.end
    if len(found) < 2:
        return None
    short = "; ".join(_plain(text[start:end]) for start, end in found)
    if last > sentence.end:
        return Statement(short, sentence, Span(sentence.start, last))
    return Statement(short, sentence, _quote(sentence, found))


def asked_thing(query: Query) -> tuple[str, ...]:
    """The words, as typed, of the thing of which several are asked for."""
    plain = normalise(query.question)
    found = _HEAD.search(fold(plain))
    if found is None:
        return ()
    same = len(fold(plain)) == len(plain)
    return tuple((plain[slice(*found.span(1))] if same else found[1]).split())


def _named(head: Sequence[str], text: str, span: Span) -> Iterator[Span]:
    """Each occurrence of the longest beginning of `head` with what names it, up to a border."""
    bare = is_unaccented(" ".join(head))
    words = [
        (match.start(), match.end(), _form(match[0], bare=bare))
        for match in re.compile(r"[^\W_]+").finditer(text, *span)
    ]
    for length in range(min(3, len(head)), 0, -1):
        wanted = tuple(head[:length])
        at = [
            place
            for place in range(len(words) - length)
            if tuple(word for *_, word in words[place : place + length]) == wanted
            and not _is_counted(text[: words[place][0]])
        ]
        if not at:
            continue
        for number, place in enumerate(at):
            start = words[place][0]
            limit = words[at[number + 1]][0] if number + 1 < len(at) else span.end
            border = _BORDER.search(text, words[place + length - 1][1], limit)
            end = border.start() if border else limit
            if end > words[place + length - 1][1] + 1:
                yield Span(start, end)
        return


def _form(word: str, *, bare: bool) -> str:
    """A word in search form, without accents where the question has none: "Tỉnh" is no "tính"."""
    plain = normalise(word)
    return fold(plain) if bare else plain


def _is_counted(before: str) -> bool:
    """Whether a number stands right before: "10 chỉ tiêu" counts them and names none."""
    return re.search(r"\d\s+\Z", before[-12:]) is not None


def _begins_with(head: Sequence[str], text: str, span: Span) -> bool:
    bare = is_unaccented(" ".join(head))
    units = [_form(unit, bare=bare) for unit in syllables(text[span.start : span.end])[: len(head)]]
    return bool(units) and units[: min(2, len(head))] == list(head[: min(2, len(head))])


def inline_items(text: str, start: int, end: int) -> list[Span]:
    """Items that count themselves within `text[start:end]`: "(1) …; (2) …"; none below two."""
    marks = list(_INLINE.finditer(text, start, end))
    for group in ("bracket", "half", "word", "rank"):
        mine = [mark for mark in marks if mark[group]]
        said = [mark[group].lower() for mark in mine]
        if len(said) < 2 or not any(said == ladder[: len(said)] for ladder in _LADDERS):
            continue
        ends = [*(mark.start() for mark in mine[1:]), end]
        return [
            Span(mark.end(), mark.end() + len(_bare(text[mark.end() : stop])))
            for mark, stop in zip(mine, ends, strict=True)
        ]
    return []


def _bare(text: str) -> str:
    """An item without what joins it to the next one."""
    return re.sub(r"[\s;,.]*(?:\bvà)?[\s;,.]*\Z", "", text)


def read_enumeration(sentence: Sentence) -> Statement | None:
    """The enumeration of a sentence: what it counts, or what follows ":" or "gồm"."""
    text = sentence.text
    counted = inline_items(sentence.document.text, sentence.start, sentence.end)
    if counted:
        short = "; ".join(_plain(sentence.document.text[start:end]) for start, end in counted)
        return Statement(short, sentence, _quote(sentence, counted))
    dashed = _DASHED.search(text)
    if dashed is not None:
        start = sentence.start + dashed.start(1)
        inside = _DASH.finditer(sentence.document.text, start, sentence.start + dashed.end(1))
        cuts = [
            start,
            *(at for dash in inside for at in dash.span()),
            sentence.start + dashed.end(1),
        ]
        parts = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=True)]
        short = "; ".join(_plain(sentence.document.text[one:end]) for one, end in parts)
        return Statement(short, sentence, _quote(sentence, parts))
    for match in _LEAD_IN.finditer(text):
        rest = text[match.end() :]
        if _ITEM.search(rest):
            start = sentence.start + match.end() + (len(rest) - len(rest.lstrip()))
            return _enumerated(sentence, Span(start, sentence.end))
    return None


def _enumerated(sentence: Sentence, span: Span) -> Statement:
    parts = list(_pieces(sentence.document.text, span))
    short = "; ".join(_plain(sentence.document.text[start:end]) for start, end in parts)
    return Statement(short, sentence, _quote(sentence, parts or [span]))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The items of an enumeration, by its semicolons or else by commas and "và"."""
    inside = text[span.start : span.end]
    separator = re.compile(r"\s*;\s*(?:và\s+)?") if ";" in inside else _ITEM
    start = span.start
    for match in separator.finditer(text, *span):
        if text[start : match.start()].strip():
            yield Span(start, match.start())
        start = match.end()
    if text[start : span.end].strip():
        yield Span(start, span.end)


def _quote(sentence: Sentence, parts: Sequence[Span]) -> Span:
    return quoted(sentence, Span(parts[0].start, parts[-1].end), whole=True)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;:,/")
