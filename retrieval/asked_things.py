"""Whether an answer speaks of the things asked for: "những tuyến đường nào" of roads.

A long sentence may hold most words of a question in pieces and be of another matter. Things that a
text seldom names ("nội dung", "giải pháp", "khâu") are taken to be told by whatever it tells.
"""

from __future__ import annotations

import re

from retrieval.compounds import compounds_of, has_word
from retrieval.listed_things import listed_thing, names_of
from retrieval.reading import Statement
from retrieval.records import Query
from retrieval.vocabulary import is_compound
from vietnamese.normal import fold, normalise
from vietnamese.places import Level, read_places
from vietnamese.tokens import syllables

#: Things whose word need not stand beside them, by their first word or two, folded.
_LOOSE = re.compile(
    r"(?:noi dung|van de|viec|dieu|cai|thu|giai phap|bien phap|nhiem vu|cong viec|yeu cau|khau"
    r"|linh vuc|nganh|mat|nhom|han che|kho khan|thach thuc|nguyen nhan|ly do|ket qua|thanh tich"
    r"|thanh tuu|doi tuong|loai|hinh thuc|hoat dong|chinh sach|dieu kien|yeu to|pham chat|duc tinh"
    r"|tinh chat|dac diem"
    r"|dac trung|tieu chuan"
    r"|nguy co|noi|cho|dia phuong|dia ban|don vi|co quan|ben|ai|nguoi|ong|ba|buoc|phan|diem|chuyen"
    r"|mon|y kien|loi ich|tac dong|tien ich|trach nhiem|quyen|chi tieu|muc tieu|tieu chi|con so"
    r"|thoi gian|ngay|thang|nam|gio|dau|muc|chu de|thong diep|tinh than|cach|huong|phuong an|dang"
    r"|bai|trang|bao|kenh|danh hieu|chuc danh|chuc vu|vai tro|giai thuong|ten|to chuc|so|ban"
    r"|van ban|chinh quyen|luc luong|thanh phan|cap|nuoc|quoc gia|thi truong|vung|khu vuc)\b"
)
#: One thing asked for: "cây cầu nào".
_ONE = re.compile(r"\b((?:[^\W\d_]+ )?\b(?!thế\b|the\b|khi\b|lúc\b|luc\b)[^\W\d_]+) (?:nào|nao)\b")
#: So many compounds of the question beside the thing, and this share of them, tell it is meant: a
#: "siêu thị" may be a "trung tâm thương mại".
_MANY, _MOSTLY = 3, 0.66
#: Words that plans and reports have everywhere, folded.
_EVERYWHERE = frozenset(
    "day manh|dau tu|xay dung|phat trien|thuc hien|trien khai|to chuc|tang cuong|kinh te|xa hoi"
    "|hoat dong|cong tac|san xuat|tap trung|tiep tuc|hoan thanh|quan ly|nang cao".split("|")
)
#: The label of a line that lists things: "Khởi công: …".
_LABEL = re.compile(r"\W*[^:;.\n]{4,60}(?=:\s)")
#: How far before a list the word for its things may stand, in characters.
_BEFORE = 160


def speaks_of_things(query: Query, said: Statement) -> bool:
    """Whether the word for the things asked for, or another for them, stands at the answer.

    True where no thing with a word of its own is asked for. A list of places is one of places.
    """
    if query.language != "vi":
        return True
    thing = _thing(query)
    if not thing or _LOOSE.match(f"{fold(thing)} "):
        return True
    head = thing.split()[0]
    if fold(head) in _UNITS:
        named = (mention.place.level for mention in read_places(said.short))
        told = any(level in _UNITS[fold(head)] for level in named)
        return told or _has(said.short, head, bare=query.unaccented)
    sentence = said.sentence
    text = sentence.document.text
    start = max(sentence.start, said.quote.start - _BEFORE)
    near = (text[start : said.quote.end], sentence.before, *sentence.passage.headings)
    names = [name for name in names_of(thing, query) if not name.startswith("các ")]
    if any(_has(part, name, bare=query.unaccented) for part in near for name in names):
        return True
    others = [
        one
        for one in compounds_of(query)
        if not set(one) & set(names) and fold(one[0]) not in _EVERYWHERE
    ]
    label = _LABEL.match(sentence.text)
    if label is not None and any(_has(label[0], word, bare=True) for one in others for word in one):
        return True
    held = sum(any(has_word((sentence.own,), word) for word in one) for one in others)
    return held >= max(_MANY, _MOSTLY * len(others))


_DISTRICTS = (Level.CITY, Level.DISTRICT)
#: Levels of the units asked for, by the first word for them, folded.
_UNITS = {
    "huyen": _DISTRICTS,
    "quan": _DISTRICTS,
    "xa": (Level.COMMUNE,),
    "phuong": (Level.COMMUNE,),
    "tinh": (Level.PROVINCE,),
}


#: Words before which the next one is a word of its own, folded.
_FREE = frozenset("voi va cac nhung cua tu o cho mot nhieu hai ba bon tai trong la".split())


def _thing(query: Query) -> str:
    if query.answer_type == "list":
        return listed_thing(query)
    found = [match[1] for match in _ONE.finditer(normalise(query.question))]
    if query.answer_type != "open" or not found:
        return ""
    words = found[-1].split()
    if len(words) == 2 and not is_compound(*words, bare=query.unaccented):
        return words[1]
    return found[-1]


def _has(text: str, name: str, *, bare: bool) -> bool:
    """Whether a text has a name; one syllable of it not as part of another word ("yêu cầu")."""
    units = syllables(normalise(text))
    if bare:
        units = [fold(unit) for unit in units]
        name = fold(name)
    words = name.split()
    for at in range(len(units) - len(words) + 1):
        if units[at : at + len(words)] == words:
            if len(words) > 1 or at == 0:
                return True
            before = units[at - 1]
            if fold(before) in _FREE or not is_compound(before, words[0], bare=bare):
                return True
    return False
