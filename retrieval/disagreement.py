"""Figures of different documents that say different values of one thing: all of them are given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from retrieval.evidence import Candidate
from retrieval.measured import measured
from store.disagreement import contradict
from store.records import Figure
from vietnamese.normal import normalise
from vietnamese.places import read_places
from vietnamese.scope import kinds_compatible
from vietnamese.terms import read_terms

#: Words of an indicator that say nothing beyond its name.
_FREE = re.compile(
    r"\b(?:tổng|số|mức|của|trên địa bàn|toàn|cả|tỉnh|thành phố|huyện|thị xã|xã|nhà nước|đạt|ước"
    r"|thực hiện|được|là|giá trị|hàng hóa|năm)\b"
)


def disagreeing(best: Candidate, usable: Sequence[Candidate]) -> list[Candidate]:
    """`best` and the figures of other documents that contradict it, the newest document first.

    Only `best` where none does. One figure of each document is given.
    """
    figure = best.figure
    if figure is None:
        return [best]
    found = {figure.source: best}
    for item in usable:
        other = item.figure
        if other and other.source not in found and disagree(figure, other):
            found[other.source] = item
    return sorted(found.values(), key=lambda item: dated(item) or date.min, reverse=True)


def dated(item: Candidate) -> date | None:
    """The day a candidate's document speaks from, as far as its metadata tell."""
    document = item.sentence.document
    return document.event_date or document.published


def disagree(one: Figure, other: Figure) -> bool:
    """Whether two figures of different documents speak of one thing and cannot both be right."""
    if one.source == other.source or not _same_thing(one, other):
        return False
    return contradict(one, other)


def _same_thing(one: Figure, other: Figure) -> bool:
    mine, yours = one.scope, other.scope
    if measured(one) is None or measured(one) != measured(other) or one.unit != other.unit:
        return False
    if not (mine.place and yours.place and mine.period and yours.period):
        return False
    if not mine.place.may_be(yours.place) or mine.level != yours.level:
        return False
    if mine.period != yours.period or mine.kind is None or yours.kind is None:
        return False
    against = one.comparison, one.basis, one.price_basis
    if against != (other.comparison, other.basis, other.price_basis):
        return False
    return kinds_compatible(mine.kind, yours.kind) and _is_whole(one) and _is_whole(other)


def _is_whole(figure: Figure) -> bool:
    """Whether a figure is of the indicator itself, not of a part that bears its name."""
    text = figure.indicator
    taken = [(mention.start, mention.end) for mention in read_terms(text)]
    taken += [(mention.start, mention.end) for mention in read_places(text)]
    rest = "".join(
        letter
        for place, letter in enumerate(text)
        if not any(start <= place < end for start, end in taken)
    )
    return not re.search(r"\w", _FREE.sub(" ", normalise(rest)))
