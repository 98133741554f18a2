"""Which of the places named a question is about: not those that works only bear the name of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vietnamese.normal import fold, normalise
from vietnamese.places import Level, Place, PlaceMention, read_places, same_or_within

#: What stands between places that are asked about together, folded.
_JOINT = re.compile(r"\s*(?:[,;&/]|,? ?\b(?:va|voi|hay|hoac|cung|lan|and|or))\s*(?:o |tai |cua )?")
#: Works that bear the name after them, or in English the one before, folded.
_WORKS = re.compile(
    r"\b(?:nha may|dien gio|thuy dien|nhiet dien|dien mat troi|cau|cang|ben|dap|ho chua|cho|htx"
    r"|hop tac xa|benh vien|truong(?! khu)|tram|mo|lang nghe|khu tai dinh cu|cong trinh|ngay hoi"
    r"|le hoi|hoi cho|lien hoan|festival|hoi thi|cuoc thi|dien dan|trien lam"
    r"|giai (?:chay|dua|dua xe|bong da|du luon))"
    r"(?: (?!o |tai |cua |thuoc |xa |phuong )\w+){0,3}\s*$"
)
#: Works that bear the name of a district right behind them without lying all over it.
_NAMED_WORKS = re.compile(
    r"\b(?:nha may(?: \w+){0,2}|dien gio|thuy dien|nhiet dien|dien mat troi|cau|cang|cang ca"
    r"|ho chua|ben xe|san bay|lang nghe|chung cu|khu do thi(?: moi)?|khu dan cu"
    r"|khu nha o|nha o xa hoi|nha xa hoi|(?:du an )?khu nha o xa hoi|chung cu xa hoi"
    r"|khu tai dinh cu"
    r"|trung tam logistics|cang can|cao toc(?: \w+){0,3}?)\s*[-–]?\s*$"
)
_WORKS_EN = re.compile(
    r"\s*(?:[a-z]+ )?(?:wind|solar|hydro\w*|power|thermal|bridge|port|seaport|hospital|cooperative"
    r"|plant|refinery|dam|reservoir|market|school|mine|station)\b"
)
#: Zones in general before the name of a province: "các khu công nghiệp Hà Nam"; folded.
_IN_ZONES = re.compile(
    r"\b(?:(?:trong |o |tai |cua )?(?P<many>cac|nhung)|trong|o|tai)"
    r"(?: (?:khu cong nghiep|kcn|khu kinh te)(?:,| va)?)*\s*$"
)


def without_works(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions without the communes that works are named after: "điện gió Bảo Thạnh"."""
    return [
        mention
        for mention in mentions
        if not _bears_name(text, mention)
        and (
            (mention.explicit and mention.place.level is not Level.REGION)
            or mention.place.level not in (Level.COMMUNE, Level.REGION)
            or not (
                _WORKS.search(fold(normalise(text[: mention.start])))
                or _WORKS_EN.match(fold(normalise(text[mention.end :])))
            )
        )
    ]


def _bears_name(text: str, mention: PlaceMention) -> bool:
    """Whether a work bears the name of a district or town: "cảng Mỹ Tho"."""
    if mention.explicit or mention.place.level not in (Level.DISTRICT, Level.CITY):
        return False
    return _NAMED_WORKS.search(fold(normalise(text[: mention.start]))) is not None


def province_of_zones(text: str, mention: PlaceMention) -> PlaceMention:
    """A mention of all zones of a place as one of the place: "các khu công nghiệp Duy Tiên".

    "Trong khu công nghiệp Hà Nam" are all of them, too, as zones rarely bear a province's name.
    """
    if not mention.places or mention.place.level is not Level.ZONE:
        return mention
    before = _IN_ZONES.search(fold(normalise(text[max(0, mention.start - 60) : mention.start])))
    named = [found for found in read_places(mention.place.name) if found.places]
    if before is None or not named or named[0].text != mention.place.name:
        return mention
    units = [place for place in named[0].places if place.level is not Level.COMMUNE]
    if not before["many"]:
        units = [place for place in units if place.level is Level.PROVINCE]
    if not units:
        return mention
    return replace(
        mention,
        start=mention.name_start,
        text=text[mention.name_start : mention.end],
        places=tuple(units),
        level=None,
        explicit=False,
    )


def meant_places(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions of the place that a question is about: the first, or one that lies within it.

    Places in a row ("Kim Sơn, Yên Mô", "tỉnh và thành phố") are all meant, but for those in which
    the first one lies ("Yên Mô, Ninh Bình"), or one that ends what leads up to the next, which
    lies in it ("Trong kế hoạch của tỉnh Ninh Bình, huyện Yên Mô …").
    """
    named = [mention for mention in mentions if mention.places]
    meant = named[:1]
    for mention in named[1:]:
        last = meant[-1]
        between = text[last.end : mention.start]
        in_a_row = _JOINT.fullmatch(fold(normalise(between))) is not None
        if any(same_or_within(last.place, outer) for outer in mention.places):
            continue
        led = len(meant) == 1 and between.strip() == "," and ends_lead(text[: last.end])
        if led and _lies_within(mention, last):
            meant = [mention]
        elif in_a_row:
            meant.append(mention)
        elif len(meant) == 1 and _lies_within(mention, last):
            meant = [mention]
    return meant


_LEAD = re.compile(r"\s*(?:trong|theo|tai|o|in|according to)\b[^,;.?]*")


def ends_lead(before: str) -> bool:
    """Whether a text is but the phrase that leads up to a question: "Trong kế hoạch của tỉnh"."""
    return _LEAD.fullmatch(fold(normalise(before))) is not None


def _lies_within(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a place named is a unit below another one named."""
    return inner.place.level is not outer.place.level and any(
        same_or_within(place, other) for place in inner.places for other in outer.places
    )


def place_of(mentions: Sequence[PlaceMention]) -> tuple[Place | None, Level | None]:
    """The one place a question is about, and its level where the text says it."""
    if len(mentions) != 1:
        return None, None
    return mentions[0].places[0], mentions[0].level
