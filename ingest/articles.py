"""Which lines open a part with a name: "Chương II", "Điều 5. …", "Phụ lục 1", "QUY CHẾ (kèm theo)".

A line that only begins with a reference ("Điều 5 Nghị định này …"), a line of a table of contents
and the articles that an amending document quotes open none. Numbers must follow one another; a few
may be missing, as scans lose some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.marks import RANKS, Mark, read_marks
from ingest.titles import FINAL, bare

#: how many numbers in a row may be missing
_GAP = 3
#: longest line without a point after its number that opens a part, in characters
_LONGEST = 150
#: a quotation that is opened and not closed within so many lines was opened by mistake
_QUOTED_LINES = 80

#: in which the page stands at the end of a line of contents, in characters
_TAIL = 60

_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|\t)\s*\d{1,3}\s*\Z")
_OPENS = ("“", '"', "«")
_CLOSED = re.compile(r"[”»\"]\W*\Z")
_ANNEX = re.compile(
    r"(?P<kind>PHỤ LỤC|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|DANH MỤC|BẢNG|BIỂU"
    r"|ĐIỀU LỆ|QUY TRÌNH|HƯỚNG DẪN|DỰ ÁN|CHIẾN LƯỢC|NỘI QUY|ĐỊNH MỨC|ĐƠN GIÁ)(?!\w)"
)
_ATTACHED = re.compile(r"\W*(?:được\s+)?(?:ban hành\s+)?kèm theo\s+\w", re.IGNORECASE)
#: lines of the title of something attached, above "(Kèm theo …)"
_TITLE_LINES = 4
#: the document's own title stands within so many lines
_HEAD = 6


def named_parts(contents: Sequence[str]) -> dict[int, Mark]:
    """The lines, by their place in `contents`, that open a part with a name and a number."""
    quoted = quoted_places(contents)
    found: dict[int, Mark] = {}
    last: dict[str, int] = {}
    for place, content in enumerate(contents):
        if place in quoted or content.startswith("|") or _CONTENTS.search(content[-_TAIL:]):
            continue
        mark = next(iter(read_marks(content)), None)
        if mark is None or not mark.is_named or not _is_in_turn(mark, last, content):
            continue
        found[place] = mark
        for unit, rank in RANKS.items():
            # Articles are counted through all chapters, and anew only in an annex.
            if rank > RANKS[mark.family] and (unit != "điều" or RANKS[mark.family] == 1):
                last.pop(unit, None)
        last[mark.family] = mark.order
    return found


@dataclass(frozen=True, slots=True)
class Annex:
    """Something attached without a number: what it is ("Quy chế"), and the lines of its title.

    `taken` are its lines with the one that says to what it is attached, if there is one.
    """

    kind: str
    lines: int
    taken: int


def annexes(contents: Sequence[str]) -> dict[int, Annex]:
    """The lines that open something attached without a number."""
    return {
        place: annex
        for place in range(_HEAD, len(contents))
        if (annex := _annex(contents, place)) is not None
    }


def _annex(contents: Sequence[str], place: int) -> Annex | None:
    content = bare(contents[place])
    found = _ANNEX.match(content)
    if not found or not content[:40].isupper() or len(content) > _LONGEST:
        return None
    for lines in range(1, _TITLE_LINES + 1):
        if place + lines == len(contents):
            break
        below = bare(contents[place + lines])
        if _ATTACHED.match(below):
            return Annex(found["kind"].capitalize(), lines, lines + 1)
        if FINAL.search(below) or len(below) > 2 * _LONGEST:
            break
    return Annex("Phụ lục", 1, 1) if content == "PHỤ LỤC" else None


def _is_in_turn(mark: Mark, last: dict[str, int], content: str) -> bool:
    rest = content[mark.width :].lstrip("*_ ")
    if not mark.closed and not mark.bare:
        # Without a point only what looks like a title is one.
        titled = rest[:1].isupper() or not rest[:1].isalpha()
        if not titled or len(content) > _LONGEST or FINAL.search(content):
            return False
    before = last.get(mark.family)
    if before is None:
        return mark.order == 1 or mark.closed or mark.bare
    return mark.order == 1 or mark.follows(before, _GAP if mark.closed or mark.bare else 1)


def quoted_places(contents: Sequence[str]) -> set[int]:
    """Places of the lines within a quotation of several lines."""
    places: set[int] = set()
    for place, content in enumerate(contents):
        if place in places or not content.startswith(_OPENS):
            continue
        places.update(_quotation(contents, place))
    return places


def _quotation(contents: Sequence[str], start: int) -> Iterator[int]:
    for end in range(start, min(len(contents), start + _QUOTED_LINES)):
        if _CLOSED.search(contents[end]):
            yield from range(start, end + 1)
            return
    if _CLOSED.search(contents[start]):
        yield start
