"""By when something is to be done: the question for it, and the days that are set for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.days import read_times
from retrieval.records import Query
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span

_WHEN = r"(?:ngay|thang|thoi diem|moc|khi|quy|luc|hom|nam)"
#: Folded: a limit by name ("hạn chót"), "trước ngày nào", what must be done and when.
_ASKS = re.compile(
    r"\bthoi han(?! su dung| bao hanh| vay| thue| hop dong)\b"
    r"|\bhan (?:chot|cuoi|nop|gui|bao cao|hoan thanh|giao|trinh|dang ky|cuoi cung|la)\b"
    r"|\bden han\b|\b(?:cham|muon|tre|lau) nhat (?:la )?(?:vao |den |trong |phai )?"
    rf"(?:{_WHEN}|bao gio)\b"
    rf"|\btruoc (?:{_WHEN} )(?:nao|may|bao nhieu)\b"
    r"|\bphai (?:\w+ ){1,12}?(?:truoc |vao |trong )?(?:khi nao|bao gio|ngay nao|ngay may|luc nao"
    r"|thang nao|ngay bao nhieu)\b"
    r"|\b(?:khi nao|bao gio|ngay nao|luc nao) (?:\w+ ){0,6}?phai\b"
    r"|\bdeadlines?\b|\b(?:by|before) (?:when|what date|which date)\b|\bdue (?:date|by|when)\b"
    r"|\bno later than\b|\btime limit\b|\bwhen must\b"
)
#: What sets a day as a limit, right before it.
_SET = re.compile(
    r"\b(?:trước|chậm nhất|muộn nhất|trễ nhất|hạn(?: chót| cuối(?: cùng)?| nộp| gửi)?|đến(?: hết)?"
    r"|tới|không quá|xong|hoàn thành|hoàn tất|dứt điểm|trong|quá)\b[^.;]{0,24}\Z",
    re.IGNORECASE,
)


def asks_deadline(query: Query) -> bool:
    """Whether a question asks by when something is to be done: "phải nộp chậm nhất khi nào"."""
    return _ASKS.search(fold(normalise(query.question))) is not None


def set_as_limits(text: str, times: Sequence[Span]) -> list[Span]:
    """Those of the times in a text that are set as a limit: "trước ngày 15/11"."""
    return [
        time
        for place, time in enumerate(times)
        if _SET.search(text[times[place - 1].end if place else 0 : time.start])
        or _SET.match(f"{text[time.start : time.end].split()[0]} ")
    ]


def sets_limit(text: str) -> bool:
    """Whether a text sets a time as a limit for anything."""
    return any(set_as_limits(text, times) for times in read_times(text))
