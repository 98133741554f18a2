"""Digits as printed: reading and writing numbers in Vietnamese and English notation.

Vietnamese groups thousands with a point and cuts decimals with a comma (2.341,6); English does the
reverse (2,341.6). What only one of the two can mean is read so in either language.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Language = Literal["vi", "en"]

#: Longer runs of digits are codes, not amounts; Decimal's 28 digits hold these times any scale.
MAX_DIGITS = 18
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_VI_FULL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_EN_FULL = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")


def read_digits(printed: str, language: str = "vi", whole: bool = False) -> Decimal | None:
    """The value of printed digits, or None when they are no number ("4.0.1", "1,2,3").

    `language` decides what one separator before three digits means; with `whole` the thing counted
    has no fractions (người, đồng), so that separator groups in either language.
    """
    if sum(letter.isdigit() for letter in printed) > MAX_DIGITS:
        return None
    if " " in printed:
        if not _SPACED.fullmatch(printed):
            return None
        printed = printed.replace(" ", "")
        return Decimal(printed.replace(",", "."))
    if printed.isdigit():
        return Decimal(printed)
    if _VI_FULL.fullmatch(printed):
        return Decimal(printed.replace(".", "").replace(",", "."))
    if _EN_FULL.fullmatch(printed):
        return Decimal(printed.replace(",", ""))
    if _POINTS.fullmatch(printed) and not printed.startswith("0"):
        groups = printed.count(".") > 1 or whole or language == "vi"
        return Decimal(printed.replace(".", "")) if groups else Decimal(printed)
    if _COMMAS.fullmatch(printed) and not printed.startswith("0"):
        groups = printed.count(",") > 1 or whole or language == "en"
        return Decimal(printed.replace(",", "" if groups else "."))
    if printed.count(".") + printed.count(",") == 1:
        return Decimal(printed.replace(",", "."))
    return None


def write_digits(value: Decimal, language: str = "vi") -> str:
    """`value` in full digits with grouped thousands, in the notation of `language`."""
    printed = f"{value:,f}"
    if "." in printed:
        printed = printed.rstrip("0").rstrip(".")
    if language == "vi":
        printed = printed.replace(",", " ").replace(".", ",").replace(" ", ".")
    return printed
