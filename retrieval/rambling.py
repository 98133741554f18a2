"""What a long question says beside what it asks: greetings, who is asking, thanks.

"Kính gửi quý cơ quan, tôi là người dân ở ..., xin hỏi ... Xin chân thành cảm ơn." These words stand
in no answer, or in the wrong one, and weigh little in the search.
"""

from __future__ import annotations

import re
import unicodedata

from store.lexical import LexicalQuery, lexical_query
from vietnamese.lexicon import either_spelling, words
from vietnamese.normal import fold, is_unaccented, search_form
from vietnamese.sentences import Span

#: Weight of the words of a greeting beside those of the question.
LIGHT = 0.2
#: With fewer other words than this the whole text is taken as it is: it may be all there is.
_FEWEST = 2


def _any(phrases: str) -> str:
    return f"(?:{either_spelling(phrases.split('|'))})"


_ME = _any("tôi|em|mình|cháu|con|tui|chúng tôi|chúng em|gia đình tôi|gia đình em|nhà tôi|nhà em")
_YOU = _any(
    "quý cơ quan|quý cấp|quý ban|quý sở|quý vị|quý đơn vị|quý báo|quý luật sư|cơ quan chức năng"
    "|ban biên tập|ban quản trị|luật sư|bác sĩ|bác sỹ|chuyên gia|anh chị|anh/chị|các anh chị"
    "|các bác|các bạn|mọi người|cả nhà|admin|ad|anh|chị|bác|bạn|ai"
)
_HELLO = _any(
    "kính gửi|kính thưa|kính chào|xin kính chào|xin chào|em chào|cháu chào|tôi chào|chào|thưa"
    "|dạ thưa|dạ chào|alo|hello|dear"
)
_OFFERS = _any("bán|mua|giá|hàng|thầu|cờ|mừng|đón|thua")
#: One of these stands in every aside; most questions need not be looked at further.
_HINT = re.compile(
    r"\b(?:kinh|chao|thua|alo|hello|dear|thank|thanks|cam (?:on|ta)|hau ta|tran trong|hoi|biet|song"
    r"|tru|que|den tu|tra loi|phan hoi|giai dap|giup do|tu van|quan tam|tro giup|chi giao|thac mac"
    r"|(?:toi|em|minh|chau|con|tui) (?:ten|la|sinh|nam|co))\b"
)
_THANK = _any("cảm ơn|cám ơn|cảm tạ|hậu tạ|trân trọng|thanks|thank you")
_BEFORE_THANKS = _any("xin|rất|chân thành|trân trọng|tôi|em|cháu|mình|trước|thành thật")
_HOPE = _any("mong|kính mong|rất mong|hy vọng|nhờ|kính nhờ|kính đề nghị|xin")
_REPLY = _any("trả lời|phản hồi|hồi âm|giải đáp|giúp đỡ|tư vấn|quan tâm|trợ giúp|chỉ giáo")
_WHO = _any("người dân|công dân|cử tri|bạn đọc|độc giả|khán giả|cư dân|hộ dân|người")
_LIVE = _any("sống|sinh sống|cư trú|thường trú|tạm trú|đến từ|quê|quê quán")
_NOW = _any("hiện|đang|hiện đang|hiện nay đang|hiện nay")
_ASK = _any("hỏi|cho hỏi|biết|được biết|được hỏi|hỏi về|hỏi là|hỏi rằng|biết là|hỏi thăm|tư vấn")
#: To the end of the clause or of the sentence; a dot or comma within a word (1.200) ends none.
_CLAUSE = r"(?:[^.,;:!?]|[.,:](?=\w))*"
_SENTENCE = r"(?:[^.;!?]|\.(?=\w))*"
_ASIDES = (
    # whom it is written to
    rf"{_HELLO}(?!\w|\s{_OFFERS}(?!\w)){_CLAUSE}",
    # who writes: name, home, age; a profession may matter to the answer
    rf"{_ME}\s{_any('tên|tên là|là')}\s{_WHO}(?!\w){_CLAUSE}",
    rf"{_ME}\s{_any('tên|tên là')}\s{_CLAUSE}",
    rf"{_ME}\s{_any('sinh năm|năm nay')}\s\d+(?:\s{_any('tuổi')})?(?!\w)",
    rf"(?:{_ME}\s)?(?:{_NOW}\s){{0,2}}{_LIVE}\s{_any('tại|ở')}\s{_CLAUSE}",
    # thanks and hopes
    rf"(?:{_ME}\s)?(?:{_BEFORE_THANKS}\s){{0,4}}{_THANK}(?!\w){_SENTENCE}",
    rf"(?:{_ME}\s)?{_HOPE}\s(?:{_any('sớm|được|nhận được|sự')}\s|{_YOU}\s){{0,4}}"
    rf"{_REPLY}(?!\w){_SENTENCE}",
)
_ASIDE = re.compile(rf"(?:^|(?<=[.,;:!?]\s))(?:{'|'.join(_ASIDES)})")
#: What leads to the question: "tôi muốn hỏi là", "cho em hỏi", "xin quý cơ quan cho biết".
_LEAD = re.compile(
    rf"(?<!\w)(?:(?:{_any('xin|cho|cho phép|vậy|nay|vui lòng|làm ơn|nhờ')}\s|{_YOU}\s){{1,4}}"
    rf"(?:{_ME}\s)?{_ASK}|{_ME}\s(?:{_any('xin|muốn|có thể|cần|định')}\s){{1,2}}{_ASK}"
    rf"|{_ME}\s{_any('có câu hỏi|có thắc mắc|có vấn đề|xin hỏi|có một câu hỏi')}"
    rf"(?:\s{_any('như sau|sau|muốn hỏi')})?)(?!\w)"
)


def light_spans(text: str) -> tuple[Span, ...]:
    """Parts of a question that ask nothing, in order; none where little else would be left."""
    if not _HINT.search(fold(unicodedata.normalize("NFC", text).lower())):
        return ()
    form = search_form(text)
    found: list[tuple[int, int]] = []
    for match in _ASIDE.finditer(form.text):
        start, end = match.span()
        lead = _LEAD.search(form.text, start, end)
        found.append((start, lead.start() if lead else end))
    for match in _LEAD.finditer(form.text):
        if not any(start <= match.start() < end for start, end in found):
            found.append(match.span())
    spans = tuple(Span(*form.span(start, end)) for start, end in sorted(found) if end > start)
    left = [
        word
        for word in words(text)
        if not any(span.start <= word.start < span.end for span in spans)
    ]
    return spans if len(left) >= _FEWEST else ()


def weighed_query(text: str, *, unaccented: bool | None = None) -> LexicalQuery:
    """The lexical query of a question, the words of its asides weighing `LIGHT`.

    Without asides it is `lexical_query`.
    """
    spans = light_spans(text)
    bare = is_unaccented(text) if unaccented is None else unaccented
    if not spans:
        return lexical_query(text, unaccented=bare)
    query = LexicalQuery()
    place = 0
    for span in spans:
        query = query.plus(lexical_query(text[place : span.start], unaccented=bare))
        query = query.plus(lexical_query(text[span.start : span.end], unaccented=bare), LIGHT)
        place = span.end
    return query.plus(lexical_query(text[place:], unaccented=bare))
