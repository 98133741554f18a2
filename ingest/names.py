"""File names: as names of documents, and as words on one line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

#: categories of characters that change a line without being seen: controls, direction marks, breaks
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def source_name(relative: Path) -> str:
    """The name of a document: its relative path with forward slashes, in NFC."""
    return unicodedata.normalize("NFC", relative.as_posix())


def printable(source: str) -> str:
    """A file name as text: what is not UTF-8 in it is replaced by a question mark."""
    return source.encode("utf-8", "replace").decode("utf-8")


def shown(name: str) -> str:
    r"""A name on one line of a terminal or page: what cannot be seen is written as \uXXXX."""
    return "".join(
        letter if unicodedata.category(letter) not in _UNSEEN else _escaped(letter)
        for letter in name
    )


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")
