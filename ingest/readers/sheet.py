"""Workbooks (XLSX): each sheet a heading, its titles and its tables, cells as they are shown.

Formulas are read by the result that is stored with them, never computed. Hidden sheets, rows and
columns are left out: nobody who opens the file sees them. What was left out is told.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from errors import UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.readers.grid import Merge, clean_cell
from ingest.readers.number_format import shown
from ingest.readers.parts import damage_refused, extracted, open_package
from ingest.readers.properties import person, title_in_text
from ingest.readers.sheet_rows import Row, sheet_blocks, titled
from vietnamese.legacy import by_font

_WHAT = "Excel (XLSX)"
_FORMULA_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></)"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
#: openpyxl makes an object of each cell of a merged area; a sheet has so many columns at most
_MOST_MERGED, _COLUMNS = 1_000_000, 16_384
_ERRORS = frozenset(("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"))


def read(path: Path, name: str) -> Extracted:
    """The text of the workbook at `path`, called `name` in messages.

    Raises UnreadableFile (damaged, needs a password, hostile XML, too many sheets) and EmptyFile.
    """
    import openpyxl

    with open_package(path, name, _WHAT) as package:
        for part in package.parts:
            if part.endswith((".xml", ".rels")):
                package.refuse_entities(part)
        sheets = [package.read(part) for part in package.parts if _is_sheet(part)]
        without_result = sum(len(_FORMULA_WITHOUT_RESULT.findall(one)) for one in sheets)
        if sum(map(_merged_cells, sheets)) > _MOST_MERGED:
            raise UnreadableFile(
                f"{name}: có vùng gộp quá {_MOST_MERGED} ô. Hãy bỏ gộp các ô trống rồi nạp lại."
            )
        del sheets
    with damage_refused(name, _WHAT), warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # of what openpyxl does not keep when it saves
        book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
        if len(book.worksheets) > limits.current().pages:
            raise limits.exceeded(name, f"có {len(book.worksheets)} trang tính", "pages")
        blocks: list[str] = []
        remarks: list[str] = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                remarks.append(f"trang tính «{sheet.title}» bị ẩn, không đọc")
                continue
            rows = list(_rows(sheet, remarks))
            if rows:
                blocks += titled(sheet.title, sheet_blocks(rows, _merges(sheet)))
        title, author = book.properties.title or "", book.properties.creator or ""
    if without_result:
        remarks.append(
            f"{without_result} ô công thức chưa có kết quả nên trống; "
            "hãy mở tệp bằng Excel rồi lưu lại"
        )
    text = "\n".join(blocks)
    return extracted(
        blocks,
        name,
        "xlsx",
        title=title_in_text(title, text),
        author=person(author),
        warnings=tuple(remarks),
    )


def _rows(sheet: Any, remarks: list[str]) -> Iterator[Row]:  # noqa: ANN401
    """Rows with text, of shown cells; `remarks` gets what was left out.

    The cells that are there are gone through, not the area they span: one stray cell in the last
    column of the last row makes that seventeen thousand million cells.
    """
    hidden_rows = {place for place, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = _hidden_columns(sheet)
    found: dict[int, dict[int, str]] = {}
    left_out: dict[str, set[int]] = {"hàng": set(), "cột": set()}
    errors = 0
    for (place, column), cell in sheet._cells.items():
        if cell.value is None:
            continue
        if place in hidden_rows:
            left_out["hàng"].add(place)
        elif column in hidden_columns:
            left_out["cột"].add(column)
        elif cell.value in _ERRORS:
            errors += 1
        elif text := clean_cell(_text(cell)):
            found.setdefault(place, {})[column] = text
    title = sheet.title
    remarks += [
        f"trang tính «{title}»: {len(places)} {what} bị ẩn, không đọc"
        for what, places in left_out.items()
        if places
    ]
    if errors:
        remarks.append(f"trang tính «{title}»: {errors} ô báo lỗi công thức, để trống")
    for place in sorted(found):
        yield Row(place, dict(sorted(found[place].items())))


def _text(cell: Any) -> str:  # noqa: ANN401
    """What a cell shows; words in a font of before Unicode are converted."""
    if not isinstance(cell.value, str):
        return shown(cell.value, cell.number_format)
    decoder = None if cell.value.isascii() else by_font(cell.font.name or "")
    return decoder(cell.value) if decoder else cell.value


def _hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401
    return {
        place
        for column in sheet.column_dimensions.values()
        if column.hidden
        for place in range(column.min or 1, min(column.max or column.min or 1, _COLUMNS) + 1)
    }


def _merges(sheet: Any) -> list[Merge]:  # noqa: ANN401
    return [
        Merge(area.min_row, area.min_col, area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    ]


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


def _merged_cells(content: bytes) -> int:
    """How many cells the merged areas of a sheet hold, in its XML."""
    return sum(
        (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
        for left, top, right, bottom in _MERGED.findall(content)
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
