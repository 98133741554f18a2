"""The BM25 share of tokens that were not looked up, from the words of the passages found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.forward import ACCENT_BITS, Codes, Forward, places_among, word_code
from vietnamese.normal import fold

#: Tantivy's BM25: saturation and length.
_K1, _B = 1.2, 0.75

_ACCENTS = np.uint32(ACCENT_BITS)


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
    split = [tuple(map(word_code, filter(None, token.split("_")))) for token in tokens]
    folded = [tuple(code >> ACCENT_BITS for code in codes) for codes in split]
    words = np.concatenate(runs)
    bare_words = words >> _ACCENTS
    # Most words are none of those looked for: they are put aside at once.
    units = _units(folded)
    at = np.flatnonzero(units[places_among(units, bare_words)] == bare_words)
    owner = np.repeat(np.arange(len(runs)), sizes)[at]
    found = _matches(words[at], at, owner, len(runs), split)
    bare = np.array([fold(token) == token for token in tokens])
    if bare.any():
        some = [codes for codes, is_bare in zip(folded, bare, strict=True) if is_bare]
        found[:, bare] += _matches(bare_words[at], at, owner, len(runs), some)
    return found


def _matches(
    words: Codes,
    at: NDArray[np.int64],
    owner: NDArray[np.int64],
    runs: int,
    wanted: Sequence[tuple[int, ...]],
) -> NDArray[np.float64]:
    """How often each of `wanted`, one number or two neighbours, stands in each run.

    `words` stand at the places `at`, ascending, of all runs end to end; `owner` is their run.
    """
    units = _units(wanted)
    place = np.minimum(np.searchsorted(units, words), len(units) - 1)
    held = np.flatnonzero(units[place] == words)
    place, owner, at = place[held], owner[held], at[held]
    size = len(units)
    # A table of all units and pairs → the columns of `wanted`; the last column is for no token.
    table = np.full((size + 1) * size, len(wanted))
    number_of = {code: number for number, code in enumerate(units.tolist())}
    for column, codes in enumerate(wanted):
        first, *second = (number_of[code] for code in codes)
        table[(second[0] + 1) * size + first if second else first] = column
    follows = (at[1:] == at[:-1] + 1) & (owner[1:] == owner[:-1])
    pairs = (place[1:] + 1) * size + place[:-1]
    columns = np.concatenate([table[place], table[pairs[follows]]])
    owners = np.concatenate([owner, owner[:-1][follows]])
    flat = np.bincount(owners * (len(wanted) + 1) + columns, minlength=runs * (len(wanted) + 1))
    return flat.reshape(runs, -1)[:, :-1].astype(np.float64)


def _units(wanted: Sequence[tuple[int, ...]]) -> Codes:
    """All numbers in `wanted`, sorted."""
    return np.unique(np.array([code for codes in wanted for code in codes], dtype=np.uint32))
