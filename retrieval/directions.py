"""Whether a figure goes the way asked about: up or down, added, undone, beyond a plan."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.kind_asked import asks_gap
from retrieval.records import FIGURES, Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.scope import Kind

_DIRECTION = re.compile(r"\b(tang|giam)\b")

#: Words right before a figure that make it a difference; "thâm hụt" is a figure of its own.
_GAP_BEFORE = re.compile(
    r"(?:(?<!tham )\bhut(?: thu)?|\bthieu hut|\b(?:thap|cao|it|nhieu|kem) hon"
    r"|\btuc (?:vuot|thieu|tang|giam)|\bvuot (?:so voi )?(?:du toan|ke hoach|chi tieu|muc tieu)"
    r"|\bchenh(?: lech)?)"
    r"(?: (?:la|toi|den|gan|khoang|hon|tren))*\s*$"
)

#: Words of a change right before a figure.
_MOVED_BY = re.compile(r"\b(?:tang|giam|vuot)(?: (?:them|hon|gan|tren|khoang))*\s*$")

#: Questions for the sum of what there is, and what stands before a figure that adds to it.
_ALL_TOLD = re.compile(
    r"\b(?:ca thay|tong cong(?! (?:suat|ty|doan|trinh|viec|an)\b)|tat ca|tong so|luy ke|cong don)\b"
)

_ADDED = re.compile(r"\b(?:them|tang them|bo sung|cong nhan moi|thanh lap moi)(?: duoc)?\s*$")

#: Questions for what is new only, and what stands before a sum of all there is then.
_ASKS_NEW = re.compile(
    r"\b(?:co them|tang them|them|thanh lap moi|cong nhan moi|cap moi|phat trien moi|ket nap)"
    r"(?: duoc)? (?:bao nhieu|may)\b"
    r"|\b(?:thanh lap|cong nhan|phat trien|cap|lap|mo) (?:them|moi)\b"
    r"(?!.*\b(?:tong|luy ke|ca thay)\b)"
)

_SUMMED = re.compile(
    r"\b(?:tong so|luy ke|tong cong|nang tong so|tong)"
    r"(?: (?:den|tinh|cuoi|nam|het|len|co|la|dat|nay|\d+))*\s*$"
)

#: Questions for what is added, and what raises a total to the figure behind it.
_ASKS_ADDED = re.compile(
    r"\b(?:them|(?<!thon )moi|tang|bo sung|nang(?! cao)|ket nap|more|additional|added)\b"
)

_RAISED_TO = re.compile(r"\b(?:nang|dua)\b[^;]*\b(?:len|thanh|dat)(?: (?:con|la|toi|den))?\s*$")

#: Questions for what is not done yet, and words of that.
_UNDONE = re.compile(
    r"\bcon (?:bao nhieu|may)\b.*\bchua\b|\b(?:bao nhieu|may) (?:\w+ ){1,3}(?:van |con )*chua\b"
)

_WAITING = re.compile(r"\b(?:chua|con|vuong|thieu|khong)\b")

#: Questions for those of which something is not so; not "không quá", "không biết là", "có … không".
_DENIED = re.compile(
    r"(?<!chứ )(?<!chu )(?<!bỏ )(?<!bo )\b(?:chưa|không|(?<!mua )(?<!cay )chua|khong)"
    r" (?!(?:dưới|quá|ít|đủ|còn|thể|kể|tính|gồm|bao|vượt|thấp|kém|ngừng|chỉ|những|biết|rõ|mấy|hay"
    r"|và|thì|nhỉ|ạ|rồi|vậy|duoi|qua|it|du|con|the|ke|tinh|gom|vuot|thap|kem|ngung|chi|nhung|biet"
    r"|ro|may|va|thi|nhi|a|roi|vay|benh|chay|gian|khí|khi)\b)[^\W\d_]"
)
#: Said of those that are not, have not or lack.
_LACKS = re.compile(r"\b(?:chua|khong|con|vuong|thieu|ngoai|tru|that nghiep|mu chu|yeu|kem|cham)\b")

#: What divides a whole into the figures of its parts.
_DIVIDED = re.compile(r"\b(?:trong do|bao gom|gom|trong so do)\b")


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """A question is compared with every figure found: fold it once."""
    return fold(normalise(text))


def direction_conflict(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a rise is asked for and the figure is a fall, or the other way round.

    Also whether the difference from a plan is asked for and the figure is not printed as one.
    """
    question = folded(query.question)
    if asks_gap(question):
        return not is_gap(sentence, figure)
    if _ALL_TOLD.search(question) and _is_added(sentence, figure):
        return True
    if not _ASKS_ADDED.search(question) and _adds_to_total(sentence, figure):
        return True
    if _ASKS_NEW.search(question) and _SUMMED.search(_before(sentence, figure)):
        return True
    if _UNDONE.search(question) and _is_done(sentence, figure):
        return True
    if query.answer_type in FIGURES and _is_denied(query) and not _lacks(sentence, figure):
        return True
    if query.scope.kind is not Kind.GROWTH:
        return False
    asked = set(_DIRECTION.findall(folded(query.question)))
    return len(asked) == 1 and direction_of(sentence, figure) not in (None, *asked)


def _is_denied(query: Query) -> bool:
    """Whether those are asked for of which something is not so: "bao nhiêu người chưa tiêm"."""
    return _DENIED.search(normalise(query.text)) is not None


def _lacks(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is told of what is not, by its indicator or its clause."""
    clause = sentence.clause_at(figure.start)
    words = f"{figure.indicator} {sentence.document.text[clause.start : clause.end]}"
    return _LACKS.search(fold(normalise(words))) is not None


def _is_added(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure only adds to a sum: "thêm 10 xã, nâng tổng số lên 144 xã".

    So is one of the parts that follow the whole: "tổng nhu cầu 90 tỷ, trong đó …".
    """
    start = sentence.start
    before = fold(normalise(sentence.document.text[start : figure.start]))
    divided = _DIVIDED.search(before)
    start = divided.start() if divided else _opened(before)
    whole = re.search(r"\btong\b", before[:start]) is not None
    return whole or _ADDED.search(_before(sentence, figure)) is not None


def _opened(before: str) -> int:
    """Where a bracket behind a figure is open at the end: "tổng 90 tấn (nuôi 60 tấn"; else 0."""
    at = before.rfind("(")
    behind_figure = re.search(r"\d[\d.,]* ?[^\W\d]*(?:/\w+)? ?$", before[: max(at, 0)])
    return at if at > before.rfind(")") and behind_figure else 0


def _adds_to_total(sentence: Sentence, figure: Figure) -> bool:
    """Whether a count is added to one told behind it: "thêm 4 xã, nâng tổng số lên 89 xã"."""
    text = sentence.document.text
    for other in sentence.figures:
        units = figure.unit.split()[:1], other.unit.split()[:1]
        if other.start <= figure.end or units[0] != units[1]:
            continue
        between = fold(normalise(text[figure.end : other.start]))
        return _RAISED_TO.search(between) is not None and ";" not in between
    return False


def _is_done(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure counts what is done: "đã chi trả cho 402 hộ" of those still waiting."""
    clause = sentence.clause_at(figure.start)
    words = fold(normalise(sentence.document.text[clause.start : clause.end]))
    return re.search(r"\bda\b", words) is not None and _WAITING.search(words) is None


def _before(sentence: Sentence, figure: Figure) -> str:
    clause = sentence.clause_at(figure.start)
    return fold(normalise(sentence.document.text[clause.start : figure.start]))


def is_gap(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is itself a difference by the words before it: "tức hụt 280 tỷ đồng"."""
    clause = sentence.clause_at(figure.start)
    before = fold(normalise(sentence.document.text[clause.start : figure.start]))
    return _GAP_BEFORE.search(before) is not None


def is_printed_change(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a change is asked for and a share of a plan is printed as one: "tăng 30% kế hoạch".

    Not where the question says what the change is measured from.
    """
    if query.scope.kind is not Kind.GROWTH or query.scope.base is not None:
        return False
    of_plan = figure.scope.kind is Kind.SHARE_OF_PLAN
    return of_plan and _MOVED_BY.search(_before(sentence, figure)) is not None


def direction_of(sentence: Sentence, figure: Figure) -> str | None:
    """The last word of change before a figure in its clause, folded: "tang" or "giam"."""
    clause = sentence.clause_at(figure.start)
    before = fold(normalise(sentence.document.text[clause.start : figure.start]))
    words = _DIRECTION.findall(before)
    return words[-1] if words else None
