"""What a page of news says of itself: which outlet, who wrote it.

The outlet stands in brackets before the lead ("(TTXVN) –"), in a line "Nguồn: …" or "Theo …", or as
the address of the page; the author in a line of the end or of the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vietnamese.names import read_names
from vietnamese.sentences import Span

#: lines at either end in which outlet and author are looked for
_HEAD, _FOOT = 8, 4
#: longest line that names an author or a source, longest place and outlet before a lead with the
#: first words behind it, in characters
_LONGEST, _LONGEST_DATELINE = 70, 200

_DATELINE = re.compile(
    r"[-–—\s]*(?:[A-ZĐ][^\W\d]*(?:\s[A-ZĐ][^\W\d]*){0,3}\s*,?\s*)?"
    r"\((?P<outlet>[^()\d]{2,40})\)\s*[-–—:]\s*(?=\S)"
)
_SHORT_DATELINE = re.compile(
    r"(?P<outlet>[A-ZĐ]{3,8}(?:\.[a-z]{2,4})?)\s+[-–—]\s+(?=[A-ZĐ][^\W\d])"
)
_SOURCE = re.compile(r"\W*(?:nguồn(?: tin)?|theo)\s*:?\s+(?P<outlet>[^\W\d].{1,60})", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?P<outlet>[\w.-]+\.[a-z]{2,})(?:/|\s|\Z)", re.IGNORECASE
)
_PICTURE = r"(?:tin|bài|ảnh|clip|thực hiện|video|đồ họa|đồ hoạ)"
_BYLINE = re.compile(
    rf"\W*(?:(?:tác giả|người viết|phóng viên|{_PICTURE}(?:\s*(?:,|và|-|&)\s*{_PICTURE})*)\s*:\s*)"
    r"(?P<author>[^\W\d].{1,60})",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\W*(?:ảnh|video|clip)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewsPage:
    """Spans of what a page says of itself."""

    outlet: Span | None = None
    author: Span | None = None


def read_news_page(text: str, lines: Sequence[Span]) -> NewsPage:
    """Outlet and author of a page whose logical lines are `lines`."""
    return NewsPage(_outlet(text, lines), _author(text, lines))


def _outlet(text: str, lines: Sequence[Span]) -> Span | None:
    for line in lines[:_HEAD]:
        near = min(line.end, line.start + _LONGEST_DATELINE)
        found = _DATELINE.match(text, line.start, near)
        found = found or _SHORT_DATELINE.match(text, line.start, near)
        if found:
            return Span(*found.span("outlet"))
    for line in lines[-_FOOT:]:
        content = text[line.start : line.end]
        found = _SOURCE.match(content) if len(content) <= _LONGEST else None
        if found and not _closes(content) and found["outlet"][0].isupper():
            return Span(line.start + found.start("outlet"), line.end)
    for line in (*lines[:_HEAD], *lines[-_FOOT:]):
        found = _ADDRESS.search(text, line.start, line.end)
        if found and line.end - line.start <= 2 * _LONGEST + len(found[0]):
            return Span(*found.span("outlet"))
    return None


def _author(text: str, lines: Sequence[Span]) -> Span | None:
    for line in (*reversed(lines[-_FOOT:]), *lines[:_HEAD]):
        content = text[line.start : line.end]
        found = _BYLINE.match(content) if len(content) <= _LONGEST else None
        if found and not _MARKED.match(content):
            end = len(content.rstrip(" .*_)"))
            return Span(line.start + found.start("author"), line.start + end)
    if len(lines) < _FOOT:
        return None
    # A name alone in the last lines signs the page.
    for line in reversed(lines[-2:]):
        content = text[line.start : line.end].strip("*_ ()")
        names = read_names(f"ông {content}")
        whole = [name for name in names if name.end - 4 == len(content) and name.start == 4]
        if whole and not (_closes(content) or _SOURCE.match(content)):
            start = text.index(content, line.start)
            return Span(start, start + len(content))
    return None


def _closes(content: str) -> bool:
    return content.rstrip("*_ ").endswith((".", ":", ";", ",", "!", "?"))
