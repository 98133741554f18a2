"""Bodies that do something: "Sở nào chủ trì", "doanh nghiệp nào đầu tư", "ai làm chủ đầu tư"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.matching import Rarity
from retrieval.nearness import nearest
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.vocabulary import is_compound
from vietnamese.names import read_names
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

_FIRMS = (
    r"Tổng [Cc]ông ty|[Cc]ông ty|Tập đoàn|[Dd]oanh nghiệp|[Ll]iên danh|Hợp tác xã|HTX|Ngân hàng"
    r"|Quỹ|Cty|[Nn]hà đầu tư|[Nn]hà thầu"
)
_OFFICES = (
    r"UBND|HĐND|UBMTTQ|MTTQ|Ủy ban|Uỷ ban|Hội đồng|Bộ Chỉ huy|Bộ đội|Bộ|Ban Thường vụ|Ban Quản lý"
    r"|Ban|BQL|Sở|Chi cục|Tổng cục|Cục|Vụ|Phòng|Văn phòng|Trung tâm|Thanh tra|Kho bạc|Công an"
    r"|Bảo hiểm [Xx]ã hội|BHXH|Trường|Bệnh viện|Viện|Đảng [Đđ]oàn|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy"
    r"|Thị ủy|Tỉnh đoàn|Huyện đoàn|Đoàn|Hội(?! nghị| thảo| chợ| thi| trường| đàm)|Liên minh"
    r"|Liên đoàn|Liên hiệp|Hạt|Trạm|Chi nhánh|Đài|Báo(?! cáo)|Mặt trận|Tòa án"
    r"|Viện [Kk]iểm sát|Cảng vụ|Tổ công tác|Hải quan|Quân khu"
)
_BODY = re.compile(rf"(?<![\w-])(?:{_FIRMS}|{_OFFICES})(?![\w-])")
#: Where the name of a body ends: a mark, a verb, another body.
_ENDS = re.compile(
    r"(?!, (?:Thương binh|Thể thao)\b)[,;:.()|\n](?=\s|\Z)|\s[(–]"
    r"|(?<!công)\s(?:chủ trì|chủ động|phối hợp|theo dõi|tham mưu|là|làm"
    r"|thực hiện"
    r"|chịu|đề xuất|báo cáo|tổng hợp|hướng dẫn|kiểm tra|rà soát|trình|được|bị|đã|đang|sẽ|cho|về|tại"
    r"|để|với|có|cùng|phụ trách|tổ chức|triển khai|tiếp tục|khẩn trương|ban hành|cấp|bố trí|lập"
    r"|đề nghị|nghiên cứu|phải|cần|nêu|khởi công|xây dựng kế hoạch|tiếp nhận|vận hành|chi trả|do"
    r"|tiếp thu|phê duyệt|quyết định|chấp thuận|khẳng định|nhấn mạnh|phát biểu"
    r"|trúng|đăng ký|bàn giao|xử lý|giải quyết|cung cấp|đảm nhận|đảm nhiệm|hoàn thành|phấn đấu|từ"
    r"|trong|theo|hỗ trợ|cam kết|giao(?! thông)|yêu cầu|họp|xếp|đứng|giải ngân|nhận|góp|ủng hộ"
    r"|đầu tư (?!xây dựng|và|công|phát triển))(?=\s|[,;.]|\Z)"
    r"|\svà\s+(?=(?:các|những)\s)"
)
#: Longest name of a body, in characters.
_LONGEST = 140
#: Small words that a name is left with where something else follows: "UBND tỉnh và | có …".
_DANGLING = re.compile(r"(?:\s+(?:và|các|những|của|với|cùng))+\Z")
_NEXT_BODY = re.compile(rf"(?:,|\s(?:và|với|cùng|-))\s+(?={_BODY.pattern})")
#: The word that begins the name of a firm.
FIRM = re.compile(rf"(?:{_FIRMS})(?![\w-])")
_HEADS = {
    "firm": FIRM,
    "office": re.compile(rf"(?:{_OFFICES})(?![\w-])"),
}
_FIRM_WORDS = (
    r"(?:doanh nghiệp|công ty|tập đoàn|nhà đầu tư|nhà thầu|hợp tác xã|htx|ngân hàng|đơn vị tư vấn)"
)
_OFFICE_WORDS = (
    r"(?:sở|cơ quan|ngành|ban|phòng(?! bệnh)|cục|chi cục|tổ chức|hội(?! nghị| thảo| chợ| thi"
    r"| đồng)|đoàn thể|bộ phận|viện|sở,? (?:ban,? )?ngành|cấp|trung tâm(?! của| vùng))"
)


def _asking(accented: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern for questions with accents, and one for those without."""
    return re.compile(accented), re.compile(fold(accented))


_ASKED = (
    ("firm", _asking(rf"\b{_FIRM_WORDS}(?: \w+){{0,2}}? (?:nào|gì)\b|\bwhich (?:company|firm)\b")),
    (
        "office",
        _asking(
            rf"\b{_OFFICE_WORDS}(?: \w+){{0,2}}? nào\b|\bwhich (?:department|agency|office|body"
            r"|authority|committee)\b|\bwhat (?:department|agency)\b"
        ),
    ),
    (
        "any",
        _asking(
            r"\bchủ đầu tư\b(?: \w+){0,8}? (?:là )?(?:ai|gì)\b|\bai (?:là |làm )?chủ đầu tư\b"
            r"|\b(?:đơn vị|bên)(?: \w+){0,2}? nào\b|\bai (?:đầu tư|xây|rót vốn|thi công)\b"
            r"|\bdo ai (?:đầu tư|làm chủ|xây|phụ trách)\b"
            r"|\bwho (?:is|are|was) (?:the )?(?:investor|developer|owner)s?\b"
            r"|\bwho (?:invests?|invested|builds?|is building|is investing|owns?)\b"
        ),
    ),
)
_INVESTS = re.compile(r"\bchu dau tu\b|\bdau tu\b|\binvest|\bdeveloper\b|\bowner\b|\bxay\b")
#: What a body is by the words beside it: "chủ đầu tư là X", "X làm chủ đầu tư", "do X đầu tư".
_BEFORE = re.compile(r"(?:chủ đầu tư(?: [^\W\d_]+){0,3}?(?: là)?:?|\bdo|\bgiao(?: cho)?)\s*\Z")
_HELPS = re.compile(r"\bphối hợp(?: với| cùng)?\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:&[^\W_]+)?")
#: Small words that names of bodies go on with, and those of boards that build.
_COMMON = frozenset(
    "tỉnh huyện xã thành phố thị quận phường nhân dân nhà nước nông thôn trung ương khu vực cấp"
    " tw cổ phần trách nhiệm hữu hạn một thành viên".split()
)
_OF_WORKS = _COMMON | frozenset(
    "quản lý dự án đầu tư xây dựng các công trình giao thông dân dụng công nghiệp nông nghiệp kinh"
    " tế khu phát triển hạ tầng điều hành chỉ đạo".split()
)
#: It is asked who has to do something, folded, and how a text says who does.
_MUST = re.compile(
    r"\b(?:ai|nhung ai|(?:co quan|don vi|so|nganh|ben)(?: \w+)? nao) (?:se |la )?(?:phai|can)\b"
)
_HAS_TO = re.compile(r"(?<=\s)(?:phải|cần|có trách nhiệm)(?=\s)")
#: Bodies named by their kind alone, which stand in a row with others.
_OTHERS = re.compile(
    r"(?:\s|,|\b(?:và|cùng|các|những|sở|ban|ngành|huyện|thành phố|thị xã|xã|phường|địa phương"
    r"|đơn vị|cơ quan|liên quan|tỉnh)\b)*",
    re.IGNORECASE,
)
#: What is done, right behind the question word: "công ty nào giám sát".
_DEED = re.compile(r"\bnao (?:da |dang |se |duoc giao |lam |phai )?(\w+ \w+)")
_STOP = re.compile(r"[;.](?=\s|\Z)")
_LAST_WORD = re.compile(r"\s+([a-zđà-ỹ]+)\Z")
_ASKS_HELP = re.compile(r"\bphoi hop\b|\bcoordinat|\bsupport")


def asks_body(query: Query) -> str | None:
    """The kind of body asked for: "firm", "office" or "any"; None for other questions."""
    if query.answer_type not in ("open", "person", "place"):
        return None
    plain = normalise(query.question)
    bare = is_unaccented(plain)
    return next((kind for kind, patterns in _ASKED if patterns[bare].search(plain)), None)


def read_body(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The body of the kind asked for that does what the question says, where one is named."""
    kind = asks_body(query)
    text = sentence.text
    folded = fold(normalise(query.question))
    found = [span for span in body_spans(text) if _is_kind(kind, text, span)]
    found = [span for span in found if _is_named(text[span.start : span.end])]
    named = [span for span in found if fold(text[span.start : span.end]).lower() not in folded]
    helps = _ASKS_HELP.search(folded) is not None
    named = [span for span in named if _helps(text, span) is helps] or ([] if helps else named)
    if kind != "office" and _INVESTS.search(folded):
        led = [span for span in named if _BEFORE.search(text, 0, span.start)]
        named = led or [span for span in named if _HEADS["firm"].match(text, span.start)] or named
    bound = _MUST.search(folded) and [span for span in named if _has_to(text, span, found)]
    named = bound or named
    deed = _DEED.search(folded)
    trimmed = [_without_deed(text, span, deed[1] if deed else folded) for span in named]
    if deed is not None and not helps and not bound:
        does = [span for span in trimmed if _does(text, span, trimmed, deed[1])]
        trimmed = does or trimmed
    best = nearest(query, sentence, trimmed, rarity)
    if best is None:
        return best
    if not helps:
        return whole_row(sentence, best, rows_of(text, trimmed))
    row = [
        span for span in trimmed if not _STOP.search(text, *_between(span, best, sentence.start))
    ]
    return Span(sentence.start + row[0].start, sentence.start + row[-1].end)


#: Between two of a row: "Sở Y tế (0%) và Sở Tư pháp".
_ROW = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|,?\s*\bvà\b)\s*")


def rows_of(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Things named one after the other, with nothing but a bracket and a joint between them."""
    row: list[Span] = []
    for span in sorted(spans):
        if row and not _ROW.fullmatch(text[row[-1].end : span.start]):
            yield row
            row = []
        row.append(span)
    if row:
        yield row


def whole_row(sentence: Sentence, best: Span, rows: Iterable[Sequence[Span]]) -> Span:
    """The row that a thing of a sentence stands in, all that is said of one being said of each."""
    for row in rows:
        first, last = sentence.start + row[0].start, sentence.start + row[-1].end
        if first <= best.start and best.end <= last:
            return Span(first, last)
    return best


def _is_named(body: str) -> bool:
    """Whether a body has a name: "doanh nghiệp đóng" is none."""
    return body[:1].isupper() or any(map(str.isupper, body))


def _between(span: Span, best: Span, start: int) -> tuple[int, int]:
    return min(span.end, best.end - start), max(span.start, best.start - start)


def _does(text: str, span: Span, others: Sequence[Span], deed: str) -> bool:
    """Whether the words of the deed stand behind a body, before the next one."""
    stop = min([len(text), *(one.start for one in others if one.start > span.start)])
    end = _STOP.search(text, span.end, stop)
    said = " ".join(syllables(fold(text[span.end : end.start() if end else stop])))
    return f" {deed} " in f" {said} "


def _has_to(text: str, span: Span, bodies: Sequence[Span]) -> bool:
    """Whether a body is one of those before "phải": "Sở A, Sở B, các huyện phải rà soát"."""
    must = _HAS_TO.search(text, span.end)
    if must is None:
        return False
    at = span.end
    for other in bodies:
        if span.end <= other.start and other.end <= must.start():
            if not _OTHERS.fullmatch(text, at, other.start):
                return False
            at = other.end
    return _OTHERS.fullmatch(text, at, must.start()) is not None


def _without_deed(text: str, span: Span, asked: str) -> Span:
    """A body without what it does, where the question has those words."""
    units = f" {' '.join(syllables(asked))} "
    end = span.end
    while (last := _LAST_WORD.search(text[span.start : end])) and f" {fold(last[1])} " in units:
        end = span.start + last.start()
    # "Ban Quản lý các | khu công nghiệp" is cut nowhere
    return span if _DANGLING.search(text[span.start : end]) else Span(span.start, end)


def body_spans(text: str) -> Iterator[Span]:
    """Names of bodies: from their first word to a mark, a verb, a person's name or another body."""
    people = [name.start for name in read_names(text)]
    at = 0
    while match := _BODY.search(text, at):
        reach = min(len(text), match.end() + _LONGEST)
        end = _ENDS.search(text, match.end(), reach)
        stop = end.start() if end else reach
        stop = min([stop, *(start for start in people if match.end() <= start < stop)])
        other = _NEXT_BODY.search(text, match.end(), stop)
        stop = _end_of_name(text, match, other.start() if other else stop)
        name = _DANGLING.sub("", text[match.start() : stop].rstrip(" .;:,-–”\"'…"))
        if len(name) > len(match[0]) or match[0].endswith((" đoàn", " ủy")):
            yield Span(match.start(), match.start() + len(name))
        at = max(match.end(), match.start() + len(name))


def _end_of_name(text: str, head: re.Match[str], stop: int) -> int:
    """Where a name ends at the latest: before a small word that no name goes on with.

    "Sở Công Thương | mở lại", "Công ty CP Rồng Đỏ | đầu tư"; in "Công nghệ" the small word belongs
    to the one before it, and "Kho bạc Nhà nước tỉnh" ends with a level.
    """
    before, proper = normalise(head[0].split()[-1]), False
    common = _OF_WORKS if head[0].startswith(("Ban", "BQL")) else _COMMON
    for word in _WORDS.finditer(text, head.end(), stop):
        form = normalise(word[0])
        if word[0][0].islower() and form not in common and form != "và":
            bound = is_compound(before, form)
            if not bound and (proper or not _HEADS["firm"].match(head[0])):
                return word.start()
        else:
            proper = proper or word[0][0].isupper()
        before = form
    return stop


def _is_kind(kind: str | None, text: str, span: Span) -> bool:
    head = _HEADS.get(kind or "")
    return head is None or head.match(text, span.start) is not None


def _helps(text: str, span: Span) -> bool:
    """Whether a body only lends a hand: it stands behind "phối hợp (với)" in its clause."""
    start = max(text.rfind(";", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    return _HELPS.search(text, start, span.start) is not None
