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
#: The dense leg adds to a lexical score of 0–1 at most this much, by rank: SHARE·K/(K + rank). With
#: the static model, whose cosines tell little on law texts, ranks carry more than cosines: nDCG@10
#: over lexical alone +0.01 ALQAC, +0.07 XQuAD, +0.27 ViQuAD; a weighted sum of cosines at 0.1 to
#: 0.3 loses 0.1 to 0.35 on ALQAC.
DENSE_SHARE, DENSE_K = 0.05, 60

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
    scores = _fused(words, vectors)
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


def _fused(words: dict[str, float], vectors: dict[str, float]) -> dict[str, float]:
    """One score of 0–1 for each passage that either leg has found; both best first."""
    if not words:
        return {name: max(similarity, 0.0) for name, similarity in vectors.items()}
    top = max(words.values())
    scores = {name: score / top if top > 0 else 0.0 for name, score in words.items()}
    for rank, name in enumerate(vectors):
        scores[name] = scores.get(name, 0.0) + DENSE_SHARE * DENSE_K / (DENSE_K + rank)
    return {name: score / (1 + DENSE_SHARE) for name, score in scores.items()}
