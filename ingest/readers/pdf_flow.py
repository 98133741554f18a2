"""Lines and tables of all pages to Markdown: paragraphs joined, also over page ends.

What tells a wrapped line from a new paragraph: the next word would not have fitted, no sentence
ends, it goes on in lower case, no mark of an item or heading, no indent, no gap above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from statistics import median
from typing import Literal

from ingest.readers.grid import Grid, Merge, is_figure, table_blocks
from ingest.readers.pdf_mend import joined
from ingest.readers.pdf_page import Line, Table
from vietnamese.normal import fold, normalise
from vietnamese.sentences import is_list_item

#: stands in the text where a page begins until the offsets are known
PAGE = "\ue000"

_CLOSED = re.compile(r"[.!?:;…][”\"»’')\]]*\Z")
_STRUCTURE = re.compile(
    r"(?:phần|chương|mục|tiểu mục|điều|phụ lục|khoản)\s+(?:thứ\s+\w+|[ivxlc]+|\d+[a-zđ]?)\b"
    r"(?=[.:]|\s*\Z)"
    r"|[IVXLC]+[.)]\s|[A-ZĐ]\.\s",
    re.IGNORECASE,
)
#: what stands alone above the title of a document of its kind
_KIND = re.compile(
    r"nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|thông báo|chương trình|đề án|tờ trình|kết luận"
    r"|hướng dẫn|quy chế|quy định|công điện|thông tư|nghị định|luật"
)
_LETTER = re.compile(r"[^\W_]")
_ROMAN = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]\s+\S")
#: the words over every letterhead, which often take two lines
_MOTTO = re.compile(r"cộng hòa xã hội chủ nghĩa việt nam|độc lập - tự do - hạnh phúc")
_NOTE = re.compile(r"\(?(?:\d{1,3}|\*{1,3})\)?[.]?\s+\S")
#: in heights of the font: an indent, and how much farther apart than usual lines of two paragraphs
#: are
_INDENT, _GAP_ABOVE = 0.7, 1.28
#: lines farther apart, in heights of the font, never belong together
_FARTHEST = 3.0
#: a line of a paragraph is at least so many heights long
_LONG = 20.0
#: the usual distance of base lines where a page does not tell, in heights of the font
_PITCH = 1.25
#: sizes that differ more are not of one paragraph; notes at the foot are smaller than the text
_SIZE, _NOTE_SIZE = 0.12, 0.92
#: columns of a table on two pages differ by at most so many points
_COLUMN_SHIFT = 8.0
#: how alike the heads of a table on two pages are, 0–1
_ALIKE = 0.85

Join = Literal["", "\n", "\n\n"]
Items = Sequence[Line | Table]


@dataclass(slots=True)
class _Block:
    """A paragraph that lines are added to, or a table; `last` is its last line."""

    text: str
    last: Line | None


def markdown(pages: Sequence[Items]) -> str:
    """The text of all pages, each page's beginning marked with `PAGE`."""
    flow = _Flow(_pitch(pages))
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
        grown = _continued(self.table, table, self.mark) if self.table else None
        if grown is None:
            self._close_table()
            grown = replace(table, grid=_marked(table.grid, self.mark))
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
    kind = _join(last, line, pitch) if last is not None else "\n\n"
    if kind == "\n\n":
        blocks.append(_Block(mark + text, line))
    elif kind == "\n":
        blocks[-1] = _Block(f"{blocks[-1].text}\n{mark}{text}", line)
    else:
        before = blocks[-1].text
        whole = joined(before, text)
        cut = len(whole) - len(text)
        blocks[-1] = _Block(whole[:cut] + mark + whole[cut:] if mark else whole, line)


def _join(last: Line, line: Line, pitch: float) -> Join:
    """What stands between two lines: "" where one goes on, or line ends."""
    new_page = last.page != line.page
    beside = new_page or line.base <= last.base
    near = beside or line.base - last.base <= _GAP_ABOVE * pitch * max(last.size, line.size)
    closed = _CLOSED.search(last.text) is not None
    lower = line.text[:1].islower() or line.text[:1] in ",;)%"
    if _MOTTO.fullmatch(normalise(f"{last.text} {line.text}")):
        return ""
    if is_list_item(line.text) or _opens(line.text):
        return "\n\n"
    if not _LETTER.search(line.text) or not _LETTER.search(last.text):
        return "\n" if near else "\n\n"
    far = not beside and line.base - last.base > _FARTHEST * max(last.size, line.size)
    if not (far or beside or closed) and _are_centred(last, line):
        if _KIND.fullmatch(normalise(last.text)):
            return "\n"
        capitals = last.text.isupper() or line.text.isupper()
        return "" if near and not capitals and _is_full(last, line) else "\n"
    if abs(last.size - line.size) > _SIZE * max(last.size, line.size) and not (lower and near):
        return "\n\n"
    if not near and (far or closed or not lower or not _is_full(last, line)):
        return "\n\n"
    if lower and not closed:
        return "\n" if last.text.isupper() and not _is_full(last, line) else ""
    if _is_full(last, line):
        return _after_full(last, line, closed)
    if closed or beside:
        return "\n\n"
    return "\n" if not lower else ""


def _after_full(last: Line, line: Line, closed: bool) -> Join:
    indented = line.x0 - line.left > _INDENT * line.size
    if line.text.isupper() and last.text.isupper() and not (closed or _is_below(last, line)):
        return "\n"
    if line.text.isupper() != last.text.isupper() and not (line.text[:1].isdigit() and not closed):
        return "\n\n"
    if closed:
        return "\n\n" if indented else ""
    return "\n\n" if indented and line.x0 - last.x0 > _INDENT * line.size else ""


def _are_centred(last: Line, line: Line) -> bool:
    """Whether two lines are centred over each other, as titles are: "BÁO CÁO" and a short one."""
    middles = last.x0 + last.x1 - line.x0 - line.x1
    short = line.x0 - line.left > 2 * line.size
    return abs(middles) < line.size and (short or bool(_KIND.fullmatch(normalise(last.text))))


def _is_below(last: Line, line: Line) -> bool:
    """Whether a line begins where the long one above it does: it is not centred, as titles are."""
    return abs(last.x0 - line.x0) < 0.2 * line.size and last.x1 - last.x0 > _LONG * last.size


def _is_full(last: Line, line: Line) -> bool:
    """Whether the first word of `line` would not have fitted into `last`."""
    width = (line.x1 - line.x0) / max(1, len(line.text))
    word = len(line.text.split(None, 1)[0]) + 1
    return last.x1 + word * width > last.right - 0.3 * last.size


def _opens(text: str) -> bool:
    return bool(_ROMAN.match(text) or _STRUCTURE.match(normalise(text)))


def _is_open(block: _Block) -> bool:
    """Whether the next page may go on with the paragraph."""
    return block.last is not None and not _CLOSED.search(block.last.text)


def _pitch(pages: Sequence[Items]) -> float:
    """The usual distance of base lines in a paragraph, in heights of the font."""
    ratios = [
        (b.base - a.base) / max(a.size, b.size)
        for items in pages
        for a, b in pairwise(items)
        if isinstance(a, Line)
        and isinstance(b, Line)
        and b.text[:1].islower()
        and 0.8 < (b.base - a.base) / max(a.size, b.size) < 2.6
    ]
    return median(ratios) if ratios else _PITCH


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


def _marked(grid: Grid, mark: str) -> Grid:
    """The table with `mark` in its first cell that has text."""
    if not mark or not grid.rows:
        return grid
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if cell:
                cells = (*row[:column], mark + cell, *row[column + 1 :])
                return replace(grid, rows=(*grid.rows[:at], cells, *grid.rows[at + 1 :]))
    return grid


def _continued(table: Table, below: Table, mark: str) -> Table | None:
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
    rest = _marked(Grid(tuple(more[same:])), mark)
    more = list(rest.rows)
    merges = [
        Merge(m.top - same, m.left, m.bottom - same, m.right)
        for m in below.grid.merges
        if m.top >= same
    ]
    shift = len(rows)
    if more and _goes_on(more[0]):
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
