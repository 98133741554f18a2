"""What is left of a whole of which a text prints what is done: "đã chi trả cho 188/240 hộ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from retrieval.evidence import Candidate
from retrieval.fitness import same_unit
from retrieval.reading import ENOUGH, Reading
from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.notation import read_digits
from vietnamese.places import Level
from vietnamese.scope import Kind

#: Questions for what is not done, and for what will be left when something is done; folded.
_UNDONE = re.compile(
    r"\bcon(?: lai)?(?: khoang)? (?:bao nhieu|may)\b.*\b(?:chua|khong)\b"
    r"|\b(?:bao nhieu|may) (?:\w+ ){1,4}(?:van |con |hien |dang )*chua\b"
    r"|\bchua(?: (?:\w+ ){1,5}| )(?:con |la )*(?:bao nhieu|may)\b"
    r"|\bcon (?:phai|can|vuong) (?:\w+ ){0,3}?(?:bao nhieu|may)\b"
    r"|\bcon (?:\w+ )?(?:bao nhieu|may) (?:\w+ ){1,4}nua\b"
    r"|\bthieu (?:bao nhieu|may) (?:\w+ ){1,4}nua\b|\bcon thieu (?:bao nhieu|may)\b"
    r"|\b(?:bao nhieu|may) (?:\w+ ){1,3}khong (?:thuoc|phai|nam trong|nham|lien quan)\b"
    r"|\bhow many\b.*\b(?:not yet|still (?:not|have not|haven't|lack|without|remain)|yet to)\b"
)
_AFTER = re.compile(
    r"\b(?:sau|xong|hoan thanh)\b.*\bcon(?: lai)? (?:bao nhieu|may)\b"
    r"|\bcon(?: lai)? (?:bao nhieu|may)\b.*\b(?:sau|xong|hoan thanh)\b"
)
_FRACTION = re.compile(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)(?=\D|$)")
#: Between a whole and its part, and between a part and its whole.
_TO_PART = re.compile(
    r"\b(?:trong (?:do|so do|so nay)|gom|bao gom|da co|moi co|nhung moi)\b"
    r"|\b(?:da|moi|giai ngan|duoc)(?: \w+){0,3}$"
)
#: Behind a whole and before a part, whose own words then tell what is done.
_SO_FAR = re.compile(r"(?:\b(?:den nay|hien nay|hien|nay)\b(?: (?:da|moi|co))*|[,;] (?:co|moi)) ?$")
_DONE = re.compile(r"^ ?(?:\w+ ){0,2}?(?:da|duoc|hoan thanh|xong)\b")
_TO_WHOLE = re.compile(
    r"^[^.;\d]{0,60}\b(?:trong|tren|cua)(?: tong)?(?: so)?(?: (?:hon|gan|khoang))?\s*$"
)
#: Before a whole of which some are told of next: "Trong 20 việc …, có 9 việc …".
_OF_WHICH = re.compile(r"\btrong(?: tong)?(?: so)?\s*$")
_SOME = re.compile(r"(?:\b(?:co|da|moi)(?: \w+){0,2}|,)\s*$")
#: Said of what is not done.
_WAITING = re.compile(
    r"\b(?:chua|con lai|con(?! (?:cham|thap|nhieu|kho|han che|it|cao|yeu|gap)\b)|vuong|thieu"
    r"|khong)\b"
)
#: Said of what is done.
_HAS = re.compile(r"\b(?:da|duoc|hoan thanh|xong|dat)\b")
#: Conflicts that a part has with a question for what is left.
_ALLOWED = frozenset({"direction", "kind"})


def asks_rest(query: Query) -> bool:
    """Whether what is left of something is asked for: "còn bao nhiêu hộ chưa nhận tiền"."""
    own = "subject" in query.inherited  # "tuyển được bao nhiêu?" after "còn thiếu bao nhiêu"
    line = fold(normalise(query.question if own else query.text))
    return _UNDONE.search(line) is not None or _AFTER.search(line) is not None


def is_told(query: Query, reading: Reading) -> bool:
    """Whether a figure as printed is itself what is left, by the words around it."""
    if not reading.statements or _AFTER.search(fold(normalise(query.text))):
        return False
    statement = reading.statements[0]
    if statement.figure is None:
        return True
    figure, sentence = statement.figure, statement.sentence
    start = max([sentence.start, *(o.end for o in sentence.figures if o.end <= figure.start)])
    stop = min([sentence.end, *(o.start for o in sentence.figures if o.start >= figure.end)])
    words = fold(normalise(sentence.document.text[start:stop]))
    return _FRACTION.search(figure.text) is None and _WAITING.search(words) is not None


def whole_and_part(ranked: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """A whole and what is done of it, of one sentence; None where none is printed."""
    for item in ranked:
        if item.figure is None or item.coverage < ENOUGH or not _ALLOWED.issuperset(item.conflicts):
            continue
        for whole, part in _pairs(item, item.figure):
            if whole.value and part.value and whole.value > part.value:
                return replace(item, figure=whole), replace(item, figure=part)
    return None


def share_done(query: Query, reading: Reading, ranked: Sequence[Candidate]) -> Candidate | None:
    """The percentage that is done where the rest is asked for: "đã cấy 85% diện tích"."""
    if _AFTER.search(fold(normalise(query.text))):
        return None
    read = [statement.figure for statement in reading.statements if statement.figure]
    for item in ranked:
        figure = item.figure
        if figure is None or figure.unit != "%" or not _ALLOWED.issuperset(item.conflicts):
            continue
        of_plan = figure.scope.kind is Kind.SHARE_OF_PLAN
        meant = of_plan and not item.conflicts and figure.term in query.terms
        if figure not in read and not meant and item.coverage < ENOUGH:
            continue
        if of_plan or (figure.scope.kind is not Kind.GROWTH and _is_done(item, figure)):
            return item
    return None


def _is_done(item: Candidate, figure: Figure) -> bool:
    """Whether a text tells a percentage as done: "85% hộ đã có nước sạch"."""
    start, stop = _clause_of(item, figure)
    words = fold(normalise(item.sentence.document.text[start:stop]))
    return _HAS.search(words) is not None and _WAITING.search(words) is None


def _pairs(item: Candidate, figure: Figure) -> Iterator[tuple[Figure, Figure]]:
    fraction = _FRACTION.match(figure.text)
    if fraction:
        part, whole = (_cut(figure, *fraction.span(number)) for number in (1, 2))
        if part and whole:
            yield whole, part
        return
    alike = [
        other
        for other in item.sentence.figures
        if same_unit(other, figure) and _of_one_place(other, figure)
    ]
    text = item.sentence.document.text
    before = [other for other in alike if other.end <= figure.start]
    behind = [other for other in alike if other.start >= figure.end]
    for other in before:
        if _tells_part(item, other, figure):
            yield other, figure
    for other in behind:
        between = fold(normalise(text[figure.end : other.start]))
        if _TO_WHOLE.match(between) or between.strip() == "/":
            yield other, figure
    parts = [other for other in behind if _tells_part(item, figure, other)]
    if len(parts) == 1:
        yield figure, parts[0]


def _of_one_place(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one place; a zone stands for the district it lies in."""
    mine, yours = one.scope.place, other.scope.place
    zones = any(place is not None and place.level is Level.ZONE for place in (mine, yours))
    return mine == yours or zones


def _tells_part(item: Candidate, whole: Figure, part: Figure) -> bool:
    """Whether what is done follows its whole: "6.100 ha mít, trong đó 2.050 ha đã cho trái"."""
    text = item.sentence.document.text
    between = fold(normalise(text[whole.end : part.start]))
    of_which = _OF_WHICH.search(fold(normalise(text[item.sentence.start : whole.start])))
    after = fold(normalise(text[part.end : item.sentence.end]))
    so_far = _SO_FAR.search(between) and _DONE.match(after)
    told = _TO_PART.search(between) or so_far or (of_which and _SOME.search(between))
    return bool(told) and not _is_waiting(item, part)


def _is_waiting(item: Candidate, figure: Figure) -> bool:
    """Whether a part is what is not done: "trong đó 40 hộ chưa nhận tiền"."""
    start, stop = _clause_of(item, figure)
    words = fold(normalise(item.sentence.document.text[start:stop]))
    return _WAITING.search(words) is not None


def _clause_of(item: Candidate, figure: Figure) -> tuple[int, int]:
    """Where the words between the commas around a figure start and end."""
    text = item.sentence.document.text
    end = re.search(r"[,;.](?=\s|\Z)", text[figure.end : item.sentence.end])
    stop = figure.end + end.start() if end else item.sentence.end
    begin = max(text.rfind(mark, item.sentence.start, figure.start) for mark in (",", ";", ":"))
    return max(begin, item.sentence.start), stop


def _cut(figure: Figure, start: int, end: int) -> Figure | None:
    """One of the numbers of a printed fraction as a figure of its own."""
    number = read_digits(figure.text[start:end])
    if number is None:
        return None
    return replace(
        figure,
        start=figure.start + start,
        end=figure.start + end,
        text=figure.text[start:end],
        value=Decimal(number),
        low=None,
        high=None,
    )
