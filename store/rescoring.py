"""The BM25 share of tokens that were not looked up, from the words of the passages found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.forward import ACCENT_BITS, Codes, Forward, word_code
from vietnamese.normal import fold

#: Tantivy's BM25: saturation and length.
_K1, _B = 1.2, 0.75

#: Spreads 32-bit numbers over 16 bits (Knuth's multiplicative hash).
_MIX, _SHIFT = np.uint32(2654435761), np.uint32(16)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A token that was not looked up: its field, and its weight with its rarity."""

    field: str
    token: str
    weight: float


def added_scores(
    forwards: Sequence[Forward], tokens: Sequence[LeftOut], average_lengths: dict[str, float]
) -> NDArray[np.float64]:
    """What `tokens` add to the score of each passage of `forwards`.

    `average_lengths` are tokens a field. Equal to tantivy's own scores but for its rounding of
    lengths, and for numbers in parts and texts cut in a forward record.
    """
    scores = np.zeros(len(forwards))
    for name in sorted({item.field for item in tokens}):
        items = [item for item in tokens if item.field == name]
        runs = [forward.words if name == "text" else forward.context for forward in forwards]
        sizes = np.fromiter(map(len, runs), np.int64, len(runs))
        # Each unit stands in a field twice, with and without accents, and so does each pair.
        lengths = np.maximum(2 * (2 * sizes - 1), 0)
        norm = _K1 * (1 - _B + _B * lengths / max(average_lengths[name], 1.0))
        found = _counts(runs, sizes, [item.token for item in items])
        weights = np.array([item.weight for item in items])
        scores += (weights * (_K1 + 1) * found / (found + norm[:, None])).sum(axis=1)
    return scores


def _counts(
    runs: Sequence[Codes], sizes: NDArray[np.int64], tokens: Sequence[str]
) -> NDArray[np.float64]:
    """How often each token, a unit or a pair "a_b", stands in each of `runs`: (runs, tokens).

    Without an accent it stands for itself and for every accented form.
    """
    words = np.concatenate(runs)
    owner = np.repeat(np.arange(len(runs)), sizes)
    split = [token.partition("_")[::2] for token in tokens]
    found = _matches(
        words, owner, len(runs), [tuple(map(word_code, filter(None, s))) for s in split]
    )
    bare = np.array([fold(token) == token for token in tokens])
    if bare.any():
        folded = [
            tuple(word_code(word) >> ACCENT_BITS for word in filter(None, units))
            for units, is_bare in zip(split, bare, strict=True)
            if is_bare
        ]
        found[:, bare] += _matches(
            (words >> ACCENT_BITS).astype(np.uint32), owner, len(runs), folded
        )
    return found


def _matches(
    words: Codes, owner: NDArray[np.int64], runs: int, wanted: Sequence[tuple[int, ...]]
) -> NDArray[np.float64]:
    """How often each of `wanted`, one number or two neighbours, stands in each run."""
    units = np.unique(np.array([code for codes in wanted for code in codes], dtype=np.uint32))
    place = _places(units, words)
    held = np.flatnonzero(units[place] == words)
    place, owner_held = place[held], owner[held]
    size = len(units)
    # A table of all units and pairs → the columns of `wanted`; the last column is for no token.
    table = np.full((size + 1) * size, len(wanted))
    for column, codes in enumerate(wanted):
        first, *second = np.searchsorted(units, codes)
        table[(second[0] + 1) * size + first if second else first] = column
    follows = (held[1:] == held[:-1] + 1) & (owner_held[1:] == owner_held[:-1])
    pairs = (place[1:] + 1) * size + place[:-1]
    columns = np.concatenate([table[place], table[pairs[follows]]])
    owners = np.concatenate([owner_held, owner_held[:-1][follows]])
    flat = np.bincount(owners * (len(wanted) + 1) + columns, minlength=runs * (len(wanted) + 1))
    return flat.reshape(runs, -1)[:, :-1].astype(np.float64)


def _places(units: Codes, words: Codes) -> NDArray[np.intp]:
    """Where each word would stand in the sorted `units`; any place for one that does not."""
    slots = units * _MIX >> _SHIFT
    if len(np.unique(slots)) < len(units):
        return np.minimum(np.searchsorted(units, words), len(units) - 1)
    # A table is several times as fast as halving, and a clash of two units is rare.
    table = np.zeros(1 << 32 - int(_SHIFT), np.intp)
    table[slots] = np.arange(len(units))
    return np.asarray(table[words * _MIX >> _SHIFT])
