"""The words of a passage as numbers, in their order: what a reranker reads instead of the text.

Reading fifty passages from their text takes tens of milliseconds; from these numbers, one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from vietnamese.normal import fold
from vietnamese.tokens import syllables

#: Bits of a word's number that tell its accents; the others tell its folded form.
ACCENT_BITS = 8
#: Words of a passage, and of its context, that are kept; a longer text is cut.
MAX_WORDS, MAX_CONTEXT = 1500, 120

#: With a line or, before white space, with one of these a sentence or an item may end: that is
#: approximate, it only bounds what is near.
SENTENCE_ENDS = ".;!?:"
_BREAK = re.compile(rf"(?<=[{SENTENCE_ENDS}])\s+|\s*\n\s*")

#: Spreads 32-bit numbers over 14 bits (Knuth's multiplicative hash).
_MIX, _SHIFT = np.uint32(2654435761), np.uint32(18)

Codes = npt.NDArray[np.uint32]


class Forward(NamedTuple):
    """One passage; made by the dozen for a question, which tuples are quicker at than dataclasses.

    `words` are the numbers of its syllables, `starts` the places in `words` where sentences begin
    (the first is 0), `context` the words of what it inherits, `pieces` the embedding model's pieces
    (none with a model that has no table of pieces).
    """

    words: Codes
    starts: npt.NDArray[np.uint16]
    context: Codes
    pieces: npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Runs:
    """The words of n passages end to end: of each first its text, then its context.

    `sizes` are the 2n lengths.
    """

    codes: Codes
    sizes: npt.NDArray[np.int64]


@lru_cache(maxsize=200_000)
def word_code(word: str) -> int:
    """The number of a word in search form: equal folded forms are equal but for the last bits."""
    folded = crc32(fold(word).encode()) >> ACCENT_BITS
    return folded << ACCENT_BITS | crc32(word.encode()) & (1 << ACCENT_BITS) - 1


def word_codes(words: Sequence[str]) -> Codes:
    """The numbers of words in search form."""
    return np.fromiter(map(word_code, words), np.uint32, len(words))


def forward_of(text: str, context: str, pieces: Sequence[int]) -> Forward:
    """The record of a passage with its inherited `context` and the model's `pieces`."""
    words: list[str] = []
    starts: list[int] = []
    for sentence in _BREAK.split(text):
        units = syllables(sentence)
        if units and len(words) < MAX_WORDS:
            starts.append(len(words))
            words += units
    return Forward(
        word_codes(words[:MAX_WORDS]),
        np.array(starts, np.uint16),
        word_codes(syllables(context)[:MAX_CONTEXT]),
        np.array(pieces[: np.iinfo(np.uint16).max], np.uint16),
    )


def units_met(units: Codes, words: Codes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where in `words` one of the sorted `units` stands, in ascending order, and which it is.

    `units` are distinct, at least one and at most 65,536.
    """
    slots = units * _MIX >> _SHIFT
    if len(set(slots.tolist())) < len(units):
        place = np.minimum(np.searchsorted(units, words), len(units) - 1)
        at = np.flatnonzero(units[place] == words)
        return at, place[at]
    # A table is several times as fast as halving, and a clash of two units is rare. No place is
    # out of range: with "clip" numpy need not look.
    table = np.zeros(1 << 32 - int(_SHIFT), np.uint32)
    table[0] = 1  # which belongs elsewhere: the place of 0 is not taken for it
    table[slots] = units
    word_slots = words * _MIX >> _SHIFT
    at = np.flatnonzero(table.take(word_slots, mode="clip") == words)
    table[slots] = np.arange(len(units))
    return at, table.take(word_slots[at], mode="clip").astype(np.intp)
