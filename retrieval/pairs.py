"""What belongs beside a figure: the plan beside a result, the result beside a plan."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.evidence import Candidate
from retrieval.measured import measured
from store.records import Figure
from vietnamese.numbers import read_quantities
from vietnamese.periods import PeriodKind
from vietnamese.scope import Kind

_GOALS = (Kind.TARGET, Kind.PLAN)
_OUTCOMES = (Kind.RESULT, Kind.ESTIMATE)
#: Indicators that are growth by their name, so that their plans are of it, too.
_GROWTH_ITSELF = ("growth_rate", "industrial_growth")


def counterpart(best: Candidate, ranked: Sequence[Candidate]) -> Candidate | None:
    """The plan for what `best` is a result of, or the result of what it plans; None without one.

    Of the same indicator, place and period; a plan of the year also stands beside the result of a
    part of that year, and the latest such result beside the plan.
    """
    figure = best.figure
    if figure is None or not (figure.scope.kind in _GOALS or _is_outcome(figure)):
        return None
    found = [
        item
        for item in ranked
        if item.figure and set(item.conflicts) <= {"kind", "period"} and pairs(figure, item.figure)
    ]
    exact = [i for i in found if i.figure and i.figure.scope.period == figure.scope.period]
    return max(exact or found, key=_latest, default=None)


def pairs(one: Figure, other: Figure) -> bool:
    """Whether one of two figures is the plan and the other its result, so far or in the end."""
    goal, outcome = (one, other) if one.scope.kind in _GOALS else (other, one)
    if goal.scope.kind not in _GOALS or not _is_outcome(outcome):
        return False
    if measured(goal) is None or measured(goal) != measured(outcome) or goal.doubt or outcome.doubt:
        return False
    if goal.unit != outcome.unit or _rates(goal) != _rates(outcome):
        return False
    first, second = goal.scope.place, outcome.scope.place
    if first is None or second is None or not first.may_be(second) or first.level != second.level:
        return False
    planned, reached = goal.scope.period, outcome.scope.period
    if planned is None or reached is None:
        return False
    return planned == reached or (planned.kind is PeriodKind.YEAR and planned.contains(reached))


def _is_outcome(figure: Figure) -> bool:
    """Whether a figure is what came of a plan; growth is, where growth itself is planned."""
    if figure.scope.kind is Kind.GROWTH:
        return measured(figure) in _GROWTH_ITSELF
    return figure.scope.kind in _OUTCOMES


def _rates(figure: Figure) -> tuple[str | None, ...]:
    """What a figure is for each of: "2,4 tỷ/tháng" is no plan of 28 tỷ."""
    return tuple(quantity.per for quantity in read_quantities(figure.text)[:1])


def _latest(item: Candidate) -> tuple[object, float]:
    assert item.figure is not None
    assert item.figure.scope.period is not None
    return item.figure.scope.period.end, item.score
