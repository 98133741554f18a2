"""What the head of a text says beside its title: issuing body, number, date lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.titles import bare, find_title, is_date_line
from vietnamese.periods import PeriodKind, read_periods
from vietnamese.sentences import Span, logical_lines

#: a letterhead stands within so many lines of the beginning
_LINES = 14

_NUMBER = re.compile(
    r"(?:luật\s+)?số\s*:?\s*(?P<number>\d+[\w/.-]*(?:\s*[/-]\s*[^\W\d_][\w/-]*)?)", re.IGNORECASE
)
_BODY = re.compile(
    r"(?:(?:Ủ|U)(?:Ỷ|Y)? ?BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND"
    r"|TỈNH (?:ỦY|UỶ)|THÀNH (?:ỦY|UỶ)|HUYỆN (?:ỦY|UỶ)|THỊ (?:ỦY|UỶ)|SỞ|BỘ|CỤC|CHI CỤC|BAN|CHÍNH PHỦ"
    r"|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|TỔNG CỤC|ĐẢNG BỘ|BAN CHẤP HÀNH)\b"
)
_UNIT = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|THỊ XÃ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+\S")
_FRAME = re.compile(r"\s{2,}|\t|CỘNG (?:HÒA|HOÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM")
_ISSUED = re.compile(r"[^,]{2,40},\s*ngày\s+\d", re.IGNORECASE)
_PUBLISHED = re.compile(r"đăng|xuất bản|cập nhật", re.IGNORECASE)
_TYPE = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|thông báo|chương trình hành động|tờ trình"
    r"|đề án|công văn|kết luận|hướng dẫn|công điện|thông tư|nghị định|luật)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Spans of the head of a text; dates come with the span they stand in.

    `bodies` are all lines that name an issuing body, `issuer` the last of them with its unit.
    `page_date` is printed on a saved web page without saying of what it is the date.
    """

    number: Span | None = None
    issuer: Span | None = None
    bodies: tuple[Span, ...] = ()
    doc_type: Span | None = None
    published: tuple[date, Span] | None = None
    page_date: tuple[date, Span] | None = None


def read_letterhead(text: str, body_start: int) -> Letterhead:
    """Read the first lines of the body of `text`."""
    lines = logical_lines(text, body_start)[:_LINES]
    title = find_title(text, body_start)
    published, page_date = _dates(text, lines)
    bodies = _bodies(text, lines, title)
    return Letterhead(
        number=_number(text, lines),
        issuer=bodies[-1] if bodies else None,
        bodies=bodies,
        doc_type=_doc_type(text, title),
        published=published,
        page_date=page_date,
    )


def _number(text: str, lines: list[Span]) -> Span | None:
    for line in lines:
        found = _NUMBER.match(text, line.start, line.end)
        if found and re.search(r"[^\W\d_]", found["number"]):
            return Span(*found.span("number"))
    return None


def _bodies(text: str, lines: list[Span], title: Span | None) -> tuple[Span, ...]:
    found: list[Span] = []
    for place, line in enumerate(lines):
        if title and line.start >= title.start:
            break
        body = _BODY.match(text, line.start, line.end)
        if not body:
            continue
        frame = _FRAME.search(text, body.end(), line.end)
        end = frame.start() if frame else line.end
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following and not frame and _UNIT.match(text, following.start, following.end):
            unit_frame = _FRAME.search(text, following.start, following.end)
            end = unit_frame.start() if unit_frame else following.end
        if text[line.start : end].isupper():
            found.append(Span(line.start, line.start + len(text[line.start : end].rstrip())))
    return tuple(found)


def _doc_type(text: str, title: Span | None) -> Span | None:
    if title is None:
        return None
    content = text[title.start : title.end]
    offset = content.find(bare(content)[:1]) if bare(content) else 0
    found = _TYPE.match(text, title.start + max(0, offset), title.end)
    return Span(*found.span()) if found else None


def _dates(
    text: str, lines: list[Span]
) -> tuple[tuple[date, Span] | None, tuple[date, Span] | None]:
    published = page_date = None
    for line in lines:
        content = text[line.start : line.end]
        issued = len(content) <= 120 and _ISSUED.search(content)
        if not issued and not is_date_line(content):
            continue
        days = [m for m in read_periods(content) if m.period and m.period.kind is PeriodKind.DAY]
        if not days or days[0].period is None:
            continue
        dated = days[0].period.start, Span(line.start + days[0].start, line.start + days[0].end)
        if issued or _PUBLISHED.search(content):
            published = published or dated
        else:
            page_date = page_date or dated
    return published, page_date
