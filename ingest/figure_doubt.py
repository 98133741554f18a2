"""Reasons to doubt the print of a figure."""

from __future__ import annotations

from ingest.figure_sentence import PERCENT, ReadSentence
from ingest.figure_state import State
from vietnamese.numbers import Quantity
from vietnamese.scope import Kind

#: A percentage above this is no share and hardly a growth.
_MOST_PERCENT = 1000


def doubts(sentence: ReadSentence, quantity: Quantity, state: State) -> tuple[str, ...]:
    """Reasons to doubt the print: a unit the indicator cannot have, a share beyond all bounds."""
    found = []
    for mention in sentence.terms:
        if mention.term.id != state.term or quantity.unit not in PERCENT:
            continue
        relative = state.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN, Kind.SHARE)
        if "%" not in mention.term.units and not relative:
            found.append("unit")
            break
    if quantity.unit == "%" and quantity.value is not None and quantity.value > _MOST_PERCENT:
        found.append("share")
    return tuple(found)
