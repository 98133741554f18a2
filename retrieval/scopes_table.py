"""A table of the scopes that fit a question, or a question back with complete choices."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.beside import doubt_line
from retrieval.check import borne_scope
from retrieval.choices import indicator_words, question_for
from retrieval.citing import cited, escape, evidence_text, short_of
from retrieval.messages import message
from retrieval.reading import MOST_ROWS, Reading, Statement
from retrieval.records import Answer, Citation, Found, Language, Query
from retrieval.slots import says_so_far
from retrieval.wording import base_words, place_text, until_text

_COLUMNS = ("indicator", "place", "period", "kind", "base")


def scopes_table(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    """A row for each scope, or, when there are too many, a question back.

    A column for each slot in which the figures differ; what they share stands above the table.
    """
    language = query.language
    if len(reading.statements) > MOST_ROWS:
        return _ask_back(query, reading, found)
    borne = cited(reading.statements, language)
    slots = [_slots(s, c, language) for s, c in zip(reading.statements, borne, strict=True)]
    differing = [name for name in _COLUMNS if len({row[name] for row in slots}) > 1]
    shared = [slots[0][name] for name in _COLUMNS[1:] if name not in differing and slots[0][name]]
    names = [*differing, "value", "source"]
    rows = [
        [*(escape(row[name]) for name in differing), escape(short_of(s, language)), f"[{c.marker}]"]
        for row, s, c in zip(slots, reading.statements, borne, strict=True)
    ]
    table = [
        [message(f"column_{name}", language) for name in names],
        ["---" for _ in names],
        *rows,
    ]
    citations = list(dict.fromkeys(borne))
    doubts = dict.fromkeys(doubt_line(statement, language) for statement in reading.statements)
    text = message(
        "scopes_table",
        language,
        shared=f" ({escape(', '.join(shared))})" if shared else "",
        table="\n".join(f"| {' | '.join(row)} |" for row in table),
        evidence=evidence_text(citations, language),
    )
    text = "\n\n".join((text, *(doubt for doubt in doubts if doubt)))
    return Answer(
        query.question, text, citations=tuple(citations), passages=tuple(found), draft=text
    )


def _slots(statement: Statement, citation: Citation, language: Language) -> dict[str, str]:
    """The scope of a row in words, as far as its quote and evidence bear it."""
    figure = statement.figure
    if figure is None:
        return dict.fromkeys(_COLUMNS, "")
    scope = borne_scope(figure.scope, citation)
    so_far = says_so_far(statement.sentence.text)
    return {
        "indicator": indicator_words(figure, language),
        "place": place_text(scope.place, language) if scope.place else "",
        "period": until_text(scope.period, language, so_far=so_far) if scope.period else "",
        "kind": message(f"kind_{scope.kind.value}", language) if scope.kind else "",
        "base": base_words(figure.comparison, figure.basis, language),
    }


def _ask_back(query: Query, reading: Reading, found: Sequence[Found]) -> Answer:
    """A question back; each choice is a question that has one of the figures as its answer."""
    choices = dict.fromkeys(
        question_for(statement.figure, query.language)
        for statement in reading.statements
        if statement.figure
    )
    return Answer(
        query.question,
        message("ask_scope", query.language),
        clarification=True,
        choices=tuple(choices)[:MOST_ROWS],
        passages=tuple(found),
    )
