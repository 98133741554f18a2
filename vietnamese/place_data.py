"""The units of both eras and how they follow from one another, read once from the data files."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from vietnamese.normal import fold, normalise
from vietnamese.place import UNDATED, Level, Place

_HERE = Path(__file__).parent

#: Local government of two levels works from this day (Law 72/2025/QH15); the units before end here.
MERGER = date(2025, 7, 1)
#: Huế became a city under central government earlier (Resolution 175/2024/QH15).
_SINCE = {"2025:46": date(2025, 1, 1)}
_UNTIL = {"2024:46": date(2025, 1, 1), "2024:474": date(2025, 1, 1)}
NATION = Place("region:vn", "Việt Nam", Level.NATION, None, "")

_LEVELS = {
    "tỉnh": Level.PROVINCE,
    "thị xã": Level.CITY,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
}


@dataclass(frozen=True)
class Gazetteer:
    """All units by code, the units that follow and precede each, and marks on their names."""

    units: dict[str, Place]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    ordinary: frozenset[str]
    plain_ordinary: frozenset[str]


def _level(code: str, kind: str) -> Level:
    if kind == "thành phố":
        return Level.PROVINCE if len(code) == len("2024:01") else Level.CITY
    return _LEVELS.get(kind, Level.COMMUNE)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Units of both eras; read from `places.tsv.gz` at the first call."""
    units: dict[str, Place] = {}
    before: dict[str, tuple[str, ...]] = {}
    after: dict[str, list[str]] = {}
    ordinary, plain = set(), set()
    with gzip.open(_HERE / "places.tsv.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("#"):
                continue
            code, kind, name, parent, past, marks = line.rstrip("\n").split("\t")
            units[code] = Place(code, name, _level(code, kind), parent or None, kind)
            if past:
                before[code] = tuple(past.split(","))
                for old in before[code]:
                    after.setdefault(old, []).append(code)
            if "o" in marks:
                ordinary.add(name)
            if "f" in marks:
                plain.add(name)
    return Gazetteer(
        units,
        before,
        {old: tuple(new) for old, new in after.items()},
        frozenset(ordinary),
        frozenset(plain),
    )


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its names, with the codes of the provinces in it (none where it has no list)."""

    place: Place
    names: tuple[str, ...]
    members: frozenset[str]


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Regions and the nation, from `place_regions.tsv`."""
    found = []
    with (_HERE / "place_regions.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            names = tuple(row["names"].split("|"))
            level = Level.NATION if row["code"] == "vn" else Level.REGION
            place = Place(f"region:{row['code']}", names[0], level)
            members = [f"2024:{code}" for code in row["members_2024"].split()]
            members += [f"2025:{code}" for code in row["members_2025"].split()]
            found.append(Region(place, names, frozenset(members)))
    return tuple(found)


def place_of(code: str) -> Place | None:
    """The unit with this code; None where there is none."""
    if code.startswith("region:"):
        return next((region.place for region in regions() if region.place.code == code), None)
    if code.startswith("zone:"):
        _, _, rest = code.partition(":")
        kind, _, name = rest.partition(":")
        return zone(kind, name) if kind and name else None
    if code.startswith(UNDATED):
        unit = gazetteer().units.get("2025:" + code.removeprefix(UNDATED))
        return undated(unit) if unit else None
    return gazetteer().units.get(code)


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, unit in gazetteer().units.items():
        found.setdefault(name_key(unit.name), []).append(code)
    return {key: tuple(codes) for key, codes in found.items()}


def name_key(name: str) -> str:
    """The key names are compared by: folded search form without dashes and spaces."""
    return "".join(letter for letter in fold(normalise(name)) if letter.isalnum())


def units_named(name: str) -> tuple[Place, ...]:
    """Units of both eras with this name, whatever its accents."""
    units = gazetteer().units
    return tuple(units[code] for code in _codes_by_name().get(name_key(name), ()))


def zone(kind: str, name: str) -> Place:
    """An industrial, economic or tourist zone, under the unit it is named after if only one is."""
    homes = [unit for unit in units_named(name) if unit.level is not Level.PROVINCE]
    homes = [unit for unit in homes if unit.era == "2024"] or homes
    top = [unit for unit in homes if unit.level is not Level.COMMUNE] or homes
    parent = top[0].code if len(top) == 1 else None
    return Place(f"zone:{kind}:{name}", name, Level.ZONE, parent, kind)


def undated(place: Place) -> Place:
    """The unit of either era that bears the name of `place`; itself where only one era has it."""
    new = place
    if place.era == "2024":
        options = (gazetteer().units[code] for code in gazetteer().after.get(place.code, ()))
        new = next((u for u in options if u.name == place.name and u.level == place.level), place)
    if new.era != "2025" or not _namesakes(new.code):
        return place
    parent = province_of(new)
    above = UNDATED + parent.code.partition(":")[2] if parent and parent != new else None
    return replace(new, code=UNDATED + new.code.partition(":")[2], parent=above)


def _namesakes(code: str) -> tuple[str, ...]:
    """Predecessors of a unit of 2025 that bear its name at its level, or are wholly the same."""
    data = gazetteer()
    new = data.units[code]
    return tuple(
        old
        for old in data.before.get(code, ())
        if data.units[old].level == new.level
        and (data.units[old].name == new.name or _unchanged(old, code))
    )


def _unchanged(old: str, new: str) -> bool:
    data = gazetteer()
    return data.before.get(new) == (old,) and data.after.get(old) == (new,)


def _dated(code: str) -> tuple[str, ...]:
    if not code.startswith(UNDATED):
        return (code,)
    new = "2025:" + code.removeprefix(UNDATED)
    return (new, *_namesakes(new)) if new in gazetteer().units else (code,)


def same_unit(one: Place, other: Place) -> bool:
    """Whether two places of one level may be the same unit; see `Place.may_be`."""
    units = gazetteer().units
    left, right = _dated(one.code), _dated(other.code)
    if left[0] not in units or right[0] not in units:
        return name_key(one.name) == name_key(other.name) and one.parent == other.parent
    return any(a == b or _unchanged(a, b) or _unchanged(b, a) for a in left for b in right)


def successors(place: Place) -> tuple[Place, ...]:
    """Units of 2025 that took over some of `place`; for a district, the communes made of it."""
    data = gazetteer()
    if place.era != "2024":
        return ()
    codes = dict.fromkeys(data.after.get(place.code, ()))
    if not codes and place.level in (Level.CITY, Level.DISTRICT):
        for code in _children().get(place.code, ()):
            codes |= dict.fromkeys(data.after.get(code, ()))
    return tuple(data.units[code] for code in codes)


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, unit in gazetteer().units.items():
        if unit.parent:
            found.setdefault(unit.parent, []).append(code)
    return {parent: tuple(codes) for parent, codes in found.items()}


def successor(place: Place) -> Place | None:
    """The one unit of 2025 that `place` went into; None where it was abolished or divided."""
    found = successors(place)
    return found[0] if len(found) == 1 and found[0].level == place.level else None


def predecessors(place: Place) -> tuple[Place, ...]:
    """Units before the mergers that `place` of 2025 was made of."""
    data = gazetteer()
    return tuple(data.units[code] for code in data.before.get(place.code, ()))


def province_of(place: Place) -> Place | None:
    """The province or centrally-run city that `place` lies in; itself for a province."""
    seen: Place | None = place
    while seen is not None and seen.level is not Level.PROVINCE:
        seen = place_of(seen.parent) if seen.parent else None
    return seen


def same_or_within(inner: Place, outer: Place) -> bool:
    """Whether `inner` is `outer` or lies in it, across the mergers too.

    A unit before the mergers lies in the unit that took it over whole; regions hold their
    provinces; the nation holds everything.
    """
    if outer.level is Level.NATION or inner.may_be(outer):
        return True
    if outer.level is Level.REGION:
        region = next((r for r in regions() if r.place.code == outer.code), None)
        province = province_of(inner)
        return bool(region and province and region.members & set(_dated(province.code)))
    parent = place_of(inner.parent) if inner.parent else None
    if parent is not None and same_or_within(parent, outer):
        return True
    after = successors(inner)
    whole = len(after) > 0 and outer.era != "2024"
    return whole and all(unit.may_be(outer) or _under(unit, outer) for unit in after)


def _under(unit: Place, outer: Place) -> bool:
    parent = place_of(unit.parent) if unit.parent else None
    return parent is not None and (parent.may_be(outer) or _under(parent, outer))


def stands(place: Place, at: date) -> bool:
    """Whether the unit existed on the day `at`; regions, zones and undated units always do."""
    if place.era == "2024":
        return at < _UNTIL.get(place.code, MERGER)
    if place.era == "2025":
        return at >= _SINCE.get(place.code, MERGER)
    return True
