"""Columns that weigh the question's words by how few of the sentences found hold them.

A word that stands in every sentence of a passage on one subject tells none of them from another,
however rare it is in the collection; one that stands in a single sentence points at it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.asked import Asked, Flags, Floats, share_out
from retrieval.concept_features import fewness, near_in_question
from retrieval.features import which_words
from retrieval.soft_matches import Meaning, soft_matches
from store.forward import Codes

#: Words of a sentence that stand so near each other belong together, if they do in the question.
_NEAR_READ = 5
#: From this cosine on a sentence holds a piece of the question, for counting how many do.
_SAME = 0.6
#: Worth of a piece that stands in the sentence before.
_BEFORE = 0.8


def local_features(
    asked: Asked,
    words: Sequence[Codes],
    pieces: Sequence[npt.NDArray[np.uint16]],
    follows: Flags,
    meaning: Meaning | None,
) -> dict[str, Floats]:
    """Named columns of one number per sentence of `words` and `pieces`; one sentence at least.

    `follows` tells which sentences stand right behind the one before them.
    """
    columns = _word_columns(asked, words)
    if meaning is not None:
        columns |= _piece_columns(pieces, follows, meaning)
    return columns


def _word_columns(asked: Asked, words: Sequence[Codes]) -> dict[str, Floats]:
    count, size = len(words), len(asked.words)
    if not size:
        zeros = np.zeros(count, np.float32)
        return {"local": zeros, "local_pairs": zeros, "skipped": zeros}
    lengths = np.array([len(part) for part in words])
    owner = np.repeat(np.arange(count), lengths)
    who = which_words(np.concatenate(words), asked)
    at = np.flatnonzero(who >= 0)
    has = np.zeros((count, size), np.float32)
    has[owner[at], who[at]] = 1
    pairs = np.zeros((count, max(1, len(asked.pair_rarity))), np.float32)
    near = near_in_question(asked)
    skipped = np.zeros((count, size * size), np.float32)
    for step in range(1, _NEAR_READ + 1):
        first, second = who[:-step], who[step:]
        both = np.flatnonzero((first >= 0) & (second >= 0) & (owner[:-step] == owner[step:]))
        one, other = first[both], second[both]
        if step == 1:
            number = asked.pair_at[one, other]
            pairs[owner[both][number >= 0], number[number >= 0]] = 1
        together = near[one, other]
        skipped[owner[both][together], (one * size + other)[together]] = 1
    worth = np.add.outer(asked.rarity, asked.rarity).reshape(-1)
    wanted = float(worth[near.reshape(-1)].sum())
    return {
        "local": has @ share_out(fewness(has) * asked.content),
        "local_pairs": pairs @ share_out(fewness(pairs)),
        "skipped": skipped @ worth / max(wanted, 1e-6),
    }


def _piece_columns(
    pieces: Sequence[npt.NDArray[np.uint16]], follows: Flags, meaning: Meaning
) -> dict[str, Floats]:
    soft = soft_matches(pieces, meaning)
    weights, nearest, rows, begins = soft.weights, soft.nearest, soft.rows, soft.begins
    before = np.zeros_like(nearest)
    before[1:] = nearest[:-1] * follows[1:, None]
    own = meaning.table.weights[soft.distinct]
    close = np.add.reduceat((own * soft.cosines.max(axis=1))[rows], begins)
    return {
        "soft_local": nearest @ share_out(fewness((nearest > _SAME).astype(np.float32)) * weights),
        "soft_two": np.maximum(nearest, _BEFORE * before) @ share_out(weights),
        "reverse": np.asarray(close / np.add.reduceat(own[rows], begins), np.float32),
    }
