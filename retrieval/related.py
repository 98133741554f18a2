"""Which document replaced, repealed or amended another: "Văn bản nào thay thế Quyết định số …?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from retrieval.citing import escape, label_of
from retrieval.messages import message
from retrieval.records import Answer, Citation, Found, Query
from retrieval.references import number_asked
from retrieval.succession import Succession, held_document
from retrieval.superseded import cite_relation
from store.records import Document
from vietnamese.normal import fold, normalise

_WHICH = re.compile(
    r"(?<!\w)(?:van ban|nghi quyet|quyet dinh|thong tu|nghi dinh|ke hoach|chi thi)"
    r"(?: \w+){0,2}? nao(?!\w)|(?<!\w)(?:which|what) (?:documents?|decisions?|resolutions?)(?!\w)"
)
_DEED = re.compile(
    r"(?<!\w)(?P<passive>(?:duoc|bi|been|was|were|is) )?"
    r"(?:(?P<ends>thay the|bai bo|huy bo|replaced?s?|repeal(?:ed|s)?)|(?P<amends>sua doi|bo sung"
    r"|amend(?:ed|s)?))(?!\w)"
)


def related(
    query: Query,
    found: Sequence[Found],
    succession: Succession,
    document_of: Callable[[str], Document | None],
    today: date,
) -> Answer | None:
    """The documents that did something to the one that a question names, or that it did it to.

    None for any other question, and where the documents held say nothing of it. `today` plays no
    part: what takes effect later has been issued all the same.
    """
    number = number_asked(query.text)
    folded = fold(normalise(query.text))
    which, deed = _WHICH.search(folded), _DEED.search(folded)
    if number is None or which is None or deed is None:
        return None
    kinds = ("replaces", "repeals") if deed["ends"] else ("amends",)
    held = held_document(number, found, document_of)
    language = query.language
    names: list[str] = []
    citations: list[Citation] = []
    if which.start() < deed.start() or deed["passive"]:
        others = succession.of(held) if held else succession.named(number)
        for item in others:
            if item.relation.kind in kinds:
                marker = len(citations) + 1
                names.append(label_of(item.document, language))
                citations.append(cite_relation(item.document, item.relation, marker, language))
    else:
        for relation in held.relations if held else ():
            if held and relation.kind in kinds:
                marker = len(citations) + 1
                names.append(relation.number)
                citations.append(cite_relation(held, relation, marker, language))
    return _answer(query, found, names, citations) if names else None


def _answer(
    query: Query, found: Sequence[Found], names: Sequence[str], citations: Sequence[Citation]
) -> Answer:
    language = query.language
    text = message(
        "answer",
        language,
        head="; ".join(
            f"**{escape(name)}** [{one.marker}]" for name, one in zip(names, citations, strict=True)
        ),
        quote=escape(citations[0].quote),
        label=escape(citations[0].label),
    )
    for one in citations[1:]:
        text += "\n\n" + message(
            "source", language, marks=f"[{one.marker}]", label=escape(one.label)
        )
    return Answer(
        query.question,
        text,
        short="; ".join(names),
        citations=tuple(citations),
        passages=tuple(found),
        draft=text,
    )
