"""Pieces of a question against those of passages: how near each comes to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.asked import LONGEST, Floats, Places

#: Dimensions of a piece's vector that are compared.
DIMENSIONS = 64
#: Pieces in a block, of which a few make up a window.
_PIECES = 12


class Pieces:
    """The model's table as word vectors: rows of length 1, and how much each piece weighs.

    Of each row the first `DIMENSIONS` are kept, for which the model is trained too (Matryoshka):
    comparing all of them would take longer than everything else in a search.
    """

    def __init__(self, table: npt.NDArray[np.floating[Any]]) -> None:
        vectors = table[:, :DIMENSIONS].astype(np.float32)
        self.weights = np.linalg.norm(vectors, axis=1)
        self.directions = vectors / np.maximum(self.weights, 1e-6)[:, None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the embedding model makes of a question: its pieces and its vector."""

    table: Pieces
    pieces: Sequence[int]
    vector: Floats


@dataclass(frozen=True, slots=True)
class SoftMatches:
    """The q pieces of a question against the d distinct ones of some texts.

    `weights` are those of the q pieces, `distinct` the d pieces and `directions` their vectors,
    `cosines` is (d, q); `rows` are the places in `distinct` of all pieces of the texts, end to end,
    `begins` where each text begins in it; `nearest` is (texts, q), the best cosine in each.
    `blocks` is the same for each block of `_PIECES` pieces, `holder` whose it is, and `firsts` the
    first block of each text.
    """

    weights: Floats
    distinct: Places
    directions: Floats
    cosines: Floats
    rows: Places
    begins: Places
    nearest: Floats
    blocks: Floats
    holder: Places
    firsts: Places


def soft_matches(texts: Sequence[npt.NDArray[np.uint16]], meaning: Meaning) -> SoftMatches:
    """How near each piece of a question is to those of `texts`, at least one."""
    table = meaning.table
    codes, begins, lengths = joined(texts)
    pieces = codes.astype(np.intp)
    seen = np.zeros(len(table.weights), bool)
    seen[pieces] = True
    distinct = np.flatnonzero(seen)
    place = np.empty(len(seen), np.intp)
    place[distinct] = np.arange(len(distinct))
    rows = place[pieces]
    asked_ids = list(dict.fromkeys(meaning.pieces))[:LONGEST] or [0]
    # No place is out of range: with "clip" numpy need not look.
    directions = table.directions.take(distinct, axis=0, mode="clip")
    cosines = directions @ np.ascontiguousarray(table.directions[asked_ids].T)
    counts = -(-lengths // _PIECES)
    firsts = np.cumsum(counts) - counts
    holder = np.repeat(np.arange(len(counts)), counts)
    starts = begins[holder] + (np.arange(len(holder)) - firsts[holder]) * _PIECES
    # First pieces of all blocks, then all second ones: the last of a text fills up its last block.
    places = np.minimum(np.arange(_PIECES)[:, None] + starts, (begins + lengths - 1)[holder])
    blocks = cosines.take(rows.take(places, mode="clip"), axis=0, mode="clip").max(axis=0)
    nearest = np.maximum.reduceat(blocks, firsts)
    weights = table.weights[asked_ids]
    return SoftMatches(
        weights, distinct, directions, cosines, rows, begins, nearest, blocks, holder, firsts
    )


def joined(
    parts: Sequence[npt.NDArray[np.unsignedinteger[Any]]],
) -> tuple[npt.NDArray[Any], Places, Places]:
    """All parts end to end, where each begins, and how long it is.

    An empty part becomes one element 0, which is nobody's word.
    """
    lengths = np.array(list(map(len, parts)))
    if not lengths.all():
        parts = [part if len(part) else np.zeros(1, part.dtype) for part in parts]
        lengths = np.maximum(lengths, 1)
    return np.concatenate(parts), np.cumsum(lengths) - lengths, lengths
