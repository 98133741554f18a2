"""Finding passages: lexical and dense legs, each normalised, added with a weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embedding.model import Embedder
from retrieval.records import Found
from store.lexical import LexicalQuery, lexical_query
from store.records import Passage

#: Candidates taken from each leg before they are fused.
CANDIDATES = 50
#: Share of the dense score. On the development sets (nDCG@10, plain question) a weighted sum beats
#: reciprocal-rank fusion; the table is in `embedding/` beside the model.
DENSE_WEIGHT = 0.3

LEGS = ("lexical", "dense")


class Searchable(Protocol):
    """What finding needs of an index."""

    def lexical(self, query: LexicalQuery, limit: int) -> list[tuple[str, float]]:
        """At most `limit` passage ids with their score, best first."""
        ...

    def dense(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """At most `limit` passage ids with their cosine similarity, best first."""
        ...

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of `ids`."""
        ...


def search(
    index: Searchable,
    embedder: Embedder,
    text: str,
    *,
    legs: Sequence[str] = LEGS,
    limit: int = 10,
    lexical: LexicalQuery | None = None,
) -> list[Found]:
    """Passages for `text`, best first, at most `limit`; `score` is in 0–1.

    `lexical` replaces the query made from `text` for the lexical leg (expanded questions). Ties are
    broken by passage id.
    """
    words = (
        dict(index.lexical(lexical or lexical_query(text), CANDIDATES)) if "lexical" in legs else {}
    )
    vectors = (
        dict(index.dense(embedder.embed_queries([text])[0], CANDIDATES)) if "dense" in legs else {}
    )
    share = DENSE_WEIGHT if words and vectors else float(bool(vectors))
    by_words, by_vectors = _to_unit(words), _to_unit(vectors)
    scores = {
        name: (1 - share) * by_words.get(name, 0.0) + share * by_vectors.get(name, 0.0)
        for name in words.keys() | vectors.keys()
    }
    best = sorted(scores, key=lambda name: (-scores[name], name))[:limit]
    return [
        Found(
            passage,
            score=scores[passage.id],
            lexical=words.get(passage.id, 0.0),
            dense=vectors.get(passage.id, 0.0),
        )
        for passage in index.passages(best)
    ]


def _to_unit(scores: dict[str, float]) -> dict[str, float]:
    """Scores divided by the best, so that both legs speak in shares of their own best hit."""
    top = max(scores.values(), default=0.0)
    return {name: max(score, 0.0) / top for name, score in scores.items()} if top > 0 else scores
