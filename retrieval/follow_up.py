"""Joining a question to the turns before it: what it leaves out it takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.records import Filters, Query
from retrieval.understand import understand
from vietnamese.normal import fold, normalise
from vietnamese.scope import Scope

#: A question that leans on the one before it, folded.
_LEANS = re.compile(
    r"^(?:con|the|vay|va|roi|thi|nhung|cung|tuong tu|and|what about|how about|then)\b"
    r"|\b(?:thi sao|the con|do la|nay la|ong ay|ba ay|ho|dieu do|viec do|so do|con so do|nhu the"
    r"|cai do|chi tieu do|chi tieu nay|muc tieu do|muc tieu nay|nguoi do|de an do|noi do)\b"
    r"|\b(?:it|that|this|they|he|she|its|their)\b"
)


def understand_turns(
    question: str, history: Sequence[str], *, today: date, filters: Filters = Filters()
) -> Query:
    """Understand `question` as the last of a conversation; `history` are the earlier user turns."""
    query: Query | None = None
    for turn in (*history, question):
        current = understand(turn, today=today, filters=filters)
        usable = query is not None and query.reason is None and current.reason is None
        query = _join(query, current) if usable and query else current
    assert query is not None
    return query


def _join(before: Query, now: Query) -> Query:
    """Fill the open slots of `now` from `before`.

    A question without a subject of its own takes over the whole subject; one with a subject takes
    over place and period only, and these inherited slots are marked, as they bind less.
    """
    leans = _LEANS.search(fold(normalise(now.text))) is not None
    own_subject = any(concept.weight >= 1 for concept in now.concepts)
    if own_subject and not leans and now.scope.place and now.scope.period:
        return now
    inherited = []
    scope = now.scope
    places = now.places
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
    if own_subject:
        text = _with_slots(now, before, inherited)
        return replace(now, text=text, scope=scope, places=places, inherited=tuple(inherited))
    return _same_subject(before, now, scope, places, inherited)


def _same_subject(
    before: Query, now: Query, scope: Scope, places: tuple[object, ...], inherited: list[str]
) -> Query:
    if scope.kind is None:
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
        concepts=(*before.concepts, *now.concepts),
        inherited=(*inherited, "subject"),
    )


def _with_slots(now: Query, before: Query, inherited: Sequence[str]) -> str:
    """The question with the names of inherited slots after it, for searching."""
    added = []
    if "place" in inherited and before.scope.place:
        added.append(before.scope.place.name)
    if "period" in inherited and before.scope.period:
        added.append(str(before.scope.period.end.year))
    return " ".join([now.text, *added])
