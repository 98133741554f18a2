"""Columns that read a question as concepts, and ask how much of it one place of a passage holds.

A Vietnamese word is written as one syllable or several. Syllables that keep together in the
collection ("xuất khẩu") are one concept and count once; a name, a loan word or a number is a whole
one, where a syllable by itself seldom is. Words are also weighed by how few of the candidates hold
them: what all of them hold tells none of them from another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.asked import Asked, Flags, Floats, Places, share_out

if TYPE_CHECKING:
    from retrieval.soft_matches import SoftMatches

#: What a word that only asks counts, and one that is no Vietnamese syllable.
_ASKING, _FOREIGN = 0.3, 1.5
#: Two words of the question that stand so near each other there, and so near in a passage, belong
#: together: places in the question without the words that only ask, words in the passage.
_NEAR_ASKED, _NEAR_READ = 2, 5
#: Blocks of pieces in a window.
_WINDOW = 3
#: From this cosine on a passage holds a piece of the question, for counting how many do.
_SAME = 0.6
#: The columns, and those of them that only an embedding model with a table of pieces gives.
FROM_PIECES = ("window", "window_telling")
COLUMNS = ("concepts", "sentence_telling", "sentence_pairs", "foreign", "skipped", *FROM_PIECES)


@dataclass(frozen=True, slots=True)
class Concepts:
    """What each of the n words and b pairs of a question counts; all together 1."""

    words: Floats
    pairs: Floats


@dataclass(frozen=True, slots=True)
class Texts:
    """k passages with s sentences, as they hold the n words and b pairs of a question.

    `at` are the places of the words that are met, in ascending order, `found` which words, `owner`
    whose. `firsts` is the first sentence of each passage, `sentence_owner` whose each is. What is
    held, 1 or 0: `text` (k, n), `context` (k, n) and `context_pairs` (k, b) by title and headings,
    `sentences` (s, n), `sentence_pairs` (s, b).
    """

    at: Places
    found: Places
    owner: Places
    firsts: Places
    sentence_owner: Places
    text: Floats
    context: Floats
    context_pairs: Floats
    sentences: Floats
    sentence_pairs: Floats


def concepts_of(asked: Asked) -> Concepts:
    """A pair weighs by how much its words keep together, its words by how much they do not."""
    counts, (first, second) = asked.counts, asked.pair_ends.T
    together, passages = asked.pair_counts, asked.passages
    by_chance = counts[first] * counts[second] / max(passages, 1)
    rarer = np.minimum(counts[first], counts[second]).clip(1)
    kept = ((together - by_chance) / rarer).clip(0, 1) * together / (together + 1)
    alone = np.ones(len(counts), np.float32)
    np.minimum.at(alone, first, 1 - kept)
    np.minimum.at(alone, second, 1 - kept)
    words = asked.rarity * asked.weight * alone
    words *= np.where(asked.content > 0, 1, _ASKING) * np.where(asked.foreign, _FOREIGN, 1)
    pairs = np.log1p((passages - together + 0.5).clip(0.5) / (together + 0.5)) * kept
    whole = share_out(np.concatenate([words, pairs]).astype(np.float32))
    return Concepts(whole[: len(words)], whole[len(words) :])


def word_columns(asked: Asked, texts: Texts) -> dict[str, Floats]:
    """Named columns of one number per passage, from words."""
    concepts = concepts_of(asked)
    held = np.maximum(texts.text, texts.context)
    telling = share_out(fewness(held) * asked.content)
    owner = texts.sentence_owner
    words = np.maximum(texts.sentences, texts.context.take(owner, axis=0, mode="clip"))
    pairs = np.maximum(texts.sentence_pairs, texts.context_pairs.take(owner, axis=0, mode="clip"))
    foreign = share_out(np.where(asked.foreign, asked.rarity, 0))
    by_sentence = {
        "concepts": words @ concepts.words + pairs @ concepts.pairs,
        "sentence_telling": texts.sentences @ telling,
        "sentence_pairs": texts.sentence_pairs @ asked.pair_rarity,
    }
    best = {name: np.maximum.reduceat(each, texts.firsts) for name, each in by_sentence.items()}
    return best | {
        "foreign": held @ foreign if asked.foreign.any() else np.ones(len(held), np.float32),
        "skipped": _skipped(asked, texts),
    }


def near_in_question(asked: Asked) -> Flags:
    """(n, n): whether word j follows word i closely in the question, asking words left out."""
    line = asked.line[asked.content[asked.line] > 0]
    near = np.zeros((len(asked.words), len(asked.words)), bool)
    for step in range(1, _NEAR_ASKED + 1):
        near[line[:-step], line[step:]] = True
    return near


def _skipped(asked: Asked, texts: Texts) -> Floats:
    """Words near each other in the question that a passage has near each other, in their order."""
    near = near_in_question(asked)
    one, other = np.nonzero(near)
    number = np.full(near.shape, -1, np.intp)
    number[one, other] = np.arange(len(one))
    telling = np.flatnonzero(asked.content[texts.found])
    at, found, owner = texts.at[telling], texts.found[telling], texts.owner[telling]
    # Each word that is met with the next few: behind the last one stands that one itself.
    after = np.minimum(np.arange(1, _NEAR_READ + 1)[:, None] + np.arange(len(at)), len(at) - 1)
    pair = number[found, found[after]]
    close = (at[after] > at) & (at[after] <= at + _NEAR_READ) & (owner[after] == owner)
    met = np.nonzero(close & (pair >= 0))
    has = np.zeros((len(texts.text), len(one)), np.float32)
    has[owner[met[1]], pair[met]] = 1
    return np.asarray(has @ share_out(fewness(has) * (asked.rarity[one] + asked.rarity[other])))


def piece_columns(soft: SoftMatches) -> dict[str, Floats]:
    """Named columns of one number per passage, from the pieces of the embedding model."""
    windows = soft.blocks.copy()
    for step in range(1, _WINDOW):
        same = soft.holder[step:] == soft.holder[:-step]
        following = np.where(same[:, None], soft.blocks[step:], -1)
        np.maximum(windows[:-step], following, out=windows[:-step])
    held = (soft.nearest > _SAME).astype(np.float32)
    weights = np.array([share_out(soft.weights), share_out(fewness(held) * soft.weights)])
    near, telling = np.maximum.reduceat(weights @ windows.T, soft.firsts, axis=1)
    return {"window": near, "window_telling": telling}


def fewness(has: Floats) -> Floats:
    """For each kind (column) how few of the rows have it; 0 for one that none has."""
    held = has.sum(axis=0)
    return np.where(held > 0, np.log((len(has) + 1) / (held + 0.5)), 0).astype(np.float32)
