"""Who says a figure."""

from __future__ import annotations

import re

from store.records import Document, Passage
from vietnamese.names import read_names

_REPORTING = re.compile(
    r"\b(?:cho biết|cho hay|cho rằng|nhấn mạnh|khẳng định|phát biểu|nêu rõ|nhận định|thông tin"
    r"|chia sẻ|trả lời|nói)\b",
    re.IGNORECASE,
)


def speaker_of(document: Document, passage: Passage, sentence: int, start: int) -> str | None:
    """Who is quoted: the last name before a verb of saying, in the sentence or its quotation.

    The sentence begins at `sentence` and the figure at `start` of the document.
    """
    text = document.text
    quotes = text.count("“", passage.start, start) - text.count("”", passage.start, start)
    scope = text[passage.start if quotes > 0 else sentence : start]
    verbs = list(_REPORTING.finditer(scope))
    if not verbs:
        return None
    names = read_names(scope[: verbs[-1].start()])
    return names[-1].text if names else None
