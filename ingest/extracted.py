"""What a reader gets out of a file: Markdown text, pages, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Extracted:
    """The content of one document.

    `text` is NFC with LF line ends, in the Markdown that the rest of ingest reads: a heading is a
    line that begins with "#" where the format marks it as one, a table has a row "| … | … |" per
    line with its header first and a line "|---|---|" after it, paragraphs are apart by an empty
    line. `pages` are the offsets in `text` at which the second and each later page begins, empty
    for a format without pages. `title`, `author`, `outlet` and `published` are what the format
    itself records (never guessed from the text); `warnings` are short Vietnamese remarks on what
    looked wrong ("trang 3 không có chữ"), shown in the report. `unclear` are the spans of
    figures that a scan does not show clearly.
    """

    text: str
    format: str
    pages: tuple[int, ...] = ()
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: date | None = None
    warnings: tuple[str, ...] = ()
    unclear: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which `offset` of the text lies; None without pages."""
        if not self.pages:
            return None
        return 1 + sum(begin <= offset for begin in self.pages)
