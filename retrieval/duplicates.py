"""Passages that say the same: one is shown, and all that repeat it are kept beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from retrieval.records import Found
from store.forward import ACCENT_BITS, Codes, Forward

#: Words in a row that count as shared where they stand in both.
_RUN = 4
#: Share of the runs of either that must be in the other.
_ALIKE = 0.9
_NUMBERS = re.compile(r"\d+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def collapse(found: Sequence[Found], forwards: Sequence[Forward]) -> list[Found]:
    """`found` without those that repeat an earlier one, which has them as its `twins`.

    A passage that differs in a number, or whose place, period or level is another, is no twin: it
    states something else. `forwards` are the words of the passages, in the same order.
    """
    kept: list[tuple[Found, _Text]] = []
    for item, forward in zip(found, forwards, strict=True):
        own = _Text(forward.words)
        place = next(
            (n for n, (first, text) in enumerate(kept) if text.like(own) and _states(first, item)),
            None,
        )
        if place is None:
            kept.append((item, own))
        else:
            first, text = kept[place]
            kept[place] = replace(first, twins=(*first.twins, item.passage, *item.twins)), text
    return [item for item, _ in kept]


class _Text:
    """The words of a passage, and its runs once they are asked for."""

    def __init__(self, words: Codes) -> None:
        self._words = words >> ACCENT_BITS

    def like(self, other: _Text) -> bool:
        """Whether nearly all runs of either are in the other."""
        shorter, longer = sorted((len(self._words), len(other._words)))
        if not shorter or shorter < _ALIKE * longer:
            return False
        return len(self._runs & other._runs) >= _ALIKE * max(len(self._runs), len(other._runs))

    @cached_property
    def _runs(self) -> frozenset[int]:
        """Numbers of all runs of words; of a passage shorter than a run, of all its words."""
        mixed = self._words.astype(np.uint64)
        for step in range(1, min(_RUN, len(self._words))):
            mixed = mixed[:-1] * _FACTOR + self._words[step:]
        return frozenset(mixed.tolist())


def _states(one: Found, other: Found) -> bool:
    """Whether two passages of nearly the same words state the same of the same."""
    return one.passage.scope == other.passage.scope and _NUMBERS.findall(
        one.passage.text
    ) == _NUMBERS.findall(other.passage.text)
