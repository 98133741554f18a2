"""Places that the words of a sentence give to the figures after them."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figure_sentence import EDGE, ReadSentence, day_of
from ingest.figure_state import PlaceSlot, State, evidence_of, passage_evidence
from store.records import Document, Inherited, Passage
from vietnamese.normal import normalise
from vietnamese.places import (
    Level,
    PlaceMention,
    at_home,
    province_of,
    read_places,
    same_or_within,
)
from vietnamese.sentences import Span

_WHOLE = re.compile(
    r"\b(?i:toàn|trên địa bàn|của|cả)\s+(tỉnh|thành phố|thị xã|huyện|xã)\b(?!\s+[A-ZĐ])"
)
#: The average of all units of a province, which one of them is held against.
_AVERAGE = re.compile(
    r"\bbình quân chung(?! (?:của )?(?:cả nước|toàn quốc|vùng|khu vực|toàn|cả|huyện|xã|thị xã))",
    re.IGNORECASE,
)
#: What a unit is among those of a whole: "là huyện nghèo duy nhất [của tỉnh]".
_IS = re.compile(r"\s+(?:là|đứng|xếp|dẫn đầu|dẫn|thuộc)\b[^,;.:()\d]*", re.IGNORECASE)
#: Where a zone lies; whom one works with: "hợp tác với Bắc Giang, Bắc Ninh".
_WITHIN = re.compile(r"\b(?:ở|tại|thuộc|trên địa bàn)\s*$")
_WITH = re.compile(r"\b(?:hợp tác|liên kết|kết nối|ký kết|phối hợp|giáp) với\b[^.;:()]{0,60}$")
#: What brings a text back from one of its units to the whole.
_HOME = re.compile(
    r"(?:chủ tịch|phó chủ tịch|thay mặt) (?:hđnd|ubnd) (?P<unit>tỉnh|thành phố|thị xã|huyện)"
    r"|bí thư (?P<party>tỉnh|thành|thị|huyện) ủy",
    re.IGNORECASE,
)
#: A bare word for a unit that opens a statement: ", thị xã đã thu", "thì thành phố đạt".
_SUBJECT = re.compile(
    r"(?:^|[,;:(“]\s*)(?:(?:còn|riêng|nhưng|song|thì|đến nay|và|nay)\s+|\0++\s*+(?:,\s*+)?)*+"
    r"(tỉnh|thành phố|thị xã|huyện|xã)\s+(?=[^\W\d_])"
    r"(?!ủy|uỷ|lộ|lỵ|hội|viên|đội|đoàn|giao|khác|bạn|này|nào)",
    re.IGNORECASE,
)
#: A unit by its name at the beginning of a paragraph.
_NAMED_SUBJECT = re.compile(
    r"(?:Riêng )?((?:[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|TX\.?|[Xx]ã|[Pp]hường|[Tt]hị trấn"
    r"|[Qq]uận)\s+[A-ZĐÂĂÁÀẢÃẠÊÉÍÔƠÓÒÚƯÝ])"
)
_LONGEST_NAME = 60
#: What leads up to the unit that a paragraph turns to: "Chiều cùng ngày, làm việc tại …",
#: "Về giải phóng mặt bằng, …".
_TURNS_TO = re.compile(
    r"(?:[^,.;:]{0,30},\s+)?(?:(?:làm việc|kiểm tra|khảo sát|thăm)\s+)?(?:tại|ở|với)\s+"
    r"|về\s[^,.;:]{2,30},\s+",
    re.IGNORECASE,
)
#: What sets a statement against the one that follows it.
_CONTRAST = re.compile(r"\b(?:trong khi|nếu như|khác với|mặc dù|tuy)\b", re.IGNORECASE)
_LEVEL_WORDS = {
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.CITY,
    "thị xã": Level.CITY,
    "huyện": Level.DISTRICT,
    "xã": Level.COMMUNE,
}
#: The words for a unit of each level in the names of its bodies.
_UNIT_OF = {
    Level.PROVINCE: ("tỉnh", "thành phố", "thành"),
    Level.CITY: ("thành phố", "thị xã", "thành", "thị"),
    Level.DISTRICT: ("huyện",),
}
_KINDS = {level: word for word, level in _LEVEL_WORDS.items()}


def placed(
    document: Document, above: Passage, sentence: ReadSentence, before: Span, state: State
) -> State:
    """The state with the place that the words `before` name or mean."""
    for named in sentence.places:
        wide = named.place.level in (Level.REGION, Level.NATION)
        if _is_aside(document, sentence, named, state):
            continue
        if before.start <= named.start < before.end and not (
            wide and EDGE.search(sentence.text[named.end : before.end].removeprefix(" ("))
        ):
            state = replace(
                state, place=(named.place, evidence_of(sentence, "place", named, above))
            )
    whole = _WHOLE.search(sentence.text, before.start, before.end)
    if whole and not _is_told_of(sentence, before, whole.start()):
        slot = widened(document, state.place, whole[1])
        state = replace(state, place=_of_level(document, sentence, slot, whole[1]))
    if _AVERAGE.search(sentence.text, before.start, before.end):
        state = replace(state, place=widened(document, state.place, "tỉnh"))
    subject = _subject(sentence, before)
    if subject:
        state = replace(state, place=_own_unit(document, above, sentence, state.place, subject))
    return state


def _is_told_of(sentence: ReadSentence, before: Span, whole: int) -> bool:
    """Whether a whole only says what a unit is in it: "A là huyện nghèo nhất của tỉnh"."""
    named = [place.end for place in sentence.places if before.start <= place.start < whole]
    return bool(named) and _IS.fullmatch(sentence.text, named[-1], whole) is not None


def _is_aside(
    document: Document, sentence: ReadSentence, named: PlaceMention, state: State
) -> bool:
    """Whether a place only says where a zone lies, or with whom something is done."""
    words = normalise(sentence.text[: named.start])
    place, own = state.place[0], document.scope.place
    if place is not None and place.level is Level.ZONE and named.place.level is not Level.ZONE:
        return _WITHIN.search(words) is not None
    province, home = province_of(named.place) or named.place, own and (province_of(own) or own)
    elsewhere = home is not None and not province.may_be(home)
    return elsewhere and _WITH.search(words) is not None


def returned(document: Document, passage: Passage, span: Span, state: State) -> State:
    """The state of a paragraph at `span` under a heading of a lower unit, back in the whole.

    Below "Bài học từ huyện A" a paragraph "Kết luận hội nghị, Chủ tịch UBND tỉnh …" and those after
    it are of the province, until one names the unit again.
    """
    own, below = document.scope.place, passage.scope.place
    by_heading = any(item.origin == "heading" for item in passage_evidence(passage, "place"))
    if own is None or below is None or own == below or not by_heading or not passage.headings:
        return state
    word = _UNIT_OF.get(own.level)
    start = document.text.rfind(passage.headings[-1], 0, passage.end)
    if word is None or start < 0 or state.place[0] != below:
        return state
    section = document.text[start + len(passage.headings[-1]) : span.end]
    home = [
        found.start()
        for found in _HOME.finditer(section)
        if (found["unit"] or found["party"]).lower() in word
    ]
    if not home or section.rfind(below.name) > home[-1]:
        return state
    said = tuple(item for item in document.evidence if item.slot == "place")
    return replace(state, place=(own, said))


def _subject(sentence: ReadSentence, before: Span) -> str | None:
    """The last bare word for a unit that opens a statement in `before`, in lower case."""
    text = list(sentence.text)
    for mention in sentence.periods:
        text[mention.start : mention.end] = "\0" * (mention.end - mention.start)
    named = [place.start for place in sentence.places if place.start < before.end]
    found = [
        match
        for match in _SUBJECT.finditer("".join(text), before.start, before.end)
        if text[match.end()].islower() and not any(match.start(1) <= at for at in named)
    ]
    return found[-1][1].lower() if found else None


def _own_unit(
    document: Document, above: Passage, sentence: ReadSentence, slot: PlaceSlot, word: str
) -> PlaceSlot:
    """The unit that a bare "thị xã", "tỉnh" as a subject means: the one spoken of, of its level.

    After a contrast ("Trong khi tỉnh Nam Định …, tỉnh …") it is the passage's or the document's.
    """
    place = slot[0]
    same = place is not None and word in (place.kind, _KINDS.get(place.level))
    if same and not _CONTRAST.match(sentence.text.lstrip('“"-–• ')):
        return slot
    for own in (above.scope.place, document.scope.place):
        if own is not None and (own.kind == word or own.level is _LEVEL_WORDS[word]):
            return own, passage_evidence(above, "place")
    return slot if same else _of_level(document, sentence, widened(document, slot, word), word)


def opening_unit(sentence: ReadSentence) -> int:
    """Where the bare word for a unit ends that opens a sentence, the subject of all of it; or 0."""
    lead = len(sentence.text) - len(sentence.text.lstrip("“\"'-–•* "))
    found = _SUBJECT.match(sentence.text[lead:])
    return lead + found.end() + 1 if found else 0


def told_of(document: Document, sentence: ReadSentence, state: State) -> State:
    """The state of a paragraph whose first sentence opens with a unit: it is of it.

    "Thị xã A có 41 dự án. Tổng số vốn 198 tỷ đồng", "Buổi sáng, tại A, …": what no later sentence
    places anew.
    """
    opening = _NAMED_SUBJECT.match(sentence.text)
    turn = _TURNS_TO.match(sentence.text)
    start = opening.start(1) if opening else turn.end() if turn else -1
    named_first = read_places(sentence.text[:_LONGEST_NAME], day_of(document)) if start >= 0 else []
    for named in at_home(named_first, document.scope.place):
        if named.start == start and (named.explicit or _is_below(document, named)):
            at = Span(sentence.start + named.start, sentence.start + named.end)
            said = Inherited("place", named.text, "body", at.start, at.end)
            return replace(state, place=(named.place, (said,)))
    return state


def _is_below(document: Document, named: PlaceMention) -> bool:
    """Whether a bare name is that of a town or district of the document's province."""
    own = document.scope.place
    town = named.place.level in (Level.CITY, Level.DISTRICT)
    return town and own is not None and same_or_within(named.place, own)


def _of_level(document: Document, sentence: ReadSentence, slot: PlaceSlot, word: str) -> PlaceSlot:
    """The slot if it is of the level `word`, else the unit of that level last named above.

    That is in the same paragraph: "Huyện Cát Tiên đi đầu. … Cả huyện có 900 ha".
    """
    level = _LEVEL_WORDS[word]
    if level is Level.PROVINCE or (slot[0] and (slot[0].kind == word or slot[0].level is level)):
        return slot
    start = document.text.rfind("\n", 0, sentence.start) + 1
    above = document.text[start : sentence.start]
    named_above = read_places(above, day_of(document)) if above.strip() else []
    for named in reversed(at_home(named_above, document.scope.place)):
        if named.place.kind == word or (named.place.level is level and named.place.kind is None):
            at = Span(start + named.start, start + named.end)
            return named.place, (Inherited("place", named.text, "body", at.start, at.end),)
    return slot


def widened(document: Document, slot: PlaceSlot, word: str) -> PlaceSlot:
    """The place of the level `word` that the place in `slot` is or lies in: "toàn tỉnh"."""
    place, evidence = slot
    level = _LEVEL_WORDS[word]
    if place is None or place.level is level or place.kind == word:
        return slot
    if document.scope.place and document.scope.place.kind == word:
        return document.scope.place, evidence
    if level is Level.PROVINCE:
        province = province_of(place)
        return (province, evidence) if province else slot
    own = document.scope.place
    return (own, evidence) if own and own.level is level else slot
