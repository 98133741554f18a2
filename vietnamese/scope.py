"""What a figure or a question is about: place, level, period, kind and base of comparison.

The same `Scope` describes a figure in a document and the slots of a question, so that one pair of
functions, `agrees` and `conflicts`, decides whether the one may answer the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vietnamese.periods import Period
from vietnamese.places import Level, Place


class Kind(StrEnum):
    """What a figure says of its indicator."""

    TARGET = "target"  # mục tiêu, chỉ tiêu, phấn đấu
    PLAN = "plan"  # kế hoạch, dự toán, giao
    ESTIMATE = "estimate"  # ước, dự kiến đạt
    RESULT = "result"  # đạt, thực hiện, là
    GROWTH = "growth"  # tăng, giảm so với kỳ gốc
    SHARE_OF_PLAN = "share_of_plan"  # bằng …% kế hoạch, dự toán
    SHARE = "share"  # chiếm …%, tỷ lệ
    COUNT = "count"  # đếm: dự án, trường hợp, huyện
    DATE = "date"


#: Kinds that an official may name for one another: a target is often called a plan and an
#: estimate a result; a target is never a result.
_COMPATIBLE: frozenset[frozenset[Kind]] = frozenset(
    frozenset(pair)
    for pair in (
        (Kind.TARGET, Kind.PLAN),
        (Kind.ESTIMATE, Kind.RESULT),
        (Kind.RESULT, Kind.COUNT),
        (Kind.RESULT, Kind.SHARE),
        (Kind.ESTIMATE, Kind.SHARE),
        (Kind.ESTIMATE, Kind.COUNT),
        (Kind.COUNT, Kind.SHARE),
        (Kind.SHARE, Kind.SHARE_OF_PLAN),
    )
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Slots of a figure or a question; None means "not said".

    `base` is what a growth or a share is measured against: "cùng kỳ", "tháng trước", "dự toán".
    """

    place: Place | None = None
    level: Level | None = None
    period: Period | None = None
    kind: Kind | None = None
    base: str | None = None

    def conflicts(self, other: Scope) -> tuple[str, ...]:
        """Names of the slots on which both say something and cannot both be meant.

        The relation is symmetric. A slot that either side leaves open never conflicts.
        """
        found = []
        if self.place and other.place and not self.place.may_be(other.place):
            found.append("place")
        if self.level and other.level and self.level != other.level:
            found.append("level")
        if self.period and other.period and self.period.conflicts(other.period):
            found.append("period")
        if self.kind and other.kind and not kinds_compatible(self.kind, other.kind):
            found.append("kind")
        if self.base and other.base and self.base != other.base:
            found.append("base")
        return tuple(found)

    def agrees(self, other: Scope) -> bool:
        """Whether every slot this scope fills is also filled in `other`, without a conflict."""
        missing = (
            (self.place and not other.place)
            or (self.level and not other.level)
            or (self.period and not other.period)
            or (self.kind and not other.kind)
            or (self.base and not other.base)
        )
        return not missing and not self.conflicts(other)


def kinds_compatible(one: Kind, other: Kind) -> bool:
    """Whether two kinds may be named for one another."""
    return one == other or frozenset((one, other)) in _COMPATIBLE
