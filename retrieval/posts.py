"""Posts that do something where a text gives no name: "giao Phó Chủ tịch UBND tỉnh chủ trì".

Asked "ai phê duyệt", "Thủ tướng Chính phủ" is an answer, and "Phó Chủ tịch thường trực UBND tỉnh"
is a better one than the body of which he is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.bodies import body_spans
from retrieval.matching import Rarity
from retrieval.nearness import nearest
from retrieval.records import Query
from retrieval.shelf import Sentence
from vietnamese.everyday import in_office_words
from vietnamese.normal import fold, normalise, search_form
from vietnamese.offices import POST
from vietnamese.sentences import Span
from vietnamese.tokens import syllables

#: What may stand between a post and its body, and posts of the state that stand by themselves.
_OF = re.compile(r"\s+(?:(?:thường trực|phụ trách|kiêm)\s+)?(?=\S)")
_STATE = re.compile(
    r"\s+(?:Chính phủ|[Nn]ước|[Qq]uốc hội|(?:UBND |HĐND |Ủy ban nhân dân |Uỷ ban nhân dân )?"
    r"(?:các |cấp |từng )?(?:tỉnh|thành phố|huyện|thị xã|xã|phường)(?:,\s(?:thành phố|thị xã|xã"
    r"|phường|huyện|thị trấn))*)(?!\w)"
)
#: Somebody is given something in a question, folded: "giao ai", "ai được giao", "ai nhận việc".
_GIVES = r"(?:giao|phan cong|chi dinh|uy quyen|cu|yeu cau|de nghi|chi dao|nho|nhac)"
_GIVEN = re.compile(
    rf"\b{_GIVES}(?: (?:nhiem vu|viec|trach nhiem|phan viec))?(?: (?:cho|toi))? ai\b"
    rf"|\b(?:ai|nguoi nao) (?:la nguoi )?(?:(?:da|se) )?(?:duoc|bi) (?:\w+ ){{0,8}}?{_GIVES}\b"
    r"|\b(?:ai|nguoi nao) (?:la nguoi )?(?:(?:da|se|phai) )?(?:nhan|lanh|dam nhan|lo)\b"
)
#: How a text says to whom.
_TO = re.compile(
    rf"\b{_GIVES}(?: (?:nhiem vu|viec|trach nhiem))?(?: cho)?(?: (?:dong chi|ong|ba))?\s*\Z"
)
#: What somebody does, right behind the question word, folded.
_DEED = re.compile(
    r"\b(?:ai|nguoi nao)\b (?:(?:la|nguoi|da|dang|se|duoc|phai|co tham quyen) )*"
    r"((?!la\b|o\b|cua\b)\w+(?: \w+)?)"
)
#: With whom or to whom something is done: "cam kết với ai", "báo cáo cho ai".
_WITH = re.compile(r"\b(\w+ \w+ (?:voi|cho|toi)) ai\b")
#: The longest body that is looked for behind a post, in characters.
_LONGEST = 160
_FILLERS = re.compile(r"\s*(?:(?:đã|vừa|sẽ|đang|cũng|trực tiếp|có văn bản)\s+)*")


def is_given(query: Query) -> bool:
    """Whether it is asked to whom something is given: "Chủ tịch tỉnh giao ai chủ trì?"."""
    return _GIVEN.search(fold(normalise(query.question))) is not None


def is_told(text: str, span: Span) -> bool:
    """Whether something is given to the one named at a span: "giao đồng chí …"."""
    return _TO.search(fold(normalise(text[: span.start]))) is not None


def told_posts(text: str) -> Iterator[Span]:
    """The posts to whose holders something is given: "giao đồng chí Phó Chủ tịch UBND tỉnh"."""
    return (span for span in post_spans(text) if is_told(text, span))


def read_post(query: Query, sentence: Sentence, rarity: Rarity) -> Span | None:
    """The post that does what is asked, or is given it; None where the sentence has none.

    Not one that the question names itself.
    """
    text = sentence.text
    asked = fold(normalise(in_office_words(query.question)))
    named = {match[0] for match in POST.finditer(asked)}
    posts = [span for span in post_spans(text) if _head(text, span) not in named]
    if not posts:
        return None
    if is_given(query):
        posts = [span for span in told_posts(text) if span in posts]
        return _within(sentence, posts[0]) if posts else None
    to_whom = _WITH.search(asked)
    if to_whom is not None:
        those = (span for span in posts if _ends_with(text[: span.start], to_whom[1]))
        first = next(those, None)
        return _within(sentence, first) if first else None
    deed = _DEED.search(asked)
    if deed is not None:
        for span in posts:
            behind = text[_FILLERS.match(text, span.end).end() :]  # type: ignore[union-attr]
            words = syllables(fold(behind))[: len(deed[1].split())]
            if words == deed[1].split():
                return _within(sentence, span)
    if deed is None:
        return None
    bodies = [
        span
        for span in body_spans(text)
        if not any(post.start <= span.start < post.end for post in posts)
    ]
    best = nearest(query, sentence, [*posts, *bodies], rarity)
    return best if best in [_within(sentence, span) for span in posts] else None


def post_spans(text: str) -> Iterator[Span]:
    """Posts with the body they are held in: "Phó Chủ tịch thường trực UBND tỉnh"."""
    form = search_form(text)
    for match in POST.finditer(fold(form.text)):
        start, end = form.span(*match.span())
        if not text[start].isupper():
            continue
        joint = _OF.match(text, end)
        at = joint.end() if joint else end
        body = next(body_spans(text[at : at + _LONGEST]), None)
        state = _STATE.match(text, end)
        if body is not None and body.start == 0:
            end = at + body.end
        elif state is not None:
            end = state.end()
        elif match[0] != "thu tuong":
            continue
        yield Span(start, end)


def _ends_with(text: str, words: str) -> bool:
    """Whether a text ends with the words, folded: "cam kết với | Chủ tịch UBND tỉnh"."""
    return fold(normalise(text)).rstrip().endswith(words)


def _head(text: str, span: Span) -> str:
    found = POST.search(fold(normalise(text[span.start : span.end])))
    return found[0] if found else ""


def _within(sentence: Sentence, span: Span) -> Span:
    return Span(sentence.start + span.start, sentence.start + span.end)
