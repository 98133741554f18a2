"""From a file of any format to what its reader gives; runs in a worker process."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import cast

from errors import EmptyFile, InputError, UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.formats import ARCHIVES, HOLDERS, READERS, TEXT_SUFFIXES, detect
from ingest.names import shown

#: path and name for messages → content; raises InputError
Read = Callable[[Path, str], Extracted]

#: what may not stand in stored text, each replaced by a space so that offsets stay
_FORBIDDEN = {
    code: " " for code in (*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000))
}


@dataclass(frozen=True, slots=True)
class Part:
    """A document in a file: the whole file ("" as `name`) or a file in an archive.

    `extracted` is its content and `sha256` that of its bytes, or `error` says why there is none
    (with its name in front, until it has left the worker).
    """

    name: str
    extracted: Extracted | None = None
    sha256: str = ""
    error: str = ""


def read_parts(path: Path, name: str, *, skip: int = 0) -> Iterator[Part | str]:
    """The documents in the file at `path`, called `name` in messages.

    Of an archive or mail the first `skip` members are left out, and before each of the others its
    name is given. Raises InputError when the file itself cannot be read.
    """
    found = detect(path, name)
    if found.suffix not in ARCHIVES and not skip:
        content = _noted(_read_as(found.suffix, path, name), found.remark)
        yield Part("", content, _sha256(path))
    if found.suffix not in HOLDERS:
        return
    from ingest.readers.archive import members

    for place, member in enumerate(members(path, name)):
        if place < skip:
            continue
        yield member.name
        if member.error:
            yield Part(member.name, error=member.error)
            continue
        whole = f"{name}/{shown(member.name)}"
        try:
            inner = detect(member.path, whole)
            content = _noted(_read_as(inner.suffix, member.path, whole), inner.remark)
        except InputError as error:
            yield Part(member.name, error=str(error), sha256=_sha256(member.path))
        else:
            yield Part(member.name, content, _sha256(member.path))


def _read_as(suffix: str, path: Path, name: str) -> Extracted:
    """The content of a file by the reader of `suffix`, held to the limits and to its promises."""
    try:
        content = _reader(suffix)(path, name)
        if len(content.text) > limits.current().characters:
            found = f"{len(content.text):,}".replace(",", ".")
            raise limits.exceeded(name, f"có {found} ký tự", "characters")
        content = _settled(content)
    except (InputError, MemoryError):
        raise
    except Exception as cause:  # a library may raise anything on a broken file
        said = " ".join(str(cause).split())[:120]
        raise UnreadableFile(
            f"{name}: tệp hỏng hoặc không đúng dạng {suffix} ({type(cause).__name__}: {said}). "
            "Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại rồi chạy lại."
        ) from cause
    if not any(letter.isalnum() for letter in content.text):
        raise EmptyFile(f"{name}: tệp không có chữ nào. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    return content


@cache
def _reader(suffix: str) -> Read:
    if suffix in TEXT_SUFFIXES:
        return _read_text
    module, _, function = READERS[suffix].partition(":")
    return cast(Read, getattr(import_module(module), function))


def _read_text(path: Path, name: str) -> Extracted:
    from ingest.reading import decode

    text, encoding = decode(path.read_bytes(), name)
    return Extracted(text, encoding)


def _settled(content: Extracted) -> Extracted:
    """The content with text that can be stored: NFC, LF, no control characters; pages follow."""
    borders = [0, *content.pages, len(content.text)]
    parts = [_plain(content.text[start:end]) for start, end in pairwise(borders)]
    pages, at = [], 0
    for part in parts[:-1]:
        at += len(part)
        pages.append(at)
    unclear = tuple(
        (len(_plain(content.text[:start])), len(_plain(content.text[:end])))
        for start, end in content.unclear
    )
    return replace(content, text="".join(parts), pages=tuple(pages), unclear=unclear)


def _plain(text: str) -> str:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", unix).translate(_FORBIDDEN)


def _noted(content: Extracted, remark: str) -> Extracted:
    return replace(content, warnings=(*content.warnings, remark)) if remark else content


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
