"""The end of an official document: recipients ("Nơi nhận"), in whose name and by whom it is signed.

The block stands after the last article, in one column or two, or in the row of a table; annexes may
follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.columns import fragments
from ingest.marks import read_marks
from ingest.titles import ATX
from vietnamese.names import read_names
from vietnamese.sentences import Span, logical_lines

#: a line of more characters is prose, unless it is the row of a table
_LONGEST = 160
#: most lines of a closing block: long lists of recipients exist
_LINES = 45
#: a letterhead, which names the same bodies, stands within so many lines of the beginning
_HEAD = 6

_RECIPIENTS = re.compile(r"\W*nơi\s+nhận\s*(?::|\W*\Z)", re.IGNORECASE)
_AUTHORITY = re.compile(r"\W*(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN)(?:\s?[./]\s?|\s)(?=[^\W\d_]{2})")
_POST = (
    r"(?:(?:QUYỀN |Q\. ?|PHÓ )?(?:CHỦ TỊCH|BÍ THƯ(?: THƯỜNG TRỰC)?|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|CHỦ NHIỆM"
    r"|(?:CHI |TỔNG )?CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|VIỆN TRƯỞNG"
    r"|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|HIỆU TRƯỞNG|VỤ TRƯỞNG|CHỈ HUY TRƯỞNG)"
    r"|(?:PHÓ )(?:CHÁNH VĂN PHÒNG|TRƯỞNG BAN|VĂN PHÒNG))"
)
_OFFICE = re.compile(rf"\W*(?P<post>{_POST}(?: [A-ZĐÀ-Ỹ]+){{0,6}})(?=\W*\Z|\s+[(A-ZĐÀ-Ỹ])")
_BARE_OFFICE = re.compile(rf"\W*{_POST}(?: (?:THƯỜNG TRỰC|HĐND|UBND))?\W*\Z")
_SIGNED = re.compile(r"\W*(?:đã ký|ký tên|chữ ký|ký, ghi rõ)", re.IGNORECASE)
_SIGNED_BEHIND = re.compile(r"\s*\((?:đã ký|ký tên|chữ ký)[^()]*\)\W*\Z", re.IGNORECASE)
_BULLET = re.compile(
    r"\W*(?:như|lưu|các|ttr?|hđnd|ubnd|sở|ban|thành viên)\b|\s*[-–+•]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: name, post and what gives the right to, as spans of the text.

    `authority` are the lines "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"; `start` is where the block
    begins that they stand in.
    """

    start: int
    signer: Span
    office: Span | None = None
    authority: tuple[Span, ...] = ()


def closing_places(contents: Sequence[str]) -> frozenset[int]:
    """Places, among the lines `contents`, of those that belong to a closing block."""
    places: set[int] = set()
    for place, content in enumerate(contents):
        if place in places or place < _HEAD or not _opens(content, contents[place + 1 :]):
            continue
        places.update(_block(contents, place))
    return frozenset(places)


def read_signature(text: str, body_start: int) -> Signature | None:
    """The signature of the document: of several blocks the first that holds a name."""
    lines = logical_lines(text, body_start)
    contents = [text[line.start : line.end] for line in lines]
    places = closing_places(contents)
    starts = [place for place in sorted(places) if place - 1 not in places]
    for start in starts:
        end = start
        while end in places:
            end += 1
        found = _signature(text, lines[start:end])
        if found:
            return found
    return None


#: Between the parts of a block in one line: "TM. ỦY BAN NHÂN DÂN — CHỦ TỊCH: Lê Văn A".
_JOINT = re.compile(rf"\s+[—–-]\s+(?={_POST})|(?<=[A-ZĐÀ-Ỹ]),\s+(?={_POST})|(?<=[A-ZĐÀ-Ỹ]):\s+")


def _pieces(text: str, line: Span) -> Iterator[Span]:
    """The parts of a line: its columns, and what a line of a closing block joins."""
    for part in fragments(text, line.start, line.end):
        start = part.start
        if _AUTHORITY.match(text[start : part.end]) or _OFFICE.match(text[start : part.end]):
            for joint in _JOINT.finditer(text, start, part.end):
                yield Span(start, joint.start())
                start = joint.end()
        yield Span(start, part.end)


def _gives_right(content: str) -> bool:
    """Whether a line says in whose name somebody signs: "TM. ỦY BAN NHÂN DÂN"."""
    return content.isupper() and _AUTHORITY.match(content) is not None


def _opens(content: str, below: Sequence[str]) -> bool:
    if content.startswith("#") or (len(content) > _LONGEST and not content.startswith("|")):
        return False
    parts = [content[a:b] for a, b in _pieces(content, Span(0, len(content)))]
    if any(_RECIPIENTS.match(part) or _gives_right(part) for part in parts):
        return True
    return any(_BARE_OFFICE.match(part) for part in parts) and any(
        _SIGNED.match(line) or _name(line) for line in below[:3]
    )


def _block(contents: Sequence[str], start: int) -> Iterator[int]:
    for place in range(start, min(len(contents), start + _LINES)):
        content = contents[place]
        row = content.startswith("|")
        if place > start and (ATX.match(content) or (len(content) > _LONGEST and not row)):
            return
        if place > start and _begins_anew(content):
            return
        yield place


def _begins_anew(content: str) -> bool:
    """Whether a line after the signature opens an annex: in capitals, naming a document."""
    marks = list(read_marks(content))
    if any(mark.is_named for mark in marks):
        return True
    capital = re.match(
        r"\W*(?:PHỤ LỤC|QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|ĐỀ ÁN|DANH MỤC|BIỂU|BẢNG|CHƯƠNG TRÌNH|PHƯƠNG ÁN"
        r"|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)(?!\w)",
        content,
    )
    return bool(capital) and not _gives_right(content)


def _signature(text: str, lines: Sequence[Span]) -> Signature | None:
    parts = [part for line in lines for part in _pieces(text, line)]
    authority: list[Span] = []
    office: Span | None = None
    signer: Span | None = None
    for part in parts:
        content = text[part.start : part.end]
        if _gives_right(content):
            authority.append(part)
            continue
        found = _OFFICE.match(content)
        if found:
            office = Span(part.start + found.start("post"), part.start + found.end("post"))
        elif office is None and not authority:
            continue
        if _BULLET.match(content) and not found:
            continue
        name = _name(content[found.end() :] if found else content)
        if name:
            offset = part.start + (found.end() if found else 0)
            signer = Span(offset + name.start, offset + name.end)
            break
    if signer is None:
        return None
    return Signature(lines[0].start, signer, office, tuple(authority))


def _name(content: str) -> Span | None:
    """The name that a line consists of, with a rank or degree before it at most."""
    lead = re.match(
        r"\W*(?:\(?(?:đã ký|ký tên)[^)]*\)?\W*)?"
        r"(?:(?:thiếu|trung|thượng|đại)\s+(?:tướng|tá)\s+|(?:TS|ThS|PGS|GS|BS|KS|CN)\.?\s*)*",
        content,
        re.IGNORECASE,
    )
    start = lead.end() if lead else 0
    # A name alone in its line needs no family name that is known: it is read as one led by "ông".
    rest = _SIGNED_BEHIND.sub("", content[start:]).rstrip(" .*_")
    found = read_names(f"ông {rest}")
    if not found or found[0].start != 4 or found[0].end != 4 + len(rest):
        return None
    if rest.isupper() and len(rest.split()) < 2:
        return None
    return Span(start, start + len(rest))
