"""Who signed a document, as its last block has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.evidence import Candidate
from retrieval.matching import folded_run
from retrieval.persons import ASKED_LEVEL, asked_office
from retrieval.reading import Statement
from retrieval.records import Query
from vietnamese.everyday import in_office_words
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span

#: Share of the question that a signed document must hold somewhere.
_OF_DOCUMENT = 0.45
_SIGNS = re.compile(
    r"\bai (?:la nguoi )?(?:da )?(?:dat but )?ky\b|\bnguoi (?:nao )?(?:da )?(?:dat but )?ky\b"
    r"|\bdo ai ky\b|\bai la nguoi (?:da )?ky\b|\bchu ky cua ai\b|\bsign(?:s|ed|atory)?\b"
    r"|\b(?:vi|lanh dao|dong chi|ong|ba|can bo)(?: \w+){0,2} nao (?:la nguoi )?(?:da )?"
    r"(?:dat but |thay mat (?:\w+ ){1,3})?ky\b"
)


def read_office_signature(query: Query, ranked: Sequence[Candidate]) -> Statement | None:
    """Who holds an office by the signature under a document of its body and place.

    "CHỦ TỊCH / Lê Văn A" under a paper of the council of a province names its chairman.
    """
    office = asked_office(query)
    if office is None or not office.bodies or not query.places:
        return None
    asked = ASKED_LEVEL.search(fold(normalise(query.question)))
    for item in ranked:
        document = item.sentence.document
        if not document.signer or not document.signer_office or "place" in item.conflicts:
            continue
        body = folded_run(f"{document.issuer or ''} {document.signer_authority or ''}")
        if not folded_run(document.signer_office).startswith(f" {office.post} "):
            continue
        if not any(f" {one} " in body or f" {one}" in body for one in office.bodies):
            continue
        place = folded_run(query.places[0].name).strip()
        level = fold(asked["level"]) if asked else r"\w+"
        if not re.search(rf"\b(?:{level}|\w+ uy) {place}\b", body) or _of_another_time(query, item):
            continue
        at = document.text.rfind(document.signer)
        if at >= 0:
            span = Span(at, at + len(document.signer))
            return Statement(document.signer, item.sentence, span)
    return None


def _of_another_time(query: Query, item: Candidate) -> bool:
    """Whether an office is asked about in another year than that of the document."""
    period = query.scope.period
    day = item.sentence.document.event_date or item.sentence.document.published
    return (
        period is not None
        and day is not None
        and day.year not in (period.start.year, period.end.year)
    )


def asks_signer(query: Query) -> bool:
    """Whether the question asks who signed a document."""
    return _SIGNS.search(fold(normalise(in_office_words(query.question)))) is not None


def read_signer(ranked: Sequence[Candidate]) -> Statement | None:
    """Who signed the document that most speaks of the question, as its last block has it.

    Of a document with a signature; its number, title or a sentence has to hold the question.
    """
    for item in ranked:
        document = item.sentence.document
        if item.conflicts or item.coverage < _OF_DOCUMENT or not document.signer:
            continue
        given = next((i for i in document.evidence if i.slot == "signer" and i.field), None)
        if given is not None:  # a person wrote it beside the text, which need not say it
            passage = item.sentence.passage
            bearing = replace(passage, evidence=(*passage.evidence, given))
            said = replace(item.sentence, passage=bearing)
            return Statement(document.signer, said, Span(said.start, said.end))
        at = document.text.rfind(document.signer)
        if at >= 0:
            span = Span(at, at + len(document.signer))
            return Statement(document.signer, item.sentence, span)
    return None
