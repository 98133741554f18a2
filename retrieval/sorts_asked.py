"""Whether a figure is of another sort of thing than asked about: rubber, not coffee.

A sentence goes through several sorts with a figure each; the words around a figure say whose it
is, else those of the figure before. Where a sentence names none, what stands above it must.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.ordinals import of_other_grade
from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.sorts import SortMention, read_sorts, wordings_of
from vietnamese.terms import term
from vietnamese.tokens import syllables

#: What ends the words behind a figure that are its own.
_END = re.compile(r"[,;:()\n|]|[.](?=\s|\Z)|\b(?:và|trong đó|gồm|riêng)\b")
#: The unit of a grade that tells one sort of a thing from another.
_GRADE = "sao"


def of_other_sort(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether the question names a sort and the figure is of another, or of none that is named.

    A figure of an indicator that the question asks about is of the sort in the indicator's name.
    """
    if of_other_grade(query.text, figure.indicator):
        return True
    # an accent of a place that is taken over makes no "ngan" of "giai ngan"
    text = fold(query.text) if query.unaccented else query.text
    if query.language == "en":
        text = " | ".join(concept.wordings[0] for concept in query.concepts)
    known = term(figure.term) if figure.term in query.terms else None
    own = _asked(known.name) if known else {}
    return any(
        _is_other(kind, names, sentence, figure)
        for kind, names in _asked(text).items()
        if not names & own.get(kind, frozenset())
    )


@lru_cache(maxsize=256)
def _asked(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for mention in read_sorts(text):
        found[mention.kind] = found.get(mention.kind, frozenset()) | mention.names
    return found


def _is_other(kind: str, asked: frozenset[str], sentence: Sentence, figure: Figure) -> bool:
    indicator = _names(kind, read_sorts(figure.indicator))
    if indicator & asked:
        return False
    if sentence.is_row:
        told = _names(kind, read_sorts(sentence.text)) | indicator
        return not told & asked if told else not _stands_above(kind, asked, sentence)
    mentions = [one for one in read_sorts(sentence.text) if one.kind == kind]
    for start, end in _pieces(sentence, figure):
        named = _names(kind, [one for one in mentions if start <= one.start < end])
        if named:
            return not named & asked
    return not _stands_above(kind, asked, sentence)


def _pieces(sentence: Sentence, figure: Figure) -> list[tuple[int, int]]:
    """Stretches of the sentence by nearness: around the figure, then before those before it."""
    text, base = sentence.document.text, sentence.start
    figures = sorted((one for one in sentence.figures), key=lambda one: one.start)
    ends = [one.end - base for one in figures if one.end <= figure.start]
    # "240 sản phẩm từ 3 sao trở lên": how many stars they have is said of them
    following = [one.start for one in figures if one.start >= figure.end and one.unit != _GRADE]
    stop = min([*following, sentence.end])
    mark = _END.search(text, figure.end, stop)
    tail = (mark.start() if mark else stop) - base
    cuts = [0, *ends]
    around = (cuts[-1], tail)
    return [around, *((a, b) for a, b in zip(cuts[-2::-1], cuts[:0:-1], strict=False))]


def _stands_above(kind: str, asked: frozenset[str], sentence: Sentence) -> bool:
    """Whether the sort is named in the paragraph before, in a heading or in the title."""
    layers = (sentence.paragraph, *sentence.headings)
    names = {" ".join(syllables(fold(normalise(one)))) for one in wordings_of(kind, asked)}
    return any(f" {name} " in part.running for part in layers for name in names)


def _names(kind: str, mentions: Sequence[SortMention]) -> frozenset[str]:
    return frozenset(name for one in mentions if one.kind == kind for name in one.names)
