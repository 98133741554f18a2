"""A follow-up that names another unit beside the one asked about: "Còn Quế Phong?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.records import Query
from vietnamese.normal import fold, normalise, search_form
from vietnamese.place_data import zone
from vietnamese.places import Level, Place, province_of, units_named

_LOCAL = (Level.CITY, Level.DISTRICT, Level.COMMUNE)
#: What may stand around a bare name, folded.
_OPENER = re.compile(r"^\W*(?:(?:the|vay|va|con|thi|o|tai|cua|and|what about|how about)\s+)+")
#: A short word for a zone like the one spoken of, folded.
_ZONE = re.compile(r"(?:khu|cum|kcn|ccn|cang|san bay|cua khau)\s+")
_CLOSER = re.compile(
    r"\s*(?:(?:thi |la )?(?:sao|the nao|ra sao|bao nhieu|(?:vao )?(?:ngay|hom|nam|thang) nao"
    r"|khi nao|bao gio|o dau|la ai|ai|may)|nhi|a|vay)?[\W]*$"
)


def with_sister_place(before: Query, now: Query) -> Query:
    """The question `now` with the unit that it names, where it says nothing but a name.

    A name by itself may be a person's or a word; beside a unit of its own province, of the same
    level where one bears it, it is the unit.
    """
    spoken = before.scope.place
    if now.terms or spoken is None or spoken.level not in (*_LOCAL, Level.ZONE):
        return now
    name = bare_name(now.text)
    if now.places and not (name and _are_abroad(now.places, spoken, name)):
        return now
    if name and spoken.level is Level.ZONE:
        found = _sister_zone(name, spoken, now.text)
    else:
        found = _sisters(name, spoken) if name else ()
    if not found:
        return now
    words = set(search_form(name).text.split()) | set(fold(search_form(name).text).split())
    kept = tuple(c for c in now.concepts if not set(c.wordings[0].split()) <= words)
    scope = replace(now.scope, place=found[0], level=found[0].level)
    return replace(now, places=found, scope=scope, concepts=kept)


def names_only(text: str) -> bool:
    """Whether a turn is a name and "thì …": "Lương Tài II thì ngày nào?"."""
    return bool(bare_name(text)) and _OPENER.match(fold(normalise(text))) is None


def _are_abroad(places: Sequence[Place], spoken: Place, name: str) -> bool:
    """Whether a bare name was read as a unit of another province, below the province itself."""
    home = province_of(spoken) or spoken
    bare = all(fold(normalise(place.name)) == fold(name) for place in places)
    return bare and all(
        place.level in _LOCAL and province_of(place) != home and place != spoken for place in places
    )


def bare_name(text: str) -> str:
    """The name that a short turn consists of, as written; "" where it says more or less."""
    plain = normalise(text)
    folded = fold(plain)
    if len(folded) != len(plain):
        return ""
    opener, closer = _OPENER.match(folded), _CLOSER.search(folded)
    if closer is None or (opener is None and " thi " not in closer[0]):
        return ""
    name = plain[opener.end() if opener else 0 : closer.start()]
    return name if 1 <= len(name.split()) <= 4 else ""


def _sister_zone(name: str, spoken: Place, text: str) -> tuple[Place, ...]:
    """The zone of that name and of the type of `spoken`: "Còn khu Gia Bình III?"."""
    lead = _ZONE.match(fold(name))
    bare = name[lead.end() :] if lead else name
    written = re.search(re.escape(bare), text, re.IGNORECASE)
    shown = written[0] if written else bare
    if not bare or not (lead or all(word[0].isupper() or word.isdigit() for word in shown.split())):
        return ()
    return (zone(spoken.kind, shown),)


def _sisters(name: str, spoken: Place) -> tuple[Place, ...]:
    """Units of that name in the province of `spoken`, those of its own level or type first."""
    home = province_of(spoken)
    units = [
        unit
        for unit in units_named(name)
        if unit.level in _LOCAL and unit.era == spoken.era and province_of(unit) == home
    ]
    top = [unit for unit in units if unit.level is spoken.level]
    top = top or [unit for unit in units if unit.level is not Level.COMMUNE]
    return tuple(top if len(top) == 1 else ())
