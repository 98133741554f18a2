"""Finding periods in a folded twin: where they stand and what they say, not yet resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.measure import measure_follows
from vietnamese.normal import fold
from vietnamese.period_patterns import FORMS, MONTHS
from vietnamese.twin import Twin


@dataclass(frozen=True, slots=True)
class RawPeriod:
    """What a mention says: `form` names its shape, the rest are the parts it prints.

    `start` and `end` are twin offsets. `shift` counts units from the anchor (last year is -1).
    """

    form: str
    start: int
    end: int
    year: int | None = None
    last_year: int | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    last_day: int | None = None
    shift: int | None = None


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ROMAN |= {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "dau": 1, "cuoi": 4}
_ROMAN |= {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WORDS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_WORDS |= {"muoi": 10, "muoi mot": 11, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WORDS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
_MONTH_WORDS = {"gieng": 1, "hai": 2, "ba": 3, "tu": 4, "bay": 7, "tam": 8, "chin": 9}
_MONTH_WORDS |= {"muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12, "dau": 1, "cuoi": 12}
_SHIFTS = {"nay": 0, "this": 0, "today": 0, "ngoai": -1, "truoc": -1, "last": -1, "previous": -1}
_SHIFTS |= {"qua": -1, "yesterday": -1, "sau": 1, "toi": 1, "next": 1}
#: Keywords whose folded spelling is also another word: an accent that contradicts them decides.
_SPELLED = re.compile(
    r"(?<!\w)(?:sau(?=\s+thang\b)|nam|quy|qui|thang|nua|tu|den|toi|ngay|truoc|nay|hom|cung|ky|chin|bay|muoi)(?!\w)"
)
_SPELLINGS = {
    "nam": ("năm",), "quy": ("quý",), "qui": ("quí",), "thang": ("tháng",),
    "nua": ("nửa",), "tu": ("từ", "tư"),
    "den": ("đến",), "toi": ("tới", "tối"), "ngay": ("ngày",), "truoc": ("trước",),
    "nay": ("nay", "này"), "hom": ("hôm",), "cung": ("cùng",), "ky": ("kỳ", "kì"),
    "chin": ("chín",), "bay": ("bảy", "bẩy"), "muoi": ("mười",),
    "sau": ("sáu",),
}  # fmt: skip


def _reads(twin: Twin, start: int, end: int) -> bool:
    if twin.is_plain:
        return True
    return all(
        any(
            twin.accented[word.start() : word.end()] == spelling
            if word[0] in ("nam", "sau")
            else twin.says(word.start(), word.end(), spelling)
            for spelling in _SPELLINGS[word[0]]
        )
        for word in _SPELLED.finditer(twin.plain, start, end)
    )


def find_raw_periods(twin: Twin) -> list[RawPeriod]:
    """All mentions in order, none overlapping; of two that overlap the more specific form stays."""
    taken = bytearray(len(twin.plain) + 1)
    found: list[RawPeriod] = []
    held = [(form, patterns) for form, needed, patterns in FORMS if needed.search(twin.plain)]
    for form, pattern in ((form, pattern) for form, patterns in held for pattern in patterns):
        for match in pattern.finditer(twin.plain):
            groups = match.groupdict()
            name = "body" if groups.get("body") else "bare" if _is_bare(match, groups) else 0
            start, end = match.span(name)
            if any(taken[start:end]) or not _reads(twin, start, end):
                continue
            if name == "bare" and _is_counted(twin, start, end):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(_raw(form, start, end, groups))
    return sorted(found, key=lambda raw: raw.start)


#: words after which 2020 before a noun counts: "có 2020 hộ", but "kế hoạch 2020 huyện giao"
_COUNTS = re.compile(
    fold(r"(?<!\w)(?:có|hơn|gần|trên|khoảng|được|cho|là|đạt|tổng số|hỗ trợ|gồm|với|còn|thêm)\s$")
)


def _is_counted(twin: Twin, start: int, end: int) -> bool:
    """Whether four digits that may be a year count or measure something instead."""
    spelling = measure_follows(twin, end)
    if spelling is None or (spelling.unit and spelling.unit.dimension.startswith("time")):
        return False
    if spelling.unit is None or not spelling.unit.count:
        return True
    recent = "2010" <= twin.plain[start:end] <= "2035"
    return not recent or bool(_COUNTS.search(twin.plain, max(0, start - 12), start))


def _is_bare(match: re.Match[str], groups: dict[str, str | None]) -> bool:
    return bool(groups.get("bare")) and not match[0].startswith(("in ", "since", "during", "year"))


def _number(text: str | None, words: dict[str, int]) -> int | None:
    if text is None:
        return None
    text = " ".join(text.split()).rstrip(".")
    return int(text) if text.isdigit() else words.get(text)


def _raw(form: str, start: int, end: int, groups: dict[str, str | None]) -> RawPeriod:
    year = _number(groups.get("y") or groups.get("y2"), {})
    last_year = _number(groups.get("z"), {})
    if last_year is not None and last_year < 100 and year is not None:
        last_year += year // 100 * 100
    month = _number(groups.get("m"), {}) or _number(groups.get("mw"), _MONTH_WORDS)
    first = month or _number(groups.get("en"), MONTHS)
    until = _number(groups.get("l"), {})
    last = until if form == "monthrange" else _number(groups.get("m2"), {}) or first
    first = 1 if form == "tomonth" else first
    edge, count = groups.get("edge"), _number(groups.get("n") or groups.get("n2"), _WORDS)
    late = edge in ("cuoi", "second", "last", "2nd", "h2", "2h")
    if form == "half":
        count = 6
    if form == "quarters" and count:
        count *= 3
    if form in ("half", "months", "quarters") and count and count < 12:
        first, last = (13 - count, 12) if late else (1, count)
    if form in ("quarter", "toquarter"):
        quarter = _ROMAN[groups["q"] or "1"]
        first, last = 3 * quarter - 2 if form == "quarter" else 1, 3 * quarter
    shift = _SHIFTS.get(groups.get("shift") or "")
    day = _number(groups.get("d"), {})
    last_day = until if form in ("days", "dayrange") else None
    return RawPeriod(form, start, end, year, last_year, first, last, day, last_day, shift)


def raw_spans(twin: Twin) -> Iterator[tuple[int, int]]:
    """Twin spans of all mentions."""
    return ((raw.start, raw.end) for raw in find_raw_periods(twin))
