"""Why something is so: the cause that a sentence gives, or the one beside it.

"X do A", "Do A nên X", "A, vì vậy X", "X. Nguyên nhân là A.", "A. Vì thế, X."
"""

from __future__ import annotations

import re

from retrieval.evidence import Candidate
from retrieval.lists import inline_items, items_below
from retrieval.matching import Rarity
from retrieval.nearness import positions
from retrieval.reading import Statement
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.sentences import Span, sentences

#: Words that name a cause as such, the surest.
_NAMED = re.compile(
    r"\b(?:nguyên nhân|lý do|lí do|căn nguyên|xuất phát từ|bắt nguồn từ|đó là do|đây là do|là do"
    r"|chủ yếu do|phần lớn do|một phần do)\b",
    re.IGNORECASE,
)
#: Words between a cause and what came of it: the cause stands before them.
_THEREFORE = re.compile(
    r"(?:[,;.]\s*|\s+)(?:vì vậy|vì thế|do vậy|do đó|bởi vậy|bởi thế|chính vì vậy|chính vì thế"
    r"|cho nên|nên|khiến(?: cho)?|làm cho|dẫn đến|dẫn tới|kéo theo|đẩy)\b",
    re.IGNORECASE,
)
#: What a sentence opens with whose cause is the sentence before.
_SO = re.compile(
    r"\W*(?:vì vậy|vì thế|do vậy|do đó|bởi vậy|bởi thế|chính vì vậy|chính vì thế|bởi lẽ đó|từ đó"
    r"|điều (?:này|đó) (?:khiến|làm|dẫn)|việc (?:này|đó) (?:khiến|làm|dẫn)|hệ quả là|hậu quả là"
    r"|kết quả là)\b",
    re.IGNORECASE,
)
#: Markers before a cause; "do" before somebody who does something is none.
_MARKER = re.compile(
    r"\b(?:bởi vì|bởi(?! vậy| thế)|vì(?! vậy| thế)|nhờ|tại vì"
    r"|do(?! (?:đó|vậy|ông|bà|đồng chí|anh|chị|UBND|HĐND|Sở|Ban|Bộ|Công ty|Tập đoàn|Tỉnh|Chủ tịch"
    r"|Phó|Giám đốc|Hội|Đoàn|Liên danh|Trung tâm|Cục|Chi cục)\b))\b"
)
_MARKERS = re.compile(_MARKER.pattern, re.IGNORECASE)
_PURPOSE = re.compile(r"\b(?:nhằm|với mục đích|(?<!không )(?<!đừng )để)\b", re.IGNORECASE)
#: How far into the next sentence a word for a cause may stand, and how many sentences are tried.
_NEAR_HEAD, _NEXT = 90, 2
_REACH, _LONGEST = 1500, 900


def read_reason(query: Query, item: Candidate, rarity: Rarity) -> Statement | None:
    """The cause that stands in a sentence, in the next ones, or in the one before."""
    sentence = item.sentence
    if sentence.opens_list:
        return _below(sentence) if _NAMED.search(sentence.text) else None
    return (
        _named(sentence, Span(sentence.start, sentence.end))
        or _before_therefore(query, sentence, rarity)
        or _marked(query, sentence, rarity, _MARKERS)
        or _after(sentence)
        or _said_before(sentence)
        or _marked(query, sentence, rarity, _PURPOSE)
    )


def _named(sentence: Sentence, span: Span) -> Statement | None:
    """From the word for a cause to the end of the sentence, by its items where it counts them."""
    text = sentence.document.text
    found = _NAMED.search(text, *span)
    if found is None:
        return None
    items = inline_items(text, found.end(), span.end)
    short = "; ".join(map(_plain, (text[a:b] for a, b in items)))
    if not items:
        start = found.start()
        whole = span.end - start
        clause = text.find(";", start, span.end) if whole > _LONGEST else -1
        short = _plain(text[start : clause if clause > 0 else span.end])
    return Statement(short, sentence, Span(min(span.start, sentence.start), span.end))


def _below(sentence: Sentence) -> Statement | None:
    items = list(items_below(sentence))
    if not items:
        return None
    text = sentence.document.text
    short = "; ".join(_plain(text[start:end]) for start, end in items)
    start = items[0].start if sentence.is_heading else sentence.start
    return Statement(short, sentence, Span(start, items[-1].end))


def _before_therefore(query: Query, sentence: Sentence, rarity: Rarity) -> Statement | None:
    """What stands before "vì vậy", "khiến" where most of the question stands behind it."""
    text = sentence.text
    held = positions(query, sentence, rarity)
    for found in _THEREFORE.finditer(text):
        behind = sum(weight for place, weight in held if place >= found.end())
        before = sum(weight for place, weight in held if place < found.start())
        if behind <= before or not behind:
            continue
        start = max(text.rfind(";", 0, found.start()), text.rfind(". ", 0, found.start())) + 1
        return _of(sentence, Span(start, found.start()))
    return None


def _marked(
    query: Query, sentence: Sentence, rarity: Rarity, marker: re.Pattern[str]
) -> Statement | None:
    """From a marker to the end of its clause; of several the one behind the question's words."""
    text = sentence.text
    found = list(marker.finditer(text))
    if not found:
        return None
    held = positions(query, sentence, rarity)

    def fit(one: re.Match[str]) -> float:
        return sum(weight for place, weight in held if one.start() - 160 <= place < one.start())

    best = max(found, key=lambda one: (fit(one), -one.start()))
    start = best.start()
    items = inline_items(text, best.end(), len(text))
    if items:
        said = "; ".join(_plain(text[one.start : one.end]) for one in items)
        return Statement(said, sentence, Span(sentence.start, sentence.end))
    end = sentence.clause_at(sentence.start + start).end - sentence.start
    so = _THEREFORE.search(text, best.end(), end)
    if so is not None and so.start() > best.end():
        end = so.start()
    return _of(sentence, Span(start, end))


def _after(sentence: Sentence) -> Statement | None:
    """What "Nguyên nhân là …" says in one of the next sentences of the paragraph."""
    text = sentence.document.text
    stop = min(len(text), sentence.end + _REACH)
    for span in sentences(text, sentence.end, stop)[:_NEXT]:
        if "\n\n" in text[sentence.end : span.start] or text[span.start] in "|#":
            return None
        found = _NAMED.search(text, span.start, min(span.end, span.start + _NEAR_HEAD))
        if found is None:
            continue
        if text[span.start : span.end].rstrip().endswith(":"):
            return None  # a list of its own, which is read as such
        said = _named(sentence, Span(span.start, span.end))
        return said and Statement(said.short, sentence, Span(sentence.start, span.end))
    return None


def _said_before(sentence: Sentence) -> Statement | None:
    """The sentence before one that opens with "Vì vậy", "Điều này khiến"."""
    if not sentence.before or not _SO.match(sentence.text):
        return None
    start = sentence.document.text.rfind(sentence.before, 0, sentence.start)
    if start < 0:
        return None
    return Statement(_plain(sentence.before), sentence, Span(start, sentence.end))


def _of(sentence: Sentence, span: Span) -> Statement | None:
    said = _plain(sentence.text[span.start : span.end])
    if not said:
        return None
    return Statement(said, sentence, Span(sentence.start, sentence.end))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .;:,/")
