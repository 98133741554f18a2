"""What the index holds: documents, passages, figures. Made by ingest, read by retrieval."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vietnamese.scope import Scope


@dataclass(frozen=True, slots=True)
class Inherited:
    """Evidence for a scope word that does not stand in the passage itself.

    `origin` is "heading", "lead", "title", "body" (a span of the same document, given by `start`
    and `end` in its stored text) or "front matter" / "file name" (`field` names the field).
    """

    slot: str
    value: str
    origin: str
    start: int | None = None
    end: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as stored.

    `text` is the stored text: NFC, LF line ends, otherwise the file's own. `body_start` is where
    the body begins, after any front matter. `source` is the path relative to the folder ingested,
    with forward slashes, and identifies the document in an index. `root` is that folder.
    `sha256` is of the file's bytes. `pages` are the offsets at which the second and each later page
    begins; empty without pages.
    """

    source: str
    root: str
    sha256: str
    text: str
    body_start: int = 0
    title: str = ""
    scope: Scope = Scope()
    doc_type: str | None = None
    number: str | None = None
    issuer: str | None = None
    outlet: str | None = None
    original_title: str | None = None
    event_date: date | None = None
    published: date | None = None
    digest: bool = False
    pages: tuple[int, ...] = ()
    author: str | None = None
    notes: tuple[str, ...] = ()
    official_names: tuple[str, ...] = ()
    evidence: tuple[Inherited, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences under one heading: `document.text[start:end]`, half-open.

    `headings` is the path of headings above it, outermost first; `context` is text that is searched
    with it at lower weight (title, lead, headings, lead of a list); `scope` is what it inherits,
    with the `evidence` for each slot.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    ordinal: int
    headings: tuple[str, ...] = ()
    context: str = ""
    page: int | None = None
    tokens: int = 0
    scope: Scope = Scope()
    evidence: tuple[Inherited, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a document with its scope; offsets are into the document's stored text.

    `value` is in the base unit (đồng, USD, %, ha, người …); a range has `low` and `high` instead.
    """

    source: str
    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str
    indicator: str = ""
    term: str | None = None
    scope: Scope = Scope()
    comparison: str | None = None
    basis: str | None = None
    price_basis: str | None = None
    speaker: str | None = None
    inherited: tuple[Inherited, ...] = field(default=())
    doubt: tuple[str, ...] = ()
