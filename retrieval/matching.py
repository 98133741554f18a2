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

#: Worth of a wording whose words all stand there, but apart.
_APART = 0.55
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


def coverage(
    concepts: Sequence[Concept], layers: Sequence[Layer], rarity: Rarity, *, accented: bool
) -> float:
    """Share (0–1) of the concepts' weight that stands in the layers; 0 without concepts."""
    total = found = 0.0
    for concept in concepts:
        weight = concept.weight * max(
            (wording_rarity(wording, rarity) for wording in concept.wordings[:1]), default=0.0
        )
        total += weight
        found += weight * max(
            (
                part.worth * _match(wording, part, rarity, accented=accented)
                for part in layers
                for wording in concept.wordings
            ),
            default=0.0,
        )
    return found / total if total else 0.0


def wording_rarity(wording: str, rarity: Rarity) -> float:
    """Rarity of a wording: that of its words together, growing more slowly than their number."""
    units = wording.split()
    if not units:
        return 0.0
    return sum(rarity(fold(unit)) for unit in units) / math.sqrt(len(units))


def _match(wording: str, part: Layer, rarity: Rarity, *, accented: bool) -> float:
    """How far a wording stands in a layer: 1 as a run, less when apart or only without accents."""
    best = _form(wording, part, rarity)
    if best < 1 and accented:
        plain = fold(wording)
        if plain != wording:
            best = max(best, _FOLDED * _form(plain, part, rarity))
    return best


def _form(wording: str, part: Layer, rarity: Rarity) -> float:
    if f" {wording} " in part.running:
        return 1.0
    units = wording.split()
    if len(units) < 2:
        return 0.0
    steps = [(rarity(fold(a)) + rarity(fold(b)), f"{a} {b}") for a, b in pairwise(units)]
    paired = sum(weight for weight, pair in steps if pair in part.pairs)
    single = sum(rarity(fold(unit)) for unit in units if unit in part.units)
    whole_pairs = sum(weight for weight, _ in steps) or 1.0
    whole = sum(rarity(fold(unit)) for unit in units) or 1.0
    return 0.4 * paired / whole_pairs + _APART * single / whole
