"""What the index holds, for questions about the store of documents itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from weakref import WeakKeyDictionary

from retrieval.citing import escape, label_of
from retrieval.messages import message
from retrieval.records import Answer, Citation, Language, Query
from retrieval.wording import period_text
from store.records import Document, Passage
from vietnamese.normal import fold, normalise
from vietnamese.periods import PeriodKind
from vietnamese.terms import read_terms

Asked = Literal["documents", "places", "period"]

#: Documents named one by one; of more the places are given.
MOST_NAMED = 8
_MOST_PLACES = 10
_STORE = (
    r"(?:trong kho|kho (?:tai lieu|du lieu)|trong he thong|da nap|duoc nap|co san|trong chi muc"
    r"|(?:ban|he thong|tro ly|kho) (?:\w+ )?(?:co|biet|luu|chua|doc|dung|nam|dua)\b"
    r"|in the (?:corpus|index|library|system)|do you (?:have|know|hold|use)"
    r"|are you (?:using|based))"
)
_HOLDINGS = r"(?:tai lieu|van ban|du lieu|so lieu|nguon|bao cao|documents?|sources?|data|files?)"
#: Folded; tried in this order.
_FORMS: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "period",
        re.compile(
            rf"^(?:{_STORE} )?(?:\w+ ){{0,2}}{_HOLDINGS}(?: {_STORE})?(?: \w+){{0,3}}"
            r" (?:den|toi|tu|nam|cap nhat|up to|until|for which|what) ?"
            r".*(?:nam nao|bao gio|khi nao|luc nao|years?)$"
            rf"|{_HOLDINGS} (?:moi|gan day|cu) nhat (?:cua (?:ban|kho|he thong) )?(?:la )?"
            r"(?:den )?(?:nam nao|khi nao|bao gio)$"
            rf"|{_HOLDINGS} (?:cua|ve) (?:nhung |cac )?nam nao\b"
            rf"|how (?:recent|up to date|current) is (?:the|your) {_HOLDINGS}"
        ),
    ),
    (
        "places",
        re.compile(
            rf"{_HOLDINGS} (?:\w+ )?(?:ve|cua|cho) (?:nhung |cac )?(?:tinh|dia phuong|thanh pho"
            r"|noi|tinh thanh|huyen)(?: thanh)? nao\b"
            rf"|{_STORE} .*(?:nhung|cac|ve) (?:tinh|dia phuong|thanh pho|tinh thanh)(?: thanh)? nao"
            r"|which (?:provinces|places|cities) (?:do you|does the|are in)"
        ),
    ),
    (
        "documents",
        re.compile(
            rf"(?:nhung|cac|bao nhieu|may)?(?: \w+){{0,2}} ?{_HOLDINGS} (?:nao|gi)?\b.*{_STORE}"
            rf"|{_STORE}.* (?:nhung|cac|bao nhieu|may)(?: \w+){{0,2}} {_HOLDINGS}(?: (?:nao|gi))?"
            rf"|{_STORE}.* {_HOLDINGS} (?:nao|gi)\b|{_STORE} co (?:nhung )?gi\b"
            rf"|(?:liet ke|ke ten|danh sach) (?:\w+ ){{0,2}}{_HOLDINGS}(?: {_STORE}|$)"
            rf"|(?:which|what|how many|list the) {_HOLDINGS} .*{_STORE}"
        ),
    ),
)
_SIGNS = re.compile(r"\W+")
#: "bạn biết": beside an indicator a polite way to ask for its figure.
_LONGEST = 16


class Holdings(Protocol):
    """What is needed of an index."""

    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        ...

    def document(self, source: str) -> Document | None:
        """One document."""
        ...

    def passages_of(self, source: str) -> tuple[Passage, ...]:
        """The passages of one document."""
        ...


def asks_about(question: str) -> Asked | None:
    """What a question wants to know of the store of documents; None for any other question."""
    form = " ".join(_SIGNS.sub(" ", fold(normalise(question))).split())
    if len(form.split()) > _LONGEST or read_terms(question):
        return None
    return next((kind for kind, pattern in _FORMS if pattern.search(form)), None)


def about(query: Query, wanted: Asked, index: Holdings) -> Answer:
    """Tell what the index holds, each document by a quote of its title."""
    language = query.language
    held = _held(index)
    first, last = _years(held)
    if wanted == "period" and last:
        newest = [item for item in held if item.last == last][:1]
        short = message("about_years", language, first=first, last=last)
        head = message("about_period", language, years=short)
        return _told(query, index, head, short, newest)
    names = _places(held)
    shown = ", ".join(names[:_MOST_PLACES])
    if wanted == "places" and names:
        heads = [next(item for item in held if item.place == name) for name in names[:MOST_NAMED]]
        head = message("about_places", language, places=shown)
        return _told(query, index, head, "; ".join(names[:_MOST_PLACES]), heads)
    listed = held[:MOST_NAMED]
    head = message("about_documents", language, count=len(held))
    if len(held) > len(listed):
        head += " " + message("about_more", language, shown=len(listed), places=shown)
    return _told(query, index, head, "; ".join(item.title for item in listed), listed)


def holdings_line(index: Holdings, language: Language) -> str:
    """One sentence on the places and years the documents are about; "" where nothing is known."""
    held = _held(index)
    names = _places(held)
    first, last = _years(held)
    if not names or not last:
        return ""
    years = message("about_years", language, first=first, last=last)
    return message("about_line", language, places=", ".join(names[:_MOST_PLACES]), years=years)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is kept in mind of a document: `first` and `last` year reported on, 0 where unknown."""

    source: str
    title: str
    place: str
    first: int
    last: int


_KNOWN: WeakKeyDictionary[object, tuple[_Held, ...]] = WeakKeyDictionary()


def _held(index: Holdings) -> tuple[_Held, ...]:
    """All documents, the newest first; read once for an index, which never changes."""
    if index not in _KNOWN:
        read = (_read(document) for document in index.documents())
        _KNOWN[index] = tuple(sorted(read, key=lambda item: (-item.last, item.source)))
    return _KNOWN[index]


def _read(document: Document) -> _Held:
    """A horizon or a span ("đến năm 2030", "giai đoạn 2021–2025") is planned for, not known of."""
    period, place = document.scope.period, document.scope.place
    if period and period.kind in (PeriodKind.HORIZON, PeriodKind.SPAN):
        period = None
    return _Held(
        document.source,
        " ".join((document.title or document.source).split()),
        place.full_name if place else "",
        period.start.year if period else 0,
        period.end.year if period else 0,
    )


def _places(held: Sequence[_Held]) -> list[str]:
    """Names of the places that documents are about, those of most documents first."""
    counts = Counter(item.place for item in held if item.place)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _years(held: Sequence[_Held]) -> tuple[int, int]:
    """First and last year that documents report on; 0 where they name none."""
    dated = [item for item in held if item.last]
    if not dated:
        return 0, 0
    return min(item.first for item in dated), max(item.last for item in dated)


def _told(query: Query, index: Holdings, head: str, short: str, listed: Sequence[_Held]) -> Answer:
    """The head, and a line for each document with a quote of its title."""
    citations: list[Citation] = []
    lines = [f"**{escape(head)}**", ""]
    for item in listed:
        document = index.document(item.source)
        cited = document and _cite(len(citations) + 1, document, index, query.language)
        if not document or not cited:
            continue
        citations.append(cited)
        period = document.scope.period
        scope = f" ({escape(period_text(period, query.language))})" if period else ""
        lines.append(f"- {escape(item.title)}{scope} [{cited.marker}]")
    return Answer(
        query.question, "\n".join(lines), short=short, citations=tuple(citations), draft=head
    )


def _cite(marker: int, document: Document, index: Holdings, language: Language) -> Citation | None:
    """A quote of the title where it stands in the document, else of its first line."""
    text = document.text
    start = text.find(document.title) if document.title else -1
    end = start + len(document.title)
    if start < 0:
        body = text[document.body_start :]
        start = document.body_start + len(body) - len(body.lstrip())
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
    passages = index.passages_of(document.source)
    if start == end or not passages:
        return None
    return Citation(
        marker,
        document.source,
        start,
        end,
        text[start:end],
        passages[0].id,
        label_of(document, language),
    )
