"""What a figure measures: the noun phrase before it, the counted noun, or the noun behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figure_count import counted, is_count, told_on
from ingest.figure_phrase import BUDGET, opens, words_before, words_behind
from ingest.figure_sentence import EDGE, ReadSentence
from ingest.figure_state import State
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.sentences import Span
from vietnamese.terms import read_terms

#: A verb of level right before a figure: what stands behind it is then no subject.
_LEVEL = re.compile(
    r"\b(?:đạt|bằng|chiếm|tăng|giảm|còn|vượt|lên|là|ở mức|xuống"
    r"|(?:tăng|giảm|nâng|rút|rút ngắn|kéo dài|hạ) từ)\s*\W*$"
)
#: Growth of nothing named: of the economy where it is aimed at, else of what was named before.
_GROWTH = re.compile(r"(?:kinh tế )?tăng trưởng(?: bình quân)?(?: của tỉnh| chung)?")
_OF_ECONOMY = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu|kế hoạch|kịch bản|phấn đấu|kinh tế(?: của)?(?: \w+){0,4})"
    r"\s+tăng trưởng"
)
#: A group, or a firm, of which alone a rate is told.
_GROUP = re.compile(
    r"(?P<who>(?:dân tộc|đồng bào|nhóm|phụ nữ|nam giới|thanh niên|công ty|hợp tác xã|htx|nhà máy"
    r"|tập đoàn|bệnh viện|trường)\s[^,;:.()\d]{1,50}?)\s(?:có|đạt|với)\s*\Z",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\btrong đó\b.*\bchiếm\b")
_POVERTY = ("poverty_rate", "near_poverty_rate")
#: What follows the noun a percentage is of without telling anything of it.
_NO_PREDICATE = re.compile(
    r"\s*(?:\Z|[.,;:)”]|(?:và|hoặc|trở lên|so với|của|trong|tại|ở|vào|năm|toàn|trên"
    r"|giai đoạn|theo)\b)"
)
#: Founding, told before what was founded: "phát triển mới 550 doanh nghiệp".
_FOUNDED = re.compile(
    r"\b(?:thành lập|phát triển|đăng ký|cấp|lập)(?: thành lập)? mới(?: (?:được|thêm|cho))*$"
)
#: Measures whose matter stands behind them: "trồng mới 740 ha rừng", "cấp 12 tấn gạo".
_MATTER, _LONGEST_MATTER = ("ha", "tấn", "tạ", "kg", "km"), 6
#: The label of an item, and a figure right behind it.
_LABEL = re.compile(r"\W*(?:\d+[.)]\s*)?(?P<name>[^\W\d_](?:[^:()\d]{0,60}[^\W\d_])?)\s*:\s*$")
_FIGURE = re.compile(r"\s*(?:(?:trên|hơn|gần|khoảng|dưới)\s)?\d")
_FIRMS = ("doanh nghiệp", "dn", "hợp tác xã", "htx", "hộ kinh doanh")
_NEW = "thành lập mới"


def with_indicator(
    sentence: ReadSentence, span: Span, quantity: Quantity, after: Span, state: State
) -> State:
    """The state with what the figure between `span` and `after` measures; as it was if nothing."""
    start, phrase, is_head = words_before(sentence, span)
    behind = words_behind(sentence, quantity, after)
    words = normalise(sentence.text[span.start : span.end])
    level = _LEVEL.search(words) is not None
    if quantity.unit == "%" and _GROWTH.fullmatch(normalise(phrase)):
        of_economy = not state.indicator or _OF_ECONOMY.search(words) is not None
        growth = replace(_named(sentence, start, phrase, state), term="growth_rate")
        return growth if of_economy else state
    if is_count(quantity):
        if told_on(sentence, span, quantity, behind, state):
            return state
        named = counted(quantity, behind, phrase, state, is_head=is_head, level=level)
        if named is None and is_head:
            named = phrase if _reads_on(sentence, span, phrase) else None
        if named is not None:
            return _named(sentence, start, named, state) if named else state
        return _of_noun(sentence, span, quantity, behind, state)
    measured = _named(sentence, start, phrase, state)
    if matter := _matter_behind(quantity, phrase, behind, level=level):
        measured = replace(measured, indicator=f"{phrase} {matter}")
    if is_head:
        return _of_group(sentence, span, start, words, measured)
    if behind and not level and (not phrase or opens(behind) or words.endswith(" và")):
        at = max(sentence.text.find(behind, quantity.end), quantity.end)
        counted_noun = _named(sentence, at, behind, state)
        if quantity.unit == "%":
            return _share_of(sentence, at, after, counted_noun)
        return counted_noun
    return measured if phrase else state


def _matter_behind(quantity: Quantity, phrase: str, behind: str, *, level: bool) -> str:
    """What is measured, named behind the figure and after what is done with it; "" if neither."""
    if not phrase or not behind or level or quantity.unit not in _MATTER:
        return ""
    known = normalise(phrase).endswith(normalise(behind))
    return "" if known or len(behind.split()) > _LONGEST_MATTER else behind


def _of_noun(
    sentence: ReadSentence, span: Span, quantity: Quantity, behind: str, state: State
) -> State:
    """The state of a count of its own noun, with what was done where that says which are meant."""
    noun = " ".join(part for part in (quantity.printed_unit, behind) if part)
    founded = _FOUNDED.search(normalise(sentence.text[span.start : span.end]))
    if founded and normalise(noun) in _FIRMS:
        new = f"{noun} {_NEW}"
        term = next((mention.term.id for mention in read_terms(new)), None)
        said = Span(sentence.start + span.start, sentence.start + quantity.end)
        return replace(_named(sentence, quantity.start, new, state), term=term, named_at=said)
    at = quantity.start + max(quantity.text.find(quantity.printed_unit), 0)
    named = _named(sentence, at, noun, state, until=at + len(noun))
    done = _done_with(normalise(sentence.text[span.start : span.end]), normalise(noun))
    return replace(named, term=done) if done else named


def _done_with(before: str, noun: str) -> str | None:
    """Id of the indicator that the verb right before a count makes of its noun, if there is one.

    "Kết nạp 612 đảng viên" is "kết nạp đảng viên", "giảm 96 biên chế" is "giảm biên chế".
    """
    words = before.split()
    for size in (3, 2, 1):
        act = " ".join(words[-size:])
        mentions = read_terms(f"{act} {noun}") if len(words) >= size else []
        if mentions and mentions[0].start == 0 and mentions[0].end > len(act):
            return mentions[0].term.id
    return None


def _of_group(sentence: ReadSentence, span: Span, start: int, words: str, state: State) -> State:
    """The state of what is measured of a group of people or of a firm only, and so no term.

    "Dân tộc Khơ Mú có tỷ lệ hộ nghèo 48%"; "10 hộ tham gia, trong đó hộ nghèo chiếm 70%".
    """
    if _AMONG.search(words) and state.term in _POVERTY:
        return replace(state, term=None)
    group = _GROUP.search(sentence.text, span.start, start)
    if group is None:
        return state
    phrase = sentence.text[group.start("who") : start] + state.indicator
    at = Span(sentence.start + group.start("who"), sentence.start + start + len(state.indicator))
    return replace(state, indicator=phrase, term=None, named_at=at)


def _share_of(sentence: ReadSentence, at: int, after: Span, state: State) -> State:
    """The state of a percentage of what stands `at` behind it, of which something is told.

    "95% dân số tham gia BHYT" is of the insurance, "90% hộ nghèo dùng nước sạch" of no known rate.
    """
    edge = EDGE.search(sentence.text, at, after.end)
    stop = edge.start() if edge else after.end
    found = [mention for mention in sentence.terms if at <= mention.start < stop]
    if not found or found[0].start > at + 2:
        return state
    subject, rates = found[0], [one for one in found[1:] if "%" in one.term.units]
    if rates and subject.term.id == "population":
        return replace(state, term=rates[-1].term.id)
    told = _NO_PREDICATE.match(sentence.text, subject.end, stop) is None
    return replace(state, term=None) if told and state.term in _POVERTY else state


def announced(sentence: ReadSentence, span: Span, state: State) -> State:
    """The state with what a clause without figures announces: "Vốn đầu tư công:".

    The label of an item does so with a figure right behind it, whatever it names.
    """
    start, phrase, is_head = words_before(sentence, span)
    label = _LABEL.match(sentence.text, span.start, span.end) if phrase and not is_head else None
    if label is not None and not span.start and _FIGURE.match(sentence.text, span.end):
        start, phrase = label.start("name"), label["name"]
        return _named(sentence, start, phrase, state)
    return _named(sentence, start, phrase, state) if is_head else state


def own_noun(sentence: ReadSentence, quantity: Quantity, after: Span) -> str:
    """What an age or a duration says by itself: "tuổi", "năm thành lập tỉnh"."""
    behind = "" if quantity.unit == "tuổi" else words_behind(sentence, quantity, after)
    return " ".join(part for part in (quantity.printed_unit, behind) if part)


def _reads_on(sentence: ReadSentence, span: Span, phrase: str) -> bool:
    """Whether a phrase runs right up to the figure, as a label does: "Số bác sĩ: 8 bác sĩ"."""
    rest = sentence.text[span.start : span.end].rstrip()
    return rest.endswith((":", phrase[-12:])) and phrase.lower().startswith(("số", "tổng", "tỷ lệ"))


def _named(
    sentence: ReadSentence, start: int, phrase: str, state: State, until: int | None = None
) -> State:
    """The state with `phrase` at `start` as indicator and the first term it holds."""
    end = start + len(phrase) if until is None else until
    inside = [m for m in sentence.terms if m.start < end and m.end > start]
    exact = [m for m in inside if m.start <= start + 6] or inside
    term = exact[0].term.id if exact else BUDGET.get(normalise(phrase))
    at = Span(sentence.start + start, sentence.start + end)
    return replace(state, indicator=phrase, term=term, named_at=at, sentence=sentence.start)
