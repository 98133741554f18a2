"""The parts of a document that are counted: chapters, articles, clauses, points, sections.

Each line may begin with a number; it opens a part where the number comes in turn, that is, where it
is the first of its kind or follows the one before, and one that scans lost is made up for when the
next confirms it. Anything else ("5. …" after no 4) opens none: a reader who is sent to "khoản 5"
must find it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.lines import Kind, Line
from ingest.marks import RANKS, Mark, read_marks
from store.records import Division

#: ranks of what is counted by numbers or letters alone, below those of named units
_RANKS = {"upper": 5, "roman": 5, "arabic": 8, "lower": 10, "small roman": 11}
_DECIMAL = 9
#: what is counted by name or word ("Nhiệm vụ 1", "Hai là") opens within anything, and holds numbers
_INNERMOST, _HOLDS = 12, 7
#: level of a part that no heading opens: any heading closes it
_NO_HEADING = 99
#: a number that is missing must be made up for within so many lines
_AHEAD = 40
_GAP = 3


@dataclass(frozen=True, slots=True)
class _Open:
    """A part that is open while lines are read.

    `shown` is false for a list that is counted anew within another, for which there is no name.
    """

    mark: Mark
    rank: int
    level: int
    division: Division
    shown: bool = True


def read_divisions(text: str, lines: Sequence[Line]) -> tuple[Division, ...]:
    """The counted parts of the body in the order of the text, each with the span it takes up."""
    return tuple(_Reader(text, lines).read())


class _Reader:
    """Reads the lines of one document, keeping the parts that are open."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._lines = lines
        contents = [text[line.start : line.end] for line in lines]
        self._marks = [
            () if line.kind is Kind.TABLE else _marks(line, content)
            for line, content in zip(lines, contents, strict=True)
        ]
        self._stack: list[_Open] = []
        self._done: list[Division] = []
        self._end = lines[-1].end if lines else 0

    def read(self) -> Iterator[Division]:
        for place, line in enumerate(self._lines):
            if line.kind is Kind.CLOSING:
                self._close(line.start, 0)
            else:
                self._line(place, line)
        self._close(self._end, 0)
        return iter(sorted(self._done, key=lambda one: (one.start, -one.end)))

    def _line(self, place: int, line: Line) -> None:
        marks = self._marks[place]
        level = line.level if line.kind is Kind.HEADING else _NO_HEADING
        for mark in marks:
            at = self._before(mark, place)
            if at is not None:
                self._close(line.start, at)
                self._push(mark, level, line)
                return
        for mark in marks:
            if mark.is_named or (mark.order == 1 and self._may_start(mark)):
                self._close(line.start, self._place_of(mark, level, place))
                self._push(mark, level, line)
                return
        if line.kind is Kind.HEADING:
            kept = next(
                (at for at, part in enumerate(self._stack) if part.level >= level),
                len(self._stack),
            )
            self._close(line.start, kept)

    def _before(self, mark: Mark, place: int) -> int | None:
        """Where on the stack the part stands that `mark` follows."""
        for at in range(len(self._stack) - 1, -1, -1):
            part = self._stack[at]
            if part.mark.family != mark.family:
                continue
            if mark.is_named or mark.follows(part.mark.order):
                # Articles and chapters were found in turn by `named_parts`.
                return None if mark.is_named and mark.order == 1 else at
            if mark.follows(part.mark.order, _GAP) and self._is_confirmed(mark, place):
                return at
        return None

    def _is_confirmed(self, mark: Mark, place: int) -> bool:
        """Whether the number after `mark` comes next, before any heading with a name."""
        for ahead in range(place + 1, min(len(self._lines), place + 1 + _AHEAD)):
            if self._lines[ahead].unit is not None:
                return False
            for other in self._marks[ahead]:
                if other.family == mark.family:
                    return other.follows(mark.order)
        return False

    def _may_start(self, mark: Mark) -> bool:
        """Whether the first of a family may stand here: "2.1" only below 2."""
        if not mark.family.endswith("."):
            return True
        return any(f"{part.mark.number}." == mark.family for part in self._stack)

    def _place_of(self, mark: Mark, level: int, place: int) -> int:
        """How many of the open parts a new first part leaves open."""
        rank = _rank(mark)
        kept = len(self._stack)
        while kept:
            top = self._stack[kept - 1]
            if mark.family.endswith("."):
                stays = f"{top.mark.number}." == mark.family
            elif top.mark.family == mark.family and not mark.is_named:
                stays = top.level < level or level == _NO_HEADING
            elif top.mark.family == "điều" and mark.family in ("roman", "upper"):
                stays = self._goes_on(top.mark, place)
            else:
                stays = top.rank < rank and (top.level < level or level == _NO_HEADING)
            if stays:
                break
            kept -= 1
        return kept

    def _goes_on(self, article: Mark, place: int) -> bool:
        """Whether another article follows, so that all up to it belongs to this one."""
        for line in self._lines[place + 1 :]:
            if line.kind is Kind.CLOSING or (line.unit and _rank(line.unit) == 1):
                return False
            if line.unit and line.unit.family == "điều":
                return line.unit.follows(article.order, _GAP)
        return False

    def _push(self, mark: Mark, level: int, line: Line) -> None:
        above = self._stack[-1] if self._stack else None
        again = above is not None and above.mark.family == mark.family
        shown = not again and (above is None or above.shown)
        unit = _unit(mark, [part.mark.family for part in self._stack])
        division = Division(line.start, line.end, unit, mark.number)
        rank = min(_rank(mark), _HOLDS) if _rank(mark) == _INNERMOST else _rank(mark)
        self._stack.append(_Open(mark, rank, level, division, shown))

    def _close(self, at: int, kept: int) -> None:
        while len(self._stack) > kept:
            part = self._stack.pop()
            if part.shown:
                self._done.append(replace(part.division, end=at))


def _marks(line: Line, content: str) -> tuple[Mark, ...]:
    if line.unit is not None:
        return (line.unit,)
    return tuple(mark for mark in read_marks(content) if not mark.is_named)


def _rank(mark: Mark) -> int:
    if mark.family.endswith("."):
        return _DECIMAL
    return RANKS.get(mark.family, _RANKS.get(mark.family, _INNERMOST))


def _unit(mark: Mark, above: Sequence[str]) -> str:
    """What a part is called: numbers below an article are its clauses, elsewhere sections."""
    if mark.family in ("arabic", "upper", "roman") or mark.family.endswith("."):
        sections = [family for family in above if family in ("điều", "upper", "roman")]
        return (
            "khoản"
            if mark.family not in ("upper", "roman") and sections[-1:] == ["điều"]
            else "mục"
        )
    if mark.family in ("là", "thứ"):
        return "ý"
    return {"lower": "điểm", "small roman": "tiết"}.get(mark.family, mark.family)
