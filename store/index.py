"""A published generation, open for questions, and a handle that follows what is published."""

from __future__ import annotations

import json
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedding.card import ModelCard
from errors import IndexDamaged, ModelMismatch, NoIndex
from store import generations
from store.catalogue import Catalogue
from store.codec import from_plain
from store.forward import Forward, Runs
from store.forward_file import ForwardFile
from store.generations import REBUILD, Lease
from store.lexical import Lexical, LexicalQuery
from store.matrix import Matrix
from store.records import Document, Figure, Passage
from store.remembered import Remembered
from store.vector_process import VectorProcess
from store.vectors import Vectors
from vietnamese.normal import fold, normalise

#: how often a generation may be swept away between reading CURRENT and taking hold of it
_ATTEMPTS = 20

#: Up to this many passages every vector is compared, and up to so many those that share most signs
#: with the question's, which takes about 20 ns a passage; beyond, Chroma's graph is faster.
EXACT_LIMIT, SIGNS_LIMIT = 20_000, 2_000_000

#: passages kept as read, at a few KB each: the best of many questions are the same
_PASSAGES = 2_000

#: words given to spelling: the rarest of a large index are misprints, not words
_WORDS = 200_000


class Index:
    """One generation. Never changes; safe to use from several threads.

    Let it go out of use, or `close` it; a reader that still holds it keeps it whole.
    """

    def __init__(
        self,
        number: int,
        folder: Path,
        catalogue: Catalogue,
        vectors: Vectors | VectorProcess,
        lexical: Lexical,
        matrix: Matrix,
        forward_file: ForwardFile,
        lease: Lease | None = None,
    ) -> None:
        self.generation = number
        self.folder = folder
        self.catalogue = catalogue
        self.vectors = vectors
        self.lexical_index = lexical
        self.matrix = matrix
        self.forward_file = forward_file
        self.card = card_of(catalogue, folder)
        self.passage_count = catalogue.count("passages")
        self.document_count = catalogue.count("documents")
        self._passages = Remembered(catalogue.passages, _PASSAGES)
        self._release = weakref.finalize(self, _release, catalogue, vectors, lease)
        self._release.atexit = False

    def close(self) -> None:
        """Let go of files and memory; a second call does nothing."""
        self._release()

    @property
    def report(self) -> str:
        """What ingest noted about the run that made this generation; empty if nothing."""
        return self.catalogue.meta("report") or ""

    def documents(self) -> tuple[Document, ...]:
        """All documents, ordered by source."""
        return self.catalogue.documents()

    def related_documents(self) -> tuple[Document, ...]:
        """The documents that replace, repeal or amend others, ordered by source."""
        return self.catalogue.related_documents()

    def document(self, source: str) -> Document | None:
        """The document of `source`, None when there is none."""
        return self.catalogue.document(source)

    def passages_of(self, source: str) -> tuple[Passage, ...]:
        """The passages of one document in their order."""
        return self.catalogue.passages_of(source)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of `ids`. Raises KeyError for an id that is not there."""
        return self._passages.of(ids)

    def forwards(self, ids: Sequence[str]) -> list[Forward]:
        """The words of passages as numbers, in the order of `ids`.

        Raises KeyError for an id that is not there.
        """
        return self.forward_file.read(self.matrix.rows_of(ids)) if ids else []

    def words(self) -> tuple[tuple[str, int, bool], ...]:
        """The 200,000 most frequent words of the stored texts, the most frequent first.

        Each in search form with its accents, the number of its occurrences, and whether it was ever
        written all in capitals. Counted when the index was published.
        """
        return self.catalogue.words(_WORDS)

    def figures(
        self,
        source: str | None = None,
        *,
        place: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
    ) -> tuple[Figure, ...]:
        """Figures in the order of the text, of one document or of all.

        `place` and `indicator` match any part of the name, with or without accents; `year` any
        period that touches it.
        """
        return tuple(
            figure
            for figure in self.catalogue.figures(source)
            if (place is None or (figure.scope.place and _in(place, figure.scope.place.full_name)))
            and (indicator is None or _in(indicator, figure.indicator))
            and (year is None or _touches(figure, year))
        )

    def measured(self, term: str, place: str, limit: int) -> tuple[Figure, ...]:
        """At most `limit` figures of an indicator (its id) and of places of a name, any level."""
        return self.catalogue.measured(term, place, limit)

    def lexical(self, query: LexicalQuery, limit: int) -> list[tuple[str, float]]:
        """At most `limit` passage ids with their BM25 score, best first, ties by id."""
        return self.lexical_index.search(query, limit, self._runs)

    def _runs(self, ids: Sequence[str]) -> Runs:
        return self.forward_file.runs(self.matrix.rows_of(ids))

    def dense(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """At most `limit` passage ids with cosine similarity to `vector`, best first, ties by id.

        `vector` has one dimension of `card.dimension`, otherwise ValueError is raised. Exact up to
        `EXACT_LIMIT` passages; beyond, some are missed, see `store.signs` and `store.vectors`.
        """
        if vector.shape != (self.card.dimension,):
            raise ValueError(f"véc-tơ có dạng {vector.shape}, cần ({self.card.dimension},)")
        if self.passage_count <= EXACT_LIMIT:
            return self.matrix.nearest(vector, limit)
        if self.passage_count <= SIGNS_LIMIT:
            return self.matrix.nearest_by_signs(vector, limit)
        return self.vectors.nearest(vector, limit)

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The (n, dimension) unit vectors of n passages in the order of `ids`.

        The row of a passage without words is zero. Raises KeyError for an id that is not there.
        """
        return self.matrix.vectors_of(ids)

    def document_frequency(self, field: str, token: str) -> int:
        """In how many passages `token` stands in the lexical `field`."""
        return self.lexical_index.document_frequency(field, token)


def _release(catalogue: Catalogue, vectors: Vectors | VectorProcess, lease: Lease | None) -> None:
    catalogue.close()
    vectors.close()
    if lease is not None:
        lease.release()


def _in(part: str, whole: str) -> bool:
    return fold(normalise(part)) in fold(normalise(whole))


def _touches(figure: Figure, year: int) -> bool:
    return figure.scope.period is not None and figure.scope.period.touches(year)


def card_of(catalogue: Catalogue, folder: Path) -> ModelCard:
    """The card of the model a generation was made with."""
    text = catalogue.meta("card")
    if text is None:
        raise generations.damaged(folder, "không ghi mô hình nhúng")
    card: ModelCard = from_plain(ModelCard, json.loads(text))
    return card


def open_folder(
    folder: Path,
    number: int,
    lease: Lease | None = None,
    process: VectorProcess | None = None,
) -> Index:
    """The generation in `folder`, whether published or about to be.

    `process` has its vectors open already; it is closed with the index. Raises IndexDamaged, with
    the commands that mend it, when a part cannot be opened.
    """
    catalogue = None
    try:
        catalogue = Catalogue.read(folder)
        # Cheap parts first: what is missing is found before Chroma has opened its files.
        matrix, forwards = Matrix.open(folder), ForwardFile.open(folder)
        lexical, vectors = Lexical.open(folder), process or Vectors.open(folder)
        index = Index(number, folder, catalogue, vectors, lexical, matrix, forwards, lease)
    except IndexDamaged as error:
        if catalogue is not None:
            catalogue.close()
        raise generations.damaged(folder, str(error)) from error
    # The matrix, or Chroma, reads its files at the first question: have them in memory before.
    index.dense(np.ones(index.card.dimension, dtype=np.float32), 1)
    return index


def open_index(data_dir: Path) -> Index:
    """The published generation of `data_dir`.

    Raises NoIndex when nothing is published yet, IndexDamaged when what is cannot be used.
    """
    for _ in range(_ATTEMPTS):
        current = generations.read_current(data_dir)
        if current is None:
            raise NoIndex(
                f"Chưa có chỉ mục trong {data_dir}. Hãy nạp tài liệu: python -m ingest corpus"
            )
        folder = generations.folder_of(data_dir, current.number)
        try:
            lease = Lease(folder)
        except OSError as error:
            # Two publishings may have happened since CURRENT was read; if none did, it is damage.
            if generations.read_current(data_dir) == current:
                raise generations.damaged(folder, "thiếu thư mục của thế hệ này") from error
            continue
        try:
            generations.check_files(folder)
            return open_folder(folder, current.number, lease)
        except IndexDamaged:
            lease.release()
            raise
    raise IndexDamaged(f"Chỉ mục trong {data_dir} thay đổi liên tục, không mở được. Hãy thử lại.")


class LiveIndex:
    """Always the published generation of a data folder. Safe to use from several threads."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._index: Index | None = None

    def current(self) -> Index:
        """The index to answer the next question with.

        Opens the new generation when another was published; who still works with the old one keeps
        it until done. Raises what `open_index` raises.
        """
        with self._lock:
            published = generations.read_current(self._data_dir)
            if self._index is None or (
                published is None or published.number != self._index.generation
            ):
                self._index = open_index(self._data_dir)
            return self._index

    def close(self) -> None:
        """Let go of the index; whoever still holds it keeps it."""
        with self._lock:
            self._index = None


def check_model(index: Index, card: ModelCard) -> None:
    """Raise ModelMismatch when `index` was not made with the model of `card`."""
    refuse_other_model(index.card, card)


def refuse_other_model(stored: ModelCard, card: ModelCard) -> None:
    """Raise ModelMismatch when two cards do not mean the same passage vectors.

    The name may differ (a folder may move); the weights, the length and the prefix may not.
    """
    if (stored.fingerprint, stored.dimension, stored.passage_prefix) != (
        card.fingerprint,
        card.dimension,
        card.passage_prefix,
    ):
        raise ModelMismatch(
            f"Chỉ mục được dựng bằng mô hình nhúng {stored.name} ({stored.dimension} chiều, "
            f"dấu vân {stored.fingerprint[:12]}), cài đặt hiện nay là {card.name} "
            f"({card.dimension} chiều, dấu vân {card.fingerprint[:12]}). "
            f"Hãy dựng lại chỉ mục: {REBUILD}, hoặc đặt lại mô hình cũ."
        )
