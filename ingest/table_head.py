"""What the head of a table's column says of the figures below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vietnamese.kinds import read_bases, read_kinds
from vietnamese.normal import normalise
from vietnamese.numbers import read_quantities
from vietnamese.periods import Period, read_periods, year_period
from vietnamese.scope import Kind

#: "ĐVT: tỷ đồng", "Đơn vị tính: %", "Đơn vị: triệu USD"
_CAPTION = re.compile(r"\b(?:đơn vị(?: tính)?|đvt)\s*[:;]?\s*(?P<unit>[^()\n*_|]+)", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<unit>[^()]{1,30})\)\s*[*_]*$|,\s*(?P<bare>%)\s*$")
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/.])")
_OF_PLAN = re.compile(
    r"(?:so với|so|%|tỷ lệ|th)\s*(?:/|với|so với|thực hiện|hoàn thành)?\s*"
    r"(?:dự toán|dt|kế hoạch|kh|chỉ tiêu|mục tiêu)\b"
)
_GROWTH = re.compile(
    r"\b(?:cùng kỳ|tăng|giảm|tốc độ|năm trước|tháng trước|quý trước)\b|so với (?:năm|tháng|quý|th)"
)
_SHARE = re.compile(r"\b(?:cơ cấu|tỷ trọng|tỷ lệ)\b")
_RESULT = re.compile(r"^(?:thực hiện|kết quả|th)\b")
_PLAN = re.compile(r"^(?:kế hoạch|dự toán|kh|dt|giao)\b")
_TARGET = re.compile(r"^(?:mục tiêu|chỉ tiêu|phấn đấu)\b")
_ESTIMATE = re.compile(r"^(?:ước|dự kiến|ưth)\b")
_COUNTED = re.compile(r"^(?:tổng )?số (?:lượng )?(?P<noun>[^()]+)")


class StatedUnit(NamedTuple):
    """A unit in a label or caption, and the label without it."""

    unit: str
    rest: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head at `start` of the document: what it says of its figures.

    `relative` figures are percentages whatever the row measures; `unit` is "" where it names none.
    """

    text: str
    start: int
    period: Period | None
    period_start: int
    period_text: str
    kind: Kind | None
    base: str | None
    unit: str

    @property
    def relative(self) -> bool:
        """Whether the figures compare with others: a growth or a share of plan."""
        return self.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN, Kind.SHARE)

    @property
    def is_period(self) -> bool:
        """Whether the head is a period and nothing else: "2023", "Quý I/2024"."""
        rest = normalise(self.text).replace(normalise(self.period_text), "", 1)
        return self.period is not None and not rest.strip(" .:năm")

    @property
    def indicator(self) -> str:
        """What the column measures, where it stands for rows labelled with periods."""
        unit = stated_unit(self.text)
        return (unit.rest if unit else self.text).strip(" *_")


def stated_unit(text: str, *, caption: bool = False) -> StatedUnit | None:
    """The unit in brackets at the end of a label, or behind "ĐVT:" in a caption."""
    match = _CAPTION.search(text) if caption or "đ" in text.lower() else None
    match = match or _BRACKET.search(text)
    if match is None:
        return None
    unit = (match.groupdict().get("unit") or match.groupdict().get("bare") or "").strip(" .,:;")
    read = read_quantities(f"là 5 {unit}")
    if len(read) != 1 or not read[0].printed_unit or read[0].end < len(f"là 5 {unit}"):
        return None
    return StatedUnit(unit, text[: match.start()].rstrip(" (,*_"))


def read_column(text: str, start: int, anchor: date | None, before: Column | None) -> Column:
    """Read a column's head; what compares takes the period of the column `before` it."""
    plain = normalise(text).strip(" *_")
    kind = _kind(plain)
    period, at, printed = _period(text, anchor)
    if kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN, Kind.SHARE) and before is not None:
        period, at, printed = before.period, before.period_start - start, before.period_text
    bases = read_bases(text) if kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN) else []
    base = bases[-1].base if bases else _plain_base(plain, kind)
    stated = stated_unit(text)
    unit = stated.unit if stated else ""
    counted = _COUNTED.match(plain)
    if not unit and "%" in text:
        unit = "%"
    if not unit and counted:
        unit = counted["noun"].strip()
    return Column(text, start, period, start + at, printed, kind, base, unit)


def _kind(plain: str) -> Kind | None:
    for pattern, kind in (
        (_OF_PLAN, Kind.SHARE_OF_PLAN),
        (_GROWTH, Kind.GROWTH),
        (_RESULT, Kind.RESULT),
        (_PLAN, Kind.PLAN),
        (_TARGET, Kind.TARGET),
        (_ESTIMATE, Kind.ESTIMATE),
        (_SHARE, Kind.SHARE),
    ):
        if pattern.search(plain):
            return kind
    named = [mention.kind for mention in read_kinds(plain)]
    return named[0] if named else None


def _plain_base(plain: str, kind: Kind | None) -> str | None:
    if kind is not Kind.SHARE_OF_PLAN:
        return None
    return "dự toán" if re.search(r"\b(?:dự toán|dt)\b", plain) else "kế hoạch"


def _period(text: str, anchor: date | None) -> tuple[Period | None, int, str]:
    """The period a head names, where and how; a bare year counts."""
    for mention in read_periods(text, anchor):
        if mention.period and not mention.relative:
            return mention.period, mention.start, mention.text
    year = _YEAR.search(text)
    if year:
        return year_period(int(year[0])), year.start(), year[0]
    return None, 0, ""
