"""What the documents of an index do to one another: replace, repeal, amend.

Documents come into an index in any order, so nothing is marked at ingest: a document that does
something to others says so, and which of those the index holds is looked up when they are found. A
number alone does not tell two documents apart, as every province counts its own: the day and the
place must not speak against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.records import Found
from store.records import Document, Relation
from vietnamese.normal import fold
from vietnamese.places import same_or_within

_ENDS = ("replaces", "repeals")
_UNITS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Successor:
    """A document that does something to another, by the clause that `relation` points at."""

    document: Document
    relation: Relation

    @property
    def since(self) -> date | None:
        """From which day on; None where that is not said."""
        return self.relation.since or self.document.effective

    @property
    def ends(self) -> bool:
        """Whether the other is ended as a whole."""
        return self.relation.kind in _ENDS


class Succession:
    """What the documents of an index do to one another."""

    def __init__(self, related: Iterable[Document]) -> None:
        """`related` are the documents with relations."""
        self._by_number: dict[tuple[str, ...], list[Successor]] = defaultdict(list)
        for document in related:
            for relation in document.relations:
                self._by_number[number_units(relation.number)].append(Successor(document, relation))

    def __bool__(self) -> bool:
        return bool(self._by_number)

    def of(self, document: Document) -> tuple[Successor, ...]:
        """What has been done to `document`: what ends it before what amends it, by day."""
        if not document.number:
            return ()
        found = self._by_number.get(number_units(document.number), ())
        fitting = [item for item in found if _may_concern(item, document)]
        return tuple(
            sorted(
                fitting,
                key=lambda item: (not item.ends, item.since or date.max, item.document.source),
            )
        )

    def end_of(self, document: Document, today: date) -> Successor | None:
        """What has ended `document` by `today`; None while it stands."""
        return next(
            (
                item
                for item in self.of(document)
                if item.ends and (item.since is None or item.since <= today)
            ),
            None,
        )

    def named(self, number: tuple[str, ...]) -> tuple[Successor, ...]:
        """What is done to a document of that number, whether the index holds it or not."""
        return tuple(self._by_number.get(number, ()))


def number_units(number: str) -> tuple[str, ...]:
    """The units of a document's number as references have them: ("12", "2019", "qd", "ubnd")."""
    units = _UNITS.findall(fold(number.lower()))
    return tuple(unit.lstrip("0") or "0" for unit in units)


def _may_concern(item: Successor, document: Document) -> bool:
    new, relation = item.document, item.relation
    if new.source == document.source:
        return False
    if relation.day and document.published and relation.day != document.published:
        return False
    if new.published and document.published and new.published < document.published:
        return False
    mine, yours = new.scope.place, document.scope.place
    return (
        mine is None or yours is None or same_or_within(mine, yours) or same_or_within(yours, mine)
    )


def held_document(
    number: tuple[str, ...],
    found: Sequence[Found],
    document_of: Callable[[str], Document | None],
) -> Document | None:
    """The document of that number, among those found; None where there is none or several."""
    return only_document(
        found,
        document_of,
        lambda document: number_units(document.number or "") == number,
    )


def only_document(
    found: Sequence[Found],
    document_of: Callable[[str], Document | None],
    fits: Callable[[Document], bool],
) -> Document | None:
    """The one document among those found that fits; None where none does, or several."""
    documents = {}
    for item in found:
        document = document_of(item.passage.source)
        if document and fits(document):
            documents[document.source] = document
    return next(iter(documents.values())) if len(documents) == 1 else None
