"""Indicators that a question names by what is said of a thing: an economy that grows, a budget."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.kind_asked import asks_growth
from vietnamese.normal import fold, search_form
from vietnamese.places import read_places
from vietnamese.terms import TermMention, term

#: The economy as a whole; "kinh tế biển", "kinh tế tập thể" are parts of it.
_ECONOMY = re.compile(
    r"\b(?P<what>(?:nen )?kinh te)(?= (?:cua |toan |ca )?(?:tinh|thanh pho|dia phuong|huyen|thi xa"
    r"|nam|quy|\d|tang|giam|lon|duoc)\b|\b(?= [^\s]+ [^\s]+ (?:nam|quy|\d|tang|lon)))"
)
_OF_A_PLACE = re.compile(r"\b(?P<what>(?:nen )?kinh te) (?:(?:cua|toan|ca|o|tai) )?")
#: A budget that takes in or pays out, folded, and the part of it that is meant.
_BUDGET_FLOW = re.compile(
    r"\b(?P<what>(?:ngan sach|nsnn|nsdp)(?: (?:nha nuoc|dia phuong|tinh|huyen|thanh pho|xa))?)\b"
    r"(?: (?!thu\b|chi\b)[^\W_]+){0,8}? (?P<way>thu|chi)\b(?! (?:hut|hoi|nhap|phi|tieu|dau tu|dao))"
    r"(?=.*\b(?:bao nhieu|may)\b)"
)
_FLOWS = {"thu": "budget_revenue", "chi": "budget_expenditure"}
_PART_OF_FLOW = re.compile(
    r"\b(?:tu (?!dau nam|thang|ngay|nam|quy)|cho|de|vao (?!thang|nam|quy)|nham)\b"
)

#: What a share is reckoned of, and the words before it that say so, folded.
_WHOLES = ("grdp",)
_SHARE_OF = re.compile(
    r"\w ?(?:/ ?|\b(?:chiem|dong gop|ty trong|ty le)\b[^,;]*)$|\b(?:dong gop vao|tren|trong) $"
)


#: Two indicators named together that are one: capital from abroad that is paid out.
_JOINED = {("fdi", "disbursement"): "fdi_realised"}


def joined(ids: Sequence[str]) -> tuple[str, ...]:
    """Ids of the indicators that a question names, two that are one as that one, none twice."""
    found = list(dict.fromkeys(ids))
    for pair, one in _JOINED.items():
        if set(pair) <= set(found):
            found = [one, *(name for name in found if name not in (*pair, one))]
    return tuple(found)


def implied_terms(text: str) -> list[TermMention]:
    """The indicator that a question without the name of one asks for; empty where there is none."""
    return _growth_of_the_economy(text) or _flow_of_the_budget(text)


#: "By how much did the economy grow", "how fast was the economy of X growing".
_ENGLISH_ECONOMY = re.compile(
    r"\b(?:by how much|how (?:much|fast|quickly|strongly)|at what (?:rate|pace)|what)\b.*?"
    r"\b(?P<what>econom(?:y|ic))\b(?! zone)(?!.*\b(?:worth|size)\b).*?"
    r"\b(?:gr[eo]w(?:s|n|ing|th)?|expand(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)


_WHY = re.compile(r"\W*why\b", re.IGNORECASE)
#: What stands before "revenue" where it is that of the budget, no sort of it: "tax revenue".
_PLAIN = (
    r"(?:\b(?:the|its|their|total|annual|state|local|provincial|municipal|overall|much|planned"
    r"|actual|full-year|in|of|did|was|were|and)|\b\d{4}|['’]s)\s"
)
#: Whose or what for: of what has no name; "of Lang Son" it is the budget's still.
_OF_OTHERS = r" (?:of|from|on|for) (?!the (?:province|city)\b)(?-i:[a-z])"
#: Indicators by what is done, where none is named: a budget that takes in, workers who leave.
_ENGLISH = (
    (
        "export_labour",
        re.compile(
            r"\b(?P<what>workers?|labou?rers|people)\b.*\b(?:went|go|going|gone|sent|send|work"
            r"|working)\b[^,;?]*\babroad\b",
            re.IGNORECASE,
        ),
    ),
    (
        "growth_rate",
        re.compile(
            rf"{_PLAIN}(?P<what>growth(?: rate)?)(?: target| plan)?\b(?!{_OF_OTHERS})",
            re.IGNORECASE,
        ),
    ),
    (
        "budget_revenue",
        re.compile(rf"{_PLAIN}(?P<what>revenues?)\b(?!{_OF_OTHERS})", re.IGNORECASE),
    ),
    (
        "budget_revenue",
        re.compile(r"\bhow much\b.*\b(?P<what>(?:collect|take in)(?:ed|s)?)\b", re.IGNORECASE),
    ),
    (
        "budget_expenditure",
        re.compile(rf"{_PLAIN}(?P<what>expenditures?|spending)\b(?!{_OF_OTHERS})", re.IGNORECASE),
    ),
    (
        "budget_expenditure",
        re.compile(
            r"\bhow much\b.*\b(?P<what>spend|spent)\b(?! on\b| for\b)(?!.*\bon [a-z])",
            re.IGNORECASE,
        ),
    ),
)


def implied_in_english(text: str) -> list[TermMention]:
    """What an English question asks for by other words: growth, the budget, work abroad."""
    if _WHY.match(text):
        return []
    return (
        economy_in_english(text)
        or [
            TermMention(*found.span("what"), found["what"], known)
            for name, pattern in _ENGLISH
            if (found := pattern.search(text)) and (known := term(name))
        ][:1]
    )


def economy_in_english(text: str) -> list[TermMention]:
    """The growth of the economy as an English question asks for it."""
    found, known = _ENGLISH_ECONOMY.search(text), term("growth_rate")
    if found is None or known is None:
        return []
    start, end = found.span("what")
    return [TermMention(start, end, text[start:end], known)]


def wholes_of_shares(text: str, terms: Sequence[TermMention]) -> list[TermMention]:
    """The terms that a question only measures others by: "kinh tế số chiếm bao nhiêu GRDP"."""
    line = fold(search_form(text).text)
    if len(line) != len(text):
        return []
    return [
        mention
        for mention in terms
        if mention.term.id in _WHOLES and _SHARE_OF.search(line[: mention.start])
    ]


def _growth_of_the_economy(text: str) -> list[TermMention]:
    """The economy that a question lets grow: "kinh tế tỉnh … tăng trưởng bao nhiêu"."""
    form = search_form(text)
    line = fold(form.text)
    words = _ECONOMY.search(line) or _economy_of_a_place(text, line)
    known = term("growth_rate")
    if known is None or words is None or not asks_growth(line[words.end() :]):
        return []
    start, end = form.span(*words.span("what"))
    return [TermMention(start, end, text[start:end], known)]


def _economy_of_a_place(text: str, line: str) -> re.Match[str] | None:
    """The economy right before the name of a place: "kinh tế Bến Tre tới năm 2025"."""
    starts = {mention.start for mention in read_places(text)} if len(line) == len(text) else set()
    found = (words for words in _OF_A_PLACE.finditer(line) if words.end() in starts)
    return next(found, None)


def _flow_of_the_budget(text: str) -> list[TermMention]:
    """What a budget takes in or pays out in all: "ngân sách tỉnh X phải thu bao nhiêu".

    Not where the question says from what or for what: that is a part.
    """
    form = search_form(text)
    found = _BUDGET_FLOW.search(fold(form.text))
    known = term(_FLOWS[found["way"]]) if found else None
    if found is None or known is None or _PART_OF_FLOW.search(fold(form.text[found.end() :])):
        return []
    start, end = form.span(*found.span("what"))
    return [TermMention(start, end, text[start:end], known)]
