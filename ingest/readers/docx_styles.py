"""What the styles of a Word document say of its paragraphs: heading, list, font, contents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ingest.readers.element import Element, attribute, child, children, is_on, local, value
from vietnamese.normal import normalise

#: names of built-in styles are English in the file; LibreOffice and people write others
_HEADING = re.compile(r"(?:heading|tiêu đề|đầu đề|đề mục)\s*(?P<level>[1-9])")
_TITLE = re.compile(r"(?:title|tiêu đề|tên văn bản|đầu đề|tên tài liệu|trích yếu)")
_CONTENTS = re.compile(r"(?:toc|contents|mục lục|table of figures)\b.*")
#: a style is based on another at most so often
_CHAIN = 20

_Found = TypeVar("_Found")

#: level of the title of the document; those of headings begin at 1
TITLE = 0


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list that a paragraph is in, and how deep."""

    list_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it is based on; None where it does not say.

    `level` is TITLE or the level of a heading from 1. `contents` marks a table of contents.
    """

    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    font: str | None = None
    capitals: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None
    contents: bool = False
    bordered: bool = False


class Styles:
    """The styles of one document; `default_font` is that of text that no style sets."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self.default_font: str | None = None
        for element in children(root):
            if local(element) == "style":
                style_id = attribute(element, "styleId") or ""
                self._elements[style_id] = element
                if attribute(element, "default") in ("1", "true", "on"):
                    self._defaults[attribute(element, "type") or ""] = style_id
            elif local(element) == "docDefaults":
                self.default_font = font_of(child(element, "rPrDefault", "rPr"))

    def style(self, style_id: str | None, kind: str = "paragraph") -> Style:
        """The style by that id, or the default one of its kind ("paragraph", "table")."""
        style_id = style_id if style_id in self._elements else self._defaults.get(kind)
        if style_id is None:
            return Style()
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def list_of(self, style_id: str) -> str | None:
        """The list that a numbering style stands for."""
        return value(child(self._elements.get(style_id), "pPr", "numPr", "numId"))

    def _read(self, style_id: str) -> Style:
        chain: list[Element] = []
        seen: set[str] = set()
        following: str | None = style_id
        while following in self._elements and following not in seen and len(chain) < _CHAIN:
            seen.add(following)
            chain.append(self._elements[following])
            following = value(child(chain[-1], "basedOn"))
        names = [normalise(value(child(element, "name")) or "") for element in chain]
        number = _first(value(child(e, "pPr", "numPr", "numId")) for e in chain)
        depth = _first(value(child(e, "pPr", "numPr", "ilvl")) for e in chain)
        return Style(
            level=_heading_level(names, [child(e, "pPr") for e in chain]),
            list_id=number,
            list_level=_whole(depth),
            font=_first(font_of(child(e, "rPr")) for e in chain),
            capitals=_first(is_on(child(e, "rPr", "caps")) for e in chain),
            centred=_first(is_centred(child(e, "pPr")) for e in chain),
            hidden=_first(is_on(child(e, "rPr", "vanish")) for e in chain),
            contents=any(_CONTENTS.fullmatch(name) for name in names),
            bordered=any(has_borders(child(e, "tblPr", "tblBorders")) for e in chain),
        )


def font_of(properties: Element | None) -> str | None:
    """The font that run properties set for Western letters."""
    fonts = child(properties, "rFonts")
    if fonts is None:
        return None
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def is_centred(properties: Element | None) -> bool | None:
    """Whether paragraph properties centre the text; None where they do not say."""
    alignment = value(child(properties, "jc"))
    return None if alignment is None else alignment == "center"


def outline_level(properties: Element | None) -> int | None:
    """The heading level, from 1, that paragraph properties set; None for body text."""
    level = _whole(value(child(properties, "outlineLvl")))
    return None if level is None or not 0 <= level <= 8 else level + 1


def has_borders(borders: Element | None) -> bool:
    """Whether any of the borders is drawn."""
    return any(value(one) not in (None, "nil", "none") for one in children(borders))


def _heading_level(names: list[str], properties: list[Element | None]) -> int | None:
    for name, paragraph in zip(names, properties, strict=True):
        heading = _HEADING.fullmatch(name)
        if heading:
            return int(heading["level"])
        if _TITLE.fullmatch(name):
            return TITLE
        if child(paragraph, "outlineLvl") is not None:
            return outline_level(paragraph)
    return None


def _first(found: Iterable[_Found | None]) -> _Found | None:
    return next((one for one in found if one is not None), None)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
