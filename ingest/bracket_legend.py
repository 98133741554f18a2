"""The sentence that says what the brackets of a document hold, where one does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.records import Document
from vietnamese.kinds import read_kinds
from vietnamese.periods import Period, read_periods
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_SAID = re.compile(
    r"(?:số(?: liệu)?|con số|giá trị|phần)\s+(?:ở |nằm |ghi |để )?trong (?:dấu )?ngoặc(?: đơn)?"
    r"\s*(?:là|:|chỉ|ghi|thể hiện|tương ứng)\s*(?P<what>[^)\n.;]{4,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BracketLegend:
    """The period and kind of figures in brackets, said at `at` of the document."""

    at: Span
    period: Period | None
    kind: Kind | None


def read_legend(document: Document, today: date | None) -> BracketLegend | None:
    """What the document says its brackets hold; None where it says nothing of them."""
    found = _SAID.search(document.text, document.body_start)
    if found is None:
        return None
    what = found["what"]
    periods = [mention.period for mention in read_periods(what, today) if mention.period]
    kinds = [mention.kind for mention in read_kinds(what)]
    if not periods and not kinds:
        return None
    period, kind = next(iter(periods), None), next(iter(kinds), None)
    return BracketLegend(Span(*found.span("what")), period, kind)


def is_legend(text: str) -> bool:
    """Whether a line says what the brackets hold, and so nothing of what stands below it."""
    return _SAID.search(text) is not None
