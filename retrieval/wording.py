"""Scopes and periods in words, in either language."""

from __future__ import annotations

import calendar
from datetime import date

from retrieval.messages import message
from retrieval.records import Language
from vietnamese.basis import STANDARD
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Place
from vietnamese.scope import Kind, Scope

#: Type words of places in English; those not named here go without.
_ENGLISH = {
    "tỉnh": "province",
    "thành phố": "city",
    "thị xã": "town",
    "huyện": "district",
    "quận": "district",
    "thị trấn": "township",
    "phường": "ward",
    "xã": "commune",
}

#: What figures are measured against, as messages name it.
_BASES = {
    "cùng kỳ": "same_period", "tháng trước": "last_month", "quý trước": "last_quarter",
    "năm trước": "last_year", "đầu năm": "start_of_year", "dự toán": "estimate",
    "kế hoạch": "plan", "chỉ tiêu": "target", "mục tiêu": "target", "kịch bản": "scenario",
}  # fmt: skip
#: Who set a plan, as messages name them.
_SETTERS = {
    "Trung ương giao": "centre", "HĐND giao": "council", "địa phương triển khai": "local",
}  # fmt: skip


def _kind(place: Place) -> str:
    return _ENGLISH.get(place.kind, "")


def place_text(place: Place, language: Language) -> str:
    """A place with its level: "tỉnh Lạng Sơn", "Lạng Sơn province"."""
    return place.full_name if language == "vi" else f"{place.name} {_kind(place)}".strip()


def scope_text(scope: Scope, language: Language, *, so_far: bool = False) -> str:
    """The scope of a figure in words: place with its level, period, kind.

    `so_far` says that the figure has added up until the day that is its period.
    """
    parts = []
    if scope.place:
        parts.append(place_text(scope.place, language))
    if scope.period:
        parts.append(until_text(scope.period, language, so_far=so_far))
    if scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN) and scope.base in _BASES:
        parts.append(message("against", language, base=base_words(scope.base, None, language)))
    elif scope.kind:
        parts.append(message(f"kind_{scope.kind.value}", language))
    return ", ".join(part for part in parts if part)


def base_words(base: str | None, setter: str | None, language: Language) -> str:
    """What is measured against, and who set it: "kế hoạch HĐND giao", "the same period"; or ""."""
    if setter is not None and setter.startswith(STANDARD):
        return setter
    base = base or ("kế hoạch" if setter else None)
    if not base:
        return ""
    shown = message(f"base_{_BASES[base]}", language) if base in _BASES else base
    name = _SETTERS.get(setter or "")
    return f"{shown} {message(f'basis_{name}', language)}" if name else shown


def day_words(day: date, language: Language) -> str:
    """A day in words: "ngày 5/7/2023", "5 July 2023"."""
    return period_text(Period(day, day, PeriodKind.DAY), language)


def until_text(period: Period, language: Language, *, so_far: bool) -> str:
    """A period in words, a day that something has added up until as such: "tính đến ngày …"."""
    shown = period_text(period, language)
    until = so_far and period.kind is PeriodKind.DAY
    return message("until", language, period=shown) if until else shown


#: The months in which a school year begins and ends.
_SCHOOL = (9, 5)


def period_text(period: Period, language: Language) -> str:
    """A period in words: "tháng 1/2021", "first half of 2021"."""
    start, end = period.start, period.end
    name = period.kind.value
    if period.kind is PeriodKind.HALF:
        name = "first_half" if start.month == 1 else "second_half"
    if period.kind is PeriodKind.SPAN:
        name = "span" if (start.month, end.month) != _SCHOOL else "school"
        name = "days" if start.year == end.year else name
    return message(
        f"period_{name}",
        language,
        day=start.day,
        month=start.month,
        month_name=calendar.month_name[start.month],
        quarter=(start.month + 2) // 3,
        months=end.month,
        last_day=end.day,
        last_month=end.month,
        last_month_name=calendar.month_name[end.month],
        start=start.year,
        year=end.year,
    )
