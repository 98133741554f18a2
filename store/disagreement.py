"""Figures that contradict one another: one indicator, place, period and kind, two values.

Computed over the figures of an index when they are listed or answer a question, as a document
cannot know what another will say. Both are shown, each with the doubt flag "conflict".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from store.records import Figure
from vietnamese.normal import normalise
from vietnamese.numbers import read_quantities
from vietnamese.quantity import Bound
from vietnamese.scope import Kind

#: Figures of one document nearer than this, in characters, belong to one passage: its parts and
#: sums ("3 xã ở huyện A, 5 xã ở huyện B") contradict nothing.
_NEAR = 400
#: Kinds whose figures may be told apart by more than the ledger records: lists, counts, days.
_LOOSE = (Kind.COUNT, Kind.DATE, Kind.SHARE)

Key = tuple[object, ...]


def flag_conflicts(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, in order, with "conflict" in `doubt` where another one contradicts it."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        key = _key(figure)
        if key is not None:
            groups[key].append(place)
    doubtful = {
        place
        for places in groups.values()
        for place in places
        if any(contradict(figures[place], figures[other]) for other in places if other != place)
    }
    return [
        replace(figure, doubt=(*figure.doubt, "conflict"))
        if place in doubtful and "conflict" not in figure.doubt
        else figure
        for place, figure in enumerate(figures)
    ]


def _key(figure: Figure) -> Key | None:
    """What two figures must share to speak of the same thing; None where too little is known."""
    scope = figure.scope
    if not (figure.indicator and scope.place and scope.period) or scope.kind in (None, *_LOOSE):
        return None
    per = read_quantities(figure.text)
    return (
        _measured(figure),
        scope.place.name,
        scope.place.level,
        scope.period.start,
        scope.period.end,
        scope.kind,
        figure.comparison,
        figure.basis,
        figure.price_basis,
        figure.unit,
        per[0].per if per else None,
    )


def _measured(figure: Figure) -> str:
    """The indicator's wording without "tổng": terms are too broad, a part has its whole's term."""
    words = normalise(figure.indicator)
    return words.removeprefix("tổng số ").removeprefix("tổng ")


def contradict(one: Figure, other: Figure) -> bool:
    """Whether the values of two figures of one scope differ by more than rounding and bounds."""
    if one.source == other.source and abs(one.start - other.start) < _NEAR:
        return False
    if one.value is None or other.value is None:
        return (one.low, one.high) != (other.low, other.high) and not _overlap(one, other)
    if one.bound != other.bound and _allows(one, other):
        return False
    coarse = max(_step(one), _step(other))
    return abs(one.value - other.value) > coarse / 2


def _allows(one: Figure, other: Figure) -> bool:
    """Whether a bound leaves room for the other value: "trên 1.330" and "1.342"."""
    assert one.value is not None
    assert other.value is not None
    for bound, value in ((one, other.value), (other, one.value)):
        assert bound.value is not None
        if bound.bound in (Bound.OVER, Bound.AT_LEAST) and value >= bound.value:
            return value <= bound.value * Decimal("1.05")
        if bound.bound in (Bound.UNDER, Bound.AT_MOST) and value <= bound.value:
            return value >= bound.value * Decimal("0.95")
        if bound.bound == Bound.ABOUT and abs(value - bound.value) <= abs(bound.value) / 20:
            return True
    return False


def _overlap(one: Figure, other: Figure) -> bool:
    first, second = _range(one), _range(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    known = [n for n in (figure.value, figure.low, figure.high) if n is not None]
    return min(known), max(known)


def _step(figure: Figure) -> Decimal:
    """The worth of the last printed digit: "1,4 tỷ" is exact to 0,1 tỷ."""
    read = read_quantities(figure.text)
    if not read or figure.value is None:
        return Decimal(0)
    digits = read[0].value
    if digits is None or not read[0].scale:
        return Decimal(0)
    printed = (digits / read[0].scale).normalize()
    exponent = printed.as_tuple().exponent
    places = min(exponent, 0) if isinstance(exponent, int) else 0
    return Decimal(10) ** places * read[0].scale
