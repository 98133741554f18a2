"""Which numbered document a turn means that names none: "Ban hành ngày nào?", "nghị quyết này"."""

from __future__ import annotations

import re

from retrieval.records import Answer
from retrieval.turn_form import without_lead
from vietnamese.normal import fold, normalise
from vietnamese.places import read_places
from vietnamese.terms import read_terms

#: What papers are called, and in English.
_KINDS = {
    "nghị quyết": "resolution", "quyết định": "decision", "kế hoạch": "plan",
    "chỉ thị": "directive", "đề án": "scheme", "thông tư": "circular", "nghị định": "decree",
    "báo cáo": "report", "công văn": "official letter", "chương trình": "programme",
    "thông báo": "notice", "luật": "law", "tờ trình": "proposal", "kết luận": "conclusion",
}  # fmt: skip
KIND = rf"(?:{'|'.join(_KINDS)}|văn bản)"
_NUMBERED = re.compile(rf"(?P<kind>{KIND})(?: số)? \d+[^\s,;.:)”\"?]*", re.IGNORECASE)
#: Words of a turn about a paper at large, folded: when it was issued, by whom, from when it counts.
_DEED = (
    r"(?:ban hanh|ky(?: ket| ban hanh| duyet)?|phe duyet|thong qua|co hieu luc|hieu luc|ra doi"
    r"|issued|signed|approved|adopted|take effect|effective)"
)
_TURN = re.compile(
    rf"^(?:(?:the|vay|va|con|roi|thi|ma|no|van ban|duoc|da|do|co|vao|was|is|and|it|when|who|by whom"
    rf"|ngay thang nam|ngay thang|ngay|thoi diem|thoi gian|nguoi|co quan|don vi|cap|ai|which|date"
    rf"|what|did|has|been|of|on) )*"
    rf"{_DEED}(?: (?:no|van ban|ngay|thang|nam|hom|luc|khi|bao gio|vao|tu|la|nao|may|bao nhieu|ai"
    rf"|boi|do|co quan|don vi|cap|nhi|vay|the|a|ha|day|it|when|by|whom|date|on|to|into|what))*$"
)
_SIGNS = re.compile(r"[^\w]+")


def asks_of_paper(question: str) -> bool:
    """Whether a turn asks when or by whom a paper was issued that it leaves unnamed."""
    line = " ".join(_SIGNS.sub(" ", fold(normalise(without_lead(question)))).split())
    if not _TURN.match(line):
        return False
    return not read_places(question) and not read_terms(question)


def paper_meant(last: Answer, pronoun: str = "") -> str:
    """The numbered document that the turn before is about; "" where there is none, or several.

    It is named in the question, in its answer, or as the only one of the kind asked for in what
    was quoted. `pronoun` is what the new turn has for it: "nghị quyết này", "nó".
    """
    kinds = {name for name in _KINDS if fold(normalise(pronoun)).startswith(fold(name))}
    said = fold(normalise(last.question))
    asked = kinds or {name for name in _KINDS if fold(name) in said}
    quoted = " ".join(citation.quote for citation in last.citations[:1])
    named = (_all(last.question, kinds), _all(last.short, kinds), _all(quoted, asked))
    found: list[str] = next(filter(None, named), [])
    return found[0] if len(found) == 1 else ""


def in_english(paper: str) -> str:
    """A numbered document with the English word for it: "decision 664"."""
    kind = next((name for name in _KINDS if paper.lower().startswith(name)), "")
    return f"{_KINDS[kind]} {paper.split()[-1]}" if kind else paper


def _all(text: str, kinds: set[str]) -> list[str]:
    """The numbered documents of some kinds in a text, each once; of any where none is given."""
    line = " ".join(text.split())
    found = [m[0] for m in _NUMBERED.finditer(line) if not kinds or m["kind"].lower() in kinds]
    return list(dict.fromkeys(found))
