"""Many texts as piece numbers in one array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Many texts as piece numbers, end to end: text i is `ids[starts[i]:starts[i + 1]]`."""

    ids: npt.NDArray[np.int32]
    starts: Ids

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: Ids) -> tuple[Ids, Ids]:
        """Piece numbers of the texts `rows`, end to end, and where each begins."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(lengths)
        begins = ends - lengths
        places = np.arange(ends[-1]) + np.repeat(self.starts[rows] - begins, lengths)
        return self.ids[places].astype(np.int64), begins

    def row(self, row: int) -> list[int]:
        """Piece numbers of one text."""
        return [int(number) for number in self.ids[self.starts[row] : self.starts[row + 1]]]

    def first(self, count: int) -> Ragged:
        """The first `count` texts alone."""
        return Ragged(self.ids[: self.starts[count]], self.starts[: count + 1])


def tokenise(tokenizer: Tokenizer, forms: Sequence[str]) -> Ragged:
    """`forms` (texts in `model_form`) as piece numbers."""
    chunks: list[npt.NDArray[np.int32]] = []
    for start in range(0, len(forms), 4096):
        encoded = tokenizer.encode_batch_fast(forms[start : start + 4096], add_special_tokens=False)
        chunks += [np.array(encoding.ids, dtype=np.int32) for encoding in encoded]
    lengths = np.array([0, *map(len, chunks)], dtype=np.int64)
    return Ragged(np.concatenate(chunks), np.cumsum(lengths))
