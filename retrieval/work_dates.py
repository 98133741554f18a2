"""Which of several days of a work is asked for: when it begins, or when it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span

_BEGUN = re.compile(
    r"\b(?:khoi cong|dong tho|bat dau(?! (?:tu )?nam hoc)|bat tay|begin|began|start(?:ed|s)?)\b"
)
_DONE = re.compile(
    r"\b(?:hoan thanh|hoan tat|xong|khanh thanh|thong xe|thong tuyen|ve dich|ket thuc|nghiem thu"
    r"|ban giao|dua vao (?:su dung|khai thac|hoat dong|van hanh)|di vao (?:hoat dong|khai thac)"
    r"|complet(?:ed|ion|e)|finish(?:ed)?|open(?:ed)?)\b"
)


def of_stage_asked(question: str, text: str, times: Sequence[Span]) -> list[Span]:
    """The times of `text` but those told of the other end of a work than the question asks for.

    "Khởi công tháng 3/2022, hoàn thành năm 2025": the first is no answer to "bao giờ xong".
    """
    asked = fold(normalise(question))
    begins, ends = _BEGUN.search(asked), _DONE.search(asked)
    if (begins is None) == (ends is None):
        return list(times)
    other, own = (_DONE, _BEGUN) if begins else (_BEGUN, _DONE)
    kept = []
    for place, time in enumerate(times):
        before = fold(normalise(text[times[place - 1].end if place else 0 : time.start]))
        last = max((found.end() for found in other.finditer(before)), default=-1)
        if last <= max((found.end() for found in own.finditer(before)), default=-1):
            kept.append(time)
    return kept
