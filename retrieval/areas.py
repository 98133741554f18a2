"""Towns and the country, levels of government: what is told of the one is not of the other."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise

_AREAS = (
    re.compile(r"\b(?:do thi|thanh thi|noi thi|noi thanh)\b"),
    re.compile(r"\b(?:nong thon(?! moi)|thon que|vung que|mien que|dan que)\b"),
)

_LEVEL = re.compile(r"\bcấp (trung ương|tỉnh|huyện|xã|thôn)\b")
_BARE_LEVEL = re.compile(r"\bcap (trung uong|tinh|huyen|xa|thon)\b")
#: A share of the same in a whole, folded: "hộ nghèo A chiếm bao nhiêu % tổng số hộ nghèo".
_OF_SAME = re.compile(
    r"\b(?P<what>\w+ \w+)\b[^?]*\bchiem\b[^?]*\b(?:bao nhieu|may) (?:phan tram|%)[^?]*"
    r"\b(?:tong(?: so)?|trong(?: so)?|so|ca) (?P=what)\b"
)
#: Where what is said of one figure ends: at a mark that parts words, not digits.
_MARK = re.compile(r"[,;:.](?=\s)|\n")


@lru_cache(maxsize=8192)
def areas_in(text: str) -> frozenset[int]:
    """Which of the two a text names: 0 towns, 1 the country."""
    plain = fold(normalise(text))
    return frozenset(number for number, words in enumerate(_AREAS) if words.search(plain))


def of_other_area(question: str, indicator: str) -> bool:
    """Whether an indicator is of towns where the country is asked about, or the other way round."""
    asked, told = areas_in(question), areas_in(indicator)
    return len(asked) == 1 and bool(told) and not asked & told


def is_elsewhere(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is of the towns, or a level of government, where another is asked about.

    "Tối thiểu 60% hồ sơ cấp tỉnh; cấp xã 45%": asked for "cấp xã", 60% is of another level. Nor is
    a rate of a place by itself its part in the whole.
    """
    if of_other_area(query.text, figure.indicator):
        return True
    question = fold(normalise(query.text))
    if figure.unit == "%" and _OF_SAME.search(question) and not _is_share(sentence):
        return True
    asked = set(_BARE_LEVEL.findall(question))
    if len(asked) != 1:
        return False
    text = sentence.document.text
    before = _MARK.split(text[sentence.start : figure.start])[-1]
    behind = _MARK.split(text[figure.end : sentence.end])[0]
    told = {
        fold(level)
        for words in (figure.indicator, before, behind)
        for level in _LEVEL.findall(normalise(words))
    }
    return bool(told) and not asked & told


def _is_share(sentence: Sentence) -> bool:
    """Whether a percentage is told as a part: "chiếm 40%", "40% tổng số"."""
    text = fold(normalise(sentence.document.text[sentence.start : sentence.end]))
    return re.search(r"\b(?:chiem|tong so|so voi)\b", text) is not None
