"""The learned order of sentences that may answer: trees over `retrieval.sentence_features`.

Trained by `retrieval/train_sentence_ranker.py`; the card beside the trees says on what, and how
well. Which sentences may answer at all is decided before, by slots and coverage: this is an order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from embedding.model import Embedder
from retrieval.asked import Counted, Floats, asked_in
from retrieval.evidence import Candidate, Order
from retrieval.features import Candidates
from retrieval.records import Query
from retrieval.rerank import Reader, reader_for
from retrieval.sentence_features import sentence_features
from retrieval.shelf import Sentence
from retrieval.trees import Trees
from store.forward import Codes, Forward, word_codes
from vietnamese.tokens import syllables

FOLDER = Path(__file__).with_name("sentence_ranker")
#: Trees that read all features, and trees that read words alone, for a model without a table.
FULL, WORDS = "full.npz", "words.npz"
#: What the score by wordings and slots counts beside the trees, which were learned on questions
#: about encyclopedic and legal texts.
PRIOR = 2.0
#: Words of a sentence, and of what stands above and before it, that are read.
_MOST_WORDS, _MOST_CONTEXT = 400, 160
#: Sentences kept prepared.
_KEPT = 20000

#: Candidates from which on there is an order to learn.
_FEW = 2

Pieces = npt.NDArray[np.uint16]

_START = np.zeros(1, np.uint16)


def sentence_order(embedder: Embedder, index: Counted) -> Order:
    """The learned order for sentences of passages of `index`.

    An English question is ordered by its translated wordings alone, and so is a single sentence.
    Raises `ModelError` when a file of trees is damaged.
    """
    ranker = _ranker(embedder)

    def order(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
        if query.language == "en" or len(candidates) < _FEW:
            return sorted(candidates, key=_by_score)
        likely = ranker.scores(query, candidates, index)
        return sorted(
            (
                replace(item, likely=float(one))
                for item, one in zip(candidates, likely, strict=True)
            ),
            key=_by_likelihood,
        )

    return order


class SentenceRanker:
    """Scores the sentences of one search; keeps the words and pieces of what it has read.

    Safe to use from several threads.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._reader: Reader | None = reader_for(embedder)
        self._pieces = lru_cache(maxsize=_KEPT)(self._pieces_of)

    def scores(self, query: Query, candidates: Sequence[Candidate], index: Counted) -> Floats:
        """How likely each of the candidates answers, given in the order of their documents."""
        columns = self.columns(query, candidates, index)
        trees = _trees(FULL if self._reader else WORDS)
        return np.asarray(trees.scores(columns) + PRIOR * columns["score"], np.float32)

    def columns(
        self, query: Query, candidates: Sequence[Candidate], index: Counted
    ) -> dict[str, Floats]:
        """What the trees read."""
        text = query.restored or query.text
        asked = asked_in(index, text)
        own = np.array([item.own for item in candidates], np.float32)
        pieces = [self._pieces(item.sentence.text) for item in candidates]
        near, meaning = np.zeros_like(own), None
        if self._reader is not None:
            vector = self._embedder.embed_queries([text])[0]
            meaning = self._reader.meaning(text, vector)
            near = np.array([vectors @ vector for _, vectors in pieces], np.float32)
        forwards = [
            Forward(_words(item.sentence.text), _START, _above(item.sentence), ids)
            for item, (ids, _) in zip(candidates, pieces, strict=True)
        ]
        read = Candidates(forwards, own, near)
        return sentence_features(query, asked, candidates, read, meaning)

    def _pieces_of(self, text: str) -> tuple[Pieces, Floats]:
        """The model's pieces of a sentence, and its vector; nothing without a table."""
        if self._reader is None:
            return np.zeros(0, np.uint16), np.zeros(0, np.float32)
        ids = np.array(self._reader.model.piece_ids(text) or [0], np.uint16)
        vector = self._reader.model.table[ids].sum(axis=0)
        return ids, vector / max(float(np.linalg.norm(vector)), 1e-9)


def _by_score(item: Candidate) -> tuple[bool, float, int]:
    return bool(item.conflicts), -item.score, item.sentence.start


def _by_likelihood(item: Candidate) -> tuple[bool, float, int]:
    return bool(item.conflicts), -item.likely, item.sentence.start


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> Codes:
    return word_codes(syllables(text)[:_MOST_WORDS])


@lru_cache(maxsize=_KEPT)
def _above_words(text: str) -> Codes:
    return word_codes(syllables(text)[:_MOST_CONTEXT])


def _above(sentence: Sentence) -> Codes:
    """The words of headings, title, lead and of the sentence before."""
    passage = sentence.passage
    above = "\n".join((*passage.headings, sentence.document.title, passage.context))
    return np.concatenate([_above_words(above), _above_words(sentence.before)])[:_MOST_CONTEXT]


#: The ranker of each embedding model in use.
_RANKERS: WeakKeyDictionary[Embedder, SentenceRanker] = WeakKeyDictionary()


def _ranker(embedder: Embedder) -> SentenceRanker:
    found = _RANKERS.get(embedder)
    return found or _RANKERS.setdefault(embedder, SentenceRanker(embedder))


@lru_cache(maxsize=2)
def _trees(name: str) -> Trees:
    return Trees.read(FOLDER / name)
