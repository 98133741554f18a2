"""Tables of Word documents: data as a grid, layout (letterheads, signatures) as lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.readers.docx_runs import accepted
from ingest.readers.docx_styles import Styles, has_borders
from ingest.readers.element import Element, child, is_on, local, value
from ingest.readers.grid import Grid, Merge, is_figure, table_blocks
from vietnamese.normal import normalise

#: what only the letterhead and the signature block of an official document say
_FRAME = re.compile(
    r"cộng hòa xã hội chủ nghĩa|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam|\bnơi nhận\s*:"
    r"|^(?:tm|kt|tl|tuq|q)\.\s|^số\s*:\s*\S*/",
    re.MULTILINE,
)
#: a layout table has at most so many columns and rows
_LAYOUT_COLUMNS, _LAYOUT_ROWS = 3, 6
#: Word itself allows 63 columns
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with the lines of its paragraphs; `left` is its column, `width` its columns."""

    lines: tuple[str, ...]
    left: int
    width: int
    goes_on: bool


def read_table(
    table: Element, styles: Styles, cell_lines: Callable[[Element], list[str]]
) -> list[str]:
    """The table as blocks of text; `cell_lines` gives the lines of what a cell holds."""
    rows: list[list[_Cell]] = []
    head = 0
    for row in _elements(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        if is_on(child(properties, "tblHeader")) and head == len(rows):
            head += 1
        rows.append(_cells(row, properties, cell_lines))
    if _is_layout(table, rows, styles):
        return ["\n".join(cell.lines) for row in rows for cell in row if cell.lines]
    return table_blocks(_grid(rows, head))


def _cells(
    row: Element, properties: Element | None, cell_lines: Callable[[Element], list[str]]
) -> list[_Cell]:
    left = _number(child(properties, "gridBefore"), 0)
    cells = []
    for element in _elements(row, "tc"):
        if left >= _MOST_COLUMNS:
            break
        own = child(element, "tcPr")
        width = max(1, _number(child(own, "gridSpan"), 1))
        merge = child(own, "vMerge")
        goes_on = merge is not None and value(merge) != "restart"
        cells.append(_Cell(tuple(cell_lines(element)), left, width, goes_on))
        left += width
    return cells


def _grid(rows: list[list[_Cell]], head: int) -> Grid:
    texts: list[tuple[str, ...]] = []
    merges: dict[tuple[int, int], Merge] = {}
    origin: dict[int, tuple[int, int]] = {}
    for place, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            line += [""] * (cell.left - len(line))
            above = origin.get(cell.left)
            if cell.goes_on and above is not None:
                first = merges.get(above, Merge(*above, above[0], above[1] + cell.width - 1))
                merges[above] = Merge(first.top, first.left, place, first.right)
                line += [""] * cell.width
                continue
            origin[cell.left] = (place, cell.left)
            if cell.width > 1:
                merges[place, cell.left] = Merge(
                    place, cell.left, place, cell.left + cell.width - 1
                )
            line += [" ".join(cell.lines)] + [""] * (cell.width - 1)
        texts.append(tuple(line))
    # one marked row of a head of two is the usual slip: its merges tell the rest
    marked = head if head > 1 else None
    return Grid(tuple(texts), tuple(merges.values()), marked)


def _is_layout(table: Element, rows: list[list[_Cell]], styles: Styles) -> bool:
    """Whether a table only places text on the page: no borders, few cells, no figures."""
    if len(rows) > _LAYOUT_ROWS or max(map(len, rows), default=0) > _LAYOUT_COLUMNS:
        return False
    filled = [cell for row in rows for cell in row if cell.lines]
    if any(_FRAME.search(normalise(line)) for cell in filled for line in cell.lines):
        return True
    if any(is_figure(" ".join(cell.lines)) for cell in filled):
        return False
    several = sum(len(cell.lines) > 1 for cell in filled)
    return several * 2 >= len(filled) and not _is_bordered(table, styles)


def _is_bordered(table: Element, styles: Styles) -> bool:
    own = child(table, "tblPr", "tblBorders")
    if own is not None:
        return has_borders(own)
    return styles.style(value(child(table, "tblPr", "tblStyle")), "table").bordered


def _elements(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins") and accepted(element):
            yield from _elements(element, name)


def _number(element: Element | None, default: int) -> int:
    """A count of columns; Word itself allows 63."""
    text = value(element)
    return min(int(text), 63) if text and text.isdecimal() else default
