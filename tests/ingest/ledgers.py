"""Ledgers of texts written for a test."""

from __future__ import annotations

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.passages import cut_passages
from ingest.reading import FileText
from store.records import Figure


def ledger_of(text: str) -> dict[str, Figure]:
    """The figures of a text by how they are printed."""
    document = describe(FileText(text, "0", "utf-8"), "a.md", "")
    return {one.text: one for one in read_figures(document, cut_passages(document))}
