"""Reasons to doubt the print of a figure."""

from __future__ import annotations

import re

from ingest.figure_plan import OF_PLAN
from ingest.figure_sentence import ReadSentence
from ingest.figure_state import State
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import term

#: Percentages above these are misprints or need a second look: of any figure, of a part or a level.
_MOST, _MOST_SHARE = 1000, 100
#: More of a plan than this is hardly ever reached.
_MOST_OF_PLAN = 400
_CHANGED = re.compile(r"\b(?:tăng|giảm)\b[^,;.]*$")
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
_PARTS = re.compile(r"(?:tỷ|tỉ) (?:lệ|trọng)|cơ cấu|chiếm")


def doubts(
    sentence: ReadSentence, quantity: Quantity, before: Span, after: Span, state: State
) -> tuple[str, ...]:
    """Give "unit", "share" and "garbled", each where it holds.

    unit: the indicator cannot have the unit. share: a percentage beyond bounds. garbled: a change
    stated against a plan without saying of what, "tăng 32% kế hoạch năm".
    """
    near = normalise(sentence.text[before.start : before.end])
    behind = normalise(sentence.text[after.start : after.end])
    found = []
    if _wrong_unit(quantity, state):
        found.append("unit")
    if quantity.unit == "%" and _beyond(quantity, state, near):
        found.append("share")
    if quantity.unit in PERCENT and _CHANGED.search(near) and _against_plan(behind):
        found.append("garbled")
    return tuple(found)


def _against_plan(behind: str) -> bool:
    return OF_PLAN.match(f" {behind}") is not None and not behind.startswith(("so", "trên"))


def _wrong_unit(quantity: Quantity, state: State) -> bool:
    """Whether money, a percentage or an area stands where the indicator has none of it."""
    named = term(state.term) if state.term else None
    if named is None or state.kind in (*_RELATIVE, Kind.SHARE):
        return False
    if quantity.unit in MONEY:
        return not named.units & {"money", "%"} and bool(named.units & {"ha", "tonne", "people"})
    if quantity.unit == "ha":
        return "ha" not in named.units and bool(named.units & {"money", "people"})
    level = quantity.unit == "%" and quantity.value is not None and quantity.value > _MOST_SHARE
    return level and (named.units == {"%"} or "money" in named.units) and state.kind is Kind.RESULT


def _beyond(quantity: Quantity, state: State, near: str) -> bool:
    value = quantity.value if quantity.value is not None else quantity.high
    if value is None:
        return False
    if state.kind is Kind.SHARE_OF_PLAN:
        return value > _MOST_OF_PLAN
    if state.kind is Kind.SHARE or _PARTS.match(normalise(state.indicator)):
        return value > _MOST_SHARE and state.kind is not Kind.GROWTH
    return value > _MOST or (state.kind is Kind.GROWTH and "giảm" in near and value > _MOST_SHARE)
