"""Figures joined by dashes alone, "930 tỷ đồng - 344 tỷ đồng - 37,0%", and what each of them is.

None has words of its own: an announcement above may name them in the same order.
"""

from __future__ import annotations

import re

from retrieval.matching import Matcher, layer
from retrieval.shelf import Sentence
from store.records import Figure

_DASH = re.compile(r"\s*[-–—]\s*\Z")
#: Names of several figures in brackets: "(vốn giao - đã giải ngân - tỷ lệ)".
_NAMES = re.compile(r"\(([^()\n]+)\)")
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[;/,]\s+")
_ITEM = re.compile(r"\s*(?:[-+*•–]|\d+[.)/]|[a-zđ]\))\s")
#: Lines above that are looked at for the announcement of a list.
_LINES = 40


def is_another_of_row(matcher: Matcher, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure stands in a row of bare figures and is not surely the one asked for.

    It is where an announcement names as many and its name alone holds most of the question.
    """
    row = _row_of(sentence, figure)
    if len(row) < 2:
        return False
    names = _names_above(sentence, len(row))
    held = [matcher.coverage((layer(name, 1.0),)) for name in names]
    mine = row.index(figure)
    return not held or any(
        other >= held[mine] for at, other in enumerate(held) if at != mine and _alike(row, at, mine)
    )


def _alike(row: list[Figure], at: int, mine: int) -> bool:
    return row[at].unit == row[mine].unit


def _row_of(sentence: Sentence, figure: Figure) -> list[Figure]:
    """The figures that only dashes join to this one, in their order."""
    text = sentence.document.text
    rows: list[list[Figure]] = []
    for one in sorted(sentence.figures, key=lambda item: item.start):
        joined = rows and _DASH.match(text, rows[-1][-1].end, one.start)
        if joined:
            rows[-1].append(one)
        else:
            rows.append([one])
    return next((row for row in rows if figure in row), [])


def _names_above(sentence: Sentence, count: int) -> list[str]:
    """What the line above the list names in brackets, if it names so many."""
    lines = sentence.document.text[: sentence.start].splitlines()
    if lines and _ITEM.fullmatch(lines[-1] + " "):
        lines.pop()
    for line in reversed(lines[-_LINES:]):
        if not line.strip() or _ITEM.match(line):
            continue
        for found in reversed(_NAMES.findall(line)):
            names = _BETWEEN.split(found)
            if len(names) == count:
                return [name for name in names if name]
        return []
    return []
