"""The numbers that parts of a Vietnamese document carry: "Chương II", "Điều 3.", "a)", "Hai là".

A mark is read from the beginning of one line; whether it is one, its neighbours decide (see
`ingest.structure`): "5. …" after no 4 is no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: units whose name stands before their number, with their rank, 1 outermost
RANKS = {
    "kèm theo": 1,  # something attached that has no number
    "phụ lục": 1,
    "biểu": 2,
    "mẫu": 2,
    "phần": 2,
    "chương": 3,
    "mục": 4,
    "tiểu mục": 5,
    "điều": 6,
}
#: units of plans and programmes that are counted wherever they stand: "Nhiệm vụ 3:"
_COUNTED = (
    *("nhiệm vụ", "giải pháp", "mục tiêu", "chỉ tiêu", "nội dung", "tiểu dự án", "dự án"),
    *("hợp phần", "bước", "nhóm", "bảng", "khoản", "kịch bản", "hoạt động"),
)

_LEFT = r"(?:#{1,6}\s+)?[*_]{0,3}"
_NAMED = re.compile(
    _LEFT + r"(?P<unit>phần|chương|tiểu\s+mục|mục|[đð]iều|phụ\s+lục|biểu(?:\s+mẫu)?|mẫu)\s*"
    r"(?:số\s*:?\s*)?(?P<number>thứ\s+[^\W\d]+|[IVXLC]+|\d{1,3}[a-zđ]?)(?![\w/]|[.,]\d)"
    r"\s?[*_]{0,3}\s?(?P<dot>[.:)]|[-–—](?=\s)|)[*_]{0,3}\s*",
    re.IGNORECASE,
)
_COUNTED_MARK = re.compile(
    rf"{_LEFT}(?P<unit>{'|'.join(_COUNTED)})\s+(?:số\s+)?(?P<number>\d{{1,2}}|[IVX]+)"
    r"\s?(?:[.:]|\Z)[*_]{0,3}\s*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    _LEFT + r"(?:(?P<count>một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười) là"
    r"|thứ (?P<order>nhất|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười))\s?[,:]",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    _LEFT + r"\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVXLC]+|[A-ZĐ]|[a-zđ]{1,4})\s?"
    r"(?:(?P<dot>[.)])[*_]{0,3}\s+|(?P<bare>\s)(?=\s*[^\W\d_]))(?=\S)"
)
_WORDS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
#: the letters that points are counted with; those in `_SKIPPED` are left out by most
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_SKIPPED = frozenset("đfjwz")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the beginning of a line: `family` counts by itself, `order` is its place there.

    `family` is the unit where its name is written ("điều", "nhiệm vụ"), else "roman", "upper",
    "arabic", "lower", "small roman", "là", "thứ", or "2.1." for what counts on below 2.1. `number`
    is what a reader calls it; `width` is the length of the whole mark in the line; `closed` says
    that a point, bracket or colon follows, `bare` that nothing else stands in the line.
    """

    family: str
    number: str
    order: int
    width: int
    closed: bool
    bare: bool

    @property
    def is_named(self) -> bool:
        """Whether it is a chapter, an article or the like."""
        return self.family in RANKS

    def follows(self, other: int, gap: int = 1) -> bool:
        """Whether it may come after the place `other` in its family, up to `gap` places on."""
        if self.family == "lower":
            between = _LETTERS[other : self.order - 1]
            return other < self.order and len([x for x in between if x not in _SKIPPED]) < gap
        if self.number[-1:].islower() and self.number[0].isdigit():
            return other <= self.order <= other + gap  # "Điều 12a" comes after "Điều 12"
        return other < self.order <= other + gap


def read_marks(content: str) -> Iterator[Mark]:
    """What the number that `content` begins with may be, likeliest first; nothing without one."""
    for pattern in (_NAMED, _COUNTED_MARK):
        found = pattern.match(content)
        if found:
            yield from _named(found, content)
            return
    found = _ORDINAL.match(content)
    if found:
        word = (found["count"] or found["order"]).lower()
        family = "là" if found["count"] else "thứ"
        yield Mark(family, str(_WORDS[word]), _WORDS[word], found.end(), True, False)
        return
    found = _PLAIN.match(content)
    if found:
        yield from _plain(found)


def _named(found: re.Match[str], content: str) -> Iterator[Mark]:
    unit = " ".join(found["unit"].lower().replace("ð", "đ").split())
    unit = {"biểu mẫu": "biểu"}.get(unit, unit)
    printed = found["number"]
    order = _order(printed)
    if order is None:
        return
    number = printed.upper() if _is_roman(printed) else printed.lower()
    number = " ".join(number.split())
    rest = content[found.end() :]
    closed = not found.re.groupindex.get("dot") or bool(found["dot"])
    yield Mark(unit, number, order, found.end(), closed, not rest.strip("*_ "))


def _plain(found: re.Match[str]) -> Iterator[Mark]:
    number, closed = found["number"], found["dot"] is not None
    bracket = found["dot"] == ")"
    for family, order in _families(number):
        if not closed and family not in ("roman",) and "." not in number:
            continue  # "5 huyện" counts, "II KẾT QUẢ" and "2.1 Thu" number
        if family == "lower" and not bracket and len(number) > 1:
            continue
        yield Mark(family, number, order, found.end(), closed, False)


def _families(number: str) -> Iterator[tuple[str, int]]:
    if number[0].isdigit():
        above, _, last = number.rpartition(".")
        yield (f"{above}." if above else "arabic"), int(last)
        return
    if number.isupper():
        if _is_roman(number):
            yield "roman", _arabic(number)
        if len(number) == 1:
            yield "upper", _LETTERS.index(number.lower()) + 1
        return
    if len(number) == 1:
        yield "lower", _LETTERS.index(number) + 1
    if _is_roman(number) and len(number) < 5:
        yield "small roman", _arabic(number)


def _order(printed: str) -> int | None:
    """The place of a named unit: of "3", "3a", "III", "thứ ba"; None where it has none."""
    if printed[0].isdigit():
        return int(re.sub(r"\D", "", printed))
    if printed.lower().startswith("thứ"):
        return _WORDS.get(printed.split()[-1].lower())
    return _arabic(printed) if _is_roman(printed) else None


def _is_roman(number: str) -> bool:
    form = r"(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    return bool(number) and re.fullmatch(form, number.lower()) is not None


def _arabic(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman.lower()]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value
        for place, value in enumerate(values)
    )
