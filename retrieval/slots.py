"""Whether a figure or a sentence may speak for the scope that a question asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from retrieval.measured import is_of_money
from retrieval.records import Query
from store.records import FORMER, Figure
from vietnamese.normal import fold, normalise
from vietnamese.periods import Period, PeriodKind, year_period
from vietnamese.places import Place, province_of
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind, Scope, kinds_compatible

_SO_FAR = re.compile(
    r"\b(?:luy ke|(?:tinh|ke) (?:den|toi)|den het|(?:den|toi) (?:het )?(?:ngay|\d{1,2}/\d{1,2})"
    r"|tu dau nam den"
    r"|as of|up to|cumulative)\b"
)
#: Questions for what there was before.
_WAS = re.compile(
    r"\b(?:truoc (?:do|day|kia)|ban dau|luc dau|khi truoc|von la|tu (?:bao nhieu|may|muc)"
    r"|nam (?:ngoai|truoc)|before|previous(?:ly)?|initial(?:ly)?|from what|dau ky|tang|giam)\b"
)
_WITHIN_A_YEAR = (
    PeriodKind.DAY,
    PeriodKind.MONTH,
    PeriodKind.MONTHS,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
)
_FROM_JANUARY = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTHS)
_MOVED = re.compile(r"\b(?:tang|giam)\b(?! ngheo)")
_A_YEAR = re.compile(r"(?:/ ?|moi |mot |hang )nam$")
_NORM = re.compile(
    r"\b(?:muc (?:ho tro|thuong|chi|vay|phat|tro cap)|duoc (?:ho tro|thuong|vay)|dinh muc"
    r"|tro cap|phu cap|mot lan)\b"
)
#: Times at which a state is told, and how many days after the stretch that it is reported for.
_SHORT = (PeriodKind.DAY, PeriodKind.MONTH)
_SOON = 45
#: First month of the last quarter.
_LATE = 10
#: What a whole year is compared with, by either name.
_LAST_YEAR = ("năm trước", "cùng kỳ")
#: What a result is a share of, by any name: of revenue the plan is a "dự toán".
_PLANNED = ("dự toán", "kế hoạch", "chỉ tiêu")
#: Whose plans are the province's own, which texts and people call either.
_OWN_PLANS = {"HĐND giao", "địa phương triển khai"}
_REACHED = (Kind.RESULT, Kind.ESTIMATE, Kind.SHARE_OF_PLAN)
#: Output, of which a percentage is a change, and the least that is none ("bằng 104% cùng kỳ").
_OUTPUT = ("grdp", "growth_rate", "iip")
_STEEP = 30
_FLOWS = (*MONEY, *PERCENT, "ha", "tấn", "kg", "kWh", "")
#: Counts of what happens, which add up too: visits, jobs made, accidents.
_EVENTS = re.compile(r"(?:lượt|vụ|cuộc|chuyến)\b")
_EVENT_TERMS = frozenset(
    "tourists international_tourists domestic_tourists jobs export_labour vocational_training"
    " transport_passengers transport_freight port_throughput traffic_accidents crime fires".split()
)


#: Rates of what is done on a day, in whatever stretch it is told.
_OF_A_DAY = frozenset(("voter_turnout",))


def figure_conflicts(query: Query, figure: Figure) -> tuple[str, ...]:
    """Slots on which a figure cannot be what is asked for; strict, because a figure is exact.

    A figure of a city is none of its province, one of a month none of the year, a result no target.
    """
    scope = figure.scope
    found = list(_place_conflicts(query, scope))
    year = query.filters.year
    if scope.period and (
        _differs(query, figure, scope.period) or (year and not scope.period.touches(year))
    ):
        found.append("period")
    other_kind = _of_other_kind(query, scope) and not _is_norm(query, figure)
    other_kind = other_kind and not _is_reached_of_named_plan(query, figure)
    other_kind = other_kind or _is_own_rate(query, figure)
    if other_kind and not (_is_aimed_change(query, figure) or _is_growth(query, figure)):
        found.append("kind")
    if query.scope.base and figure.comparison and not _same_base(query, figure.comparison):
        found.append("base")
    # what it was before is told "từ 2,71%" of an open time; that is none that a question names
    when = scope.period if scope.period and scope.period.kind is not PeriodKind.HORIZON else None
    named = query.scope.period is not None and when is not None and "period" not in found
    if figure.comparison == FORMER and not (named or _WAS.search(fold(normalise(query.question)))):
        found.append("base")
    aimed = scope.kind is Kind.TARGET and (query.basis or "").endswith("giao")
    same = query.basis == figure.basis or {query.basis, figure.basis} == _OWN_PLANS
    if query.basis and not same and (figure.basis or aimed):
        found.append("basis")  # what someone aims at is not what the council has set
    return tuple(found)


def _of_other_kind(query: Query, scope: Scope) -> bool:
    """Whether a figure is of another kind than asked for.

    "Chiếm bao nhiêu" asks for a share, be it aimed at or reached, where the question names when.
    """
    if query.scope.kind is Kind.SHARE and scope.kind in (Kind.TARGET, Kind.PLAN):
        return query.scope.period is None
    asked, kind = query.scope.kind, scope.kind
    if kind is Kind.SHARE_OF_PLAN and query.answer_type == "percent" and asked is Kind.RESULT:
        return False  # "giải ngân được mấy phần trăm": of what was planned
    return asked is not None and kind is not None and not kinds_compatible(asked, kind)


def _is_reached_of_named_plan(query: Query, figure: Figure) -> bool:
    """Whether a percentage is of the plan a question names; "thu đạt 40%" can be of no other."""
    asked, kind = query.scope.kind, figure.scope.kind
    named = query.basis is not None and query.basis == figure.basis
    percent = query.answer_type == "percent" or "%" in query.asked
    of_sum = asked is Kind.SHARE_OF_PLAN and kind in _REACHED and is_of_money(figure)
    of_named = named and percent and kind is Kind.SHARE_OF_PLAN
    return of_sum is True or (of_named and asked in (Kind.PLAN, Kind.TARGET))


def _is_own_rate(query: Query, figure: Figure) -> bool:
    """Whether a plan is asked about and a share is a rate by itself: of the poor, of forest."""
    if query.scope.kind is not Kind.SHARE_OF_PLAN or figure.scope.kind is not Kind.SHARE:
        return False
    return is_of_money(figure) is False


def _is_norm(query: Query, figure: Figure) -> bool:
    """Whether a sum is what each is given by rule, which is neither planned nor reached."""
    if query.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN) or figure.unit not in MONEY:
        return False
    if figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN):
        return False
    return _NORM.search(fold(normalise(f"{figure.indicator} {figure.text}"))) is not None


def _is_aimed_change(query: Query, figure: Figure) -> bool:
    """Whether a change is asked for and a figure is one that is aimed at: "giảm mỗi năm 4%"."""
    if query.scope.kind is not Kind.GROWTH or figure.scope.kind not in (Kind.TARGET, Kind.PLAN):
        return False
    if figure.unit not in PERCENT and figure.unit != "điểm %":
        return False
    moved = _MOVED.search(fold(normalise(figure.indicator))) is not None
    return moved or _A_YEAR.search(fold(normalise(figure.text))) is not None


def _is_growth(query: Query, figure: Figure) -> bool:
    """Whether a change is asked for and a percentage of output is one: "GRDP quý II (4,7%)"."""
    if query.scope.kind is not Kind.GROWTH or figure.unit not in PERCENT:
        return False
    if figure.scope.kind not in (Kind.RESULT, Kind.ESTIMATE) or figure.value is None:
        return False
    return figure.term in _OUTPUT and abs(figure.value) < _STEEP


def _same_base(query: Query, base: str) -> bool:
    """Whether a change is measured from what the question names: of a month of last year, too.

    "Tăng 5% so với năm ngoái" said of a month or of a year is the change from the same one before.
    """
    asked = query.scope.base
    return asked == base or any(asked in same and base in same for same in (_LAST_YEAR, _PLANNED))


def _differs(query: Query, figure: Figure, period: Period) -> bool:
    """Whether a figure is of another period than asked: flows strictly, counted things loosely."""
    asked = query.scope.period
    if asked is None:
        part = query.partial
        return part is not None and (period.kind, period.start.month, period.end.month) != (
            part.kind,
            part.first_month,
            part.last_month,
        )
    of_a_day = period.kind is PeriodKind.DAY and _is_event(figure)  # added up until that day
    loose = query.stock or of_a_day or not is_flow(figure)
    if loose and _aims_past(asked, figure, period):
        return True
    if asked.kind is PeriodKind.HORIZON and period.end.year < asked.end.year:
        return True  # what is to be by 2030 is not told by what there was in 2021
    if _adds_up_to(asked, period) or _plan_of_its_year(query, figure, period):
        return False
    if not loose:
        return asked.conflicts(period)
    return disjoint(asked, period) and not _told_soon_after(asked, period)


def _told_soon_after(asked: Period, period: Period) -> bool:
    """Whether a state is asked for shortly after the stretch that was reported on.

    Early in April one tells of the end of March.
    """
    days = (asked.start - period.end).days
    return asked.kind in _SHORT and 0 < days <= _SOON and period.start != date.min


def _adds_up_to(asked: Period, period: Period) -> bool:
    """Whether a day is the last of a stretch from January on: "đến hết ngày 30/9", nine months.

    Either may be asked for and the other told; of a whole year the stretch is asked for.
    """
    day, stretch = (period, asked) if period.kind is PeriodKind.DAY else (asked, period)
    whole = stretch is asked and stretch.kind is PeriodKind.YEAR
    return (
        day.kind is PeriodKind.DAY
        and (whole or stretch.kind in _FROM_JANUARY)
        and stretch.start.month == stretch.start.day == 1
        and day.end == stretch.end
    )


def _plan_of_its_year(query: Query, figure: Figure, period: Period) -> bool:
    """Whether a plan is asked for after a result of some months, and the figure is the year's."""
    asked = query.scope.period
    plans = (Kind.PLAN, Kind.TARGET)
    return (
        "period" in query.inherited
        and query.scope.kind in plans
        and figure.scope.kind in plans
        and period.kind is PeriodKind.YEAR
        and asked is not None
        and period.contains(asked)
    )


def _aims_past(asked: Period, figure: Figure, period: Period) -> bool:
    """Whether one of two is "đến năm 2025" and the other a state years before: no aim is it."""
    open_ended = PeriodKind.HORIZON in (asked.kind, period.kind)
    aimed = figure.scope.kind in (Kind.TARGET, Kind.PLAN) or figure.unit in PERCENT
    return open_ended and aimed and asked.end.year != period.end.year


def says_so_far(text: str) -> bool:
    """Whether a sentence speaks of what has added up until a day: "tính đến ngày", "lũy kế"."""
    return _SO_FAR.search(fold(normalise(text))) is not None


def nearly_whole_year(query: Query, figure: Figure, text: str) -> bool:
    """Whether a figure added up until a day near its end may stand for the stretch asked about.

    It may where no figure of the whole year is found; `text` is the sentence of the figure.
    """
    asked, period = query.scope.period, figure.scope.period
    if asked is None or period is None or asked.kind not in (PeriodKind.YEAR, *_FROM_JANUARY):
        return False
    if asked.start.month != 1:
        return False
    if asked.kind is PeriodKind.YEAR and _is_state_late_in(asked, figure, period):
        return True
    month = _LATE if asked.kind is PeriodKind.YEAR else asked.end.month
    late = period.kind is PeriodKind.DAY and period.end.month >= month and asked.contains(period)
    return late and figure.scope.kind in _REACHED and says_so_far(text)


def _is_state_late_in(year: Period, figure: Figure, period: Period) -> bool:
    """Whether a share is told for all but the last weeks of a year: "11 tháng … đạt 76% hồ sơ"."""
    states = (Kind.SHARE, Kind.RESULT, Kind.ESTIMATE)
    months = period.kind is PeriodKind.MONTHS and period.start.month == 1
    late = months and period.end.month >= _LATE and year.contains(period)
    return late and figure.unit in PERCENT and figure.scope.kind in states


def is_flow(figure: Figure) -> bool:
    """Whether a figure adds up over time or is a rate, so that a month's is none of the year."""
    return figure.term not in _OF_A_DAY and (
        figure.unit in _FLOWS
        or figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
        or _is_event(figure)
    )


def _is_event(figure: Figure) -> bool:
    return figure.term in _EVENT_TERMS or _EVENTS.match(figure.unit) is not None


def sentence_conflicts(
    query: Query,
    place: Place | None,
    named: Sequence[Period],
    inherited: Period | None = None,
    told: Sequence[Period] = (),
) -> tuple[str, ...]:
    """Slots on which a sentence cannot belong to the question: another province, another year.

    `named` are the periods in its own words; one that touches the question's will do. What it only
    inherits is when the text around it is about, and conflicts by its year alone: a meeting in
    October looks back on nine months and decides on the last quarter. `told` are stretches of a
    year that it does not say ("sơ kết 9 tháng"), in that of its document: they only speak for it.
    """
    found = []
    if query.places and place:
        asked = {_unit(other) for other in query.places} | {other.name for other in query.places}
        if not {place.name, _unit(place)} & asked:
            found.append("place")
    wanted = query.scope.period
    if wanted:
        year = year_period(wanted.end.year) if wanted.kind in _WITHIN_A_YEAR else wanted
        if wanted.kind is PeriodKind.DAY:
            wanted = year  # a meeting in July speaks of the first half
        if any(not disjoint(wanted, period) for period in told):
            return tuple(found)
        if wanted.kind is not PeriodKind.HORIZON:  # what it aims at besides says nothing of when
            named = [one for one in named if one.kind is not PeriodKind.HORIZON] or named
        touched = [not disjoint(wanted, period) for period in named]
        if inherited:
            touched.append(not disjoint(wanted if named else year, inherited))
        if touched and not any(touched):
            found.append("period")
    return tuple(found)


def agreements(query: Query, scope: Scope) -> int:
    """How many of place, level, period and kind the question and the figure both name, alike."""
    return sum(
        (
            bool(scope.place and any(place.may_be(scope.place) for place in query.places)),
            bool(query.scope.level and query.scope.level == scope.level),
            bool(
                query.scope.period
                and scope.period
                and not query.scope.period.conflicts(scope.period)
            ),
            bool(query.scope.kind and query.scope.kind == scope.kind),
        )
    )


def disjoint(one: Period, other: Period) -> bool:
    """Whether two periods share no day; a horizon ("đến năm 2030") reaches back to its start."""
    if PeriodKind.HORIZON in (one.kind, other.kind):
        return one.end.year != other.end.year and not (one.contains(other) or other.contains(one))
    return one.end < other.start or other.end < one.start


def _place_conflicts(query: Query, scope: Scope) -> list[str]:
    found = []
    if query.places and scope.place and not any(p.may_be(scope.place) for p in query.places):
        found.append("place")
    if query.scope.level and scope.level and query.scope.level != scope.level:
        found.append("level")
    return found


def _unit(place: Place) -> str:
    """Name of the province a place lies in, or of the place itself."""
    province = province_of(place)
    return province.name if province else place.name
