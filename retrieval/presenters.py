"""Who presented a report: "Ai đọc báo cáo", which another of its sentence may be near to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.records import Query
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span

#: What is presented, folded.
_PAPER = r"(?:ban )?(?:bao cao|to trinh|du thao|tom tat|tham luan|dien van|de an|chuyen de)"
_ASKS = re.compile(
    rf"\b(?:ai|nguoi nao|ong nao|ba nao|(?:dong chi|lanh dao|can bo) nao)\b"
    rf"(?: (?!la\b)\w+){{0,6}}? (?:doc|trinh bay) {_PAPER}\b"
    rf"|\b{_PAPER}\b.*\bdo ai (?:doc|trinh bay)\b|\bai la nguoi (?:doc|trinh bay) {_PAPER}\b"
    r"|\bwho (?:presented|read out|read|delivered) (?:\w+ ){0,4}?(?:report|proposal|paper)\b"
)
#: How a text says it, beside the one who does.
_PRESENTS = re.compile(
    r"\b(?:trình bày|đọc|báo cáo(?= (?:kết quả|tóm tắt|tình hình|nêu rõ|tại|với|trước)\b))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;.](?=\s)")


def asks_presenter(query: Query) -> bool:
    """Whether it is asked who read out or presented a report or another paper."""
    return _ASKS.search(fold(normalise(query.question))) is not None


def read_presenter(text: str, named: Sequence[Span]) -> Span | None:
    """The last one of the named before "trình bày" in its clause; None where nobody is."""
    for said in _PRESENTS.finditer(text):
        starts = [mark.end() for mark in _CLAUSE.finditer(text, 0, said.start())]
        start = starts[-1] if starts else 0
        before = [one for one in named if start <= one.start and one.end <= said.start()]
        if before:
            return before[-1]
    return None
