"""Titles: which line of a text names the document, and which lines only surround it.

Saved pages open with the date of saving, official documents with a letterhead; neither is a title.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.columns import fragments
from ingest.page_furniture import furniture_places, without_tools
from vietnamese.sentences import Span, is_list_item, logical_lines

#: longest line taken for a title, in characters
_TITLE_LENGTH = 250
#: the head of a text is over after so many lines
_HEAD_LINES = 16
#: the name of what publishes a page stands in the first lines and is this short, in words
_OUTLET_LINES, _OUTLET_WORDS = 2, 9
_OUTLET = re.compile(
    r"(?:cổng (?:thông tin|tt)|trang (?:thông tin|tin)|báo(?! cáo| động)|đài (?:phát thanh|pt)"
    r"|tạp chí|website|thông tấn xã|ttxvn)(?!\w)(?!.*[:;])",
    re.IGNORECASE,
)
#: words of the name of a section of a page, at most
_RUBRIC = 5
#: a body that issues a document stands so many lines above its kind, at most
_BODY_LINES = 5

ATX = re.compile(r"#{1,6}(?=\s)|#{1,6}\Z")
_SETEXT = re.compile(r"(=+|-{3,})\s*\Z")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?P<inner>\S.*\S|\S)\1")
FINAL = re.compile(r"[.,;:!?…]\W*\Z")
_WEEKDAY = re.compile(r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}", re.IGNORECASE
)
#: how the lines below "QUYẾT ĐỊNH" go on, and how its first section begins
_SUBJECT = re.compile(r"(?:về|v/v|của|phê duyệt|ban hành)\b", re.IGNORECASE)
_MARKED = re.compile(
    r"(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)[.)]\s|(?:phần|chương|mục|điều)\s", re.IGNORECASE
)
#: a text that opens with a part of a document is an excerpt without a title
_PART = re.compile(r"[*_]{0,3}(?:phần|chương|mục|[đð]iều)\s+(?:thứ\s|[IVX]+\b|\d)", re.IGNORECASE)
_ANNEX = re.compile(r"(?:phụ lục|biểu|mẫu)\s+(?:số\s+)?(?:[IVX]+|\d{1,2})\W*\Z", re.IGNORECASE)
#: what only official documents have in their head
_OFFICIAL = re.compile(
    r"(?:.*\s{2})?(?:cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam"
    r"|độc lập\s*[-–]\s*tự do|số\s*:\s*\d|số\s+\d+\s*[-/][\d/-]*[A-ZĐ]{2})",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:số\s*:|số\s+\d+\s*[-/]|kính gửi|nơi nhận|https?:|www\.|[-–_=*.\s]+\Z"
    r"|kh(?:óa|oá)\s+[IVXLC]+\b|kỳ họp thứ|nhiệm kỳ\s+\d{4})"
    r"|[^,]{2,40},\s*ngày\s+(?:\d*[\s…]*tháng|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\W*\Z)",
    re.IGNORECASE,
)
#: the number of a document, which may stand between its kind and its subject
_NUMBERED = re.compile(r"\W*số\s*:?\s*\d+\s*[-/]\s*[A-ZĐ\d]", re.IGNORECASE)
_BODY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|UBND|HĐND|TỈNH|THÀNH (?:PHỐ|ỦY|UỶ)|HUYỆN|QUẬN|THỊ (?:XÃ|TRẤN|ỦY|UỶ)"
    r"|XÃ|PHƯỜNG|ĐẶC KHU|SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|BAN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|ĐẢNG BỘ"
    r"|VĂN PHÒNG|TM\.|KT\.)(?!\w)"
)
_DOCUMENT_WORD = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|thông báo|chương trình|đề án|tờ trình"
    r"|công văn|kết luận|hướng dẫn|quy chế|quy định|công điện|thông tư|nghị định|luật"
    r"|văn bản hợp nhất|phương án|quy hoạch|dự thảo|thông cáo(?: báo chí)?|bản tin|tài liệu"
    r"|(?:tin|thông tin|tài liệu|họp) báo(?: chí)?)"
    r"(?:\s(?:hành động|công tác|tóm tắt|tổng hợp|chuyên đề|bổ sung|giải trình|sơ kết|tổng kết"
    r"|chung|nhanh))*\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)  # asked for by the letterhead, the layout and the description of one text
def find_title(text: str, body_start: int = 0) -> Span | None:
    """The title: first Markdown heading of level 1, or the first line that can be one.

    Date lines and furniture of saved pages and the letterhead of an official document are passed
    over; "QUYẾT ĐỊNH" takes the lines with it that say on what. None when the text opens with
    prose.
    """
    spans = logical_lines(text, body_start)
    marked = _marked_title(text, spans)
    if marked is not None:
        return marked
    official = is_official(text, spans)
    furniture = furniture_places([text[span.start : span.end] for span in spans])
    for place, span in enumerate(spans[:_HEAD_LINES]):
        printed = text[span.start : span.end].strip("*_")
        content = bare(printed)
        if place in furniture or not any(map(str.isalnum, content)):
            continue
        if official and _is_letterhead_row(text, span):
            continue
        if _ANNEX.match(content):
            return _document_title(text, spans, place, official=True)
        if _DOCUMENT_WORD.match(content) and (official or content.isupper()):
            return _document_title(text, spans, place, official)
        below = spans[place + 1 : place + _BODY_LINES]
        if _only_surrounds(printed, official=official or _names_kind(text, below)):
            continue
        if place < _OUTLET_LINES and _is_outlet(text, content, below):
            continue
        dated = place > 0 and is_date_line(
            bare(text[spans[place - 1].start : spans[place - 1].end])
        )
        if (dated or place - 1 in furniture) and _is_rubric(text, content, below):
            continue
        return span if _may_be_title(content) else None
    return None


def _marked_title(text: str, spans: list[Span]) -> Span | None:
    """The first heading of level 1, or of any level where the text opens with it."""
    for place, span in enumerate(spans):
        mark = ATX.match(text, span.start)
        if mark and (place == 0 or mark.end() - mark.start() == 1):
            content = bare(text[span.start : span.end])
            if _DOCUMENT_WORD.match(content):
                return _document_title(text, spans, place, official=True)
            if _issues(content) and _names_kind(text, spans[place + 1 : place + _BODY_LINES]):
                return None
            return span
    return None


def _only_surrounds(printed: str, *, official: bool) -> bool:
    """Whether a line of the head dates or frames a text and names nothing."""
    if is_date_line(bare(printed)) or _is_frame(printed):
        return True
    return official and is_letterhead(bare(printed))


def _is_outlet(text: str, content: str, below: list[Span]) -> bool:
    """Whether a line at the top of a page is the name of what published it, not of the text."""
    if not _OUTLET.match(content) or len(content.split()) > _OUTLET_WORDS or not below:
        return False
    following = [bare(text[span.start : span.end]) for span in below]
    return any(is_date_line(line) for line in following[:2]) or _may_be_title(following[0])


def _is_rubric(text: str, content: str, below: list[Span]) -> bool:
    """Whether a short line below what surrounds a page only names the section it stands in."""
    if len(content.split()) > _RUBRIC or not below or any(map(str.isdigit, content)):
        return False
    following = bare(text[below[0].start : below[0].end])
    return _may_be_title(following) and len(following.split()) > _RUBRIC


def _issues(content: str) -> bool:
    """Whether a line is the name of a body in capitals."""
    return content.isupper() and _BODY.match(content) is not None


def _names_kind(text: str, spans: list[Span]) -> bool:
    """Whether one of the lines says in capitals what kind of document it opens."""
    contents = [bare(text[span.start : span.end]) for span in spans]
    return any(content.isupper() and _DOCUMENT_WORD.match(content) for content in contents)


def _may_be_title(content: str) -> bool:
    if len(content) > _TITLE_LENGTH or re.search(r"[.;,:]\W*\Z", content):
        return False
    return not (is_list_item(content) or content.startswith("|") or _PART.match(content))


def is_official(text: str, spans: list[Span]) -> bool:
    """Whether the first lines hold what opens an official document: its number, the motto."""
    return any(
        _OFFICIAL.match(text, part.start, part.end)
        for span in spans[:_HEAD_LINES]
        for part in (span, *fragments(text, span.start, span.end))
    )


def _is_letterhead_row(text: str, span: Span) -> bool:
    """Whether a line is a row of the table that a letterhead is set in, or its rule."""
    if text[span.start] != "|":
        return False
    parts = [text[part.start : part.end] for part in fragments(text, *span)]
    return all(
        not any(letter.isalnum() for letter in part)
        or _is_frame(part)
        or is_letterhead(part)
        or _OFFICIAL.match(part)
        or part.isupper()
        for part in parts[:2]
    )


def _document_title(text: str, spans: list[Span], place: int, official: bool) -> Span:
    """The line "QUYẾT ĐỊNH" with what stands below it: on what, of whom.

    In an official document the first line below always says so, also after an empty one, or after
    its number.
    """
    end = spans[place].end
    below = spans[place + 1 : place + 4]
    if official and below and _NUMBERED.match(text, below[0].start, below[0].end):
        below = below[1:]
    for number, span in enumerate(below):
        content = bare(text[span.start : span.end])
        near = text.count("\n", end, span.start) <= 1 or (official and not number)
        told = near or _SUBJECT.match(content) is not None
        closed = FINAL.search(content) or _MARKED.match(content) or is_list_item(content)
        aside = content.strip("*_ ").startswith("(")  # "(Kèm theo Quyết định số …)"
        if not told or closed or aside or len(content) > _TITLE_LENGTH or is_letterhead(content):
            break
        end = span.end
    return Span(spans[place].start, end)


def is_date_line(line: str) -> bool:
    """Whether a line only dates the page: a weekday or "Ngày đăng" with a date and little else."""
    found = _DATE.search(line)
    if not found or len(line) > 80:
        return False
    rest = without_tools(line[: found.start()] + line[found.end() :])
    rest = rest.strip(" ,.|-–—()[]:\u00a0\t")
    rest = re.sub(
        r"\d{1,2}[:h]\d{2}(?::\d{2})?|\(?GMT[^)]*\)?|năm\s+\d{4}", "", rest, flags=re.IGNORECASE
    )
    rest = _WEEKDAY.sub("", rest, count=1)
    known = re.sub(
        r"ngày đăng|đăng ngày|cập nhật|ngày|lúc|xuất bản|lượt xem", "", rest, flags=re.IGNORECASE
    )
    return not re.search(r"[^\W\d_]", known)


def bare(heading: str) -> str:
    """What a heading says: without Markdown marks, on one line."""
    content = ATX.sub("", heading, count=1).strip()
    content = re.sub(r"\s#+\Z", "", content)
    lines = [ATX.sub("", line) for line in content.split("\n")]
    lines = [line for line in lines if not _SETEXT.fullmatch(line.strip())]
    return " ".join(plain for line in lines if (plain := _plain(" ".join(line.split()))))


def _plain(line: str) -> str:
    emphasised = _EMPHASIS.fullmatch(line)
    return emphasised["inner"] if emphasised else line


def is_letterhead(content: str) -> bool:
    """Whether a line of an official document belongs to its letterhead or its frame."""
    return _is_frame(content) or _issues(content)


def _is_frame(content: str) -> bool:
    if len(content) > 120 or FINAL.search(content):
        return False
    return bool(_FRAME.match(content) or _OFFICIAL.match(content))
