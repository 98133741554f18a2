"""Reading places off a sentence: the one asked for, those it names in a row, those it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.bodies import body_spans, rows_of, whole_row
from retrieval.cues import name_spans
from retrieval.evidence import Candidate
from retrieval.matching import Rarity
from retrieval.named_lists import read_named
from retrieval.nearness import nearest
from retrieval.place_rows import place_rows
from retrieval.question_form import question_line
from retrieval.quoting import quoted
from retrieval.reading import Statement
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.usable_sentences import OWN
from vietnamese.normal import fold, normalise, search_form
from vietnamese.places import read_places
from vietnamese.sentences import Span

#: Several places are asked for, by any word for them.
_PLACES = re.compile(
    r"\b(?:nhung|cac|may|hai|ba|bon|\d+) (?:noi|cho|diem|dia phuong|dia ban|don vi|tinh|huyen|xa"
    r"|phuong|quan|thi xa|thi tran|thanh pho|thon|vung|khu vuc|so|co quan|so nganh)\b.*\bnao\b"
)
_LANDS = re.compile(r"\b(?:nuoc|quoc gia|thi truong)\b.*\bnao\b")
_BODIES = re.compile(r"\b(?:noi|don vi|so|co quan|so nganh)\b.*\bnao\b")
#: Where something is, in words: "tại Trung tâm thương mại X, phường Y".
_AT = re.compile(r"\b(?:[Tt]ại|[Ởở])\s+(?=[^\W\d_])")
_AT_ENDS = re.compile(
    r"[,;:.()](?=\s|\Z)|\s(?:và|với|do|để|nhằm|vào|từ|sẽ|đã|đang|được|có|là|cho|cùng|còn|trong)\s"
    r"|\s[–-]\s"
)
#: What asks for a unit of government by its level, not for the spot.
_OF_LEVEL = re.compile(
    r"\b(?:tinh|huyen|xa|thanh pho|dia phuong|phuong|quan|thi xa|thi tran) nao\b"
)


def read_place(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The place nearest to the words of the question, with the row it stands in."""
    rows = place_rows(sentence.text, query.places[:1])
    read = [span for row in rows for span in row]
    asked_names = fold(normalise(query.text))
    named = [
        span
        for span in name_spans(sentence.text)
        if fold(normalise(sentence.text[span.start : span.end])) not in asked_names
        and not sentence.text[span.start : span.end].isupper()
    ]
    located = list(_located(sentence.text))
    by_level = _OF_LEVEL.search(question_line(query.question)) is not None
    spots = [span for span in located if any(map(str.isupper, sentence.text[slice(*span)]))]
    ways = (read, located, named) if by_level else (spots, read, located, named)
    each = (nearest(query, sentence, spans, rarity) for spans in ways)
    best = next((span for span in each if span is not None), None)
    if best is None:
        return None
    rows = [*rows, *rows_of(sentence.text, named)]
    return max((whole_row(sentence, best, [row]) for row in rows), key=len_of, default=best)


def len_of(span: Span) -> int:
    """How long a span is."""
    return span.end - span.start


def _located(text: str) -> Iterator[Span]:
    """Spots behind "tại", "ở", with the units in which they lie."""
    units = {mention.start: mention.end for mention in read_places(text)}
    for match in _AT.finditer(text):
        stop = _AT_ENDS.search(text, match.end())
        end = stop.start() if stop else len(text)
        while text[end : end + 2] == ", " and end + 2 in units:
            end = units[end + 2]
        yield Span(match.end(), end)


def read_place_list(query: Query, item: Candidate, rarity: Rarity) -> Statement | None:
    """The places that a sentence names in a row, where places are asked for."""
    sentence = item.sentence
    line = question_line(query.question)
    if not _PLACES.search(line) and not _LANDS.search(line):
        return None
    rows = place_rows(sentence.text, query.places[:1])
    if _LANDS.search(line):
        rows = [*rows_of(sentence.text, name_spans(sentence.text))]
    if _BODIES.search(line):
        known = [span for row in rows for span in row]
        bodies = [
            one
            for one in body_spans(sentence.text)
            if not any(one.start < other.end and other.start < one.end for other in known)
        ]
        rows = [*rows_of(sentence.text, [*known, *bodies])]
    rows = [row for row in rows if len(row) > 1]
    if not rows:
        return None
    spans = [Span(row[0].start, row[-1].end) for row in rows]
    best = nearest(query, sentence, spans, rarity)
    if best is None:
        return None
    text = sentence.text
    row = rows[[sentence.start + span.start for span in spans].index(best.start)]
    short = "; ".join(" ".join(text[one.start : one.end].split()) for one in row)
    return Statement(short, sentence, quoted(sentence, best))


def read_counted_places(query: Query, item: Candidate) -> Statement | None:
    """All places of a sentence that counts them: "5 xã, gồm: A, B …" for "xã nào"."""
    asked = _OF_LEVEL.search(question_line(query.question))
    if asked is None or not item.own >= OWN:
        return None
    kind = search_form(item.sentence.text)
    level = asked[0].removesuffix(" nao")
    found = re.search(rf"(?<!\w){level}(?!\w)", fold(kind.text))
    if found is None:
        return None
    named = read_named(query, item, kind.text[slice(*found.span())])
    return named.statement if named is not None and named.counted else None
