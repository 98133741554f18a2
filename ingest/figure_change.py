"""What was and what is, where a change is told by both: "giảm từ 31% xuống còn 30%".

The second figure is the level reached; the first is only what there was before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ingest.figure_sentence import ReadSentence
from ingest.figure_state import State, evidence_of
from store.records import Passage
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.periods import Period, PeriodKind, PeriodMention
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_FROM = re.compile(r"\b(?:từ|từ mức|từ chỗ)\s*$")
#: What stands between both figures, apart from a period and brackets.
_TO = re.compile(
    r"\s*(?:(?:tăng|giảm|kéo|hạ|đưa|nâng|rút|tụt|vọt|nhích|đẩy)(?: giảm)? )?"
    r"(?:xuống|lên|thành|còn|về)\b\s*"
    r"(?:(?:còn|tới|đến|mức|thành|là|chỉ|dưới|trên|khoảng|gần|hơn|ở)\b\s*)*"
)
_WHEN = re.compile(r"\b(?:(?:cuối|đầu|giữa)(?: (?:năm|kỳ|nhiệm kỳ))?|vào|của|trong|ở)\b")
_POINT = re.compile(r"\s+(?:hồi )?(?:đầu|cuối|giữa) (?:năm|kỳ|nhiệm kỳ)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


def is_former(sentence: ReadSentence, quantity: Quantity, following: Quantity | None) -> bool:
    """Whether a figure is what there was before the one that follows it: "từ … xuống …"."""
    if following is None or not _alike(quantity, following):
        return False
    if not (_FROM.search(normalise(sentence.text[: quantity.start])) or _says_from(quantity)):
        return False
    return _TO.fullmatch(_between(sentence, quantity, following)) is not None


def former_state(
    sentence: ReadSentence,
    quantity: Quantity,
    following: Quantity,
    state: State,
    above: Passage,
    today: date | None,
) -> State:
    """The state of a figure that is only what there was: reached, at a time before.

    That is the period named beside it, else all time before the one that is spoken of.
    """
    state = replace(state, kind=Kind.RESULT, said=())
    for mention in sentence.periods:
        if quantity.end <= mention.start < following.start:
            return replace(
                state, period=(mention.period, evidence_of(sentence, "period", mention, above))
            )
    period = _before(state.period[0], today)
    return replace(state, period=(period, state.period[1] if period else ()))


def end_of_former(sentence: ReadSentence, quantity: Quantity, following: Quantity) -> int:
    """Where the words that belong to a figure of before end: behind the period it is of."""
    ends = [m.end for m in _within(sentence.periods, Span(quantity.end, following.start))]
    point = _POINT.match(sentence.text, quantity.end)
    return max((quantity.end, *ends, point.end() if point else 0))


def _before(period: Period | None, today: date | None) -> Period | None:
    """All time before `period`; before what a horizon aims at lies what is known today."""
    if period is not None and period.kind is not PeriodKind.HORIZON:
        if period.kind is PeriodKind.SPAN and today and today <= period.end:
            return Period(date.min, min(today, period.end), PeriodKind.HORIZON)
        return Period(date.min, period.start - timedelta(days=1), PeriodKind.HORIZON)
    return Period(date.min, today, PeriodKind.HORIZON) if today else None


def _between(sentence: ReadSentence, quantity: Quantity, following: Quantity) -> str:
    text = list(sentence.text)
    for mention in _within(sentence.periods, Span(quantity.end, following.start)):
        text[mention.start : mention.end] = " " * (mention.end - mention.start)
    between = _BRACKETS.sub(" ", "".join(text[quantity.end : following.start]))
    return _WHEN.sub(" ", normalise(between)) + " "


def _within(periods: Sequence[PeriodMention], span: Span) -> list[PeriodMention]:
    return [m for m in periods if span.start <= m.start < span.end]


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or not one.unit


def _says_from(quantity: Quantity) -> bool:
    return normalise(quantity.text).startswith("từ ")
