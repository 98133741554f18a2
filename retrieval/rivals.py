"""Figures that fit a question as well as the best one: told apart by what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.evidence import Candidate
from retrieval.measured import measured, relation
from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.periods import read_periods
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import read_places
from vietnamese.scope import Kind, kinds_compatible
from vietnamese.terms import term
from vietnamese.tokens import syllables

#: How much less of the question another scope's figure may hold than the best one.
_RIVAL = 0.12
#: The same where both are known to measure the very indicator asked about.
_SAME_RIVAL = 0.4
#: The same of a count of the same noun in the same document.
_BEFORE = 0.25
#: What comes before a part of a whole, folded, and where what is said of it ends.
_PART = re.compile(r"\b(?:trong (?:do|so do)|nhung|moi(?: co)?|da co|chi(?: co)?|rieng)\b[^,;.]*$")
_UP_TO_MARK = re.compile(r"[,;.](?=\s|\Z)")
#: Words of a whole, and a subject before what is measured: "Dân tộc Khơ Mú có …", folded.
_WHOLE_WORDS = frozenset(
    "toan ca tinh huyen xa thanh pho thi dia ban phuong tren o tai cua nam theo chuan da chieu moi"
    " muc ty le ti so tong binh quan cuoi dau den het gia con dat khoang uoc thuc hien chi tieu"
    " phan dau ke hoach du toan giao tang giam hang quy thang trong do voi va la duoc ve".split()
)
_SUBJECT = re.compile(r"(?P<who>\w+ [^,;:.]*?\w+) co$")
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
        if not lead or not other or lead.unit != other.unit or _changes(lead) != _changes(other):
            continue
        if by_name and not _is_named(query, other):
            continue
        if query.scope.kind is None and is_plan_of(item, best):
            continue  # told beside it
        if query.scope.period and lead.scope.period and other.scope.period is None:
            continue  # the best one is known to be of the time asked about
        if _is_part_beside(query, best, item) or _is_lower_namesake(query, best, item):
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
    if not lead or not other or query.scope.period is not None or " " in lead.indicator:
        return False
    if lead.term != other.term or lead.source != other.source:
        return False
    return (
        normalise(lead.indicator) == normalise(other.indicator)
        and lead.scope.place == other.scope.place
        and lead.scope.period != other.scope.period
        and item.coverage >= best.coverage - _BEFORE
    )


def _is_part_beside(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether a figure is a part told beside its whole, by words that the question has not.

    "Cả huyện có 3.850 ha mít, nhưng mới 1.120 ha được cấp mã số".
    """
    whole, part = best.figure, item.figure
    if not whole or not part or best.sentence.start != item.sentence.start:
        return False
    if whole.end > part.start or whole.source != part.source or whole.unit != part.unit:
        return False
    if not whole.value or not part.value or part.value >= whole.value:
        return False
    text = best.sentence.document.text
    between = fold(normalise(text[whole.end : part.start]))
    behind = fold(normalise(_UP_TO_MARK.split(text[part.end : item.sentence.end])[0]))
    words = set(syllables(behind)) - set(syllables(fold(query.text)))
    return _PART.search(between) is not None and len(words) > 1


def _is_lower_namesake(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether a figure of a document on a province is of the town that bears its name.

    There "Hòa Bình" is the province, unless the town is said.
    """
    lead, other = best.figure, item.figure
    if not lead or not other or query.scope.level is not None or lead.source != other.source:
        return False
    place, lower = lead.scope.place, other.scope.place
    return (
        place is not None
        and lower is not None
        and place == best.sentence.document.scope.place
        and place.level is not lower.level
        and place.name == lower.name
    )


def is_narrowed(query: Query, item: Candidate) -> bool:
    """Whether a figure is of some of what it measures, by words that the question has not.

    "Dân tộc Khơ Mú có tỷ lệ hộ nghèo 48%", "tỷ lệ hộ nghèo ở các huyện nghèo": no figure of all.
    """
    figure = item.figure
    known = term(figure.term) if figure and figure.term else None
    if figure is None or known is None or figure.scope.kind is Kind.COUNT:
        return False
    asked = set(syllables(fold(query.text)))
    named = {part for name in known.names for part in syllables(fold(normalise(name)))}
    extra = set(syllables(fold(normalise(figure.indicator)))) - named - asked - _WHOLE_WORDS
    place = figure.scope.place
    extra -= set(syllables(fold(normalise(place.full_name)))) if place else set()
    if len(extra) > 1:
        return True
    clause = item.sentence.clause_at(figure.start)
    lead = item.sentence.document.text[clause.start : figure.start]
    before = lead[: max(lead.find(figure.indicator), 0)]
    subject = _SUBJECT.search(fold(normalise(before)).rstrip())
    if subject is None or read_places(before) or read_periods(before):
        return False
    return len(set(syllables(subject["who"])) - asked - _WHOLE_WORDS) > 1


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
        and result.scope.kind in (Kind.RESULT, Kind.ESTIMATE, Kind.SHARE, Kind.COUNT)
        and plan.source == result.source
        and plan.unit == result.unit
        and normalise(plan.indicator) == normalise(result.indicator)
        and plan.scope.place == result.scope.place
        and _is_of_its_year(plan.scope.period, result.scope.period)
    )


def _is_of_its_year(plan: Period | None, result: Period | None) -> bool:
    """Whether a plan is for the time of a result, or for the year in which that lies."""
    if plan is None or result is None or plan == result:
        return plan == result
    return plan.kind is PeriodKind.YEAR and plan.contains(result)
