"""Ranking metrics at depth ten and percentiles of times: pure functions.

Definitions are those of the BEIR and MTEB benchmarks (binary relevance, logarithm base 2), so that
the numbers stand beside published ones. A passage that is found twice counts at its first place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import ceil, log2

DEPTH = 10

Metric = Callable[[Sequence[str], Collection[str]], float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for one question, best first, and what is relevant to it."""

    found: tuple[str, ...]
    relevant: frozenset[str]


def precision_at_1(found: Sequence[str], relevant: Collection[str]) -> float:
    """1 when the first is relevant, else 0."""
    return float(bool(found) and found[0] in relevant)


def recall(found: Sequence[str], relevant: Collection[str]) -> float:
    """Share of the relevant that is among the first ten; 0 when nothing is relevant."""
    if not relevant:
        return 0.0
    return len(set(_distinct(found)[:DEPTH]) & set(relevant)) / len(set(relevant))


def reciprocal_rank(found: Sequence[str], relevant: Collection[str]) -> float:
    """1 / place of the first relevant one among the first ten, else 0."""
    for place, item in enumerate(_distinct(found)[:DEPTH], start=1):
        if item in relevant:
            return 1 / place
    return 0.0


def ndcg(found: Sequence[str], relevant: Collection[str]) -> float:
    """Discounted cumulative gain of the first ten over the best that is possible."""
    gain = sum(
        1 / log2(place + 1)
        for place, item in enumerate(_distinct(found)[:DEPTH], start=1)
        if item in relevant
    )
    best = sum(1 / log2(place + 1) for place in range(1, min(len(set(relevant)), DEPTH) + 1))
    return gain / best if best else 0.0


METRICS: dict[str, Metric] = {
    "P@1": precision_at_1,
    "R@10": recall,
    "MRR@10": reciprocal_rank,
    "nDCG@10": ndcg,
}


def mean_percent(metric: Metric, rankings: Sequence[Ranking]) -> tuple[float, tuple[float, ...]]:
    """Mean of a metric in percent, and its value in 0–1 for each question."""
    values = tuple(metric(ranking.found, ranking.relevant) for ranking in rankings)
    return (100 * sum(values) / len(values) if values else 0.0), values


def percentile(values: Sequence[float], percent: float) -> float:
    """Nearest-rank percentile: the least value that `percent` of the values do not exceed.

    0 for no values; `percent` in (0, 100].
    """
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(ceil(percent / 100 * len(ordered)), 1) - 1]


def _distinct(found: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(found))
