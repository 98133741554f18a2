"""Which files the paths on a command line mean, and what each is called in the index."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from errors import MissingInput
from ingest.formats import EXTENSIONS, is_allowed
from ingest.names import shown, source_name

#: how the name of the lock begins that Word keeps beside an open document
_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to ingest: `source` is its path relative to `root`, with forward slashes."""

    path: Path
    source: str
    root: str


@dataclass(frozen=True, slots=True)
class Found:
    """Files to ingest, in order; folders that were walked; how many files were passed over."""

    files: tuple[FoundFile, ...]
    folders: tuple[Path, ...]
    skipped: int


def find_files(paths: Sequence[Path]) -> Found:
    """Files that `paths` mean: themselves, or what lies below a folder.

    In a folder, hidden files and folders, other extensions and symbolic links that lead out of it
    or to folders are passed over. A file named directly keeps its name alone, whatever it is.
    Raises MissingInput when a path is not there.
    """
    missing = [shown(str(path)) for path in paths if not path.exists()]
    if missing:
        raise MissingInput(
            f"Không có tệp hoặc thư mục: {', '.join(missing)}. Chưa nạp gì cả; hãy kiểm tra đường "
            "dẫn rồi chạy lại, ví dụ: python -m ingest corpus"
        )
    files: dict[Path, FoundFile] = {}
    folders: list[Path] = []
    skipped = 0
    for path in paths:
        if not path.is_dir():
            place = _absolute(path)
            named = FoundFile(place, source_name(Path(place.name)), str(place.parent))
            files.setdefault(place, named)
            continue
        root = path.resolve()
        folders.append(root)
        for file, wanted in sorted(_walk(root)):
            if wanted:
                found = FoundFile(file, source_name(file.relative_to(root)), str(root))
                files[file] = found
            else:
                skipped += 1
    return Found(tuple(files.values()), tuple(folders), skipped)


def nothing_to_read(folders: Sequence[Path]) -> str:
    """Message for folders without any file that is read."""
    return (
        f"Trong {', '.join(shown(str(folder)) for folder in folders)} không có tệp nào đọc được; "
        f"được phép: {', '.join(EXTENSIONS)}. Hãy chỉ tới thư mục có tài liệu."
    )


def _absolute(path: Path) -> Path:
    """Where a named file lies; the folder is resolved, a link to the file itself keeps its name."""
    return path.parent.resolve() / path.name


def _walk(root: Path) -> Iterator[tuple[Path, bool]]:
    """Files below `root`, each with whether it is to be read."""
    for where, folders, names in os.walk(root):
        here = Path(where)
        folders[:] = [
            name for name in folders if not name.startswith(".") and not (here / name).is_symlink()
        ]
        for name in names:
            file = here / name
            if name.startswith((".", _LOCK)):
                continue
            inside = not file.is_symlink() or file.resolve().is_relative_to(root)
            yield file, inside and is_allowed(file)
