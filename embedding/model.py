"""One interface to every embedding model, and the choice between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from embedding.card import ModelCard
from embedding.static import is_static_folder, load_static

#: the model shipped, trained by `embedding/train.py`
SHIPPED = Path(__file__).with_name("vi-policy-static-256")


class Embedder(Protocol):
    """A model that turns text into vectors.

    Both methods take n texts and give an (n, card.dimension) float32 array of unit rows. A text is
    cut to its first 2,000 characters; one without letters or digits gets the zero row.
    """

    @property
    def card(self) -> ModelCard:
        """Which model this is."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of questions."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of passages."""
        ...


def load_embedder(
    name_or_folder: str | None = None, *, query_prefix: str = "", passage_prefix: str = ""
) -> Embedder:
    """Load the shipped model (None), or another one in its place.

    A folder written by `embedding/train.py` is read without torch in 0.1 to 0.3 s; any other folder
    or hub name goes to sentence-transformers, which must find it on this machine unless
    HF_HUB_OFFLINE=0 is set. The prefixes are those the model was trained with ("query: ").
    Raises `ModelError` when the model cannot be loaded.
    """
    # Our products are small: several threads would only wait for each other, ten times as long
    # where the processor has other work.
    threadpool_limits(1, user_api="blas")
    if name_or_folder is None:
        return load_static(SHIPPED, SHIPPED.name, query_prefix, passage_prefix)
    if is_static_folder(Path(name_or_folder)):
        return load_static(Path(name_or_folder), name_or_folder, query_prefix, passage_prefix)
    from embedding.transformer import load_transformer

    return load_transformer(name_or_folder, query_prefix, passage_prefix)
