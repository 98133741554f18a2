"""Days and stretches of days as sentences print them: "từ ngày 25/8 đến 29/8/2023", "trước 15/11".

`vietnamese.periods` reads what can be compared; here is what may be given for an answer.
"""

from __future__ import annotations

import re

from vietnamese.normal import fold, normalise
from vietnamese.periods import PeriodKind, PeriodMention, read_periods
from vietnamese.sentences import Span

_DM = r"(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])(?:\s?[/.-]\s?(?:19|20)\d{2})?"
_WORDS = r"\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|/\d{4})?"
_DAY = rf"(?:ngày\s+)?(?:{_WORDS}|{_DM})(?![\d/]|\s?%)"
_JOINED = r"\s*(?:đến hết|đến|tới hết|tới|-|–|—)\s*"
#: "từ ngày 25/8 đến ngày 29/8", "từ 2 - 5/9", "ngày 14 và 15/11".
_STRETCH = re.compile(
    rf"(?:\btừ\s+)?\b(?:ngày\s+)?(?:{_DAY}|\d{{1,2}})(?:{_JOINED}|\s+và\s+(?:ngày\s+)?){_DAY}",
    re.IGNORECASE,
)
#: A day and a month after a word that tells them from a share ("7/9 tiêu chí"), no noun behind.
_BARE = re.compile(
    r"\b(?:ngày|trước|sau|từ|đến|tới|sáng|trưa|chiều|tối|đêm|hôm|nay|vào|hạn|ngày:|hạn:)\s+"
    r"((?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))\b(?![\d/.,]*\d)(?!\s+(?!đến|tới|và|tại|ở|do|năm"
    r"|với|của|thì|là|sẽ|có|để|gửi|hằng|hàng)[^\W\d_])",
    re.IGNORECASE,
)
#: What of a stretch of days is asked for, folded.
_FIRST = re.compile(
    r"\b(?:bat dau|khai mac|khoi cong|mo cua|mo man)\b|\btu (?:ngay|hom|khi|thang|bao gio)\b"
    r"|\b(?:start|begin|open)(?:s|ed)?\b|\bwhen .*\bfrom\b"
)
_LAST = re.compile(
    r"\b(?:ket thuc|be mac|het han|dong cua|han cuoi|han chot)\b"
    r"|\b(?:den|toi) (?:ngay|hom|khi|bao gio)\b"
    r"|\b(?:end|close|finish)(?:s|ed)?\b"
)
_WANTED = (
    PeriodKind.DAY,
    PeriodKind.MONTH,
    PeriodKind.MONTHS,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.YEAR,
    PeriodKind.HORIZON,
)


def read_times(text: str) -> tuple[list[Span], list[Span]]:
    """Days and stretches of days in a text, and the months, quarters and years beside them."""
    days = [Span(*match.span()) for match in _STRETCH.finditer(text)]
    longer = []
    for mention in read_periods(text):
        if mention.relative:
            continue
        if _is_day(mention):
            _add(days, Span(mention.start, mention.end))
        elif mention.period is None or mention.period.kind in _WANTED:
            longer.append(Span(mention.start, mention.end))
    for match in _BARE.finditer(text):
        _add(days, Span(*match.span(1)))
    longer = [span for span in longer if not any(_overlap(span, day) for day in days)]
    return sorted(days), longer


def part_asked(question: str, text: str, span: Span) -> Span:
    """The first or last day of a stretch where the question asks for it, else the whole."""
    folded = fold(normalise(question))
    first, last = _FIRST.search(folded), _LAST.search(folded)
    if bool(first) == bool(last):
        return span
    joint = re.compile(rf"{_JOINED}|\s+và\s+").search(text, span.start + 1, span.end)
    if joint is None or not _STRETCH.fullmatch(text, *span):
        return span
    if last:
        return Span(joint.end(), span.end)
    start = re.compile(r"(?:từ\s+)?(?:ngày\s+)?", re.IGNORECASE).match(text, *span)
    begin = start.end() if start else span.start
    # "từ ngày 2 đến 5/9" gives the first day no month of its own.
    return (
        Span(begin, joint.start())
        if re.search(r"[/.]|tháng", text[begin : joint.start()])
        else span
    )


def _is_day(mention: PeriodMention) -> bool:
    if mention.period is not None:
        return mention.period.kind is PeriodKind.DAY
    return mention.partial is not None and mention.partial.kind is PeriodKind.DAY


def _add(spans: list[Span], span: Span) -> None:
    if not any(_overlap(span, other) for other in spans):
        spans.append(span)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
