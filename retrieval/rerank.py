"""The learned order of candidates: LambdaMART over the features of `retrieval.features`.

Trained by `retrieval/train_reranker.py`; the card beside the trees says on what, and how well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from embedding.model import Embedder
from retrieval.asked import Asked
from retrieval.concept_features import FROM_PIECES
from retrieval.features import Candidates, passage_features
from retrieval.soft_matches import Meaning, Pieces
from retrieval.trees import Trees

FOLDER = Path(__file__).with_name("reranker")
#: Trees that read all features, and trees that read words alone, for a model without a table.
FULL, WORDS = "full.npz", "words.npz"
#: What the score of the lexical leg, 0–1 in one question, counts beside the trees: on collections
#: that the trees have not learned from, their mean nDCG@10 is 72.13 without it, 72.27 at 2.
PRIOR = 2.0
#: Features that only a model with a table of pieces gives.
FROM_MODEL = ("dense", "dense_place", "soft", "soft_least", "soft_mean", "stretch", *FROM_PIECES)


@runtime_checkable
class Tabular(Protocol):
    """An embedding model that is a table of vectors, one per piece of a text."""

    def piece_ids(self, text: str) -> list[int]:
        """The pieces of a text."""
        ...

    @property
    def table(self) -> NDArray[np.float32]:
        """(pieces, dimensions)."""
        ...


@dataclass(frozen=True)
class Reader:
    """What an embedding model with a table makes of a question."""

    model: Tabular
    pieces: Pieces

    def meaning(self, text: str, vector: NDArray[np.float32]) -> Meaning:
        """The question `text`, whose embedding is `vector`."""
        return Meaning(self.pieces, self.model.piece_ids(text), vector)


@dataclass(frozen=True)
class Reranker:
    """Scores candidates; without a reader, words alone are read."""

    trees: Trees
    reader: Reader | None = None

    def scores(
        self, asked: Asked, text: str, candidates: Candidates, vector: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """A score in 0–1 for each candidate of the question `text`, whose embedding is `vector`."""
        meaning = self.reader.meaning(text, vector) if self.reader else None
        return np.asarray(
            1 / (1 + np.exp(-self.trees.scores(passage_features(asked, candidates, meaning))))
        )


def reranker_for(embedder: Embedder, *, with_model: bool = True) -> Reranker:
    """The shipped reranker as it fits an embedding model, or the one for words alone.

    Raises `ModelError` when its file is damaged.
    """
    reader = reader_for(embedder) if with_model else None
    return Reranker(_trees(FULL if reader else WORDS), reader)


def reader_for(embedder: Embedder) -> Reader | None:
    """None for a model without a table of pieces."""
    return Reader(embedder, _pieces(embedder)) if isinstance(embedder, Tabular) else None


@lru_cache(maxsize=2)
def _trees(name: str) -> Trees:
    return Trees.read(FOLDER / name)


@lru_cache(maxsize=1)
def _pieces(model: Tabular) -> Pieces:
    return Pieces(model.table)
