"""Scopes and periods in words, in either language."""

from __future__ import annotations

import calendar
from datetime import date

from retrieval.messages import message
from retrieval.records import Language
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Place
from vietnamese.scope import Scope

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


def _kind(place: Place) -> str:
    return _ENGLISH.get(place.kind, "")


def scope_text(scope: Scope, language: Language) -> str:
    """The scope of a figure in words: place with its level, period, kind."""
    parts = []
    if scope.place:
        place = scope.place
        parts.append(
            place.full_name if language == "vi" else f"{place.name} {_kind(place)}".strip()
        )
    if scope.period:
        parts.append(period_text(scope.period, language))
    if scope.kind:
        parts.append(message(f"kind_{scope.kind.value}", language))
    return ", ".join(part for part in parts if part)


def day_words(day: date, language: Language) -> str:
    """A day in words: "ngày 5/7/2023", "5 July 2023"."""
    return period_text(Period(day, day, PeriodKind.DAY), language)


def period_text(period: Period, language: Language) -> str:
    """A period in words: "tháng 1/2021", "first half of 2021"."""
    start, end = period.start, period.end
    name = period.kind.value
    if period.kind is PeriodKind.HALF:
        name = "first_half" if start.month == 1 else "second_half"
    return message(
        f"period_{name}",
        language,
        day=start.day,
        month=start.month,
        month_name=calendar.month_name[start.month],
        quarter=(start.month + 2) // 3,
        months=end.month,
        start=start.year,
        year=end.year,
    )
