"""The office of a person whom a sentence only names: "ông Nguyễn Văn A yêu cầu …".

A text says it where it names the person first: "Chủ tịch UBND tỉnh Nguyễn Văn A", "bà B, Giám đốc
Sở C". A question for what the chairman asked for is answered by the sentence with his name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from retrieval.matching import Layer, layer
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.names import read_names
from vietnamese.normal import fold, normalise, search_form
from vietnamese.offices import POST

#: How far into a document people are looked for, and how far from a name its office may begin.
_READ, _NEAR = 40_000, 90
#: Worth of a match in the office of a person who is named.
_WORTH = 0.9
_BREAK = re.compile(r"[\n;:.!?](?=\s|\Z)|\n")
#: What stands between an office and a name that is not its holder's.
_OTHER = re.compile(
    r"\b(?:yeu cau|giao|chi dao|de nghi|cung|voi|do|cho|gap|tiep|tang|trao|thay|va cac|nghe|khen"
    r"|bo nhiem|ket luan|phan cong)\b|,.*,"
)
_BEHIND = re.compile(r"\s*[,(–-]\s*(?:(?:hiện )?là |nguyên )?(?=\S)")
_END = re.compile(r"[,;:.()\n–]")


def office_layer(query: Query, sentence: Sentence) -> Layer | None:
    """The offices of those whom a sentence names, told elsewhere in its document.

    None where the question speaks of no office, or the sentence names nobody whose office is known.
    """
    if not asks_of_office(query):
        return None
    named = [fold(normalise(name.text)) for name in read_names(sentence.text)]
    if not named:
        return None
    known = _known(sentence.document.text[:_READ])
    said = [known[name] for name in named if name in known]
    return layer(said, _WORTH) if said else None


@lru_cache(maxsize=256)
def asks_of_office(query: Query) -> bool:
    """Whether the question speaks of somebody by an office alone: "Chủ tịch tỉnh yêu cầu gì".

    Not where it asks who holds it, nor where it names the person, too.
    """
    if query.answer_type == "person" or read_names(query.question):
        return False
    return POST.search(fold(normalise(query.text))) is not None


@lru_cache(maxsize=128)
def _known(text: str) -> Mapping[str, str]:
    """People of a text, folded, and the first office that each is said to hold."""
    found: dict[str, str] = {}
    for name in read_names(text):
        office = _before(text, name.start) or _after(text, name.end)
        if office:
            found.setdefault(fold(normalise(name.text)), office)
    return found


def _before(text: str, start: int) -> str:
    """The office right before a name: "Chủ tịch UBND tỉnh (ông) …"."""
    lead = text[max(0, start - _NEAR) : start]
    lead = _BREAK.split(lead)[-1]
    form = search_form(lead)
    posts = list(POST.finditer(fold(form.text)))
    if not posts:
        return ""
    office = lead[form.span(*posts[-1].span())[0] :]
    return "" if _OTHER.search(fold(normalise(office))) else office.strip(" ,–-")


def _after(text: str, end: int) -> str:
    """The office right behind a name: "…, Giám đốc Sở Nội vụ"."""
    opens = _BEHIND.match(text, end)
    if opens is None:
        return ""
    stop = _END.search(text, opens.end())
    office = text[opens.end() : min(stop.start() if stop else len(text), opens.end() + _NEAR)]
    return office if POST.match(fold(normalise(office))) else ""
