"""Reading what is no figure off a sentence: a person, date, place, list, reason or clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.evidence import Candidate
from retrieval.matching import Rarity, wording_rarity
from retrieval.reading import ENOUGH, Reading, Statement, quote_of
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.glossary import translate_terms
from vietnamese.names import NameMention, read_names
from vietnamese.normal import fold, normalise, search_form
from vietnamese.offices import Office, read_office
from vietnamese.periods import PeriodKind, read_periods
from vietnamese.places import read_places
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Length of a short answer in characters, by contract.
SHORT = 200
#: A name further than this from the words of the question is somebody else's, in characters.
_REACH = 160
#: Words between an office and its holder, at most: other offices of the holder may stand between.
_OFFICE_REACH = 25
#: Distance in characters at which a neighbour counts half.
_NEAR = 40
#: Enough of the question where a name or a date is asked for, which has to stand beside its words.
_ENOUGH_NAMED = 0.5
#: Share of the question that the sentence itself must hold to name a person or a date for it.
_OWN = 0.3
#: Sentences tried, best first.
_TRIED = 8


def read_text(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Reading:
    """A person, date, place, list or clause off the best sentence that holds one."""
    named = query.answer_type in ("person", "date")
    enough = _ENOUGH_NAMED if named else ENOUGH
    usable = [item for item in ranked if not item.conflicts and item.coverage >= enough]
    reader = _READERS.get(query.answer_type, _clause)
    if named:
        usable = [item for item in usable if item.own >= _OWN and not item.lacks]
    for item in usable[:_TRIED]:
        opens = item.sentence.opens_list and query.answer_type in ("list", "open")
        statement = _listed(item, ranked) if opens else None
        if statement is None and not item.sentence.is_heading:
            span = reader(query, item.sentence, rarity)
            if span is not None:
                statement = _text_statement(query, item.sentence, span)
        if statement is not None:
            return Reading((statement,))
    return Reading(near=tuple(item for item in ranked if item.coverage >= ENOUGH))


def _text_statement(query: Query, sentence: Sentence, span: Span) -> Statement:
    short = _items(sentence, span) if query.answer_type == "list" else _short(sentence, span)
    first, last = quote_of(sentence, span.start), quote_of(sentence, span.end - 1)
    return Statement(short, sentence, Span(first.start, last.end))


def _listed(item: Candidate, ranked: Sequence[Candidate]) -> Statement | None:
    """The items of the list that a sentence or a heading opens, quoted with it."""
    opening = item.sentence
    after = sorted(
        (
            other.sentence
            for other in ranked
            if other.sentence.document is opening.document and other.sentence.start > opening.start
        ),
        key=lambda sentence: sentence.start,
    )
    items = []
    for sentence in after:
        if not sentence.is_item or sentence.is_heading:
            break
        items.append(sentence)
    if not items:
        return None
    short = "; ".join(" ".join(sentence.text.split()).rstrip(" .;,/") for sentence in items)
    start = items[0].start if opening.is_heading else opening.start
    return Statement(short, opening, Span(start, items[-1].end))


def _short(sentence: Sentence, span: Span) -> str:
    """The span's text on one line, cut at a word to the length of a short answer."""
    text = " ".join(sentence.document.text[span.start : span.end].split())
    if len(text) > SHORT:
        text = text[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:")
    return text.rstrip(" .;:,/")


Reader = Callable[[Query, Sentence, Rarity], Span | None]


def _person(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    office = read_office(_in_vietnamese(query, query.question)) or read_office(query.text)
    if office is not None:
        return _holder(office, sentence)
    named = [Span(name.start, name.end) for name in read_names(sentence.text)]
    positions = [place for place, _ in _positions(query, sentence, rarity)]
    near = [
        span
        for span in named
        if any(span.start - _REACH <= place <= span.end + _REACH for place in positions)
    ]
    return _nearest(query, sentence, near, rarity)


def _in_vietnamese(query: Query, text: str) -> str:
    """A question's own words; of an English one the translations, in their order."""
    if query.language == "vi":
        return text
    return " ".join(found.vietnamese[0] for found in translate_terms(text))


def _holder(office: Office, sentence: Sentence) -> Span | None:
    """The name that stands closest to an office in a sentence; None where it is not named."""
    units = syllables(fold(sentence.text))
    at = office.places_in(units)
    if not at:
        return None

    def distance(name: NameMention) -> int:
        first = len(syllables(sentence.text[: name.start]))
        last = first + len(name.text.split())
        return min(max(first - place, place - last, 0) for place in at)

    named = [name for name in read_names(sentence.text) if distance(name) <= _OFFICE_REACH]
    if not named:
        return None
    best = min(named, key=distance)
    return Span(sentence.start + best.start, sentence.start + best.end)


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
    located = [Span(*match.span(1)) for match in _LOCATED.finditer(sentence.text)]
    return _nearest(query, sentence, read or located, rarity)


#: Where something is, when it is no administrative unit: "tại Trung tâm thương mại …".
_LOCATED = re.compile(r"\b(?:đặt tại|diễn ra tại|tổ chức tại|tại|ở)\s+((?:[^\s,;.]+\s?){1,8})")
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
