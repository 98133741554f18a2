"""Tables in text files (CSV, TSV): separator and encoding found, numbers as they are printed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path, PurePosixPath

from errors import UnreadableFile
from ingest.extracted import Extracted
from ingest.readers.grid import clean_cell
from ingest.readers.parts import extracted
from ingest.readers.sheet_rows import Row, sheet_blocks, titled

#: separators, the likelier first: where commas are decimal marks, programs write semicolons
_SEPARATORS = ("\t", ";", ",", "|")
#: lines that tell the separator
_LINES_TRIED = 200


def read(path: Path, name: str) -> Extracted:
    """The table in the file at `path`, called `name` in messages.

    Raises UnreadableFile (encoding, a field longer than 131,072 characters) and EmptyFile.
    """
    from ingest.reading import decode

    text = decode(path.read_bytes(), name)[0].replace("\r", "\n")  # as old Macs end lines
    try:
        rows = list(_rows(text))
    except csv.Error as cause:
        raise UnreadableFile(
            f"{name}: không đọc được bảng. Hãy mở tệp bằng Excel, lưu lại dạng CSV "
            "UTF-8 rồi nạp lại."
        ) from cause
    blocks = titled("", sheet_blocks(rows, []), instead=PurePosixPath(name).stem)
    return extracted(blocks, name, "csv")


def _rows(text: str) -> Iterator[Row]:
    separator = find_separator(text)
    for place, cells in enumerate(csv.reader(StringIO(text), delimiter=separator)):
        texts = {column: clean_cell(cell) for column, cell in enumerate(cells)}
        filled = {column: cell for column, cell in texts.items() if cell}
        if filled:
            yield Row(place, filled)


def find_separator(text: str) -> str:
    """The separator under which most lines have equally many fields, and more than one."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first[4]
    lines = [line for line in (first, *rest.split("\n", _LINES_TRIED)[:_LINES_TRIED]) if line]

    def score(separator: str) -> tuple[int, int]:
        widths = Counter(
            len(cells) for cells in csv.reader(lines, delimiter=separator) if len(cells) > 1
        )
        width, agreeing = widths.most_common(1)[0] if widths else (0, 0)
        return agreeing, width

    return max(_SEPARATORS, key=score)
