"""The period that a document is about, as its title, its lead or its body names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ingest.main_period import AHEAD, common_period
from vietnamese.periods import Period, PeriodKind, PeriodMention, year_period
from vietnamese.sentences import Span

#: a year is as good as over so long before its end
_NEARLY = timedelta(days=31)
#: until this month texts report on the year before
_LOOKS_BACK = 3
#: shapes of what a title may name beside what the text reports: a stretch of the year to come
_STRETCHES = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTHS)
#: from this month on a year is told of as a whole
_ENDING = 11
#: what is said of things reached, how often at least in a report, and what is said of aims
_TOLD = re.compile(
    r"\b(?:ước đạt|đã đạt|cùng kỳ|(?:so với|so|bằng) năm (?:trước|ngoái)|(?:bằng|đạt) [\d.,]+% "
    r"(?:kế hoạch|dự toán|chỉ tiêu)|chỉ đạt|mới đạt|ước (?:thực hiện|tăng|giảm)|đạt và vượt)\b",
    re.IGNORECASE,
)
_SEVERAL = 3
_AIMED = re.compile(r"\b(?:phấn đấu|mục tiêu|đặt ra|quyết tâm|năm tới)\b", re.IGNORECASE)
#: meetings that go by their month, at the end of what stands before it
_SESSION = re.compile(
    r"\b(?:thường kỳ|phiên họp|họp phiên|cuộc họp|kỳ họp|họp báo)\s+\Z", re.IGNORECASE
)
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
    *,
    plans: bool = False,
) -> Found | None:
    """The period of a text with these mentions: as its title, its lead or its body names it.

    `plans` says that the document is itself a plan: it is for the time that its title names, while
    a page that reports before that time has come tells of what has been.
    """
    ahead: Found | None = None
    reports = anchor is not None and _reports(text, plans)
    for origin, span in (("title", title), ("lead", lead)):
        found = [
            _Dated(m.start, m.end, m.period)
            for m in mentions
            if span and span.start <= m.start < span.end and m.period and not m.relative
        ]
        found = [m for m in found if not _aside(text, m)]
        reported = [m for m in found if not _is_ahead(text, m)]
        if origin == "lead":
            longer = [m for m in reported if m.period.kind is not PeriodKind.DAY]
            found = ([m for m in longer if not _names_session(text, m)] or longer)[:1]
        else:
            found = reported or found
        period = common_period([m.period for m in found])
        if period:
            here = Found(period, origin, Span(found[0].start, found[-1].end))
            stretch = not reported and period.kind in _STRETCHES
            to_come = reports and _lies_ahead(period, anchor)
            if origin == "title" and (stretch or to_come):
                ahead = here
                continue
            if to_come:
                break
            return here
    if ahead and not (reports and _lies_ahead(ahead.period, anchor)):
        return ahead
    told = _period_of_body(text, mentions, anchor)
    return told or (_year_ending(mentions, anchor) if reports else None) or ahead


def _lies_ahead(period: Period, anchor: date | None) -> bool:
    return anchor is not None and anchor < period.start


def _reports(text: str, plans: bool) -> bool:
    """Whether a text tells of what has been reached more than of what is aimed at."""
    told = len(_TOLD.findall(text))
    return not plans and told >= _SEVERAL and told > len(_AIMED.findall(text))


def _year_ending(mentions: Sequence[PeriodMention], anchor: date | None) -> Found | None:
    """The year that a report of its last months tells of, by the first day of it that is named."""
    if anchor is None or anchor.month < _ENDING:
        return None
    for mention in mentions:
        named = mention.period
        if named and not mention.relative and named.start.year == named.end.year == anchor.year:
            return Found(year_period(anchor.year), "body", Span(mention.start, mention.end))
    return None


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


def _names_session(text: str, mention: _Dated) -> bool:
    """Whether a month is only that of a meeting: "phiên họp thường kỳ tháng 9 bàn 9 tháng"."""
    return _SESSION.search(text[max(0, mention.start - 30) : mention.start]) is not None


def _aside(text: str, mention: _Dated) -> bool:
    """Whether years are only those of prices or of an assembly: "giá so sánh 2010"."""
    before = text[max(0, mention.start - 30) : mention.end]
    return _ASIDE.search(before) is not None
