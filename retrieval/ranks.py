"""Which place something holds among others: "đứng thứ 7 trong 20 huyện", "xếp hạng nhì"."""

from __future__ import annotations

import re

from retrieval.matching import Rarity
from retrieval.nearness import nearest
from retrieval.question_form import RANK, question_line
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.periods import read_periods
from vietnamese.sentences import Span

_PRINTED = re.compile(
    r"\b(?:(?:vị trí|hạng|vị thứ)\s+(?:thứ\s+)?|thứ\s+(?:hạng\s+)?)"
    r"(?:\d+(?:/\d+)?|nhất|nhì|hai|ba|tư|bốn|năm(?!\s+\d)|sáu|bảy|tám|chín|mười)\b",
    re.IGNORECASE,
)


def asks_rank(query: Query) -> bool:
    """Whether a question asks for a place among others: "xếp thứ mấy"."""
    return RANK.search(question_line(query.question)) is not None


def read_rank(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The place that a sentence gives: that of the year asked for, else nearest to the question."""
    found = [Span(*match.span()) for match in _PRINTED.finditer(sentence.text)]
    asked = query.scope.period
    days = [item for item in read_periods(sentence.text) if asked and item.period == asked]
    if days and found:
        best = min(found, key=lambda span: min(abs(span.start - day.start) for day in days))
        return Span(sentence.start + best.start, sentence.start + best.end)
    return nearest(query, sentence, found, rarity)
