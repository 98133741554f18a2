"""The passage vectors of one generation in Chroma, compared by cosine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from errors import IndexDamaged
from store.ties import best

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

FOLDER = "chroma"
COLLECTION = "passages"

#: The graph serves programs that read the collection themselves, and more passages than
#: `store.index.SIGNS_LIMIT`; it is made cheaply. Of the exact ten nearest among 100,000 made-up
#: passages, which share many phrases, it finds 72% with `ef_construction` 40, at 52 s of processor
#: time; 77% with 60 at 64 s; Chroma's own, 100, takes half as long again.
#: `sync_threshold` 1 writes every batch through to the HNSW files: with anything left in Chroma's
#: log, a reader would write it there itself. The graph is another each time that it is made, with
#: one thread as with several.
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 40,
        "ef_search": 300,
        "sync_threshold": 1,
        "batch_size": 1,
        "num_threads": 1,
    }
}

_Item = TypeVar("_Item")


def open_client(folder: Path) -> Client:
    """Chroma embedded in this process, on a folder of its own.

    A Chroma server would be an `HttpClient` here, with one collection per generation; the rest of
    this module asks for nothing but a client and a collection.
    """
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(
        path=str(folder / FOLDER), settings=Settings(anonymized_telemetry=False)
    )
    return cast("Client", client)  # the declared type lacks `close`


class Vectors:
    """Vectors by passage id. Reading is safe from several threads and processes at once."""

    def __init__(self, folder: Path, client: Client, collection: Collection) -> None:
        self._folder = folder
        self._client = client
        self._collection = collection
        self._count = collection.count()

    @classmethod
    def create(cls, folder: Path) -> Vectors:
        """A new, empty set of vectors in `folder`."""
        client = open_client(folder)
        return cls(folder, client, _new_collection(client))

    @classmethod
    def open(cls, folder: Path) -> Vectors:
        """The vectors in `folder`. Raises IndexDamaged when Chroma cannot open them."""
        from chromadb.errors import ChromaError

        if not (folder / FOLDER / "chroma.sqlite3").is_file():
            raise IndexDamaged(f"thiếu {folder / FOLDER / 'chroma.sqlite3'}")
        try:
            client = open_client(folder)
            return cls(folder, client, client.get_collection(COLLECTION, embedding_function=None))
        except (ChromaError, ValueError, RuntimeError) as error:
            raise IndexDamaged(f"không mở được {folder / FOLDER}: {error}") from error

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    @property
    def count(self) -> int:
        """Number of vectors."""
        return self._count

    def ids(self) -> set[str]:
        """All passage ids with a vector."""
        return set(self._collection.get(include=[])["ids"])

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The stored vectors of `ids`; an id without one is left out."""
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        embeddings = found["embeddings"]
        if embeddings is None:
            return {}
        return dict(zip(found["ids"], np.asarray(embeddings, dtype=np.float32), strict=True))

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Passage ids with their cosine similarity, best first.

        `vector` has one dimension, the model's. Fewer than `limit` when the index holds fewer.
        """
        # An empty collection is never queried: Chroma would write its index files anew.
        if not self._count:
            return []
        query = np.asarray(vector, dtype=np.float32).reshape(1, -1)

        def fetch(number: int) -> list[tuple[str, float]]:
            found = self._collection.query(
                query_embeddings=query,
                n_results=min(number, self._count),
                include=["distances"],
            )
            distances = found["distances"] or [[]]
            similarities = (1.0 - distance for distance in distances[0])
            return list(zip(found["ids"][0], similarities, strict=True))

        return best(fetch, limit)

    def remove(self, ids: Iterable[str]) -> None:
        """Delete the vectors of `ids`."""
        gone = list(ids)
        if gone and len(gone) >= self._count:
            # A collection emptied by deletion has its files rewritten by every later reader.
            self._client.delete_collection(COLLECTION)
            self._collection = _new_collection(self._client)
        else:
            for batch in _batches(gone, self._client.get_max_batch_size()):
                self._collection.delete(ids=batch)
        self._count = self._collection.count()

    def write_every(self, number: int) -> None:
        """Have the files written whenever `number` vectors were added since the last time.

        They are written whole. A published index needs 1, which is how a new one starts: with any
        other number what was added last may be in Chroma's log alone.
        """
        self._collection.modify(configuration={"hnsw": {"sync_threshold": number}})
        # Chroma heeds the change once it has opened the collection again.
        self._client.close()
        self._client = open_client(self._folder)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add one row of `vectors` (passages × dimensions, finite) for each of `ids`, all new.

        Raises ValueError when the shapes do not fit or a number is not finite.
        """
        matrix = np.ascontiguousarray(vectors, dtype=np.float32)
        if matrix.ndim != 2 or len(matrix) != len(ids) or not np.isfinite(matrix).all():
            raise ValueError(
                f"{len(ids)} đoạn nhưng véc-tơ có dạng {matrix.shape} hoặc không hữu hạn"
            )
        rows = range(len(ids))
        for batch in _batches(rows, self._client.get_max_batch_size()):
            self._collection.add(
                ids=[ids[row] for row in batch], embeddings=matrix[batch[0] : batch[-1] + 1]
            )
        self._count = self._collection.count()


def _new_collection(client: Client) -> Collection:
    return client.create_collection(
        COLLECTION, embedding_function=None, configuration=_CONFIGURATION
    )


def _batches(items: Sequence[_Item], size: int) -> Iterator[list[_Item]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
