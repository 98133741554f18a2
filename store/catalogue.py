"""The catalogue of one generation in SQLite: documents, passages and figures.

It is the truth; the vectors and the lexical index are derived from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import orjson

from errors import IndexDamaged
from store.codec import from_plain, to_plain
from store.connections import Connections
from store.records import Document, Figure, Passage
from vietnamese.normal import fold, normalise

FILE = "catalogue.sqlite"

#: Raised by one when tables or tokens change so that an older index must be rebuilt.
FORMAT = 5

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    source TEXT PRIMARY KEY, text TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX documents_related ON documents (source) WHERE instr(record, '"relations":[') > 0;
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL REFERENCES documents (source) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX passages_source ON passages (source, ordinal);
CREATE TABLE words (
    form TEXT PRIMARY KEY, occurrences INTEGER NOT NULL, capitals INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE figures (
    source TEXT NOT NULL REFERENCES documents (source) ON DELETE CASCADE,
    start INTEGER NOT NULL, term TEXT, place TEXT, record TEXT NOT NULL
);
CREATE INDEX figures_source ON figures (source, start);
CREATE INDEX figures_term ON figures (term, place) WHERE term IS NOT NULL;
"""
_BATCH = 500

_Record = TypeVar("_Record", Document, Passage, Figure)


class Catalogue:
    """SQLite tables of one generation; safe to read from several threads."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._cursor = connections.cursor

    @classmethod
    def create(cls, folder: Path) -> Catalogue:
        """A new, empty catalogue in `folder`, open for writing."""
        catalogue = cls.append(folder)
        with catalogue._cursor() as cursor:
            cursor.executescript(_SCHEMA)
        catalogue.set_meta("format", str(FORMAT))
        return catalogue

    @classmethod
    def append(cls, folder: Path) -> Catalogue:
        """The catalogue in `folder`, open for writing."""
        return cls(Connections.writing(folder / FILE))

    @classmethod
    def read(cls, folder: Path, *, any_format: bool = False) -> Catalogue:
        """The catalogue of a published generation, read only.

        Raises IndexDamaged when the file is missing, no catalogue, or (unless `any_format`) of
        another format.
        """
        catalogue = None
        try:
            catalogue = cls(Connections.reading(folder / FILE))
            found = catalogue.meta("format")
        except sqlite3.Error as error:
            if catalogue is not None:
                catalogue.close()
            raise IndexDamaged(f"không đọc được danh mục {folder / FILE}: {error}") from error
        if found != str(FORMAT) and not any_format:
            catalogue.close()
            raise IndexDamaged(
                f"danh mục {folder / FILE} có dạng {found}, chương trình cần dạng {FORMAT}"
            )
        return catalogue

    def close(self) -> None:
        """Commit what is open and close."""
        self._connections.close()

    # -- reading -------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A named fact about the generation, None when it was not set."""
        with self._cursor() as cursor:
            row = cursor.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def documents(self) -> tuple[Document, ...]:
        """All documents, ordered by source."""
        with self._cursor() as cursor:
            rows = cursor.execute("SELECT text, record FROM documents ORDER BY source").fetchall()
        return tuple(_decode(Document, *row) for row in rows)

    def related_documents(self) -> tuple[Document, ...]:
        """The documents that replace, repeal or amend others, ordered by source."""
        # A record holds only what is not empty, so the name of the field tells; see `store.codec`.
        # In the words of the index `documents_related`, or all texts would be read.
        with self._cursor() as cursor:
            rows = cursor.execute(
                "SELECT text, record FROM documents"
                """ WHERE instr(record, '"relations":[') > 0 ORDER BY source"""
            ).fetchall()
        return tuple(_decode(Document, *row) for row in rows)

    def document(self, source: str) -> Document | None:
        """The document of `source`, None when there is none."""
        with self._cursor() as cursor:
            row = cursor.execute(
                "SELECT text, record FROM documents WHERE source = ?", (source,)
            ).fetchone()
        return None if row is None else _decode(Document, *row)

    def origins(self) -> tuple[tuple[str, str, str], ...]:
        """Source, root and sha256 of every document, ordered by source; no text is read."""
        with self._cursor() as cursor:
            return tuple(
                cursor.execute(
                    "SELECT source, json_extract(record, '$.root'),"
                    " json_extract(record, '$.sha256') FROM documents ORDER BY source"
                )
            )

    def text(self, source: str) -> str | None:
        """The stored text of `source`, None when there is no such document."""
        with self._cursor() as cursor:
            row = cursor.execute(
                "SELECT text FROM documents WHERE source = ?", (source,)
            ).fetchone()
        return None if row is None else str(row[0])

    def texts(self, every: int = 1) -> Iterator[str]:
        """The stored text of every document, or of every `every`-th; no record is read."""
        with self._cursor() as cursor:
            sources = [
                row[0] for row in cursor.execute("SELECT source FROM documents ORDER BY source")
            ]
        sources = sources[::every]
        for start in range(0, len(sources), _BATCH):
            batch = sources[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            with self._cursor() as cursor:
                rows = cursor.execute(
                    f"SELECT text FROM documents WHERE source IN ({marks})", batch
                ).fetchall()
            yield from (str(row[0]) for row in rows)

    def passages_of(self, source: str) -> tuple[Passage, ...]:
        """The passages of one document in their order."""
        with self._cursor() as cursor:
            rows = cursor.execute(
                "SELECT text, record FROM passages WHERE source = ? ORDER BY ordinal, id",
                (source,),
            ).fetchall()
        return tuple(_decode(Passage, *row) for row in rows)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of `ids`. Raises KeyError for an id that is not there."""
        found: dict[str, Passage] = {}
        wanted = list(dict.fromkeys(ids))
        with self._cursor() as cursor:
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                rows = cursor.execute(
                    f"SELECT id, text, record FROM passages WHERE id IN ({marks})", batch
                )
                found.update((row[0], _decode(Passage, row[1], row[2])) for row in rows)
        return [found[wanted_id] for wanted_id in ids]

    def passage_ids(self, source: str | None = None) -> list[str]:
        """Ids of all passages or of one document's, ordered by source and place."""
        where, values = ("", ()) if source is None else ("WHERE source = ?", (source,))
        with self._cursor() as cursor:
            rows = cursor.execute(
                f"SELECT id FROM passages {where} ORDER BY source, ordinal, id", values
            ).fetchall()
        return [row[0] for row in rows]

    def words(self, limit: int) -> tuple[tuple[str, int, bool], ...]:
        """The `limit` most frequent words.

        Each in search form, with its occurrences in the stored texts and whether it was ever
        written all in capitals; the most frequent first.
        """
        with self._cursor() as cursor:
            rows = cursor.execute(
                "SELECT form, occurrences, capitals > 0 FROM words"
                " ORDER BY occurrences DESC, form LIMIT ?",
                (limit,),
            )
            return tuple((form, occurrences, bool(capital)) for form, occurrences, capital in rows)

    def figures(self, source: str | None = None) -> tuple[Figure, ...]:
        """Figures of one document or of all, in the order of the text."""
        where, values = ("", ()) if source is None else ("WHERE source = ?", (source,))
        with self._cursor() as cursor:
            rows = cursor.execute(
                f"SELECT record FROM figures {where} ORDER BY source, start, rowid", values
            ).fetchall()
        return tuple(from_plain(Figure, orjson.loads(row[0])) for row in rows)

    def measured(self, term: str, place: str, limit: int) -> tuple[Figure, ...]:
        """At most `limit` figures of an indicator and of places of that name, those put in last."""
        with self._cursor() as cursor:
            rows = cursor.execute(
                "SELECT record FROM figures WHERE term = ? AND place = ?"
                " ORDER BY rowid DESC LIMIT ?",
                (term, _folded(place), limit),
            ).fetchall()
        return tuple(from_plain(Figure, orjson.loads(row[0])) for row in rows)

    def count(self, table: str) -> int:
        """Rows of "documents", "passages" or "figures"."""
        if table not in ("documents", "passages", "figures"):
            raise ValueError(table)
        with self._cursor() as cursor:
            row = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0])

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        with self._cursor() as cursor:
            rows = cursor.execute("PRAGMA quick_check").fetchall()
            orphans = cursor.execute("PRAGMA foreign_key_check").fetchall()
        return [str(row[0]) for row in rows if row[0] != "ok"] + [str(row) for row in orphans]

    # -- writing -------------------------------------------------------------------------------

    def set_meta(self, key: str, value: str) -> None:
        """Set a named fact about the generation."""
        with self._cursor() as cursor:
            cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def put(
        self,
        document: Document,
        passages: Iterable[Passage],
        figures: Iterable[Figure],
        *,
        anew: bool = False,
    ) -> None:
        """Store a document with its passages and figures in place of any of the same source.

        With `anew` the caller knows that there is none, and nothing is looked for.

        Raises ValueError, and changes nothing, when a passage or figure does not belong to the
        document, is not the text at its offsets, or has an id that another passage has.
        """
        passages, figures = tuple(passages), tuple(figures)
        parts: tuple[Passage | Figure, ...] = (*passages, *figures)
        for part in parts:
            if part.source != document.source:
                raise ValueError(f"{part.source!r} không thuộc {document.source!r}")
            if document.text[part.start : part.end] != part.text:
                raise ValueError(f"{document.source} {part.start}:{part.end} không khớp văn bản")
        with self._cursor() as cursor:
            cursor.execute("SAVEPOINT put")
            try:
                if not anew:
                    cursor.execute("DELETE FROM documents WHERE source = ?", (document.source,))
                cursor.execute(
                    "INSERT INTO documents VALUES (?, ?, ?)",
                    (document.source, document.text, _encode(document)),
                )
                cursor.executemany(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
                    ((p.id, p.source, p.ordinal, p.text, _encode(p)) for p in passages),
                )
                cursor.executemany(
                    "INSERT INTO figures VALUES (?, ?, ?, ?, ?)", map(_figure_row, figures)
                )
            except sqlite3.IntegrityError as error:
                cursor.execute("ROLLBACK TO put")
                raise ValueError(f"{document.source}: trùng mã đoạn ({error})") from error
            finally:
                cursor.execute("RELEASE put")

    def add_words(self, changes: Iterable[tuple[str, int, int]]) -> None:
        """Change the counts of words, of all their occurrences and of those in capitals."""
        with self._cursor() as cursor:
            cursor.executemany(
                "INSERT INTO words VALUES (?, ?, ?) ON CONFLICT (form) DO UPDATE SET"
                " occurrences = occurrences + excluded.occurrences,"
                " capitals = capitals + excluded.capitals",
                changes,
            )
            cursor.execute("DELETE FROM words WHERE occurrences <= 0")

    def set_document(self, document: Document) -> None:
        """Replace the record of a stored document, leaving its passages and figures."""
        with self._cursor() as cursor:
            cursor.execute(
                "UPDATE documents SET text = ?, record = ? WHERE source = ?",
                (document.text, _encode(document), document.source),
            )

    def remove(self, source: str) -> None:
        """Delete a document with its passages and figures."""
        with self._cursor() as cursor:
            cursor.execute("DELETE FROM documents WHERE source = ?", (source,))


def _figure_row(figure: Figure) -> tuple[str, int, str | None, str | None, str]:
    """A figure as it is kept, found by its indicator and the name of its place."""
    place = _folded(figure.scope.place.name) if figure.scope.place else None
    return figure.source, figure.start, figure.term, place, _to_json(to_plain(figure))


def _folded(name: str) -> str:
    return fold(normalise(name))


def _encode(record: Document | Passage) -> str:
    """The record without its text, which has a column of its own."""
    return _to_json(to_plain(record) | {"text": ""})


def _decode(kind: type[_Record], text: str, record: str) -> _Record:
    decoded: _Record = from_plain(kind, orjson.loads(record) | {"text": text})
    return decoded


def _to_json(plain: object) -> str:
    return orjson.dumps(plain).decode()
