"""Questions that put two places up for choice: "Mường Nhé với Nậm Pồ thì nơi nào nghèo hơn"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from vietnamese.normal import fold
from vietnamese.places import PlaceMention, read_places, same_or_within

#: What may stand between the two, folded; "hay" alone already asks which.
_BETWEEN = re.compile(r"\s*,?\s*\b(?P<joint>va|voi|hay(?: la)?|hoac|so voi|and|or)\s+(?:o |tai )?")
_WHO = re.compile(
    r"(?:[,:] ?)?\b(?:thi\s+)?(?:o\s+)?(?:(?:tinh|noi|dia phuong|huyen|xa|thi xa|thanh pho|quan"
    r"|phuong|ben|cho|vung) nao|dau(?! tu\b| nam\b| tien\b| gia\b)|ai)\b(?:\s+(?:la|thi|co))?"
    r"|^which (?:of (?:the two )?)?(?:\w+ )?|^(?P<english>where)\b"
)
_MORE = re.compile(
    r"\b(?:nhieu|cao|lon|it|thap|kem|nho|nhanh|cham|tot) (?:hon|nhat)\b|\bhon\b(?=[\s,:?.]*$)"
    r"|\b(?:higher|lower|larger|smaller|more|less)\b"
)
#: "nhiều xã hơn": what there is more of stands between.
_SPLIT = re.compile(r"\b(?:nhieu|it)(?= (?:\w+ ){1,3}hon\b)")
_SMALLER = re.compile(
    r"\bit (?:\w+ ){1,3}hon\b|\b(?:it|thap|kem|nho|cham) (?:hon|nhat)\b|\b(?:lower|smaller|less)\b"
)
_ALONE = re.compile(
    r"(?:,| va)? (?:\w+ )?(?:hon|chenh(?: lech)?)(?: nhau)? (?:bao nhieu|may)\b[^?]*"
    r"|\bhon\b(?! nhau)"
)
#: What a place is more of, said by a word that names what is measured, folded.
_BEING = (
    (re.compile(r"(?<!\bho )\bngheo hon\b"), "tỷ lệ hộ nghèo cao hơn"),
    (re.compile(r"\bdong dan hon\b"), "dân số cao hơn"),
    (re.compile(r"\brong hon\b"), "diện tích lớn hơn"),
)
#: The province of the two, told before them.
_WHERE = re.compile(r"\b(?:ở|tại|o|tai)\s+(?P<outer>[^,;:?]{2,30}?)\s*,\s*$", re.IGNORECASE)
_GIUA = re.compile(r"\b(?:giua|so sanh|trong hai (?:huyen|tinh|dia phuong|noi))\s*$")


@dataclass(frozen=True, slots=True)
class Choice:
    """The two names, the question of either by itself, and whether the lesser is asked for."""

    names: tuple[str, str]
    parts: tuple[str, str]
    smaller: bool


def choice_of(text: str) -> Choice | None:
    """The choice between two places that a question asks for; None where it asks for none."""
    folded = fold(text.lower())
    if len(folded) != len(text):
        return None
    for being, meant in _BEING:
        found = being.search(folded)
        if found is not None and "ty le" not in folded:
            text = f"{text[: found.start()]}{meant}{text[found.end() :]}"
            folded = fold(text.lower())
    pair = _pair(text, folded)
    if pair is None:
        return None
    one, other = pair
    more = _MORE.search(folded) or _SPLIT.search(folded)
    if more is None:
        return None
    kept = folded[: one.start] + " " * (other.end - one.start) + folded[other.end :]
    who = _WHO.search(kept)
    asks = _BETWEEN.fullmatch(folded[one.end : other.start])
    if who is None and not (asks is not None and asks["joint"].startswith(("hay", "or"))):
        return None
    cut = [more.span(), *(found.span() for found in _ALONE.finditer(folded))] + (
        [who.span()] if who is not None else []
    )
    parts = (_part(text, folded, pair, mention, cut) for mention in pair)
    names = (text[one.name_start : one.name_end], text[other.name_start : other.name_end])
    return Choice(names, (next(parts), next(parts)), _SMALLER.search(folded) is not None)


def _pair(text: str, folded: str) -> tuple[PlaceMention, PlaceMention] | None:
    for one, other in pairwise(read_places(text)):
        joined = _BETWEEN.fullmatch(folded[one.end : other.start])
        apart = not (
            same_or_within(one.place, other.place) or same_or_within(other.place, one.place)
        )
        if joined is not None and apart:
            return one, other
    return None


def _part(
    text: str,
    folded: str,
    pair: tuple[PlaceMention, PlaceMention],
    mention: PlaceMention,
    cut: list[tuple[int, int]],
) -> str:
    """The question of one of the two by itself."""
    start, end = pair[0].start, pair[1].end
    lead = _GIUA.search(folded[:start])
    letters = list(text)
    for first, last in cut:
        letters[first:last] = " " * (last - first)
    kept = "".join(letters)
    before = kept[: lead.start() if lead else start]
    name = text[mention.start : mention.end]
    where = _WHERE.search(before)
    if where is not None:  # "ở Hà Tĩnh, Đức Thọ với Can Lộc"
        before, name = before[: where.start()], f"{name}, {where['outer']}"
    last = not kept[end:].strip(" ?.") and before.rstrip().endswith((",", ":"))
    said = f"{name} {before}" if last else f"{before} {name} {kept[end:]}"
    return " ".join(re.sub(r"\s+([,?])", r"\1", said).split()).strip(" ,?.:")
