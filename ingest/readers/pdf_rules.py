"""The ruled lines of a page, and the tables they frame.

A table's cells are found from its rules alone: their ends and crossings give a grid of unit cells,
and units that no rule parts are one cell, so merged cells come out as they were drawn.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.grid import Merge
from ingest.readers.pdf_words import Turned

#: rules as near as this, in points, are one; double lines are
_NEAR = 3.0
#: a filled box as thin as this is a rule
_THIN = 3.0
#: shorter strokes are ornaments
_SHORTEST = 6.0
#: maps and charts are drawn with more; their pages are read without tables
_MOST_OBJECTS, _MOST_RULES, _MOST_SEGMENTS = 30_000, 2_000, 400
_DEEPEST = 6
#: a grid of more lines than this in one direction is graph paper
_MOST_LINES = 400
#: fewer cells are boxes around text
_FEWEST_CELLS = 4


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


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table: the places of its lines, and its cells as merges over the grid of these."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Merge, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


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
        if rows and rule.at - rows[-1][0].at <= _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    done: list[Rule] = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        open_rule: Rule | None = None
        for rule in sorted(row, key=lambda rule: rule.start):
            if open_rule and rule.start <= open_rule.end + _NEAR:
                open_rule = open_rule._replace(end=max(open_rule.end, rule.end))
            else:
                if open_rule:
                    done.append(open_rule)
                open_rule = rule._replace(at=at)
        if open_rule:
            done.append(open_rule)
    return done


def frames(rules: Rules) -> list[Frame]:
    """The tables that the rules frame, of at least two columns and rows, largest first."""
    found: list[Frame] = []
    for level, upright in _connected(rules):
        frame = _frame(level, upright)
        if frame is not None:
            found.append(frame)
    found.sort(key=lambda frame: -(frame.xs[-1] - frame.xs[0]) * (frame.ys[-1] - frame.ys[0]))
    outer: list[Frame] = []
    for frame in found:
        if not any(_inside(frame.box, other.box) for other in outer):
            outer.append(frame)
    return outer


def _inside(
    box: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return (
        box[0] >= other[0] - _NEAR
        and box[1] >= other[1] - _NEAR
        and box[2] <= other[2] + _NEAR
        and box[3] <= other[3] + _NEAR
    )


def _connected(rules: Rules) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Level and upright rules in groups that cross or touch each other."""
    level, upright = list(rules.level), sorted(rules.upright)
    sets = _Groups(len(level) + len(upright))
    places = [rule.at for rule in upright]
    for i, across in enumerate(level):
        for k in range(bisect_left(places, across.start - _NEAR), len(upright)):
            down = upright[k]
            if down.at > across.end + _NEAR:
                break
            if down.start - _NEAR <= across.at <= down.end + _NEAR:
                sets.join(i, len(level) + k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(level):
        groups.setdefault(sets.of(i), ([], []))[0].append(rule)
    for k, rule in enumerate(upright):
        groups.setdefault(sets.of(len(level) + k), ([], []))[1].append(rule)
    yield from groups.values()


def _frame(level: list[Rule], upright: list[Rule]) -> Frame | None:
    """The table of one group of rules; sides without a rule of their own count as ruled."""
    if len(level) < 2 or not upright:
        return None
    xs = _places([r.at for r in upright] + [p for r in level for p in (r.start, r.end)])
    ys = _places([r.at for r in level] + [p for r in upright for p in (r.start, r.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 2 or max(columns, rows) > _MOST_LINES:
        return None
    cells = tuple(
        Merge(
            min(row for row, _ in units), min(column for _, column in units),
            max(row for row, _ in units), max(column for _, column in units),
        )
        for units in _cells(xs, ys, level, upright)
    )  # fmt: skip
    return Frame(tuple(xs), tuple(ys), cells) if len(cells) >= _FEWEST_CELLS else None


def _cells(
    xs: Sequence[float], ys: Sequence[float], level: list[Rule], upright: list[Rule]
) -> Iterable[list[tuple[int, int]]]:
    """The units (row, column) of each cell: those that no rule parts from each other."""
    rows, columns = len(ys) - 1, len(xs) - 1
    at_x = [[rule for rule in upright if abs(rule.at - x) <= 2 * _NEAR] for x in xs]
    at_y = [[rule for rule in level if abs(rule.at - y) <= 2 * _NEAR] for y in ys]
    groups = _Groups(rows * columns)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _ruled(at_x[column + 1], ys[row], ys[row + 1]):
                groups.join(here, here + 1)
            if row + 1 < rows and not _ruled(at_y[row + 1], xs[column], xs[column + 1]):
                groups.join(here, here + columns)
    units: dict[int, list[tuple[int, int]]] = {}
    for place in range(rows * columns):
        units.setdefault(groups.of(place), []).append(divmod(place, columns))
    return units.values()


class _Groups:
    """Disjoint sets of numbers."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, place: int) -> int:
        """The number that stands for the set of `place`."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        self._parent[self.of(other)] = self.of(one)


def _places(places: list[float]) -> list[float]:
    """Places in order, near ones taken together."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= _NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _ruled(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether one of the rules on a line parts what lies from `start` to `end`."""
    middle = (start + end) / 2
    return any(rule.start <= middle <= rule.end for rule in rules)
