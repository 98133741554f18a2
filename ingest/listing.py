"""What stands in an index, for people and programs to look at."""

from __future__ import annotations

from ingest.confidence import confidence
from store.index import Index
from vietnamese.periods import Period


def listing(index: Index) -> list[dict[str, object]]:
    """One row for each document, ordered by source."""
    return [
        {
            "source": document.source,
            "title": document.title,
            "place": document.scope.place.full_name if document.scope.place else None,
            "level": document.scope.level.value if document.scope.level else None,
            "period": printed_period(document.scope.period),
            "event_date": document.event_date.isoformat() if document.event_date else None,
            "published": document.published.isoformat() if document.published else None,
            "number": document.number,
            "doc_type": document.doc_type,
            "outlet": document.outlet,
            "digest": document.digest,
            "passages": len(index.passages_of(document.source)),
            "characters": len(document.text),
            "root": document.root,
            "issuer": document.issuer,
            "author": document.author,
            "signer": document.signer,
            "signer_office": document.signer_office,
            "signer_authority": document.signer_authority,
            "effective": document.effective.isoformat() if document.effective else None,
            "expires": document.expires.isoformat() if document.expires else None,
            "replaces": list(document.replaces),
            "repeals": list(document.repeals),
            "amends": list(document.amends),
            "legal_basis": list(document.legal_basis),
            "pages": len(document.pages) + 1 if document.pages else None,
            "confidence": confidence(document),
        }
        for document in index.documents()
    ]


def printed_period(period: Period | None) -> str | None:
    """A period as its first and last day, ISO 8601, "../" where its start is open."""
    if period is None:
        return None
    start = ".." if period.start.year == 1 else period.start.isoformat()
    return f"{start}/{period.end.isoformat()}"
