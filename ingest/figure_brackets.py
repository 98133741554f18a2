"""What a document says its brackets hold: "(số trong ngoặc là ước thực hiện năm 2024)".

In plans and reports each figure of the year is then followed by one in brackets of another year or
another kind: "7.100 tỷ đồng (5.900 tỷ đồng)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.bracket_legend import BracketLegend
from ingest.figure_sentence import ReadSentence, says_change
from store.records import Document, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_BRACKETS = re.compile(r"\([^()]*\)")
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
#: Most characters between a figure and the brackets that belong to it: "96% dân số (95%)".
_NEAR = 30


def by_legend(
    document: Document,
    legend: BracketLegend | None,
    sentence: ReadSentence,
    figures: Sequence[Figure],
) -> list[Figure]:
    """The figures of a sentence, those in brackets of the time and kind the `legend` gives them."""
    if legend is None or sentence.start < legend.at.end:
        return list(figures)
    spans = [found.span() for found in _BRACKETS.finditer(sentence.text)]
    ends = [figure.end - sentence.start for figure in figures]
    spans = [(a, b) for a, b in spans if any(0 <= a - end <= _NEAR for end in ends)]
    held = [_held(document, legend, sentence, figure, spans) for figure in figures]
    for start, end in spans:
        held = _paired(sentence, held, Span(start, end))
    return held


def _paired(sentence: ReadSentence, figures: Sequence[Figure], bracket: Span) -> list[Figure]:
    """The figures, several in one bracket each with what the figure of its place before it is of.

    "66%, trong đó có bằng cấp 28% (64,2%; 26,5%)".
    """
    at = [figure.start - sentence.start for figure in figures]
    inside = [place for place, start in enumerate(at) if bracket.start < start < bracket.end]
    before = [place for place, start in enumerate(at) if start < bracket.start]
    before = before[-len(inside) :]
    several = len(inside) > 1 and ";" in sentence.text[bracket.start : bracket.end]
    done = list(figures)
    if not several or len(before) != len(inside):
        return done
    for own, source in zip(inside, before, strict=True):
        told = figures[source]
        if told.unit.partition(" ")[0] == done[own].unit.partition(" ")[0]:
            done[own] = replace(done[own], indicator=told.indicator, term=told.term)
    return done


def _held(
    document: Document,
    legend: BracketLegend,
    sentence: ReadSentence,
    figure: Figure,
    spans: Sequence[tuple[int, int]],
) -> Figure:
    at = figure.start - sentence.start
    within = next((start for start, end in spans if start < at < end), None)
    if within is None or any(within < m.start < at for m in sentence.periods):
        return figure
    scope = figure.scope
    near = normalise(sentence.text[within:at].rpartition(",")[2])
    if scope.kind is not Kind.GROWTH and figure.unit in PERCENT and says_change(near):
        scope = replace(scope, kind=Kind.GROWTH)
    kept = scope.kind in _RELATIVE or (scope.kind is Kind.PLAN and legend.kind is not Kind.PLAN)
    scope = replace(
        scope, period=legend.period or scope.period, kind=scope.kind if kept else legend.kind
    )
    words = document.text[legend.at.start : legend.at.end]
    said = [Inherited(slot, words, "body", *legend.at) for slot in ("period", "kind")]
    own = [item for item in figure.inherited if item.slot not in ("period", "kind")]
    return replace(figure, scope=scope, inherited=(*own, *said))
