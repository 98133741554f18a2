"""Units and scales as printed, in Vietnamese and English, and what they are worth.

A unit has one canonical name. Spellings are sought without accents; where a text has accents they
must not contradict the spelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vietnamese.normal import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: canonical `name`, English name, dimension and size in the dimension's base.

    `whole` marks what has no fractions and `money`, `count` what it measures.
    """

    name: str
    english: str
    dimension: str
    size: Decimal = Decimal(1)
    whole: bool = False

    @property
    def money(self) -> bool:
        """Whether it is a currency."""
        return self.dimension.startswith("money")

    @property
    def count(self) -> bool:
        """Whether it counts things rather than measures an amount."""
        return self.dimension == "count"


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way a unit or a scale is printed; `language` is "" where both languages print it."""

    text: str
    language: str
    unit: Unit | None = None
    scale: Decimal = Decimal(1)


def _unit(
    name: str, english: str, dimension: str, size: str, vi: str, en: str = "", both: str = ""
) -> list[Spelling]:
    unit = Unit(name, english, dimension, Decimal(size), whole=dimension == "money:vnd")
    return [
        Spelling(text.strip(), language, unit)
        for language, texts in (("vi", vi), ("en", en), ("", both))
        for text in texts.split(",")
        if text.strip()
    ]


_UNITS = [
    *_unit("đồng", "VND", "money:vnd", "1", "đồng, đồng việt nam, đồng vn, đ", "dong", "vnd, vnđ"),
    *_unit(
        "USD",
        "USD",
        "money:usd",
        "1",
        "đô la mỹ, đô la, đô-la mỹ, đô-la, đôla mỹ, đôla, đô mỹ, đô, mỹ kim",
        "us dollars, us dollar, u.s. dollars, dollars, dollar",
        "usd, us$, $",
    ),
    *_unit("EUR", "EUR", "money:eur", "1", "đồng euro, ơ rô", "euros", "euro, eur, €"),
    *_unit("JPY", "JPY", "money:jpy", "1", "yên nhật, yên, đồng yên", "yen", "jpy, ¥"),
    *_unit(
        "CNY", "CNY", "money:cny", "1", "nhân dân tệ, đồng nhân dân tệ", "yuan", "cny, rmb, ndt"
    ),
    *_unit("KRW", "KRW", "money:krw", "1", "won hàn quốc", "", "krw, won"),
    *_unit("GBP", "GBP", "money:gbp", "1", "bảng anh", "pounds sterling", "gbp, £"),
    *_unit("%", "%", "ratio", "1", "phần trăm", "percent, per cent, pct", "%"),
    *_unit(
        "điểm %",
        "percentage points",
        "points",
        "1",
        "điểm %, điểm phần trăm",
        "percentage points, percentage point, % points, pp",
    ),
    *_unit("‰", "‰", "ratio", "0.1", "phần nghìn, phần ngàn", "per mille", "‰"),
    *_unit("điểm", "points", "score", "1", "điểm, điểm số", "points, point"),
    *_unit("ha", "ha", "area", "10000", "héc ta, héc-ta, hecta, hécta", "hectares, hectare", "ha"),
    *_unit(
        "m2",
        "m2",
        "area",
        "1",
        "mét vuông, m vuông",
        "square metres, square meters, square metre, square meter, sqm, sq m",
        "m2",
    ),
    *_unit(
        "km2",
        "km2",
        "area",
        "1000000",
        "ki lô mét vuông, ki-lô-mét vuông, kilômét vuông",
        "square kilometres, square kilometers, sq km",
        "km2",
    ),
    *_unit("mẫu", "mẫu", "mau", "1", "mẫu"),
    *_unit("sào", "sào", "sao", "1", "sào"),
    *_unit(
        "km",
        "km",
        "length",
        "1000",
        "ki lô mét, ki-lô-mét, kilômét, cây số",
        "kilometres, kilometers, kilometre, kilometer",
        "km",
    ),
    *_unit("m", "m", "length", "1", "mét, mét dài", "metres, meters, metre, meter", "m"),
    *_unit("cm", "cm", "length", "0.01", "xăng ti mét", "centimetres, centimeters", "cm"),
    *_unit("mm", "mm", "length", "0.001", "mi li mét", "millimetres, millimeters", "mm"),
    *_unit("hải lý", "nautical miles", "length", "1852", "hải lý", "nautical miles"),
    *_unit("m3", "m3", "volume", "1", "mét khối, khối", "cubic metres, cubic meters", "m3"),
    *_unit("lít", "litres", "volume", "0.001", "lít", "litres, liters, litre, liter"),
    *_unit("tấn", "tonnes", "mass", "1000", "tấn", "tonnes, tons, tonne, ton, metric tons"),
    *_unit("tạ", "quintals", "mass", "100", "tạ", "quintals, quintal"),
    *_unit("yến", "yến", "mass", "10", "yến"),
    *_unit("kg", "kg", "mass", "1", "ki lô gam, ki-lô-gam, kilôgam, kí lô", "kilograms", "kg"),
    *_unit("g", "g", "mass", "0.001", "gam, gram", "grams", "g"),
    *_unit("teu", "TEU", "teu", "1", "", "teus", "teu"),
    *_unit("kWh", "kWh", "energy", "1", "ki lô oát giờ", "kilowatt hours", "kwh"),
    *_unit("MWh", "MWh", "energy", "1000", "", "megawatt hours", "mwh"),
    *_unit("GWh", "GWh", "energy", "1000000", "", "gigawatt hours", "gwh"),
    *_unit("kW", "kW", "power", "1", "ki lô oát", "kilowatts", "kw"),
    *_unit("MW", "MW", "power", "1000", "mê ga oát", "megawatts", "mw, mwp"),
    *_unit("GW", "GW", "power", "1000000", "", "gigawatts", "gw"),
    *_unit("kV", "kV", "voltage", "1", "", "", "kv"),
    *_unit("MVA", "MVA", "apparent", "1000", "", "", "mva"),
    *_unit("kVA", "kVA", "apparent", "1", "", "", "kva"),
    *_unit("Mbps", "Mbps", "rate", "1", "", "", "mbps, mb/s"),
    *_unit("°C", "°C", "temperature", "1", "độ c", "degrees celsius", "°c, ºc"),
    *_unit("độ", "degrees", "degree", "1", "độ", "degrees"),
    *_unit("mg", "mg", "mass", "0.000001", "", "", "mg"),
    *_unit("năm", "years", "time:year", "1", "năm", "years, year"),
    *_unit("quý", "quarters", "time:quarter", "1", "quý", "quarters"),
    *_unit("tháng", "months", "time:month", "1", "tháng", "months, month"),
    *_unit("tuần", "weeks", "time:week", "1", "tuần, tuần lễ", "weeks, week"),
    *_unit("ngày", "days", "time:day", "1", "ngày", "days, day"),
    *_unit("ngày làm việc", "working days", "time:workday", "1", "ngày làm việc", "working days"),
    *_unit("giờ", "hours", "time:hour", "1", "giờ, tiếng đồng hồ", "hours, hour"),
    *_unit("phút", "minutes", "time:minute", "1", "phút", "minutes, minute"),
    *_unit("giây", "seconds", "time:second", "1", "giây", "seconds"),
    *_unit("thế kỷ", "centuries", "time:century", "1", "thế kỷ", "centuries"),
    *_unit("thập kỷ", "decades", "time:decade", "1", "thập kỷ, thập niên", "decades"),
    *_unit("tuổi", "years old", "age", "1", "tuổi", "years old, years of age"),
    *_unit("lần", "times", "times", "1", "lần", "times, fold"),
]

_K, _M, _B = Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9
_SCALES = [
    Spelling(text, language, None, size)
    for language, size, texts in (
        ("vi", Decimal(10), "chục"),
        ("vi", Decimal(100), "trăm"),
        ("vi", _K, "nghìn, ngàn"),
        ("vi", _K * 10, "vạn, chục nghìn, chục ngàn, mươi nghìn"),
        ("vi", _K * 100, "trăm nghìn, trăm ngàn"),
        ("vi", _M, "triệu, tr"),
        ("vi", _M * 10, "chục triệu"),
        ("vi", _M * 100, "trăm triệu"),
        ("vi", _B, "tỷ, tỉ, nghìn triệu, ngàn triệu"),
        ("vi", _B * 10, "chục tỷ, chục tỉ"),
        ("vi", _B * 100, "trăm tỷ, trăm tỉ"),
        ("vi", _K * _B, "nghìn tỷ, nghìn tỉ, ngàn tỷ, ngàn tỉ"),
        ("vi", _M * _B, "triệu tỷ, triệu tỉ"),
        ("en", Decimal(100), "hundred"),
        ("en", _K, "thousand, thousands"),
        ("en", _M, "million, millions, mn, mln"),
        ("en", _B, "billion, billions, bn, bln"),
        ("en", _K * _B, "trillion, trillions, tn, trn, thousand billion"),
    )
    for text in texts.split(", ")
]
#: scale and unit written as one word: trđ, tr.đ, tỷđ
_DONG = next(spelling.unit for spelling in _UNITS if spelling.text == "đồng")
_FUSED = [
    Spelling(text, "vi", _DONG, size)
    for size, texts in (
        (_K, "nghđ, ngđ, ngàn đ, nghìn đ"),
        (_M, "trđ, tr.đ, trđồng, tr.đồng"),
        (_B, "tỷđ, tỉđ"),
    )
    for text in texts.split(", ")
]


def index(spellings: list[Spelling]) -> dict[str, list[Spelling]]:
    """Spellings by their accent-free form."""
    found: dict[str, list[Spelling]] = {}
    for spelling in spellings:
        found.setdefault(fold(spelling.text), []).append(spelling)
    return found


SCALES = index(_SCALES)
UNITS = index(_UNITS + _FUSED)
UNIT_NAMES = {spelling.unit.name: spelling.unit for spelling in _UNITS if spelling.unit}
#: Vietnamese spellings of each unit: what may be printed again as it stands.
VIETNAMESE_SPELLINGS = {
    (spelling.unit.name, spelling.text)
    for spelling in _UNITS
    if spelling.unit and spelling.language != "en"
}
