"""Passages that look like the answer to a question and are not: hard wrong answers for training.

They are found lexically, by BM25 over the pieces of the vocabulary, which are words and phrases.
What may be an answer too is left out: the same article, page, procedure or wording, a passage that
shares most of its pieces with the right one, and one that scores nearly as high as it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from embedding.ragged import Ragged

if TYPE_CHECKING:
    from scipy import sparse  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

#: usual constants of BM25
_K1, _B = 1.2, 0.75
#: a piece in more than this share of the passages tells nothing
_COMMON = 0.02
#: but one in so few tells something in the smallest collection too
_FEW = 50
#: wrong answers score at most this share of the right one's score
_NEARLY = 0.9
#: share of the smaller passage's pieces in common from which two are near-duplicates
_DUPLICATE = 0.6
#: candidates looked at, and wrong answers kept, for each question
_DEPTH, KEPT = 24, 4

_CHUNK = 1024

Ids = npt.NDArray[np.int64]


def hard_negatives(queries: Ragged, passages: Ragged, keys: Ids, size: int) -> Ids:
    """For each of n questions up to `KEPT` rows of passages that do not answer it, else -1.

    `keys` (n, k) names what may answer each other: rows with a key in common do. `size` is the
    size of the vocabulary.
    """
    from scipy import sparse

    total = len(passages)
    bags = _counts(passages, np.arange(total), size)
    lengths = np.asarray(bags.sum(axis=1)).ravel()
    holders = np.bincount(bags.indices, minlength=size)
    rarity = np.log1p((total - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    rarity[holders > max(_COMMON * total, _FEW)] = 0.0
    rows = np.repeat(np.arange(total), np.diff(bags.indptr))
    damped = _K1 * (1 - _B + _B * lengths / lengths.mean())
    weights = bags.data * (_K1 + 1) / (bags.data + damped[rows]) * rarity[bags.indices]
    scored = sparse.csr_matrix((weights, bags.indices, bags.indptr), bags.shape)
    scored.eliminate_zeros()
    columns = scored.T.tocsr()
    bags.data[:] = 1.0
    found = np.full((len(keys), KEPT), -1, dtype=np.int64)
    for start in range(0, len(keys), _CHUNK):
        chunk = np.arange(start, min(start + _CHUNK, len(keys)))
        asked = _counts(queries, chunk, size)
        scores = (asked @ columns).tocsr()
        for place, row in enumerate(chunk):
            span = slice(scores.indptr[place], scores.indptr[place + 1])
            candidates, values = scores.indices[span], scores.data[span]
            right = values[candidates == row]
            if not len(right):
                continue
            below = values < _NEARLY * right[0]
            candidates, values = candidates[below], values[below]
            if len(candidates) > _DEPTH:
                best = np.argpartition(-values, _DEPTH)[:_DEPTH]
                candidates, values = candidates[best], values[best]
            candidates = candidates[np.argsort(-values, kind="stable")]
            allowed = ~(keys[candidates][:, :, None] == keys[row][None, None, :]).any(axis=(1, 2))
            candidates = candidates[allowed]
            if not len(candidates):
                continue
            own = bags[row]
            common = np.asarray((bags[candidates] @ own.T).todense()).ravel()
            smaller = np.minimum(np.diff(bags.indptr)[candidates], own.nnz)
            candidates = candidates[common < _DUPLICATE * np.maximum(smaller, 1)][:KEPT]
            found[row, : len(candidates)] = candidates
        if start % (32 * _CHUNK) == 0:
            log.info("hard negatives of %d questions", start + len(chunk))
    return found


def _counts(texts: Ragged, rows: Ids, size: int) -> sparse.csr_matrix:
    """How often each piece stands in each of the texts `rows`, as a sparse matrix of scipy."""
    from scipy import sparse

    ids, begins = texts.take(rows)
    indptr = np.append(begins, len(ids))
    data = np.ones(len(ids), dtype=np.float32)
    matrix = sparse.csr_matrix((data, ids, indptr), (len(rows), size))
    matrix.sum_duplicates()
    return matrix
