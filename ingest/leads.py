"""What a line stands under: the announcement of a list, the title of a clause, a table's head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines import Kind, Line
from ingest.place_openings import under_openings
from ingest.titles import FINAL, is_date_line
from vietnamese.numbers import read_quantities
from vietnamese.sentences import Span, sentences

#: longest caption of a table that is repeated with its rows, in characters, and its lines
_TABLE_CAPTION, _CAPTION_LINES = 200, 3
#: longest title of a clause, in characters
_TITLE_LENGTH = 150
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_CLAUSE = re.compile(r"[*_]{0,3}\d{1,2}\.\s")
_ORDINAL_WORD = re.compile(
    r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là"
    r"|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))[,:]",
    re.IGNORECASE,
)


def with_leads(text: str, lines: list[Line]) -> list[Line]:
    """The lines with what each stands under."""
    return under_openings(text, _under_clauses(text, _under_announcements(text, lines)))


def is_ordinal(content: str) -> bool:
    """Whether a line begins with "Một là," or "Thứ hai:", and is no date."""
    return _ORDINAL_WORD.match(content) is not None and not is_date_line(content)


def _under_announcements(text: str, lines: list[Line]) -> list[Line]:
    """Give list items and table rows the announcements and header rows above them."""
    done: list[Line] = []
    stack: list[tuple[str, Span]] = []
    header: Span | None = None
    captions: tuple[Span, ...] = ()
    seen: list[str] = []
    for place, line in enumerate(lines):
        previous = lines[place - 1] if place else None
        titled = previous is not None and _titles(text, previous, line, seen)
        announced = titled or (previous is not None and _announces(text, previous))
        if line.kind is Kind.TABLE:
            starts = previous is None or previous.kind is not Kind.TABLE
            if starts:
                header = Span(line.start, line.end)
                captions = _captions(text, lines[:place])
            rule = _TABLE_RULE.fullmatch(text[line.start : line.end]) is not None
            first = not starts and previous is not None and _is_rule(text, previous)
            leads = captions if starts or header is None else (*captions, header)
            line = Line(line.kind, line.start, line.end, leads=leads, glued=rule or first)
        elif line.kind is Kind.ITEM or (announced and _follows(text, previous, line)):
            style = _style(text[line.start : line.end])
            if announced and previous is not None:
                whole = Span(previous.start, previous.end)
                lead = whole if titled else sentences(text, *whole)[-1]
                stack.append((style, lead))
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
        style = _style(text[line.start : line.end]) if line.kind is Kind.ITEM else ""
        if not style:
            seen.clear()
        elif style not in seen:
            seen.append(style)
        done.append(line)
    return done


def _captions(text: str, above: list[Line]) -> tuple[Span, ...]:
    """What stands right above a table and belongs to it: its title, the unit of its figures."""
    found: list[Span] = []
    end = None
    for line in reversed(above[-_CAPTION_LINES:]):
        content = text[line.start : line.end]
        near = end is None or text.count("\n", line.end, end) <= 2
        if line.kind not in (Kind.PARAGRAPH, Kind.ITEM) or not near:
            break
        opening = sentences(text, line.start, line.end)[-1]
        if content.endswith(":") and opening.end - opening.start <= _TITLE_LENGTH:
            found.append(opening)
            break
        if len(content) > _TABLE_CAPTION or FINAL.search(content.rstrip(")")):
            break
        found.append(Span(line.start, line.end))
        end = line.start
    return tuple(reversed(found))


def _under_clauses(text: str, lines: list[Line]) -> list[Line]:
    """Give what stands in a clause of an article the title of the clause, where it has one."""
    done: list[Line] = []
    clause: Span | None = None
    article = False
    for line in lines:
        content = text[line.start : line.end]
        if line.kind is Kind.HEADING:
            clause = None
            article = line.unit.family == "điều" if line.unit else article and line.level > 6
        elif article and _CLAUSE.match(content):
            titled = len(content) <= _TITLE_LENGTH
            titled = titled and (content.endswith(":") or not FINAL.search(content))
            clause = Span(line.start, line.end) if titled else None
        elif clause and not any(clause.start <= lead.start < clause.end for lead in line.leads):
            line = replace(line, leads=(clause, *line.leads))
        done.append(line)
    return done


def _announces(text: str, line: Line) -> bool:
    return line.kind in (Kind.PARAGRAPH, Kind.ITEM) and text[line.end - 1] == ":"


def _titles(text: str, line: Line, item: Line, seen: Sequence[str]) -> bool:
    """Whether a line is the title of the list that `item` begins: "1. Mục tiêu cấp tỉnh".

    `seen` are the marks met so far, the outermost first: what goes back to one begins no list.
    """
    if item.kind is not Kind.ITEM or line.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return False
    content = text[line.start : line.end]
    if len(content) > _TITLE_LENGTH or FINAL.search(content) or is_date_line(content):
        return False
    near = text.count("\n", line.end, item.start) <= 2
    outer, inner = _style(content), _style(text[item.start : item.end])
    deeper = inner not in seen or outer not in seen or seen.index(outer) < seen.index(inner)
    return near and outer != inner and deeper and not read_quantities(content)


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
