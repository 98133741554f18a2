"""How well passages answer an English question, by all likely translations of each of its words.

A word's translations count together: how often a passage has it is the sum of how often it has each
of them, weighted by probability, and so is in how many passages it stands (probabilistic structured
queries, Darwish and Oard 2003). The syllables of the wordings count beside them, because a wording
is often written with one of its syllables replaced.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from retrieval.translation import Translation
from store.forward import Forward, word_codes

#: In how many passages a token stands.
Frequency = Callable[[str], int]
Floats = npt.NDArray[np.float32]

#: What whole wordings and their syllables count.
_WHOLE, _SYLLABLES = 0.6, 1.0
#: Saturation and length normalisation of BM25.
_K, _B = 1.2, 0.75
#: What a word of the inherited context counts beside one of the passage.
_CONTEXT = 0.4


def structured_scores(
    translations: Sequence[Translation],
    forwards: Sequence[Forward],
    frequency: Frequency,
    passages: int,
) -> Floats:
    """A score of 0 or more for each of `forwards`, comparable within one question only.

    `frequency` tells in how many of the `passages` of the index a token stands.
    """
    text = _Text(translations, forwards)
    total = np.zeros(len(forwards), np.float32)
    for item in translations:
        met = np.zeros(len(forwards), np.float32)
        stands = 0.0
        singles: dict[str, float] = {}
        for wording, chance in item.vietnamese:
            units = wording.split()
            met += chance * text.times(units)
            stands += chance * min(map(frequency, _parts(units)), default=0)
            for unit in units:
                singles[unit] = singles.get(unit, 0.0) + chance
        total += _WHOLE * _rarity(stands, passages) * text.saturated(met)
        for unit, chance in singles.items():
            times = text.saturated(text.times([unit]))
            total += _SYLLABLES * chance * _rarity(frequency(unit), passages) * times
    return total


def _rarity(count: float, passages: int) -> float:
    """Inverse document frequency as BM25 has it, of what stands in `count` of `passages`."""
    return math.log(1 + (max(passages - count, 0.0) + 0.5) / (count + 0.5))


def _parts(units: Sequence[str]) -> list[str]:
    """The rarest tokens of a wording: its pairs, or its only syllable."""
    return [f"{a}_{b}" for a, b in pairwise(units)] or list(units)


class _Text:
    """The words of all candidates in one array, as numbers of the syllables sought."""

    def __init__(self, translations: Sequence[Translation], forwards: Sequence[Forward]) -> None:
        sought = {unit for t in translations for w, _ in t.vietnamese for unit in w.split()}
        names = sorted(sought)
        codes = word_codes(names)
        order = np.argsort(codes)
        self._number = {names[place]: number for number, place in enumerate(order.tolist())}
        self._codes = codes[order]
        self._count = len(forwards)
        self._body = self._read([forward.words for forward in forwards])
        self._around = self._read([forward.context for forward in forwards])
        lengths = np.array([len(forward.words) for forward in forwards], np.float32)
        mean = lengths.mean() if len(lengths) and lengths.any() else 1.0
        self._norm = _K * (1 - _B + _B * lengths / mean)
        self._known: dict[tuple[str, ...], Floats] = {}

    def _read(
        self, texts: Sequence[npt.NDArray[np.uint32]]
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Which syllable sought stands at each place, -1 for none, and whose place it is.

        A place of nobody parts the texts, so that no wording runs across.
        """
        owner = np.repeat(np.arange(self._count), [len(text) + 1 for text in texts])
        gap = np.zeros(1, np.uint32)
        flat = np.concatenate([part for text in texts for part in (text, gap)] or [gap[:0]])
        if not len(self._codes):
            return np.full(len(flat), -1), owner
        place = np.minimum(np.searchsorted(self._codes, flat), len(self._codes) - 1)
        return np.where(self._codes[place] == flat, place, -1), owner

    def times(self, units: Sequence[str]) -> Floats:
        """How often each candidate has the syllables in a row, its context counting less."""
        key = tuple(units)
        if key not in self._known:
            numbers = [self._number[unit] for unit in key]
            self._known[key] = self._runs(self._body, numbers) + np.float32(_CONTEXT) * self._runs(
                self._around, numbers
            )
        return self._known[key]

    def _runs(
        self, text: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]], numbers: Sequence[int]
    ) -> Floats:
        places, owner = text
        if not numbers:
            return np.zeros(self._count, np.float32)
        here = np.flatnonzero(places == numbers[0])
        for step, number in enumerate(numbers[1:], start=1):
            here = here[here + step < len(places)]
            here = here[places[here + step] == number]
        return np.bincount(owner[here], minlength=self._count).astype(np.float32)

    def saturated(self, times: Floats) -> Floats:
        """BM25's share of what a word counts, by how often it stands in how long a text."""
        return np.asarray(times * (_K + 1) / (times + self._norm), np.float32)
