"""The one period that a title, a heading or a field speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from vietnamese.periods import Period, PeriodKind, months_period, read_periods, year_period
from vietnamese.places import MERGER

#: tasks, at the end of what stands before their period; "kết quả thực hiện nhiệm vụ" looks back
AHEAD = re.compile(
    r"(?<!thực hiện )(?<!thực hiện các )\b"
    r"(?:nhiệm vụ|phương hướng|mục tiêu|giải pháp|kế hoạch|dự toán|dồn (?:lực|sức)"
    r"|tăng tốc|bứt phá|về đích|nước rút|phấn đấu|quyết tâm|hướng (?:tới|đến)|chuẩn bị|bàn)\b"
    r"[^.;,:]{0,40}\Z",
    re.IGNORECASE,
)


def common_period(periods: list[Period]) -> Period | None:
    """The period a title with these periods is about: the only one, or the years that hold all.

    Horizons ("đến năm 2030") only count where nothing else is named, days not beside longer ones.
    """
    dated = [period for period in periods if period.kind is not PeriodKind.HORIZON] or periods
    longer = [period for period in dated if period.kind is not PeriodKind.DAY] or dated
    distinct = list(dict.fromkeys(longer))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    for period in distinct:
        if all(period.contains(other) for other in distinct):
            return period
    first, last = min(p.start.year for p in distinct), max(p.end.year for p in distinct)
    if first == last:
        return _joined(distinct) or year_period(first)
    if any(period.kind is PeriodKind.HORIZON for period in distinct):
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), PeriodKind.SPAN)


def _joined(periods: list[Period]) -> Period | None:
    """The stretch that months or quarters of a year make up together: "quý I, quý II"."""
    inner = sorted(periods, key=lambda period: period.start)
    alike = {period.kind for period in inner} <= {PeriodKind.MONTH, PeriodKind.QUARTER}
    gaps = [after.start - before.end for before, after in pairwise(inner)]
    if not alike or any(gap > timedelta(days=1) for gap in gaps):
        return None
    year, first, last = inner[0].start.year, inner[0].start.month, inner[-1].end.month
    return year_period(year) if (first, last) == (1, 12) else months_period(year, first, last)


def period_of_field(printed: str, anchor: date | None) -> Period | None:
    """The period that a field's value names; None when it names none."""
    mentions = read_periods(printed, anchor)
    return common_period([mention.period for mention in mentions if mention.period])


def day_spoken_of(day: date | None, period: Period | None) -> date | None:
    """A day to which the names of places in a text belong; None where it may be either era."""
    if day is not None:
        return day
    if period is None:
        return None
    if period.end < MERGER:
        return period.end
    return period.start if period.start >= MERGER else None
