"""Figures of what others are compared with: "(cùng kỳ: 104 USD)", "tăng 8% so với cùng kỳ (4 tấn)".

Such a figure is of the time, or the plan, that it is a base for, and not of what is reported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figure_sentence import ReadSentence
from ingest.figure_state import State
from store.records import FORMER, Figure, Inherited
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodKind, in_year, year_period
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_WHEN = (
    r"(?P<what>cùng (?:kỳ|thời điểm|thời gian)|năm trước|năm ngoái|tháng trước|quý trước|ck)"
    r"(?: (?:năm )?(?:trước|ngoái|(?P<year>(?:19|20)\d\d)))?"
)
#: The base named right before its figure, which opens the part of the sentence.
_NAMED = re.compile(
    rf"(?:^|[,;(])\s*(?:còn |trong khi |mức )?"
    rf"(?:(?:con số|số|mức|tỷ lệ)(?: này| ấy| đó)?(?: của| ở)? )?{_WHEN}\s*"
    r"(?:(?::|là|đạt|có|chỉ|ở mức|được|thu|chi|tăng|giảm|xuất|khoảng|gần|trên|hơn)\s*)*$"
)
#: The base named right before the brackets that hold its figure.
_BRACKET = re.compile(
    rf"\b(?:so (?:với )?|của |hơn (?:mức )?|bằng (?:mức )?){_WHEN}\s*\(\s*(?:là |đạt )?$"
)
#: What a period that brackets stand behind is compared with: "gấp 2 lần quý I/2024 (90 tỷ đồng)".
_AGAINST = re.compile(r"\b(?:so với|so|bằng|lần|hơn)(?: (?:của|thực hiện|kết quả))?\s*$")
_OPENS = re.compile(r"\s*\(\s*(?:là |đạt )?$")
_PLANNED = re.compile(
    r"\bso (?:với )?(?:kế hoạch|dự toán|chỉ tiêu)(?: (?:của )?(?:năm )?(?P<year>(?:19|20)\d\d))?"
    r"\s*\(\s*(?:là )?$"
)


def of_base(sentence: ReadSentence, before: Span, figure: Figure, state: State) -> Figure:
    """The figure, as one of the base of a comparison if the words `before` it make it one.

    `state` is what was reported before it.
    """
    words = normalise(sentence.text[before.start : before.end]) + " "
    planned = _PLANNED.search(words)
    if planned:
        year = planned["year"]
        period = year_period(int(year)) if year else figure.scope.period
        return replace(figure, scope=replace(figure.scope, kind=Kind.PLAN, period=period))
    if figure.scope.kind is Kind.SHARE_OF_PLAN:
        return figure
    found = _NAMED.search(words) or _BRACKET.search(words)
    against = None if found else _compared(sentence, before)
    if found is None and against is None:
        return figure
    if found is not None:
        against = _earlier(state.period[0], found["what"], found["year"])
    period = against
    at = Span(sentence.start + before.start, sentence.start + before.end)
    said = Inherited("period", sentence.text[before.start : before.end], "body", at.start, at.end)
    growth = figure.scope.kind is Kind.GROWTH
    kind = figure.scope.kind if growth else Kind.RESULT
    return replace(
        figure,
        scope=replace(figure.scope, period=period, kind=kind),
        comparison=figure.comparison if growth else FORMER,
        inherited=(*figure.inherited, said),
    )


def _compared(sentence: ReadSentence, before: Span) -> Period | None:
    """The period that the figure behind `before` is of, where it stands in brackets behind it."""
    for mention in sentence.periods:
        if before.start <= mention.start < before.end and not mention.relative:
            named = normalise(sentence.text[: mention.start]) + " "
            opens = _OPENS.fullmatch(normalise(sentence.text[mention.end : before.end]))
            if opens and _AGAINST.search(named):
                return mention.period
    return None


def _earlier(period: Period | None, what: str, year: str | None) -> Period | None:
    """The time a base is of: the same stretch a year before, or the whole year before."""
    if period is None or period.kind in (PeriodKind.HORIZON, PeriodKind.SPAN):
        return year_period(int(year)) if year else None
    if what in ("tháng trước", "quý trước"):
        return None
    before = int(year) if year else period.end.year - 1
    if what in ("năm trước", "năm ngoái") or period.kind is PeriodKind.YEAR:
        return year_period(before)
    return in_year(period, before)
