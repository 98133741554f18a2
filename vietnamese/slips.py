"""Slips of the fingers: words one slip apart, and how far apart two words are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from vietnamese.lexicon import Gap, Lexicon, has_accents, words

_MISSPELT = Path(__file__).with_name("misspellings.tsv")

#: Letters of words typed without accents.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Letters that lie side by side on the keyboard or sound alike in some region.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = ("ln", "sx", "iy", "dr", "ct")
_CONFUSED = {frozenset(pair) for row in _ROWS for pair in pairwise(row)}
_CONFUSED |= {frozenset(pair) for pair in _SOUNDS}


def one_slip(word: str) -> Iterator[str]:
    """Words a letter more, less or other than `word`, or with two letters swapped; repeated."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for head, tail in cuts:
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def one_apart(one: str, other: str) -> bool:
    """Whether two words are equal or one slip apart: `distance` of at most 1, many times faster."""
    short, long = sorted((len(one), len(other)))
    if long - short > 1:
        return False
    start = 0
    while start < short and one[start] == other[start]:
        start += 1
    end = 0
    while end < short - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def distance(one: str, other: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment) of two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def is_slip(given: str, meant: str) -> bool:
    """Whether one folded word comes of the other by a slip of the fingers or by sound."""
    if len(given) != len(meant):
        return True
    wrong = [(a, b) for a, b in zip(given, meant, strict=True) if a != b]
    if len(wrong) == 2:
        return wrong[0] == wrong[1][::-1]
    return len(wrong) == 1 and frozenset(wrong[0]) in _CONFUSED


def is_swapped(typed: str, meant: str) -> bool:
    """Whether two letters beside each other were typed in the other order: "sihn"."""
    places = [
        place for place, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]
    ]
    return (
        len(typed) == len(meant)
        and len(places) == 2
        and places[1] == places[0] + 1
        and sorted(typed) == sorted(meant)
    )


def respelt(text: str) -> str:
    """`text` without the wrong spellings that many have for right: "hổ trợ", "bổ xung".

    A text without accents stays as it is: what is wrong with them may be right without.
    """
    if not has_accents(text):
        return text
    line, lexicon = words(text), _misspellings()
    for first in reversed(range(len(line))):
        phrase = lexicon.longest(line, first, Gap.SPACE)
        if phrase is None or phrase.plain:
            continue
        start, end = line[first].start, line[phrase.last - 1].end
        right = phrase.value
        capital = text[start].isupper()
        right = right.upper() if text[start:end].isupper() else right
        text = text[:start] + (right[0].upper() + right[1:] if capital else right) + text[end:]
    return text


@lru_cache(maxsize=1)
def _misspellings() -> Lexicon[str]:
    found: Lexicon[str] = Lexicon()
    for row in _MISSPELT.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            wrong, right = row.split("\t")
            found.add(wrong, right)
    return found


#: Final letters after which a syllable has one of two tones, and the marks of these.
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")


def lacks_tone(given: str, meant: str) -> bool:
    """Whether `given` is `meant` without the tone that its final stop asks for: "quyêt"."""
    if not given.endswith(_STOPS):
        return False
    parts = unicodedata.normalize("NFD", meant)
    for tone in _STOP_TONES:
        if tone in parts:
            return unicodedata.normalize("NFC", parts.replace(tone, "")) == given
    return False
