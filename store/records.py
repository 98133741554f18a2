"""What the index holds: documents, passages, figures. Made by ingest, read by retrieval."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vietnamese.scope import Scope

#: `Figure.comparison` of what there was before another: "giảm từ 31% xuống 30%". It is told for the
#: sake of the level after it, and answers only a question for what was.
FORMER = "mức về sau"


@dataclass(frozen=True, slots=True)
class Inherited:
    """Evidence for a scope word that does not stand in the passage itself.

    `origin` is "heading", "lead", "title", "body" (a span of the same document, given by `start`
    and `end` in its stored text) or "front matter" / "sidecar" / "file" (what its format records)
    / "file name" (`field` names the field; a span is then where the text has what comes nearest).
    """

    slot: str
    value: str
    origin: str
    start: int | None = None
    end: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """A counted part of a document: `text[start:end]`, half-open, with its own heading.

    `unit` is its kind in lower case: "phụ lục", "phần", "chương", "mục", "điều", "khoản", "điểm",
    "nhiệm vụ" …; "kèm theo" for something attached without a number. `number` is what a reader
    calls it: "3", "II", "đ"; of something attached, what it is ("Quy chế").
    """

    start: int
    end: int
    unit: str
    number: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document does to another: `kind` is "replaces", "repeals" or "amends".

    `number` is the other's number without spaces, `day` the day it bears where that is said,
    `since` from when, where that is said here and is not the day the document itself takes effect.
    `start` and `end` are the span of the clause that says so. Where a person says so instead,
    `origin` is "sidecar" or "front matter", and the span is what in the text comes nearest to it.
    """

    kind: str
    number: str
    start: int
    end: int
    day: date | None = None
    since: date | None = None
    origin: str = "body"


@dataclass(frozen=True, slots=True)
class Document:
    """One document as stored.

    `text` is the stored text: NFC, LF line ends, otherwise the file's own. `body_start` is where
    the body begins, after any front matter. `source` is the path relative to the folder ingested,
    with forward slashes, and identifies the document in an index. `root` is that folder.
    `sha256` is of the file's bytes. `pages` are the offsets at which the second and each later page
    begins; empty without pages. `divisions` are its counted parts in order, each after the one that
    holds it. `signer` signed it as `signer_office` ("PHÓ CHỦ TỊCH") with the right that
    `signer_authority` gives ("TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"). `effective` is its first day
    in force, `expires` its last. `unclear` are spans of figures that a scan does not show clearly.
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
    unclear: tuple[tuple[int, int], ...] = ()
    author: str | None = None
    lead: str | None = None
    signer: str | None = None
    signer_office: str | None = None
    signer_authority: str | None = None
    effective: date | None = None
    expires: date | None = None
    relations: tuple[Relation, ...] = ()
    legal_basis: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()
    notes: tuple[str, ...] = ()
    official_names: tuple[str, ...] = ()
    evidence: tuple[Inherited, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which `offset` of the text lies; None without pages."""
        return 1 + bisect_right(self.pages, offset) if self.pages else None

    @property
    def replaces(self) -> tuple[str, ...]:
        """Numbers of the documents it takes the place of."""
        return self._numbers("replaces")

    @property
    def repeals(self) -> tuple[str, ...]:
        """Numbers of the documents it ends."""
        return self._numbers("repeals")

    @property
    def amends(self) -> tuple[str, ...]:
        """Numbers of the documents it changes in part."""
        return self._numbers("amends")

    def _numbers(self, kind: str) -> tuple[str, ...]:
        return tuple(found.number for found in self.relations if found.kind == kind)


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
