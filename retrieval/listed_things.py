"""What a question asks to be listed: the word for the things, other names for them, how many."""

from __future__ import annotations

import re

from retrieval.records import Query
from retrieval.vocabulary import is_compound
from vietnamese.abbreviations import short_forms
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.nouns import NOUN_NAMES

_LISTING = r"(?:kể tên|kể ra|liệt kê|nêu tên|nêu|ke ten|ke ra|liet ke|neu ten|neu|list|name)"
_SEVERAL = (
    r"(?:các|những|mấy|tên các|tên|hai|bốn|sáu|bảy|tám|chín|mười|cac|nhung|may|ten|ten cac|\d{1,2}"
    r"|ba|bon|sau|bay|tam|chin|muoi|the|all)"
)
#: What ends the word for the thing asked for: "các trường | ở …", "mấy huyện | của …".
_END = (
    r"(?:ở|tại|của|thuộc|trong|được|vừa|đã|bị|đang|sắp|có|mà|chưa|trên|năm|do|đến|thu|đạt|đứng|lên"
    r"|tham gia|về|phải|sẽ|không|còn|hiện|nào|gì|là|mới|lớn|đầu tiên|tiêu biểu|trọng điểm|chính)"
)


def _things(end: str) -> tuple[re.Pattern[str], ...]:
    """How the thing is named; on the folded question, its `end` word as given."""
    listing = rf"\b{_LISTING} (?:(?:ra|cho|tới|toi|giúp|giup) ){{0,3}}"
    word = r"(?:[^\W\d_]+ )"
    return (
        re.compile(
            rf"^(?:{_SEVERAL} )({word}{{1,3}}?)(?:\w+ ){{0,14}}?(?:là|gồm|bao gồm|la|gom|bao gom) "
            r"(?:những |nhung |các |cac )?(?:[^\W\d_]+ ){0,2}?(?:gì|nào|ai|gi|nao)\b"
        ),
        re.compile(
            rf"\b{_SEVERAL} (?:{_SEVERAL} )?({word}{{1,4}}?)"
            rf"(?:{end} (?:\w+ ){{0,8}}?)?(?:nào|gì|nao|gi)\b"
        ),
        re.compile(rf"{listing}(?:{_SEVERAL} ){{0,3}}({word}{{1,4}}?){end}\b"),
        re.compile(rf"{listing}(?:{_SEVERAL} ){{1,3}}((?:[^\W\d_]+ ?){{1,3}})"),
        re.compile(rf"^(?:{_SEVERAL}|năm|nam) ((?:[^\W\d_]+ ?){{2}})"),
    )


_THINGS = {False: _things(_END), True: _things(fold(_END))}
#: What a text calls the same things by; each of the first two stands for all.
_KINDRED = (
    "huyện|địa phương|đơn vị|huyện, thị xã|huyện, thành phố|huyện, thị xã, thành phố",
    "xã|xã, phường|xã, thị trấn|xã, phường, thị trấn|địa phương|đơn vị",
    "nước|quốc gia|thị trường|nước và vùng lãnh thổ",
    "cơ quan|đơn vị|sở, ngành|sở, ban, ngành|địa phương",
    "doanh nghiệp|công ty|nhà đầu tư|đơn vị|tập đoàn",
    "mặt hàng|sản phẩm|nông sản|hàng hóa|nhóm hàng",
    "giải pháp|nhiệm vụ|biện pháp|việc|nhóm giải pháp",
    "trường|trường học|cơ sở giáo dục",
    "miếng đất|mảnh đất|khu đất|lô đất|thửa đất",
    "mảnh đất|miếng đất|khu đất|lô đất|thửa đất",
)
_NOUNS = frozenset(normalise(name) for name in NOUN_NAMES)
#: Numbers written as words.
COUNTS = {
    word: number
    for number, word in enumerate("hai ba bốn năm sáu bảy tám chín mười".split(), start=2)
}
_BY_WORD = {fold(word): number for word, number in COUNTS.items()}


def listed_thing(query: Query) -> str:
    """The word for what is to be listed: "khu công nghiệp" of "các khu công nghiệp nào"; or ""."""
    plain = normalise(query.question)
    patterns = _THINGS[is_unaccented(plain)]
    for pattern in patterns:
        starts = [match.start() for match in re.finditer(r"\b\w", plain)]
        found = [match for at in starts if (match := pattern.match(plain, at))]
        if pattern is patterns[1]:  # "nhà máy … những xã nào": the last one
            found.reverse()
        if found:
            thing = found[0][1].strip()
            whole = pattern is patterns[0]
            return _whole_word(thing, plain[found[0].end(1) :]) if whole else thing
    return ""


def _whole_word(thing: str, behind: str) -> str:
    """A thing of one syllable with the next one, where the two are a word: "phẩm | chất"."""
    follows = re.match(r"\s*([^\W\d_]+)", behind)
    if " " in thing or follows is None:
        return thing
    bare = is_unaccented(behind)
    return f"{thing} {follows[1]}" if is_compound(thing, follows[1], bare=bare) else thing


#: How many things a question asks for itself: "9 xã nào", "ba dự án … là dự án nào".
_HOW_MANY = re.compile(
    r"(?:^|\b(?:kể tên|ke ten|liệt kê|liet ke|những|nhung)\s)"
    r"(?P<count>\d{1,2}|hai|ba|bốn|sáu|bảy|tám|chín|mười|bon|sau|bay|tam|chin|muoi)"
    r"\s+(?=[^\W\d_])"
)


def how_many(query: Query) -> int | None:
    """The number of things that the question says itself; None where it says none."""
    found = _HOW_MANY.search(normalise(query.question))
    if found is None:
        return None
    said = found["count"]
    return int(said) if said.isdigit() else _BY_WORD[fold(said)]


def names_of(thing: str, query: Query) -> list[str]:
    """What a text may call the things by, the longest name first."""
    words = thing.split()
    shorter = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    bare = query.unaccented or is_unaccented(thing)
    nouns = {fold(noun) for noun in _NOUNS} if bare else _NOUNS
    known = nouns | {name for group in _KINDRED for name in group.split("|")[:2]}
    names = [thing, *(name for name in shorter if name in known)]
    for concept in query.concepts:
        if any(wording in (thing, f"các {thing}", f"cac {thing}") for wording in concept.wordings):
            names += concept.wordings
    for group in _KINDRED:
        kin = (fold(group) if bare else group).split("|")
        if {*names} & {*kin[:2]}:
            names += kin
    names += [normalise(short) for short in short_forms(thing)]
    return sorted(dict.fromkeys(names), key=len, reverse=True)
