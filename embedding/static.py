"""The shipped model without torch: a table of piece vectors, averaged over the pieces of a text.

Reading takes 0.1 to 0.3 s, where importing sentence-transformers alone takes 8 s. The vectors are
those that `SentenceTransformer(folder)` gives; a test holds that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from embedding.card import ModelCard
from embedding.text import model_form
from errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: the file by which a folder of ours is told from any other static model, whose texts may have
#: to be prepared differently
MARK = "model_form.json"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
TENSOR = "embedding.weight"

#: texts tokenised at a time, so that memory stays flat
_BATCH = 512


class StaticEmbedder:
    """An `Embedder` over a table of vectors, one per piece of the tokenizer's vocabulary."""

    def __init__(
        self, card: ModelCard, tokenizer: Tokenizer, table: npt.NDArray[np.float16]
    ) -> None:
        self.card = card
        self._tokenizer = tokenizer
        self._table = table

    def embed_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of questions; see `Embedder`."""
        return self._embed([self.card.query_prefix + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of passages; see `Embedder`."""
        return self._embed([self.card.passage_prefix + text for text in texts])

    def piece_ids(self, text: str) -> list[int]:
        """Vocabulary numbers of the pieces of `text`, in order."""
        return list(self._tokenizer.encode(model_form(text), add_special_tokens=False).ids)

    def piece_vectors(self, ids: Sequence[int]) -> npt.NDArray[np.float32]:
        """The table's rows `ids`, as trained: not of unit length."""
        return self._table[np.asarray(ids, dtype=np.intp)].astype(np.float32)

    def _embed(self, texts: list[str]) -> npt.NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            forms = [model_form(text) for text in texts[start : start + _BATCH]]
            encoded = self._tokenizer.encode_batch_fast(forms, add_special_tokens=False)
            for place, encoding in enumerate(encoded, start):
                if encoding.ids:
                    vectors[place] = self._table[encoding.ids].mean(axis=0, dtype=np.float32)
        return unit_rows(vectors)


def unit_rows(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Rows of `vectors` at length 1, zero rows as they are."""
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / lengths, dtype=np.float32)


def is_static_folder(folder: Path) -> bool:
    """Whether `folder` holds a static model written by our training program."""
    return (folder / MARK).is_file()


def load_static(
    folder: Path, name: str, query_prefix: str = "", passage_prefix: str = ""
) -> StaticEmbedder:
    """Read the model in `folder`; `name` is what its card will say.

    Raises `ModelError` when a file is missing or is not what it should be.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load
    from tokenizers import Tokenizer

    try:
        weights = (folder / WEIGHTS).read_bytes()
        vocabulary = (folder / TOKENIZER).read_bytes()
    except OSError as cause:
        raise ModelError(
            f"Không đọc được mô hình nhúng ở {folder} ({cause.strerror}): thư mục phải có"
            f" {WEIGHTS} và {TOKENIZER}; hãy lấy lại thư mục này hoặc chọn mô hình khác."
        ) from cause
    try:
        table = load(weights)[TENSOR]
        tokenizer = Tokenizer.from_buffer(vocabulary)
    except (SafetensorError, KeyError, ValueError) as cause:
        raise _damaged(folder) from cause
    if table.ndim != 2 or len(table) != tokenizer.get_vocab_size():
        raise _damaged(folder)
    # our texts come in `model_form`, on which the folder's own normaliser changes nothing
    tokenizer.normalizer = None
    fingerprint = hashlib.sha256(weights + vocabulary).hexdigest()[:16]
    card = ModelCard(name, table.shape[1], query_prefix, passage_prefix, fingerprint)
    return StaticEmbedder(card, tokenizer, table)


def _damaged(folder: Path) -> ModelError:
    return ModelError(
        f"Mô hình nhúng ở {folder} bị hỏng ({WEIGHTS} và {TOKENIZER} không khớp hoặc sai định"
        " dạng): hãy lấy lại thư mục này hoặc chọn mô hình khác."
    )
