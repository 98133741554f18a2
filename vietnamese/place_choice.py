"""Choose among the units that share a name: by level word, by date, by what else a text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from vietnamese.place import Level, Place
from vietnamese.place_data import province_of, same_or_within, stands, undated
from vietnamese.place_mention import PlaceMention
from vietnamese.place_names import RANK, Name
from vietnamese.place_words import LevelWord

#: A bare commune name is read only where at most this many provinces have it.
MOST_PROVINCES = 3


def fitting(places: tuple[Place, ...], level: LevelWord) -> tuple[Place, ...]:
    """Those of `places` that a level word may speak of."""
    if level.level is Level.PROVINCE:
        return tuple(place for place in places if place.level is Level.PROVINCE)
    exact = tuple(
        place
        for place in places
        if place.kind in level.kinds and level.level in (None, place.level)
    )
    if exact or level.level is None:
        return exact
    # a town has become a city since, a commune a ward: the level still fits
    return tuple(place for place in places if place.level == level.level)


def ranked(places: tuple[Place, ...], at: date | None) -> tuple[Place, ...]:
    """`places` best first: higher level, then standing at the date, then the newer.

    At a date, units of the time to come are left out where others remain, and units of the past
    stay only at a level that nothing of the time fills. Without a date, the unit of unknown era
    goes before the two it may be.
    """
    if at is not None:
        past = [p for p in places if stands(p, at) or p.era == "2024"]
        filled = {place.level for place in past if stands(place, at)}
        kept = [p for p in past or places if stands(p, at) or p.level not in filled]
        return tuple(sorted(kept, key=lambda place: RANK[place.level]))
    found: dict[Place, None] = {}
    for place in places:
        found.setdefault(undated(place))
        found.setdefault(place)
    return tuple(sorted(found, key=lambda p: (RANK[p.level], p.era is not None, p.era == "2024")))


@lru_cache(maxsize=4096)
def provinces_of(name: Name) -> frozenset[str]:
    """Codes of the provinces that have a unit of this name, those of 2024 where there are any."""
    found = {p.code for p in (province_of(unit) for unit in name.places) if p is not None}
    old = {code for code in found if code.startswith("2024")}
    return frozenset(old or found)


def narrowed(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Put first, for a name many units share, the units within another place the text names.

    The next mentions count most ("xã Tân Thái, huyện Đại Từ"), then the ones before, then others.
    """
    mentions = list(found)
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        if len(mention.places) == 1 or mention.places[0].level is Level.PROVINCE:
            continue
        near = mentions[index + 1 : index + 3] + mentions[max(0, index - 2) : index]
        far = mentions[index + 3 : index + 9]
        for other in near + far:
            inside = _inside(mention, other)
            if inside:
                rest = [place for place in mention.places if place not in inside]
                mentions[index] = replace(mention, places=(*inside, *rest))
                break
    return mentions


def at_home(
    found: Sequence[PlaceMention], around: Place | None, whole: str = ""
) -> list[PlaceMention]:
    """Put first, in a text about `around`, the units of its province among those of a name.

    A name that is also a province's stays that unless it is bare and stands beside another unit of
    the province, "Đông Hải 1.190 ha, Hòa Bình 290 ha" in a text of Bạc Liêu, or the `whole` text
    tells of the unit by its full name and not of the other province.
    """
    home = (province_of(around) or around) if around is not None else None
    if home is None or home.level is not Level.PROVINCE:
        return list(found)
    own = [_at_home(mention, home) for mention in found]
    mentions = list(found)
    for index, units in enumerate(own):
        mention = mentions[index]
        if not units or same_or_within(mention.place, home):
            continue
        near = own[max(0, index - 2) : index] + own[index + 1 : index + 3]
        far = mention.place.level is Level.PROVINCE
        if far and (mention.explicit or not (any(near) or _is_told(whole, units[0], mention))):
            continue
        rest = [place for place in mention.places if place not in units]
        mentions[index] = replace(mention, places=(*units, *rest))
    return mentions


def _is_told(whole: str, unit: Place, mention: PlaceMention) -> bool:
    other = f"{mention.place.kind} {mention.place.name}".lower()
    content = whole.lower()
    return f"{unit.kind} {unit.name}".lower() in content and other not in content


def _at_home(mention: PlaceMention, home: Place) -> list[Place]:
    """Candidates of `mention` below the province `home` that lie in it."""
    return [
        place
        for place in mention.places
        if RANK[place.level] > RANK[home.level] and same_or_within(place, home)
    ]


def _inside(mention: PlaceMention, other: PlaceMention) -> list[Place]:
    """Candidates of `mention` that lie in the best candidates of `other`, a unit above them."""
    level = other.place.level
    if level in (Level.REGION, Level.NATION) or RANK[level] >= RANK[mention.place.level]:
        return []
    outers = [outer for outer in other.places if outer.level == level]
    return [p for p in mention.places if any(same_or_within(p, outer) for outer in outers)]
