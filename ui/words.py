"""Scope, periods and evidence in the words a reader of the page sees."""

from __future__ import annotations

from datetime import date
from typing import Final

from store.records import Inherited
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Level, Place
from vietnamese.scope import Scope

_ORIGINS: Final = {
    "heading": "đề mục",
    "lead": "đoạn mở đầu",
    "title": "tiêu đề",
    "body": "thân văn bản",
    "front matter": "thông tin đầu tệp",
    "file": "thông tin ghi trong tệp",
    "file name": "tên tệp",
    "sidecar": "tệp kèm theo",
    "list": "lời dẫn của danh sách",
}
_SLOTS: Final = {
    "place": "địa phương",
    "level": "cấp",
    "period": "thời gian",
    "kind": "loại số liệu",
    "base": "gốc so sánh",
    "indicator": "chỉ tiêu",
}
_LEVELS: Final = {
    Level.NATION: "cả nước",
    Level.REGION: "vùng",
    Level.PROVINCE: "cấp tỉnh",
    Level.CITY: "thành phố, thị xã thuộc tỉnh",
    Level.DISTRICT: "cấp huyện",
    Level.COMMUNE: "cấp xã",
    Level.ZONE: "khu công nghiệp, khu kinh tế",
}
_QUARTERS: Final = ("I", "II", "III", "IV")


def thousands(number: int) -> str:
    """A whole number as Vietnamese prints it: 1.330."""
    return f"{number:,}".replace(",", ".")


def day(moment: date) -> str:
    """A date as Vietnamese prints it: 05/01/2021."""
    return f"{moment.day:02d}/{moment.month:02d}/{moment.year}"


def period(value: Period) -> str:
    """A period as administrative prose names it: "quý I/2021", "giai đoạn 2021–2025"."""
    start, end = value.start, value.end
    match value.kind:
        case PeriodKind.DAY:
            return f"ngày {day(start)}"
        case PeriodKind.MONTH:
            return f"tháng {start.month}/{start.year}"
        case PeriodKind.QUARTER:
            return f"quý {_QUARTERS[(start.month - 1) // 3]}/{start.year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {start.year}"
        case PeriodKind.MONTHS:
            return f"{end.month} tháng năm {end.year}"
        case PeriodKind.YEAR:
            return f"năm {start.year}"
        case PeriodKind.SPAN:
            return f"giai đoạn {start.year}–{end.year}"
        case PeriodKind.HORIZON:
            return f"đến năm {end.year}"


def place(value: Place) -> str:
    """A place with its level where the name alone would mislead."""
    prefix = {Level.CITY: "thành phố ", Level.DISTRICT: "huyện "}.get(value.level, "")
    named = value.name.casefold().startswith(("thành phố", "thị xã", "huyện", "quận"))
    return value.name if named else prefix + value.name


def scope(value: Scope) -> str:
    """Place and period of a scope, "" when it says neither."""
    parts = [
        place(value.place) if value.place else _LEVELS[value.level] if value.level else "",
        period(value.period) if value.period else "",
    ]
    return " · ".join(part for part in parts if part)


def evidence(item: Inherited) -> str:
    """Where an inherited slot was read: "năm 2021: theo tiêu đề"."""
    origin = _ORIGINS.get(item.origin, item.origin)
    if item.field:
        origin += f" (mục «{item.field}»)"
    value = item.value or _SLOTS.get(item.slot, item.slot)
    if item.slot == "level" and item.value in set(Level):
        value = _LEVELS[Level(item.value)]
    return f"{value}: theo {origin}"
