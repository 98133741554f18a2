"""What a question leaves out: "xã nông thôn mới (không phải nâng cao)", "trừ thành phố".

Words so left out are no part of what is asked about, and what speaks of them is no answer. Nor is
what speaks of a higher grade alone, where the question names the plain one.
"""

from __future__ import annotations

import re

from retrieval.matching import folded_run
from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.sentences import Span
from vietnamese.terms import read_terms

_WHAT = r"\s+(?:là\s+|la\s+|các\s+|cac\s+|những\s+|nhung\s+|the\s+)?(?P<what>[^,;.()?]{2,40}?)"
_END = (
    r"(?:\s+(?:ra|đi|di))?"
    r"(?=\s*[,;.()?]|\s+(?:thì|trong|ở|của|năm|tại|nào|thi|trong|cua|nam|tai|nao|in|of)\b|\Z)"
)
_NOT = {
    False: re.compile(
        r"(?:\b(?:chứ\s+)?không\s+(?:phải|tính|kể|gồm|bao gồm)"
        r"|\bchứ\s+không\s+(?:hỏi|lấy|cần)|\b(?:chưa kể|ngoại trừ)|[,(]\s*trừ"
        r"|\bloại (?:trừ|bỏ)|\b(?:nếu|khi|sau khi) (?:loại|bỏ|trừ|gạt|tách)(?: đi| bỏ| trừ)?"
        rf"|\b(?:not|excluding|except(?: for)?|other than)){_WHAT}{_END}",
        re.IGNORECASE,
    ),
    True: re.compile(
        r"(?:\b(?:chu\s+)?khong\s+(?:phai|tinh|ke|gom|bao gom)"
        r"|\bchu\s+khong\s+(?:hoi|lay|can)|\b(?:chua ke|ngoai tru)|[,(]\s*tru"
        r"|\bloai (?:tru|bo)|\b(?:neu|khi|sau khi) (?:loai|bo|tru|gat|tach)(?: di| bo| tru)?"
        rf"|\b(?:not|excluding|except(?: for)?|other than)){_WHAT}{_END}",
        re.IGNORECASE,
    ),
}
_MOST_WORDS = 5
#: A plain grade, folded, and how a text says a higher or a lower one of the same.
_GRADES = (
    (r"(?:nong thon moi|ntm)", r"{0} (?:nang cao|kieu mau)"),
    (r"ho ngheo", r"(?:can ngheo|ho can ngheo)"),
)


def excluded_spans(text: str) -> list[Span]:
    """Where a question says what it does not ask about, with the words that leave it out."""
    found = _NOT[is_unaccented(text)].finditer(text)
    return [Span(*match.span()) for match in found if len(match["what"].split()) <= _MOST_WORDS]


#: What a text says of a figure from which something is left out, folded.
_WITHOUT = re.compile(r"\b(?:khong (?:tinh|ke|gom|bao gom)|chua (?:ke|tinh)|ngoai|tru)\b")


def is_left_out(query: Query, figure: Figure) -> bool:
    """Whether a figure is of the very indicator that the question leaves out."""
    if not figure.term or _WITHOUT.search(fold(normalise(figure.indicator))):
        return False
    text = query.text
    out = (text[span.start : span.end] for span in excluded_spans(text))
    return any(figure.term == named.term.id for words in out for named in read_terms(words))


def is_excluded(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence speaks of what the question leaves out, or of another grade alone."""
    asked, said = fold(normalise(query.question)), folded_run(sentence.text)
    for match in _NOT[is_unaccented(query.question)].finditer(query.question):
        if f" {fold(normalise(match['what'])).strip()} " in said:
            return True
    return any(_is_other_grade(plain, other, asked, said) for plain, other in _GRADES)


def _is_other_grade(plain: str, other: str, asked: str, said: str) -> bool:
    graded = re.compile(rf"\b{other.format(plain)}\b")
    bare = graded.sub(" ", said)
    return (
        re.search(rf"\b{plain}\b", asked) is not None
        and re.search(r"\b(?:nang cao|kieu mau|can ngheo)\b", asked) is None
        and graded.search(said) is not None
        and re.search(rf"\b{plain}\b", bare) is None
    )
