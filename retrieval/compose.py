"""Writing the answer: the short answer first, then the evidence, each statement with its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.check import borne_scope, unsupported
from retrieval.evidence import Candidate
from retrieval.locator import locator_of
from retrieval.messages import message, refusal
from retrieval.reading import MOST_ROWS, Reading, Statement
from retrieval.records import Answer, Citation, Found, Language, Query, Reason
from retrieval.wording import scope_text
from store.records import Document
from vietnamese.numbers import format_en, read_quantities

#: Markdown that a quoted text must not bring into an answer.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#])")


def escape(text: str) -> str:
    """Text on one line with Markdown taken out of force; a printed figure stays as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def compose(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    """Write the answer for what was read, or the refusal when nothing was."""
    if reading.premise and not reading.statements:
        return abstain(query, found, "missing")
    if reading.scopes:
        return _table(query, reading, found)
    if reading.statements:
        return _statement(query, reading, found)
    return abstain(query, found, "missing", near=reading.near)


def abstain(
    query: Query, found: Sequence[Found], reason: Reason, near: Sequence[Candidate] = ()
) -> Answer:
    """The refusal in the question's language, with one line on the scopes that exist; no figure."""
    language = query.language
    if reason != "missing":
        text = message(f"refusal_{reason}", language, refusal=refusal(language))
    else:
        text = refusal(language)
        scopes = _scopes_named(near, language)
        if scopes:
            text += " " + message("nearest_scopes", language, scopes=scopes)
    passages = tuple(found) if reason == "missing" else ()
    return Answer(query.question, text, abstained=True, reason=reason, passages=passages)


def _scopes_named(near: Sequence[Candidate], language: Language) -> str:
    named = (scope_text(item.figure.scope, language) for item in near[:6] if item.figure)
    return "; ".join(list(dict.fromkeys(text for text in named if text))[:3])


def _statement(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    language = query.language
    statement = reading.statements[0]
    citation = _cite(1, statement, language)
    short = shown = short_of(statement, language)
    if reading.verdict:
        verdict = message(f"verdict_{reading.verdict}", language)
        shown = f"{verdict}: {short}"
        short = verdict.lower() if reading.verdict == "yes" else f"{verdict.lower()}: {short}"
    head = f"**{escape(shown)}** [1]"
    if reading.premise:
        head = f"{message('premise', language)} {head}"
    evidence = [item.value for item in citation.inherited]
    figures = [statement.figure] if statement.figure else []

    # Never said: what the quote does not bear out. Scope without evidence is left out; where the
    # answer itself is not borne out, the quote alone is given.
    checks = unsupported(shown, [citation], language=language, evidence=evidence, figures=figures)
    if checks:
        head, short = message("quote_only", language) + " [1]", ""
    elif statement.figure:
        scope = scope_text(borne_scope(statement.figure.scope, citation), language)
        head += f" ({escape(scope)})" if scope else ""
    text = message(
        "answer",
        language,
        head=head,
        quote=escape(citation.quote),
        label=escape(citation.label),
    )
    return Answer(
        query.question,
        text,
        short=short,
        citations=(citation,),
        passages=tuple(found),
        draft=head,
        checks=checks,
    )


def _table(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    """A row for each scope, or, when there are too many, a question back."""
    language = query.language
    if len(reading.statements) > MOST_ROWS:
        return _ask_back(query, reading, found)
    citations = []
    rows = []
    for marker, statement in enumerate(reading.statements, 1):
        citations.append(_cite(marker, statement, language))
        figure = statement.figure
        scope = scope_text(borne_scope(figure.scope, citations[-1]), language) if figure else ""
        rows.append(f"| {escape(scope)} | {escape(short_of(statement, language))} | [{marker}] |")
    text = message("scopes_table", language, rows="\n".join(rows))
    return Answer(
        query.question, text, citations=tuple(citations), passages=tuple(found), draft=text
    )


def _ask_back(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    scopes = dict.fromkeys(
        scope_text(statement.figure.scope, query.language)
        for statement in reading.statements
        if statement.figure
    )
    choices = tuple(f"{query.question.rstrip(' ?.!')} ({scope})?" for scope in scopes if scope)
    return Answer(
        query.question,
        message("ask_scope", query.language),
        clarification=True,
        choices=choices[:MOST_ROWS],
        passages=tuple(found),
    )


def short_of(statement: Statement, language: Language) -> str:
    """The bare answer, in English notation for an English question."""
    if language == "en" and statement.figure:
        quantities = read_quantities(statement.short)
        if len(quantities) == 1:
            return format_en(quantities[0])
    return statement.short if statement.figure is None else " ".join(statement.short.split())


def _cite(marker: int, statement: Statement, language: Language) -> Citation:
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
