"""What a period that a sentence names is to its figures: their time, a base, a deadline, a name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.figure_sentence import ReadSentence
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodKind, PeriodMention

_COMPARED = re.compile(
    r"(?:so với|so|cùng kỳ|bằng|cùng|\d lần)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:cao|thấp|nhiều|ít|kém) hơn(?: (?:mức|của|so với))*\s+$"
)
#: A day that a figure is of: "đến ngày 30/6", not "tại hội nghị ngày 5/7".
_DATED = re.compile(r"\b(?:đến|trước|từ|hết|trong|vào|sau|tới)\s*$")
#: What a day only explains: "nhờ kỳ nghỉ lễ 30/4 - 1/5".
_REASON = re.compile(r"\b(?:nhờ|do|vì|bởi)\b[^,;:.]*$")
_BEFORE = re.compile(r"\b(?:trước|chậm nhất|xong trước)\s*$")
#: Prices and poverty lines of a year, and names that hold a period: "giá so sánh 2010", "chuẩn
#: nghèo 2021–2025", "Đề án … giai đoạn 2021–2025".
_PRICES = re.compile(
    r"\b(?:giá (?:so sánh|ss|cố định|cđ|hiện hành|hh|gốc)(?: \w+)?"
    r"|chuẩn(?: nghèo)?(?: đa chiều)?(?: giai đoạn)?)\s*$"
)
_NAMES = re.compile(
    r"\b(?:đề án|chương trình|quy hoạch|nghị quyết|chiến lược|đại hội"
    r"|(?:bầu cử|bầu|ứng cử|trúng cử)(?: \w+)* (?:đại biểu|hđnd|hội đồng nhân dân))\b"
    r"[^,;:(]*$"
)
#: What may stand between the beginning of a part of a sentence and the period that opens it.
_OPENING = re.compile(
    r"(?:[\W\d_]|\b(?:trong|tính|đến|hết|vào|từ|riêng|cả|của|sang|tới|qua|bước|lũy kế|luỹ kế|chung"
    r"|ở|cho|nhưng|và|còn|thì|kết quả|riêng trong|nếu|tầm nhìn|mục tiêu|giữa|cuối|đầu|số liệu)\b)*"
)
#: What is announced of a time: "đánh giá tình hình năm 2023: …".
_ANNOUNCES = re.compile(r"(?: (?:của|trên|tại|ở|như)[^,;.:()]{0,40})?\s*:")
_REPORT = re.compile(
    r"\b(?:đánh giá|tình hình|kết quả|thực hiện|mục tiêu|nhiệm vụ|chỉ tiêu|phương hướng)\b"
    r"[^.;:]{0,60}$"
)
_YEAR = re.compile(r"\d{4}")
_BORDER = re.compile(r"[,;:(.“]")
_NOW = ("năm nay", "năm tới", "tháng này", "quý này", "năm sau", "sang năm", "tháng tới")


def in_the_year_told(
    sentence: ReadSentence, told: Period | None, today: date | None
) -> ReadSentence:
    """The sentence, stretches without a year that lie ahead of `today` in the year that is told of.

    A page of January tells of the year before: "Năm 2021 …; quý III giảm 21%".
    """
    if told is None or today is None or told.start.year != told.end.year:
        return sentence
    year = told.end.year
    if year >= today.year or not any(_is_ahead(one, today) for one in sentence.periods):
        return sentence
    periods = [
        replace(one, period=one.partial.within(year))
        if one.partial is not None and _is_ahead(one, today)
        else one
        for one in sentence.periods
    ]
    return replace(sentence, periods=[one for one in periods if one.period is not None])


def _is_ahead(mention: PeriodMention, today: date) -> bool:
    period = mention.period
    yearless = mention.partial is not None and _YEAR.search(mention.text) is None
    return yearless and period is not None and period.end > today


def speaks_of(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether figures are of a period that is named, not only compared with it or dated by it.

    "So với tháng trước" and "cùng kỳ năm 2020" are bases; the day of a meeting dates the meeting.
    """
    before = normalise(sentence.text[: mention.start])
    if _COMPARED.search(before + " "):
        return False
    if _PRICES.search(before) or (not is_topic(sentence, mention) and _names(before, mention)):
        return False
    short = mention.period is not None and mention.period.kind in (PeriodKind.DAY, PeriodKind.SPAN)
    if short and _REASON.search(before):
        return False
    if mention.relative:
        opens = is_topic(sentence, mention) or normalise(mention.text) in _NOW
        return "cùng kỳ" not in normalise(mention.text) and opens
    if mention.period and mention.period.kind is PeriodKind.DAY and not is_topic(sentence, mention):
        return _DATED.search(before) is not None
    return True


def is_announced(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether what follows is told of a time: "đánh giá tình hình năm 2023 của tỉnh: …"."""
    if _ANNOUNCES.match(sentence.text, mention.end) is None:
        return False
    return _REPORT.search(normalise(sentence.text[: mention.start])) is not None


def is_deadline(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether a day is only that by which what is told before it must be done."""
    day = mention.period is not None and mention.period.kind is PeriodKind.DAY
    return day and _BEFORE.search(normalise(sentence.text[: mention.start])) is not None


def _names(before: str, mention: PeriodMention) -> bool:
    """Whether a span of years is part of a name: of a scheme, a resolution, a congress."""
    if mention.period is None or mention.period.kind is not PeriodKind.SPAN:
        return False
    return _NAMES.search(before) is not None


def after_figure(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether a figure stands before a period in its sentence."""
    return any(quantity.start < mention.start for quantity in sentence.quantities)


def is_topic(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether a period opens its part of the sentence and so holds for what follows."""
    chunk = _BORDER.split(sentence.text[: mention.start])[-1]
    return _OPENING.fullmatch(normalise(chunk)) is not None
