"""The words of a PDF page with their places, turned upright, in Unicode.

pdfium gives a page's characters in the order they were drawn, with spaces where it sees gaps. Only
the first and the last character of a word are asked for their boxes: a call for each character
costs several times as much. Words in TCVN3 and VNI fonts are decoded by the name of their font.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.readers.pdf_text import Turned, Word, tidy
from vietnamese.legacy import by_font
from vietnamese.legacy_runs import decode_runs

_SPACES = (" ", "\u00a0", "\t")
_WORD = re.compile(r"[^\s\x00\x01\x03-\x1f]+")
#: a word wider than so many times its height per character holds a gap
_WIDEST = 1.6
#: characters without a letter: those the words leave out, and those in them
_LOST = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_UNKNOWN = re.compile(r"[\ue000-\uf8ff\ufffd]")
#: a raised figure is smaller than the word it stands at
_SMALL = 0.8


@dataclass(frozen=True, slots=True)
class _Raw:
    """Characters first:last of a page as pdfium has them: a word before it is placed.

    `spaced`: a space was drawn before it; `opens`: it is the first of a line as drawn.
    """

    text: str
    first: int
    last: int
    quarters: int
    font: int
    spaced: bool
    opens: bool


class PageText:
    """A page's characters, asked of pdfium.

    `garbled` is the share of those whose letter is not known, once `words` were asked for: a font
    without a table of its characters.
    """

    def __init__(self, textpage: object, box: tuple[float, float, float, float]) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = textpage
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._decoders: dict[int, Callable[[str], str] | None] = {}
        text = self._text()
        self._raw = [part for match in _WORD.finditer(text) for part in self._parts(match)]
        self.garbled = 0.0
        self._lost = len(_LOST.findall(text))
        turns = Counter(raw.quarters for raw in self._raw if raw.quarters >= 0)
        self.turned = Turned(max(turns, key=lambda q: turns[q], default=0), *box)

    def words(self, upright_rules: Sequence[tuple[float, float, float]] = ()) -> list[Word]:
        """All words but slanted ones (watermarks), as drawn.

        A word that runs over a rule (x, top, bottom; in order) is parted there.
        """
        places = [x for x, _, _ in upright_rules]
        decoded = self._decoded()
        unknown = self._lost + sum(len(_UNKNOWN.findall(text)) for text in decoded)
        self.garbled = unknown / max(1, self._lost + sum(map(len, decoded)))
        words: list[Word] = []
        for raw, text in zip(self._raw, decoded, strict=True):
            if raw.quarters < 0:
                continue
            word = self._place(raw.first, raw.last, raw.quarters, text, raw.spaced)
            if word is None:
                continue
            near = slice(bisect_right(places, word.x0 + 1), bisect_left(places, word.x1 - 1))
            cuts = [x for x, top, bottom in upright_rules[near] if top < word.base < bottom]
            torn = cuts or self._is_torn(word) or self._has_note_mark(raw, word)
            if torn and len(text) == raw.last - raw.first:
                words += self._by_characters(raw, text, cuts)
            else:
                words.append(word)
        return [word for word in map(_cleaned, words) if word.text]

    def _text(self) -> str:
        count = max(0, self._pdfium.FPDFText_CountChars(self._page))
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(self._page, 0, count, buffer) if count else 0
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        return "".join(
            chr(self._pdfium.FPDFText_GetUnicode(self._page, place) % 0x110000)
            for place in range(count)
        )

    def _parts(self, match: re.Match[str]) -> Iterator[_Raw]:
        """A run without white space, parted where a font changes that is not Unicode."""
        first, last = match.span()
        before = match.string[first - 1 : first]
        opens = before in ("\n", "\r")
        spaced = before in _SPACES and not self._pdfium.FPDFText_IsGenerated(self._page, first - 1)
        fonts = (self._font(first), self._font(last - 1))
        if fonts[0] == fonts[1] or not any(map(self._decoder, fonts)):
            yield _Raw(match[0], first, last, self._quarters(first), fonts[0], spaced, opens)
            return
        for font, places in groupby(range(first, last), self._font):
            run = list(places)
            at, end = run[0], run[-1] + 1
            text = match[0][at - first : end - first]
            begins = at == first
            quarters = self._quarters(at)
            yield _Raw(text, at, end, quarters, font, spaced and begins, opens and begins)

    def _font(self, place: int) -> int:
        """A number for the font of a character, 0 where there is none."""
        obj = self._pdfium.FPDFText_GetTextObject(self._page, place)
        font = self._pdfium.FPDFTextObj_GetFont(obj) if obj else None
        number = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if number not in self._decoders:
            self._decoders[number] = by_font(self._font_name(font)) if font else None
        return number

    def _font_name(self, font: object) -> str:
        buffer = ctypes.create_string_buffer(256)
        length = self._pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
        return buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")

    def _decoder(self, font: int) -> Callable[[str], str] | None:
        return self._decoders.get(font)

    def _quarters(self, place: int) -> int:
        """Quarters of a circle that a character is turned to the left; -1 when it is slanted."""
        angle = self._pdfium.FPDFText_GetCharAngle(self._page, place)
        if not math.isfinite(angle) or angle < 0:
            return 0
        quarters = angle / (math.pi / 2)
        return -round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1

    def _decoded(self) -> list[str]:
        """The texts of all words in Unicode; runs of one font together, for their case.

        Where no font tells of TCVN3 or VNI, the syllables of the lines do.
        """
        texts: list[str] = []
        for font, run in groupby(self._raw, lambda raw: raw.font):
            part = [raw.text for raw in run]
            decode = self._decoder(font)
            if decode is not None:
                part = [text.replace("\x02", "\xad").replace("\ufffe", "\xad") for text in part]
                part = decode(" ".join(part)).split(" ")
            texts += part
        if all(map(str.isascii, texts)):
            return texts
        gaps = ["\n" if raw.opens else " " for raw in self._raw]
        whole = "".join(gap + text for gap, text in zip(gaps, texts, strict=True))
        decoded, found = decode_runs(whole)
        return re.split("[ \n]", decoded[1:]) if found else texts

    def _box(self, place: int) -> tuple[float, float, float, float] | None:
        if not self._pdfium.FPDFText_GetLooseCharBox(self._page, place, self._rect):
            return None
        rect = self._rect
        x0, y0 = self.turned.point(rect.left, rect.bottom)
        x1, y1 = self.turned.point(rect.right, rect.top)
        box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        return box if all(map(math.isfinite, box)) else None

    def _place(self, first: int, last: int, quarters: int, text: str, spaced: bool) -> Word | None:
        begin, end = self._box(first), self._box(last - 1)
        if begin is None or end is None:
            return None
        self._pdfium.FPDFText_GetCharOrigin(self._page, first, self._x, self._y)
        turn = (quarters - self.turned.quarters) % 4
        x0, x1 = min(begin[0], end[0]), max(begin[2], end[2])
        top, bottom = min(begin[1], end[1]), max(begin[3], end[3])
        base = self.turned.point(self._x.value, self._y.value)[1]
        size = self._size(first)
        return Word(text, x0, x1, top, bottom, base, size, turn, first, last, spaced)

    def _size(self, place: int) -> float:
        """The height of a character's font as drawn, in points."""
        size = self._pdfium.FPDFText_GetFontSize(self._page, place)
        if self._pdfium.FPDFText_GetMatrix(self._page, place, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return max(1.0, size) if math.isfinite(size) else 1.0

    def _is_torn(self, word: Word) -> bool:
        """Whether the box of a word is not that of letters side by side."""
        if word.turn:
            return False
        wide = word.x1 - word.x0 > _WIDEST * word.size * max(2, len(word.text))
        return wide or word.bottom - word.top > 1.9 * word.size

    def _has_note_mark(self, raw: _Raw, word: Word) -> bool:
        """Whether a word ends in smaller figures, as those that refer to a footnote."""
        if not raw.text[-1].isdigit() or len(raw.text) < 2:
            return False
        return self._size(raw.last - 1) < _SMALL * word.size

    def _by_characters(self, raw: _Raw, text: str, cuts: list[float]) -> list[Word]:
        """The pieces of a word between the rules it runs over, and between gaps."""
        pieces: list[Word] = []
        for place, letter in enumerate(text):
            at = raw.first + place
            word = self._place(at, at + 1, raw.quarters, letter, False)
            if word is None:
                continue
            before = pieces[-1] if pieces else None
            middle = (word.x0 + word.x1) / 2
            if (
                before is not None
                and abs(before.base - word.base) < 0.3 * word.size
                and -0.3 * word.size < word.x0 - before.x1 < 0.5 * word.size
                and not any((before.x0 + before.x1) / 2 < x < middle for x in cuts)
            ):
                joined = before.text + letter
                pieces[-1] = replace(before, text=joined, x1=max(before.x1, word.x1), last=at + 1)
                cuts = [x for x in cuts if x > pieces[-1].x1 - 1 or x > middle]
            else:
                pieces.append(replace(word, spaced=not pieces and raw.spaced))
        return pieces


def _cleaned(word: Word) -> Word:
    text = tidy(word.text)
    return word if text == word.text else replace(word, text=text)
