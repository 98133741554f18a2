"""A question as the reranker reads it: its words as numbers, weighed by their rarity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from store.forward import ACCENT_BITS, Codes, word_code, word_codes
from vietnamese.language import is_syllable
from vietnamese.normal import fold, is_unaccented
from vietnamese.question_words import question_words
from vietnamese.tokens import syllables

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

#: Words of a question, and pieces of it, that are looked at; a longer one is cut.
LONGEST = 48

#: In how many passages a token stands.
Frequency = Callable[[str], int]


class Counted(Protocol):
    """What weighing words needs of an index: in how many of its passages a token stands."""

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        ...

    def document_frequency(self, field: str, token: str) -> int:
        """In how many passages `token` stands."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as numbers: n words distinct without accents, b distinct pairs of neighbours.

    `forms` are the word numbers with their accents, `words` the n folded ones, both ascending;
    `rarity` and `pair_rarity` sum to 1, `content` is `rarity` without the words that only ask;
    `numbers` marks words with a digit. `pair_at[i, j]` is the number of the pair of words i and j,
    `triple_at[pair, k]` that of the pair followed by word k, both -1 where the question has none.
    `weight` is the sum of the rarities before they are shared out, `asking` the share of words
    that only ask. `pair_ends` (b, 2) are the words of a pair; `counts` and `pair_counts` tell in
    how many of the `passages` of the index a word and a pair stand; `foreign` marks words that are
    no Vietnamese syllable (names, loan words, numbers); `line` are the numbers of the words in
    their order in the question.
    """

    forms: Codes
    words: Codes
    rarity: Floats
    content: Floats
    numbers: Flags
    pair_at: Places
    pair_rarity: Floats
    triple_at: Places
    triples: int
    bare: bool
    length: int
    weight: float
    asking: float
    pair_ends: Places
    counts: Floats
    pair_counts: Floats
    passages: int
    foreign: Flags
    line: Places


def asked_in(index: Counted, text: str) -> Asked:
    """The question as numbers, its words weighed by their rarity in the index."""
    return asked_of(
        text, lambda token: index.document_frequency("text", token), index.passage_count
    )


def asked_of(text: str, frequency: Frequency, passages: int) -> Asked:
    """The question as numbers; `frequency` is over an index of `passages`."""
    bare = is_unaccented(text)
    units = syllables(text)[:LONGEST]
    if bare:
        units = [fold(unit) for unit in units]
    folded = [fold(unit) for unit in units]
    forms = dict(zip(reversed(folded), reversed(units), strict=True))
    codes: Codes = np.right_shift(word_codes(list(forms)), np.uint32(ACCENT_BITS))
    order = np.argsort(codes)
    names = [list(forms)[number] for number in order]
    place = {name: number for number, name in enumerate(names)}

    def rarity_of(counts: Floats) -> Floats:
        return np.asarray(np.log1p((passages - counts + 0.5).clip(0.5) / (counts + 0.5)))

    counts = np.array([frequency(forms[name]) for name in names], np.float32)
    rarity = rarity_of(counts)
    weight = float(rarity.sum())
    asking = _asking(text, names)
    content = np.where(asking, np.float32(0), rarity)
    pair_at = np.full((len(names), len(names)), -1, np.intp)
    pairs: dict[tuple[int, int], str] = {}
    for (a, b), (form, after) in zip(pairwise(folded), pairwise(units), strict=True):
        pairs.setdefault((place[a], place[b]), f"{form}_{after}")
    for number, (first, second) in enumerate(pairs):
        pair_at[first, second] = number
    pair_counts = np.array([frequency(pair) for pair in pairs.values()], np.float32)
    triple_at = np.full((len(pairs), len(names)), -1, np.intp)
    triples = 0
    for a, b, c in zip(folded, folded[1:], folded[2:], strict=False):
        pair = pair_at[place[a], place[b]]
        if triple_at[pair, place[c]] < 0:
            triple_at[pair, place[c]] = triples
            triples += 1
    return Asked(
        forms=np.array(sorted(set(map(word_code, units))), np.uint32),
        words=codes[order],
        rarity=share_out(rarity),
        content=share_out(content) if content.any() else share_out(rarity),
        numbers=np.array([any(map(str.isdigit, name)) for name in names], bool),
        pair_at=pair_at,
        pair_rarity=share_out(rarity_of(pair_counts)),
        triple_at=triple_at,
        triples=triples,
        bare=bare,
        length=len(units),
        weight=weight,
        asking=float(rarity[asking].sum() / weight) if weight else 0.0,
        pair_ends=np.array(list(pairs), np.intp).reshape(-1, 2),
        counts=counts,
        pair_counts=pair_counts,
        passages=passages,
        foreign=np.array([name.isdigit() or not is_syllable(name) for name in names], bool),
        line=np.array([place[unit] for unit in folded], np.intp),
    )


def _asking(text: str, names: Sequence[str]) -> Flags:
    """Which folded words only ask ("bao nhieu", "la gi")."""
    spans = question_words(text, "vi")
    asking = {fold(unit) for span in spans for unit in syllables(text[span.start : span.end])}
    return np.array([name in asking for name in names], bool)


def share_out(values: Floats) -> Floats:
    """Weights that sum to 1; all 0 stays so."""
    total = values.sum()
    return values / total if total > 0 else values
