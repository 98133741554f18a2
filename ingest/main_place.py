"""The one place that a title, a lead or a whole text is about."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

from vietnamese.places import (
    Level,
    Place,
    PlaceMention,
    at_home,
    infer_province,
    province_of,
    read_places,
    same_or_within,
)
from vietnamese.sentences import Span

_UNITS = (Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.COMMUNE)
#: share of the named provinces and cities, or of the inferred weight, that one must have
_SHARE = 0.6
#: bodies and the whole of a province, and those of a town
_BODIES_ABOVE = re.compile(r"\b(?:ubnd|hđnd|toàn|cả|trong|mttq|công an) tỉnh\b|\btỉnh ủy\b", re.I)
#: where somebody meets, before a name, and the body of a province that does, behind it
_VENUE = re.compile(r"\b(?:tại|ở)\s+\Z", re.IGNORECASE)
_MEETS = re.compile(
    r",\s+(?:ban thường vụ |thường trực |đảng ủy )?(?:(?:ubnd|hđnd|mttq)\s+tỉnh|tỉnh ủy)\b", re.I
)
_BODIES_OF_TOWN = re.compile(
    r"\b(?:ubnd|hđnd|toàn|cả|trong|mttq|công an) (?:thành phố|tp|thị xã)\b|\bthành ủy\b", re.I
)


def named_place(
    text: str, span: Span, body_start: int, at: date | None, around: Place | None = None
) -> tuple[Place, Span] | None:
    """The unit that `text[span]` names, with the span of its name; None when it names none.

    In a text about `around` it is one of its province rather than a namesake elsewhere.

    Of a unit and the unit above it the lower, as in an address, but the upper where both are spoken
    of ("tỉnh … và huyện …"); of several within one province, the province; else of several the one
    the whole text names most.
    """
    content = text[span.start : span.end]
    named = at_home(read_places(content, at), around, text)
    mentions = [mention for mention in named if _counts(mention)]
    units = _distinct([mention.place for mention in mentions])
    above = _joined(content, mentions)
    lowest = [
        unit
        for unit in units
        if not any(other is not unit and same_or_within(other, unit) for other in units)
    ]
    if not lowest:
        return None
    provinces = _distinct([found for unit in lowest if (found := province_of(unit))])
    if above is not None:
        lowest = [above]
    elif len(lowest) > 1 and len(provinces) == 1:
        lowest = provinces
    elif len(lowest) > 1:
        often = _frequencies(text[body_start:], at)
        lowest.sort(key=lambda unit: -often[unit.name, unit.level])
    chosen = lowest[0]
    where = next(mention for mention in mentions if same_or_within(mention.place, chosen))
    if _is_venue(content, where):
        chosen = province_of(chosen) or chosen
    return chosen, Span(span.start + where.start, span.start + where.end)


def _is_venue(content: str, mention: PlaceMention) -> bool:
    """Whether a town is only where a body of its province met: "tại thành phố …, UBND tỉnh họp"."""
    if mention.place.level is not Level.CITY or not _VENUE.search(content[: mention.start]):
        return False
    return _MEETS.match(content, mention.end) is not None


def _joined(content: str, mentions: list[PlaceMention]) -> Place | None:
    """A unit that is named beside one that lies in it: "tỉnh Sơn La và huyện Mộc Châu"."""
    for one, other in pairwise(mentions):
        between = content[one.end : other.start].strip(" ,")
        if between in ("và", "cùng", "với") and same_or_within(other.place, one.place):
            return one.place
    return None


def place_of_body(
    text: str, body_start: int, at: date | None
) -> tuple[Place, tuple[Span, ...]] | None:
    """The unit the body is about, with spans that say so: named most, or else inferred.

    Inferring takes at least two names of lower units that point to the same province.
    """
    body = text[body_start:]
    named = [
        mention
        for mention in read_places(body, at)
        if mention.explicit and mention.place.level in (Level.PROVINCE, Level.CITY)
    ]
    if named:
        often = Counter((mention.place.name, mention.place.level) for mention in named)
        key, times = often.most_common(1)[0]
        chosen = [mention for mention in named if (mention.place.name, mention.place.level) == key]
        above = _of_its_province(body, chosen[0].place, at)
        if above is not None:
            return above[0], _spans(above[1], body_start)
        if times >= _SHARE * len(named):
            return chosen[0].place, _spans(chosen, body_start)
        return None
    for place, weight, found in infer_province(body, at)[:1]:
        names = {body[start:end] for start, end in found}
        if weight >= _SHARE and len(names) > 1:
            return place, tuple(Span(start + body_start, end + body_start) for start, end in found)
    return None


def _of_its_province(
    body: str, place: Place, at: date | None
) -> tuple[Place, list[PlaceMention]] | None:
    """The province of a town, with its names, where the bodies that act are those of a province.

    "UBND tỉnh họp …" of which only "thành phố …" is named with its kind tells of the province.
    """
    province = province_of(place)
    if province is None or province.may_be(place):
        return None
    if len(_BODIES_ABOVE.findall(body)) <= max(1, len(_BODIES_OF_TOWN.findall(body))):
        return None
    named = [one for one in read_places(body, at) if any(map(province.may_be, one.places))]
    return (province, named) if named else None


def _counts(mention: PlaceMention) -> bool:
    """Whether a mention can say what a text is about: no region, zone or bare name of a commune."""
    level = mention.place.level
    return level in _UNITS and (mention.explicit or level is not Level.COMMUNE)


def _distinct(places: list[Place]) -> list[Place]:
    found: list[Place] = []
    for place in places:
        if not any(place.may_be(other) for other in found):
            found.append(place)
    return found


def _frequencies(text: str, at: date | None) -> Counter[tuple[str, Level]]:
    return Counter((mention.place.name, mention.place.level) for mention in read_places(text, at))


def _spans(mentions: list[PlaceMention], offset: int) -> tuple[Span, ...]:
    return tuple(Span(mention.start + offset, mention.end + offset) for mention in mentions)
