"""Values of a document's slots, each noted with the evidence for it as it is taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.extracted import Extracted
from store.records import Document, Inherited
from vietnamese.sentences import Span

#: slots that hold any number of values, each with evidence of its own
_LISTS = ("replaces", "repeals", "amends")


@dataclass
class Notes:
    """The evidence of one document of stored text `text`; it grows slot by slot.

    `corrections` are the fields that its sidecar file gives.
    """

    text: str
    corrections: frozenset[str] = frozenset()
    evidence: list[Inherited] = field(default_factory=list)

    def origin_of(self, slot: str) -> str:
        """Which fields give a slot: those of the sidecar file or the file's own."""
        return "sidecar" if slot in self.corrections else "front matter"

    def from_field(self, slot: str, value: str, near: Span | None = None) -> None:
        """Note what a field of the file gives; `near` is where the text comes nearest to it."""
        start, end = near or (None, None)
        self.evidence.append(Inherited(slot, value, self.origin_of(slot), start, end, slot))

    def span(self, slot: str, value: str, origin: str, span: Span) -> None:
        """Note what a span of the text says."""
        self.evidence.append(Inherited(slot, value, origin, span.start, span.end))

    def read(
        self, slot: str, given: str | None, found: Span | None, recorded: str | None = None
    ) -> str | None:
        """What a field gives, else what stands in the text, else what the file's format records."""
        if given:
            self.from_field(slot, given)
            return given
        if found is not None:
            value = " ".join(self.text[found.start : found.end].split())
            self.span(slot, value, "body", found)
            return value
        return self.recorded(slot, recorded)

    def recorded(self, slot: str, value: str | None) -> str | None:
        """What the file's format records; None where that is nothing."""
        if not value:
            return None
        self.evidence.append(Inherited(slot, value, "file", field=slot))
        return value

    def joined(
        self, slot: str, given: str | None, found: Sequence[Span], joint: str = " "
    ) -> str | None:
        """As `read`, of what stands in several places."""
        if given or not found:
            return self.read(slot, given, None)
        values = [self.read(slot, None, span) or "" for span in found]
        return joint.join(values)

    def day(self, slot: str, found: tuple[date, Span] | None) -> date | None:
        """A day that a span of the text names."""
        if found is None:
            return None
        self.span(slot, found[0].isoformat(), "body", found[1])
        return found[0]


def kept_record(document: Document) -> Extracted | None:
    """What the format of a document's file recorded, as far as its description took it over.

    For a text that is described anew without its file; None for one that recorded nothing.
    """
    kept = {found.slot: found.value for found in document.evidence if found.origin == "file"}
    if not (kept or document.pages or document.unclear):
        return None
    published = kept.get("published")
    return Extracted(
        document.text,
        "",
        document.pages,
        kept.get("title", ""),
        kept.get("author", ""),
        kept.get("outlet", ""),
        date.fromisoformat(published) if published else None,
        unclear=document.unclear,
    )


def kept_sidecar(document: Document) -> str:
    """What a document's sidecar file gave, as its stored evidence tells; "" without one."""
    given: dict[str, str | list[str]] = {}
    for found in document.evidence:
        if found.origin != "sidecar":
            continue
        if found.slot in _LISTS:
            before = given.get(found.slot, [])
            given[found.slot] = [*before, found.value] if found.value else []
        else:
            given[found.slot] = found.value
    return json.dumps(given, ensure_ascii=False) if given else ""
