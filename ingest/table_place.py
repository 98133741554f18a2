"""Places that label the rows of a table: "Huyện Kỳ Sơn", "Càng Long" under "Huyện", "Toàn tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from vietnamese.normal import normalise
from vietnamese.places import Level, Place, PlaceMention, province_of, read_places, same_or_within

#: Heads of columns that list places, and the words for a unit in them.
_LISTS_PLACES = re.compile(
    r"\b(?:địa bàn|địa phương|địa danh|đơn vị|đơn vị hành chính|tỉnh|huyện|thị xã|thành phố"
    r"|quận|xã|phường|thị trấn)\b"
)
_UNIT_WORD = re.compile(r"\b(?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn|tỉnh)\b")
#: What a head that lists places of any sort speaks of: "Địa phương", "Đơn vị".
_DISTRICTS = ("huyện", "thị xã", "thành phố", "quận")
_TOWNLET = re.compile(r"^TT\.?\s+(?=[A-ZĐ])")
_TOTAL = re.compile(
    r"(?:tổng|tổng số|tổng cộng|cộng|chung"
    r"|(?:(?:tổng số|tổng cộng|tổng|chung|bình quân(?: chung)?|trung bình) )?"
    r"(?:toàn|cả|của) (?:tỉnh|thành phố|huyện|thị xã|xã))"
)


def lists_places(names: Sequence[str], corner: str, at: date | None) -> bool:
    """Whether most of the row labels `names` under the head `corner` are places, at least one.

    Totals count as neither; `at` is the day the document speaks from.
    """
    told = [name for name in names if name and not is_total(name)]
    known = sum(bool(named_places(name, corner, at)) for name in told)
    return known > 0 and 2 * known >= len(told)


def is_total(label: str) -> bool:
    """Whether a row sums up the others: "Toàn tỉnh", "Tổng số"."""
    return _TOTAL.fullmatch(_plain(label)) is not None


def named_places(label: str, corner: str, at: date | None) -> tuple[Place, ...]:
    """The units that a label may name, best first; none where it says more than a place.

    A bare name is one of a level that the head `corner` lists.
    """
    label = _TOWNLET.sub("thị trấn ", label)
    found = _whole(label, at)
    if found is not None and found.explicit:
        return found.places
    head = normalise(corner)
    if not _LISTS_PLACES.search(head):
        return ()
    for word in _UNIT_WORD.findall(head) or _DISTRICTS:
        named = _whole(f"{word} {label}", at)
        if named is not None and named.explicit:
            return named.places
    return found.places if found is not None else ()


def row_place(label: str, corner: str, around: Place | None, at: date | None) -> Place | None:
    """The place a row is of; of namesakes the one that lies in `around`, the place spoken of.

    A total is of `around` itself, or of its province where it says so.
    """
    if is_total(label):
        whole = around is not None and around.level not in (Level.REGION, Level.NATION)
        province = province_of(around) if around and whole and "tỉnh" in _plain(label) else None
        return province or around
    places = named_places(label, corner, at)
    inside = [one for one in places if around is not None and _beside(one, around)]
    return next(iter((*inside, *places)), None)


def _beside(place: Place, around: Place) -> bool:
    """Whether a place lies in `around` or in the province that `around` lies in."""
    province = province_of(around)
    return same_or_within(place, around) or (
        province is not None and same_or_within(place, province)
    )


def _whole(label: str, at: date | None) -> PlaceMention | None:
    """The one place that a whole label names."""
    found = read_places(label, at)
    if len(found) == 1 and not (label[: found[0].start] + label[found[0].end :]).strip(" *_.:"):
        return found[0]
    return None


def _plain(label: str) -> str:
    return " ".join(normalise(label).strip(" *_.:").split())
