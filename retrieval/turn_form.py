"""How a turn of a conversation hangs on the ones before it, read off its words.

Patterns are written with accents. In a text that has accents they are looked for as they stand, as
"thể thao" is no "thế", and "hộ nghèo" no "họ"; in one without, their folded form is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vietnamese.normal import fold, is_unaccented, normalise, search_form

#: What a turn may want of the answer before it, instead of asking something new.
Wish = Literal["speaker", "source", "detail", "next"]


@dataclass(frozen=True, slots=True)
class _Pattern:
    accented: re.Pattern[str]
    folded: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it stands in `text`, which is in search form."""
        return (self.folded if is_unaccented(text) else self.accented).search(text)


def _pattern(accented: str, plain: str | None = None) -> _Pattern:
    return _Pattern(re.compile(accented), re.compile(fold(plain or accented)))


_LEANS = _pattern(
    r"^(?:còn|thế|vậy|và|rồi|thì|nhưng|cũng|tương tự|ngoài ra|and|what about|how about|then|but)\b"
    r"|\b(?:thì sao|thế còn|vậy còn|ông ấy|bà ấy|ông này|bà này|ông ta|bà ta|họ|nó|như thế|như vậy"
    r"|đó|ấy|nói trên|kể trên|vừa nêu|vừa rồi|(?:số|tiêu|người|án|nơi|việc|điều|bản|quyết|hoạch"
    r"|nghị|tỉnh|này) này)\b"
    r"|\b(?:it|that|this|those|these|they|he|she|its|their|his|her|there)\b",
    r"^(?:còn|thế|vậy|và|rồi|nhưng|tương tự|ngoài ra|and|what about|how about|then|but)\b"
    r"(?! (?:thao|chat|che|gioi|von|dap|thanh|luat)\b)"
    r"|\b(?:thì sao|thế còn|vậy còn|ông ấy|bà ấy|ông này|bà này|nó|như thế|như vậy|ấy|nói trên"
    r"|kể trên|vừa nêu|vừa rồi|trong đó|(?:số|tiêu|người|án|nơi|việc|điều|bản|quyết|hoạch|nghị"
    r"|định|hội|tỉnh|cái|câu|trong) đó|(?:số|tiêu|người|án|việc|điều|bản|nghị|định) này)\b"
    r"|\b(?:it|that|this|those|these|they|he|she|its|their|his|her)\b",
)
#: "Chuyển sang chuyện khác:", "câu khác nhé": what follows stands by itself.
_NEW_TOPIC = _pattern(
    r"^\W*(?:(?:thôi|à|ừ|vâng|ok|bây giờ|giờ|well|so),? )?(?:(?:cho \w+ |tôi |mình |em |xin )*"
    r"(?:chuyển|đổi|hỏi|sang|nói)(?: sang| qua| về| tiếp)?(?: một)? (?:chuyện|chủ đề|vấn đề|câu"
    r"|việc|câu hỏi|đề tài|nội dung) khác|(?:một )?(?:câu hỏi|câu|chuyện|việc|vấn đề) khác\b"
    r"(?! biệt)"
    r"|by the way|another (?:question|topic)|(?:change of|changing the|new|different)"
    r" (?:subject|topic)|on (?:another|a different) (?:note|topic|subject)|unrelated(?:ly)?)"
    r"(?: (?:nhé|nha|ạ|đi|now))*\s*[:,.;–-]*\s*"
)
#: What leads over to a part of the same matter: "thôi, sang chuyện …", "quay lại vụ …". No words of
#: what is asked.
_LEAD_OVER = _pattern(
    r"^\W*(?:(?:thôi|à|ừ|ờ|ok|okay|vâng|dạ|rồi|được rồi|cảm ơn|cám ơn|hiểu rồi|thanks|thank you"
    r"|ok rồi|tốt|hay quá)\b[\s,.;!:–-]*)*"
    r"(?:(?:giờ |bây giờ |cho \w+ |mình |tôi |em |xin )*(?:sang|chuyển sang|qua|quay lại|trở lại"
    r"|quay về|nói về|hỏi về|hỏi thêm về|tiếp về|về) (?:chuyện|khoản|mảng|vấn đề|phần(?! (?:mềm"
    r"|trăm|lớn)\b)|vụ(?! (?:đông|xuân|hè|thu|mùa|lúa|án|cháy|tai|nổ|việc|\d)\b))\b"
    r"|(?:now )?(?:moving on to|turning to|back to|as for|regarding)\b)?\s*"
)
#: A part of what has just been answered is asked for, never the same again.
_PART_OF = _pattern(
    r"\btrong (?:số )?(?:đó|này|ấy|số này|các \w+ (?:\w+ )?đó)\b|\b(?:of them|of those|of these"
    r"|among them|among those)\b"
)
#: What a turn names to be measured: its answer is of another unit than the one before.
_MEASURE_NAMES = (
    r"mức đầu tư|diện tích|rộng|sản lượng|năng suất|công suất|chiều dài|quy mô|vốn|kinh phí|tiền"
    r"|giá trị|doanh thu|chi phí|số (?:lượng|hộ|người|xã|dự án)|tỷ lệ|tỉ lệ|tỷ trọng|tốc độ|dân số"
    r"|thu nhập|how (?:large|big|long|far|old|high|much|many)|area|cost|rate|capacity"
    r"|output|investment|capital|share|number"
)
_MEASURE = _pattern(
    rf"\b(?:{_MEASURE_NAMES}|giá|dài|cao|mức (?:hỗ trợ|thưởng|chi|thu|đóng|vay|lương|giá))\b",
    rf"\b(?:{_MEASURE_NAMES})\b",
)
_WISHES: tuple[tuple[Wish, _Pattern], ...] = (
    (
        "speaker",
        _pattern(
            r"^(?:(?:thế|vậy|và|còn) )?(?:(?:câu|điều|con số|lời|ý|nhận định|phát biểu|việc)"
            r" (?:này|đó|ấy|trên) )?(?:là )?(?:(?:do |lời (?:của )?|của )?ai|who|vị nào|ông nào"
            r"|bà nào)(?: là người)?(?: đã| has)?"
            r"(?: (?:nói|phát biểu|cho biết|khẳng định|tuyên bố|nêu|đưa ra|nhận định|nhấn mạnh"
            r"|thông tin|công bố|said|stated|says|told))?(?: ra)?"
            r"(?: (?:câu|điều|con số|lời|ý|nhận định|việc|số|số liệu))?"
            r"(?: (?:này|đó|ấy|trên|thế|vậy|như vậy|như thế|that|this|it|so))+$"
            r"|^(?:câu|điều|con số|lời|ý|nhận định|phát biểu) (?:này|đó|ấy|trên) (?:là )?"
            r"(?:do |của |lời của )?ai(?: nói| phát biểu| đưa ra| nêu)?$"
        ),
    ),
    (
        "source",
        _pattern(
            r"^(?:(?:thế|vậy|và|còn|cho (?:tôi|mình|em) (?:biết|xem)) )?(?:(?:số liệu|thông tin"
            r"|con số|điều|câu) (?:này|đó|ấy|trên) )?(?:nguồn|dẫn nguồn|xuất xứ|căn cứ|trích dẫn)"
            r"(?: (?:của|cho) (?:số liệu|thông tin|con số|điều|câu)?(?: (?:này|đó|ấy|trên))?)?"
            r"(?: (?:là )?(?:nào|gì|ở đâu|đâu|từ đâu|đâu ra|lấy từ đâu))?(?: (?:vậy|thế|đó|ra))*$"
            r"|^(?:(?:số liệu|thông tin|con số|điều|câu) (?:này|đó|ấy"
            r"|trên) )?(?:được )?(?:lấy|trích"
            r"|dẫn)(?: ra)? (?:từ |ở |trong )?(?:đâu|nguồn nào|tài liệu nào|văn bản nào"
            r"|bài nào|báo nào|trang nào)(?: (?:vậy|thế|ra|đó))*$"
            r"|^(?:theo )?(?:tài liệu|văn bản|nguồn|bài(?: báo| viết)?|báo cáo) nào"
            r"(?: (?:nói|ghi|viết|nêu|đăng))?(?: (?:vậy|thế|như vậy|như thế|điều (?:đó|này)"
            r"|câu (?:đó|này)|số (?:đó|này)|con số (?:đó|này)))*$"
            r"|^(?:what is|whats|what s|give me|show)? ?(?:the |your )?(?:source|reference"
            r"|citation)s?(?: (?:of|for) (?:that|this|it))?$|^(?:where (?:does|did"
            r"|do) (?:that|this|it|you)"
            r" (?:come|get|find)(?: (?:that|this|it))?(?: from)?)$"
            r"|^(?:which|what) (?:document|source|article|report) (?:says|said|states) (?:that|so"
            r"|this|it)$|^says who$"
        ),
    ),
    (
        "next",
        _pattern(
            r"^(?:(?:hãy|xin|cứ|rồi|và|thế|hay|bạn) )*(?:liệt kê|kể|nêu|đọc|nói|viết)? ?(?:ra )?"
            r"(?:tiếp(?: tục| theo| đi| nữa| nhé)*|nốt(?: đi| phần còn lại)?)$"
            r"|^(?:(?:thế|và|vậy) )?(?:còn|ngoài ra) (?:(?:có|những|cái|điều|nội dung|mục|việc"
            r"|nhiệm vụ|giải pháp|dự án|ai|khoản) )*(?:gì|ai|nào|nữa)(?: (?:nữa|khác|không|thêm))*$"
            r"|^(?:còn )?(?:nữa|gì nữa|tiếp)(?: không| đi)?$"
            r"|^(?:what else|anything else|continue|go on|keep going|next|more|and then|the rest"
            r"|list (?:the )?(?:rest|more|others))$"
        ),
    ),
    (
        "detail",
        _pattern(
            r"^(?:(?:hãy|xin|bạn|có thể|vui lòng|thế|vậy|và) )*(?:nói|giải thích|trình bày|nêu|kể"
            r"|cho (?:tôi |mình |em )?(?:biết|xem)|viết|trả lời|giải thích)?(?: về)? ?(?:rõ|kỹ|kĩ"
            r"|chi tiết|cụ thể|thêm|đầy đủ|sâu)(?: (?:hơn|thêm|ra|đi|nữa|xem|được không|không|chút"
            r"|một chút|nhé|giúp \w+|thông tin|chi tiết|về (?:điều|việc|nội dung) (?:đó|này)))*$"
            r"|^(?:cụ thể|chi tiết)(?: (?:là|ra|như))?(?: (?:gì|sao|thế nào))?$"
            r"|^(?:(?:can you |please |could you )*(?:tell me more|explain(?: (?:more|further|that"
            r"|it))?|elaborate|give (?:me )?(?:more )?details|more (?:details?|information)"
            r"|in (?:more )?detail))(?: (?:please|about (?:it|that|this)))*$"
        ),
    ),
)
_SIGNS = re.compile(r"[^\w%]+")


@lru_cache(maxsize=512)
def _form(text: str) -> str:
    """In search form, words only."""
    return " ".join(_SIGNS.sub(" ", normalise(text)).split())


def leans(text: str) -> bool:
    """Whether a turn leans on the one before it: "còn thành phố thì sao", "nó", "dự án đó"."""
    return _LEANS.search(_form(text)) is not None


def without_new_topic(text: str) -> str | None:
    """What follows the words that change the topic; None where there are none."""
    form = search_form(text)
    match = _NEW_TOPIC.search(form.text)
    return text[form.span(*match.span())[1] :].strip() if match else None


def without_lead(text: str) -> str:
    """A turn without what only leads over to it: "Thôi, sang chuyện xuất khẩu: …"."""
    form = search_form(text)
    match = _LEAD_OVER.search(form.text)
    rest = text[form.span(*match.span())[1] :].strip() if match and match.end() else text
    return rest if any(letter.isalnum() for letter in rest) else text


def measures(text: str) -> tuple[str, ...]:
    """What a turn names to be measured, in search form: "diện tích", "vốn"."""
    found, form = [], _form(text)
    while (match := _MEASURE.search(form)) is not None:
        found.append(match[0])
        form = form[match.end() :]
    return tuple(found)


def asks_part(text: str) -> bool:
    """Whether a part of what was answered is asked for: "trong đó", "of them"."""
    return _PART_OF.search(_form(text)) is not None


def wish_of(text: str) -> Wish | None:
    """What a whole turn wants of the answer before it; None when it asks something of its own."""
    form = _form(text)
    return next((wish for wish, pattern in _WISHES if pattern.search(form)), None)
