"""Where the words of a question stand in a sentence, and what stands nearest to them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from retrieval.matching import Rarity, wording_rarity
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, normalise, search_form
from vietnamese.sentences import Span

#: Distance in characters at which a neighbour counts half.
_NEAR = 40
#: What a border between a word and an answer adds to their distance, in characters: behind a comma
#: another thing may be spoken of, behind a semicolon it is.
_COMMA, _SEMICOLON = 30, 120
_NO_WORD = re.compile(r"\W")
_BORDERS = re.compile(r"[,;](?=\s|\Z)")
#: The two ends of a scale, folded: what stands at one of them is no answer for the other.
_TOP = (
    r"(?:cao|nhieu|lon|dong|dai|rong|nhanh|manh|tot|xa|sau|dat|gia|som|giau|khoe|day|dong|kha|kin"
    r"|nang|bu|le|mau|gioi|vuot troi|dinh|chay|duoc)",
    r"dan dau|quan quan|so mot|dung dau|dau bang|xep dau|(?:xep|dung)(?: thu)? nhat"
    r"|highest|most|largest|biggest"
    r"|top",
)
_BOTTOM = (
    r"(?:thap|it|nho|be|vang|ngan|hep|cham|yeu|kem|gan|nong|re|tre|muon|ngheo|thua|mong|te|xau"
    r"|i ach|le te|do)",
    r"(?:dung|xep|o)(?: o)? (?:cuoi(?! (?:nam|thang|quy|ky|tuan|ngay))|chot)|(?:cuoi|chot"
    r"|bet) bang|(?<!chuyen )doi so|bet|lowest|least|fewest|smallest",
)
POLES = tuple(
    # Of several words before "nhất" the last one tells: "đông dân ít hồ nhất".
    re.compile(rf"\b(?:{one}(?: (?!{one}\b|{other}\b)\w+){{0,4}}? nhat|{words})\b")
    for (one, words), (other, _) in ((_TOP, _BOTTOM), (_BOTTOM, _TOP))
)


def positions(query: Query, sentence: Sentence, rarity: Rarity) -> list[tuple[int, float]]:
    """Where words of the question stand in the sentence (offsets in its text), with rarity."""
    form = search_form(sentence.text)
    folded = " " + _NO_WORD.sub(" ", fold(form.text)) + " "
    found = []
    for concept in query.concepts:
        for wording in concept.wordings:
            plain = fold(normalise(wording))
            at = folded.find(f" {plain} ")
            while at >= 0:
                weight = concept.weight * wording_rarity(plain, rarity)
                found.append((form.offsets[min(at, len(form.text))], weight))
                at = folded.find(f" {plain} ", at + 1)
    return found


def nearest(query: Query, sentence: Sentence, spans: Sequence[Span], rarity: Rarity) -> Span | None:
    """The span (of the sentence's text) closest to the words of the question, as document span.

    Of a question for the first or the last of several only one beside such words: None where the
    sentence has them of the other end alone.
    """
    spans = _at_the_end_asked(query, sentence.text, spans)
    if not spans:
        return None
    places = positions(query, sentence, rarity)
    borders = [
        (match.start(), _SEMICOLON if match[0] == ";" else _COMMA)
        for match in _BORDERS.finditer(sentence.text)
    ]

    def distance(span: Span, place: int) -> int:
        first, last = min(span.end, place), max(span.start, place)
        crossed = sum(cost for at, cost in borders if first <= at < last)
        return max(span.start - place, place - span.end, 0) + crossed

    def closeness(span: Span) -> float:
        return sum(weight / (1 + distance(span, place) / _NEAR) for place, weight in places)

    best = max(spans, key=lambda span: (closeness(span), -span.start))
    return Span(sentence.start + best.start, sentence.start + best.end)


def _at_the_end_asked(query: Query, text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Those of the spans that stand beside "cao nhất" where that is asked for."""
    asked = fold(normalise(query.question))
    wanted = [pole for pole in POLES if pole.search(asked)]
    if len(wanted) != 1:
        return spans
    form = search_form(text)
    folded = fold(form.text)
    marks = [[form.offsets[m.end() - 1] for m in pole.finditer(folded)] for pole in POLES]
    mine, other = marks if wanted[0] is POLES[0] else marks[::-1]
    if not mine:
        return () if other else spans
    beside = [
        span
        for span in spans
        if any(not _BORDERS.search(text, *sorted((span.start, at))) for at in mine)
    ]
    return beside or [span for span in spans if _reach(span, mine) < _reach(span, other)]


def _reach(span: Span, marks: Sequence[int]) -> float:
    return min((abs(span.start - at) for at in marks), default=math.inf)
