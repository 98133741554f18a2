"""Words with their places on a page, and their letters put in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

#: what pdfium puts for a hyphen at a line's end
HYPHENS = "\x02\ufffe\u00ad"
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ud800-\udfff\ufffd-\uffff]"
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
#: Wingdings and Symbol bullets at the beginning of a line
_BULLETS = "\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf076\uf0a8"
_QUALITIES = "\u0302\u0306\u031b"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_FIRST = re.compile(rf"([{_TONES}])([{_QUALITIES}])")
#: letters of one word are at most so many heights apart; so when nothing was drawn between them
_TOUCHING, _TOUCHING_NEXT = 0.1, 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word at x0–x1, top–bottom, in points from the page's upper left; `base` is its base line.

    `size` is the height of its font; `turn` how many quarters of a circle it is turned against the
    page's text. It was drawn as characters `first` to `last` of the page, `spaced` with a space
    before it. What was recognised from a picture has no such numbers.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    turn: int = 0
    first: int = -1
    last: int = -1
    spaced: bool = True

    def touches(self, other: Word) -> bool:
        """Whether no gap parts it from `other` before it on its row, so that they are one word.

        A space that was drawn between the two counts, however narrow it is.
        """
        apart = (self.x0 - other.x1) / self.size
        between = self.first - other.last
        if self.first < 0 or (self.spaced and 0 < between <= 2):
            return False
        return apart < (_TOUCHING_NEXT if between == 0 else _TOUCHING)


@dataclass(frozen=True, slots=True)
class Turned:
    """How a page is turned to have its text upright: `quarters` clockwise, and its box."""

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is read: from the left, from the top."""
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)


@lru_cache(maxsize=16384)
def tidy(text: str) -> str:
    """A word without unprintable characters, NFC, its Vietnamese marks in order; maybe empty.

    A hyphen that only a line end called for stays as a soft hyphen.
    """
    if text.isascii() and text.isprintable():
        return text
    hyphen = len(text) > 1 and text[-1] in HYPHENS
    inner = "".join("•" if sign in _BULLETS else sign for sign in text.rstrip(HYPHENS))
    inner = unicodedata.normalize("NFKC" if _has_ligature(inner) else "NFC", inner)
    inner = _PRIVATE.sub("", _UNPRINTABLE.sub("", inner.replace("\u00ad", "")))
    if any(mark in inner for mark in _TONES + _QUALITIES) or _is_split(inner):
        marks = unicodedata.normalize("NFD", inner)
        while _TONE_FIRST.search(marks):
            marks = _TONE_FIRST.sub(r"\2\1", marks)
        inner = marks
    inner = unicodedata.normalize("NFC", inner)
    if text in ("\x02", "\ufffe"):
        return "-"
    return inner + "\u00ad" if hyphen and inner else inner


def _has_ligature(text: str) -> bool:
    return any("\ufb00" <= letter <= "\ufb06" for letter in text)


def _is_split(text: str) -> bool:
    return any(unicodedata.combining(letter) for letter in text)
