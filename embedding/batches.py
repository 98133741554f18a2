"""Batches of training pairs with their masks: which questions, how read, beside which passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embedding.training_set import TrainingSet

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mix:
    """What a batch is made of, as shares.

    `folded` and `typed` of the questions are read without accents and as people type, `switched`
    with most of their words in English; `parallel` of the pairs are translations; `hard` of the
    others are there because their passage looks like the answer to another question of the batch.
    """

    folded: float = 0.3
    typed: float = 0.1
    switched: float = 0.08
    parallel: float = 0.12
    hard: float = 0.0


#: share of the pieces of a switched question that are read in English
_SWITCHED_PIECES = 0.8


@dataclass(frozen=True, slots=True)
class Batch:
    """Bags of piece numbers for n questions and passages; `masked` marks no wrong answers.

    `masked[i, j]` holds where passage j may answer question i too: the same article or page, the
    same wording of the question or of the passage.
    """

    queries: tuple[Ids, Ids]
    passages: tuple[Ids, Ids]
    masked: npt.NDArray[np.bool_]


def steps_of(training_set: TrainingSet, size: int, mix: Mix) -> int:
    """Number of batches in an epoch, in which each Vietnamese pair is drawn once by chance."""
    return training_set.vietnamese // _parts(training_set, size, mix)[0]


def batches(
    training_set: TrainingSet, size: int, seed: int, epoch: int, mix: Mix
) -> Iterator[Batch]:
    """Full batches of one epoch, the same for the same seed and epoch."""
    rng = np.random.default_rng((seed, epoch))
    total, vietnamese = len(training_set), training_set.vietnamese
    drawn, hard, parallel = _parts(training_set, size, mix)
    order = rng.permutation(vietnamese)
    for start in range(0, vietnamese - drawn + 1, drawn):
        rows = order[start : start + drawn]
        rows = np.concatenate(
            [
                rows,
                _neighbours(training_set, rows, hard, rng),
                rng.integers(vietnamese, total, parallel) if parallel else rows[:0],
            ]
        )
        keys = training_set.keys[rows]
        masked = np.zeros((size, size), dtype=np.bool_)
        for column in keys.T:
            masked |= column[:, None] == column[None, :]
        np.fill_diagonal(masked, False)
        draw = rng.random(size)
        folded = draw < mix.folded
        typed = ~folded & (draw < mix.folded + mix.typed)
        switched = (draw >= 1 - mix.switched) & (rows < vietnamese)
        queries = training_set.queries.take(rows + total * folded + 2 * total * typed)
        yield Batch(
            _switch(training_set, queries, switched, rng),
            training_set.passages.take(rows),
            masked,
        )


def _parts(training_set: TrainingSet, size: int, mix: Mix) -> tuple[int, int, int]:
    """Pairs of a batch drawn by chance, as hard wrong answers, and from the translations."""
    parallel = int(size * mix.parallel) if len(training_set) > training_set.vietnamese else 0
    hard = int((size - parallel) * mix.hard)
    return size - parallel - hard, hard, parallel


def _neighbours(training_set: TrainingSet, rows: Ids, count: int, rng: np.random.Generator) -> Ids:
    """`count` rows with hard wrong answers to `rows`; any rows where none are left."""
    choices = training_set.neighbours[rows]
    offered = choices[choices[:, 0] >= 0]
    offered = offered[rng.permutation(len(offered))[:count]]
    if len(offered):
        several = (offered >= 0).sum(axis=1)
        offered = offered[np.arange(len(offered)), (rng.random(len(offered)) * several).astype(int)]
    else:
        offered = rows[:0]
    missing = count - len(offered)
    return np.concatenate([offered, rng.integers(0, training_set.vietnamese, missing)])


def _switch(
    training_set: TrainingSet,
    queries: tuple[Ids, Ids],
    switched: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[Ids, Ids]:
    """`queries` with most pieces of those that are `switched` in English, where it has them."""
    ids, begins = queries
    lengths = np.diff(np.append(begins, len(ids)))
    places = np.flatnonzero(np.repeat(switched, lengths))
    places = places[rng.random(len(places)) < _SWITCHED_PIECES]
    chances = training_set.english_chances[ids[places]]
    totals = chances.sum(axis=1)
    places, chances, totals = (part[totals > 0] for part in (places, chances, totals))
    if not len(places):
        return queries
    draw = rng.random(len(places)) * totals
    choice = np.minimum((chances.cumsum(axis=1) < draw[:, None]).sum(axis=1), chances.shape[1] - 1)
    ids = ids.copy()
    ids[places] = training_set.english[ids[places], choice]
    return ids, begins
