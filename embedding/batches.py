"""Training pairs as piece numbers, and batches of them with their masks."""

from __future__ import annotations

import hashlib
import logging
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embedding.pairs import SOURCES, Pair, read_pairs
from embedding.text import model_form
from vietnamese.normal import fold

log = logging.getLogger(__name__)

#: pairs kept of one administrative procedure: its questions come from 27 templates, and all of
#: them would make templates a tenth of the training
PROCEDURE_CAP = 3
#: share of questions read without accents, so that "muc tieu" finds "mục tiêu"
FOLDED_QUERIES = 0.35

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Many texts as piece numbers, end to end: text i is `ids[starts[i]:starts[i + 1]]`."""

    ids: npt.NDArray[np.int32]
    starts: Ids

    def take(self, rows: Ids) -> tuple[Ids, Ids]:
        """Piece numbers of the texts `rows`, end to end, and where each begins."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(lengths)
        begins = ends - lengths
        places = np.arange(ends[-1]) + np.repeat(self.starts[rows] - begins, lengths)
        return self.ids[places].astype(np.int64), begins


@dataclass(frozen=True, slots=True)
class Batch:
    """Bags of piece numbers for n questions and passages; `masked` marks no wrong answers.

    `masked[i, j]` holds where passage j may answer question i too: the same article or page, the
    same wording of the question or of the passage.
    """

    queries: tuple[Ids, Ids]
    passages: tuple[Ids, Ids]
    masked: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """All n pairs as piece numbers; rows n and more of `queries` are the folded twins."""

    queries: Ragged
    passages: Ragged
    keys: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    def batches(self, size: int, seed: int, epoch: int) -> Iterator[Batch]:
        """Full batches of one epoch, the same for the same seed and epoch."""
        rng = np.random.default_rng((seed, epoch))
        order = rng.permutation(len(self))
        for start in range(0, len(self) - size + 1, size):
            rows = order[start : start + size]
            keys = self.keys[rows]
            masked = (keys[:, None, :] == keys[None, :, :]).any(axis=2)
            np.fill_diagonal(masked, False)
            folded_queries = rng.random(size) < FOLDED_QUERIES
            yield Batch(
                self.queries.take(rows + len(self) * folded_queries),
                self.passages.take(rows),
                masked,
            )


def read_training_set(folder: Path, tokenizer: Tokenizer, seed: int, cache: Path) -> TrainingSet:
    """Read and tokenise the pairs of all sources in `folder`; see `read_pairs` for errors.

    The set is kept in `cache` and read from there when it was made with the same vocabulary.
    """
    digest = hashlib.sha256(f"{seed} {tokenizer.to_str()}".encode()).hexdigest()
    if cache.is_file():
        with np.load(cache) as kept:
            if str(kept["digest"]) == digest:
                return TrainingSet(
                    Ragged(kept["queries"], kept["query_starts"]),
                    Ragged(kept["passages"], kept["passage_starts"]),
                    kept["keys"],
                )
    made = _make_training_set(folder, tokenizer, seed)
    np.savez(
        cache,
        digest=digest,
        queries=made.queries.ids,
        query_starts=made.queries.starts,
        passages=made.passages.ids,
        passage_starts=made.passages.starts,
        keys=made.keys,
    )
    return made


def _make_training_set(folder: Path, tokenizer: Tokenizer, seed: int) -> TrainingSet:
    read = [
        (model_form(pair.query), model_form(pair.passage), pair)
        for source in SOURCES
        for pair in capped(list(read_pairs(folder, source)), seed)
    ]
    kept = [(query, passage, pair) for query, passage, pair in read if query and passage]
    log.info("%d pairs", len(kept))
    numbers: dict[tuple[str, str], int] = {}
    keys = [
        [
            numbers.setdefault(key, len(numbers))
            for key in (("group", pair.group), ("text", pair.query), ("text", pair.passage))
        ]
        for _, _, pair in kept
    ]
    queries = [query for query, _, _ in kept]
    return TrainingSet(
        _tokenise(tokenizer, queries + [fold(query) for query in queries]),
        _tokenise(tokenizer, [passage for _, passage, _ in kept]),
        np.array(keys, dtype=np.int64),
    )


def capped(pairs: list[Pair], seed: int) -> list[Pair]:
    """`pairs` of one source with at most `PROCEDURE_CAP` of one administrative procedure."""
    if not pairs or pairs[0].source != "tthc":
        return pairs
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.group].append(pair)
    rng = random.Random(seed)
    return [
        pair
        for group in groups.values()
        for pair in rng.sample(group, min(PROCEDURE_CAP, len(group)))
    ]


def _tokenise(tokenizer: Tokenizer, forms: Sequence[str]) -> Ragged:
    chunks: list[npt.NDArray[np.int32]] = []
    for start in range(0, len(forms), 4096):
        encoded = tokenizer.encode_batch_fast(forms[start : start + 4096], add_special_tokens=False)
        chunks += [np.array(encoding.ids, dtype=np.int32) for encoding in encoded]
    lengths = np.array([0, *map(len, chunks)], dtype=np.int64)
    return Ragged(np.concatenate(chunks), np.cumsum(lengths))
