"""The currency of an amount that is printed without one."""

from __future__ import annotations

import re

from ingest.figure_state import State
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.terms import term

#: What else there are milliards of.
_HEADS = re.compile(r"\b(?:dân số|người|lượt|con|cành|cây|tấn|kwh|khối|lít|m3)\b")


def elided_unit(quantity: Quantity, state: State) -> str:
    """The currency that speech leaves out: the one spoken of before, else that of money."""
    if quantity.scale <= 1:
        return ""
    named = term(state.term) if state.term else None
    money = named is not None and "money" in named.units
    if money and quantity.scale >= 10**6:
        return state.money or "đồng"
    if quantity.scale == 10**9 and not _HEADS.search(normalise(state.indicator)):
        return state.money or "đồng"  # "giao thông 11.800 tỷ": nothing else is had by thousands
    return state.money or ""
