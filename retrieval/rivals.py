"""Figures that fit a question as well as the best one: told apart by what it leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from retrieval.evidence import Candidate
from retrieval.measured import measured, relation
from retrieval.records import Query
from retrieval.subsets import is_lower_namesake, is_part_beside
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.periods import Period, PeriodKind
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind, kinds_compatible
from vietnamese.terms import term
from vietnamese.tokens import syllables

#: How much less of the question another scope's figure may hold than the best one.
_RIVAL = 0.12
#: The same where both are known to measure the very indicator asked about.
_SAME_RIVAL = 0.4
#: The same of a count of the same noun in the same document.
_BEFORE = 0.25
#: How far a rounded print may be from the exact one.
_ROUNDED_BY = Decimal("0.025")
#: How much less than the best one a figure of another indicator may hold, and score.
_AS_WELL_COVERED, _AS_WELL_SCORED = 0.005, 0.12


def of_each_place(query: Query, usable: Sequence[Candidate]) -> list[Candidate]:
    """The best figure of each of several places asked about together, all of one unit.

    Empty where one place is asked about, or not all of them have such a figure.
    """
    names = list(dict.fromkeys(place.name for place in query.places))
    if query.scope.place is not None or len(names) < 2:
        return []
    found = [_first_of(name, usable) for name in names]
    items = [item for item in found if item is not None]
    if len(items) < len(names) or len({item.figure.unit for item in items if item.figure}) > 1:
        return []
    return items


def _first_of(name: str, usable: Sequence[Candidate]) -> Candidate | None:
    places = ((item, item.figure.scope.place) for item in usable if item.figure)
    return next((item for item, place in places if place is not None and place.name == name), None)


def rivals_of(query: Query, best: Candidate, usable: Sequence[Candidate]) -> list[Candidate]:
    """Figures that fit as well as the best one, told apart by what the question leaves open."""
    rivals = [best]
    lead = best.figure
    by_name = lead is not None and _is_named(query, lead)
    for item in usable[1:]:
        other = item.figure
        if not lead or not other or lead.unit != other.unit:
            continue
        if _changes(lead) != _changes(other) and not _is_open_percentage(query):
            continue
        if by_name and not _is_named(query, other):
            continue
        if query.scope.kind is None and is_plan_of(item, best):
            continue  # told beside it
        if query.scope.period and lead.scope.period and other.scope.period is None:
            continue  # the best one is known to be of the time asked about
        if is_part_beside(query, best, item) or is_lower_namesake(query, best, item):
            continue
        alike = (
            _of_one_indicator(query, best, item)
            or _fits_as_well(query, best, item)
            or _named_alike(query, best, item)
            or _counted_elsewhere(query, best, item)
            or _counted_before(query, best, item)
        )
        if alike and all(_differs(query, kept.figure, other) for kept in rivals if kept.figure):
            rivals.append(unrounded(item, usable))
    return rivals


def _is_open_percentage(query: Query) -> bool:
    """Whether any percentage of a sum is asked for: of its plan, or by how much it has grown."""
    known = [found for found in map(term, query.terms) if found is not None]
    open_kind = query.answer_type == "percent" and query.scope.kind is None
    return open_kind and bool(known) and all(found.unit != "%" for found in known)


def _of_one_indicator(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether two figures measure the same, the second not much further from the question."""
    lead, other = best.figure, item.figure
    if not lead or not other or measured(lead) is None or measured(lead) != measured(other):
        return False
    same = relation(lead, query.terms) == relation(other, query.terms) == "same"
    return item.coverage >= best.coverage - (_SAME_RIVAL if same else _RIVAL)


def _fits_as_well(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether the question's words do not choose between two figures of other indicators.

    "Ngân sách" is revenue and expenditure; "tỷ lệ tiêm" is that of either dose.
    """
    lead, other = best.figure, item.figure
    if not lead or not other or relation(lead, query.terms) == "same":
        return False
    if lead.scope.kind is Kind.COUNT:  # "8 nội dung", "7 nội dung khác": the noun is the same
        return False
    if measured(lead) is not None and measured(lead) == measured(other):
        return False
    if normalise(lead.indicator) == normalise(other.indicator):
        return False
    mine, yours = (_words_of(query, figure) for figure in (lead, other))
    if mine > yours:  # "bậc mầm non": it says more of what is asked about
        return False
    return (
        item.coverage >= best.coverage - _AS_WELL_COVERED
        and item.score >= best.score - _AS_WELL_SCORED
        and _same_kind(lead.scope.kind, other.scope.kind)
    )


def _named_alike(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether two figures of no known indicator both bear every word of the question."""
    lead, other = best.figure, item.figure
    if not lead or not other or lead.term or other.term or query.terms:
        return False
    words = _single_words(query)
    return len(words) > 1 and words <= _words_of(query, lead) & _words_of(query, other)


def _counted_elsewhere(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether two places have a count of the same noun, and the question names neither."""
    lead, other = best.figure, item.figure
    if not lead or not other or lead.scope.kind is not Kind.COUNT or query.scope.place is not None:
        return False
    one, two = lead.scope.place, other.scope.place
    return (
        one is not None
        and two is not None
        and not one.may_be(two)
        and normalise(lead.indicator) == normalise(other.indicator)
        and item.coverage >= best.coverage - _AS_WELL_COVERED
    )


def _counted_before(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether the same noun is counted there for another time, of which the question names none."""
    lead, other = best.figure, item.figure
    if not lead or not other or query.scope.period is not None:
        return False
    if lead.unit in (*MONEY, *PERCENT):
        return False
    if lead.source != other.source or (lead.term and other.term and lead.term != other.term):
        return False
    mine, yours = (f"{normalise(figure.indicator)} " for figure in (lead, other))
    return (
        bool(mine.strip() and yours.strip())
        and (mine.startswith(yours) or yours.startswith(mine))
        and lead.scope.place == other.scope.place
        and lead.scope.period != other.scope.period
        and item.coverage >= best.coverage - _BEFORE
    )


def _is_named(query: Query, figure: Figure) -> bool:
    """Whether a question names the place of a figure, one that is read as none: "nui ba den"."""
    place = figure.scope.place
    if place is None or query.places:
        return False
    line = f" {' '.join(syllables(fold(query.text)))} "
    return f" {' '.join(syllables(fold(place.name)))} " in line


def _single_words(query: Query) -> set[str]:
    return {fold(c.wordings[0]) for c in query.concepts if " " not in c.wordings[0]}


def _words_of(query: Query, figure: Figure) -> set[str]:
    """Words of the question in the indicator of a figure, folded."""
    return _single_words(query) & set(fold(normalise(figure.indicator)).split())


def _changes(figure: Figure) -> bool:
    """Whether a figure is a change, which is no other scope of a level: "giảm 3%, còn 14%"."""
    return figure.scope.kind is Kind.GROWTH


def _differs(query: Query, one: Figure, other: Figure) -> bool:
    """Whether two figures are told apart by a slot that the question leaves open."""
    if (one.value, one.low, one.high) == (other.value, other.low, other.high):
        return False
    mine, yours = one.scope, other.scope
    by_place = (
        query.scope.level is None
        and mine.place is not None
        and yours.place is not None
        and not mine.place.may_be(yours.place)
    )
    by_period = (
        query.scope.period is None
        and mine.period is not None
        and yours.period is not None
        and mine.period.conflicts(yours.period)
    )
    by_kind = query.scope.kind is None and not _same_kind(mine.kind, yours.kind)
    by_basis = query.basis is None and one.basis != other.basis
    by_base = (
        query.scope.base is None
        and None not in (one.comparison, other.comparison)
        and one.comparison != other.comparison
    )
    by_name = measured(one) is None or measured(one) != measured(other)
    return any((by_place, by_period, by_kind, by_basis, by_base, by_name))


def _same_kind(one: Kind | None, other: Kind | None) -> bool:
    return one is None or other is None or kinds_compatible(one, other)


def unrounded(best: Candidate, usable: Sequence[Candidate]) -> Candidate:
    """A figure, or the more exact print of the same one: 1.385 triệu for "1,4 tỷ"."""
    lead = best.figure
    if lead is None or lead.value is None:
        return best
    for item in usable:
        other = item.figure
        if (
            other is not None
            and other.value is not None
            and (other.term, other.unit, other.scope) == (lead.term, lead.unit, lead.scope)
            and other.value != lead.value
            and _rounds_to(other.value, lead.value)
        ):
            return item
    return best


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether `rounded` is `exact` with fewer digits: 1,4 for 1,385, but not 80 for 76,3."""
    if abs(exact - rounded) > abs(exact) * _ROUNDED_BY:
        return False
    digits = len(rounded.normalize().as_tuple().digits)
    return digits < len(exact.normalize().as_tuple().digits) and rounded == Decimal(
        f"{exact:.{digits - 1}e}"
    )


def is_plan_of(item: Candidate, other: Candidate) -> bool:
    """Whether a figure is the plan of another of its own sentence, place and period."""
    plan, result = item.figure, other.figure
    if not plan or not result or item.sentence.start != other.sentence.start:
        return False
    return (
        plan.scope.kind in (Kind.PLAN, Kind.TARGET)
        and result.scope.kind
        in (Kind.RESULT, Kind.ESTIMATE, Kind.SHARE, Kind.COUNT, Kind.SHARE_OF_PLAN)
        and plan.source == result.source
        and plan.unit == result.unit
        and normalise(plan.indicator) == normalise(result.indicator)
        and plan.scope.place == result.scope.place
        and _is_of_its_year(plan.scope.period, result.scope.period)
    )


def _is_of_its_year(plan: Period | None, result: Period | None) -> bool:
    """Whether a plan is for the time of a result, or for the year or quarter it lies in."""
    if plan is None or result is None or plan == result:
        return plan == result
    return plan.kind in (PeriodKind.YEAR, PeriodKind.QUARTER) and plan.contains(result)
