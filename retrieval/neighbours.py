"""Passages that stand side by side in a document, read as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.records import Found
from store.records import Passage

#: Found passages among which neighbours are looked for: an answer runs across two good passages,
#: not across a good one and one that was found in passing.
_DEPTH = 6
#: Most passages that are read as one.
_MOST = 3


def join(found: Sequence[Found], text_of: Callable[[str], str]) -> list[Found]:
    """`found` with neighbours under one heading joined, at the place of the better one.

    Only passages of the same scope and evidence are joined; `text_of` gives the stored text of a
    source. The id stays that of the better one.
    """
    best, rest = list(found[:_DEPTH]), list(found[_DEPTH:])
    joined: list[Found] = []
    while best:
        group = [best.pop(0)]
        while len(group) < _MOST:
            near = next((item for item in best if _borders(group, item.passage)), None)
            if near is None:
                break
            best.remove(near)
            group.append(near)
        joined.append(_one(group, text_of) if len(group) > 1 else group[0])
    return joined + rest


def _borders(group: Sequence[Found], passage: Passage) -> bool:
    """Whether a passage follows on the group, or the group on it, as one section of one scope."""
    first = group[0].passage
    return (
        passage.source == first.source
        and passage.headings == first.headings
        and passage.scope == first.scope
        and passage.evidence == first.evidence
        and any(abs(item.passage.ordinal - passage.ordinal) == 1 for item in group)
    )


def _one(group: Sequence[Found], text_of: Callable[[str], str]) -> Found:
    passages = [item.passage for item in group]
    start, end = min(p.start for p in passages), max(p.end for p in passages)
    whole = replace(
        passages[0],
        start=start,
        end=end,
        text=text_of(passages[0].source)[start:end],
        ordinal=min(p.ordinal for p in passages),
        tokens=sum(p.tokens for p in passages),
    )
    return replace(group[0], passage=whole, twins=tuple(t for item in group for t in item.twins))
