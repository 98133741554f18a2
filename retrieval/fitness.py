"""Whether the unit and kind of a figure fit what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from retrieval.counted_noun import COUNTED, MEASURES
from retrieval.directions import folded
from retrieval.funding import purses_asked
from retrieval.measured import relation
from retrieval.others import counted_as_named, is_only_a_time, told_as_asked
from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities
from vietnamese.periods import PeriodKind
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.synonyms import read_synonyms
from vietnamese.terms import term

_MONEY_WORDS = re.compile(
    r"\b(?:hut mat|hut thu|that thu|thiet hai"
    r"|dong gop(?= (?:tien )?bao nhieu)|von|tien|kinh phi|doanh thu|thu ngan sach|chi ngan sach"
    r"|thu nhap|muc luong|luong (?=binh quan|trung binh|toi thieu|thang)"
    r"|gia tri|kim ngach|muc tro cap|muc ho tro|muc dau tu|xuat khau(?! lao dong)|nhap khau"
    r"|capital|revenue|spending|money|cost|export|budget|(?:total )?investment(?= (?:of|in|for)\b)"
    r"|allocated?)\b"
)

#: Questions for what each is given, who does not say in what.
_SUPPORT = re.compile(
    r"\b(?:duoc|muc|tien) (?:ho tro|thuong|tro cap|boi thuong|phat|cho|vay)\b(?: \w+){0,3}?"
    r" (?:la )?(?:bao nhieu|may)(?=\W*$| (?:moi|mot|cho|tren|tu|nam|trong|neu|khi|theo)\b)"
)

#: Questions for what there was as a year began.
_FIRST_DAY = re.compile(
    r"(?<!\btu )(?<!\bthang )(?<!\bnua )(?<!\bquy )\bdau (?:nam )?(?:20\d\d\b|nam\b|ky\b)"
)
#: Questions for a rate on so many people, and those people as printed.
_HEADS = re.compile(
    r"\b(?:(?:mot |1 |10 )?(?:van|nghin|tram nghin)|1\.?000|10\.?000|100\.?000)"
    r" (?:dan|nguoi|tre|ba me|phu nu)\b"
    r"|\b(?:1,?000|10,?000|100,?000) (?:people|persons|inhabitants|residents|population)\b"
)
_PER_HEAD = re.compile(rf"(?:\b(?:tren|moi|cho|cu) (?:moi )?|/ ?){_HEADS.pattern[2:]}")
#: A rate, unless it is one of counts: "tỷ lệ bác sĩ trên vạn dân".
_RATE = re.compile(r"\b(?:ty|ti) (?:le|trong(?! (?:nam|quy)))\b(?!.*\b(?:van|nghin|10?\.?000)\b)")
#: What asks how far something has moved; else points of a rate are no answer to how high it is.
_CHANGE = re.compile(
    r"\b(?:tang|giam|ha|nang|keo|chenh|hon|kem|thap|cao|thay doi|bien dong|diem|points?|change\w*"
    r"|rise|rose|fall|fell|(?:in|de)crease\w*|gap|difference)\b"
)
#: Kinds of unit of what is neither counted nor weighed.
_SUMS = frozenset(("money", "%"))
#: Units of amounts, which count nothing, and nouns that are counted.
_AMOUNTS = (*MONEY, *PERCENT)
#: Units of size, which say how large each is of the things they stand beside.
_SIZES = ("m", "cm", "mm", "m2", "km", "km2", "kV", "kW", "CV")
#: Units of which others may live in or belong to: "2.750 hộ công nhân".
_HOUSED = ("ho", "nha", "truong", "xa")
#: Words for sums of money, and nouns for people: a text may count "người" of either.
_MONEY_ASKED = re.compile(r"(?:tien|ty|ti|trieu|nghin|von|kinh phi|thue|ngan sach|nguon|no)\b")
_PEOPLE = re.compile(
    r"(?:nguoi|em|chau|giao vien|co giao|thay co|thay giao|ba con|nong ho|cu tri|chi em|ca"
    r"|hoc sinh|sinh vien|lao dong|bac s[iy]|can bo|cong chuc|vien chuc|dang vien"
    r"|cong nhan|nhan vien|benh nhan|tre em|nhan khau|hoi vien|thay|dan|ca mac|ca benh|truong hop"
    r"|nong dan|ngu dan|nan nhan|dai bieu|chuyen gia)\b"
)
#: Words that ask for a sum and no rate: "bao nhiêu tỷ", "số tiền".
_SUM = re.compile(r"\b(?:bao nhieu|may) (?:tien|ty|ti|trieu|nghin|dong|von)\b|\bso (?:tien|von)\b")
#: Nouns for people by what they are or do, which a text may count by another; for what happens; and
#: for homes. Of one indicator they count the same.
_FAMILIES = (
    re.compile(
        rf"(?:{_PEOPLE.pattern}|(?:doi tuong|luot|con nghien|em|tre|chau|be|me|phu nu|thanh nien"
        r"|trai trang|doan vien|thanh vien|hoc vien|thi sinh|dong chi|du khach|khach|chien si"
        r"|nha giao|tan binh|quan nhan|bi can|bi cao|chuc danh|trai lang|huong dan vien"
        r"|van dong vien)\b)"
    ),
    re.compile(r"(?:vu|cuoc|lan|dot|phien|dam|ca|truong hop|viec|tran)\b"),
    re.compile(r"(?:nha|ho|can|ngoi|can ho|gia dinh|mai nha|noc nha)\b"),
    re.compile(r"(?:cap|doi)\b"),
)
#: What people come to, folded: the sick are not the dead.
_HARMED = re.compile(r"\b(?:chet|tu vong|thiet mang|bi thuong|mat tich|khoi benh|chua khoi)\b")
#: Words for people of any sort, folded.
_ANYBODY = frozenset(("nguoi", "em", "chau"))
#: Words that stand for what was named before, and nouns that they stand for, folded.
_ANY_OF = ("don vi", "co so")
_BODIES = (
    "doanh nghiep", "cong ty", "hop tac xa", "co so", "don vi", "truong", "co quan", "nha may",
    "ngan hang", "ho kinh doanh",
)  # fmt: skip
#: Cases, by any word for them: "bao nhiêu ca F1": "60 trường hợp F1".
CASES = frozenset(("ca", "truong hop", "ca mac", "ca benh", "ca nhiem", "ca duong tinh"))
LOCALITIES = ("tinh", "huyen", "thi xa", "thanh pho", "quan", "xa", "phuong", "thi tran")
#: What is dealt with at a meeting, by any word for it.
_MATTERS = ("noi dung", "viec", "cong viec", "dau viec", "chuyen", "van de", "muc")
_STAND_FOR = ((_ANY_OF, _BODIES), (_MATTERS, _MATTERS))
#: Nouns that stand for whatever was named.
_CLASSIFIERS = ("chiec", "truong hop")
#: Questions for an extent, and units that are none of it.
_EXTENT = re.compile(
    r"\b(?:dai|chieu dai|rong|chieu rong|be rong|cong suat|dien tich|cao|chieu cao|sau|khoi luong)"
    r"(?: tong cong| la| duoc| khoang)* bao nhieu\W*(?:\d{4}\W*)?$"
)
#: A scale that stands for its unit: "bao nhiêu tỷ?".
_BARE_SCALES = (("usd",), ("ty",), ("ti",), ("trieu",), ("nghin ty",), ("ngan ty",), ("tram ty",))
#: What has added up since its beginning: "lũy kế", "còn hiệu lực", "hiện có".
_ADDED_UP = re.compile(
    r"\b(?:luy ke|con hieu luc|hien co|den nay|in force|cumulative|so far|to date)\b"
)


def unit_conflict(query: Query, figure: Figure) -> bool:
    """Whether a figure cannot be meant for its unit: people where money is asked for."""
    percent = figure.unit in PERCENT
    if _of_other_kind(query, figure) or _is_counted(query, figure) or is_only_a_time(query, figure):
        return True
    if query.answer_type == "percent" or query.scope.kind is Kind.SHARE_OF_PLAN:
        return not percent
    if query.asked[:1] in _BARE_SCALES and figure.unit not in (*MONEY, ""):
        return query.asked[0] not in folded(figure.text)  # "bao nhiêu tỷ": money, as a rule
    if query.answer_type == "count":
        if _is_rate(figure) and not _PER_HEAD.search(folded(query.text)):
            return True
        counted = is_counted_as_asked(query, figure) or _counts_the_same(query, figure)
        return not counted or (percent and not query.asked)
    if query.scope.kind is Kind.GROWTH:
        return not percent and figure.unit not in (*MONEY, "", "lần")
    if _RATE.search(folded(query.question)) and _is_count(figure):
        return True
    if query.answer_type == "amount" and _is_of_other_measure(query, figure):
        return True
    if "unit" in figure.doubt or _is_rate_asked(query, figure):
        return False  # misprinted, it is given as printed, and flagged
    return _asks_money(query) and figure.unit not in (*MONEY, "")


#: English that asks for a mass and no number of things; "by how much" asks for a change of either.
_HOW_MUCH = re.compile(r"(?<!by )\bhow much\b(?! (?:more|less|did|does|has|have)\b)", re.IGNORECASE)


def _is_counted(query: Query, figure: Figure) -> bool:
    """Whether a figure counts things where a mass is asked for: "how much wind power"."""
    asks = query.language == "en" and _HOW_MUCH.search(query.question) is not None
    return asks and folded(figure.unit) in COUNTED and folded(figure.unit) not in MEASURES


def _of_other_kind(query: Query, figure: Figure) -> bool:
    """Whether one is a rate on so many people and the other is not, or a figure is but a change."""
    asked = folded(query.text)
    if _PER_HEAD.search(asked) and not _is_per_head(figure):
        return True
    return figure.unit == "điểm %" and not _CHANGE.search(asked)


def _is_rate_asked(query: Query, figure: Figure) -> bool:
    """Whether a figure is the rate that an indicator usually is: "giải ngân vốn công tới đâu rồi".

    Not where a sum is asked for, nor where the rate is one of growth or of a plan reached.
    """
    known = [found.unit for found in map(term, query.terms) if found is not None]
    if figure.unit not in PERCENT or figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN):
        return False
    return known[:1] == ["%"] and not _SUM.search(folded(query.question))


def _is_count(figure: Figure) -> bool:
    """Whether a figure counts or measures something and is no rate, were it a target."""
    if figure.scope.kind is Kind.COUNT:
        return True
    return figure.unit not in (*PERCENT, "", "‰", "điểm", "lần") and "/" not in figure.text


def _is_rate(figure: Figure) -> bool:
    """Whether a figure is reckoned on so many people, or is no whole number: no count of things."""
    if figure.unit == "" and figure.value is not None and figure.value % 1:
        return True
    return _HEADS.search(folded(f"{figure.text} {figure.indicator}")) is not None


def _is_of_other_measure(query: Query, figure: Figure) -> bool:
    """Whether a share or a sum of money is no measure of what is asked about: visitors, yields.

    Nor is a count of things how long or how large one of them is.
    """
    if _EXTENT.search(folded(query.text)):
        return figure.unit in _AMOUNTS or figure.scope.kind is Kind.COUNT
    kind = "%" if figure.unit in PERCENT else "money" if figure.unit in MONEY else None
    known = [found.units for found in map(term, query.terms) if found is not None]
    if kind is None and known and not query.asked and figure.unit:
        return all(units <= _SUMS for units in known)  # prices, sums and rates alone
    if kind is None or not known or any(kind in units for units in known):
        return False
    if kind == "money" and "nang suat" not in folded(query.text):
        return False  # prices and sums of money are asked for by many words
    return query.scope.kind not in (Kind.SHARE, Kind.SHARE_OF_PLAN, Kind.GROWTH)


def fitness(query: Query, figure: Figure) -> float:
    """How well the kind and unit of a figure fit what is asked for, −0.3 to 0.3."""
    relative = figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    if query.answer_type == "count":
        moved = relative and query.scope.kind is None  # "làm chết 268 người, giảm 11 người"
        asked = (0.0 if moved else 0.2) + counted_as_named(query, figure)
        return asked + _since_the_beginning(query, figure)
    if each := told_as_asked(query, figure):
        return each
    scaled = query.asked[:1] in _BARE_SCALES and query.asked[0] in folded(figure.text)
    if figure.unit in MONEY and not (scaled or _prints_unit(figure.text)):
        return -0.1  # the unit is left out in speech: "1,4 tỷ"
    if query.scope.kind is None and relative and query.answer_type != "percent":
        return -0.2
    if query.asked and not is_counted_as_asked(query, figure):
        return -0.3
    return (0.05 if query.scope.kind or not relative else 0.0) + _since_the_beginning(query, figure)


def _since_the_beginning(query: Query, figure: Figure) -> float:
    """What speaks for a figure that has added up over the years, where none is named.

    Also what speaks for a state of the first day of a year, or against it where that is not meant.
    """
    period = figure.scope.period
    day = period.end if period is not None and period.kind is PeriodKind.DAY else None
    if day is not None and (day.month, day.day) == (1, 1):
        return 0.15 if _FIRST_DAY.search(folded(query.text)) else -0.15
    asked = query.scope.period is None and _ADDED_UP.search(folded(query.text))
    return 0.1 if asked and period and period.start == date.min else 0.0


def _asks_money(query: Query) -> bool:
    """Whether the question names a sum of money: "vốn", "thu", "tiền", "revenue".

    As it was typed or as it was put in other words; "được hỗ trợ bao nhiêu mỗi hộ" is one as well.
    """
    texts = (folded(query.question), folded(query.text))
    named = any(words.search(text) for words in (_MONEY_WORDS, _SUPPORT) for text in texts)
    return named or bool(purses_asked(query))


@lru_cache(maxsize=4096)
def _prints_unit(text: str) -> bool:
    return any(quantity.unit for quantity in read_quantities(text))


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same: people by any noun for them."""
    mine, yours = folded(one.unit), folded(other.unit)
    return mine == yours or all(_PEOPLE.match(unit) for unit in (mine, yours))


def _is_per_head(figure: Figure) -> bool:
    """Whether a figure is reckoned on so many people: "25 giường/vạn dân"."""
    printed = folded(f"{figure.text} {figure.indicator}")
    return _HEADS.search(printed) is not None or figure.unit in ("", *PERCENT)


def is_asked(asked: Sequence[str], figure: Figure) -> bool:
    """Whether the figure counts or measures what the question names after "bao nhiêu"."""
    if not asked:
        return True
    printed = f"{fold(normalise(figure.text))} {fold(normalise(figure.indicator))} "
    if figure.unit in (*_AMOUNTS, *_SIZES) and asked[0] in COUNTED:
        return False  # "tổng vốn của 172 dự án" counts no projects
    unit = fold(normalise(figure.unit))
    if unit in _HOUSED and f"{unit} {asked[0]} " in printed and not asked[0].startswith(unit):
        return False  # "2.750 hộ công nhân" counts households
    if figure.unit in MONEY and any(_MONEY_ASKED.match(words) for words in asked):
        return True
    if _ANYBODY & {unit, asked[0]} and _PEOPLE.match(asked[0]) and _PEOPLE.match(unit):
        return True  # "thiếu 1.250 người, nhiều nhất là …": teachers, by what stands before
    if unit in _CLASSIFIERS and not _PEOPLE.match(asked[0]) and asked[0] not in MEASURES:
        return True  # "số tàu cá 1.790 chiếc", "412 trường hợp chở quá tải"
    locality = asked[0] == "dia phuong" and unit in LOCALITIES  # "9/9 huyện, thành phố"
    if locality or {unit, asked[0]} <= CASES:
        return True
    if any(unit in printed_as and asked[0] in nouns for printed_as, nouns in _STAND_FOR):
        return True
    return any(
        words == unit or _prints(words, unit, printed) or unit in _also(words) for words in asked
    )


def is_counted_as_asked(query: Query, figure: Figure) -> bool:
    """Whether a figure counts what is asked for, people also by cases; the dead are no cases."""
    asked, unit = query.asked[:1], folded(figure.unit)
    wanted, told = (_HARMED.search(folded(text)) for text in (query.text, figure.indicator))
    if asked and asked[0] in CASES and unit in CASES and told and not wanted:
        return False
    if is_asked(query.asked, figure):
        return True
    return asked[0] in _ANYBODY and unit in CASES and bool(told or not wanted)


def _prints(words: str, unit: str, printed: str) -> bool:
    """Whether what is counted stands in the print: a known noun whole, of others the first word.

    "Bao nhiêu công nhân" is not answered by "17 khu công nghiệp".
    """
    head = words.split()[0]
    if words in COUNTED and " " in words:
        return f" {words} " in f" {printed}{unit} " or head == unit.split(" ")[0]
    return f" {head} " in f"{printed}{unit} "


def _counts_the_same(query: Query, figure: Figure) -> bool:
    """Whether a count of the very indicator asked about has only another noun for what is counted.

    "Bao nhiêu đám cháy": "91 vụ cháy"; not "bao nhiêu người chết": "402 vụ tai nạn".
    """
    if not query.asked or figure.unit in _AMOUNTS or _is_printed_measure(figure):
        return False
    if relation(figure, query.terms) != "same":
        return False
    if _HARMED.search(folded(query.text)) and not _HARMED.search(folded(figure.indicator)):
        return False
    asked, unit = query.asked[0], fold(normalise(figure.unit))
    mine, yours = (
        [number for number, family in enumerate(_FAMILIES) if family.match(noun)]
        for noun in (asked, unit)
    )
    if mine and yours:
        return bool(set(mine) & set(yours))
    if mine == [0] and not yours:  # "bao nhiêu người đã làm căn cước": "2,6 triệu thẻ căn cước"
        known = [found for found in map(term, query.terms) if found is not None]
        return any("people" in found.units for found in known)
    return not mine and asked not in COUNTED


def _is_printed_measure(figure: Figure) -> bool:
    """Whether a figure measures rather than counts: tonnes, hectares, points."""
    return fold(normalise(figure.unit)) in MEASURES


@lru_cache(maxsize=1024)
def _also(words: str) -> frozenset[str]:
    """What else is counted where `words` are asked for: "doanh nghiệp" for "công ty", folded."""
    return frozenset(
        fold(normalise(other))
        for phrase in read_synonyms(words)
        if (phrase.start, phrase.end) == (0, len(words))
        for other in phrase.others
    )
