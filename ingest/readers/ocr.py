"""Pictures of pages read by the tesseract program, one process a page, within limits.

tesseract gives words with their boxes. The rules of tables are found in the picture itself and
painted over first, because tesseract reads them as letters.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest import limits
from ingest.readers.ocr_figures import settled, stacked
from ingest.readers.pdf_frames import Frame, frames
from ingest.readers.pdf_mend import unglued
from ingest.readers.pdf_rules import Rules
from ingest.readers.pdf_scan import DARK, cleaned
from ingest.readers.pdf_text import Word
from ingest.readers.tesseract import ONE_BLOCK, Found, found_words, recognise

if TYPE_CHECKING:
    from ingest.readers.pdf_scan import Picture

#: dots per inch that tesseract's Vietnamese model reads best, and pixels of the largest picture
DOTS = 250.0
MOST_PIXELS = 36_000_000
#: confidence in percent: pages below are doubtful
_DOUBT = 70.0
#: words of tables below are read again, cell by cell; so many cells at most, with so many empty
#: pixels around each
_SURE, _MOST_CELLS, _MARGIN = 91.0, 300, 24
#: points of ink that an empty cell may have
_INK = 30
_DESCENDS = re.compile(r"[gjpqyçạặậẹệịọộợụựỵQ,;()|ẠẶẬẸỆỊỌỘỢỤỰỴ]")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read from a picture, in points; `doubt` remarks on a bad picture.

    `trust` is the confidence of the program in percent; `unclear` are figures, as they stand in
    `words`, that were not read the same way twice.
    """

    words: tuple[Word, ...]
    rules: Rules
    height: float
    trust: float
    doubt: str = ""
    unclear: tuple[str, ...] = ()


def resolution(width: float, height: float) -> float:
    """Dots per inch at which a page of so many points is drawn within the limit of pixels."""
    pixels = max(1.0, width * height) * (DOTS / 72) ** 2
    return DOTS * min(1.0, math.sqrt(MOST_PIXELS / pixels))


def read_picture(picture: Picture, dots: float) -> Seen | None:
    """The words of a grey picture of `dots` per inch, and the rules drawn in it.

    A picture that lies on its side is turned. None when the time limit was reached.
    """
    found = _read_upright(picture, dots)
    if found is None or not found.doubt:
        return found
    turn = _lies(picture, dots)
    if not turn:
        return found
    turned = _read_upright(picture.rotate(-turn, expand=True, fillcolor=255), dots)
    return turned if turned and turned.trust > found.trust else found


def _read_upright(picture: Picture, dots: float) -> Seen | None:
    clean, rules = cleaned(picture, dots)
    table = recognise(clean, dots, *ONE_BLOCK)
    limits.tick()
    if table is None:
        return None
    rows = _reread(clean, list(found_words(table)), frames(rules), dots)
    rows, unclear = settled(clean, rows, dots)
    words = tuple(_words(rows, 72 / dots))
    trust = [row.trust for row in rows if row.text.isalpha()]
    mean = statistics.fmean(trust) if trust else 100.0
    doubt = f"là ảnh quét mờ, chữ nhận dạng có thể sai (độ tin cậy {mean:.0f}%)"
    doubt = doubt if mean < _DOUBT else ""
    return Seen(words, rules, picture.height * 72 / dots, mean, doubt, unclear)


def _lies(picture: Picture, dots: float) -> int:
    """Degrees clockwise by which the picture has to be turned, 0 when upright or not known."""
    report = recognise(picture, dots, "--psm", "0", language="osd")
    found = re.search(r"^Rotate: (90|180|270)$", report or "", re.MULTILINE)
    return int(found[1]) if found else 0


def _reread(clean: Picture, rows: list[Found], tables: Sequence[Frame], dots: float) -> list[Found]:
    """`rows` with the doubtful cells of tables read again, each by itself, all in one picture.

    Next to nothing but their own text, figures are read better than across the whole page.
    """
    cells = list(_doubtful(clean, rows, tables, dots / 72))[:_MOST_CELLS]
    if not cells:
        return rows
    stack, tops = stacked([clean.crop(box) for box, _ in cells], _MARGIN)
    found = list(found_words(recognise(stack, dots, *ONE_BLOCK)))
    limits.tick()
    done = list(rows)
    for place, ((box, old), top) in enumerate(zip(cells, tops, strict=True)):
        new = [
            replace(
                row,
                line=(f"cell {place}", row.line[1], row.line[2]),
                left=row.left - _MARGIN + box[0],
                top=row.top - top + box[1],
            )
            for row in found
            if top <= row.top + row.height / 2 < top + box[3] - box[1]
        ]
        if new and _trust(new) > _trust(old):
            done = [row for row in done if row not in old] + new
    return done


def _doubtful(
    clean: Picture, rows: Sequence[Found], tables: Sequence[Frame], scale: float
) -> Iterator[tuple[tuple[int, int, int, int], list[Found]]]:
    """Cells, as boxes in pixels, whose words are unsure, and such as have ink but no words."""
    for table in tables:
        for cell in table.cells:
            box = (
                int(table.xs[cell.left] * scale) + 3,
                int(table.ys[cell.top] * scale) + 3,
                int(table.xs[cell.right + 1] * scale) - 2,
                int(table.ys[cell.bottom + 1] * scale) - 2,
            )
            if box[2] - box[0] < _MARGIN or box[3] - box[1] < _MARGIN:
                continue
            inside = [
                row
                for row in rows
                if box[0] <= row.left + row.width / 2 <= box[2]
                and box[1] <= row.top + row.height / 2 <= box[3]
            ]
            if inside and min(row.trust for row in inside) < _SURE:
                yield box, inside
            elif not inside and sum(clean.crop(box).histogram()[:DARK]) > _INK:
                yield box, []


def _trust(rows: Sequence[Found]) -> float:
    return statistics.fmean(row.trust for row in rows) if rows else 0.0


def _words(rows: list[Found], scale: float) -> Iterator[Word]:
    """Words in points; all words of a line have one base line and one height."""
    lines: dict[tuple[str, str, str], list[Found]] = {}
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
                text=unglued(row.text),
                x0=row.left * scale,
                x1=(row.left + row.width) * scale,
                top=(base - 0.9 * size) * scale,
                bottom=(base + 0.2 * size) * scale,
                base=base * scale,
                size=size * scale,
            )
