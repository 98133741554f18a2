"""Words of a page to rows and segments, and the lines and tables that these become.

Words on one base line make a row; wide gaps part a row into segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.grid import Grid
from ingest.readers.pdf_mend import mended
from ingest.readers.pdf_text import Word

#: words farther apart, in heights of the font, are parted; between columns less is enough
_GAP, GUTTER = 1.2, 0.8
#: words with base lines nearer than this share of their height stand on one row (raised figures)
ROW = 0.42
#: a raised figure is smaller than this share of its word
_RAISED = 0.8
#: what opens an item and stands apart from its text
_MARK = re.compile(
    r"[-–—+*•·▪●○◦]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-zĐđ]{1,2}|[ivxIVX]{1,5})[.)/]?"
    r"|(?:Điều|Khoản|Mục|Phần|Chương)\s+\w{1,5}[.:]?",
)
_BARE = re.compile(r"[A-Za-zĐđ]+|\d[\d.]*\d|\d|\d+/")
_UNIT = re.compile(r"(?:^|[\d/\s(])(?:[kdcm]?m|dam|hm)\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text within a column that reaches from `left` to `right`."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    size: float
    page: int = 0
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page (or several), with the places of its columns and where it ends."""

    grid: Grid
    xs: tuple[float, ...]
    top: float
    bottom: float
    page: int = 0
    ruled: bool = True


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide gap between them, or a whole table."""

    words: list[Word] = field(default_factory=list)
    table: Table | None = None
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 1.0


Row = list[Segment]


def word_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by base line, from the top; each row from left to right."""
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda word: word.base):
        if rows and abs(word.base - base) <= ROW * max(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                base, size = word.base, word.size
        else:
            rows.append([word])
            base, size = word.base, word.size
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def parted(row: Sequence[Word], gap: float = _GAP) -> list[Segment]:
    """A row cut at gaps of `gap` heights of the font; the mark of an item stays with its text."""
    segments: list[Segment] = []
    for word in row:
        last = segments[-1] if segments else None
        if last and (word.x0 - last.x1 < gap * max(word.size, last.size) or _is_mark(last)):
            last.words.append(word)
            last.x1 = max(last.x1, word.x1)
            if word.size > last.size:
                last.base, last.size = word.base, word.size
        else:
            segments.append(Segment([word], None, word.x0, word.x1, word.base, word.size))
    return segments


def _is_mark(segment: Segment) -> bool:
    """Whether a segment is only "-", "1.", "a)" or "Điều 5."; a bare number may be a cell."""
    if len(segment.words) > 2:
        return False
    text = " ".join(word.text for word in segment.words)
    return bool(_MARK.fullmatch(text)) and not _BARE.fullmatch(text)


def row_text(words: Sequence[Word]) -> str:
    """Words of a row as text, with spaces where there are gaps, and broken syllables mended.

    Raised figures are marks of notes and left out, but for those of units (m2).
    """
    parts: list[str] = []
    before: Word | None = None
    for word in words:
        text = word.text
        raised = before is not None and word.size < _RAISED * before.size
        if raised and before and text.isdigit() and before.base - word.base > 0.1 * before.size:
            parts.append(text if _UNIT.search(before.text) else "")
            continue
        if before is None:
            parts.append(text)
        elif word.touches(before):
            parts[-1] += text
        else:
            parts += [" ", text]
        before = word
    return mended("".join(parts))
