"""Places named one after the other: "huyện A (78,9%), thị xã B (71,3%) và huyện C"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vietnamese.normal import fold, normalise
from vietnamese.places import Place, PlaceMention, read_places, same_or_within
from vietnamese.sentences import Span

#: What may stand between two places of a row, folded: a bracket, a figure, a joint.
_BETWEEN = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:[:\-–]?\s*(?:(?:dat|la|voi|moi|chi|duoc|gan|tren|khoang)\s+)*"
    r"\d[\d.,]*\s*(?:%|(?:nghin |trieu |ty )?(?:dong|usd|ha|tan|ho|nguoi|xa|du an|ty|trieu))?)?"
    r"\s*(?:\([^()]*\))?\s*(?:[,;/]|,?\s*\b(?:va|cung|hay|hoac)\b)"
    r"\s*(?:va\s+)?(?:(?:cac|hai|ba|bon)\s+)?(?:o|tai)?\s*"
)


def place_rows(text: str, asked: Sequence[Place] = ()) -> list[list[Span]]:
    """Rows of places in a text, each of one or more spans; places of `asked` are left out.

    A place told only to say where the one before lies ("xã A, huyện B") is no row.
    """
    rows: list[list[Span]] = []
    last: PlaceMention | None = None
    for mention in read_places(text):
        if not mention.places or any(_is_same(mention.place, place) for place in asked):
            continue
        span = Span(mention.start, mention.end)
        since = text[last.end : mention.start] if last else ""
        if since.rfind("(") > since.rfind(")"):
            continue
        goes_on = last is not None and _BETWEEN.fullmatch(fold(normalise(since))) is not None
        if not goes_on:
            rows.append([span])
        elif last is not None and not _holds(mention, last):
            rows[-1].append(span)
        last = mention
    return rows


def _is_same(one: Place, other: Place) -> bool:
    return one.name == other.name and one.level is other.level


def _holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether the last place lies in the next one: "xã Chiềng Sơn, huyện Mộc Châu"."""
    return inner.place.level is not outer.place.level and any(
        same_or_within(one, other) for one in inner.places for other in outer.places
    )
