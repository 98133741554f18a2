r"""The data folder: numbered generations, the pointer to the published one, leases, the lock.

    data/CURRENT               "7\n6\n": the published generation and the one a rollback goes to
    data/writer.lock           held by the one process that writes
    data/generations/7/        a complete generation, never written again
    data/generations/.new-8/   a generation being written

Only a rename onto CURRENT makes a generation visible, so a kill at any instant leaves the old one.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from errors import IndexDamaged, IndexLocked, IndexReadOnly

MANIFEST = "manifest.json"
CURRENT = "CURRENT"
REBUILD = "python -m ingest --rebuild"
ROLLBACK = "python -m ingest --rollback"

_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Current:
    """What CURRENT says: the published generation and the one before it, if it is kept."""

    number: int
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """A kept generation. `created` is ISO 8601 in UTC, `bytes` its size on disk."""

    number: int
    published: bool
    created: str
    documents: int
    passages: int
    bytes: int


def folder_of(data_dir: Path, number: int) -> Path:
    """The folder of a complete generation."""
    return data_dir / "generations" / str(number)


def draft_of(data_dir: Path, number: int) -> Path:
    """The folder of a generation while it is being written."""
    return data_dir / "generations" / f".new-{number}"


def read_current(data_dir: Path) -> Current | None:
    """The published generation, None before the first. Raises IndexDamaged if it is garbled."""
    path = data_dir / CURRENT
    try:
        words = path.read_text("ascii").split()
        return Current(int(words[0]), int(words[1]) if len(words) > 1 else None)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, IndexError) as error:
        raise IndexDamaged(
            f"Tệp {path} không ghi số thế hệ của chỉ mục. Hãy dựng lại: {REBUILD}"
        ) from error


def write_current(data_dir: Path, current: Current) -> None:
    """Publish: replace CURRENT in one step that survives a power cut."""
    lines = [current.number] + ([] if current.previous is None else [current.previous])
    draft = data_dir / ".CURRENT.new"
    with draft.open("w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(data_dir / CURRENT)
    fsync_folder(data_dir)


def numbers(data_dir: Path) -> list[int]:
    """Numbers of the complete generations on disk, ascending."""
    folder = data_dir / "generations"
    if not folder.is_dir():
        return []
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())


def next_number(data_dir: Path) -> int:
    """A number no published generation ever had, so that readers notice every change."""
    current = read_current(data_dir)
    named = [] if current is None else [current.number, current.previous or 0]
    return max([0, *numbers(data_dir), *named]) + 1


def generations(data_dir: Path) -> tuple[Generation, ...]:
    """The kept generations, newest first."""
    current = read_current(data_dir)
    if current is None:
        return ()
    found = []
    for number in sorted({current.number, current.previous or 0} - {0}, reverse=True):
        folder = folder_of(data_dir, number)
        if folder.is_dir():
            manifest = read_manifest(folder)
            found.append(
                Generation(
                    number=number,
                    published=number == current.number,
                    created=manifest.created,
                    documents=manifest.documents,
                    passages=manifest.passages,
                    bytes=disk_size(folder),
                )
            )
    return tuple(found)


def disk_size(folder: Path) -> int:
    """Bytes of all files below `folder` (a data folder or one generation)."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(where, name)).st_size
            except FileNotFoundError:
                continue  # swept or replaced while we counted
    return total


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation recorded about itself at publishing; `files` are names and bytes."""

    generation: int
    created: str
    documents: int
    passages: int
    files: dict[str, int]


def read_manifest(folder: Path) -> Manifest:
    """What a generation recorded about itself at publishing. Raises IndexDamaged without it."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise damaged(folder, f"không đọc được {MANIFEST}") from error


def check_files(folder: Path) -> None:
    """Raise IndexDamaged when a file of a published generation is missing or has another size.

    Cheap enough for every opening, and needed: Chroma crashes the process on a cut index file.
    """
    for name, size in read_manifest(folder).files.items():
        try:
            found = (folder / name).stat().st_size
        except OSError as error:
            raise damaged(folder, f"thiếu tệp {name}") from error
        # Chroma notes every opening in its database, which may grow but never shrinks.
        if found < size if name.endswith(".sqlite3") else found != size:
            raise damaged(folder, f"tệp {name} có {found} byte, phải là {size}")


def damaged(folder: Path, what: str) -> IndexDamaged:
    """The error for a generation that cannot be used, with the commands that mend it."""
    return IndexDamaged(
        f"Thế hệ {folder.name} của chỉ mục bị hỏng: {what}. "
        f"Hãy quay lại thế hệ trước ({ROLLBACK}) hoặc dựng lại ({REBUILD})."
    )


class Lease:
    """A reader's hold on a generation: while it lasts, no writer sweeps the folder away."""

    def __init__(self, folder: Path) -> None:
        """Take hold of `folder`. Raises FileNotFoundError when it is gone or on its way out."""
        path = folder / MANIFEST
        self._descriptor = os.open(path, os.O_RDONLY)
        try:
            if not _try_lock(self._descriptor, shared=True):
                raise FileNotFoundError(path)
            if os.stat(path).st_ino != os.fstat(self._descriptor).st_ino:
                raise FileNotFoundError(path)
        except OSError:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _try_lock(descriptor: int, *, shared: bool) -> bool:
    """Lock an open file without waiting; closing the file or ending the process unlocks it."""
    if sys.platform == "win32":  # Windows refuses to delete open files, which serves as well
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def writer_lock(data_dir: Path, wait: float = 0.0) -> Iterator[None]:
    """Be the only writer of `data_dir`, which is made if missing.

    Waits up to `wait` seconds for another. Raises IndexLocked when it is still writing and
    IndexReadOnly when nothing can be written here. A killed holder's lock is free at once.
    """
    from filelock import FileLock, Timeout

    try:
        (data_dir / "generations").mkdir(parents=True, exist_ok=True)
        if not os.access(data_dir, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, "read-only")
        lock = FileLock(data_dir / "writer.lock", thread_local=False)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise IndexLocked(
            f"Một tiến trình khác đang ghi chỉ mục {data_dir}. Hãy đợi nó xong rồi chạy lại lệnh; "
            "trong lúc đó hỏi đáp vẫn dùng chỉ mục đã công bố."
        ) from error
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise
        raise IndexReadOnly(
            f"Không ghi được vào thư mục dữ liệu {data_dir}. Hãy cấp quyền ghi, hoặc chọn thư mục "
            "khác bằng --data-dir (biến HOIDAP_DATA_DIR)."
        ) from error
    try:
        yield
    finally:
        lock.release()


def sweep(data_dir: Path) -> None:
    """Remove what killed writers left and old generations nobody reads any more.

    The published generation and the one before it stay. Only the holder of the lock may call this.
    """
    current = read_current(data_dir)
    kept = set() if current is None else {str(current.number), str(current.previous)}
    for folder in (data_dir / "generations").iterdir():
        if folder.name in kept:
            continue
        if folder.name.startswith((".new-", ".gone-")):
            shutil.rmtree(folder)
        elif folder.name.isdecimal():
            _remove_unread(folder)


def _remove_unread(folder: Path) -> None:
    try:
        descriptor = os.open(folder / MANIFEST, os.O_RDONLY)
    except FileNotFoundError:
        shutil.rmtree(folder)
        return
    try:
        if _try_lock(descriptor, shared=False):
            # Renamed first: a kill in the middle must not leave half a generation under a number.
            gone = folder.with_name(f".gone-{folder.name}")
            folder.rename(gone)
            shutil.rmtree(gone)
    finally:
        os.close(descriptor)


def fsync_folder(folder: Path) -> None:
    """Make the names in `folder` durable (a no-op where folders cannot be opened)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
