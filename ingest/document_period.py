"""The period that a document is about, as its title, its lead or its body names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ingest.main_period import AHEAD, common_period
from vietnamese.periods import Period, PeriodKind, PeriodMention
from vietnamese.sentences import Span

#: a year is as good as over so long before its end
_NEARLY = timedelta(days=31)
#: until this month texts report on the year before
_LOOKS_BACK = 3
#: shapes of what a title may name beside what the text reports: a stretch of the year to come
_STRETCHES = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTHS)
#: years that are not spoken of, at the end of what stands up to them
_ASIDE = re.compile(
    r"\b(?:(?:giá (?:so sánh|ss|cố định|hiện hành|hh)|chuẩn(?: nghèo)?)(?: năm)?|nhiệm kỳ)\s+"
    r"\d{4}(?:\s*[-–]\s*\d{4})?\Z",
    re.IGNORECASE,
)


class _Dated(NamedTuple):
    """A period with where it stands in the text."""

    start: int
    end: int
    period: Period


class Found(NamedTuple):
    """A document's period with the part of the text that names it, and the span there."""

    period: Period
    origin: str
    span: Span


def document_period(
    text: str,
    mentions: Sequence[PeriodMention],
    title: Span | None,
    lead: Span | None,
    anchor: date | None,
) -> Found | None:
    """The period of a text with these mentions: as its title, its lead or its body names it."""
    ahead: tuple[Period, Span] | None = None
    for origin, span in (("title", title), ("lead", lead)):
        found = [
            _Dated(m.start, m.end, m.period)
            for m in mentions
            if span and span.start <= m.start < span.end and m.period and not m.relative
        ]
        found = [m for m in found if not _aside(text, m)]
        reported = [m for m in found if not _is_ahead(text, m)]
        if origin == "lead":
            found = [m for m in reported if m.period.kind is not PeriodKind.DAY][:1]
        elif len({m.period.end.year for m in found}) > 1:
            found = reported or found
        period = common_period([m.period for m in found])
        if period:
            where = Span(found[0].start, found[-1].end)
            if not reported and period.kind in _STRETCHES and origin == "title":
                ahead = period, where
                continue
            return Found(period, origin, where)
    if ahead:
        return Found(ahead[0], "title", ahead[1])
    return _period_of_body(text, mentions, anchor)


def _period_of_body(
    text: str, mentions: Sequence[PeriodMention], anchor: date | None
) -> Found | None:
    """The year or stretch of one that a text of a known day reports on most often.

    That is one that had begun by then, of the same year, or in its first months of the last.
    """
    if anchor is None:
        return None
    first = anchor.year - (anchor.month <= _LOOKS_BACK)
    found = [
        _Dated(m.start, m.end, m.period)
        for m in mentions
        if m.period
        and not m.relative
        and m.period.kind in (*_STRETCHES, PeriodKind.YEAR)
        and m.period.end <= anchor + _NEARLY
        and first <= m.period.end.year <= anchor.year
    ]
    found = [m for m in found if not (_aside(text, m) or _is_ahead(text, m))]
    often = Counter(m.period for m in found).most_common(1)
    if not often or often[0][1] < max(2, len(found) / 2):
        return None
    named = next(m for m in found if m.period == often[0][0])
    where = Span(named.start, named.end)
    return Found(named.period, "body", where)


def _is_ahead(text: str, mention: _Dated) -> bool:
    """Whether a period is only that of tasks: "kết quả năm 2022; nhiệm vụ năm 2023"."""
    before = text[max(0, mention.start - 60) : mention.start]
    return AHEAD.search(before) is not None


def _aside(text: str, mention: _Dated) -> bool:
    """Whether years are only those of prices or of an assembly: "giá so sánh 2010"."""
    before = text[max(0, mention.start - 30) : mention.end]
    return _ASIDE.search(before) is not None
