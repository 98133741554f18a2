"""What somebody in charge asks for: "Chủ tịch tỉnh yêu cầu những việc gì cho năm 2024".

A meeting at the end of a year tells the tasks of the next one, often without its number.
"""

from __future__ import annotations

import re

from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, normalise

_DEMANDS = (
    r"(?:yeu cau|(?<!ban )chi dao|giao(?! thong| duc| dich)|phan cong|de nghi|luu y|don doc"
    r"|quan triet|kien nghi)"
)
_ASKS = re.compile(
    rf"\b{_DEMANDS}\b(?: \w+){{0,8}}? "
    r"(?:gi|(?:viec|dieu|noi dung|nhiem vu|yeu cau|chuyen) (?:gi|nao))\b"
    r"|\b(?:nhung|cac) (?:yeu cau|chi dao) (?:gi|nao)\b"
)
_TELLS = re.compile(rf"\b(?:{_DEMANDS}|nhan manh|phai|can|tap trung|chu trong|ket luan)\b")
#: First month of a year in which the next one is planned.
_LATE = 11


def asks_demand(query: Query) -> bool:
    """Whether the question asks what somebody demands."""
    return _ASKS.search(fold(normalise(query.question))) is not None


def tells_demand(sentence: Sentence) -> bool:
    """Whether a sentence says what is to be done."""
    return _TELLS.search(fold(normalise(sentence.text))) is not None


def is_for_next_year(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence of the end of a year may tell what is demanded for the next.

    It must say no time of its own.
    """
    asked = query.scope.period
    document = sentence.document
    day = document.event_date or document.published
    if asked is None or day is None or sentence.named_periods or not asks_demand(query):
        return False
    ahead = day.month >= _LATE and asked.start.year == asked.end.year == day.year + 1
    return ahead and tells_demand(sentence)
