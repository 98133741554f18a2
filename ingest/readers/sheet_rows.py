"""The rows of a sheet, told apart: titles, tables with their heads, notes.

A sheet has no marks for these. A table begins where rows have more than one text and goes on to an
empty row; lines of one text above it are its title, its unit among them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.grid import Grid, Merge, table_blocks
from ingest.titles import is_letterhead
from vietnamese.normal import normalise

#: names that spreadsheet programs give
_GIVEN_NAME = re.compile(r"(?:sheet|trang tính|trang|bảng|table)\s*\d*", re.IGNORECASE)
#: lines above a table that are not its title: units, "(Kèm theo …)", numbers of forms, dates
_NO_TITLE = re.compile(
    r"\(|(?:đơn vị|đvt|biểu|mẫu|phụ biểu|phụ lục|kèm theo|ngày|nguồn|ghi chú|kính gửi)\b",
    re.IGNORECASE,
)
#: a title stands within so many lines above the table, each of so many characters
_TITLE_LINES, _LONGEST_TITLE = 8, 250
#: a table that would have more cells, empty ones among them, is read as lines
_MOST_CELLS = 5_000_000
#: a lone text below the rows of a table is a row's label up to so many characters
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet at `place`, with the texts of its cells by column, empty ones left out."""

    place: int
    cells: dict[int, str]


def sheet_blocks(rows: Sequence[Row], merges: Sequence[Merge]) -> list[str]:
    """Texts and Markdown tables of a sheet, in order."""
    blocks: list[str] = []
    ordered = sorted(merges, key=_top)
    for run in _runs(rows):
        before, table, after = _parted(run)
        blocks += [_line(row) for row in before]
        if table:
            blocks += table_blocks(_grid(table, ordered))
        blocks += [_line(row) for row in after]
    return blocks


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that no empty row parts."""
    run: list[Row] = []
    for row in rows:
        if run and row.place > run[-1].place + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _parted(run: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Lines above the table, the table, lines below it.

    The table's columns are those that its rows share. A letterhead has rows of two texts too, but
    the rows of a table are at least two in sequence and have most columns filled.
    """
    widest = max(len(row.cells) for row in run)
    columns = len({column for row in run for column in row.cells})
    if widest < 2 or columns * len(run) > _MOST_CELLS:
        return run, [], []
    enough = 2 if widest == 2 else max(2, (widest + 1) // 3)
    full = [place for place, row in enumerate(run) if len(row.cells) >= enough]
    first, last = full[0], full[-1]
    if first == last:
        return run, [], []
    while last + 1 < len(run) and len(_line(run[last + 1])) <= _LONGEST_LABEL:
        last += 1  # a label without figures, or a short remark
    return run[:first], run[first : last + 1], run[last + 1 :]


def _line(row: Row) -> str:
    return "  ".join(row.cells[column] for column in sorted(row.cells))


def _grid(rows: list[Row], merges: Sequence[Merge]) -> Grid:
    columns = sorted({column for row in rows for column in row.cells})
    places = [row.place for row in rows]
    row_at = {place: n for n, place in enumerate(places)}
    column_at = {column: n for n, column in enumerate(columns)}
    texts = tuple(tuple(row.cells.get(column, "") for column in columns) for row in rows)
    found = []
    first = bisect_left(merges, places[0], key=_top)
    for merge in merges[first : bisect_right(merges, places[-1], key=_top)]:
        if merge.top not in row_at or merge.left not in column_at:
            continue
        bottom = bisect_right(places, merge.bottom) - 1
        right = bisect_right(columns, merge.right) - 1
        found.append(Merge(row_at[merge.top], column_at[merge.left], bottom, right))
    return Grid(texts, tuple(found))


def _top(merge: Merge) -> int:
    return merge.top


def titled(sheet_name: str, blocks: list[str], instead: str = "") -> list[str]:
    """The blocks of a sheet under a heading that holds the sheet's name and its title.

    Every passage of a long table repeats its heading, so the title belongs into it. A name that the
    program gave ("Sheet1") says nothing where there is a title. `instead` is the heading where
    there is neither.
    """
    lead = next((n for n, block in enumerate(blocks) if block.startswith("|")), len(blocks))
    lines = [n for n in range(min(lead, _TITLE_LINES)) if _is_title(blocks[n])]
    capitals = [n for n in lines if blocks[n].isupper()]
    chosen = capitals or lines[:1]
    title = " ".join(blocks[n] for n in chosen)
    if not title:
        return [f"## {sheet_name or instead}", *blocks]
    given = _GIVEN_NAME.fullmatch(sheet_name.strip()) or normalise(sheet_name) in normalise(title)
    name = "" if given else f"{sheet_name}: "
    rest = [block for n, block in enumerate(blocks) if n not in chosen]
    return [f"## {name}{title}", *rest]


def _is_title(line: str) -> bool:
    short = len(line) <= _LONGEST_TITLE and any(letter.isalpha() for letter in line)
    return short and not _NO_TITLE.match(line) and not is_letterhead(line)
