"""Whether two quantities say the same, and whether a quote prints one."""

from __future__ import annotations

from decimal import Decimal

from vietnamese.normal import fold, is_unaccented
from vietnamese.nouns import NOUN_NAMES
from vietnamese.quantity import Quantity
from vietnamese.quantity_reading import read_quantities
from vietnamese.units import UNIT_NAMES, Unit

#: Fractions such as 1/3 have no finite decimals; anything printed has fewer places than this.
_PLACES = Decimal(10) ** -12


def _entry(unit: str) -> Unit | None:
    return UNIT_NAMES.get(unit) or NOUN_NAMES.get(unit)


def _converted(quantity: Quantity) -> tuple[Decimal | None, ...]:
    entry = _entry(quantity.unit)
    size = entry.size if entry else Decimal(1)
    return tuple(
        None if number is None else number * size
        for number in (quantity.value, quantity.low, quantity.high)
    )


def _equal(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _PLACES * max(abs(one), abs(other), Decimal(1))


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether both are in one unit or in units of one dimension (kg and tấn)."""
    if fold(one.unit) == fold(other.unit):
        return True
    first, second = _entry(one.unit), _entry(other.unit)
    if first is None or second is None:
        return bool(one.unit and other.unit) and _same_noun(one.unit, other.unit)
    return not first.count and first.dimension == second.dimension


def _same_noun(one: str, other: str) -> bool:
    """Nouns read by rule may carry a second syllable more: "chuyên gia", "chuyên gia giỏi"."""
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return long[: len(short)] == short


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are equal in value and unit, however printed.

    "1.385 triệu USD" is "US$1.385 billion"; "1,4 tỷ" without a unit is not "1,4 tỷ USD". A range
    equals only the same range. Bounds are not compared; `per` differs only where both print one.
    """
    values = all(map(_equal, _converted(a), _converted(b)))
    return values and same_unit(a, b) and (a.per is None or b.per is None or a.per == b.per)


def _prints(claim: Quantity, printed: Quantity) -> bool:
    if same_value(claim, printed):
        return True
    if printed.unit and claim.unit:
        return False
    entry = _entry(claim.unit or printed.unit)
    if entry and not entry.count and not (entry.money and claim.scale > 1 and printed.scale > 1):
        return False
    values = zip(
        (claim.value, claim.low, claim.high),
        (printed.value, printed.low, printed.high),
        strict=True,
    )
    return all(_equal(one, other) for one, other in values)


def supported(claim: Quantity, quote: str) -> bool:
    """Whether `quote` prints the value and unit of `claim`.

    Where running speech leaves the unit out ("đạt được 1,4 tỷ", "tổng số là 172"), the value with
    its scale supports a claim in money or of a count. Bounds are the caller's to compare.
    """
    languages = ("en", "vi") if is_unaccented(quote) else ("vi",)
    return any(
        _prints(claim, printed)
        for language in languages
        for printed in read_quantities(quote, language)
    )
