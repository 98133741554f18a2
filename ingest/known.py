"""What the index holds, by name, by bytes and by text; kept up to date while a run goes on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.formats import HOLDERS
from ingest.memory import Memory

#: the shortest beginning of a name that is the name of a file which holds others
_HELD = re.compile(
    rf"((?:[^/]*/)*?[^/]+(?:{'|'.join(map(re.escape, HOLDERS))}))/", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the index: its name, the folder it came from and the sha256 of its bytes."""

    source: str
    root: str
    sha256: str

    @property
    def path(self) -> str:
        """Where it lay when it was ingested; inside an archive, where it would lie unpacked."""
        return os.path.join(self.root, self.source)

    @property
    def file(self) -> str:
        """The file that holds it: itself, or the archive it came from."""
        return os.path.join(self.root, archive_of(self.source) or self.source)

    def is_there(self) -> bool:
        """Whether its file is still where it was."""
        return os.path.exists(self.path) or os.path.isfile(self.file)


def archive_of(source: str) -> str | None:
    """The archive or mail that holds a document, by its name; None for a file of its own."""
    found = _HELD.match(source)
    return found[1] if found else None


class Holdings:
    """The documents of the index as they would be published now."""

    def __init__(self, documents: Iterable[Known], memory: Memory) -> None:
        self._memory = memory
        self._by_source = {document.source: document for document in documents}
        self._by_bytes: dict[str, set[str]] = {}
        self._by_twin: dict[str, set[str]] = {}
        self._twins: dict[str, str] = {}
        self._in_archive: dict[str, set[str]] = {}
        for document in self._by_source.values():
            self._link(document)
        self._sources = {document.file: _file_source(document) for document in self}

    def __iter__(self) -> Iterator[Known]:
        return iter(list(self._by_source.values()))

    def __len__(self) -> int:
        return len(self._by_source)

    def __contains__(self, source: object) -> bool:
        return source in self._by_source

    def get(self, source: str) -> Known | None:
        """The document called `source`; None when there is none."""
        return self._by_source.get(source)

    def source_of(self, path: str) -> Known | None:
        """The document that the file at `path` was at the start, or one of the archive there."""
        source = self._sources.get(path)
        if source is None:
            return None
        members = sorted(self._in_archive.get(source, ()))
        return self.get(source) or (self.get(members[0]) if members else None)

    def of_archive(self, source: str) -> list[Known]:
        """The documents of an archive, by name."""
        return [self._by_source[name] for name in sorted(self._in_archive.get(source, ()))]

    def put(self, document: Known) -> None:
        """Note a document, new or changed."""
        self.drop(document.source)
        self._by_source[document.source] = document
        self._link(document)

    def drop(self, source: str) -> None:
        """Note that a document is gone; nothing to do where there is none."""
        old = self._by_source.pop(source, None)
        if old is not None:
            self._by_bytes[old.sha256].discard(source)
            self._by_twin.get(self._twins.pop(source, ""), set()).discard(source)
            self._in_archive.get(archive_of(source) or "", set()).discard(source)

    def with_bytes(self, sha256: str, besides: str) -> list[Known]:
        """Documents of the same bytes under other names than `besides`, by name."""
        return self._named(self._by_bytes.get(sha256, set()) - {besides})

    def with_text(self, sha256: str, besides: str) -> list[Known]:
        """Documents of the same bytes, then of the same text as far as texts have been read."""
        found = self.with_bytes(sha256, besides)
        same = self._by_twin.get(self._memory.twin(sha256) or "", set())
        return found + self._named(same - {besides, *(one.source for one in found)})

    def without_text(self) -> list[Known]:
        """Documents whose text nothing is known of, by name."""
        return [self._by_source[name] for name in sorted(self._by_source.keys() - self._twins)]

    def link_text(self, document: Known) -> None:
        """Note what is known of a document's text."""
        twin = self._memory.twin(document.sha256)
        if twin is not None:
            self._twins[document.source] = twin
            self._by_twin.setdefault(twin, set()).add(document.source)

    def _named(self, sources: set[str]) -> list[Known]:
        return [self._by_source[source] for source in sorted(sources)]

    def _link(self, document: Known) -> None:
        self._by_bytes.setdefault(document.sha256, set()).add(document.source)
        self.link_text(document)
        archive = archive_of(document.source)
        if archive is not None:
            self._in_archive.setdefault(archive, set()).add(document.source)


def _file_source(document: Known) -> str:
    return archive_of(document.source) or document.source
