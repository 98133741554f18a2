"""The tesseract program: whether it is there, and what it reads in a picture, within limits."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest import limits
from ingest.readers.pdf_text import tidy

if TYPE_CHECKING:
    from ingest.readers.pdf_scan import Picture

#: seconds for one picture; a page takes 3 to 12
SECONDS = 100.0
#: a page as one block of text, in which order and columns are found here; tesseract's own layout
#: loses the narrow columns of tables
ONE_BLOCK = ("--psm", "6", "tsv")
#: confidence in percent: words below are specks
_SPECK = 25.0
_INSTALL = "cần tesseract với tiếng Việt; hãy cài tesseract-ocr và tesseract-ocr-vie rồi nạp lại"


@dataclass(frozen=True, slots=True)
class Found:
    """A word as tesseract reports it: its line, its box in pixels, its confidence in percent."""

    line: tuple[str, str, str]
    left: int
    top: int
    width: int
    height: int
    trust: float
    text: str


def missing() -> str:
    """What has to be installed before pictures can be read; "" when nothing."""
    return "" if "vie" in languages() else _INSTALL


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that the program reads; none where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.split())


def recognise(picture: Picture, dots: float, *options: str, language: str = "vie") -> str | None:
    """What tesseract prints for a grey picture of `dots` per inch.

    None when it takes too long, "" when it fails.
    """
    program = shutil.which("tesseract") or "tesseract"
    header = b"P5 %d %d 255\n" % picture.size
    seconds = min(SECONDS, 0.8 * limits.current().seconds)
    try:
        done = subprocess.run(
            [program, "-", "-", "-l", language, "--dpi", f"{dots:.0f}", *options],
            input=header + picture.tobytes(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def found_words(table: str | None) -> Iterator[Found]:
    """The words of a table that `recognise` printed; figures also where they look like specks."""
    for row in (table or "").split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        text = tidy(cells[11].strip()).strip("_|¦~")
        trust = float(cells[10])
        kept = trust >= _SPECK or text.isalnum() or any(map(str.isdigit, text))
        if text and kept and text != "—":
            left, top, width, height = map(int, cells[6:10])
            yield Found((cells[2], cells[3], cells[4]), left, top, width, height, trust, text)
