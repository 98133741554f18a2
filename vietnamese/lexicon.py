"""Words of a text with their exact spans, and dictionaries of phrases looked up word by word.

Every reader of names and terms works on the same words, so a text is cut only once. A phrase
matches where each of its words matches: letter for letter, or typed without accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Generic, TypeVar

from vietnamese.normal import fold, normalise

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"(?:[^\W_]|(?<!\s)[{_MARKS}])+")
_COMPOSED_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(rf"[^\S\n]*\n?[^\S\n]*[{_MARKS}]*")
_DASH = re.compile(r"\s{0,2}[-‐‑‒–—―−_]\s{0,2}|['’‘`´ʼ]\s?")
_SLASH = re.compile(r" ?[/&] ?")

Value = TypeVar("Value")


class Gap(IntEnum):
    """What stands between a word and the one before it, from closest to widest."""

    SPACE = 0  # white space, at most one line break
    DASH = 1  # a dash, an underscore or an apostrophe
    DOT = 2  # "TP.HCM", "TP. Huế"
    COMMA = 3
    SLASH = 4  # "/" or "&"
    BREAK = 5  # any other punctuation, a blank line, or the edge of the text


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `text[start:end]`, its search form, the folded form, and the gap before it."""

    start: int
    end: int
    raw: str
    form: str
    folded: str
    gap: Gap

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.raw[0].isupper()

    @property
    def shout(self) -> bool:
        """Whether the word is written in capitals throughout."""
        return self.raw.isupper()


def either_spelling(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases` in search form, longest first, with its accents or without."""
    both = {form for phrase in phrases for form in (phrase, fold(phrase))}
    ordered = sorted(both, key=lambda form: (-len(form), form))
    return "|".join(map(re.escape, ordered))


def word_set(text: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def word_forms(raw: str) -> tuple[str, str]:
    """The search form of one word and its folded twin."""
    form = normalise(raw)
    return form, fold(form)


@lru_cache(maxsize=64)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; spans are exact in any Unicode form."""
    pattern = _COMPOSED_WORD if unicodedata.is_normalized("NFC", text) else _WORD
    found: list[Word] = []
    last = -1
    for match in pattern.finditer(text):
        start, end = match.span()
        raw = match[0]
        form, folded = word_forms(raw)
        gap = Gap.BREAK if last < 0 else _gap(text[last:start])
        found.append(Word(start, end, raw, form, folded, gap))
        last = end
    return tuple(found)


@lru_cache(maxsize=4096)
def _gap(between: str) -> Gap:
    if between == " " or _SPACE.fullmatch(between):
        return Gap.SPACE
    if _DASH.fullmatch(between):
        return Gap.DASH
    if between.strip() == ".":
        return Gap.DOT if "\n" not in between else Gap.BREAK
    if between.strip() == "," and "\n" not in between:
        return Gap.COMMA
    if _SLASH.fullmatch(between):
        return Gap.SLASH
    return Gap.BREAK


@lru_cache(maxsize=1024)
def has_accents(text: str) -> bool:
    """Whether any word of `text` carries a Vietnamese accent."""
    return any(word.form != word.folded for word in words(text))


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Value]):
    """A phrase found: words `first` up to `last` (excluded) of the text, and what it stands for.

    `plain` says that an accent the phrase has was not typed; `anchored` that some other word of it
    was typed with its accents.
    """

    first: int
    last: int
    value: Value
    plain: bool
    anchored: bool


def typed_as(typed: str, form: str) -> bool:
    """Whether `typed` is `form` with some or all accents left out."""
    return typed == form or (
        len(typed) == len(form)
        and all(given in (wanted, fold(wanted)) for given, wanted in zip(typed, form, strict=True))
    )


#: Gaps that a phrase has itself where it is to match over them: "nông, lâm nghiệp".
_MARKED = {Gap.COMMA: ",", Gap.SLASH: "/"}
_LEAST_MARKED = min(_MARKED)


def _step(word: Word) -> str:
    return word.folded if word.gap < _LEAST_MARKED else _MARKED.get(word.gap, "") + word.folded


class _Node(Generic[Value]):
    """What follows some words: the next word of a phrase, and the phrases that end here.

    A phrase is given by its words in search form and what it stands for.
    """

    __slots__ = ("after", "ends")

    def __init__(self) -> None:
        self.after: dict[str, _Node[Value]] = {}
        self.ends: list[tuple[tuple[str, ...], Value]] = []


class Lexicon(Generic[Value]):
    """Phrases by their folded words; one folded phrase may stand for several accented ones."""

    def __init__(self) -> None:
        self._root: _Node[Value] = _Node()
        self._count = 0
        self._words: set[str] = set()

    def add(self, phrase: str, value: Value) -> None:
        """Add `phrase` with its meaning; a phrase without words is left out."""
        parts = words(phrase)
        if not parts:
            return
        node = self._root
        for part in (parts[0].folded, *map(_step, parts[1:])):
            node = node.after.setdefault(part, _Node())
        self._count += not node.ends
        self._words.update(part.folded for part in parts)
        node.ends.append((tuple(part.form for part in parts), value))

    def __len__(self) -> int:
        return self._count

    def folded_words(self) -> frozenset[str]:
        """The folded words of all phrases."""
        return frozenset(self._words)

    def at(
        self, line: Sequence[Word], first: int, widest: Gap = Gap.DASH
    ) -> Iterator[Phrase[Value]]:
        """Phrases that begin at word `first`, longest first; no gap inside wider than `widest`."""
        node = self._root.after.get(line[first].folded)
        reached: list[_Node[Value]] = []
        last = first + 1
        while node is not None:
            if node.ends:
                reached.append(node)
            if last == len(line) or (line[last].gap > widest and line[last].gap not in _MARKED):
                break
            node = node.after.get(_step(line[last]))
            last += 1
        for node in reversed(reached):
            for forms, value in node.ends:
                span = line[first : first + len(forms)]
                if all(typed_as(word.form, form) for word, form in zip(span, forms, strict=True)):
                    exact = [word.form == form for word, form in zip(span, forms, strict=True)]
                    accented = (word.form != word.folded for word in span)
                    yield Phrase(
                        first,
                        first + len(forms),
                        value,
                        plain=not all(exact),
                        anchored=any(a and b for a, b in zip(exact, accented, strict=True)),
                    )

    def longest(
        self, line: Sequence[Word], first: int, widest: Gap = Gap.DASH, plain: bool = True
    ) -> Phrase[Value] | None:
        """The longest phrase that begins at word `first`, fully accented ones before plain ones.

        With `plain` false, as suits a text with accents, a phrase typed without its accents counts
        only where another word of it was typed with them.
        """
        best: Phrase[Value] | None = None
        if line[first].folded not in self._root.after:
            return best  # few words begin a phrase
        for phrase in self.at(line, first, widest):
            if best is not None and phrase.last < best.last:
                break
            if phrase.plain and not plain and not phrase.anchored:
                continue
            if best is None or (best.plain and not phrase.plain):
                best = phrase
        return best
