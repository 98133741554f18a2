"""From when, or until when, a document is in force: never the day on which it was issued."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from retrieval.citing import escape, evidence_text
from retrieval.records import Answer, Citation, Found, Language, Query
from retrieval.references import number_asked
from retrieval.succession import Succession, held_document, number_units, only_document
from retrieval.superseded import cite, cite_relation, day_text, given_by
from store.records import Document
from vietnamese.normal import fold, normalise
from vietnamese.periods import PeriodKind, read_periods
from vietnamese.sentences import Span, sentences

_EFFECT = re.compile(
    r"\bhieu luc\b|\b(?:take|took|takes|come|came|comes|in) (?:effect|(?:into )?force)\b"
)
_ENDS = re.compile(r"\b(?:het|cham dut|ngung) hieu luc\b|\bexpires?\b")
_BEGINS = re.compile(
    r"(?<!hết )(?<!chấm dứt )(?<!dứt )\bhiệu lực(?: thi hành)?,? (?:kể )?từ\b", re.IGNORECASE
)
#: A document says so of itself: its effect clause opens the sentence and names no other.
_OWN = re.compile(
    r"\W*(?:nghị quyết|quyết định|chỉ thị|kế hoạch|quy định|quy chế|thông tư|nghị định|luật"
    r"|văn bản|chương trình|đề án|hướng dẫn)(?: này)? có hiệu lực",
    re.IGNORECASE,
)
#: What names the decision that a text was issued with.
_ISSUED_BY = re.compile(
    r"(?:(?:ban hành|phê duyệt)\s+(?:kèm theo|tại|theo|bởi)|kèm theo)\s*\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:nghị quyết|quyết định|chỉ thị|kế hoạch|công văn)\s+)?(?:số:?\s*)?"
    r"(\d+(?:/\d{4})?[-/][^\W\d_][\w-]*(?:/[\w-]+)*)",
    re.IGNORECASE,
)
#: A line that rests on other documents.
_RESTS_ON = re.compile(r"\W*(?:căn cứ|theo|thực hiện|xét|triển khai)\b", re.IGNORECASE)
#: The head of a document, where its own number stands, in characters.
_HEAD = 600


def asks_effect(query: Query) -> bool:
    """Whether a question asks for the day from or until which something is in force."""
    folded = fold(normalise(query.text))
    return query.answer_type == "date" and _EFFECT.search(folded) is not None


def asks_end(query: Query) -> bool:
    """Whether the last day in force is asked for, not the first."""
    return _ENDS.search(fold(normalise(query.text))) is not None


def speaks_of_effect(query: Query, text: str) -> bool:
    """Whether a sentence says from when something is in force; until when, if that is asked."""
    folded = fold(normalise(text))
    if asks_end(query):
        return _ENDS.search(folded) is not None
    return _EFFECT.search(_ENDS.sub(" ", folded)) is not None


def effect_day(
    query: Query,
    found: Sequence[Found],
    succession: Succession,
    document_of: Callable[[str], Document | None],
) -> Answer | None:
    """The day from which, or until which, the one document named by number is in force.

    None for any other question, and where no document says it.
    """
    number = number_asked(query.text)
    if number is None or not asks_effect(query):
        return None
    held = held_document(number, found, document_of) or _issued_with(number, found, document_of)
    said = (
        _until(number, held, succession, query.language)
        if asks_end(query)
        else _from(held, query.language)
    )
    if said is None:
        return None
    short, citation = said
    return _answer(query, found, short, citation)


def _answer(query: Query, found: Sequence[Found], short: str, citation: Citation) -> Answer:
    head = f"**{escape(short)}** [1]"
    return Answer(
        query.question,
        f"{head}\n\n{evidence_text([citation], query.language)}",
        short=short,
        citations=(citation,),
        passages=tuple(found),
        draft=head,
    )


def _issued_with(
    number: tuple[str, ...],
    found: Sequence[Found],
    document_of: Callable[[str], Document | None],
) -> Document | None:
    """The document whose head says that it was issued with that decision; None where several do."""
    return only_document(found, document_of, lambda document: number in _own_numbers(document))


def _own_numbers(document: Document) -> Iterator[tuple[str, ...]]:
    head = document.text[:_HEAD]
    for match in _NUMBER.finditer(head):
        line = head[head.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _ISSUED_BY.search(line) and not _RESTS_ON.match(line):
            yield number_units(match[1])


def _from(document: Document | None, language: Language) -> tuple[str, Citation] | None:
    """From when a document is in force, by what was read of it or by its own effect clause."""
    if document is None:
        return None
    if document.effective is not None:
        return _said(document, "effective", document.effective, language)
    for span in sentences(document.text):
        text = document.text[span.start : span.end]
        if _OWN.match(text) and _BEGINS.search(text):
            printed = _printed(document, span, None)
            return (printed, cite(document, *span, 1, language)) if printed else None
    return None


def _until(
    number: tuple[str, ...], held: Document | None, succession: Succession, language: Language
) -> tuple[str, Citation] | None:
    """Until when: by the document that ends it, or by its own last day."""
    ended = [
        item for item in (succession.of(held) if held else succession.named(number)) if item.ends
    ]
    if ended and ended[0].since is not None:
        first = ended[0]
        return day_text(first.since), cite_relation(first.document, first.relation, 1, language)
    if held is not None and held.expires is not None:
        return _said(held, "expires", held.expires, language)
    return None


def _said(
    document: Document, slot: str, day: date, language: Language
) -> tuple[str, Citation] | None:
    """The day of a slot, as the text prints it or as a person has given it, and what says so."""
    for item in document.evidence:
        if item.slot == slot and item.start is not None and item.end is not None:
            span, given = Span(item.start, item.end), given_by(item)
            short = day_text(day) if given else _printed(document, span, day)
            return (short, cite(document, *span, 1, language, given)) if short else None
    return None


def _printed(document: Document, span: Span, day: date | None) -> str:
    """The day as the span prints it; else as read, where it is given in other words."""
    text = document.text[span.start : span.end]
    days = [
        mention
        for mention in read_periods(text)
        if mention.period and mention.period.kind is PeriodKind.DAY
    ]
    if days:
        printed = text[days[0].start : days[0].end]
        return printed.removeprefix("ngày").strip()
    return day_text(day)
