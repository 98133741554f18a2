"""Passages that say the same: one is shown, and all that repeat it are kept beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from retrieval.records import Found
from store.forward import ACCENT_BITS, Codes, Forward

#: Words in a row that count as shared where they stand in both.
_RUN = 4
#: Share of the runs of either that must be in the other.
_ALIKE = 0.9
#: Numbers that words are told apart by at first.
_SLOTS = 1024
_NUMBERS = re.compile(r"\d+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def collapse(found: Sequence[Found], forwards: Sequence[Forward]) -> list[Found]:
    """`found` without those that repeat an earlier one, which has them as its `twins`.

    A passage that differs in a number, or whose place, period or level is another, is no twin: it
    states something else. `forwards` are the words of the passages, in the same order.
    """
    alike = _may_be_alike([forward.words for forward in forwards])
    if not np.triu(alike, 1).any():
        return list(found)
    texts, near = [_Text(forward.words) for forward in forwards], alike.tolist()
    kept: list[tuple[Found, int]] = []
    for number, item in enumerate(found):
        place = next(
            (
                place
                for place, (first, other) in enumerate(kept)
                if near[number][other] and texts[other].like(texts[number]) and _states(first, item)
            ),
            None,
        )
        if place is None:
            kept.append((item, number))
        else:
            first, other = kept[place]
            kept[place] = replace(first, twins=(*first.twins, item.passage, *item.twins)), other
    return [item for item, _ in kept]


def _may_be_alike(runs: Sequence[Codes]) -> npt.NDArray[np.bool_]:
    """(n, n): False where two texts have too many words of their own to be alike.

    Comparing all pairs run by run would take longer than finding them. Each word that the other
    lacks breaks a run of its own but for the last few, and two words of one number are only taken
    for the same.
    """
    if not runs:
        return np.zeros((0, 0), bool)
    sizes = np.array([len(words) for words in runs])
    owner = np.repeat(np.arange(len(runs)), sizes)
    slots = np.concatenate(runs) >> np.uint32(ACCENT_BITS) & np.uint32(_SLOTS - 1)
    has = np.zeros((len(runs), _SLOTS), np.float32)
    has.reshape(-1)[owner * _SLOTS + slots] = 1
    shared = has @ has.T
    most = (1 - _ALIKE) * np.maximum.outer(sizes, sizes) + _RUN
    own = np.diagonal(shared)
    return np.asarray((own[:, None] - shared <= most) & (own[None, :] - shared <= most))


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
