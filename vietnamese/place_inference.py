"""Which province a text is about that never names it: votes of the places it does name."""

from __future__ import annotations

from collections import deque
from datetime import date

from vietnamese.lexicon import Gap, has_accents, words
from vietnamese.place import Level, Place
from vietnamese.place_context import (
    alone_in_capitals,
    in_person_name,
    is_road_or_firm,
    looks_like_person,
)
from vietnamese.place_data import province_of, stands, successor, undated, units_named
from vietnamese.place_mention import PlaceMention
from vietnamese.place_names import Name, names
from vietnamese.place_reading import read_places

#: How much a name of each level tells; a commune's may also be a hamlet's or a firm's.
_WORTH = {Level.CITY: 1.0, Level.DISTRICT: 1.0, Level.COMMUNE: 0.6}
#: A name shared by more provinces than this says nothing.
_MOST_SHARED = 6


def infer_province(
    text: str, at: date | None = None
) -> list[tuple[Place, float, tuple[tuple[int, int], ...]]]:
    """Provinces that the districts, communes and zones named in `text` point to, best first.

    Each comes with its weight (the weights sum to 1) and the spans of the names that speak for it.
    A name counts the more, the fewer provinces have it; said again, it adds half as much each time.
    Provinces named outright are no votes: `read_places` finds those. Without a date the units
    before the mergers vote, as their names are the more telling; a province that lives on under
    its name comes back as the unit of unknown era.
    """
    votes: dict[str, float] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    found: dict[str, Place] = {}
    times: dict[str, int] = {}
    for start, end, name, units in _witnesses(text):
        shares = _shares(units, at)
        if not shares or len(shares) > _MOST_SHARED:
            continue
        again = times[name] = times.get(name, 0) + 1
        for province, worth in shares.items():
            found[province.code] = province
            weight = worth / len(shares) ** 2 * 0.5 ** (again - 1)
            votes[province.code] = votes.get(province.code, 0.0) + weight
            spans.setdefault(province.code, []).append((start, end))
    total = sum(votes.values())
    order = sorted(votes, key=lambda code: (-votes[code], code))
    return [
        (
            undated(found[code]) if at is None else found[code],
            votes[code] / total,
            tuple(spans[code]),
        )
        for code in order
    ]


def _witnesses(text: str) -> list[tuple[int, int, str, tuple[Place, ...]]]:
    """Names of units below the province in `text`: span, name, units that bear it."""
    mentions = read_places(text)
    found = []
    for mention in mentions:
        witness = _from_mention(mention)
        if witness:
            found.append((mention.name_start, mention.name_end, *witness))
    found.extend(_shared_names(text, mentions))
    return sorted(found, key=lambda item: item[:2])


def _from_mention(mention: PlaceMention) -> tuple[str, tuple[Place, ...]] | None:
    place = mention.place
    if place.level is Level.ZONE:
        units = tuple(u for u in units_named(place.name) if u.level is not Level.PROVINCE)
        return (place.name, units) if units else None
    if place.level in _WORTH:
        return place.name, tuple(p for p in mention.places if p.level in _WORTH)
    return None


def _shared_names(
    text: str, mentions: list[PlaceMention]
) -> list[tuple[int, int, str, tuple[Place, ...]]]:
    """Bare names too common to be read as places alone, which still point the same way together."""
    line = words(text)
    taken = deque(sorted((mention.start, mention.end) for mention in mentions))
    accented = has_accents(text)
    found = []
    last = taken_until = 0
    for first, word in enumerate(line):
        while taken and taken[0][0] <= word.start:
            taken_until = max(taken_until, taken.popleft()[1])
        if first < last or not word.capital or word.start < taken_until:
            continue
        for phrase in names().at(line, first, Gap.SPACE):
            name: Name = phrase.value
            small = not all(word.capital for word in line[first : phrase.last])
            if small or phrase.last - first < 2 or (phrase.plain and accented) or name.ordinary:
                continue
            if name.top is Level.PROVINCE or looks_like_person(name.text):
                continue
            if is_road_or_firm(line, first) or in_person_name(line, phrase):
                continue
            if not alone_in_capitals(line, phrase):
                continue
            end = line[phrase.last - 1].end
            found.append((word.start, end, name.text, name.places))
            last = phrase.last
            break
    return found


def _shares(units: tuple[Place, ...], at: date | None) -> dict[Place, float]:
    """Provinces these units lie in, each with the worth of its highest unit."""
    chosen = [unit for unit in units if at is not None and stands(unit, at)]
    chosen = chosen or [unit for unit in units if unit.era == "2024"] or list(units)
    found: dict[Place, float] = {}
    for unit in chosen:
        province = province_of(unit)
        if province is None:
            continue
        if at is not None and not stands(province, at):
            province = successor(province) or province
        worth = _WORTH.get(unit.level, 0.0)
        found[province] = max(found.get(province, 0.0), worth)
    return {province: worth for province, worth in found.items() if worth}
