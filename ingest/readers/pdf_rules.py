"""The ruled lines of a page, and what else is drawn on it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf_text import Turned

#: rules as near as this, in points, are one; double lines are
NEAR = 3.0
#: a filled box as thin as this is a rule
_THIN = 3.0
#: shorter strokes are ornaments
_SHORTEST = 6.0
#: maps and charts are drawn with more; their pages are read without tables
_MOST_OBJECTS, _MOST_RULES, _MOST_SEGMENTS = 30_000, 2_000, 400
_DEEPEST = 6


class Rule(NamedTuple):
    """A straight line at `at` (its y when level, its x when upright), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page as read, in points from its upper left."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_rules(page: object, turned: Turned) -> Rules:
    """The rules drawn on a page of pdfium; none on a page with more drawing than tables have."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for x0, y0, x1, y1 in _strokes(page):
        (left, top), (right, bottom) = turned.point(x0, y0), turned.point(x1, y1)
        left, right = sorted((left, right))
        top, bottom = sorted((top, bottom))
        if right - left >= _SHORTEST and bottom - top <= _THIN:
            level.append(Rule((top + bottom) / 2, left, right))
        elif bottom - top >= _SHORTEST and right - left <= _THIN:
            upright.append(Rule((left + right) / 2, top, bottom))
    rules = Rules(tuple(merged(level)), tuple(merged(upright)))
    return rules if len(rules.level) + len(rules.upright) <= _MOST_RULES else Rules()


def _strokes(page: object) -> Iterator[Box]:
    """Straight strokes and thin boxes of a page, in its own coordinates."""
    import pypdfium2.raw as pdfium

    for obj, matrix in drawn(page, pdfium.FPDF_PAGEOBJ_PATH):
        yield from _path_strokes(obj, matrix)


def picture_share(page: object, turned: Turned) -> float:
    """The share of the page that its largest picture covers, 0–1."""
    import pypdfium2.raw as pdfium

    width, height = turned.size
    largest = 0.0
    for obj, outer in drawn(page, pdfium.FPDF_PAGEOBJ_IMAGE):
        a, b, c, d, _, _ = _times(_matrix(obj), outer)
        largest = max(largest, abs(a * d - b * c))
    return min(1.0, largest / max(1.0, width * height))


def count_paths(page: object) -> int:
    """How many paths are drawn on a page: letters turned into outlines are many."""
    import pypdfium2.raw as pdfium

    return sum(1 for _ in drawn(page, pdfium.FPDF_PAGEOBJ_PATH))


def drawn(page: object, kind: int) -> Iterator[tuple[object, Matrix]]:
    """Objects of one kind on a page, also within others, and the matrix of what holds them."""
    import pypdfium2.raw as pdfium

    left = _MOST_OBJECTS

    def walk(
        count: int,
        item: Callable[[object, int], object],
        holder: object,
        matrix: Matrix,
        depth: int,
    ) -> Iterator[tuple[object, Matrix]]:
        nonlocal left
        for place in range(count):
            left -= 1
            if left < 0:
                return
            obj = item(holder, place)
            found = pdfium.FPDFPageObj_GetType(obj) if obj else 0
            if found == kind:
                yield obj, matrix
            elif found == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _times(_matrix(obj), matrix)
                number = pdfium.FPDFFormObj_CountObjects(obj)
                yield from walk(number, pdfium.FPDFFormObj_GetObject, obj, inner, depth + 1)

    yield from walk(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, _SAME, 0)


def _matrix(obj: object) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(obj, found):
        return _SAME
    values = (found.a, found.b, found.c, found.d, found.e, found.f)
    return values if all(map(math.isfinite, values)) else _SAME


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _path_strokes(obj: object, outer: Matrix) -> Iterator[Box]:
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(obj)
    if not 1 < count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(obj, fill, stroke)
    matrix = _times(_matrix(obj), outer)
    for points in _subpaths(obj, count, matrix):
        box = (
            min(x for x, _ in points), min(y for _, y in points),
            max(x for x, _ in points), max(y for _, y in points),
        )  # fmt: skip
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            if fill.value or stroke.value:
                yield box
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield x0, y0, x1, y1


def _subpaths(obj: object, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each closed or open line of a path without curves."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    for place in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(obj, place)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules with those joined that lie on one line and touch."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][0].at <= NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    done: list[Rule] = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        open_rule: Rule | None = None
        for rule in sorted(row, key=lambda rule: rule.start):
            if open_rule and rule.start <= open_rule.end + NEAR:
                open_rule = open_rule._replace(end=max(open_rule.end, rule.end))
            else:
                if open_rule:
                    done.append(open_rule)
                open_rule = rule._replace(at=at)
        if open_rule:
            done.append(open_rule)
    return done
