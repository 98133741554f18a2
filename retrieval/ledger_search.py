"""Passages looked up by what their figures measure: no search by words can crowd them out.

Hundreds of documents have the words of "số việc làm mới năm 2025 của tỉnh Hòa Bình"; the ledger
knows which figures are of that indicator, that place and that time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from embedding.model import Embedder
from retrieval.find import find, passes
from retrieval.records import FIGURES, Found, Query
from retrieval.shelf import Shelf
from retrieval.slots import figure_conflicts
from retrieval.stages import Stages
from store.records import Figure, Passage

#: Passages that stay before those looked up, passages looked up, and figures looked at for them.
_BEFORE, _MOST, _LOOKED_AT = 6, 4, 200


def find_with_ledger(shelf: Shelf, embedder: Embedder, query: Query, stages: Stages) -> list[Found]:
    """What finding gives for a question, with the passages that the ledger points at."""
    found = find(shelf, embedder, query, stages=stages)
    return with_looked_up(shelf, query, found) if "ledger" in stages else found


def with_looked_up(shelf: Shelf, query: Query, found: Sequence[Found]) -> list[Found]:
    """What was found, and among the first of it the passages of figures of all that is asked for.

    Those are of the very indicator, place and time; the latest time comes first. A question that
    names no indicator or place keeps its passages as they are.
    """
    first, rest = list(found[:_BEFORE]), list(found[_BEFORE:])
    held = {item.passage.id for item in first}
    known = {item.passage.id: item for item in rest}
    score = first[-1].score if first else 0.0
    raised: list[Found] = []
    for passage in _passages(shelf, query):
        if passage.id not in held and len(raised) < _MOST:
            held.add(passage.id)
            item = replace(known.get(passage.id, Found(passage, score)), score=score)
            if passes(query, item):
                raised.append(item)
    return [*first, *raised, *(item for item in rest if item.passage.id not in held)]


def _passages(shelf: Shelf, query: Query) -> Iterator[Passage]:
    if query.answer_type not in (*FIGURES, "yes_no"):
        return
    fitting = [figure for figure in _measured(shelf, query) if not figure_conflicts(query, figure)]
    fitting.sort(key=_end, reverse=True)
    for figure in fitting:
        for passage in shelf.passages_of(figure.source):
            if passage.start <= figure.start < passage.end:
                yield passage


def _measured(shelf: Shelf, query: Query) -> Iterator[Figure]:
    for name in {place.name for place in query.places}:
        for term in query.terms:
            yield from shelf.index.measured(term, name, _LOOKED_AT)


def _end(figure: Figure) -> int:
    """The last day of a figure's time, as a number; 0 where it is not known."""
    period = figure.scope.period
    return period.end.toordinal() if period else 0
