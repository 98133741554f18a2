"""The lead: the sentence a document opens with, which says where and when."""

from __future__ import annotations

import re

from ingest.lines import Kind, Line
from vietnamese.sentences import Span, clauses, sentences

#: a shorter first sentence is a caption or a byline, in characters
_SHORTEST = 40

#: what a document rests on, listed before it says anything
_GROUND = re.compile(
    r"\W*(?:(?:căn cứ|xét)\s[^\n]*;\s*\Z|(?:theo|xét) (?:đề nghị|tờ trình)\s)", re.IGNORECASE
)
#: what stands under or over a picture
_CAPTION = re.compile(
    r"\W*(?:(?:toàn|quang) cảnh|ảnh\s*:|hình ảnh|ảnh minh (?:họa|hoạ))\b"
    r"|[^\n]*[(.]\s*(?:ảnh|nguồn)\s*:",
    re.IGNORECASE,
)
#: a longer line is no caption, in characters
_LONGEST_CAPTION = 200


def first_sentence(text: str, lines: list[Line]) -> Span | None:
    """The lead of a document: the first whole sentence of its prose, up to a list's colon.

    What a document rests on is passed over; a document that opens with an article has none.
    """
    for line in lines:
        if line.unit is not None:
            return None  # what stands in an article says nothing of the whole
        if line.kind in (Kind.HEADING, Kind.TABLE, Kind.CLOSING, Kind.FURNITURE):
            continue
        if _GROUND.match(text, line.start, line.end) or _is_caption(text, line):
            continue
        for sentence in sentences(text, line.start, line.end):
            content = text[sentence.start : sentence.end].rstrip('”"’*_)')
            if len(content) >= _SHORTEST and content.endswith((".", "…", ":", ";", "/", "!", "?")):
                opening = clauses(text, *sentence)[0]
                return Span(opening.start, opening.end)
    return None


def _is_caption(text: str, line: Line) -> bool:
    short = line.end - line.start <= _LONGEST_CAPTION
    return short and _CAPTION.match(text, line.start, line.end) is not None
