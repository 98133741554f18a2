"""Place and period that the words of a sentence give to the figures after them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.figure_sentence import EDGE, ReadSentence, day_of
from ingest.figure_state import PlaceSlot, State, evidence_of, passage_evidence
from store.records import Document, Figure, Inherited, Passage
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.periods import Period, PeriodKind, PeriodMention, in_year, year_period
from vietnamese.places import Level, PlaceMention, province_of, read_places
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.sentences import Span

_COMPARED = re.compile(
    r"(?:so với|so|cùng kỳ|bằng|cùng|\d lần)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:cao|thấp|nhiều|ít|kém) hơn(?: (?:mức|của|so với))*\s+$"
)
#: "chỉ bằng 55% của năm 2019": the year is what is compared with.
_EQUALS = re.compile(r"\bbằng\s*$")


#: Months that are not named: whatever month was spoken of before is over.
_REST = re.compile(r"\b(?:những|các|mỗi|\d+) tháng (?:còn lại|tiếp theo|tới)\b|\btừ nay đến\b")


#: The whole year that is spoken of: "phấn đấu cả năm đạt".
_YEAR_LONG = re.compile(r"\bcả năm\b(?! \d)", re.IGNORECASE)


_WHOLE = re.compile(
    r"\b(?i:toàn|trên địa bàn|của|cả)\s+(tỉnh|thành phố|thị xã|huyện|xã)\b(?!\s+[A-ZĐ])"
)


#: A day that a figure is of: "đến ngày 30/6", not "tại hội nghị ngày 5/7".
_DATED = re.compile(r"\b(?:đến|trước|từ|hết|trong|vào|sau|tới)\s*$")
#: What a day only explains: "nhờ kỳ nghỉ lễ 30/4 - 1/5".
_REASON = re.compile(r"\b(?:nhờ|do|vì|bởi)\b[^,;:.]*$")
#: What goes on with another figure: "87 triệu đồng năm 2022 và ước 93 triệu đồng năm 2023".
_NEXT = re.compile(r"\s+(?:và|còn|rồi|sang|lên|xuống)\s")
_BEFORE = re.compile(r"\b(?:trước|chậm nhất|xong trước)\s*$")
#: Prices and poverty lines of a year, and names that hold a period: "giá so sánh 2010", "chuẩn
#: nghèo 2021–2025", "Đề án … giai đoạn 2021–2025".
_PRICES = re.compile(
    r"\b(?:giá (?:so sánh|cố định|hiện hành|gốc)(?: \w+)?"
    r"|chuẩn(?: nghèo)?(?: đa chiều)?(?: giai đoạn)?)\s*$"
)
_NAMES = re.compile(
    r"\b(?:đề án|chương trình|quy hoạch|nghị quyết|chiến lược|đại hội)\b"
    r"[^,;:(]*$"
)
#: What may stand between the beginning of a part of a sentence and the period that opens it.
_OPENING = re.compile(
    r"(?:[\W\d_]|\b(?:trong|tính|đến|hết|vào|từ|riêng|cả|của|sang|tới|qua|bước|lũy kế|luỹ kế|chung"
    r"|ở|cho|nhưng|và|còn|thì|kết quả|riêng trong|nếu|tầm nhìn|mục tiêu|giữa|cuối|đầu|số liệu)\b)*"
)
#: What is announced of a time: "đánh giá tình hình năm 2023: …".
_ANNOUNCES = re.compile(r"(?: (?:của|trên|tại|ở|như)[^,;.:()]{0,40})?\s*:")
_REPORT = re.compile(
    r"\b(?:đánh giá|tình hình|kết quả|thực hiện|mục tiêu|nhiệm vụ|chỉ tiêu|phương hướng)\b"
    r"[^.;:]{0,60}$"
)
#: Where a zone lies; whom one works with: "hợp tác với Bắc Giang, Bắc Ninh".
_WITHIN = re.compile(r"\b(?:ở|tại|thuộc|trên địa bàn)\s*$")
_WITH = re.compile(r"\b(?:hợp tác|liên kết|kết nối|ký kết|phối hợp|giáp) với\b[^.;:()]{0,60}$")
#: What brings a text back from one of its units to the whole.
_HOME = re.compile(
    r"(?:chủ tịch|phó chủ tịch|thay mặt) (?:hđnd|ubnd) (?P<unit>tỉnh|thành phố|thị xã|huyện)"
    r"|bí thư (?P<party>tỉnh|thành|thị|huyện) ủy",
    re.IGNORECASE,
)
_BORDER = re.compile(r"[,;:(.“]")
#: What a meeting deals with, and the words for one before its day.
_MEETING_UNITS = ("nội dung", "báo cáo", "tờ trình", "nghị quyết", "ý kiến", "đại biểu", "vấn đề")
_MEETING = re.compile(
    r"\b(?:hội nghị|kỳ họp|phiên họp|cuộc họp|buổi (?:họp|làm việc|tiếp)|phiên)"
    r"(?: (?!bàn|xem xét|thông qua)\w+){0,4}? (?:(?:sáng|chiều|tối) )?(?:ngày )?$"
)
#: The meeting that a text tells of, at the beginning of a sentence.
_THIS_MEETING = re.compile(
    r"\W*(?:tại )?(?:hội nghị|kỳ họp|phiên họp|cuộc họp|buổi (?:họp|làm việc))"
    r"(?! (?:lần thứ|tổng kết|năm|tháng|quý|trước))"
)
_NOW = ("năm nay", "năm tới", "tháng này", "quý này", "năm sau", "sang năm", "tháng tới")


_RECALLS = re.compile(r"\b(?:cùng kỳ|trước|ngoái)\b")
#: Words between a figure and a period that belongs to it.
_LINK = re.compile(r"\s*(?:trong|vào|của|cho|từ|ở|tính|(?:trong|cho|của) (?:cả|giai đoạn|kỳ))?\s*")


_A_YEAR = re.compile(r"\d{4}|năm (?:trước|ngoái)|cùng kỳ")
#: A stock at the beginning or the end of the year: "đầu năm là", "dự kiến cuối năm còn".
_POINT = re.compile(
    r"(?<!tháng )(?<!quý )(?<!nửa )(?<!với )(?<!từ )(?<!kỳ )(?<!điểm )\b(đầu|cuối) năm(?: (\d{4}))?"
    r"\s*(?:là|còn|ở mức|giảm xuống|giảm còn|tăng lên|:(?: còn| là)?)\s*$"
)
#: Stretches of a year that may be reported against the plan of the whole.
_WITHIN_YEARS = (
    PeriodKind.DAY,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.MONTHS,
)
_SHORTER = re.compile(
    r"\b(?:kế hoạch|dự toán|chỉ tiêu|kh|dt)(?: \w+){0,2} (?:quý|tháng|\d+ tháng)\b"
)
#: What has added up since its beginning.
_ADDED_UP = re.compile(r"\b(?:lũy|luỹ) kế\b(?! (?:\d|từ đầu năm|cả năm|trong năm|năm|tháng))")
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


def enter(
    document: Document,
    above: Passage,
    sentence: ReadSentence,
    before: Span,
    state: State,
) -> State:
    """The state after the words `before`: the place and the period they name."""
    for mention in sentence.periods:
        if before.start <= mention.start < before.end and _speaks_of(sentence, mention):
            slot = (mention.period, evidence_of(sentence, "period", mention, above))
            if _is_deadline(sentence, mention) and _after_figure(sentence, mention):
                continue
            state = replace(state, period=slot)
            opens = _is_topic(sentence, mention) or _is_announced(sentence, mention)
            if opens and not _after_figure(sentence, mention):
                state = replace(state, topic=slot)
    if _REST.search(sentence.text, before.start, before.end):
        state = replace(state, period=(above.scope.period, passage_evidence(above, "period")))
    added_up = _so_far(above, sentence, before)
    if added_up:
        state = replace(state, period=(added_up, passage_evidence(above, "period")))
    spoken = state.period[0] if not _is_open(state.period[0]) else None
    year = spoken or above.scope.period
    if year and _YEAR_LONG.search(sentence.text, before.start, before.end):
        state = replace(state, period=(year_period(year.end.year), state.period[1]))
        year = None
    point = _POINT.search(normalise(sentence.text[before.start : before.end]))
    if year and point:
        whole = year_period(int(point[2]) if point[2] else year.end.year)
        first = Period(whole.start, whole.start, PeriodKind.DAY)
        state = replace(state, period=(first if point[1] == "đầu" else whole, state.period[1]))
    return _placed(document, above, sentence, before, state)


def _placed(
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
    if whole:
        slot = widened(document, state.place, whole[1])
        state = replace(state, place=_of_level(document, sentence, slot, whole[1]))
    subject = _subject(sentence, before)
    if subject:
        state = replace(state, place=_own_unit(document, above, sentence, state.place, subject))
    return state


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


def behind(
    above: Passage,
    sentence: ReadSentence,
    quantity: Quantity,
    after: Span,
    state: State,
    *,
    last: bool,
) -> State:
    """The state of one figure, with a period or place that stands right behind it.

    Where another figure follows in one breath, a period between the two belongs to the verb that
    follows it: "mục tiêu trên 28 tỷ … trong tháng 1 mới đạt 1,4 tỷ".
    """
    said = normalise(sentence.text[: quantity.start])
    if quantity.unit == "lần" or (quantity.unit in PERCENT and _EQUALS.search(said)):
        return state  # "gấp 1,5 lần năm 2020", "bằng 55% năm 2019": what it is compared with
    for mention in sentence.periods:
        if mention.relative and _RECALLS.search(normalise(mention.text)):
            continue
        gap = normalise(sentence.text[after.start : mention.start])
        if after.start <= mention.start < after.end and _LINK.fullmatch(gap):
            rest = sentence.text[mention.end : after.end]
            if last or EDGE.search(rest) or _NEXT.match(rest):
                evidence = evidence_of(sentence, "period", mention, above)
                return replace(state, period=(mention.period, evidence))
    return state


def of_the_year(sentence: ReadSentence, before: Span, state: State) -> State:
    """The state of a plan's amount: budgets and plans are for a year, however far it has gone.

    A plan that is said to be for a shorter time is left as it is: "kế hoạch quý II (90 tỷ đồng)".
    """
    if _SHORTER.search(normalise(sentence.text[before.start : before.end])):
        return state
    return replace(state, period=(year_of(state.period[0]), state.period[1]))


def year_of(period: Period | None) -> Period | None:
    """The year that a stretch of one lies in; any other period as it is."""
    if period is None or period.kind not in _WITHIN_YEARS or period.start.year != period.end.year:
        return period
    return year_period(period.end.year)


def still_to_come(figure: Figure, today: date | None) -> Figure:
    """The figure, an aim for a time without its year in the next such time after `today`.

    A plan of December speaks of next year's June in "đến hết tháng 6 phải đạt 50%".
    """
    period = figure.scope.period
    if figure.scope.kind is not Kind.TARGET or today is None or period is None:
        return figure
    said = [item.value for item in figure.inherited if item.slot == "period"][:1]
    named = [item for item in figure.inherited if item.slot == "period" and item.origin == "body"]
    if not named or any(_A_YEAR.search(value) for value in said):
        return figure
    if period.kind not in _WITHIN_YEARS or period.end >= today or period.start.year < 2:
        return figure
    later = in_year(period, today.year)
    later = in_year(period, today.year + 1) if later.end < today else later
    return replace(figure, scope=replace(figure.scope, period=later))


def at_meeting(
    document: Document, above: Passage, sentence: ReadSentence, quantity: Quantity, state: State
) -> State:
    """The state of a count of what a meeting dealt with: it is of the meeting's day.

    "Hội nghị ngày 13/7 bàn 8 nội dung": not of the half-year that the meeting looks back on.
    """
    if quantity.unit not in _MEETING_UNITS:
        return state
    for mention in sentence.periods:
        met = _MEETING.search(normalise(sentence.text[: mention.start]) + " ")
        if met and mention.period and mention.period.kind is PeriodKind.DAY:
            return replace(
                state, period=(mention.period, evidence_of(sentence, "period", mention, above))
            )
    day = document.event_date
    if day is None or not _THIS_MEETING.match(normalise(sentence.text)):
        return state
    said = tuple(item for item in document.evidence if item.slot == "event_date")
    said = tuple(replace(item, slot="period") for item in said)
    return replace(state, period=(Period(day, day, PeriodKind.DAY), said))


def _so_far(above: Passage, sentence: ReadSentence, before: Span) -> Period | None:
    """All time up to the end of what is reported, for what has added up: "Lũy kế có 92 dự án".

    A stretch that is named ("lũy kế 9 tháng", "lũy kế từ đầu năm") is that stretch.
    """
    reported = above.scope.period
    found = _ADDED_UP.search(normalise(sentence.text[before.start : before.end]))
    if found is None or reported is None or reported.kind is PeriodKind.HORIZON:
        return None
    if any(before.start <= mention.start < before.end for mention in sentence.periods):
        return None
    return Period(date.min, reported.end, PeriodKind.HORIZON)


def _is_open(period: Period | None) -> bool:
    return period is not None and period.kind is PeriodKind.HORIZON


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
    """The state of a paragraph whose first sentence opens with the name of a unit: it is of it.

    "Thị xã A có 41 dự án. Tổng số vốn 198 tỷ đồng": what no later sentence places anew.
    """
    opening = _NAMED_SUBJECT.match(sentence.text)
    if opening is None:
        return state
    start = opening.start(1)
    for named in read_places(sentence.text[:_LONGEST_NAME], day_of(document)):
        if named.start == start and named.explicit:
            at = Span(sentence.start + named.start, sentence.start + named.end)
            said = Inherited("place", named.text, "body", at.start, at.end)
            return replace(state, place=(named.place, (said,)))
    return state


def _of_level(document: Document, sentence: ReadSentence, slot: PlaceSlot, word: str) -> PlaceSlot:
    """The slot if it is of the level `word`, else the unit of that level last named above.

    That is in the same paragraph: "Huyện Cát Tiên đi đầu. … Cả huyện có 900 ha".
    """
    level = _LEVEL_WORDS[word]
    if level is Level.PROVINCE or (slot[0] and (slot[0].kind == word or slot[0].level is level)):
        return slot
    start = document.text.rfind("\n", 0, sentence.start) + 1
    above = document.text[start : sentence.start]
    for named in reversed(read_places(above, day_of(document)) if above.strip() else []):
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


def _speaks_of(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether figures are of a period that is named, not only compared with it or dated by it.

    "So với tháng trước" and "cùng kỳ năm 2020" are bases; the day of a meeting dates the meeting.
    """
    before = normalise(sentence.text[: mention.start])
    if _COMPARED.search(before + " "):
        return False
    if _PRICES.search(before) or (not _is_topic(sentence, mention) and _names(before, mention)):
        return False
    short = mention.period is not None and mention.period.kind in (PeriodKind.DAY, PeriodKind.SPAN)
    if short and _REASON.search(before):
        return False
    if mention.relative:
        opens = _is_topic(sentence, mention) or normalise(mention.text) in _NOW
        return "cùng kỳ" not in normalise(mention.text) and opens
    if (
        mention.period
        and mention.period.kind is PeriodKind.DAY
        and not _is_topic(sentence, mention)
    ):
        return _DATED.search(before) is not None
    return True


def _is_announced(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether what follows is told of a time: "đánh giá tình hình năm 2023 của tỉnh: …"."""
    if _ANNOUNCES.match(sentence.text, mention.end) is None:
        return False
    return _REPORT.search(normalise(sentence.text[: mention.start])) is not None


def _is_deadline(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether a day is only that by which what is told before it must be done."""
    day = mention.period is not None and mention.period.kind is PeriodKind.DAY
    return day and _BEFORE.search(normalise(sentence.text[: mention.start])) is not None


def _names(before: str, mention: PeriodMention) -> bool:
    """Whether a span of years is part of a name: of a scheme, a resolution, a congress."""
    if mention.period is None or mention.period.kind is not PeriodKind.SPAN:
        return False
    return _NAMES.search(before) is not None


def _after_figure(sentence: ReadSentence, mention: PeriodMention) -> bool:
    return any(quantity.start < mention.start for quantity in sentence.quantities)


def _is_topic(sentence: ReadSentence, mention: PeriodMention) -> bool:
    """Whether a period opens its part of the sentence and so holds for what follows."""
    chunk = _BORDER.split(sentence.text[: mention.start])[-1]
    return _OPENING.fullmatch(normalise(chunk)) is not None
