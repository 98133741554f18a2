"""Whose money a figure is: the centre's, the province's, a district's, lent, given by people.

"Ngân sách tỉnh 74,9 tỷ đồng; ngân sách cấp huyện 18,2 tỷ đồng" are figures of one indicator, place
and period; what tells them apart is the purse. It is a slot of its own, as the words for it are
those of places and levels.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.quantity import MONEY

#: Purses by their names, folded.
_BUDGET = r"(?:ngan sach|ns|von(?: dau tu| ngan sach| su nghiep)?|nguon(?: von| luc| ngan sach)?)"
_PURSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("centre", rf"\b(?:{_BUDGET} (?:cua |cap |nha nuoc )?(?:trung uong|tw)|nstw)\b"
                   r"|\bcentral (?:government |state )?budget\b"),
        ("province", rf"\b(?:{_BUDGET} (?:cua |cap )?tinh|nst|nsdp tinh)\b|\bprovincial budget\b"),
        ("city", rf"\b{_BUDGET} (?:cua |cap )?thanh pho\b|\bcity budget\b"),
        ("district", rf"\b{_BUDGET} (?:cua |cap )?(?:\w+,? (?:va )?(?:cap )?)?huyen\b"
                     r"|\bdistrict budgets?\b"),
        ("commune", rf"\b{_BUDGET} (?:cua |cap )?(?:\w+,? (?:va )?(?:cap )?)?xa\b(?! hoi)"
                    r"|\bcommune budgets?\b"),
        ("local", rf"\b(?:{_BUDGET} (?:cua |cap )?dia phuong|nsdp)\b|\blocal budgets?\b"),
        ("loan", r"\b(?:von|nguon)(?: von)? (?:tin dung|vay)\b"),
        ("people", r"\b(?:xa hoi hoa|nguoi dan|nhan dan|cong dong|dan) (?:tu )?(?:dong )?gop\b"
                   r"|\b(?:von|nguon)(?: von| luc)? (?:xa hoi hoa|dan gop|huy dong)\b"),
        ("firms", r"\b(?:von|nguon)(?: von)?(?: cua| tu)? (?:cac )?(?:doanh nghiep|nha dau tu)\b"),
        ("abroad", r"\b(?:von|nguon)(?: von)? (?:oda|vien tro)\b"),
    )
)  # fmt: skip
#: What is collected into or spent from a budget as a whole, which is no purse to pay from.
_WHOLE = re.compile(
    r"\b(?:(?:thu|chi|boi chi|boi thu|du toan|can doi|nop|ket du|quyet toan)(?: \w+)?"
    r" (?:vao )?)(?:ngan sach|nsnn)\b"
)
#: Who pays, told by a verb: "trung ương rót bao nhiêu tiền", "cấp huyện và cấp xã phải bỏ …".
_PAYS = r"(?:rot|bo|gop|dong gop|doi ung|bo tri|chi|chiu|lo|cap|ho tro|danh)"
_PAYERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b{words}\b[^,.;]{{0,60}}? {_PAYS} (?:\w+ ){{0,2}}(?:bao nhieu|may)\b"))
    for name, words in (
        ("centre", "trung uong"),
        ("province", "cap tinh"),
        ("district", r"(?:cap huyen|huyen(?:,| va) xa)"),
        ("commune", r"(?:cap xa|huyen(?:,| va) xa)"),
    )
)
#: Purses that are none to be asked about as a whole ("ngân sách thành phố bao nhiêu"), and what
#: says of the others that they pay for something.
_NO_BUDGETS = frozenset(("centre", "loan", "abroad"))
_PAID = re.compile(
    r"\b(?:rot|bo|gop|doi ung|bo tri|chi|chiu|lo|ho tro|danh|cho|tu|trong (?:do|tong|so)|phan)\b"
)
#: Behind a figure, and the end of what is said of it: "38,5 tỷ đồng, ngân sách tỉnh."
_BEHIND = re.compile(
    r"^ ?[,(]? ?(?:tu |bang |thuoc |do )?(?P<purse>[^.;,()\d]{4,40})(?:[.;,)\n]|$)"
)
#: Questions for what something costs in all, and figures of that.
_COSTS = re.compile(
    r"\b(?:can(?! tho\b| giuoc\b| duoc\b)|nhu cau|ton|kinh phi)\b(?: \w+){0,4}? (?:bao nhieu|may)\b"
    r"(?: (?:ty|trieu|nghin|dong))* ?(?:tien|von|kinh phi|ngan sach|nguon luc)?"
    r"(?: \w+){0,3}? (?:de|cho|lam|thuc hien|trien khai)\b"
    r"|\bbao nhieu (?:tien|von|kinh phi|nguon luc)\b(?: \w+){0,2}?"
    r" (?:de|cho) (?:lam|thuc hien|trien khai)"
)
_COST = re.compile(
    r"\b(?:nhu cau|kinh phi|can|nguon luc|nguon von|tong von|muc dau tu|von thuc hien|von dau tu"
    r"|tong muc|tong nguon|ngan sach|du toan|huy dong|khai toan)\b"
)


def purses_asked(query: Query) -> frozenset[str]:
    """The purses that a question asks about; empty where it asks about none."""
    return _asked(query.text)


@lru_cache(maxsize=256)
def _asked(text: str) -> frozenset[str]:
    line = _WHOLE.sub(" ", fold(normalise(text)))
    found = {name for name, words in _PURSES if words.search(line)}
    if not _PAID.search(line):
        found &= _NO_BUDGETS
    return frozenset(found | {name for name, words in _PAYERS if words.search(line)})


def purses_of(sentence: Sentence, figure: Figure) -> frozenset[str]:
    """The purses that a sum of money comes from, by what it measures or what follows it."""
    named = _read(figure.indicator)
    if named:
        return named
    behind = sentence.document.text[figure.end : min(figure.end + 50, sentence.end)]
    after = _BEHIND.match(fold(normalise(behind)))
    return _read(after["purse"]) if after else frozenset()


@lru_cache(maxsize=4096)
def _read(text: str) -> frozenset[str]:
    line = fold(normalise(text))
    if _WHOLE.search(line):
        return frozenset()
    return frozenset(name for name, words in _PURSES if words.search(line))


#: What a budget takes in and pays out in all, with the words that say so.
_FLOWS = {
    "budget_revenue": "thu|nộp|huy động",
    "budget_expenditure": "chi|trả|bố trí|phân bổ|giải ngân",
    "disbursement": "giải ngân|thanh toán|chi trả|thực hiện được",
}


def of_other_purse(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sum is another purse's than the one asked about, or of one where all is asked."""
    if figure.unit not in MONEY:
        return False
    if figure.term in _FLOWS and figure.term in query.terms:
        return False  # "ngân sách tỉnh đã chi bao nhiêu": all of what it pays
    if figure.term is None and any(_says_no_flow(name, sentence, figure) for name in query.terms):
        return True
    asked = purses_asked(query)
    if asked:
        return purses_of(sentence, figure) != asked
    return asks_cost(query) and not is_cost(sentence, figure)


def _says_no_flow(asked: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether nothing before a sum says that a budget took it in, or paid it out, where asked."""
    verb = _FLOWS.get(asked)
    if verb is None:
        return False
    clause = sentence.clause_at(figure.start)
    text = sentence.document.text
    lead = text[clause.lead.start : clause.lead.end] if clause.lead else ""
    said = normalise(f"{lead} {text[clause.start : figure.start]} {figure.indicator}")
    return re.search(rf"\b(?:{verb})\b", said) is None


def asks_cost(query: Query) -> bool:
    """Whether a question asks what something costs in all: "cần bao nhiêu tiền để làm"."""
    return _asks_cost(query.text)


@lru_cache(maxsize=256)
def _asks_cost(text: str) -> bool:
    return not _asked(text) and _COSTS.search(fold(normalise(text))) is not None


def is_cost(sentence: Sentence, figure: Figure) -> bool:
    """Whether a sum is what something costs in all, by the words before it, of no single purse."""
    if figure.unit not in MONEY or purses_of(sentence, figure):
        return False
    clause = sentence.clause_at(figure.start)
    before = fold(normalise(sentence.document.text[clause.start : figure.start]))
    return _COST.search(f"{before} {fold(normalise(figure.indicator))}") is not None


#: Words of a question that name the purse or say that it pays, folded.
_SAID = frozenset(
    "ngan sach trung uong tinh cap huyen xa dia phuong von nguon tien rot bo gop dong doi ung tri"
    " va chi chiu lo ho tro danh phai".split()
)


def said_by_purse(query: Query, sentence: Sentence, figure: Figure) -> frozenset[str]:
    """Wordings of the question that a figure of the purse asked about has no need to bear."""
    asked = purses_asked(query)
    if not asked or figure.unit not in MONEY or purses_of(sentence, figure) != asked:
        return frozenset()
    return frozenset(
        wording
        for concept in query.concepts
        for wording in concept.wordings[:1]
        if set(fold(wording).split()) <= _SAID
    )


def is_whole_cost(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sum is called the total where what something costs in all is asked."""
    if not asks_cost(query) or not is_cost(sentence, figure):
        return False
    clause = sentence.clause_at(figure.start)
    before = fold(normalise(sentence.document.text[clause.start : figure.start]))
    return re.search(r"\b(?:tong|toan bo|ca giai doan)\b", before) is not None
