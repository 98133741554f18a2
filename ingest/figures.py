"""The figure ledger: every figure of a document with what it measures, of what, where and when.

A figure is read clause by clause, from left to right, as the sentence is spoken: a kind word
("phấn đấu", "đạt"), a period ("trong tháng 1") or an indicator governs the figures after it until
another takes its place. What the sentence leaves out is inherited from the announcement above it,
the heading, or the document, and the reason is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_doubt import doubts
from ingest.figure_indicator import counted
from ingest.figure_kind import base_of, kind_of
from ingest.figure_scope import behind, enter
from ingest.figure_sentence import (
    AIMS,
    DONE,
    EDGE,
    MEASURES,
    TARGETS,
    ReadSentence,
    money_of,
    read_sentence,
)
from ingest.figure_speaker import speaker_of
from ingest.figure_state import State, opening_state
from store.records import Document, Figure, Passage
from vietnamese.basis import read_basis, read_price_basis
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span, clauses, sentences

#: A count right behind a preposition is part of a longer name: "tổng vốn của 172 dự án".
_PREPOSITION = re.compile(r"\b(?:của|cho|trong|với|từ|tại|ở)\s+$")


def read_figures(document: Document, passages: Sequence[Passage]) -> list[Figure]:
    """All figures of the passages, in order of their place in the document's stored text."""
    found: list[Figure] = []
    for passage in passages:
        opening = opening_state(document, passage)
        state, last = opening, None
        for span in sentences(document.text, passage.start, passage.end):
            new_paragraph = last is None or "\n" in document.text[last.end : span.start]
            sentence = read_sentence(document, span)
            # Within a paragraph the period and the aim spoken of hold on; the place does not.
            kept = (
                opening if new_paragraph else replace(opening, period=state.period, kind=state.kind)
            )
            figures, state = _sentence(document, passage, sentence, kept)
            found += figures
            last = span
    return found


def _sentence(
    document: Document, passage: Passage, sentence: ReadSentence, state: State
) -> tuple[list[Figure], State]:
    """The figures of one sentence, and the state after it."""
    found: list[Figure] = []
    place = state.place
    for clause in clauses(sentence.text):
        state = replace(state, indicator="", term=None, place=place)
        figures, state = _clause(document, passage, sentence, Span(clause.start, clause.end), state)
        found += figures
        if not figures:  # an announcement: what it names holds for the list below it
            place = state.place
    return found, state


def _clause(
    document: Document, passage: Passage, sentence: ReadSentence, part: Span, state: State
) -> tuple[list[Figure], State]:
    """The figures of one clause, and the state after it."""
    found = []
    inside = [q for q in sentence.quantities if part.start <= q.start < part.end]
    at = part.start
    modifier = False
    for place, quantity in enumerate(inside):
        following = inside[place + 1].start if place + 1 < len(inside) else part.end
        before, after = Span(at, quantity.start), Span(quantity.end, following)
        tail = before.end if modifier else _tail(sentence, before, first=not place)
        state = enter(document, passage, sentence, before, state, tail)
        own = behind(passage, sentence, after, state, last=place + 1 == len(inside))
        kind = kind_of(sentence, quantity, before, after, state)
        own = replace(own, kind=kind)
        found.append(_figure(document, passage, sentence, quantity, before, after, own))
        opened = kind if kind in (*TARGETS, Kind.RESULT, Kind.ESTIMATE) else state.kind
        state = replace(state, kind=opened, money=money_of(quantity) or state.money)
        at = quantity.end
        counts = quantity.unit not in MEASURES
        modifier = counts and bool(_PREPOSITION.search(sentence.text[part.start : quantity.start]))
    if not inside:
        state = enter(document, passage, sentence, part, state)
        words = normalise(sentence.text[part.start : part.end])
        if AIMS.search(words) and not DONE.search(words):
            state = replace(state, kind=Kind.TARGET)
    return found, state


def _tail(sentence: ReadSentence, before: Span, *, first: bool) -> int:
    """Where the words before a figure stop belonging to the figure before it."""
    if first:
        return before.start
    edge = EDGE.search(sentence.text, before.start, before.end)
    return edge.end() if edge else before.start


def _figure(
    document: Document,
    passage: Passage,
    sentence: ReadSentence,
    quantity: Quantity,
    before: Span,
    after: Span,
    state: State,
) -> Figure:
    near = normalise(sentence.text[before.start : before.end])
    following = normalise(sentence.text[after.start : after.end])
    place, period = state.place, state.period
    relative = state.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    base = base_of(sentence, before, after) if relative else None
    is_count = quantity.unit not in MEASURES and bool(quantity.printed_unit)
    indicator = counted(sentence, quantity, after) if is_count else state.indicator
    start = sentence.start + quantity.start
    return Figure(
        source=document.source,
        start=start,
        end=sentence.start + quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or (state.money if quantity.scale > 1 else ""),
        bound=quantity.bound.value,
        indicator=indicator,
        term=state.term,
        scope=Scope(
            place=place[0],
            level=place[0].level if place[0] else None,
            period=period[0],
            kind=state.kind,
            base=base,
        ),
        comparison=base,
        basis=read_basis(following) or read_basis(near),
        price_basis=read_price_basis(f"{near} {following}"),
        speaker=speaker_of(document, passage, start),
        inherited=(*place[1], *period[1]),
        doubt=doubts(sentence, quantity, state),
    )
