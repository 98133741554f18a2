"""The ledger's entries for the figures of a table."""

from __future__ import annotations

import re
from datetime import date

from ingest.figure_scope import year_of
from ingest.figure_sentence import day_of
from ingest.figure_standard import by_standard
from ingest.figure_state import PeriodSlot, PlaceSlot, State
from ingest.figure_unit import widened
from ingest.table_parts import divided_row, part_of
from ingest.table_place import row_place
from ingest.tables import Cell, CellFigure, Table, label_text, row_figures
from store.records import Document, Figure, Inherited, Passage
from vietnamese.basis import read_basis, read_price_basis
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodKind, in_year, read_periods, year_period
from vietnamese.places import Level, at_home, read_places, without_routes
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span
from vietnamese.terms import read_terms

_UNITS = (Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.COMMUNE)
#: How long the title of a table may be.
_TITLE = 300
#: What there was as a span of years began, and what is to be as it ends.
_FIRST = re.compile(r"\b(?:đầu (?:kỳ|giai đoạn|nhiệm kỳ)|hiện trạng|xuất phát điểm|ban đầu)\b")
_LAST = re.compile(r"\bcuối (?:kỳ|giai đoạn|nhiệm kỳ)\b")
#: The whole of a unit that a label speaks of without its name.
_WHOLE = re.compile(r"\b(?:toàn|trên địa bàn|của|cả|cấp) (tỉnh|thành phố|thị xã|huyện|xã)\b")


def table_row(
    document: Document, passage: Passage, table: Table, span: Span, opening: State
) -> list[Figure]:
    """Figures of the row at `span`; `opening` is what the passage inherits."""
    today = day_of(document)
    found = [_figure(document, table, cell, opening, today) for cell in row_figures(table, span)]
    found = by_standard(found, _above(document, table), table.start)
    whole = None if table.by_place or table.by_period else divided_row(table, span)
    return [part_of(figure, whole) for figure in found] if whole else found


def _above(document: Document, table: Table) -> str:
    """The line above a table, which says what it shows."""
    text = document.text[max(0, table.start - _TITLE) : table.start].rstrip()
    return text.rpartition("\n")[2]


def _figure(
    document: Document, table: Table, cell: CellFigure, opening: State, today: date | None
) -> Figure:
    column, quantity = cell.column, cell.quantity
    slot = _place(document, table, cell, opening, today)
    named = slot is not None and column.measured
    indicator = column.indicator if cell.by_period else label_text(cell.label)
    indicator = column.measured if named else indicator
    own = not (named or cell.by_period or column.relative)
    own = own and column.measured_start == column.start
    terms = [mention.term for mention in read_terms(column.measured if own else indicator)]
    indicator = f"{column.measured} {indicator}" if own and column.measured else indicator
    terms.sort(key=lambda term: "%" not in term.units if quantity.unit == "%" else False)
    period, evidence = _period(cell, opening)
    over = today is not None and column.period is not None and column.period.end < today
    first = _FIRST.search(normalise(column.text)) is not None
    over = over or first
    kind = column.kind or (None if over else opening.kind) or Kind.RESULT
    head = Inherited("kind", column.text, "body", column.start, column.start + len(column.text))
    said = (head,) if column.kind else () if over else opening.said
    whole = kind is Kind.PLAN or column.of_year
    if whole and column.period is None and not cell.by_period:
        period = year_of(period)
    if column.period is None and not cell.by_period and period is not None:
        period = _at_an_end(period, normalise(column.text))
    relative = kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    place, where = slot or _place_in_label(document, cell, opening, today)
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
        term=terms[0].id if terms else None,
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


def _at_an_end(period: Period, head: str) -> Period:
    """The year with which a span begins or ends, where a head says that: "Tỷ lệ đầu kỳ"."""
    if period.kind is not PeriodKind.SPAN:
        return period
    if _FIRST.search(head):
        return year_period(period.start.year)
    return year_period(period.end.year) if _LAST.search(head) else period


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


def _place_in_label(
    document: Document, cell: CellFigure, opening: State, today: date | None
) -> PlaceSlot:
    """The place that a label names among other words, or the row its row stands under."""
    for label in (cell.label, cell.section):
        if label is None:
            continue
        found = at_home(read_places(label.text, today), opening.place[0] or document.scope.place)
        named = [m for m in without_routes(label.text, found)]
        named = [m for m in named if m.explicit and m.place.level in _UNITS]
        if named:
            return named[-1].place, _said(label, named[-1].start, named[-1].end)
        whole = _WHOLE.search(normalise(label.text))
        if whole:
            place, evidence = widened(document, opening.place, whole[1])
            return place, evidence or _said(label, 0, len(label.text))
    return opening.place


def _said(label: Cell, start: int, end: int) -> tuple[Inherited, ...]:
    at = label.start
    return (Inherited("place", label.text[start:end], "body", at + start, at + end),)


def _period(cell: CellFigure, opening: State) -> PeriodSlot:
    if cell.by_period:
        label = cell.label
        found = [m.period for m in read_periods(label.text) if m.period]
        digits = "".join(letter for letter in label.text if letter.isdigit())
        period = found[0] if found else year_period(int(digits[:4]))
        return period, (Inherited("period", label.text, "body", label.start, label.end),)
    column = cell.column
    spoken, evidence = opening.period
    if column.past and spoken is not None and (column.period is None or column.of_year):
        year = column.period.end.year if column.period else spoken.end.year - 1
        return in_year(spoken, year), evidence
    if column.period is None:
        return opening.period
    end = column.period_start + len(column.period_text)
    return column.period, (
        Inherited("period", column.period_text, "body", column.period_start, end),
    )
