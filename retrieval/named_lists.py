"""Lists inside a sentence, under the word for what is asked: "4 cụm công nghiệp (A, B, C và D)".

"các xã A, B và C", "3 trường đạt chuẩn gồm A, B và C", "thị trường chính: A, B, C", "(A, B)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.evidence import Candidate
from retrieval.listed_things import COUNTS, how_many, listed_thing, names_of
from retrieval.lists import inline_items
from retrieval.quoting import quoted
from retrieval.reading import ENOUGH, Statement
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.normal import fold, is_unaccented, normalise, search_form
from vietnamese.numbers import read_quantities
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: Share of the question that a list, or its line, must hold where it has as many things as it is
#: said to have; what the coverage of the line counts; what the right count is worth.
_LEAST, _OF_LINE, _COUNTED = 0.45, 0.9, 0.15
#: From the word for the things to their names: little, and no other figure.
_OPENS = re.compile(
    r"(?P<bracket>(?:(?!\b(?:là|gồm|như|đó)\b)[^;:()\n]){0,60}?\()|(?P<lead>[^;:()\n]{0,90}?"
    r"(?::|\b(?:là|gồm(?: có)?|bao gồm|như|đó là|tại|ở)\b:?))\s*|(?P<straight>\s+)"
    r"(?=[^\W\d_])",
)
_EDGES = " .;:,/”\"'"
_JOINT = re.compile(r"\s*;\s*(?:và\s+)?|\s*,(?!\d)\s*(?:và\s+)?|\s+và\s+")
_COMMA = re.compile(r"\s*,(?!\d)\s*(?:và\s+)?|\s+và\s+")
_SEMICOLON = re.compile(r"\s*;\s*(?:và\s+)?")
_REMARK = re.compile(
    r"\s*\([^()]*\)?\s*$|\s+(?:(?:đạt|với|là|mới|chỉ|còn|gần|trên|khoảng|hơn|dưới)\s+)*"
    r"\d[\d.,]*\s*(?:%|(?:nghìn |triệu |tỷ )?(?:đồng|USD|ha|tấn|tỷ|triệu|hộ|người))\s*$"
)
_BEFORE = re.compile(r"(\d{1,3}|[^\W\d_]+)\s+\Z")
#: The longest thing that is named, in words; a longer one is a statement.
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list and whether it has as many things as its announcement counts."""

    statement: Statement
    counted: bool


def read_named_list(query: Query, ranked: Sequence[Candidate]) -> Statement | None:
    """The best list of the things asked for, under a line that holds the question.

    What a line says in its first sentence goes for the list in its next one ("Ưu tiên: A, B, C").
    """
    lines: dict[tuple[str, int], float] = {}
    for item in ranked:
        key = _line_of(item)
        lines[key] = max(lines.get(key, 0.0), item.coverage)
    best, worth = None, 0.0
    for item in ranked:
        held = max(item.coverage, _OF_LINE * lines[_line_of(item)])
        if item.conflicts or held < _LEAST or not speaks_for(query, item):
            continue
        found = read_named(query, item)
        if found is None or (not found.counted and held < ENOUGH):
            continue
        value = held + _COUNTED * found.counted
        if value > worth:
            best, worth = found.statement, value
    return best


def speaks_for(query: Query, item: Candidate) -> bool:
    """Whether a sentence is of the place asked about: by its line, what is above, its figures.

    True where no place is asked about, or the documents are of that place as a whole.
    """
    place, sentence = query.scope.place, item.sentence
    if place is None:
        return True
    inherited = (sentence.passage.scope.place, sentence.document.scope.place)
    if any(known is not None and place.may_be(known) for known in inherited):
        return True
    of_figures = [figure.scope.place for figure in sentence.figures]
    if any(known is not None and place.may_be(known) for known in of_figures):
        return True
    text = sentence.document.text
    stop = text.find("\n", sentence.end)
    line = text[_line_of(item)[1] : stop if stop >= 0 else len(text)]
    name = f" {' '.join(syllables(fold(place.name)))} "
    above = (line, *sentence.passage.headings, sentence.document.title)
    return any(name in f" {' '.join(syllables(fold(part)))} " for part in above)


def _line_of(item: Candidate) -> tuple[str, int]:
    document = item.sentence.document
    return document.source, document.text.rfind("\n", 0, item.sentence.start) + 1


def read_named(query: Query, item: Candidate, thing: str = "") -> NamedList | None:
    """The things asked for that the sentence names in a row; None where it names none.

    Those of the question, or of a `thing`; as many as the question says, where it says it.
    """
    thing = thing or listed_thing(query)
    many = how_many(query)
    if not thing or item.sentence.is_row:
        return None
    best: NamedList | None = None
    worth = (-1, False)
    for start, end in _places_of(names_of(thing, query), item.sentence.text):
        found = _after(item.sentence, start, end)
        if found is None or many not in (None, found.statement.short.count("; ") + 1):
            continue
        value = _announces(query, item.sentence, thing, found, start), found.counted
        if value > worth:
            best, worth = found, value
    return best


def _announces(query: Query, sentence: Sentence, thing: str, found: NamedList, start: int) -> int:
    """How many words of the question stand where a list is announced: "3 dự án chậm gồm"."""
    text = sentence.text
    stop = text.find(found.statement.short.partition(";")[0], start)
    before = max(text.rfind(mark, 0, start) for mark in (";", ". ", ","))
    said = {*syllables(fold(text[before + 1 : max(start, stop)]))}
    asked = {fold(word) for concept in query.concepts for word in concept.wordings[0].split()}
    return len((said & asked) - {*syllables(fold(thing))})


def _places_of(names: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where one of the names stands in a text, the longest first at each place."""
    form = search_form(text)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    bare = all(is_unaccented(name) for name in names)
    for match in pattern.finditer(fold(form.text) if bare else form.text):
        start, end = form.span(*match.span())
        yield start, end


def _after(sentence: Sentence, start: int, end: int) -> NamedList | None:
    text = sentence.text
    opening = _OPENS.match(text, end)
    if opening is None or (opening["straight"] and not text[opening.end()].isupper()):
        return None
    bracket = opening["bracket"] is not None
    close = text.find(")", opening.end()) if bracket else -1
    stop = close if close >= 0 else len(text)
    count = _count_before(text[:start])
    # "dọn về nhà ở xã hội, còn người dân …": what is only told behind "ở" must be a name
    located = re.search(r"\b(?:tại|ở)\s*\Z", opening[0]) is not None
    by_name = bracket or located or opening["straight"] is not None
    items = inline_items(text, opening.end(), stop)
    for joint in () if items else _ways(text, opening.end(), stop, count):
        pieces = [_trimmed(text, piece) for piece in _pieces(text, opening.end(), stop, joint)]
        pieces = [piece for piece in pieces if piece.end > piece.start]
        said = [text[piece.start : piece.end] for piece in pieces]
        named = not located or all(map(_is_name, said))
        if count == len(pieces) and named and all(_is_thing(one, joint) for one in said):
            items = pieces
            break
        items = items or _items(text, pieces, by_name=by_name)
    if len(items) < 2:
        return None
    spans = [Span(sentence.start + one.start, sentence.start + one.end) for one in items]
    told = "; ".join(" ".join(text[one.start : one.end].split()) for one in items)
    quote = quoted(sentence, Span(spans[0].start, spans[-1].end), whole=True)
    return NamedList(Statement(told, sentence, quote), count == len(items))


def _ways(text: str, start: int, stop: int, count: int | None) -> list[re.Pattern[str]]:
    """How a list may be cut, the likeliest first: by the mark that stands first in it.

    Or by the one that gives as many as were announced, each told with where it lies: "2 xã (xã A,
    huyện B; xã C, huyện D)".
    """
    parts = _SEMICOLON.split(text[start:stop])
    nested = len(parts) == count and all(_WITHIN.match(part) for part in parts)
    first = _JOINT.search(text, start, stop)
    by_semicolon = nested or (first is not None and ";" in first[0])
    return [_SEMICOLON, _COMMA] if by_semicolon else [_COMMA, _SEMICOLON, _JOINT]


def _pieces(text: str, start: int, stop: int, joint: re.Pattern[str]) -> Iterator[Span]:
    """What stands between the joints; a bracket belongs to what is before it.

    Of a list with commas what stands behind a semicolon is no more.
    """
    depth, at = 0, start
    cut = start
    while at < stop:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if joint is _COMMA and depth == 0 and text[at] == ";":
            stop = at
            break
        found = joint.match(text, at, stop) if depth == 0 else None
        if found is not None and found.end() > at:
            yield Span(cut, at)
            at = cut = found.end()
            continue
        at += 1
    yield Span(cut, stop)


def _is_thing(said: str, joint: re.Pattern[str]) -> bool:
    """Whether a piece may be one of as many things as were announced; of tasks it may be long."""
    longest = 3 * _LONGEST if joint is _SEMICOLON else _LONGEST
    goes_on = said[0].isdigit() or _GOES_ON.match(said) is not None
    return not goes_on and len(said.split()) <= longest


def _items(text: str, pieces: Sequence[Span], *, by_name: bool) -> list[Span]:
    """The things named: proper names up to the first that is none, or else all pieces if short."""
    names = []
    for piece in pieces:
        if not _is_name(text[piece.start : piece.end]):
            break
        names.append(piece)
    if names:
        return names
    said = [text[piece.start : piece.end] for piece in pieces]
    if by_name or any(len(one.split()) > _LONGEST or read_quantities(one) for one in said):
        return []
    if any(_GOES_ON.match(one) for one in said):
        return []
    return list(pieces)


def _trimmed(text: str, piece: Span) -> Span:
    inside = text[piece.start : piece.end]
    bare = _REMARK.sub("", inside.rstrip(_EDGES)).rstrip(_EDGES)
    # "thị xã Hòa Thành 61,2%" names a town, "cả giai đoạn 2.200 người" nothing.
    named = bare.rpartition(" ")[2][:1].isupper() or "(" in inside
    inside = bare if named else inside.rstrip(_EDGES)
    start = piece.start + len(inside) - len(inside.lstrip(" “\"'"))
    return Span(start, max(start, piece.start + len(inside)))


#: What a piece opens with that goes on with the sentence and names nothing.
_GOES_ON = re.compile(r"(?:còn|nhưng|song|trong khi|thì|mà|nên|để|khi|do|vì|đồng thời)\b", re.I)
#: A unit of government and the one it lies in.
_WITHIN = re.compile(
    r"\s*(?:xã|phường|thị trấn|thôn|bản|khu phố)\s[^,;]+,"
    r"\s+(?:huyện|quận|thị xã|thành phố|TP|TX|xã)\b"
)
#: A name may follow the word for its kind: "thị xã Ninh Hòa".
_KIND = re.compile(
    r"(?:huyện|thị xã|thành phố|xã|phường|quận|thị trấn|tỉnh|thôn|bản|sở|ban|phòng"
    r"|công ty)\s+(?=\w)"
)


def _is_name(inside: str) -> bool:
    kind = _KIND.match(inside)
    return (
        bool(inside)
        and (inside[0].isupper() or (kind is not None and inside[kind.end()].isupper()))
        and len(inside.split()) <= _LONGEST
        and not read_quantities(inside)
    )


def _count_before(before: str) -> int | None:
    """The number that a word for several things follows: "4 KCN", "ba huyện", "5 sản phẩm"."""
    for _ in range(2):
        found = _BEFORE.search(before)
        if found is None:
            return None
        number = int(found[1]) if found[1].isdigit() else COUNTS.get(normalise(found[1]))
        if number is not None:
            return number
        before = before[: found.start()]
    return None
