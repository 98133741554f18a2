"""Figures of less than what is asked about: a part beside its whole, some of all, a namesake."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.evidence import Candidate
from retrieval.records import Query
from vietnamese.normal import fold, normalise
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.scope import Kind
from vietnamese.terms import term
from vietnamese.tokens import syllables

#: What comes before a part of a whole, folded, and where what is said of it ends.
_PART = re.compile(r"\b(?:trong (?:do|so do)|nhung|moi(?: co)?|da co|chi(?: co)?|rieng)\b[^,;.]*$")
#: How much more of the question a part may hold than the whole that is meant.
_ALIKE = 0.02
#: Around a whole of which some are told of next: "Trong 20 việc …, có 9 việc …".
_OF_WHICH = re.compile(r"\btrong(?: tong)?(?: so)?\s*$")
_SOME = re.compile(r",(?: da| moi)? co\s*$")
_UP_TO_MARK = re.compile(r"[,;.](?=\s|\Z)")
#: Words of a whole, and a subject before what is measured: "Dân tộc Khơ Mú có …", folded.
_WHOLE_WORDS = frozenset(
    "toan ca tinh huyen xa thanh pho thi dia ban phuong tren o tai cua nam theo chuan da chieu moi"
    " muc ty le ti so tong binh quan cuoi dau den het gia con dat khoang uoc thuc hien chi tieu"
    " phan dau ke hoach du toan giao tang giam hang quy thang trong do voi va la duoc ve".split()
)
_SUBJECT = re.compile(r"(?P<who>\w+ [^,;:.]*?\w+) co$")


def is_part_beside(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether a figure is a part told beside its whole, by words that the question has not.

    "Cả huyện có 3.850 ha mít, nhưng mới 1.120 ha được cấp mã số".
    """
    whole, part = best.figure, item.figure
    if not whole or not part or best.sentence.start != item.sentence.start:
        return False
    if whole.end > part.start or whole.source != part.source or whole.unit != part.unit:
        return False
    if not whole.value or not part.value or part.value >= whole.value:
        return False
    text = best.sentence.document.text
    between = fold(normalise(text[whole.end : part.start]))
    behind = fold(normalise(_UP_TO_MARK.split(text[part.end : item.sentence.end])[0]))
    words = set(syllables(behind)) - set(syllables(fold(query.text)))
    return _PART.search(between) is not None and len(words) > 1


def or_its_whole(query: Query, best: Candidate, usable: Sequence[Candidate]) -> Candidate:
    """The whole in place of a part of it that holds no more of the question.

    "Trong 20 việc được bàn, có 9 việc về y tế": asked what was discussed, all 20.
    """
    for item in usable:
        whole, part = item.figure, best.figure
        if not whole or not part or item.sentence.start != best.sentence.start:
            continue
        alike = whole.unit == part.unit and best.coverage - item.coverage < _ALIKE
        if whole.end > part.start or not alike:
            continue
        text = item.sentence.document.text
        before = fold(normalise(text[item.sentence.start : whole.start]))
        between = fold(normalise(text[whole.end : part.start]))
        behind = set(syllables(fold(_UP_TO_MARK.split(text[part.end : best.sentence.end])[0])))
        unasked = behind - set(syllables(fold(query.text)))
        if _OF_WHICH.search(before) and _SOME.search(between) and 2 * len(unasked) > len(behind):
            return item
    return best


def is_lower_namesake(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether a figure of a document on a province is of the town that bears its name.

    There "Hòa Bình" is the province, unless the town is said.
    """
    lead, other = best.figure, item.figure
    if not lead or not other or query.scope.level is not None or lead.source != other.source:
        return False
    place, lower = lead.scope.place, other.scope.place
    return (
        place is not None
        and lower is not None
        and place == best.sentence.document.scope.place
        and place.level is not lower.level
        and place.name == lower.name
    )


def without_namesakes(query: Query, usable: Sequence[Candidate]) -> list[Candidate]:
    """The figures without those of a town whose province of one name is told of the same."""

    def is_beside(item: Candidate) -> bool:
        return any(
            is_lower_namesake(query, other, item)
            and item.figure is not None
            and other.figure is not None
            and (item.figure.term, item.figure.unit) == (other.figure.term, other.figure.unit)
            for other in usable
        )

    return [item for item in usable if not is_beside(item)]


def is_narrowed(query: Query, item: Candidate) -> bool:
    """Whether a figure is of some of what it measures, by words that the question has not.

    "Dân tộc Khơ Mú có tỷ lệ hộ nghèo 48%", "tỷ lệ hộ nghèo ở các huyện nghèo": no figure of all.
    """
    figure = item.figure
    known = term(figure.term) if figure and figure.term else None
    if figure is None or known is None:
        return False
    asked = set(syllables(fold(query.text)))
    asked |= {word for c in query.concepts for one in c.wordings for word in fold(one).split()}
    named = {part for name in known.names for part in syllables(fold(normalise(name)))}
    extra = set(syllables(fold(normalise(figure.indicator)))) - named - asked - _WHOLE_WORDS
    place = figure.scope.place
    extra -= set(syllables(fold(normalise(place.full_name)))) if place else set()
    if len(extra) > (3 if figure.scope.kind is Kind.COUNT else 1):
        return True
    if figure.scope.kind is Kind.COUNT:
        return False
    clause = item.sentence.clause_at(figure.start)
    lead = item.sentence.document.text[clause.start : figure.start]
    before = lead[: max(lead.find(figure.indicator), 0)]
    subject = _SUBJECT.search(fold(normalise(before)).rstrip())
    if subject is None or read_places(before) or read_periods(before):
        return False
    return len(set(syllables(subject["who"])) - asked - _WHOLE_WORDS) > 1
