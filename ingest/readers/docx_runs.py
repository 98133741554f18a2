"""The text of a Word paragraph, run by run, as it is shown once all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ingest.readers.docx_styles import Styles, font_of
from ingest.readers.element import Element, attribute, child, is_on, local, value
from vietnamese.legacy import by_font

#: what is shown by what it holds, besides the paragraph itself; the second line is of formulas
_TRANSPARENT = frozenset(
    "ins moveTo hyperlink smartTag sdt sdtContent fldSimple customXml dir bdo ruby rubyBase "
    "oMath oMathPara num den e sub sup deg f rad sSub sSup sSubSup nary d func fName acc".split()
)
_OWN_TEXT = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-", "br": "\n"}
#: characters of the symbol fonts that texts use
_SYMBOL = {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0x2D: "-"}
_WINGDINGS = {0xA7: "▪", 0x6C: "●", 0x6E: "▪", 0x76: "•", 0xD8: "•", 0xFC: "✓", 0xFE: "✓"}


@dataclass(slots=True)
class Notes:
    """Texts of footnotes and endnotes by kind and id."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text as it is typed, the font it is set in, and whether it is shown in capitals."""

    text: str
    font: str | None
    capitals: bool = False


@dataclass(slots=True)
class _Text:
    """A paragraph while it is read: pieces, notes, text boxes."""

    pieces: list[_Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a paragraph with its notes in brackets, and the text boxes anchored in it."""

    text: str
    boxes: tuple[Element, ...] = ()


def paragraph_content(paragraph: Element, styles: Styles, notes: Notes) -> Content:
    """What the paragraph element shows. Text set in a font of before Unicode is converted."""
    style = styles.style(value(child(paragraph, "pPr", "pStyle")))
    found = _Text()
    reader = _Reader(styles, notes, style.font or styles.default_font, found)
    reader.read(paragraph, bool(style.capitals), bool(style.hidden))
    text = "".join(_converted(found.pieces)).strip("\n")
    for note in found.notes:
        text = f"{text.rstrip()} ({note})".lstrip()
    return Content(text, tuple(found.boxes))


def accepted(element: Element) -> bool:
    """Whether an element is still there once all tracked changes are accepted."""
    return local(element) not in ("del", "moveFrom")


@dataclass(frozen=True, slots=True)
class _Reader:
    styles: Styles
    notes: Notes
    font: str | None
    found: _Text

    def read(self, element: Element, capitals: bool, hidden: bool) -> None:
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one, capitals, hidden)
            elif name == "AlternateContent":
                shown = child(one, "Choice")
                self.read(one if shown is None else shown, capitals, hidden)
            elif name in _TRANSPARENT:
                self.read(one, capitals, hidden)

    def _run(self, run: Element, capitals: bool, hidden: bool) -> None:
        properties = child(run, "rPr")
        own = self.styles.style(value(child(properties, "rStyle")), "character")
        if _chosen(is_on(child(properties, "vanish")), own.hidden, hidden):
            return
        font = font_of(properties) or own.font or self.font
        upper = _chosen(is_on(child(properties, "caps")), own.capitals, capitals)
        self._content(run, font, upper)

    def _content(self, run: Element, font: str | None, upper: bool) -> None:
        for one in run:
            name = local(one)
            if name == "t":
                self._add(one.text or "", font, upper)
            elif name in _OWN_TEXT:
                self._add(_OWN_TEXT[name], font)
            elif name == "sym":
                self._add(_symbol(one), None)
            elif name in ("footnoteReference", "endnoteReference"):
                note = self.notes.texts.get((name, attribute(one, "id") or ""))
                if note:
                    self.found.notes.append(note)
            elif name == "AlternateContent":
                shown = child(one, "Choice")
                self._content(one if shown is None else shown, font, upper)
            elif name in ("drawing", "pict", "object"):
                self.found.boxes.extend(_text_boxes(one))

    def _add(self, text: str, font: str | None, upper: bool = False) -> None:
        self.found.pieces.append(_Piece(text, font, upper))


def _chosen(*settings: bool | None) -> bool:
    return bool(next((one for one in settings if one is not None), False))


def _symbol(element: Element) -> str:
    code = attribute(element, "char")
    known = _SYMBOL if attribute(element, "font") == "Symbol" else _WINGDINGS
    return "" if code is None else known.get(int(code, 16) & 0xFF, "")


def _text_boxes(drawing: Element) -> Iterator[Element]:
    """The contents of text boxes, outermost only; the old form only where there is no new one."""
    for one in drawing:
        if local(one) == "txbxContent":
            yield one
        elif local(one) == "AlternateContent":
            shown = child(one, "Choice")
            yield from _text_boxes(one if shown is None else shown)
        else:
            yield from _text_boxes(one)


def _converted(pieces: list[_Piece]) -> Iterator[str]:
    """The pieces as shown; neighbours in one font of before Unicode are converted as one.

    A syllable may be spread over several runs, and only whole words tell what is to be converted.
    """
    for (font, capitals), group in groupby(pieces, lambda piece: (piece.font, piece.capitals)):
        text = "".join(piece.text for piece in group)
        decoder = by_font(font) if font else None
        text = decoder(text) if decoder else text
        yield text.upper() if capitals else text
