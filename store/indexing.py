"""Deriving from the passages of a draft all that finding needs, in one pass over them.

Chroma adds vectors in a thread of its own, or a process where there are many, while the next
passages are embedded and their words read here.
"""

from __future__ import annotations

import gc
import shutil
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from embedding.card import ModelCard
from embedding.text import MAX_CHARACTERS, model_form
from store.catalogue import Catalogue
from store.forward import MAX_CONTEXT, Forward
from store.forward_file import ForwardFile, ForwardWriter
from store.lexical import FOLDER as LEXICAL_FOLDER
from store.lexical import LexicalWriter, removed_passages
from store.matrix import Matrix, MatrixWriter
from store.reading import Read, Reader
from store.records import Passage
from store.vector_process import VectorProcess
from store.vectors import Vectors
from store.words import WordTally

#: A lexical index of fewer passages is filled anew whenever any is removed, within a second or two;
#: a larger one when the removed ones are this share: counting without them takes time as well.
_LARGE, _MOST_REMOVED = 4_000, 0.02

#: passages embedded at once
_BATCH = 512

#: vectors handed to Chroma at once
_FLUSH = 4096

#: Chroma writes its whole graph to disk after each block up to this many blocks; of more, after
#: every second, third and so on, and then after each of those left over. Written after each, a
#: million vectors took 140 GB; so, 15 GB.
_WRITES = 16

#: blocks of vectors that may wait for Chroma, 4 MB each
_WAITING = 8

#: from so many new vectors on a process of its own, which takes 1.5 s to start, is worth it
_OWN_PROCESS = 10_000

#: new objects after which Python looks for cycles, 700 by its own choice
_OBJECTS = 50_000

#: pieces are kept as 16-bit numbers
_MOST_PIECES = 1 << 16
_NO_PIECES = np.zeros(0, np.uint16)


class PassageEmbedder(Protocol):
    """What a writer needs of an embedding model."""

    @property
    def card(self) -> ModelCard:
        """What identifies the model."""
        ...

    def embed_passages(self, texts: list[str]) -> NDArray[np.float32]:
        """One row of `card.dimension` for each text."""
        ...


@runtime_checkable
class PieceEmbedder(Protocol):
    """A model that has a vector for each piece of text: cut once, for two uses."""

    def pieces_of_forms(self, forms: Sequence[str]) -> list[NDArray[np.int32]]:
        """The pieces of each passage, given in `model_form`, prefix included."""
        ...

    def embed_pieces(self, pieces: Sequence[NDArray[np.int32]]) -> NDArray[np.float32]:
        """One row for the pieces of each text."""
        ...


def embedding_text(passage: Passage) -> str:
    """The text a passage's vector is made of: its headings, then its own words."""
    return "\n".join([*passage.headings, passage.text])


def create_indexes(draft: Path, dimension: int) -> None:
    """Empty indexes in `draft`."""
    Vectors.create(draft).close()
    LexicalWriter.create(draft).close()
    MatrixWriter(draft, (), dimension).close()
    ForwardWriter(draft, 0).close()


def index_passages(
    draft: Path,
    catalogue: Catalogue,
    embedder: PassageEmbedder,
    *,
    fresh: Collection[str],
    stale: Collection[str],
    words: WordTally,
    uncounted: Collection[str] = (),
    process: VectorProcess | None = None,
) -> None:
    """Bring the indexes in `draft`, and the words in `catalogue`, to what `catalogue` holds.

    `fresh` are the ids of passages they do not know yet, `stale` of those they hold and that are
    gone or have another text; `words` has the changes in the counts of words, but for the passages
    `uncounted`, all of them fresh. `process` has the vectors of `draft` open; without it they are
    opened and closed here. Raises ValueError when the embedder gives what is no vector.
    """
    if not fresh and not stale:
        catalogue.add_words(words.rows())
        return
    # In the order of the catalogue, whatever order the documents came in.
    order = catalogue.passage_ids()
    refill = bool(stale) and not _may_remove(draft, len(stale), len(order))
    with (
        _few_collections(),
        _rows(draft, order, embedder.card.dimension, fresh) as (matrix, forwards),
        _vectors(draft, len(fresh), process) as vectors,
        _Line() as line,
        # Closed first, which takes a while, as Chroma works at the last vectors.
        _lexical(draft, anew=refill) as lexical,
    ):
        line.put(vectors.remove, sorted(stale))
        blocks = _Blocks(embedder.card.dimension, len(fresh))
        if blocks.together > 1:
            line.put(vectors.write_every, blocks.together * _FLUSH - _FLUSH // 2)
        reader = Reader(words)
        if not refill:
            lexical.remove(sorted(stale))
        # Tantivy may be filled anew; all else knows the passages that stayed.
        wanted = order if refill else [name for name in order if name in fresh]
        for start in range(0, len(wanted), _BATCH):
            passages = catalogue.passages(wanted[start : start + _BATCH])
            texts, contexts = _read(reader, passages, uncounted)
            lexical.add(
                (passage.id, text.tokens, context.tokens)
                for passage, text, context in zip(passages, texts, contexts, strict=True)
            )
            new = [place for place, passage in enumerate(passages) if passage.id in fresh]
            if new:
                ids = [passages[place].id for place in new]
                rows, pieces = _embedded(
                    embedder, [passages[place] for place in new], [texts[place] for place in new]
                )
                for block in blocks.add(ids, rows):
                    line.put(vectors.add, *block)
                    if blocks.only_rest_left():
                        line.put(vectors.write_every, 1)
                matrix.put(ids, rows)
                forwards.put(
                    matrix.rows_of(ids),
                    [
                        _forward(texts[place], contexts[place], some)
                        for place, some in zip(new, pieces, strict=True)
                    ],
                )
        for block in blocks.rest():
            line.put(vectors.add, *block)
        reader.settle()
        catalogue.add_words(words.rows())


def _may_remove(draft: Path, number: int, held: int) -> bool:
    """Whether `number` passages are removed from the lexical index, not the index filled anew."""
    return held >= _LARGE and removed_passages(draft) + number <= _MOST_REMOVED * held


@contextmanager
def _vectors(
    draft: Path, number: int, process: VectorProcess | None
) -> Iterator[Vectors | VectorProcess]:
    """What takes `number` new vectors."""
    if process is not None:
        yield process
        return
    many = number >= _OWN_PROCESS
    with closing(VectorProcess(draft) if many else Vectors.open(draft)) as vectors:
        yield vectors


def _read(
    reader: Reader, passages: Sequence[Passage], uncounted: Collection[str]
) -> tuple[list[Read], list[Read]]:
    """Text and context of each passage; what several inherit is read once."""
    contexts = list(dict.fromkeys(passage.context for passage in passages))
    read = reader.read(
        [*contexts, *(passage.text for passage in passages)],
        [len(contexts) + place for place, p in enumerate(passages) if p.id in uncounted],
    )
    of_context = dict(zip(contexts, read, strict=False))
    return read[len(contexts) :], [of_context[passage.context] for passage in passages]


def _forward(text: Read, context: Read, pieces: NDArray[np.uint16]) -> Forward:
    """What `forward_of` gives, of texts that have been read."""
    return Forward(
        text.words, text.starts, context.words[:MAX_CONTEXT], pieces[: np.iinfo(np.uint16).max]
    )


def _embedded(
    embedder: PassageEmbedder, passages: Sequence[Passage], texts: Sequence[Read]
) -> tuple[NDArray[np.float32], list[NDArray[np.uint16]]]:
    """A row for each passage, and the pieces of its own words, none for a model without any."""
    if not isinstance(embedder, PieceEmbedder):
        rows = embedder.embed_passages([embedding_text(passage) for passage in passages])
        return rows, [_NO_PIECES] * len(passages)
    prefix = embedder.card.passage_prefix
    pieces = embedder.pieces_of_forms(
        [passage_form(prefix, passage, text) for passage, text in zip(passages, texts, strict=True)]
    )
    # Headings come first; how many pieces are theirs is told by cutting them alone.
    headings = dict.fromkeys(passage.headings for passage in passages if passage.headings)
    forms = [model_form(prefix + "\n".join(some)) for some in headings]
    lengths = dict(zip(headings, map(len, embedder.pieces_of_forms(forms)), strict=True))
    own = [
        some[lengths.get(passage.headings, 0) :]
        for passage, some in zip(passages, pieces, strict=True)
    ]
    kept = [
        some.astype(np.uint16) if some.max(initial=0) < _MOST_PIECES else _NO_PIECES for some in own
    ]
    return embedder.embed_pieces(pieces), kept


def passage_form(prefix: str, passage: Passage, text: Read) -> str:
    """`model_form` of `prefix` and the `embedding_text` of a passage whose text has been read."""
    opening = "\n".join((*passage.headings, ""))
    if (prefix and not opening) or len(prefix) + len(opening) + len(passage.text) > MAX_CHARACTERS:
        return model_form(prefix + embedding_text(passage))
    return f"{model_form(prefix + opening)} {text.form}".strip()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Have Python look for cycles less often: nothing here makes any, and looking takes a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _lexical(draft: Path, *, anew: bool) -> Iterator[LexicalWriter]:
    if anew:
        shutil.rmtree(draft / LEXICAL_FOLDER)
        writer = LexicalWriter.create(draft)
    else:
        writer = LexicalWriter.append(draft)
    try:
        yield writer
    finally:
        writer.close()


@contextmanager
def _rows(
    draft: Path, ids: Sequence[str], dimension: int, fresh: Collection[str]
) -> Iterator[tuple[MatrixWriter, ForwardWriter]]:
    old, old_forwards = Matrix.open(draft), ForwardFile.open(draft)
    matrix, forwards = MatrixWriter(draft, ids, dimension), ForwardWriter(draft, len(ids))
    kept = [name for name in ids if name not in fresh]
    if kept:
        matrix.keep(old, kept)
        forwards.keep(old_forwards, old.rows_of(kept), matrix.rows_of(kept))
    yield matrix, forwards
    matrix.close()
    forwards.close()


class _Blocks:
    """Rows gathered into blocks of `_FLUSH`, some of which are written together."""

    def __init__(self, dimension: int, number: int) -> None:
        """Blocks of `number` rows in all."""
        full = number // _FLUSH
        #: after how many blocks the graph is written
        self.together = max(1, -(-full // _WRITES))
        self._until = full - full % self.together
        self._given = 0
        self._ids: list[str] = []
        self._rows: list[NDArray[np.float32]] = [np.zeros((0, dimension), np.float32)]

    def add(
        self, ids: Sequence[str], rows: NDArray[np.float32]
    ) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """Take rows in; gives the blocks that are full now."""
        self._ids += ids
        self._rows.append(rows)
        while len(self._ids) >= _FLUSH:
            yield self._cut(_FLUSH)

    def only_rest_left(self) -> bool:
        """Whether the block given last was the last that is written together with others."""
        return self.together > 1 and self._given == self._until

    def rest(self) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """The last block, if anything is left."""
        if self._ids:
            yield self._cut(len(self._ids))

    def _cut(self, size: int) -> tuple[list[str], NDArray[np.float32]]:
        rows = np.concatenate(self._rows)
        self._given += 1
        ids, self._ids = self._ids[:size], self._ids[size:]
        self._rows = [rows[size:]]
        return ids, rows[:size]


class _Line:
    """A thread that does one thing after another; what went wrong there is raised here."""

    def __enter__(self) -> _Line:
        self._pool = ThreadPoolExecutor(1)
        self._pending: deque[Future[None]] = deque()
        return self

    def put(self, work: Callable[..., None], *arguments: object) -> None:
        """Have `work` done after all that was put before; waits while much is waiting."""
        self._pending.append(self._pool.submit(work, *arguments))
        while len(self._pending) > _WAITING:
            self._pending.popleft().result()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the rest; after an error, only for what is being done."""
        self._pool.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for future in self._pending:
                future.result()
