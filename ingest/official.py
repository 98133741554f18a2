"""What only an official document has: who signed it, its days in force, what it does to others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.closing import Signature
from ingest.effect import read_effect
from ingest.front_matter import FrontMatter
from ingest.given import check_given, given_day, with_given
from ingest.lines import Line
from ingest.noting import Notes
from ingest.relations import read_basis, read_relations
from store.records import Document
from vietnamese.sentences import Span


def in_force(
    document: Document,
    lines: Sequence[Line],
    title: Span | None,
    signed: Signature | None,
    fields: FrontMatter,
    note: Notes,
) -> Document:
    """The document with its signature, its days in force and its relations, each noted in `note`.

    What `fields` give holds over what its `lines` say. Raises UnreadableFile for fields that
    contradict one another.
    """
    text = document.text
    check_given(fields, document.number, document.source)
    nearest = title or Span(lines[0].start, lines[0].end)
    effect = read_effect(text, lines, document.published, document.doc_type)
    relations = read_relations(text, lines, title, document.number)
    relations = with_given(relations, fields, note, nearest)
    basis = read_basis(text, lines)
    for cited in basis:
        note.span("legal_basis", cited.number, "body", Span(cited.start, cited.end))
    return replace(
        document,
        author=note.read("author", fields.author, None),
        outlet=note.read("outlet", fields.outlet, None),
        signer=note.read("signer", fields.signer, signed.signer if signed else None),
        signer_office=note.read(
            "signer_office", fields.signer_office, signed.office if signed else None
        ),
        signer_authority=note.joined(
            "signer_authority", None, signed.authority if signed else (), ", "
        ),
        effective=given_day("effective", fields.effective, effect.effective, note, nearest),
        expires=given_day("expires", fields.expires, effect.expires, note, nearest),
        relations=relations,
        legal_basis=tuple(cited.number for cited in basis),
    )
