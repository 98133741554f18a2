"""The layout of a document's body: headings, paragraphs, list items and tables.

Markdown says what is a heading. Plain text does not, so the general habits of Vietnamese
administrative and news texts decide: "Chương II", "Điều 5. …", "I. …", lines in capitals, and short
lines without a closing mark that stand alone above prose. Picture captions and date lines are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.articles import Annex, annexes, named_parts
from ingest.closing import closing_places
from ingest.leads import is_ordinal, with_leads
from ingest.lines import Kind, Line
from ingest.marks import RANKS, Mark
from ingest.page_furniture import furniture_places
from ingest.titles import ATX, FINAL, bare, find_title, is_date_line, is_letterhead
from vietnamese.sentences import Span, is_list_item, logical_lines

#: longest line taken for a heading, in characters
_HEADING_LENGTH = 150


_NUMBERED = re.compile(
    r"(?P<mark>[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)(?P<dot>[.)])?\s+(?=[^\W_]|[“\"(])"
)
#: what a heading ends with that only numbers a part: "Chương II"
_MARKED_END = re.compile(
    r"^\W*[^\W\d]+(?:\s(?:mục|lục))?\s(?:số\s)?(?:thứ\s)?[^\W_]{1,6}\W*\Z", re.I
)
#: lines that the title of a part takes up, with the one that numbers it
_TITLE_LINES = 3
_CAPTION = re.compile(
    r"(?:toàn cảnh|quang cảnh|ảnh|hình ảnh|ảnh minh (?:hoạ|họa)|các đại biểu|đại biểu|đoàn đại biểu"
    r"|đồng chí|các đồng chí|ông|bà|lãnh đạo|nguồn|theo|tác giả|tin, ảnh|bài, ảnh)\b"
    r"|.*\((?:ảnh|nguồn)\b|.*[\s.–-](?:ảnh|ảnh minh (?:hoạ|họa)|nguồn ảnh)\s*:"
    r"|.*[.–-]\s*(?:ảnh|hình)"
    r"(?: (?:tư liệu|minh (?:hoạ|họa)|internet|chụp|cắt|do|của|st|tl)\b.*)?$",
    re.IGNORECASE,
)
#: levels of headings within an article come after those of the document
_IN_ARTICLE = 10
#: levels of parts with a name where Markdown marks other headings
_BELOW_ATX = 6


@dataclass(frozen=True, slots=True)
class _Body:
    """The logical lines of a body, with what is known of some of them by their place."""

    text: str
    spans: list[Span]
    contents: list[str]
    parts: Mapping[int, Mark]
    attached: Mapping[int, Annex]
    closing: Collection[int]
    furniture: Collection[int]


def read_lines(text: str, body_start: int = 0) -> list[Line]:
    """Lines of the body in order; together they hold all of it but white space."""
    return list(_read(text, body_start))


@lru_cache(maxsize=1)  # describing, cutting and reading figures ask for the same lines in turn
def _read(text: str, body_start: int) -> tuple[Line, ...]:
    spans = logical_lines(text, body_start)
    contents = [text[span.start : span.end] for span in spans]
    named, attached = named_parts(contents), annexes(contents)
    closing, furniture = closing_places(contents), furniture_places(contents)
    body = _Body(text, spans, contents, named, attached, closing, furniture)
    marked = sum(ATX.match(content) is not None for content in contents) > 1
    lines = _read_markdown(body) if marked else _read_plain(body)
    return tuple(with_leads(text, _with_titles(text, lines)))


def _read_markdown(body: _Body) -> list[Line]:
    """Marked headings have the level of their mark; parts with a name are headings in any case."""
    marked = {
        unit.family: len(found[0])
        for place, unit in body.parts.items()
        if (found := ATX.match(body.contents[place]))
    }
    lines: list[Line] = []
    for place, (span, content) in enumerate(zip(body.spans, body.contents, strict=True)):
        mark, unit = ATX.match(content), body.parts.get(place)
        if lines and span.start < lines[-1].end:
            continue  # a further line of a title
        if place in body.furniture:
            lines.append(Line(Kind.FURNITURE, *span))
        elif place in body.attached and place not in body.closing:
            lines.append(_annex_line(body, place, len(mark[0]) if mark else 1))
        elif mark:
            lines.append(Line(Kind.HEADING, *span, bare(content), len(mark[0]), unit=unit))
        elif unit:
            level = marked.get(unit.family, _BELOW_ATX + RANKS[unit.family])
            lines += _named_lines(span, content, unit, level)
        else:
            lines.append(_other_line(body, place))
    return lines


def _read_plain(body: _Body) -> list[Line]:
    spans, parts = body.spans, body.parts
    title = find_title(body.text, spans[0].start) if spans else None
    alone = _standing_alone(body.text, spans)
    within = _within_articles(len(spans), parts, body.attached)
    lines: list[Line] = []
    for place, (span, content) in enumerate(zip(spans, body.contents, strict=True)):
        if title and span.start == title.start and place not in parts:
            said = bare(body.text[title.start : title.end])
            lines.append(Line(Kind.HEADING, *title, said, 1, glued=bool(lines)))
        elif lines and span.start < lines[-1].end:
            continue  # a further line of a title
        elif place in body.furniture:
            lines.append(Line(Kind.FURNITURE, *span))
        elif place in parts:
            lines += _named_lines(span, content, parts[place], RANKS[parts[place].family])
        elif place in body.attached and place not in body.closing:
            lines.append(_annex_line(body, place, 1))
        else:
            level = 0 if place in body.closing else _plain_level(body, place, alone[place])
            if level and within[place]:
                level = _level_in_article(level, content, within[place], _last_level(lines))
            heading = Line(Kind.HEADING, *span, bare(content), level)
            lines.append(heading if level else _other_line(body, place))
    return lines


def _annex_line(body: _Body, place: int, level: int) -> Line:
    """The heading of something attached, with its title and the line that says to what."""
    annex = body.attached[place]
    start, titled = body.spans[place].start, body.spans[place + annex.lines - 1].end
    end = body.spans[place + annex.taken - 1].end
    said = " ".join(bare(content) for content in body.contents[place : place + annex.lines])
    unit = Mark("kèm theo", annex.kind, 1, titled - start, True, False)
    return Line(Kind.HEADING, start, end, said, level, unit=unit)


def _other_line(body: _Body, place: int) -> Line:
    if place in body.closing:
        return Line(Kind.CLOSING, *body.spans[place])
    return _body_line(body.spans[place], body.contents[place])


def _named_lines(span: Span, content: str, unit: Mark, level: int) -> list[Line]:
    """The heading of a part with a name, apart from prose that goes on in the same line."""
    told = content[unit.width :]
    if unit.bare or (len(content) <= _HEADING_LENGTH and not FINAL.search(told)):
        return [Line(Kind.HEADING, *span, bare(content), level, unit=unit)]
    split = span.start + unit.width
    end = span.start + len(content[: unit.width].rstrip())
    name = f"{unit.family.capitalize()} {unit.number}"
    heading = Line(Kind.HEADING, span.start, end, name, level, unit=unit)
    return [heading, _body_line(Span(split, span.end), told)]


def _within_articles(
    count: int, parts: Mapping[int, Mark], attached: Mapping[int, Annex]
) -> list[str]:
    """For each line "inner" or "last" where it stands in an article, else "".

    "inner" where another article follows, so that whatever stands between belongs to the first.
    """
    found = [""] * count
    following: Mark | None = None
    for place in range(count - 1, -1, -1):
        unit = parts.get(place)
        if unit and unit.family == "điều":
            stop = place + 1
            while stop < count and stop not in parts and stop not in attached:
                stop += 1
            inner = following is not None and following.follows(unit.order, 3)
            found[place + 1 : stop] = ["inner" if inner else "last"] * (stop - place - 1)
            following = unit
        elif place in attached or (unit and RANKS[unit.family] == 1):
            following = None
    return found


def _last_level(lines: list[Line]) -> int:
    return next((line.level for line in reversed(lines) if line.kind is Kind.HEADING), 0)


def _level_in_article(level: int, content: str, within: str, above: int) -> int:
    """Level of a heading below an article: its sections stand below it, its clauses are none.

    `above` is the level of the heading before: numbers below a section of an article are sections.
    """
    numbered = _NUMBERED.match(bare(content))
    if numbered and numbered["mark"][0].isdigit() and above <= _IN_ARTICLE:
        return 0
    return level + _IN_ARTICLE if within == "inner" or level > RANKS["điều"] else level


def _body_line(span: Span, content: str) -> Line:
    if content.startswith("|"):
        return Line(Kind.TABLE, *span)
    if is_list_item(content) or is_ordinal(content):
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


def _plain_level(body: _Body, place: int, alone: bool) -> int:
    """Level of a line of plain text as a heading, 0 when it is none."""
    content = bare(body.contents[place])
    if len(content) > _HEADING_LENGTH or is_date_line(content):
        return 0
    if place + 1 == len(body.contents):
        return 0  # nothing stands below it
    before = body.contents[place - 1] if place else ""
    after = body.contents[place + 1]
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
    opens = _is_prose(after) or place + 1 in body.parts or _NUMBERED.match(after)
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


def _with_titles(text: str, lines: list[Line]) -> list[Line]:
    """Headings that only number a part ("Chương II") joined with the title below them."""
    done: list[Line] = []
    for line in lines:
        last = done[-1] if done else None
        if last and last.unit and last.unit.bare and _is_title_below(text, last, line):
            gap = " " if _MARKED_END.search(last.text) is None else ". "
            said = f"{last.text.rstrip('.: ')}{gap}{bare(text[line.start : line.end])}"
            done[-1] = replace(last, end=line.end, text=said)
        else:
            done.append(line)
    return done


def _is_title_below(text: str, heading: Line, line: Line) -> bool:
    """Whether a line goes on with the title of a part: its first line, or more in capitals."""
    content = text[line.start : line.end]
    if line.kind is Kind.TABLE or line.unit or len(content) > _HEADING_LENGTH:
        return False
    if FINAL.search(content) or is_list_item(content) or _NUMBERED.match(bare(content)):
        return False
    gap = text.count("\n", heading.end, line.start)
    if _MARKED_END.search(heading.text) is None:
        joined = text[heading.start : heading.end]
        return gap <= 1 and _is_capitals(bare(content)) and joined.count("\n") < _TITLE_LINES
    if line.kind is Kind.HEADING and content.startswith("#"):
        return line.level == heading.level or _is_capitals(bare(content))
    return gap <= 2 and (_is_capitals(content) or (gap == 1 and _opens_like_title(content)))
