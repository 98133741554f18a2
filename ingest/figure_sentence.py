"""One sentence with all that is read off it, and the vocabulary its figures are judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.figure_places import with_names_beside
from ingest.inherit import speaking_day
from store.records import Document
from vietnamese.kinds import BaseMention, KindMention, read_bases, read_kinds
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity, read_quantities
from vietnamese.periods import PeriodKind, PeriodMention, months_period, read_periods, year_period
from vietnamese.places import PlaceMention, read_places, without_routes
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import TermMention, read_terms

MEASURES = (
    *(*PERCENT, *MONEY, "ha", "km", "m2", "tấn", "tạ", "kg", "km2", "m3", "MW", "MWh", "GW", "GWh"),
    *(
        "kW",
        "kWh",
        "kV",
        "MVA",
        "m",
        "cm",
        "mm",
        "lít",
        "yến",
        "g",
        "‰",
        "°C",
        "mẫu",
        "sào",
        "TEU",
        "",
    ),
)


TARGETS = (Kind.TARGET, Kind.PLAN)


#: Ages and lengths of time: part of a description more often than a statement.
AGES = (
    "tuổi",
    "năm",
    "tháng",
    "quý",
    "tuần",
    "ngày",
    "ngày làm việc",
    "giờ",
    "phút",
    "mũi",
    "thế kỷ",
)
#: Where one statement ends and another begins; a dash joins ("kinh tế - xã hội").
EDGE = re.compile(r"[,;:(]|\s—\s")


#: "mới đạt", "đã thu": after a target these open a result; a bare "đạt" goes on with the target.
DONE = re.compile(
    r"\b(?:đã|hiện|đang|đến nay|tính đến|kết quả|ước|đảm bảo"
    r"|(?<!kế hoạch )(?<!dự toán )(?<!mục tiêu )(?<!chứng )(?<!địa )chỉ (?!tiêu|đạo|số|thị|huy)"
    r"|(?<!xây )(?<!làm )(?<!cấp )(?<!lập )(?<!trồng )(?<!tạo )(?<!thôn )(?<!đổi )mới (?:\w+ được"
    r"|chỉ|được|có|đạt|thu|xuất|thực hiện|hoàn thành|giải ngân|tiêm)\b)"
)


#: Words before a number of months that make it a length of time.
_LENGTH = re.compile(
    r"\b(?:thời gian|thời hạn|trong vòng|sau|trước|kéo dài|kỳ hạn|mỗi|tối đa|tối thiểu|dưới|trên|từ"
    r"|hơn|gần|khoảng|hỗ trợ|trợ cấp|phạt|tù|giam|nghỉ|hưởng|chậm|quá|trả)\b(?:\s\w+)?\s*$"
)


#: A longer word than the indicator it begins with: "tổng thu nhập", "tổng thu hút".
_LONGER = re.compile(r"(?<=\bthu) (?:nhập|hút|hồi|hoạch|gom|mua|hẹp)\b", re.IGNORECASE)
#: What a rate is per: "trên một vạn dân", "trên 1.000 trẻ".
_PER = re.compile(
    r"trên (?:(?:1|10|100|1\.000|10\.000|100\.000|một|mười|trăm|vạn|nghìn|\s)+"
    r" (?:người )?(?:dân|trẻ)"
    r"|(?:1|một) (?:ha|héc ta|hecta|km2|đơn vị|lao động|người|giường|cán bộ)).*"
)


_DIGITS = re.compile(r"\s*(?:chữ )?số\b")


#: Words of change; those in the names of programmes and of capital say none.
CHANGE = re.compile(
    r"\b(?:tăng(?! (?:cường|tốc|ca\b))|giảm(?! (?:nghèo|thiểu|tải|phát thải|trừ|nhẹ thiên tai))"
    r"|vượt|nhích(?! lên)|tăng trưởng|tăng thêm|giảm còn)\b"
)
#: Capital that came on top of what there was: "vốn cấp mới và tăng thêm 80 triệu USD".
_ADDED = re.compile(
    r"\b(?:cấp mới|đăng ký mới|mới)(?:\s*(?:,|và|\+|/)\s*)(?:điều chỉnh )?tăng(?: thêm| vốn)?"
)
#: "KH", "DT" where a figure follows: the plan, and no part of a department's name.
_PLAN_SIGN = re.compile(
    r"(?<![\w&.-])(?:KH|DT)(?=(?:\s*(?::|=|là|(?:cả |đầu )?năm|giao|tỉnh|\d{4}(?!\d)(?![.,]\d)))*"
    r"\s*(?:trên |dưới |khoảng |từ )?\d(?!(?<=DT \d)[\d.,]* (?:ha|km2|m2)\b))"
)


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence of a document, with everything read off it; mentions are offsets in `text`."""

    start: int
    text: str
    quantities: Sequence[Quantity]
    periods: Sequence[PeriodMention]
    places: Sequence[PlaceMention]
    terms: Sequence[TermMention]
    kinds: Sequence[KindMention]
    bases: Sequence[BaseMention]


def read_sentence(document: Document, span: Span, today: date | None) -> ReadSentence:
    """Read the sentence `span` of a document that speaks from `today`.

    What only figures need is left out where there is none.
    """
    text = document.text[span.start : span.end]
    quantities = list(read_quantities(text))
    known = document.event_date or document.published
    periods = [m for m in read_periods(text, today) if m.period and (known or not m.relative)]
    quantities = [q for q in quantities if not _only_looks_it(text, q, periods)]
    quantities, months = _parted(document, text, quantities)
    places = read_places(text, today or _era(document)) if quantities else []
    quantities = [q for q in quantities if not _names_place(q, places)]
    around = document.scope.place
    era = today or _era(document)
    places = with_names_beside(text, quantities, places, around, era, document.text)
    return ReadSentence(
        span.start,
        text,
        quantities,
        sorted([*periods, *months], key=lambda mention: mention.start),
        without_routes(text, places),
        [m for m in read_terms(text) if not _LONGER.match(text, m.end)] if quantities else (),
        _with_plan_signs(text, read_kinds(text)),
        read_bases(text) if quantities or periods else (),
    )


def _with_plan_signs(text: str, kinds: list[KindMention]) -> list[KindMention]:
    """The kind words, with "KH" and "DT" before a figure among them."""
    signs = [
        KindMention(*found.span(), found[0], Kind.PLAN)
        for found in _PLAN_SIGN.finditer(text)
        if not any(kind.start < found.end() and found.start() < kind.end for kind in kinds)
    ]
    return sorted([*kinds, *signs], key=lambda mention: mention.start) if signs else kinds


def says_change(words: str) -> list[re.Match[str]]:
    """Words of change in normalised `words`, without capital that is said to be added."""
    added = _ADDED.sub(lambda found: " " * len(found[0]), words)
    return list(CHANGE.finditer(added))


def _names_place(quantity: Quantity, places: Sequence[PlaceMention]) -> bool:
    """Whether a number in words is a name: "Năm Căn", "Ba Sao"."""
    said = not quantity.text[:1].isdigit() and not quantity.bound_word
    return said and any(place.start <= quantity.start < place.end for place in places)


def _only_looks_it(text: str, quantity: Quantity, periods: list[PeriodMention]) -> bool:
    """Whether a number counts nothing: "hai con số" is a size, "cống Cái Xe 3 ngày 12/3" a day."""
    if quantity.unit == "con" and _DIGITS.match(normalise(text[quantity.end : quantity.end + 6])):
        return True
    starts = range(quantity.start + 1, quantity.end)
    return quantity.unit in AGES and any(period.start in starts for period in periods)


def day_of(document: Document) -> date | None:
    """The day a document speaks from: its event's, its publication's, else the end of its year.

    None for a document about several years, which may speak from before, within or after them,
    and where only the first sentence names a year, not months of one: later ones may follow.
    """
    known = speaking_day(document)
    if known or document.scope.period is None:
        return known
    period = document.scope.period
    several = period.start.month == 1 and period.start.year != period.end.year
    within = [e.origin in ("lead", "body") for e in document.evidence if e.slot == "period"]
    by_chance = period.kind is PeriodKind.YEAR and any(within)
    return None if several or by_chance else period.end


def _era(document: Document) -> date | None:
    """A day to which names of places belong, where the document's own day is not known."""
    return document.scope.period.end if document.scope.period else None


def _parted(
    document: Document, text: str, quantities: list[Quantity]
) -> tuple[list[Quantity], list[PeriodMention]]:
    """Quantities, and the stretches of the document's year that look like them.

    In a report on a year "9 tháng" means its first nine, unless a length of time is spoken of.
    """
    year = document.scope.period
    today = document.event_date or document.published
    if year is None and today is not None:
        year = year_period(today.year)
    if year is None or year.start.year != year.end.year:
        return quantities, []
    kept, months = [], []
    for quantity in quantities:
        if _PER.fullmatch(normalise(quantity.text)):
            continue
        count = quantity.value
        whole = count is not None and count == int(count) and 2 <= count <= 11
        before = normalise(text[: quantity.start])
        period = None
        if quantity.unit == "tháng" and whole and count and not _LENGTH.search(before):
            behind = normalise(text[quantity.end : quantity.end + 12]).lstrip()
            if quantity.text[0].isdigit() and not behind.startswith(
                ("tuổi", "/", "còn", "tiếp", "tới")
            ):
                period = months_period(year.start.year, 1, int(count))
        if period is None:
            kept.append(quantity)
        else:
            months.append(PeriodMention(quantity.start, quantity.end, quantity.text, period))
    return kept, months
