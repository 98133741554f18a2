"""Writing the answer: the short answer first, then the evidence, each statement with its mark."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.beside import beside_lines, doubt_line
from retrieval.check import borne_scope, unsupported
from retrieval.citing import cite, escape, evidence_text, label_of, short_of
from retrieval.computed_answer import computed_answer
from retrieval.messages import message
from retrieval.reading import Reading
from retrieval.records import Answer, Found, Query
from retrieval.refusal import abstain
from retrieval.scopes_table import scopes_table
from retrieval.slots import says_so_far
from retrieval.wording import scope_text

__all__ = ["abstain", "compose", "escape", "label_of", "short_of"]


def compose(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    """Write the answer for what was read, or the refusal when nothing was."""
    if reading.computed is not None:
        return computed_answer(query, reading.computed, found)
    if reading.premise and not reading.statements:
        return abstain(query, found, "missing")
    if reading.scopes:
        return scopes_table(query, reading, found)
    if reading.statements:
        return _statement(query, reading, found)
    return abstain(query, found, "missing", near=reading.near)


def _statement(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    language = query.language
    statement = reading.statements[0]
    citation = cite(1, statement, language)
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
    more: list[str] = []
    citations = [citation]
    if checks:
        head, short = message("quote_only", language) + " [1]", ""
    elif statement.figure:
        so_far = says_so_far(statement.sentence.text)
        borne = borne_scope(statement.figure.scope, citation)
        scope = scope_text(borne, language, so_far=so_far)
        head += f" ({escape(scope)})" if scope else ""
        more, citations = beside_lines(reading, language)
    elif doubt := doubt_line(statement, language):
        more = [doubt]
    return Answer(
        query.question,
        "\n\n".join((head, *more, evidence_text(citations, language))),
        short=short,
        citations=tuple(citations),
        passages=tuple(found),
        draft=head,
        checks=checks,
    )
