"""Names of places as they may be written, for the reader of places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Lexicon
from vietnamese.normal import fold
from vietnamese.place import Level, Place
from vietnamese.place_data import gazetteer, regions

_NAMES = Path(__file__).with_name("place_names.tsv")

#: Cities and towns so well known that they are named without a level word even in small letters.
KNOWN = frozenset(
    [
        "Đà Lạt",
        "Nha Trang",
        "Vũng Tàu",
        "Hạ Long",
        "Biên Hòa",
        "Quy Nhơn",
        "Buôn Ma Thuột",
        "Pleiku",
        "Việt Trì",
        "Phan Thiết",
        "Hội An",
        "Sa Pa",
        "Phú Quốc",
        "Mỹ Tho",
        "Thủ Dầu Một",
        "Móng Cái",
        "Cẩm Phả",
        "Sông Công",
        "Phổ Yên",
        "Long Xuyên",
        "Rạch Giá",
        "Hà Tiên",
        "Đồng Hới",
        "Đông Hà",
        "Tam Kỳ",
        "Tuy Hòa",
        "Cam Ranh",
        "Gia Nghĩa",
        "Bảo Lộc",
        "Đồng Xoài",
        "Cao Lãnh",
        "Sa Đéc",
        "Châu Đốc",
        "Vị Thanh",
        "Uông Bí",
        "Vĩnh Yên",
        "Phúc Yên",
        "Phủ Lý",
        "Sầm Sơn",
        "Thủ Đức",
        "Chí Linh",
    ]
)

#: spelling of one syllable → other spellings of it
_SPELLINGS = {"đắk": ("đăk", "đak"), "đăk": ("đắk", "đak"), "đạ": ("đa",)}
_Y_END = re.compile(r"(?<=[hklmst])[yỳýỷỹỵ]$|(?<=qu)[yỳýỷỹỵ]$")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


@dataclass(frozen=True, slots=True)
class Name:
    """A written name and the units it may stand for.

    `use` is how freely it is read: "alias" as a name of its own, "short" in capitals anywhere,
    "abbr" in capitals after a level word or a preposition, "level" only after a level word.
    """

    text: str
    places: tuple[Place, ...]
    use: str = "alias"
    ordinary: bool = False
    plain_ordinary: bool = False

    @property
    def top(self) -> Level:
        """The highest level among the units."""
        return min((place.level for place in self.places), key=RANK.__getitem__)

    @property
    def free(self) -> bool:
        """Whether the name is read without capitals and without a level word."""
        return self.use == "alias" and (self.top is Level.PROVINCE or self.text in KNOWN)


#: Higher units first.
RANK = {
    level: rank
    for rank, level in enumerate(
        (
            Level.NATION,
            Level.REGION,
            Level.PROVINCE,
            Level.CITY,
            Level.DISTRICT,
            Level.ZONE,
            Level.COMMUNE,
        )
    )
}


@lru_cache(maxsize=1)
def names() -> Lexicon[Name]:
    """All names of units, with their spellings, aliases and abbreviations."""
    data = gazetteer()
    grouped: dict[str, list[Place]] = {}
    for unit in data.units.values():
        grouped.setdefault(unit.name, []).append(unit)
    found: Lexicon[Name] = Lexicon()
    ordinary = data.ordinary | {text for use, text, _ in name_rows() if use == "word"}
    for use, text, codes in name_rows():
        if use in ("block", "word"):
            continue
        units = [data.units[code] for code in codes]
        if text in grouped:
            grouped[text] = list(dict.fromkeys((*units, *grouped[text])))
        if text not in grouped or use == "level":
            found.add(text, Name(text, tuple(grouped.pop(text, units)), use))
    alike: dict[str, list[Place]] = {}
    for text, units in grouped.items():  # "Đa Krông" and "Đakrông"
        alike.setdefault(_run_together(text), []).extend(units)
    for text in grouped:
        units = list(dict.fromkeys((*grouped[text], *alike[_run_together(text)])))
        name = Name(text, tuple(units), "alias", text in ordinary, text in data.plain_ordinary)
        for spelling in spellings(text):
            found.add(spelling, name)
        if name.top is Level.PROVINCE and " " in text:  # "thainguyen", as in web addresses
            found.add(fold(text).replace(" ", "").replace("-", ""), name)
    return found


def _run_together(name: str) -> str:
    return name.lower().replace(" ", "")


def spellings(name: str) -> tuple[str, ...]:
    """`name` and its other accepted spellings: mỹ and mĩ, quy and qui, đắk and đăk."""
    parts = name.lower().split()
    options = [name]
    swapped = [_Y_END.sub(lambda match: match[0].translate(_Y_TO_I), part) for part in parts]
    if swapped != parts:
        options.append(" ".join(swapped))
    for place, part in enumerate(parts):
        for other in _SPELLINGS.get(part, ()):
            options.append(" ".join((*parts[:place], other, *parts[place + 1 :])))
    return tuple(options)


@lru_cache(maxsize=1)
def name_rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Rows of `place_names.tsv`: use, name, codes."""
    rows = []
    for line in _NAMES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            use, text, *codes = line.split("\t")
            rows.append((use, text, tuple(codes[0].split(",")) if codes else ()))
    return tuple(rows)


@lru_cache(maxsize=1)
def blocked() -> Lexicon[bool]:
    """Phrases that hold a place name and are no place: Thái Bình Dương, xã hội."""
    found: Lexicon[bool] = Lexicon()
    for use, text, _ in name_rows():
        if use == "block":
            found.add(text, True)
    return found


@lru_cache(maxsize=1)
def region_names() -> Lexicon[Place]:
    """Names of regions and of the nation."""
    found: Lexicon[Place] = Lexicon()
    for region in regions():
        for name in region.names:
            found.add(name, region.place)
    return found
