"""The layout of a document's body: headings, paragraphs, list items and tables.

Markdown says what is a heading. Plain text does not, so the general habits of Vietnamese
administrative and news texts decide: "Chương II", "Điều 5. …", "I. …", lines in capitals, and short
lines without a closing mark that stand alone above prose. Picture captions and date lines are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.titles import ATX, FINAL, bare, find_title, is_date_line, is_letterhead
from vietnamese.sentences import Span, is_list_item, logical_lines, sentences


class Kind(StrEnum):
    """What a line of the body is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line (with the wrapped lines that continue it) of the stored text.

    `text` is what a heading says, without marks; `level` orders headings, 1 outermost. `leads` are
    what a list item or a table row stands under: announcements ("gồm:"), header rows.
    `glued` lines may not be parted from the line before.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    level: int = 0
    leads: tuple[Span, ...] = ()
    glued: bool = False


#: longest line taken for a heading, in characters
_HEADING_LENGTH = 150


_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_STRUCTURE = re.compile(
    r"(?P<word>Phần|Chương|Mục|Tiểu mục|Điều|Phụ lục)\s+(?:số\s+)?"
    r"(?:thứ\s+\w+|[IVXLC]+|\d+[a-zđ]?)\b[.:]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?P<mark>[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)(?P<dot>[.)])?\s+(?=[^\W_]|[“\"(])"
)
_ORDINAL_WORD = re.compile(
    r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là"
    r"|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))[,:]",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:toàn cảnh|quang cảnh|ảnh|hình ảnh|ảnh minh (?:hoạ|họa)|các đại biểu|đại biểu|đoàn đại biểu"
    r"|đồng chí|các đồng chí|ông|bà|lãnh đạo|nguồn|theo|tác giả|tin, ảnh|bài, ảnh)\b"
    r"|.*\((?:ảnh|nguồn)\b",
    re.IGNORECASE,
)
_RANKS = {"phần": 2, "phụ lục": 2, "chương": 3, "mục": 4, "tiểu mục": 5, "điều": 7}


def read_lines(text: str, body_start: int = 0) -> list[Line]:
    """Lines of the body in order; together they hold all of it but white space."""
    spans = logical_lines(text, body_start)
    if any(ATX.match(text, span.start) for span in spans):
        lines = _read_markdown(text, spans)
    else:
        lines = _read_plain(text, spans, find_title(text, body_start))
    return _with_leads(text, lines)


def _read_markdown(text: str, spans: list[Span]) -> list[Line]:
    lines = []
    for span in spans:
        mark = ATX.match(text, span.start)
        content = text[span.start : span.end]
        if mark:
            lines.append(Line(Kind.HEADING, *span, bare(content), len(mark[0])))
        else:
            lines.append(_body_line(span, content))
    return lines


def _read_plain(text: str, spans: list[Span], title: Span | None) -> list[Line]:
    lines: list[Line] = []
    contents = [text[span.start : span.end] for span in spans]
    alone = _standing_alone(text, spans)
    for place, (span, content) in enumerate(zip(spans, contents, strict=True)):
        level = 0
        if title and title.start <= span.start < title.end:
            if span.start == title.start:
                content = bare(text[title.start : title.end])
                lines.append(Line(Kind.HEADING, *title, content, 1, glued=bool(lines)))
            continue
        if place + 1 < len(spans):
            before = contents[place - 1] if place else ""
            level = _plain_level(before, content, contents[place + 1], alone[place])
        if level:
            lines.append(Line(Kind.HEADING, *span, bare(content), level))
        else:
            lines.append(_body_line(span, content))
    return lines


def _body_line(span: Span, content: str) -> Line:
    if content.startswith("|"):
        return Line(Kind.TABLE, *span)
    if is_list_item(content) or (_ORDINAL_WORD.match(content) and not is_date_line(content)):
        return Line(Kind.ITEM, *span)
    return Line(Kind.PARAGRAPH, *span)


def _standing_alone(text: str, spans: list[Span]) -> list[bool]:
    """For each line, whether blank lines or the ends of the text are all around it."""

    def gap(left: int, right: int) -> bool:
        return text.count("\n", left, right) > 1

    return [
        (place == 0 or gap(spans[place - 1].end, span.start))
        and (place + 1 == len(spans) or gap(span.end, spans[place + 1].start))
        for place, span in enumerate(spans)
    ]


def _plain_level(before: str, line: str, after: str, alone: bool) -> int:
    """Level of a line of plain text as a heading, 0 when it is none."""
    content = bare(line)
    if len(content) > _HEADING_LENGTH or is_date_line(content):
        return 0
    structure = _STRUCTURE.match(content)
    if structure:
        closed = structure.end() < len(content) and FINAL.search(content)
        return 0 if closed else _RANKS[structure["word"].lower()]
    capitals = _is_capitals(content)
    if FINAL.search(content) or (before.rstrip().endswith(":") and not capitals):
        return 0
    numbered = _NUMBERED.match(content)
    if numbered and (numbered["dot"] or "." in numbered["mark"]):
        return (
            0
            if _siblings(before, content) or _siblings(content, after)
            else _rank(numbered["mark"])
        )
    opens = _is_prose(after) or _STRUCTURE.match(after) or _NUMBERED.match(after)
    if capitals and not is_letterhead(content):
        return 4 if opens else 0
    if not alone or is_list_item(content) or not _opens_like_title(content):
        return 0
    if _CAPTION.match(content) or is_letterhead(content):
        return 0
    return 7 if opens else 0


def _rank(mark: str) -> int:
    if mark[0].isdigit():
        return 7 + mark.count(".")
    return 5 if set(mark) <= set("IVXLC") else 4


def _siblings(line: str, other: str) -> bool:
    """Whether two lines carry marks of the same rank, as the items of one list do."""
    one, two = _NUMBERED.match(bare(line)), _NUMBERED.match(bare(other))
    if one is None or two is None:
        return False
    return _rank(one["mark"]) == _rank(two["mark"]) and one["dot"] == two["dot"]


def _is_capitals(content: str) -> bool:
    letters = [letter for letter in content if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters)


def _opens_like_title(content: str) -> bool:
    first = content.lstrip("“\"'«(*_ ")[:1]
    return bool(first) and (first.isupper() or first.isdigit())


def _is_prose(line: str) -> bool:
    return bool(FINAL.search(line)) or len(line) > _HEADING_LENGTH or is_list_item(line)


def _with_leads(text: str, lines: list[Line]) -> list[Line]:
    """Give list items and table rows the announcements and header rows above them."""
    done: list[Line] = []
    stack: list[tuple[str, Span]] = []
    header: Span | None = None
    for place, line in enumerate(lines):
        previous = lines[place - 1] if place else None
        announced = previous is not None and _announces(text, previous)
        if line.kind is Kind.TABLE:
            starts = previous is None or previous.kind is not Kind.TABLE
            if starts:
                header = Span(line.start, line.end)
            rule = _TABLE_RULE.fullmatch(text[line.start : line.end]) is not None
            first = not starts and previous is not None and _is_rule(text, previous)
            leads = () if starts or header is None else (header,)
            line = Line(line.kind, line.start, line.end, leads=leads, glued=rule or first)
        elif line.kind is Kind.ITEM or (announced and _follows(text, previous, line)):
            style = _style(text[line.start : line.end])
            if announced and previous is not None:
                stack.append((style, sentences(text, previous.start, previous.end)[-1]))
            else:
                while stack and stack[-1][0] != style:
                    stack.pop()
            line = Line(Kind.ITEM, line.start, line.end, leads=tuple(lead for _, lead in stack))
        else:
            plain = bool(stack) and stack[-1][0] == "line" and _follows(text, previous, line)
            if plain:
                line = Line(Kind.ITEM, line.start, line.end, leads=tuple(lead for _, lead in stack))
            else:
                stack = []
        done.append(line)
    return done


def _announces(text: str, line: Line) -> bool:
    return line.kind in (Kind.PARAGRAPH, Kind.ITEM) and text[line.end - 1] == ":"


def _follows(text: str, previous: Line | None, line: Line) -> bool:
    """Whether an unmarked line stands directly below another, without a blank line between."""
    if previous is None or line.kind is not Kind.PARAGRAPH:
        return False
    return text.count("\n", previous.end, line.start) <= 1


def _is_rule(text: str, line: Line) -> bool:
    return _TABLE_RULE.fullmatch(text[line.start : line.end]) is not None


def _style(content: str) -> str:
    """The kind of mark an item carries: its bullet, "1.", "a)", "một là"; "line" without one."""
    if _ORDINAL_WORD.match(content):
        return "ordinal"
    mark = re.match(r"[-–—+*•·▪●○◦]|\(?(\d+(?:\.\d+)*|[a-zđ]+)[.)]", content)
    if not mark:
        return "line"
    return re.sub(r"[a-zđ]+", "a", re.sub(r"\d+", "1", mark[0]))
