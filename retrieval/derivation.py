"""Questions whose answer is worked out of two figures: how much more, what share, what is missing.

The question is taken apart by its form into what is compared ("A nhiều hơn B bao nhiêu"); each part
is then a question of its own, the later ones leaning on the first as a follow-up does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from retrieval.two_places import choice_of
from vietnamese.normal import fold
from vietnamese.numbers import read_quantities


class Operation(StrEnum):
    """What is done with the figures of the parts, in their order."""

    DIFFERENCE = "difference"  # |a − b|
    GROWTH = "growth"  # (a − b) / b, in percent
    SHARE = "share"  # a / b, in percent
    REMAINDER = "remainder"  # plan − result
    MONTHLY = "monthly"  # (plan − result) / months left
    RATIO = "ratio"  # a for each of b
    SUM = "sum"
    LARGER = "larger"  # which of the parts, or whether the first


@dataclass(frozen=True, slots=True)
class Derivation:
    """A computation asked for: `parts` are questions, the later ones leaning on the first.

    With `against_plan` there is one part, and its plan for the year is compared with its result.
    `smaller` says that the lesser is asked for ("ít hơn"), `verdict` that a yes or no is, `much`
    that so is by how much one is larger, `beyond` that a plan must be passed and not just met;
    `printed_first` that documents often print what is asked for, which then is the answer.
    """

    operation: Operation
    parts: tuple[str, ...]
    against_plan: bool = False
    smaller: bool = False
    verdict: bool = False
    printed_first: bool = False
    much: bool = False
    beyond: bool = False


_MORE = r"(?:(?:nhieu|cao|lon|it|thap|kem|nho|nhanh|cham|tot) hon|hon|vuot)"
_MUCH = r"(?:bao nhieu|may)"
#: What falls short of something, or goes beyond it.
_OFF = rf"(?:{_MORE}|(?:thu |thieu |bi )?hut(?: thu)?|kem|sut|tut)"
_MOVED = r"(?:tang|giam|hut|sut|tut|nhich)"
_WHO = (
    r"(?:(?:tinh|noi|dia phuong|huyen|xa|thi xa|thanh pho|ben|cai|khoan|nganh|nam|thang|quy|so)"
    r" nao|ben nao|dau)"
)
_PLAN = (
    r"(?:(?:tong )?(?:muc tieu|ke hoach|du toan|chi tieu|(?:annual |yearly )?(?:target|plan))"
    r"|(?:muc|so|con so|phan) (?:\w+ ){0,5}?(?:giao|de ra|dat ra|dua ra))"
)
#: "nơi nào cao hơn và cao hơn bao nhiêu": the difference as well.
_BY_HOW_MUCH = re.compile(rf"\b{_MORE}\b[^?]*\b(?:{_MORE} |chenh (?:lech )?)(?:nhau )?{_MUCH}\b")
#: The comparison itself, which is no part of what is compared.
_SMALLER = re.compile(r"\b(?:it|thap|kem|nho|cham) hon|\bkem\b|\b(?:lower|less|smaller|slower)\b")

_LARGER = (
    rf"^{_WHO} (?P<rest>.*?)\s*{_MORE}\s*[,:]\s*(?:giua )?(?P<a>.+?),? hay (?:la )?(?P<b>.+)$",
    rf"^(?:giua |so sanh )?(?P<a>.+?) (?:va|voi|hay) (?P<b>.+?)\s*[,:]\s*(?:thi )?{_WHO}"
    rf" (?P<rest>.*?)\s*{_MORE}.*$",
    rf"^(?P<a>.+?) hay (?:la )?(?P<b>.+?) (?:thi )?(?P<rest>)(?:la )?{_MORE}\W*$",
    r"^which (?:\w+ )?(?:had|has|have|is|was)?\s*(?:the |a )?(?P<rest>.*?)[,:]\s*(?P<a>.+?),? or"
    r" (?P<b>.+)$",
)
_VERDICT = (
    rf"^(?P<a>.+?) co (?:{_MORE})(?: so voi)? (?P<b>.+?)(?: hay)? (?:khong|chua)$",
    r"^(?:is|was|were|are) (?P<a>.+?) (?:higher|larger|greater|lower|smaller|more|less) than"
    r" (?P<b>.+)$",
)
_DIFFERENCE = (
    rf"^so voi (?P<b>[^,;:]+?), (?:thi )?(?P<a>.+?) {_OFF} (?:mat |toi |den )?{_MUCH}\b.*$",
    rf"^(?P<a>.+?) {_OFF} (?:so voi )?(?P<b>[^,;:]+?) (?:la |toi |den |mat )?{_MUCH}\b.*$",
    rf"^(?P<a>.+?) {_OFF} (?:mat |toi )?{_MUCH} [^,]*?\b(?:so voi|than) (?P<b>.+)$",
    rf"^.*?chenh(?: lech)?(?: nhau)? (?:giua )?(?P<a>.+?) (?:va|voi|so voi) (?P<b>.+?)"
    rf"(?: la)? {_MUCH}\b.*$",
    rf"^(?P<a>.+?) (?:va|voi|so voi) (?P<b>.+?)"
    rf" (?:hon kem|cach|chenh(?: lech)?)(?: nhau)? {_MUCH}\b.*$",
    r"^by how much (?:does|did|do|will) (?P<a>.+?) (?:exceed|surpass) (?P<b>.+)$",
    r"^how much (?:higher|larger|greater|lower|more|less) (?:is|was|were|are) (?P<a>.+?) than"
    r" (?P<b>.+)$",
    r"^.*?difference between (?P<a>.+?) and (?P<b>.+)$",
)
_CHANGE = (
    rf"^(?P<a>.+?) (?:keo|ha|rut|giam|nang|dua)\b(?P<rest>.*?) (?:xuong|len)(?: duoc)? {_MUCH}\b"
    r"(?P<unit>.*?) so voi (?P<b>.+)$",
    rf"^(?P<a>.+?) {_MOVED}(?: them)?(?: duoc)? {_MUCH}\b(?P<unit>.*?) so voi (?P<b>.+)$",
    rf"^so voi (?P<b>.+?), (?P<a>.+?) {_MOVED}(?: them)?(?: duoc)? {_MUCH}\b(?P<unit>.*)$",
)
_SHARE = (
    rf"^(?P<a>.+?) (?:bang|chiem|dat)(?: duoc| khoang)? {_MUCH} (?:phan tram|%)"
    r"(?: so voi| cua| trong)? (?P<b>.+)$",
    r"^what (?:percentage|percent|share|proportion) of (?P<b>.+?) (?:is|was|does|did|were|are)"
    r" (?P<a>.+)$",
)
_SUM = (
    r"^(?:tong(?: cong| so)?|cong) (?P<a>.+?) (?:va|voi|cong) (?P<b>.+?)(?: cong lai)?"
    rf"(?: la| duoc| dat)? {_MUCH}\b.*$",
    rf"^(?P<a>.+?) va (?P<b>.+?) (?:cong lai|tong cong|gop lai|ca hai)(?: la| duoc| dat)? {_MUCH}"
    r"\b.*$",
)
_AGAINST_PLAN = re.compile(
    rf"(?:bang|dat|hoan thanh|chiem|duoc)(?: duoc| khoang)? {_MUCH} (?:phan tram|%)"
    rf"(?: so voi| cua)? {_PLAN}|{_MUCH} (?:phan tram|%) (?:so voi |cua )?{_PLAN}"
    rf"|(?:percent|percentage|share|%) of (?:the |its )?(?:\w+ )?{_PLAN}"
)
_REMAINS = re.compile(
    rf"\b(?:con (?:thieu|phai|can)|thieu|can)\b.*?{_MUCH}\b.*?\b(?:du|dat|hoan thanh|ve dich)\b"
    rf".*?{_PLAN}"
    rf"|(?:so voi|de (?:dat|hoan thanh)) {_PLAN}.*?\b(?:con (?:thieu|phai|can))\b.*?{_MUCH}"
    rf"|\bphai\b.*?(?:\bthem\b.*?{_MUCH}|{_MUCH}.*?\bnua\b)"
    rf".*?\b(?:du|dat|hoan thanh|bang)\b.*?{_PLAN}"
    rf"|\b{_PLAN}\b.*?\bcon (?:thieu|phai|can)\b.*?{_MUCH}"
    rf"|\bcon (?:thieu|phai|can)\b.*?{_MUCH}\b.*?\b(?:ve|can|toi|cham|dat) dich\b"
    rf"|\bcon thieu (?:\w+ )?{_MUCH}(?: \w+){{0,3}} nua$"
    rf"|how much (?:more|is (?:left|missing)).*?{_PLAN}"
)
_MONTHLY = re.compile(
    r"\b(?:moi|binh quan|trung binh)\b.*?\bthang con lai\b|\bcac thang con lai\b.*?\bmoi thang\b"
    r"|\bthang con lai\b.*?\b(?:binh quan|trung binh)\b|remaining months?.*?(?:average|each|per)"
    r"|\b(?:tu (?:dau |sau |het )?(?:thang|quy) [\w/ ]{1,20}?"
    r" (?:tro (?:di|ve sau)|den (?:het|cuoi) nam)|(?:cac|nhung|may) thang (?:sau|tiep theo))\b"
    r".*?\b(?:binh quan|trung binh|moi thang)\b"
    r"|(?:average|each|per).*?remaining months?"
)
_EACH = re.compile(
    rf"\b(?:tinh )?(?:binh quan|trung binh),? (?:moi|mot|tren moi) (?P<thing>(?P<noun>[^\W\d_]+"
    rf"(?: [^\W\d_]+)?)\b.*?{_MUCH}\b.*)$"
)


#: Whether a plan was met: "có hoàn thành kế hoạch thu ngân sách không".
_MET = re.compile(
    rf"^(?P<before>.*?)\b(?:co |da )*(?P<verb>dat|vuot|hoan thanh|can dich)"
    rf"(?: duoc| muc| so voi| ca)* {_PLAN}\b(?P<after>.*?),? (?:hay )?(?:khong|chua)$"
)
#: What is sold abroad beyond what is bought there, by its names.
_TRADE = re.compile(
    r"\b(?:xuat sieu|nhap sieu|thang du thuong mai|tham hut thuong mai|can can thuong mai)\b"
    r"|\bban (?:hang )?ra (?:nuoc )?ngoai (?:\w+ )?hon (?:la )?(?:mua|nhap)(?: hang)?"
    r"(?: vao| ve)?\b"
    r"|\btrade (?:surplus|deficit|balance)\b"
)
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
    rf"(?:so voi )?{_PLAN}(?: (?:ca )?nam(?: \d{{4}})?| \d{{4}}| (?:duoc )?giao| de ra)*$"
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
    rf"(?: duoc| di| ra)? {_MUCH})\b"
)
_TOGETHER = re.compile(r"\b(?:gop|cong lai|tong cong|tong so|tong|ca hai nam|tinh chung)\b")


def derivation_of(text: str) -> Derivation | None:
    """The computation that a question asks for by its form; None for a plain question."""
    text = " ".join(unicodedata.normalize("NFC", text).split()).rstrip(" ?.!")
    folded = _as_written(text, fold(text.lower()))
    if len(folded) != len(text):
        return None
    smaller = _SMALLER.search(folded) is not None
    choice = choice_of(text)
    if choice is not None:
        much = _BY_HOW_MUCH.search(folded) is not None
        return Derivation(Operation.LARGER, choice.parts, smaller=choice.smaller, much=much)
    settled = (
        _of_years(text, folded)
        or _from_year_to_year(text, folded)
        or _of_trade(text, folded)
        or _of_met_plan(text, folded)
        or _of_plan(text, folded)
    )
    if settled is not None:
        return settled
    for operation, patterns in (
        (Operation.LARGER, _LARGER),
        (Operation.LARGER, _VERDICT),
        (Operation.DIFFERENCE, _DIFFERENCE),
        (Operation.GROWTH, _CHANGE),
        (Operation.SHARE, _SHARE),
        (Operation.SUM, _SUM),
    ):
        for pattern in patterns:
            match = re.match(pattern, folded)
            if match is not None:
                wanted = _change_in(match, operation)
                parts = _parts(text, match)
                if all(_EMPTY.fullmatch(fold(part.lower())) for part in parts[1:]):
                    continue
                if wanted is Operation.DIFFERENCE and _IS_PLAN.match(fold(parts[1].lower())):
                    return Derivation(wanted, (text,), against_plan=True, printed_first=True)
                if patterns is _VERDICT and (
                    read_quantities(parts[1]) or re.search(rf"\b{_MUCH}\b", folded)
                ):
                    return None  # "có vượt 7% không" names the figure itself
                return Derivation(
                    wanted,
                    parts,
                    smaller=smaller,
                    verdict=patterns is _VERDICT,
                    printed_first=patterns in (_CHANGE, _SHARE),
                    much=wanted is Operation.LARGER and _BY_HOW_MUCH.search(folded) is not None,
                )
    return _each(text, folded)


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


def _of_trade(text: str, folded: str) -> Derivation | None:
    """Exports beyond imports, which a text rarely prints."""
    words = _TRADE.search(folded)
    if words is None or re.search(_MOVED, folded):
        return None
    pair = (
        ("exports", "imports")
        if "trade" in words[0]
        else ("kim ngạch xuất khẩu", "kim ngạch nhập khẩu")
    )
    one, other = (f"{text[: words.start()]}{name}{text[words.end() :]}" for name in pair)
    return Derivation(Operation.DIFFERENCE, (one, other), printed_first=True)


def _of_met_plan(text: str, folded: str) -> Derivation | None:
    """Whether what came of a plan reaches it."""
    words = _MET.match(folded)
    if words is None or re.search(rf"\b{_MUCH}\b|\bnao\b", folded) or read_quantities(text):
        return None
    return Derivation(
        Operation.LARGER, (text,), against_plan=True, verdict=True, beyond=words["verb"] == "vuot"
    )


def _of_years(text: str, folded: str) -> Derivation | None:
    """The sum of two years named together."""
    years = _YEARS.search(folded)
    if years is None or not _TOGETHER.search(folded) or not re.search(_MUCH, folded):
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
    if match is None or match["noun"].split()[0] in ("thang", "nam", "quy", "ngay", "tuan"):
        return None
    noun = text[slice(*match.span("noun"))]
    amount = f"{text[: match.start()]} {text[match.start('thing') :]}"
    return Derivation(Operation.RATIO, (" ".join(amount.split()), f"có bao nhiêu {noun}"))
