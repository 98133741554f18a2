"""Connections to one SQLite file: one for a writer, one for each of the readers at work."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Connections:
    """Hands out connections; safe from several threads, each of which has one to itself."""

    def __init__(self, address: str, *, alone: bool) -> None:
        """`alone`: one connection that all wait for, as changes not yet committed need it."""
        self._address = address
        self._alone = alone
        self._lock = threading.Condition()
        self._idle = [self._connect()]
        self._closed = False

    @classmethod
    def reading(cls, path: Path) -> Connections:
        """Connections to a published file: `immutable` tells SQLite that nobody writes it.

        So it takes no locks and makes no files beside it.
        """
        return cls(f"{path.resolve().as_uri()}?mode=ro&immutable=1", alone=False)

    @classmethod
    def writing(cls, path: Path) -> Connections:
        """The one connection to a draft.

        A writer works on a copy that is thrown away when it fails: safety comes from the fsync and
        the rename at publishing, not from a journal.
        """
        connections = cls(path.resolve().as_uri(), alone=True)
        with connections.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA journal_mode = MEMORY")
            cursor.execute("PRAGMA synchronous = OFF")
        return connections

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._address, uri=True, check_same_thread=False)

    @contextmanager
    def cursor(self) -> Iterator[sqlite3.Cursor]:
        """A cursor on a connection that nobody else uses meanwhile."""
        connection = self._take()
        cursor = connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()
            self._give(connection)

    def close(self) -> None:
        """Commit what is open and close; connections in use are closed when they come back."""
        with self._lock:
            while self._alone and not self._idle and not self._closed:
                self._lock.wait()
            self._closed = True
            while self._idle:
                _close(self._idle.pop())

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            while self._alone and not self._idle and not self._closed:
                self._lock.wait()
            if self._closed:
                raise sqlite3.ProgrammingError("the catalogue is closed")
            return self._idle.pop() if self._idle else self._connect()

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if self._closed:
                _close(connection)
            else:
                self._idle.append(connection)
            self._lock.notify()


def _close(connection: sqlite3.Connection) -> None:
    connection.commit()
    connection.close()
