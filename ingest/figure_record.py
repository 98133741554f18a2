"""One entry of the figure ledger: a quantity with the state that governs it."""

from __future__ import annotations

import re

from ingest.figure_doubt import doubts
from ingest.figure_kind import base_of, compared_with
from ingest.figure_money import elided_unit
from ingest.figure_sentence import AGES, TARGETS, ReadSentence
from ingest.figure_speaker import speaker_of
from ingest.figure_state import State
from store.records import Document, Figure, Inherited, Passage
from vietnamese.basis import read_basis, read_price_basis
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span
from vietnamese.terms import term

#: "TMĐT" of money: the total cost, and no trade.
_TOTAL_COST = "tmđt"
#: Units of terms that no money is an amount of.
_NO_MONEY = frozenset(("count", "index", "%"))


def entry(
    document: Document,
    passage: Passage,
    sentence: ReadSentence,
    quantity: Quantity,
    before: Span,
    after: Span,
    state: State,
) -> Figure:
    """The entry of `quantity`, of which the words `before` and `after` it and `state` speak."""
    near = normalise(sentence.text[before.start : before.end])
    following = normalise(sentence.text[after.start : after.end])
    place, period = state.place, state.period
    relative = state.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    planned = quantity.unit not in AGES and (relative or state.kind in TARGETS)
    base = base_of(sentence, before, after) if relative else None
    if state.kind is Kind.SHARE_OF_PLAN and base is None:
        base = "dự toán" if re.match(r"\W*(?:dự toán|dt)\b", following) else "kế hoạch"
    if state.kind is Kind.GROWTH and base is None:
        base = compared_with(sentence, after, period[0])
    past = (base or "").startswith(("cùng kỳ", "tháng", "quý", "năm", "đầu"))
    start = sentence.start + quantity.start
    return Figure(
        source=document.source,
        start=start,
        end=sentence.start + quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or elided_unit(quantity, state),
        bound=quantity.bound.value,
        indicator=state.indicator,
        term=_term(quantity, state),
        scope=Scope(
            place=place[0],
            level=place[0].level if place[0] else None,
            period=period[0],
            kind=state.kind,
            base=base,
        ),
        comparison=base,
        basis=(read_basis(following) or read_basis(near)) if planned and not past else None,
        price_basis=read_price_basis(f"{near} {following}"),
        speaker=speaker_of(document, passage, sentence.start, start),
        inherited=(*place[1], *period[1], *state.said, *_indicator_evidence(sentence, state)),
        doubt=doubts(sentence, quantity, before, after, state),
    )


def _term(quantity: Quantity, state: State) -> str | None:
    """The term that is measured; money measures no count and no rate: "cho giảm nghèo 80 tỷ"."""
    unit = quantity.unit or elided_unit(quantity, state)
    if unit in MONEY and normalise(state.indicator) == _TOTAL_COST:
        return None
    named = term(state.term) if state.term else None
    if named is None or unit not in MONEY or state.kind in (Kind.GROWTH, Kind.SHARE):
        return state.term
    return None if named.units <= _NO_MONEY else state.term


def _indicator_evidence(sentence: ReadSentence, state: State) -> tuple[Inherited, ...]:
    """Where the indicator is named, when an earlier sentence names it."""
    at = state.named_at
    if at is None or state.sentence == sentence.start:
        return ()
    return (Inherited("indicator", state.indicator, "body", at.start, at.end),)
