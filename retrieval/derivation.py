"""Questions whose answer is worked out of two figures: how much more, what share, what is missing.

The question is taken apart by its form into what is compared ("A nhiều hơn B bao nhiêu"); each part
is then a question of its own, the later ones leaning on the first as a follow-up does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from retrieval.comparison_forms import (
    BY_HOW_MUCH,
    CHANGE,
    DIFFERENCE,
    LARGER,
    MOVED,
    MUCH,
    PLAN,
    SHARE,
    SMALLER,
    SUM,
    VERDICT,
)
from retrieval.two_places import choice_of
from vietnamese.normal import fold
from vietnamese.numbers import read_quantities


class Operation(StrEnum):
    """What is done with the figures of the parts, in their order."""

    DIFFERENCE = "difference"  # |a − b|
    GROWTH = "growth"  # (a − b) / b, in percent
    SHARE = "share"  # a / b, in percent
    REMAINDER = "remainder"  # plan − result
    COMPLEMENT = "complement"  # 100 % − what is done
    MONTHLY = "monthly"  # (plan − result) / months left
    RATIO = "ratio"  # a for each of b
    SUM = "sum"
    LARGER = "larger"  # which of the parts, or whether the first


@dataclass(frozen=True, slots=True)
class Derivation:
    """A computation asked for: `parts` are questions, the later ones leaning on the first.

    With `against_plan` there is one part, and its plan for the year is compared with its result.
    `smaller` says that the lesser is asked for ("ít hơn"), `verdict` that a yes or no is, `much`
    that so is by how much one is larger, `value` that its figure is, `beyond` that a plan must be
    passed and not just met; `printed_first` that documents often print what is asked for, which
    then is the answer.
    """

    operation: Operation
    parts: tuple[str, ...]
    against_plan: bool = False
    smaller: bool = False
    verdict: bool = False
    printed_first: bool = False
    much: bool = False
    beyond: bool = False
    value: bool = False


_AGAINST_PLAN = re.compile(
    rf"(?:bang|dat|hoan thanh|chiem|duoc)(?: duoc| khoang)? {MUCH} (?:phan tram|%)"
    rf"(?: so voi| cua)? {PLAN}|{MUCH} (?:phan tram|%) (?:so voi |cua )?{PLAN}"
    rf"|(?:so voi|tren) {PLAN}(?: \w+){{0,3}}?(?:,? thi)? (?:la |bang |dat |duoc )+"
    rf"(?:khoang )?{MUCH} (?:phan tram|%)"
    rf"|(?:percent|percentage|share|%) of (?:the |its )?(?:\w+ )?{PLAN}"
)
_REMAINS = re.compile(
    rf"\b(?:con (?:thieu|phai|can)|thieu|can)\b.*?{MUCH}\b.*?\b(?:du|dat|hoan thanh|ve dich)\b"
    rf".*?{PLAN}"
    rf"|(?:so voi|de (?:dat|hoan thanh)) {PLAN}.*?\b(?:con (?:thieu|phai|can))\b.*?{MUCH}"
    rf"|\bphai\b.*?(?:\bthem\b.*?{MUCH}|{MUCH}.*?\bnua\b)"
    rf".*?\b(?:du|dat|hoan thanh|bang)\b.*?{PLAN}"
    rf"|\b{PLAN}\b.*?\bcon (?:thieu|phai|can)\b.*?{MUCH}"
    rf"|\bcon (?:thieu|phai|can)\b.*?{MUCH}\b.*?\b(?:ve|can|toi|cham|dat) dich\b"
    rf"|\bcon thieu (?:\w+ )?{MUCH}(?: \w+){{0,3}} nua$"
    rf"|how much (?:more|is (?:left|missing)).*?{PLAN}"
)
_MONTHLY = re.compile(
    rf"\b(?:moi|binh quan|trung binh)(?: mot| moi| 1)? thang\b(?=.*\b(?:ve dich|{PLAN})\b)"
    rf"(?=.*\b{MUCH}\b)"
    r"|\b(?:moi|binh quan|trung binh)\b.*?\bthang con lai\b|\bcac thang con lai\b.*?\bmoi thang\b"
    r"|\bthang con lai\b.*?\b(?:binh quan|trung binh)\b|remaining months?.*?(?:average|each|per)"
    r"|\b(?:tu (?:dau |sau |het )?(?:thang|quy) [\w/ ]{1,20}?"
    r" (?:tro (?:di|ve sau)|den (?:het|cuoi) nam)|(?:cac|nhung|may) thang (?:sau|tiep theo))\b"
    r".*?\b(?:binh quan|trung binh|moi thang)\b"
    r"|(?:average|each|per).*?remaining months?"
)
_STOP = r"(?!(?:o|tai|cua|trong|co|duoc|von|la|thi|dat|nhan|giua|nam|tren|den|thu|chi)\b)"
_EACH = re.compile(
    rf"\b(?:(?:tinh|chia|tinh ra) )*(?:binh quan|trung binh)(?: ra)?,?(?: thi)?"
    rf" (?:moi|mot|tren moi|cho moi) (?P<thing>(?P<noun>[^\W\d_]+(?: {_STOP}[^\W\d_]+){{0,5}})"
    r"\b.*)$"
    rf"|\bmoi (?P<thing2>(?P<noun2>[^\W\d_]+(?: {_STOP}[^\W\d_]+){{0,5}})"
    rf"\b.*?\b(?:binh quan|trung binh)\b.*?{MUCH}\b.*)$"
)
_TIMES = re.compile(rf"\b{MUCH} lan\b")
_AVERAGE = re.compile(r"\b(?:bình quân|trung bình|binh quan|trung binh)\b", re.IGNORECASE)
#: What a year or a person is told by is no thing that is counted.
_NO_THINGS = ("thang", "nam", "quy", "ngay", "tuan", "nguoi", "dau", "hecta", "ha")

#: Whether a plan was met: "có hoàn thành kế hoạch thu ngân sách không".
_MET = re.compile(
    rf"^(?P<before>.*?)\b(?:co |da )*(?P<verb>dat|vuot|hoan thanh|can dich)"
    rf"(?: duoc| muc| so voi| ca)* {PLAN}\b(?P<after>.*?),? (?:hay )?(?:khong|chua)$"
)
#: What is sold abroad beyond what is bought there, by its names.
_TRADE = re.compile(
    r"\b(?:xuat sieu|nhap sieu|thang du thuong mai|tham hut thuong mai|can can thuong mai)\b"
    r"|\bban (?:hang )?ra (?:nuoc )?ngoai (?:\w+ )?hon (?:la )?(?:mua|nhap)(?: hang)?"
    r"(?: vao| ve)?\b"
    r"|\btrade (?:surplus|deficit|balance)\b"
)
#: What is spent beyond what is taken in.
_DEFICIT = re.compile(r"\b(?:boi chi|boi thu|tham hut)(?: ngan sach){1,2}(?: nha nuoc)?\b")
#: Words of comparison, and how they are written: what only folds to one is another word.
_WRITTEN = {
    "hut": "hụt", "kem": "kém", "hon": "hơn", "sut": "sụt", "tut": "tụt", "vuot": "vượt",
    "may": "mấy", "thieu": "thiếu", "giam": "giảm", "tang": "tăng", "dat": "đạt", "lon": "lớn",
    "thap": "thấp", "it": "ít", "nho": "nhỏ", "dau": "đâu", "cham": "chậm",
}  # fmt: skip
#: A second thing that is none: "hút được bao nhiêu".
_EMPTY = re.compile(r"(?:duoc|them|toi|den|la|mat|len|ve|con|lai|ra|\s)*")
#: The second thing compared, where it is the plan of the first.
_IS_PLAN = re.compile(
    rf"(?:so voi )?{PLAN}(?: (?:ca )?nam(?: \d{{4}})?| \d{{4}}| (?:duoc )?giao| de ra)*$"
)
#: "gộp cả hai năm 2024 và 2025": one question of each year, and their sum.
_YEARS = re.compile(
    r"(?:(?:ca )?(?:hai|2) )?nam (?P<a>20\d\d) (?:va|cong|voi|\+) (?:nam )?(?P<b>20\d\d)"
)
#: "từ 2024 sang 2025 có thêm mấy": the years, and what asks for the difference.
_FROM_TO = re.compile(
    r"\btu (?:cuoi |dau )?(?:nam )?(?P<a>20\d\d) (?:sang|den|toi|qua|len) (?:cuoi |dau )?(?:nam )?"
    r"(?P<b>20\d\d)\b,?"
)
_ADDED = re.compile(
    r"\b(?:(?:co |dinh |muon |se |tang |them )*(?:them|tang|giam|bot)(?: them)?"
    rf"(?: duoc| di| ra)? {MUCH})\b"
)
_TOGETHER = re.compile(r"\b(?:gop|cong lai|tong cong|tong so|tong|ca hai nam|tinh chung)\b")


def derivation_of(text: str) -> Derivation | None:
    """The computation that a question asks for by its form; None for a plain question."""
    text = " ".join(unicodedata.normalize("NFC", text).split()).rstrip(" ?.!")
    folded = _as_written(text, fold(text.lower()))
    if len(folded) != len(text):
        return None
    smaller = SMALLER.search(folded) is not None
    choice = choice_of(text)
    if choice is not None:
        much = BY_HOW_MUCH.search(folded) is not None
        return Derivation(Operation.LARGER, choice.parts, smaller=choice.smaller, much=much)
    settled = (
        _of_years(text, folded)
        or _from_year_to_year(text, folded)
        or _of_balance(text, folded)
        or _of_met_plan(text, folded)
        or _of_plan(text, folded)
    )
    if settled is not None:
        return settled
    for operation, patterns in (
        (Operation.LARGER, LARGER),
        (Operation.LARGER, VERDICT),
        (Operation.DIFFERENCE, DIFFERENCE),
        (Operation.GROWTH, CHANGE),
        (Operation.SHARE, SHARE),
        (Operation.SUM, SUM),
    ):
        for pattern in patterns:
            match = _matched(operation, pattern, folded)
            if match is not None:
                wanted = _change_in(match, operation)
                parts = _parts(text, match)
                if all(_EMPTY.fullmatch(fold(part.lower())) for part in parts[1:]):
                    continue
                if wanted is Operation.DIFFERENCE and _IS_PLAN.match(fold(parts[1].lower())):
                    return Derivation(wanted, (text,), against_plan=True, printed_first=True)
                if patterns is VERDICT and (
                    read_quantities(parts[1]) or re.search(rf"\b{MUCH}\b", folded)
                ):
                    return None  # "có vượt 7% không" names the figure itself
                return Derivation(
                    wanted,
                    parts,
                    smaller=smaller,
                    verdict=patterns is VERDICT,
                    printed_first=patterns in (CHANGE, SHARE),
                    much=wanted is Operation.LARGER and BY_HOW_MUCH.search(folded) is not None,
                    value=bool(match.groupdict().get("value")),
                )
    return _each(text, folded)


def _matched(operation: Operation, pattern: str, folded: str) -> re.Match[str] | None:
    """Where a form fits the question; "nhiều hơn mấy lần" is no difference."""
    if operation is Operation.DIFFERENCE and _TIMES.search(folded):
        return None
    return re.match(pattern, folded)


def _as_written(text: str, folded: str) -> str:
    """The folded text without words that only fold to one of comparison: "thu hút", "kèm theo"."""
    if len(folded) != len(text):
        return folded
    letters = list(folded)
    for word in re.finditer(r"[^\W\d_]+", text):
        plain = folded[word.start() : word.end()]
        meant = _WRITTEN.get(plain)
        if meant is not None and word[0].lower() not in (plain, meant):
            letters[word.start() : word.end()] = "_" * len(plain)
    return "".join(letters)


def _of_plan(text: str, folded: str) -> Derivation | None:
    """What is left of a plan, in all or for each month, and what share of it is done."""
    if _MONTHLY.search(folded):
        return Derivation(Operation.MONTHLY, (text,), against_plan=True, printed_first=True)
    if _REMAINS.search(folded):
        return Derivation(Operation.REMAINDER, (text,), against_plan=True)
    if _AGAINST_PLAN.search(folded):
        return Derivation(Operation.SHARE, (text,), against_plan=True, printed_first=True)
    return None


def _of_balance(text: str, folded: str) -> Derivation | None:
    """Exports beyond imports, spending beyond revenue, which a text rarely prints."""
    trade, budget = _TRADE.search(folded), _DEFICIT.search(folded)
    words = trade or budget
    if words is None or re.search(MOVED, folded):
        return None
    pair = ("chi ngân sách", "thu ngân sách")
    if trade is not None:
        pair = ("kim ngạch xuất khẩu", "kim ngạch nhập khẩu")
        pair = ("exports", "imports") if "trade" in trade[0] else pair
    one, other = (f"{text[: words.start()]}{name}{text[words.end() :]}" for name in pair)
    return Derivation(Operation.DIFFERENCE, (one, other), printed_first=True)


def _of_met_plan(text: str, folded: str) -> Derivation | None:
    """Whether what came of a plan reaches it."""
    words = _MET.match(folded)
    if words is None or re.search(rf"\b{MUCH}\b|\bnao\b", folded) or read_quantities(text):
        return None
    return Derivation(
        Operation.LARGER, (text,), against_plan=True, verdict=True, beyond=words["verb"] == "vuot"
    )


def _of_years(text: str, folded: str) -> Derivation | None:
    """The sum of two years named together."""
    years = _YEARS.search(folded)
    if years is None or not _TOGETHER.search(folded) or not re.search(MUCH, folded):
        return None
    return Derivation(Operation.SUM, _of_each_year(text, folded, years))


def _from_year_to_year(text: str, folded: str) -> Derivation | None:
    """How much more there is in a year than in another: "từ 2024 sang 2025 thêm mấy công ty"."""
    years, added = _FROM_TO.search(folded), _ADDED.search(folded)
    if years is None or added is None:
        return None
    spans = sorted([years.span(), added.span()], reverse=True)
    kept = text
    for start, end in spans:
        kept = f"{kept[:start]} {'bao nhiêu' if start == added.start() else ''} {kept[end:]}"
    parts = (" ".join(f"Năm {years[name]} {kept}".split()) for name in ("b", "a"))
    return Derivation(Operation.DIFFERENCE, tuple(parts), printed_first=True)


def _of_each_year(text: str, folded: str, years: re.Match[str]) -> tuple[str, str]:
    """The question of either year by itself."""
    start = years.start()
    before = _TOGETHER.sub(lambda words: " " * len(words[0]), folded[:start])
    kept = "".join(a if b != " " else " " for a, b in zip(text[:start], before, strict=True))
    one, other = (f"{kept} năm {years[name]}{text[years.end() :]}" for name in ("a", "b"))
    return " ".join(one.split()), " ".join(other.split())


def _change_in(match: re.Match[str], operation: Operation) -> Operation:
    """A change asked for in percent is a growth, in any other unit a difference."""
    if operation is not Operation.GROWTH:
        return operation
    unit = match["unit"]
    relative = ("%" in unit or "phan tram" in unit) and "diem" not in unit
    return Operation.GROWTH if relative else Operation.DIFFERENCE


def _parts(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The two things compared, in the question's own words, each with what is said of both."""
    first, second = (_bare(text[slice(*match.span(name))]) for name in ("a", "b"))
    rest = text[slice(*match.span("rest"))].strip() if "rest" in match.groupdict() else ""
    return f"{first} {rest}".strip(), f"{second} {rest}".strip()


def _bare(text: str) -> str:
    return text.strip(" ,:;“”\"'")


def _each(text: str, folded: str) -> Derivation | None:
    """An amount for each of a counted thing: "bình quân mỗi dự án có vốn bao nhiêu"."""
    match = _EACH.search(folded)
    if match is None:
        return None
    noun, thing = ("noun", "thing") if match["noun"] else ("noun2", "thing2")
    if match[noun].split()[0] in _NO_THINGS:
        return None
    counted = text[slice(*match.span(noun))]
    amount = f"{text[: match.start()]} {_AVERAGE.sub(' ', text[match.start(thing) :])}"
    parts = (" ".join(amount.split()), f"có bao nhiêu {counted}")
    return Derivation(Operation.RATIO, parts, printed_first=True)
