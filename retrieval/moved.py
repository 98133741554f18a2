"""How far something moved, where a text prints where it came from and where it got to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.evidence import Candidate
from retrieval.reading import ENOUGH
from retrieval.records import Query
from store.records import FORMER
from vietnamese.normal import fold, normalise
from vietnamese.scope import Kind

#: Questions for a change in the words of talk, folded: "hao đi bao nhiêu ha".
_MOVED = re.compile(
    r"\b(?:hao|bot|hut|sut|tut|giam|tang|them|mat|teo|phinh|nhich|lon)"
    r"(?: di| mat| bot| them| len| ra| xuong)?(?: duoc)? (?:bao nhieu|may)\b"
)


def asks_move(query: Query) -> bool:
    """Whether a question asks how far something moved."""
    growth = query.scope.kind is Kind.GROWTH
    return growth or _MOVED.search(fold(normalise(query.question))) is not None


def levels_of(query: Query) -> Query:
    """The question for the level that was reached instead of the change."""
    return replace(query, scope=replace(query.scope, kind=None, base=None), compared=None)


def from_and_to(ranked: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """What something is now and what it was, of one sentence: "giảm từ 2.450 ha xuống 2.180 ha"."""
    for item in ranked:
        figure = item.figure
        if figure is None or item.conflicts or item.coverage < ENOUGH:
            continue
        if figure.comparison == FORMER or figure.value is None:
            continue
        for other in item.sentence.figures:
            if (
                other.comparison == FORMER
                and other.unit == figure.unit
                and other.value not in (None, figure.value)
                and other.end <= figure.start
                and not re.search(r"[;.] ", item.sentence.document.text[other.end : figure.start])
            ):
                return item, replace(item, figure=other)
    return None
