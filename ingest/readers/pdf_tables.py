"""Tables of a page, with rules and without."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.readers.grid import Grid, Merge, is_figure
from ingest.readers.pdf_frames import Frame
from ingest.readers.pdf_lines import GUTTER, Row, Table, parted, row_text, word_rows
from ingest.readers.pdf_mend import joined
from ingest.readers.pdf_text import Word

#: columns between gutters, as places from the left
Gap = tuple[float, float]
#: a table's cells hold at most so many words on average
_CELL_WORDS = 7
#: rows that make a table without rules; filled cells of one with rules, as a share
_TABLE_ROWS, _FILLED = 3, 0.3
#: base lines of one paragraph are at most so many heights apart
PITCH = 1.7


def is_table(cells: Sequence[dict[int, Row]], gaps: int) -> bool:
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


def open_table(rows: Sequence[Row], cells: Sequence[dict[int, Row]], gaps: Sequence[Gap]) -> Table:
    """A table without rules: a row that only goes on with words belongs to the row above."""
    width = len(gaps) + 1
    done: list[list[str]] = []
    headed = False
    base = 0.0
    for row, cell in zip(rows, cells, strict=True):
        texts = [_cell_text(cell[column]) if column in cell else "" for column in range(width)]
        ends = bool(done) and headed and ends_words(done[-1], texts)
        figures = any(map(is_figure, texts[1:])) and not ends
        near = row[0].base - base < PITCH * row[0].size
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
    return Table(Grid(tuple(map(tuple, done))), edges, top, base, ruled=False)


def ends_words(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is only the end of a wrapped cell, as the "2" of "quý / 2"."""
    filled = [place for place, text in enumerate(row) if text]
    return (
        len(filled) == 1
        and filled != [0]
        and bool(above[0] and above[filled[0]])
        and not is_figure(above[filled[0]])
    )


def ruled_table(
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
    parts = {cell: _by_column(cell, content, frame.xs) for cell, content in held.items()}
    texts = [[""] * (len(frame.xs) - 1) for _ in frame.ys[1:]]
    for columns in parts.values():
        for cell, content in columns.items():
            texts[cell.top][cell.left] = cell_text(content)
    cells = [part for cell in frame.cells for part in parts.get(cell, (cell,))]
    merges = tuple(c for c in cells if c.bottom > c.top or c.right > c.left)
    grid = Grid(tuple(map(tuple, texts)), merges)
    return Table(grid, frame.xs, top, bottom, page), frozenset(inside)


def _by_column(
    cell: Merge, words: Sequence[Word], xs: Sequence[float]
) -> dict[Merge, Sequence[Word]]:
    """The words of a merged cell, column by column where they keep to the columns.

    A shaded row has no rules of its own, and those of its neighbours end above and below it.
    """
    edges = xs[cell.left + 1 : cell.right + 1]
    columns: dict[int, list[Word]] = {}
    for row in word_rows(words):
        for segment in parted(row, GUTTER):
            column = bisect_right(edges, segment.x0)
            if segment.x1 > xs[cell.left + column + 1]:
                return {cell: words}
            columns.setdefault(column, []).extend(segment.words)
    if len(columns) < 2 or not any(is_figure(cell_text(some)) for some in columns.values()):
        return {cell: words}
    return {
        Merge(cell.top, cell.left + column, cell.bottom, cell.left + column): some
        for column, some in columns.items()
    }


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
