"""Lines of a saved web page that are the site's own, not the article's.

The way to the page ("Trang chủ › Thời sự"), its tools ("A A+ Chia sẻ In bài viết") and the links to
other articles below it. They name nothing and no figure in them is of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: lines at the beginning in which the way to the page stands
_HEAD = 8
#: longest line of links, longest way and longest part of it, in characters
_LINK, _WAY, _PART = 200, 600, 40

_HOME = re.compile(r"\W*(?:trang\s+(?:chủ|nhất)|home)\s*(?:[›»>→/|\\\-–]|\W*\Z)", re.IGNORECASE)
_STEPS = re.compile(r"\s*[›»>→]+\s*")
_TOOL = re.compile(
    r"(?<!\w)(?:A\s?[-+−]{1,2}(?=\s|\Z)|A(?=\s+A\s?[-+−])|chia sẻ|share|in (?:bài viết|trang|ấn)"
    r"|gửi (?:e-?mail|bài|cho bạn bè)|lưu bài(?: viết)?|đọc bài(?: viết)?|giọng đọc"
    r"|nghe (?:đọc )?(?:bài(?: viết)?|audio|nội dung)|facebook|twitter|zalo|messenger|google news"
    r"|theo dõi|(?:số )?lượt (?:xem|đọc|truy cập)|đã xem|(?:xem (?:với )?)?cỡ chữ|phông chữ"
    r"|(?:độ )?tương phản|sao chép (?:liên kết|đường dẫn)|copy link|thích|like|quay lại"
    r"|về đầu trang|bình luận|phản hồi|views?|email)(?!\w)",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\W*(?:(?:các\s+|những\s+)?(?:tin|bài)(?:\s+(?:tức|viết|bài))?\s+"
    r"(?:liên quan|cùng (?:chuyên mục|loại|mục)|khác|mới(?: hơn| nhất)?|cũ(?: hơn)?"
    r"|đã (?:đưa|đăng)|nổi bật|đọc nhiều)|xem thêm(?!\s+(?:tại|phụ))|có thể bạn quan tâm"
    r"|ý kiến (?:bạn đọc|độc giả)|bình luận|đọc nhiều(?: nhất)?|tags?\s*:|từ kh(?:óa|oá)\s*:"
    r"|liên kết website)(?!\w)",
    re.IGNORECASE,
)


def furniture_places(contents: Sequence[str]) -> frozenset[int]:
    """Places, among the logical lines `contents` of a text, of lines that are the site's own."""
    places = {place for place, content in enumerate(contents[:_HEAD]) if is_way(content)}
    places |= {place for place, content in enumerate(contents) if _is_tools(content)}
    tail = _tail(contents)
    return frozenset(places | set(range(tail, len(contents))))


def is_way(content: str) -> bool:
    """Whether a line is the way to a page: "Trang chủ › Thời sự › Chính trị"."""
    if len(content) > _WAY:
        return False
    if _HOME.match(content) and len(content) <= _LINK:
        return True
    steps = _STEPS.split(content.strip())
    return len(steps) > 1 and all(re.fullmatch(rf"[^\d%]{{2,{_PART}}}", step) for step in steps)


def _is_tools(content: str) -> bool:
    """Whether nothing but the names of a page's tools stands in a line."""
    if len(content) > _LINK or not _TOOL.search(content):
        return False
    return not re.search(r"[^\W\d_]", without_tools(content))


def without_tools(content: str) -> str:
    """A line without the names of a page's tools: "03/10/2024 | 08:15  A- A A+"."""
    return _TOOL.sub("", content)


def _tail(contents: Sequence[str]) -> int:
    """Where the links below the article begin; the number of lines where none do."""
    place = len(contents)
    while place and len(contents[place - 1]) <= _LINK and not contents[place - 1].startswith("|"):
        place -= 1
    for start in range(max(place, 2), len(contents)):
        if _BELOW.match(contents[start]) and len(contents[start]) <= _LINK // 2:
            return start
    return len(contents)
