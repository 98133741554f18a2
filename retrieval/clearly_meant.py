"""A figure that a question means by its slots, though it puts the rest in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.directions import folded
from retrieval.evidence import Candidate
from retrieval.fitness import is_counted_as_asked
from retrieval.records import Query
from store.records import Figure
from vietnamese.places import Level, same_or_within
from vietnamese.terms import read_terms

#: Share of the question that must stand around a figure that nothing else rivals.
_LITTLE = 0.33
#: Least score of it, and how far the next figure of its unit must stay behind.
_SCORE, _LEAD = 0.6, 0.17
#: The same share and lead where the question names no unit, but the very place and time.
_SOME, _FAR = 0.44, 0.2
#: Questions for what is printed nowhere as such: the best of several, what is missing yet.
_WORKED_OUT = re.compile(
    r"\b(?:cao|thap|nhieu|it|lon|nho|tot|kem|dung|xep|dau|cuoi) (?:\w+ )?nhat\b"
    r"|\bcon (?:phai|thieu|can|cach)\b"
)


def clearly_meant(query: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best figure, if it alone is of the unit, place and time asked about; empty otherwise.

    "Bao nhiêu ha ruộng xấu ở huyện X chuyển sang cây khác năm 2022" is told of as "huyện X 640 ha
    đất lúa kém hiệu quả". Where the question names no unit, it must name the place and the time.
    """
    fitting = [item for item in ranked if item.figure and not item.conflicts]
    if not fitting or (not query.asked and _WORKED_OUT.search(folded(query.question))):
        return []
    best = fitting[0]
    figure = best.figure
    least, lead = (_LITTLE, _LEAD) if query.asked else (_SOME, _FAR)
    if figure is None or not figure.unit or best.coverage < least or best.score < _SCORE:
        return []
    fits = is_counted_as_asked if query.asked else _is_of_the_very_time
    if not fits(query, figure) or not _agrees(query, best):
        return []
    other_term = query.terms and figure.term and figure.term not in query.terms
    if other_term or not set(query.terms) <= _indicators_of(best):
        return []
    if any(_is_nearer(query, best, item) for item in ranked):
        return []
    rivals = [item for item in fitting[1:] if item.figure and item.figure.unit == figure.unit]
    other = [item for item in rivals if item.figure and item.figure.value != figure.value]
    return [] if other and other[0].score > best.score - lead else [best]


def _is_of_the_very_time(query: Query, figure: Figure) -> bool:
    return query.scope.period is not None and figure.scope.period == query.scope.period


def _indicators_of(item: Candidate) -> set[str]:
    """Ids of the indicators that a figure measures or that stand in or above its sentence.

    Of a known indicator nothing is meant that does not name it.
    """
    told = "\n".join((*item.sentence.passage.headings, item.sentence.text))
    said = {mention.term.id for mention in read_terms(told)}
    return said | ({item.figure.term} if item.figure and item.figure.term else set())


def _is_nearer(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether a figure of a place within the one asked about has more of the question's words.

    The question may well name that place, in a way that is not read.
    """
    figure, asked = item.figure, query.scope.place
    if figure is None or asked is None or best.figure is None or figure.unit != best.figure.unit:
        return False
    place = figure.scope.place
    inner = place is not None and not asked.may_be(place) and same_or_within(place, asked)
    return inner and item.coverage > best.coverage


def _agrees(query: Query, item: Candidate) -> bool:
    """Whether a figure is known to be of the place asked about, and of the time or a lower unit."""
    figure, asked = item.figure, query.scope.place
    if figure is None or asked is None:
        return False
    place, period = figure.scope.place, figure.scope.period
    if place is None or not asked.may_be(place):
        return False
    return (query.scope.period is not None and period is not None) or (
        query.scope.period is None and place.level is not Level.PROVINCE
    )
