"""Passages of documents that another one has ended: put back, and noted in the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from retrieval.compose import escape, label_of
from retrieval.messages import message
from retrieval.records import Answer, Citation, Found, Language, Query
from retrieval.references import read_references
from retrieval.succession import Succession, Successor, number_units
from store.records import Document
from vietnamese.normal import fold, normalise

#: Share of its score that a passage of an ended document keeps at most beside one of its successor.
_KEPT = 0.6
#: How much less than the best passage of the successor one of an ended document scores.
_BELOW = 1e-6
#: Words that ask for what was: "trước đây", "quy định cũ".
_PAST = re.compile(
    r"(?<!\w)(?:truoc day|truoc kia|truoc do|khi do|hoi do|luc do|da het hieu luc|quy dinh cu"
    r"|van ban cu|muc cu|cu la|previous|previously|former|formerly|used to|at that time|repealed"
    r"|superseded)(?!\w)"
)


def asks_past(query: Query, document: Document, successor: Successor) -> bool:
    """Whether a question is about a document although it has been ended.

    It names the document, asks for what was, or for a time before the end.
    """
    own = number_units(document.number or "")
    if any(reference.number == own for reference in read_references(query.text)):
        return True
    if _PAST.search(fold(normalise(query.text))):
        return True
    period, since = query.scope.period, successor.since
    return period is not None and since is not None and period.end < since


def put_back(
    query: Query,
    found: Sequence[Found],
    succession: Succession,
    document_of: Callable[[str], Document | None],
    today: date,
) -> tuple[list[Found], frozenset[str]]:
    """`found` with passages of ended documents below the best one of what took their place.

    Also the ids of those passages. Where the successor was not found, or the question asks for what
    was, all stays as it is.
    """
    if not succession:
        return list(found), frozenset()
    ranked: list[Found] = []
    put: set[str] = set()
    for item in found:
        document = document_of(item.passage.source)
        end = succession.end_of(document, today) if document else None
        newer = [
            other.score
            for other in found
            if end is not None and other.passage.source == end.document.source
        ]
        if document and end and newer and not asks_past(query, document, end):
            score = min(_KEPT * item.score, max(newer) - _BELOW)
            put.add(item.passage.id)
            item = replace(item, score=max(0.0, score))
        ranked.append(item)
    return sorted(ranked, key=lambda item: -item.score) if put else ranked, frozenset(put)


def noted(
    query: Query,
    answer: Answer,
    succession: Succession,
    document_of: Callable[[str], Document | None],
    today: date,
) -> Answer:
    """`answer` with a note, and its source, for each cited document that is ended or amended."""
    sources = dict.fromkeys(citation.source for citation in answer.citations)
    for source in sources:
        document = document_of(source)
        if document is None:
            continue
        for successor in succession.of(document):
            if successor.document.source in sources:
                continue  # the answer cites it already
            if successor.ends and _only_past(query, document, successor):
                continue
            answer = _with_note(answer, document, successor, query.language)
            break
        else:
            if document.expires and document.expires < today:
                answer = _with_expiry(answer, document, query.language)
    return answer


def _only_past(query: Query, document: Document, successor: Successor) -> bool:
    """Whether a question asks for what was, not just for a document by its number."""
    own = number_units(document.number or "")
    named = any(reference.number == own for reference in read_references(query.text))
    return not named and asks_past(query, document, successor)


def _with_note(
    answer: Answer, document: Document, successor: Successor, language: Language
) -> Answer:
    new, relation = successor.document, successor.relation
    since = message("since_day", language, day=day_text(successor.since)) if successor.since else ""
    marker = len(answer.citations) + 1
    text = message(
        f"superseded_{relation.kind}",
        language,
        old=escape(label_of(document, language)),
        by=escape(label_of(new, language)),
        since=since and f" {since}",
        marker=marker,
        source=escape(label_of(new, language, relation.start)),
    )
    return _added(answer, text, new, relation.start, relation.end, marker, language)


def _with_expiry(answer: Answer, document: Document, language: Language) -> Answer:
    span = next((item for item in document.evidence if item.slot == "expires"), None)
    if span is None or span.start is None or span.end is None:
        return answer
    marker = len(answer.citations) + 1
    text = message(
        "superseded_expired",
        language,
        old=escape(label_of(document, language)),
        day=day_text(document.expires),
        marker=marker,
        source=escape(label_of(document, language, span.start)),
    )
    return _added(answer, text, document, span.start, span.end, marker, language)


def _added(
    answer: Answer,
    text: str,
    document: Document,
    start: int,
    end: int,
    marker: int,
    language: Language,
) -> Answer:
    citation = cite(document, start, end, marker, language)
    return replace(answer, text=f"{answer.text}\n\n{text}", citations=(*answer.citations, citation))


def cite(document: Document, start: int, end: int, marker: int, language: Language) -> Citation:
    """A citation of a clause that was read when the document was described."""
    return Citation(
        marker=marker,
        source=document.source,
        start=start,
        end=end,
        quote=document.text[start:end],
        passage_id="",
        label=label_of(document, language, start),
    )


def day_text(day: date | None) -> str:
    """A day as it is printed: "05/03/2021"."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else ""
