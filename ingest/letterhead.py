"""What the head of a text says beside its title: issuing body, number, subject, date lines.

The letterhead of an official document stands in two columns, as spaced text or as a table, or line
below line; it is read fragment by fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.columns import fragments
from ingest.titles import bare, find_title, is_date_line
from vietnamese.periods import PeriodKind, read_periods
from vietnamese.sentences import Span, logical_lines

#: a letterhead stands within so many lines of the beginning
_LINES = 14
#: lines in which a subject goes on, at most
_SUBJECT_LINES = 3
#: longest number of a document, and longest line that dates one, in characters
_NUMBER_LENGTH, _DATE_LENGTH = 40, 120

_NUMBER = re.compile(
    r"(?:.*[\s(])?(?:luật\s+)?số\s*:?\s*(?P<number>\d+\w?(?:\s?[/.]\s?\d{4})?"
    r"(?:\s?[-–/]\s?[^\W\d_]\w*(?:\s?[-–/]\s?[^\W_]+)*)?)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:(?:Ủ|U)(?:Ỷ|Y)? ?BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND"
    r"|TỈNH (?:ỦY|UỶ)|THÀNH (?:ỦY|UỶ)|HUYỆN (?:ỦY|UỶ)|THỊ (?:ỦY|UỶ)|SỞ|BỘ|CỤC|CHI CỤC|BAN|CHÍNH PHỦ"
    r"|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|TỔNG CỤC|ĐẢNG BỘ|BAN CHẤP HÀNH|ĐẢNG (?:ỦY|UỶ)|VĂN PHÒNG)\b"
)
_UNIT = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|THỊ XÃ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+\S")
_MARK = re.compile(r"[#*_\s]+")
_FRAME = re.compile(r"\s{2,}|\t|CỘNG (?:HÒA|HOÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|\bSố\s*:", re.I)
_ISSUED = re.compile(r"(?P<place>(?:(?!\s\s|<)[^,|:>]){2,40}),\s*ngày\s+\d", re.IGNORECASE)
_PUBLISHED = re.compile(r"đăng|xuất bản|cập nhật", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:v/v|về việc)\b\W*", re.IGNORECASE)
_ADDRESSED = re.compile(r"\W*kính gửi", re.IGNORECASE)
_TYPE = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|thông báo|chương trình hành động|tờ trình"
    r"|đề án|công văn|kết luận|hướng dẫn|công điện|thông tư|nghị định|luật|quy định|quy chế"
    r"|chương trình)\b",
    re.IGNORECASE,
)
#: codes of kinds of documents in their numbers (Decree 30/2020/NĐ-CP, annex 3; rules of the Party)
_CODES = {
    "nq": "Nghị quyết",
    "qđ": "Quyết định",
    "kh": "Kế hoạch",
    "bc": "Báo cáo",
    "ct": "Chỉ thị",
    "tb": "Thông báo",
    "ttr": "Tờ trình",
    "ctr": "Chương trình",
    "đa": "Đề án",
    "kl": "Kết luận",
    "hd": "Hướng dẫn",
    "cđ": "Công điện",
    "tt": "Thông tư",
    "nđ": "Nghị định",
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Spans of the head of a text; dates come with the span they stand in.

    `bodies` are all lines that name an issuing body, `issuer` the parts of the last of them: body
    and unit. `subject` are the parts of "V/v …", which names a document that has no title.
    `doc_type` is a kind of document with the span that tells it. `issued_at` is the place before
    the date. `page_date` is printed on a saved web page without saying of what it is the date.
    """

    number: Span | None = None
    issuer: tuple[Span, ...] = ()
    bodies: tuple[Span, ...] = ()
    subject: tuple[Span, ...] = ()
    doc_type: tuple[str, Span] | None = None
    published: tuple[date, Span] | None = None
    issued_at: Span | None = None
    page_date: tuple[date, Span] | None = None


def read_letterhead(text: str, body_start: int) -> Letterhead:
    """Read the first lines of the body of `text`."""
    title = find_title(text, body_start)
    lines = logical_lines(text, body_start)[:_LINES]
    parts = [list(fragments(text, line.start, line.end)) for line in lines]
    number = _number(text, parts)
    subject = _subject(text, parts, number)
    published, issued_at, page_date = _dates(text, lines)
    bodies = _bodies(text, parts, title)
    return Letterhead(
        number=number,
        issuer=bodies[-1] if bodies else (),
        bodies=tuple(span for body in bodies for span in body),
        subject=subject,
        doc_type=_doc_type(text, title, number, subject),
        published=published,
        issued_at=issued_at,
        page_date=page_date,
    )


def _number(text: str, lines: list[list[Span]]) -> Span | None:
    for part in _each(lines):
        found = _NUMBER.match(text, part.start, min(part.end, part.start + 3 * _NUMBER_LENGTH))
        if not found or len(found["number"]) > _NUMBER_LENGTH:
            continue
        before = text[part.start : found.start("number")]
        # In a line of its own, or behind the name of the body in one cell: "SỞ Y TẾ Số: 12/BC-SYT".
        own = re.fullmatch(r"\W*(?:luật\s+)?số\s*:?\s*", before, re.IGNORECASE)
        if re.search(r"[^\W\d_]", found["number"]) and (own or before.rstrip(" :oốOỐsS").isupper()):
            return Span(*found.span("number"))
    return None


def _bodies(text: str, lines: list[list[Span]], title: Span | None) -> list[tuple[Span, ...]]:
    """Issuing bodies, each with the unit below it in the same column."""
    found: list[tuple[Span, ...]] = []
    for place, line in enumerate(lines):
        for part in line:
            if title and part.start >= title.start:
                return found
            span = _capital(text, part, _BODY)
            if span is None:
                continue
            below = _below(lines, place, line.index(part))
            unit = _capital(text, below, _UNIT) if below and span.end == part.end else None
            if unit and not _named(text, span):
                joined = not text[span.end : unit.start].strip()
                found.append((Span(span.start, unit.end),) if joined else (span, unit))
            else:
                found.append((span,))
    return found


def _capital(text: str, part: Span, pattern: re.Pattern[str]) -> Span | None:
    """The beginning of a fragment that `pattern` matches, in capitals, up to the frame."""
    mark = _MARK.match(text, part.start, part.end)
    part = Span(mark.end(), part.end) if mark else part
    body = pattern.match(text, part.start, part.end)
    if not body:
        return None
    frame = _FRAME.search(text, body.end(), part.end)
    content = text[part.start : frame.start() if frame else part.end].rstrip()
    return Span(part.start, part.start + len(content)) if content.isupper() else None


def _named(text: str, body: Span) -> bool:
    """Whether the name of a body already holds its unit: "UBND TỈNH CAO BẰNG"."""
    return re.search(_UNIT.pattern, text[body.start : body.end]) is not None


def _below(lines: list[list[Span]], place: int, column: int) -> Span | None:
    """What stands below a fragment: next in its cell, else in the same column of the next line."""
    if column + 1 < len(lines[place]) and len(lines[place]) > 2:
        return lines[place][column + 1]
    following = lines[place + 1] if place + 1 < len(lines) else []
    return following[min(column, len(following) - 1)] if following else None


def _subject(text: str, lines: list[list[Span]], number: Span | None) -> tuple[Span, ...]:
    """The parts of "V/v …", of one cell or column, where a number stands above it."""
    for place, line in enumerate(lines if number else ()):
        for column, part in enumerate(line):
            if not _SUBJECT.match(text, part.start) or (number and part.start < number.start):
                continue
            parts = [part]
            for beside in line[column + 1 :]:
                if not set("<\n") & set(text[parts[-1].end : beside.start]):
                    break
                parts.append(beside)
            if "|" not in text[line[0].start : line[-1].end + 2]:
                parts += _wrapped(text, lines[place + 1 :])
            return tuple(parts)
    return ()


def _wrapped(text: str, below: list[list[Span]]) -> Iterator[Span]:
    """The lines in which a subject goes on, in the first column."""
    for line in below[:_SUBJECT_LINES]:
        first = line[0] if line else None
        if first is None or _is_addressed(text, line) or _is_rule(text, first):
            return
        if _ISSUED.search(text, first.start, first.end) or not text[first.start].islower():
            return
        yield first


def _is_addressed(text: str, line: list[Span]) -> bool:
    return any(_ADDRESSED.match(text, part.start, part.end) for part in line)


def _is_rule(text: str, span: Span) -> bool:
    return not any(letter.isalnum() for letter in text[span.start : span.end])


def _doc_type(
    text: str, title: Span | None, number: Span | None, subject: tuple[Span, ...]
) -> tuple[str, Span] | None:
    """The kind of document: by its title, else by the code in its number, else a letter's."""
    if title is not None:
        content = text[title.start : title.end]
        offset = content.find(bare(content)[:1]) if bare(content) else 0
        found = _TYPE.match(text, title.start + max(0, offset), title.end)
        if found:
            return " ".join(found[0].split()), Span(*found.span())
    if number is not None:
        codes = re.findall(r"[^\W\d_]+", text[number.start : number.end].lower())
        kind = next((_CODES[code] for code in codes[:1] if code in _CODES), None)
        if kind or subject:
            return kind or "Công văn", number
    return None


def _dates(
    text: str, lines: list[Span]
) -> tuple[tuple[date, Span] | None, Span | None, tuple[date, Span] | None]:
    published = page_date = None
    issued_at = None
    for line in lines:
        content = text[line.start : line.end]
        row = content.startswith("|")
        issued = _ISSUED.search(content) if row or len(content) <= _DATE_LENGTH else None
        if not issued and not is_date_line(content):
            continue
        start = issued.start() if issued else 0
        days = [
            mention
            for mention in read_periods(content[start:])
            if mention.period and mention.period.kind is PeriodKind.DAY
        ]
        if not days or days[0].period is None:
            continue
        offset = line.start + start
        dated = days[0].period.start, Span(offset + days[0].start, offset + days[0].end)
        if issued and published is None:
            issued_at = Span(line.start + issued.start("place"), line.start + issued.end("place"))
        if issued or _PUBLISHED.search(content):
            published = published or dated
        else:
            page_date = page_date or dated
    return published, issued_at, page_date


def _each(lines: list[list[Span]]) -> Iterator[Span]:
    return (part for line in lines for part in line)
