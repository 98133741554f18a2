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
from vietnamese.normal import fold, normalise
from vietnamese.tokens import syllables

#: Worth of a wording whose words all stand there, but apart, and of its pairs of neighbours.
_APART, _PAIRED = 0.55, 0.4
#: A match below this is none.
THERE = 0.3
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
    running: str


def layer(texts: str | Iterable[str], worth: float = 1.0) -> Layer:
    """Prepare text, both with and without accents."""
    units: set[str] = set()
    running = []
    for text in [texts] if isinstance(texts, str) else texts:
        form = _units(text)
        units.update(form)
        running.append(" ".join(form))
        folded = fold(running[-1])
        if folded != running[-1]:
            units.update(map(_folded, form))
            running.append(folded)
    return Layer(worth, frozenset(units), f" {' | '.join(running)} ")


#: `fold`, worked out once for a syllable
_folded = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=20000)
def _units(text: str) -> tuple[str, ...]:
    return tuple(syllables(text))


@lru_cache(maxsize=256)
def folded_run(text: str) -> str:
    """The words of a text in search form without accents, with a space around each."""
    return f" {' '.join(syllables(fold(normalise(text))))} "


@dataclass(frozen=True, slots=True)
class _Sought:
    """One concept, prepared: its wordings as runs, with and without accents, and their parts.

    A run comes with its first word. `words` are those one of which a text must hold.
    """

    weight: float
    named: bool
    wordings: tuple[str, ...]
    exact: tuple[tuple[str, str], ...]
    plain: tuple[tuple[str, str], ...]
    parts: tuple[_Parts, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words and pairs of one wording, each with its share of the wording's rarity.

    Pairs are runs as they stand in a layer.
    """

    units: tuple[tuple[str, float], ...]
    pairs: tuple[tuple[str, float], ...]


class Matcher:
    """Matches the concepts of one question; remembers what it has seen, as layers come again.

    With `accented`, a match that only holds with accents off counts less.
    """

    def __init__(self, concepts: Sequence[Concept], rarity: Rarity, *, accented: bool) -> None:
        self._plain_worth = _FOLDED if accented else 1.0
        #: for each layer looked at, by its id: how far each concept stands in it, and that
        #: multiplied by what the layer is worth; the layer keeps its id from another
        self._seen: dict[int, tuple[Layer, tuple[float, ...], tuple[float, ...]]] = {}
        self._concepts = [_sought(concept, rarity) for concept in concepts if concept.wordings]
        self._total = sum(concept.weight for concept in self._concepts)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to match."""
        return not self._total

    def coverage(self, layers: Sequence[Layer], known: frozenset[str] = frozenset()) -> float:
        """Share (0–1) of the concepts' weight that stands in the layers; 0 without concepts.

        A concept with a wording in `known`, names of what is spoken of, needs no match.
        """
        if not self._total:
            return 0.0
        rows = [self._in_layer(part)[2] for part in layers] or [(0.0,) * len(self._concepts)]
        found = sum(
            concept.weight * (max(column) if known.isdisjoint(concept.wordings) else 1.0)
            for concept, column in zip(self._concepts, zip(*rows, strict=True), strict=True)
        )
        return found / self._total

    def raised(self, coverage: float, weight: float) -> float:
        """A coverage with something of `weight` found beside the concepts; never a lower one."""
        return (coverage * self._total + weight) / (self._total + weight) if weight else coverage

    def lacks(self, layers: Sequence[Layer]) -> bool:
        """Whether a named thing of the question (an office, an indicator) is in none of them."""
        rows = [self._in_layer(part)[1] for part in layers]
        return any(
            concept.named and all(row[number] < THERE for row in rows)
            for number, concept in enumerate(self._concepts)
        )

    def names(self, part: Layer) -> bool:
        """Whether a named thing of the question (an office, an indicator) stands in a layer."""
        return any(
            concept.named and match >= THERE
            for concept, match in zip(self._concepts, self._in_layer(part)[1], strict=True)
        )

    def touches(self, part: Layer, least: float = THERE) -> bool:
        """Whether anything of the question stands in a layer, as far as `least` (0–1)."""
        return any(match >= least for match in self._in_layer(part)[1])

    def _in_layer(self, part: Layer) -> tuple[Layer, tuple[float, ...], tuple[float, ...]]:
        seen = self._seen.get(id(part))
        if seen is None:
            matches = tuple(
                0.0 if concept.words.isdisjoint(part.units) else self._match(concept, part)
                for concept in self._concepts
            )
            seen = part, matches, tuple(part.worth * match for match in matches)
            self._seen[id(part)] = seen
        return seen

    def _match(self, concept: _Sought, part: Layer) -> float:
        """How far a concept stands in a layer: 1 as a run, less when apart or without accents."""
        running, units = part.running, part.units
        # A run can only stand where its first word does, which is quicker to ask.
        if any(first in units and run in running for first, run in concept.exact):
            return 1.0
        if any(first in units and run in running for first, run in concept.plain):
            return self._plain_worth
        best = 0.0
        for parts in concept.parts:
            single = sum(share for unit, share in parts.units if unit in units)
            if single:
                paired = sum(share for pair, share in parts.pairs if pair in running)
                best = max(best, _PAIRED * paired + _APART * single)
        return best


def _sought(concept: Concept, rarity: Rarity) -> _Sought:
    plain = tuple(fold(wording) for wording in concept.wordings)
    apart = dict.fromkeys((*concept.wordings[:_OWN], *plain[:_OWN]))
    exact = tuple(map(_run, concept.wordings))
    bare = tuple(map(_run, plain))
    parts = tuple(_parts(wording, rarity) for wording in apart if " " in wording)
    return _Sought(
        concept.weight * concept_rarity(concept, rarity),
        concept.weight >= 1,
        concept.wordings,
        exact,
        bare,
        parts,
        frozenset(first for first, _ in (*exact, *bare)).union(
            unit for some in parts for unit, _ in some.units
        ),
    )


def _run(wording: str) -> tuple[str, str]:
    """The first word of a wording and all of it, as it stands in a layer."""
    return wording.partition(" ")[0], f" {wording} "


def _parts(wording: str, rarity: Rarity) -> _Parts:
    units = wording.split()
    rare = [rarity(fold(unit)) for unit in units]
    whole = sum(rare) or 1.0
    joined = [one + other for one, other in pairwise(rare)]
    whole_pairs = sum(joined) or 1.0
    return _Parts(
        tuple((unit, share / whole) for unit, share in zip(units, rare, strict=True)),
        tuple(
            (f" {a} {b} ", share / whole_pairs)
            for (a, b), share in zip(pairwise(units), joined, strict=True)
        ),
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
