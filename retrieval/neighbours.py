"""Passages that stand side by side in a document, read as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.records import Found
from store.records import Passage

#: Found passages among which neighbours are looked for: an answer runs across two good passages,
#: not across a good one and one that was found in passing.
_DEPTH = 6
#: Passages of a document that is read as a whole, at most, and what a passage not found is worth.
_SHORT, _UNFOUND = 16, 0.5
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


def with_rest_of_first(
    found: Sequence[Found], passages_of: Callable[[str], Sequence[Passage]], depth: int
) -> list[Found]:
    """`found`, its first `depth`, and behind them the rest of the document of the first one.

    What is asked of a meeting or a plan may stand in words of its own far from where it is named.
    A long document is left alone.
    """
    ahead = list(found[:depth])
    whole = passages_of(ahead[0].passage.source) if ahead else ()
    if len(whole) > _SHORT:
        return ahead
    read = [item.passage for item in ahead]
    score = _UNFOUND * min(item.score for item in ahead) if ahead else 0.0
    rest = [one for one in whole if not any(_covers(passage, one) for passage in read)]
    return [*ahead, *(Found(passage, score) for passage in rest)]


def _covers(passage: Passage, other: Passage) -> bool:
    same = passage.source == other.source
    return same and passage.start <= other.start and other.end <= passage.end


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
