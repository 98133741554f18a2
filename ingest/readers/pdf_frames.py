"""The tables that the rules of a page frame.

A table's cells are found from its rules alone: their ends and crossings give a grid of unit cells,
and units that no rule parts are one cell, so merged cells come out as they were drawn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.grid import Merge
from ingest.readers.pdf_rules import NEAR, Rule, Rules

#: a grid of more lines than this in one direction is graph paper
_MOST_LINES = 400
#: fewer cells are boxes around text
_FEWEST_CELLS = 4


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
        box[0] >= other[0] - NEAR
        and box[1] >= other[1] - NEAR
        and box[2] <= other[2] + NEAR
        and box[3] <= other[3] + NEAR
    )


def _connected(rules: Rules) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Level and upright rules in groups that cross or touch each other."""
    level, upright = list(rules.level), sorted(rules.upright)
    sets = _Groups(len(level) + len(upright))
    places = [rule.at for rule in upright]
    for i, across in enumerate(level):
        for k in range(bisect_left(places, across.start - NEAR), len(upright)):
            down = upright[k]
            if down.at > across.end + NEAR:
                break
            if down.start - NEAR <= across.at <= down.end + NEAR:
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
    at_x = [[rule for rule in upright if abs(rule.at - x) <= 2 * NEAR] for x in xs]
    at_y = [[rule for rule in level if abs(rule.at - y) <= 2 * NEAR] for y in ys]
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
        if groups and place - groups[-1][-1] <= NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _ruled(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether one of the rules on a line parts what lies from `start` to `end`."""
    middle = (start + end) / 2
    return any(rule.start <= middle <= rule.end for rule in rules)
