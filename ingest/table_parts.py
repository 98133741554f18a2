"""Rows of a table that divide the row above: "5 | Sản lượng thủy sản", "5.2 | - Nuôi trồng"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figure_phrase import head_of
from ingest.tables import Cell, Table, label_text
from store.records import Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.sentences import Span
from vietnamese.terms import read_terms

#: A number within another, and a label that a dash puts below the one before.
_WITHIN = re.compile(r"(?P<whole>\w+(?:\.\d+)*)\.\d+\.?")
_DASHED = re.compile(r"[*_]*\s*(?:[-–+•]|trong đó:?|tr\.?đ:?)\s*", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng )(?:số )?", re.IGNORECASE)
#: Most words of a label that only names a part.
_LONGEST = 5


def divided_row(table: Table, span: Span) -> Cell | None:
    """The label of the row that the row at `span` is a part of, by its number or its dash."""
    place = next((n for n, row in enumerate(table.rows) if row and _holds(span, row[0])), None)
    if place is None:
        return None
    number, label = _named(table, place)
    within = _WITHIN.fullmatch(number)
    for above in range(place - 1, -1, -1):
        other, name = _named(table, above)
        if name is None or label is None:
            return None
        if within is not None:
            if other.rstrip(".") == within["whole"]:
                return name
        elif not _DASHED.match(label.text):
            return None
        elif not _DASHED.match(name.text):
            return name
    return None


def part_of(figure: Figure, whole: Cell) -> Figure:
    """The figure of a row that names only a part, with what is measured of the `whole`."""
    part = figure.indicator
    words = normalise(part).split()
    if figure.term is not None or not words or len(words) > _LONGEST or head_of(part):
        return figure
    measured = _TOTAL.sub("", label_text(whole), count=1)
    if normalise(measured).split()[:1] == words[:1]:
        return figure
    indicator = f"{measured} {part if part.isupper() else part[:1].lower() + part[1:]}"
    terms = [mention.term.id for mention in read_terms(indicator)]
    known = {mention.term.id for mention in read_terms(measured)}
    term = terms[0] if terms and terms[0] not in known else None
    named = Inherited("indicator", whole.text, "body", whole.start, whole.end)
    return replace(figure, indicator=indicator, term=term, inherited=(*figure.inherited, named))


def _holds(span: Span, cell: Cell) -> bool:
    return span.start <= cell.start < span.end


def _named(table: Table, place: int) -> tuple[str, Cell | None]:
    """The number and the label of a row; "" without a column of numbers."""
    row = table.rows[place]
    label = row[table.label_column] if table.label_column < len(row) else None
    return (row[0].text.strip("*_ ") if table.label_column else ""), label
