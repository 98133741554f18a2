"""The currency of an amount that is printed without one."""

from __future__ import annotations

from ingest.figure_state import State
from vietnamese.numbers import Quantity
from vietnamese.terms import term


def elided_unit(quantity: Quantity, state: State) -> str:
    """The currency that speech leaves out: the one spoken of before, else that of money."""
    if quantity.scale <= 1:
        return ""
    named = term(state.term) if state.term else None
    money = named is not None and "money" in named.units
    return state.money or ("đồng" if money and quantity.scale >= 10**6 else "")
