"""Presentations (PPTX, ODP): the text of each slide as a page, its title as a heading.

Lists, tables and the texts of diagrams are read; pictures, charts, notes for the speaker, footers
and hidden slides are left out. Only parts of the file are read, nothing in it is carried out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from errors import EmptyFile, UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.formats import detect
from ingest.readers.docx_parts import properties_of
from ingest.readers.element import Element, attribute, child, children, local
from ingest.readers.grid import Grid, Merge, table_blocks
from ingest.readers.parts import Package, clean, extracted, needs_password, open_package
from ingest.readers.properties import person, title_in_text

_PRESENTATION, _MANIFEST = "ppt/presentation.xml", "META-INF/manifest.xml"
#: placeholders that repeat on every slide
_FURNITURE = frozenset(("dt", "ftr", "sldNum", "hdr"))
_TITLES = frozenset(("title", "ctrTitle"))
#: placeholders whose paragraphs are a list unless they say otherwise; "" is the usual body
_LISTS = frozenset(("body", "obj", ""))
_LONGEST_TITLE = 250
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Slide:
    """The title of a slide, "" without, and its blocks of text; `hidden` ones have none."""

    title: str = ""
    blocks: tuple[str, ...] = ()
    hidden: bool = False


def read(path: Path, name: str) -> Extracted:
    """The text of the presentation at `path`, called `name` in messages.

    Raises UnreadableFile (damaged, needs a password, hostile XML, too many slides) and EmptyFile.
    """
    is_odp = detect(path, name).suffix == ".odp"
    what = "trình chiếu (ODP)" if is_odp else "PowerPoint (PPTX)"
    with open_package(path, name, what) as package:
        if is_odp and _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise needs_password(name)
        slides = list(_odp_slides(package) if is_odp else _pptx_slides(package))
        title, author = ("", "") if is_odp else properties_of(package)
        pictures = any(part.startswith(("ppt/media/", "Pictures/")) for part in package.parts)
    if not slides:
        raise UnreadableFile(
            f"{name}: bản trình chiếu không có trang nào. Hãy mở tệp bằng chương trình đã tạo ra "
            "nó, lưu lại dạng .pptx hoặc PDF rồi nạp lại."
        )
    if len(slides) > limits.current().pages:
        raise limits.exceeded(name, f"có {len(slides)} trang", "pages")
    hidden = [number for number, slide in enumerate(slides, 1) if slide.hidden]
    warnings = (f"không đọc trang chiếu ẩn: {', '.join(map(str, hidden))}",) if hidden else ()
    pages = [_page_text(slide, first=not place) for place, slide in enumerate(slides)]
    if pictures and not any(letter.isalnum() for page in pages for letter in page):
        raise EmptyFile(
            f"{name}: bản trình chiếu chỉ có ảnh, không có chữ. Hãy lưu lại dạng PDF rồi nạp: chữ "
            "trong ảnh của PDF được nhận dạng."
        )
    whole = extracted(pages, name, "odp" if is_odp else "pptx", warnings=warnings)
    last = len(whole.text) - 1
    ends = accumulate(len(page) + 2 if page else 0 for page in pages[:-1])
    return replace(
        whole,
        pages=tuple(min(end, last) for end in ends),
        title=clean(title_in_text(title, whole.text)),
        author=clean(person(author)),
    )


def _page_text(slide: _Slide, *, first: bool) -> str:
    """The text of a slide; the title of the first is that of the whole."""
    short = slide.title and len(slide.title) <= _LONGEST_TITLE
    head = f"{'#' if first else '##'} {slide.title}" if short else slide.title
    return "\n\n".join(filter(None, map(clean, (head, *slide.blocks))))


# -- PPTX ----------------------------------------------------------------------------------------


def _pptx_slides(package: Package) -> Iterator[_Slide]:
    """The slides in the order of the presentation."""
    related = _relations(package, _PRESENTATION)
    for entry in children(child(package.xml(_PRESENTATION), "sldIdLst")):
        # "id" without a namespace is a number of its own; that of the relation has one.
        names = (value for key, value in entry.attrib.items() if key.endswith("}id"))
        _, part = related.get(next(names, ""), ("", ""))
        root = package.xml(part) if part else None
        if root is None:
            yield _Slide()
        elif attribute(root, "show") in ("0", "false"):
            yield _Slide(hidden=True)
        else:
            yield _pptx_slide(package, part, root)


def _pptx_slide(package: Package, part: str, root: Element) -> _Slide:
    title, blocks = "", []
    for shape in _shapes(child(root, "cSld", "spTree"), _DEEPEST):
        if local(shape) == "graphicFrame":
            table = child(shape, "graphic", "graphicData", "tbl")
            blocks += [] if table is None else table_blocks(_grid(table))
            continue
        place = child(shape, "nvSpPr", "nvPr", "ph")
        kind = None if place is None else attribute(place, "type") or ""
        body = child(shape, "txBody")
        if body is None or kind in _FURNITURE:
            continue
        if kind in _TITLES and not title:
            title = " ".join(" ".join(_text(one) for one in _named(body, "p")).split())
        else:
            blocks += _paragraphs(body, listed=kind in _LISTS)
    for kind, data in _relations(package, part).values():
        if kind == "diagramData":
            points = child(package.xml(data), "ptLst")
            for point in children(points):
                text = child(point, "t")
                blocks += [] if text is None else _paragraphs(text, listed=True)
    return _Slide(title, tuple(blocks))


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and part of what a part refers to inside the file."""
    folder, file = posixpath.split(part)
    found = {}
    for one in children(package.xml(f"{folder}/_rels/{file}.rels")):
        target = attribute(one, "Target") or ""
        path = target if target.startswith("/") else f"/{folder}/{target}"
        inside = posixpath.normpath(path).lstrip("/")
        if attribute(one, "TargetMode") != "External" and inside in package:
            kind = (attribute(one, "Type") or "").rpartition("/")[2]
            found[attribute(one, "Id") or ""] = (kind, inside)
    return found


def _shapes(container: Element | None, depth: int) -> Iterator[Element]:
    """Shapes with text and frames with tables in order, out of groups."""
    for element in children(container):
        name = local(element)
        if name in ("sp", "graphicFrame"):
            yield element
        elif depth and name in ("grpSp", "AlternateContent", "Choice"):
            yield from _shapes(element, depth - 1)


def _paragraphs(body: Element, *, listed: bool) -> Iterator[str]:
    """The paragraphs of a text, those of a list with their mark."""
    counts: dict[str, int] = {}
    for paragraph in _named(body, "p"):
        text = " ".join(_text(paragraph).split())
        if not text:
            continue
        properties = child(paragraph, "pPr")
        numbered = child(properties, "buAutoNum") is not None
        level = (attribute(properties, "lvl") or "0") if properties is not None else "0"
        counts = {key: count for key, count in counts.items() if key < level or numbered}
        if numbered:
            counts = {key: count for key, count in counts.items() if key <= level}
            counts[level] = counts.get(level, 0) + 1
            yield f"{counts[level]}. {text}"
        elif child(properties, "buNone") is None and (listed or _has_bullet(properties)):
            yield f"- {text}"
        else:
            yield text


def _has_bullet(properties: Element | None) -> bool:
    return child(properties, "buChar") is not None or child(properties, "buBlip") is not None


def _text(paragraph: Element) -> str:
    """The runs of a paragraph, a forced line end as a space."""
    parts = []
    for run in paragraph:
        inner = child(run, "t")
        parts.append(" " if local(run) == "br" else (inner.text if inner is not None else "") or "")
    return "".join(parts)


def _named(parent: Element, name: str) -> Iterator[Element]:
    return (one for one in parent if local(one) == name)


def _grid(table: Element) -> Grid:
    rows, merges = [], []
    for top, row in enumerate(_named(table, "tr")):
        line = []
        for left, cell in enumerate(_named(row, "tc")):
            held = [attribute(cell, key) in ("1", "true") for key in ("hMerge", "vMerge")]
            body = child(cell, "txBody")
            texts = () if body is None or any(held) else map(_text, _named(body, "p"))
            line.append(" ".join(" ".join(texts).split()))
            wide, high = (_number(attribute(cell, key)) for key in ("gridSpan", "rowSpan"))
            if wide > 1 or high > 1:
                merges.append(Merge(top, left, top + high - 1, left + wide - 1))
        rows.append(tuple(line))
    width = max(map(len, rows), default=0)
    fitting = [one for one in merges if one.bottom < len(rows) and one.right < width]
    return Grid(tuple(rows), tuple(fitting))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


# -- ODP -----------------------------------------------------------------------------------------


def _odp_slides(package: Package) -> Iterator[_Slide]:
    for page in children(child(package.xml("content.xml"), "body", "presentation")):
        if local(page) == "page":
            title, blocks = "", []
            for kind, block in _odp_blocks(page, "", _DEEPEST):
                if kind == "title" and not title:
                    title = block
                else:
                    blocks.append(block)
            yield _Slide(title, tuple(blocks))


def _odp_blocks(container: Element, kind: str, depth: int) -> Iterator[tuple[str, str]]:
    """Blocks of text, each with the class of the frame that it stands in."""
    for element in container if depth else ():
        name = local(element)
        if name == "notes":
            continue
        if name in ("p", "h"):
            text = " ".join(_odp_text(element).split())
            if text:
                yield kind, f"- {text}" if kind == "list" else text
        elif name == "table":
            yield from (("table", block) for block in table_blocks(_odp_grid(element)))
        else:
            inside = "list" if name == "list" else attribute(element, "class") or kind
            yield from _odp_blocks(element, inside, depth - 1)


def _odp_text(element: Element) -> str:
    """The text below an element; spaces, tabs and line ends have elements of their own."""
    if local(element) in ("s", "tab", "line-break"):
        return " "
    inner = "".join(_odp_text(one) + (one.tail or "") for one in element)
    return (element.text or "") + inner


def _odp_grid(table: Element) -> Grid:
    rows = []
    for row in table.iter():
        if local(row) == "table-row":
            cells = (one for one in row if local(one) in ("table-cell", "covered-table-cell"))
            rows.append(tuple(" ".join(_odp_text(cell).split()) for cell in cells))
    return Grid(tuple(rows))
