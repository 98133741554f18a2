"""What a passage inherits of place, level and period, and where that is written."""

from __future__ import annotations

from ingest.layout import Line
from store.records import Document, Inherited
from vietnamese.scope import Scope
from vietnamese.sentences import Span


def inherited_scope(
    document: Document, headings: tuple[Line, ...], leads: tuple[Span, ...]
) -> tuple[Scope, tuple[Inherited, ...]]:
    """Scope of a passage under `headings` and `leads`, with the evidence for each slot."""
    return document.scope, document.evidence
