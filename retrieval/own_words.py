"""Which of several figures of one sentence has the question's words for its own."""

from __future__ import annotations

import re

from retrieval.matching import folded_run
from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.tokens import syllables

_PART = re.compile(r"\b(?:trong đó|trong số đó|riêng)\b", re.IGNORECASE)
_MARK = re.compile(r"[,;:()](?=\s|\Z)|[.](?=\s|\Z)")
_BEFORE = re.compile(r"[,;:()](?=\s)")
#: What tells things of one noun apart behind their count, folded.
_GRADE = re.compile(
    r" ?(?:\w+ )?(?:dat |hang )?(?P<grade>\d sao"
    r"|(?:hang|loai|cap|muc do|muc|nhom|bac) (?:\d|[ivx]+|\w)"
    r"|cap (?:tinh|huyen|xa|quoc gia)|nang cao|kieu mau)\b"
)
#: The two words before what is counted in a question, where they say what is done.
_ACT = re.compile(
    r"\b(?P<act>[a-z]+ [a-z]+) (?:(?:duoc|them|toi|den|het|moi|tong cong|ca thay|khoang) )*"
    r"(?:bao nhieu|may) "
)
_NO_ACT = frozenset("co la nam con voi trong gom cua o tai cho".split())
_AMOUNTS = (*MONEY, *PERCENT)
#: Some of the visitors: a figure of these is none of all, where the question says nothing of them.
_SOME = ("luu tru", "quoc te", "noi dia")


def is_outdone(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether another figure of the sentence, of a like kind, is what the question speaks of.

    By the words behind it ("30 triệu đồng/nhà sửa chữa"), as the part that is asked for ("trong đó
    khối doanh nghiệp 7 tỷ"), or as the whole where this one counts only some visitors.
    """
    asked = folded_run(query.text)
    if query.language == "en":
        asked = folded_run(" ".join(word for c in query.concepts for word in c.wordings))
    others = [
        other
        for other in sentence.figures
        if other.start != figure.start and other.scope.kind in (figure.scope.kind, None)
    ]
    alike = [other for other in others if _of_one_noun(other.unit, figure.unit)]
    if any(_is_act_asked(query, sentence, other, figure) for other in others):
        return True
    if any(_tells_behind(asked, sentence, other, figure) for other in alike):
        return True
    if any(_is_part_asked(query, sentence, other, figure) for other in alike):
        return True
    if figure.term in query.terms and figure.term != "tourists":
        return False  # "khách nước ngoài" by another name
    if figure.unit == "lượt" and alike and _is_some(asked, sentence, figure):
        return any(not _is_some("", sentence, other) for other in alike)
    return False


def _is_act_asked(query: Query, sentence: Sentence, other: Figure, figure: Figure) -> bool:
    """Whether what is done with things of one noun is asked, and the other's is that.

    "Bãi bỏ bao nhiêu thủ tục": "công bố mới 214 thủ tục hành chính, bãi bỏ 187 thủ tục".
    """
    if Kind.COUNT not in (figure.scope.kind, other.scope.kind) or figure.unit in _AMOUNTS:
        return False
    if figure.unit.split()[:1] != other.unit.split()[:1]:
        return False
    act = _ACT.search(fold(normalise(query.text)))
    if act is None or act["act"].split()[-1] in _NO_ACT:
        return False
    mine, its = (" ".join(_words_before(sentence, item)) for item in (figure, other))
    return f"{its} ".endswith(f"{act['act']} ") and act["act"] not in mine


def _of_one_noun(one: str, other: str) -> bool:
    """Whether two units are one, or one the short form of the other: "khu", "khu công nghiệp"."""
    return one == other or f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _tells_behind(asked: str, sentence: Sentence, other: Figure, figure: Figure) -> bool:
    """Whether of the words right behind two figures only the other's are the question's."""
    per = figure.text.partition("/")[2]
    if not per or other.text.partition("/")[2] != per:
        return _counts_others(asked, sentence, other, figure)
    mine, its = _behind(sentence, figure), _behind(sentence, other)
    if not mine or not its:
        return False
    near = f" {' '.join((*_words_before(sentence, figure), *mine))} "
    told = [word for word in its if f" {word} " in asked and f" {word} " not in near]
    return bool(told) and not any(f" {word} " in asked and word not in its for word in mine)


def _counts_others(asked: str, sentence: Sentence, other: Figure, figure: Figure) -> bool:
    """Whether of two counts of one noun the other's are those asked for: "87 sản phẩm 4 sao"."""
    if Kind.COUNT not in (figure.scope.kind, other.scope.kind) or figure.unit in _AMOUNTS:
        return False
    mine, its = (_grade_behind(sentence, item) for item in (figure, other))
    if not mine or not its or mine == its:
        return False
    return f" {its} " in asked and f" {mine} " not in asked


def _grade_behind(sentence: Sentence, figure: Figure) -> str:
    """The words right behind a count that say which: "4 sao", "hạng II", "cấp tỉnh"; folded."""
    behind = fold(normalise(sentence.document.text[figure.end : sentence.end]))
    grade = _GRADE.match(behind)
    return grade["grade"] if grade else ""


def _behind(sentence: Sentence, figure: Figure) -> list[str]:
    text = sentence.document.text
    end = _MARK.search(text, figure.end, sentence.end)
    said = text[figure.end : end.start() if end else sentence.end]
    return [] if re.search(r"\d", said) else syllables(fold(normalise(said)))


def _words_before(sentence: Sentence, figure: Figure) -> list[str]:
    """The words of a figure's own piece, from the last mark on."""
    before = sentence.document.text[sentence.start : figure.start]
    return syllables(fold(normalise(_BEFORE.split(before)[-1])))


def _is_part_asked(query: Query, sentence: Sentence, other: Figure, figure: Figure) -> bool:
    """Whether the other is a part of this one, behind "trong đó", that the question names."""
    text = sentence.document.text
    part = _PART.search(text, figure.end, max(figure.end, other.start))
    if part is None:
        return False
    if re.search(r"\d", text[part.end() : other.start]):
        return False
    whole = folded_run(text[sentence.start : part.start()])
    behind = _MARK.search(text, other.end, sentence.end)
    told = text[other.end : behind.start() if behind else sentence.end]
    own = folded_run(f"{text[part.end() : other.start]} {told}")
    names = [folded_run(concept.wordings[0]) for concept in query.concepts]
    return any(len(name.split()) > 1 and name in own and name not in whole for name in names)


def _is_some(asked: str, sentence: Sentence, figure: Figure) -> bool:
    before = f" {' '.join(_words_before(sentence, figure))} "
    return any(f" {word} " in before and f" {word} " not in asked for word in _SOME)
