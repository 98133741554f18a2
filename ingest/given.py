"""What a person says in fields of a file that a document does to others, and from when it holds.

It stands in place of what the text says: of a kind that is given, only what is given counts. The
answer has to quote something all the same, so each is tied to where the text comes nearest to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from errors import UnreadableFile
from ingest.citations import read_cited
from ingest.front_matter import FrontMatter
from ingest.noting import Notes
from store.records import Relation
from vietnamese.sentences import Span

_KINDS = ("replaces", "repeals", "amends")


def is_official(fields: FrontMatter) -> bool:
    """Whether the fields say of a document what only an official one has."""
    given = (fields.signer, fields.signer_office, fields.effective, fields.expires)
    return any(given) or any(getattr(fields, kind) is not None for kind in _KINDS)


def check_given(fields: FrontMatter, number: str | None, name: str) -> None:
    """Raise UnreadableFile, naming the file `name`, for fields that contradict one another."""
    if fields.effective and fields.expires and fields.expires < fields.effective:
        raise _bad(
            name,
            f"hết hiệu lực (expires {fields.expires:%d/%m/%Y}) trước khi có hiệu lực "
            f"(effective {fields.effective:%d/%m/%Y})",
        )
    kind_of: dict[str, str] = {}
    for kind in _KINDS:
        for other in _named(fields, kind):
            if other.number == number:
                raise _bad(name, f"trường {kind} nêu số {number} của chính văn bản này")
            if kind_of.setdefault(other.number, kind) != kind:
                first = kind_of[other.number]
                raise _bad(name, f"số {other.number} có ở cả {first} và {kind}; chỉ ghi ở một")


def with_given(
    read: Sequence[Relation], fields: FrontMatter, note: Notes, nearest: Span
) -> tuple[Relation, ...]:
    """The relations `read` from the text, corrected and completed by those that fields give.

    Each is noted. `nearest` is the span for what the text does not name.
    """
    given = {one.number: one for kind in _KINDS for one in _named(fields, kind)}
    own = {one.number: one for one in read}
    found: list[Relation] = []
    for relation in read:
        if relation.number not in given and getattr(fields, relation.kind) is None:
            found.append(relation)
            span = Span(relation.start, relation.end)
            note.span(relation.kind, relation.number, "body", span)
    for kind in _KINDS:
        if getattr(fields, kind) == ():
            note.from_field(kind, "")
        for value, one in zip(getattr(fields, kind) or (), _named(fields, kind), strict=True):
            note.from_field(kind, value)
            clause = own.get(one.number)
            if clause and clause.kind == kind:
                found.append(replace(clause, day=one.day or clause.day))
                continue
            start, end = _where(note.text, one.number) or nearest
            found.append(
                Relation(kind, one.number, start, end, one.day, origin=note.origin_of(kind))
            )
    return tuple(found)


def given_day(
    slot: str, given: date | None, found: tuple[date, Span] | None, note: Notes, nearest: Span
) -> date | None:
    """The day that a field gives, else the one that the text names; noted.

    `nearest` is the span for a day that the text does not name.
    """
    if given is None:
        return note.day(slot, found)
    note.from_field(slot, given.isoformat(), found[1] if found else nearest)
    return given


def _named(fields: FrontMatter, kind: str) -> list[Relation]:
    values: tuple[str, ...] = getattr(fields, kind) or ()
    cited = [next(read_cited(value, 0, len(value))) for value in values]
    return [Relation(kind, one.number, one.start, one.end, one.day) for one in cited]


def _where(text: str, number: str) -> Span | None:
    """Where a text names a document first."""
    for one in read_cited(text, 0, len(text)):
        if one.number == number:
            return Span(one.start, one.end)
    return None


def _bad(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"{name}: {what}. Hãy sửa phần đầu tệp hoặc tệp .yaml rồi chạy lại.")
