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
