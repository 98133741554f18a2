"""Sums of money that are of another order or reckoned on something else than a question asks."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.quantity import MONEY

#: Scales that a question asks in, folded: "bao nhiêu tỷ".
_SCALES = {
    "trieu": Decimal(10**6), "ty": Decimal(10**9), "ti": Decimal(10**9),
    "nghin ty": Decimal(10**12), "ngan ty": Decimal(10**12),
}  # fmt: skip
#: How far below one of its scale an answer may be: "bao nhiêu tỷ" may be 200 triệu, no 6.000 đồng.
_LEAST = Decimal("0.1")
#: What a price is per, as printed behind "/", with the words by which a question asks for it.
_PER = {
    "kg": r"kg|can|ky|ki lo", "m2": r"m2|met", "m²": r"m2|met", "m3": r"m3|khoi|met",
    "lít": r"lit", "tấn": r"tan", "tạ": r"ta|yen", "ha": r"ha|hec ?ta|mau|cong dat|dien tich",
    "con": r"con", "kwh": r"kwh|dien|so dien", "km": r"km|cay so", "sào": r"sao", "gốc": r"goc|cay",
    "cây": r"cay|goc", "bộ": r"bo", "trái": r"trai|qua",
}  # fmt: skip
#: Words for what something costs or yields each, whatever that is.
_EACH = re.compile(
    r"\b(?:gia|don gia|muc|tien cong|loi|lai|lai rong|ho tro|thuong|moi|mot|1|per|price|each"
    r"|thu lai|thu ve|binh quan|trung binh|phi|boi thuong)\b"
)
#: Questions for what one person has, and figures that are reckoned on one, folded.
_A_PERSON = re.compile(
    r"\b(?:mot|moi|1) (?:nguoi|lao dong|cong nhan|nhan khau|dau nguoi|khau)\b|\bdau nguoi\b"
    r"|\bper (?:capita|person|head)\b"
)
_ON_PEOPLE = re.compile(
    r"\b(?:nguoi|nhan khau|khau|lao dong|dau nguoi|thu nhap|luong|luot khach|khach|cong nhan"
    r"|binh quan|muc)\b"
)


def is_of_other_magnitude(query: Query, figure: Figure) -> bool:
    """Whether a sum is far below the scale asked in, or reckoned on what the question names not."""
    if figure.unit not in MONEY:
        return False
    question = _folded(query.text)
    value = figure.value if figure.value is not None else figure.low
    scale = _SCALES.get(query.asked[0]) if query.asked else None
    if scale and value is not None and figure.unit == "đồng" and value < scale * _LEAST:
        return True
    per = figure.text.partition("/")[2].partition("/")[0].strip().lower()
    if per in _PER and not re.search(rf"\b(?:{_PER[per]})\b", question):
        return _EACH.search(question) is None
    if _A_PERSON.search(question):
        return _ON_PEOPLE.search(_folded(f"{figure.text} {figure.indicator}")) is None
    return False


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(normalise(text)).replace("/", " ")
