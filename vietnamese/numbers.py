"""Quantities in text: the public face of number reading, comparing and printing."""

from vietnamese.quantity import Bound, Quantity
from vietnamese.quantity_compare import same_value, supported
from vietnamese.quantity_format import format_en, format_vi
from vietnamese.quantity_reading import read_quantities

__all__ = [
    "Bound",
    "Quantity",
    "format_en",
    "format_vi",
    "read_quantities",
    "same_value",
    "supported",
]
