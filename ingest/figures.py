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

from ingest.figure_change import FORMER, end_of_former, former_state, is_former
from ingest.figure_doubt import doubts
from ingest.figure_heading import headed, under_heading
from ingest.figure_indicator import announced, own_noun, with_indicator
from ingest.figure_kind import (
    announced_kind,
    base_of,
    compared_with,
    governing_kind,
    kind_of,
    names_plan,
)
from ingest.figure_money import elided_unit
from ingest.figure_parallel import beside_places
from ingest.figure_remainder import what_is_left
from ingest.figure_scope import behind, enter, opening_unit
from ingest.figure_sentence import (
    AGES,
    EDGE,
    MEASURES,
    TARGETS,
    ReadSentence,
    day_of,
    read_sentence,
)
from ingest.figure_speaker import speaker_of
from ingest.figure_state import State, opening_state
from ingest.inherit import said_by
from ingest.layout import read_lines
from ingest.table_figures import table_row
from ingest.tables import Tables
from store.records import Document, Figure, Inherited, Passage
from vietnamese.basis import read_basis, read_price_basis
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.periods import PeriodKind
from vietnamese.places import Level
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span, clauses, sentences

#: A count right behind a preposition is part of a longer name: "tổng vốn của 172 dự án".
_PREPOSITION = re.compile(r"\b(?:của|trong|với|từ|tại|ở)\s+$")
#: Openings of a sentence that goes on with what the one before it spoke of.
_GOES_ON = re.compile(r"\W*(?:trong đó|riêng|lũy kế|luỹ kế|tính chung|bình quân|cả năm|cùng kỳ)\b")
#: What changes from a length of time is that time: "rút ngắn từ 15 ngày xuống 10 ngày".
_CHANGES_FROM = re.compile(r"\b(?:từ|xuống|xuống còn|lên)\s+$")
_BRACKETS = re.compile(r"\([^()]*\)")
#: Announcements above a list item that are asked for its kind, the innermost first.
_LEADS = 3


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reading one document needs: it, the day it speaks from, the leads of its list items."""

    document: Document
    today: date | None
    leads: dict[int, tuple[Span, ...]]
    tables: Tables


def read_figures(document: Document, passages: Sequence[Passage]) -> list[Figure]:
    """All figures of the passages, in order of their place in the document's stored text."""
    today = day_of(document)
    lines = read_lines(document.text, document.body_start)
    leads = {line.start: line.leads for line in lines if line.leads}
    tables = Tables(document.text, document.body_start, today)
    reader = _Reader(document, today, leads, tables)
    found = [figure for passage in passages for figure in _passage(reader, passage)]
    return [_scanned(document, figure) for figure in found] if document.unclear else found


def _scanned(document: Document, figure: Figure) -> Figure:
    """The figure, with a doubt where the scan does not show it clearly."""
    if not any(start < figure.end and figure.start < end for start, end in document.unclear):
        return figure
    return replace(figure, doubt=(*figure.doubt, "scan"))


def _passage(reader: _Reader, passage: Passage) -> list[Figure]:
    document = reader.document
    found: list[Figure] = []
    opening = opening_state(document, passage)
    told: list[Figure] = []
    state, last, paragraph = opening, None, opening
    for span in sentences(document.text, passage.start, passage.end):
        table = reader.tables.holding(span.start)
        if table is not None:
            found += table_row(document, passage, table, span, opening)
            continue
        goes_on = last is not None and "\n" not in document.text[last.end : span.start]
        if not goes_on:
            paragraph = _under_leads(reader, opening, span)
            kept = paragraph
        else:
            quoted = _in_quotation(document.text, passage.start, span.start)
            kept = _carried(document, state, paragraph, span, quoted=quoted)
        sentence = read_sentence(document, span, reader.today)
        told = told if goes_on else []
        figures, state = _sentence(reader, passage, sentence, kept, told)
        if goes_on:
            figures = what_is_left(sentence, figures, told)
        told = [*told, *figures] if goes_on else figures
        state = kept if _looks_back(figures, kept) else state
        found += figures
        last = span
    return found


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
    leads = reader.leads.get(span.start, ())
    for lead in leads:
        scope, evidence = said_by(reader.document, lead)
        if scope.place:
            opening = replace(opening, place=(scope.place, _of_slot(evidence, "place")))
        if scope.period:
            opening = replace(opening, period=(scope.period, _of_slot(evidence, "period")))
        opening = replace(opening, heading=headed(reader.document, lead) or opening.heading)
    for lead in reversed(leads[-_LEADS:]):
        text = reader.document.text[lead.start : lead.end]
        kind = announced_kind(normalise(text))
        if kind:
            said = Inherited("kind", text, "body", lead.start, lead.end)
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
    subject = Span(0, opening_unit(sentence))
    if subject.end and sentence.quantities:
        place = enter(reader.document, passage, sentence, subject, state).place
    else:
        place = state.place
    ground = state.kind
    for clause in clauses(sentence.text):
        state = replace(state, place=place)
        part = Span(clause.start, clause.end)
        figures, state = _clause(reader, passage, sentence, part, state, ground)
        found += figures
        if not figures and _announces(sentence, part):
            place = state.place  # what an announcement names holds for the list below it
    return beside_places(sentence, found, told), state


def _clause(
    reader: _Reader,
    passage: Passage,
    sentence: ReadSentence,
    part: Span,
    state: State,
    ground: Kind | None,
) -> tuple[list[Figure], State]:
    """The figures of one clause, and the state after it; `ground` is the kind without its words."""
    found = []
    inside = [q for q in sentence.quantities if part.start <= q.start < part.end]
    at = part.start
    tail = part.start
    outside, bracket, ungoverned, follows = state, None, None, False
    for place, quantity in enumerate(inside):
        if bracket is not None and quantity.start > bracket.end:  # what it says ends with it
            state, at = outside, bracket.end
            tail = tail if bracket.start < inside[0].start else bracket.end
            bracket = None
        held_by = bracket or _bracket(sentence, quantity)
        if held_by is not None and bracket is None:
            around = enter(reader.document, passage, sentence, Span(at, held_by.start), state)
            wide = around.place[0] and around.place[0].level in (Level.REGION, Level.NATION)
            outside = replace(around, place=state.place) if wide else around
            bracket = held_by
        following = inside[place + 1].start if place + 1 < len(inside) else part.end
        before, after = Span(at, quantity.start), Span(quantity.end, following)
        earlier = state
        state = enter(reader.document, passage, sentence, before, state)
        if earlier.kind is Kind.ESTIMATE and earlier.period[0] != state.period[0]:
            state = replace(state, kind=ground)  # what was estimated is of its time only
        tail = max(tail, before.start) if not place else _tail(sentence, before, tail)
        modifies = _modifies(sentence, part, quantity)
        named = with_indicator(sentence, Span(tail, quantity.start), quantity, after, state)
        later = inside[place + 1] if place + 1 < len(inside) else None
        if later is not None and is_former(sentence, quantity, later):
            own = former_state(sentence, quantity, later, named, passage, reader.today)
            own = under_heading(quantity, own)
            told = _figure(reader.document, passage, sentence, quantity, before, after, own)
            found.append(replace(told, comparison=FORMER))
            state = replace(named, kind=governing_kind(sentence, before, named, reader.today))
            at, tail = end_of_former(sentence, quantity, later), quantity.end
            follows = True
            continue
        own = behind(passage, sentence, quantity, after, named, last=later is None)
        held = governing_kind(sentence, before, own, reader.today)
        if ungoverned is None and names_plan(sentence, before):
            ungoverned = earlier
        kind = kind_of(sentence, quantity, before, after, own, held)
        own = replace(own, kind=kind, said=own.said if kind is state.kind else ())
        if quantity.unit in AGES and own.indicator == state.indicator and not follows:
            own = replace(
                own, indicator=own_noun(sentence, quantity, after), term=None, named_at=None
            )
        own = under_heading(quantity, own)
        found.append(_figure(reader.document, passage, sentence, quantity, before, after, own))
        follows = False
        opened = _opened(kind, held) or (held if state.kind in TARGETS else state.kind)
        money = quantity.unit if quantity.unit in MONEY else state.money
        state = replace(state if modifies else named, kind=opened, said=own.said, money=money)
        at = quantity.end
        tail = tail if modifies else quantity.end
    state = outside if bracket is not None else state
    if ungoverned is not None:
        state = _released(state, ungoverned)
    return found, state if inside else _without_figures(reader, passage, sentence, part, state)


def _without_figures(
    reader: _Reader, passage: Passage, sentence: ReadSentence, part: Span, state: State
) -> State:
    """The state after a clause that holds no figure: what it announces, names or aims at."""
    state = enter(reader.document, passage, sentence, part, state)
    kind = announced_kind(normalise(sentence.text[part.start : part.end]))
    if kind and (_announces(sentence, part) or kind is Kind.TARGET):
        state = replace(state, kind=kind)
    return announced(sentence, part, state) if _announces(sentence, part) else state


def _released(state: State, earlier: State) -> State:
    """The state after a plan that was only named: its kind, and its period around the reported."""
    if state.kind in TARGETS:
        state = replace(state, kind=earlier.kind, said=earlier.said)
    now, before = state.period[0], earlier.period[0]
    wider = now is not None and (
        now.kind in (PeriodKind.HORIZON, PeriodKind.DAY)
        or (before is not None and now.contains(before))
    )
    return replace(state, period=earlier.period, topic=earlier.topic) if wider else state


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


def _bracket(sentence: ReadSentence, quantity: Quantity) -> Span | None:
    """The brackets that `quantity` stands in, with them."""
    for found in _BRACKETS.finditer(sentence.text):
        if found.start() < quantity.start and quantity.end < found.end():
            return Span(found.start(), found.end())
    return None


def _opened(kind: Kind | None, held: Kind | None) -> Kind | None:
    """The kind that a figure leaves to those after it; None where it leaves what there was."""
    if held in TARGETS:
        return held
    if kind is Kind.COUNT:
        return Kind.RESULT
    return kind if kind in (*TARGETS, Kind.RESULT, Kind.ESTIMATE) else None


def _announces(sentence: ReadSentence, part: Span) -> bool:
    return sentence.text[part.start : part.end].rstrip().endswith(":")


def _modifies(sentence: ReadSentence, part: Span, quantity: Quantity) -> bool:
    """Whether a count only describes: an age, a length of time, "của 172 dự án"."""
    if quantity.unit in AGES and not _CHANGES_FROM.search(sentence.text[: quantity.start]):
        return True
    counts = quantity.unit not in MEASURES
    return counts and bool(_PREPOSITION.search(sentence.text[part.start : quantity.start]))


def _tail(sentence: ReadSentence, before: Span, tail: int) -> int:
    """Where the words before a figure stop belonging to the figure before it."""
    if tail < before.start:  # a mere description stands between
        return tail
    edge = EDGE.search(sentence.text, before.start, before.end)
    return edge.end() if edge else before.start


def _figure(
    document: Document,
    passage: Passage,
    sentence: ReadSentence,
    quantity: Quantity,
    before: Span,
    after: Span,
    state: State,
) -> Figure:
    near = normalise(sentence.text[before.start : before.end])
    following = normalise(sentence.text[after.start : after.end])
    place, period = state.place, state.period
    relative = state.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    planned = quantity.unit not in AGES and (relative or state.kind in TARGETS)
    base = base_of(sentence, before, after) if relative else None
    if state.kind is Kind.GROWTH and base is None:
        base = compared_with(sentence, after, period[0])
    past = (base or "").startswith(("cùng kỳ", "tháng", "quý", "năm", "đầu"))
    start = sentence.start + quantity.start
    return Figure(
        source=document.source,
        start=start,
        end=sentence.start + quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or elided_unit(quantity, state),
        bound=quantity.bound.value,
        indicator=state.indicator,
        term=state.term,
        scope=Scope(
            place=place[0],
            level=place[0].level if place[0] else None,
            period=period[0],
            kind=state.kind,
            base=base,
        ),
        comparison=base,
        basis=(read_basis(following) or read_basis(near)) if planned and not past else None,
        price_basis=read_price_basis(f"{near} {following}"),
        speaker=speaker_of(document, passage, sentence.start, start),
        inherited=(*place[1], *period[1], *state.said, *_indicator_evidence(sentence, state)),
        doubt=doubts(sentence, quantity, before, after, state),
    )


def _indicator_evidence(sentence: ReadSentence, state: State) -> tuple[Inherited, ...]:
    """Where the indicator is named, when an earlier sentence names it."""
    at = state.named_at
    if at is None or state.sentence == sentence.start:
        return ()
    return (Inherited("indicator", state.indicator, "body", at.start, at.end),)
