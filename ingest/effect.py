"""From when to when a document is in force, as it says itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.articles import quoted_places
from ingest.citations import read_cited
from ingest.lines import Kind, Line
from vietnamese.normal import fold
from vietnamese.number_words import word_value
from vietnamese.sentences import Span, sentences

_DAY = r"(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})"
_NAME = (
    r"(?:nghị quyết|quyết định|chỉ thị|kế hoạch|quy định|quy chế|thông tư|nghị định|luật|văn bản"
    r"|chương trình|đề án|hướng dẫn|pháp lệnh)"
)
_THIS = re.compile(rf"{_NAME}\s+này(?!\w)", re.IGNORECASE)
#: what opens a sentence and may be the document itself though "này" is missing
_BARE = re.compile(
    rf"[\s*_#\-–•]*(?:điều\s+\d+\w?\s*[.:]\s*)?[*_]*(?:\d{{1,2}}[.)]|[a-zđ]\))?\s*(?P<name>{_NAME})"
    r"(?=\s+(?:(?:đã|sẽ|được|có)\s))",
    re.IGNORECASE,
)
_SIGNED = (
    r"(?:được\s+)?(?:(?:hội\s+đồng|hđnd|ủy\s+ban|uỷ\s+ban|ubnd|chủ\s+tịch)[^.;,]{0,60}?\s)?"
    r"(?:ký(?:\s+ban\s+hành)?|ban\s+hành|thông\s+qua|công\s+bố)"
)
_BEGINS = re.compile(
    r"(?<!hết )hiệu\s+lực(?:\s+thi\s+hành)?\s*,?\s*(?:kể\s+)?từ\s+"
    rf"(?:(?:ngày\s+)?{_DAY}|(?:ngày|khi)\s+{_SIGNED})",
    re.IGNORECASE,
)
_WORD = r"(?:một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi)"
#: "10", "mười", "(10)", "(mười)"
_COUNT = rf"(?:\(?(?:\d{{1,3}}|{_WORD}(?:\s+{_WORD}){{0,3}})\)?\s+)"
_AFTER = re.compile(
    rf"hiệu\s+lực(?:\s+thi\s+hành)?,?\s+sau\s+(?P<days>{_COUNT}{{1,2}})ngày(?!\s+làm\s+việc)"
    rf"(?:\s*\([^)]{{1,30}}\))?\s*,?\s*(?:kể\s+)?từ\s+ngày\s+(?:{_DAY}|{_SIGNED})",
    re.IGNORECASE,
)
_ADOPTED = re.compile(rf"thông\s+qua[^.;]{{0,40}}?ngày\s+{_DAY}", re.IGNORECASE)
#: what lets the subject of a clause go on after another document was named in it
_GOES_ON = re.compile(
    r"(?:[;,]|(?<!\w)(?:và|đồng thời))\s*(?:\w+\s+)?(?:có|hết)?\s*\Z", re.IGNORECASE
)
_UNTIL = re.compile(
    rf"(?:hiệu\s+lực(?:\s+thi\s+hành)?\s+)?đến\s+(?:hết\s+)?"
    rf"(?:ngày\s+{_DAY}|(?:hết\s+)?năm\s+(?P<year>\d{{4}}))",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"hết\s+hiệu\s+lực[^.;]{{0,20}}?(?P<from>từ\s+)?ngày\s+{_DAY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Effect:
    """First and last day in force, each with the span that says so."""

    effective: tuple[date, Span] | None = None
    expires: tuple[date, Span] | None = None


def read_effect(
    text: str, lines: Sequence[Line], published: date | None, doc_type: str | None = None
) -> Effect:
    """When the document of that type is in force.

    `published` is its date, from which some count. Only what it says of itself counts: "Quyết định
    này có hiệu lực …", and without "này" a sentence that opens with its own type and follows none
    that tells of another document.
    """
    found = Effect()
    quoted = quoted_places([text[line.start : line.end] for line in lines])
    for place, line in enumerate(lines):
        if place in quoted or line.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING):
            continue
        if "hiệu lực" not in text[line.start : line.end].lower():
            continue
        of_other = False
        for sentence in sentences(text, line.start, line.end):
            this = _THIS.search(text, *sentence)
            bare = None if this or of_other else _bare(text, sentence, doc_type)
            if this or bare:
                start = this.end() if this else bare or sentence.start
                found = _of_sentence(text, Span(start, sentence.end), published, found)
            of_other = not this and any(read_cited(text, *sentence))
    return found


def _bare(text: str, sentence: Span, doc_type: str | None) -> int | None:
    """The end of the document's own type at the beginning of a sentence; None without it."""
    opening = _BARE.match(text, *sentence)
    if not opening or " ".join(opening["name"].lower().split()) != (doc_type or "").lower():
        return None
    return opening.end("name")


def _of_sentence(text: str, span: Span, published: date | None, before: Effect) -> Effect:
    """What a sentence says after it has named the document, where nothing has said it before."""
    effective, expires = before.effective, before.expires
    begin = _begin(text, span, published)
    if begin:
        effective = effective or begin
        expires = expires or _until(text, begin[1].end, span.end)
    ends = _ENDS.search(text, *span)
    own = ends and not re.search(rf"(?<!\w){_NAME}(?!\w)", text[span.start : ends.start()], re.I)
    if ends and own and not expires:
        day = _day(ends.groups()[1:4])
        if day:
            expires = day - timedelta(days=1) if ends["from"] else day, Span(*ends.span())
    lasts = next((it for it in _UNTIL.finditer(text, *span) if it[0].lower()[0] == "h"), None)
    if lasts and not expires and _is_own(text, span.start, lasts.start()):
        expires = _until(text, lasts.start(), span.end)
    return Effect(effective, expires)


def _begin(text: str, span: Span, published: date | None) -> tuple[date, Span] | None:
    for found in _BEGINS.finditer(text, *span):
        if not _is_own(text, span.start, found.start()):
            continue
        day = _day(found.groups()[:3]) if found[1] else _signed(text, span, found[0], published)
        return (day, Span(*found.span())) if day else None
    after = _AFTER.search(text, *span)
    if not after or not _is_own(text, span.start, after.start()):
        return None
    days = _count(after["days"])
    signed = _day(after.groups()[1:4]) if after[2] else _signed(text, span, after[0], published)
    return (signed + timedelta(days=days), Span(*after.span())) if signed and days else None


def _is_own(text: str, start: int, at: int) -> bool:
    """Whether what is said at `at` is still said of the document named before `start`."""
    cited = list(read_cited(text, start, at))
    return not cited or _GOES_ON.search(text[cited[-1].end : at]) is not None


def _signed(text: str, span: Span, clause: str, published: date | None) -> date | None:
    """The day from which a clause counts: that of adoption where the sentence tells it."""
    adopted = _ADOPTED.search(text, *span) if "thông" in clause.lower() else None
    return (_day(adopted.groups()) if adopted else None) or published


def _count(printed: str) -> int | None:
    """A number of days: "10", "mười", "mười (10)"."""
    digits = re.search(r"\d{1,3}", printed)
    value = None if digits else word_value(fold(printed.lower()).replace("(", " ").split())
    return int(digits[0]) if digits else int(value) if value is not None else None


def _until(text: str, start: int, end: int) -> tuple[date, Span] | None:
    found = _UNTIL.match(text, start, end) or _UNTIL.match(text, min(start + 1, end), end)
    if not found:
        return None
    day = date(int(found["year"]), 12, 31) if found["year"] else _day(found.groups()[:3])
    return (day, Span(*found.span())) if day else None


def _day(parts: Sequence[str | None]) -> date | None:
    day, month, year = (int(part or 0) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
