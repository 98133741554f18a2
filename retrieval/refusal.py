"""The refusal: one sentence, the same everywhere, then why, and what there is instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.choices import question_for
from retrieval.evidence import Candidate
from retrieval.kind_asked import RELATIVE
from retrieval.measured import relation
from retrieval.messages import message, refusal
from retrieval.off_topic import is_off_topic
from retrieval.records import Answer, Found, Language, Query, Reason
from retrieval.smalltalk import smalltalk
from retrieval.wording import scope_text
from vietnamese.terms import term

#: Scopes named that do exist, and figures looked at for them, best first.
_NAMED, _LOOKED_AT = 3, 12
#: Share of the question that a figure's words hold from which on it is offered instead, and the
#: slots on which it may be another one.
_CLOSE, _OTHER_TIME = 0.35, frozenset({"period", "kind", "base"})
#: Talk that is told what may be asked about instead.
_WITH_HOLDINGS = ("greeting", "assistant")


def abstain(
    query: Query,
    found: Sequence[Found],
    reason: Reason,
    near: Sequence[Candidate] = (),
    *,
    holdings: str = "",
) -> Answer:
    """The refusal in the question's language, with its reason; no figure, no citation.

    What is `missing` is named beside the scopes that exist, read off the figures in `near`, and the
    passages `found` are kept as the nearest ones. What nothing comes near to and is no matter of
    policy is off topic instead. `holdings` says what the documents are about.
    """
    if reason == "missing" and not near and is_off_topic(query.question):
        reason = "off_topic"
    if reason == "missing":
        text = " ".join((refusal(query.language), *_what_there_is(query, near)))
        return Answer(
            query.question,
            text,
            abstained=True,
            reason=reason,
            suggestions=_suggested(query, near),
            passages=tuple(found),
        )
    sorry = refusal(query.language)
    talk = (smalltalk(query.question) or "greeting") if reason == "smalltalk" else None
    if talk:
        text = message(f"smalltalk_{talk}", query.language, refusal=sorry)
    else:
        text = message(f"refusal_{reason}", query.language, refusal=sorry)
    if holdings and (reason == "off_topic" or talk in _WITH_HOLDINGS):
        text = f"{text} {holdings}"
    return Answer(query.question, text, abstained=True, reason=reason)


def _suggested(query: Query, near: Sequence[Candidate]) -> tuple[str, ...]:
    """Questions that figures near to what was asked answer, the nearest first.

    Such a figure may be of another time or kind, never of another place or thing.
    """
    close = [
        item.figure
        for item in near[:_LOOKED_AT]
        if item.figure and item.coverage >= _CLOSE and {*item.conflicts} <= _OTHER_TIME
    ]
    asked = (question_for(figure, query.language) for figure in close if figure.indicator)
    return tuple(dict.fromkeys(asked))[:_NAMED]


def _what_there_is(query: Query, near: Sequence[Candidate]) -> list[str]:
    """A sentence that tells the scope asked for from those that exist, if any are known."""
    language = query.language
    there = _scopes_named(query, near)
    if not there:
        return []
    kind = None if query.scope.kind in RELATIVE else query.scope.kind
    asked = scope_text(replace(query.scope, kind=kind, base=None), language)
    scopes = "; ".join(there)
    if not asked or asked in there:
        return [message("nearest_scopes", language, scopes=scopes)]
    name = _name_of(query)
    return [message("refusal_scope", language, subject=name, asked=asked, scopes=scopes)]


def _name_of(query: Query) -> str:
    """The indicator asked about, with a space behind it; "" where none is known."""
    known = term(query.terms[0]) if query.terms else None
    if known is None:
        return ""
    english = query.language == "en" and known.english
    return f"{known.english[0] if english else known.name} "


def _scopes_named(query: Query, near: Sequence[Candidate]) -> list[str]:
    """Scopes of figures that measure what was asked, each in words."""
    same = [
        item
        for item in near[:_LOOKED_AT]
        if item.figure
        and (not query.terms or relation(item.figure, query.terms) in ("same", "unknown"))
    ]
    language: Language = query.language
    named = (scope_text(item.figure.scope, language) for item in same if item.figure)
    return list(dict.fromkeys(text for text in named if text))[:_NAMED]
