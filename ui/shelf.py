"""What the page tells of the index: its documents, their number, and when it was published."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from store.generations import read_manifest
from store.index import Index
from store.records import Document
from ui import words
from vietnamese.normal import fold, normalise


@dataclass(frozen=True, slots=True)
class Shelf:
    """The published documents, as one index generation holds them."""

    generation: int
    documents: tuple[Document, ...] = ()
    passages: int = 0
    published: datetime | None = None
    by_source: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        generation: int,
        documents: Sequence[Document],
        passages: int,
        published: datetime | None = None,
    ) -> Shelf:
        """A shelf in order of title, with a way from source to document."""
        ordered = tuple(
            sorted(documents, key=lambda one: (fold(normalise(title(one))), one.source))
        )
        return cls(generation, ordered, passages, published, {one.source: one for one in ordered})

    def title(self, source: str) -> str:
        """The title of a document, or its path where it has none."""
        found = self.by_source.get(source)
        return title(found) if found else source

    def places(self) -> list[str]:
        """Names of the places the documents are about, each once."""
        return _sorted({one.scope.place.name for one in self.documents if one.scope.place})

    def years(self) -> list[int]:
        """Years in which a document's period begins or ends, or it was issued; newest first."""
        found: set[int] = set()
        for one in self.documents:
            if one.scope.period:
                found |= {one.scope.period.start.year, one.scope.period.end.year}
            found |= {moment.year for moment in (one.event_date, one.published) if moment}
        return sorted((year for year in found if year > 1), reverse=True)

    def find(self, wanted: str) -> tuple[Document, ...]:
        """Documents whose title, number, place, period or path holds every word of `wanted`."""
        needed = fold(normalise(wanted)).split()
        return tuple(
            one for one in self.documents if all(word in _haystack(one) for word in needed)
        )


class ShelfReader:
    """The shelf of the index that is published now; read once for each generation.

    `index` gives the published index. The texts of the documents are left out.
    """

    def __init__(self, index: Callable[[], Index]) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None

    def __call__(self) -> Shelf:
        """The shelf now. Raises what opening the index raises."""
        index = self._index()
        with self._lock:
            if self._shelf is None or self._shelf.generation != index.generation:
                self._shelf = Shelf.of(
                    index.generation,
                    [replace(document, text="") for document in index.documents()],
                    index.passage_count,
                    datetime.fromisoformat(read_manifest(index.folder).created).astimezone(),
                )
            return self._shelf


#: Gives the shelf as it stands now; called again after each publication.
Shelves = Callable[[], Shelf]


def title(document: Document) -> str:
    """A document's title, or the name of its file."""
    return document.title or document.source.rsplit("/", 1)[-1]


def _haystack(document: Document) -> str:
    parts = (
        title(document),
        document.source,
        document.number or "",
        document.issuer or "",
        document.outlet or "",
        words.scope(document.scope),
        words.day(document.published) if document.published else "",
    )
    return fold(normalise(" ".join(parts)))


def _sorted(names: set[str]) -> list[str]:
    return sorted(names, key=lambda name: fold(normalise(name)))
