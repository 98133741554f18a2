"""Figures of a scanned page read a second time: a digit taken for another is seen by nothing else.

"9" for "5" makes a figure as good as the right one, and the program is sure of it. So every figure
is read again by itself, by the model of another language, which errs elsewhere; where the two
differ a third reading at another size decides. What was not read the same way twice is given as the
best reading has it and marked as unclear; nothing is put there that was not read. Of 528 figures of
six pages (200 dots per inch, four fonts, askew, noisy) 9 were read wrongly; now 4 are, all of them
marked, as are the 5 that were put right and 2 that always were.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ingest import limits
from ingest.readers.tesseract import ONE_BLOCK, Found, found_words, languages, recognise

if TYPE_CHECKING:
    from ingest.readers.pdf_scan import Picture

#: pixels around a figure, and between two of them in the picture in which they are read again
_AROUND, _BETWEEN = 6, 20
#: size of the third reading; the first two are of the scan's own
_SMALLER = 0.8
#: a figure of which the program is so sure, in percent, stands where no other reading has digits
_SURE = 90.0
#: unclear figures of a page that the report names
_LISTED = 8
#: a word that is a figure alone, with marks around it; a letter within it was a digit
_FIGURE = re.compile(
    r"[^\w%]*(?P<core>\d(?:[\d.,:;/%–-]|[Oo]|[lI](?=[.,])|[^\W\d_](?=\d))*(?<![.,:;/–-]))[^\w%]*"
)
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,18}(?:,\d+)?)"
#: forms a figure of a Vietnamese text may have: amounts, ranges, shares, dates, times, numbers of
#: sections
_POSSIBLE = re.compile(
    rf"{_NUMBER}%?(?:[-–/]{_NUMBER}%?)?|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?"
    r"|\d{1,2}[/-]\d{4}|\d{1,2}:\d{2}|\d{1,2}(?:\.\d{1,2}){1,3}"
)


def settled(
    clean: Picture, rows: Sequence[Found], dots: float
) -> tuple[list[Found], tuple[str, ...]]:
    """The words of a page of `dots` per inch, and which of its figures are unclear."""
    figures = {place: core for place, row in enumerate(rows) if len(core := _core(row.text)) > 1}
    if not figures:
        return list(rows), ()
    second = _again(clean, [rows[place] for place in figures], dots, 1.0)
    differing = [
        place
        for place, read in zip(figures, second, strict=True)
        if read != figures[place] or not _POSSIBLE.fullmatch(read)
    ]
    third = _again(clean, [rows[place] for place in differing], dots, _SMALLER)
    read_again = dict(zip(figures, second, strict=True))
    done = list(rows)
    unclear = []
    for place, last in zip(differing, third, strict=True):
        core = figures[place]
        best, sure = _settle(core, read_again[place], last, rows[place].trust)
        done[place] = replace(rows[place], text=rows[place].text.replace(core, best))
        if not sure:
            unclear.append(best)
    return done, tuple(dict.fromkeys(unclear))


def unclear_spans(
    text: str, pages: Sequence[int], unclear: Sequence[Sequence[str]]
) -> tuple[tuple[int, int], ...]:
    """Where the unclear figures of each page stand in the text; `pages` are the later beginnings.

    Where a page has a figure several times, each is unclear.
    """
    return tuple(sorted(set(_spans(text, pages, unclear))))


def unclear_remark(unclear: Sequence[str]) -> str:
    """What the report says of a page with such figures."""
    listed = "; ".join(unclear[:_LISTED]) + (" …" if len(unclear) > _LISTED else "")
    return f"là ảnh quét có số đọc chưa chắc, hãy đối chiếu với bản gốc: {listed}"


def stacked(crops: Sequence[Picture], gap: int) -> tuple[Picture, list[int]]:
    """Pictures below one another with `gap` pixels around each, and where each begins."""
    from PIL import Image

    width = max(crop.width for crop in crops) + 2 * gap
    height = sum(crop.height + gap for crop in crops) + gap
    stack = Image.new("L", (width, height), 255)
    tops = []
    top = gap
    for crop in crops:
        stack.paste(crop, (gap, top))
        tops.append(top)
        top += crop.height + gap
    return stack, tops


def _settle(first: str, second: str, third: str, trust: float) -> tuple[str, bool]:
    """The best of three readings of a figure, and whether it is beyond doubt."""
    possible = _POSSIBLE.fullmatch(first) is not None
    if possible and (third == first or not (second or third)):
        return first, third == first or trust >= _SURE
    twice = second == third and _POSSIBLE.fullmatch(second) is not None
    if twice and (_marks(second) == _marks(first) or not possible):
        return second, False
    if not possible:
        others = [reading for reading in (second, third) if _POSSIBLE.fullmatch(reading)]
        return max(others, key=lambda other: _likeness(first, other), default=first), False
    return first, False


def _again(clean: Picture, rows: Sequence[Found], dots: float, scale: float) -> list[str]:
    """Figures read again, each cut out and all in one picture; "" where none was seen."""
    if not rows:
        return []
    crops = []
    for row in rows:
        right, bottom = row.left + row.width + _AROUND, row.top + row.height + _AROUND
        crop = clean.crop((row.left - _AROUND, row.top - _AROUND, right, bottom))
        size = (max(1, round(crop.width * scale)), max(1, round(crop.height * scale)))
        crops.append(crop if scale == 1.0 else crop.resize(size))
    stack, tops = stacked(crops, _BETWEEN)
    language = "eng" if "eng" in languages() else "vie"
    found = sorted(
        found_words(recognise(stack, dots * scale, *ONE_BLOCK, language=language)),
        key=lambda word: word.left,
    )
    limits.tick()
    read = [""] * len(rows)
    for word in found:
        place = bisect_right(tops, word.top + word.height / 2) - 1
        if place >= 0:
            read[place] += word.text
    return [_core(text) for text in read]


def _core(text: str) -> str:
    """The figure that a word is, without the marks around it; "" for any other word."""
    found = _FIGURE.fullmatch(text)
    return found["core"] if found else ""


def _marks(figure: str) -> str:
    """The marks of a figure: two readings differ in digits alone where these are equal."""
    return re.sub(r"\d+", "0", figure)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _spans(
    text: str, pages: Sequence[int], unclear: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int]]:
    borders = [0, *pages, len(text)]
    for number, figures in enumerate(unclear):
        for figure in figures:
            alone = re.compile(rf"(?<![\w.,]){re.escape(figure)}(?![\w%]|[.,]\d)")
            for found in alone.finditer(text, borders[number], borders[number + 1]):
                yield found.span()
