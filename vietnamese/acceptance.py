"""Whether a number found in a text is a quantity: what stands around it decides."""

from __future__ import annotations

import re

from vietnamese.amount import Amount
from vietnamese.bounds import bound_before
from vietnamese.masks import is_label
from vietnamese.normal import fold, normalise
from vietnamese.quantity import Bound
from vietnamese.twin import Twin

_CUE = re.compile(
    fold(r"(?<!\w)(?:đạt|là|còn|tổng số|bằng|lên|xuống|chiếm|total|is|was|reached|to)\s$")
)
#: a label that says what is counted: "Số giường bệnh/vạn dân: 30"
_COUNT_LABEL = re.compile(
    r"(?:^|[\n;.,|*)-])[ *_+-]*(?:tong )?so (?:luong )?[a-z][^:;,.\d\n]{3,60}:\s$", re.MULTILINE
)
_CELL = re.compile(r"\|[ ]*$")
_CELL_END = re.compile(r"[ ]*\|")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?")
#: words after which "năm" is the year: mỗi năm thành phố …
_YEARLY = re.compile(
    r"(?<!\w)(?:moi|hang|ca|cuoi|dau|giua|cung|nhieu|may|nhung|mot|tung|theo|trong|cua|qua|het|vao"
    r"|den)\s$"
)
#: units that are also words after a label: lần 2, tháng 5, điểm 3
_WEAK_UNITS = frozenset({"điểm", "lần", "mẫu", "sào", "độ"})
#: "trên 3 lĩnh vực" speaks of three fields, not of more than three
_FEW = 12
_MAX_BARE_DIGITS = 9


def is_quantity(twin: Twin, amount: Amount, language: str, floor: int) -> bool:
    """Whether a number is a quantity: it has a scale or unit, or its place says so."""
    measure = amount.measure
    if measure.scale > 1 or measure.unit == "phần":
        return True
    if measure.known and not measure.known.count:
        weak = measure.known.dimension.startswith("time") or measure.unit in _WEAK_UNITS
        return not (weak and is_label(twin, amount.start, amount.digits))
    if is_label(twin, amount.start, amount.digits):
        return False
    if measure.unit:
        return _is_counted(twin, amount)
    if not amount.digits[0].isdigit():
        return " " in amount.digits
    return _is_bare_quantity(twin, amount, language, floor)


def _is_counted(twin: Twin, amount: Amount) -> bool:
    """Whether the noun after a number is counted by it, and not the next clause's first word."""
    start, measure, digits = amount.start, amount.measure, amount.digits
    if measure.known is None:
        before = twin.plain[start - 1 : start] if start else " "
        year = len(digits) == 4 and digits.isdigit() and 1900 <= int(digits) <= 2100
        if year or digits.endswith(".0") or before not in " \n(¶|\"“'":
            return False
    first = twin.printed(measure.unit_start, measure.unit_start + 2)
    if first[:1].isupper() and not first.isupper():
        last = twin.plain[max(0, start - 3) : start].rstrip()[-1:]
        return last.isalpha() or last in (",", ":")
    return True


def _is_bare_quantity(twin: Twin, amount: Amount, language: str, floor: int) -> bool:
    """Whether digits without scale and unit are a quantity: by their print or their place."""
    digits, plain = amount.digits, twin.plain
    decimal = ("," if language == "vi" else ".") in digits.removesuffix(".0")
    if decimal or _GROUPED.fullmatch(digits):
        return True
    if digits.isdigit() and len(digits) > _MAX_BARE_DIGITS:
        return False
    if (digits[0] == "0" and len(digits) > 1) or plain.startswith(" trong ", amount.end):
        return False
    window = max(0, amount.start - 12), amount.start
    in_cell = _CELL.search(plain, *window) and _CELL_END.match(plain, amount.end)
    cued = _CUE.search(plain, *window) or bound_before(twin, amount.start, floor)
    labelled = _COUNT_LABEL.search(plain, max(0, amount.start - 80), amount.start)
    return bool(in_cell or cued or labelled)


def is_range(twin: Twin, first: Amount, second: Amount) -> bool:
    """Whether a range is one, and not a label's: "số 82-98 đại lộ"."""
    measure = second.measure
    counts = measure.counts or not (measure.unit or measure.scale > 1)
    return not (counts and is_label(twin, first.start, first.digits))


def is_year_word(twin: Twin, amount: Amount) -> bool:
    """Whether the number word "năm" is rather the year: "mỗi năm thành phố …", "năm tháng"."""
    if amount.measure.unit in ("tháng", "ngày", "tuần", "giờ", "năm"):
        return True
    return bool(_YEARLY.search(twin.plain, max(0, amount.start - 8), amount.start))


def is_preposition(amount: Amount, bound: Bound, word: str) -> bool:
    """Whether "trên" before a small count only means "on"."""
    if bound not in (Bound.OVER, Bound.UNDER):
        return False
    if fold(normalise(word)) not in ("tren", "duoi", "under"):
        return False
    measure = amount.measure
    if amount.total is not None:
        return True
    measured = measure.known is not None and not measure.known.count
    return measure.scale == 1 and not measured and amount.value < _FEW
