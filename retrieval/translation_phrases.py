"""Phrases that translate each other, from word alignments of both directions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

#: Longest phrases: English words, Vietnamese syllables.
ENGLISH, VIETNAMESE = 3, 5
#: What a phrase counts that takes in a neighbour which is linked to nothing.
_LOOSE = 0.3

Phrase = tuple[str, ...]
Link = tuple[int, int]
_AROUND = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]


def symmetric(forward: NDArray[np.float32], backward: NDArray[np.float32]) -> set[Link]:
    """Links (English word, Vietnamese syllable) on which both directions agree, and their like.

    `forward[j, i]` is the probability that syllable j comes from English word i - 1 (0: from
    nowhere), `backward[i, j]` that word i comes from syllable j - 1. The heuristic is
    grow-diag-final-and of Koehn, Och and Marcu (2003).
    """
    there = {(int(i) - 1, j) for j, i in enumerate(forward.argmax(axis=1)) if i}
    back = {(i, int(j) - 1) for i, j in enumerate(backward.argmax(axis=1)) if j}
    links, either = there & back, there | back
    english, vietnamese = {i for i, _ in links}, {j for _, j in links}
    fresh = sorted(links)
    while fresh:
        grown = []
        for i, j in fresh:
            for a, b in _AROUND:
                near = (i + a, j + b)
                free = near[0] not in english or near[1] not in vietnamese
                if free and near in either:
                    links.add(near)
                    english.add(near[0])
                    vietnamese.add(near[1])
                    grown.append(near)
        fresh = grown
    for i, j in sorted(either - links):
        if i not in english and j not in vietnamese:
            links.add((i, j))
            english.add(i)
            vietnamese.add(j)
    return links


def phrases(
    english: Phrase, vietnamese: Phrase, links: set[Link]
) -> Iterator[tuple[Phrase, Phrase, float]]:
    """Phrase pairs consistent with the links, with what each counts."""
    of_word: list[list[int]] = [[] for _ in english]
    of_syllable: list[list[int]] = [[] for _ in vietnamese]
    for i, j in links:
        of_word[i].append(j)
        of_syllable[j].append(i)
    for first in range(len(english)):
        if not of_word[first]:
            continue
        reached: list[int] = []
        for last in range(first + 1, min(len(english), first + ENGLISH) + 1):
            reached += of_word[last - 1]
            if not of_word[last - 1]:
                continue
            low, high = min(reached), max(reached) + 1
            if high - low > VIETNAMESE or not _closed(of_syllable[low:high], first, last):
                continue
            phrase = english[first:last]
            yield phrase, vietnamese[low:high], 1.0
            if high - low < VIETNAMESE:
                if low and not of_syllable[low - 1]:
                    yield phrase, vietnamese[low - 1 : high], _LOOSE
                if high < len(vietnamese) and not of_syllable[high]:
                    yield phrase, vietnamese[low : high + 1], _LOOSE


def _closed(linked: list[list[int]], first: int, last: int) -> bool:
    return all(first <= i < last for words in linked for i in words)
