"""What a document says of itself: "số hiệu kế hoạch …", "ai đặt bút ký …", "… ban hành khi nào"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.borne_numbers import bears
from retrieval.evidence import Candidate
from retrieval.matching import Matcher, Rarity, layer
from retrieval.papers_asked import asks_day, asks_number
from retrieval.reading import ENOUGH, Statement
from retrieval.records import Query
from retrieval.references import read_references
from retrieval.signers import asks_signer
from retrieval.slots import disjoint
from store.records import Document
from vietnamese.normal import fold, normalise
from vietnamese.places import same_or_within
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Words that ask for a number or a signer, which stand in no title.
_ASKING = frozenset(
    "so danh hieu ky van ban vi lanh dao nguoi ten but dat dong chi ong ba chu thay mat ban hanh"
    " can bo mang ai sign signed who number document decision of the by was".split()
)
#: By how much the title of another document must hold less of the question.
_CLEARLY = 0.1


def read_own(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Statement | None:
    """The number, the day or the signer of the one document whose title the question gives."""
    item = _meant(query, ranked, rarity)
    if item is None:
        return None
    document = item.sentence.document
    said = document.signer if asks_signer(query) else document.number
    at = document.text.rfind(said) if said and asks_signer(query) else -1
    if said and not asks_signer(query):
        at = document.text.find(said)
    if not said or at < 0:
        return None
    line = Span(*_line(document.text, at, len(said)))
    if asks_signer(query) or not asks_day(query):
        return Statement(said, item.sentence, line)
    day = _DAY.search(document.text, max(0, at - _HEAD), at + _HEAD)
    if day is None:
        return Statement(said, item.sentence, line) if asks_number(query) else None
    issued = Span(*_line(document.text, day.start(), len(day[0])))
    if not asks_number(query):
        return Statement(day[0], item.sentence, issued)
    both = Span(min(line.start, issued.start), max(line.end, issued.end))
    return Statement(f"{said} {day[0]}", item.sentence, both)


#: A document, "§", is issued in a question, folded: "§ được ban hành ngày nào", "ngày ký của §".
_ISSUED = re.compile(
    r"§(?: (?:cua|do)(?: \w+){1,6}?)? (?:duoc |da |do \w+ )?(?:ban hanh|ky|ra doi|ra|cong bo"
    r"|phat hanh)\b"
    r"|\b(?:ban hanh|ky|cong bo|phat hanh|ra)(?: \w+){0,2} §"
    r"|\bngay (?:ban hanh|ky|thang) (?:cua )?§"
    r"|\b(?:was|is) §(?: \w+){0,6} (?:issued|signed|dated|published|adopted)"
    r"|\b(?:date|day) of §|§ ngay (?:nao|may|bao nhieu)\b"
)
#: The day in a letterhead: "Hòa Bình, ngày 12 tháng 02 năm 2023".
_DAY = re.compile(r"\bngày \d{1,2} tháng \d{1,2} năm \d{4}")
#: How far from its number a document's own day stands at most, in characters.
_HEAD = 300


def read_own_day(query: Query, ranked: Sequence[Candidate]) -> Statement | None:
    """The day in the letterhead of the document that a question names and asks the day of."""
    if query.answer_type != "date" or not _ISSUED.search(_with_signs(query.question)):
        return None
    item = next((item for item in ranked if bears(query, item.sentence.document)), None)
    if item is None:
        return None
    document = item.sentence.document
    at = document.text.find(document.number or "")
    day = _DAY.search(document.text, max(0, at - _HEAD), at + _HEAD) if at >= 0 else None
    if day is None:
        return None
    span = Span(*_line(document.text, day.start(), len(day[0])))
    return Statement(day[0], item.sentence, span)


def _with_signs(question: str) -> str:
    """A question in search form, with "§" for each document that it names by its number."""
    for named in reversed(read_references(question)):
        if named.number:
            question = f"{question[: named.start]} § {question[named.end :]}"
    return " ".join(fold(normalise(question)).split())


def _line(text: str, at: int, length: int) -> tuple[int, int]:
    """The line of a number or a name."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at + length)
    stop = stop if stop >= 0 else len(text)
    while start < at and text[start].isspace():
        start += 1
    return start, start + len(text[start:stop].rstrip())


def _meant(query: Query, ranked: Sequence[Candidate], rarity: Rarity) -> Candidate | None:
    """A sentence of the document that alone fits the question by title, place and time."""
    about = tuple(
        concept
        for concept in query.concepts
        if not {*syllables(fold(concept.wordings[0]))} <= _ASKING
    )
    matcher = Matcher(about, rarity, accented=not query.unaccented)
    held: dict[str, tuple[float, Candidate]] = {}
    for item in ranked:
        document = item.sentence.document
        if document.source in held or not _may_be(query, document):
            continue
        title = (
            *(document.title, document.doc_type or "", document.original_title or ""),
            document.issuer or "",
        )
        share = matcher.coverage((layer(title, 1.0),))
        held[document.source] = share, item
    best = sorted(held.values(), key=lambda pair: -pair[0])[:2]
    if not best or best[0][0] < ENOUGH:
        return None
    if len(best) > 1 and best[1][0] > best[0][0] - _CLEARLY:
        return None
    return best[0][1]


def _may_be(query: Query, document: Document) -> bool:
    place, period = query.scope.place, query.scope.period
    known, time = document.scope.place, document.scope.period
    if place and known and not (same_or_within(place, known) or same_or_within(known, place)):
        return False
    return not (period and time and disjoint(period, time))
