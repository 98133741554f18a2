"""A computation in words, and what an answer keeps of it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.arithmetic import PLACES
from retrieval.computing import Computed
from retrieval.derivation import Operation
from retrieval.reading import printed
from vietnamese.numbers import format_en, format_vi, read_quantities

_SIGNS = {
    Operation.DIFFERENCE: "−", Operation.REMAINDER: "−", Operation.SUM: "+",
    Operation.SHARE: "÷", Operation.RATIO: "÷",
}  # fmt: skip


def in_words(computed: Computed, language: str, marks: Sequence[int] = ()) -> tuple[str, str]:
    """The result and the expression in print: "238,4 tỷ đồng", "2.580 tỷ đồng − 2.341,6 tỷ đồng".

    With `marks` each operand has the mark of its citation behind it.
    """
    write = format_en if language == "en" else format_vi
    shown = [_plain(printed(item.figure), language) for item in computed.operands if item.figure]
    if marks:
        shown = [f"{text} [{mark}]" for mark, text in zip(marks, shown, strict=True)]
    first, second = shown[0], shown[-1]
    operation = computed.operation
    if operation is Operation.COMPLEMENT:
        expression = f"100% − {first}"
    elif operation is Operation.GROWTH:
        expression = f"({first} − {second}) ÷ {second}"
    elif operation is Operation.MONTHLY:
        expression = f"({first} − {second}) ÷ {computed.months}"
    elif operation is Operation.LARGER:
        high, low = _ordered(computed, shown)
        expression = f"{high} > {low}"
    elif operation is Operation.DIFFERENCE:
        high, low = _ordered(computed, shown)
        expression = f"{high} − {low}"
    else:
        expression = f" {_SIGNS[operation]} ".join(shown)
    return write(computed.result), expression


def _ordered(computed: Computed, shown: Sequence[str]) -> tuple[str, str]:
    values = [item.figure.value for item in computed.operands if item.figure]
    assert values[0] is not None
    assert values[1] is not None
    return (shown[0], shown[1]) if values[0] >= values[1] else (shown[1], shown[0])


def _plain(text: str, language: str) -> str:
    """A printed figure on one line, in English notation for an English answer."""
    read = read_quantities(text)
    if language == "en" and len(read) == 1:
        return format_en(read[0])
    return " ".join(text.split())


def record(computed: Computed, marks: Sequence[int], language: str) -> dict[str, object]:
    """What an answer keeps of a computation, in plain JSON types; see `recomputed`.

    `marks` are those of the citations of the operands.
    """
    text, expression = in_words(computed, language)
    return {
        "operation": computed.operation.value,
        "expression": expression,
        "text": text,
        "value": str(computed.result.value),
        "unit": computed.result.unit,
        "bound": computed.result.bound.value,
        "rounded": not computed.exact,
        "step": str(computed.result.scale.scaleb(-PLACES)),
        "months": computed.months,
        "operands": [
            {
                "marker": marker,
                "text": item.figure.text,
                "value": str(item.figure.value),
                "unit": item.figure.unit,
                "source": item.figure.source,
                "start": item.figure.start,
                "end": item.figure.end,
            }
            for marker, item in zip(marks, computed.operands, strict=True)
            if item.figure
        ],
    }
