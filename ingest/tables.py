"""Figures of Markdown tables: the row's label is what they measure, the column's head the rest.

A column's head gives period, kind and unit; a unit column, the label or a caption ("ĐVT: tỷ đồng")
gives the unit where the head has none. Where rows are labelled with years or with places, the head
is what is measured and the label says when or where. The figure is the cell, its sentence the row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ingest.table_difference import is_difference
from ingest.table_head import (
    Column,
    StatedTitle,
    complete,
    read_column,
    read_title,
    reported,
    stated_unit,
    under,
)
from ingest.table_place import lists_places
from vietnamese.normal import normalise
from vietnamese.nouns import NOUN_NAMES
from vietnamese.numbers import Quantity, read_quantities
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL = re.compile(r"[^|]*")
_NUMBER = re.compile(
    r"[\s*_]*(?P<number>(?:[<>≥≤~]|(?:trên|dưới|gần|khoảng|hơn)\s)?\s*[-+−]?\d[\d.,]*"
    r"(?:\s*[-–]\s*\d[\d.,]*|\s*/\s*\d[\d.,]*)?)(?P<rest>[^|\d]*)",
    re.IGNORECASE,
)
_ORDINAL_HEAD = re.compile(r"(?:tt|stt|số tt|số thứ tự|no)\.?", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"(?:đơn vị(?: tính)?|đvt|unit)\.?", re.IGNORECASE)
#: Such a head may as well stand above those who report.
_WHO_HEAD = re.compile(r"đơn vị\.?")
_INDEX = re.compile(r"[(\[]?(?:\d{1,2}|[A-Za-z])[)\]]?(?:\s*=.*)?")
_ENUMERATED = re.compile(r"[\s*_]*(?:(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|[-+–•])\s+")
#: Rows that tell whether a column is of plain differences.
_TRIED = 30
#: how far above a table its caption with the unit may stand, in characters
_CAPTION = 300


class Cell(NamedTuple):
    """The text of one cell, trimmed, at start:end of the document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A number in a table at start:end with its row's label and its column.

    `label` measures it, unless the row is labelled with a period or a place: then the column does.
    """

    start: int
    end: int
    quantity: Quantity
    label: Cell
    column: Column
    by_period: bool
    section: Cell | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `columns` holds None for columns without figures; `rows` the rows below."""

    start: int
    end: int
    label_column: int
    unit_column: int | None
    columns: tuple[Column | None, ...]
    unit: str
    rows: tuple[tuple[Cell, ...], ...]
    by_period: bool
    by_place: bool
    corner: str
    sections: tuple[Cell | None, ...]


class Tables:
    """The tables of one document, to be asked for the figures of a row by its offset."""

    def __init__(self, text: str, start: int, anchor: date | None) -> None:
        self.tables = tuple(_tables(text, start, anchor)) if "|" in text else ()
        self._starts = [table.start for table in self.tables]

    def holding(self, start: int) -> Table | None:
        """The table that the offset `start` lies in."""
        place = bisect_right(self._starts, start) - 1
        table = self.tables[place] if place >= 0 else None
        return table if table and start < table.end else None


def row_figures(table: Table, span: Span) -> Iterator[CellFigure]:
    """Figures of the table's row at `span`, from left to right; none for its head."""
    for row, section in zip(table.rows, table.sections, strict=True):
        if not row or not span.start <= row[0].start < span.end:
            continue
        label = row[table.label_column] if table.label_column < len(row) else row[0]
        at = table.unit_column
        unit_of_row = row[at].text if at is not None and at < len(row) else ""
        for cell, column in zip(row, table.columns, strict=False):
            if column is None:
                continue
            found = _quantity(cell, _units(table, column, label, unit_of_row))
            if found:
                yield CellFigure(
                    cell.start + found[0], cell.start + found[1], found[2], label, column,
                    table.by_period, section,
                )  # fmt: skip


def label_text(label: Cell) -> str:
    """A row's label without its number, emphasis and unit."""
    content = _ENUMERATED.sub("", label.text).strip("*_ ")
    unit = stated_unit(content)
    return content if unit is None else unit.rest


def _units(table: Table, column: Column, label: Cell, unit_of_row: str) -> tuple[str, ...]:
    """Units that a bare number may have, the first that fits first."""
    if column.differs:
        plain = _units(
            table, replace(column, kind=None, unit="", differs=False), label, unit_of_row
        )
        return tuple("điểm %" if unit == "%" else unit for unit in plain)
    in_label = stated_unit(_ENUMERATED.sub("", label.text))
    relative = ("%",) if column.relative else ()
    found = (
        column.unit if column.unit == "%" else "",
        *relative,
        unit_of_row,
        in_label.unit if in_label else "",
        column.unit,
        "%" if re.match(r"(?:tỷ lệ|tỉ lệ|tốc độ|tỷ trọng)\b", normalise(label_text(label))) else "",
        table.unit,
        _noun_of(column),
    )
    return tuple(unit for unit in found if unit)


def _noun_of(column: Column) -> str:
    """The noun that a head opens with, which the cells below count: "Trường đạt chuẩn"."""
    words = column.measured[:1].lower() + column.measured[1:]
    read = read_quantities(f"là 5 {words}") if words else []
    known = len(read) == 1 and read[0].printed_unit and read[0].start == 3
    return read[0].printed_unit if known and read[0].unit in NOUN_NAMES else ""


def _quantity(cell: Cell, units: Sequence[str]) -> tuple[int, int, Quantity] | None:
    """The quantity a cell holds, alone or with a unit from elsewhere; its span in the cell."""
    match = _NUMBER.fullmatch(cell.text)
    if match is None:
        return None
    start, end = match.span("number")
    number = match["number"].rstrip(" .,")
    end = start + len(number)
    own = match["rest"].strip(" *_")
    for unit in (own, *units) if own else (*units, ""):
        printed = f"{number} {unit}".strip()
        read = read_quantities(f"là {printed}" if unit else number)
        if len(read) == 1 and (read[0].printed_unit or not unit):
            if own and unit == own:
                end = start + len(cell.text[start:].rstrip(" *_"))
            return start, end, read[0]
    return None


def _tables(text: str, start: int, anchor: date | None) -> Iterator[Table]:
    block: list[tuple[int, str]] = []
    at = text.find("|", start)
    position = text.rfind("\n", start, at) + 1 if at >= 0 else len(text)
    position = max(position, start)
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        if line.lstrip().startswith("|"):
            block.append((position, line))
        elif block:
            yield from _table(text, block, anchor)
            block = []
        position = stop + 1
    if block:
        yield from _table(text, block, anchor)


def _table(text: str, block: list[tuple[int, str]], anchor: date | None) -> Iterator[Table]:
    lines = [(at, line) for at, line in block if not _RULE.fullmatch(line.strip())]
    rows = [tuple(_cells(at, line)) for at, line in lines]
    if len(rows) < 2 or len(rows[0]) < 2:
        return
    head, body = rows[0], [row for row in rows[1:] if not _is_index(row)]
    below: Sequence[Cell] = ()
    if len(body) > 1 and _is_second_head(head, body[0]):
        below, body = body[0], body[1:]
    plain = [normalise(cell.text).strip(" *_") for cell in head]
    unit_column = next((n for n, words in enumerate(plain) if _holds_units(words, n, body)), None)
    labels = [
        place
        for place, words in enumerate(plain)
        if not _ORDINAL_HEAD.fullmatch(words) and place != unit_column
    ]
    if not labels:
        return
    label_column = labels[0]
    columns: list[Column | None] = []
    for place in range(len(head)):
        if place not in labels or place == label_column:
            columns.append(None)
            continue
        columns.append(_column(head, below, place, anchor, reported(columns)))
    named = [row[label_column].text for row in body if label_column < len(row)]
    start, end = block[0][0], block[-1][0] + len(block[-1][1])
    corner = head[label_column].text
    names = [label_text(row[label_column]) for row in body if label_column < len(row)]
    yield Table(
        start,
        end,
        label_column,
        unit_column,
        tuple(_with_differences(complete(columns, _title(text, start)), body)),
        _caption_unit(text, start, corner),
        tuple(body),
        bool(named) and all(read_column(name, 0, anchor, None).is_period for name in named),
        lists_places(names, corner, anchor),
        corner,
        tuple(_sections(body, label_column)),
    )


def _with_differences(
    columns: Sequence[Column | None], body: Sequence[Sequence[Cell]]
) -> Iterator[Column | None]:
    """The columns, those that compare in numbers known to be plain differences marked as such."""
    rows = [[cell.text for cell in row] for row in body[:_TRIED]]
    for place, column in enumerate(columns):
        asks = column is not None and column.kind is Kind.GROWTH and "%" not in column.text
        if column is None or not asks or column.unit == "%":
            yield column
            continue
        told = [is_difference(row[place], row) for row in rows if place < len(row)]
        yield replace(column, differs=True in told and False not in told)


def _is_second_head(head: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row divides heads that stand over several columns: "Thu | | Hộ nghèo | |"."""
    empty = [place for place, cell in enumerate(head) if place and not cell.text]
    filled = [place for place, cell in enumerate(row) if cell.text]
    figures = any(_NUMBER.fullmatch(row[place].text) for place in filled)
    return bool(empty) and len(filled) > 1 and not figures and set(empty) <= set(filled)


def _column(
    head: Sequence[Cell],
    below: Sequence[Cell],
    place: int,
    anchor: date | None,
    before: Column | None,
) -> Column:
    """The column at `place`; one of several below one head measures what that says."""
    divided = place < len(below) and below[place].text
    if not divided:
        return read_column(head[place].text, head[place].start, anchor, before)
    own = read_column(below[place].text, below[place].start, anchor, before)
    above = next((head[at] for at in range(place, -1, -1) if head[at].text), None)
    if above is None or own.measured:
        return own
    return under(read_column(above.text, above.start, anchor, None), own)


def _holds_units(head: str, place: int, body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the column `place` gives the units of the rows; "Đơn vị" may head their names."""
    if not _UNIT_HEAD.fullmatch(head):
        return False
    cells = [row[place].text for row in body if place < len(row) and row[place].text]
    units = sum(stated_unit(f"({cell})") is not None for cell in cells)
    return not _WHO_HEAD.fullmatch(head) or not cells or 2 * units > len(cells)


def _sections(body: Sequence[Sequence[Cell]], label_column: int) -> Iterator[Cell | None]:
    """For each row the label of the row without figures that it stands under: "II | Huyện A"."""
    section: Cell | None = None
    for row in body:
        filled = [cell for cell in row if cell.text.strip("*_ ")]
        opens = len(filled) < 3 and not any(_NUMBER.fullmatch(cell.text) for cell in filled[1:])
        if opens and label_column < len(row) and row[label_column].text:
            section = row[label_column]
        yield section


def _cells(at: int, line: str) -> Iterator[Cell]:
    inner = line.rstrip()
    first = inner.index("|") + 1
    last = len(inner) - (inner.endswith("|") and len(inner) > first)
    position = first
    for match in _CELL.finditer(inner, first, last):
        if match.start() < position and match.start() != first:
            continue
        content = match[0].strip()
        lead = len(match[0]) - len(match[0].lstrip())
        start = at + match.start() + (lead if content else 0)
        yield Cell(start, start + len(content), content)
        position = match.end() + 1
        if position > last:
            break


def _is_index(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: "A | B | 1 | 2 | 3=2/1"."""
    filled = [cell.text for cell in row if cell.text]
    return len(filled) > 2 and all(_INDEX.fullmatch(content) for content in filled)


def _title(text: str, start: int) -> StatedTitle | None:
    """What the lines above the table at `start` say that it shows; a unit's line says nothing."""
    at = len(text[:start].rstrip())
    for _ in range(2):
        first = max(text.rfind("\n", 0, at) + 1, start - _CAPTION, 0)
        line = text[first:at]
        if not stated_unit(line, caption=True) or read_title(line, first):
            return read_title(line, first)
        at = len(text[:first].rstrip())
    return None


def _caption_unit(text: str, start: int, corner: str) -> str:
    """The unit for the whole table, in its corner or in the lines right above it."""
    above = text[max(0, start - _CAPTION) : start].rstrip()
    lines = above.split("\n")[-2:]
    for line in (corner, *reversed(lines)):
        unit = stated_unit(line, caption=True)
        if unit:
            return unit.unit
    return ""
