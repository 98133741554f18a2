"""Lines and tables of a page in the order they are read.

Where the same gap runs down several rows, it parts columns: those of a gazette, of a letterhead, of
the signatures, or of a table without rules. All other gaps are tabs.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.readers.grid import is_figure
from ingest.readers.pdf_frames import Frame
from ingest.readers.pdf_lines import (
    GUTTER,
    ROW,
    Line,
    Row,
    Segment,
    Table,
    parted,
    row_text,
    word_rows,
)
from ingest.readers.pdf_tables import PITCH, Gap, is_table, open_table, ruled_table
from ingest.readers.pdf_text import Word

#: a tab that parts two lines, no words, is so wide, in heights of the font
_TAB = 2.5
#: rows with text on both sides of a gutter that make columns of running text
_COLUMN_ROWS = 6
#: rows of one table are at most so many heights of the font apart
_APART = 4.0
#: columns within columns
_DEEPEST = 3


def read_page(
    words: Iterable[Word],
    frames: Sequence[Frame],
    page: int,
    above: Line | Table | None = None,
) -> list[Line | Table]:
    """Lines and tables of a page in reading order.

    `above` is what the page before ends with: a table without rules may go on at the top.
    """
    flowing = [word for word in words if word.text]
    segments: list[Segment] = []
    for frame in frames:
        table, inside = ruled_table(frame, flowing, page)
        if table is not None:
            left, top, right, bottom = frame.box
            flowing = [word for word in flowing if word not in inside]
            segments.append(Segment([], table, left, right, (top + bottom) / 2, bottom - top))
    for row in word_rows(word for word in flowing if word.turn == 0):
        segments += parted(row)
    segments.sort(key=lambda segment: segment.table.top if segment.table else segment.base)
    rest: list[Line | Table] = []
    if isinstance(above, Table) and not above.ruled:
        rows = _rows(segments)
        number = _going_on(rows, above.xs)
        if number:
            gaps = [(edge, edge) for edge in above.xs[1:-1]]
            table = open_table(rows[:number], [_cells(row, gaps) for row in rows[:number]], gaps)
            rest = [replace(table, xs=above.xs)]
            segments = [segment for row in rows[number:] for segment in row]
    return rest + [
        replace(item, page=page) if isinstance(item, Line) else item
        for item in _arranged(segments, 0)
    ]


def _going_on(rows: Sequence[Row], edges: Sequence[float]) -> int:
    """How many rows at the top of a page stand in the columns of a table between `edges`.

    None where they are not rows of figures; a line of its own below them is no row.
    """
    inner = edges[1:-1]
    reach = full = figures = 0
    for row in rows:
        fine = _fine(row)
        apart = row[0].base - rows[reach - 1][0].base if reach else 0.0
        inside = all(
            segment.table is None and bisect(inner, segment.x0) == bisect(inner, segment.x1)
            for segment in fine
        )
        if not inside or apart > (_APART if len(fine) > 1 else PITCH) * row[0].size:
            break
        full += len(fine) > 1
        figures += any(is_figure(row_text(segment.words)) for segment in fine[1:])
        reach += 1
    return reach if figures > full / 2 else 0


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
        level = last is not None and abs(segment.base - last.base) <= ROW * max(
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
        left = _open(gaps, _fine(rows[reach]))
        if not left:
            break
        spanning = len(rows[reach]) == 1 and len(left) < len(gaps) > 1
        after = rows[reach + 1] if reach + 1 < len(rows) else []
        if spanning and len(after) > 1 and len(_open(gaps, _fine(after))) == len(gaps):
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
        if widest[1] - widest[0] >= GUTTER * size:
            left.append(widest)
    return left


def _fine(row: Row) -> Row:
    """A row cut at every gap that is wide enough for a gutter.

    Text that fills its cell comes nearer to the next cell than words that are parted elsewhere.
    """
    return [
        piece
        for segment in row
        for piece in ([segment] if segment.table else parted(segment.words, GUTTER))
    ]


def _without_tail(rows: Sequence[Row], first: int, reach: int, gaps: Sequence[Gap]) -> int:
    """The end of a short band without what follows its last full row after a space."""
    full = [place for place in range(first, reach) if len(_cells(rows[place], gaps)) > 1]
    last = full[-1] if full else first
    for place in range(last + 1, reach):
        above, here = rows[place - 1][0], rows[place][0]
        if here.table or here.base - above.base > PITCH * max(here.size, above.size):
            return place
    return reach


def _cells(row: Row, gaps: Sequence[Gap]) -> dict[int, Row]:
    """The segments of a row by the column between the gutters that they lie in."""
    cells: dict[int, Row] = {}
    for segment in _fine(row):
        middle = (segment.x0 + segment.x1) / 2
        column = sum(middle > (left + right) / 2 for left, right in gaps)
        cells.setdefault(column, []).append(segment)
    return cells


def _columns(rows: Sequence[Row], gaps: Sequence[Gap], depth: int) -> list[Line | Table]:
    """Rows parted by gutters: a table, or columns one after the other."""
    cells = [_cells(row, gaps) for row in rows]
    if not any(segment.table for row in rows for segment in row) and is_table(cells, len(gaps)):
        return [open_table(rows, cells, gaps)]
    done: list[Line | Table] = []
    for column in range(len(gaps) + 1):
        segments = [segment for row in cells for segment in row.get(column, ())]
        done += _arranged(segments, depth + 1)
    return done
