"""Figures of plans: what a plan amounts to, how much of it was reached, how far a figure is off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.figure_sentence import EDGE, TARGETS, ReadSentence
from store.records import Figure
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind
from vietnamese.sentences import Span

#: What follows a percentage of a plan: "… dự toán năm", "… so với kế hoạch", "… chỉ tiêu giao".
OF_PLAN = re.compile(
    r"\s*(?:so với |so |của |tổng |mức |số |trên )*"
    r"(?:dự toán|kế hoạch|chỉ tiêu|kịch bản|mục tiêu|nghị quyết|kh\b|dt\b)"
)
_REACHED = re.compile(
    r"\W*(?:(?:chỉ|mới|đã|tức(?: là)?|hay|nghĩa là|vỏn vẹn|khoảng|gần|hơn|được|đạt|bằng"
    r"|tương đương)\b\W*)+"
)
#: How far a figure is off a plan: "thấp hơn KH 0,7 điểm phần trăm", "vượt kế hoạch 12%".
_OFF_PLAN = re.compile(
    r"\b(?P<way>(?:thấp|cao|nhiều|ít|kém|lớn) hơn|hụt|vượt|(?:chưa|không) (?:đạt|bằng|hoàn thành))"
    r"(?: (?:nhiều|hẳn|khá nhiều|rất nhiều|một chút|chút ít|không nhiều|xa|được))?(?: so với)?"
    r" (?P<plan>kh|dt|kế hoạch|dự toán|chỉ tiêu|mục tiêu|mốc|ngưỡng)"
    r"(?: (?:năm|giao|đã|được|cả năm|tỉnh|đề ra|đặt ra|nghị quyết|hđnd|đại hội|đảng bộ))*"
    r"(?P<says> (?:là|ở mức|\())?"
    r"(?: (?:gần|khoảng|hơn|tới|đến))?\s*$"
)
#: A plan that a result is held against, right before its amount.
_HELD_AGAINST = re.compile(
    r"(?<!tăng )(?<!giảm )(?<!vượt )(?<!hơn )\bso với (?:(?:mức|số|con số|tổng) )?"
    r"(?:kế hoạch|dự toán|kh|dt)"
    r"(?: (?:năm|giao|đã|được|cả năm|tỉnh|đề ra|đặt ra|vốn|trung ương|hđnd|là|\d{4}))*\s*$"
)
#: A level that something is held against, and words behind it that say who set it.
_LEVEL_OF = re.compile(
    r"\b(?:hơn|xa|so với|đạt|bằng|dưới|kém|vượt)(?: so với)? (?:mức|con số|mốc)\s*$"
)
_SET = re.compile(r"\W*(?:mà|do|theo)\b(?: \w+){0,6}? (?:giao|đề ra|đặt ra|quyết nghị|yêu cầu)\b")
#: A figure off a plan by less than this part of what was reached is a difference, not the plan.
_PLAN_AT_LEAST = Decimal("0.4")
#: Whose plan it is, between it and its amount.
_WHOSE = re.compile(
    r"(?:\s|\(|\b(?:năm|cả|giao|được|đề ra|tỉnh|huyện|thành phố|thị xã|hđnd|ubnd|trung ương|tw"
    r"|vốn|đầu tư(?: công)?|thu|chi|ngân sách"
    r"|(?:thủ tướng )?chính phủ|bộ tài chính|cấp trên|nghị quyết|đại hội|đầu|là|\d{4})\b)*"
)
#: What was to be spent in all, with the plan named behind it: "trên tổng số 700 tỷ đồng kế hoạch".
_IN_ALL = re.compile(r"\b(?:trong|trên|của)(?: tổng(?: số| cộng)?| số)?\s*$|\btổng số\s*$")
PLANNED = re.compile(
    r"\s*(?:kế hoạch|dự toán)(?: (?:vốn|năm|cả năm|được giao|giao|đã giao|chi|đầu tư công|\d{4}))*"
    r"\s*(?:[,;.:()]|$)"
)
#: What may stand between a plan that is named and its figure.
_IS = re.compile(
    r"(?:[\s:(]|\b(?:cả năm|cuối năm|đến|hết|năm|của|tỉnh|huyện|thành phố|thị xã|xã|đề ra|đặt ra"
    r"|được|giao|là|còn|ở mức|khoảng|trên|chung)\b)*"
)


def near_words(sentence: ReadSentence, before: Span) -> str:
    """The normalised words right before a figure, from the last border on."""
    return normalise(EDGE.split(sentence.text[before.start : before.end])[-1])


def _words_up_to(sentence: ReadSentence, before: Span) -> str:
    """The words right before a figure, also those before the bracket that it alone opens."""
    text = sentence.text[before.start : before.end].rstrip()
    if not text.endswith("("):
        return near_words(sentence, before)
    return f"{normalise(EDGE.split(text[:-1])[-1]).rstrip()} ("


def names_plan(sentence: ReadSentence, before: Span) -> bool:
    """Whether a plan or an aim is itself what a figure is: "kế hoạch năm 2024 là 700 tỷ đồng".

    It governs that figure, not the results told after it.
    """
    text = list(sentence.text[: before.end])
    for mention in sentence.periods:
        if mention.start < before.end:
            text[mention.start : mention.end] = " " * (mention.end - mention.start)
    for kind in sentence.kinds:
        if kind.kind in TARGETS and before.start <= kind.start and kind.end <= before.end:
            between = normalise("".join(text[kind.end : before.end]))
            if _IS.fullmatch(f" {between} "):
                return True
    return False


def reached_of(sentence: ReadSentence, before: Span, plan: Figure) -> bool:
    """Whether a percentage says how much of the `plan` right before it was reached: "đạt 45%"."""
    words = normalise(sentence.text[before.start : before.end])
    return plan.scope.kind is Kind.PLAN and _REACHED.fullmatch(words) is not None


def amount_after_share(sentence: ReadSentence, before: Span) -> bool:
    """Whether a figure is the plan that the percentage right before it is a share of."""
    if not sentence.text[: before.start].endswith(("%", "phần trăm")):
        return False
    words = normalise(sentence.text[before.start : before.end])
    found = OF_PLAN.match(f" {words}")
    return found is not None and _WHOSE.fullmatch(f" {words} ", found.end()) is not None


def is_plan_missed(sentence: ReadSentence, quantity: Quantity, before: Span) -> bool:
    """Whether a figure is the plan that was missed or passed, and not by how much.

    "Tăng 5%, thấp hơn kế hoạch 6%"; but "thu 90 tỷ đồng, thấp hơn kế hoạch 6 tỷ đồng".
    """
    off = _OFF_PLAN.search(_words_up_to(sentence, before))
    if off is None or off["says"] or off["way"].startswith(("chưa", "không")):
        return off is not None
    noun = quantity.unit.partition(" ")[0]
    earlier = [q for q in sentence.quantities if q.end <= before.start]
    earlier = [q for q in earlier if q.unit.partition(" ")[0] == noun]
    reached = _amount(earlier[-1]) if earlier else None
    planned = _amount(quantity)
    if reached is None or planned is None:
        return False
    if off["way"] in ("vượt", "cao hơn", "nhiều hơn", "lớn hơn"):
        return reached * _PLAN_AT_LEAST <= planned < reached
    return planned > reached


def is_plan_beside(sentence: ReadSentence, quantity: Quantity, before: Span) -> bool:
    """Whether a figure is the plan that stands behind a slash: "812 tỷ đồng/2.500 tỷ đồng"."""
    if sentence.text[before.start : before.end].strip() != "/":
        return False
    return any(q.end == before.start and q.unit == quantity.unit for q in sentence.quantities)


def is_plan_compared(sentence: ReadSentence, quantity: Quantity, before: Span) -> bool:
    """Whether a figure is the plan that one of its unit before it is held against.

    "Thu 90 tỷ đồng so với dự toán 200 tỷ đồng"; but "giảm so với kế hoạch 20 tỷ đồng".
    """
    if _HELD_AGAINST.search(near_words(sentence, before)) is None:
        return False
    noun = quantity.unit.partition(" ")[0]
    earlier = [q for q in sentence.quantities if q.end <= before.start]
    return bool(earlier) and earlier[-1].unit.partition(" ")[0] == noun


def _is_set(sentence: ReadSentence, before: Span, after: Span) -> bool:
    """Whether a level is one that was set, as is said behind it: "thấp hơn mức 9% mà HĐND giao"."""
    if _LEVEL_OF.search(near_words(sentence, before)) is None:
        return False
    return _SET.match(normalise(sentence.text[after.start : after.end])) is not None


def kind_of_plan(
    sentence: ReadSentence, quantity: Quantity, before: Span, after: Span
) -> Kind | None:
    """The kind of a figure that a plan is named before: it, or how far off it a figure is."""
    off = _OFF_PLAN.search(_words_up_to(sentence, before))
    if is_plan_compared(sentence, quantity, before) or _is_set(sentence, before, after):
        return Kind.PLAN
    if off is None or not is_plan_missed(sentence, quantity, before):
        return Kind.GROWTH if off else None
    return Kind.PLAN if off["plan"] in ("kh", "dt", "kế hoạch", "dự toán") else Kind.TARGET


def is_plan_in_all(sentence: ReadSentence, quantity: Quantity, before: Span, after: Span) -> bool:
    """Whether money is all that was planned, by the noun behind it; it governs nothing after it."""
    if quantity.unit not in MONEY or not _IN_ALL.search(near_words(sentence, before)):
        return False
    return PLANNED.match(normalise(sentence.text[after.start : after.end])) is not None


def planned_with(figures: Sequence[Figure], wholes: Sequence[Figure]) -> list[Figure]:
    """The figures of an item below "Tổng nhu cầu 900 tỷ đồng, gồm:", planned as the whole is."""
    if not wholes or wholes[-1].scope.kind not in (*TARGETS, Kind.ESTIMATE):
        return list(figures)
    whole = wholes[-1]
    return [
        replace(figure, scope=replace(figure.scope, kind=whole.scope.kind))
        if figure.scope.kind is Kind.RESULT and figure.unit == whole.unit
        else figure
        for figure in figures
    ]


def _amount(quantity: Quantity) -> Decimal | None:
    return quantity.value if quantity.value is not None else quantity.low


def is_amount_of_plan(sentence: ReadSentence, before: Span) -> bool:
    """Whether a figure is what a plan that is named or met amounts to."""
    near = near_words(sentence, before)
    off = (
        _OFF_PLAN.search(_words_up_to(sentence, before))
        or _HELD_AGAINST.search(near)
        or _LEVEL_OF.search(near)
    )
    beside = sentence.text[before.start : before.end].strip() == "/"
    named = names_plan(sentence, before) or amount_after_share(sentence, before)
    return bool(off) or beside or named
