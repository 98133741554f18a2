"""Bare names of districts right beside figures: "Trấn Yên 71%, Yên Bình 64%" in a text of Yên Bái.

Such names are too common to be read everywhere; between the figures of a list, in a text about the
province they lie in, they are places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.table_place import named_places
from vietnamese.numbers import Quantity
from vietnamese.places import (
    Level,
    Place,
    PlaceMention,
    at_home,
    province_of,
    same_or_within,
)

_BORDER = re.compile(r"[,;:(]|\bvà\b|\bnhư\b")
#: A name alone, with what may stand between it and its figure.
_NAME = re.compile(
    r"\s*(?:(?:là|riêng|còn|trong đó|tại|ở|và|thuộc về|phải kể đến|nhất|gồm"
    r"|(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|mạnh|nặng|tốt|kém) nhất|kế đến|tiếp đến|tiếp theo"
    r"|kế tiếp|sau đó|đứng đầu|dẫn đầu|chủ yếu|tập trung|riêng|nhiều)\s+)*"
    r"(?P<name>(?-i:[A-ZĐ][^\W\d_]*(?: [A-ZĐ][^\W\d_]*){1,3}))"
    r"\s*(?:(?:đạt|mới|chỉ|có|là|được|khoảng|gần|hơn|trên|dưới|với|ghi nhận|gồm|tới|đến)\s+)*"
    r"[(:]?\s*",
    re.IGNORECASE,
)
_HEAD = "huyện, thị xã, thành phố, quận"


def with_names_beside(
    text: str,
    quantities: Sequence[Quantity],
    places: Sequence[PlaceMention],
    around: Place | None,
    at: date | None,
    whole: str = "",
) -> list[PlaceMention]:
    """The `places` of a sentence and the districts of `around` named alone before its figures.

    Of namesakes the units of `around`'s province come first, as the `whole` text tells of them.
    """
    found = at_home(places, around, whole)
    province = (province_of(around) or around) if around is not None else None
    if province is None or province.level is not Level.PROVINCE:
        return found
    last = 0
    for quantity in quantities:
        # what opens right before a figure parts it from no name: "Chợ Mới (320 ca)"
        opens = last + len(text[last : quantity.start].rstrip().rstrip("(:"))
        borders = [match.end() for match in _BORDER.finditer(text, last, opens)]
        named = _NAME.fullmatch(text, borders[-1] if borders else last, quantity.start)
        last = quantity.end
        if named is None or any(
            place.start < named.end("name") and named.start("name") < place.end for place in places
        ):
            continue
        units = tuple(
            unit
            for unit in named_places(named["name"], _HEAD, at)
            if unit.level in (Level.CITY, Level.DISTRICT) and same_or_within(unit, province)
        )
        if units:
            span = named.span("name")
            found.append(PlaceMention(*span, named["name"], units, units[0].level, False, *span))
    return sorted(found, key=lambda mention: mention.start)
