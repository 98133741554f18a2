"""What is to become of each file that was found, given what the index holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from errors import InputError, UnreadableFile
from ingest.digest import digest_of, stat_of
from ingest.formats import HOLDERS, check_extension
from ingest.known import Holdings, Known, archive_of
from ingest.limits import Limits
from ingest.memory import Memory
from ingest.names import printable, shown
from ingest.sources import Found, FoundFile


class Do(Enum):
    """What to do with a document."""

    READ = auto()
    KEEP = auto()
    RENAME = auto()
    LEAVE_OUT = auto()
    FAIL = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and the document that it is about: itself, its old name, the one it repeats.

    `reason` says why it fails; `waiting` that it failed before and is not tried again.
    """

    do: Do
    other: Known | None = None
    reason: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A file that was found, with the sha256 of its bytes or why it cannot be read."""

    file: FoundFile
    sha256: str = ""
    error: str = ""

    @property
    def is_holder(self) -> bool:
        """Whether the file may hold others."""
        return self.file.path.suffix.lower() in HOLDERS

    def source_of(self, member: str) -> str:
        """What a member of the file is called, "" being the file itself."""
        return f"{self.file.source}/{member}" if member else self.file.source


class Sync:
    """Compares what was found with what the index holds. Nothing is changed here but `memory`."""

    def __init__(
        self,
        found: Found,
        holdings: Holdings,
        memory: Memory,
        limits: Limits,
        *,
        retry: bool = False,
        verify: bool = False,
    ) -> None:
        """With `retry` what failed before is tried again, with `verify` every file is hashed."""
        self.holdings = holdings
        self.memory = memory
        self._limits = limits
        self._retry = retry
        self._verify = verify
        self.gone = {document.source for document in _gone(found, holdings)}
        self.files = tuple(self._under_known_name(file) for file in found.files)

    def look(self, file: FoundFile) -> Look:
        """What a file holds, by its bytes, which are read only where they may have changed."""
        name = shown(file.source)
        try:
            if printable(file.source) != file.source:
                raise UnreadableFile(f"{name}: tên tệp không phải UTF-8. Hãy đổi tên tệp.")
            check_extension(file.path, name)
            stat = stat_of(file.path, name, self._limits)
            digest = None if self._verify else self.memory.sha256(file.path, stat.mark)
            if digest is None:
                digest = digest_of(file.path, name)
                self.memory.saw(file.path, stat.mark, digest, stat.changed_ns)
        except InputError as error:
            return Look(replace(file, source=printable(file.source)), error=str(error))
        return Look(file, digest)

    def decide(self, source: str, root: str, sha256: str) -> Decision:
        """What to do with the document `source` from the folder `root`, of these bytes."""
        old = self.holdings.get(source)
        if old is not None and source in self.gone:
            old = None
        if old is not None and old.sha256 == sha256:
            return Decision(Do.KEEP, old)
        if old is not None and old.root != root and old.is_there():
            return Decision(Do.FAIL, old, _clash(source, old.root))
        failure = None if self._retry else self.memory.failure(source, sha256)
        if failure is not None:
            return Decision(Do.FAIL, old, failure.reason, waiting=True)
        moved = [one for one in self.holdings.with_bytes(sha256, source) if not one.is_there()]
        if old is None and moved:
            return Decision(Do.RENAME, moved[0])
        return self.repeats(source, sha256) or Decision(Do.READ, old)

    def repeats(self, source: str, sha256: str) -> Decision | None:
        """That a document is to be left out because another has its text; None if none has."""
        for same in self.holdings.with_text(sha256, source):
            if same.source not in self.gone and same.is_there():
                return Decision(Do.LEAVE_OUT, same)
        return None

    def must_read(self, look: Look) -> bool:
        """Whether a file has to be opened by a reader to know what to do with it."""
        file = look.file
        if not look.is_holder:
            return self.decide(file.source, file.root, look.sha256).do is Do.READ
        failure = None if self._retry else self.memory.failure(file.source, look.sha256)
        if failure is not None:
            return False
        members = self.memory.members(look.sha256)
        if members is None or (self._retry and any(error for _, _, error in members)):
            return True
        return any(
            not error and self.decide(look.source_of(name), file.root, sha).do is Do.READ
            for name, sha, error in members
        )

    def _under_known_name(self, file: FoundFile) -> FoundFile:
        """The file as it is known, when it is named alone but was first found in a folder."""
        old = self.holdings.source_of(str(file.path))
        if old is None or old.source in self.gone:
            return file
        return replace(file, source=archive_of(old.source) or old.source, root=old.root)


def _gone(found: Found, holdings: Holdings) -> Iterator[Known]:
    """Documents that are no longer what their folder holds.

    Their file is gone from a folder that was walked, or is now part of a folder walked and so
    comes under another name.
    """
    files = {str(file.path): file for file in found.files}
    walked = {str(folder) for folder in found.folders}
    below = tuple(os.path.join(folder, "") for folder in walked)
    for document in holdings:
        if not document.file.startswith(below):
            continue
        file = files.get(document.path) or files.get(document.file)
        if file is None:
            if document.root in walked or not document.is_there():
                yield document
        elif file.source not in (document.source, archive_of(document.source)):
            yield document


def _clash(source: str, root: str) -> str:
    return (
        f"{shown(source)}: đã có tài liệu khác cùng tên từ thư mục {shown(root)}. Hãy đổi tên tệp, "
        f'hoặc gỡ tài liệu kia trước: python -m ingest --remove "{shown(source)}"'
    )
