"""The passage vectors of one generation as one matrix in a file: for exact scores.

Rows are sorted by passage id, and a second file holds the ids, so that neither is read into memory:
both are mapped, an id is found by halving. Chroma holds the same vectors for finding the nearest
among very many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from errors import IndexDamaged
from store.remembered import Remembered
from store.signs import SIGNS, Signs, write_signs
from store.ties import best

VECTORS, ROWS = "vectors.npy", "rows.npy"
_DRAFT = ".draft.npy"
#: rows copied or scaled at once, so that memory stays flat
_CHUNK = 8192
#: ids whose rows are remembered: a search asks for those of its best passages several times
_KNOWN = 20_000

Rows = NDArray[np.intp]


class Matrix:
    """Unit vectors by passage id, read only; safe from several threads and processes at once."""

    def __init__(self, ids: NDArray[np.bytes_], vectors: NDArray[np.float32], signs: Signs) -> None:
        self._ids = ids
        self._vectors = vectors
        self._signs = signs
        self._rows = Remembered(partial(_rows_among, ids), _KNOWN)

    @classmethod
    def open(cls, folder: Path) -> Matrix:
        """The matrix in `folder`. Raises IndexDamaged when it is missing or no matrix."""
        try:
            ids = np.load(folder / ROWS, mmap_mode="r")
            vectors = np.load(folder / VECTORS, mmap_mode="r")
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamaged(f"không đọc được {folder / VECTORS}: {error}") from error
        signs = Signs.open(folder)
        if vectors.ndim != 2 or not (ids.shape == vectors.shape[:1] == (signs.count,)):
            raise IndexDamaged(f"{folder / VECTORS}, {ROWS} và {SIGNS} không khớp nhau")
        # Plain views: indexing numpy's own memmap class costs several times as much.
        return cls(np.asarray(ids), np.asarray(vectors), signs)

    @property
    def count(self) -> int:
        """Number of vectors."""
        return len(self._ids)

    def ids(self) -> list[str]:
        """All passage ids, sorted."""
        return [str(name, "utf-8") for name in self._ids.tolist()]

    def rows_of(self, ids: Sequence[str]) -> Rows:
        """The rows of `ids`. Raises KeyError for an id that is not there."""
        return np.array(self._rows.of(ids), np.intp)

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The (n, dimension) unit vectors of n `ids`, zero rows for passages without words.

        Raises KeyError for an id that is not there.
        """
        if not ids:
            return np.zeros((0, self._vectors.shape[1]), np.float32)
        return np.asarray(self._vectors[self.rows_of(ids)])

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Passage ids with their exact cosine similarity to `vector`, best first, ties by id."""
        return self._best(vector, None, limit)

    def nearest_by_signs(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The same of those alone that share most signs with `vector`, see `store.signs`."""
        return self._best(vector, self._signs.likely(np.asarray(vector, np.float32)), limit)

    def _best(
        self, vector: NDArray[np.float32], rows: Rows | None, limit: int
    ) -> list[tuple[str, float]]:
        """The nearest of `rows`, which are ascending, or of all."""
        query = np.asarray(vector, np.float32)
        query = query / max(float(np.linalg.norm(query)), 1e-12)
        ids, vectors = self._ids, self._vectors
        if rows is not None:
            ids, vectors = ids[rows], vectors.take(rows, axis=0, mode="clip")
        if not len(ids):
            return []
        similar = vectors @ query

        def fetch(number: int) -> list[tuple[str, float]]:
            chosen = np.arange(len(similar))
            if number < len(similar):
                chosen = np.argpartition(similar, -number)[-number:]
            # A product of the whole matrix rounds equal rows differently by where they stand:
            # each is summed again by itself, so that what is equal is a tie.
            scores = (vectors[chosen] * query).sum(axis=1)
            order = np.lexsort((chosen, -scores))
            chosen = chosen[order]
            names = [str(name, "utf-8") for name in ids[chosen].tolist()]
            self._rows.keep(
                dict(
                    zip(names, (rows[chosen] if rows is not None else chosen).tolist(), strict=True)
                )
            )
            return list(zip(names, scores[order].tolist(), strict=True))

        return best(fetch, limit)


class MatrixWriter:
    """The matrix of a generation being written: kept rows of the one before, and new ones."""

    def __init__(self, folder: Path, ids: Iterable[str], dimension: int) -> None:
        """A matrix of `ids` in `folder`, all rows zero."""
        self._folder = folder
        self._ids = _as_bytes(sorted(ids))
        self._vectors = np.lib.format.open_memmap(
            folder / (VECTORS + _DRAFT), "w+", np.float32, (len(self._ids), dimension)
        )

    def keep(self, old: Matrix, ids: Sequence[str]) -> None:
        """Take over the rows of `ids` from an earlier matrix."""
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            self.put(some, old.vectors_of(some))

    def rows_of(self, ids: Sequence[str]) -> Rows:
        """The rows of `ids`, which must be among those given at first."""
        return np.searchsorted(self._ids, _as_bytes(ids))

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Set the rows of `ids`, brought to unit length; zero rows stay zero."""
        if ids:
            lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
            self._vectors[self.rows_of(ids)] = vectors / lengths

    def close(self) -> None:
        """Write everything, in place of the matrix that lies in the folder."""
        write_signs(self._folder, self._vectors)
        self._vectors.flush()
        del self._vectors
        np.save(self._folder / (ROWS + _DRAFT), self._ids)
        for name in (VECTORS, ROWS):
            (self._folder / (name + _DRAFT)).replace(self._folder / name)


def _rows_among(held_ids: NDArray[np.bytes_], ids: Sequence[str]) -> list[int]:
    """The rows of `ids` among the sorted `held_ids`, found by halving.

    Raises KeyError for an id that is not there.
    """
    encoded = [name.encode() for name in ids]
    # Of the width of the ids on file: with another, numpy would copy all of them to compare.
    wanted = np.array(encoded, dtype=held_ids.dtype)
    rows = np.searchsorted(held_ids, wanted)
    held = rows < len(held_ids)
    held[held] = held_ids[rows[held]] == wanted[held]
    held &= np.fromiter(map(len, encoded), np.intp, len(ids)) <= held_ids.itemsize
    if not held.all():
        raise KeyError(ids[int(np.argmin(held))])
    found: list[int] = rows.tolist()
    return found


def _as_bytes(ids: Sequence[str]) -> NDArray[np.bytes_]:
    """Ids as UTF-8, whose order is that of the strings."""
    return np.array([name.encode() for name in ids], dtype=np.bytes_)
