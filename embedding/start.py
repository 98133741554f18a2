"""Where training starts: vectors in which spelling and frequency already count.

Every folded syllable and every accented one has a random direction; a piece is the sum over its
syllables of both, so that "mục tiêu", "muc tieu" and "mục" + "tiêu" lie close from the first step
on, also where the training pairs hold too few examples. Its length grows with its rarity, as in
smooth inverse frequency weighting (Arora et al. 2017).
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from vietnamese.normal import fold

#: share of its own start that an English piece keeps, so that synonyms stay apart
_KEPT = 0.1

#: weight of the direction shared by all accents of a syllable, against its own
_SHARED = 1.0
_OWN = 0.6


def start_vectors(
    pieces: list[tuple[str, float]], dimension: int, seed: int
) -> npt.NDArray[np.float32]:
    """A (pieces, dimension) table for `pieces` given with their log-probabilities."""
    table = np.empty((len(pieces), dimension), dtype=np.float32)
    known: dict[str, npt.NDArray[np.float32]] = {}

    def direction(syllable: str) -> npt.NDArray[np.float32]:
        if syllable not in known:
            digest = hashlib.blake2b(f"{seed} {syllable}".encode(), digest_size=8).digest()
            rng = np.random.default_rng(int.from_bytes(digest, "big"))
            known[syllable] = rng.standard_normal(dimension, dtype=np.float32)
        return known[syllable]

    for row, (piece, score) in enumerate(pieces):
        vector = np.zeros(dimension, dtype=np.float32)
        for syllable in piece.replace("▁", " ").split() or [piece]:
            vector += _SHARED * direction(fold(syllable)) + _OWN * direction("own " + syllable)
        # log-probabilities run from about -3 (và) to -15; rarity 1 in the middle of them
        table[row] = vector * (max(-score, 1.0) / 10.0)
    return table / np.float32(np.hypot(_SHARED, _OWN))


def place_english(
    table: npt.NDArray[np.float32],
    meanings: npt.NDArray[np.int64],
    chances: npt.NDArray[np.float64],
) -> npt.NDArray[np.float32]:
    """`table` with every piece that has `meanings` at their mean, weighted by their `chances`.

    A piece that translates nothing in particular ("the") has small chances and so a short vector.
    """
    placed = table.copy()
    rows = np.flatnonzero(chances.sum(axis=1) > 0)
    weights = chances[rows].astype(np.float32)
    mean = np.einsum("nk,nkd->nd", weights, table[meanings[rows]])
    placed[rows] = mean + _KEPT * table[rows]
    return placed
