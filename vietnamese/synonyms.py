"""Words that readers and policy texts use for the same thing: "làm xong" is "hoàn thành".

`synonyms.tsv` has a group a line; a phrase has its abbreviations, too ("GPMB"). Indicators have
their names in `terms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.abbreviations import abbreviated
from vietnamese.lexicon import Gap, Lexicon, has_accents, words
from vietnamese.normal import normalise

_ROWS = Path(__file__).with_name("synonyms.tsv")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A phrase of a question, `text[start:end]`, and others that may stand for it."""

    start: int
    end: int
    others: tuple[str, ...]


@lru_cache(maxsize=64)
def read_synonyms(text: str) -> tuple[Synonyms, ...]:
    """Phrases of `text` that have synonyms, in order, longest first; none overlaps another.

    Without accents only phrases of several words are safe: "tien" may be "tiền" or "tiến".
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
        found.append(Synonyms(line[first].start, line[phrase.last - 1].end, phrase.value))
        first = phrase.last
    return tuple(found)


@lru_cache(maxsize=1)
def short_forms() -> frozenset[str]:
    """The abbreviations of phrases, in search form: "nsnn", which texts write for the phrase."""
    return frozenset(
        normalise(short)
        for meaning, shorts in abbreviated().items()
        if " " in meaning
        for short in shorts
    )


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[tuple[str, ...]]:
    said: dict[str, list[str]] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, _, told = line.partition(">")
            own = _names(asked)
            for name in own:
                said.setdefault(name, []).extend(_names(told) or own)
    for meaning, shorts in abbreviated().items():
        if " " in meaning:
            said.setdefault(meaning, []).extend(map(normalise, shorts))
    lexicon: Lexicon[tuple[str, ...]] = Lexicon()
    for name, others in said.items():
        lexicon.add(name, tuple(other for other in dict.fromkeys(others) if other != name))
    return lexicon


def _names(side: str) -> list[str]:
    return [name.strip() for name in side.split("|") if name.strip()]
