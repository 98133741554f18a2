"""Reading the answer itself off the evidence: the figure, name, date, place, list or clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.evidence import Candidate, Sentence
from retrieval.matching import Rarity, wording_rarity
from retrieval.records import Query
from store.records import Figure
from vietnamese.names import read_names
from vietnamese.normal import fold, normalise, search_form
from vietnamese.numbers import Quantity, read_quantities, same_value
from vietnamese.periods import PeriodKind, read_periods
from vietnamese.places import read_places
from vietnamese.scope import kinds_compatible
from vietnamese.sentences import Span

#: Share of the question that must stand in the evidence; see the reliability table in eval/.
ENOUGH = 0.6
#: A longer sentence is quoted by the clause that answers.
LONG_SENTENCE = 360
#: Rows of a table of scopes; more are asked back about.
MOST_ROWS = 6
#: Length of a short answer in characters, by contract.
SHORT = 200
#: Distance in characters at which a neighbour counts half.
_NEAR = 40

Verdict = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to say: `short` is the bare answer, `quote` the span of the document behind it."""

    short: str
    sentence: Sentence
    quote: Span
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: one statement, or several that differ in scope; or none, with what comes near.

    `near` are figures that match but for a slot, for naming the scopes that do exist.
    """

    statements: tuple[Statement, ...] = ()
    scopes: bool = False
    verdict: Verdict | None = None
    near: tuple[Candidate, ...] = ()


def read_figure(query: Query, ranked: Sequence[Candidate]) -> Reading:
    """The figure that answers, or a table where the question leaves open which one is meant."""
    enough = [item for item in ranked if item.coverage >= ENOUGH]
    usable = [item for item in enough if not item.conflicts and item.score >= ENOUGH]
    if not usable:
        slots = {"period", "place", "level", "kind"}
        return Reading(near=tuple(item for item in enough if set(item.conflicts) <= slots))
    best = usable[0]
    rivals = _rivals(query, best, usable)
    if len(rivals) > 1:
        return Reading(tuple(_figure_statement(item) for item in rivals), scopes=True)
    return Reading((_figure_statement(best),))


def _rivals(query: Query, best: Candidate, usable: Sequence[Candidate]) -> list[Candidate]:
    """Figures as good as the best one for a scope that the question leaves open."""
    rivals = [best]
    lead = best.figure
    for item in usable[1:]:
        other = item.figure
        if not lead or not other or item.coverage < best.coverage - 0.1:
            continue
        alike = (
            lead.term is not None
            and lead.term == other.term
            and lead.unit == other.unit
            and lead.scope.kind is not None
            and other.scope.kind is not None
            and kinds_compatible(lead.scope.kind, other.scope.kind)
        )
        if alike and all(_differs(query, kept.figure, other) for kept in rivals if kept.figure):
            rivals.append(item)
    return rivals


def _differs(query: Query, one: Figure, other: Figure) -> bool:
    """Whether two figures are told apart by a slot that the question leaves open."""
    places = one.scope.place, other.scope.place
    periods = one.scope.period, other.scope.period
    by_place = (
        query.scope.level is None
        and places[0] is not None
        and places[1] is not None
        and not places[0].may_be(places[1])
    )
    by_period = (
        query.scope.period is None
        and periods[0] is not None
        and periods[1] is not None
        and periods[0].conflicts(periods[1])
    )
    return by_place or by_period


def _figure_statement(item: Candidate) -> Statement:
    assert item.figure is not None
    return Statement(
        item.figure.text, item.sentence, quote_of(item.sentence, item.figure.start), item.figure
    )


def quote_of(sentence: Sentence, place: int) -> Span:
    """What to quote for something at `place`: the sentence, or its clause when that is long."""
    if sentence.end - sentence.start <= LONG_SENTENCE:
        return Span(sentence.start, sentence.end)
    clause = sentence.clause_at(place)
    return Span(clause.start, clause.end)


def read_verdict(query: Query, ranked: Sequence[Candidate]) -> Reading:
    """Whether a figure named in a yes-no question is the one in the documents."""
    claimed = read_quantities(query.text, query.language)
    usable = [item for item in ranked if not item.conflicts and item.coverage >= ENOUGH]
    for item in usable:
        assert item.figure is not None
        if any(_says(item.figure, claim) for claim in claimed):
            return Reading((_figure_statement(item),), verdict="yes")
    comparable = [
        item
        for item in usable
        if item.figure and any(_same_unit(item.figure, claim) for claim in claimed)
    ]
    if comparable:
        return Reading((_figure_statement(comparable[0]),), verdict="no")
    return Reading(near=tuple(ranked[:3]))


def _says(figure: Figure, claim: Quantity) -> bool:
    return any(same_value(printed, claim) for printed in read_quantities(figure.text))


def _same_unit(figure: Figure, claim: Quantity) -> bool:
    return figure.unit == claim.unit


def read_text(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Reading:
    """A person, date, place, list or clause off the best sentence that holds one."""
    usable = [item for item in ranked if not item.conflicts and item.coverage >= ENOUGH]
    for item in usable[:8]:
        span = _READERS.get(query.answer_type, _clause)(query, item.sentence, rarity)
        if span is not None:
            sentence = item.sentence
            short = (
                _short(sentence, span) if query.answer_type != "list" else _items(sentence, span)
            )
            return Reading((Statement(short, sentence, quote_of(sentence, span.start)),))
    return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))


def _short(sentence: Sentence, span: Span) -> str:
    """The span's text on one line, cut at a word to the length of a short answer."""
    text = " ".join(sentence.document.text[span.start : span.end].split())
    if len(text) > SHORT:
        text = text[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:")
    return text.rstrip(" .;:,/")


Reader = Callable[[Query, Sentence, Rarity], Span | None]


def _person(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    named = [Span(name.start, name.end) for name in read_names(sentence.text)]
    return _nearest(query, sentence, named, rarity)


def _date(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    wanted = (PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
    read = [
        mention
        for mention in read_periods(sentence.text)
        if not mention.relative and (mention.period is None or mention.period.kind in wanted)
    ]
    days = [m for m in read if m.period and m.period.kind is PeriodKind.DAY] or read
    return _nearest(query, sentence, [Span(m.start, m.end) for m in days], rarity)


def _place(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    asked = {place.name for place in query.places}
    read = [
        Span(mention.start, mention.end)
        for mention in read_places(sentence.text)
        if mention.places and mention.places[0].name not in asked
    ]
    return _nearest(query, sentence, read, rarity)


_LEAD_IN = re.compile(r":|\b(?:như|gồm|bao gồm|gồm có|trong đó có|cụ thể là|là)\b:?")
_ITEM = re.compile(r"\s*;\s*|\s*,\s*(?:và\s+)?|\s+và\s+")


def _list(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The enumeration of a sentence: what follows ":" or "gồm", or the whole sentence."""
    text = sentence.text
    for match in _LEAD_IN.finditer(text):
        rest = text[match.end() :]
        if len(_ITEM.findall(rest)) >= 1:
            start = sentence.start + match.end() + (len(rest) - len(rest.lstrip()))
            return Span(start, sentence.end)
    return Span(sentence.start, sentence.end)


def _items(sentence: Sentence, span: Span) -> str:
    text = " ".join(sentence.document.text[span.start : span.end].split()).rstrip(" .;:,/")
    separator = re.compile(r"\s*;\s*(?:và\s+)?") if ";" in text else _ITEM
    return "; ".join(part.strip() for part in separator.split(text) if part.strip())


_CAUSE = re.compile(r"\b(?:do|vì|bởi|nhờ|nhằm|để|do đó|nguyên nhân|xuất phát từ)\b", re.IGNORECASE)


def _reason(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    cause = _CAUSE.search(sentence.text)
    if cause is None:
        return None
    start = sentence.start + cause.start()
    return Span(start, sentence.clause_at(start).end)


_NO_WORD = re.compile(r"\W")
_PIECE = re.compile(r"[,;:](?=\s)|\s[–-]\s")


def _clause(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The part of a sentence that fits a short answer and holds most of the question."""
    if sentence.end - sentence.start <= SHORT:
        return Span(sentence.start, sentence.end)
    borders = [0, *(match.end() for match in _PIECE.finditer(sentence.text)), len(sentence.text)]
    positions = _positions(query, sentence, rarity)
    best, score = Span(sentence.start, sentence.start + SHORT), -1.0
    for first, start in enumerate(borders[:-1]):
        for end in borders[first + 1 :]:
            if end - start > SHORT:
                break
            held = sum(weight for place, weight in positions if start <= place < end)
            worth = held + (end - start) / 10_000
            if worth > score:
                best, score = Span(sentence.start + start, sentence.start + end), worth
    text = sentence.document.text
    start, end = best
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


_READERS: dict[str, Reader] = {
    "person": _person,
    "date": _date,
    "place": _place,
    "list": _list,
    "reason": _reason,
}


def _positions(query: Query, sentence: Sentence, rarity: Rarity) -> list[tuple[int, float]]:
    """Where words of the question stand in the sentence (offsets in its text), with rarity."""
    form = search_form(sentence.text)
    folded = " " + _NO_WORD.sub(" ", fold(form.text)) + " "
    found = []
    for concept in query.concepts:
        for wording in concept.wordings:
            plain = fold(normalise(wording))
            at = folded.find(f" {plain} ")
            while at >= 0:
                weight = concept.weight * wording_rarity(plain, rarity)
                found.append((form.offsets[min(at, len(form.text))], weight))
                at = folded.find(f" {plain} ", at + 1)
    return found


def _nearest(
    query: Query, sentence: Sentence, spans: Sequence[Span], rarity: Rarity
) -> Span | None:
    """The span (of the sentence's text) closest to the words of the question, as document span."""
    if not spans:
        return None
    positions = _positions(query, sentence, rarity)

    def closeness(span: Span) -> float:
        return sum(
            weight / (1 + max(span.start - place, place - span.end, 0) / _NEAR)
            for place, weight in positions
        )

    best = max(spans, key=lambda span: (closeness(span), -span.start))
    return Span(sentence.start + best.start, sentence.start + best.end)
