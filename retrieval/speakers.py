"""Who said something: the speaker of a quote stands beside it or in the sentence before."""

from __future__ import annotations

import re

from retrieval.evidence import Candidate
from retrieval.reading import Statement
from retrieval.records import Query
from vietnamese.names import read_names
from vietnamese.normal import fold, normalise
from vietnamese.sentences import Span

_SAYS = (
    r"(?:noi|cho biet|cho rang|khang dinh|thua nhan|phat bieu|tuyen bo|chia se|nhan manh|cho hay"
    r"|thong tin|giai thich|de nghi|yeu cau|nhan dinh|danh gia|hua|cam ket|neu|bay to|ke)"
)
_ASKED = re.compile(rf"\b(?:ai|nguoi nao|ong nao|ba nao) (?:da |la nguoi )?{_SAYS}\b|\bwho said\b")
#: "…", ông nói; bà cho biết thêm rằng …
_REFERS = re.compile(
    rf"\b(?:ong|ba|anh|chi|vi nay|vi lanh dao nay)(?: nay| ay)? (?:da |cung |con )?{_SAYS}\b"
)


def asks_speaker(query: Query) -> bool:
    """Whether a question asks who said something."""
    return _ASKED.search(fold(normalise(query.question))) is not None


def read_speaker(item: Candidate) -> Statement | None:
    """The speaker of a sentence that names him only by "ông nói": the last one named before.

    None where the sentence names somebody itself, or is nobody's words.
    """
    sentence = item.sentence
    if read_names(sentence.text) or not _REFERS.search(fold(normalise(sentence.text))):
        return None
    named = read_names(sentence.before)
    text = sentence.document.text
    start = text.rfind(sentence.before, 0, sentence.start) if named else -1
    if start < 0:
        return None
    return Statement(named[-1].text, sentence, Span(start, sentence.end))
