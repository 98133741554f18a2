"""What a figure measures: the phrase before it, or behind a count."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figure_sentence import CHANGE, EDGE, ReadSentence
from ingest.figure_state import State
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.sentences import Span

_TRIM = re.compile(
    r"^(?:[\W_]+|(?:và|nhưng|song|còn|thì|riêng|nếu|so với|so|tăng|giảm|trong đó|trong|đó|với|các"
    r"|những|có|là|của|mà|tổng số)\b\s*)+"
    r"|(?:[\W_]+|\b(?:là|đạt|đạt được|được|ước|ước đạt|có|bằng|khoảng|trên|gần|hơn|tăng|giảm"
    r"|chiếm|với|phấn đấu|mới|đã|đến|ở mức|mức|từ|thêm|sẽ|cả|toàn|thì|còn)\b)+$",
    re.IGNORECASE,
)


def with_indicator(sentence: ReadSentence, span: Span, state: State) -> State:
    """The state with the indicator that the words of `span` name, if they name one."""
    bases = [base for base in sentence.bases if span.start <= base.start < span.end]
    terms = [
        term
        for term in sentence.terms
        if span.start <= term.start < span.end
        and not any(base.start <= term.start < base.end for base in bases)
    ]
    chunk = EDGE.split(sentence.text[span.start : span.end])[-1]
    phrase = _TRIM.sub("", _strip_slots(sentence, span, chunk))
    if terms:
        last = terms[-1]
        named = phrase if last.text in phrase else last.text
        return replace(state, indicator=named, term=last.term.id)
    if len(phrase.split()) > 1 and not CHANGE.fullmatch(normalise(phrase)):
        return replace(state, indicator=phrase, term=None)
    return state


def _strip_slots(sentence: ReadSentence, span: Span, chunk: str) -> str:
    """The last chunk of words before a figure, without the periods named in it."""
    start = span.end - len(chunk)
    slots = [(mention.start, mention.end) for mention in sentence.periods]
    slots += [(mention.start, mention.end) for mention in sentence.bases]
    for first, last in sorted(slots, reverse=True):
        if start <= first and last <= span.end:
            chunk = chunk[: first - start] + chunk[last - start :]
    return " ".join(chunk.split())


def counted(sentence: ReadSentence, quantity: Quantity, after: Span) -> str:
    """What a bare count counts: its noun and the words behind it, up to a border."""
    chunk = EDGE.split(sentence.text[after.start : after.end])[0]
    return " ".join([quantity.printed_unit, *chunk.split()[:4]]).strip()
