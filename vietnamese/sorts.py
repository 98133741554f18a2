"""Sorts of one kind of thing: crops, animals, markets, sources of power.

`sorts.tsv` has a line for each kind. They are told apart where indicators are not: exports of rice
and of rubber, the power of the wind and of the sun.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Gap, Lexicon, has_accents, words

_ROWS = Path(__file__).with_name("sorts.tsv")
#: What one wording stands for: kinds, each with the sorts by their first names.
_Meaning = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class SortMention:
    """A sort named in `text[start:end]`: its kind, and which it may be."""

    start: int
    end: int
    kind: str
    names: frozenset[str]


@lru_cache(maxsize=4096)
def read_sorts(text: str) -> tuple[SortMention, ...]:
    """The sorts named in `text`, in order, longest first.

    Without accents only wordings of several words are safe: "que" may be "quế" or "quê".
    """
    line, lexicon = words(text), _lexicon()
    bare = not has_accents(text)
    found = []
    first = 0
    while first < len(line):
        phrase = lexicon.longest(line, first, Gap.SPACE, plain=bare)
        if phrase is None or (bare and phrase.last == first + 1):
            first += 1
            continue
        start, end = line[first].start, line[phrase.last - 1].end
        found += [SortMention(start, end, kind, names) for kind, names in phrase.value.items()]
        first = phrase.last
    return tuple(found)


@lru_cache(maxsize=1024)
def wordings_of(kind: str, names: frozenset[str]) -> tuple[str, ...]:
    """All wordings of sorts of a kind, by their first names."""
    return tuple(
        wording
        for known, wordings in sorts()
        if known == kind and wordings[0] in names
        for wording in wordings
    )


@lru_cache(maxsize=1)
def sorts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The kind and the wordings of each sort, the first of them its name."""
    lines = _ROWS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((kind, tuple(sort.split("/"))) for kind, row in rows for sort in row.split("|"))


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[_Meaning]:
    meanings: dict[str, dict[str, set[str]]] = {}
    for kind, wordings in sorts():
        for wording in wordings:
            meanings.setdefault(wording, {}).setdefault(kind, set()).add(wordings[0])
    lexicon: Lexicon[_Meaning] = Lexicon()
    for wording, meaning in meanings.items():
        lexicon.add(wording, {kind: frozenset(names) for kind, names in meaning.items()})
    return lexicon
