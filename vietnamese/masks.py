"""What looks like a quantity and is none: document numbers, labels, list numbers, telephones."""

from __future__ import annotations

import re

from vietnamese.measure import measure_follows
from vietnamese.normal import fold
from vietnamese.twin import Twin

_REGIONS = re.compile(
    r"""
    (?:https?://|www\.)\S+ | (?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}
  | (?:^|(?<=[\n¶|]))[\ ]*(?:[-*+•>#]+[\ ]*)?\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?=[\ \n])
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
#: 2.1 Sản xuất: a heading's number stands before a capital
_HEADING = re.compile(
    r"(?:^|(?<=[\n¶]))[ ]*(?:#+[ ]*)?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})[ ]+(?=[^\W\d])",
    re.MULTILINE,
)
#: 01-NQ/TU, 15/2020/NĐ-CP, 80/KH-UBND, 664/QĐ-TTg: number, perhaps year, then letters in capitals
_DOCUMENT = re.compile(
    r"(?<![\w.,])\d+[a-z]?(?:\s?/\s?\d{4})?\s?[-/]\s?(?P<code>[a-z][a-z0-9]*)(?:[-/.][a-z0-9]+)*"
)
_CODES = frozenset(
    "nq qd nd tt kh ct tb bc ttr cv hd pl ubnd hdnd tu cp ttg bct tw qh ttlt vbhn da qc cd".split()
)
#: Words that make the number after them a label: Điều 5, lớp 2, Nghị quyết số 01, giai đoạn 2.
_LABEL_WORDS = (
    "điều, khoản, mục, chương, phụ lục, bảng, biểu, mẫu, hình, hộp, số, lớp, khóa, khoá, "
    "kỳ, kì, lần, quốc lộ, tỉnh lộ, đường, ngõ, phố, tổ, khu phố, thôn, xóm, phường, quận, "
    "khu, nhóm, giai đoạn, cấp, cấp độ, lầu, km, loại, hạng, bậc, tầng, đợt, vòng, mức độ, "
    "mức, tập, trang, cột, dòng, bước, phương án, nội dung, tiêu chí, câu, chỉ tiêu, mục "
    "tiêu, nhiệm vụ, ấp, bản, tuyến, dự án, tiểu dự án, gói thầu, lô, thửa, bài, phần, "
    "phiên, công nghiệp, phiên bản, thứ, tháng, ngày, mồng, mùng, quý, năm, vùng, chuẩn, "
    "covid, covid-19, thế hệ, article, clause, section, chapter, annex, table, figure, no., "
    "no, number, grade, phase, decision, resolution, decree, circular, group, version, "
    "industry, page, step, part, item"
)
_LABEL_SPELLINGS: dict[str, list[str]] = {}
for _word in _LABEL_WORDS.split(", "):
    _LABEL_SPELLINGS.setdefault(fold(_word), []).append(_word)
#: a label may head a list of numbers: Điều 9 và 10, Phụ lục 01, 02, 03
_LABELS = re.compile(
    r"(?<!\w)(?<!\bbien\s)(?<!\btrong\s)(?<!\bduoc\s)(?<!\bcung\s)(?<!\btro\s)(?P<label>"
    + "|".join(re.escape(word) for word in sorted(_LABEL_SPELLINGS, key=len, reverse=True))
    + r")\s*[:.-]?\s*(?:\d{1,3}[a-z]?\s?(?:,|-|va|hoac|den|and)\s?)*$"
)
#: without accents rather tăng, họp and English "to" than tầng, hộp and tổ
_NOT_WHEN_PLAIN = frozenset({"tang", "hop", "to"})
_YEAR_DIGITS = 4
_LABEL_NUMBER = re.compile(r"\d{1,4}|\d[.,]\d")
#: "số" after these counts or measures: tổng số 172 dự án; "mức 6%", "năm" never
_COUNTING = re.compile(
    fold(r"(?<!\w)(?:tổng|trong|con|quân|dân|hồ|đa|thiểu|chỉ|hệ|tỷ|vô|doanh|ước|lượng)\s*số\s*$")
)
#: Ordinals and ranks. Without accents "thu" is also "revenue": only its usual company makes a rank.
_RANK = re.compile(
    fold(
        r"(?:(?:xếp|đứng|hạng|vị trí|lần|kỳ họp|phiên họp|phiên)\s+)*(?<!\w)(?P<word>thứ|hạng)\s+"
        r"(?:\d{1,3}(?![\d.,]*\d)(?:/\d+)?|nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s\w+)?)"
        r"(?:\s+(?:trên|/|trong)\s+(?:tổng số\s+)?\d+)?"
        r"(?:\s+(?:tỉnh,? thành(?: phố)?|tỉnh))?(?!\w)"
    )
)


def _is_rank(twin: Twin, match: re.Match[str]) -> bool:
    word = twin.accented[match.start("word") : match.end("word")]
    return word in ("thứ", "hạng") or match.start("word") > match.start()


def masked_regions(twin: Twin) -> list[tuple[int, int]]:
    """Twin spans in which no quantity stands, unsorted."""
    spans = [match.span() for match in _REGIONS.finditer(twin.plain)]
    spans += [match.span() for match in _RANK.finditer(twin.plain) if _is_rank(twin, match)]
    spans += [
        match.span("number")
        for match in _HEADING.finditer(twin.plain)
        if twin.starts_capital(match.end()) and not measure_follows(twin, match.end("number"))
    ]
    for match in _DOCUMENT.finditer(twin.plain):
        code = match["code"]
        if (code in _CODES and " " not in match[0]) or (
            len(code) > 1 and twin.printed(*match.span("code")).isupper()
        ):
            spans.append(match.span())
    return spans


def _counts(twin: Twin, match: re.Match[str], start: int, printed: str) -> bool:
    """Whether a number behind a label counts: "kế hoạch năm 65 xã", "công dân số: 40 người"."""
    year = match["label"] == "nam" and len(printed) < _YEAR_DIGITS
    colon = match["label"] == "so" and ":" in twin.plain[match.end("label") : start]
    if not (year or colon) or not printed[:1].isdigit():
        return False
    found = measure_follows(twin, start + len(printed))
    return bool(found and found.unit and found.unit.count)


def is_label(twin: Twin, start: int, printed: str) -> bool:
    """Whether the word before twin position `start` makes the number `printed` there a label.

    Labels are short: grouped digits ("được cấp 2.300 bộ") are none.
    """
    if printed[:1].isdigit() and not _LABEL_NUMBER.fullmatch(printed):
        return False
    match = _LABELS.search(twin.plain, max(0, start - 40), start)
    if not match or _COUNTING.search(twin.plain, max(0, start - 24), start):
        return False
    if twin.is_plain and match["label"] in _NOT_WHEN_PLAIN:
        return False
    if _counts(twin, match, start, printed):
        return False
    spelled = _LABEL_SPELLINGS[match["label"]]
    return any(twin.says(*match.span("label"), word) for word in spelled)
