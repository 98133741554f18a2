"""What a reader of places hands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vietnamese.place import Level, Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text: `text` is the given text at start:end, level word included.

    `places` holds every unit it may be, best first; without a date a province that exists in both
    eras comes first as the unit of unknown era ("any:19"). `level` is the level where the text says
    it. `explicit` mentions carry a level word or are regions or zones. The name alone stands at
    name_start:name_end.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    level: Level | None
    explicit: bool
    name_start: int
    name_end: int

    @property
    def place(self) -> Place:
        """The best candidate."""
        return self.places[0]

    @property
    def ambiguous(self) -> bool:
        """Whether units that cannot be the same share the first place."""
        first = self.places[0]
        return any(p.level == first.level and not p.may_be(first) for p in self.places[1:])


def without_routes(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions without the ends of a road or a line: "cao tốc Hòa Bình - Mộc Châu"."""
    ends: set[int] = set()
    for one, other in pairwise(mentions):
        if text[one.end : other.start].strip() in ("-", "–"):
            ends |= {one.start, other.start}
    return [mention for mention in mentions if mention.start not in ends]
