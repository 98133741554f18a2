"""Figures that stand beside the names of places only: "A đạt 61% dự toán; B 50%, C 44%".

Such a figure says of its place what the one before it says of another: the same indicator, the same
kind, against the same base.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_sentence import ReadSentence
from store.records import FORMER, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.scope import Kind

#: What may stand beside the name: an order, a verb of level, a comment in brackets.
_BESIDE = re.compile(
    r"(?:\W|\b(?:và|còn|riêng|trong đó|như|là|đạt|có|ở|tại|với|của|thì|chỉ|mới|được|khoảng"
    r"|gần|hơn|trên|dưới|(?:cao|thấp|nhiều|ít|lớn|nhỏ|kém|chậm|nhanh)(?: nhất| hơn)?|nhất|đứng đầu"
    r"|dẫn đầu|tiếp (?:đến|theo)|kế đến|sau đó|(?:toàn|cả)? ?tỉnh|cả nước|chiếm|vẫn|rất|khá)\b)*+"
)
#: What sets places against those before them.
_TURNS = re.compile(
    r"^\W*(?:(?:ở |về )?(?:chiều |phía )?ngược lại|trái lại|trong khi đó|tuy nhiên|đáng chú ý"
    r"|bên cạnh đó|cá biệt|tiếp (?:theo|đến)|kế đến|cuối cùng|xếp cuối|đứng cuối|đội sổ)\b"
    r"(?: là)?,?",
    re.IGNORECASE,
)
#: What follows such a figure: nothing that says more of it.
_ENDS = re.compile(r"\s*(?:$|[,;.:()”\"]|(?:và|còn|trong khi|riêng)\b)")
#: Units in which places themselves are counted: "Hai huyện vẫn rất cao: …".
_PLACES = frozenset("huyện;xã;địa phương;tỉnh;thị xã;thành phố;phường;đơn vị".split(";"))


def beside_places(
    sentence: ReadSentence, figures: Sequence[Figure], told: Sequence[Figure]
) -> list[Figure]:
    """The figures of a sentence, those beside mere places with what the one before is of.

    `told` are the figures of the sentences before it in the paragraph.
    """
    done: list[Figure] = []
    last = 0
    for figure in figures:
        start = figure.start - sentence.start
        source = _source(figure, done, told)
        ends = _ENDS.match(sentence.text, figure.end - sentence.start) is not None
        if source is not None and ends and _only_names(sentence, last, start, fresh=not done):
            figure = _like(figure, source, sentence.start)
        done.append(figure)
        last = figure.end - sentence.start
    return done


def _source(figure: Figure, done: Sequence[Figure], told: Sequence[Figure]) -> Figure | None:
    """The figure before of another place with the same unit, in the sentence or the one before."""
    near = [one for one in done if one.unit not in _PLACES or one.unit == figure.unit]
    for one in (*near[-1:], *(told[-1:] if not near else ())):
        other = one.scope.place is not None and one.scope.place != figure.scope.place
        alike = one.unit == figure.unit or one.unit.startswith(f"{figure.unit} ")
        if alike and other and one.comparison != FORMER:
            aimed = one.scope.kind in (Kind.PLAN, Kind.TARGET)
            return one if near or not aimed or one.scope.kind is figure.scope.kind else None
    return None


def _only_names(sentence: ReadSentence, start: int, end: int, *, fresh: bool) -> bool:
    """Whether the words start:end of a sentence are a place's name and no more.

    In a `fresh` sentence nothing else may be named before the list of places.
    """
    if (fresh or not start) and any(mention.start < end for mention in sentence.terms):
        return False
    text = list(sentence.text[:end])
    named = [place for place in sentence.places if start <= place.start and place.end <= end]
    for place in named:
        text[place.start : place.end] = "\0" * (place.end - place.start)
    words = "".join(text[start:end])
    words = _TURNS.sub(" ", words[words.rfind(":") + 1 :])
    words = re.sub(r"^[^,;(\0]*(?=[,;(])", " ", words) if start else words
    return bool(named) and _BESIDE.fullmatch(normalise(words)) is not None


def _like(figure: Figure, source: Figure, start: int) -> Figure:
    named = Inherited("indicator", source.indicator, "body", source.start, source.end)
    period = figure.scope.period
    if _dated_in(source, start) and not _dated_in(figure, start):
        period = source.scope.period
    scope = replace(figure.scope, period=period, kind=source.scope.kind, base=source.scope.base)
    return replace(
        figure,
        indicator=source.indicator,
        term=source.term,
        scope=scope,
        comparison=source.comparison,
        basis=source.basis,
        inherited=(*figure.inherited, named),
    )


def _dated_in(figure: Figure, start: int) -> bool:
    """Whether words of the sentence at `start` of the document give the period of a figure."""
    return any(
        item.slot == "period" and item.origin == "body" and (item.start or 0) >= start
        for item in figure.inherited
    )
