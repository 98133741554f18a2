"""Printing a quantity in Vietnamese and English notation, with its bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from vietnamese.bounds import VIETNAMESE_BOUNDS
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.notation import write_digits
from vietnamese.nouns import NOUN_NAMES
from vietnamese.quantity import Bound, Quantity
from vietnamese.units import UNIT_NAMES, VIETNAMESE_SPELLINGS

_K = Decimal(1000)
_VI_SCALES = {
    Decimal(100): "trăm", _K: "nghìn", _K * 10: "vạn", _K**2: "triệu", _K**3: "tỷ",
    _K**4: "nghìn tỷ",
}  # fmt: skip
_EN_SCALES = {_K**2: "million", _K**3: "billion", _K**4: "trillion"}
_VI_BOUNDS = {
    Bound.OVER: "trên", Bound.UNDER: "dưới", Bound.ABOUT: "khoảng", Bound.AT_LEAST: "tối thiểu",
    Bound.AT_MOST: "không quá",
}  # fmt: skip
_EN_BOUNDS = {
    Bound.OVER: "over", Bound.UNDER: "under", Bound.ABOUT: "about", Bound.AT_LEAST: "at least",
    Bound.AT_MOST: "no more than",
}  # fmt: skip
_NEARLY = {"gan", "gan bang", "ngot", "suyt soat", "nearly", "almost", "close to"}
_SYMBOLS = {"%", "‰", "°C"}
_EN_PER = {
    "tháng": "month", "năm": "year", "ngày": "day", "quý": "quarter", "tuần": "week", "giờ": "hour",
    "người": "person", "hộ": "household", "giây": "second",
}  # fmt: skip
_PLURALS = {
    "years",
    "quarters",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "projects",
    "communes",
}
_VI_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_EN_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EN_PARTS = (
    "", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_MAX_PLACES = 6


def _round(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MAX_PLACES:
        return value.quantize(Decimal(1).scaleb(-_MAX_PLACES))
    return value


def _unit_vi(quantity: Quantity) -> str:
    printed = normalise(quantity.printed_unit)
    if (quantity.unit, printed) in VIETNAMESE_SPELLINGS and not is_unaccented(printed):
        return " ".join(quantity.printed_unit.split())
    return quantity.unit


def _bound_vi(quantity: Quantity) -> tuple[str, str]:
    word = normalise(quantity.bound_word)
    if quantity.bound is Bound.AT_LEAST and fold(word) == "tro len":
        return "", " trở lên"
    if quantity.bound is Bound.AT_MOST and fold(word) == "tro xuong":
        return "", " trở xuống"
    if quantity.bound is Bound.ABOUT and fold(word) in _NEARLY:
        return "gần ", ""
    if VIETNAMESE_BOUNDS.get(word) is quantity.bound:
        return f"{word} ", ""
    if quantity.bound is Bound.RANGE:
        return ("khoảng ", "") if word else ("", "")
    return (f"{_VI_BOUNDS[quantity.bound]} ", "") if quantity.bound in _VI_BOUNDS else ("", "")


def _in_words(quantity: Quantity, language: str) -> str:
    """A simple fraction in words: "hai phần ba", "two thirds"; else empty."""
    if quantity.unit != "phần" or quantity.value is None:
        return ""
    share = Fraction(quantity.value).limit_denominator(10)
    close = abs(share - Fraction(quantity.value)) < Fraction(1, 10**12)
    if not close or not 0 < share < 1:
        return ""
    if language == "en":
        part = _EN_PARTS[share.denominator] + ("s" if share.numerator > 1 else "")
        return f"{_EN_DIGITS[share.numerator]} {part}"
    if share == Fraction(1, 2):
        return "một nửa"
    return (
        f"{_VI_DIGITS[share.numerator]} phần {_VI_DIGITS[share.denominator].replace('bốn', 'tư')}"
    )


def _numbers(quantity: Quantity, scale: Decimal, language: str) -> str:
    values = [quantity.value] if quantity.value is not None else [quantity.low, quantity.high]
    fraction = _in_words(quantity, language)
    if fraction:
        return fraction
    return "–".join(
        write_digits(_round(value / scale), language) for value in values if value is not None
    )


def format_vi(quantity: Quantity) -> str:
    """Vietnamese print: "trên 28 tỷ đô la Mỹ", "2,4–2,5 tỷ USD/tháng", "9/9 huyện"."""
    before, after = _bound_vi(quantity)
    scale = quantity.scale if quantity.scale in _VI_SCALES else Decimal(1)
    number = _numbers(quantity, scale, "vi")
    if quantity.total is not None:
        number += f"/{write_digits(quantity.total, 'vi')}"
    unit = "" if quantity.unit == "phần" else _unit_vi(quantity)
    scaled = f" {_VI_SCALES[scale]}" if scale > 1 else ""
    spaced = unit if unit in _SYMBOLS else f" {unit}" if unit else ""
    if scaled and unit in _SYMBOLS:
        spaced = f" {unit}"
    per = f"/{quantity.per}" if quantity.per else ""
    return f"{before}{number}{scaled}{spaced}{per}{after}".strip()


def _unit_en(quantity: Quantity) -> str:
    entry = UNIT_NAMES.get(quantity.unit) or NOUN_NAMES.get(quantity.unit)
    english = (entry.english if entry else "") or quantity.unit
    return english[:-1] if quantity.value == 1 and english in _PLURALS else english


def format_en(quantity: Quantity) -> str:
    """English print: "over US$28 billion", "8.5%"; nouns without an English name stay."""
    if quantity.bound is Bound.ABOUT and fold(normalise(quantity.bound_word)) in _NEARLY:
        before = "nearly "
    elif quantity.bound is Bound.RANGE:
        before = "about " if quantity.bound_word else ""
    else:
        before = f"{_EN_BOUNDS[quantity.bound]} " if quantity.bound in _EN_BOUNDS else ""
    top = quantity.high if quantity.value is None else quantity.value
    scale = max(
        (size for size in _EN_SCALES if quantity.scale >= _K**2 and top and abs(top) >= size),
        default=Decimal(1),
    )
    number = _numbers(quantity, scale, "en")
    if quantity.total is not None:
        number += f"/{write_digits(quantity.total, 'en')}"
    scaled = f" {_EN_SCALES[scale]}" if scale > 1 else ""
    per = "".join(
        f" per {_EN_PER.get(name, name)}" for name in (quantity.per or "").split("/") if name
    )
    entry = UNIT_NAMES.get(quantity.unit)
    if entry and entry.money:
        mark = "US$" if entry.name == "USD" else f"{entry.english} "
        return f"{before}{mark}{number}{scaled}{per}"
    unit = "" if quantity.unit == "phần" else _unit_en(quantity)
    spaced = unit if unit in _SYMBOLS and not scaled else f" {unit}" if unit else ""
    return f"{before}{number}{scaled}{spaced}{per}"
