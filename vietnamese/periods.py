"""Periods of time as Vietnamese administrative prose names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from vietnamese.period_finding import RawPeriod, find_raw_periods
from vietnamese.twin import PARAGRAPH, Twin, twin_of


class PeriodKind(StrEnum):
    """The shape of a period; two periods of different shape are different statements."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # 6 tháng đầu năm, 6 tháng cuối năm
    MONTHS = "months"  # 9 tháng, 11 tháng: from January on
    YEAR = "year"
    SPAN = "span"  # giai đoạn 2021–2025, nhiệm kỳ 2020–2025
    HORIZON = "horizon"  # đến năm 2030: from an open start up to a year


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included, with its shape.

    A horizon starts at `date.min`: its start is open.
    """

    start: date
    end: date
    kind: PeriodKind

    def contains(self, other: Period) -> bool:
        """Whether `other` lies wholly within this period (a partial order on intervals)."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, year: int) -> bool:
        """Whether it speaks of `year`; a horizon speaks of the year it ends in."""
        if self.kind is PeriodKind.HORIZON:
            return self.end.year == year
        return self.start.year <= year <= self.end.year

    def conflicts(self, other: Period) -> bool:
        """Whether a figure of one cannot be a figure of the other.

        A figure for a month is not a figure for the year that contains it, so only the same
        interval is free of conflict. A horizon has no start to compare: "đến năm 2030" and
        "năm 2030" or "giai đoạn 2021–2030" end together and do not conflict.
        """
        if PeriodKind.HORIZON in (self.kind, other.kind):
            return self.end != other.end
        return (self.start, self.end) != (other.start, other.end)


@dataclass(frozen=True, slots=True)
class Partial:
    """A stretch of a year that is not named: "tháng 1", "6 tháng đầu năm", "ngày 13/7"."""

    kind: PeriodKind
    first_month: int
    last_month: int
    day: int | None = None
    last_day: int | None = None

    def within(self, year: int) -> Period | None:
        """The stretch in `year`; None where there is no such day (29/2)."""
        try:
            start = date(year, self.first_month, self.day or 1)
            last = monthrange(year, self.last_month)[1]
            end = date(year, self.last_month, self.last_day or self.day or last)
        except ValueError:
            return None
        return Period(start, end, self.kind) if start <= end else None


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period where `text` = source[start:end] names it.

    `period` is None while its year is unknown; `partial` then says which stretch of the year it
    is. `relative` is the word that leans on another date ("cùng kỳ", "năm trước") or None; for
    "cùng kỳ" the period is the *year* in which the same stretch lies.
    """

    start: int
    end: int
    text: str
    period: Period | None
    relative: str | None = None
    partial: Partial | None = None


def year_period(year: int) -> Period:
    """The calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR)


def months_period(year: int, first: int, last: int) -> Period | None:
    """Whole months of one year, as month, half or months."""
    return _partial_months(first, last).within(year)


def in_year(period: Period, year: int) -> Period:
    """The same stretch, ending in another year; the end of February stays the end of it."""
    shift = year - period.end.year
    return Period(_shifted_day(period.start, shift), _shifted_day(period.end, shift), period.kind)


def _shifted_day(day: date, years: int) -> date:
    last = monthrange(day.year + years, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(day.year + years, day.month, last if ends else min(day.day, last))


def _partial_months(first: int, last: int) -> Partial:
    if first == last:
        return Partial(PeriodKind.MONTH, first, last)
    half = (first, last) in ((1, 6), (7, 12))
    return Partial(PeriodKind.HALF if half else PeriodKind.MONTHS, first, last)


def _partial(raw: RawPeriod) -> Partial | None:
    if raw.first is None or raw.last is None:
        return None
    if raw.form in ("day", "day2"):
        return Partial(PeriodKind.DAY, raw.first, raw.first, raw.day)
    if raw.form == "quarter":
        return Partial(PeriodKind.QUARTER, raw.first, raw.last)
    if raw.form in ("days", "dayrange"):
        return Partial(PeriodKind.SPAN, raw.first, raw.last, raw.day, raw.last_day)
    return _partial_months(raw.first, raw.last)


def _whole(raw: RawPeriod) -> Period | None:
    """The period of a mention of whole years."""
    if raw.year is None:
        return None
    if raw.form in ("span", "school"):
        last = raw.last_year or raw.year
        if not raw.year < last <= raw.year + 100:
            return None
        if raw.form == "school":
            # from September to May, as the Ministry of Education's yearly time frame sets it
            return Period(date(raw.year, 9, 1), date(last, 5, 31), PeriodKind.SPAN)
        return Period(date(raw.year, 1, 1), date(last, 12, 31), PeriodKind.SPAN)
    if raw.form in ("horizon", "before"):
        year = raw.year - (raw.form == "before")
        return Period(date.min, date(year, 12, 31), PeriodKind.HORIZON)
    return year_period(raw.year)


def _shifted(raw: RawPeriod, anchor: date | None) -> Period | None:
    """The period that many years, quarters, months or days from the anchor."""
    if anchor is None or raw.shift is None:
        return None
    months = anchor.year * 12 + anchor.month - 1
    if raw.form == "shiftday":
        ordinal = anchor.toordinal() + raw.shift
        if not 1 <= ordinal <= date.max.toordinal():
            return None
        day = date.fromordinal(ordinal)
        return Period(day, day, PeriodKind.DAY)
    step = {"shiftyear": 12, "shiftquarter": 3, "shiftmonth": 1}[raw.form]
    year, month = divmod(months + raw.shift * step, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    if raw.form == "shiftyear":
        return year_period(year)
    if raw.form == "shiftmonth":
        return _partial_months(month + 1, month + 1).within(year)
    first = month // 3 * 3 + 1
    return Partial(PeriodKind.QUARTER, first, first + 2).within(year)


_LONGEST_SENTENCE = 1000
_SENTENCE_ENDS = (". ", ".\n", "; ", PARAGRAPH)
_BIRTH = re.compile(r"(?<!\w)(?:sn|sinh|born)[\s:(]{0,3}(?:in )?$")
#: What is compared with, and prices and poverty lines, name another year than the one spoken of.
_ASIDE = re.compile(
    r"(?<!\w)(?:(?:so|voi|cung ky|bang|hon)\s+(?:cung ky\s+)?"
    r"|(?:gia (?:so sanh|ss|co dinh|hien hanh|hh|goc)|chuan(?: ngheo)?(?: da chieu)?)\s+"
    r"(?:giai doan\s+)?)$"
)
_NEARBY = 400  # characters: about two sentences of administrative prose
#: a day that much after the anchor was meant in the year before (a January report on "ngày 28/12")
_FAR_AHEAD = timedelta(days=183)
#: a day that near to the anchor is of its year, whatever year the sentence speaks of
_JUST_BEFORE = timedelta(days=14)


def _sentence(twin: Twin, raw: RawPeriod) -> tuple[int, int]:
    """Where the sentence of a mention begins and ends, at most `_LONGEST_SENTENCE` to each side."""
    first, last = max(0, raw.start - _LONGEST_SENTENCE), raw.end + _LONGEST_SENTENCE
    start = max(twin.plain.rfind(mark, first, raw.start) for mark in _SENTENCE_ENDS)
    ends = [twin.plain.find(mark, raw.end, last) for mark in _SENTENCE_ENDS]
    return max(start, first - 1), min((end for end in ends if end >= 0), default=last)


def _nearest_year(
    twin: Twin, raw: RawPeriod, others: list[RawPeriod], start: int, end: int
) -> int | None:
    """The year of the mention nearest to `raw` that names the year spoken of.

    Years of comparison, birth or prices, horizons, spans and full dates (of other documents) do
    not count.
    """
    best: tuple[int, int] | None = None
    window = slice(
        bisect_left(others, start, key=lambda other: other.end),
        bisect_left(others, end, key=lambda other: other.start),
    )
    for other in others[window]:
        if other.end <= start or other.year is None or other is raw:
            continue
        if other.form not in ("year", "month", "quarter", "half", "months", "monthrange"):
            continue
        if _BIRTH.search(twin.plain, max(0, other.start - 10), other.start):
            continue
        if _ASIDE.search(twin.plain, max(0, other.start - 30), other.start):
            continue
        if other.start > raw.end and (other.first, other.last) == (raw.first, raw.last):
            continue  # "9 tháng tăng 4%, trong khi 9 tháng của năm 2022 …": another year's
        distance = other.start - raw.end if other.start >= raw.end else raw.start - other.end
        if best is None or distance < best[0]:
            best = distance, other.year
    return best[1] if best else None


def _complete(
    twin: Twin, raw: RawPeriod, partial: Partial, raws: list[RawPeriod], anchor: date | None
) -> Period | None:
    """`partial` in the year its sentence names, else the anchor's, else one named nearby."""
    if raw.year is not None:
        return partial.within(raw.year)
    near = partial.within(anchor.year) if anchor and partial.day else None
    if near and anchor and abs(near.start - anchor) <= _JUST_BEFORE:
        return near  # "Sáng 9/1" of a page of 10/1/2024 that sums up 2023
    year = _nearest_year(twin, raw, raws, *_sentence(twin, raw))
    if year is not None:
        return partial.within(year)
    if anchor is None:
        year = _nearest_year(twin, raw, raws, raw.start - _NEARBY, raw.end + _NEARBY)
        return partial.within(year) if year is not None else None
    period = partial.within(anchor.year)
    if period and partial.day and period.start - anchor > _FAR_AHEAD and anchor.year > 1:
        return partial.within(anchor.year - 1)
    return period


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Twin, list[RawPeriod]]:
    """The mentions in `text`, kept because a question is read with and without an anchor."""
    twin = twin_of(text)
    return twin, find_raw_periods(twin)


def read_periods(text: str, anchor: date | None = None) -> list[PeriodMention]:
    """Every period that `text` names, in order.

    `anchor` is the date the text speaks from; it completes mentions without a year and resolves
    "năm trước". Never raises.
    """
    twin, raws = _read(text)
    mentions = []
    for raw in raws:
        start, end = twin.span(raw.start, raw.end)
        printed = text[start:end]
        relative = printed if raw.form == "same" or raw.form.startswith("shift") else None
        partial = None
        if raw.form == "same":
            year = raw.year or (anchor.year - 1 if anchor else None)
            period = year_period(year) if year else None
        elif raw.form.startswith("shift"):
            period = _shifted(raw, anchor)
        else:
            partial = _partial(raw)
            period = _complete(twin, raw, partial, raws, anchor) if partial else _whole(raw)
            if period is None and (partial is None or raw.year is not None):
                continue
        mentions.append(PeriodMention(start, end, printed, period, relative, partial))
    return mentions
