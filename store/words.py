"""Counting the words of an index, for spelling: kept up to date as documents come and go."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from store.records import Passage
from vietnamese.normal import normalise

#: a word: letters with nothing but punctuation around them
_WORD = re.compile(r"(?<![\w])[^\W\d_]+(?![\w])")
#: Vietnamese syllables have at most seven letters, English words rarely twenty; longer runs are
#: addresses and joined words
_LONGEST = 24
#: distinct runs between spaces held in memory before their words are counted
_HELD = 300_000


class WordTally:
    """How often words have come (or, negative, gone) since the last reading."""

    def __init__(self) -> None:
        self._chunks: Counter[str] = Counter()
        self._words: dict[str, list[int]] = {}

    def add(self, text: str) -> None:
        """Count the words of `text`."""
        self._chunks.update(text.split())
        self._fold_when_large()

    def take(self, text: str) -> None:
        """Count the words of `text` off."""
        self._chunks.subtract(text.split())
        self._fold_when_large()

    def add_runs(self, runs: Iterable[tuple[str, int]]) -> None:
        """Count the words of runs without spaces, each standing so many times."""
        for run, count in runs:
            self._chunks[run] += count
        self._fold_when_large()

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """Words with the change in their occurrences, of all and of those in capitals."""
        self._fold()
        for word, (count, capitals) in sorted(self._words.items()):
            if count or capitals:
                yield word, count, capitals

    def _fold_when_large(self) -> None:
        if len(self._chunks) > _HELD:
            self._fold()

    def _fold(self) -> None:
        for chunk, count in self._chunks.items():
            if count:
                for word, is_capital in _words_of(chunk):
                    both = self._words.setdefault(word, [0, 0])
                    both[0] += count
                    both[1] += count * is_capital
        self._chunks.clear()


def text_between(text: str, passages: Iterable[Passage]) -> str | None:
    """What of `text` stands outside its `passages`; None where one cuts a run or meets another.

    Unless that is None, the words of the text are its words and those of the passages.
    """
    parts: list[str] = []
    end = 0
    for passage in sorted(passages, key=lambda passage: passage.start):
        if passage.start < end or _cuts(text, passage.start) or _cuts(text, passage.end):
            return None
        parts.append(text[end : passage.start])
        end = passage.end
    return "\n".join((*parts, text[end:]))


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())


@lru_cache(maxsize=50_000)
def _words_of(chunk: str) -> tuple[tuple[str, bool], ...]:
    """The words of a run without spaces in search form, and whether each is all in capitals."""
    composed = unicodedata.normalize("NFC", chunk)
    found = (match[0] for match in _WORD.finditer(composed))
    return tuple((normalise(word), word.isupper()) for word in found if len(word) <= _LONGEST)
