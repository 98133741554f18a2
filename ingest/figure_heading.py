"""What a heading says is measured, for figures whose own sentence names nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figure_state import Heading, State, one_indicator
from store.records import Document
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import term

_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
#: A short line or sentence that opens a paragraph and only says what it is about.
_LONGEST_TITLE = 80
_RUN_IN = re.compile(r"[*_]{2}.+[*_]{2}|(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s.+|về\s.+", re.IGNORECASE)
#: Capital that is of public investment where the heading says so: "kế hoạch vốn của tỉnh".
_CAPITAL = re.compile(
    r"(?:(?:kế hoạch|số) )*vốn(?: (?:của|cho|được|giao|tỉnh|huyện|thành phố|cả|năm|kế hoạch))*"
)
_INVESTMENT = "public_investment"


def headed(document: Document, lead: Span) -> Heading | None:
    """The one indicator that the announcement at `lead` names."""
    return one_indicator(document.text[lead.start : lead.end], lead.start)


def run_in(document: Document, span: Span) -> Heading | None:
    """The one indicator of a title that opens a paragraph: "**Về đầu tư công.** Kế hoạch …"."""
    text = document.text[span.start : span.end]
    if len(text) > _LONGEST_TITLE or not _RUN_IN.fullmatch(text.rstrip()):
        return None
    return one_indicator(text, span.start)


def under_heading(quantity: Quantity, state: State) -> State:
    """The state of a figure without an indicator, with the heading's where the unit is of it."""
    heading = state.heading
    if heading is None or not _fits(quantity, heading, state):
        return state
    bare = heading.term == _INVESTMENT and _CAPITAL.fullmatch(normalise(state.indicator))
    if state.indicator and not bare:
        return state
    return replace(
        state, indicator=heading.indicator, term=heading.term, named_at=heading.at, sentence=-1
    )


def _fits(quantity: Quantity, heading: Heading, state: State) -> bool:
    if heading.term is None:
        return quantity.unit in MONEY and "/" not in quantity.text
    named = term(heading.term)
    if named is None:
        return False
    if quantity.unit in PERCENT:
        return "%" in named.units or state.kind in _RELATIVE
    if quantity.unit in MONEY:
        return "money" in named.units
    return quantity.unit == "ha" and "ha" in named.units
