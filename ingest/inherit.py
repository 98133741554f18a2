"""What a passage inherits of place, level and period, and where that is written.

The document's own scope holds unless a heading or an announcement above the passage says something
narrower; the innermost wins.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.bracket_legend import is_legend
from ingest.lines import Line
from ingest.main_period import AHEAD, common_period, day_spoken_of
from ingest.main_place import named_place
from store.records import Document, Inherited
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodKind, PeriodMention, read_periods
from vietnamese.places import Level, Place, province_of
from vietnamese.scope import Scope
from vietnamese.sentences import Span

_PROVINCE = re.compile(r"\b(?:toàn|cấp|của|trên địa bàn) tỉnh\b(?! [A-ZĐ])", re.IGNORECASE)
_BELOW = (Level.CITY, Level.DISTRICT, Level.COMMUNE, Level.ZONE)
_AIMS = re.compile(r"\b(?:và|;|,)\s*chỉ tiêu\b[^.;,:]{0,20}\Z", re.IGNORECASE)
_FROM = re.compile(r"\btừ (?:(?:cuối|đầu) )?\Z")


def speaking_day(document: Document) -> date | None:
    """The day a document speaks from: of its event, its publication, else of its page.

    It completes "ngày 13/7" and resolves "năm trước".
    """
    if document.event_date or document.published:
        return document.event_date or document.published
    printed = next((found.value for found in document.evidence if found.slot == "page_date"), None)
    return date.fromisoformat(printed) if printed else None


def inherited_scope(
    document: Document, headings: tuple[Line, ...], leads: tuple[Span, ...]
) -> tuple[Scope, tuple[Inherited, ...]]:
    """Scope of a passage under `headings` and `leads`, with the evidence for each slot."""
    scope = document.scope
    evidence = {
        found.slot: (found,)
        for found in reversed(document.evidence)
        if found.slot in ("place", "level", "period")
    }
    above = [("heading", Span(line.start, line.end)) for line in headings if line.level > 1]
    said = [lead for lead in leads if not is_legend(document.text[lead.start : lead.end])]
    for origin, span in [*above, *(("body", lead) for lead in said)]:
        place = _place(document, span) or _whole(document, span, scope.place)
        if place:
            scope = replace(scope, place=place[0], level=place[0].level)
            evidence["place"] = (_evidence(document, "place", origin, place[1]),)
            evidence.pop("level", None)
        period = _period(document, span)
        if period:
            scope = replace(scope, period=period[0])
            evidence["period"] = (_evidence(document, "period", origin, period[1]),)
    return scope, tuple(found for slot in sorted(evidence) for found in evidence[slot])


def said_by(document: Document, span: Span) -> tuple[Scope, tuple[Inherited, ...]]:
    """Place and period that one announcement names itself, with the evidence for them."""
    place, period = _place(document, span), _period(document, span)
    found = [("place", place[1])] if place else []
    found += [("period", period[1])] if period else []
    scope = Scope(place=place[0] if place else None, period=period[0] if period else None)
    return scope, tuple(_evidence(document, slot, "body", at) for slot, at in found)


def _whole(document: Document, span: Span, around: Place | None) -> tuple[Place, Span] | None:
    """The whole province that a heading turns to from one of its units: "Chỉ tiêu cấp tỉnh"."""
    found = _PROVINCE.search(document.text, span.start, span.end)
    province = province_of(around) if found and around and around.level in _BELOW else None
    return (province, Span(*found.span())) if found and province else None


def _evidence(document: Document, slot: str, origin: str, span: Span) -> Inherited:
    value = document.text[span.start : span.end]
    return Inherited(slot, value, origin, span.start, span.end)


def _place(document: Document, span: Span) -> tuple[Place, Span] | None:
    at = day_spoken_of(speaking_day(document), document.scope.period)
    return named_place(document.text, span, document.body_start, at, document.scope.place)


def _period(document: Document, span: Span) -> tuple[Period, Span] | None:
    """The period the span names. A stretch of a year whose year is open takes the document's."""
    content = document.text[span.start : span.end]
    anchor = speaking_day(document)
    if anchor is None and document.scope.period is not None:
        own = document.scope.period
        anchor = own.end if own.start.year == own.end.year else None
    found = [m for m in read_periods(content, anchor) if m.period and not m.relative]
    # A day in a heading dates a document or a meeting, not the figures below it.
    found = [m for m in found if m.period and m.period.kind is not PeriodKind.DAY]
    # "Kết quả năm 2021 và chỉ tiêu năm 2022": what is not said to be aimed at is reported.
    reported = [m for m in found if not _is_ahead(content[: m.start])]
    found = reported or found
    period = common_period([mention.period for mention in found if mention.period])
    first, last = (found[0], found[-1]) if found else (None, None)
    if first and last and first.period and last.period and _FROM.search(_before(content, first)):
        kinds = first.period.kind, last.period.kind
        if kinds == (PeriodKind.YEAR, PeriodKind.HORIZON):
            period = Period(first.period.start, last.period.end, PeriodKind.SPAN)
    if period is None:
        return None
    return period, Span(span.start + found[0].start, span.start + found[-1].end)


def _is_ahead(words: str) -> bool:
    return AHEAD.search(words) is not None or _AIMS.search(words) is not None


def _before(content: str, mention: PeriodMention) -> str:
    return normalise(content[: mention.start]) + " "
