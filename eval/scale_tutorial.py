"""The pipeline of the LangChain tutorial on the same passages, for comparison.

Recursive splitter, Chroma, and an ensemble of its retriever with BM25, all as their documentation
shows them, with our embedding model. It needs packages that only `requirements-dev.txt` names.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import MissingInput
from eval.bench_sets import BenchPassage
from eval.metrics import DEPTH
from eval.scale import Asked, ask_all, resident_bytes, timed
from eval.scale_text import KnownItem

if TYPE_CHECKING:
    from embedding.model import Embedder

#: Modules by the package that brings them.
PACKAGES = {
    "langchain-chroma": "langchain_chroma",
    "langchain-classic": "langchain_classic",
    "langchain-community": "langchain_community",
    "langchain-text-splitters": "langchain_text_splitters",
    "rank-bm25": "rank_bm25",
}

#: The tutorial's sizes, in characters.
_CHUNK, _OVERLAP = 1000, 200
#: Chroma takes at most 5,461 documents at once.
_BATCH = 4096


def check_packages() -> None:
    """Raise `MissingInput` when a package of the pipeline is not installed."""
    missing = [package for package, module in PACKAGES.items() if find_spec(module) is None]
    if missing:
        raise MissingInput(
            f"Không so sánh được với quy trình mẫu của LangChain: thiếu {', '.join(missing)}. "
            "Hãy cài: pip install -r requirements-dev.txt, hoặc bỏ phần so sánh bằng --no-tutorial."
        )


def measure_tutorial(
    passages: Sequence[BenchPassage],
    items: Sequence[KnownItem],
    folder: Path,
    embedder: Embedder,
) -> tuple[dict[str, Any], Asked]:
    """Build the pipeline over `passages` in the empty `folder`, ask `items`, tell what it took.

    Raises `MissingInput` when its packages are not installed.
    """
    check_packages()
    before = resident_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # one of its packages is being sunset
        with timed() as build:
            retriever = _pipeline(passages, folder, embedder)
    asked = ask_all(
        lambda question: [found.metadata["id"] for found in retriever.invoke(question)], items
    )
    return {
        "build": build,
        "resident_mb_added": round((resident_bytes() - before) / 1e6, 1),
        "search": asked.row(items),
    }, asked


def _pipeline(passages: Sequence[BenchPassage], folder: Path, embedder: Embedder) -> Any:  # noqa: ANN401 - of packages without types here
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    # By name: a type checker need not have what only this comparison uses.
    chroma = import_module("langchain_chroma").Chroma
    ensemble = import_module("langchain_classic.retrievers").EnsembleRetriever
    bm25 = import_module("langchain_community.retrievers").BM25Retriever
    splitting = import_module("langchain_text_splitters").RecursiveCharacterTextSplitter

    class Model(Embeddings):
        """Our embedding model as LangChain asks for one."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [row.tolist() for row in embedder.embed_passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = embedder.embed_queries([text])[0].tolist()
            return vector

    splitter = splitting(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    chunks = splitter.split_documents(
        [Document(page_content=p.text, metadata={"id": p.id, "title": p.title}) for p in passages]
    )
    store = chroma(
        "tutorial",
        Model(),
        persist_directory=str(folder),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    for start in range(0, len(chunks), _BATCH):
        store.add_documents(chunks[start : start + _BATCH])
    words = bm25.from_documents(chunks)
    words.k = DEPTH
    nearest = store.as_retriever(search_kwargs={"k": DEPTH})
    return ensemble(retrievers=[words, nearest], weights=[0.5, 0.5])
