"""Which sentences of the passages it cites bear a model's sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from retrieval.check import faults
from retrieval.contradiction import Ground
from retrieval.records import Language
from retrieval.shelf import Sentence
from retrieval.wording_check import is_addressed
from vietnamese.normal import fold
from vietnamese.numbers import read_quantities, supported
from vietnamese.tokens import syllables

#: Single sentences tried as the ground of a statement, and those of which pairs are tried.
_SINGLES, _PAIRED = 4, 4
#: What a figure in common counts, in words in common.
_FIGURE = 4


def ground_of(sentence: Sentence) -> Ground:
    """A sentence of a passage as the ground of a statement, with all that stands above it."""
    passage, text = sentence.passage, sentence.document.text
    spans = [
        text[item.start : item.end]
        for item in passage.evidence
        if item.start is not None and item.end is not None
    ]
    values = [item.value for item in passage.evidence]
    above = (*passage.headings, sentence.document.title, passage.context, *spans, *values)
    return Ground(
        sentence.text,
        tuple(dict.fromkeys(part for part in above if part)),
        passage.scope,
        sentence.figures,
    )


def ground(
    statement: str, sentences: Sequence[Sentence], language: Language
) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """The fewest of `sentences` that bear `statement`; else none, and what speaks against it."""
    if not any(letter.isalnum() for letter in statement):
        return (), ("no words",)
    usable = [one for one in sentences if not one.is_heading and not _addressed(one.text)]
    ranked = sorted(usable, key=lambda one: -_common(statement, one, language))
    first: tuple[str, ...] = ()
    for group in _groups(ranked):
        against = faults(statement, [ground_of(one) for one in group], language=language)
        if not against:
            return tuple(sorted(group, key=lambda one: one.start)), ()
        first = first or against
    return (), first or ("no ground",)


def _groups(ranked: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """The likeliest sentences, then pairs of them."""
    yield from ((one,) for one in ranked[:_SINGLES])
    yield from combinations(ranked[:_PAIRED], 2)


def _common(statement: str, sentence: Sentence, language: Language) -> int:
    """Words and figures that a statement has in common with a sentence."""
    words = {fold(word) for word in syllables(statement)}
    figures = sum(supported(claim, sentence.text) for claim in read_quantities(statement, language))
    return len(words & _words(sentence.text)) + _FIGURE * figures


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, syllables(text)))


@lru_cache(maxsize=2048)
def _addressed(text: str) -> bool:
    return is_addressed(text)
