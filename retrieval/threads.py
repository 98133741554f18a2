"""What a follow-up takes over from where the answer before stands: it goes on from there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.matching import Matcher, Rarity, layer
from retrieval.measured import relation
from retrieval.records import Answer, Found, Query, Thread
from retrieval.shelf import DEPTH, Sentence
from store.records import Figure, Passage
from vietnamese.numbers import read_quantities
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind
from vietnamese.terms import term

#: How near a sentence is to the answer before, 0 to 1: the same one, under the same heading, a few
#: lines away, in the same document.
_SAME, IN_SECTION, AROUND, _DOCUMENT = 1.0, 0.7, 0.5, 0.2
#: How far away the lines around may be, in characters.
_REACH = 400
#: Passages around the answer before that are read in any case.
_MOST = 4
#: Share of the best score that those get which are not found by the question's words.
_UNFOUND = 0.5
#: Kinds of units of indicators, for units of figures.
_KINDS = {MONEY[0]: "money", PERCENT[0]: "%", "ha": "ha", "tấn": "tonne", "km": "km"}
_CURRENCIES = (("usd",), ("dong",))
_AIMED = (Kind.PLAN, Kind.TARGET, Kind.ESTIMATE)
_RATE = re.compile(r"/ ?[^\W\d]|\b(?:một|mỗi|per) \w")
#: What ends the words behind a figure that are its own.
_JOINED = re.compile(r"[,;:()]|\b(?:và|còn|riêng|trong đó)\b")
#: Share of what a turn adds that a figure has, or lacks, in its own words.
_HAS, _LACKS = 0.6, 0.3


def thread_of(last: Answer) -> Thread | None:
    """Where an answer stands, and the unit of its figure; None where none was given."""
    if last.abstained or not last.citations or last.clarification or not last.short:
        return None
    cited = last.citations[0]
    above = [item.passage.headings for item in last.passages if item.passage.id == cited.passage_id]
    quantities = read_quantities(last.short)
    unit = _measure(quantities[0].unit, last.short) if len(quantities) == 1 else ""
    return Thread(cited.source, cited.start, cited.end, above[0] if above else (), unit)


def with_passages_of(thread: Thread, last: Answer, found: Sequence[Found]) -> list[Found]:
    """What is found, with the passages around the answer before among those that are read."""
    own = [item for item in last.passages if _distance(item.passage, thread) is not None]
    own.sort(key=lambda item: _distance(item.passage, thread) or 0)
    read = {item.passage.id for item in found[: DEPTH - _MOST]}
    best = max((item.score for item in found), default=1.0)
    near = [item for item in own[:_MOST] if item.passage.id not in read]
    ids = {item.passage.id for item in near}
    ahead, behind = found[: DEPTH - _MOST], found[DEPTH - _MOST :]
    added = [replace(item, score=_UNFOUND * best) for item in near]
    return [*ahead, *added, *(item for item in behind if item.passage.id not in ids)]


def _distance(passage: Passage, thread: Thread) -> int | None:
    """Letters between a passage and the quote; None where it stands elsewhere."""
    if passage.source != thread.source:
        return None
    gap = max(0, passage.start - thread.end, thread.start - passage.end)
    return (
        gap if gap <= _REACH or (thread.headings and passage.headings == thread.headings) else None
    )


def nearness(query: Query, sentence: Sentence) -> float:
    """How near a sentence is to the answer before, 0 to 1; 0 where there is none."""
    thread = query.thread
    if thread is None or sentence.document.source != thread.source:
        return 0.0
    gap = max(sentence.start - thread.end, thread.start - sentence.end)
    if gap < 0:
        return _SAME
    if thread.headings and sentence.passage.headings == thread.headings:
        return IN_SECTION
    return AROUND if gap <= _REACH else _DOCUMENT


def of_other_measure(query: Query, figure: Figure) -> bool:
    """Whether a figure is of another unit than the one before, of which "Còn X?" asks."""
    if not query.alike or query.thread is None or not query.thread.unit:
        return False
    kinds = {kind for name in query.terms for kind in getattr(term(name), "units", ())}
    own = _KINDS.get(query.thread.unit.rstrip("/"))
    if kinds and own not in kinds:
        return False  # "Còn hộ nghèo?" after a sum of money
    return _measure(figure.unit, figure.text) != query.thread.unit


def _measure(unit: str, printed: str) -> str:
    """A unit, any currency for any other, and whether it is a rate: "83 USD/thùng"."""
    plain = next((kind[0] for kind in (MONEY, PERCENT) if unit in kind), unit)
    return f"{plain}/" if plain and _RATE.search(printed) else plain


def goes_on(query: Query, sentence: Sentence, figure: Figure) -> frozenset[str]:
    """Conflicts that are none beside the answer before.

    What is taken over of time binds no more than the year, and its unit may be the answer's again.
    """
    asked, period = query.scope.period, figure.scope.period
    if query.thread is None or nearness(query, sentence) < AROUND:
        return frozenset()
    none = set()
    if "period" in query.inherited and asked and period and asked.end.year == period.end.year:
        none.add("period")
    money = query.asked[:1] in _CURRENCIES and figure.unit not in (*MONEY, "")
    if query.thread.unit and _measure(figure.unit, figure.text) == query.thread.unit and not money:
        none.add("unit")
        if _is_aimed(query, figure) and nearness(query, sentence) == _SAME:
            none.add("kind")
        # "Bác Ái (96 vụ) và Ninh Sơn (71 vụ)": what is counted is said once
        if "place" not in query.inherited and _told_beside(query, sentence, figure):
            none.add("indicator")
    return frozenset(none)


def _is_aimed(query: Query, figure: Figure) -> bool:
    """Whether a plan is asked for and a figure is what is expected of the time named anew."""
    period = query.scope.period if "period" not in query.inherited else None
    aimed = query.scope.kind in _AIMED and figure.scope.kind in _AIMED
    return aimed and period is not None and period == figure.scope.period


def _told_beside(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure of the place asked about, of no indicator, is in the answer's sentence."""
    place = figure.scope.place
    asked = place is not None and any(place.name == one.name for one in query.places)
    return asked and figure.term is None and nearness(query, sentence) == _SAME


def tells_on(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure stands in the sentence of the answer before and measures the same.

    Where only another time or kind is asked for, one of the very indicator in the same document
    does: "còn kế hoạch năm 2022?".
    """
    if query.thread is None or "subject" not in query.inherited:
        return False
    alike = _measure(figure.unit, figure.text) == query.thread.unit
    same = not query.added and figure.term is not None and figure.term in query.terms
    if same and sentence.document.source == query.thread.source:
        return alike
    return alike and nearness(query, sentence) == _SAME


def left_out(query: Query, sentence: Sentence, rarity: Rarity) -> frozenset[int]:
    """Where figures begin that lack what the turn adds, while others of the sentence have it.

    "Còn sửa chữa?" of "xây mới được 60 triệu đồng và sửa chữa 30 triệu đồng".
    """
    if not query.added and query.terms and "subject" in query.inherited:
        # "mục tiêu bao nhiêu?" of applications is none of payments
        unit = query.thread.unit if query.thread else ""
        figures = [f for f in sentence.figures if f.term and _measure(f.unit, f.text) == unit]
        return frozenset(f.start for f in figures if relation(f, query.terms) == "other")
    if not query.added or len(sentence.figures) < 2:
        return frozenset()
    matcher = Matcher(query.added, rarity, accented=not query.unaccented)
    has = {
        figure.start: matcher.coverage((layer((figure.indicator, _piece(sentence, figure))),))
        for figure in sentence.figures
    }
    if max(has.values()) < _HAS:
        return frozenset()
    return frozenset(start for start, share in has.items() if share < _LACKS)


def _piece(sentence: Sentence, figure: Figure) -> str:
    """The words from the figure before up to this one, and those right behind it."""
    text = sentence.document.text
    others = [other for other in sentence.figures if other.start != figure.start]
    start = max([sentence.start, *(o.end for o in others if o.end <= figure.start)])
    end = min([sentence.end, *(o.start for o in others if o.start >= figure.end)])
    return f"{text[start : figure.start]} | {_JOINED.split(text[figure.end : end])[0]}"
