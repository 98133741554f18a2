"""What the sentence ranker is told of a question and each sentence found, as numbers.

The columns of `retrieval.features`, read off sentences in place of passages, with what stands above
and before a sentence as its context; what the slots and wordings of the product say; and whether
the sentence holds anything of the type asked for (`retrieval.cues`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from retrieval.asked import Asked, Floats
from retrieval.cues import Cues, counts_any, cues_of, fitting, new_names, new_numbers
from retrieval.evidence import Candidate
from retrieval.features import Candidates, features
from retrieval.local_features import local_features
from retrieval.records import Query
from retrieval.soft_matches import Meaning
from vietnamese.normal import fold, normalise
from vietnamese.tokens import syllables

#: Columns that say how sentences of a passage lie in it: a sentence has one only.
_OF_PASSAGES = frozenset(
    name + behind
    for name in ("sentence", "sentence_content", "sentence_two", "sentence_place")
    for behind in ("", "_behind")
) | {"sentence_length", "sentences"}
#: The thing asked for: the words before "nào" or "gì".
_ASKED_FOR = re.compile(r"((?:[^\W\d_]+ ){1,3})(?:nao|gi)\b")
#: Columns that are also given as the distance to the best sentence.
_COMPARED = frozenset(
    "score coverage own passage local local_pairs skipped soft_local soft_two reverse".split()
)
_TYPES = ("open", "person", "date", "place", "reason", "count", "amount", "list")


def sentence_features(
    query: Query,
    asked: Asked,
    ranked: Sequence[Candidate],
    read: Candidates,
    meaning: Meaning | None,
) -> dict[str, Floats]:
    """Named columns of one number per sentence, `ranked` in the order of the documents.

    `read` are the words and pieces of the same sentences, at least one.
    """
    columns = features(asked, read, meaning)
    columns = {name: column for name, column in columns.items() if name not in _OF_PASSAGES}
    columns |= _slots(ranked)
    follows = _follows(ranked)
    columns |= _neighbours(follows, columns["covered_content"])
    columns |= _answers(query, ranked)
    columns["leans"] *= columns["before"]
    columns |= local_features(
        asked,
        [item.words for item in read.forwards],
        [item.pieces for item in read.forwards],
        follows,
        meaning,
    )
    for name in _COMPARED & columns.keys():
        columns[f"{name}_behind"] = columns[name] - columns[name].max()
    return columns


def _slots(ranked: Sequence[Candidate]) -> dict[str, Floats]:
    return {
        "score": _column(item.score for item in ranked),
        "coverage": _column(item.coverage for item in ranked),
        "own": _column(item.own for item in ranked),
        "passage": _column(item.rank for item in ranked),
        "candidates": np.full(len(ranked), len(ranked), np.float32),
    }


def _follows(ranked: Sequence[Candidate]) -> npt.NDArray[np.bool_]:
    """Which sentences stand behind the one before them in the same passage."""
    follows = np.zeros(len(ranked), bool)
    for place, (one, other) in enumerate(pairwise(ranked), start=1):
        follows[place] = one.sentence.passage is other.sentence.passage
    return follows


def _neighbours(follows: npt.NDArray[np.bool_], covered: Floats) -> dict[str, Floats]:
    """What of the question the sentence before and the one after hold, in the same passage."""
    before, after = np.zeros_like(covered), np.zeros_like(covered)
    before[1:] = covered[:-1] * follows[1:]
    after[:-1] = covered[1:] * follows[1:]
    numbers = np.arange(len(covered))
    first = np.maximum.accumulate(np.where(follows, 0, numbers))
    return {
        "before": before,
        "after": after,
        "place": np.asarray(numbers - first, np.float32),
    }


def _answers(query: Query, ranked: Sequence[Candidate]) -> dict[str, Floats]:
    """What of the type asked for the sentences hold."""
    text = query.restored or query.text
    question = cues_of(text)
    running = " ".join(question.units)
    held = [cues_of(item.sentence.text) for item in ranked]
    nouns = frozenset(noun.split()[0] for noun in query.asked)
    wanted = query.answer_type
    manner = "the nao" in running or "cach" in question.words
    kind = _TYPES.index(wanted) if wanted in _TYPES else len(_TYPES)
    head = _head(text)
    return {
        "fits": _column(fitting(wanted, cues, question) for cues in held),
        "counted": _column(bool(nouns) and counts_any(cues, question, nouns) for cues in held),
        "head": _column(_has_head(head, cues) for cues in held),
        "new": np.log1p(_column(len(cues.words - question.words) for cues in held)),
        "names": _column(min(3, new_names(cues, running)) for cues in held),
        "figures": _column(min(3, new_numbers(cues, question)) for cues in held),
        "defines": _column(wanted == "open" and cues.defines for cues in held),
        "manner": _column(manner and cues.manner for cues in held),
        "leans": _column(cues.leans for cues in held),
        "type": np.full(len(ranked), kind, np.float32),
    }


def _head(text: str) -> tuple[str, ...]:
    """The last two words, folded, of the thing asked for: "loại đất" of "loại đất nào"."""
    found = _ASKED_FOR.search(" ".join(syllables(fold(normalise(text)))))
    return tuple(found[1].split()[-2:]) if found else ()


def _has_head(head: Sequence[str], cues: Cues) -> float:
    if not head:
        return 0.0
    if " ".join(head) in " ".join(cues.units):
        return 1.0
    return 0.5 if head[-1] in cues.words else 0.0


def _column(values: object) -> Floats:
    return np.array(list(values), np.float32)  # type: ignore[call-overload]
