"""Reading plans in label lines: "Chủ trì: Sở A. Phối hợp: …", "Hạn: 30/11/2027" under a task.

A label line says nothing of what it is about: that is the line above the label lines, or what
stands before the first label in its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.clauses import SHORT
from retrieval.evidence import Candidate
from retrieval.matching import Matcher, Rarity, layer
from retrieval.reading import Statement, figure_statement
from retrieval.records import AnswerType, Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.sentences import Span
from vietnamese.tokens import syllables


@dataclass(frozen=True, slots=True)
class Slot:
    """What labels say: their folded names, how it is asked for, the answer types that may ask."""

    names: frozenset[str]
    asked: re.Pattern[str]
    types: tuple[AnswerType, ...]
    figure: bool = False


def _slot(names: str, asked: str, types: tuple[AnswerType, ...], *, figure: bool = False) -> Slot:
    return Slot(frozenset(names.split("|")), re.compile(asked), types, figure)


_WHO: tuple[AnswerType, ...] = ("person", "open", "list", "place")
_WHEN = r"(?:khi nao|bao gio|luc nao|ngay nao|thang nao|nam nao|truoc ngay|ngay may)"
#: The first slot that a question asks for is read.
_SLOTS = (
    _slot(
        "phoi hop|don vi phoi hop|co quan phoi hop|co quan, don vi phoi hop|cac don vi phoi hop",
        r"\b(?:(?:co quan|don vi|ben) )?phoi hop\b|\bcoordinat\w+"
        r"|\bsupporting (?:agency|agencies)\b",
        _WHO,
    ),
    _slot(
        "chu tri|co quan chu tri|don vi chu tri|co quan, don vi chu tri|phu trach|dau moi"
        "|don vi phu trach|co quan phu trach|don vi dau moi|co quan dau moi|don vi thuc hien"
        "|co quan thuc hien|don vi chiu trach nhiem|co quan chiu trach nhiem",
        r"\bchu tri\b|\bphu trach\b|\blam dau moi\b|\bchiu trach nhiem\b"
        r"|\b(?:co quan|don vi|so|ben|nganh|phong|ban|to chuc)(?: \w+){0,2}? nao (?:\w+ ){0,3}?"
        r"(?:lam|thuc hien|trien khai|lo|dam nhiem|dam nhan|dam trach|quan|giu vai tro|dung mui)\b"
        r"|\b(?:giao|phan cong)(?: nhiem vu)? cho (?:ai|co quan nao|don vi nao|so nao)\b"
        r"|\bai (?:lo|dam nhiem|dam trach|dung ra)\b|\bin charge of\b|\bresponsible for\b"
        r"|\b(?:who|which (?:agency|department|body|office|unit))(?: \w+)? leads?\b"
        r"|\blead (?:agency|department|body|unit)\b|\bassigned to\b",
        _WHO,
    ),
    _slot(
        "chu dau tu|don vi chu dau tu|nha dau tu",
        r"\bchu dau tu\b|\b(?:don vi|cong ty|doanh nghiep|tap doan|nha dau tu|ai)(?: nao)?"
        r" (?:la nguoi )?(?:dau tu|bo von|rot von)\b"
        r"|\b(?:who|which company) (?:is|are) (?:the )?(?:investor|developer)s?\b",
        _WHO,
    ),
    _slot(
        "han|thoi han|han hoan thanh|thoi han hoan thanh|thoi gian hoan thanh|hoan thanh"
        "|hoan thanh truoc|hoan thanh truoc ngay|ngay hoan thanh|thoi diem hoan thanh|han chot"
        "|thoi gian thuc hien|thoi han thuc hien|thoi gian|tien do",
        rf"\b(?:han|thoi han|han chot)\b|\b(?:xong|hoan thanh|ket thuc)\b.*{_WHEN}"
        rf"|{_WHEN}.*\b(?:xong|hoan thanh|ket thuc)\b"
        r"|\bcham nhat\b|\bdeadlines?\b|\bby (?:when|what)\b"
        r"|\b(?:when|date)\b.*\b(?:finish|complete|done|due|ready)",
        ("date", "open"),
    ),
    _slot(
        "nguon von|nguon kinh phi|nguon|nguon luc",
        r"\bnguon (?:von|kinh phi|tien)?\b.*\b(?:nao|gi|dau)\b|\b(?:tien|von|kinh phi) (?:lay )?"
        r"(?:o|tu) dau\b",
        ("open", "place", "list"),
    ),
    _slot(
        "kinh phi|tong kinh phi|kinh phi thuc hien|du toan|kinh phi du kien|tong muc dau tu"
        "|muc dau tu|tong von|von dau tu|von",
        r"\bkinh phi\b|\bbao nhieu tien\b|\btong muc dau tu\b|\bton bao nhieu\b|\btong von\b",
        ("amount", "open", "count"),
        figure=True,
    ),
    _slot(
        "san pham|san pham dau ra|dau ra|ket qua|ket qua dau ra",
        r"\b(?:san pham|dau ra)\b.*\bgi\b",
        ("open", "list"),
    ),
    _slot(
        "dia diem|dia diem thuc hien|noi thuc hien|pham vi|dia ban",
        r"\b(?:o|tai) (?:dau|(?:xa|huyen|phuong|thi tran|thon) nao)\b"
        r"|\b(?:dia diem|dia ban) nao\b|\bnoi nao\b|\bdia diem\b",
        ("place", "open"),
    ),
    _slot(
        "doi tuong|doi tuong ap dung|doi tuong thu huong|doi tuong huong loi|doi tuong tham gia",
        r"\bdoi tuong\b.*\b(?:nao|ai|gi)\b",
        ("person", "open", "list"),
    ),
)
#: Words that ask for what a label says or name a task as such: they need not stand in its name.
_NO_SUBJECT = frozenset(
    "co quan don vi ben viec nhiem vu cong viec phai can xong hoan thanh thuc hien ket thuc"
    " trien khai chiu trach nhiem".split()
)
#: The same and more, to be taken as they are written: "đứng ra" is not "dựng", "công việc" not
#: "công trình", "trong" not "trồng".
_ONLY_ASKS = frozenset(
    "cơ quan đơn vị bên việc nhiệm vụ phải cần xong hoàn thành thực hiện kết thúc triển khai chịu"
    " trách lo đứng ra đảm nhận giao được phụ ngành chậm nhất muộn trước ngày nào khi lúc trong"
    " đầu mối".split()
)
_LABEL = re.compile(r"(?:^|[.;|(]\s)[\s*+•–-]*([^\W\d_]+(?:,? [^\W\d_]+){0,4})\**\s*:\**\s*")
#: Share of what a question says of the task that must stand in its name, and by how much the name
#: of another task must hold less.
_ENOUGH, _CLEARLY = 0.6, 0.1
#: A task that alone comes near what is asked may hold as little, if all others hold so much less.
_LITTLE, _ALONE = 0.4, 0.25
#: Worth of the heading above, beside the line that the labels stand under.
_HEADING = 0.9
#: Lines of labels between a task and what is read, and characters of a line that names a task.
_LINES, _NAME = 12, 400
#: A quote is the task with its lines up to this length, else the line.
_QUOTE = 400


@dataclass(frozen=True, slots=True)
class _Value:
    """What a label says (a span of the document), under the task whose name is at `task`."""

    item: Candidate
    span: Span
    task: Span
    held: float


def read_labelled(
    query: Query, candidates: Sequence[Candidate], rarity: Rarity
) -> tuple[Candidate, Statement] | None:
    """What the label line of the one task says that a question names, and where it was read.

    None where no label is asked for, or no task or several fit.
    """
    slot = asked_slot(query)
    if slot is None:
        return None
    matcher = task_matcher(query, rarity)
    found = []
    for item in candidates:
        if {"place", "document", "part"} & {*item.conflicts}:
            continue
        for span in _values(item.sentence, slot):
            task = _task_of(item.sentence)
            if task is None:
                continue
            text = item.sentence.document.text
            headings = item.sentence.passage.headings
            layers = [layer(text[task.start : task.end], 1.0), layer(headings[-1:], _HEADING)]
            found.append(_Value(item, span, task, matcher.coverage(layers)))
    best = max(found, key=lambda value: value.held, default=None)
    if best is None or best.held < _LITTLE:
        return None
    said = _plain(best)
    apart = _CLEARLY if best.held >= _ENOUGH else _ALONE
    if any(one.held > best.held - apart and _plain(one) != said for one in found):
        return None
    return _statement(best, slot)


def asks_labelled(query: Query) -> bool:
    """Whether a question asks for what a label line may say."""
    return asked_slot(query) is not None


def asked_slot(query: Query) -> Slot | None:
    """The slot that the turn asks for; of a turn that does not say, that of its earlier ones."""
    for words in (query.question, query.text):
        folded = fold(normalise(words))
        for slot in _SLOTS:
            if query.answer_type in slot.types and slot.asked.search(folded):
                return slot
    return None


def task_matcher(query: Query, rarity: Rarity, named: Iterable[str] = ()) -> Matcher:
    """Matches what a question says of the task, without the words that ask.

    Nor the folded words in `named`, by which a text names what is asked for.
    """
    folded = fold(normalise(query.text))
    asking = {
        unit
        for one in _SLOTS
        for match in one.asked.finditer(folded)
        for unit in syllables(match[0])
        if any(unit in syllables(name) for name in one.names)
    } | {*named}
    about = tuple(
        concept
        for concept in query.concepts
        if not asking & {*syllables(fold(concept.wordings[0]))}
        and not _only_asks(concept.wordings[0])
    )
    return Matcher(about, rarity, accented=not query.unaccented)


def _only_asks(wording: str) -> bool:
    words = _NO_SUBJECT if is_unaccented(wording) else _ONLY_ASKS
    return not words.isdisjoint(syllables(wording))


def _values(sentence: Sentence, slot: Slot) -> Iterator[Span]:
    """What the labels of the slot say in a sentence, up to the next label."""
    labels = list(_LABEL.finditer(sentence.text))
    for number, label in enumerate(labels):
        if fold(normalise(label[1])) not in slot.names:
            continue
        end = labels[number + 1].start() if number + 1 < len(labels) else len(sentence.text)
        value = sentence.text[label.end() : end].rstrip(" .;|*\n")
        if value:
            start = sentence.start + label.end()
            yield Span(start, start + len(value))


def _task_of(sentence: Sentence) -> Span | None:
    """The line that names what a label line is about."""
    text = sentence.document.text
    start = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)]
    for _ in range(_LINES):
        label = _LABEL.search(line)
        name = line[: label.start()] if label else line
        if syllables(name):
            return Span(start, start + len(name.rstrip())) if len(name) <= _NAME else None
        if not start:
            return None
        stop = start - 1
        start = text.rfind("\n", 0, stop) + 1
        line = text[start:stop]
    return None


def _plain(value: _Value) -> str:
    text = value.item.sentence.document.text[value.span.start : value.span.end]
    return " ".join(fold(normalise(text)).split())


def _statement(value: _Value, slot: Slot) -> tuple[Candidate, Statement]:
    item, sentence = value.item, value.item.sentence
    start, end = value.task.start, sentence.end
    quote = Span(start if end - start <= _QUOTE else sentence.start, end)
    if slot.figure:
        inside = [f for f in sentence.figures if value.span.start <= f.start < value.span.end]
        if inside:
            item = replace(item, figure=inside[0])
            return item, replace(figure_statement(item), quote=quote)
    text = " ".join(sentence.document.text[value.span.start : value.span.end].split())
    if len(text) > SHORT:
        text = text[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:")
    return item, Statement(text, sentence, quote)
