"""Finding passages: two legs, their candidates put in order by a learned reranker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from embedding.model import Embedder
from retrieval.asked import asked_in
from retrieval.duplicates import collapse
from retrieval.features import Candidates
from retrieval.records import Found
from retrieval.rerank import reranker_for
from retrieval.stages import ALL, Stages
from retrieval.translation import Translation
from retrieval.translation_score import structured_scores
from store.forward import Forward
from store.lexical import LexicalQuery
from store.records import Passage

#: Passages taken from each leg, and how many of both together are put in order anew, the best by
#: `fused` at a share of CANDIDATE_SHARE: as good as all 80. nDCG@10 of phapdien_title 63.1 and so,
#: ViQuAD 89.5 and 89.6, ViRe4MRC 20.5 and 20.7; with 40 at the same share 62.9, 89.6, 20.7.
CANDIDATES, RERANKED, CANDIDATE_SHARE = 50, 48, 0.7
#: Without the reranker the dense leg adds to a lexical score of 0–1 at most this much, by rank:
#: SHARE·K/(K + rank). With the static model, whose cosines tell little on law texts, ranks carry
#: more than cosines: nDCG@10 over lexical alone +0.01 ALQAC, +0.07 XQuAD, +0.27 ViQuAD; a weighted
#: sum of cosines at 0.1 to 0.3 loses 0.1 to 0.35 on ALQAC.
DENSE_SHARE, DENSE_K = 0.05, 60

#: What the dense leg, a cosine, counts beside a score of 0–1 from the words of an English question:
#: nDCG@10 on XQuAD 90.4 without it, 90.8 with 0.5; P@1 on Tatoeba 82.2 and 84.3.
ENGLISH_DENSE = 0.5

#: Asks the dense leg while the lexical one is asked: both work outside Python's lock, so that both
#: together take hardly longer than the slower one.
_BESIDE = ThreadPoolExecutor(4, thread_name_prefix="dense")

#: Called after each part of a search with its name: for timings.
Lap = Callable[[str], None]


class Searchable(Protocol):
    """What finding needs of an index."""

    passage_count: int

    def lexical(self, query: LexicalQuery, limit: int) -> list[tuple[str, float]]:
        """At most `limit` passage ids with their score, best first."""
        ...

    def dense(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """At most `limit` passage ids with their cosine similarity, best first."""
        ...

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of `ids`."""
        ...

    def forwards(self, ids: Sequence[str]) -> list[Forward]:
        """The words of passages as numbers, in the order of `ids`."""
        ...

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """A row for each of `ids`."""
        ...

    def document_frequency(self, field: str, token: str) -> int:
        """In how many passages `token` stands."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: the question, its words for the lexical leg, and what is embedded.

    `translations` are those of the words of an English question.
    """

    text: str
    lexical: LexicalQuery
    dense: str
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Legs:
    """What both legs found, best first, and the vector of the question."""

    words: dict[str, float]
    vectors: dict[str, float]
    vector: NDArray[np.float32]


def search(
    index: Searchable,
    embedder: Embedder,
    wanted: Wanted,
    *,
    stages: Stages = ALL,
    limit: int = 10,
    lap: Lap = lambda name: None,
) -> list[Found]:
    """Passages for what is wanted, best first, at most `limit`; `score` is in 0–1.

    Ties are broken by passage id.
    """
    legs = ask_legs(index, embedder, wanted, stages, lap)
    scores, read = _scored(index, embedder, wanted, legs, stages)
    best = sorted(scores, key=lambda name: (-scores[name], name))[:limit]
    lap("rerank")
    found = [
        Found(
            passage,
            score=scores[passage.id],
            lexical=legs.words.get(passage.id, 0.0),
            dense=legs.vectors.get(passage.id, 0.0),
        )
        for passage in index.passages(best)
    ]
    if "collapse" in stages:
        known = all(name in read for name in best)
        found = collapse(found, [read[n] for n in best] if known else index.forwards(best))
    lap("fetch")
    return found


def ask_legs(
    index: Searchable,
    embedder: Embedder,
    wanted: Wanted,
    stages: Stages = ALL,
    lap: Lap = lambda name: None,
) -> Legs:
    """The best of each leg that is among `stages`."""
    vector = embedder.embed_queries([wanted.dense])[0]
    near = _BESIDE.submit(index.dense, vector, CANDIDATES) if "dense" in stages else None
    words = dict(index.lexical(wanted.lexical, CANDIDATES)) if "lexical" in stages else {}
    lap("lexical")
    vectors = dict(near.result()) if near else {}
    lap("dense")
    return Legs(words, vectors, vector)


def candidates_of(index: Searchable, legs: Legs) -> tuple[list[str], Candidates]:
    """Ids of the passages to be put in order, and what is known of each."""
    scores = fused(legs.words, legs.vectors, CANDIDATE_SHARE)
    ids = sorted(scores, key=lambda name: (-scores[name], name))[:RERANKED]
    return ids, Candidates(
        forwards=index.forwards(ids),
        lexical=np.array([legs.words.get(name, 0.0) for name in ids], np.float32),
        dense=index.vectors_of(ids) @ legs.vector,
    )


def _scored(
    index: Searchable, embedder: Embedder, wanted: Wanted, legs: Legs, stages: Stages
) -> tuple[dict[str, float], dict[str, Forward]]:
    """What the legs found with scores of 0–1 by which to order it, and the words that were read."""
    if not legs.words or "rerank" not in stages:
        return fused(legs.words, legs.vectors), {}
    use_dense = "dense" in stages
    ids, candidates = candidates_of(index, legs)
    read = dict(zip(ids, candidates.forwards, strict=True))
    if wanted.translations:
        ranked = _by_translations(index, wanted, candidates, use_dense=use_dense)
        return dict(zip(ids, ranked.tolist(), strict=True)), read
    reranker = reranker_for(embedder, with_model=use_dense)
    ranked = reranker.scores(asked_in(index, wanted.text), wanted.text, candidates, legs.vector)
    scores = dict(zip(ids, ranked.tolist(), strict=True))
    by_words = use_dense and reranker.reader is None
    return fused(scores, legs.vectors) if by_words else scores, read


def _by_translations(
    index: Searchable, wanted: Wanted, candidates: Candidates, *, use_dense: bool
) -> NDArray[np.floating[Any]]:
    """Candidates of an English question, by all translations of its words and by meaning, in 0–1.

    The reranker has nothing to add: it would read one translation where all count.
    """
    scores = structured_scores(
        wanted.translations,
        candidates.forwards,
        lambda token: index.document_frequency("text", token),
        index.passage_count,
    )
    scores /= max(float(scores.max()), 1e-6)
    if use_dense:
        scores += ENGLISH_DENSE * candidates.dense.clip(0)
        scores /= 1 + ENGLISH_DENSE
    return scores


def fused(
    words: dict[str, float], vectors: dict[str, float], share: float = DENSE_SHARE
) -> dict[str, float]:
    """One score of 0–1 for each passage that either leg has found; both best first.

    `share` is what the dense leg counts at most beside the lexical one.
    """
    if not words:
        return {name: max(similarity, 0.0) for name, similarity in vectors.items()}
    top = max(words.values())
    scores = {name: score / top if top > 0 else 0.0 for name, score in words.items()}
    for rank, name in enumerate(vectors):
        scores[name] = scores.get(name, 0.0) + share * DENSE_K / (DENSE_K + rank)
    return {name: score / (1 + share) for name, score in scores.items()}
