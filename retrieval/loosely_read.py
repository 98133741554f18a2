"""Sentences that a clause or a list may be read off, which has no form of its own.

A name, a day or a paper is told by its form. A clause answers only if the sentence is of what the
question is about, in words and not in pieces of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.bodies import asks_body
from retrieval.clauses import asks_matter, document_kind
from retrieval.compounds import share_said
from retrieval.evidence import Candidate
from retrieval.matching import Rarity
from retrieval.papers_asked import asks_number
from retrieval.ranks import asks_rank
from retrieval.records import Query
from retrieval.speakers import asks_speaker
from retrieval.told_aside import is_about_other, passes_over

#: No sentence answers where the likeliest one is less likely than this.
_UNLIKELY = -1.0
#: Share of the compounds of a question that must stand as such.
_SAID = 0.5


def is_loose(query: Query) -> bool:
    """Whether a clause or a list is asked for, and no rank, body, paper, or speaker."""
    return query.answer_type in ("list", "open") and not (
        asks_rank(query)
        or asks_number(query)
        or asks_matter(query)
        or asks_speaker(query)
        or asks_body(query) is not None
        or document_kind(query) is not None
        or query.language != "vi"
    )


def speaking_of_it(
    query: Query, ranked: Sequence[Candidate], usable: Sequence[Candidate], rarity: Rarity
) -> list[Candidate]:
    """Those of the usable sentences that are of the matter asked about, of `ranked` best first."""
    loose = is_loose(query)
    if loose and ranked and ranked[0].likely < _UNLIKELY:
        return []
    return [
        item
        for item in usable
        if not passes_over(query, item.sentence)
        and not is_about_other(query, item.sentence, rarity)
        and (not loose or share_said(query, item.sentence) >= _SAID)
    ]
