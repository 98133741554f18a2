"""Tables as texts print them: rows, cells, heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vietnamese.sentences import Span

_LINE = re.compile(r"[^\n]*")
_PIPE = re.compile(r"(?<!\\)\|")
#: The line of dashes under the heading.
_RULE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*")


def rows_below(text: str, top: int) -> Iterator[Span]:
    """The lines of the table at `top` below its heading."""
    ruled = False
    while text.startswith("|", top):
        line = _LINE.match(text, top)
        end = line.end() if line else len(text)
        if ruled:
            yield Span(top, end)
        ruled = ruled or _RULE.fullmatch(text, top, end) is not None
        top = end + 1


def heads_of(text: str, top: int) -> tuple[str, ...] | None:
    """The headings of the columns of the table at `top`; None where it has none."""
    below = next(rows_below(text, top), None)
    return heads_at(text, below.start) if below else None


def cells_of(text: str, start: int) -> list[Span]:
    """The cells of the row that begins at `start` of a text."""
    line = _LINE.match(text, start)
    stop = line.end() if line else start
    pipes = [match.start() for match in _PIPE.finditer(text, start, stop)]
    return [Span(one + 1, other) for one, other in pairwise(pipes)]


def top_of(text: str, place: int) -> int:
    """Where the table begins in which `place` lies."""
    start = text.rfind("\n", 0, place) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith("|"):
            return start
        start = above
    return start


def heads_at(text: str, place: int) -> tuple[str, ...] | None:
    """The headings of the columns of the table in which `place` lies; None where it has none."""
    start = text.rfind("\n", 0, place) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above : start - 1]
        if not line.lstrip().startswith("|"):
            return None
        if _RULE.fullmatch(line):
            head = text.rfind("\n", 0, max(0, above - 1)) + 1
            if not above or not text[head : above - 1].lstrip().startswith("|"):
                return None
            return tuple(text[slice(*cell)].strip() for cell in cells_of(text, head))
        start = above
    return None
