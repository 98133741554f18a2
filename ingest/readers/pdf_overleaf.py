"""Tables that go on over the end of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from ingest.readers.grid import Grid, Merge, is_figure
from ingest.readers.pdf_join import is_closed
from ingest.readers.pdf_lines import Table
from ingest.readers.pdf_mend import joined
from ingest.readers.pdf_tables import ends_words
from vietnamese.normal import fold, normalise

#: stands in the text where a page begins until the offsets are known
PAGE = "\ue000"
#: columns of a table on two pages differ by at most so many points
_COLUMN_SHIFT = 8.0
#: how alike the heads of a table on two pages are, 0–1
_ALIKE = 0.85
#: rows that show whether each begins with something, and the share of them that does
_FEW_ROWS, _LED = 3, 0.9


def marked(grid: Grid, mark: str) -> Grid:
    """The table with `mark` in its first cell that has text."""
    if not mark or not grid.rows:
        return grid
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if cell:
                cells = (*row[:column], mark + cell, *row[column + 1 :])
                return replace(grid, rows=(*grid.rows[:at], cells, *grid.rows[at + 1 :]))
    return grid


def continued(table: Table, below: Table, mark: str) -> Table | None:
    """`table` with `below` added, where that is its continuation on the next page."""
    width = len(table.xs)
    aligned = len(below.xs) == width and all(
        abs((a - table.xs[0]) - (b - below.xs[0])) < _COLUMN_SHIFT
        for a, b in zip(table.xs, below.xs, strict=True)
    )
    if not aligned or not mark:
        return None
    rows, more = list(table.grid.rows), list(below.grid.rows)
    same = 0
    while same < min(len(rows), len(more) - 1, 5) and _is_same(rows[same], more[same]):
        same += 1
    if same == 0 and below.grid.rows and _is_head(table.grid.rows[0], below.grid.rows[0]):
        return None
    rest = marked(Grid(tuple(more[same:])), mark)
    more = list(rest.rows)
    merges = [
        Merge(m.top - same, m.left, m.bottom - same, m.right)
        for m in below.grid.merges
        if m.top >= same
    ]
    shift = len(rows)
    if more and (_goes_on(more[0]) or _lacks_number(rows, more[0])):
        rows[-1] = tuple(joined(a, b) for a, b in zip_longest(rows[-1], more[0], fillvalue=""))
        del more[0]
        merges = [Merge(m.top - 1, m.left, m.bottom - 1, m.right) for m in merges if m.top]
    added = tuple(Merge(m.top + shift, m.left, m.bottom + shift, m.right) for m in merges)
    return replace(
        table,
        grid=Grid((*rows, *more), (*table.grid.merges, *added)),
        bottom=below.bottom,
        page=below.page,
    )


def _is_same(row: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two rows are one head; what was recognised from pictures differs a little."""
    a, b = ("".join(fold(normalise("".join(cells))).split()) for cells in (row, other))
    a, b = a.replace(PAGE, ""), b.replace(PAGE, "")
    if any(letter.isdigit() for letter in a):
        return a == b
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() > _ALIKE


def _is_head(head: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is the head of another table: words in each column, as in `head`, no figure."""
    full = all(map(bool, row))
    return full and all(map(bool, head)) and not any(is_figure(cell) for cell in row)


def _goes_on(row: Sequence[str]) -> bool:
    """Whether a row at the top of a page is the rest of the last one on the page before."""
    texts = [cell.replace(PAGE, "") for cell in row]
    filled = [text for text in texts if text]
    lower = bool(filled) and all(text[0].islower() for text in filled)
    return lower and (not texts[0] or len(filled) == 1)


def _lacks_number(rows: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row goes on with words alone, without the number or name all rows above begin with.

    The rest of a wrapped cell may begin with a capital: "Ủy ban nhân dân xã / Sủng Là".
    """
    texts = [cell.replace(PAGE, "") for cell in row]
    filled = [place for place, text in enumerate(texts) if text]
    if not filled or texts[0]:
        return False
    if any(is_figure(texts[place]) for place in filled) and not ends_words(rows[-1], texts):
        return False
    if len(rows) < _FEW_ROWS or sum(bool(above[0]) for above in rows) < _LED * len(rows):
        return False
    last = rows[-1]
    return all(last[place] and not is_closed(last[place]) for place in filled)
