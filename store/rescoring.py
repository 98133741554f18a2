"""The BM25 share of tokens that were not looked up, from the words of the passages found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.forward import ACCENT_BITS, Codes, Runs, units_met, word_code
from vietnamese.normal import fold

#: Tantivy's BM25: saturation and length.
_K1, _B = 1.2, 0.75

#: The fields in the order in which `Runs` hold their words.
_FIELDS = ("text", "context")
_ACCENTS = np.uint32(ACCENT_BITS)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A token that was not looked up: its field, and its weight with its rarity."""

    field: str
    token: str
    weight: float


def added_scores(
    runs: Runs, tokens: Sequence[LeftOut], average_lengths: Mapping[str, float]
) -> NDArray[np.float64]:
    """What `tokens` add to the score of each passage of `runs`.

    `average_lengths` are tokens a field, of those fields that `tokens` have. Equal to tantivy's own
    scores but for its rounding of lengths, and for numbers in parts and texts cut in a record.
    """
    names = list(dict.fromkeys(item.token for item in tokens))
    column = {name: number for number, name in enumerate(names)}
    weights = np.zeros((len(_FIELDS), len(names)))
    for item in tokens:
        weights[_FIELDS.index(item.field), column[item.token]] += item.weight
    found = _counts(runs, names).reshape(-1, len(_FIELDS), len(names))
    # Each unit stands in a field twice, with and without accents, and so does each pair.
    lengths = np.maximum(2 * (2 * runs.sizes - 1), 0).reshape(-1, len(_FIELDS))
    average = np.array([max(average_lengths.get(name, 1.0), 1.0) for name in _FIELDS])
    norm = _K1 * (1 - _B + _B * lengths / average)
    saturated = found / (found + norm[:, :, None])
    return np.asarray((_K1 + 1) * np.einsum("nfc,fc->n", saturated, weights))


def _counts(runs: Runs, tokens: Sequence[str]) -> NDArray[np.float64]:
    """How often each token, a unit or a pair "a_b", stands in each of `runs`: (runs, tokens).

    Without an accent it stands for itself and for every accented form.
    """
    split = [tuple(map(word_code, filter(None, token.split("_")))) for token in tokens]
    folded = [tuple(code >> ACCENT_BITS for code in codes) for codes in split]
    units = _units(folded)
    # Most words are none of those looked for: they are put aside at once.
    at, place = units_met(units, runs.codes >> _ACCENTS)
    owner = np.repeat(np.arange(len(runs.sizes)), runs.sizes)[at]
    exact = _units(split)
    held, form_place = units_met(exact, runs.codes[at])
    cells = _cells(exact, form_place, at[held], owner[held], split)
    # A token without accents is met in every accented form.
    bare = [() if fold(t) != t else codes for t, codes in zip(tokens, folded, strict=True)]
    if any(bare):
        cells = np.concatenate([cells, _cells(units, place, at, owner, bare)])
    size = len(tokens) + 1
    counted = np.bincount(cells, minlength=len(runs.sizes) * size)
    return counted.reshape(-1, size)[:, :-1].astype(np.float64)


def _cells(
    units: Codes,
    place: NDArray[np.intp],
    at: NDArray[np.intp],
    owner: NDArray[np.intp],
    wanted: Sequence[tuple[int, ...]],
) -> NDArray[np.intp]:
    """Where each of `wanted`, one of `units` or two neighbours, was met.

    The words met are those of `place` among `units`; they stand at the places `at`, ascending, of
    all runs end to end, `owner` is their run. A cell is run · (w + 1) + number for w `wanted`; with
    the number w it is of none of them.
    """
    size = len(units)
    # A table of all units and pairs → the numbers of `wanted`.
    table = np.full((size + 1) * size, len(wanted))
    number_of = {code: number for number, code in enumerate(units.tolist())}
    for column, codes in enumerate(wanted):
        if codes:
            first, *second = (number_of[code] for code in codes)
            table[(second[0] + 1) * size + first if second else first] = column
    follows = np.flatnonzero((at[1:] == at[:-1] + 1) & (owner[1:] == owner[:-1]))
    pairs = (place[follows + 1] + 1) * size + place[follows]
    columns = table[np.concatenate([place, pairs])]
    owners = np.concatenate([owner, owner[follows]])
    return np.asarray(owners * (len(wanted) + 1) + columns)


def _units(wanted: Sequence[tuple[int, ...]]) -> Codes:
    """All numbers in `wanted`, sorted."""
    return np.array(sorted({code for codes in wanted for code in codes}), dtype=np.uint32)
