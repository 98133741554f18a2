"""A table of the scopes that fit a question, or a question back with complete choices."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.check import borne_scope
from retrieval.citing import cite, escape, short_of
from retrieval.messages import message
from retrieval.reading import MOST_ROWS, Reading
from retrieval.records import Answer, Found, Query
from retrieval.wording import scope_text


def scopes_table(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    """A row for each scope, or, when there are too many, a question back."""
    language = query.language
    if len(reading.statements) > MOST_ROWS:
        return _ask_back(query, reading, found)
    citations = []
    rows = []
    for marker, statement in enumerate(reading.statements, 1):
        citations.append(cite(marker, statement, language))
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
