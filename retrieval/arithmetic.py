"""What printed figures come to: results, their bounds and rounding, and doing it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from retrieval.derivation import Operation
from vietnamese.numbers import Quantity, read_quantities
from vietnamese.quantity import PERCENT, Bound

#: Decimal places of a result that does not come out even.
PLACES = 2
_UPWARD = (Bound.OVER, Bound.AT_LEAST)
_DOWNWARD = (Bound.UNDER, Bound.AT_MOST)
#: What is bounded is rounded so that the bound stays true.
_ROUNDING = {
    Bound.OVER: ROUND_FLOOR, Bound.AT_LEAST: ROUND_FLOOR,
    Bound.UNDER: ROUND_CEILING, Bound.AT_MOST: ROUND_CEILING,
}  # fmt: skip
#: What the header of a table may multiply its cells by.
_POWERS = {(Decimal(10) ** exponent).normalize() for exponent in range(1, 16)}


def worth(operation: Operation, values: Sequence[Decimal], months: int) -> Decimal | None:
    """The result in the base unit; None where it cannot be worked out."""
    if operation is Operation.COMPLEMENT:
        return 100 - values[0] if 0 < values[0] < 100 else None
    first, second = values[0], values[1]
    if operation is Operation.SUM:
        return sum(values, Decimal(0))
    if operation in (Operation.DIFFERENCE, Operation.LARGER):
        return abs(first - second)
    if operation is Operation.REMAINDER:
        return first - second if first > second else None
    if operation is Operation.MONTHLY:
        return (first - second) / months if first > second else None
    if not second:
        return None
    if operation is Operation.GROWTH:
        return (first - second) / second * 100
    return first / second * (100 if operation is Operation.SHARE else 1)


def shown_as(
    operation: Operation, quantities: Sequence[Quantity], value: Decimal, *, relative: bool
) -> tuple[Quantity, bool]:
    """The result as a quantity rounded for print, and whether it is exact."""
    lead = max(quantities, key=lambda q: (q.unit == quantities[0].unit, q.scale))
    bound = _bound(operation, quantities)
    unit = "%" if relative else quantities[0].unit
    if operation in (Operation.DIFFERENCE, Operation.LARGER) and unit == "%":
        unit = "điểm %"
    scale = Decimal(1) if relative or unit in PERCENT else lead.scale
    while scale > 1000 and abs(value) < scale:
        scale /= 1000
    places = Decimal(1).scaleb(-PLACES)
    rounded = (value / scale).quantize(places, _ROUNDING.get(bound, ROUND_HALF_UP)) * scale
    even = value == rounded or operation in (
        Operation.SUM, Operation.DIFFERENCE, Operation.REMAINDER, Operation.LARGER
    )  # fmt: skip
    shown = value if even else rounded
    spelt = "" if relative or unit != lead.unit else lead.printed_unit
    return (
        Quantity(
            0, 0, "", shown, None, None, unit, bound, spelt, _per(operation, quantities), scale,
            bound_word="gần" if bound is Bound.ABOUT and _nearly(quantities) else "",
        ),
        even,
    )  # fmt: skip


def _per(operation: Operation, quantities: Sequence[Quantity]) -> str | None:
    if operation is Operation.RATIO:
        return quantities[1].unit or None
    return "tháng" if operation is Operation.MONTHLY else None


def _nearly(quantities: Sequence[Quantity]) -> bool:
    return any(q.bound_word.lower().startswith("gần") for q in quantities)


def _bound(operation: Operation, quantities: Sequence[Quantity]) -> Bound:
    """The bound of a result: an operand that is bounded from below pushes it up or down."""
    above = below = vague = False
    falls = operation in (Operation.DIFFERENCE, Operation.LARGER) and (quantities[0].value or 0) < (
        quantities[1].value or 0
    )
    for place, quantity in enumerate(quantities):
        taken_off = (place > 0) is not falls and operation is not Operation.SUM
        taken_off = taken_off or operation is Operation.COMPLEMENT
        if quantity.bound in (*_UPWARD, *_DOWNWARD):
            rises = (quantity.bound in _UPWARD) is not taken_off
            above, below = above or rises, below or not rises
        elif quantity.bound is not Bound.EXACT:
            vague = True
    if vague or (above and below):
        return Bound.ABOUT
    strict = any(q.bound in (Bound.OVER, Bound.UNDER) for q in quantities)
    if above:
        return Bound.OVER if strict else Bound.AT_LEAST
    if below:
        return Bound.UNDER if strict else Bound.AT_MOST
    return Bound.EXACT


def decided(quantities: Sequence[Quantity]) -> bool:
    """Whether the bounds leave no doubt which of two figures is larger."""
    first, second = quantities[0], quantities[1]
    assert first.value is not None
    assert second.value is not None
    low, high = sorted((first, second), key=lambda q: q.value or Decimal(0))
    return low.bound not in _UPWARD or high.bound in (*_UPWARD, Bound.EXACT)


def recomputed(computation: Mapping[str, object], stored: Mapping[str, str]) -> bool:
    """Whether a computation comes out the same from the figures as printed in the `stored` texts.

    Each operand must be the stored text of its source at its offsets and be worth what is recorded,
    but for a cell of a table, whose unit and scale stand in its header.
    """
    operands = computation["operands"]
    assert isinstance(operands, list)
    values = []
    for operand in operands:
        text = stored.get(operand["source"], "")[operand["start"] : operand["end"]]
        value = Decimal(operand["value"])
        if text != operand["text"] or not _prints(text, value):
            return False
        values.append(value)
    operation = Operation(str(computation["operation"]))
    result = worth(operation, values, int(str(computation["months"])))
    shown = Decimal(str(computation["value"]))
    if result is None:
        return False
    if not computation["rounded"]:
        return result == shown
    return abs(result - shown) <= Decimal(str(computation["step"]))


def _prints(text: str, value: Decimal) -> bool:
    """Whether a text prints a value, or its digits where a table's header gives the scale."""
    read = [q.value for q in read_quantities(text) if q.value is not None]
    if not read and text.isdecimal():  # a bare count in a cell: "289"
        read = [Decimal(text)]
    return any(v == value or (v and (value / v).normalize() in _POWERS) for v in read)
