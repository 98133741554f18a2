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


#: Doses and grades by their number: "hai mũi", "mức độ 4".
_COUNTED = re.compile(
    r"\b(?P<many>\d|hai|ba|bon) (?P<doses>mui|lieu)\b"
    r"|\b(?P<grade>muc do|cap do|loai|hang|mui|lieu) (?:thu )?"
    r"(?P<number>\d|hai|ba|bon|i{1,3}|iv|v)\b"
)
_NUMBERS = {"hai": "2", "ba": "3", "bon": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


@lru_cache(maxsize=4096)
def _grades_in(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for match in _COUNTED.finditer(fold(normalise(text))):
        what, number = match["doses"] or match["grade"], match["many"] or match["number"]
        number = _NUMBERS.get(number, number)
        found[what] = found.get(what, frozenset()) | {number}
    return found


def of_other_grade(question: str, indicator: str) -> bool:
    """Whether a figure's indicator names another dose or grade than the question: "1 mũi"."""
    told = _grades_in(indicator)
    return any(
        told.get(what) and not numbers & told[what]
        for what, numbers in _grades_in(question).items()
    )
