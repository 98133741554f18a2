"""What a line of a document's body is, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.marks import Mark
from vietnamese.sentences import Span


class Kind(StrEnum):
    """What a line of the body is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CLOSING = "closing"  # recipients and signature of an official document
    FURNITURE = "furniture"  # what a web page has around an article


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line (with the wrapped lines that continue it) of the stored text.

    `text` is what a heading says, without marks; `level` orders headings, 1 outermost. `leads` are
    what a list item or a table row stands under: announcements ("gồm:"), the table's caption and
    header row. `glued` lines may not be parted from the line before. `unit` is the number of a
    heading with a name ("Điều 5"); such a heading may share its line of text with what it opens.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    level: int = 0
    leads: tuple[Span, ...] = ()
    glued: bool = False
    unit: Mark | None = None
