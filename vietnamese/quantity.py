"""One quantity as a text prints it, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

#: Canonical units of money, and of rates.
MONEY = ("đồng", "USD", "EUR", "JPY", "CNY")
PERCENT = ("%", "điểm %")


class Bound(StrEnum):
    """How the printed number limits the value it speaks of."""

    EXACT = "exact"
    OVER = "over"  # trên, hơn
    UNDER = "under"  # dưới, chưa đến
    ABOUT = "about"  # khoảng, gần, xấp xỉ
    RANGE = "range"  # từ … đến …
    AT_LEAST = "at_least"  # tối thiểu, trở lên, không dưới
    AT_MOST = "at_most"  # tối đa, không quá


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at start:end of a text, code points, half-open: bound word, number and unit.

    `value` is in the base unit ("1.330 tỷ đồng" is 1330000000000 "đồng"); a range has `low` and
    `high` instead. `unit` is canonical ("USD", "ha", "dự án") and "" where none is printed;
    `printed_unit` is the unit's own print without scale. `per` follows "/" or "mỗi" ("tháng",
    "người/năm"). `scale` is the printed multiplier (tỷ: 10⁹) and `total` the whole of a share
    printed as a pair ("9/9 huyện"). `bound_word` is the bound as printed.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    printed_unit: str
    per: str | None
    scale: Decimal = Decimal(1)
    number_start: int = 0
    number_end: int = 0
    bound_word: str = ""
    total: Decimal | None = None
