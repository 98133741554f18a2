"""Paragraphs that open with the place they tell of: "* Tại huyện A, …", "Huyện B: …".

What such an opening names holds for the paragraphs below it, too, until another opens so, a heading
or the list it is an item of goes on, or the text turns back to all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.lines import Kind, Line
from vietnamese.places import Level, read_places
from vietnamese.sentences import Span

_MARK = r"(?P<mark>[*•+–-]\s+|\(?(?:\d{1,2}|[a-zđ])[.)]\s+)?"
_OPENS = re.compile(_MARK + r"(?P<at>(?:riêng )?(?:tại|ở|đối với)\s+)?(?=[^\W\d_])", re.IGNORECASE)
_UNITS = (Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.COMMUNE)
#: Where a report turns from the units back to the whole.
_TURNS = re.compile(
    r"\W*(?:kết luận|phát biểu|trước đó|sau khi|cùng ngày|buổi (?:sáng|chiều)|tại (?:hội nghị|buổi)"
    r"|thay mặt|nhìn chung|tính chung|đánh giá chung|trên cơ sở"
    r"|qua (?:kiểm tra|làm việc|khảo sát))\b",
    re.IGNORECASE,
)
#: Longest beginning of a paragraph that is searched, in characters.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Opening:
    """The name at `span` that the line at `place` opens with; `marked` by a bullet or a number.

    `tells` where it says "tại" or has the star of a chapter: not only the item of a list.
    """

    place: int
    span: Span
    name: str
    marked: str
    tells: bool


def under_openings(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines with the openings they stand under among their leads, the outermost."""
    found = {place: it for place, line in enumerate(lines) if (it := _opening(text, place, line))}
    done: list[Line] = []
    current: _Opening | None = None
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING or line.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            current = None
        elif place in found:
            current = found[place]
        elif current is not None and _ends(text, lines, found, current, line):
            current = None
        done.append(replace(line, leads=(current.span, *line.leads)) if current else line)
    return done


def _opening(text: str, place: int, line: Line) -> _Opening | None:
    if line.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return None
    content = text[line.start : min(line.end, line.start + _LONGEST)]
    opens = _OPENS.match(content)
    if opens is None:
        return None
    named = [mention for mention in read_places(content) if mention.start == opens.end()]
    if not named or named[0].place.level not in _UNITS:
        return None
    told = content[named[0].end :].lstrip()[:1]
    if told != ":" and not (opens["at"] and told == ","):
        return None
    span = Span(line.start, line.start + named[0].end)
    mark = (opens["mark"] or "").strip()
    return _Opening(place, span, named[0].text, mark, bool(opens["at"]) or mark == "*")


def _ends(
    text: str, lines: Sequence[Line], found: dict[int, _Opening], current: _Opening, line: Line
) -> bool:
    """Whether a line no longer stands under `current`.

    An opening without a bullet holds on only in a text that is told place by place.
    """
    if _TURNS.match(text, line.start):
        return True
    alike = current.marked[:1] == text[line.start] or current.marked[-1:] in (".", ")")
    if line.kind is Kind.ITEM and lines[current.place].kind is Kind.ITEM and alike:
        return True
    if not current.tells:
        return line.kind is not Kind.ITEM
    return current.marked != "*" and len({it.name for it in found.values()}) < 2
