"""What is quoted for an answer: a sentence, or what one needs beside it to understand it alone.

"Ông cho biết …" is quoted with the sentence that names him; where a whole sentence is the answer,
so is what the next one goes on to say of the same ("Nghị quyết này …").
"""

from __future__ import annotations

from retrieval.cues import cues_of
from retrieval.reading import quote_of
from retrieval.shelf import Sentence
from vietnamese.sentences import Span, sentences

#: The longest quote of several sentences, in characters.
_LONGEST = 700


def quoted(sentence: Sentence, span: Span, *, whole: bool = False) -> Span:
    """The quote for an answer at `span` of a sentence; `whole` where the sentence is the answer."""
    first, last = quote_of(sentence, span.start), quote_of(sentence, span.end - 1)
    start, end = first.start, last.end
    if start == sentence.start:
        before = _before(sentence)
        if before is not None and end - before <= _LONGEST:
            start = before
    if whole and end == sentence.end:
        after = _after(sentence)
        if after is not None and after - start <= _LONGEST:
            end = after
    return Span(start, end)


def _before(sentence: Sentence) -> int | None:
    """Where the sentence before begins, if this one cannot be understood without it."""
    text = sentence.document.text
    if not sentence.leans:
        return None
    start = text.rfind(sentence.before, 0, sentence.start)
    if start < 0 or "\n" in text[start + len(sentence.before) : sentence.start]:
        return None
    return start


def _after(sentence: Sentence) -> int | None:
    """Where the next sentence ends, if it goes on about what this one has named."""
    text = sentence.document.text
    following = sentences(text, sentence.end, min(len(text), sentence.end + _LONGEST))
    if not following or "\n" in text[sentence.end : following[0].start]:
        return None
    start, end = following[0]
    return end if cues_of(text[start:end]).leans else None
