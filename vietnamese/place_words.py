"""Words beside a place name that say what it is: level words and type words of zones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vietnamese.lexicon import Lexicon
from vietnamese.place import Level


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A word that says the level of the name beside it.

    `kinds` are the type words it may stand for. `weak` words are also parts of other words (xã hội,
    địa phương, quan tâm), so that the name after them must be beyond doubt. `dotted` ones count
    only with a full stop (H., P.); `plural` ones head a list of names.
    """

    level: Level | None
    kinds: frozenset[str]
    weak: bool = False
    dotted: bool = False
    plural: bool = False


def _word(level: Level | None, kinds: str, **marks: bool) -> LevelWord:
    return LevelWord(level, frozenset(kinds.split("|")), **marks)


_PROVINCE = _word(Level.PROVINCE, "tỉnh|thành phố")
_CITY = _word(None, "thành phố")  # of either level: the name decides
_TOWN = _word(Level.CITY, "thị xã")
_DISTRICT = _word(Level.DISTRICT, "huyện")
_URBAN = _word(Level.DISTRICT, "quận", weak=True)
_COMMUNE = _word(Level.COMMUNE, "xã", weak=True)
_WARD = _word(Level.COMMUNE, "phường", weak=True)
_TOWNLET = _word(Level.COMMUNE, "thị trấn")
_SPECIAL = _word(Level.COMMUNE, "đặc khu")

_BEFORE: dict[str, LevelWord] = {
    "tỉnh": _PROVINCE,
    "tỉnh ủy": _PROVINCE,
    "tỉnh đoàn": _PROVINCE,
    "thành ủy": _CITY,
    "thành đoàn": _CITY,
    "thành phố": _CITY,
    "tp": _CITY,
    "t.p": _CITY,
    "thủ đô": _PROVINCE,
    "thị xã": _TOWN,
    "thị ủy": _TOWN,
    "tx": _TOWN,
    "huyện": _DISTRICT,
    "huyện ủy": _DISTRICT,
    "huyện đảo": _DISTRICT,
    "quận": _URBAN,
    "quận ủy": _DISTRICT,
    "xã": _COMMUNE,
    "xã đảo": _word(Level.COMMUNE, "xã"),
    "phường": _WARD,
    "thị trấn": _TOWNLET,
    "đặc khu": _SPECIAL,
    "tt": _word(Level.COMMUNE, "thị trấn", dotted=True),
    "t": _word(Level.PROVINCE, "tỉnh|thành phố", dotted=True),
    "h": _word(Level.DISTRICT, "huyện", dotted=True),
    "q": _word(Level.DISTRICT, "quận", dotted=True),
    "x": _word(Level.COMMUNE, "xã", dotted=True),
    "p": _word(Level.COMMUNE, "phường", dotted=True),
    "province of": _PROVINCE,
    "city of": _CITY,
    "town of": _TOWN,
    "district of": _word(Level.DISTRICT, "huyện|quận"),
    "commune of": _word(Level.COMMUNE, "xã"),
    "ward of": _word(Level.COMMUNE, "phường"),
    "township of": _TOWNLET,
}
_AFTER: dict[str, LevelWord] = {
    "province": _PROVINCE,
    "provincial": _PROVINCE,
    "city": _CITY,
    "town": _word(None, "thị xã|thị trấn"),
    "district": _word(Level.DISTRICT, "huyện|quận"),
    "commune": _word(Level.COMMUNE, "xã"),
    "ward": _word(Level.COMMUNE, "phường"),
    "township": _TOWNLET,
    "special zone": _SPECIAL,
}


@lru_cache(maxsize=1)
def levels_before() -> Lexicon[LevelWord]:
    """Level words that stand before the name, with their plurals."""
    found: Lexicon[LevelWord] = Lexicon()
    for text, level in _BEFORE.items():
        found.add(text, level)
        if text in ("tỉnh", "thành phố", "thị xã", "huyện", "quận", "xã", "phường", "thị trấn"):
            many = LevelWord(level.level, level.kinds, plural=True)
            for lead in ("các", "những", "hai", "ba", "bốn", "năm", "nhiều"):
                found.add(f"{lead} {text}", many)
    found.add("các tỉnh, thành phố", LevelWord(Level.PROVINCE, _PROVINCE.kinds, plural=True))
    return found


@lru_cache(maxsize=1)
def levels_after() -> Lexicon[LevelWord]:
    """English level words that stand after the name."""
    found: Lexicon[LevelWord] = Lexicon()
    for text, level in _AFTER.items():
        found.add(text, level)
    return found


_ZONES = (
    "khu công nghiệp|KCN|cụm công nghiệp|CCN|khu kinh tế|KKT|khu kinh tế cửa khẩu|KKTCK|"
    "khu kinh tế ven biển|khu chế xuất|KCX|khu công nghệ cao|khu công nghệ thông tin tập trung|"
    "khu du lịch|KDL|khu du lịch quốc gia|khu du lịch sinh thái|khu du lịch tâm linh|"
    "khu du lịch cộng đồng|khu du lịch văn hóa|điểm du lịch|vườn quốc gia|VQG|khu di tích|"
    "khu di tích quốc gia đặc biệt|khu bảo tồn thiên nhiên|cửa khẩu|cửa khẩu quốc tế|"
    "cửa khẩu quốc gia|cửa khẩu chính|cửa khẩu phụ|khu nông nghiệp công nghệ cao|khu đô thị|KĐT|"
    "khu đô thị mới|làng nghề|cảng biển|cảng hàng không|cảng hàng không quốc tế|"
    "sân bay|sân bay quốc tế"
)
_SHORT_ZONES = {
    "KCN": "khu công nghiệp",
    "CCN": "cụm công nghiệp",
    "KKT": "khu kinh tế",
    "KKTCK": "khu kinh tế cửa khẩu",
    "KCX": "khu chế xuất",
    "KDL": "khu du lịch",
    "VQG": "vườn quốc gia",
    "KĐT": "khu đô thị",
}
_ENGLISH_ZONES = {
    "industrial zone": "khu công nghiệp",
    "industrial park": "khu công nghiệp",
    "industrial cluster": "cụm công nghiệp",
    "economic zone": "khu kinh tế",
    "border gate economic zone": "khu kinh tế cửa khẩu",
    "border economic zone": "khu kinh tế cửa khẩu",
    "export processing zone": "khu chế xuất",
    "high-tech park": "khu công nghệ cao",
    "hi-tech park": "khu công nghệ cao",
    "tourist area": "khu du lịch",
    "tourism area": "khu du lịch",
    "tourist zone": "khu du lịch",
    "national tourist area": "khu du lịch quốc gia",
    "national tourism area": "khu du lịch quốc gia",
    "national park": "vườn quốc gia",
    "airport": "cảng hàng không",
    "international airport": "cảng hàng không quốc tế",
    "border gate": "cửa khẩu",
    "international border gate": "cửa khẩu quốc tế",
}


@lru_cache(maxsize=1)
def zone_leads() -> Lexicon[str]:
    """Type words of zones that stand before the name → the type in Vietnamese."""
    found: Lexicon[str] = Lexicon()
    for text in _ZONES.split("|"):
        found.add(text, _SHORT_ZONES.get(text, text))
    for text, kind in _ENGLISH_ZONES.items():
        found.add(text, kind)
        found.add(f"{text} of", kind)
    return found


@lru_cache(maxsize=1)
def zone_tails() -> Lexicon[str]:
    """English type words of zones that stand after the name → the type in Vietnamese."""
    found: Lexicon[str] = Lexicon()
    for text, kind in _ENGLISH_ZONES.items():
        found.add(text, kind)
    return found
