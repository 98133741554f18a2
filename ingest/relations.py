"""What a document does to others: it replaces, repeals or amends them; and what it rests on.

Only what the document says of itself counts: "Quyết định này thay thế Quyết định số …", "Bãi bỏ
Nghị quyết số …", a title "Sửa đổi, bổ sung một số điều của …". What it tells of other documents
("Quyết định số 5 sửa đổi Quyết định số 3"), and the laws it rests on, are no relations of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.citations import Cited, read_cited
from ingest.lines import Kind, Line
from store.records import Relation
from vietnamese.sentences import Span, sentences

_TRIGGER = re.compile(
    r"(?P<replaces>thay\s+thế)|(?P<repeals>bãi\s+bỏ|h(?:ủ|u)(?:y|ỷ)\s+bỏ)"
    r"|(?P<amends>sửa\s+đổi(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?|điều\s+chỉnh\s*,\s*bổ\s+sung)"
    r"|(?P<ends>(?:hết|chấm\s+dứt)\s+hiệu\s+lực)",
    re.IGNORECASE,
)
_THIS = re.compile(r"(?<!\w)này(?!\w)", re.IGNORECASE)
#: what a document is changed in, when it is not ended as a whole
_IN_PART = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|phụ lục|chương|phần|tiết|một số|một phần|nội dung|quy định tại"
    r"|cụm từ|gạch đầu dòng|biểu)(?!\w)",
    re.IGNORECASE,
)
#: what may stand right before the verb of a document's own clause
_OWN = re.compile(
    r"(?:(?<!\w)(?:này|và|đồng thời|nay|để|sẽ|cho|về việc|v/v|quyết nghị|quyết định)|[;:,.)]"
    r"|(?:khoản|điều)?\s*\d{1,2}[.)]?|\w\))\s*\Z",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(r"(?<!\w)(?:được|bị|đã được)\s*\Z", re.IGNORECASE)
_BY_THIS = re.compile(r"\s*(?:bởi|bằng|tại|theo)\s+[^;.]{0,40}?(?<!\w)này(?!\w)", re.IGNORECASE)
_KIND = re.compile(r"\W*(?:nghị quyết|quyết định|thông tư|nghị định|chỉ thị|luật)\s", re.IGNORECASE)
_BASIS = re.compile(r"\W*căn\s+cứ(?!\w)", re.IGNORECASE)
_NOT_ENDED = re.compile(r"(?<!\w)(?:chưa|không|khi|trước khi|còn)\s*\Z", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:kể\s+)?từ\s+ngày\s+(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb that does something to other documents."""

    start: int
    end: int
    kind: str


def read_relations(
    text: str, lines: Sequence[Line], title: Span | None, number: str | None
) -> tuple[Relation, ...]:
    """Relations of the document of this `number`, in the order of the text, each other one once."""
    found: dict[str, Relation] = {}
    for relation in _relations(text, lines, title):
        if relation.number == number:
            continue
        before = found.get(relation.number)
        # Ended as a whole is more than changed in part.
        if before is None or (before.kind == "amends" and relation.kind != "amends"):
            found[relation.number] = relation
    return tuple(found.values())


def read_basis(text: str, lines: Sequence[Line]) -> tuple[Cited, ...]:
    """The documents, with a number, that a document says it rests on ("Căn cứ …")."""
    found: dict[str, Cited] = {}
    for line in lines:
        if line.kind in (Kind.PARAGRAPH, Kind.ITEM) and _BASIS.match(text, line.start, line.end):
            for cited in read_cited(text, line.start, line.end):
                found.setdefault(cited.number, cited)
    return tuple(found.values())


def _relations(text: str, lines: Sequence[Line], title: Span | None) -> Iterator[Relation]:
    if title is not None:
        named = _KIND.match(text, title.start, title.end)
        yield from _of_sentence(text, Span(named.end() if named else title.start, title.end))
    listed: _Verb | None = None
    for line in lines:
        content = text[line.start : line.end]
        if line.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING) or _BASIS.match(content):
            listed = None
            continue
        if line.kind is Kind.HEADING and line.unit is None:
            continue
        if listed and line.kind is Kind.ITEM and not _TRIGGER.search(content[:40]):
            yield from _listed(text, line, listed)
            continue
        listed = None
        for sentence in sentences(text, line.start, line.end) if _TRIGGER.search(content) else ():
            yield from _of_sentence(text, sentence)
            listed = _announced(text, sentence)


def _of_sentence(text: str, sentence: Span) -> Iterator[Relation]:
    cited = list(read_cited(text, *sentence))
    if not cited:
        return
    verbs = [_verb(found) for found in _TRIGGER.finditer(text, *sentence)]
    own = False
    for place, verb in enumerate(verbs):
        end = verbs[place + 1].start if place + 1 < len(verbs) else sentence.end
        if verb.kind == "ends" or _is_passive(text, sentence, verb):
            for one in _subjects(text, sentence, verb, cited):
                kind = "repeals" if verb.kind == "ends" else verb.kind
                yield replace(_relation(kind, one, sentence), since=_since(text, verb.end, end))
            continue
        own = _is_own(text, sentence, verb, cited, goes_on=own)
        if own:
            for one in _objects(text, verb, end, cited):
                yield _relation(_kind(text, verb, one.start), one, sentence)


def _listed(text: str, line: Line, verb: _Verb) -> Iterator[Relation]:
    """What an item below "Bãi bỏ các quyết định sau:" names first."""
    for one in list(read_cited(text, line.start, line.end))[:1]:
        yield _relation(_kind(text, _Verb(line.start, line.start, verb.kind), one.start), one, line)


def _announced(text: str, sentence: Span) -> _Verb | None:
    """The verb of a sentence that opens a list of documents; None where it opens none."""
    if not text[: sentence.end].rstrip().endswith(":"):
        return None
    verbs = [_verb(found) for found in _TRIGGER.finditer(text, *sentence)]
    if not verbs or (verbs[-1].kind == "amends" and _IN_PART.search(text, *sentence)):
        return None
    kind = "repeals" if verbs[-1].kind == "ends" else verbs[-1].kind
    return replace(verbs[-1], kind=kind)


def _verb(found: re.Match[str]) -> _Verb:
    return _Verb(found.start(), found.end(), str(found.lastgroup))


def _is_passive(text: str, sentence: Span, verb: _Verb) -> bool:
    """Whether the documents before the verb are ended by this one: "được thay thế bởi … này"."""
    before = text[sentence.start : verb.start]
    return bool(_PASSIVE_BEFORE.search(before) and _BY_THIS.match(text, verb.end, sentence.end))


def _is_own(
    text: str, sentence: Span, verb: _Verb, cited: Sequence[Cited], *, goes_on: bool
) -> bool:
    """Whether the document itself does it, by what stands before the verb.

    `goes_on` says that it does what the verb before says.
    """
    before = text[sentence.start : verb.start]
    if _PASSIVE_BEFORE.search(before):
        return False
    others = [one for one in cited if one.end <= verb.start]
    if others:
        # "Quyết định số 5 về việc bãi bỏ …" tells of number 5; "…, bãi bỏ …" goes on.
        between = text[others[-1].end : verb.start]
        joined = re.search(r"(?:[;,]|(?<!\w)và|đồng thời)\s*\Z", between, re.IGNORECASE)
        return joined is not None and (goes_on or _THIS.search(before) is not None)
    return bool(_THIS.search(before) or not before.strip(" *_#–-“") or _OWN.search(before))


def _objects(text: str, verb: _Verb, end: int, cited: Sequence[Cited]) -> list[Cited]:
    """The documents between a verb and the next, but for those that tell of one of them."""
    found = [one for one in cited if verb.end <= one.start < end]
    return [
        one
        for place, one in enumerate(found)
        if not place
        or not re.search(
            r"(?<!\w)(?:bởi|theo|tại|căn cứ|kèm theo|hướng dẫn|quy định chi tiết)(?!\w)",
            text[found[place - 1].end : one.start],
            re.IGNORECASE,
        )
    ]


def _subjects(text: str, sentence: Span, verb: _Verb, cited: Sequence[Cited]) -> list[Cited]:
    """The documents that a clause says have ended: those before its verb."""
    if _NOT_ENDED.search(text[sentence.start : verb.start]):
        return []
    begin = max(text.rfind(";", sentence.start, verb.start), sentence.start)
    return [one for one in cited if begin <= one.start and one.end <= verb.start]


def _kind(text: str, verb: _Verb, until: int) -> str:
    in_part = _IN_PART.search(text, verb.end, until)
    return "amends" if verb.kind == "amends" or in_part else verb.kind


def _relation(kind: str, cited: Cited, span: Span | Line) -> Relation:
    return Relation(kind, cited.number, span.start, span.end, cited.day)


def _since(text: str, start: int, end: int) -> date | None:
    found = _SINCE.search(text, start, end)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
