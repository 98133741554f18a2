"""Figures that stand beside the names of places only: "A đạt 61% dự toán; B 50%, C 44%".

Such a figure says of its place what the one before it says of another: the same indicator, the same
kind, against the same base.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_phrase import head_of
from ingest.figure_sentence import ReadSentence
from ingest.figure_state import PlaceSlot
from store.records import FORMER, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.places import Place, same_or_within
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind

#: What may stand beside the name: an order, a verb of level, a comment in brackets.
_BESIDE = re.compile(
    r"(?:\W|\b(?:và|còn|riêng|trong đó|như|là|đạt|có|ở|tại|với|của|thì|chỉ|mới|được|khoảng"
    r"|gần|hơn|trên|dưới|(?:cao|thấp|nhiều|ít|lớn|nhỏ|kém|chậm|nhanh|nặng|đông|mạnh|sâu|tốt|yếu"
    r"|dài|đắt|rẻ|khó khăn)(?: nhất| nhì| hơn)?|nhất|đứng đầu"
    r"|dẫn đầu|(?:tiếp|kế) (?:đến|theo|đó)|kế tiếp|sau đó|rồi(?: đến)?|cuối(?: cùng| bảng)?"
    r"|(?:toàn|cả)? ?tỉnh|cả nước|chiếm|vẫn|rất|khá|tập trung(?: chủ yếu| nhiều| đông)?|chủ yếu"
    r"|(?:các )?(?:địa bàn|địa phương|nơi|điểm|huyện|xã|quận)(?: (?:nóng|trọng điểm|khó khăn|đó))?"
    r"|điển hình|đáng kể|phải kể đến|thuộc về|bị|xếp(?: (?:cuối|đầu))?|chịu|thiệt hại"
    r"|ảnh hưởng)\b)*+"
)
#: What ranks a place among those of which a whole was told before.
_RANKS = re.compile(
    r"\b(?:nhất|nhì|dẫn đầu|đứng đầu|cuối bảng|xếp cuối|(?:tiếp|kế) (?:đến|theo|đó)|kế tiếp|sau đó"
    r"|tập trung|chủ yếu|trong đó|địa bàn|điển hình|phải kể đến|gồm)\b"
)
#: What sums up what was told of several places.
_SUMS = re.compile(
    r"\b(?:tổng (?:cộng|số|diện tích|vốn|kinh phí|sản lượng)|cộng (?:chung|lại)|tính chung)\b"
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
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
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
        words = normalise(sentence.text[last:start])
        ranked = _RANKS.search(words) is not None
        source = _whole(figure, [*told, *done]) if ranked else None
        source = source or _source(figure, done, told, ranked=ranked)
        ends = _ENDS.match(sentence.text, figure.end - sentence.start) is not None
        if source is not None and ends and _only_names(sentence, last, start, fresh=not done):
            figure = _like(figure, source, sentence.start)
        done.append(figure)
        last = figure.end - sentence.start
    return done


def summed_up(sentence: ReadSentence, figures: Sequence[Figure], around: PlaceSlot) -> list[Figure]:
    """The figures of a sentence, what sums up those of several places of the place `around` them.

    "A 28.300 ha, B 58.200 ha; tổng cộng 86.500 ha".
    """
    done: list[Figure] = []
    last = 0
    for figure in figures:
        start = figure.start - sentence.start
        sums = _SUMS.search(normalise(sentence.text[last:start])) is not None
        named = any(last <= place.start < start for place in sentence.places)
        parts = {one.scope.place for one in done if one.scope.place != around[0]}
        if sums and not named and len(parts) > 1 and around[0] is not None:
            kept = tuple(item for item in figure.inherited if item.slot != "place")
            scope = replace(figure.scope, place=around[0], level=around[0].level)
            figure = replace(figure, scope=scope, inherited=(*kept, *around[1]))
        done.append(figure)
        last = figure.end - sentence.start
    return done


def _whole(figure: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """The figure before of which a place that is ranked has its share, which is no larger.

    "2.900 ca mắc, 3 ca tử vong; nhiều nhất là quận A 520 ca". Of rates it is the last that is named
    and no change of another.
    """
    alike = [
        one
        for one in earlier
        if (one.unit == figure.unit or one.unit.startswith(f"{figure.unit} "))
        and one.comparison != FORMER
        and one.scope.place != figure.scope.place
        and _includes(one.scope.place, figure.scope.place)
    ]
    if figure.unit in PERCENT:
        levels = [one for one in alike if one.scope.kind not in _RELATIVE]
        last = alike[-1] if alike else None
        if last is not None and last.scope.kind is Kind.GROWTH:
            levels = [one for one in levels if one.indicator == last.indicator]
        elif last is not None and last.scope.kind is Kind.SHARE_OF_PLAN:
            return last  # "giải ngân đạt 38% kế hoạch. Quận A dẫn đầu với 61%"
        named = [one for one in levels if one.term or head_of(one.indicator)]
        return next(reversed(named or levels), None) if levels else None
    whole = [one for one in alike if one.scope.kind not in _RELATIVE and _holds(one, figure)]
    plain = [one for one in whole if one.scope.kind not in (Kind.PLAN, Kind.TARGET)]
    return next(reversed(plain or whole), None)


def _includes(outer: Place | None, inner: Place | None) -> bool:
    """Whether one place may have another for a part."""
    if outer is None or inner is None:
        return inner is not None
    return outer.level is not inner.level or same_or_within(inner, outer)


def _holds(whole: Figure, part: Figure) -> bool:
    return whole.value is not None and part.value is not None and part.value <= whole.value


def _source(
    figure: Figure, done: Sequence[Figure], told: Sequence[Figure], *, ranked: bool
) -> Figure | None:
    """The figure before of another place with the same unit, in the sentence or the one before."""
    near = [one for one in done if one.unit not in _PLACES or one.unit == figure.unit]
    for one in (*near[-1:], *(told[-1:] if not near else ())):
        other = one.scope.place is not None and one.scope.place != figure.scope.place
        alike = one.unit == figure.unit or one.unit.startswith(f"{figure.unit} ")
        if ranked and figure.unit not in PERCENT and one.scope.kind in _RELATIVE:
            continue  # "giảm 57 vụ; nhiều nhất là A (96 vụ)"
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
    whole = source.start < start and source.scope.place != figure.scope.place
    if (whole or _dated_in(source, start)) and not _dated_in(figure, start):
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
