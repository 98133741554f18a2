"""Joining a question to the turns before it: what it leaves out it takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.records import Concept, Filters, Query
from retrieval.understand import understand
from vietnamese.normal import fold, normalise
from vietnamese.periods import year_period
from vietnamese.scope import Kind, Scope
from vietnamese.terms import read_terms

#: A question that leans on the one before it, folded.
_LEANS = re.compile(
    r"^(?:con|the|vay|va|roi|thi|nhung|cung|tuong tu|and|what about|how about|then)\b"
    r"|\b(?:thi sao|the con|do la|nay la|ong ay|ba ay|ho|dieu do|viec do|so do|con so do|nhu the"
    r"|cai do|chi tieu do|chi tieu nay|muc tieu do|muc tieu nay|nguoi do|de an do|noi do)\b"
    r"|\b(?:it|that|this|they|he|she|its|their)\b"
)


#: Words of a question that cannot stand alone.
_STUB = 5
#: Weight from which on a concept is a word of content, not of the kind of figure asked for.
_OWN = 0.5
#: Words of its own from which on a question has its own subject, leaning or not.
_OWN_WORDS = 4
_WHOLE_YEAR = re.compile(
    r"\b(?:ca nam|(?:cac|nhung) thang con lai|tu nay den cuoi nam|full[- ]year|whole year"
    r"|remaining months|rest of the year)\b"
)


def understand_turns(
    question: str, history: Sequence[str], *, today: date, filters: Filters = Filters()
) -> Query:
    """Understand `question` as the last of a conversation; `history` are the earlier user turns."""
    before: Query | None = None
    for turn in history:
        current = understand(turn, today=today, filters=filters)
        if current.reason is None:  # thanks between two turns lose no thread
            before = _join(before, current) if before else current
    now = understand(question, today=today, filters=filters)
    return _join(before, now) if before and now.reason is None else now


def _join(before: Query, now: Query) -> Query:
    """Fill the open slots of `now` from `before`.

    A question without a subject of its own takes over the whole subject; one with a subject takes
    over place and period only, and these inherited slots are marked, as they bind less.
    """
    leans = _LEANS.search(fold(normalise(now.text))) is not None or _is_stub(now)
    own_words = sum(" " not in concept.wordings[0] for concept in now.concepts)
    own_subject = own_words >= _OWN_WORDS or any(concept.weight >= 1 for concept in now.concepts)
    if own_subject and not leans and now.scope.place and now.scope.period:
        return now
    inherited = []
    scope = now.scope
    places = now.places
    if scope.period is None and now.partial and before.scope.period:
        scope = replace(scope, period=now.partial.within(before.scope.period.end.year))
    if scope.period is None and _WHOLE_YEAR.search(fold(normalise(now.text))):
        year = before.scope.period and year_period(before.scope.period.end.year)
        scope = replace(scope, period=year)
    if not now.places and before.places:
        place_level = scope.level is None
        scope = replace(scope, place=before.scope.place)
        if place_level:
            scope = replace(scope, level=before.scope.level)
        places = before.places if place_level else ()
        inherited.append("place")
    if scope.period is None and before.scope.period:
        scope = replace(scope, period=before.scope.period)
        inherited.append("period")
    swapped = _swap(before, now) if leans and not now.terms else None
    if swapped is not None:
        before, own_subject = swapped, False
        now = replace(now, concepts=())
    if leans and now.answer_type == "open":
        now = replace(now, answer_type=before.answer_type)
    if own_subject:
        text = _with_slots(now, before, inherited)
        return replace(now, text=text, scope=scope, places=places, inherited=tuple(inherited))
    return _same_subject(before, now, scope, places, inherited)


def _required(concept: Concept) -> Concept:
    """A word that a short question adds to the one before: it must stand in the answer."""
    return replace(concept, weight=max(concept.weight, 1.0)) if concept.weight >= _OWN else concept


def _is_stub(now: Query) -> bool:
    """Whether a question is too short to stand alone: few words, no place, no indicator."""
    return len(now.text.split()) <= _STUB and not now.places and not now.terms


def _same_subject(
    before: Query, now: Query, scope: Scope, places: tuple[object, ...], inherited: list[str]
) -> Query:
    passed = before.scope.kind in (Kind.RESULT, Kind.ESTIMATE)
    if scope.kind is None and not (passed and now.scope.period):
        scope = replace(scope, kind=before.scope.kind, base=scope.base or before.scope.base)
    answer_type = before.answer_type if now.answer_type in ("open", "yes_no") else now.answer_type
    return replace(
        now,
        text=f"{before.text} {now.text}",
        answer_type=answer_type,
        asked=now.asked or before.asked,
        scope=scope,
        places=places,  # type: ignore[arg-type]
        terms=now.terms or before.terms,
        concepts=(*before.concepts, *(_required(concept) for concept in now.concepts)),
        inherited=(*inherited, "subject"),
    )


def _swap(before: Query, now: Query) -> Query | None:
    """The question before with one word of its indicator replaced: "thu ngân sách … còn chi?".

    None unless the word put in its place names another indicator, or a thing of the same shape
    ("F1" → "F2").
    """
    words = [
        c.wordings[0] for c in now.concepts if len(c.wordings) == 1 and " " not in c.wordings[0]
    ]
    for number, concept in enumerate(before.concepts):
        own = concept.wordings[0].split()
        for place, old in enumerate(own):
            for new in words:
                name = " ".join([*own[:place], new, *own[place + 1 :]])
                named = [m.term for m in read_terms(name) if m.text == name]
                if not named and not (len(own) == 1 and _same_shape(old, new)):
                    continue
                wordings = tuple(dict.fromkeys((name, *(n for t in named for n in t.names))))
                changed = replace(concept, wordings=wordings)
                return replace(
                    before,
                    text=f"{before.text} {name}",
                    terms=tuple(term.id for term in named),
                    concepts=(*before.concepts[:number], changed, *before.concepts[number + 1 :]),
                )
    return None


def _same_shape(one: str, other: str) -> bool:
    """Whether two words are signs of one series: "f1" and "f2"."""
    shape = [re.sub(r"\d+", "0", re.sub(r"[^\W\d_]", "x", word)) for word in (one, other)]
    return one != other and shape[0] == shape[1] and "0" in shape[0] and "x" in shape[0]


def _with_slots(now: Query, before: Query, inherited: Sequence[str]) -> str:
    """The question with the names of inherited slots after it, for searching."""
    added = []
    if "place" in inherited and before.scope.place:
        added.append(before.scope.place.name)
    if "period" in inherited and before.scope.period:
        added.append(str(before.scope.period.end.year))
    return " ".join([now.text, *added])
