"""The words of all passages of one generation as numbers, in one mapped file.

Read from SQLite, the records of a question's best passages took 18 µs each; from here, 3. Rows are
those of `store.matrix`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from errors import IndexDamaged
from store.forward import Forward, Runs
from store.matrix import Rows

WORDS, PLACES = "forward.bin", "forward_rows.npy"
_DRAFT = ".draft"
#: rows copied at once, so that memory stays flat
_CHUNK = 8192
#: where a row that was never written begins
_NOWHERE = np.uint32(2**32 - 1)

Places = npt.NDArray[np.uint32]


class ForwardFile:
    """Records by row, read only; safe from several threads and processes at once.

    A record is its words and context, 4 bytes each, then its sentence starts and pieces, 2 bytes
    each, filled up to 4. A row of `places` holds its beginning, in units of 4 bytes, and these four
    lengths.
    """

    def __init__(self, units: npt.NDArray[np.uint32], places: Places) -> None:
        self._units = units
        self._halves = units.view(np.uint16)
        self._places = places

    @classmethod
    def open(cls, folder: Path) -> ForwardFile:
        """The file in `folder`. Raises IndexDamaged when it is missing or no such file."""
        try:
            places = np.asarray(np.load(folder / PLACES, mmap_mode="r"))
            # An empty file cannot be mapped.
            units = (
                np.asarray(np.memmap(folder / WORDS, np.uint32, "r"))
                if (folder / WORDS).stat().st_size
                else np.zeros(0, np.uint32)
            )
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamaged(f"không đọc được {folder / WORDS}: {error}") from error
        if places.ndim != 2 or places.shape[1:] != (5,) or places.dtype != np.uint32:
            raise IndexDamaged(f"{folder / PLACES} không phải bảng vị trí")
        return cls(units, places)

    @property
    def count(self) -> int:
        """Number of records."""
        return int((self._places[:, 0] != _NOWHERE).sum())

    def read(self, rows: Rows) -> list[Forward]:
        """The records of `rows`, which must be there."""
        units, halves = self._units, self._halves
        found = []
        for begin, words, context, starts, pieces in self._places[rows].tolist():
            mid = begin + words
            half = 2 * (mid + context)
            found.append(
                Forward(
                    units[begin:mid],
                    halves[half : half + starts],
                    units[mid : mid + context],
                    halves[half + starts : half + starts + pieces],
                )
            )
        return found

    def runs(self, rows: Rows) -> Runs:
        """The words of the records of `rows`, at least one, end to end: a third of their cost."""
        units, places = self._units, self._places[rows]
        parts = [
            units[begin : begin + words + context]
            for begin, words, context in places[:, :3].tolist()
        ]
        return Runs(np.concatenate(parts), places[:, 1:3].astype(np.int64).reshape(-1))

    def raw(self, rows: Rows) -> tuple[npt.NDArray[np.uint32], Places]:
        """The records of `rows` as they stand in the file, and their places among these."""
        places = self._places[rows]
        sizes = _units_of(places)
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        begins = np.repeat(places[:, 0].astype(np.int64) - (ends - sizes), sizes)
        places[:, 0] = ends - sizes
        return self._units[begins + np.arange(total)], places


class ForwardWriter:
    """The file of a generation being written: kept records of the one before, and new ones."""

    def __init__(self, folder: Path, count: int) -> None:
        """A file of `count` rows in `folder`, none written yet."""
        self._folder = folder
        self._places = np.full((count, 5), _NOWHERE, np.uint32)
        (folder / (WORDS + _DRAFT)).write_bytes(b"")
        self._written = 0

    def keep(self, old: ForwardFile, old_rows: Rows, rows: Rows) -> None:
        """Take over records from an earlier file."""
        with (self._folder / (WORDS + _DRAFT)).open("ab") as file:
            for start in range(0, len(rows), _CHUNK):
                some = slice(start, start + _CHUNK)
                units, places = old.raw(old_rows[some])
                units.tofile(file)
                places[:, 0] += self._written
                self._places[rows[some]] = places
                self._written += len(units)

    def put(self, rows: Rows, forwards: Sequence[Forward]) -> None:
        """Set the records of `rows`."""
        if not forwards:
            return
        parts: list[npt.NDArray[np.uint16]] = []
        lengths = np.array(
            [(len(f.words), len(f.context), len(f.starts), len(f.pieces)) for f in forwards],
            np.uint32,
        )
        for forward, (_, _, starts, pieces) in zip(forwards, lengths.tolist(), strict=True):
            parts += [
                forward.words.view(np.uint16),
                forward.context.view(np.uint16),
                forward.starts,
                forward.pieces,
                _FILLING[: (starts + pieces) % 2],
            ]
        with (self._folder / (WORDS + _DRAFT)).open("ab") as file:
            np.concatenate(parts).tofile(file)
        self._places[rows, 1:] = lengths
        sizes = _units_of(self._places[rows])
        ends = self._written + np.cumsum(sizes)
        self._places[rows, 0] = ends - sizes
        self._written = int(ends[-1])

    def close(self) -> None:
        """Write everything, in place of the file that lies in the folder."""
        np.save(self._folder / (PLACES + _DRAFT + ".npy"), self._places)
        (self._folder / (WORDS + _DRAFT)).replace(self._folder / WORDS)
        (self._folder / (PLACES + _DRAFT + ".npy")).replace(self._folder / PLACES)


_FILLING = np.zeros(1, np.uint16)


def _units_of(places: Places) -> npt.NDArray[np.int64]:
    """Units of 4 bytes that each record takes."""
    lengths = places[:, 1:].astype(np.int64)
    return np.asarray(lengths[:, 0] + lengths[:, 1] + (lengths[:, 2] + lengths[:, 3] + 1) // 2)
