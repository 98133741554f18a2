"""What tells the bytes of a file apart, with those of the sidecar file beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from errors import InputError, MissingInput, UnreadableFile
from ingest.limits import Limits

#: end of the name of the file that lies beside a document and corrects its description
SIDECAR = ".yaml"
#: a sidecar file holds a few lines; in bytes
_LONGEST_SIDECAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Stat:
    """What a folder tells of a file: `mark` changes when the file or its sidecar does.

    `size` is in bytes, `changed_ns` when either was last changed, in nanoseconds since 1970.
    """

    mark: str
    size: int
    changed_ns: int


def stat_of(path: Path, name: str, limits: Limits) -> Stat:
    """What is known of the file at `path`, called `name` in messages, without reading it.

    Raises MissingInput, UnreadableFile for what is no file or larger than `limits` allow, and
    InputError where it may not be looked at.
    """
    try:
        found = path.stat()
        if not path.is_file():
            raise UnreadableFile(f"{name}: không phải một tệp thường. Hãy chỉ tới một tài liệu.")
        beside = sidecar_of(path)
        other = beside.stat() if beside is not None else None
    except FileNotFoundError as cause:
        raise MissingInput(f"Không có tệp {name}. Hãy kiểm tra lại đường dẫn.") from cause
    except OSError as cause:
        raise unreadable(name, cause) from cause
    if found.st_size > limits.mb * 1_000_000:
        raise UnreadableFile(
            f"{name}: có {found.st_size // 1_000_000} MB, vượt giới hạn {limits.mb} MB. Hãy tách "
            f"nhỏ tệp, hoặc nâng giới hạn: --limit mb={found.st_size // 1_000_000 + 1}"
        )
    mark = f"{found.st_size} {found.st_mtime_ns}"
    if other is not None:
        mark += f" {other.st_size} {other.st_mtime_ns}"
    changed = max(found.st_mtime_ns, other.st_mtime_ns if other is not None else 0)
    return Stat(mark, found.st_size, changed)


def sidecar_of(path: Path) -> Path | None:
    """The file that corrects the description of the one at `path`; None without."""
    beside = path.with_suffix(SIDECAR)
    return None if beside.is_symlink() or not beside.is_file() else beside


def sidecar_bytes(path: Path, name: str) -> bytes | None:
    """What stands in the sidecar of the file at `path`; None without one or when it is empty."""
    beside = sidecar_of(path)
    if beside is None:
        return None
    try:
        if beside.stat().st_size > _LONGEST_SIDECAR:
            raise UnreadableFile(
                f"{name}: tệp kèm theo {beside.name} lớn hơn 1 MB. Hãy chỉ để lại các mục mô tả."
            )
        return beside.read_bytes() or None
    except OSError as cause:
        raise InputError(
            f"{name}: không đọc được tệp kèm theo {beside.name} ({cause.strerror}). "
            "Hãy kiểm tra quyền đọc tệp."
        ) from cause


def digest_of(path: Path, name: str) -> str:
    """The sha256 of a file, of both where it has a sidecar. Raises InputError."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as cause:
        raise unreadable(name, cause) from cause
    beside = sidecar_bytes(path, name)
    if beside is not None:
        digest.update(b"\0" + beside)
    return digest.hexdigest()


def unreadable(name: str, cause: OSError) -> InputError:
    """The refusal of a file that the system does not let us read."""
    return InputError(f"{name}: không đọc được ({cause.strerror}). Hãy kiểm tra quyền đọc tệp.")
