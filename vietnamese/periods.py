"""Periods of time as Vietnamese administrative prose names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    """An interval of days, both ends included, with its shape."""

    start: date
    end: date
    kind: PeriodKind

    def contains(self, other: Period) -> bool:
        """Whether `other` lies wholly within this period (a partial order)."""
        return self.start <= other.start and other.end <= self.end

    def conflicts(self, other: Period) -> bool:
        """Whether a figure of one cannot be a figure of the other.

        A figure for a month is not a figure for the year that contains it, so only the same
        interval is free of conflict.
        """
        return (self.start, self.end) != (other.start, other.end)
