"""How sure the description of a document is, slot by slot, from where it was read.

What a person wrote into a sidecar file or front matter is certain; a title or letterhead says what
a document is about, a first sentence mostly does, and a place inferred from the names of its lower
units is right as often as those names are few (weights chosen by that order, not measured).
"""

from __future__ import annotations

from store.records import Document

_BY_ORIGIN = {
    "sidecar": 1.0,
    "front matter": 1.0,
    "title": 0.95,
    "heading": 0.9,
    "lead": 0.8,
    "body": 0.6,
    "file": 0.7,
    "file name": 0.3,
}
#: slots that are read from letterhead, signature and closing articles, which have a fixed form
_LETTERHEAD = {
    **{"number": 0.95, "issuer": 0.9, "doc_type": 0.9, "published": 0.9},
    **{"signer": 0.9, "signer_office": 0.9, "signer_authority": 0.9, "effective": 0.9},
    **{"replaces": 0.85, "repeals": 0.85, "amends": 0.85, "legal_basis": 0.9},
}


def confidence(document: Document) -> dict[str, float]:
    """Confidence, 0–1, of each slot that has evidence; several spans that agree say it surer."""
    found: dict[str, float] = {}
    for item in document.evidence:
        if item.slot == "page_date":
            continue
        own = _BY_ORIGIN.get(item.origin, 0.5)
        if item.origin == "body":
            own = _LETTERHEAD.get(item.slot, own)
        before = found.get(item.slot)
        found[item.slot] = own if before is None else 1 - (1 - before) * (1 - own / 2)
    return {slot: round(value, 2) for slot, value in found.items()}
