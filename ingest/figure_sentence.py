"""One sentence with all that is read off it, and the vocabulary its figures are judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.records import Document
from vietnamese.kinds import BaseMention, KindMention, read_bases, read_kinds
from vietnamese.numbers import Quantity, read_quantities
from vietnamese.periods import PeriodMention, read_periods
from vietnamese.places import PlaceMention, read_places
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import TermMention, read_terms

PERCENT = ("%", "điểm %")


_MONEY = ("đồng", "USD", "EUR", "JPY", "CNY")


MEASURES = (*PERCENT, *_MONEY, "ha", "km", "m2", "tấn", "kg", "km2", "m3", "MW", "kWh", "m", "")


TARGETS = (Kind.TARGET, Kind.PLAN)


EDGE = re.compile(r"[,;:(]|\s[–-]\s")


#: "mới đạt", "đã thu": after a target these open a result; a bare "đạt" goes on with the target.
DONE = re.compile(
    r"\b(?:đã|chỉ (?!tiêu|đạo|số|thị)|hiện|đang|đến nay|tính đến|kết quả|ước|đảm bảo"
    r"|mới (?:chỉ |được |có |đạt |thu |xuất |thực hiện|hoàn thành|giải ngân|tiêm ))"
)


#: An announcement that sets an aim for the figures after it.
AIMS = re.compile(r"\b(?:phấn đấu|mục tiêu|đặt ra|cần đạt|phải đạt|nhiệm vụ|giao)\b")


CHANGE = re.compile(r"\b(?:tăng|giảm|vượt|tăng trưởng|tăng thêm|giảm còn)\b")


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence of a document, with everything read off it; mentions are offsets in `text`."""

    start: int
    text: str
    quantities: Sequence[Quantity]
    periods: Sequence[PeriodMention]
    places: Sequence[PlaceMention]
    terms: Sequence[TermMention]
    kinds: Sequence[KindMention]
    bases: Sequence[BaseMention]


def read_sentence(document: Document, span: Span) -> ReadSentence:
    """Read the sentence `span` of a document; what only figures need is left out where none is."""
    text = document.text[span.start : span.end]
    quantities = read_quantities(text)
    known = document.event_date or document.published
    day = known or _last_day(document)
    return ReadSentence(
        span.start,
        text,
        quantities,
        [m for m in read_periods(text, day) if m.period and (known or not m.relative)],
        read_places(text, day) if quantities else (),
        read_terms(text) if quantities else (),
        read_kinds(text),
        read_bases(text) if quantities else (),
    )


def _last_day(document: Document) -> date | None:
    return document.scope.period.end if document.scope.period else None


def money_of(quantity: Quantity) -> str:
    """The currency of an amount; "" for anything else."""
    return quantity.unit if quantity.unit in _MONEY else ""
