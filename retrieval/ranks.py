"""Which place something holds among others: "đứng thứ 7 trong 20 huyện", "xếp hạng nhì"."""

from __future__ import annotations

import re

from retrieval.matching import Rarity
from retrieval.nearness import nearest
from retrieval.question_form import RANK, question_line
from retrieval.reading import Verdict
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.slots import disjoint
from vietnamese.normal import fold, normalise
from vietnamese.periods import PeriodKind, read_periods
from vietnamese.sentences import Span
from vietnamese.terms import read_terms

_PRINTED = re.compile(
    r"\b(?:(?:vị trí|hạng|vị thứ)\s+(?:thứ\s+)?|thứ\s+(?:hạng\s+)?)"
    r"(?:\d+(?:/\d+)?|nhất|nhì|hai|ba|tư|bốn|năm(?!\s+\d)|sáu|bảy|tám|chín|mười|cuối)\b"
    r"|(?<=\bxếp )\d+/\d+\b|(?<=\bđứng )\d+/\d+\b|(?<=\bđứng ở )\d+/\d+\b"
    r"|\b(?:đứng|xếp) (?:đầu|cuối)\b(?=[ ,.;]|\Z)|\bdẫn đầu\b|\bđội sổ\b",
    re.IGNORECASE,
)
#: What compares with a year, and what stands between that and the place that was held in it.
_VERSUS = re.compile(r"\b(?:so(?: với)?|hơn|từ)(?: năm| kỳ)?\s*$")
_IN_BRACKETS = re.compile(r"\s*\((?:xếp|đứng|vị trí|hạng|là|\s)*")
#: A rank that a question claims, in either spelling.
_CLAIMED = re.compile(
    r"\b(?:thu(?: hang)?|hang|vi tri|xep|dung|rank(?:s|ed)?|number|no\.?|place)(?: thu)? "
    r"(\d{1,3}|nhat|nhi|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)\b(?:/\d+)?"
    r"|\b(\d{1,3})(?:st|nd|rd|th)\b|\b(dung dau|dan dau|first|second|third)\b"
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        "nhat dau first|nhi hai second|ba third|tu bon|nam|sau|bay|tam|chin|muoi".split("|"),
        start=1,
    )
    for word in words.split()
}


def asks_rank(query: Query) -> bool:
    """Whether a question asks for a place among others: "xếp thứ mấy"."""
    return RANK.search(question_line(query.question)) is not None


def claimed_rank(query: Query) -> int | None:
    """The rank that a yes-no question takes for true: 12 of "… đứng thứ 12 cả nước, đúng không"."""
    if query.answer_type != "yes_no":
        return None
    found = _CLAIMED.search(fold(normalise(query.question)))
    return _worth(found[0]) if found else None


def rank_verdict(claimed: int, printed: str) -> Verdict | None:
    """Whether a printed rank is the claimed one; None where it gives no number."""
    worth = _worth(fold(normalise(printed)))
    if worth is None:
        return None
    return "yes" if worth == claimed else "no"


def _worth(folded: str) -> int | None:
    """The number of a rank: 34 of "thứ 34/63", 1 of "thứ nhất" and "đứng đầu"."""
    digits = re.search(r"\d+", folded)
    if digits:
        return int(digits[0])
    return next((_ORDINALS[word] for word in folded.split()[::-1] if word in _ORDINALS), None)


def read_rank(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The place that a sentence gives: that of the year asked for, else nearest to the question."""
    found = [Span(*match.span()) for match in _PRINTED.finditer(sentence.text)]
    found = [span for span in found if not _of_other_year(query, sentence.text, span)]
    found = _behind_its_name(query, sentence, found) if len(found) > 1 else found
    asked = query.scope.period
    days = [item for item in read_periods(sentence.text) if asked and item.period == asked]
    if days and found:
        best = min(found, key=lambda span: min(abs(span.start - day.start) for day in days))
        return Span(sentence.start + best.start, sentence.start + best.end)
    return nearest(query, sentence, found, rarity)


def _of_other_year(query: Query, text: str, rank: Span) -> bool:
    """Whether the year named before a place is another than asked about: "PCI 2019 … thứ 28".

    A year that is compared with has its place in brackets: "so với năm 2023 (thứ 25)".
    """
    asked = query.scope.period
    years = [one for one in read_periods(text) if one.period and one.end <= rank.start]
    while years and _VERSUS.search(normalise(text[: years[-1].start])):
        if _IN_BRACKETS.fullmatch(text, years[-1].end, rank.start):
            break
        years.pop()
    told = years[-1].period if years else None
    if asked is None or told is None:
        return False
    aimed = told.kind is PeriodKind.HORIZON and asked.kind is not PeriodKind.HORIZON
    return aimed or disjoint(asked, told)


def _behind_its_name(query: Query, sentence: Sentence, found: list[Span]) -> list[Span]:
    """The places told between the index asked about and the next one, if that is named; else all.

    "PAPI đạt 43 điểm, xếp hạng 17; PAR Index đạt 86%, xếp hạng 31".
    """
    told = read_terms(sentence.text)
    for number, mention in enumerate(told):
        if mention.term.id not in query.terms:
            continue
        others = (
            other.start
            for other in told[number + 1 :]
            if other.term.id not in query.terms and "index" in other.term.units
        )
        stop = next(others, len(sentence.text))
        own = [span for span in found if mention.end <= span.start < stop]
        if own:
            return own
    return found
