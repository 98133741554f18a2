"""Running headers, footers and page numbers: what stands at the edge of one page after another.

A row belongs to the furniture when other pages have the same text at the same height, or the same
but for a number that counts the pages. So "Phụ lục 2" below "Phụ lục 1" on the page before is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.pdf_frames import Frame
from ingest.readers.pdf_lines import parted, row_text, word_rows
from ingest.readers.pdf_text import Word
from vietnamese.normal import normalise

#: shares of a page's height that are its edges, and how many rows of them are looked at
_EDGE, _ROWS = 0.13, 4
#: so many pages show a repetition; half of the pages of a shorter document, but two
_PAGES = 3
#: heights, in points, that are one
_HEIGHT = 10
#: what parts furniture from the text, in heights of the font
_APART = 1.6
#: what is counted in the text itself
_NUMBERED = re.compile(r"(?:phụ lục|điều|chương|mục|phần|khoản|biểu|bảng|mẫu)\b")
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,4}(?!\w|/\D|[.,]\d)")
_LONE = re.compile(
    r"[-–—\s.|]*(?:trang\s*)?(?P<number>\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?[-–—\s.|]*"
)
_ROMAN = re.compile(r"[-–—\s]*[ivxl]{1,6}[-–—\s]*")


class _Key(NamedTuple):
    """What a row of furniture has in common on all pages."""

    upper: bool
    text: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row at the edge of a page: its words and what it may repeat."""

    words: tuple[Word, ...]
    height: int
    keys: tuple[_Key, ...]


def without_furniture(
    pages: Sequence[Sequence[Word]],
    heights: Sequence[float],
    tables: Sequence[Sequence[Frame]],
) -> list[list[Word]]:
    """The words of each page without its running header and footer; heights in points.

    The head of a table that goes on over several pages is printed on each, and is none.
    """
    edges = [
        [
            list(_edge_rows(_outside(words, frames, height), height, number, upper))
            for upper in (True, False)
        ]
        for number, (words, height, frames) in enumerate(zip(pages, heights, tables, strict=True))
    ]
    seen: Counter[tuple[_Key, int]] = Counter()
    for both in edges:
        found = {(key, edge.height) for rows in both for edge in rows for key in edge.keys}
        for key, height in found:
            seen.update((key, height + shift) for shift in (-1, 0, 1))
    enough = max(2, min(_PAGES, (len(pages) + 1) // 2))
    done: list[list[Word]] = []
    for number, (words, both) in enumerate(zip(pages, edges, strict=True)):
        gone: set[Word] = set()
        for rows in both:
            for edge in rows:
                repeated = any(seen[key, edge.height] >= enough for key in edge.keys)
                if not repeated and not _is_number(edge, number, len(pages)):
                    break
                gone.update(edge.words)
        done.append([word for word in words if word not in gone] if gone else list(words))
    return done


def _outside(words: Sequence[Word], frames: Sequence[Frame], height: float) -> list[Word]:
    """The words but for those in tables that reach from an edge of the page into its middle."""
    boxes = [
        box
        for box in (frame.box for frame in frames)
        if box[3] > _EDGE * height and box[1] < (1 - _EDGE) * height
    ]
    if not boxes:
        return list(words)
    return [
        word
        for word in words
        if not any(
            left <= (word.x0 + word.x1) / 2 <= right and top <= (word.top + word.bottom) / 2 <= low
            for left, top, right, low in boxes
        )
    ]


def _edge_rows(words: Sequence[Word], height: float, number: int, upper: bool) -> Iterator[_Edge]:
    """Rows at the upper or lower edge of a page, the outermost first, up to the first wide gap.

    None where text begins at the edge: no gap parts its first lines from the rest.
    """
    rows = word_rows(word for word in words if word.turn == 0)
    if not upper:
        rows.reverse()
    apart = 0
    for place, row in enumerate(rows[:_ROWS], 1):
        inside = row[0].base < _EDGE * height if upper else row[0].base > (1 - _EDGE) * height
        if not inside:
            break
        size = max(word.size for word in row)
        if place == len(rows) or abs(rows[place][0].base - row[0].base) > _APART * size:
            apart = place
    for row in rows[:apart]:
        text = normalise(row_text(row))
        keys = tuple(_keys(row, text, number, upper))
        yield _Edge(tuple(row), round(row[0].base / _HEIGHT), keys)


def _keys(row: Sequence[Word], text: str, number: int, upper: bool) -> Iterator[_Key]:
    if _ROMAN.fullmatch(text) or len(text) <= 2:
        yield _Key(upper, "mark", None)  # a number, perhaps badly recognised
    for found in () if _NUMBERED.match(text) else _NUMBER.finditer(text):
        rest = text[: found.start()] + "#" + text[found.end() :]
        yield _Key(upper, rest, int(found[0]) - number)
    if len(parted(row)) < 3 and not text.isdecimal():
        yield _Key(upper, text, None)  # more parts are the head of a table


def _is_number(edge: _Edge, number: int, count: int) -> bool:
    """Whether a row is the number of its page, "Trang 1/1", where no other page can tell."""
    found = _LONE.fullmatch(normalise(row_text(edge.words)))
    return found is not None and count < _PAGES and int(found["number"]) == number + 1
