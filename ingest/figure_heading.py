"""What a heading says is measured, for figures whose own sentence names nothing."""

from __future__ import annotations

from dataclasses import replace

from ingest.figure_state import Heading, State, one_indicator
from store.records import Document
from vietnamese.numbers import Quantity
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import term

_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)


def headed(document: Document, lead: Span) -> Heading | None:
    """The one indicator that the announcement at `lead` names."""
    return one_indicator(document.text[lead.start : lead.end], lead.start)


def under_heading(quantity: Quantity, state: State) -> State:
    """The state of a figure without an indicator, with the heading's where the unit is of it."""
    heading = state.heading
    if state.indicator or heading is None or not _fits(quantity, heading, state):
        return state
    return replace(
        state, indicator=heading.indicator, term=heading.term, named_at=heading.at, sentence=-1
    )


def _fits(quantity: Quantity, heading: Heading, state: State) -> bool:
    named = term(heading.term)
    if named is None:
        return False
    if quantity.unit in PERCENT:
        return "%" in named.units or state.kind in _RELATIVE
    if quantity.unit in MONEY:
        return "money" in named.units
    return quantity.unit == "ha" and "ha" in named.units
