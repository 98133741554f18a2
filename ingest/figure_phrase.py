"""The noun phrases around a figure: the one before it, from its head on, and the one behind it.

A Vietnamese noun phrase begins with its head ("tỷ lệ hộ nghèo", "tổng vốn đăng ký"), so the phrase
begins at the first known head or indicator in the words before the figure.
"""

from __future__ import annotations

import re

from ingest.figure_sentence import EDGE, ReadSentence
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.sentences import Span

#: Nouns that open the name of something measured.
_HEAD = re.compile(
    r"\b(?:tổng(?! (?:kết|thể|hợp|cục|công ty|bí|giám))|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tốc độ|chỉ số"
    r"|diện tích|sản lượng|năng suất|(?-i:DT|SL|GTSX)(?= [^\W\d]|\s*$)"
    r"|giá trị|kim ngạch|doanh thu|doanh số|thu nhập|quy mô|kinh phí"
    r"|chi phí|lợi nhuận|dư nợ|nợ|huy động vốn|công suất|thời gian|thời hạn|tuổi thọ|cơ cấu|dân số"
    r"|khối lượng|trữ lượng|lượng|(?:nguồn )?vốn|giá bán|đàn"
    r"|mức (?!trung bình|bình quân|cao|thấp|tăng|giảm)"
    r"|lệ phí|giải ngân|khu vực (?=(?:nông|lâm|thủy|công|dịch|xây|kinh tế|fdi|có vốn|nhà nước"
    r"|tư nhân|ngoài|doanh nghiệp)\b)"
    r"|(?<!cục )(?<!ngành )thuế|(?:phạt )?tiền(?! (?:phong|lệ|đề|tuyến|khả|giang|hải|đạo))"
    r"|hộ (?:nghèo|cận nghèo)|số(?! (?:\d|hóa|hoá)))\b",
    re.IGNORECASE,
)
#: Words before "số" that make it "digital", a resolution's number or part of another word.
_NO_COUNT = re.compile(
    r"(?:kinh tế|chuyển đổi|kỹ thuật|công nghệ|hạ tầng|chính quyền|xã hội|một|thiểu|đa|chữ ký"
    r"|quyết|định|nền tảng|dữ liệu|năng lực|công dân|mã|của|trong|ở|về|kỹ năng)\s*$",
    re.IGNORECASE,
)
#: Openers and subjects that name nothing.
_LEFT = re.compile(
    r"^(?:[\W_]+|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s|(?:và|nhưng|song|còn|thì|riêng|nếu|so với|so"
    r"|tăng(?! trưởng)|giảm"
    r"|(?:trong )?(?:đầu|giữa|cuối|trong|cả) (?:năm|kỳ|quý|tháng)|dự kiến|tương ứng|nay|tôi|dù"
    r"|(?:sang )?năm (?:nay|tới|sau|qua)"
    r"|(?:đặt|đề nghị|đề xuất|kiến nghị) (?:ra )?(?:chỉ tiêu|mục tiêu|kế hoạch)(?: là)?"
    r"|đề nghị|cam kết|chỉ tiêu|(?:cao|thấp) hơn|kịch bản|trong đó|trong(?! nước)|đó"
    r"|(?:dẫn|đứng) đầu"
    r"|(?:nhiều|cao|lớn|thấp) nhất(?: là)?|bình quân (?=cả nước|chung)"
    r"|niên vụ|với|vì|(?:ở|tại)(?= \0| [A-ZĐ])"
    r"|các|những|có|là|của|mà|cũng|đã|đang|sẽ|hiện nay|hiện|được|toàn|cả năm|cả|sang"
    r"|bình quân chung|như|(?:(?:vào |lúc )?(?:thời )?(?:cao|đỉnh) điểm|lúc căng nhất)"
    r"(?: (?:mùa|vụ|đợt|của)(?: (?:khô|mưa|hạn|dịch|bão|lũ|vụ))*)?"
    r"|vượt|tính chung|tính đến nay|tính đến|tính|chung|lũy kế|luỹ kế|cụ thể|bao gồm|gồm|theo đó"
    r"|nhờ đó|qua đó|từ đó|tuy nhiên|ngoài ra|bên cạnh đó|đồng thời|đặc biệt|hết|đến|đến nay"
    r"|chúng tôi|chúng ta|ta|ước|phấn đấu|đặt mục tiêu|đặt ra|chỉ tiêu là|trung bình|mới|phải|cần"
    r"|để|khó|thêm|giao(?= (?:thu|chi)\b)|(?:mỗi |các |những )?tháng (?:còn lại|tiếp theo|tới)"
    r"|không|chỉ|về|vẫn|cho biết|cho thấy|báo cáo|sau|khi|do|vì|nhằm|mục tiêu(?: là)?"
    r"|trên địa bàn|toàn tỉnh|toàn huyện|toàn ngành|toàn thành phố|địa phương|kế hoạch(?: là)?$"
    r"|(?:tỉnh|huyện|xã|quận|thành phố|thị xã|phường|ngành|chương trình|kỳ họp|hội nghị)"
    r"(?! (?:ủy|lộ|đội|hội))|các đơn vị|đơn vị)\b\s*)+",
    re.IGNORECASE,
)
#: Verbs of reaching and changing, and words of degree, between an indicator and its figure.
_RIGHT = re.compile(
    r"(?:[\W_]+|\b(?:là|đạt|đạt được|được|ước tính|ước|có|bằng|khoảng|trên|gần|hơn|tăng|giảm|chiếm"
    r"|với|phấn đấu|đã|đến|tới|ở mức|mức|từ|thêm|sẽ|cả|thì|còn|thực hiện|hoàn thành|phải|cần"
    r"|tương đương|giữ|duy trì|ổn định|ở|không|thấp"
    r"|(?<!công nghệ )(?<!chất lượng )(?<!kỹ thuật )(?<!nâng )cao|dưới|vượt|lên|xuống"
    r"|(?<!chứng )chỉ|ít nhất|và|hiện|trung bình|cộng dồn|mục tiêu|chỉ tiêu|dự kiến|của|trong"
    r"|cho|vào"
    r"|bình quân mỗi|mỗi|theo|do|đang|vẫn|gồm|gấp"
    r"|(?:đầu|giữa|cuối|trong|cả) (?:năm|kỳ)|đầu|cuối|đề nghị|cam kết"
    r"|chúng ta|chúng tôi|khá|rất|cao nhất|(?<!nông thôn )mới (?:đạt|chỉ|có)"
    r"|bao gồm|như|tại|thấp hơn|cao hơn|so|nhất|đặt|đề ra|đặt ra|xấp xỉ|nâng|rút"
    r"|hằng năm|tổng cộng|tỷ lệ(?=\W*$)(?<!^tỷ lệ))\b)+$",
    re.IGNORECASE,
)
#: Where a noun phrase behind a figure ends.
_END = re.compile(
    r"[.,;:()“”\"/|]|(?<!\w)\d|\s[–-]\s|\b(?:được|đã|đang|sẽ|có|là|đạt|(?<!mặt )bằng|tăng|giảm"
    r"|so|chiếm|với|cho|để|và|trong|tại|ở|từ|do|của|khi|nhưng|mà|thì|như|nhằm|nên|theo|trên|dưới|đến|tới|qua|vào|giai"
    r" đoạn|đầu(?! [^\W\d])|đầu (?:năm|kỳ|tháng)|giữa|cuối|năm|tháng|quý|kế hoạch|dự toán|chỉ tiêu"
    r"|mục tiêu|cùng|trở lên|mỗi|còn|làm|hoặc|cũng"
    r"|không|thuộc|về|xuống|lên|gồm|hiện|sau|trước|nữa|song|vượt|ước|mới hoàn thành|hoàn thành"
    r"|bị(?! (?:thương|chết|nạn))"
    r"|này|đều)\b",
    re.IGNORECASE,
)
#: Phrases that say nothing of what is measured.
_EMPTY = frozenset(
    "kế hoạch;mục tiêu;chỉ tiêu;dự toán;kết quả;cùng kỳ;xuống;lên;nốt;được;giai đoạn;kỳ"
    ";bình quân;trung bình;tốc độ;tổng;tổng số;tổng cộng"
    ";mức trung bình;số;số này;tỷ lệ;tỉ lệ;mức;và;con số"
    ";trị giá;làm;tức;tức là;nghĩa là;hay;hay là;rõ".split(";")
)
#: A plan that a figure is, which names nothing itself: "trên dự toán", "KH cả năm".
_PLAN_WORDS = re.compile(
    r"(?:(?:trên|trong|so với|bằng|thấp hơn|cao hơn|vượt|theo|mức|tổng|nhiều)\s)*"
    r"(?:kh|dt|kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|giao|được giao|đặt ra|đề ra"
    r"|(?:tỉnh |huyện )?cam kết)"
    r"(?:\s(?:cả|năm|giao|được|đã|nghị quyết|tỉnh|thành phố|huyện|hđnd|trung ương|đề ra|đặt ra|đầu"
    r"|là|của|cấp|chính phủ|thủ tướng|đại hội|đảng bộ))*"
)
#: An order among places and how far a plan was met, which name nothing either.
_NO_NAME = re.compile(
    r"(?:(?:và|đã|đang|vẫn|tiếp tục|hiện|mới|chỉ|tức|tức là|hay|nghĩa là|nhưng|lại)(?:\s|$))*"
    r"(?:(?:dẫn|đứng|xếp)(?: (?:đầu|cuối|thứ \w+))?|(?:kế|tiếp) (?:đến|theo)|kế tiếp|sau đó|hụt"
    r"|hụt thu|(?:chưa|không)(?: đạt| bằng| vượt)?(?: mốc| mức| ngưỡng)?|mốc|ngưỡng|vỏn vẹn"
    r"|(?:cách|kém) (?:(?:còn|khá|rất|quá) )?xa|nhích|nhích (?:lên|thêm)"
    r"|thu hút|thu hút được|đóng góp|xong|(?:(?:thu|chi) )?(?:nhiều|ít|cao|thấp)(?: nhất)?)?"
    r"(?:\s?(?:là|với|ở|có))*"
)
#: What is said of a subject before its figure: "Xuất khẩu là điểm sáng: 6 tỷ USD".
_PREDICATE = re.compile(
    r"(?<!nhận)(?<!gọi)(?<!coi)(?<!xem)(?<!định)(?<!tức)(?<!nghĩa)(?<!người)"
    r"\s(?:(?:vẫn|tiếp tục|luôn|cũng|chính) )?là\s(?=[^\W\d])",
    re.IGNORECASE,
)
#: Verbs of saying, after which the statement begins; who set a plan, before the next statement.
_SAID = re.compile(
    r"^\W*(?:nếu|muốn|khi)\b.*\bthì\b"
    r"|.*\b(?:cho biết|cho hay|cho thấy|khẳng định|thông tin|nêu rõ|nhấn mạnh)\b:?"
    r"|^[\W\0]*(?:(?:của )?(?:thủ tướng chính phủ|chính phủ|trung ương|bộ tài chính|tỉnh|huyện"
    r"|hđnd(?: tỉnh| thành phố| huyện| các cấp)?|địa phương)\s+(?:giao|triển khai|quyết nghị)\b)",
    re.IGNORECASE | re.DOTALL,
)
#: Revenue and expenditure without saying of what: the budget's.
BUDGET = {
    "thu": "budget_revenue", "thu được": "budget_revenue", "số thu": "budget_revenue",
    "chi": "budget_expenditure", "tổng chi": "budget_expenditure",
}  # fmt: skip
_PREPOSITION = re.compile(r"\s(?:từ|cho|của|trong|tại|với|trên|để|theo)\s")
#: A verb of change before the head: "giảm tỷ lệ hộ nghèo".
_CHANGING = re.compile(r"(?:giảm|tăng|nâng)\s(?!trưởng|nghèo\b|thu\b)", re.IGNORECASE)
_AT_PLACE = re.compile(
    r"\s(?:ở|tại|cho|trên địa bàn|(?:(?:cao|thấp|nhiều|ít|lớn|nhỏ)(?: nhất)? )?là)"
    r"(?: (?:tỉnh|huyện|xã))?\s*$",
    re.IGNORECASE,
)
#: Most words of a phrase without a known head, and of any that is read by rule.
_LONGEST_PLAIN, _LONGEST = 7, 14
#: Most words of a phrase that goes on with the one before a comma; one less behind a colon.
_LONGEST_PART = 5
#: Bare words for units that go on with whose a budget is: "ngân sách huyện, xã".
_LEVELS = re.compile(r"\W*(?:(?:và|cấp) )*(?:tỉnh|huyện|thị xã|thành phố|xã|phường|thôn)\W*")
#: Most characters between the members of a list: ", " and ", và ".
_JOINT = 6


def head_of(indicator: str) -> str:
    """The noun that opens an indicator and says how it is measured: "Sản lượng"; "" without one."""
    found = _HEAD.match(indicator)
    return found[0] if found else ""


def words_before(sentence: ReadSentence, span: Span) -> tuple[int, str, bool]:
    """Start and text of the phrase before a figure, and whether it opens with a known head."""
    chunks = _chunks(sentence.text, span)
    start, phrase, is_head = _phrase(sentence, chunks[-1])
    if len(chunks) > 1 and _LEVELS.fullmatch(normalise(_text(sentence, chunks[-1]))):
        first, earlier, opens = _phrase(sentence, chunks[-2], cut=False)
        if earlier:
            phrase = " ".join(sentence.text[first : chunks[-1].end].split()).rstrip(" :")
            return first, phrase, opens
    for chunk in reversed(chunks[:-1]):
        if not phrase and sentence.text[chunk.end : chunk.end + 1] in (":", "("):
            start, phrase, is_head = _phrase(sentence, chunk)
            continue
        named = sentence.text[chunk.end : chunk.end + 1] == ":"
        most = _LONGEST_PART - named
        if is_head or not phrase or len(phrase.split()) > most or phrase[0].isupper():
            break
        if start - chunk.end > _JOINT:  # other words begin the statement
            if normalise(phrase) in BUDGET:  # "Riêng tiền sử dụng đất, huyện thu 40 tỷ đồng"
                topic = _phrase(sentence, chunk)
                return topic if topic[2] else (start, phrase, is_head)
            break
        first, earlier, opens = _phrase(sentence, chunk, cut=False)
        if not earlier or (not opens and len(earlier.split()) > 3) or _RIGHT.search(earlier):
            break
        phrase = " ".join(sentence.text[first : start + len(phrase)].split())
        start, is_head = first, opens
    return start, phrase, is_head


def _text(sentence: ReadSentence, chunk: Span) -> str:
    return sentence.text[chunk.start : chunk.end]


def _chunks(text: str, span: Span) -> list[Span]:
    """The span at its borders; brackets that close again divide nothing."""
    plain = re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), text[span.start : span.end])
    borders = [match.span() for match in EDGE.finditer(plain)]
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(plain)]
    return [Span(span.start + a, span.start + b) for a, b in zip(starts, ends, strict=True)]


def _phrase(sentence: ReadSentence, chunk: Span, *, cut: bool = True) -> tuple[int, str, bool]:
    """Start and text of the noun phrase of a chunk, without periods and bases, from its head on."""
    text = list(sentence.text[chunk.start : chunk.end])
    slots = [(mention.start, mention.end) for mention in sentence.periods]
    slots += [(mention.start, mention.end) for mention in sentence.bases]
    for first, last in slots:
        for at in range(max(first, chunk.start), min(last, chunk.end)):
            text[at - chunk.start] = "\0"
    plain = "".join(text)
    said = _SAID.match(plain)
    if said:
        plain = "\0" * said.end() + plain[said.end() :]
    head = _head(sentence, chunk, plain)
    start = head if head is not None else _without_subject(sentence, chunk, plain)
    words = _tidy(plain[start:], cut=cut)
    if head is None:
        lead = re.match(r"[\s\0\W]*", plain[start:])
        start += lead.end() if lead else 0
    if head is not None and _CHANGING.match(words):
        shift = len(words.split(maxsplit=1)[0]) + 1
        start, words = start + shift, words[shift:]
    if cut and head is None and _length(words) > _LONGEST_PLAIN:
        short = _PREPOSITION.split(words)[0]
        fits = 1 < _length(short) <= _LONGEST_PLAIN
        words = short if fits else _RIGHT.sub("", " ".join(words.split()[:_LONGEST]))
    named = _RIGHT.sub("", _without_places(sentence, chunk, start, words))
    if cut and (_says_nothing(normalise(words)) or (named and _says_nothing(normalise(named)))):
        return chunk.start + start, "", False
    words = " ".join(words.split()[:_LONGEST])
    words = _before_place(sentence, chunk, words) if cut else words
    words = _PREDICATE.split(words, maxsplit=1)[0] if cut else words
    return chunk.start + start, words, head is not None and bool(words)


def _before_place(sentence: ReadSentence, chunk: Span, words: str) -> str:
    """A phrase without the place it ends with: "giá cà phê ở Đắk Nông" is "giá cà phê"."""
    for place in sentence.places:
        ends = chunk.start <= place.start < chunk.end and words.endswith(place.text)
        found = _AT_PLACE.search(words.removesuffix(place.text)) if ends else None
        if found and found.start():
            return words[: found.start()]
    return words


def _without_places(sentence: ReadSentence, chunk: Span, start: int, words: str) -> str:
    """The words of a phrase without the places among them; "" where there is none."""
    first = chunk.start + start
    for place in sentence.places:
        if first <= place.start < chunk.end:
            words = words.replace(place.text, " ")
    return " ".join(words.split())


def _length(words: str) -> int:
    """How many words there are; dashes between them are none."""
    return sum(any(map(str.isalnum, word)) for word in words.split())


def _says_nothing(words: str) -> bool:
    """Whether normalised words name nothing that is measured."""
    return words in _EMPTY or bool(_PLAN_WORDS.fullmatch(words) or _NO_NAME.fullmatch(words))


def _tidy(words: str, *, cut: bool) -> str:
    words = " ".join(words.replace("\0", " ").split())
    words = re.sub(r"\(\s*\)", "", words)
    if not cut:
        return words.strip(" ,.;:")
    before = None
    while before != words:
        before, words = words, _RIGHT.sub("", words)
    if words.count("(") > words.count(")"):
        words = words.rsplit("(", 1)[0]
    return words.strip(" ,.;:–-“”\"'")


def _head(sentence: ReadSentence, chunk: Span, plain: str) -> int | None:
    """Where the first head noun or indicator of a chunk begins."""
    found = [
        match.start()
        for match in _HEAD.finditer(plain)
        if not (match[0].lower() in ("số", "mức") and _NO_COUNT.search(plain[: match.start()]))
    ]
    found += [m.start - chunk.start for m in sentence.terms if chunk.start <= m.start < chunk.end]
    return min(found, default=None)


def _without_subject(sentence: ReadSentence, chunk: Span, plain: str) -> int:
    """Where a chunk goes on after its openers and the place it speaks of."""
    start, before = 0, -1
    while start != before:
        before = start
        opener = _LEFT.match(plain[start:])
        start += opener.end() if opener else 0
        for place in sentence.places:
            first, last = place.start - chunk.start, place.end - chunk.start
            if first <= start + 1 and last > start and first >= 0:
                start = min(last, len(plain))
    return start


def opens(words: str) -> bool:
    """Whether words begin as the name of something measured does."""
    return _HEAD.match(words) is not None or words.lower().startswith(("hồ sơ", "người", "hộ"))


def words_behind(sentence: ReadSentence, quantity: Quantity, after: Span) -> str:
    """The noun phrase that goes on behind a figure, up to a verb, a preposition or a border."""
    text = sentence.text[quantity.end : after.end]
    if not text.startswith(" "):
        return ""
    end = _END.search(text)
    words = text[: end.start()] if end else text
    words = " ".join(words.split()[:6]).strip(" –-“”\"'")
    return "" if _PLAN_WORDS.fullmatch(normalise(words)) else words
