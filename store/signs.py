"""The signs of all vectors, one bit a dimension: a first choice among many by counting bits.

How many signs two vectors share tells roughly how similar they are (Charikar, "Similarity
Estimation Techniques from Rounding Algorithms", 2002), and the bits of 100,000 vectors are read in
a millisecond. The best of the first choice are then compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from errors import IndexDamaged

SIGNS = "signs.npy"
_DRAFT = ".draft.npy"

_Words = NDArray[np.uint64]

#: vectors compared at once, whose bits stay in a core's cache
_CHUNK = 32_768

#: One vector in so many is compared exactly, but never fewer than so many: of the ten nearest among
#: 100,000 made-up passages 89.9% are among 1,600, found in 2.3 ms, 95.7% among 3,200, in 3.2 ms.
#: Chroma's graph with `ef_construction` 60 and `ef_search` 600 finds 83.5% in 4.8 ms.
_SHARE, _LEAST = 64, 1_600


class Signs:
    """The signs of n vectors, read only; safe from several threads and processes at once."""

    def __init__(self, words: _Words) -> None:
        self._words = words

    @classmethod
    def open(cls, folder: Path) -> Signs:
        """The signs in `folder`. Raises IndexDamaged when they are missing or something else."""
        try:
            words = np.load(folder / SIGNS, mmap_mode="r")
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamaged(f"không đọc được {folder / SIGNS}: {error}") from error
        if words.ndim != 2 or words.dtype != np.uint64:
            raise IndexDamaged(f"{folder / SIGNS} không phải bảng dấu của véc-tơ")
        return cls(np.asarray(words))

    @property
    def count(self) -> int:
        """Number of vectors."""
        return int(self._words.shape[1])

    def likely(self, query: NDArray[np.float32]) -> NDArray[np.intp]:
        """The rows, ascending, of the vectors that share most signs with `query`.

        One in 64 of all, but at least 1,600, and every one that shares as many as the last of them.
        """
        signs = _signs(query.reshape(1, -1))
        differing = np.empty(self.count, np.uint16)
        for part in _parts(self.count):
            bits = np.bitwise_count(self._words[:, part] ^ signs)
            np.add.reduce(bits, axis=0, dtype=np.uint16, out=differing[part])
        last = max(self.count // _SHARE, min(_LEAST, self.count)) - 1
        most = np.partition(differing, last)[last] if self.count else 0
        return np.flatnonzero(differing <= most)


def write_signs(folder: Path, vectors: NDArray[np.float32]) -> None:
    """Write the signs of all rows of `vectors` to `folder`, in place of those that lie there."""
    draft = folder / (SIGNS + _DRAFT)
    shape = (-(-vectors.shape[1] // 64), len(vectors))
    words = np.lib.format.open_memmap(draft, "w+", np.uint64, shape)
    for part in _parts(len(vectors)):
        words[:, part] = _signs(vectors[part])
    words.flush()
    del words
    draft.replace(folder / SIGNS)


def _signs(vectors: NDArray[np.float32]) -> _Words:
    """(words, n): which dimensions of n vectors are above zero, 64 to a word."""
    bits = np.packbits(vectors > 0, axis=1)
    bits = np.pad(bits, ((0, 0), (0, -bits.shape[1] % 8)))
    return np.ascontiguousarray(bits.view(np.uint64).T)


def _parts(count: int) -> Iterator[slice]:
    for start in range(0, count, _CHUNK):
        yield slice(start, min(start + _CHUNK, count))
