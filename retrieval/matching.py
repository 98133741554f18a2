"""How much of what a question is about stands in a piece of text, weighted by rarity.

The text is looked at in layers: the clause itself counts full, the sentence, its headings and
title, and the rest of its passage count less, because administrative sentences rarely name what
their heading has named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.records import Concept
from vietnamese.normal import fold
from vietnamese.tokens import syllables

#: Worth of a wording whose words all stand there, but apart, and of its pairs of neighbours.
_APART, _PAIRED = 0.55, 0.4
#: Wordings that may match in parts: the question's own and the likeliest others.
_OWN = 3
#: Worth of a match that only holds with accents off, when the question has accents.
_FOLDED = 0.75

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Layer:
    """A piece of text prepared for matching; `worth` is what a match in it counts (0–1)."""

    worth: float
    units: frozenset[str]
    pairs: frozenset[str]
    running: str


def layer(texts: str | Iterable[str], worth: float = 1.0) -> Layer:
    """Prepare text, both with and without accents."""
    units: set[str] = set()
    pairs: set[str] = set()
    running = []
    for text in [texts] if isinstance(texts, str) else texts:
        plain = _units(text)
        for form in (plain, tuple(fold(unit) for unit in plain)):
            units.update(form)
            pairs.update(f"{a} {b}" for a, b in pairwise(form))
            running.append(" ".join(form))
    return Layer(worth, frozenset(units), frozenset(pairs), f" {' | '.join(running)} ")


@lru_cache(maxsize=20000)
def _units(text: str) -> tuple[str, ...]:
    return tuple(syllables(text))


class Matcher:
    """Matches the concepts of one question; remembers what it has seen, as layers come again.

    With `accented`, a match that only holds with accents off counts less.
    """

    def __init__(self, concepts: Sequence[Concept], rarity: Rarity, *, accented: bool) -> None:
        self._rarity = rarity
        self._accented = accented
        self._seen: dict[tuple[int, int], float] = {}
        self._kept: list[Layer] = []
        self._concepts = [
            (concept.wordings, concept.weight * concept_rarity(concept, rarity))
            for concept in concepts
            if concept.wordings
        ]
        self._total = sum(weight for _, weight in self._concepts)

    def coverage(self, layers: Sequence[Layer]) -> float:
        """Share (0–1) of the concepts' weight that stands in the layers; 0 without concepts."""
        if not self._total:
            return 0.0
        found = 0.0
        for number, (_, weight) in enumerate(self._concepts):
            best = 0.0
            for part in layers:
                if part.worth > best:
                    best = max(best, part.worth * self._in_layer(number, part))
            found += weight * best
        return found / self._total

    def _in_layer(self, number: int, part: Layer) -> float:
        key = number, id(part)
        if key not in self._seen:
            self._kept.append(part)  # keeps its id from being given to another layer
            self._seen[key] = self._match(self._concepts[number][0], part)
        return self._seen[key]

    def _match(self, wordings: Sequence[str], part: Layer) -> float:
        """How far a concept stands in a layer: 1 as a run, less when apart or without accents."""
        if any(f" {wording} " in part.running for wording in wordings):
            return 1.0
        plain = [fold(wording) for wording in wordings]
        worth = _FOLDED if self._accented else 1.0
        if any(f" {wording} " in part.running for wording in plain):
            return worth
        return max(
            (self._apart(wording, part) for wording in (*wordings[:_OWN], *plain[:_OWN])),
            default=0.0,
        )

    def _apart(self, wording: str, part: Layer) -> float:
        """Worth of a wording that is not there as a run: its pairs and single words, by rarity."""
        units = wording.split()
        if len(units) < 2:
            return 0.0
        rare = [self._rarity(fold(unit)) for unit in units]
        whole = sum(rare) or 1.0
        single = sum(r for r, unit in zip(rare, units, strict=True) if unit in part.units)
        pairs = [
            (one + other, f"{a} {b}")
            for (one, a), (other, b) in pairwise(zip(rare, units, strict=True))
        ]
        paired = sum(weight for weight, pair in pairs if pair in part.pairs)
        return (
            _PAIRED * paired / (sum(weight for weight, _ in pairs) or 1.0) + _APART * single / whole
        )


def concept_rarity(concept: Concept, rarity: Rarity) -> float:
    """Rarity of a concept by its first wording.

    Two neighbours of the question that never stand side by side in the documents weigh nothing:
    they are a chance pair ("dự toán | năm"), and missing words are counted as single words.
    """
    first = concept.wordings[0]
    units = fold(first).split()
    if len(concept.wordings) == 1 and len(units) == 2 and rarity("_".join(units)) >= rarity("_"):
        return 0.0
    return wording_rarity(first, rarity)


def wording_rarity(wording: str, rarity: Rarity) -> float:
    """Rarity of a wording: that of its words together, growing more slowly than their number."""
    units = wording.split()
    if not units:
        return 0.0
    return sum(rarity(fold(unit)) for unit in units) / math.sqrt(len(units))
