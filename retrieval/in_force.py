"""Whether a document is still in force: "Quyết định số 12/2019/QĐ-UBND còn hiệu lực không?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from retrieval.citing import escape, label_of
from retrieval.messages import message
from retrieval.records import Answer, Citation, Found, Query
from retrieval.references import number_asked
from retrieval.succession import Succession, Successor, held_document
from retrieval.superseded import cite, cite_relation, day_text, given_by
from store.records import Document, Inherited
from vietnamese.normal import fold, normalise

_ASKED = re.compile(
    r"(?<!\w)(?:(?:con|da|co|het) (?:co |het |con )?hieu luc|con (?:duoc )?(?:ap dung|gia tri)"
    r"|(?:da )?(?:bi|duoc) (?:bai bo|thay the|huy bo)|(?:still )?in (?:force|effect)"
    r"|still (?:valid|apply|applies)|(?:been )?(?:repealed|replaced|superseded))(?!\w)"
)
_YES_NO = re.compile(
    r"(?<!\w)(?:khong|chua|hay khong)\s*\W*$|^(?:co phai|is|are|has|have|does)(?!\w)"
)


def in_force(
    query: Query,
    found: Sequence[Found],
    succession: Succession,
    document_of: Callable[[str], Document | None],
    today: date,
) -> Answer | None:
    """The answer to whether the one document that a question names by number is in force.

    None for any other question, and where neither the document nor what ended it is held.
    """
    number = number_asked(query.text)
    folded = fold(normalise(query.text))
    if number is None or not _ASKED.search(folded) or not _YES_NO.search(folded.strip()):
        return None
    held = held_document(number, found, document_of)
    ends = [item for item in succession.of(held) if item.ends] if held else []
    if held is None and len(number) > 2:
        ends = [item for item in succession.named(number) if item.ends]
    ended = [item for item in ends if item.since is None or item.since <= today]
    if ended:
        return _ended(query, found, held, ended[0])
    return _standing(query, found, held, today) if held else None


def _ended(
    query: Query, found: Sequence[Found], held: Document | None, successor: Successor
) -> Answer:
    new, relation = successor.document, successor.relation
    language = query.language
    old = label_of(held, language) if held else relation.number
    replaced = relation.kind == "replaces"
    what = message("replaced_by", language) if replaced else message("repealed_by", language)
    since = successor.since
    return _answer(
        query,
        found,
        "no",
        f"{what} {label_of(new, language)}",
        cite_relation(new, relation, 1, language),
        "no",
        {
            "old": escape(old),
            "what": what,
            "by": escape(label_of(new, language)),
            "since": f" {message('since_day', language, day=day_text(since))}" if since else "",
        },
    )


def _standing(query: Query, found: Sequence[Found], held: Document, today: date) -> Answer | None:
    """A document that nothing has ended, by what it says of itself; None where it says nothing."""
    language = query.language
    old = escape(label_of(held, language))
    if held.expires and held.expires < today:
        said = _said(held, "expires")
        how, day, verdict = "expired", held.expires, "no"
    elif held.effective:
        said = _said(held, "effective")
        how, day, verdict = "yes", held.effective, "yes"
        if held.effective > today:
            how, verdict = "not_yet", "no"
    else:
        return None
    if said is None or said.start is None or said.end is None:
        return None
    values = {"old": old}
    if how == "yes":
        values["since"] = f" {message('since_day', language, day=day_text(day))}"
    else:
        values["day"] = day_text(day)
    citation = cite(held, said.start, said.end, 1, language, given_by(said))
    return _answer(query, found, verdict, "", citation, how, values)


def _said(document: Document, slot: str) -> Inherited | None:
    """What says from when or until when, with its span."""
    return next((i for i in document.evidence if i.slot == slot and i.start is not None), None)


def _answer(
    query: Query,
    found: Sequence[Found],
    verdict: str,
    reason: str,
    citation: Citation,
    how: str,
    values: dict[str, str],
) -> Answer:
    language = query.language
    said = message(f"verdict_{verdict}", language).lower()
    text = message(
        f"in_force_{how}",
        language,
        quote=escape(citation.quote),
        label=escape(citation.label),
        **values,
    )
    return Answer(
        query.question,
        text,
        short=f"{said}: {reason}" if reason else said,
        citations=(citation,),
        passages=tuple(found),
        draft=text,
    )
