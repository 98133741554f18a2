"""A piece of a web page or of an HTML mail as Markdown: headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.element import Element, attribute, local
from ingest.readers.grid import Grid, Merge, table_blocks

#: what is never text of a page
_SILENT = frozenset(
    "script style noscript template head iframe object svg math canvas select option button input "
    "textarea form audio video map".split()
)
#: what surrounds the text of a page
FRAME = frozenset(("nav", "header", "footer", "aside", "menu", "dialog"))
_INNER_FRAME = frozenset(("header", "footer"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "p div section article main body html address blockquote figure figcaption center fieldset "
    "details summary dl dt dd ul ol li pre hr table caption hgroup td th tr tbody".split()
) | set(_HEADINGS)
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: nested deeper, a page is damaged; libxml2 stops at 256 too
_DEEPEST = 300
#: a cell may span so many columns or rows, a table have so many columns; browsers allow 1000
_WIDEST, _MOST_COLUMNS = 200, 500


@dataclass(slots=True)
class _Writer:
    """Blocks as they are written; `line` is the block under way."""

    blocks: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)

    def close(self, prefix: str = "") -> None:
        """End the block under way; a heading or list mark goes before it."""
        lines = [_SPACE.sub(" ", part).strip() for part in "".join(self.line).split("\0")]
        content = "\n".join(line for line in lines if line)
        self.line.clear()
        if content:
            self.blocks.append(f"{prefix}{' '.join(content.split()) if prefix else content}")


def blocks_of(element: Element, without: frozenset[str] = frozenset()) -> list[str]:
    """The text of the element in blocks, elements called one of `without` left out."""
    writer = _Writer()
    _write(element, writer, without | _SILENT, 0)
    writer.close()
    return writer.blocks


def _write(element: Element, writer: _Writer, without: frozenset[str], depth: int) -> None:
    name = local(element).lower()
    if not name or name in without or depth > _DEEPEST or _is_hidden(element):
        return
    if name in ("article", "main"):
        without = without - _INNER_FRAME  # there they hold the title and the notes
    if name == "br":
        writer.line.append("\0")
        return
    if name == "table":
        writer.close()
        writer.blocks += _table(element, without, depth)
        return
    if name in _BLOCKS:
        writer.close()
        _inside(element, writer, without, depth)
        level = _HEADINGS.get(name, 0)
        writer.close("#" * level + " " if level else "")
    else:
        _inside(element, writer, without, depth)


def _inside(element: Element, writer: _Writer, without: frozenset[str], depth: int) -> None:
    """Write what an element holds: its text, its children and what stands between them."""
    writer.line.append(element.text or "")
    number = _first_number(element)
    ordered = local(element).lower() == "ol"
    for one in element:
        if local(one).lower() == "li":
            writer.close()
            _item(one, writer, without, depth, f"{number}. " if ordered else "- ")
            number += 1
        else:
            _write(one, writer, without, depth + 1)
        writer.line.append(one.tail or "")


def _item(
    element: Element, writer: _Writer, without: frozenset[str], depth: int, mark: str
) -> None:
    before = len(writer.blocks)
    _write(element, writer, without, depth + 1)
    if len(writer.blocks) > before and not writer.blocks[before].startswith(("#", "|", "- ")):
        writer.blocks[before] = mark + writer.blocks[before]


def _table(element: Element, without: frozenset[str], depth: int) -> list[str]:
    """A data table as Markdown; one that only places things on the page as its cells in order."""
    rows = list(_rows(element))
    caption = [
        block
        for one in element
        if local(one).lower() == "caption"
        for block in blocks_of(one, without)
    ]
    if _is_layout(rows):
        found = _Writer()
        for row in rows:
            for cell in row:
                _write(cell, found, without, depth + 1)
                found.close()
        return [*caption, *found.blocks]
    return [*caption, *table_blocks(_grid(rows, without))]


def _is_layout(rows: list[list[Element]]) -> bool:
    nested = any(_holds(cell, "table") for row in rows for cell in row)
    return nested or len(rows) < 2 or max(map(len, rows)) < 2


def _grid(rows: list[list[Element]], without: frozenset[str]) -> Grid:
    texts: list[list[str]] = []
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    head = 0
    for place, row in enumerate(rows):
        line: list[str] = []
        column = 0
        for cell in row:
            while (place, column) in taken:
                line.append("")
                column += 1
            if column >= _MOST_COLUMNS:
                break
            width = min(_span(cell, "colspan"), _MOST_COLUMNS - column)
            height = min(_span(cell, "rowspan"), len(rows) - place)
            line += [" ".join(blocks_of(cell, without)), *[""] * (width - 1)]
            if width > 1 or height > 1:
                merges.append(Merge(place, column, place + height - 1, column + width - 1))
                taken |= {
                    (place + down, column + right)
                    for down in range(1, height)
                    for right in range(width)
                }
            column += width
        if head == place and row and all(local(cell).lower() == "th" for cell in row):
            head += 1
        texts.append(line)
    return Grid(tuple(map(tuple, texts)), tuple(merges), head if head > 1 else None)


def _rows(element: Element) -> Iterator[list[Element]]:
    for one in element:
        name = local(one).lower()
        if name == "tr":
            cells = [cell for cell in one if local(cell).lower() in ("td", "th")]
            if cells:
                yield cells
        elif name in ("thead", "tbody", "tfoot"):
            yield from _rows(one)


def _holds(element: Element, name: str) -> bool:
    waiting = list(element)
    while waiting:
        one = waiting.pop()
        if local(one).lower() == name:
            return True
        waiting.extend(one)
    return False


def _span(cell: Element, name: str) -> int:
    text = attribute(cell, name) or "1"
    return max(1, min(int(text), _WIDEST)) if text.isdecimal() and len(text) < 6 else 1


def _first_number(element: Element) -> int:
    start = attribute(element, "start") or "1"
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _is_hidden(element: Element) -> bool:
    style = (attribute(element, "style") or "").replace(" ", "").lower()
    hidden = attribute(element, "hidden") is not None or "display:none" in style
    return hidden or attribute(element, "aria-hidden") == "true" or "visibility:hidden" in style
