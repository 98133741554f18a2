"""Any sentence-transformers model in place of the shipped one."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from embedding.card import ModelCard
from embedding.static import unit_rows
from embedding.text import MAX_CHARACTERS
from errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32


class TransformerEmbedder:
    """An `Embedder` over a sentence-transformers model, on one thread of the processor."""

    def __init__(self, card: ModelCard, model: SentenceTransformer) -> None:
        self.card = card
        self._model = model

    def embed_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of questions; see `Embedder`."""
        return self._embed(texts, self.card.query_prefix)

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of passages; see `Embedder`."""
        return self._embed(texts, self.card.passage_prefix)

    def _embed(self, texts: Sequence[str], prefix: str) -> npt.NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        places = [
            place
            for place, text in enumerate(texts)
            if any(map(str.isalnum, text[:MAX_CHARACTERS]))
        ]
        if not places:
            return vectors
        vectors[places] = self._model.encode(
            [prefix + texts[place][:MAX_CHARACTERS] for place in places],
            prompt="",
            batch_size=_BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return unit_rows(vectors)


def load_transformer(
    name_or_folder: str, query_prefix: str = "", passage_prefix: str = ""
) -> TransformerEmbedder:
    """Load a sentence-transformers model by folder or by hub name from this machine's cache.

    A prefix that is not given is taken from the model's own prompts. An unreachable hub would hang
    for 50 s, so the hub is not asked unless HF_HUB_OFFLINE=0 is set. Raises `ModelError`.
    """
    if _looks_like_path(name_or_folder) and not Path(name_or_folder).is_dir():
        raise ModelError(
            f"Không thấy thư mục mô hình nhúng {name_or_folder}: hãy ghi đúng đường dẫn, tên mô"
            " hình trên Hugging Face đã tải về máy này, hoặc bỏ trống để dùng mô hình kèm theo."
        )
    _stay_offline()
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)  # two threads under contention took 300 ms for one short question
    try:
        model = SentenceTransformer(name_or_folder, device="cpu")
    except (OSError, ValueError, RuntimeError, KeyError, AttributeError, ImportError) as cause:
        raise ModelError(
            f"Không tải được mô hình nhúng {name_or_folder!r} ({_first_line(cause)}). Máy không hỏi"
            " kho mô hình trên mạng khi chạy: hãy tải trước bằng lệnh"
            f" `hf download {name_or_folder}`, ghi đường dẫn tới thư mục mô hình, đặt"
            " HF_HUB_OFFLINE=0 để cho phép tải, hoặc bỏ trống để dùng mô hình kèm theo."
        ) from cause
    model.float().eval()
    dimension = model.get_embedding_dimension()
    if dimension is None:
        dimension = int(model.encode(["a"], prompt="", show_progress_bar=False).shape[1])
    card = ModelCard(
        name_or_folder,
        dimension,
        query_prefix or _prompt(model, "query"),
        passage_prefix or _prompt(model, "document") or _prompt(model, "passage"),
        fingerprint(model),
    )
    return TransformerEmbedder(card, model)


def fingerprint(model: SentenceTransformer) -> str:
    """Digest of the names, shapes and first and last values of the model's tensors."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        values = tensor.detach().flatten()
        ends = np.concatenate([values[:512].numpy(), values[-512:].numpy()])
        digest.update(f"{name} {tuple(tensor.shape)} ".encode() + ends.tobytes())
    return digest.hexdigest()[:16]


def _prompt(model: SentenceTransformer, name: str) -> str:
    return str((model.prompts or {}).get(name) or "")


def _looks_like_path(name: str) -> bool:
    """A hub name has at most one slash and starts with neither "/", "." nor "~"."""
    return name.startswith(("/", ".", "~")) or name.count("/") > 1 or "\\" in name


def _stay_offline() -> None:
    """Keep huggingface_hub from asking its host, also when something imported it before."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    constants = sys.modules.get("huggingface_hub.constants")
    if constants is not None and os.environ["HF_HUB_OFFLINE"] == "1":
        constants.HF_HUB_OFFLINE = True  # type: ignore[attr-defined]


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
