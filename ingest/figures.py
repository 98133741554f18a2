"""The figure ledger: every figure of a document with what it measures, of what, where and when.

A figure is read clause by clause, from left to right, as the sentence is spoken: a kind word
("phấn đấu", "đạt"), a period ("trong tháng 1") or an indicator governs the figures after it until
another takes its place. What the sentence leaves out is inherited from the announcement above it,
the heading, or the document, and the reason is recorded. Tables are read by `table_figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.bracket_legend import BracketLegend, is_legend, read_legend
from ingest.figure_bare_parts import bare_parts
from ingest.figure_brackets import by_legend
from ingest.figure_clause import ClauseContext, announces, read_clause
from ingest.figure_count import of_disease, rural
from ingest.figure_divided import divided
from ingest.figure_elided import told_on
from ingest.figure_heading import headed, run_in
from ingest.figure_kind import announced_kind
from ingest.figure_parallel import beside_places, summed_up
from ingest.figure_parts import of_same, parts_of, spelt_out, under_whole
from ingest.figure_plan import planned_with
from ingest.figure_remainder import what_is_left
from ingest.figure_row import in_a_row
from ingest.figure_scope import enter, is_added_up, still_to_come
from ingest.figure_sentence import ReadSentence, day_of, read_sentence
from ingest.figure_standard import by_standard
from ingest.figure_state import State, opening_state
from ingest.figure_time import in_the_year_told
from ingest.figure_unit import opening_unit, returned, told_of
from ingest.inherit import said_by
from ingest.layout import read_lines
from ingest.table_figures import table_row
from ingest.tables import Tables
from store.records import FORMER, Document, Figure, Inherited, Passage
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodKind
from vietnamese.scope import Kind
from vietnamese.sentences import Span, clauses, sentences

#: Openings of a sentence that goes on with what the one before it spoke of.
_GOES_ON = re.compile(r"\W*(?:trong đó|riêng|lũy kế|luỹ kế|tính chung|bình quân|cả năm|cùng kỳ)\b")
#: How a sentence opens that tells a part of what the one before it told.
_PART_OF = re.compile(r"\W*(?:trong đó|trong số (?:này|đó|ấy)|riêng|gồm|bao gồm)\b")
_OPENING = 30
#: An item of a list that opens with a place and its figure.
_NAMES = re.compile(r"\s*(?:[-+*•–]\s*)?(?:[A-ZĐ][\w.]*\s){1,5}(?:\(|:\s*)?\d")
#: Shapes of a time that a paragraph may be about.
_TOPICS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.MONTHS, PeriodKind.QUARTER)
_PARTS = re.compile(r"\b(?:trong đó|gồm|bao gồm|cụ thể)(?: có)?\s*:$")
#: Announcements above a list item that are asked for its kind, the innermost first.
_LEADS = 3


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reading one document needs: it, the day it speaks from, the leads of its list items."""

    document: Document
    today: date | None
    leads: dict[int, tuple[Span, ...]]
    tables: Tables
    legend: BracketLegend | None


def read_figures(document: Document, passages: Sequence[Passage]) -> list[Figure]:
    """All figures of the passages, in order of their place in the document's stored text."""
    today = day_of(document)
    lines = read_lines(document.text, document.body_start)
    leads = {line.start: line.leads for line in lines if line.leads}
    tables = Tables(document.text, document.body_start, today)
    reader = _Reader(document, today, leads, tables, read_legend(document, today))
    found: list[Figure] = []
    section: list[Figure] = []
    headings: tuple[str, ...] | None = None
    for passage in passages:
        section = section if passage.headings == headings else []
        figures = _passage(reader, passage, section)
        section, headings = [*section, *figures], passage.headings
        found += figures
    return [_scanned(document, figure) for figure in found] if document.unclear else found


def _scanned(document: Document, figure: Figure) -> Figure:
    """The figure, with a doubt where the scan does not show it clearly."""
    if not any(start < figure.end and figure.start < end for start, end in document.unclear):
        return figure
    return replace(figure, doubt=(*figure.doubt, "scan"))


def _passage(reader: _Reader, passage: Passage, earlier: Sequence[Figure]) -> list[Figure]:
    """The figures of a passage; `earlier` are those of the passages before it in its section."""
    document = reader.document
    found: list[Figure] = []
    opening = opening_state(document, passage)
    told: list[Figure] = []
    mains: list[Figure] = []  # those told that are no parts: "Trong đó …"
    state, last, paragraph = opening, None, opening
    for span in sentences(document.text, passage.start, passage.end):
        table = reader.tables.holding(span.start)
        if table is not None:
            found += table_row(document, passage, table, span, opening)
            continue
        goes_on = last is not None and "\n" not in document.text[last.end : span.start]
        if not goes_on:
            paragraph = returned(document, passage, span, _under_leads(reader, opening, span))
            kept = paragraph
        else:
            quoted = _in_quotation(document.text, passage.start, span.start)
            kept = _carried(document, state, paragraph, span, quoted=quoted)
        sentence = read_sentence(document, span, reader.today)
        for told_of_time in (kept.period[0], document.scope.period):
            sentence = in_the_year_told(sentence, told_of_time, reader.today)
        told, mains = (told, mains) if goes_on else ([], [])
        above = reader.leads.get(span.start, ())
        parts = _PART_OF.match(normalise(sentence.text[:_OPENING]))
        before = told if parts else mains or told
        near = before if goes_on else _line_above(document, sentence, found)
        figures, state = _sentence(reader, passage, sentence, kept, near)
        if not goes_on:
            paragraph = told_of(document, sentence, paragraph)
            title = run_in(document, span) if not figures else None
            paragraph = replace(paragraph, heading=title) if title else paragraph
        if above and not goes_on and _divides(document, above[-1]):
            line = document.text.rfind("\n", 0, above[-1].start)
            wholes = [f for f in found if line < f.start < above[-1].end]
            figures = planned_with(under_whole(figures, wholes), wholes)
        if goes_on:
            figures = what_is_left(sentence, figures, before)
        listed = span.start in reader.leads
        section = [] if listed else [*earlier, *found[: len(found) - len(told)]]
        above_it = _above(document, passage, span)
        figures = of_disease(sentence, rural(sentence, figures, above_it), above_it)
        figures = in_a_row(sentence, told_on(sentence, figures, before, section))
        figures = by_standard(figures, sentence.text, sentence.start)
        figures = by_legend(document, reader.legend, sentence, figures)
        figures = [still_to_come(figure, reader.today) for figure in figures]
        told = [*told, *figures] if goes_on else figures
        mains = told if parts is None and not goes_on else [*mains, *(() if parts else figures)]
        state = kept if _looks_back(figures, kept) else state
        if not goes_on:
            state = _with_topic(state, kept.period[0], figures, span, reader.today)
        if _aims_late(figures):
            state = replace(state, kind=paragraph.kind)
        found += figures
        last = span
    return found


def _above(document: Document, passage: Passage, span: Span) -> str:
    """The heading of a passage and what stands before a sentence in its paragraph."""
    start = document.text.rfind("\n", 0, span.start) + 1
    return f"{' '.join(passage.headings[-1:])} {document.text[start : span.start]}"


def _line_above(
    document: Document, sentence: ReadSentence, found: Sequence[Figure]
) -> list[Figure]:
    """The figures of the line above an item that opens with a name: "+ A 500 ha; B 300 ha".

    Those are meant that are in the unit of the first.
    """
    text = document.text
    if not sentence.quantities or not _NAMES.match(sentence.text):
        return []
    end = len(text[: text.rfind("\n", 0, sentence.start) + 1].rstrip())
    start = text.rfind("\n", 0, end) + 1
    unit = sentence.quantities[0].unit
    return [one for one in found if start <= one.start < end and one.unit == unit]


def _divides(document: Document, lead: Span) -> bool:
    """Whether an announcement names the parts of what its line tells: "Trong đó:"."""
    return _PARTS.search(normalise(document.text[lead.start : lead.end])) is not None


def _in_quotation(text: str, start: int, at: int) -> bool:
    return text.count("“", start, at) > text.count("”", start, at)


def _carried(
    document: Document, state: State, paragraph: State, span: Span, *, quoted: bool
) -> State:
    """What holds on within a paragraph: the period it opened with and the aim, not the place.

    Speech, and a sentence that says so ("Trong đó …"), also go on with indicator and period.
    """
    kind = state.kind if state.kind is Kind.TARGET else None
    topic = state.topic
    if topic and topic[0] and topic[0].kind is PeriodKind.DAY:
        topic = None  # what was so on a day says nothing of when the rest was
    kept = replace(
        paragraph,
        period=topic or paragraph.period,
        topic=topic,
        kind=kind or paragraph.kind,
        said=state.said if kind else paragraph.said,
    )
    goes_on = _GOES_ON.match(normalise(document.text[span.start : span.start + 40]))
    if goes_on:
        kept = replace(kept, period=state.period, topic=state.period)
    if goes_on or quoted:
        return replace(
            kept,
            money=state.money, indicator=state.indicator, term=state.term,
            named_at=state.named_at, sentence=state.sentence,
        )  # fmt: skip
    return kept


def _under_leads(reader: _Reader, opening: State, span: Span) -> State:
    """The opening of a list item: the place, period and kind that announcements above it give."""
    text = reader.document.text
    above = reader.leads.get(span.start, ())
    leads = [lead for lead in above if not is_legend(text[lead.start : lead.end])]
    for lead in leads:
        scope, evidence = said_by(reader.document, lead)
        if scope.place:
            opening = replace(opening, place=(scope.place, _of_slot(evidence, "place")))
        if scope.period:
            opening = replace(opening, period=(scope.period, _of_slot(evidence, "period")))
        opening = replace(opening, heading=headed(reader.document, lead) or opening.heading)
    for lead in reversed(leads[-_LEADS:]):
        words = text[lead.start : lead.end]
        kind = announced_kind(normalise(words))
        if kind:
            said = Inherited("kind", words, "body", lead.start, lead.end)
            return replace(opening, kind=kind, said=(said,))
    return opening


def _of_slot(evidence: Sequence[Inherited], slot: str) -> tuple[Inherited, ...]:
    return tuple(found for found in evidence if found.slot == slot)


def _sentence(
    reader: _Reader,
    passage: Passage,
    sentence: ReadSentence,
    state: State,
    told: Sequence[Figure],
) -> tuple[list[Figure], State]:
    """The figures of one sentence, and the state after it; `told` are those of the paragraph."""
    found: list[Figure] = []
    opening = state
    subject = Span(0, opening_unit(sentence))
    if subject.end and sentence.quantities:
        place = enter(reader.document, passage, sentence, subject, state).place
    else:
        place = state.place
    context = ClauseContext(reader.document, passage, sentence, reader.today, state.kind)
    for clause in clauses(sentence.text):
        state = replace(state, place=place)
        if is_added_up(state.period[0]) and not is_added_up(opening.period[0]):
            state = replace(state, period=opening.period)
        part = Span(clause.start, clause.end)
        figures, state = read_clause(context, part, state)
        found += figures
        if not figures and announces(sentence, part):
            place = state.place  # what an announcement names holds for the list below it
    found = summed_up(sentence, spelt_out(found), opening.place)
    found = parts_of(sentence, beside_places(sentence, found, told), told)
    found = divided(sentence, of_same(sentence, found))
    return bare_parts(sentence, found, reader.document.scope.place, reader.today), state


def _with_topic(
    state: State,
    inherited: Period | None,
    figures: Sequence[Figure],
    span: Span,
    today: date | None,
) -> State:
    """The state after the first sentence of a paragraph that is of one named time throughout.

    Under a heading of the year to come "GRDP năm 2024 ước tăng 7%" opens a paragraph about 2024.
    """
    period = figures[0].scope.period if figures else None
    if period is None or state.topic is not None or period.kind not in _TOPICS:
        return state
    if inherited is not None and (today is None or inherited.end <= today):
        return state
    said = [item for item in figures[0].inherited if item.slot == "period"]
    named = any(span.start <= (item.start or 0) < figures[0].start for item in said)
    same = all(figure.scope.period == period for figure in figures)
    return replace(state, topic=(period, tuple(said))) if named and same else state


def _aims_late(figures: Sequence[Figure]) -> bool:
    """Whether a sentence reports before it aims: the one after it goes on with the report.

    "Có 900 hộ nghèo; mục tiêu cuối năm còn 800 hộ. Tỷ lệ bao phủ bảo hiểm y tế 94%."
    """
    kinds = [figure.scope.kind for figure in figures if figure.comparison != FORMER]
    return bool(kinds) and kinds[0] in (Kind.RESULT, Kind.COUNT, Kind.SHARE, Kind.ESTIMATE)


def _looks_back(figures: list[Figure], kept: State) -> bool:
    """Whether a sentence only recalls an earlier year: the same stretch of it as is reported."""
    reported = kept.period[0]
    if not figures or reported is None or reported.kind is PeriodKind.YEAR:
        return False
    return all(
        figure.scope.period is not None
        and figure.scope.period.kind is reported.kind
        and figure.scope.period.start.year < reported.start.year
        and figure.scope.period.start.month == reported.start.month
        and figure.scope.period.end.month == reported.end.month
        for figure in figures
    )
