"""Checking an answer against what it cites: pure functions, used on every answer given.

A statement may hold only figures, dates, names and document numbers that stand in a quote it
cites, or in recorded evidence for a scope word ("năm 2021: theo tiêu đề"). What a model has
written must besides agree with its quotes in scope, direction and wording (`faults`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.contradiction import Ground, contradicted
from retrieval.records import Citation, Language
from retrieval.wording_check import (
    ill_formed,
    is_addressed,
    misquoted,
    other_language,
    unfounded,
)
from store.records import Figure
from vietnamese.names import read_names
from vietnamese.normal import fold, normalise
from vietnamese.notation import read_digits
from vietnamese.numbers import Quantity, read_quantities, supported
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.scope import Scope

_DOCUMENT = re.compile(r"\d+(?:/\d{4})?[-/][^\W\d_][\w-]*(?:/[\w-]+)*")
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]*\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARK = re.compile(r"\[(\d+)\]")


def unsupported(
    statement: str,
    citations: Sequence[Citation],
    *,
    language: Language = "vi",
    evidence: Sequence[str] = (),
    figures: Sequence[Figure] = (),
) -> tuple[str, ...]:
    """What stands in `statement` and in none of the quotes, as printed; empty if all is borne out.

    `evidence` are further texts that may bear dates, years and names, but never a figure: the
    stored spans or metadata fields from which scope was inherited. `figures` are the cited ones
    of the ledger: a cell of a table stands in its row without the unit of its header.
    """
    quotes = [citation.quote for citation in citations]
    return _missing(statement, quotes, language, evidence, figures)


def faults(statement: str, grounds: Sequence[Ground], *, language: Language) -> tuple[str, ...]:
    """All that speaks against a sentence written freely on `grounds`; empty if it may be shown.

    `statement` is one sentence without marks, in `language`; the grounds are Vietnamese.
    """
    quotes = [ground.quote for ground in grounds]
    above = [text for ground in grounds for text in ground.above]
    figures = [figure for ground in grounds for figure in ground.figures]
    plain = [text for text in quotes if not is_addressed(text)]
    return (
        *ill_formed(statement),
        *other_language(statement, language),
        *_missing(statement, quotes, language, above, figures),
        *_strange_numbers(statement, quotes, language, above, figures),
        *misquoted(statement, quotes),
        *contradicted(statement, grounds, language=language),
        *unfounded(statement, [*plain, *above], language),
    )


def _missing(
    statement: str,
    quotes: Sequence[str],
    language: Language,
    evidence: Sequence[str],
    figures: Sequence[Figure],
) -> tuple[str, ...]:
    missing = [
        claim.text
        for claim in read_quantities(statement, language)
        if not any(supported(claim, quote) for quote in quotes)
        and not any(_is(claim, figure, quotes) for figure in figures)
    ]
    bearing = [" ".join(normalise(text).split()) for text in (*quotes, *evidence)]
    for pattern in (_DOCUMENT, _DATE, _YEAR):
        missing += [
            found
            for found in pattern.findall(statement)
            if not any(normalise(found) in text for text in bearing)
        ]
    missing += [
        name.text
        for name in read_names(statement)
        if not any(fold(normalise(name.text)) in fold(text) for text in bearing)
    ]
    missing += [
        place.text
        for place in read_places(statement)
        if not any(
            fold(normalise(statement[place.name_start : place.name_end])) in fold(text)
            for text in bearing
        )
    ]
    return tuple(dict.fromkeys(missing))


def _strange_numbers(
    statement: str,
    quotes: Sequence[str],
    language: Language,
    above: Sequence[str],
    figures: Sequence[Figure],
) -> tuple[str, ...]:
    """Numbers that nothing cited has, also where they are no quantity: "năm 6067", "Điều 12"."""
    texts = (*quotes, *above, *(figure.text for figure in figures))
    known = {value for text in texts for value in _numbers(text, "vi")}
    rest = list(statement)
    spans = [(read.start, read.end) for read in read_quantities(statement, language)]
    spans += [(read.start, read.end) for read in read_periods(statement)]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return tuple(
        f"number: {value}" for value in _numbers("".join(rest), language) if value not in known
    )


def _numbers(text: str, language: Language) -> list[str]:
    """Numbers of a text in one notation, the parts of dates and document numbers apart."""
    found = []
    for match in _NUMBER.finditer(text):
        value = read_digits(match[0], language)
        found.append(str(value.normalize()) if value is not None else match[0])
    return found


def _is(claim: Quantity, figure: Figure, quotes: Sequence[str]) -> bool:
    """Whether a claim is a cited figure with the unit the ledger has recorded for it."""
    return (
        (claim.value, claim.low, claim.high) == (figure.value, figure.low, figure.high)
        and claim.unit == figure.unit
        and any(figure.text in quote for quote in quotes)
    )


def borne_scope(scope: Scope, citation: Citation) -> Scope:
    """What of a figure's scope its quote names or recorded evidence bears; the rest is left out.

    The kind is read off the quote itself and stays.
    """
    slots = {item.slot for item in citation.inherited}
    quote = fold(normalise(citation.quote))
    place, period = scope.place, scope.period
    if place and "place" not in slots and fold(normalise(place.name)) not in quote:
        place = None
    if period and "period" not in slots:
        named = [mention.period for mention in read_periods(citation.quote)]
        period = period if period in named else None
    return replace(scope, place=place, period=period)


def broken_quotes(citations: Sequence[Citation], stored: dict[str, str]) -> tuple[int, ...]:
    """Markers of citations whose quote is not the stored text of its source at its offsets."""
    return tuple(
        citation.marker
        for citation in citations
        if stored.get(citation.source, "")[citation.start : citation.end] != citation.quote
    )


def unknown_marks(text: str, citations: Sequence[Citation]) -> tuple[int, ...]:
    """Marks in the text that no citation bears."""
    known = {citation.marker for citation in citations}
    return tuple(sorted({int(mark) for mark in _MARK.findall(text)} - known))
