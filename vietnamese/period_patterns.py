"""Patterns of periods, written with accents and compiled without them, most specific first.

Named groups: y, y2 and z years; m, mw, en months (digits, words, English); l the last month or day;
d a day; q a quarter; n, n2 a count of months; edge which end of the year; shift a relative word;
body and bare the part of a match that is the mention.
"""

# One pattern on one line can be read and compared; broken up, it cannot.
# ruff: noqa: E501

from __future__ import annotations

import re

from vietnamese.normal import fold

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTHS = {name: place for place, name in enumerate(_ENGLISH_MONTHS, 1)}
MONTHS |= {name[:3]: place for name, place in MONTHS.items() if name != "may"} | {"sept": 9}

_PARTS = {
    "Y": r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)",
    "M": r"(?:0?[1-9]|1[0-2])(?!\d|[.,]\d)",
    "D": r"(?:0?[1-9]|[12]\d|3[01])",
    "Q": r"(?:iv|i{1,3}|[1-4])(?!\w)",
    "N": r"(?:0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười)",
    "NEN": r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])",
    "EN": "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?",
    "OF": r"(?:\s*[/-]\s*|\s*,?\s*(?:của\s+)?năm\s+|\s+)",
    "DASH": r"\s?-[\s-]{0,3}",
    "COUNTED": (
        r"xã|huyện|phường|thị|thành phố|đơn vị|tiêu|chỉ tiêu|trường|trạm|hộ|dự án|công trình|thôn"
        r"|bản|địa phương|mục|nhiệm vụ|sở|ngành|người|cơ sở|doanh|hợp|khu|cụm|nhà|phòng|tổ|ca|bệnh"
        r"|lên|xuống|trở|đại biểu|phiếu|điểm|sản|điều|khoản|chương|nội dung|ý kiến|kiến nghị|nhóm|quận|tỉnh"
    ),
    "YEARWORD": r"(?:của\s+)?năm",
}
#: before "9 tháng": what makes it the first nine months rather than a duration
_RUNNING = (
    r"(?:trong|kết quả|sơ kết|ước|lũy kế|luỹ kế|tính chung|tổng kết|chung|kế hoạch|nhiệm vụ"
    r"|báo cáo|tình hình|kinh tế - xã hội|xã hội|kt-xh|ktxh|thực hiện|hết|đến hết|[,;:(¶]|^|\n)\s{0,3}"
)

_PATTERNS = {
    "dayrange": (
        r"từ\s+(?:ngày\s+)?(?P<d>{D})/(?P<m>{M0})(?:/(?P<y>{Y}))?\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<l>{D})/(?P<m2>{M0})(?:/(?P<y2>{Y}))?(?![\d/])",
        r"(?:dịp|nghỉ lễ|kỳ nghỉ|lễ)\s(?:[^\d.;,\n]{0,20})?(?P<body>(?P<d>{D})/(?P<m>{M0})\s?(?:-|và|đến)\s?(?P<l>{D})/(?P<m2>{M0}))(?:/(?P<y>{Y}))?(?![\d/])",
    ),
    "day": (
        r"(?:ngày\s+)?(?<![\d/])(?P<d>{D})\s?(?P<sep>[/.-])\s?(?P<m>{M0})\s?(?P=sep)\s?(?P<y>1[5-9]\d\d|20\d\d)(?![\d/])",
        r"(?:ngày\s+)?(?<![\d/])(?<!(?<!\w)[a-z])(?P<d>{D})\s+tháng\s+(?P<m>{M})(?:\s*,?\s*năm\s+|\s*[/-]\s*)(?P<y>1[5-9]\d\d|20\d\d)(?!\d)",
        r"(?<!\w)(?P<en>{EN})\s+(?P<d>{D})(?:st|nd|rd|th)?,?\s+(?P<y>{Y})",
        r"(?<![\w/])(?P<d>{D})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<en>{EN}),?\s+(?P<y>{Y})",
    ),
    "days": (
        r"ngày\s+(?P<d>{D})\s?(?:-|đến|và)\s?(?:ngày\s+)?(?P<l>{D})\s?/\s?(?P<m>{M0})(?:\s?/\s?(?P<y>{Y}))?(?![\d/])",
    ),
    "school": (
        r"(?:năm học|niên học|niên khóa)\s+(?P<y>{Y}){DASH}(?P<z>{Z})",
        r"(?<!\w)(?:school|academic)\s+year\s+(?P<y>{Y}){DASH}(?P<z>{Z})",
        r"(?<![\w/])(?P<y>{Y}){DASH}(?P<z>{Z})\s+(?:school|academic)\s+year",
    ),
    "span": (
        r"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|niên độ)\s+)?từ\s+(?:năm\s+)?(?P<y>{Y})\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<z>{Y})",
        r"(?:giai đoạn|nhiệm kỳ|thời kỳ|niên độ)\s+(?P<y>(?:19|20)\d\d)(?:{DASH}|\s+)?(?P<z>20\d\d)(?!\d)",
        r"(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?P<y>{Y}){DASH}(?P<z>\d\d)(?![\d/])",
        r"(?:trong\s+)?(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?P<y>{Y})\s+(?:đến|tới)\s+(?:năm\s+)?(?P<z>{Y})",
        r"(?<!\w)(?:from\s+)(?P<y>{Y})\s+(?:to|until|through)\s+(?P<z>{Y})",
        r"(?<!\w)between\s+(?P<y>{Y})\s+and\s+(?P<z>{Y})",
        r"(?:(?:period|term)\s+)?(?:(?:các|những)\s+năm\s+)?(?P<y>(?<![\d.,/])(?:19|20)\d\d){DASH}(?P<z>{Z})(?:\s+(?:period|term)(?!\w))?",
    ),
    "same": (
        r"cùng\s+kỳ(?:\s+(?:{YEARWORD})\s+(?P<y>{Y})|\s+(?:{YEARWORD}\s+)?(?:trước|ngoái)|\s+(?P<y2>{Y}))?",
        r"(?<!\w)(?:the\s+)?same\s+period(?:\s+(?:of|in)\s+(?P<y>{Y})|\s+(?:of\s+)?(?:the\s+)?(?:last|previous)\s+year)?",
    ),
    "half": (
        r"nửa\s+(?P<edge>đầu|cuối)\s+{YEARWORD}(?:\s+(?P<y>{Y}))?(?!\s+(?:trước|ngoái))",
        r"nửa\s+(?P<edge>đầu|cuối)\s+(?P<y>{Y})",
        r"(?<!\w)(?:the\s+)?(?P<edge>first|second|last|1st|2nd)\s+half(?:\s+of\s+(?:the\s+year|(?P<y>{Y}))|\s+(?P<y2>{Y}))?",
        r"(?<!\w)(?P<edge>h1|h2|1h|2h)\s?[/-]?\s?(?P<y>{Y})",
    ),
    "monthrange": (
        # "ba tháng 4, 5 và 6 năm 2023"
        r"(?:hai|ba|bốn|các|[2-4])\s+tháng\s+(?P<m>{M})(?:\s?,\s?(?:tháng\s+)?{M}(?!\d))*(?:\s?,\s?|\s+và\s+)(?:tháng\s+)?(?P<l>{M})(?!\d)(?:{OF}(?P<y>{Y}))?",
        r"(?:từ\s+)?(?:đầu\s+)?tháng\s+(?P<m>{M})\s?(?:đến\s+(?:hết\s+)?|tới\s+|-\s?)(?:tháng\s+)?(?P<l>{M})(?:{OF}(?P<y>{Y}))?",
    ),
    "months": (
        r"(?<![\w/.,-])(?:(?P<n>{N})\s+tháng|(?P<n2>\d\d?)(?:\s?tháng|\s?th|t))\s+(?P<edge>đầu|cuối)(?:\s+{YEARWORD}(?:\s+(?:nay|(?P<y>{Y})))?)?",
        r"(?<![\w/.,-])(?P<n>{N})\s+tháng(?:\s*[/-]\s*|\s+{YEARWORD}\s+|\s+)(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<n>{N})\s+tháng\s+(?:đã\s+)?qua(?:\s+của)?\s+năm\s+(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<n>[2-9]|1[01])(?:th|t)(?!\w)\s*[/-]?\s*(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<n>[69])(?:th|t)(?!\w)(?!\s+(?:anniversary|century|congress))",
        r"(?:{RUNNING})(?P<body>(?!sau\s+tháng\s+{M})(?P<n>{N})\s+tháng)(?!\w|\s*[/-]|\s+(?:qua|liên|tới|gần|tuổi|trước|sau|kể|lương|nghỉ|học|tại|tù|kế|tiếp|một|thi|trở|cuối|đầu|để|phải|là|lịch|tập)(?!\w))",
        # "sơ kết tình hình kinh tế, quốc phòng 9 tháng, bàn …"
        r"(?:sơ kết|tổng kết|tình hình|kết quả|đánh giá)\s(?:[^\n.;:\d]{1,80}\s)?(?P<body>(?P<n>{N})\s+tháng)(?=\s*(?:[,.;:)]|$|(?:và|triển khai|bàn|đề ra|phương hướng|nhiệm vụ)(?!\w)))",
        # before a word of result it is no duration: "vốn vay 9 tháng đạt …"
        r"(?<![\w/.,-])(?P<n>{N})\s+tháng(?=\s+(?:đạt|ước|tăng|giảm|được\s+\d)(?!\w))",
        r"(?<!\w)(?:the\s+)?(?P<edge>first|last)\s+(?P<n>{NEN})\s+months?(?:\s+of\s+(?:the\s+year|(?P<y>{Y}))|\s+(?P<y2>{Y}))?",
        r"(?<!\w)(?P<n>{NEN})\s+months?\s+of\s+(?P<y>{Y})",
    ),
    "quarters": (
        r"(?<![\w/.,-])(?P<n>[23]|hai|ba)\s+quý\s+(?P<edge>đầu|cuối)(?:\s+{YEARWORD}(?:\s+(?:nay|(?P<y>{Y})))?|\s+(?P<y2>{Y}))?",
        r"(?<![\w/.,-])(?P<n>[23]|hai|ba)\s+quý(?:\s*[/-]\s*|\s+{YEARWORD}\s+|\s+)(?P<y>{Y})",
        r"(?<!\w)(?:sau|trong|hết|qua)\s+(?P<n>[23]|hai|ba)\s+quý(?!\s+(?:liên|liền|gần|tới|sau|trước|tiếp|kế)(?!\w))(?!\w)",
    ),
    # a flow "đến hết tháng 9" has run since January
    "tomonth": (
        r"(?<!\w)(?:(?:đến|tới)\s+(?:hết|cuối)|(?:tính\s+)?hết)\s+tháng\s+(?P<m>{M})(?:{OF}(?P<y>{Y}))?(?!\s?[/-]\s?\d)",
        r"(?<!\w)(?:(?:by|to|until|through|as\s+of|at)\s+)?(?:the\s+)?end(?:\s+of\s+|\s?-\s?|\s+)(?P<en>{EN})(?:,?\s+(?:of\s+)?(?P<y>{Y}))?(?!\w)",
    ),
    # so has one "hết quý II"
    "toquarter": (
        r"(?<!\w)(?:(?:đến|tới)\s+(?:hết|cuối)|(?:tính\s+)?hết)\s+qu[yi]\s+(?!iv|4|bốn|tư)(?P<q>{Q}|một|hai|ba)(?:{OF}(?P<y>{Y}))?(?!\w)",
    ),
    "quarter": (
        # "mỗi quý một lần" tells how often
        r"(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?<!\w)qu[yi]\s+(?P<q>{Q}|một|hai|ba|bốn|tư|đầu|cuối)(?:{OF}(?P<y>{Y}))?(?!\w)(?!\s+(?:lần|cuộc|buổi|đợt|kỳ)(?!\w))",
        r"(?<!\w)q(?P<q>[1-4])(?!\w)(?:\s?[/-]?\s?(?P<y>{Y}))?",
        r"(?<!\w)(?:the\s+)?(?P<q>first|second|third|fourth)\s+quarter(?:\s+of\s+(?:the\s+year|(?P<y>{Y}))|\s+(?P<y2>{Y}))?",
    ),
    "day2": (
        r"(?:ngày|hôm|sáng|chiều|tối|trưa)\s+(?:(?:hôm )?(?:nay|qua)\s+)?(?P<d>{D})\s?[/-]\s?(?P<m>{M0})(?![\d/])",
        r"\((?P<body>(?P<d>{D})/(?P<m>{M0}))\)",
        # "đến 30/9", but not "tăng lên đến 4/9 xã"
        r"(?<!lên )(?<!\w)(?:đến|tới|hết|trước|từ|kể từ|chậm nhất)\s+(?P<body>(?P<d>{D})/(?P<m>{M0}))(?![\d/%.]|\s*(?:{COUNTED})(?!\w))",
        # "đến 30-9 được …", but not "tăng đến 4-9 lần"
        r"(?<!lên )(?<!\w)(?:đến|tới|hết|trước|chậm nhất)\s+(?P<body>(?P<d>{D})-(?P<m>{M0}))(?=\s*(?:[,.;:)]|$|(?:được|đạt|là|đã|mới|có|toàn|tỉnh|huyện|thành phố|thị xã|cả|tổng|số|vốn|và|phải|thì|các|theo)(?!\w)))",
        r"(?<![\w/.,-])(?:ngày\s+)?(?P<d>{D})\s+tháng\s+(?P<m>{M})",
    ),
    "month": (
        r"(?<!\w)tháng\s+(?P<m>{M}){OF}(?P<y>{Y})",
        r"(?<!\w)t(?P<m>{M})\s?[/-]\s?(?P<y>{Y})",
        r"(?<![\w/.,-])(?P<m>0?[1-9]|1[0-2])/(?P<y>{Y})(?!\s?[/-])",
        r"(?<!\w)(?P<en>{EN}),?\s+(?:of\s+)?(?P<y>{Y})",
        r"(?:(?<=\bin )|(?<=\bfor )|(?<=\babout ))(?P<en>{EN})(?!\w)",
        # "tháng đầu năm 2021" is January; "những tháng đầu năm" is not, nor is "3 tháng đầu năm"
        r"(?<!\w)(?<!\d\s)(?<!những\s)(?<!các\s)(?<!nhiều\s)(?<!mấy\s)(?<!vài\s)(?<!ngày\s)tháng\s+(?P<mw>đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?năm(?:\s+(?:nay|(?P<y>{Y})))?(?!\w)(?!\s+(?:học|tới|sau|trước|ngoái))",
        r"(?<!\w)tháng\s+(?P<mw>giêng|chạp|mười hai|mười một|mười|hai|ba|tư|bảy|tám|chín)(?:{OF}(?P<y>{Y}))?(?!\w)",
        r"(?<!\w)tháng\s+(?P<m>{M})(?!\s?[/-]\s?\d)",
    ),
    "horizon": (
        r"(?<!\w)(?:tầm nhìn\s+)?(?P<to>đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<y>{Y})(?!\s?[/-]\s?\d)",
        r"tầm nhìn\s+(?:cuối\s+)?(?:năm\s+)?(?P<y>{Y})",
        r"(?<!\w)(?:by|until|towards?|vision\s+(?:to|for|towards?))\s+(?:the\s+)?(?:end\s+of\s+)?(?:year\s+)?(?P<y>{Y})",
        r"(?<!\w)(?:to|vision)\s+(?P<y>20[3-9]\d)(?!\d)",
    ),
    "before": (r"(?<!\w)trước\s+năm\s+(?P<y>{Y})", r"(?<!\w)before\s+(?P<y>{Y})"),
    "shiftyear": (
        r"(?<!\d)(?<!\d\s)(?<!nhung\s)(?<!cac\s)(?<!nhieu\s)(?<!may\s)(?<!\w)năm\s+(?P<shift>nay|ngoái|trước|sau|tới)(?!\w)",
        r"(?<!\w)(?P<shift>last|this|next|previous)\s+year(?!\w)",
    ),
    "shiftmonth": (
        r"(?<!\d)(?<!\d\s)(?<!nhung\s)(?<!cac\s)(?<!nhieu\s)(?<!may\s)(?<!\w)tháng\s+(?P<shift>nay|này|trước|sau|tới)(?!\w)",
        r"(?<!\w)(?P<shift>last|this|next|previous)\s+month(?!\w)",
    ),
    "shiftquarter": (
        r"(?<!\w)qu[yi]\s+(?P<shift>này|trước|sau|tới)(?!\w)",
        r"(?<!\w)(?P<shift>last|this|next|previous)\s+quarter(?!\w)",
    ),
    "shiftday": (
        r"(?<!\w)hôm\s+(?P<shift>nay|qua)(?!\w)",
        r"(?<!\w)(?P<shift>today|yesterday)(?!\w)",
    ),
    "year": (
        r"(?<!\w)năm\s+(?P<y>{Y})(?!\s?[/-]\s?\d)",
        r"(?<!\w)(?:mid|early|late|end)\s?-\s?(?P<y>{Y})(?!\d)",
        r"(?<!\w)(?:(?:in|since|during|year)\s+)?(?P<bare>(?P<y>(?<![\d.,/$:+-])(?<!thap nien )(?<!thap ky )(?<!/ )(?:19[4-9]|20[0-6])\d)(?![\d/]|[.,:]\d|\s?-\s?\d|[a-z]))",
    ),
}


def _compile(pattern: str) -> re.Pattern[str]:
    parts = _PARTS | {
        "RUNNING": _RUNNING,
        "M0": r"(?:0?[1-9]|1[0-2])(?!\d)",
        "Z": r"20\d\d(?!\d|[.,]\d)",
    }
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return re.compile(fold(pattern), re.MULTILINE)


#: What a text must hold for a form to stand in it: most texts hold little of this, and looking for
#: it takes a tenth of the time that looking for all forms does.
_NEEDED = {
    "dayrange": r"\d/\d",
    "day": r"\d{4}",
    "days": "ngay",
    "school": r"\d{4}",
    "span": r"\d{4}",
    "same": r"cung|same",
    "half": r"nua|half|[12]h|h[12]",
    "months": r"thang|month|\dt",
    "quarters": "quy",
    "monthrange": "thang",
    "tomonth": r"thang|\bend\b",
    "toquarter": r"\bhet\b|\bcuoi\b",
    "quarter": r"q(?:u[yia]|[1-4])",
    "day2": r"\d\s?[/-]\s?\d|thang",
    "month": r"thang|t\d|\d/\d{4}|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b",
    "horizon": r"\d{4}",
    "before": r"\d{4}",
    "shiftyear": r"nam\s|year",
    "shiftmonth": r"thang|month",
    "shiftquarter": r"qu[yia]",
    "shiftday": r"hom|today|yesterday",
    "year": r"\d{4}",
}
#: shape, what it needs, and its patterns, in the order in which they are tried
FORMS = [
    (form, re.compile(_NEEDED[form]), [_compile(pattern) for pattern in texts])
    for form, texts in _PATTERNS.items()
]
