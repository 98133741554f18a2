"""Documents that bear a number which a question names."""

from __future__ import annotations

from itertools import pairwise

from retrieval.records import Query
from retrieval.succession import number_units
from store.records import Document
from vietnamese.normal import normalise
from vietnamese.tokens import syllables


def bears(query: Query, document: Document) -> bool:
    """Whether a document's own number is one that the question names."""
    if not query.documents or not document.number:
        return False
    units = number_units(document.number)
    return units in map(number_units, query.documents)


def number_borne(query: Query, document: Document) -> frozenset[str]:
    """Words and pairs of the number that the question names, where the document bears it.

    Every sentence of such a document is of it; none needs to say its number.
    """
    if not bears(query, document):
        return frozenset()
    said = syllables(normalise(document.number or ""))
    return frozenset((*said, *map(" ".join, pairwise(said))))
