"""What looks like a quantity and is none: document numbers, labels, list numbers, telephones."""

from __future__ import annotations

import re

from vietnamese.normal import fold
from vietnamese.twin import Twin

_REGIONS = re.compile(
    r"""
    (?:https?://|www\.)\S+ | \S+@\S+\.\w+
  | (?:^|(?<=[\n¶|]))[\ ]*(?:[-*+•>#]+[\ ]*)?\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?=[\ \n])  # list number
  | (?:^|(?<=[\n¶]))[\ ]*(?:\#+[\ ]*)?\d{1,2}(?:\.\d{1,2}){1,3}(?=[\ ]+[^\W\d])(?![\ ]+(?:ty|trieu|nghin|ngan|ha|tan|km|m|dong|usd|nguoi|million|billion)\b)
  | \(\d{1,2}\) | \[\d{1,3}(?:,\ ?\d{1,3})*\]
  | (?<![\d.,])(?:\+84[\ .]?\d{2,3}|0\d{2,3})[\ .-]?\d{3}[\ .-]?\d{3,4}(?![\d]) # telephone
  | (?<![\d.,])1[89]00[\ .-]?\d{4}(?!\d)
  | (?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d) | (?<![\w.,])\d{1,2}\ ?h(?:\d{2})?(?![\w])
  | (?:luc|vao|hoi)\s\d{1,2}\s?(?:gio|h)(?:\s?\d{2}(?:\sphut)?)?(?!\w)
  | (?:ty\sle|ty\sle:|ti\sle)\s1[/:]\d{1,3}(?:[.]?\d{3})* | (?<![\d/.,])1/\d{1,3}[.]?\d{3}(?![\d])
  | (?<!\w)\d{1,3}\ ?[x×]\ ?\d{1,3}(?!\d)
    """,
    re.VERBOSE | re.MULTILINE,
)
#: 01-NQ/TU, 15/2020/NĐ-CP, 80/KH-UBND, 664/QĐ-TTg: number, perhaps year, then letters in capitals
_DOCUMENT = re.compile(
    r"(?<![\w.,])\d+[a-z]?(?:\s?/\s?\d{4})?\s?[-/]\s?(?P<code>[a-z][a-z0-9]*)(?:[-/.][a-z0-9]+)*"
)
_CODES = frozenset(
    "nq qd nd tt kh ct tb bc ttr cv hd pl ubnd hdnd tu cp ttg bct tw qh ttlt vbhn da qc cd".split()
)
#: Words that make the number after them a label: Điều 5, lớp 2, Nghị quyết số 01, giai đoạn 2.
_LABELS = re.compile(
    fold(
        r"(?<!\w)(?:điều|khoản|mục|chương|phụ lục|bảng|biểu|mẫu|hình|hộp|số|lớp|khóa|khoá|kỳ|lần"
        r"|quốc lộ|tỉnh lộ|đường|ngõ|phố|tổ|khu phố|thôn|xóm|phường|quận|khu|nhóm|giai đoạn|cấp|loại"
        r"|hạng|bậc|tầng|đợt|vòng|mức độ|mức|tập|trang|cột|dòng|bước|phương án|nội dung|tiêu chí|câu"
        r"|chỉ tiêu|mục tiêu|nhiệm vụ|ấp|bản|tuyến|dự án|tiểu dự án|gói thầu|lô|thửa|bài|phần|phiên"
        r"|công nghiệp|phiên bản|thứ|tháng|ngày|mồng|mùng|quý|năm|vùng|chuẩn|covid|covid-19|thế hệ"
        r"|article|clause|section|chapter|annex|table|figure|no\.?|number|grade|phase|decision"
        r"|resolution|decree|circular|group|version|industry|page|step|part|item)\s*[:.-]?\s*$"
    )
)
#: "số" after these counts or measures: tổng số 172 dự án; "mức 6%", "năm" never
_COUNTING = re.compile(
    fold(r"(?<!\w)(?:tổng|trong|con|quân|dân|hồ|đa|thiểu|chỉ|hệ|tỷ|vô|doanh|ước|lượng)\s*số\s*$")
)
_RANK = re.compile(
    fold(
        r"(?:(?:xếp|đứng|hạng|vị trí|lần|kỳ họp|phiên họp|phiên)\s+)*(?<!\w)(?:thứ|hạng)\s+"
        r"(?:\d+(?:/\d+)?|nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s\w+)?)(?:\s+(?:trên|/|trong)\s+(?:tổng số\s+)?\d+)?"
        r"(?:\s+(?:tỉnh,? thành(?: phố)?|tỉnh))?(?!\w)"
    )
)


def masked_regions(twin: Twin) -> list[tuple[int, int]]:
    """Twin spans in which no quantity stands, unsorted."""
    spans = [match.span() for match in _REGIONS.finditer(twin.plain)]
    spans += [match.span() for match in _RANK.finditer(twin.plain)]
    for match in _DOCUMENT.finditer(twin.plain):
        code = match["code"]
        if code in _CODES or (len(code) > 1 and twin.printed(*match.span("code")).isupper()):
            spans.append(match.span())
    return spans


def is_label(twin: Twin, start: int) -> bool:
    """Whether the word before twin position `start` makes the number there a label."""
    before = twin.plain[max(0, start - 24) : start]
    return bool(_LABELS.search(before)) and not _COUNTING.search(before)
