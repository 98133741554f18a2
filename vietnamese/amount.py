"""One number with its measure: plain, in a pair (9/9 huyện), or in two parts (3 tỷ 200 triệu)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from vietnamese.measure import Measure, read_measure, read_per
from vietnamese.notation import read_digits
from vietnamese.number_words import word_value
from vietnamese.twin import Twin
from vietnamese.units import SCALES, UNITS, Unit

DIGITS = re.compile(r"(?<![\w/])(?<![a-z]-)(?<!\d[.,])\d+(?:[.,]\d+)*")
_COUNTED_OF = re.compile(
    r"\s(?P<of>tren|trong)\s(?:(?:tong so|tong|so)\s)?(?P<total>\d{1,3}(?:\.\d{3})*)(?![\d.,/]*\d)"
)
_PAIR = re.compile(r"\s?/\s?(\d+(?:[.,]\d+)*)(?![\d/])")
_PREFIX = re.compile(r"(?:(?<!\w)(?:us\$|usd|vnd|eur|jpy|cny|gbp)|[$€£¥])\s?$")
_ENGLISH_MILLIONS = re.compile(r"(?P<m>m|mn)(?!\w)|(?P<b>b)(?!\w)")
_GAP = re.compile(r"\s{1,2}")
#: a letter or a hyphened word right after digits makes them part of a name: 5G, 4,7-inch
_GLUED = re.compile(r"[^\W\d_]|-[^\W\d_]+|[°/]\d")
#: legal texts repeat a number in words: 15 (mười lăm) ngày
_SPELLED_OUT = re.compile(
    r"\s?\(((?:(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|nghin|lam|linh|le)\s?)+)\)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its measure at twin start:end.

    `value` is scaled, `number` the span of the number alone, `digits` its print; `total` is the
    whole of a pair and `printed_unit` where the unit stands.
    """

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    measure: Measure
    total: Decimal | None = None
    printed_unit: tuple[int, int] | None = None
    digits: str = ""


def _prefix(twin: Twin, start: int, floor: int) -> tuple[int, Unit] | None:
    match = _PREFIX.search(twin.plain, max(floor, start - 4), start)
    if not match:
        return None
    unit = UNITS[match[0].strip()][0].unit
    return (match.start(), unit) if unit else None


def read_amount(
    twin: Twin, start: int, end: int, language: str, value: Decimal | None, floor: int
) -> Amount | None:
    """The amount whose number stands at start:end; `value` is given for numbers in words."""
    printed = twin.plain[start:end]
    prefix = _prefix(twin, start, floor)
    if prefix:
        measure = read_measure(twin, end, language, nouns=False)
        short = _ENGLISH_MILLIONS.match(twin.plain, end)
        if (short and measure.known is not None and measure.known.name == "m") or (
            short and short["b"]
        ):
            scale = SCALES["million" if short["m"] else "billion"][0].scale
            measure = Measure(short.end(), scale, "en")
        if measure.unit and measure.unit != prefix[1].name:
            measure = Measure(end, measure.scale) if measure.scale == 1 else measure
        if measure.per is None:
            per, tail = read_per(twin, measure.end)
            measure = replace(measure, per=per, end=tail)
        symbol = "$" in twin.plain[prefix[0] : start]
        measure = replace(
            measure,
            unit=prefix[1].name,
            known=prefix[1],
            language=measure.language or ("en" if symbol else ""),
        )
    else:
        measure = read_measure(twin, end, language)
    spelled_out = _SPELLED_OUT.match(twin.plain, end)
    if spelled_out and value is None and word_value(spelled_out[1].split()) == read_digits(printed):
        measure = read_measure(twin, spelled_out.end(), language)
    if measure.end == end and _GLUED.match(twin.plain, end):
        return None
    speaks = measure.language or language
    whole = measure.scale == 1 and (measure.counts or bool(measure.known and measure.known.whole))
    if value is None:
        value = read_digits(printed, speaks, whole)
    if value is None:
        return None
    span = (measure.unit_start, measure.unit_end) if measure.unit_end else None
    first = start
    if prefix:
        first = prefix[0]
        span = (first, first + len(twin.plain[first:start].rstrip()))
    amount = Amount(
        first, measure.end, (start, end), value * measure.scale + measure.add, measure,
        printed_unit=span, digits=printed,
    )  # fmt: skip
    return _compound(twin, amount, language)


def _compound(twin: Twin, amount: Amount, language: str) -> Amount:
    """Join "3 tỷ" and "200 triệu đồng", or "5 nghìn" and "200 tỷ", into one amount."""
    measure = amount.measure
    if measure.scale < 1000 or measure.unit or not amount.digits[:1].isdigit():
        return amount
    gap = _GAP.match(twin.plain, amount.end)
    number = DIGITS.match(twin.plain, gap.end()) if gap else None
    if not number:
        return amount
    rest = read_measure(twin, number.end(), language, nouns=False)
    value = read_digits(number[0], rest.language or language)
    if value is None:
        return amount
    if measure.scale == 1000 and rest.scale >= 10**6 and value < 1000:
        total, scale = (amount.value + value) * rest.scale, rest.scale  # 5 nghìn 200 tỷ
    elif 1000 <= rest.scale < measure.scale and value * rest.scale < measure.scale:
        total, scale = amount.value + value * rest.scale, measure.scale
    else:
        return amount
    span = (rest.unit_start, rest.unit_end) if rest.unit_end else None
    measure = replace(rest, scale=scale)
    return replace(amount, end=rest.end, value=total, measure=measure, printed_unit=span)


def read_pair(twin: Twin, amount_start: int, end: int, language: str) -> tuple[Amount | None, int]:
    """Read "9/9 huyện", "2/3": a pair of numbers at amount_start, and where the pair ends."""
    match = _PAIR.match(twin.plain, end)
    if not match:
        return _counted_of(twin, amount_start, end, language)
    measure = read_measure(twin, match.end(), language)
    part = read_digits(twin.plain[amount_start:end], language, whole=True)
    total = read_digits(match[1], language, whole=True)
    number = (amount_start, match.end())
    grouped = "." in twin.plain[amount_start : match.end()]
    if grouped and part and total and measure.scale > 1 and measure.known and part <= 3 * total:
        scaled = part * measure.scale  # "8.250/15.857 tỷ đồng": so much of the plan
        unit = (measure.unit_start, measure.unit_end)
        whole = Amount(amount_start, measure.end, number, scaled, measure, None, unit)
        return whole, measure.end
    if part is None or total is None or not 0 < part <= total or measure.scale != 1:
        return None, match.end()
    span = (measure.unit_start, measure.unit_end) if measure.unit_end else None
    small = total <= 10 and part < total and twin.plain[amount_start] != "0"
    if measure.known and measure.known.count:
        return Amount(amount_start, measure.end, number, part, measure, total, span), measure.end
    if small and measure.unit and not measure.known:
        fraction = Measure(match.end(), unit="phần")
        return Amount(amount_start, match.end(), number, part / total, fraction), match.end()
    if measure.unit and not measure.known and total > 10:
        return Amount(amount_start, measure.end, number, part, measure, total, span), measure.end
    return None, match.end()


def _counted_of(twin: Twin, start: int, end: int, language: str) -> tuple[Amount | None, int]:
    """Read "68 trên 82 xã", "40 trong tổng số 43 hộ": so many of those that are counted."""
    match = _COUNTED_OF.match(twin.plain, end)
    if not match or not twin.says(*match.span("of"), "trên" if match["of"] == "tren" else "trong"):
        return None, end
    measure = read_measure(twin, match.end(), language)
    part = read_digits(twin.plain[start:end], language, whole=True)
    total = read_digits(match["total"], language, whole=True)
    if part is None or total is None or not 0 < part <= total or measure.scale != 1:
        return None, end
    if not (measure.known and measure.known.count) or measure.unit_end is None:
        return None, end
    span = (measure.unit_start, measure.unit_end)
    number = (start, match.end())
    return Amount(start, measure.end, number, part, measure, total, span), measure.end


def is_ahead(amount: Amount) -> bool:
    """Whether the unit is printed before the number (US$28)."""
    return amount.printed_unit is not None and amount.printed_unit[0] < amount.number[0]


def with_scale(amount: Amount) -> Amount:
    """Give a number in words the scale its digits would be printed with."""
    for scale in (Decimal(10) ** 9, Decimal(10) ** 6):
        if amount.value >= scale and amount.value % (scale / 1000) == 0:
            return replace(amount, measure=replace(amount.measure, scale=scale))
    return amount
