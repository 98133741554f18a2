"""The shipped model without torch: a table of piece vectors, averaged over the pieces of a text.

Reading takes 0.1 to 0.3 s, where importing sentence-transformers alone takes 8 s. The vectors are
those that `SentenceTransformer(folder)` gives; a test holds that. Where sentencepiece is installed
it cuts the texts into the same pieces seven times faster than tokenizers does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embedding.card import ModelCard
from embedding.text import model_form
from errors import ModelError

#: the file by which a folder of ours is told from any other static model, whose texts may have
#: to be prepared differently
MARK = "model_form.json"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
#: the same vocabulary in the format of sentencepiece
SENTENCEPIECE = "sentencepiece.model"
TENSOR = "embedding.weight"

#: texts tokenised at a time, so that memory stays flat
_BATCH = 512
#: texts from which one sparse product is quicker than a sum for each
_FEW = 16


#: the numbers of a text's pieces
Pieces = npt.NDArray[np.int32]
#: texts in `model_form` → their pieces
Cut = Callable[[list[str]], list[Pieces]]


class StaticEmbedder:
    """An `Embedder` over a table of vectors, one per piece of the vocabulary."""

    def __init__(self, card: ModelCard, cut: Cut, table: npt.NDArray[np.float16]) -> None:
        self.card = card
        self._cut = cut
        self._table = table.astype(np.float32)
        # A question is embedded and then reranked by its pieces.
        self._kept = lru_cache(maxsize=256)(lambda text: tuple(cut([model_form(text)])[0].tolist()))

    def embed_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of questions; see `Embedder`."""
        return self.embed_pieces([self._kept(self.card.query_prefix + text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of passages; see `Embedder`."""
        return self._embed(texts, self.card.passage_prefix)

    def embed_pieces(self, pieces: Sequence[Sequence[int] | Pieces]) -> npt.NDArray[np.float32]:
        """Vectors of texts given as their `piece_ids`, prefixes included: unit rows."""
        vectors = np.zeros((len(pieces), self.card.dimension), dtype=np.float32)
        for start in range(0, len(pieces), _BATCH):
            batch = pieces[start : start + _BATCH]
            vectors[start : start + len(batch)] = self._sums(batch)
        return unit_rows(vectors)

    def piece_ids(self, text: str) -> list[int]:
        """Vocabulary numbers of the pieces of `text`, in order."""
        return list(self._kept(text))

    def pieces_of_forms(self, forms: Sequence[str]) -> list[Pieces]:
        """`piece_ids` of many texts in `model_form`, for `embed_pieces` and to be kept."""
        found: list[Pieces] = []
        for start in range(0, len(forms), _BATCH):
            found += self._cut(list(forms[start : start + _BATCH]))
        return found

    @property
    def table(self) -> npt.NDArray[np.float32]:
        """(pieces, dimensions), as trained: rows are not of unit length."""
        return self._table

    def _embed(self, texts: Sequence[str], prefix: str) -> npt.NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            forms = [model_form(prefix + text) for text in texts[start : start + _BATCH]]
            vectors[start : start + len(forms)] = self._sums(self._cut(forms))
        return unit_rows(vectors)

    def _sums(self, pieces: Sequence[Sequence[int] | Pieces]) -> npt.NDArray[np.float32]:
        """Sum of the vectors of each text's pieces; their mean points the same way."""
        if len(pieces) < _FEW:  # a question is answered before scipy is imported
            sums = [self._table[np.asarray(ids, dtype=np.intp)].sum(axis=0) for ids in pieces]
            return np.array(sums, dtype=np.float32).reshape(len(pieces), self.card.dimension)
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        ends = np.cumsum([len(ids) for ids in pieces])
        flat = np.concatenate([np.asarray(ids, np.int32) for ids in pieces])
        ones = np.ones(len(flat), dtype=np.float32)
        bags = csr_matrix((ones, flat, np.append(0, ends)), (len(pieces), len(self._table)))
        return np.asarray(bags @ self._table, dtype=np.float32)


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
        size, cut = _quick_cut(folder) or _plain_cut(vocabulary)
    except (SafetensorError, KeyError, ValueError, RuntimeError) as cause:
        raise _damaged(folder) from cause
    if table.ndim != 2 or len(table) != size:
        raise _damaged(folder)
    fingerprint = hashlib.sha256(weights + vocabulary).hexdigest()[:16]
    card = ModelCard(name, table.shape[1], query_prefix, passage_prefix, fingerprint)
    return StaticEmbedder(card, cut, table)


def _plain_cut(vocabulary: bytes) -> tuple[int, Cut]:
    """Size of the vocabulary and its cutting by tokenizers. Raises ValueError when damaged."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(vocabulary)
    # our texts come in `model_form`, on which the folder's own normaliser changes nothing
    tokenizer.normalizer = None

    def cut(forms: list[str]) -> list[Pieces]:
        found = tokenizer.encode_batch_fast(forms, add_special_tokens=False)
        return [np.array(some.ids, np.int32) for some in found]

    return tokenizer.get_vocab_size(), cut


def _quick_cut(folder: Path) -> tuple[int, Cut] | None:
    """Size of the vocabulary and its cutting by sentencepiece, where both are there.

    Raises RuntimeError when the file is damaged.
    """
    path = folder / SENTENCEPIECE
    if not path.is_file():
        return None
    try:
        import sentencepiece
    except ImportError:
        return None
    processor = sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())

    def cut(forms: list[str]) -> list[Pieces]:
        if len(forms) == 1:  # a list is cut in a thread, which takes longer to start than to work
            return [processor.encode(forms[0], return_type="numpy")]
        return list(processor.encode(forms, num_threads=1, return_type="numpy"))

    return processor.get_piece_size(), cut


def _damaged(folder: Path) -> ModelError:
    return ModelError(
        f"Mô hình nhúng ở {folder} bị hỏng ({WEIGHTS} và {TOKENIZER} không khớp hoặc sai định"
        " dạng): hãy lấy lại thư mục này hoặc chọn mô hình khác."
    )
