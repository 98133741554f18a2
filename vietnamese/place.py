"""Administrative units of Viet Nam, before and after the mergers of 1 July 2025."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Prefix of the code of a place whose era is not known: a bare name in a text without a date.
UNDATED = "any:"


class Level(StrEnum):
    """Administrative level; a city's figure is never given for its province."""

    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"  # tỉnh, thành phố trực thuộc trung ương
    CITY = "city"  # thành phố, thị xã thuộc tỉnh
    DISTRICT = "district"  # huyện, quận
    COMMUNE = "commune"  # xã, phường, thị trấn, đặc khu
    ZONE = "zone"  # khu công nghiệp, khu kinh tế, khu du lịch


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit as it stood in one era.

    `code` is the official code of the unit in its era, prefixed by the era ("2024:19", "2025:19");
    "any:19" is the unit of either era that bears the name of "2025:19"; regions and zones have
    codes "region:…" and "zone:…". `parent` is the code of the unit above; None for provinces,
    regions and the nation. `kind` is the type word: "tỉnh", "thành phố", "thị xã", "huyện" …
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    kind: str = ""

    @property
    def era(self) -> str | None:
        """Era of the unit: "2024" before the mergers, "2025" after; None where not known."""
        era = self.code.partition(":")[0]
        return era if era.isdigit() else None

    @property
    def full_name(self) -> str:
        """The name with its type word: "tỉnh Thái Nguyên"."""
        return f"{self.kind} {self.name}".strip()

    def may_be(self, other: Place) -> bool:
        """Whether the two may name the same unit.

        Thái Nguyên city is not Thái Nguyên province. A province is not the merged unit of the same
        name, unless the mergers left it as it was; a place of unknown era may be either.
        """
        if self.code == other.code:
            return True
        if self.level != other.level:
            return False
        from vietnamese.place_data import same_unit  # place_data builds Places: import late

        return same_unit(self, other)
