"""The figure ledger as a table, for people, spreadsheets and programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import TextIO

from store.records import Figure, Inherited
from vietnamese.periods import PeriodKind

#: columns that outside programs rely on, in their order
COLUMNS = (
    *("source", "start", "end", "text", "value", "low", "high", "unit", "bound", "indicator"),
    *("term", "place", "level", "period", "period_start", "period_end", "kind", "comparison"),
    *("basis", "price_basis", "speaker", "inherited", "doubt"),
)


def figure_row(figure: Figure) -> dict[str, object]:
    """One figure by column; numbers as plain decimals in text, so that no digit is lost.

    `period` is the shape of the period, `period_start` is None where its start is open.
    """
    scope, period = figure.scope, figure.scope.period
    is_open = period is not None and period.kind is PeriodKind.HORIZON
    return {
        "source": figure.source,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": _digits(figure.value),
        "low": _digits(figure.low),
        "high": _digits(figure.high),
        "unit": figure.unit,
        "bound": figure.bound,
        "indicator": figure.indicator,
        "term": figure.term,
        "place": scope.place.full_name if scope.place else None,
        "level": scope.level.value if scope.level else None,
        "period": period.kind.value if period else None,
        "period_start": period.start.isoformat() if period and not is_open else None,
        "period_end": period.end.isoformat() if period else None,
        "kind": scope.kind.value if scope.kind else None,
        "comparison": figure.comparison,
        "basis": figure.basis,
        "price_basis": figure.price_basis,
        "speaker": figure.speaker,
        "inherited": [_evidence(found) for found in figure.inherited],
        "doubt": list(figure.doubt),
    }


def figure_line(figure: Figure) -> str:
    """One figure in a line for people."""
    row = figure_row(figure)
    about = [row[name] for name in ("place", "period_start", "period_end", "kind", "comparison")]
    said = ", ".join(str(part) for part in about if part)
    doubt = f" [nghi ngờ: {', '.join(figure.doubt)}]" if figure.doubt else ""
    place = f"{figure.source} {figure.start}:{figure.end}"
    return f"{place}: {figure.indicator or '(không rõ chỉ tiêu)'} = {figure.text} ({said}){doubt}"


def write_csv(figures: Iterable[Figure], file: TextIO) -> None:
    """Write the ledger with a header line; lists are joined by "; ", None is empty."""
    table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    table.writeheader()
    for figure in figures:
        row = figure_row(figure)
        row["inherited"] = "; ".join(_printed(found) for found in figure.inherited)
        row["doubt"] = "; ".join(figure.doubt)
        table.writerow(row)


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _evidence(found: Inherited) -> dict[str, object]:
    return {
        "slot": found.slot,
        "value": found.value,
        "origin": found.origin,
        "start": found.start,
        "end": found.end,
        "field": found.field,
    }


def _printed(found: Inherited) -> str:
    where = found.field if found.start is None else f"{found.start}:{found.end}"
    return f"{found.slot}={found.value} ({found.origin} {where})"
