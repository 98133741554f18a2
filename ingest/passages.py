"""Cut a document's body into passages of whole sentences.

A passage holds 120–260 tokens where its section allows, never runs across a heading and overlaps no
other. Headings stand in the first passage of their section, so that all passages together hold the
whole body. What a passage inherits (title, lead, headings, the announcement over its list items)
goes into its `context` and, where it fills a slot of the scope, into its `evidence`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.inherit import inherited_scope
from ingest.layout import read_lines
from ingest.lead import first_sentence
from ingest.lines import Kind, Line
from store.records import Document, Inherited, Passage
from vietnamese.encoding import count_tokens
from vietnamese.normal import normalise
from vietnamese.sentences import Span, clauses, sentences

#: fewest and most tokens of a passage, where sentences and sections allow
SHORTEST, LONGEST = 120, 260
#: a sentence of more tokens is cut at its clauses
LONGEST_SENTENCE = 400
#: what may not be parted (a heading and what follows) is parted all the same beyond this
_HELD = 4 * LONGEST
#: lines that no section goes on over
_APART = (Kind.CLOSING, Kind.FURNITURE)
#: longest part of the document's first sentence that is repeated in contexts, in characters
_LEAD_LENGTH = 300

# Prices of a border, against which the prices of ill-sized passages are weighed: nothing between
# paragraphs, little between list items, more within a paragraph, most between rows or below a lead.
_AT_PARAGRAPH, _AT_ITEM, _IN_PARAGRAPH, _BELOW_LEAD, _AT_ROW, _NEVER = (
    0.0,
    0.15,
    0.35,
    0.8,
    0.8,
    99.0,
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, a row, a part of an overlong sentence.

    `price` is that of a border before it.
    """

    start: int
    end: int
    tokens: int
    price: float
    leads: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    """Lines under one path of headings, the headings that open it first."""

    headings: tuple[Line, ...]
    lines: tuple[Line, ...]


def cut_passages(document: Document, count: Callable[[str], int] = count_tokens) -> list[Passage]:
    """Passages of `document`, in order, disjoint, together holding all its body but white space.

    The same document always gives the same passages with the same ids. `count` counts tokens.
    """
    lines = read_lines(document.text, document.body_start)
    lead = first_sentence(document.text, lines)
    passages: list[Passage] = []
    for section in _sections(lines):
        units = list(_units(document.text, section.lines, count))
        for group in _grouped(units):
            passages.append(_passage(document, section, group, lead, len(passages), count))
    return passages


def passage_id(source: str, start: int, end: int) -> str:
    """Stable id of a passage: the first 16 hexadecimal digits of a hash of its place."""
    return hashlib.sha256(f"{source}\0{start}\0{end}".encode()).hexdigest()[:16]


def _sections(lines: list[Line]) -> Iterator[_Section]:
    """Lines under one heading, who signed apart; what a page has around its article is left out."""
    path: list[Line] = []
    for kind, run in groupby(lines, lambda line: line.kind if line.kind in _APART else None):
        if kind is None:
            yield from _headed(run, path)
        elif kind is Kind.CLOSING:
            # Who signed, and who is to be told: no part of the last article.
            yield _Section((), tuple(run))
            del path[1:]


def _headed(lines: Iterable[Line], path: list[Line]) -> Iterator[_Section]:
    """Sections of `lines` below the headings of `path`, which is brought to the last of them."""
    current: list[Line] = []
    has_body = False
    for line in lines:
        if line.kind is Kind.HEADING and not line.glued:
            if has_body:
                yield _Section(tuple(path), tuple(current))
                current, has_body = [], False
            while path and path[-1].level >= line.level:
                path.pop()
            path.append(line)
        elif line.kind is Kind.HEADING:
            path.append(line)
        else:
            has_body = True
        current.append(line)
    if current:
        yield _Section(tuple(path), tuple(current))


def _units(text: str, lines: tuple[Line, ...], count: Callable[[str], int]) -> Iterator[_Unit]:
    found: list[_Unit] = []
    for place, line in enumerate(lines):
        previous = lines[place - 1] if place else None
        price = _price(previous, line)
        for sentence in _statements(text, line):
            for part in _parts(text, sentence, count):
                found.append(_Unit(part.start, part.end, 0, price, line.leads))
                price = _AT_PARAGRAPH
            price = _IN_PARAGRAPH
    for unit, following in pairwise(found):
        yield replace(unit, tokens=count(text[unit.start : following.start]))
    for unit in found[-1:]:
        yield replace(unit, tokens=count(text[unit.start : unit.end]))


def _price(previous: Line | None, line: Line) -> float:
    if previous is None:
        return _AT_PARAGRAPH
    if line.glued or previous.kind is Kind.HEADING:
        return _NEVER
    if line.leads and line.leads[-1].end == previous.end:
        return _BELOW_LEAD
    if line.kind is Kind.TABLE and previous.kind is Kind.TABLE:
        return _AT_ROW
    return _AT_ITEM if line.kind is Kind.ITEM else _AT_PARAGRAPH


def _statements(text: str, line: Line) -> list[Span]:
    if line.kind in (Kind.HEADING, Kind.TABLE):
        return [Span(line.start, line.end)]
    return sentences(text, line.start, line.end)


def _parts(text: str, sentence: Span, count: Callable[[str], int]) -> list[Span]:
    """The sentence, or its parts where it is too long for one passage.

    Parts end at semicolons, if that is not enough at commas, in text without either at white space.
    """
    if count(text[sentence.start : sentence.end]) <= LONGEST_SENTENCE:
        return [sentence]
    parts: list[Span] = []
    for clause in clauses(text, *sentence):
        piece = Span(clause.start, clause.end)
        if count(text[piece.start : piece.end]) > LONGEST_SENTENCE:
            parts.extend(_pieces(text, piece))
        else:
            parts.append(piece)
    return parts


def _pieces(text: str, span: Span, size: int = 600) -> Iterator[Span]:
    """Parts of at most about `size` characters, cut after a comma or else at white space."""
    start = span.start
    while span.end - start > size:
        window = text[start : start + size]
        cut = max(window.rfind(", "), window.rfind(",\n")) + 1
        if cut <= size // 3:
            cut = max(window.rfind(" "), window.rfind("\n"), window.rfind("\t"))
        if cut <= size // 3:
            cut = size
        end = start + len(window[:cut].rstrip())
        if end > start:
            yield Span(start, end)
        start += cut
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _grouped(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Cheapest way to cut a section, by dynamic programming over its borders."""
    best = [0.0] + [float("inf")] * len(units)
    came_from = [0] * (len(units) + 1)
    for end in range(1, len(units) + 1):
        tokens = 0
        for start in range(end - 1, -1, -1):
            tokens += units[start].tokens
            held = start < end - 1 and units[start + 1].price >= _NEVER
            if tokens > LONGEST and start < end - 1 and (not held or tokens > _HELD):
                break
            border = units[start].price if start else 0.0
            price = best[start] + border + _size_price(tokens)
            if price < best[end]:
                best[end], came_from[end] = price, start
    borders = [len(units)]
    while borders[-1]:
        borders.append(came_from[borders[-1]])
    for start, end in pairwise(reversed(borders)):
        yield units[start:end]


def _size_price(tokens: int) -> float:
    middle = (SHORTEST + LONGEST) / 2
    price = 0.1 + 0.3 * ((tokens - middle) / middle) ** 2
    if tokens < SHORTEST:
        price += 0.4 + 1.5 * (SHORTEST - tokens) / SHORTEST
    return price


def _passage(
    document: Document,
    section: _Section,
    group: list[_Unit],
    lead: Span | None,
    ordinal: int,
    count: Callable[[str], int],
) -> Passage:
    start, end = group[0].start, group[-1].end
    text = document.text[start:end]
    leads = _leads_above(group, start)
    # the periods in the head of a table belong to its columns, not to all below
    said = tuple(span for span in leads if document.text[span.start] != "|")
    scope, evidence = inherited_scope(document, section.headings, said)
    context = [document.title, _number(document), document.original_title or ""]
    if lead and not start <= lead.start < end:
        context.append(document.text[lead.start : min(lead.end, lead.start + _LEAD_LENGTH)])
    context += [heading.text for heading in section.headings]
    context += [
        document.text[span.start : min(span.end, span.start + _LEAD_LENGTH)] for span in leads
    ]
    return Passage(
        id=passage_id(document.source, start, end),
        source=document.source,
        start=start,
        end=end,
        text=text,
        ordinal=ordinal,
        page=document.page_at(start),
        headings=tuple(heading.text for heading in section.headings),
        context=_joined(context),
        tokens=count(text),
        scope=scope,
        evidence=(*evidence, *_lead_evidence(document, leads)),
    )


def _number(document: Document) -> str:
    """What an official document is called: "Nghị quyết số 01-NQ/TU"; empty without a number."""
    return f"{document.doc_type or ''} số {document.number}".strip() if document.number else ""


def _leads_above(group: list[_Unit], start: int) -> tuple[Span, ...]:
    """Announcements of the group's items that stand before the passage, outermost first."""
    leads = {lead for unit in group for lead in unit.leads if lead.end <= start}
    return tuple(sorted(leads))


def _lead_evidence(document: Document, leads: tuple[Span, ...]) -> Iterator[Inherited]:
    for span in leads:
        value = document.text[span.start : span.end]
        yield Inherited("list", value, "body", span.start, span.end)


def _joined(parts: list[str]) -> str:
    """Parts of a context, one to a line, without those that say what another says."""
    seen: set[str] = set()
    kept = []
    for part in parts:
        line = " ".join(part.split())
        if line and normalise(line) not in seen:
            seen.add(normalise(line))
            kept.append(line)
    return "\n".join(kept)
