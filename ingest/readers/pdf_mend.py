"""Syllables broken by a program or a line end, put together again: "ĐIỀ U KHO ẢN", "chiến- lược".

Programs place accented letters one by one, and what reads them takes the gaps for spaces. Two
pieces are one syllable when together they make one that Vietnamese uses and one of them alone is
none. Single letters that name an item ("điểm c") are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vietnamese.common_pairs import common_pairs
from vietnamese.normal import fold, normalise
from vietnamese.telex import is_well_formed

_PIECE = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"(?<![\w.])([^\W\d_]{1,6}) ([^\W\d_]{1,6})(?![\w])")
#: before these a single letter is a name of its own
_NAMED = frozenset(
    "điểm mục khoản phần nhóm loại hạng lớp tổ khu lô bảng biểu mẫu phụ lục hình vitamin thứ chữ "
    "cấp khối vùng và hoặc".split()
)
#: letters that no text has as a word, but syllables end in
_ENDS = frozenset("iuoecmnpt")
_RANGE = re.compile(r"\w[-–\u00ad]\Z")
_LAST = re.compile(r"([^\W\d_]+)([-‐\u00ad])\Z")
_FIRST = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """Syllables in use, in search form."""
    return frozenset(part for pair in common_pairs() for part in pair.split("_"))


@lru_cache(maxsize=65536)
def is_used(piece: str) -> bool:
    """Whether a piece of text is a syllable that Vietnamese uses, written with its accents."""
    return normalise(piece) in _syllables()


def mended(line: str) -> str:
    """`line` with the syllables put together that a gap broke."""
    if not _may_be_broken(line):
        return line
    position = 0
    while found := _NEXT.search(line, position):
        position = found.start(2)
        before = line[: found.start()].split()[-1:]
        if _is_one(found[1], found[2], normalise(before[0]) if before else ""):
            third = _PIECE.match(line, found.end() + 1)
            if third and _belongs_to(found[1], found[2], third[0]):
                continue
            line = line[: found.end(1)] + line[found.start(2) :]
            position = found.start(1)
    return line


def _belongs_to(first: str, second: str, third: str) -> bool:
    """Whether the middle one of three pieces goes with the last: "nhà n ước"."""
    whole = normalise(second + third)
    return f"{normalise(first)}_{whole}" in common_pairs() and _is_one(second, third, "")


def _may_be_broken(line: str) -> bool:
    return any(not is_used(piece) and len(piece) <= 6 for piece in _PIECE.findall(line))


@lru_cache(maxsize=65536)
def _is_one(first: str, second: str, before: str) -> bool:
    """Whether two pieces are one syllable, `before` being the word before them."""
    whole = first + second
    if not (whole.islower() or whole.isupper() or (first[0].isupper() and whole[1:].islower())):
        return False
    form = normalise(whole)
    if form == fold(form) or form not in _syllables():
        return False
    if len(first) == 1 and (before in _NAMED or (is_used(second) and first.islower())):
        return False
    return not is_used(first) or not is_used(second) or second.lower() in _ENDS


@lru_cache(maxsize=16384)
def unglued(word: str) -> str:
    """A word that is two syllables often seen together with a space between them, else itself."""
    lower = word.lower()
    if not word.isalpha() or len(word) < 4 or is_used(word):
        return word
    cuts = [
        cut
        for cut in range(1, len(word))
        if f"{normalise(lower[:cut])}_{normalise(lower[cut:])}" in common_pairs()
    ]
    return f"{word[: cuts[0]]} {word[cuts[0] :]}" if len(cuts) == 1 else word


def joined(text: str, following: str) -> str:
    """Two pieces of a text, the second on a line of its own, as one.

    The hyphen at the end of the first is taken away where it only breaks a word, and kept without a
    space where it joins two ("kinh tế-xã hội", "2021-2025").
    """
    if not text or not following:
        return (text or following).replace("\u00ad", "-")
    if _RANGE.search(text) and following[0].isdigit():
        return text.replace("\u00ad", "-") + following
    last, first = _LAST.search(text), _FIRST.match(following)
    if last is None or first is None:
        return f"{text} {following}".replace("\u00ad", "-")
    pieces = (last[1], first[0])
    stem = text[: last.end(1)]
    if not following[0].islower() or all(map(_is_word, pieces)):
        return f"{stem}-{following}"
    return stem + following


def _is_word(piece: str) -> bool:
    return is_well_formed(normalise(piece)) and (
        is_used(piece) or (piece.isascii() and len(piece) > 1)
    )
