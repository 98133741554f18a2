"""Words of two syllables of a question, and whether a text has them as words.

Most Vietnamese words have two syllables, each of which stands in many others: "hạn" of "hạn hán" in
"hạn chế", "tuyến" of "tuyến đường" beside any "đường". What a text has only in such pieces it does
not speak of.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.matching import Layer
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.vocabulary import is_compound
from vietnamese.normal import fold

#: Fewer compounds than this tell nothing.
_FEW = 2
#: Where something is told, by whom, and what sort of thing it is, which a text need not say.
_FRAME = re.compile(
    r"hoi nghi|phien hop|ky hop|cuoc hop|buoi hop|bao cao|tai lieu|bai viet|giu chuc|dam nhiem"
    r"|yeu cau"
    r"|de nghi|chu tich|lanh dao|noi dung|van de|tieu chi|tinh chat|pham chat|dac diem|dac trung"
    r"|tieu chuan|chuc vu|chuc danh|bien phap|cong viec|linh vuc|y kien|thong diep|tinh than"
)


@lru_cache(maxsize=64)
def compounds_of(query: Query) -> tuple[tuple[str, ...], ...]:
    """Each compound of a Vietnamese question with its other wordings, in search form."""
    others: dict[str, set[str]] = {}
    for concept in query.concepts:
        first = concept.wordings[0]
        if " " not in first:
            others.setdefault(first, set()).update(concept.wordings[1:])
    found: list[tuple[str, ...]] = []
    used = ""
    for concept in query.concepts:
        units = concept.wordings[0].split()
        if len(units) == 1:
            continue
        if concept.weight >= 1:
            found.append(concept.wordings)
        elif units[0] != used and is_compound(units[0], units[-1], bare=query.unaccented):
            used = units[-1]
            shared = others.get(units[0], set()) & others.get(units[-1], set())
            if not _FRAME.fullmatch(fold(concept.wordings[0])):
                # "hạn" for "hạn hán" stands in "hạn chế", too
                whole = (one for one in {*concept.wordings[1:], *shared} if " " in one)
                found.append((concept.wordings[0], *whole))
    return tuple(found)


def share_said(query: Query, sentence: Sentence) -> float:
    """Share (0–1) of the question's compounds that a sentence or what is above it has; 1 of one.

    What stands before in its paragraph counts, too.
    """
    compounds = compounds_of(query)
    if len(compounds) < _FEW:
        return 1.0
    layers = (sentence.own, sentence.paragraph, *sentence.headings)
    said = sum(any(has_word(layers, word) for word in wordings) for wordings in compounds)
    return said / len(compounds)


def has_word(layers: tuple[Layer, ...], word: str) -> bool:
    """Whether a word in search form stands in one of the layers, with or without its accents."""
    run = f" {word} "
    bare = fold(run)
    return any(run in layer.running or bare in layer.running for layer in layers)
