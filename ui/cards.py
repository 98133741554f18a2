"""The HTML of the panels: source cards, nearest documents, the list of documents, the footer.

Each function returns one HTML block without an empty line (see `ui.markup`); every text that
comes from outside passes through `escape`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from retrieval.records import Answer, Citation, Found
from store.records import Document, Inherited, Passage
from ui import texts, words
from ui.markup import card_id, escape
from ui.shelf import Shelf, title
from vietnamese.scope import Scope

#: Characters of a passage shown on each side of the quote before the rest is folded away.
_AROUND: Final = 240
_NEAREST: Final = 3
_LISTED: Final = 200
_NO_SCOPE: Final = Scope()
_BLANK_LINES: Final = re.compile(r"\n\s*\n|\r\n?")
_HEADING: Final = re.compile(r"^#{1,6}\s+(.+)$")


def sources_panel(turns: Sequence[tuple[int, str, Answer]], shelf: Shelf) -> str:
    """Cards of every answer so far; the page shows the last one, or the one whose mark is used.

    `turns` holds number, question and answer of each turn.
    """
    head = f'<h2 class="tieu-de-cot" id="nguon">{texts.SOURCES}</h2>'
    if not turns:
        return f'<div class="nguon">{head}<p class="trong">{escape(texts.SOURCES_EMPTY)}</p></div>'
    sections = "".join(
        _section(number, question, answer, shelf) for number, question, answer in turns
    )
    return f'<div class="nguon">{head}{sections}</div>'


def _section(number: int, question: str, answer: Answer, shelf: Shelf) -> str:
    about = f'<p class="cua-cau">{escape(question)}</p>'
    if answer.citations:
        passages = {found.passage.id: found.passage for found in answer.passages}
        body = "".join(
            card(number, citation, passages.get(citation.passage_id), shelf)
            for citation in answer.citations
        )
    elif answer.abstained and answer.passages:
        body = (
            f'<h3 class="gan-nhat">{texts.NEAREST}</h3><p class="nhe">{texts.NEAREST_NOTE}</p>'
            + "".join(_nearest_card(found, shelf) for found in nearest(answer))
        )
    else:
        body = f'<p class="trong">{texts.SOURCES_NONE}</p>'
    return f'<section class="luot" id="luot-{number}">{about}{body}</section>'


def card(turn: int, citation: Citation, passage: Passage | None, shelf: Shelf) -> str:
    """One citation: mark, label, scope, the passage with the quote marked, evidence, file."""
    document = shelf.by_source.get(citation.source)
    name = _label(citation.label or shelf.title(citation.source), document)
    about = words.scope(passage.scope if passage else document.scope if document else _NO_SCOPE)
    evidence = "".join(
        f"<li>{escape(words.evidence(item))}</li>"
        for item in dict.fromkeys(citation.inherited)
        if not _within(item, citation)
    )
    return (
        f'<article class="the" id="{card_id(turn, citation.marker)}" tabindex="-1">'
        f'<header><span class="so">{citation.marker}</span><div><h3>{name}</h3>'
        + (f'<p class="pham-vi">{escape(about)}</p>' if about else "")
        + f"</div></header>{_quoted(citation, passage)}"
        + (f'<ul class="ke-thua">{evidence}</ul>' if evidence else "")
        + f'<footer><span class="tep">{escape(citation.source)}</span>'
        f'<a class="ve-cau" href="#dau-{turn}-{citation.marker}">{texts.BACK}</a>'
        "</footer></article>"
    )


def _within(item: Inherited, citation: Citation) -> bool:
    """Whether the quote itself says it, so that it needs no further evidence."""
    if item.start is None or item.end is None:
        return False
    return citation.start <= item.start and item.end <= citation.end


def _label(label: str, document: Document | None) -> str:
    """What a source is called; that it is a digest stands before it as a badge."""
    head, colon, rest = label.partition(":")
    digest = bool(colon) and head.strip().casefold() == texts.DIGEST
    if digest or (document and document.digest):
        return f'<span class="huy-hieu">{texts.DIGEST}</span> {escape(rest if digest else label)}'
    return escape(label)


def _quoted(citation: Citation, passage: Passage | None) -> str:
    """The passage with the quote marked, cut around it; the whole behind a disclosure."""
    start, end = citation.start, citation.end
    if (
        not passage
        or passage.source != citation.source
        or start < passage.start
        or end > passage.end
    ):
        return f'<blockquote class="doan"><mark>{escape(citation.quote)}</mark></blockquote>'
    before = passage.text[: start - passage.start]
    quote = passage.text[start - passage.start : end - passage.start]
    after = passage.text[end - passage.start :]
    short = _tail(before) + f"<mark>{escape(quote)}</mark>" + _head(after)
    shown = f'<blockquote class="doan">{short}</blockquote>'
    if len(before) <= _AROUND and len(after) <= _AROUND:
        return shown
    whole = f"{_joined(before)}<mark>{escape(quote)}</mark>{_joined(after)}"
    return (
        f'{shown}<details class="ca-doan"><summary>{texts.WHOLE_PASSAGE}</summary>'
        f'<blockquote class="doan">{whole}</blockquote></details>'
    )


def _joined(text: str) -> str:
    """Escaped text beside a quote, its line breaks kept; a heading's marks become bold type."""
    lines = html.escape(_BLANK_LINES.sub("\n", text), quote=True).split("\n")
    return "<br>".join(_HEADING.sub(r"<b>\1</b>", line) for line in lines)


def _tail(text: str) -> str:
    if len(text) <= _AROUND:
        return _joined(text)
    return "… " + _joined(text[-_AROUND:].partition(" ")[2])


def _head(text: str) -> str:
    if len(text) <= _AROUND:
        return _joined(text)
    return _joined(text[:_AROUND].rpartition(" ")[0]) + " …"


def nearest(answer: Answer) -> list[Found]:
    """The best passage of each of the nearest documents, best first."""
    best: dict[str, Found] = {}
    for found in answer.passages:
        best.setdefault(found.passage.source, found)
    return list(best.values())[:_NEAREST]


def _nearest_card(found: Found, shelf: Shelf) -> str:
    passage = found.passage
    about = words.scope(passage.scope)
    return (
        f'<article class="the nhat"><header><div><h3>{escape(shelf.title(passage.source))}</h3>'
        + (f'<p class="pham-vi">{escape(about)}</p>' if about else "")
        + f'</div></header><blockquote class="doan">{_head(passage.text)}</blockquote>'
        f'<footer><span class="tep">{escape(passage.source)}</span></footer></article>'
    )


def nearest_list(answer: Answer, shelf: Shelf) -> str:
    """Titles of the nearest documents, for below a refusal; "" when there are none."""
    rows = "".join(
        f"<li>{escape(shelf.title(found.passage.source))}</li>" for found in nearest(answer)
    )
    return f'<p class="nhan">{texts.NEAREST}:</p><ul class="gan">{rows}</ul>' if rows else ""


def documents_table(shelf: Shelf, wanted: str = "") -> str:
    """The documents whose details hold every word of `wanted`, at most 200."""
    found = shelf.find(wanted)
    if not found:
        return f'<p class="trong">{texts.DOCUMENTS_NONE}</p>'
    rows = "".join(_row(document) for document in found[:_LISTED])
    more = len(found) - _LISTED
    note = (
        f'<p class="nhe">Còn {words.thousands(more)} văn bản nữa; hãy gõ thêm từ để lọc.</p>'
        if more > 0
        else ""
    )
    return (
        '<div class="bang"><table class="tai-lieu"><thead><tr><th scope="col">Văn bản</th>'
        '<th scope="col">Địa phương</th><th scope="col">Thời gian</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>{note}</div>"
    )


def _row(document: Document) -> str:
    details = " · ".join(
        escape(part)
        for part in (
            document.number or "",
            document.issuer or document.outlet or "",
            f"đăng ngày {words.day(document.published)}" if document.published else "",
        )
        if part
    )
    digest = f' <span class="huy-hieu">{texts.DIGEST}</span>' if document.digest else ""
    about = words.place(document.scope.place) if document.scope.place else "–"
    when = words.period(document.scope.period) if document.scope.period else "–"
    return (
        f'<tr><td><span class="ten">{escape(title(document))}</span>{digest}'
        + (f'<span class="chi-tiet">{details}</span>' if details else "")
        + f'<span class="tep">{escape(document.source)}</span></td>'
        f"<td>{escape(about)}</td><td>{escape(when)}</td></tr>"
    )


def footer(shelf: Shelf) -> str:
    """Number of documents and passages, and the date of the index."""
    parts = [
        f"{words.thousands(len(shelf.documents))} văn bản",
        f"{words.thousands(shelf.passages)} đoạn",
    ]
    if shelf.published:
        moment = shelf.published
        parts.append(f"chỉ mục lập lúc {moment:%H:%M} ngày {words.day(moment.date())}")
    return f'<p class="chan">{" · ".join(parts)}</p>'
