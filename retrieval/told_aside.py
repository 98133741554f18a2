"""Words of a question that a sentence has only in passing, and so tells nothing of.

"Trong bối cảnh còn nhiều khó khăn, thách thức, song …" says not which they are; "tháo gỡ khó khăn
về đất đai" is a task. What somebody said about one matter is no answer about another.
"""

from __future__ import annotations

import re

from retrieval.matching import Matcher, Rarity
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, normalise

_TROUBLE = (
    r"(?:kho khan|thach thuc|han che|ton tai|vuong mac|bat cap|yeu kem|nguy co|rui ro|diem nghen"
    r"|thieu sot|khuyet diem)"
)
_SEVERAL = rf"{_TROUBLE}(?:(?:,| va|, va) {_TROUBLE})*"
#: Troubles are asked for: "nêu khó khăn, thách thức gì", "có những hạn chế nào".
_ASKS = re.compile(
    rf"\b{_SEVERAL} (?:\w+ ){{0,3}}?(?:gi|nao)\b|\b(?:nhung|cac|neu|ke) (?:ra )?{_SEVERAL}\b"
)
#: Troubles that a sentence goes past on the way to another matter.
_PASSED = re.compile(
    r"\b(?:trong (?:boi canh|dieu kien|tinh hinh)|mac du|du|tuy(?! nhien)|bat chap|vuot qua|thao go"
    r"|giai quyet|khac phuc|xu ly|gap|truoc)(?: [^\s,;.:]+){0,4}? "
    rf"{_SEVERAL}"
)
_TELLING = re.compile(rf"\b{_TROUBLE}\b")
#: What something is said about: "yêu cầu gì về an toàn", "những giải pháp nào chống hạn".
_TOPIC = re.compile(
    r"\b(?:gi|nao) (?:ve|doi voi|lien quan den|xung quanh)(?: (?:viec|van de|cong tac))? (?P<of>.+)"
    r"|\b(?:giai phap|bien phap|chinh sach|nhiem vu) (?:cu the )?(?:nao|gi)"
    r"(?: (?:de|nham|cho|trong viec))? (?P<to>.+)"
)
#: Share of the topic that must stand in the sentence or near it.
_LEAST = 0.4


def passes_over(query: Query, sentence: Sentence) -> bool:
    """Whether troubles are asked for that a sentence only mentions on the way to another matter."""
    if not _ASKS.search(fold(normalise(query.question))):
        return False
    said = fold(normalise(sentence.text))
    if not _TELLING.search(said):
        return False
    return not _TELLING.search(_PASSED.sub(" ", said))


def is_about_other(query: Query, sentence: Sentence, rarity: Rarity) -> bool:
    """Whether the topic that a question asks something about is not spoken of near a sentence."""
    found = _TOPIC.search(fold(normalise(query.question)))
    if found is None:
        return False
    words = {*re.findall(r"\w+", found["of"] or found["to"])}
    about = tuple(
        concept
        for concept in query.concepts
        if {*fold(normalise(concept.wordings[0])).split()} <= words
    )
    matcher = Matcher(about, rarity, accented=not query.unaccented)
    if matcher.is_empty:
        return False
    near = (sentence.own, sentence.paragraph, *sentence.headings, sentence.context[-1])
    return matcher.coverage(near) < _LEAST
