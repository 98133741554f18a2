"""Administrative units of Viet Nam, before and after the mergers of 1 July 2025."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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

    `code` is the official code of the unit in its era, prefixed by the era ("2024:19", "2025:19").
    """

    code: str
    name: str
    level: Level
    parent: str | None = None

    def may_be(self, other: Place) -> bool:
        """Whether the two may name the same unit."""
        return self.name == other.name and self.level == other.level
