"""What stands side by side in one line of text: columns of print, cells of a row, lines of a cell.

Letterheads and signatures are set in two columns; a reader gives them as spaced text or as a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vietnamese.sentences import Span

_BORDER = re.compile(r"\s{2,}|[\t\n|]|<br\s*/?>|\Z", re.IGNORECASE)
_MARKS = "*_ \u00a0\t"


def fragments(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of the line(s) `text[start:end]`, in order, without marks of emphasis."""
    begin = start
    for border in _BORDER.finditer(text, start, end):
        content = text[begin : border.start()]
        left = len(content) - len(content.lstrip(_MARKS))
        right = len(content.rstrip(_MARKS))
        if right > left:
            yield Span(begin + left, begin + right)
        begin = border.end()
