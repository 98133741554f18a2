"""Whether a number of a table's row is the plain difference of two others: "450 | 400 | 50"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

_PLAIN = re.compile(
    r"[\s*_]*(?P<sign>[-+−–]?)\s?(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?P<part>,\d+)?[\s*_]*"
)


def is_difference(printed: str, told: Sequence[str]) -> bool | None:
    """Whether `printed` is a difference of two of the numbers `told`; None where it may not be one.

    False where it is their ratio in percent alone, or the growth that it shows. All are numbers as
    Vietnamese tables print them; what rounding costs is allowed for.
    """
    found = _read(printed)
    if found is None or not found[0]:
        return None
    value, places = abs(found[0]), found[1]
    others = [read for text in told if text != printed and (read := _read(text)) is not None]
    differs = relates = False
    for (one, fine), (other, finer) in combinations(others, 2):
        if one == other or not (one and other):
            continue
        step = Decimal(10) ** -min(places, fine, finer)
        differs = differs or abs(abs(one - other) - value) < step
        for ratio in (abs(one / other * 100), abs(other / one * 100)):
            near = min(abs(ratio - value), abs(abs(ratio - 100) - value))
            relates = relates or near <= Decimal("0.1")
    return None if differs == relates else differs


def _read(printed: str) -> tuple[Decimal, int] | None:
    """The value a cell prints and its decimals."""
    match = _PLAIN.fullmatch(printed)
    if match is None:
        return None
    part = (match["part"] or "").lstrip(",")
    value = Decimal(match["number"].replace(".", "") + ("." + part if part else ""))
    return (-value if match["sign"] in ("-", "−", "–") else value), len(part)
