"""Lines under an answer: what other documents print, the plan beside a result, an odd print."""

from __future__ import annotations

from retrieval.check import borne_scope, unsupported
from retrieval.citing import cited, escape, short_of
from retrieval.messages import message
from retrieval.reading import Reading, Statement
from retrieval.records import Citation, Language
from retrieval.wording import day_words, scope_text
from vietnamese.scope import Kind

_GOALS = (Kind.TARGET, Kind.PLAN)


def beside_lines(reading: Reading, language: Language) -> tuple[list[str], list[Citation]]:
    """The lines and all citations, the answer's own first; marks follow the order of use."""
    lead = reading.statements[0]
    lines = []
    shown = [lead, *reading.others]
    citations = cited(shown, language)
    if reading.others:
        rows = [
            f"- {escape(short_of(statement, language))} [{citation.marker}]"
            f"{_dated(statement, language)}"
            for statement, citation in zip(shown, citations, strict=True)
        ]
        lines.append("\n".join((message("disagreement", language), *rows)))
    if reading.beside is not None:
        with_pair = cited([*shown, reading.beside], language)
        if _is_borne(reading.beside, with_pair[-1], language):
            citations = with_pair
            lines.append(_pair_line(reading.beside, with_pair[-1], language))
    doubt = doubt_line(lead, language)
    if doubt:
        lines.append(doubt)
    return lines, list(dict.fromkeys(citations))


def doubt_line(statement: Statement, language: Language) -> str:
    """That a figure is printed oddly or scanned badly; empty where nothing speaks against it."""
    doubts = statement.figure.doubt if statement.figure else ()
    if statement.figure is None and _is_unclear(statement):
        doubts = ("scan",)
    named = next((doubt for doubt in ("scan", "garbled", "unit", "share") if doubt in doubts), None)
    return message(f"doubt_{named}", language) if named else ""


def _is_unclear(statement: Statement) -> bool:
    """Whether an answer holds digits that the scan of its document does not show clearly."""
    document, quote = statement.sentence.document, statement.quote
    return any(
        quote.start <= start < quote.end and document.text[start:end] in statement.short
        for start, end in document.unclear
    )


def _is_borne(statement: Statement, citation: Citation, language: Language) -> bool:
    figures = [statement.figure] if statement.figure else []
    return not unsupported(
        short_of(statement, language), [citation], language=language, figures=figures
    )


def _pair_line(statement: Statement, citation: Citation, language: Language) -> str:
    figure = statement.figure
    assert figure is not None
    kind = "plan" if figure.scope.kind in _GOALS else "result"
    scope = scope_text(borne_scope(figure.scope, citation), language)
    return message(
        f"pair_{kind}",
        language,
        value=escape(short_of(statement, language)),
        mark=f"[{citation.marker}]",
        scope=f" ({escape(scope)})" if scope else "",
    )


def _dated(statement: Statement, language: Language) -> str:
    """The day the document of a statement speaks from, in words."""
    document = statement.sentence.document
    day = document.event_date or document.published
    if day is None:
        return f" ({message('undated', language)})"
    return f" ({message('dated', language, day=day_words(day, language))})"
