"""Words for what is counted that need not be repeated where another noun counts the same."""

from __future__ import annotations

from retrieval.fitness import CASES, LOCALITIES, is_counted_as_asked
from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold
from vietnamese.quantity import MONEY, PERCENT


def said_by_noun(query: Query, figure: Figure) -> frozenset[str]:
    """The words for what is counted, where a figure counts it by another noun; in search form."""
    if (
        not query.asked
        or figure.unit in (*MONEY, *PERCENT)
        or not is_counted_as_asked(query, figure)
    ):
        return frozenset()
    stands = query.asked[0] == "dia phuong" or fold(figure.unit) in CASES
    if not stands:
        return frozenset()  # "14 tàu" is not said of all "tàu cá"
    nouns = {"so", *(word for words in query.asked for word in words.split())}
    if query.asked[0] == "dia phuong":
        nouns |= {"don", "vi", "hanh", "chinh", "cap", *LOCALITIES}
    said = (concept.wordings[0] for concept in query.concepts)
    return frozenset(words for words in said if set(fold(words).split()) <= nouns)
