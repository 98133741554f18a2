"""Periods that the words of a sentence give to the figures after them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.figure_sentence import EDGE, ReadSentence
from ingest.figure_state import State, evidence_of, passage_evidence
from ingest.figure_time import after_figure, is_announced, is_deadline, is_topic, speaks_of
from ingest.figure_unit import placed
from store.records import Document, Figure, Passage
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.periods import Period, PeriodKind, PeriodMention, in_year, year_period
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span

#: "chỉ bằng 55% của năm 2019": the year is what is compared with.
_EQUALS = re.compile(r"\bbằng\s*$")
#: Months that are not named: whatever month was spoken of before is over.
_REST = re.compile(r"\b(?:những|các|mỗi|\d+) tháng (?:còn lại|tiếp theo|tới)\b|\btừ nay đến\b")
#: The whole year that is spoken of: "phấn đấu cả năm đạt".
_YEAR_LONG = re.compile(r"\bcả năm\b(?! (?:\d|năm\b(?! \d)))", re.IGNORECASE)
#: The month of a report on the months up to it, which only its length names.
_IN_MONTH = re.compile(
    r"\b(?:trong|riêng) tháng\b(?!\s*/)(?! (?:này|trước|tới|sau|qua|cuối|đầu))", re.IGNORECASE
)
#: All years that a document is about, by their number: "gộp cả 5 năm".
_ALL_YEARS = re.compile(
    r"\b(?:cả|gộp|gộp lại|tính chung|cộng dồn|suốt|trọn) (?P<n>\d|hai|ba|bốn|năm) năm\b"
    r"(?! học| \d)",
    re.IGNORECASE,
)
_LENGTHS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
#: What goes on with another figure: "87 triệu đồng năm 2022 và ước 93 triệu đồng năm 2023".
_NEXT = re.compile(r"\s+(?:và|còn|rồi|sang|lên|xuống)\s")
#: What a meeting deals with, and the words for one before its day.
_MEETING_UNITS = ("nội dung", "báo cáo", "tờ trình", "nghị quyết", "ý kiến", "đại biểu", "vấn đề")
_MEETING = re.compile(
    r"\b(?:hội nghị|kỳ họp|phiên họp|cuộc họp|buổi (?:họp|làm việc|tiếp)|phiên)"
    r"(?: (?!bàn|xem xét|thông qua)\w+){0,4}? (?:(?:sáng|chiều|tối) )?(?:ngày )?$"
)
#: The meeting that a text tells of, at the beginning of a sentence.
_THIS_MEETING = re.compile(
    r"\W*(?:tại )?(?:hội nghị|kỳ họp|phiên họp|cuộc họp|buổi (?:họp|làm việc))"
    r"(?! (?:lần thứ|tổng kết|năm|tháng|quý|trước))"
)
_RECALLS = re.compile(r"\b(?:cùng kỳ|trước|ngoái)\b")
#: Words between a figure and a period that belongs to it.
_LINK = re.compile(r"\s*(?:trong|vào|của|cho|từ|ở|tính|(?:trong|cho|của) (?:cả|giai đoạn|kỳ))?\s*")
_A_YEAR = re.compile(r"\d{4}|năm (?:trước|ngoái)|cùng kỳ")
#: A stock at the beginning or the end of the year: "đầu năm là", "dự kiến cuối năm còn".
_POINT = re.compile(
    r"(?<!tháng )(?<!quý )(?<!nửa )(?<!với )(?<!từ )(?<!kỳ )(?<!điểm )\b(đầu|cuối) năm(?: (\d{4}))?"
    r"\s*(?:là|còn|ở mức|giảm xuống|giảm còn|tăng lên|:(?: còn| là)?)\s*$"
)
#: Stretches of a year that may be reported against the plan of the whole.
_WITHIN_YEARS = (
    PeriodKind.DAY,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.MONTHS,
)
_SHORTER = re.compile(
    r"\b(?:kế hoạch|dự toán|chỉ tiêu|kh|dt)(?: \w+){0,2} (?:quý|tháng|\d+ tháng)\b"
)
#: Words for times, which a period in brackets explains.
_TIMES = frozenset(
    "năm quý tháng kỳ vụ nay qua trước ngoái học ngày dịp hôm tuần khóa nhiệm đoạn".split()
)
#: What has added up since its beginning.
_ADDED_UP = re.compile(r"\b(?:lũy|luỹ) kế\b(?! (?:\d|từ đầu năm|cả năm|trong năm|năm|tháng))")


def enter(
    document: Document,
    above: Passage,
    sentence: ReadSentence,
    before: Span,
    state: State,
) -> State:
    """The state after the words `before`: the place and the period they name."""
    for mention in sentence.periods:
        inside = before.start <= mention.start < before.end
        if inside and _in_closed_brackets(sentence, mention, before):
            continue
        if inside and speaks_of(sentence, mention):
            slot = (mention.period, evidence_of(sentence, "period", mention, above))
            if is_deadline(sentence, mention) and after_figure(sentence, mention):
                continue
            state = replace(state, period=slot)
            opens = is_topic(sentence, mention) or is_announced(sentence, mention)
            if opens and not after_figure(sentence, mention):
                state = replace(state, topic=slot)
    if _REST.search(sentence.text, before.start, before.end):
        year = year_of(above.scope.period)  # of a report on a month: those after it
        state = replace(state, period=(year, passage_evidence(above, "period")))
    added_up = _stretch(document, above, sentence, before)
    added_up = added_up or _so_far(above, state.period[0], sentence, before)
    if added_up:
        state = replace(state, period=(added_up, passage_evidence(above, "period")))
    spoken = state.period[0] if not _is_open(state.period[0]) else None
    year = spoken or above.scope.period
    if year and _YEAR_LONG.search(sentence.text, before.start, before.end):
        state = replace(state, period=(year_period(year.end.year), state.period[1]))
        year = None
    point = _POINT.search(normalise(sentence.text[before.start : before.end]))
    if year and point:
        whole = year_period(int(point[2]) if point[2] else year.end.year)
        first = Period(whole.start, whole.start, PeriodKind.DAY)
        state = replace(state, period=(first if point[1] == "đầu" else whole, state.period[1]))
    return placed(document, above, sentence, before, state)


def _stretch(
    document: Document, above: Passage, sentence: ReadSentence, before: Span
) -> Period | None:
    """The month or the years of a report that are named by their length: "trong tháng 38 ca"."""
    now, own = above.scope.period, document.scope.period
    words = sentence.text[before.start : before.end]
    month = _IN_MONTH.search(words)
    if month and now is not None and now.kind is PeriodKind.MONTHS and now.start.month == 1:
        at = before.start + month.start()
        named = any(at <= one.start <= before.start + month.end() for one in sentence.periods)
        return None if named else Period(now.end.replace(day=1), now.end, PeriodKind.MONTH)
    told = _ALL_YEARS.finditer(sentence.text, 0, before.end)
    years = next((found for found in told if found.end() >= before.start), None)
    if years is None or own is None or own.kind is not PeriodKind.SPAN:
        return None
    length = _LENGTHS.get(years["n"].lower()) or int(years["n"])
    return own if own.end.year - own.start.year + 1 == length else None


def _in_closed_brackets(sentence: ReadSentence, mention: PeriodMention, before: Span) -> bool:
    """Whether a period only tells when something in words was, in brackets closed again.

    "Dịch bùng phát hai đợt (tháng 5 và tháng 11), thiên tai …": not what a time is told by, as in
    "năm học trước (2021-2022), …".
    """
    opens = sentence.text.rfind("(", before.start, mention.start)
    closes = sentence.text.find(")", mention.end, before.end)
    if opens < 0 or closes < 0 or ")" in sentence.text[opens : mention.start]:
        return False
    told = normalise(sentence.text[:opens]).split()[-2:]
    return bool(told) and not _TIMES.intersection(told)


def behind(
    above: Passage,
    sentence: ReadSentence,
    quantity: Quantity,
    after: Span,
    state: State,
    *,
    last: bool,
) -> State:
    """The state of one figure, with a period or place that stands right behind it.

    Where another figure follows in one breath, a period between the two belongs to the verb that
    follows it: "mục tiêu trên 28 tỷ … trong tháng 1 mới đạt 1,4 tỷ".
    """
    said = normalise(sentence.text[: quantity.start])
    if quantity.unit == "lần" or (quantity.unit in PERCENT and _EQUALS.search(said)):
        return state  # "gấp 1,5 lần năm 2020", "bằng 55% năm 2019": what it is compared with
    for mention in sentence.periods:
        if mention.relative and _RECALLS.search(normalise(mention.text)):
            continue
        gap = normalise(sentence.text[after.start : mention.start])
        if after.start <= mention.start < after.end and _LINK.fullmatch(gap):
            rest = sentence.text[mention.end : after.end]
            if last or EDGE.search(rest) or _NEXT.match(rest):
                evidence = evidence_of(sentence, "period", mention, above)
                return replace(state, period=(mention.period, evidence))
    return state


def of_the_year(sentence: ReadSentence, before: Span, state: State) -> State:
    """The state of a plan's amount: budgets and plans are for a year, however far it has gone.

    A plan that is said to be for a shorter time is left as it is: "kế hoạch quý II (90 tỷ đồng)".
    """
    if _SHORTER.search(normalise(sentence.text[before.start : before.end])):
        return state
    return replace(state, period=(year_of(state.period[0]), state.period[1]))


def year_of(period: Period | None) -> Period | None:
    """The year that a stretch of one lies in; any other period as it is."""
    if period is None or period.kind not in _WITHIN_YEARS or period.start.year != period.end.year:
        return period
    return year_period(period.end.year)


def still_to_come(figure: Figure, today: date | None) -> Figure:
    """The figure, an aim for a time without its year in the next such time after `today`.

    A plan of December speaks of next year's June in "đến hết tháng 6 phải đạt 50%".
    """
    period = figure.scope.period
    if figure.scope.kind is not Kind.TARGET or today is None or period is None:
        return figure
    said = [item.value for item in figure.inherited if item.slot == "period"][:1]
    named = [item for item in figure.inherited if item.slot == "period" and item.origin == "body"]
    if not named or any(_A_YEAR.search(value) for value in said):
        return figure
    if period.kind not in _WITHIN_YEARS or period.end >= today or period.start.year < 2:
        return figure
    later = in_year(period, today.year)
    later = in_year(period, today.year + 1) if later.end < today else later
    return replace(figure, scope=replace(figure.scope, period=later))


def at_meeting(
    document: Document, above: Passage, sentence: ReadSentence, quantity: Quantity, state: State
) -> State:
    """The state of a count of what a meeting dealt with: it is of the meeting's day.

    "Hội nghị ngày 13/7 bàn 8 nội dung": not of the half-year that the meeting looks back on.
    """
    if quantity.unit not in _MEETING_UNITS:
        return state
    for mention in sentence.periods:
        met = _MEETING.search(normalise(sentence.text[: mention.start]) + " ")
        if met and mention.period and mention.period.kind is PeriodKind.DAY:
            return replace(
                state, period=(mention.period, evidence_of(sentence, "period", mention, above))
            )
    day = document.event_date
    if day is None or not _THIS_MEETING.match(normalise(sentence.text)):
        return state
    said = tuple(item for item in document.evidence if item.slot == "event_date")
    said = tuple(replace(item, slot="period") for item in said)
    return replace(state, period=(Period(day, day, PeriodKind.DAY), said))


def _so_far(
    above: Passage, spoken: Period | None, sentence: ReadSentence, before: Span
) -> Period | None:
    """All time up to the end of what is reported, for what has added up: "Lũy kế có 92 dự án".

    A stretch that is named ("lũy kế 9 tháng", "lũy kế từ đầu năm") is that stretch.
    """
    reported = spoken or above.scope.period
    found = _ADDED_UP.search(normalise(sentence.text[before.start : before.end]))
    if found is None or reported is None or reported.kind is PeriodKind.HORIZON:
        return None
    if any(before.start <= mention.start < before.end for mention in sentence.periods):
        return None
    return Period(date.min, reported.end, PeriodKind.HORIZON)


def is_added_up(period: Period | None) -> bool:
    """Whether a period is all time up to a day: "lũy kế"."""
    return _is_open(period) and period is not None and period.start == date.min


def _is_open(period: Period | None) -> bool:
    return period is not None and period.kind is PeriodKind.HORIZON
