"""What governs the next figure as a sentence is read: place, period, kind, indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figure_sentence import ReadSentence
from store.records import Document, Inherited, Passage
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodMention
from vietnamese.places import Place, PlaceMention
from vietnamese.scope import Kind

#: Headings and sentences that look ahead: "nhiệm vụ, giải pháp", "mục tiêu", "phương hướng".
_AHEAD = re.compile(
    r"\b(?:nhiệm vụ|mục tiêu|chỉ tiêu|phương hướng|phấn đấu|kế hoạch năm|giải pháp|định hướng)\b"
)


_YEAR = re.compile(r"\d{4}")


#: A slot's value with the evidence for it; None and nothing where nothing says it.
PlaceSlot = tuple[Place | None, tuple[Inherited, ...]]


PeriodSlot = tuple[Period | None, tuple[Inherited, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """What governs the next figure, as the sentence has been read so far."""

    place: PlaceSlot = (None, ())
    period: PeriodSlot = (None, ())
    kind: Kind | None = None
    indicator: str = ""
    term: str | None = None
    money: str = ""


def opening_state(document: Document, passage: Passage) -> State:
    """What a passage inherits; under a heading that looks ahead, a bare figure is a target."""
    innermost = [heading for heading in passage.headings[-1:] if heading != document.title]
    ahead = any(_AHEAD.search(normalise(heading)) for heading in innermost)
    return State(
        place=(passage.scope.place, passage_evidence(passage, "place")),
        period=(passage.scope.period, passage_evidence(passage, "period")),
        kind=Kind.TARGET if ahead else None,
    )


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
