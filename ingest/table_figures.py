"""The ledger's entries for the figures of a table."""

from __future__ import annotations

from datetime import date

from ingest.figure_sentence import day_of
from ingest.figure_state import PeriodSlot, PlaceSlot, State
from ingest.table_place import row_place
from ingest.tables import CellFigure, Table, label_text, row_figures
from store.records import Document, Figure, Inherited, Passage
from vietnamese.basis import read_basis, read_price_basis
from vietnamese.normal import normalise
from vietnamese.periods import read_periods, year_period
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span
from vietnamese.terms import read_terms


def table_row(
    document: Document, passage: Passage, table: Table, span: Span, opening: State
) -> list[Figure]:
    """Figures of the row at `span`; `opening` is what the passage inherits."""
    today = day_of(document)
    return [_figure(document, table, cell, opening, today) for cell in row_figures(table, span)]


def _figure(
    document: Document, table: Table, cell: CellFigure, opening: State, today: date | None
) -> Figure:
    column, quantity = cell.column, cell.quantity
    slot = _place(document, table, cell, opening, today)
    named = slot is not None and column.measured
    indicator = column.indicator if cell.by_period else label_text(cell.label)
    indicator = column.measured if named else indicator
    terms = read_terms(indicator)
    period, evidence = _period(cell, opening)
    over = today is not None and column.period is not None and column.period.end < today
    kind = column.kind or (None if over else opening.kind) or Kind.RESULT
    head = Inherited("kind", column.text, "body", column.start, column.start + len(column.text))
    said = (head,) if column.kind else () if over else opening.said
    relative = kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    place, where = slot or opening.place
    if named and column.measured_start != column.start:
        at = (column.measured_start, column.measured_end)
        said = (*said, Inherited("indicator", column.measured, "body", *at))
    return Figure(
        source=document.source,
        start=cell.start,
        end=cell.end,
        text=document.text[cell.start : cell.end],
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        bound=quantity.bound.value,
        indicator=indicator,
        term=terms[0].term.id if terms else None,
        scope=Scope(
            place=place,
            level=place.level if place else None,
            period=period,
            kind=kind,
            base=column.base if relative else None,
        ),
        comparison=column.base if relative else None,
        basis=read_basis(normalise(column.text)),
        price_basis=read_price_basis(normalise(f"{column.text} {cell.label.text}")),
        inherited=(*where, *evidence, *said),
    )


def _place(
    document: Document, table: Table, cell: CellFigure, opening: State, today: date | None
) -> PlaceSlot | None:
    """The place that labels the row of `cell`, with the label; None where none does."""
    if not table.by_place:
        return None
    label = label_text(cell.label)
    around = opening.place[0] or document.scope.place
    place = row_place(label, table.corner, around, today)
    if place is None:
        return None
    return place, (Inherited("place", label, "body", cell.label.start, cell.label.end),)


def _period(cell: CellFigure, opening: State) -> PeriodSlot:
    if cell.by_period:
        label = cell.label
        found = [m.period for m in read_periods(label.text) if m.period]
        digits = "".join(letter for letter in label.text if letter.isdigit())
        period = found[0] if found else year_period(int(digits[:4]))
        return period, (Inherited("period", label.text, "body", label.start, label.end),)
    column = cell.column
    if column.period is None:
        return opening.period
    end = column.period_start + len(column.period_text)
    return column.period, (
        Inherited("period", column.period_text, "body", column.period_start, end),
    )
