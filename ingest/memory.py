"""What earlier runs found out about files: `files.sqlite` in the data folder.

It only saves work. The index is the truth: what stands here is used where the same bytes come
again, and without it every file is read anew. A file is taken to be unchanged while its size and
its time of change are the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.extracted import Extracted
from ingest.opening import Part
from store.codec import from_plain, to_plain

FILE = "files.sqlite"
#: raised by one when readers give another text for the same file
READERS = 2
#: programs that some formats need: what failed without one is tried again when it is there
_PROGRAMS = ("tesseract", "soffice", "libreoffice")
#: A file changed this shortly before it was looked at may change again within the same tick of its
#: file system's clock (2 s on FAT); in nanoseconds.
_RECENT = 2_000_000_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY, mark TEXT NOT NULL, sha256 TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS twins (sha256 TEXT PRIMARY KEY, twin TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held (sha256 TEXT PRIMARY KEY, members TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS read (key TEXT PRIMARY KEY, parts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS quarantine (
    source TEXT PRIMARY KEY, sha256 TEXT NOT NULL, version TEXT NOT NULL, reason TEXT NOT NULL,
    since TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file in quarantine: not tried again while its bytes are the same. `since` is ISO 8601."""

    source: str
    sha256: str
    reason: str
    since: str


class Memory:
    """The tables of one data folder, for one run; `None` as folder remembers nothing.

    `version` names the readers and limits of the run: a file that failed under others is tried
    again.
    """

    def __init__(self, data_dir: Path | None, version: str, *, keep: bool = True) -> None:
        """With `keep` false what is found out is forgotten at the end, and nothing is written."""
        self._version = version
        path = None if data_dir is None else data_dir / FILE
        if keep and path is not None:
            self._database = _opened(path)
        else:
            self._database = sqlite3.connect(":memory:", check_same_thread=False)
            if path is not None and path.is_file():
                with closing(
                    sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                ) as old:
                    old.backup(self._database)
        self._database.executescript(_SCHEMA)
        self._seen: dict[str, tuple[str, str]] = {
            path: (mark, sha) for path, mark, sha in self._database.execute("SELECT * FROM seen")
        }
        self._failed = {row[0]: row[1:] for row in self._database.execute(_FAILURES)}
        self._twins: dict[str, str] = dict(self._database.execute("SELECT * FROM twins"))

    def close(self) -> None:
        """Keep what was found out."""
        self._database.commit()
        self._database.close()

    # -- bytes ---------------------------------------------------------------------------------

    def sha256(self, path: Path, mark: str) -> str | None:
        """The sha256 of a file whose `mark` is as it was; None where that is not known."""
        known = self._seen.get(_key(path))
        return known[1] if known and known[0] == mark else None

    def saw(self, path: Path, mark: str, sha256: str, changed_ns: int) -> None:
        """Note the sha256 of a file, last changed at `changed_ns`."""
        if time.time_ns() - changed_ns < _RECENT:
            return
        self._seen[_key(path)] = (mark, sha256)
        self._database.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (_key(path), mark, sha256)
        )

    # -- texts ---------------------------------------------------------------------------------

    def twin(self, sha256: str) -> str | None:
        """What tells the text of a document apart, by the sha256 of its file; None unless known."""
        return self._twins.get(sha256)

    def set_twin(self, sha256: str, twin: str) -> None:
        """Note what tells the text of a document apart."""
        if self._twins.get(sha256) != twin:
            self._twins[sha256] = twin
            self._database.execute("INSERT OR REPLACE INTO twins VALUES (?, ?)", (sha256, twin))

    # -- archives ------------------------------------------------------------------------------

    def members(self, sha256: str) -> list[tuple[str, str, str]] | None:
        """Name, sha256 and error of each document in an archive; None where it is not known."""
        row = self._row("SELECT members FROM held WHERE sha256 = ?", sha256)
        return None if row is None else [tuple(item) for item in json.loads(row[0])]

    def set_members(self, sha256: str, parts: Iterable[Part]) -> None:
        """Note what an archive holds."""
        rows = json.dumps([(part.name, part.sha256, part.error) for part in parts])
        self._database.execute(
            "INSERT OR REPLACE INTO held VALUES (?, ?)", (self._versioned(sha256), rows)
        )

    # -- readings ------------------------------------------------------------------------------

    def has_reading(self, sha256: str) -> bool:
        """Whether a run that was cut short has read a file."""
        return self._row("SELECT 1 FROM read WHERE key = ?", sha256) is not None

    def reading(self, sha256: str) -> tuple[Part, ...]:
        """What a run that was cut short has read of a file; nothing unless it did."""
        row = self._row("SELECT parts FROM read WHERE key = ?", sha256)
        if row is None:
            return ()
        return tuple(
            Part(name, None if content is None else from_plain(Extracted, content), sha, error)
            for name, content, sha, error in json.loads(zlib.decompress(row[0]))
        )

    def keep_reading(self, sha256: str, parts: Iterable[Part]) -> None:
        """Keep what was read of a file, at once, until the run is published."""
        rows = [
            (
                part.name,
                None if part.extracted is None else to_plain(part.extracted),
                part.sha256,
                part.error,
            )
            for part in parts
        ]
        packed = zlib.compress(json.dumps(rows).encode(), 1)
        self._database.execute(
            "INSERT OR REPLACE INTO read VALUES (?, ?)", (self._versioned(sha256), packed)
        )
        self._database.commit()

    def drop_readings(self) -> None:
        """Forget what was read: it is published."""
        self._database.execute("DELETE FROM read")

    # -- quarantine ----------------------------------------------------------------------------

    def failure(self, source: str, sha256: str) -> Failure | None:
        """Why a document could not be read, where its bytes are still those."""
        row = self._failed.get(source)
        if row is None or row[0] != sha256 or row[1] != self._version:
            return None
        return Failure(source, row[0], row[2], row[3])

    def fail(self, source: str, sha256: str, reason: str, now: str) -> None:
        """Put a document into quarantine."""
        row = (sha256, self._version, reason, now)
        if (self._failed.get(source) or ("",) * 4)[:3] == row[:3]:
            return
        self._failed[source] = row
        self._database.execute(
            "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?)", (source, *row)
        )

    def release(self, source: str) -> None:
        """Take a document out of quarantine."""
        if self._failed.pop(source, None):
            self._database.execute("DELETE FROM quarantine WHERE source = ?", (source,))

    def failures(self) -> tuple[Failure, ...]:
        """All that is in quarantine, by source."""
        return tuple(
            Failure(source, row[0], row[2], row[3]) for source, row in sorted(self._failed.items())
        )

    def _row(self, query: str, sha256: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._database.execute(
            query, (self._versioned(sha256),)
        ).fetchone()
        return found

    def _versioned(self, sha256: str) -> str:
        return f"{sha256} {self._version}"


_FAILURES = "SELECT source, sha256, version, reason, since FROM quarantine"


def _opened(path: Path) -> sqlite3.Connection:
    """The database at `path`, a new one in place of one that cannot be read."""
    try:
        database = sqlite3.connect(path, check_same_thread=False)
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
    except sqlite3.DatabaseError:
        database.close()
        for ending in ("", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        database = sqlite3.connect(path, check_same_thread=False)
    return database


def version_of(limits: object) -> str:
    """A name for the readers of this program under `limits`, with the programs they find here."""
    found = [name for name in _PROGRAMS if shutil.which(name)]
    return hashlib.sha256(f"{READERS} {limits!r} {found}".encode()).hexdigest()[:16]


def _key(path: Path) -> str:
    """A path as text that a database takes: file names need not be UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
