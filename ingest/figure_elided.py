"""Figures whose sentence leaves unsaid what they measure, told on from a figure before.

"Ở thị xã mức này là 90 USD/m2"; "Kế hoạch cả năm là tăng 7%"; "giảm còn 5%, tương đương 900 hộ";
"Quận A dẫn đầu với 900 tỷ đồng, kế đến là quận B 400 tỷ đồng".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_phrase import head_of
from ingest.figure_sentence import MEASURES, ReadSentence, says_change
from store.records import FORMER, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind

#: A noun that only points back: "mức này", "số thu ấy", "tỷ lệ trên".
_THIS = re.compile(
    r"(?:(?:còn|riêng|trong khi|nếu)\s)*"
    r"(?:các )?(?:mức|con số|số|tỷ lệ|chỉ số|chỉ tiêu|kết quả|diện tích|sản lượng|kim ngạch|khoản"
    r"|nguồn|tốc độ|tỷ trọng|giá|quy mô|lượng|doanh thu|năng suất|vốn)(?: \w+){0,2}?"
    r" (?:này|ấy|đó|trên|nói trên|kể trên|tương ứng)(?: (?:của|ở|tại))?"
)
#: What may stand before a figure that says no more than where, when and of what kind it is.
_ELLIPTIC = re.compile(
    r"(?:[\W\d]|\b(?:và|còn|riêng|trong khi(?: đó)?|thì|ở|tại|với|của|cho|là|đạt|có|được|chỉ|mới|đã"
    r"|nâng|đưa|tổng số|lũy kế|luỹ kế|kh"
    r"|đang|hiện|nay|đến nay|ước(?: tính)?|dự kiến|phấn đấu|kế hoạch|mục tiêu|chỉ tiêu|dự toán"
    r"|kết quả|(?:con )?số(?: này| ấy| đó)?|cả|toàn|tỉnh|huyện|quận|thành phố"
    r"|thị xã|xã|giao|đề ra|đặt ra|đặt|đầu|cuối"
    r"|năm|kỳ|trong|tăng|giảm|lên|xuống|khoảng|gần|hơn|trên|dưới|(?:thu|chi)(?= \w+ nhất)"
    r"|(?:cao|thấp|nhiều|ít|lớn|nhỏ|chậm) (?:nhất|nhì|hơn)|nhất|dẫn đầu|đứng (?:đầu|thứ \w+|cuối)"
    r"|xếp (?:đầu|thứ \w+|cuối)|(?:kế|tiếp) (?:đến|theo)|kế tiếp|sau đó|tiếp tục|vẫn|thu hút"
    r"|(?:ở chiều )?ngược lại|trái lại|đơn vị|địa phương|vượt|hoàn thành|thực hiện|đóng góp)\b)*+"
)
#: What says that a count is the same as the rate before it.
_EQUALS = re.compile(
    r"\W*(?:(?:tương đương|tương ứng|tức|hay|ứng)(?: với| là)?|với|bằng)"
    r"(?: (?:khoảng|gần|hơn|trên))?\W*"
)
_TOTAL = re.compile(r"\d\s?(?:/|trên|trong)(?: tổng số)?\s?(?P<total>\d[\d.]*)")
_BORDER = re.compile(r"[,;:(]")
#: A plan for what was counted, or what it adds up to.
_OF_COUNT = re.compile(
    r"\b(?:kế hoạch|kh|mục tiêu|chỉ tiêu|dự toán|lũy kế|luỹ kế|(?:nâng|đưa) (?:tổng )?số)\b"
)
_POINTS = re.compile(r"\b(?:con số|số|mức|tỷ lệ) (?:này|ấy|đó)\b")
_PARTS = re.compile(r"[,;:()]|[^\s]+(?:\s+[^\s]+){5}")
_GROWN, _LONGEST_THING = ("ha", "tấn", "con"), 4
_AIMED = (Kind.TARGET, Kind.PLAN, Kind.ESTIMATE)
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)


def told_on(
    sentence: ReadSentence,
    figures: Sequence[Figure],
    told: Sequence[Figure],
    section: Sequence[Figure],
) -> list[Figure]:
    """The figures of a sentence, those that leave unsaid what they measure with what told it.

    `told` are the figures of the sentences before it in the paragraph, `section` those of the
    paragraphs before it, of which only money goes on so far.
    """
    done: list[Figure] = []
    last = 0
    for figure in figures:
        start = figure.start - sentence.start
        before = _without_slots(sentence, last, start)
        source = None
        if done and _counts_same(figure, done[-1], before):
            figure = _counting(figure, done[-1])
        elif (alike := _of_same_total(figure, [*told, *done])) is not None:
            source = alike
        elif done and _counts_on(figure, done, before):
            source = next(one for one in reversed(done) if one.unit == figure.unit)
        elif done and _in_brackets_of(figure, done[-1], sentence, last):
            source = done[-1]
        elif _THIS.fullmatch(normalise(figure.indicator)):
            source = _nearest(figure, [*section, *told, *done])
        elif _POINTS.search(before) and not figure.indicator and _ELLIPTIC.fullmatch(before):
            source = _nearest(figure, [*section, *told, *done], shares=True)
        elif _is_unsaid(figure, [*section, *told, *done], sentence) and _ELLIPTIC.fullmatch(before):
            near = _alike(figure, done, before) or _alike(figure, told, before)
            far = section if figure.unit in MONEY and not told else ()
            source = next(iter(near or _alike(figure, far, before)), None)
            if source is not None and not (_names(source) and _differs(figure, source)):
                source = None
        done.append(_like(figure, source, sentence) if source is not None else figure)
        last = figure.end - sentence.start
    return done


def _of_same_total(figure: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """The figure before of as many of the same: "89/129 xã đạt chuẩn … (năm 2024: 85/129 xã)"."""
    bare = normalise(figure.indicator) in ("", normalise(figure.unit))
    total = _TOTAL.search(figure.text)
    if not bare or figure.term or total is None or figure.unit in MEASURES:
        return None
    for one in reversed(earlier):
        other = _TOTAL.search(one.text)
        if one.term and one.unit == figure.unit and other and other["total"] == total["total"]:
            return one
    return None


def _counts_on(figure: Figure, done: Sequence[Figure], words: str) -> bool:
    """Whether a bare count is of the plan for what was counted, or its total: "kế hoạch 65 xã"."""
    if figure.unit in MEASURES or normalise(figure.indicator) not in ("", normalise(figure.unit)):
        return False
    alike = [one for one in done if one.unit == figure.unit]
    if not alike or normalise(alike[-1].indicator) in ("", normalise(figure.unit)):
        return False
    last = _BORDER.split(words)[-1]
    return _OF_COUNT.search(last) is not None and _ELLIPTIC.fullmatch(last) is not None


def _in_brackets_of(figure: Figure, other: Figure, sentence: ReadSentence, last: int) -> bool:
    """Whether a figure opens the brackets behind another of its unit: "14 hộ (năm 2024: 12 hộ)"."""
    start = figure.start - sentence.start
    at = sentence.text.find("(", last, start)
    bare = normalise(figure.indicator) in ("", normalise(figure.unit))
    alike = bare and other.unit == figure.unit and bool(other.indicator)
    if not alike or at < 0 or _PARTS.search(sentence.text, last, at):
        return False
    return _ELLIPTIC.fullmatch(_without_slots(sentence, at, start)) is not None


def _without_slots(sentence: ReadSentence, start: int, end: int) -> str:
    """The normalised words start:end of a sentence without the places and periods among them."""
    text = list(sentence.text[:end])
    spans = [(place.start, place.end) for place in sentence.places]
    spans += [(period.start, period.end) for period in sentence.periods]
    for first, stop in spans:
        if start <= first < end:
            text[first : min(stop, end)] = " " * (min(stop, end) - first)
    return normalise("".join(text[start:]))


def _is_unsaid(figure: Figure, earlier: Sequence[Figure], sentence: ReadSentence) -> bool:
    """Whether at most a heading names what a figure measures; a count names its noun."""
    if figure.unit not in MEASURES and " " not in figure.unit:
        return False
    above = [item.start for item in figure.inherited if item.slot == "indicator"]
    by_figure = {one.start for one in earlier} & set(above)
    own = any((start or 0) >= sentence.start for start in above)
    return not figure.indicator or bool(above and not own and not by_figure)


def _nearest(figure: Figure, earlier: Sequence[Figure], *, shares: bool = False) -> Figure | None:
    """The figure last told that "mức này" may point to, one of a plan too if `shares`."""
    growth = figure.scope.kind is Kind.GROWTH
    for one in reversed(earlier):
        told = one.scope.kind not in _RELATIVE or (shares and one.unit == figure.unit)
        stated = one.indicator and one.comparison != FORMER and told
        if stated and (one.unit == figure.unit or growth):
            return one
    return None


def _alike(figure: Figure, earlier: Sequence[Figure], words: str) -> list[Figure]:
    """Figures before of the same unit that say a change, where the figure does, or a level."""
    rises = figure.unit in PERCENT and bool(says_change(words) or figure.scope.kind is Kind.GROWTH)
    return [
        one
        for one in earlier
        if one.indicator
        and one.unit == figure.unit
        and one.comparison != FORMER
        and one.scope.kind is not Kind.SHARE_OF_PLAN
        and (one.scope.kind is Kind.GROWTH) is rises
    ]


def _names(figure: Figure) -> bool:
    """Whether what a figure measures is a term, opens with a noun of measure or is grown."""
    words = normalise(figure.indicator).split()
    grown = figure.unit in _GROWN and 0 < len(words) <= _LONGEST_THING and "án" not in words
    return figure.term is not None or bool(head_of(figure.indicator)) or grown


def _differs(figure: Figure, source: Figure) -> bool:
    """Whether a figure is of another place, time or kind than the one that it is told on from."""
    aimed = (figure.scope.kind in _AIMED) is not (source.scope.kind in _AIMED)
    other = figure.scope.period != source.scope.period or figure.scope.place != source.scope.place
    return aimed or other


def _counts_same(figure: Figure, rate: Figure, words: str) -> bool:
    """Whether a bare count is what a rate before it comes to: "còn 5%, tương đương 900 hộ"."""
    bare = normalise(figure.indicator) in ("", normalise(figure.unit))
    counted = figure.unit not in MEASURES and rate.unit in PERCENT
    return counted and bare and bool(rate.indicator) and _EQUALS.fullmatch(words) is not None


def _counting(figure: Figure, rate: Figure) -> Figure:
    named = Inherited("indicator", rate.indicator, "body", rate.start, rate.end)
    inherited = (*figure.inherited, named)
    return replace(figure, indicator=rate.indicator, term=rate.term, inherited=inherited)


def _like(figure: Figure, source: Figure, sentence: ReadSentence) -> Figure:
    """The figure with the indicator of `source`, and its time and place where none is said."""
    named = Inherited("indicator", source.indicator, "body", source.start, source.end)
    scope = figure.scope
    if source.scope.kind is Kind.SHARE_OF_PLAN:
        scope = replace(scope, kind=source.scope.kind, base=source.scope.base)
    aimed = (scope.kind in _AIMED) is not (source.scope.kind in _AIMED)
    if not aimed and not _said(figure, "period", sentence) and scope.period is not None:
        scope = replace(scope, period=source.scope.period)
    inherited = [item for item in figure.inherited if item.slot != "indicator"]
    return replace(
        figure,
        indicator=source.indicator,
        term=source.term,
        scope=scope,
        inherited=(*inherited, named),
    )


def _said(figure: Figure, slot: str, sentence: ReadSentence) -> bool:
    return any(
        item.slot == slot and item.origin == "body" and (item.start or 0) >= sentence.start
        for item in figure.inherited
    )
