"""The words of many texts, read once for two uses: the lexical index and the forward records.

Gives what `indexed_tokens` and `forward_of` give for each text by itself, in a fifth of the time:
every distinct run of characters between spaces is read once and has a number from then on; what is
left to do for a text is to look numbers up.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from store.forward import MAX_WORDS, SENTENCE_ENDS, Codes, word_code
from vietnamese.tokens import read_run

#: distinct runs held at a time, some 500 bytes each; real text has 43,000 in 10,000 passages
_HELD = 400_000

#: the number of the end of a line, which is no run
_LINE_END = 0


@dataclass(frozen=True, slots=True)
class Read:
    """One text: what stands in a lexical field, in any order, and its words as numbers.

    `words` are the first `MAX_WORDS`, `starts` the places in them where sentences begin.
    """

    tokens: str
    words: Codes
    starts: npt.NDArray[np.uint16]


class Reader:
    """Reads texts; remembers the runs that it has read."""

    def __init__(self) -> None:
        self._forget()

    def read(self, texts: Sequence[str]) -> list[Read]:
        """What `texts` hold, in their order."""
        if len(self._runs) > _HELD:
            self._forget()
        numbered = [self._numbers(text) for text in texts]
        words = self._words(numbered)
        return [
            Read(self._tokens(some), *found) for some, found in zip(numbered, words, strict=True)
        ]

    def _forget(self) -> None:
        self._runs = _Runs()

    def _numbers(self, text: str) -> list[int]:
        """The numbers of the runs of a text, each line ended by `_LINE_END`."""
        number = self._runs.__getitem__
        found: list[int] = []
        for line in text.split("\n"):
            found.extend(map(number, line.split()))
            found.append(_LINE_END)
        return found

    def _tokens(self, numbers: list[int]) -> str:
        runs = self._runs
        parts = [
            _trimmed("_".join(filter(None, map(chains.__getitem__, numbers))))
            for chains in (runs.accented, runs.folded)
        ]
        if not runs.wholes.keys().isdisjoint(numbers):
            parts += [runs.wholes[number] for number in numbers if number in runs.wholes]
        return " ".join(parts)

    def _words(self, numbered: list[list[int]]) -> list[tuple[Codes, npt.NDArray[np.uint16]]]:
        """Codes and beginnings of sentences of texts given as the numbers of their runs."""
        runs = self._runs
        flat = np.fromiter(chain.from_iterable(numbered), np.int64, sum(map(len, numbered)))
        # Views of arrays that grow: they must be gone before the next run is added.
        sizes = np.frombuffer(runs.sizes, np.int64)[flat]
        ends = np.cumsum(sizes)
        places = np.repeat(np.frombuffer(runs.places, np.int64)[flat] - (ends - sizes), sizes)
        codes = np.frombuffer(runs.codes, np.uint32)[places + np.arange(len(places))]
        # A sentence begins with the first word behind the end of another or of a line.
        starts = np.unique(np.append(0, ends[np.frombuffer(runs.closing, np.bool_)[flat]]))
        until = ends[np.cumsum([len(some) for some in numbered]) - 1] if numbered else ends
        found = []
        begin = 0
        for end in until.tolist():
            last = min(end, begin + MAX_WORDS)
            low, high = np.searchsorted(starts, (begin, last))
            found.append((codes[begin:last], (starts[low:high] - begin).astype(np.uint16)))
            begin = end
        return found


class _Runs(dict[str, int]):
    """The numbers of runs, given to each at its first look-up, and lists of what they hold.

    `accented` and `folded` are the units of a run as a chain: joined by "_" with those of its
    neighbours, they become all units and all pairs, see `_chain`.
    """

    def __init__(self) -> None:
        self.accented: list[str] = [""]
        self.folded: list[str] = [""]
        self.wholes: dict[int, str] = {}
        #: whether a sentence ends with the run
        self.closing = array("b", [True])
        #: how many units, and where their codes are in `codes`
        self.sizes = array("q", [0])
        self.places = array("q", [0])
        self.codes = array("I")

    def __missing__(self, run: str) -> int:
        units, wholes, folded_units, folded_wholes = read_run(run)
        number = self[run] = len(self.sizes)
        self.accented.append(_chain(units))
        self.folded.append(_chain(folded_units))
        if wholes:
            self.wholes[number] = " ".join((*wholes, *folded_wholes))
        self.closing.append(run[-1] in SENTENCE_ENDS)
        self.sizes.append(len(units))
        self.places.append(len(self.codes))
        self.codes.extend(map(word_code, units))
        return number


def _chain(units: Sequence[str]) -> str:
    """The units, each thrice, pairs joined: "a b" → "a a a_b b b".

    Joined by "_" to the chain "c c c" on its right it gives "a a a_b b b_c c c": every unit and
    every pair of neighbours, and the units at both ends once too often.
    """
    return "_".join(f"{unit} {unit} {unit}" for unit in units)


def _trimmed(chain: str) -> str:
    """A chain without its first and its last unit, which are there once too often."""
    return chain[chain.find(" ") + 1 : chain.rfind(" ")] if chain else ""
