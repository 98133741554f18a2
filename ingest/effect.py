"""From when to when a document is in force, as it says itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.lines import Kind, Line
from vietnamese.sentences import Span, sentences

_DAY = r"(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})"
_NAME = (
    r"(?:nghị quyết|quyết định|chỉ thị|kế hoạch|quy định|quy chế|thông tư|nghị định|luật|văn bản"
    r"|chương trình|đề án|hướng dẫn|pháp lệnh)"
)
_THIS = re.compile(rf"{_NAME}\s+này(?!\w)", re.IGNORECASE)
_SIGNED = r"(?:được\s+)?(?:ký(?:\s+ban\s+hành)?|ban\s+hành|thông\s+qua|công\s+bố)"
_BEGINS = re.compile(
    r"(?<!hết )hiệu\s+lực(?:\s+thi\s+hành)?\s*,?\s*(?:kể\s+)?từ\s+"
    rf"(?:ngày\s+(?:{_DAY}|{_SIGNED})|khi\s+{_SIGNED})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"hiệu\s+lực(?:\s+thi\s+hành)?\s+sau\s+(?:\w+\s+\(?)?(?P<days>\d{{1,3}})\)?\s+ngày[^.;]{{0,20}}?"
    rf"(?:kể\s+)?từ\s+ngày\s+{_SIGNED}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"(?:đến\s+(?:hết\s+)?(?:ngày\s+{_DAY}|hết\s+năm\s+(?P<year>\d{{4}})))", re.IGNORECASE
)
_ENDS = re.compile(rf"hết\s+hiệu\s+lực[^.;]{{0,20}}?(?P<from>từ\s+)?ngày\s+{_DAY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Effect:
    """First and last day in force, each with the span that says so."""

    effective: tuple[date, Span] | None = None
    expires: tuple[date, Span] | None = None


def read_effect(text: str, lines: Sequence[Line], published: date | None) -> Effect:
    """When the document is in force; `published` is its date, from which some count."""
    effective = expires = None
    for line in lines:
        if line.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING):
            continue
        if "hiệu lực" not in text[line.start : line.end].lower():
            continue
        for sentence in sentences(text, line.start, line.end):
            this = _THIS.search(text, *sentence)
            if not this:
                continue
            begin = _begin(text, Span(this.end(), sentence.end), published)
            if begin:
                effective = effective or begin
                expires = expires or _until(text, begin[1].end, sentence.end)
            ends = _ENDS.search(text, this.end(), sentence.end)
            if ends and not expires:
                day = _day(ends.groups()[1:4])
                if day:
                    last = day - timedelta(days=1) if ends["from"] else day
                    expires = last, Span(*ends.span())
    return Effect(effective, expires)


def _begin(text: str, span: Span, published: date | None) -> tuple[date, Span] | None:
    found = _BEGINS.search(text, *span)
    if found:
        day = _day(found.groups()[:3]) if found[1] else published
        return (day, Span(*found.span())) if day else None
    after = _AFTER.search(text, *span)
    if after and published:
        return published + timedelta(days=int(after["days"])), Span(*after.span())
    return None


def _until(text: str, start: int, end: int) -> tuple[date, Span] | None:
    found = _UNTIL.match(text, start, end) or _UNTIL.match(text, min(start + 1, end), end)
    if not found:
        return None
    day = date(int(found["year"]), 12, 31) if found["year"] else _day(found.groups()[:3])
    return (day, Span(*found.span())) if day else None


def _day(parts: Sequence[str | None]) -> date | None:
    day, month, year = (int(part or 0) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
