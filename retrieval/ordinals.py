"""Which of several of one sort is asked about: "kỳ họp thứ 16" is not the fifteenth."""

from __future__ import annotations

import re
from functools import lru_cache

from vietnamese.normal import fold, normalise

_UNITS = "mot|hai|ba|bon|lam|sau|bay|tam|chin"
_FIRST = "nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi"
#: What is numbered in a row, and its number.
_NUMBERED = re.compile(
    r"\b(?P<what>ky hop|phien hop|hoi nghi|dai hoi|phien toa|dot|lan|khoa|vong|giai doan|goi thau"
    rf"|chuyen de)(?: \w+){{0,8}}? thu (?P<number>\d+|muoi (?:{_UNITS})|{_FIRST})\b"
)
_WORDS = {word: str(number) for number, word in enumerate(_FIRST.split("|"), start=1)} | {
    f"muoi {word}": str(10 + number) for number, word in enumerate(_UNITS.split("|"), start=1)
}


@lru_cache(maxsize=4096)
def ordinals_in(text: str) -> dict[str, frozenset[str]]:
    """The numbers of each sort of numbered thing in `text`: {"ky hop": {"16"}}."""
    found: dict[str, frozenset[str]] = {}
    for match in _NUMBERED.finditer(fold(normalise(text))):
        number = _WORDS.get(match["number"], match["number"])
        found[match["what"]] = found.get(match["what"], frozenset()) | {number}
    return found


def of_other_number(question: str, text: str) -> bool:
    """Whether `text` tells of another of the numbered things than the question names."""
    asked = ordinals_in(question)
    if not asked:
        return False
    told = ordinals_in(text)
    return any(told.get(what) and not numbers & told[what] for what, numbers in asked.items())
