"""Pictures of pages read by the tesseract program, one process a page, within limits.

tesseract gives words with their boxes. The rules of tables are found in the picture itself and
painted over first, because tesseract reads them as letters.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ingest import limits
from ingest.readers.pdf_rules import Rule, Rules, merged
from ingest.readers.pdf_words import Word, tidy

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Picture: TypeAlias = Image
    Bits: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

#: dots per inch that tesseract's Vietnamese model reads best, and pixels of the largest picture
DOTS = 300.0
MOST_PIXELS = 36_000_000
#: seconds for one page; a page takes 3 to 12
SECONDS = 100.0
#: confidence in percent: words below are specks, pages below are doubtful
_SPECK, _DOUBT = 25.0, 70.0
_INSTALL = "cần tesseract với tiếng Việt; hãy cài tesseract-ocr và tesseract-ocr-vie rồi nạp lại"
#: a rule is at least so long, in inches, and at most so thick
_RULE_LENGTH, _RULE_THICKNESS = 0.45, 0.045
_DARK = 140
#: a dark point with fewer around it, in a square of seven by seven, is dirt; a hair line has seven
_SPECK_PIXELS = 6.5
#: a page as one block of text, in which order and columns are found here; tesseract's own layout
#: loses the narrow columns of tables
_ONE_BLOCK = ("--psm", "6")
#: pixels of the longer side of the picture in which the angle is measured; degrees that matter; how
#: much sharper the turned picture has to be
_SMALL_SIDE, _LEAST_ANGLE, _MARGIN = 1200, 0.25, 1.02
_DESCENDS = re.compile(r"[gjpqyçạặậẹệịọộợụựỵQ,;()|ẠẶẬẸỆỊỌỘỢỤỰỴ]")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read from a picture, in points; `doubt` remarks on a bad picture.

    `trust` is the confidence of the program in percent.
    """

    words: tuple[Word, ...]
    rules: Rules
    height: float
    trust: float
    doubt: str = ""


@lru_cache(maxsize=1)
def missing() -> str:
    """What has to be installed before pictures can be read; "" when nothing."""
    program = shutil.which("tesseract")
    if program is None:
        return _INSTALL
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return _INSTALL
    return "" if "vie" in done.stdout.split() else _INSTALL


def resolution(width: float, height: float) -> float:
    """Dots per inch at which a page of so many points is drawn within the limit of pixels."""
    pixels = max(1.0, width * height) * (DOTS / 72) ** 2
    return DOTS * min(1.0, math.sqrt(MOST_PIXELS / pixels))


def read_picture(picture: Picture, dots: float) -> Seen | None:
    """The words of a grey picture of `dots` per inch, and the rules drawn in it.

    A picture that lies on its side is turned. None when the time limit was reached.
    """
    found = _read_upright(picture, dots)
    if found is None or (found.words and not found.doubt):
        return found
    turn = _lies(picture, dots)
    if not turn:
        return found
    turned = _read_upright(picture.rotate(-turn, expand=True, fillcolor=255), dots)
    return turned if turned and turned.trust > found.trust else found


def _read_upright(picture: Picture, dots: float) -> Seen | None:
    clean, rules = _without_rules(_straightened(_without_specks(picture)), dots)
    table = _tesseract(clean, dots, *_ONE_BLOCK, "tsv")
    limits.tick()
    if table is None:
        return None
    rows = list(_rows(table))
    words = tuple(_words(rows, 72 / dots))
    trust = [row.trust for row in rows if row.text.isalpha()]
    mean = statistics.fmean(trust) if trust else 100.0
    doubt = f"là ảnh quét mờ, chữ nhận dạng có thể sai (độ tin cậy {mean:.0f}%)"
    return Seen(words, rules, picture.height * 72 / dots, mean, doubt if mean < _DOUBT else "")


def _without_specks(picture: Picture) -> Picture:
    """The picture without the dirt of a copy: dark points with next to nothing around them."""
    import numpy as np
    from PIL import Image, ImageFilter

    dark = picture.point(lambda grey: 255 if grey < _DARK else 0)
    around = np.asarray(dark.filter(ImageFilter.BoxBlur(3)), np.float32) * (49 / 255)
    pixels = np.array(picture)
    pixels[(pixels < _DARK) & (around < _SPECK_PIXELS)] = 255
    return Image.fromarray(pixels)


def _straightened(picture: Picture) -> Picture:
    """The picture turned by the few degrees that a sheet lay askew in the scanner.

    Upright, the lines of a text make the sums of its rows differ most.
    """
    import numpy as np
    from PIL import Image

    small = picture.convert("L")
    small.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
    ink = small.point(lambda grey: 255 if grey < _DARK + 40 else 0)

    def sharpness(angle: float) -> float:
        sums = np.asarray(ink.rotate(angle)).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(sums)).sum())

    coarse = max((step / 2 for step in range(-8, 9)), key=sharpness)
    angle = max((coarse + step / 10 for step in range(-4, 5)), key=sharpness)
    if abs(angle) < _LEAST_ANGLE or sharpness(angle) < _MARGIN * sharpness(0.0):
        return picture
    return picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)


def _lies(picture: Picture, dots: float) -> int:
    """Degrees clockwise by which the picture has to be turned, 0 when upright or not known."""
    report = _tesseract(picture, dots, "--psm", "0", language="osd")
    found = re.search(r"^Rotate: (90|180|270)$", report or "", re.MULTILINE)
    return int(found[1]) if found else 0


def _tesseract(picture: Picture, dots: float, *options: str, language: str = "vie") -> str | None:
    """What tesseract prints for a picture; None when it takes too long, "" when it fails."""
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A word as tesseract reports it: its line, its box in pixels, its confidence in percent."""

    line: tuple[str, str, str]
    left: int
    top: int
    width: int
    height: int
    trust: float
    text: str


def _rows(table: str) -> Iterator[_Found]:
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        text = tidy(cells[11].strip()).strip("_|¦~")
        trust = float(cells[10])
        if text and (trust >= _SPECK or text.isalnum()) and text != "—":
            left, top, width, height = map(int, cells[6:10])
            yield _Found((cells[2], cells[3], cells[4]), left, top, width, height, trust, text)


def _words(rows: list[_Found], scale: float) -> Iterator[Word]:
    """Words in points; all words of a line have one base line and one height."""
    lines: dict[tuple[str, str, str], list[_Found]] = {}
    for row in rows:
        lines.setdefault(row.line, []).append(row)
    sizes = [1.15 * statistics.median(row.height for row in line) for line in lines.values()]
    usual = statistics.median(sizes) if sizes else 1.0
    for line, own in zip(lines.values(), sizes, strict=True):
        bottoms = [
            row.top + row.height - (0.2 * row.height if _DESCENDS.search(row.text) else 0.0)
            for row in line
        ]
        base = statistics.median(bottoms)
        # the letters of a line decide how high its boxes are: near the usual size is the usual size
        size = max(4.0, usual if 0.7 < own / usual < 1.35 else own)
        for row in line:
            yield Word(
                text=row.text,
                x0=row.left * scale,
                x1=(row.left + row.width) * scale,
                top=(base - 0.9 * size) * scale,
                bottom=(base + 0.2 * size) * scale,
                base=base * scale,
                size=size * scale,
            )


def _without_rules(picture: Picture, dots: float) -> tuple[Picture, Rules]:
    """The picture with its long straight lines painted over, and these in points."""
    import numpy as np
    from PIL import Image

    pixels = np.array(picture)
    dark = pixels < _DARK
    length, thick = max(8, int(_RULE_LENGTH * dots)), max(2, int(_RULE_THICKNESS * dots))
    level = _long_runs(dark, length)
    upright = _long_runs(dark.T, length).T
    level &= ~_long_runs(level.T, thick).T
    upright &= ~_long_runs(upright, thick)
    if not level.any() and not upright.any():
        return picture, Rules()
    scale = 72 / dots
    rules = Rules(
        tuple(merged([Rule(*(scale * v for v in run)) for run in _runs(level)])),
        tuple(merged([Rule(*(scale * v for v in run)) for run in _runs(upright.T)])),
    )
    pixels[_widened(level | upright)] = 255
    return Image.fromarray(pixels), rules


def _long_runs(bits: Bits, length: int) -> Bits:
    """The bits that lie in a row of at least `length` of them."""
    import numpy as np

    if bits.shape[1] < length:
        return np.zeros_like(bits)
    sums = np.cumsum(np.pad(bits, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = (sums[:, length:] - sums[:, :-length]) == length
    marks = np.zeros((bits.shape[0], bits.shape[1] + 1), np.int32)
    marks[:, : starts.shape[1]] += starts
    marks[:, length : length + starts.shape[1]] -= starts
    return np.cumsum(marks, axis=1)[:, :-1] > 0


def _runs(bits: Bits) -> Iterator[tuple[float, float, float]]:
    """Rows of bits as row, first and last place."""
    import numpy as np

    for row in np.flatnonzero(bits.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(bits[row].astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield float(row), float(start), float(end)


def _widened(bits: Bits) -> Bits:
    """The bits with those next to them, where a line's edge is grey."""
    wide = bits.copy()
    wide[1:] |= bits[:-1]
    wide[:-1] |= bits[1:]
    wide[:, 1:] |= bits[:, :-1]
    wide[:, :-1] |= bits[:, 1:]
    return wide
