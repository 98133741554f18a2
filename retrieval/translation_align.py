"""Word alignment by EM: IBM Model 1 with a prior for the diagonal, in both directions.

The model is that of Dyer, Chahuneau and Smith (2013), "A Simple, Fast, and Effective
Reparameterization of IBM Model 2": each target word comes from one source word or from nowhere, and
words at the same relative place are likelier to belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: How strongly words at the same relative place are preferred, and the share of words that come
#: from nowhere; both as in fast_align.
_TENSION, _NOWHERE = 4.0, 0.08
#: Pseudo-count that keeps a rare word from explaining everything it stands beside.
_SMOOTHING = 0.01


@dataclass(frozen=True, slots=True)
class Links:
    """All possible links of all sentence pairs, by sentence, then target word, then source word.

    Source word 0 of each pair is the empty word. `first[s]` is the first link of pair `s`.
    """

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    prior: NDArray[np.float32]
    weight: NDArray[np.float32]
    starts: NDArray[np.int64]
    first: NDArray[np.int64]


def links_of(
    sources: Sequence[NDArray[np.int32]],
    targets: Sequence[NDArray[np.int32]],
    weights: Sequence[float],
) -> Links:
    """Possible links of aligned pairs; word ids from 1, as 0 is the empty word."""
    source, target, prior, weight, sizes, lengths = [], [], [], [], [], []
    for one, other, worth in zip(sources, targets, weights, strict=True):
        width, height = len(one) + 1, len(other)
        source.append(np.tile(np.concatenate(([0], one)), height))
        target.append(np.repeat(other, width))
        prior.append(_prior(len(one), height))
        weight.append(np.full(height, worth, dtype=np.float32))
        sizes.append(np.full(height, width))
        lengths.append(width * height)
    starts = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return Links(
        np.concatenate(source).astype(np.int32),
        np.concatenate(target).astype(np.int32),
        np.concatenate(prior),
        np.concatenate(weight),
        starts[:-1],
        np.concatenate(([0], np.cumsum(lengths))),
    )


_PRIORS: dict[tuple[int, int], NDArray[np.float32]] = {}


def _prior(width: int, height: int) -> NDArray[np.float32]:
    """Probability of each source place, the empty word first, for each target place in turn."""
    if (width, height) not in _PRIORS:
        rows = (np.arange(height) + 0.5)[:, None] / height
        columns = (np.arange(width) + 0.5)[None, :] / width
        near = np.exp(-_TENSION * np.abs(rows - columns))
        near *= (1 - _NOWHERE) / near.sum(axis=1, keepdims=True)
        whole = np.hstack([np.full((height, 1), _NOWHERE), near])
        _PRIORS[width, height] = whole.ravel().astype(np.float32)
    return _PRIORS[width, height]


def align(links: Links, rounds: int = 6) -> NDArray[np.float32]:
    """The probability of each link given its target word, after `rounds` of EM.

    What is fitted is how likely a source word becomes a target word, from a uniform start.
    """
    base = int(links.target.max()) + 1
    keys, pair = np.unique(links.source.astype(np.int64) * base + links.target, return_inverse=True)
    source = keys // base
    spread = np.diff(np.append(links.starts, len(links.source)))
    worth = np.repeat(links.weight, spread)
    probability = np.ones(len(keys), dtype=np.float64)
    posterior = links.prior
    for _ in range(rounds):
        likely = probability[pair] * links.prior
        posterior = likely / np.repeat(np.add.reduceat(likely, links.starts), spread)
        counts: NDArray[Any] = np.bincount(pair, posterior * worth, minlength=len(keys))
        totals = np.bincount(source, counts)
        probability = _sparse(counts) / (totals[source] + 1e-9)
    return posterior.astype(np.float32)


def _sparse(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """exp(digamma(count + smoothing)), the variational estimate with a sparse prior.

    It takes from a word what it has explained only in part. By the expansion of digamma at
    x + 1, where it is good to 0.01.
    """
    moved = counts + _SMOOTHING
    above = moved + 1.0
    digamma = np.log(above) - 1 / (2 * above) - 1 / (12 * above**2) - 1 / moved
    result: NDArray[np.float64] = np.exp(digamma)
    return result
