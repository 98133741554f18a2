"""Lines and tables of all pages to Markdown, page after page.

A page's beginning is marked in the text as it grows, and the marks become offsets at the end. Notes
at the foot of a page go before the paragraph that goes on after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.grid import table_blocks
from ingest.readers.pdf_join import is_closed, join_of, usual_pitch
from ingest.readers.pdf_lines import Line, Table
from ingest.readers.pdf_mend import joined
from ingest.readers.pdf_overleaf import PAGE, continued, marked

_NOTE = re.compile(r"\(?(?:\d{1,3}|\*{1,3})\)?[.]?\s+\S")
#: notes at the foot of a page are smaller than the text, at most this share of its size
_NOTE_SIZE = 0.92
Items = Sequence[Line | Table]


@dataclass(slots=True)
class _Block:
    """A paragraph that lines are added to, or a table; `last` is its last line."""

    text: str
    last: Line | None


def markdown(pages: Sequence[Items]) -> str:
    """The text of all pages, each page's beginning marked with `PAGE`."""
    flow = _Flow(usual_pitch(pages))
    usual = _usual_size(pages)
    for number, items in enumerate(pages):
        body, notes = _without_notes(items, usual)
        flow.turn_page(first=number == 0)
        for item in body:
            if isinstance(item, Table):
                flow.add_table(item)
            else:
                flow.add_line(item)
        flow.add_notes(notes)
    return flow.text()


class _Flow:
    """The text as it grows; `mark` waits for what the page just begun has first."""

    def __init__(self, pitch: float) -> None:
        self.pitch = pitch
        self.blocks: list[_Block] = []
        self.table: Table | None = None
        self.mark = ""

    def turn_page(self, first: bool) -> None:
        """Begin a page; one without text leaves its mark to the next."""
        self.mark += "" if first else PAGE

    def add_table(self, table: Table) -> None:
        """Add a table, or the rest of the one that the page end broke."""
        grown = continued(self.table, table, self.mark) if self.table else None
        if grown is None:
            self._close_table()
            grown = replace(table, grid=marked(table.grid, self.mark))
        self.table, self.mark = grown, ""

    def add_line(self, line: Line) -> None:
        """Add a line to the paragraph that is open, or begin one with it."""
        self._close_table()
        _add(self.blocks, line, self.mark, self.pitch)
        self.mark = ""

    def add_notes(self, notes: Sequence[Line]) -> None:
        """Add the notes at the foot of a page, before the paragraph that goes on after it."""
        if not notes:
            return
        going_on = self.table is None and bool(self.blocks) and _is_open(self.blocks[-1])
        kept = [self.blocks.pop()] if going_on else []
        self._close_table()
        written: list[_Block] = []
        for note in notes:
            _add(written, note, self.mark, self.pitch)
            self.mark = ""
        self.blocks += [_Block(block.text, None) for block in written]
        self.blocks += kept

    def text(self) -> str:
        """All of it; the marks of empty last pages at its end."""
        self._close_table()
        return "\n\n".join(block.text for block in self.blocks) + self.mark

    def _close_table(self) -> None:
        if self.table is not None:
            self.blocks += [_Block(block, None) for block in table_blocks(self.table.grid)]
            self.table = None


def page_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without the marks of its pages, and where these stood."""
    parts = text.split(PAGE)
    offsets: list[int] = []
    at = 0
    for part in parts[:-1]:
        at += len(part)
        offsets.append(at)
    return "".join(parts), tuple(offsets)


def _add(blocks: list[_Block], line: Line, mark: str, pitch: float) -> None:
    """Add a line to the last paragraph or begin a new one."""
    text = line.text
    last = blocks[-1].last if blocks else None
    kind = join_of(last, line, pitch) if last is not None else "\n\n"
    if kind == "\n\n":
        blocks.append(_Block(mark + text, line))
    elif kind == "\n":
        blocks[-1] = _Block(f"{blocks[-1].text}\n{mark}{text}", line)
    else:
        before = blocks[-1].text
        whole = joined(before, text)
        cut = len(whole) - len(text)
        blocks[-1] = _Block(whole[:cut] + mark + whole[cut:] if mark else whole, line)


def _is_open(block: _Block) -> bool:
    """Whether the next page may go on with the paragraph."""
    return block.last is not None and not is_closed(block.last.text)


def _usual_size(pages: Sequence[Items]) -> float:
    sizes = [
        (item.size, len(item.text)) for items in pages for item in items if isinstance(item, Line)
    ]
    total, seen = sum(length for _, length in sizes), 0
    for size, length in sorted(sizes):
        seen += length
        if 2 * seen >= total:
            return size
    return 1.0


def _without_notes(items: Items, usual: float) -> tuple[list[Line | Table], list[Line]]:
    """The items of a page, and apart from them the notes at its foot."""
    first = len(items)
    for place in range(len(items) - 1, 0, -1):
        item = items[place]
        if isinstance(item, Table) or item.size > _NOTE_SIZE * usual:
            break
        if _NOTE.match(item.text):
            first = place
    notes = [item for item in items[first:] if isinstance(item, Line)]
    return list(items[:first]), notes
