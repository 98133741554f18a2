"""What stands between two lines of a document: nothing where one goes on, or line ends.

What tells a wrapped line from a new paragraph: the next word would not have fitted, no sentence
ends, it goes on in lower case, no mark of an item or heading, no indent, no gap above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from ingest.readers.pdf_lines import Line, Table
from vietnamese.normal import normalise
from vietnamese.sentences import is_list_item

_CLOSED = re.compile(r"[.!?:;…][”\"»’')\]]*\Z")
_STRUCTURE = re.compile(
    r"(?:phần|chương|mục|tiểu mục|điều|phụ lục|khoản)\s+(?:thứ\s+\w+|[ivxlc]+|\d+[a-zđ]?)\b"
    r"(?=[.:]|\s*\Z)"
)
#: what stands alone above the title of a document of its kind
_KIND = re.compile(
    r"nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|thông báo|chương trình|đề án|tờ trình|kết luận"
    r"|hướng dẫn|quy chế|quy định|công điện|thông tư|nghị định|luật"
)
_LETTER = re.compile(r"[^\W_]")
_ROMAN = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]\s+\S")
#: the words over every letterhead, which often take two lines
_MOTTO = re.compile(r"cộng hòa xã hội chủ nghĩa việt nam|độc lập - tự do - hạnh phúc")
#: the number of a document in a line of its own, as letterheads have it
_NUMBER = re.compile(r"Số\s*:?\s*\d[^\W_]*(?:\s?[-–/]\s?\w+)+")
#: in heights of the font: an indent, and how much farther apart than usual lines of two paragraphs
#: are
_INDENT, _GAP_ABOVE = 0.7, 1.28
#: lines farther apart, in heights of the font, never belong together
_FARTHEST = 3.0
#: a line of a paragraph is at least so many heights long
_LONG = 20.0
#: the usual distance of base lines where a page does not tell, in heights of the font
_PITCH = 1.25
#: sizes that differ more are not of one paragraph
_SIZE = 0.12
Join = Literal["", "\n", "\n\n"]


def join_of(last: Line, line: Line, pitch: float) -> Join:
    """What stands between two lines: "" where one goes on, or line ends.

    `pitch` is the usual distance of base lines, in heights of the font.
    """
    known = _by_words(last, line)
    if known is not None:
        return known
    beside = last.page != line.page or line.base <= last.base
    size = max(last.size, line.size)
    near = beside or line.base - last.base <= _GAP_ABOVE * pitch * size
    far = not beside and line.base - last.base > _FARTHEST * size
    closed = is_closed(last.text)
    lower = line.text[:1].islower() or line.text[:1] in ",;)%"
    if not (far or beside or closed) and _are_centred(last, line):
        return _centred(last, line, near)
    if abs(last.size - line.size) > _SIZE * size and not (lower and near):
        return "\n\n"
    if not near and (far or closed or not lower or not _is_full(last, line)):
        return "\n\n"
    if lower and not closed:
        return "\n" if last.text.isupper() and not _is_full(last, line) else ""
    if _is_full(last, line):
        return _after_full(last, line, closed)
    if closed or beside:
        return "\n\n"
    return "\n" if not lower else ""


def _by_words(last: Line, line: Line) -> Join | None:
    """What the words of two lines alone decide."""
    if _MOTTO.fullmatch(normalise(f"{last.text} {line.text}")):
        return ""
    if is_list_item(line.text) or _opens(line.text) or _NUMBER.fullmatch(line.text):
        return "\n\n"
    return None if _LETTER.search(line.text) and _LETTER.search(last.text) else "\n"


def _centred(last: Line, line: Line, near: bool) -> Join:
    if _KIND.fullmatch(normalise(last.text)):
        return "\n"
    capitals = last.text.isupper() or line.text.isupper()
    return "" if near and not capitals and _is_full(last, line) else "\n"


def _after_full(last: Line, line: Line, closed: bool) -> Join:
    indented = line.x0 - line.left > _INDENT * line.size
    if line.text.isupper() and last.text.isupper() and not (closed or _is_below(last, line)):
        return "\n"
    if line.text.isupper() != last.text.isupper() and not (line.text[:1].isdigit() and not closed):
        return "\n\n"
    if closed:
        return "\n\n" if indented else ""
    return "\n\n" if indented and line.x0 - last.x0 > _INDENT * line.size else ""


def _are_centred(last: Line, line: Line) -> bool:
    """Whether two lines are centred over each other, as titles are: "BÁO CÁO" and a short one."""
    middles = last.x0 + last.x1 - line.x0 - line.x1
    short = line.x0 - line.left > 2 * line.size
    return abs(middles) < line.size and (short or bool(_KIND.fullmatch(normalise(last.text))))


def _is_below(last: Line, line: Line) -> bool:
    """Whether a line begins where the long one above it does: it is not centred, as titles are."""
    return abs(last.x0 - line.x0) < 0.2 * line.size and last.x1 - last.x0 > _LONG * last.size


def _is_full(last: Line, line: Line) -> bool:
    """Whether the first word of `line` would not have fitted into `last`."""
    width = (line.x1 - line.x0) / max(1, len(line.text))
    word = len(line.text.split(None, 1)[0]) + 1
    return last.x1 + word * width > last.right - 0.3 * last.size


def _opens(text: str) -> bool:
    return text[0].isupper() and bool(_ROMAN.match(text) or _STRUCTURE.match(normalise(text)))


def is_closed(text: str) -> bool:
    """Whether a line ends a sentence or announces a list."""
    return _CLOSED.search(text) is not None


def usual_pitch(pages: Sequence[Sequence[Line | Table]]) -> float:
    """The usual distance of base lines in a paragraph, in heights of the font."""
    ratios = [
        (b.base - a.base) / max(a.size, b.size)
        for items in pages
        for a, b in pairwise(items)
        if isinstance(a, Line)
        and isinstance(b, Line)
        and b.text[:1].islower()
        and 0.8 < (b.base - a.base) / max(a.size, b.size) < 2.6
    ]
    return median(ratios) if ratios else _PITCH
