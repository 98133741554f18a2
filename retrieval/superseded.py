"""Passages of documents that another one has ended: put back, and noted in the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from retrieval.citing import escape, label_of
from retrieval.messages import message
from retrieval.records import Answer, Citation, Found, Language, Query
from retrieval.references import read_references
from retrieval.succession import Succession, Successor, number_units
from store.records import Document, Inherited, Relation
from vietnamese.normal import fold, normalise
from vietnamese.sentences import sentences

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


def asks_past(query: Query, successor: Successor) -> bool:
    """Whether a question asks for what was before `successor`: in words, or by its time."""
    if _PAST.search(fold(normalise(query.text))):
        return True
    period, since = query.scope.period, successor.since
    return period is not None and since is not None and period.end < since


def names(query: Query, document: Document) -> bool:
    """Whether a question names the document by its number."""
    own = number_units(document.number or "")
    return any(reference.number == own for reference in read_references(query.text))


def put_back(
    query: Query,
    found: Sequence[Found],
    succession: Succession,
    document_of: Callable[[str], Document | None],
    today: date,
) -> tuple[list[Found], frozenset[str]]:
    """`found` with passages of ended documents below the best one of what took their place.

    Where the question asks for what was, it is the other way round. Also the ids of the passages
    put back. Where only one of the two was found, or the question names the ended one, all stays
    as it is.
    """
    if not succession:
        return list(found), frozenset()
    found = [_standing(query, item, succession, document_of, today) for item in found]
    sources = dict.fromkeys(item.passage.source for item in found)
    behind: dict[str, str] = {}
    for source in sources:
        document = document_of(source)
        end = succession.end_of(document, today) if document else None
        if document is None or end is None or end.document.source not in sources:
            continue
        if names(query, document):
            continue
        first, second = end.document.source, source
        if asks_past(query, end):
            first, second = second, first
        behind[second] = first
    if not behind:
        return list(found), frozenset()
    best: dict[str, float] = {}
    for item in found:
        source = item.passage.source
        best[source] = max(item.score, best.get(source, 0.0))
    ranked = [
        replace(item, score=_behind(item.score, best[behind[item.passage.source]]))
        if item.passage.source in behind
        else item
        for item in found
    ]
    put = frozenset(item.passage.id for item in found if item.passage.source in behind)
    return sorted(ranked, key=lambda item: -item.score), put


def _standing(
    query: Query,
    item: Found,
    succession: Succession,
    document_of: Callable[[str], Document | None],
    today: date,
) -> Found:
    """A passage of an ended document that its successor repeats word by word, as the latter's."""
    document = document_of(item.passage.source) if item.twins else None
    end = succession.end_of(document, today) if document else None
    if document is None or end is None or names(query, document) or asks_past(query, end):
        return item
    twin = next((twin for twin in item.twins if twin.source == end.document.source), None)
    if twin is None:
        return item
    others = tuple(other for other in item.twins if other is not twin)
    return replace(item, passage=twin, twins=(item.passage, *others))


def _behind(score: float, best: float) -> float:
    return max(0.0, min(_KEPT * score, best - _BELOW))


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
            if successor.ends and asks_past(query, successor) and not names(query, document):
                continue
            answer = _with_note(answer, document, successor, query.language)
            break
        else:
            if document.expires and document.expires < today:
                answer = _with_expiry(answer, document, query.language)
    return answer


def _with_note(
    answer: Answer, document: Document, successor: Successor, language: Language
) -> Answer:
    new, relation = successor.document, successor.relation
    since = message("since_day", language, day=day_text(successor.since)) if successor.since else ""
    marker = len(answer.citations) + 1
    citation = cite_relation(new, relation, marker, language)
    text = message(
        f"superseded_{relation.kind}",
        language,
        old=escape(label_of(document, language)),
        by=escape(label_of(new, language)),
        since=since and f" {since}",
        marker=marker,
        source=escape(citation.label),
    )
    return _added(answer, text, citation)


def _with_expiry(answer: Answer, document: Document, language: Language) -> Answer:
    span = next((item for item in document.evidence if item.slot == "expires"), None)
    if span is None or span.start is None or span.end is None:
        return answer
    marker = len(answer.citations) + 1
    citation = cite(document, span.start, span.end, marker, language, given_by(span))
    text = message(
        "superseded_expired",
        language,
        old=escape(label_of(document, language)),
        day=day_text(document.expires),
        marker=marker,
        source=escape(citation.label),
    )
    return _added(answer, text, citation)


def _added(answer: Answer, text: str, citation: Citation) -> Answer:
    return replace(answer, text=f"{answer.text}\n\n{text}", citations=(*answer.citations, citation))


def given_by(item: Inherited) -> Inherited | None:
    """Evidence that a person wrote beside or above the text; None for what the text says."""
    return item if item.origin in ("sidecar", "front matter") else None


def cite_relation(
    document: Document, relation: Relation, marker: int, language: Language
) -> Citation:
    """A citation of what says that `document` does something to another."""
    given = (
        item
        for item in document.evidence
        if (item.slot, item.origin) == (relation.kind, relation.origin)
        and item.value.split()[:1] == [relation.number]
    )
    found = given_by(next(given)) if relation.origin != "body" else None
    return cite(document, relation.start, relation.end, marker, language, found)


def cite(
    document: Document,
    start: int,
    end: int,
    marker: int,
    language: Language,
    given: Inherited | None = None,
) -> Citation:
    """A citation of the sentence that holds what was read when the document was described.

    `given` is what a person wrote in its stead; the label then says so.
    """
    text = document.text
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    for sentence in sentences(text, begin, stop if stop >= 0 else len(text)):
        if sentence.start <= start and end <= sentence.end:
            start, end = sentence
    label = label_of(document, language, start)
    if given is not None:
        where = given.origin.replace(" ", "_")
        label = message(f"given_{where}", language, label=label, field=given.slot)
    return Citation(
        marker=marker,
        source=document.source,
        start=start,
        end=end,
        quote=text[start:end],
        passage_id="",
        label=label,
        inherited=(given,) if given else (),
    )


def day_text(day: date | None) -> str:
    """A day as it is printed: "05/03/2021"."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else ""
