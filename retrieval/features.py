"""What a reranker is told of a question and each candidate passage, as numbers.

All candidates are read at once, from the word numbers that the index keeps (`store.forward`): no
text is touched. A word of a passage is one of the question's or none, so that everything about
words comes from one array, the question's word at each place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.asked import Asked, Floats, Places
from retrieval.concept_features import COLUMNS, Texts, piece_columns, word_columns
from retrieval.soft_matches import DIMENSIONS, Meaning, SoftMatches, joined, soft_matches
from store.forward import ACCENT_BITS, Codes, Forward, units_met

#: Words in a block; two and four neighbouring blocks are the windows in which words stand close.
_BLOCK = 8
#: Pieces in a stretch of a passage whose vector is compared with the question's.
_STRETCH = 24

#: Columns that are also given as the distance to the best candidate: how far apart values lie
#: differs from one collection to another, who is ahead does not.
_COMPARED = frozenset(
    "covered covered_exact covered_content covered_pairs covered_triples sentence sentence_content"
    " sentence_two near_16 near_32 context context_or_text soft soft_mean soft_least stretch"
    " saturated_short saturated_long saturated_pairs dense".split()
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages with what each leg gave them: `lexical` is 0 where that leg did not find them."""

    forwards: Sequence[Forward]
    lexical: Floats
    dense: Floats


def features(asked: Asked, candidates: Candidates, meaning: Meaning | None) -> dict[str, Floats]:
    """Named columns of one number per candidate; of one passage at least."""
    return _compared(_read(asked, candidates, meaning), _COMPARED)


def passage_features(
    asked: Asked, candidates: Candidates, meaning: Meaning | None
) -> dict[str, Floats]:
    """`features` and the columns of `retrieval.concept_features`, which passages are read for."""
    reader = _read(asked, candidates, meaning)
    reader.concepts()
    return _compared(reader, _COMPARED | {*COLUMNS})


def _read(asked: Asked, candidates: Candidates, meaning: Meaning | None) -> _Reader:
    reader = _Reader(asked, candidates)
    reader.legs()
    reader.words()
    reader.nearness()
    reader.context()
    reader.question()
    if meaning is not None:
        reader.meaning(meaning)
    return reader


def _compared(reader: _Reader, names: frozenset[str]) -> dict[str, Floats]:
    """The columns as single numbers, those among `names` also as the distance to the best."""
    columns = {name: np.asarray(column, np.float32) for name, column in reader.columns.items()}
    compared = [name for name in columns if name in names]
    behind = np.array([columns[name] for name in compared])
    behind -= behind.max(axis=1, keepdims=True)
    return columns | {f"{name}_behind": row for name, row in zip(compared, behind, strict=True)}


class _Reader:
    """The columns as they are filled, and what they are read from.

    All passages lie end to end. `at` are the places with a word of the question, `found` which word
    it is, `owner` whose; `follows` tells that the next of them stands right behind, in the same
    passage.
    """

    def __init__(self, asked: Asked, candidates: Candidates) -> None:
        self.columns: dict[str, npt.NDArray[Any]] = {}
        self._asked, self._candidates = asked, candidates
        self._forwards = candidates.forwards
        self._count = len(candidates.forwards)
        self._codes, self._begins, self._lengths = joined([f.words for f in self._forwards])
        self._at, self._found = _words_met(self._codes, asked)
        self._owner = np.repeat(np.arange(self._count), self._lengths)[self._at]
        self._relative = self._lengths / self._lengths.mean()
        same = self._owner[1:] == self._owner[:-1]
        self._soft: SoftMatches | None = None
        self._follows = np.append(same & (self._at[1:] == self._at[:-1] + 1), [False, False])

    def _has(self, groups: Places, found: Places, count: int, kinds: int) -> Floats:
        """(count, kinds): 1 where one of `found` is in that group."""
        has = np.zeros(count * kinds, np.float32)
        has[groups * kinds + found] = 1
        return has.reshape(count, kinds)

    def legs(self) -> None:
        """What the two legs say."""
        lexical, dense = self._candidates.lexical, self._candidates.dense
        top = lexical.max(initial=0.0)
        self.columns |= {
            "lexical": lexical / top if top > 0 else lexical,
            "lexical_share": lexical / max(self._asked.weight, 1e-6),
            "lexical_place": 1 / (1 + _ranks(lexical)),
            "dense": dense,
            "dense_place": 1 / (1 + _ranks(dense)),
        }

    def words(self) -> None:
        """Which words, pairs and triples of the question the passage holds."""
        asked, count = self._asked, self._count
        size = len(asked.words)
        counts = _counted(self._owner, self._found, count, size)
        has = self._text_has = (counts > 0).astype(np.float32)
        has_exact = has if asked.bare else self._has_exact()
        rare = np.argsort(-asked.rarity)[:3]
        numbers = has[:, asked.numbers]
        self.columns |= {
            "covered": has @ asked.rarity,
            "covered_exact": has_exact @ asked.rarity,
            "covered_content": has @ asked.content,
            "covered_rare": has[:, rare].sum(axis=1),
            "missing_most": ((1 - has) * asked.rarity).max(axis=1, initial=0.0),
            "saturated_short": self._saturated(counts, 0.4, 0.3) @ asked.rarity,
            "saturated_long": self._saturated(counts, 1.2, 0.75) @ asked.rarity,
            "numbers": numbers.mean(axis=1) if numbers.size else np.ones(count),
            "length": np.log1p(self._lengths),
        }
        pairs, first = self._pairs_met = self._pairs()
        found = _counted(self._owner[first], pairs, count, len(asked.pair_rarity))
        self.columns["covered_pairs"] = (found > 0) @ asked.pair_rarity
        self.columns["saturated_pairs"] = self._saturated(found, 1.2, 0.75) @ asked.pair_rarity
        goes_on = self._follows[first + 1]
        pairs, first = pairs[goes_on], first[goes_on]
        triples = asked.triple_at[pairs, self._found[first + 2]]
        kept = triples >= 0
        owner = self._owner[first[kept]]
        has_triples = self._has(owner, triples[kept], count, max(asked.triples, 1))
        self.columns["covered_triples"] = has_triples.sum(axis=1) / max(asked.triples, 1)

    def _has_exact(self) -> Floats:
        """(count, words): 1 where a word of the question stands with the question's accents."""
        forms, codes = self._asked.forms, self._codes[self._at]
        if not len(forms):
            return self._text_has
        exact, _ = units_met(forms, codes)
        size = len(self._asked.words)
        return self._has(self._owner[exact], self._found[exact], self._count, size)

    def _saturated(self, counts: Floats, k: float, b: float) -> Floats:
        """Counts as BM25 takes them: more of the same adds less, and less in a long passage."""
        damping = (k * (1 - b + b * self._relative)).astype(np.float32)[:, None]
        return np.asarray(counts * (k + 1) / (counts + damping))

    def _pairs(self) -> tuple[Places, Places]:
        """Pairs of the question that stand in a passage, and which of `at` begin them."""
        first = np.flatnonzero(self._follows)
        pairs = self._asked.pair_at[self._found[first], self._found[first + 1]]
        return pairs[pairs >= 0], first[pairs >= 0]

    def nearness(self) -> None:
        """How close together the words stand: in a sentence, in two, in 16 and in 32 words."""
        asked, size = self._asked, len(self._asked.words)
        starts, groups, counts = joined([item.starts for item in self._forwards])
        owner = np.repeat(np.arange(self._count), counts)
        begins = starts + self._begins[owner]
        lengths = np.append(begins[1:], len(self._codes)) - begins
        sentence = np.repeat(np.arange(len(begins)), lengths)
        has = self._has(sentence[self._at], self._found, len(begins), size)
        self._sentence, self._sentence_has = sentence, has
        self._sentence_owner, self._firsts = owner, groups
        covered = has @ asked.rarity
        best = np.maximum.reduceat(covered, groups)
        is_best = covered >= best[owner] - 1e-6
        order = np.arange(len(covered)) - groups[owner]
        self.columns |= {
            "sentence": best,
            "sentence_content": np.maximum.reduceat(has @ asked.content, groups),
            "sentence_two": np.maximum.reduceat(_with_next(has, owner) @ asked.rarity, groups),
            "sentence_place": np.minimum.reduceat(np.where(is_best, order, 999), groups),
            "sentence_length": np.log1p(
                np.minimum.reduceat(np.where(is_best, lengths, 999), groups)
            ),
            "sentences": np.log1p(counts),
        }
        counts = -(-self._lengths // _BLOCK)
        groups = np.cumsum(counts) - counts
        owner = np.repeat(np.arange(self._count), counts)
        place = self._owner
        block = groups[place] + (self._at - self._begins[place]) // _BLOCK
        has = self._has(block, self._found, len(owner), size)
        two = _with_next(has, owner)
        four = _with_next(two, owner, 2)
        self.columns["near_16"] = np.maximum.reduceat(two @ asked.rarity, groups)
        self.columns["near_32"] = np.maximum.reduceat(four @ asked.rarity, groups)

    def context(self) -> None:
        """Title and headings: what of the question they hold, and how much of them it is."""
        asked = self._asked
        codes, _, filled = joined([item.context for item in self._forwards])
        at, found = _words_met(codes, asked)
        owner = np.repeat(np.arange(self._count), filled)[at]
        has = self._context_has = self._has(owner, found, self._count, len(asked.words))
        next_to = (at[1:] == at[:-1] + 1) & (owner[1:] == owner[:-1])
        pairs = np.where(next_to, asked.pair_at[found[:-1], found[1:]], -1)
        self._context_pairs = owner[:-1][pairs >= 0], pairs[pairs >= 0]
        lengths = np.array([len(item.context) for item in self._forwards])
        matched = np.bincount(owner, minlength=self._count)
        self.columns |= {
            "context": has @ asked.rarity,
            "context_or_text": np.maximum(has, self._text_has) @ asked.rarity,
            "context_matched": matched / np.maximum(lengths, 1),
            "context_length": np.log1p(lengths),
        }

    def question(self) -> None:
        """The question itself, the same for every candidate."""
        asked = self._asked
        self.columns |= {
            "question_length": np.full(self._count, asked.length),
            "question_weight": np.full(self._count, asked.weight),
            "question_asking": np.full(self._count, asked.asking),
        }

    def meaning(self, meaning: Meaning) -> None:
        """Each piece of the question against the nearest in the passage; the nearest stretch."""
        soft = self._soft = soft_matches([item.pieces for item in self._forwards], meaning)
        rows, begins, nearest = soft.rows, soft.begins, soft.nearest
        ends = np.append(begins[1:], len(rows))
        share = soft.weights / max(float(soft.weights.sum()), 1e-6)
        own = meaning.table.weights[soft.distinct]
        toward_question = meaning.vector[:DIMENSIONS]
        length = float(toward_question @ toward_question) ** 0.5
        toward_question = toward_question / max(length, 1e-6)
        toward = (soft.directions @ toward_question * own)[rows]
        counts = -(-(ends - begins) // _STRETCH)
        groups = np.cumsum(counts) - counts
        holder = np.repeat(np.arange(self._count), counts)
        starts = begins[holder] + (np.arange(len(holder)) - groups[holder]) * _STRETCH
        norms = np.sqrt(np.add.reduceat((own**2)[rows], starts))
        near = np.add.reduceat(toward, starts) / np.maximum(norms, 1e-6)
        self.columns |= {
            "soft": nearest @ share,
            "soft_least": nearest.min(axis=1),
            "soft_mean": nearest.mean(axis=1),
            "stretch": np.maximum.reduceat(near, groups),
        }

    def concepts(self) -> None:
        """What one place of the passage holds of the question's concepts; read after all else."""
        size = len(self._asked.pair_rarity)
        pairs, first = self._pairs_met
        sentences = self._sentence[self._at[first]]
        texts = Texts(
            at=self._at,
            found=self._found,
            owner=self._owner,
            firsts=self._firsts,
            sentence_owner=self._sentence_owner,
            text=self._text_has,
            context=self._context_has,
            context_pairs=self._has(*self._context_pairs, self._count, size),
            sentences=self._sentence_has,
            sentence_pairs=self._has(sentences, pairs, len(self._sentence_has), size),
        )
        self.columns |= word_columns(self._asked, texts)
        if self._soft is not None:
            self.columns |= piece_columns(self._soft)


_ACCENTS = np.uint32(ACCENT_BITS)


def which_words(codes: Codes, asked: Asked) -> Places:
    """For each word number the question's word it is, without accents; -1 for none."""
    who = np.full(len(codes), -1, np.intp)
    at, found = _words_met(codes, asked)
    who[at] = found
    return who


def _words_met(codes: Codes, asked: Asked) -> tuple[Places, Places]:
    """Where in `codes` words of the question stand, with any accents, and which words."""
    if not len(asked.words):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    return units_met(asked.words, codes >> _ACCENTS)


def _counted(groups: Places, kinds: Places, count: int, size: int) -> Floats:
    """(count, size): how often each kind stands in each group."""
    found: npt.NDArray[Any] = np.bincount(groups * size + kinds, minlength=count * size)
    return np.asarray(found.reshape(count, size), np.float32)


def _ranks(values: Floats) -> Floats:
    ranks = np.empty(len(values), np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values), dtype=np.float32)
    return ranks


def _with_next(has: Floats, owner: Places, step: int = 1) -> Floats:
    """What each row has together with the one `step` further on, where both have one owner."""
    together = has.copy()
    together[:-step] = has[step:]
    together[np.flatnonzero(owner[step:] != owner[:-step])] = 0
    return np.maximum(together, has, out=together)
