"""The figures of one clause, left to right: what each is of, and what it leaves to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ingest.figure_base import of_base
from ingest.figure_change import end_of_former, former_state, is_former
from ingest.figure_heading import under_heading
from ingest.figure_indicator import announced, own_noun, with_indicator
from ingest.figure_kind import announced_kind, governing_kind, kind_of
from ingest.figure_plan import (
    is_amount_of_plan,
    is_plan_beside,
    is_plan_in_all,
    is_plan_missed,
    names_plan,
    reached_of,
)
from ingest.figure_record import entry
from ingest.figure_scope import at_meeting, behind, enter, of_the_year
from ingest.figure_sentence import AGES, EDGE, MEASURES, TARGETS, ReadSentence
from ingest.figure_state import State
from store.records import FORMER, Document, Figure, Passage
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity
from vietnamese.periods import PeriodKind
from vietnamese.places import Level
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind
from vietnamese.sentences import Span

#: A count right behind a preposition is part of a longer name: "tổng vốn của 172 dự án".
_PREPOSITION = re.compile(r"\b(?:của|trong|với|từ|tại|ở)\s+$")
#: What changes from a length of time is that time: "rút ngắn từ 15 ngày xuống 10 ngày".
_CHANGES_FROM = re.compile(r"\b(?:từ|xuống|xuống còn|lên)\s+$")
_BRACKETS = re.compile(r"\([^()]*\)")
#: What is aimed at, counted; and words for aims that have been met or missed.
_AIMS = ("chỉ tiêu", "mục tiêu")
_MET = re.compile(r"\b(?:đạt|vượt|hoàn thành|kết quả|thực hiện được)\b")
#: Words that open the next member of a list, each with its figure in brackets.
_NEXT = re.compile(r"\s*(?:và|cùng|kế đến|tiếp đến|tiếp theo|còn|rồi)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClauseContext:
    """Where a clause stands: its document, passage and sentence, and the day it speaks from.

    `ground` is the kind its figures have without words of their own.
    """

    document: Document
    passage: Passage
    sentence: ReadSentence
    today: date | None
    ground: Kind | None


def read_clause(context: ClauseContext, part: Span, state: State) -> tuple[list[Figure], State]:
    """The figures of the clause `part` of the sentence, and the state after it."""
    inside = [q for q in context.sentence.quantities if part.start <= q.start < part.end]
    if not inside:
        return [], _without_figures(context, part, state)
    reading = _Reading(context, part, state)
    for place, quantity in enumerate(inside):
        reading.read(quantity, inside[place + 1] if place + 1 < len(inside) else None)
    return reading.found, _aimed_below(context.sentence, part, inside[-1], reading.end())


def _aimed_below(sentence: ReadSentence, part: Span, last: Quantity, state: State) -> State:
    """The state after "thống nhất 21 chỉ tiêu, trong đó:", which announces what is aimed at."""
    reported = state.kind in (None, Kind.RESULT)
    aims = last.unit in _AIMS and announces(sentence, part) and reported
    words = normalise(sentence.text[part.start : part.end])
    if not aims or _MET.search(words):
        return state
    return replace(state, kind=Kind.TARGET)


class _Reading:
    """A clause as it has been read so far.

    `at` is where the words before the next figure begin, `tail` where those of its own do.
    `outside` is the state around the brackets that are open, `ungoverned` the one before a plan
    that was only named, `follows` says that what was before has just been told.
    """

    def __init__(self, context: ClauseContext, part: Span, state: State) -> None:
        self.context = context
        self.sentence = context.sentence
        self.part = part
        self.state = self.outside = state
        self.found: list[Figure] = []
        self.at = self.tail = part.start
        self.first = True
        self.bracket: Span | None = None
        self.ungoverned: State | None = None
        self.plan_sign = self.follows = False

    def read(self, quantity: Quantity, later: Quantity | None) -> None:
        """Read the next figure; `later` is the one after it in the clause."""
        self._brackets(quantity)
        context, sentence = self.context, self.sentence
        before = Span(self.at, quantity.start)
        after = Span(quantity.end, later.start if later else self.part.end)
        if self.ungoverned is not None and self.plan_sign:  # "/KH 91%" is an aside
            self.state, self.ungoverned = _released(self.state, self.ungoverned), None
        self.plan_sign = sentence.text[self.at : quantity.start].lstrip().startswith("/")
        earlier = self.state
        state = enter(context.document, context.passage, sentence, before, earlier)
        if earlier.kind is Kind.ESTIMATE and earlier.period[0] != state.period[0]:
            state = replace(state, kind=context.ground)  # what was estimated is of its time only
        if self.bracket is not None and _looks_back(earlier, state):
            state = replace(state, kind=Kind.RESULT)  # "(KH 9,5; năm 2021: 9,1)"
        self.tail = (
            max(self.tail, before.start) if self.first else _tail(sentence, before, self.tail)
        )
        self.first = False
        named = state
        if not self.follows:
            named = with_indicator(
                sentence, Span(self.tail, quantity.start), quantity, after, state
            )
        if later is not None and is_former(sentence, quantity, later):
            self._former(quantity, later, before, after, named)
            return
        own = behind(context.passage, sentence, quantity, after, named, last=later is None)
        held = governing_kind(sentence, before, own, context.today)
        if self.ungoverned is None and (
            names_plan(sentence, before)
            or is_plan_missed(sentence, quantity, before)
            or is_plan_beside(sentence, quantity, before)
        ):
            self.ungoverned = earlier
        own = self._own(quantity, before, after, state, own, held)
        told = entry(context.document, context.passage, sentence, quantity, before, after, own)
        self.found.append(of_base(sentence, before, told, earlier))
        if is_plan_in_all(sentence, quantity, before, after):
            own = replace(own, kind=state.kind)  # the plan of what was spent governs nothing else
        self._go_on(quantity, state, named, own, held)

    def end(self) -> State:
        """The state after the clause."""
        state = self.outside if self.bracket is not None else self.state
        return _released(state, self.ungoverned) if self.ungoverned is not None else state

    def _brackets(self, quantity: Quantity) -> None:
        """Leave the brackets that ended before a figure, enter those it stands in."""
        if self.bracket is not None and quantity.start > self.bracket.end:
            self.state, self.at = self.outside, self.bracket.end
            opened = not any(q.start < self.bracket.start for q in self._inside())
            self.tail = self.tail if opened else self.bracket.end
            self.bracket = None
        held_by = self.bracket or _bracket(self.sentence, quantity)
        if held_by is None or self.bracket is not None:
            return
        context, span = self.context, Span(self.at, held_by.start)
        around = enter(context.document, context.passage, self.sentence, span, self.state)
        wide = around.place[0] and around.place[0].level in (Level.REGION, Level.NATION)
        self.outside = replace(around, place=self.state.place) if wide else around
        self.bracket = held_by

    def _inside(self) -> list[Quantity]:
        part = self.part
        return [q for q in self.sentence.quantities if part.start <= q.start < part.end]

    def _former(
        self, quantity: Quantity, later: Quantity, before: Span, after: Span, named: State
    ) -> None:
        """Take down a figure that is only what there was before `later`."""
        context, sentence = self.context, self.sentence
        own = former_state(sentence, quantity, later, named, context.passage, context.today)
        own = under_heading(quantity, own)
        told = entry(context.document, context.passage, sentence, quantity, before, after, own)
        self.found.append(replace(told, comparison=FORMER))
        kind = governing_kind(sentence, before, named, context.today)
        self.state = replace(named, kind=kind)
        self.at, self.tail = end_of_former(sentence, quantity, later), quantity.end
        self.follows = True

    def _own(
        self,
        quantity: Quantity,
        before: Span,
        after: Span,
        state: State,
        own: State,
        held: Kind | None,
    ) -> State:
        """The state of one figure alone: its kind, and what it measures by itself."""
        sentence = self.sentence
        kind = kind_of(sentence, quantity, before, after, own, held)
        own = replace(own, kind=kind, said=own.said if kind is state.kind else ())
        if quantity.unit in AGES and own.indicator == state.indicator and not self.follows:
            noun = own_noun(sentence, quantity, after)
            own = replace(own, indicator=noun, term=None, named_at=None)
        if quantity.unit == "%" and self.found and reached_of(sentence, before, self.found[-1]):
            own = replace(own, kind=Kind.SHARE_OF_PLAN, said=())
        if own.kind is Kind.PLAN and is_amount_of_plan(sentence, before):
            own = of_the_year(sentence, before, own)
        own = under_heading(quantity, own)
        return at_meeting(self.context.document, self.context.passage, sentence, quantity, own)

    def _go_on(
        self, quantity: Quantity, state: State, named: State, own: State, held: Kind | None
    ) -> None:
        """What a figure leaves to those after it."""
        opened = _opened(own.kind, held) or (held if state.kind in TARGETS else state.kind)
        money = quantity.unit if quantity.unit in MONEY else state.money
        modifies = not self.follows and _modifies(
            sentence=self.sentence, part=self.part, quantity=quantity
        )
        self.state = replace(state if modifies else named, kind=opened, said=own.said, money=money)
        self.at = quantity.end
        self.tail = self.tail if modifies else quantity.end
        self.follows = False


def _without_figures(context: ClauseContext, part: Span, state: State) -> State:
    """The state after a clause that holds no figure: what it announces, names or aims at."""
    sentence = context.sentence
    state = enter(context.document, context.passage, sentence, part, state)
    kind = announced_kind(normalise(sentence.text[part.start : part.end]))
    if kind and (announces(sentence, part) or kind is Kind.TARGET):
        state = replace(state, kind=kind)
    return announced(sentence, part, state) if announces(sentence, part) else state


def _released(state: State, earlier: State) -> State:
    """The state after a plan that was only named: its kind, and its period around the reported."""
    if state.kind in TARGETS:
        state = replace(state, kind=earlier.kind, said=earlier.said)
    now, before = state.period[0], earlier.period[0]
    wider = now is not None and (
        now.kind in (PeriodKind.HORIZON, PeriodKind.DAY)
        or (before is not None and now.contains(before))
    )
    return replace(state, period=earlier.period, topic=earlier.topic) if wider else state


def _bracket(sentence: ReadSentence, quantity: Quantity) -> Span | None:
    """The brackets that `quantity` stands in, with them."""
    for found in _BRACKETS.finditer(sentence.text):
        if found.start() < quantity.start and quantity.end < found.end():
            return Span(found.start(), found.end())
    return None


def _looks_back(earlier: State, state: State) -> bool:
    """Whether the words before a figure turn from what is planned to a time before it."""
    planned, named = earlier.period[0], state.period[0]
    if earlier.kind not in TARGETS or planned is None or named is None:
        return False
    return named.end < planned.end and named.kind is not PeriodKind.HORIZON


def _opened(kind: Kind | None, held: Kind | None) -> Kind | None:
    """The kind that a figure leaves to those after it; None where it leaves what there was."""
    if held in TARGETS:
        return held
    if kind is Kind.COUNT:
        return Kind.RESULT
    return kind if kind in (*TARGETS, Kind.RESULT, Kind.ESTIMATE) else None


def announces(sentence: ReadSentence, part: Span) -> bool:
    """Whether a clause ends with a colon, so that what follows is told of what it names."""
    return sentence.text[part.start : part.end].rstrip().endswith(":")


def _modifies(sentence: ReadSentence, part: Span, quantity: Quantity) -> bool:
    """Whether a count only describes: an age, a length of time, "của 172 dự án"."""
    if quantity.unit in AGES and not _CHANGES_FROM.search(sentence.text[: quantity.start]):
        return True
    counts = quantity.unit not in MEASURES
    return counts and bool(_PREPOSITION.search(sentence.text[part.start : quantity.start]))


def _tail(sentence: ReadSentence, before: Span, tail: int) -> int:
    """Where the words before a figure stop belonging to the figure before it."""
    if tail < before.start:  # a mere description stands between
        return tail
    edge = EDGE.search(sentence.text, before.start, before.end)
    opens = edge is not None and sentence.text[edge.start() : before.end].strip() == "("
    if opens and _NEXT.match(sentence.text, before.start):
        return before.start  # "… (15 tỷ đồng) và lệ phí trước bạ (9 tỷ đồng)"
    return edge.end() if edge else before.start
