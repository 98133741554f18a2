"""What is counted, by its words: "7 nội dung khác" are not all; a stretch of time is no sum."""

from __future__ import annotations

import re

from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities

#: Questions for what there is besides, folded.
_BESIDES = re.compile(r"\b(?:ngoai|khac|them|nua|con lai|other|besides|else|more)\b")
#: What speaks for or against a count of others, and for what is told as it is asked for.
_WORTH, _EXACT = 0.2, 0.1
#: Nouns that stand for whatever was named.
_ANY = ("trường hợp", "chiếc", "đơn vị", "cơ sở")
#: What is told apart by a letter and a number: "người F2".
_CODE = re.compile(r"\b[a-z]\d{1,2}\b")
#: Units of time and age, and questions for them, folded.
_TIMES = frozenset(("năm", "tháng", "ngày", "tuần", "giờ", "phút", "tuổi", "quý"))
_HOW_LONG = re.compile(
    r"\b(?:bao lau|thoi (?:gian|han|luong)|nien han|tuoi|tho|keo dai|muon|lau"
    r"|(?:bao nhieu|may) (?:nam|thang|ngay|tuan|gio|phut|quy)|how (?:long|old|many|fast)"
    r"|age|years?|months?|days?|duration|period)\b"
)


#: Questions for what falls to each month or year, folded.
_EACH = re.compile(
    r"\b(?:(?:moi|tung|binh quan|trung binh)(?: mot| 1| moi)?|mot|1) (?P<per>thang|nam|quy|ngay)\b"
    r"(?! (?:\d|dau|nay|qua|truoc|ngoai))|/ ?(?P<unit>thang|nam|quy|ngay)\b"
    r"|\b(?:each|per|a|every|monthly average|average) (?P<english>month|year|day)\b"
)
_ENGLISH = {"month": "thang", "year": "nam", "day": "ngay"}


def told_for_each(query: Query, figure: Figure) -> float:
    """What speaks for a figure "2 tỷ/tháng" where each month is asked about, else against it."""
    found = _EACH.search(fold(normalise(query.text)))
    each = next((fold(q.per) for q in read_quantities(figure.text) if q.per), "")
    if found is None:
        return 0.0
    asked = next(name for name in found.groups() if name)
    return _EXACT if each == _ENGLISH.get(asked, asked) else -_EXACT


def told_as_asked(query: Query, figure: Figure) -> float:
    """What speaks for an amount by its words: for each month or not, of the others or not."""
    each = told_for_each(query, figure)
    rest = normalise(figure.indicator).endswith(" khác")
    if each or not rest or _BESIDES.search(fold(normalise(query.text))):
        return each
    return -_WORTH


def counted_as_named(query: Query, figure: Figure) -> float:
    """What speaks for a count by its words.

    Others count where they are asked for, else not; the very noun asked about comes before one that
    may stand for any ("27 chốt", "87 trường hợp"), and one of the code asked about before both.
    """
    asked, unit = query.asked[:1], fold(normalise(figure.unit))
    named = not asked or unit in query.asked or asked[0] in fold(normalise(figure.indicator))
    worth = -_EXACT if figure.unit in _ANY and not named else 0.0
    codes = _CODE.findall(fold(normalise(query.text)))
    if codes and set(codes) & set(fold(normalise(figure.indicator)).split()):
        worth = _WORTH
    if not normalise(figure.indicator).endswith(" khác"):
        return worth
    return worth + (_WORTH if _BESIDES.search(fold(normalise(query.text))) else -_WORTH)


def is_only_a_time(query: Query, figure: Figure) -> bool:
    """Whether a figure is a stretch of time and none is asked for: "kế hoạch 5 năm"."""
    if figure.unit not in _TIMES or query.asked:
        return False
    return _HOW_LONG.search(fold(normalise(query.text))) is None
