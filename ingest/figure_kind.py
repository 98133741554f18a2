"""Whether a figure is a target, a plan, an estimate, a result, a change or a share."""

from __future__ import annotations

import re

from ingest.figure_sentence import CHANGE, DONE, EDGE, MEASURES, PERCENT, TARGETS, ReadSentence
from ingest.figure_state import State
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_SHARE = re.compile(r"\b(?:chiếm|tỷ lệ|tỷ trọng|cơ cấu)\b")


_OF_PLAN = re.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|kịch bản)\b")


def kind_of(
    sentence: ReadSentence, quantity: Quantity, before: Span, after: Span, state: State
) -> Kind | None:
    """The kind of a figure from the words around it and what governs it."""
    near = normalise(EDGE.split(sentence.text[before.start : before.end])[-1])
    behind = normalise(EDGE.split(sentence.text[after.start : after.end])[0])
    named = [k.kind for k in sentence.kinds if before.start <= k.start < before.end]
    if quantity.unit in PERCENT and _OF_PLAN.search(behind[:60]):
        return Kind.SHARE_OF_PLAN
    if _changes(near):
        return Kind.GROWTH if state.kind not in TARGETS or DONE.search(near) else state.kind
    if quantity.unit in PERCENT and _SHARE.search(near) and state.kind not in TARGETS:
        return Kind.SHARE
    if quantity.unit in PERCENT and CHANGE.search(normalise(state.indicator)):
        return Kind.GROWTH if state.kind not in TARGETS else state.kind
    last = named[-1] if named else None
    if last in (Kind.TARGET, Kind.PLAN, Kind.ESTIMATE):
        return last
    if DONE.search(near):
        return Kind.RESULT if quantity.unit in MEASURES else Kind.COUNT
    if state.kind in TARGETS:
        return state.kind
    if last is not None and last is not Kind.GROWTH:
        return last
    return state.kind or (Kind.RESULT if quantity.unit in MEASURES else Kind.COUNT)


def _changes(words: str) -> bool:
    """Whether the words right before a figure say a change, and no level reached after it."""
    changes = list(CHANGE.finditer(words))
    return bool(changes) and not re.search(
        r"\b(?:đạt|bằng|lên|còn|xuống)\b", words[changes[-1].end() :]
    )


def base_of(sentence: ReadSentence, before: Span, after: Span) -> str | None:
    """What a change is measured against: right behind the figure, else before it."""
    edge = EDGE.search(sentence.text, after.start, after.end)
    stop = edge.start() if edge else after.end
    behind = [base.base for base in sentence.bases if after.start <= base.start < stop]
    ahead = [base.base for base in sentence.bases if before.start <= base.start < before.end]
    rest = [base.base for base in sentence.bases if stop <= base.start < after.end]
    return next(iter((*behind, *ahead[-1:], *rest)), None)
