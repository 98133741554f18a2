"""Tables of any format as Markdown: one header row above, no merged cells, one row to a line.

Word, spreadsheets and web pages merge cells and stack header rows; what reads Markdown tables wants
each figure under one full head and beside its label. Header rows are joined ("Thực hiện / 2021"),
a merged head stands over each of its columns, a merged label beside each of its rows. A merged
figure is not repeated: it would be counted twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: a cell that holds a number, alone or with a short unit behind it
_FIGURE = re.compile(
    r"[(<>≥≤~≈]?\s*[-+−–]?\s*\d[\d.,\s]*(?:[-–]\s*\d[\d.,]*)?\s*[)]?\s*(?:%|[^\W\d_]{1,8}/?)?\s*\)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?")
_TIME = re.compile(rf"{_YEAR.pattern}|\d+\s*(?:năm|tháng|quý|tuần|ngày|kỳ|giờ)", re.IGNORECASE)
#: cells of a row that numbers the columns: "A", "1", "(2)", "3=2/1"
_INDEX = re.compile(r"[(\[]?(?:\d{1,2}|[A-ZĐa-zđ])[)\]]?(?:\s*=.*)?")
_BRACKETED = re.compile(r"\(.*\)")
_NOTE = re.compile(r"(?:ghi chú|nguồn|chú thích|lưu ý|\*|\(\*|\([0-9]\)\s*\D)", re.IGNORECASE)
#: header rows of the tables of an office are at most so many
_DEEPEST_HEAD = 5


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one, all bounds included; the text stands in the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was: text in the first cell of each merge, "" in the others.

    `head` is the number of header rows where the format marks them.
    """

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    head: int | None = None


def is_figure(text: str) -> bool:
    """Whether a cell holds a number; a year or a stretch of time ("9 tháng") is none."""
    return bool(_FIGURE.fullmatch(text)) and not _TIME.fullmatch(text)


def table_blocks(grid: Grid) -> list[str]:
    """The table as blocks of text: lines above it, the Markdown table, remarks below it.

    A table of one column or one row of cells is given as paragraphs.
    """
    grid = _trimmed(_squared(grid))
    if not grid.rows:
        return []
    if len(grid.rows[0]) == 1 or len(grid.rows) == 1:
        return [cell for row in grid.rows for cell in row if cell]
    above, grid = _captions(grid)
    grid, below = _remarks(grid)
    if len(grid.rows) < 2:
        return [*above, *(cell for row in grid.rows for cell in row if cell), *below]
    height = head_height(grid)
    grid = _without_repeats(grid, height)
    head = joined_head(grid, height)
    lines = [_line(head), "|" + "---|" * len(head)]
    lines += [_line(row) for row in _body(grid, height) if any(row)]
    return [*above, "\n".join(lines), *below]


def head_height(grid: Grid) -> int:
    """How many rows are header rows; 0 where the first row already holds figures."""
    most = min(len(grid.rows) - 1, _DEEPEST_HEAD)
    if grid.head is not None:
        marked = min(grid.head, most)
        # a row that numbers the columns names none of them
        return marked - 1 if marked > 1 and _is_index(grid.rows[marked - 1]) else marked
    first = [cell for cell in grid.rows[0] if cell]
    if 2 * sum(map(is_figure, first)) >= len(first) > 0 and not _is_index(first):
        return 0
    height = 1
    while height < most:
        reach = max((m.bottom + 1 for m in grid.merges if m.top < height), default=0)
        if height < reach <= most:
            height = reach
        elif _goes_on(grid, height):
            height += 1
        else:
            break
    return height


def joined_head(grid: Grid, height: int) -> list[str]:
    """One head for each column: its header rows from above, joined with " / "."""
    width = len(grid.rows[0])
    rows = [list(row) for row in grid.rows[:height]]
    for merge in grid.merges:
        if merge.top < height:
            content = rows[merge.top][merge.left]
            for row in rows[merge.top : merge.bottom + 1]:
                row[merge.left : merge.right + 1] = [content] * (merge.right + 1 - merge.left)
    if not grid.merges:
        _spread_over_gaps(rows)
    heads = []
    for column in range(width):
        parts: list[str] = []
        for row in rows:
            if row[column] and row[column] not in parts:
                parts.append(row[column])
        heads.append(" / ".join(parts))
    return heads


def clean_cell(text: str) -> str:
    """A cell's text on one line, without the mark that parts cells."""
    return " ".join(text.replace("|", "/").split())


def _goes_on(grid: Grid, height: int) -> bool:
    """Whether the row at `height` still belongs to the head, although no merge reaches into it."""
    row = grid.rows[height]
    filled = [cell for cell in row if cell]
    if not filled or _holds_figures(row) or _is_index(row):
        return False
    if all(_BRACKETED.fullmatch(cell) for cell in filled):
        return True  # a row of units
    wide = [m for m in grid.merges if m.top == height - 1 and m.right > m.left]
    if any(any(row[m.left : m.right + 1]) for m in wide):
        return not row[0] or all(_YEAR.fullmatch(cell) for cell in filled)
    # heads spread over empty cells: "Chỉ tiêu | 2021 | | 2022 | " above " | KH | TH | KH | TH"
    above = grid.rows[height - 1]
    gaps = [place for place, cell in enumerate(above) if not cell and row[place]]
    return not grid.merges and bool(gaps) and not row[0] and len(filled) > 1


def _holds_figures(row: Sequence[str]) -> bool:
    return any(is_figure(cell) for cell in row) and not _is_index(row)


def _is_index(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) > 2 and all(_INDEX.fullmatch(cell) for cell in filled)


def _spread_over_gaps(rows: list[list[str]]) -> None:
    """Let a head stand over the empty cells to its right that have a lower head of their own."""
    for upper, lower in pairwise(rows):
        for place in range(1, len(upper)):
            if not upper[place] and lower[place] and lower[place - 1]:
                upper[place] = upper[place - 1]


def _without_repeats(grid: Grid, height: int) -> Grid:
    """The grid without heads that somebody typed again further down, for the next page in print."""
    heads = grid.rows[:height]
    index = grid.rows[height : height + 1]
    if index and _is_index(index[0]):
        heads = (*heads, *index)
    size = len(heads)
    kept = list(range(size))
    place = size
    while place < len(grid.rows):
        # the row that numbers the columns may be left out
        again = next(
            (n for n in (size, height) if n and grid.rows[place : place + n] == heads[:n]), 0
        )
        if not again:
            kept.append(place)
        place += max(1, again)
    if len(kept) == len(grid.rows) or sum(map(bool, grid.rows[0])) < 2:
        return grid
    rows = tuple(grid.rows[row] for row in kept)
    columns = list(range(len(grid.rows[0])))
    return Grid(rows, tuple(_renumbered(grid.merges, kept, columns)), grid.head)


def _captions(grid: Grid) -> tuple[list[str], Grid]:
    """Lines above the head that run over the whole width, and the grid without them."""
    above = []
    rows = 0
    while rows < len(grid.rows) - 1 and _is_lone(grid, rows):
        above.append(next(cell for cell in grid.rows[rows] if cell))
        rows += 1
    return above, _cut(grid, rows, len(grid.rows))


def _remarks(grid: Grid) -> tuple[Grid, list[str]]:
    """The grid without the remarks at its end, and those."""
    end = len(grid.rows)
    below: list[str] = []
    while end > 1 and _is_lone(grid, end - 1):
        content = next(cell for cell in grid.rows[end - 1] if cell)
        if not _NOTE.match(content):
            break
        below.insert(0, content)
        end -= 1
    return _cut(grid, 0, end), below


def _is_lone(grid: Grid, place: int) -> bool:
    """Whether a row holds one text that runs over the table, or stands alone in its first cell."""
    row = grid.rows[place]
    if sum(bool(cell) for cell in row) != 1:
        return False
    inside = any(
        m.top <= place <= m.bottom and (m.top < m.bottom or m.right - m.left < len(row) - 1)
        for m in grid.merges
    )
    return not inside and not _holds_figures(row)


def _body(grid: Grid, height: int) -> Iterator[list[str]]:
    rows = [list(row) for row in grid.rows]
    for merge in grid.merges:
        content = rows[merge.top][merge.left]
        if merge.top >= height and not is_figure(content):
            for row in rows[merge.top + 1 : merge.bottom + 1]:
                row[merge.left] = content
    yield from rows[height:]


def _line(row: Sequence[str]) -> str:
    return "| " + " | ".join(row) + " |"


def _squared(grid: Grid) -> Grid:
    """All rows equally long, cells on one line, merges within bounds."""
    width = max((len(row) for row in grid.rows), default=0)
    rows = tuple(
        tuple(clean_cell(cell) for cell in row) + ("",) * (width - len(row)) for row in grid.rows
    )
    merges = tuple(
        Merge(m.top, m.left, min(m.bottom, len(rows) - 1), min(m.right, width - 1))
        for m in grid.merges
        if m.top < len(rows) and m.left < width
    )
    return Grid(rows, merges, grid.head)


def _trimmed(grid: Grid) -> Grid:
    """Without empty rows, and without columns that no row has text in."""
    rows = [place for place, row in enumerate(grid.rows) if any(row)]
    columns = [
        place
        for place in range(len(grid.rows[0]) if grid.rows else 0)
        if any(row[place] for row in grid.rows)
    ]
    head = grid.head
    if head is not None:
        head = sum(place < head for place in rows)
    kept = tuple(tuple(grid.rows[row][column] for column in columns) for row in rows)
    return Grid(kept, tuple(_renumbered(grid.merges, rows, columns)), head)


def _renumbered(merges: Sequence[Merge], rows: list[int], columns: list[int]) -> Iterator[Merge]:
    row_at = {old: new for new, old in enumerate(rows)}
    column_at = {old: new for new, old in enumerate(columns)}
    for merge in merges:
        if merge.top not in row_at or merge.left not in column_at:
            continue  # an empty merge
        bottom = bisect_right(rows, merge.bottom) - 1
        right = bisect_right(columns, merge.right) - 1
        yield Merge(row_at[merge.top], column_at[merge.left], bottom, right)


def _cut(grid: Grid, start: int, end: int) -> Grid:
    merges = tuple(
        Merge(m.top - start, m.left, min(m.bottom, end - 1) - start, m.right)
        for m in grid.merges
        if start <= m.top < end
    )
    head = None if grid.head is None else max(0, grid.head - start)
    return Grid(grid.rows[start:end], merges, head)
