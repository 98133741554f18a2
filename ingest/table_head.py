"""What the head of a table's column says of the figures below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ingest.table_kind import column_base, column_kind, compared, is_past, ratio_year
from vietnamese.normal import normalise
from vietnamese.numbers import read_quantities
from vietnamese.periods import Period, PeriodKind, in_year, read_periods, year_period
from vietnamese.scope import Kind
from vietnamese.terms import read_terms

#: "ĐVT: tỷ đồng", "Đơn vị tính: %", "Đơn vị: triệu USD"
_CAPTION = re.compile(r"\b(?:đơn vị(?: tính)?|đvt)\s*[:;]?\s*(?P<unit>[^()\n*_|]+)", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<unit>[^()]{1,30})\)\s*[*_]*$|,\s*(?P<bare>%)\s*$")
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/.])")
_COUNTED = re.compile(r"^(?:tổng )?số (?:lượng )?(?P<noun>[^()]+)")
_WHEN = (
    r"mục tiêu|chỉ tiêu|kế hoạch|dự toán|thực hiện|kết quả|phấn đấu|dự kiến|ước|giao|được|đạt"
    r"|hiện trạng|hiện nay|thời điểm|tính|đến|hết|vào|trong|cuối|đầu|giữa|năm|quý|tháng|kỳ"
    r"|giai đoạn|nhiệm kỳ|cả|lũy kế|luỹ kế|cộng dồn|cả năm|12 ?(?:tháng|th|t)|kh|th|dt|ưth|uth"
    r"|(?:theo )?(?:nghị quyết|nq|qđ)(?: hđnd| ubnd)?(?: tỉnh| huyện)?"
    r"|(?:hđnd|ubnd|chính phủ|trung ương|tw|tỉnh|địa phương|bộ(?: tài chính)?)(?: tỉnh)? giao"
)
#: The year that a head speaks of without its number: "Ước cả năm", "KH năm", "UTH 12 tháng".
_WHOLE_YEAR = re.compile(r"\b(?:cả năm|12 ?(?:tháng|th|t))\b|(?<![/\d])(?<!\d )\bnăm$")
#: A head that says no more than when, and of what kind; what compares, says that only.
_ONLY_WHEN = re.compile(
    rf"(?:[\W\d]|\b(?:{_WHEN}|so với|so|với|cùng|trước|tăng|giảm|chênh lệch|tỷ lệ đạt"
    r"|hoàn thành)\b)*"
)
_OPENS = re.compile(rf"(?:\W|\b(?:{_WHEN})\b)*", re.IGNORECASE)
_ENDS = re.compile(rf"(?:\W|\b(?:{_WHEN})\b)*$", re.IGNORECASE)
#: Most characters of a head that name something.
_LONGEST = 200
_SAYS_ESTIMATE = re.compile(r"\b(?:ước|ưth|uth)\b")
#: Before a year of which only the beginning is meant.
_AT_FIRST = re.compile(r"\bđầu(?: năm)?\s*$")
_BARE_RATE = re.compile(r"t[ỷỉ] lệ")
_COUNT_OF = re.compile(r"(?:tổng )?số (?:lượng )?", re.IGNORECASE)
#: "Bảng 2.", "Biểu số 3:" above a table; where the name of what it shows ends.
_NUMBERED = re.compile(r"[\W_]*(?:bảng|biểu|phụ biểu)(?: số)? ?[\dIVX.]*\b[\s.:–-]*", re.IGNORECASE)
_BY = re.compile(
    r"\s(?:phân theo|chia theo|theo|của|tại|ở|trên địa bàn|các|tỉnh|huyện|thành phố)\s",
    re.IGNORECASE,
)


class StatedUnit(NamedTuple):
    """A unit in a label or caption, and the label without it."""

    unit: str
    rest: str


class StatedTitle(NamedTuple):
    """The line above a table, at `start` of the document, and what it says is measured."""

    text: str
    start: int
    measured: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head at `start` of the document: what it says of its figures.

    `relative` figures are percentages whatever the row measures; `unit` is "" where it names none.
    `measured` is the indicator, its own or that of the head at `measured_start`, "" where neither
    names one. `of_year` tells that it is of a whole year it does not number: "Ước cả năm"; `past`
    that it is of the stretch that the others are of, a year before: "Cùng kỳ"; `differs` that it
    compares by plain differences.
    """

    text: str
    start: int
    period: Period | None
    period_start: int
    period_text: str
    kind: Kind | None
    base: str | None
    unit: str
    measured: str = ""
    measured_start: int = -1
    measured_end: int = -1
    of_year: bool = False
    past: bool = False
    differs: bool = False

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
    """Read a column's head; what compares takes the period of the column `before`."""
    plain = normalise(text).strip(" *_")
    kind = column_kind(plain)
    period, at, printed = _period(text, anchor)
    compares = kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN) or (kind is Kind.SHARE and not period)
    year = ratio_year(plain) if compares else None
    of_before = (
        before is not None and before.period is not None and before.period.touches(year or 0)
    )
    if year is not None and not of_before:
        period, at, printed = year_period(year), text.index(str(year)), str(year)
    elif compares and before is not None:
        period, at, printed = before.period, before.period_start - start, before.period_text
    base = column_base(text, plain, kind)
    stated = stated_unit(text)
    unit = stated.unit if stated else ""
    counted = _COUNTED.match(plain)
    if not unit and "%" in text:
        unit = "%"
    if not unit and counted:
        unit = counted["noun"].strip()
    of_year = period is None and _says_whole_year(plain)
    column = Column(
        text, start, period, start + at, printed, kind, base, unit,
        of_year=of_year, past=is_past(plain),
    )  # fmt: skip
    measured = _measure(column)
    if not measured:
        return column
    return replace(column, measured=measured, measured_start=start, measured_end=start + len(text))


def reported(columns: Sequence[Column | None]) -> Column | None:
    """The column that one to the right of `columns` compares: the last of the latest results.

    "Kế hoạch 2024 | 6 tháng 2024 | 6 tháng 2023 | So kế hoạch (%)" compares the second.
    """
    named = [column for column in columns if column is not None]
    told = [one for one in named if one.period and one.kind not in (Kind.PLAN, Kind.TARGET)]
    latest = max((one.period.end for one in told if one.period), default=None)
    done = [one for one in told if one.period and one.period.end == latest]
    return next(iter((*done[::-1], *named[::-1])), None)


def under(above: Column, own: Column) -> Column:
    """A column without an indicator below the head `above`, with what that says."""
    against = compared(normalise(above.text), normalise(own.text))
    if against is not None:
        kind, base = against
        unit = own.unit or above.unit
        return replace(own, kind=kind, base=base, unit=unit, past=False, of_year=False, period=None)
    timeless = own.period is None and not own.relative
    source = above if timeless else own
    return replace(
        own,
        period=source.period,
        period_start=source.period_start,
        period_text=source.period_text,
        unit=own.unit or above.unit,
        measured=above.measured,
        measured_start=above.measured_start,
        measured_end=above.measured_end,
    )


def complete(columns: Sequence[Column | None], title: StatedTitle | None) -> list[Column | None]:
    """The columns, those that name a period or a kind only with what they are of.

    That is what the nearest head to the left with the same unit measures ("Tỷ lệ hộ nghèo 2021 (%)
    | Cuối 2022 (%)"), any of them for what compares, else what the table's title names.
    """
    done: list[Column | None] = []
    for column in _of_estimates(_with_past(_with_years(columns))):
        if column is not None and not column.measured:
            column = _inherited(column, [one for one in done if one and one.measured], title)
        elif column is not None and _BARE_RATE.fullmatch(normalise(column.measured)):
            left = [one for one in done if one and one.unit != "%" and one.measured]
            if left:
                noun = _COUNT_OF.sub("", left[-1].measured, count=1)
                column = replace(column, measured=f"{column.measured} {noun}")
        done.append(column)
    return done


def _with_years(columns: Sequence[Column | None]) -> list[Column | None]:
    """The columns, those of a year without its number in that of the nearest that has one."""
    dated = [(n, one) for n, one in enumerate(columns) if one and one.period and not one.past]
    found = list(columns)
    for place, column in enumerate(columns):
        if column is None or not column.of_year or not dated:
            continue
        near = min(dated, key=lambda item: (item[0] > place, abs(item[0] - place)))[1]
        if near.period is not None and near.period.start.year == near.period.end.year:
            year = year_period(near.period.end.year)
            at, printed = near.period_start, near.period_text
            found[place] = replace(column, period=year, period_start=at, period_text=printed)
    return found


def _with_past(columns: Sequence[Column | None]) -> list[Column | None]:
    """The columns, those of the year before in the stretch of the results beside them."""
    told = [one for one in columns if one and one.period and not (one.past or one.relative)]
    done = [one for one in told if one.kind not in (Kind.PLAN, Kind.TARGET) and not one.of_year]
    latest = max((one.period for one in done if one.period), key=lambda p: p.end, default=None)
    return [_past(one, latest) if one and one.past else one for one in columns]


def _of_estimates(columns: Sequence[Column | None]) -> list[Column | None]:
    """The columns, what compares an estimate ("Ước TH/KH") of the time that is estimated."""
    found = list(columns)
    for place, column in enumerate(columns):
        says = column is not None and _SAYS_ESTIMATE.search(normalise(column.text)) is not None
        if column is None or not column.relative or not says:
            continue
        before = [one for one in columns[:place] if one is not None and one.period]
        left = [one for one in before if one.kind is Kind.ESTIMATE]
        if left:
            near = left[-1]
            at, printed = near.period_start, near.period_text
            found[place] = replace(column, period=near.period, period_start=at, period_text=printed)
    return found


def _past(column: Column, latest: Period | None) -> Column:
    if latest is None:  # the stretch is the document's, in the year named
        return replace(column, of_year=column.period is not None)
    year = column.period.end.year if column.period else latest.end.year - 1
    start, printed = column.period_start, column.period_text
    if column.period is None:
        start, printed = column.start, column.text
    period = in_year(latest, year)
    return replace(column, period=period, period_start=start, period_text=printed)


def _inherited(column: Column, left: Sequence[Column], title: StatedTitle | None) -> Column:
    compares = column.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    alike = [one for one in left if compares or column.unit in ("", one.unit)]
    if not (compares or column.unit):
        alike = [one for one in alike if not _is_bare_rate(one)] or alike
    if alike:
        source = alike[-1]
        kind = source.kind if source.kind is Kind.SHARE else None
        return replace(
            column,
            kind=column.kind or kind,
            unit=column.unit if compares else column.unit or source.unit,
            measured=source.measured,
            measured_start=source.measured_start,
            measured_end=source.measured_end,
        )
    if title is None or left:
        return column
    end = title.start + len(title.text)
    return replace(column, measured=title.measured, measured_start=title.start, measured_end=end)


def _is_bare_rate(column: Column) -> bool:
    """Whether a head is a rate of what stands to its left: "Tỷ lệ (%)"."""
    stated = stated_unit(column.text)
    return _BARE_RATE.fullmatch(normalise(stated.rest if stated else column.text)) is not None


def read_title(text: str, start: int) -> StatedTitle | None:
    """What the line above a table says that it shows: "Bảng 2. Tỷ lệ hộ nghèo theo huyện"."""
    numbered = _NUMBERED.match(text)
    name = text[numbered.end() :] if numbered else text.strip("#*_ ")
    period, _, printed = _period(name, None)
    name = name.partition("(")[0]
    name = _BY.split(name.partition(printed)[0] if period else name)[0]
    name = _ENDS.sub("", name)[_opening(name) :]
    if not name or not (numbered or read_terms(name)):
        return None
    return StatedTitle(text, start, name)


def _measure(column: Column) -> str:
    """What a head measures by itself, without period and kind; "" where it says no more."""
    unit = stated_unit(column.text)
    words = (unit.rest if unit else column.text).strip(" *_")[:_LONGEST]
    plain = words.replace(column.period_text, " ", 1) if column.period_text else words
    if _ONLY_WHEN.fullmatch(normalise(plain)):
        return ""
    plain = _ENDS.sub("", plain)
    return " ".join(plain[_opening(plain) :].split())


def _opening(words: str) -> int:
    """Where words go on after those for a kind or a time; "Giao thông" is none."""
    found = _OPENS.match(words)
    return found.end() if found else 0


def _says_whole_year(plain: str) -> bool:
    """Whether a head without a number of its year is of a whole one: "Ước cả năm", "KH năm"."""
    return bool(_ONLY_WHEN.fullmatch(plain) and _WHOLE_YEAR.search(plain))


def _beginning(before: str, period: Period) -> Period:
    """The first day of a year where "đầu" stands before it, what there was then; else the year."""
    if period.kind is not PeriodKind.YEAR or not _AT_FIRST.search(normalise(before)):
        return period
    return Period(period.start, period.start, PeriodKind.DAY)


def _period(text: str, anchor: date | None) -> tuple[Period | None, int, str]:
    """The period a head names, where and how; a bare year counts."""
    for mention in read_periods(text, anchor):
        if mention.period and not mention.relative:
            period = _beginning(text[: mention.start], mention.period)
            return period, mention.start, mention.text
    year = _YEAR.search(text)
    if year:
        period = _beginning(text[: year.start()], year_period(int(year[0])))
        return period, year.start(), year[0]
    return None, 0, ""
