"""The figure ledger: every figure of a document with what it measures, of what, where and when.

A figure is read clause by clause, from left to right, as the sentence is spoken: a kind word
("phấn đấu", "đạt"), a period ("trong tháng 1") or an indicator governs the figures after it until
another takes its place. What the sentence leaves out is inherited from the announcement above it,
the heading, or the document, and the reason is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.records import Document, Figure, Inherited, Passage
from vietnamese.basis import read_basis, read_price_basis
from vietnamese.kinds import BaseMention, KindMention, read_bases, read_kinds
from vietnamese.names import read_names
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity, read_quantities
from vietnamese.periods import Period, PeriodMention, read_periods
from vietnamese.places import Level, Place, PlaceMention, province_of, read_places
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Span, clauses, sentences
from vietnamese.terms import TermMention, read_terms

_PERCENT = ("%", "điểm %")
_TARGETS = (Kind.TARGET, Kind.PLAN)
#: "mới đạt", "đã thu": after a target these open a result; a bare "đạt" goes on with the target.
_DONE = re.compile(
    r"\b(?:đã|chỉ (?!tiêu|đạo|số|thị)|hiện|đang|đến nay|tính đến|kết quả|ước|đảm bảo"
    r"|mới (?:chỉ |được |có |đạt |thu |xuất |thực hiện|hoàn thành|giải ngân|tiêm ))"
)
#: Headings and sentences that look ahead: "nhiệm vụ, giải pháp", "mục tiêu", "phương hướng".
_AHEAD = re.compile(
    r"\b(?:nhiệm vụ|mục tiêu|chỉ tiêu|phương hướng|phấn đấu|kế hoạch năm|giải pháp|định hướng)\b"
)
#: An announcement that sets an aim for the figures after it.
_AIMS = re.compile(r"\b(?:phấn đấu|mục tiêu|đặt ra|cần đạt|phải đạt|nhiệm vụ|giao)\b")
_CHANGE = re.compile(r"\b(?:tăng|giảm|vượt|tăng trưởng|tăng thêm|giảm còn)\b")
_SHARE = re.compile(r"\b(?:chiếm|tỷ lệ|tỷ trọng|cơ cấu)\b")
_OF_PLAN = re.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|kịch bản)\b")
_COMPARED = re.compile(r"(?:so với|so|cùng kỳ|bằng|cùng)\s+(?:\w+\s+){0,3}$")
#: Months that are not named: whatever month was spoken of before is over.
_REST = re.compile(r"\b(?:những|các|mỗi|\d+) tháng (?:còn lại|tiếp theo|tới)\b|\btừ nay đến\b")
_WHOLE = re.compile(
    r"\b(?:toàn|trên địa bàn|của|cả)\s+(tỉnh|thành phố|thị xã|huyện|xã)\b(?!\s+[A-ZĐ])"
)
_REPORTING = re.compile(
    r"\b(?:cho biết|cho rằng|nhấn mạnh|khẳng định|phát biểu|nêu rõ|nhận định|nói)\b"
)
_EDGE = re.compile(r"[,;:(]|\s[–-]\s")
_TRIM = re.compile(
    r"^(?:[\W_]+|(?:và|nhưng|song|còn|thì|riêng|nếu|so với|so|tăng|giảm|trong đó|trong|đó|với|các"
    r"|những|có|là|của|mà|tổng số)\b\s*)+"
    r"|(?:[\W_]+|\b(?:là|đạt|đạt được|được|ước|ước đạt|có|bằng|khoảng|trên|gần|hơn|tăng|giảm"
    r"|chiếm|với|phấn đấu|mới|đã|đến|ở mức|mức|từ|thêm|sẽ|cả|toàn|thì|còn)\b)+$",
    re.IGNORECASE,
)
#: Words between a figure and a period that belongs to it.
_LINK = re.compile(r"\s*(?:trong|vào|của|cho|từ|ở|tính|(?:trong|cho|của) (?:cả|giai đoạn|kỳ))?\s*")
#: A count right behind a preposition is part of a longer name: "tổng vốn của 172 dự án".
_PREPOSITION = re.compile(r"\b(?:của|cho|trong|với|từ|tại|ở)\s+$")
_YEAR = re.compile(r"\d{4}")
_MONEY = ("đồng", "USD", "EUR", "JPY", "CNY")
_MEASURES = (*_PERCENT, *_MONEY, "ha", "km", "m2", "tấn", "kg", "km2", "m3", "MW", "kWh", "m", "")
#: A percentage above this is no share and hardly a growth.
_MOST_PERCENT = 1000
_LEVEL_WORDS = {
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.CITY,
    "thị xã": Level.CITY,
    "huyện": Level.DISTRICT,
    "xã": Level.COMMUNE,
}


#: A slot's value with the evidence for it; None and nothing where nothing says it.
PlaceSlot = tuple[Place | None, tuple[Inherited, ...]]
PeriodSlot = tuple[Period | None, tuple[Inherited, ...]]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of a document, with everything read off it; mentions are offsets in `text`."""

    start: int
    text: str
    quantities: Sequence[Quantity]
    periods: Sequence[PeriodMention]
    places: Sequence[PlaceMention]
    terms: Sequence[TermMention]
    kinds: Sequence[KindMention]
    bases: Sequence[BaseMention]


@dataclass(frozen=True, slots=True)
class _State:
    """What governs the next figure, as the sentence has been read so far."""

    place: PlaceSlot = (None, ())
    period: PeriodSlot = (None, ())
    kind: Kind | None = None
    indicator: str = ""
    term: str | None = None
    money: str = ""


def read_figures(document: Document, passages: Sequence[Passage]) -> list[Figure]:
    """All figures of the passages, in order of their place in the document's stored text."""
    found: list[Figure] = []
    for passage in passages:
        opening = _opening(document, passage)
        state, last = opening, None
        for span in sentences(document.text, passage.start, passage.end):
            new_paragraph = last is None or "\n" in document.text[last.end : span.start]
            sentence = _read(document, span)
            # Within a paragraph the period and the aim spoken of hold on; the place does not.
            kept = (
                opening if new_paragraph else replace(opening, period=state.period, kind=state.kind)
            )
            figures, state = _sentence(document, passage, sentence, kept)
            found += figures
            last = span
    return found


def _sentence(
    document: Document, passage: Passage, sentence: _Sentence, state: _State
) -> tuple[list[Figure], _State]:
    """The figures of one sentence, and the state after it."""
    found: list[Figure] = []
    place = state.place
    for clause in clauses(sentence.text):
        state = replace(state, indicator="", term=None, place=place)
        figures, state = _clause(document, passage, sentence, Span(clause.start, clause.end), state)
        found += figures
        if not figures:  # an announcement: what it names holds for the list below it
            place = state.place
    return found, state


def _opening(document: Document, passage: Passage) -> _State:
    """What a passage inherits; under a heading that looks ahead, a bare figure is a target."""
    innermost = [heading for heading in passage.headings[-1:] if heading != document.title]
    ahead = any(_AHEAD.search(normalise(heading)) for heading in innermost)
    return _State(
        place=(passage.scope.place, _passage_evidence(passage, "place")),
        period=(passage.scope.period, _passage_evidence(passage, "period")),
        kind=Kind.TARGET if ahead else None,
    )


def _read(document: Document, span: Span) -> _Sentence:
    text = document.text[span.start : span.end]
    quantities = read_quantities(text)
    known = document.event_date or document.published
    day = known or _last_day(document)
    return _Sentence(
        span.start,
        text,
        quantities,
        [m for m in read_periods(text, day) if m.period and (known or not m.relative)],
        read_places(text, day) if quantities else (),
        read_terms(text) if quantities else (),
        read_kinds(text),
        read_bases(text) if quantities else (),
    )


def _last_day(document: Document) -> date | None:
    return document.scope.period.end if document.scope.period else None


def _clause(
    document: Document, passage: Passage, sentence: _Sentence, part: Span, state: _State
) -> tuple[list[Figure], _State]:
    """The figures of one clause, and the state after it."""
    found = []
    inside = [q for q in sentence.quantities if part.start <= q.start < part.end]
    at = part.start
    modifier = False
    for place, quantity in enumerate(inside):
        following = inside[place + 1].start if place + 1 < len(inside) else part.end
        before, after = Span(at, quantity.start), Span(quantity.end, following)
        tail = before.end if modifier else _tail(sentence, before, first=not place)
        state = _enter(document, passage, sentence, before, state, tail)
        own = _behind(passage, sentence, after, state, last=place + 1 == len(inside))
        kind = _kind(sentence, quantity, before, after, state)
        own = replace(own, kind=kind)
        found.append(_figure(document, passage, sentence, quantity, before, after, own))
        opened = kind if kind in (*_TARGETS, Kind.RESULT, Kind.ESTIMATE) else state.kind
        state = replace(state, kind=opened, money=_money(quantity) or state.money)
        at = quantity.end
        counts = quantity.unit not in _MEASURES
        modifier = counts and bool(_PREPOSITION.search(sentence.text[part.start : quantity.start]))
    if not inside:
        state = _enter(document, passage, sentence, part, state)
        words = normalise(sentence.text[part.start : part.end])
        if _AIMS.search(words) and not _DONE.search(words):
            state = replace(state, kind=Kind.TARGET)
    return found, state


def _tail(sentence: _Sentence, before: Span, *, first: bool) -> int:
    """Where the words before a figure stop belonging to the figure before it."""
    if first:
        return before.start
    edge = _EDGE.search(sentence.text, before.start, before.end)
    return edge.end() if edge else before.start


def _enter(
    document: Document,
    above: Passage,
    sentence: _Sentence,
    before: Span,
    state: _State,
    tail: int | None = None,
) -> _State:
    """The state after the words `before`; what stands left of `tail` says nothing of indicators."""
    tail = before.start if tail is None else tail
    for mention in sentence.periods:
        if before.start <= mention.start < before.end and not _is_base(sentence, mention):
            state = replace(
                state, period=(mention.period, _evidence(sentence, "period", mention, above))
            )
    if _REST.search(sentence.text, before.start, before.end):
        state = replace(state, period=(above.scope.period, _passage_evidence(above, "period")))
    for named in sentence.places:
        wide = named.place.level in (Level.REGION, Level.NATION)
        if before.start <= named.start < before.end and not (
            wide and _EDGE.search(sentence.text, named.end, before.end)
        ):
            state = replace(state, place=(named.place, _evidence(sentence, "place", named, above)))
    whole = _WHOLE.search(sentence.text, before.start, before.end)
    if whole:
        state = replace(state, place=_widened(document, state.place, _LEVEL_WORDS[whole[1]]))
    return _with_indicator(sentence, Span(tail, before.end), state)


def _with_indicator(sentence: _Sentence, span: Span, state: _State) -> _State:
    bases = [base for base in sentence.bases if span.start <= base.start < span.end]
    terms = [
        term
        for term in sentence.terms
        if span.start <= term.start < span.end
        and not any(base.start <= term.start < base.end for base in bases)
    ]
    chunk = _EDGE.split(sentence.text[span.start : span.end])[-1]
    phrase = _TRIM.sub("", _strip_slots(sentence, span, chunk))
    if terms:
        last = terms[-1]
        named = phrase if last.text in phrase else last.text
        return replace(state, indicator=named, term=last.term.id)
    if len(phrase.split()) > 1 and not _CHANGE.fullmatch(normalise(phrase)):
        return replace(state, indicator=phrase, term=None)
    return state


def _strip_slots(sentence: _Sentence, span: Span, chunk: str) -> str:
    """The last chunk of words before a figure, without the periods named in it."""
    start = span.end - len(chunk)
    slots = sorted([*sentence.periods, *sentence.bases], key=lambda mention: mention.start)
    for mention in reversed(slots):
        if start <= mention.start and mention.end <= span.end:
            at = mention.start - start
            chunk = chunk[:at] + chunk[mention.end - start :]
    return " ".join(chunk.split())


def _behind(
    above: Passage, sentence: _Sentence, after: Span, state: _State, *, last: bool
) -> _State:
    """The state of one figure, with a period or place that stands right behind it.

    Where another figure follows in one breath, a period between the two belongs to the verb that
    follows it: "mục tiêu trên 28 tỷ … trong tháng 1 mới đạt 1,4 tỷ".
    """
    for mention in sentence.periods:
        gap = normalise(sentence.text[after.start : mention.start])
        if after.start <= mention.start < after.end and _LINK.fullmatch(gap):
            rest = sentence.text[mention.end : after.end]
            if last or _EDGE.search(rest):
                evidence = _evidence(sentence, "period", mention, above)
                return replace(state, period=(mention.period, evidence))
    return state


def _kind(
    sentence: _Sentence, quantity: Quantity, before: Span, after: Span, state: _State
) -> Kind | None:
    near = normalise(_EDGE.split(sentence.text[before.start : before.end])[-1])
    behind = normalise(_EDGE.split(sentence.text[after.start : after.end])[0])
    named = [k.kind for k in sentence.kinds if before.start <= k.start < before.end]
    if quantity.unit in _PERCENT and _OF_PLAN.search(behind[:60]):
        return Kind.SHARE_OF_PLAN
    if _changes(near):
        return Kind.GROWTH if state.kind not in _TARGETS or _DONE.search(near) else state.kind
    if quantity.unit in _PERCENT and _SHARE.search(near) and state.kind not in _TARGETS:
        return Kind.SHARE
    if quantity.unit in _PERCENT and _CHANGE.search(normalise(state.indicator)):
        return Kind.GROWTH if state.kind not in _TARGETS else state.kind
    last = named[-1] if named else None
    if last in (Kind.TARGET, Kind.PLAN, Kind.ESTIMATE):
        return last
    if _DONE.search(near):
        return Kind.RESULT if quantity.unit in _MEASURES else Kind.COUNT
    if state.kind in _TARGETS:
        return state.kind
    if last is not None and last is not Kind.GROWTH:
        return last
    return state.kind or (Kind.RESULT if quantity.unit in _MEASURES else Kind.COUNT)


def _changes(words: str) -> bool:
    """Whether the words right before a figure say a change, and no level reached after it."""
    changes = list(_CHANGE.finditer(words))
    return bool(changes) and not re.search(
        r"\b(?:đạt|bằng|lên|còn|xuống)\b", words[changes[-1].end() :]
    )


def _figure(
    document: Document,
    passage: Passage,
    sentence: _Sentence,
    quantity: Quantity,
    before: Span,
    after: Span,
    state: _State,
) -> Figure:
    near = normalise(sentence.text[before.start : before.end])
    behind = normalise(sentence.text[after.start : after.end])
    place, period = state.place, state.period
    relative = state.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    base = _base(sentence, before, after) if relative else None
    counted = quantity.unit not in _MEASURES and quantity.printed_unit
    indicator = _counted(sentence, quantity, after) if counted else state.indicator
    start = sentence.start + quantity.start
    return Figure(
        source=document.source,
        start=start,
        end=sentence.start + quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or (state.money if quantity.scale > 1 else ""),
        bound=quantity.bound.value,
        indicator=indicator,
        term=state.term,
        scope=Scope(
            place=place[0],
            level=place[0].level if place[0] else None,
            period=period[0],
            kind=state.kind,
            base=base,
        ),
        comparison=base,
        basis=read_basis(behind) or read_basis(near),
        price_basis=read_price_basis(f"{near} {behind}"),
        speaker=_speaker(document, passage, start),
        inherited=(*place[1], *period[1]),
        doubt=_doubts(sentence, quantity, state),
    )


def _base(sentence: _Sentence, before: Span, after: Span) -> str | None:
    """What a change is measured against: right behind the figure, else before it."""
    edge = _EDGE.search(sentence.text, after.start, after.end)
    stop = edge.start() if edge else after.end
    behind = [base.base for base in sentence.bases if after.start <= base.start < stop]
    ahead = [base.base for base in sentence.bases if before.start <= base.start < before.end]
    rest = [base.base for base in sentence.bases if stop <= base.start < after.end]
    return next(iter((*behind, *ahead[-1:], *rest)), None)


def _counted(sentence: _Sentence, quantity: Quantity, after: Span) -> str:
    """What a bare count counts: its noun and the words behind it, up to a border."""
    chunk = _EDGE.split(sentence.text[after.start : after.end])[0]
    return " ".join([quantity.printed_unit, *chunk.split()[:4]]).strip()


def _doubts(sentence: _Sentence, quantity: Quantity, state: _State) -> tuple[str, ...]:
    """Reasons to doubt the print: a unit the indicator cannot have, a share beyond all bounds."""
    found = []
    for mention in sentence.terms:
        if mention.term.id != state.term or quantity.unit not in _PERCENT:
            continue
        relative = state.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN, Kind.SHARE)
        if "%" not in mention.term.units and not relative:
            found.append("unit")
            break
    if quantity.unit == "%" and quantity.value is not None and quantity.value > _MOST_PERCENT:
        found.append("share")
    return tuple(found)


def _speaker(document: Document, passage: Passage, start: int) -> str | None:
    """Who is quoted: the last name before a verb of saying, in this sentence or its quotation."""
    said = document.text[passage.start : start]
    open_quote = said.count("“") > said.count("”")
    scope = said if open_quote else _last_sentence(said)
    verbs = list(_REPORTING.finditer(scope.lower()))
    if not verbs:
        return None
    names = read_names(scope[: verbs[-1].start()])
    return names[-1].text if names else None


def _last_sentence(text: str) -> str:
    spans = sentences(text)
    return text[spans[-1].start :] if spans else ""


def _widened(document: Document, slot: PlaceSlot, level: Level) -> PlaceSlot:
    """The place of `level` that the place in `slot` is or lies in: "toàn tỉnh"."""
    place, evidence = slot
    if place is None or place.level is level:
        return slot
    if level is Level.PROVINCE:
        province = province_of(place)
        return (province, evidence) if province else slot
    own = document.scope.place
    return (own, evidence) if own and own.level is level else slot


def _is_base(sentence: _Sentence, mention: PeriodMention) -> bool:
    """Whether a period is only what is compared with: "so với tháng trước", "cùng kỳ năm 2020"."""
    if mention.relative:
        return True
    return _COMPARED.search(normalise(sentence.text[: mention.start]) + " ") is not None


def _passage_evidence(passage: Passage, slot: str) -> tuple[Inherited, ...]:
    return tuple(item for item in passage.evidence if item.slot == slot)


def _evidence(
    sentence: _Sentence, slot: str, mention: PeriodMention | PlaceMention, above: Passage
) -> tuple[Inherited, ...]:
    """Where a slot is named; a period without its year leans on what the passage inherits, too."""
    start = sentence.start + mention.start
    named = Inherited(slot, mention.text, "body", start, start + len(mention.text))
    if slot == "period" and not _YEAR.search(mention.text):
        return (named, *_passage_evidence(above, slot))
    return (named,)


def _money(quantity: Quantity) -> str:
    return quantity.unit if quantity.unit in _MONEY else ""
