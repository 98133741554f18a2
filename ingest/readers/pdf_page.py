"""Words of a page to lines and tables in the order they are read.

Words on one base line make a row; wide gaps part a row into segments. Where the same gap runs down
several rows, it parts columns: those of a gazette, of a letterhead, of the signatures, or of a
table without rules. All other gaps are tabs. Tables with rules come from `pdf_rules`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.readers.grid import Grid, Merge, is_figure
from ingest.readers.pdf_mend import joined, mended
from ingest.readers.pdf_rules import Frame
from ingest.readers.pdf_words import Word

#: in heights of the font: words farther apart are parted; a gutter is at least so wide; a tab that
#: parts two lines rather than words of one
_GAP, _GUTTER, _TAB = 1.2, 0.8, 2.5
#: words with base lines nearer than this share of their height stand on one row (raised figures)
_ROW = 0.42
#: rows with text on both sides of a gutter that make columns of running text
_COLUMN_ROWS = 6
#: a table's cells hold at most so many words on average
_CELL_WORDS = 7
#: rows that make a table without rules; filled cells of one with rules, as a share
_TABLE_ROWS, _FILLED = 3, 0.3
#: a raised figure is smaller than this share of its word
_RAISED = 0.8
#: base lines of one paragraph are at most so many heights apart
_PITCH = 1.7
#: columns within columns
_DEEPEST = 3
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


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide gap between them, or a whole table."""

    words: list[Word] = field(default_factory=list)
    table: Table | None = None
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 1.0

    @property
    def text(self) -> str:
        """The words with their spaces."""
        return row_text(self.words)


Gap = tuple[float, float]
Row = list[Segment]


def read_page(words: Iterable[Word], frames: Sequence[Frame], page: int) -> list[Line | Table]:
    """Lines and tables of a page in reading order."""
    flowing = [word for word in words if word.text]
    segments: list[Segment] = []
    for frame in frames:
        table, inside = _ruled_table(frame, flowing, page)
        if table is not None:
            left, top, right, bottom = frame.box
            flowing = [word for word in flowing if word not in inside]
            segments.append(Segment([], table, left, right, (top + bottom) / 2, bottom - top))
    for row in word_rows(word for word in flowing if word.turn == 0):
        segments += parted(row)
    segments.sort(key=lambda segment: segment.table.top if segment.table else segment.base)
    return [
        replace(item, page=page) if isinstance(item, Line) else item
        for item in _arranged(segments, 0)
    ]


def word_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by base line, from the top; each row from left to right."""
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda word: word.base):
        if rows and abs(word.base - base) <= _ROW * max(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                base, size = word.base, word.size
        else:
            rows.append([word])
            base, size = word.base, word.size
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def parted(row: Sequence[Word]) -> list[Segment]:
    """A row cut at its wide gaps; the mark of an item stays with its text."""
    segments: list[Segment] = []
    for word in row:
        last = segments[-1] if segments else None
        if last and (word.x0 - last.x1 < _GAP * max(word.size, last.size) or _is_mark(last)):
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


def _arranged(segments: Sequence[Segment], depth: int) -> list[Line | Table]:
    """Segments of one column, from the top, as lines and tables in reading order."""
    rows = _rows(segments)
    done: list[Line | Table] = []
    own: list[int] = []
    place = 0
    while place < len(rows):
        row = rows[place]
        band = _band(rows, place) if len(row) > 1 and depth < _DEEPEST else None
        if band is not None:
            done += _columns(rows[place : place + band[0]], band[1], depth)
            place += band[0]
            continue
        if row[0].table is not None and len(row) == 1:
            done.append(row[0].table)
        else:
            own.append(len(done))
            done.append(_line(row))
        place += 1
    left = min((done[at].x0 for at in own), default=0.0)  # type: ignore[union-attr]
    right = max((done[at].x1 for at in own), default=0.0)  # type: ignore[union-attr]
    for at in own:
        done[at] = replace(done[at], left=left, right=right)  # type: ignore[arg-type]
    return done


def _rows(segments: Sequence[Segment]) -> list[Row]:
    """Segments by base line; a table is a row of its own."""
    rows: list[Row] = []
    for segment in segments:
        last = rows[-1][0] if rows else None
        level = last is not None and abs(segment.base - last.base) <= _ROW * max(
            segment.size, last.size
        )
        if last is not None and level and last.table is None and segment.table is None:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.x0) for row in rows]


def _line(row: Row) -> Line:
    words = [word for segment in row for word in segment.words]
    largest = max(row, key=lambda segment: segment.size)
    return Line(
        row_text(words),
        row[0].x0,
        max(segment.x1 for segment in row),
        min(word.top for word in words),
        largest.base,
        largest.size,
    )


def _band(rows: Sequence[Row], first: int) -> tuple[int, list[Gap]] | None:
    """How many rows from `first` on the same gutters run through, and these; None without any."""
    gaps = [(a.x1, b.x0) for a, b in pairwise(rows[first]) if b.x0 > a.x1]
    if not gaps:
        return None
    reach = first + 1
    both = 1
    while reach < len(rows):
        left = _open(gaps, rows[reach])
        if not left:
            break
        spanning = len(rows[reach]) == 1 and len(left) < len(gaps) > 1
        after = rows[reach + 1] if reach + 1 < len(rows) else []
        if spanning and len(after) > 1 and len(_open(gaps, after)) == len(gaps):
            reach += 1  # a heading among the rows of a table
            continue
        gaps = left
        both += len(_cells(rows[reach], gaps)) > 1
        reach += 1
    if both < _COLUMN_ROWS:
        reach = _without_tail(rows, first, reach, gaps)
    size = max(segment.size for segment in rows[first])
    wide = any(right - left >= _TAB * size for left, right in gaps)
    return (reach - first, gaps) if both > 1 or wide else None


def _open(gaps: Sequence[Gap], row: Row) -> list[Gap]:
    """What a row leaves of gutters: of each its widest part, if that is wide enough."""
    left: list[Gap] = []
    for gap in gaps:
        pieces = [gap]
        for segment in row:
            pieces = (
                [
                    piece
                    for start, end in pieces
                    for piece in ((start, min(end, segment.x0)), (max(start, segment.x1), end))
                    if piece[1] > piece[0]
                ]
                if segment.x0 < gap[1] and segment.x1 > gap[0]
                else pieces
            )
        widest = max(pieces, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))
        size = min(segment.size for segment in row)
        if widest[1] - widest[0] >= _GUTTER * size:
            left.append(widest)
    return left


def _without_tail(rows: Sequence[Row], first: int, reach: int, gaps: Sequence[Gap]) -> int:
    """The end of a short band without what follows its last full row after a space."""
    full = [place for place in range(first, reach) if len(_cells(rows[place], gaps)) > 1]
    last = full[-1] if full else first
    for place in range(last + 1, reach):
        above, here = rows[place - 1][0], rows[place][0]
        if here.table or here.base - above.base > _PITCH * max(here.size, above.size):
            return place
    return reach


def _cells(row: Row, gaps: Sequence[Gap]) -> dict[int, Row]:
    """The segments of a row by the column between the gutters that they lie in."""
    cells: dict[int, Row] = {}
    for segment in row:
        middle = (segment.x0 + segment.x1) / 2
        column = sum(middle > (left + right) / 2 for left, right in gaps)
        cells.setdefault(column, []).append(segment)
    return cells


def _columns(rows: Sequence[Row], gaps: Sequence[Gap], depth: int) -> list[Line | Table]:
    """Rows parted by gutters: a table, or columns one after the other."""
    cells = [_cells(row, gaps) for row in rows]
    if not any(segment.table for row in rows for segment in row) and _is_table(cells, len(gaps)):
        return [_open_table(rows, cells, gaps)]
    done: list[Line | Table] = []
    for column in range(len(gaps) + 1):
        segments = [segment for row in cells for segment in row.get(column, ())]
        done += _arranged(segments, depth + 1)
    return done


def _is_table(cells: Sequence[dict[int, Row]], gaps: int) -> bool:
    """Whether columns hold the cells of a table: short, and figures in all but the first."""
    full = [row for row in cells if len(row) > 1]
    if len(full) < _TABLE_ROWS:
        return False
    inner = [_cell_text(row[column]) for row in full for column in row if column]
    figures = sum(map(is_figure, inner))
    words = sum(len(text.split()) for text in inner) / max(1, len(inner))
    if gaps == 1:
        return figures >= 0.6 * len(inner)
    return words <= _CELL_WORDS and figures >= 0.25 * len(inner)


def _cell_text(cell: Row) -> str:
    return row_text([word for segment in cell for word in segment.words])


def _open_table(rows: Sequence[Row], cells: Sequence[dict[int, Row]], gaps: Sequence[Gap]) -> Table:
    """A table without rules: a row that only goes on with words belongs to the row above."""
    width = len(gaps) + 1
    done: list[list[str]] = []
    headed = False
    base = 0.0
    for row, cell in zip(rows, cells, strict=True):
        texts = [_cell_text(cell[column]) if column in cell else "" for column in range(width)]
        figures = any(map(is_figure, texts[1:]))
        near = row[0].base - base < _PITCH * row[0].size
        first = next((text for text in texts if text), "")
        goes_on = not headed or (
            (not texts[0] or first[:1].islower()) and sum(map(bool, texts)) < width
        )
        if done and near and not figures and goes_on:
            done[-1] = [joined(a, b) for a, b in zip(done[-1], texts, strict=True)]
        else:
            done.append(texts)
        headed = headed or figures
        base = row[0].base
    edges = (rows[0][0].x0, *((left + right) / 2 for left, right in gaps), rows[0][-1].x1)
    top = min(word.top for segment in rows[0] for word in segment.words)
    return Table(Grid(tuple(map(tuple, done))), edges, top, base)


def _ruled_table(
    frame: Frame, words: Sequence[Word], page: int
) -> tuple[Table | None, frozenset[Word]]:
    """The table in a frame with the words inside it; None where the frame holds too few."""
    left, top, right, bottom = frame.box
    inside = [
        word
        for word in words
        if left <= (word.x0 + word.x1) / 2 <= right
        and top <= (word.top + word.bottom) / 2 <= bottom
    ]
    unit = {
        (row, column): cell
        for cell in frame.cells
        for row in range(cell.top, cell.bottom + 1)
        for column in range(cell.left, cell.right + 1)
    }
    held: dict[Merge, list[Word]] = {}
    for word in inside:
        row = bisect_right(frame.ys, (word.top + word.bottom) / 2, 1, len(frame.ys) - 1) - 1
        column = bisect_right(frame.xs, (word.x0 + word.x1) / 2, 1, len(frame.xs) - 1) - 1
        held.setdefault(unit[row, column], []).append(word)
    if len(held) < max(3, _FILLED * len(frame.cells)) or len({cell.left for cell in held}) < 2:
        return None, frozenset()
    texts = [[""] * (len(frame.xs) - 1) for _ in frame.ys[1:]]
    for cell, content in held.items():
        texts[cell.top][cell.left] = cell_text(content)
    merges = tuple(c for c in frame.cells if c.bottom > c.top or c.right > c.left)
    grid = Grid(tuple(map(tuple, texts)), merges)
    return Table(grid, frame.xs, top, bottom, page), frozenset(inside)


def cell_text(words: Sequence[Word]) -> str:
    """The words of a cell on one line; words turned on their side count where all are."""
    upright = [word for word in words if word.turn % 2 == 0]
    if not upright:
        order = -1 if words[0].turn == 1 else 1
        turned = sorted(words, key=lambda word: (order * -round(word.x0), order * word.top))
        return " ".join(word.text for word in turned)
    text = ""
    for row in word_rows(upright):
        text = joined(text, row_text(row))
    return text
