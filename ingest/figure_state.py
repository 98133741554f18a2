"""What governs the next figure as a sentence is read: place, period, kind, indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ingest.figure_sentence import ReadSentence
from store.records import Document, Inherited, Passage
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodMention
from vietnamese.places import Place, PlaceMention
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import read_terms

#: Headings and sentences that look ahead: "nhiệm vụ, giải pháp", "mục tiêu", "phương hướng".
_AHEAD = re.compile(
    r"\b(?:nhiệm vụ|mục tiêu|(?<!một số )(?<!\d )chỉ tiêu|phương hướng|phấn đấu|kế hoạch năm"
    r"|giải pháp|định hướng|việc (?:phải|cần|sẽ) làm|việc tiếp theo|thời gian tới|sắp tới|năm tới"
    r"|(?:\d|ba|sáu) tháng cuối năm|kịch bản)\b"
)


#: Headings of results, whatever plan they are results of: "Kết quả thực hiện các chỉ tiêu".
_BACK = re.compile(
    r"\b(?:kết quả|đánh giá|tình hình|thực trạng|hiện trạng|tổng kết|sơ kết|đạt và vượt|nhìn lại"
    r"|(?:chưa|không|đã) đạt|thực hiện (?:kế hoạch|chỉ tiêu))\b"
)


#: A heading of money and nothing else.
_MONEY = re.compile(
    r"\W*(?:(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zđ])[.)]\s*)?(?:về\s+)?"
    r"(?P<name>(?:nguồn |tổng |nhu cầu )?(?:vốn|kinh phí|nguồn lực)(?: [^\W\d]+){0,5}?)\W*",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """The one indicator that a heading or an announcement names, where it stands.

    Money without a term is a heading's all the same: "Kinh phí thực hiện".
    """

    indicator: str
    term: str | None
    at: Span


_YEAR = re.compile(r"\d{4}")


#: A slot's value with the evidence for it; None and nothing where nothing says it.
PlaceSlot = tuple[Place | None, tuple[Inherited, ...]]


PeriodSlot = tuple[Period | None, tuple[Inherited, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """What governs the next figure, as the sentence has been read so far.

    `indicator` was named at `named_at` of the document, in the sentence that begins at `sentence`.
    `topic` is the period that opens a sentence and holds for those after it. `back` says that the
    section tells of what has been, whatever years the document is for. `heading` names what figures
    measure that nothing nearer names. `said` is where the
    kind comes from when no word of the sentence gives it.
    """

    place: PlaceSlot = (None, ())
    period: PeriodSlot = (None, ())
    kind: Kind | None = None
    indicator: str = ""
    term: str | None = None
    money: str = ""
    named_at: Span | None = None
    sentence: int = -1
    topic: PeriodSlot | None = None
    back: bool = False
    heading: Heading | None = None
    said: tuple[Inherited, ...] = ()


def opening_state(document: Document, passage: Passage) -> State:
    """What a passage inherits; under a heading that looks ahead, a bare figure is a target."""
    ahead = _ahead(document, passage)
    looks_back = any(_BACK.search(normalise(heading)) for heading in passage.headings[1:])
    return State(
        place=(passage.scope.place, passage_evidence(passage, "place")),
        period=(passage.scope.period, passage_evidence(passage, "period")),
        kind=Kind.TARGET if ahead else None,
        back=looks_back and not ahead,
        heading=_heading(document, passage),
        said=tuple(_heading_evidence(document, passage, heading) for heading in ahead),
    )


def _ahead(document: Document, passage: Passage) -> list[str]:
    """The innermost heading that looks ahead, unless one below it looks back."""
    for heading in reversed(passage.headings):
        words = normalise(heading)
        if heading == document.title or _BACK.search(words):
            return []
        if _AHEAD.search(words):
            return [heading]
    return []


def _heading(document: Document, passage: Passage) -> Heading | None:
    """The one indicator that the innermost heading names, or the title where there is no other."""
    for heading in passage.headings[-1:]:
        at = document.text.rfind(heading, 0, passage.end)
        return one_indicator(heading, at) if at >= 0 else None
    return None


def one_indicator(text: str, start: int) -> Heading | None:
    """The indicator that a `text` at `start` of the document names, if it names only one."""
    found = read_terms(text)
    money = _MONEY.fullmatch(text) if not found else None
    if money:
        at = money.span("name")
        return Heading(money["name"], None, Span(start + at[0], start + at[1]))
    if len({mention.term.id for mention in found}) != 1:
        return None
    first = found[0]
    return Heading(first.text, first.term.id, Span(start + first.start, start + first.end))


def _heading_evidence(document: Document, passage: Passage, heading: str) -> Inherited:
    at = document.text.rfind(heading, 0, passage.end)
    if at < 0:
        return Inherited("kind", heading, "heading")
    return Inherited("kind", heading, "heading", at, at + len(heading))


def passage_evidence(passage: Passage, slot: str) -> tuple[Inherited, ...]:
    """Where a passage has `slot` from."""
    return tuple(item for item in passage.evidence if item.slot == slot)


def evidence_of(
    sentence: ReadSentence, slot: str, mention: PeriodMention | PlaceMention, above: Passage
) -> tuple[Inherited, ...]:
    """Where a slot is named; a period without its year leans on what the passage inherits, too."""
    start = sentence.start + mention.start
    named = Inherited(slot, mention.text, "body", start, start + len(mention.text))
    if slot == "period" and not _YEAR.search(mention.text):
        return (named, *passage_evidence(above, slot))
    return (named,)
