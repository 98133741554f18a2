"""Word documents (DOCX): paragraphs, headings, lists, tables, notes, as Word shows them.

Tracked changes are read as accepted. Headers, footers, comments, hidden text and tables of contents
are left out. Macros and links to other files are never touched: only parts of the file are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from errors import EmptyFile, UnreadableFile
from ingest.extracted import Extracted
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_parts import main_part, part_of, properties_of, related_parts
from ingest.readers.docx_runs import Content, Notes, accepted, paragraph_content
from ingest.readers.docx_styles import (
    TITLE,
    ListPlace,
    Style,
    Styles,
    is_centred,
    outline_level,
)
from ingest.readers.docx_tables import read_table
from ingest.readers.element import Element, attribute, child, children, local, value
from ingest.readers.parts import extracted, open_package
from ingest.readers.properties import person, title_in_text

_WHAT = "Word (DOCX)"
#: a paragraph in a heading style that is longer is a paragraph in the wrong style
_LONGEST_HEADING = 250
#: tables within tables deeper than this are read as empty; Word cannot show them
_DEEPEST = 8
_BLOCKS = frozenset(("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "Choice"))


def read(path: Path, name: str) -> Extracted:
    """The text of the Word document at `path`, called `name` in messages.

    Raises UnreadableFile (damaged, needs a password, hostile XML) and EmptyFile.
    """
    with open_package(path, name, _WHAT) as package:
        main = main_part(package)
        root = None if main is None else package.xml(main)
        body = child(root, "body")
        if main is None or body is None:
            raise UnreadableFile(
                f"{name}: không phải tài liệu {_WHAT} (không có phần nội dung). "
                "Hãy mở tệp bằng Word, lưu lại dạng .docx rồi nạp lại."
            )
        related = related_parts(package, main)
        styles = Styles(part_of(package, related, "styles"))
        reader = _Reader(styles, Numbering(part_of(package, related, "numbering"), styles))
        for kind in ("footnote", "endnote"):
            reader.read_notes(part_of(package, related, f"{kind}s"), kind)
        reader.opens_with_title = _opens_with_title(body, styles)
        blocks = _joined(list(reader.blocks(body)))
        title, author = properties_of(package)
        pictures = sum(part.startswith("word/media/") for part in package.parts)
    text = "\n".join(blocks)
    if pictures and not any(letter.isalnum() for letter in text):
        raise EmptyFile(
            f"{name}: tài liệu chỉ có {pictures} ảnh, không có chữ. Hãy lưu lại dạng PDF rồi nạp: "
            "chữ trong trang chụp của PDF được nhận dạng."
        )
    return extracted(blocks, name, "docx", title=title_in_text(title, text), author=person(author))


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, heading or table; "" for an empty paragraph, which parts centred lines."""

    text: str
    centred: bool = False


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    notes: Notes = field(default_factory=Notes)
    opens_with_title: bool = False
    depth: int = 0

    def read_notes(self, root: Element | None, kind: str) -> None:
        """Remember the notes of a part, to be put where they are referred to."""
        for note in children(root):
            if local(note) == kind and attribute(note, "type") is None:
                lines = [block.text for block in self.blocks(note) if block.text]
                text = " ".join(" ".join(lines).split())
                self.notes.texts[f"{kind}Reference", attribute(note, "id") or ""] = text

    def blocks(self, container: Element) -> Iterator[_Block]:
        """Blocks of a body, a cell, a note or a text box; an empty one for an empty paragraph."""
        held = ""
        for element in _shown(container):
            if local(element) == "tbl":
                yield from self._table(element)
                continue
            content = paragraph_content(element, self.styles, self.notes)
            if _mark_deleted(element):
                held += content.text  # goes on in the next paragraph
                continue
            yield from self._paragraph(element, Content(held + content.text, content.boxes))
            held = ""
        if held:
            yield _Block(held)

    def _table(self, table: Element) -> Iterator[_Block]:
        if self.depth >= _DEEPEST:
            return
        self.depth += 1
        for block in read_table(table, self.styles, self._lines):
            yield _Block(block)
        self.depth -= 1

    def _lines(self, container: Element) -> list[str]:
        """Lines of a cell; a table in it is given row by row."""
        lines = []
        for block in self.blocks(container):
            for line in block.text.split("\n"):
                if line.startswith("|"):
                    cells = [cell.strip() for cell in line.strip("|").split("|")]
                    line = "; ".join(cell for cell in cells if cell.strip("-"))
                if line.strip():
                    lines.append(line.strip())
        return lines

    def _paragraph(self, paragraph: Element, content: Content) -> Iterator[_Block]:
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle"))
        style = self.styles.style(style_id)
        if style.contents:
            return
        label = ""
        if content.text.strip():
            place = self._list_place(properties, style_id, style)
            label = self.numbering.label(place) if place else ""
        text = f"{label} {content.text}".strip() if label else content.text.strip(" ")
        level = outline_level(properties)
        level = style.level if level is None else level
        own = is_centred(properties)
        if level is not None and text and len(text) <= _LONGEST_HEADING and not self.depth:
            is_title = level == TITLE or (level == 1 and self.opens_with_title)
            depth = 1 if is_title else min(level + 1, 6)
            yield _Block("#" * depth + " " + " ".join(text.split()))
        else:
            yield _Block(text, bool(style.centred if own is None else own))
        for box in content.boxes:
            yield from self.blocks(box)

    def _list_place(
        self, properties: Element | None, style_id: str | None, style: Style
    ) -> ListPlace | None:
        own = child(properties, "numPr")
        list_id = value(child(own, "numId"))
        list_id = style.list_id if list_id is None else list_id
        if list_id is None or list_id == "0":
            return None
        depth = value(child(own, "ilvl"))
        if depth is not None and depth.isdecimal():
            return ListPlace(list_id, int(depth))
        tied = self.numbering.level_of_style(list_id, style_id) if style_id else None
        return ListPlace(list_id, tied if tied is not None else style.list_level or 0)


def _shown(container: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, out of content controls and accepted changes."""
    for element in container:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "AlternateContent":
            shown = child(element, "Choice")
            yield from _shown(element if shown is None else shown)
        elif name in _BLOCKS and accepted(element) and not _is_contents(element):
            yield from _shown(element)


def _is_contents(element: Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery is not None and gallery.lower().startswith("table of contents")


def _mark_deleted(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted, so that it goes on in the next one."""
    return child(paragraph, "pPr", "rPr", "del") is not None


def _opens_with_title(body: Element, styles: Styles) -> bool:
    """Whether the first paragraph is a heading of the first level and no other is: the title.

    Where there are several, they are sections, and the title stands above them in any style.
    """
    count = 0
    for element in _shown(body):
        if local(element) != "p" or not any(
            one.text for one in element.iter() if local(one) == "t"
        ):
            continue
        own = outline_level(child(element, "pPr"))
        level = styles.style(value(child(element, "pPr", "pStyle"))).level if own is None else own
        if not count and level != 1:
            return False
        count += level == 1
    return count == 1


def _joined(blocks: list[_Block]) -> list[str]:
    """Texts of the blocks; centred lines that follow each other are one block, as titles are."""
    joined: list[str] = []
    open_title = False
    for block in blocks:
        if open_title and block.centred and block.text and joined:
            joined[-1] += "\n" + block.text
        elif block.text:
            joined.append(block.text)
        open_title = block.centred and bool(block.text)
    return joined
