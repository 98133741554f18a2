"""The words of many texts, read once for all uses: both indexes, the forward records, the count.

Gives what `indexed_tokens`, `forward_of` and `model_form` give for each text by itself, in a tenth
of the time: every distinct run of characters between spaces is read once; what is left to do for a
text is to look its runs up and to join what they hold.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast

import numpy as np
import numpy.typing as npt

from embedding.text import MAX_CHARACTERS, model_form
from store.forward import MAX_WORDS, SENTENCE_ENDS, Codes, word_code
from store.words import WordTally
from vietnamese.tokens import read_run

#: distinct runs held at a time, some 600 bytes each; real text has 82,000 in 30,000 passages
_HELD = 400_000

#: What a run adds to the accented and to the folded tokens and to the form, each with what parts it
#: from the next, and its number.
_Entry = tuple[str, str, str, int]
#: the end of a line, which is no run
_LINE_END: _Entry = ("", "", "", 0)

#: entries of the runs of a text, column by column
_Parts = tuple[str, ...]
_Numbers = tuple[int, ...]
_Columns = tuple[_Parts, _Parts, _Parts, _Numbers]
#: codes of words, and the places in them where sentences begin
_Words = tuple[Codes, npt.NDArray[np.uint16]]


@dataclass(frozen=True, slots=True)
class Read:
    """One text: what stands in a lexical field, in any order, and its words as numbers.

    `words` are the first `MAX_WORDS`, `starts` the places in them where sentences begin; `form` is
    the text in `model_form`.
    """

    tokens: str
    words: Codes
    starts: npt.NDArray[np.uint16]
    form: str


class Reader:
    """Reads texts; remembers the runs that it has read."""

    def __init__(self, tally: WordTally | None = None) -> None:
        """`tally` takes the words of texts that are to be counted, when `settle` is called."""
        self._tally = tally
        self._runs = _Runs()

    def read(self, texts: Sequence[str], counted: Collection[int] = ()) -> list[Read]:
        """What `texts` hold, in their order; those at the places `counted` are counted."""
        if len(self._runs) > _HELD:
            self.settle()
            self._runs = _Runs()
        # Of each text only its numbers are kept: the columns of many would not fit the caches.
        joined = [self._join(text) for text in texts]
        numbered = [numbers for _, _, numbers in joined]
        if counted:
            self._runs.count([numbered[place] for place in counted])
        return [
            Read(tokens, *words, form)
            for (tokens, form, _), words in zip(joined, self._runs.words(numbered), strict=True)
        ]

    def settle(self) -> None:
        """Hand over to the tally what was counted since the last time."""
        if self._tally is not None:
            self._tally.add_runs(self._runs.counted())

    def _join(self, text: str) -> tuple[str, str, _Numbers]:
        """Tokens and form of a text, and the numbers of its runs, each line ended."""
        look_up = self._runs.__getitem__
        found: list[_Entry] = []
        for line in text.split("\n"):
            found.extend(map(look_up, line.split()))
            found.append(_LINE_END)
        accented, folded, forms, numbers = cast(_Columns, zip(*found, strict=True))
        tokens = f"{_trimmed(''.join(accented))} {_trimmed(''.join(folded))}"
        form = "".join(forms)[:-1] if len(text) <= MAX_CHARACTERS else model_form(text)
        return tokens, form, numbers


def _trimmed(chain: str) -> str:
    """A chain without its first and its last unit, which are there once too often, see `_chain`."""
    return chain[chain.find(" ") + 1 : chain.rfind(" ")]


class _Runs(dict[str, _Entry]):
    """What runs hold, worked out for each at its first look-up; some of it in arrays by number."""

    def __init__(self) -> None:
        #: whether a sentence ends with the run
        self.closing = array("b", [True])
        #: how many units, and where their codes are in `codes`
        self.sizes = array("q", [0])
        self.places = array("q", [0])
        self.codes = array("I")
        self._counts = np.zeros(1, np.int64)

    def __missing__(self, run: str) -> _Entry:
        units, wholes, folded_units, folded_wholes = read_run(run)
        form = model_form(run)
        entry = self[run] = (
            _chain(units, wholes),
            _chain(folded_units, folded_wholes),
            form and form + " ",
            len(self.sizes),
        )
        self.closing.append(run[-1] in SENTENCE_ENDS)
        self.sizes.append(len(units))
        self.places.append(len(self.codes))
        self.codes.extend(map(word_code, units))
        return entry

    def words(self, numbered: Sequence[_Numbers]) -> Iterator[_Words]:
        """Codes and beginnings of sentences of texts given as the numbers of their runs."""
        flat = _flat(numbered)
        # Views of arrays that grow: they must be gone before the next run is added.
        sizes = np.frombuffer(self.sizes, np.int64)[flat]
        ends = np.cumsum(sizes)
        places = np.repeat(np.frombuffer(self.places, np.int64)[flat] - (ends - sizes), sizes)
        codes = np.frombuffer(self.codes, np.uint32)[places + np.arange(len(places))]
        # A sentence begins with the first word behind the end of another or of a line.
        starts = np.unique(np.append(0, ends[np.frombuffer(self.closing, np.bool_)[flat]]))
        until = ends[np.cumsum([len(some) for some in numbered]) - 1] if numbered else ends
        begins = np.append(0, until)[:-1]
        last = np.minimum(until, begins + MAX_WORDS)
        bounds = np.searchsorted(starts, (begins, last))
        for begin, end, low, high in zip(*np.stack((begins, last, *bounds)).tolist(), strict=True):
            yield codes[begin:end], (starts[low:high] - begin).astype(np.uint16)

    def count(self, numbered: Sequence[_Numbers]) -> None:
        """Count the runs of texts given as their numbers."""
        counts = np.bincount(_flat(numbered), minlength=len(self.sizes))
        counts[: len(self._counts)] += self._counts
        self._counts = counts

    def counted(self) -> Iterator[tuple[str, int]]:
        """The runs that were counted since the last time, and how often."""
        counts = self._counts.tolist()
        self._counts = np.zeros(1, np.int64)
        for run, (_, _, _, number) in self.items():
            if number < len(counts) and counts[number]:
                yield run, counts[number]


def _flat(numbered: Sequence[_Numbers]) -> npt.NDArray[np.int64]:
    return np.fromiter(chain.from_iterable(numbered), np.int64, sum(map(len, numbered)))


def _chain(units: Sequence[str], wholes: Sequence[str]) -> str:
    """The units, each thrice, pairs joined, open to the right: "a b" → "a a a_b b b_".

    With the chain "c c c_" on its right it gives "a a a_b b b_c c c_": every unit and every pair of
    neighbours, and the units at both ends once too often. The wholes stand within the first unit's.
    """
    if not units:
        return ""
    first, *others = units
    opening = " ".join((first, *wholes, first, first))
    return "_".join((opening, *(f"{unit} {unit} {unit}" for unit in others))) + "_"
