"""Which piece translates which: word translation probabilities (IBM model 1) over pieces.

Each English piece starts training at the mean of the vectors of its translations, weighted by their
probability; and a Vietnamese question can be read with some of its pieces in English.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

log = logging.getLogger(__name__)

#: rounds of expectation and maximisation; more of them change little
_ROUNDS = 5
#: texts with more pieces are not learned from: they would take most of the memory
_LONGEST = 40
#: probability below which a translation is noise
_LEAST = 0.04

Ids = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Translations:
    """Piece `sources[i]` is translated by piece `targets[i]` with probability `chances[i]`."""

    sources: Ids
    targets: Ids
    chances: Reals

    def best(self, size: int, depth: int) -> tuple[Ids, Reals]:
        """For each of `size` pieces its `depth` likeliest translations and their chances.

        A piece without translations has the chance 0 everywhere.
        """
        order = np.lexsort((-self.chances, self.sources))
        sources, targets, chances = (
            part[order] for part in (self.sources, self.targets, self.chances)
        )
        first = np.searchsorted(sources, sources)
        rank = np.arange(len(sources)) - first
        kept = rank < depth
        pieces = np.zeros((size, depth), dtype=np.int64)
        likely = np.zeros((size, depth))
        pieces[sources[kept], rank[kept]] = targets[kept]
        likely[sources[kept], rank[kept]] = chances[kept]
        return pieces, likely


def align(
    english: list[list[int]], vietnamese: list[list[int]], size: int
) -> tuple[Translations, Translations]:
    """Translations of English pieces and of Vietnamese ones, from texts as piece numbers.

    Each Vietnamese piece is explained by one of the English pieces or by nothing (piece 0, which
    neither language has). `size` is the size of the vocabulary.
    """
    sources, targets, places = _together(english, vietnamese)
    keys, cells = np.unique(sources * size + targets, return_inverse=True)
    log.info("%d pairs of pieces, %d of them different", len(cells), len(keys))
    source, target = np.divmod(keys, size)
    chances: Reals = np.ones(len(keys))
    counts: Reals = chances
    for _ in range(_ROUNDS):
        shares = chances[cells]
        shares /= np.bincount(places, shares)[places]
        counts = np.asarray(np.bincount(cells, shares, minlength=len(keys)), dtype=np.float64)
        chances = counts / np.bincount(source, counts, minlength=size)[source]
    back = counts / np.bincount(target, counts, minlength=size)[target]
    known = source > 0
    there = known & (chances >= _LEAST)
    here = known & (back >= _LEAST)
    return (
        Translations(source[there], target[there], chances[there]),
        Translations(target[here], source[here], back[here]),
    )


def _together(english: list[list[int]], vietnamese: list[list[int]]) -> tuple[Ids, Ids, Ids]:
    """Every English piece, and piece 0, with every Vietnamese one of the same text.

    The third array numbers the Vietnamese pieces, which are to be explained.
    """
    sources, targets, places = [], [], []
    seen = 0
    for left, right in zip(english, vietnamese, strict=True):
        if not left or not right or len(left) > _LONGEST or len(right) > _LONGEST:
            continue
        with_nothing = np.array([0, *left], dtype=np.int32)
        sources.append(np.tile(with_nothing, len(right)))
        targets.append(np.repeat(np.array(right, dtype=np.int32), len(with_nothing)))
        places.append(
            np.repeat(np.arange(seen, seen + len(right), dtype=np.int32), len(with_nothing))
        )
        seen += len(right)
    return _joined(sources), _joined(targets), _joined(places)


def _joined(parts: list[npt.NDArray[np.int32]]) -> Ids:
    return np.concatenate([np.empty(0, np.int32), *parts]).astype(np.int64)
