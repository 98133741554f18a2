"""Where the words of a question stand in a sentence, and what stands nearest to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.matching import Rarity, wording_rarity
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, normalise, search_form
from vietnamese.sentences import Span

#: Distance in characters at which a neighbour counts half.
_NEAR = 40
_NO_WORD = re.compile(r"\W")


def positions(query: Query, sentence: Sentence, rarity: Rarity) -> list[tuple[int, float]]:
    """Where words of the question stand in the sentence (offsets in its text), with rarity."""
    form = search_form(sentence.text)
    folded = " " + _NO_WORD.sub(" ", fold(form.text)) + " "
    found = []
    for concept in query.concepts:
        for wording in concept.wordings:
            plain = fold(normalise(wording))
            at = folded.find(f" {plain} ")
            while at >= 0:
                weight = concept.weight * wording_rarity(plain, rarity)
                found.append((form.offsets[min(at, len(form.text))], weight))
                at = folded.find(f" {plain} ", at + 1)
    return found


def nearest(query: Query, sentence: Sentence, spans: Sequence[Span], rarity: Rarity) -> Span | None:
    """The span (of the sentence's text) closest to the words of the question, as document span."""
    if not spans:
        return None
    places = positions(query, sentence, rarity)

    def closeness(span: Span) -> float:
        return sum(
            weight / (1 + max(span.start - place, place - span.end, 0) / _NEAR)
            for place, weight in places
        )

    best = max(spans, key=lambda span: (closeness(span), -span.start))
    return Span(sentence.start + best.start, sentence.start + best.end)
