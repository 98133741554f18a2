"""Sentences and clauses of Vietnamese prose, as spans of the text itself.

Administrative Vietnamese is full of points that end nothing: "1.330 tỷ", "TP. Thái Nguyên",
"v.v.", "Điều 5. Hiệu lực", "1. Mục tiêu". The rules here are about the language and its usual
layout; nothing is learned. Spans are in the text as given, whatever its Unicode form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open span of a text, in code points."""

    start: int
    end: int


class Clause(NamedTuple):
    """Part of a sentence; `lead` is the announcement ("Một số chỉ tiêu:") it is listed under."""

    start: int
    end: int
    lead: Span | None = None


_MARKS = "\u0300-\u036f"
_INK = re.compile(r"\S")
_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLOSERS = "”’\"'»)\\]}*_"
_OPENERS = "“‘\"'«(\\[{*_"

#: full stops, "./." of official documents, closing quotes and brackets, note marks "[1]"
_STOP = re.compile(rf"[.!?…]+(?:/\.+)?[{_CLOSERS}]*(?:\[\d{{1,3}}\])*(?:[.…]*(?:/\.+)?)")
_WORD_BEFORE = re.compile(rf"(?:[^\W_]|[{_MARKS}]|\.(?=[^\W_]))+\Z")
_PREVIOUS_WORD = re.compile(rf"((?:[^\W\d_]|[{_MARKS}])+)[\s{_OPENERS}]*\Z")

_ORDINAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6}|[A-Za-zĐđ])"
#: "1.", "2.1.", "IV.", "a)", "(3)" or "Điều 5." where a sentence, a line or a list item begins
_COUNTED = (
    r"(?:Điều|Chương|Mục|Tiểu mục|Phần|Khoản|Phụ lục|Biểu|Bảng|Hình|Câu|Bước|Mẫu)(?:\s+số)?\s+"
)
_ENUMERATOR = re.compile(
    rf"[-–—+*•·\s{_OPENERS}#|>]*"
    rf"(?:{_COUNTED}|{unicodedata.normalize('NFD', _COUNTED)})?{_ORDINAL}\Z",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(
    r"(?:[-–—+*•·▪●○◦]\s|\(?(?:\d{1,2}|[a-zđ]{1,2}|[ivx]{1,4})\)\s|\d{1,2}(?:\.\d{1,2})*\.\s|[a-zđ]\.\s)"
)
_BLOCK_MARK = re.compile(r"#{1,6}\s|\||>|```|~~~|-{3,}\s*\Z|={3,}\s*\Z")
_RUN_IN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])+[\s,]")

#: abbreviations that stand before a name or a number and never close a sentence there
_BEFORE_NAME = frozenset(
    {"tp", "tx", "tt", "ts", "ths", "th.s", "pgs", "gs", "pgs.ts", "gs.ts", "bs", "ks", "cn", "ls"}
    | {"kts", "nsnd", "nsưt", "ncs", "nxb", "đt", "tel", "fax", "mr", "mrs", "ms", "dr", "st"}
    | {"vol", "tr", "vd", "stt"}
)
#: words after which a single capital is a class or an ordinal, not somebody's initial
_CLASS_WORDS = frozenset(
    {"nhóm", "loại", "hạng", "thứ", "khóa", "khoá", "vitamin", "bảng", "mẫu", "hệ", "cấp", "khu"}
    | {"phần", "chương", "quý", "lớp", "đợt", "kỳ", "bậc", "mức", "vùng", "lô", "dãy", "tòa", "toà"}
    | {"tổ", "lục", "số", "mục", "biểu", "điểm", "gan", "tuýp", "chủng"}
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]`, in order and disjoint, trimmed of white space.

    Together they hold every character that is not white space. A line end closes a sentence,
    except in hard-wrapped text, where the next line goes on in lower case.
    """
    return list(_sentences(text, start, len(text) if end is None else end))


def clauses(text: str, start: int = 0, end: int | None = None) -> list[Clause]:
    """Clauses of the sentence `text[start:end]`: its parts between semicolons.

    Where the first part announces a list ("Một số chỉ tiêu: A; B; C"), the announcement is a
    clause of its own and the `lead` of all others. Semicolons in brackets divide nothing.
    Together the clauses hold every character that is not white space.
    """
    end = len(text) if end is None else end
    parts = _cut(text, start, end, [at + 1 for at in _outside_brackets(text, start, end, ";")])
    if len(parts) < 2:
        return [Clause(*part) for part in parts]
    lead = _lead_of(text, parts)
    if lead is None:
        return [Clause(*part) for part in parts]
    first = _trim(text, lead.end, parts[0].end)
    items = [first, *parts[1:]] if first.start < first.end else parts[1:]
    return [Clause(*lead), *(Clause(*item, lead) for item in items)]


def logical_lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Lines of `text[start:end]`, each with the wrapped lines that continue it, trimmed.

    Blank lines are left out; no sentence runs from one logical line into the next.
    """
    return list(_lines(text, start, len(text) if end is None else end))


def is_list_item(line: str) -> bool:
    """Whether a line begins with a bullet or an enumerator such as "1.", "a)" or "(2)"."""
    return _LIST_MARK.match(line.lstrip()) is not None


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for unit in _lines(text, start, end):
        begin = unit.start
        if text[begin] != "|":  # a table row is one statement
            for stop in _STOP.finditer(text, unit.start, unit.end):
                if stop.start() >= begin and _closes(text, begin, stop, unit.end):
                    span = _trim(text, begin, stop.end())
                    if span.start < span.end:
                        yield span
                    begin = stop.end()
        rest = _trim(text, begin, unit.end)
        if rest.start < rest.end:
            yield rest


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    block: list[Span] = []
    position = start
    while position <= end:
        newline = _NEWLINE.search(text, position, end)
        stop = newline.start() if newline else end
        line = _trim(text, position, stop)
        if line.start < line.end:
            block.append(line)
        else:
            yield from _join_wrapped(text, block)
            block = []
        if not newline:
            break
        position = newline.end()
    yield from _join_wrapped(text, block)


def _join_wrapped(text: str, block: list[Span]) -> Iterator[Span]:
    """Join the lines of a block where the line end is only a wrap.

    A line that goes on in lower case is always a wrap. Where a block has such lines, and each was
    broken because its next word did not fit the width of the block, a line that goes on with a
    capital or a digit is taken for a wrap too when the same holds for it and nothing closes it.
    """
    if not block:
        return
    lengths = [_length(text[line.start : line.end]) for line in block]
    width = max(lengths)

    def full(place: int) -> bool:
        word = text[block[place + 1].start : block[place + 1].end].split(None, 1)[0]
        return lengths[place] + 1 + _length(word) > width

    lower = [
        place for place in range(len(block) - 1) if _goes_on(text, block[place], block[place + 1])
    ]
    wrapped = bool(lower) and all(full(place) for place in lower)
    begin = block[0].start
    for place in range(len(block) - 1):
        joined = place in lower or (
            wrapped and full(place) and _may_go_on(text, block[place], block[place + 1])
        )
        if not joined:
            yield Span(begin, block[place].end)
            begin = block[place + 1].start
    yield Span(begin, block[-1].end)


def _goes_on(text: str, line: Span, following: Span) -> bool:
    first = text[following.start]
    return first.islower() and _is_prose(text, line) and not _is_marked(text, following)


def _may_go_on(text: str, line: Span, following: Span) -> bool:
    closed = text[line.end - 1] in '.!?…:;”"»'
    return not closed and _is_prose(text, line) and not _is_marked(text, following)


def _is_prose(text: str, line: Span) -> bool:
    return _BLOCK_MARK.match(text[line.start : line.end]) is None


def _is_marked(text: str, line: Span) -> bool:
    content = text[line.start : line.end]
    return bool(_LIST_MARK.match(content) or _BLOCK_MARK.match(content))


def _closes(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop found closes the sentence that began at `begin`."""
    after = stop.end()
    if after >= end:
        return True
    plain_point = stop[0] == "."
    if not text[after].isspace():
        return plain_point and _lacks_space(text, begin, stop, end)
    next_one = _INK.search(text, after, end)
    if not next_one:
        return True
    following = text[next_one.start() : min(end, next_one.start() + 40)]
    if following[0].islower() and not _LIST_MARK.match(following):
        return False
    return not (plain_point and _is_inner_point(text, begin, stop.start()))


def _is_inner_point(text: str, begin: int, point: int) -> bool:
    """Whether a point followed by white space belongs to an abbreviation or an enumerator."""
    before = text[max(begin, point - 80) : point]
    if _is_enumerator(before, whole=point - begin <= 80):
        return True
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    word = unicodedata.normalize("NFC", found[0])
    if word.lower() in _BEFORE_NAME and len(word) > 1:
        return True
    letters = word.split(".")
    if not all(
        len(letter) == 1 and letter.isalpha() and not letter.islower() for letter in letters
    ):
        return False
    if len(letters) > 1:  # J.K. Rowling
        return True
    previous = _PREVIOUS_WORD.search(before[: found.start()])
    return not previous or unicodedata.normalize("NFC", previous[1]).lower() not in _CLASS_WORDS


def _is_enumerator(before: str, whole: bool) -> bool:
    """Whether `before`, what precedes a point, ends in an enumerator that begins something.

    It begins the sentence (`whole`: all of it is given) or a part after a semicolon; after a colon
    only the first of a list does, for "Tổng số: 15. Trong đó" is a count.
    """
    cut = max(before.rfind(mark) for mark in ":;\n")
    if cut < 0:
        return whole and _ENUMERATOR.fullmatch(before) is not None
    opening = before[cut + 1 :]
    if before[cut] == ":":
        return opening.strip() in ("1", "I", "A", "a", "1.1")
    return _ENUMERATOR.fullmatch(opening) is not None


def _lacks_space(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a point without white space after it is a sentence end typed carelessly.

    So it is between a whole lower-case word and a capitalised one: "hoàn thành.Trong đó".
    """
    found = _WORD_BEFORE.search(text[max(begin, stop.start() - 40) : stop.start()])
    if not found:
        return False
    word = unicodedata.normalize("NFC", found[0])
    if len(word) < 2 or not word.isalpha() or not word.islower() or word in _BEFORE_NAME:
        return False
    following = text[stop.end() : min(end, stop.end() + 20)]
    if not following[0].isupper():
        return False
    run = _RUN_IN.match(following)
    return run is not None and unicodedata.normalize("NFC", run[0][:-1])[1:].islower()


def _lead_of(text: str, parts: list[Span]) -> Span | None:
    """The announcement in the first of several parts: up to a colon.

    If the other parts have colons of their own ("GRDP: 7%; thu: 9 tỷ"), the first colon
    announces; otherwise the last one does.
    """
    colons = [
        at for at in _outside_brackets(text, *parts[0], ":") if text[at + 1 : at + 2].isspace()
    ]
    if not colons:
        return None
    inner = sum(1 for part in parts[1:] if ": " in text[part.start : part.end])
    chosen = colons[0] if 2 * inner >= len(parts) - 1 else colons[-1]
    return Span(parts[0].start, chosen + 1)


def _outside_brackets(text: str, start: int, end: int, mark: str) -> Iterator[int]:
    """Positions of `mark` outside of round and square brackets that are closed."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for at in range(start, end):
        if text[at] in "([":
            opened.append(at)
        elif text[at] in ")]" and opened:
            closed.append((opened.pop(), at))
    outer: list[tuple[int, int]] = []
    for left, right in sorted(closed):
        if not outer or left > outer[-1][1]:
            outer.append((left, right))
    place = 0
    for at in range(start, end):
        while place < len(outer) and outer[place][1] < at:
            place += 1
        inside = place < len(outer) and outer[place][0] < at
        if text[at] == mark and not inside:
            yield at


def _cut(text: str, start: int, end: int, cuts: list[int]) -> list[Span]:
    borders = [start, *cuts, end]
    spans = (_trim(text, *pair) for pair in pairwise(borders))
    return [span for span in spans if span.start < span.end]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _length(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))
