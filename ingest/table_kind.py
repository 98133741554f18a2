"""What kind of figures the head of a table's column stands over: plan, result, growth, share."""

from __future__ import annotations

import re

from vietnamese.kinds import read_bases, read_kinds
from vietnamese.scope import Kind

_OF_PLAN = re.compile(
    r"(?:so với|so|%|tỷ lệ|th)\s*(?:/|với|so với|thực hiện|hoàn thành)?\s*"
    r"(?:dự toán|dt|kế hoạch|kh|chỉ tiêu|mục tiêu)\b"
)
_GROWTH = re.compile(
    r"\b(?:cùng kỳ|tăng|giảm|tốc độ|năm trước|tháng trước|quý trước|chênh lệch)\b"
    r"|so với (?:năm|tháng|quý|th)|(?:so|%)(?: với)? ck\b"
)
#: One time over another, or over its plan: "% 2023/2022", "ƯTH 2024/KH (%)".
_RATIO = re.compile(
    r"(?:20\d\d|\b(?:th|ưth|uth|ước|thực hiện))/"  # with spaces it joins two heads
    r"(?:(?P<plan>kế hoạch|kh|dự toán|dt|nghị quyết|nq|chỉ tiêu|mục tiêu)"
    r"|cùng kỳ|ck|(?:(?:th|ưth|uth|ước|thực hiện)\s+)?(?:\d\d? ?(?:tháng|th|t)[\s/]*)?"
    r"(?:năm )?20\d\d)\b"
)
#: The results of a time before, printed beside those of now: "Cùng kỳ năm trước", "TH cùng kỳ".
_PAST = re.compile(
    r"(?:(?:thực hiện|kết quả|th|số|giá trị|ước)\s+)?(?:(?:của|kỳ)\s+)?"
    r"(?:(?:cùng kỳ|ck)(?:\s+(?:của\s+)?(?:năm )?(?:trước|ngoái|20\d\d))?|năm (?:trước|ngoái))"
)
_SHARE = re.compile(r"\b(?:cơ cấu|tỷ trọng|tỷ lệ)\b")
_RESULT = re.compile(r"^(?:thực hiện|kết quả|th)\b")
_PLAN = re.compile(
    r"^(?:kế hoạch|dự toán|kh|dt|giao|nghị quyết|nq)\b"
    r"|\b(?:hđnd|ubnd|trung ương|tw|tỉnh|bộ|chính phủ|được)(?: tỉnh| huyện)? giao\b"
)
_TARGET = re.compile(r"^(?:mục tiêu|chỉ tiêu|phấn đấu)\b")
_ESTIMATE = re.compile(r"^(?:ước|dự kiến|ưth|uth)\b")
#: A head over several columns, each of which names what the figures are compared with.
_COMPARES = re.compile(r"\b(?:so sánh|so với|so|tăng[,/ ]*giảm|tỷ lệ đạt|đạt tỷ lệ|đạt)\b|^%")


def is_past(plain: str) -> bool:
    """Whether a head, in search form, stands over results of the same stretch a year before."""
    return _PAST.fullmatch(plain.strip(" .:*_")) is not None


def column_kind(plain: str) -> Kind | None:
    """The kind that a head in search form names; None where it names none."""
    if is_past(plain):
        return Kind.RESULT
    ratio = _RATIO.search(plain)
    if ratio is not None:
        return Kind.SHARE_OF_PLAN if ratio["plan"] else Kind.GROWTH
    for pattern, kind in (
        (_OF_PLAN, Kind.SHARE_OF_PLAN),
        (_GROWTH, Kind.GROWTH),
        (_RESULT, Kind.RESULT),
        (_PLAN, Kind.PLAN),
        (_TARGET, Kind.TARGET),
        (_ESTIMATE, Kind.ESTIMATE),
        (_SHARE, Kind.SHARE),
    ):
        if pattern.search(plain):
            return kind
    named = [mention.kind for mention in read_kinds(plain)]
    return named[0] if named else None


def column_base(text: str, plain: str, kind: Kind | None) -> str | None:
    """What figures under a head are compared with; None where they are not."""
    if kind not in (Kind.GROWTH, Kind.SHARE_OF_PLAN):
        return None
    ratio = _RATIO.search(plain)
    if ratio is not None and kind is Kind.GROWTH:
        return "cùng kỳ" if re.search(r"\b(?:ck|cùng kỳ)\b", plain) else "năm trước"
    bases = read_bases(text)
    if bases or kind is Kind.GROWTH:
        return bases[-1].base if bases else None
    return "dự toán" if re.search(r"\b(?:dự toán|dt)\b", plain) else "kế hoạch"


def ratio_year(plain: str) -> int | None:
    """The year of what a head, in search form, divides by another: 2023 in "% 2023/2022"."""
    ratio = _RATIO.search(plain)
    year = re.search(r"20\d\d", plain[: ratio.start() + 4]) if ratio else None
    return int(year[0]) if year else None


def compared(above: str, plain: str) -> tuple[Kind, str] | None:
    """Kind and base of a column `plain` below a head that compares: "So sánh (%)" / "Kế hoạch"."""
    if not _COMPARES.search(above) or is_past(above):
        return None
    against = f"so với {plain}"
    if _OF_PLAN.search(against):
        return Kind.SHARE_OF_PLAN, column_base(against, against, Kind.SHARE_OF_PLAN) or ""
    if is_past(plain) or re.fullmatch(r"(?:năm|tháng|quý)\b[\w /.]*", plain):
        return Kind.GROWTH, column_base(against, plain, Kind.GROWTH) or "cùng kỳ"
    return None
