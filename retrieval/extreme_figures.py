"""The place with the highest or lowest figure of a table, a list or a row of places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from retrieval.evidence import Candidate
from retrieval.extreme_question import KINDS, about_things, plain_question
from retrieval.matching import Matcher, Rarity, layer
from retrieval.reading import ENOUGH, Statement
from retrieval.records import AnswerType, Query
from retrieval.shelf import Sentence
from retrieval.slots import disjoint
from retrieval.table_layout import top_of
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.places import Level, Place, same_or_within
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_LEVELS = {"tinh": Level.PROVINCE, "province": Level.PROVINCE, "provinces": Level.PROVINCE}
#: A sentence that names only those at one end of the scale: "ba xã dưới 10%", "vượt 60%".
_LEANING = (
    re.compile(r"\b(?:trên|vượt|cao hơn|khá|tốt|nhanh)\b", re.I),
    re.compile(r"\b(?:dưới|chưa (?:đạt|đến|tới)|mới (?:đạt|được)|thấp|chậm|kém|chỉ)\b", re.I),
)
#: Rows that a comparison takes, and how long the quote of them may be.
_FEW, _LONGEST = 3, 1600
_PLAN = re.compile(r"\b(?:ke hoach|muc tieu|du toan|chi tieu|plan|target)\b|\bkh\b")
#: What a column of plans is held back by, where none is asked about.
_IF_PLAN = 0.1
_RATES = re.compile(r"\b(?:ty|ti) (?:le|trong)\b|\b(?:rate|share|percent\w*|proportion)\b|%")


def shown_extreme(
    query: Query,
    ranked: Sequence[Candidate],
    rarity: Rarity,
    figures: Callable[[Query], Sequence[Candidate]],
    asked: tuple[int, str],
) -> Statement | None:
    """The place with the highest or lowest figure of a table, a list or a row of places."""
    end, thing = asked
    about = about_things(query, thing)
    line = plain_question(query)
    cells = [*_columns(about, ranked, rarity), *_items(about, figures, line, end)]
    usable = [
        cell
        for cell in cells
        if _compares(query, cell.figure, thing) and _measures(line, cell.figure)
    ]
    usable.sort(key=lambda cell: cell.series)
    best: list[_Cell] = []
    worth = 0.0
    for _, series in groupby(usable, key=lambda cell: cell.series):
        items = list(series)
        held = max(cell.held for cell in items)
        if len({cell.figure.scope.place for cell in items}) >= _FEW and held > worth:
            best, worth = items, held
    return _first_of(best, end) if best else None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure that may be compared with others of its series; `held` is what its words hold."""

    sentence: Sentence
    figure: Figure
    held: float
    series: tuple[str, ...]


def _columns(about: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Iterator[_Cell]:
    """Cells of tables whose column is of what is asked about, by its head."""
    matcher = Matcher(about.concepts, rarity, accented=not about.unaccented)
    plans = _PLAN.search(fold(normalise(about.question))) is not None
    seen = set()
    for item in ranked:
        sentence = item.sentence
        key = sentence.document.source, sentence.start
        if not sentence.is_row or key in seen:
            continue
        seen.add(key)
        table, _ = _whole_table(sentence.start, sentence)
        text = sentence.document.text
        heads = text[table : text.find("\n", table)].split("|")
        for figure in sentence.figures:
            column = text[sentence.start : figure.start].count("|")
            column += text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].count("|")
            head = heads[column] if column < len(heads) else ""
            held = matcher.coverage((layer(head, 1.0), *sentence.context))
            if _PLAN.search(fold(normalise(head))) and not plans:
                held -= _IF_PLAN
            if held >= ENOUGH and not matcher.lacks((layer(head, 1.0), *sentence.context[:2])):
                series = sentence.document.source, str(table), f"{column:03}"
                yield _Cell(sentence, figure, held, series)


def _items(
    about: Query, figures: Callable[[Query], Sequence[Candidate]], line: str, end: int
) -> Iterator[_Cell]:
    """Figures of list items, and of sentences that name only those at one end of the scale."""
    rate = _RATES.search(line) is not None
    wanted: tuple[AnswerType, ...] = ("percent",) if rate else ("percent", "amount")
    scope = replace(about.scope, kind=None if about.scope.kind is Kind.GROWTH else about.scope.kind)
    for kind in wanted:
        for item in figures(replace(about, asked=(), scope=scope, answer_type=kind)):
            sentence, figure = item.sentence, item.figure
            if figure is None or item.coverage < ENOUGH or sentence.is_row:
                continue
            if not {*item.conflicts} <= {"place", "level", "period"}:
                continue
            source, period = sentence.document.source, str(figure.scope.period)
            if sentence.is_item:
                kinds = str(figure.scope.kind), period
                yield _Cell(
                    sentence,
                    figure,
                    item.score,
                    (source, figure.term or "", figure.unit, *kinds),
                )
            elif _LEANING[end].search(sentence.text):
                series = source, str(sentence.start), figure.unit
                yield _Cell(sentence, figure, item.coverage, series)


def _compares(query: Query, figure: Figure, thing: str) -> bool:
    """Whether a figure may be compared: of a unit of the kind asked for, then and there."""
    place = figure.scope.place
    if figure.value is None or place is None:
        return False
    asked, period = query.scope.period, figure.scope.period
    if asked and period and disjoint(asked, period):
        return False
    if query.places and not any(_lies_in(place, outer) for outer in query.places):
        return False
    kinds = KINDS.get(thing)
    if kinds and place.kind not in kinds:
        return False
    level = _LEVELS.get(thing)
    return level is None or place.level is level


#: What is measured by a word of the question, folded, and the units that it is measured in.
_UNITS = (
    (re.compile(r"\bdien tich\b|\barea\b"), ("ha", "m2", "km2")),
    (re.compile(r"\bsan luong\b|\boutput\b"), ("tấn", "kg", "tạ", "con", "m3", "kWh")),
    (re.compile(r"\b(?:thu ngan sach|doanh thu|von|kim ngach|revenue)\b"), (*MONEY, "%")),
    (_RATES, PERCENT),
)


def _measures(line: str, figure: Figure) -> bool:
    """Whether a figure has a unit of what the question compares: no hectares of an output."""
    return all(figure.unit in units for asked, units in _UNITS if asked.search(line))


def _lies_in(place: Place, outer: Place) -> bool:
    return place.level is not outer.level and same_or_within(place, outer)


def _first_of(items: Sequence[_Cell], end: int) -> Statement | None:
    values = [cell.figure.value for cell in items if cell.figure.value is not None]
    worth = min(values) if end else max(values)
    chosen = [cell for cell in items if cell.figure.value == worth]
    if len({cell.figure.scope.place for cell in chosen}) != 1:
        return None
    sentence, place = chosen[0].sentence, chosen[0].figure.scope.place
    assert place is not None
    start, last = _whole_table(min(cell.sentence.start for cell in items), sentence)
    last = max(last, *(cell.sentence.end for cell in items))
    quote = Span(start, last) if last - start <= _LONGEST else Span(sentence.start, sentence.end)
    return Statement(place.full_name, sentence, quote)


def _whole_table(start: int, sentence: Sentence) -> tuple[int, int]:
    """Where the line at `start` begins, or the head of the table that it is a row of."""
    text = sentence.document.text
    start = top_of(text, start) if sentence.is_row else text.rfind("\n", 0, start) + 1
    return start, sentence.end
