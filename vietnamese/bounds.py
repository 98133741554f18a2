"""Bound words around a number: trên, khoảng, không quá before it, trở lên after it."""

from __future__ import annotations

import re

from vietnamese.normal import fold
from vietnamese.quantity import Bound
from vietnamese.twin import Twin

_WORDS = {
    Bound.AT_LEAST: (
        "tối thiểu, ít nhất, chí ít, không dưới, không ít hơn, không thấp hơn, không kém, "
        "không nhỏ hơn, lớn hơn hoặc bằng, at least, no less than, not less than, no fewer "
        "than, a minimum of, minimum, ≥, >="
    ),
    Bound.AT_MOST: (
        "tối đa, không quá, không vượt quá, không vượt, không hơn, nhiều nhất, không cao hơn, "
        "không lớn hơn, không nhiều hơn, nhỏ hơn hoặc bằng, at most, no more than, not more "
        "than, up to, a maximum of, maximum, ≤, <="
    ),
    Bound.ABOUT: (
        "trên dưới, khoảng chừng, ước chừng, vào khoảng, khoảng, xấp xỉ, gần bằng, gần, "
        "chừng, ngót, suýt soát, tương đương khoảng, about, around, approximately, nearly, "
        "almost, roughly, close to, some, ~, ≈"
    ),
    Bound.UNDER: (
        "dưới, chưa đến, chưa tới, chưa đầy, không đến, không tới, nhỏ hơn, ít hơn, under, "
        "below, less than, fewer than, <"
    ),
    Bound.OVER: (
        "trên, hơn, lớn hơn, nhiều hơn, vượt mốc, vượt ngưỡng, vượt con số, vượt quá, quá, "
        "over, more than, above, exceeding, in excess of, >"
    ),
}
_SPELLED = {
    fold(word.strip()): (word.strip(), bound)
    for bound, words in _WORDS.items()
    for word in words.split(",")
}
#: Vietnamese bound words in search form, as a text may print them
VIETNAMESE_BOUNDS = {
    word: bound for word, bound in _SPELLED.values() if not word.isascii() or word == "trên"
}
_BEFORE = re.compile(
    r"(?:(?<!\w)|(?<!\d)(?=[<>≥≤~≈]))(?P<word>"
    + "|".join(re.escape(word) for word in sorted(_SPELLED, key=len, reverse=True))
    + r")(?:\s(?:la|dat|muc|con so|khoang|tu|of))?\s{0,3}$"
)
#: "cao hơn 2 điểm" states a difference, no bound
_COMPARES = re.compile(r"(?<!\w)(?:cao|thap|kem|nhanh|tot|cham|dai|nang|lau)\s$")
_FROM = re.compile(r"(?<!\w)(?:tu|from|between)(?:\s(?:khoang|muc))?\s{1,3}$")
_AFTER = re.compile(
    r"(?P<more>(?:\s[^\W\d]+){0,3}?\stro\slen|\s(?:or|and)\s(?:more|higher|above|over))(?!\w)"
    r"|(?P<less>(?:\s[^\W\d]+){0,3}?\stro\sxuong|\s(?:or|and)\s(?:less|fewer|below|lower))(?!\w)"
)
#: the longest bound words with what may stand between them and the number
_REACH = 36


def bound_before(twin: Twin, start: int, floor: int = 0) -> tuple[int, Bound, str] | None:
    """The bound word right before `start`, after `floor`: where it starts, its bound, its print."""
    match = _BEFORE.search(twin.plain, max(floor, start - _REACH), start)
    if not match:
        return None
    spelled, bound = _SPELLED[match["word"]]
    first, last = match.span("word")
    if not twin.says(first, last, spelled):
        return None
    if spelled == "hơn" and _COMPARES.search(twin.plain, max(0, first - 6), first):
        return None
    if spelled == "quá" and twin.accented[first:last] != "quá":
        return None
    return first, bound, twin.printed(first, last)


def from_before(twin: Twin, start: int, floor: int = 0) -> int | None:
    """Where "từ", "from" or "between" before `start` begins."""
    match = _FROM.search(twin.plain, max(floor, start - _REACH), start)
    if not match:
        return None
    first = match.start()
    return first if twin.plain[first] != "t" or twin.says(first, first + 2, "từ") else None


def bound_after(twin: Twin, end: int) -> tuple[int, Bound, str] | None:
    """Read "trở lên", "trở xuống" after a quantity, at most three words of its noun between."""
    match = _AFTER.match(twin.plain, end)
    if not match:
        return None
    bound = Bound.AT_LEAST if match["more"] else Bound.AT_MOST
    words = twin.printed(*match.span()).split()
    return match.end(), bound, " ".join(words[-2:])
