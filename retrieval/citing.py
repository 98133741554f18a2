"""A statement as a citation: its quote, what a reader sees of its source, its figure in print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.locator import locator_of
from retrieval.messages import message
from retrieval.reading import FALL, Statement
from retrieval.records import Citation, Language
from store.records import Document
from vietnamese.numbers import format_en, read_quantities

#: Markdown that a quoted text must not bring into an answer.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#])")


def escape(text: str) -> str:
    """Text on one line with Markdown taken out of force; a printed figure stays as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def short_of(statement: Statement, language: Language) -> str:
    """The bare answer, in English notation for an English question."""
    if language == "en" and statement.figure:
        quantities = read_quantities(statement.short)
        if len(quantities) == 1:
            fall = "down " if statement.short.startswith(FALL) else ""
            return f"{fall}{format_en(quantities[0])}"
    return statement.short if statement.figure is None else " ".join(statement.short.split())


def cite(marker: int, statement: Statement, language: Language) -> Citation:
    """The citation of a statement, with the evidence for what its scope inherits."""
    sentence = statement.sentence
    document = sentence.document
    inherited = statement.figure.inherited if statement.figure else sentence.passage.evidence
    return Citation(
        marker=marker,
        source=document.source,
        start=statement.quote.start,
        end=statement.quote.end,
        quote=document.text[statement.quote.start : statement.quote.end],
        passage_id=sentence.passage.id,
        label=label_of(document, language, statement.quote.start),
        inherited=inherited,
    )


def cited(statements: Sequence[Statement], language: Language) -> list[Citation]:
    """A citation for each statement, numbered from 1; statements of one quote share theirs."""
    citations: dict[tuple[str, int, int], Citation] = {}
    found = []
    for statement in statements:
        quote = statement.quote
        key = statement.sentence.document.source, quote.start, quote.end
        if key not in citations:
            citations[key] = cite(len(citations) + 1, statement, language)
        found.append(citations[key])
    return found


def evidence_text(citations: Sequence[Citation], language: Language) -> str:
    """The quotes with their marks, and below them the sources, each named once."""
    quotes = "\n>\n".join(f"> “{escape(c.quote)}” [{c.marker}]" for c in citations)
    marks: dict[str, list[str]] = {}
    for citation in citations:
        marks.setdefault(citation.label, []).append(f"[{citation.marker}]")
    sources = "\n\n".join(
        message("source", language, marks=", ".join(numbers), label=escape(label))
        for label, numbers in marks.items()
    )
    return f"{quotes}\n\n{sources}"


def label_of(document: Document, language: Language, at: int | None = None) -> str:
    """What a reader sees of a source, and of the place `at` in it.

    "Nghị quyết 01-NQ/TU, Điều 3, khoản 2, tr. 5"; "bản tóm lược: Tạp chí …, «…»".
    """
    if document.number and document.doc_type and not document.digest:
        parts = [f"{document.doc_type.capitalize()} {document.number}"]
    else:
        title = f"«{document.original_title or document.title or document.source}»"
        parts = [part for part in (document.outlet, title) if part]
    if at is not None:
        parts.append(locator_of(document, at, language))
    label = ", ".join(part for part in parts if part)
    return message("digest_label", language, label=label) if document.digest else label
