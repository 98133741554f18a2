"""Patterns of periods in a folded twin: where they stand and what they say, not yet resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.measure import measure_follows
from vietnamese.normal import fold
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
_MONTH_WORDS |= {"muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12}
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTHS = {name: place for place, name in enumerate(_ENGLISH_MONTHS, 1)}
_MONTHS |= {name[:3]: place for name, place in _MONTHS.items() if name != "may"} | {"sept": 9}

_PARTS = {
    "Y": r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)",
    "M": r"(?:0?[1-9]|1[0-2])(?!\d|[.,]\d)",
    "D": r"(?:0?[1-9]|[12]\d|3[01])",
    "Q": r"(?:iv|i{1,3}|[1-4])(?!\w)",
    "N": r"(?:0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười)",
    "NEN": r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])",
    "EN": "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?",
    "OF": r"(?:\s*[/-]\s*|\s*,?\s*(?:của\s+)?năm\s+|\s+)",
    "DASH": r"\s?-[\s-]{0,3}",
    "YEARWORD": r"(?:của\s+)?năm",
}
#: before "9 tháng": what makes it the first nine months rather than a duration
_RUNNING = (
    r"(?:trong|kết quả|sơ kết|ước|lũy kế|luỹ kế|tính chung|tổng kết|chung|kế hoạch|nhiệm vụ"
    r"|báo cáo|tình hình|kinh tế - xã hội|xã hội|thực hiện|hết|đến hết|[,;:(¶]|^|\n)\s{0,3}"
)

_PATTERNS = {
    "day": (
        r"(?:ngày\s+)?(?<![\d/])(?P<d>{D})\s?(?P<sep>[/.-])\s?(?P<m>{M0})\s?(?P=sep)\s?(?P<y>1[5-9]\d\d|20\d\d)(?![\d/])",
        r"(?:ngày\s+)?(?<![\d/])(?P<d>{D})\s+tháng\s+(?P<m>{M})(?:\s*,?\s*năm\s+|\s*[/-]\s*)(?P<y>1[5-9]\d\d|20\d\d)(?!\d)",
        r"(?<!\w)(?P<en>{EN})\s+(?P<d>{D})(?:st|nd|rd|th)?,?\s+(?P<y>{Y})",
        r"(?<![\w/])(?P<d>{D})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<en>{EN}),?\s+(?P<y>{Y})",
    ),
    "days": (
        r"ngày\s+(?P<d>{D})\s?(?:-|đến|và)\s?(?:ngày\s+)?(?P<l>{D})\s?/\s?(?P<m>{M0})(?:\s?/\s?(?P<y>{Y}))?(?![\d/])",
    ),
    "school": (
        r"(?:năm học|niên học|niên khóa)\s+(?P<y>{Y}){DASH}(?P<z>{Z})",
        r"(?<!\w)(?:school|academic)\s+year\s+(?P<y>{Y}){DASH}(?P<z>{Z})",
        r"(?<![\w/])(?P<y>{Y}){DASH}(?P<z>{Z})\s+(?:school|academic)\s+year",
    ),
    "span": (
        r"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|niên độ)\s+)?từ\s+(?:năm\s+)?(?P<y>{Y})\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<z>{Y})",
        r"(?:giai đoạn|nhiệm kỳ|thời kỳ|niên độ)\s+(?P<y>(?:19|20)\d\d)(?:{DASH})?(?P<z>20\d\d)(?!\d)",
        r"(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?P<y>{Y}){DASH}(?P<z>\d\d)(?![\d/])",
        r"(?:trong\s+)?(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?P<y>{Y})\s+(?:đến|tới)\s+(?:năm\s+)?(?P<z>{Y})",
        r"(?<!\w)(?:from\s+)(?P<y>{Y})\s+(?:to|until|through)\s+(?P<z>{Y})",
        r"(?<!\w)between\s+(?P<y>{Y})\s+and\s+(?P<z>{Y})",
        r"(?:(?:period|term)\s+)?(?:(?:các|những)\s+năm\s+)?(?P<y>(?<![\d.,/])(?:19|20)\d\d){DASH}(?P<z>{Z})(?:\s+(?:period|term)(?!\w))?",
    ),
    "same": (
        r"cùng\s+kỳ(?:\s+(?:{YEARWORD})\s+(?P<y>{Y})|\s+(?:{YEARWORD}\s+)?(?:trước|ngoái)|\s+(?P<y2>{Y}))?",
        r"(?<!\w)(?:the\s+)?same\s+period(?:\s+(?:of|in)\s+(?P<y>{Y})|\s+(?:of\s+)?(?:the\s+)?(?:last|previous)\s+year)?",
    ),
    "half": (
        r"nửa\s+(?P<edge>đầu|cuối)\s+{YEARWORD}(?:\s+(?P<y>{Y}))?(?!\s+(?:trước|ngoái))",
        r"(?<!\w)(?:the\s+)?(?P<edge>first|second|last|1st|2nd)\s+half(?:\s+of\s+(?:the\s+year|(?P<y>{Y}))|\s+(?P<y2>{Y}))?",
        r"(?<!\w)(?P<edge>h1|h2|1h|2h)\s?[/-]?\s?(?P<y>{Y})",
    ),
    "months": (
        r"(?<![\w/.,-])(?:(?P<n>{N})\s+tháng|(?P<n2>\d\d?)(?:\s?tháng|\s?th|t))\s+(?P<edge>đầu|cuối)(?:\s+{YEARWORD}(?:\s+(?:nay|(?P<y>{Y})))?)?",
        r"(?<![\w/.,-])(?P<n>{N})\s+tháng(?:\s*[/-]\s*|\s+{YEARWORD}\s+|\s+)(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<n>[2-9]|1[01])(?:th|t)(?!\w)\s*[/-]?\s*(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<n>[69])(?:th|t)(?!\w)(?!\s+(?:anniversary|century|congress))",
        r"(?:{RUNNING})(?P<body>(?P<n>{N})\s+tháng)(?!\w|\s*[/-]|\s+(?:qua|liên|tới|gần|tuổi|trước|sau|kể|lương|nghỉ|học|tại|tù|kế|tiếp|một|thi|trở|cuối|đầu|để|phải|là|lịch|tập)(?!\w))",
        r"(?<!\w)(?:the\s+)?(?P<edge>first|last)\s+(?P<n>{NEN})\s+months(?:\s+of\s+(?:the\s+year|(?P<y>{Y}))|\s+(?P<y2>{Y}))?",
        r"(?<!\w)(?P<n>{NEN})\s+months\s+of\s+(?P<y>{Y})",
    ),
    "monthrange": (
        r"(?:từ\s+)?(?:đầu\s+)?tháng\s+(?P<m>{M})\s?(?:đến\s+(?:hết\s+)?|tới\s+|-\s?)(?:tháng\s+)?(?P<l>{M})(?:{OF}(?P<y>{Y}))?",
    ),
    "quarter": (
        r"(?<!\w)quý\s+(?P<q>{Q}|một|hai|ba|bốn|tư|đầu|cuối)(?:{OF}(?P<y>{Y}))?(?!\w)",
        r"(?<!\w)q(?P<q>[1-4])(?!\w)(?:\s?[/-]?\s?(?P<y>{Y}))?",
        r"(?<!\w)(?:the\s+)?(?P<q>first|second|third|fourth)\s+quarter(?:\s+of\s+(?:the\s+year|(?P<y>{Y}))|\s+(?P<y2>{Y}))?",
    ),
    "day2": (
        r"(?:ngày|hôm|sáng|chiều|tối)\s+(?P<d>{D})\s?[/-]\s?(?P<m>{M0})(?![\d/])",
        r"\((?P<body>(?P<d>{D})/(?P<m>{M0}))\)",
        r"(?<![\w/.,-])(?:ngày\s+)?(?P<d>{D})\s+tháng\s+(?P<m>{M})",
    ),
    "month": (
        r"(?<!\w)tháng\s+(?P<m>{M}){OF}(?P<y>{Y})",
        r"(?<!\w)t(?P<m>{M})\s?[/-]\s?(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<m>0?[1-9]|1[0-2])/(?P<y>{Y})(?!\s?[/-])",
        r"(?<!\w)(?P<en>{EN}),?\s+(?:of\s+)?(?P<y>{Y})",
        r"(?<!\w)tháng\s+(?P<mw>giêng|chạp|mười hai|mười một|mười|hai|ba|tư|bảy|tám|chín)(?:{OF}(?P<y>{Y}))?(?!\w)",
        r"(?<!\w)tháng\s+(?P<m>{M})(?!\s?[/-]\s?\d)",
    ),
    "horizon": (
        r"(?<!\w)(?:tầm nhìn\s+)?(?P<to>đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<y>{Y})(?!\s?[/-]\s?\d)",
        r"tầm nhìn\s+(?:cuối\s+)?(?:năm\s+)?(?P<y>{Y})",
        r"(?<!\w)(?:by|until|towards?|vision\s+(?:to|for|towards?))\s+(?:the\s+)?(?:end\s+of\s+)?(?:year\s+)?(?P<y>{Y})",
        r"(?<!\w)(?:to|vision)\s+(?P<y>20[3-9]\d)(?!\d)",
    ),
    "before": (r"(?<!\w)trước\s+năm\s+(?P<y>{Y})", r"(?<!\w)before\s+(?P<y>{Y})"),
    "shiftyear": (
        r"(?<!\d)(?<!\d\s)(?<!nhung\s)(?<!cac\s)(?<!nhieu\s)(?<!may\s)(?<!\w)năm\s+(?P<shift>nay|ngoái|trước|sau|tới)(?!\w)",
        r"(?<!\w)(?P<shift>last|this|next|previous)\s+year(?!\w)",
    ),
    "shiftmonth": (
        r"(?<!\d)(?<!\d\s)(?<!nhung\s)(?<!cac\s)(?<!nhieu\s)(?<!may\s)(?<!\w)tháng\s+(?P<shift>nay|này|trước|sau|tới)(?!\w)",
        r"(?<!\w)(?P<shift>last|this|next|previous)\s+month(?!\w)",
    ),
    "shiftquarter": (
        r"(?<!\w)quý\s+(?P<shift>này|trước|sau|tới)(?!\w)",
        r"(?<!\w)(?P<shift>last|this|next|previous)\s+quarter(?!\w)",
    ),
    "shiftday": (
        r"(?<!\w)hôm\s+(?P<shift>nay|qua)(?!\w)",
        r"(?<!\w)(?P<shift>today|yesterday)(?!\w)",
    ),
    "year": (
        r"(?<!\w)năm\s+(?P<y>{Y})(?!\s?[/-]\s?\d)",
        r"(?<!\w)(?:(?:in|since|during|year)\s+)?(?P<bare>(?P<y>(?<![\d.,/$:+-])(?<!thap nien )(?<!thap ky )(?<!/ )(?:19[4-9]|20[0-6])\d)(?![\d/]|[.,:]\d|\s?-\s?\d|[a-z]))",
    ),
}
_SHIFTS = {"nay": 0, "this": 0, "today": 0, "ngoai": -1, "truoc": -1, "last": -1, "previous": -1}
_SHIFTS |= {"qua": -1, "yesterday": -1, "sau": 1, "toi": 1, "next": 1}


def _compile(pattern: str) -> re.Pattern[str]:
    parts = _PARTS | {
        "RUNNING": _RUNNING,
        "M0": r"(?:0?[1-9]|1[0-2])(?!\d)",
        "Z": r"20\d\d(?!\d|[.,]\d)",
    }
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return re.compile(fold(pattern), re.MULTILINE)


_FORMS = [(form, _compile(pattern)) for form, texts in _PATTERNS.items() for pattern in texts]
#: Keywords whose folded spelling is also another word: an accent that contradicts them decides.
_SPELLED = re.compile(
    r"(?<!\w)(?:nam|quy|thang|nua|tu|den|toi|ngay|truoc|nay|hom|cung|ky|chin|bay|muoi)(?!\w)"
)
_SPELLINGS = {
    "nam": ("năm",), "quy": ("quý",), "thang": ("tháng",), "nua": ("nửa",), "tu": ("từ", "tư"), "den": ("đến",),
    "toi": ("tới", "tối"), "ngay": ("ngày",), "truoc": ("trước",), "nay": ("nay", "này"),
    "hom": ("hôm",), "cung": ("cùng",), "ky": ("kỳ", "kì"), "chin": ("chín",), "bay": ("bảy", "bẩy"),
    "muoi": ("mười",),
}  # fmt: skip


def _reads(twin: Twin, start: int, end: int) -> bool:
    if twin.is_plain:
        return True
    return all(
        any(
            twin.accented[word.start() : word.end()] == spelling
            if word[0] == "nam"
            else twin.says(word.start(), word.end(), spelling)
            for spelling in _SPELLINGS[word[0]]
        )
        for word in _SPELLED.finditer(twin.plain, start, end)
    )


def find_raw_periods(twin: Twin) -> list[RawPeriod]:
    """All mentions in order, none overlapping; of two that overlap the more specific form stays."""
    taken = bytearray(len(twin.plain) + 1)
    found: list[RawPeriod] = []
    for form, pattern in _FORMS:
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
    first = month or _number(groups.get("en"), _MONTHS)
    until = _number(groups.get("l"), {})
    last = until if form == "monthrange" else first
    edge, count = groups.get("edge"), _number(groups.get("n") or groups.get("n2"), _WORDS)
    late = edge in ("cuoi", "second", "last", "2nd", "h2", "2h")
    if form == "half":
        count = 6
    if form in ("half", "months") and count and count < 12:
        first, last = (13 - count, 12) if late else (1, count)
    if form == "quarter":
        quarter = _ROMAN[groups["q"] or "1"]
        first, last = 3 * quarter - 2, 3 * quarter
    shift = _SHIFTS.get(groups.get("shift") or "")
    day = _number(groups.get("d"), {})
    last_day = until if form == "days" else None
    return RawPeriod(form, start, end, year, last_year, first, last, day, last_day, shift)


def raw_spans(twin: Twin) -> Iterator[tuple[int, int]]:
    """Twin spans of all mentions."""
    return ((raw.start, raw.end) for raw in find_raw_periods(twin))
