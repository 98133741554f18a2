"""Writing an answer that is worked out: the result, how, and every figure it rests on, cited."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.check import borne_scope, unsupported
from retrieval.citing import cited, escape, evidence_text, short_of
from retrieval.computation import in_words, record
from retrieval.computing import Computed
from retrieval.derivation import Operation
from retrieval.messages import message
from retrieval.reading import figure_statement
from retrieval.records import Answer, Citation, Found, Language, Query
from retrieval.wording import period_text, scope_text
from store.records import Figure
from vietnamese.quantity import Bound
from vietnamese.scope import Kind
from vietnamese.terms import term

_GOALS = (Kind.TARGET, Kind.PLAN)
#: Computations that usually are over figures of one period.
_OF_ONE_PERIOD = (Operation.LARGER, Operation.DIFFERENCE, Operation.SUM)


def computed_answer(query: Query, computed: Computed, found: Sequence[Found]) -> Answer:
    """The answer of a computation: result and expression, a line for each figure, the quotes."""
    language = query.language
    statements = [figure_statement(item) for item in computed.operands]
    figures = [statement.figure for statement in statements if statement.figure]
    borne = cited(statements, language)
    citations = list(dict.fromkeys(borne))
    marks = [citation.marker for citation in borne]
    prints = [short_of(statement, language) for statement in statements]
    shown, short = _head(computed, prints, marks, _names(figures, borne, language), language)
    lines = [
        f"- {escape(_described(figure, citation, language))}: {escape(text)} [{citation.marker}]"
        for figure, citation, text in zip(figures, borne, prints, strict=True)
    ]
    text = message(
        "computed",
        language,
        head=shown,
        note=_note(computed, figures, language),
        lines="\n".join(lines),
        evidence=evidence_text(citations, language),
    )
    evidence = [item.value for citation in citations for item in citation.inherited]
    claims = " ".join(prints)
    checks = unsupported(claims, citations, language=language, evidence=evidence, figures=figures)
    return Answer(
        query.question,
        text,
        short=short,
        citations=tuple(citations),
        passages=tuple(found),
        computations=(record(computed, marks, language),),
        draft=shown,
        checks=checks,
    )


def _head(
    computed: Computed,
    prints: Sequence[str],
    marks: Sequence[int],
    names: Sequence[str],
    language: Language,
) -> tuple[str, str]:
    """The first line and the short answer."""
    if computed.operation is not Operation.LARGER:
        result, expression = in_words(computed, language, marks)
        head = message("computed_head", language, result=result, expression=expression)
        return head, result
    first, second = (f"{escape(t)} [{mark}]" for t, mark in zip(prints, marks, strict=True))
    if computed.winner is None:
        head = message("computed_equal", language, first=first, second=second)
        verdict = message("verdict_yes" if computed.verdict else "verdict_no", language).lower()
        return head, verdict if computed.verdict is not None else head.split("**")[1]
    pair = (first, second) if computed.winner == 0 else (second, first)
    kind = "less" if computed.smaller else "more"
    winner = names[computed.winner]
    head = message(
        f"computed_{kind}", language, winner=escape(winner), first=pair[0], second=pair[1]
    )
    if computed.verdict is None:
        by = f"; {in_words(computed, language)[0]}" if computed.much else ""
        by = f": {prints[computed.winner]}" if computed.value else by
        return head, f"{winner}{by}"
    verdict = message("verdict_yes" if computed.verdict else "verdict_no", language)
    return f"**{verdict}**: {head.replace('**', '')}", verdict.lower()


def _names(
    figures: Sequence[Figure], citations: Sequence[Citation], language: Language
) -> list[str]:
    """What tells the figures apart in words: their places, periods or indicators."""
    scopes = [borne_scope(f.scope, c) for f, c in zip(figures, citations, strict=True)]
    places = [scope.place for scope in scopes]
    if all(places) and len({place.full_name for place in places if place}) == len(places):
        return [scope_text(type(s)(place=s.place), language) for s in scopes]
    periods = [scope.period for scope in scopes]
    if all(periods) and len(set(periods)) == len(periods):
        return [period_text(period, language) for period in periods if period]
    kinds = [f.scope.kind if f.scope.kind in _GOALS else Kind.RESULT for f in figures]
    if len(set(kinds)) == len(kinds):
        return [message(f"kind_{kind.value}", language) for kind in kinds if kind]
    return [_indicator(figure, language) for figure in figures]


def _indicator(figure: Figure, language: Language) -> str:
    """What a figure measures: the indicator's usual name, or the document's own words."""
    known = term(figure.term) if figure.term else None
    if known and language == "en" and known.english:
        return known.english[0]
    if known and figure.scope.kind is not Kind.COUNT:
        return known.name[:1].upper() + known.name[1:]
    return figure.indicator or figure.text


def _described(figure: Figure, citation: Citation, language: Language) -> str:
    """Indicator and scope of an operand, as far as its quote and evidence bear them."""
    scope = scope_text(borne_scope(figure.scope, citation), language)
    name = _indicator(figure, language)
    return f"{name} ({scope})" if scope else name


def _note(computed: Computed, figures: Sequence[Figure], language: Language) -> str:
    """That the result is worked out, and whether it is rounded or only approximate."""
    kind = "compared" if computed.operation is Operation.LARGER else "note"
    parts = [message(f"computed_{kind}", language)]
    if not computed.exact:
        parts.append(message("computed_rounded", language))
    if any(figure.bound not in ("", Bound.EXACT.value) for figure in figures):
        parts.append(message("computed_bound", language))
    periods = {figure.scope.period for figure in figures}
    if computed.operation in _OF_ONE_PERIOD and None not in periods and len(periods) > 1:
        parts.append(message("computed_periods", language))
    return " ".join(parts)
