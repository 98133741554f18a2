"""The one writer of an index: changes a copy, then publishes it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from errors import IndexDamaged
from store import generations, publishing
from store.catalogue import Catalogue
from store.codec import to_plain
from store.generations import Current, draft_of, folder_of
from store.index import card_of, refuse_other_model
from store.indexing import PassageEmbedder, create_indexes, embedding_text, index_passages
from store.records import Document, Figure, Passage
from store.vector_process import VectorProcess
from store.words import WordTally, text_between

__all__ = ["PassageEmbedder", "Writer", "embedding_text", "open_writer", "read_catalogue"]


class Writer:
    """Changes to the published generation, or a new one from nothing; made by `open_writer`.

    The copy is made at the first change: looking costs nothing.
    """

    def __init__(
        self, data_dir: Path, embedder: PassageEmbedder, base: Current | None, rebuild: bool
    ) -> None:
        self._data_dir = data_dir
        self._embedder = embedder
        self._base = base
        self._rebuild = rebuild
        self._number = generations.next_number(data_dir)
        self._draft = draft_of(data_dir, self._number)
        self._catalogue: Catalogue | None = None
        self._process: VectorProcess | None = None
        self._stale: set[str] = set()  # passages of the base that are no longer in the draft
        self._fresh: set[str] = set()  # passages of the draft whose base has none or another text
        self._words = WordTally()
        #: fresh passages whose words are counted when the indexes are made, where they are read
        self._uncounted: set[str] = set()
        self._looked: Catalogue | None = None  # the published one, while nothing is changed
        self._changed = rebuild
        self._done = False

    # -- looking -------------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """The documents as they would be published now; none yet at the start of a rebuild."""
        if self._catalogue is not None:
            return self._catalogue.documents()
        return () if self._rebuild else self.published_documents()

    def document(self, source: str) -> Document | None:
        """The document of `source` as it would be published now."""
        if self._catalogue is not None:
            return self._catalogue.document(source)
        if self._rebuild or self._base is None:
            return None
        return self._published().document(source)

    def origins(self) -> tuple[tuple[str, str, str], ...]:
        """Source, root and sha256 of the documents as they would be published now."""
        if self._catalogue is not None:
            return self._catalogue.origins()
        return () if self._rebuild or self._base is None else self._published().origins()

    def contents(self, source: str) -> tuple[tuple[Passage, ...], tuple[Figure, ...]]:
        """The passages and figures of a document as they would be published now."""
        catalogue = self._catalogue
        if catalogue is None:
            if self._rebuild or self._base is None:
                return (), ()
            catalogue = self._published()
        return catalogue.passages_of(source), catalogue.figures(source)

    def published_documents(self) -> tuple[Document, ...]:
        """The documents of the published generation: what a rebuild starts from."""
        return () if self._base is None else self._published().documents()

    def _published(self) -> Catalogue:
        if self._looked is None:
            assert self._base is not None
            folder = folder_of(self._data_dir, self._base.number)
            self._looked = read_catalogue(folder, any_format=True)
        return self._looked

    # -- changing ------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the copy now, since something is likely to be changed."""
        self._change()

    def put(
        self,
        document: Document,
        passages: Iterable[Passage],
        figures: Iterable[Figure] = (),
    ) -> None:
        """Add a document, or replace everything there is of its source.

        Raises ValueError when a passage or figure is not a span of the document, or has an id that
        another document's passage has; the document then stays as it was.
        """
        passages = tuple(passages)
        catalogue = self._change()
        before = catalogue.text(document.source)
        old = catalogue.passage_ids(document.source) if before is not None else []
        counted = self._counted(before or "", old)
        catalogue.put(document, passages, figures, anew=before is None)
        self._changed = True
        self._words.take(counted)
        self._forget(old)
        ids = [passage.id for passage in passages]
        between = text_between(document.text, passages)
        self._words.add(document.text if between is None else between)
        self._fresh.update(ids)
        if between is not None:
            self._uncounted.update(ids)

    def remove(self, source: str) -> bool:
        """Remove a document and everything of it; False when there was none."""
        if self.document(source) is None:
            return False
        catalogue = self._change()
        old = catalogue.passage_ids(source)
        self._words.take(self._counted(catalogue.text(source) or "", old))
        catalogue.remove(source)
        self._changed = True
        self._forget(old)
        return True

    def touch(self, source: str, *, root: str) -> bool:
        """Note that an unchanged document now comes from the folder `root`; False if it did."""
        document = self.document(source)
        if document is None or document.root == root:
            return False
        self._change().set_document(replace(document, root=root))
        self._changed = True
        return True

    def _counted(self, text: str, ids: Sequence[str]) -> str:
        """What the tally, or that of the base, has of a stored text whose passages are `ids`."""
        if self._uncounted.isdisjoint(ids):
            return text
        return text_between(text, self._change().passages(ids)) or ""

    def _forget(self, ids: Sequence[str]) -> None:
        self._uncounted.difference_update(ids)
        for old in ids:
            if old in self._fresh:
                self._fresh.remove(old)
            else:
                self._stale.add(old)

    def _change(self) -> Catalogue:
        if self._done:
            raise RuntimeError("writer used after publishing")
        if self._catalogue is None:
            if self._base is None or self._rebuild:
                self._draft.mkdir(parents=True)
                self._catalogue = Catalogue.create(self._draft)
                self._catalogue.set_meta("card", json.dumps(to_plain(self._embedder.card)))
                create_indexes(self._draft, self._embedder.card.dimension)
            else:
                publishing.copy_generation(
                    folder_of(self._data_dir, self._base.number), self._draft
                )
                if "chromadb" not in sys.modules:  # it takes a second, which others can use
                    self._process = VectorProcess(self._draft)
                self._catalogue = Catalogue.append(self._draft)
        return self._catalogue

    # -- publishing ----------------------------------------------------------------------------

    def publish(self, report: str = "") -> int:
        """Derive both indexes, check everything and make it the published generation.

        Returns its number; without any change nothing is written and the published number is
        returned (0 when there is none). `report` is kept with the generation. Raises IndexDamaged,
        and leaves the old generation published, when the check fails.
        """
        if not self._changed:
            return 0 if self._base is None else self._base.number
        catalogue = self._change()
        catalogue.set_meta("report", report)
        index_passages(
            self._draft,
            catalogue,
            self._embedder,
            fresh=self._fresh,
            stale=self._stale,
            words=self._words,
            uncounted=self._uncounted,
            process=self._process,
        )
        catalogue.close()
        self._catalogue = None
        self._done = True
        before = None if self._base is None else self._base.number
        publishing.publish(self._data_dir, self._number, before, self._process)
        return self._number

    def drop(self) -> None:
        """Throw the draft away; nothing to do once it is published."""
        for part in (self._catalogue, self._looked):
            if part is not None:
                part.close()
        if self._process is not None:
            self._process.abandon()
        self._catalogue = self._looked = self._process = None
        self._done = True
        shutil.rmtree(self._draft, ignore_errors=True)


def read_catalogue(folder: Path, *, any_format: bool = False) -> Catalogue:
    """The catalogue of a published generation; its faults name the commands that mend them."""
    try:
        return Catalogue.read(folder, any_format=any_format)
    except IndexDamaged as error:
        raise generations.damaged(folder, str(error)) from error


def published_origins(data_dir: Path) -> tuple[tuple[str, str, str], ...]:
    """Source, root and sha256 of the published documents; none before the first publishing."""
    current = generations.read_current(data_dir)
    if current is None:
        return ()
    with closing(read_catalogue(folder_of(data_dir, current.number), any_format=True)) as catalogue:
        return catalogue.origins()


@contextmanager
def open_writer(
    data_dir: Path, embedder: PassageEmbedder, *, rebuild: bool = False, wait: float = 0.0
) -> Iterator[Writer]:
    """Be the writer of `data_dir`; leaving without `publish` changes nothing.

    With `rebuild` the new generation starts empty and `published_documents` gives what it is to be
    made of. Raises IndexLocked (after `wait` seconds), IndexReadOnly, ModelMismatch when the index
    was made with another model, IndexDamaged when the published generation cannot be copied.
    """
    with generations.writer_lock(data_dir, wait):
        generations.sweep(data_dir)
        base = generations.read_current(data_dir)
        if base is not None and not rebuild:
            folder = folder_of(data_dir, base.number)
            generations.check_files(folder)
            with closing(read_catalogue(folder)) as catalogue:
                refuse_other_model(card_of(catalogue, folder), embedder.card)
        writer = Writer(data_dir, embedder, base, rebuild)
        try:
            yield writer
        finally:
            writer.drop()
