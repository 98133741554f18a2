"""Who says a figure."""

from __future__ import annotations

import re

from store.records import Document, Passage
from vietnamese.names import read_names
from vietnamese.sentences import sentences

_REPORTING = re.compile(
    r"\b(?:cho biết|cho rằng|nhấn mạnh|khẳng định|phát biểu|nêu rõ|nhận định|nói)\b"
)


def speaker_of(document: Document, passage: Passage, start: int) -> str | None:
    """Who is quoted: the last name before a verb of saying, in this sentence or its quotation."""
    said = document.text[passage.start : start]
    open_quote = said.count("“") > said.count("”")
    scope = said if open_quote else _last_sentence(said)
    verbs = list(_REPORTING.finditer(scope.lower()))
    if not verbs:
        return None
    names = read_names(scope[: verbs[-1].start()])
    return names[-1].text if names else None


def _last_sentence(text: str) -> str:
    spans = sentences(text)
    return text[spans[-1].start :] if spans else ""
