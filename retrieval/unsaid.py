"""Figures of no known place or period: whether what stands around them lets them answer."""

from __future__ import annotations

import re

from retrieval.exclusions import is_left_out
from retrieval.matching import folded_run
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.slots import is_flow
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.periods import Partial, PeriodKind, read_periods
from vietnamese.places import Level, Place, read_places
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind
from vietnamese.tokens import syllables

#: Stretches of a year; a figure of one is none of another, whatever the year.
_STRETCHES = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTHS)
#: Kinds of zones by another name.
_ZONE_KINDS = {"sân bay": "cảng hàng không", "KCN": "khu công nghiệp", "KKT": "khu kinh tế"}
#: Numbers of zones, which are written either way.
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
#: A heading over what a plan costs, titles of plans and of reports, and words of what is done.
_COSTS = re.compile(r"\b(?:kinh phi|nguon (?:von|luc)|du toan|khai toan|tong muc dau tu)\b")
_PLANS = re.compile(r"\b(?:ke hoach|quyet dinh|chuong trinh|de an|nghi quyet|phuong an)\b")
_REPORTS = re.compile(r"\b(?:bao cao|ket qua|tong ket|so ket|danh gia)\b")
_DONE = re.compile(r"\b(?:da|moi) (?:\w+ )?(?:chi|cap|bo tri|giai ngan|thuc hien|huy dong|duoc)\b")
_SPENT = re.compile(r"\bda (?:\w+ )?(?:chi|cap|tieu|dung|giai ngan|thanh toan)\b")
_GOALS = (Kind.TARGET, Kind.PLAN)
_WIDE = (Level.PROVINCE, Level.REGION, Level.NATION)


def unsaid_conflicts(query: Query, sentence: Sentence, figure: Figure) -> tuple[str, ...]:
    """Slots that a figure leaves open and that its surroundings fill with something else.

    A district asked about must be named near a figure of no known place, a province somewhere in
    the document. "9 tháng" of an unknown year is no figure of six months nor of a whole year.
    """
    found = []
    if figure.scope.place is None and query.places and not _names_place(query, sentence):
        found.append("place")
    if figure.scope.period is None and _of_other_stretch(query, sentence, figure):
        found.append("period")
    if is_left_out(query, figure):
        found.append("excluded")
    return tuple(found)


def planned_or_spent(
    query: Query, sentence: Sentence, figure: Figure, conflicts: tuple[str, ...]
) -> tuple[str, ...]:
    """The conflicts given, for what a plan costs: of that, and of nothing that was spent.

    Under "Kinh phí" of a plan or a decision a sum is one to be spent, without a word of that.
    """
    if not _is_planned_money(sentence, figure):
        return conflicts
    if query.scope.kind in _GOALS:
        return tuple(slot for slot in conflicts if slot != "kind")
    spent = query.scope.kind is Kind.RESULT and _SPENT.search(fold(normalise(query.question)))
    return (*conflicts, "kind") if spent and "kind" not in conflicts else conflicts


def _is_planned_money(sentence: Sentence, figure: Figure) -> bool:
    """Whether a sum is one that a plan or a decision costs."""
    money = figure.scope.kind is Kind.RESULT and figure.unit in MONEY
    if not money or not sentence.passage.headings:
        return False
    costs = _COSTS.search(fold(normalise(sentence.passage.headings[-1])))
    title = fold(normalise(sentence.document.title))
    plans = _PLANS.search(title) and not _REPORTS.search(title)
    done = _DONE.search(fold(normalise(sentence.text)))
    return bool(costs and plans and not done)


def names_then(query: Query, sentence: Sentence) -> bool:
    """Whether people are asked for and a document of the time asked about names them.

    Who is charged with next year's tasks holds an office in this one.
    """
    asked, document = query.scope.period, sentence.document
    day = document.event_date or document.published
    if query.answer_type != "person" or asked is None or day is None:
        return False
    return asked.start <= day <= asked.end and not read_periods(sentence.text)


def told_of_zone(query: Query, sentence: Sentence, conflicts: tuple[str, ...]) -> tuple[str, ...]:
    """Conflicts without those of place where a sentence is about the very zone asked about.

    "Khu công nghiệp Tân Đức (huyện Đức Hòa): 535 ha": the figure stands under its district.
    """
    zone = query.scope.place
    if zone is None or zone.level is not Level.ZONE or not {"place", "level"} & set(conflicts):
        return conflicts
    named = [m.place for m in read_places(sentence.text) if m.place.level is Level.ZONE]
    of_zone = all(_zone_key(place) == _zone_key(zone) for place in named)
    if not (of_zone if named else _tells_of_zones_of(zone, sentence)):
        return conflicts
    return tuple(slot for slot in conflicts if slot not in ("place", "level"))


def _tells_of_zones_of(zone: Place, sentence: Sentence) -> bool:
    """Whether a sentence speaks of such zones in a text about the place of the zone's name.

    "Các KCN đang sử dụng 190.000 lao động" of a province are its zones by its name.
    """
    around = sentence.passage.scope.place
    if around is None or fold(normalise(around.name)) != fold(normalise(zone.name)):
        return False
    kind = _ZONE_KINDS.get(zone.kind, zone.kind)
    names = {fold(normalise(kind)), *(fold(s) for s, name in _ZONE_KINDS.items() if name == kind)}
    return any(f" {name.lower()} " in sentence.own.running for name in names)


def _zone_key(place: Place) -> tuple[str, str]:
    name = fold(normalise(place.name)).split()
    plain = [_ROMAN.get(word, word) if number else word for number, word in enumerate(name)]
    return _ZONE_KINDS.get(place.kind, place.kind), " ".join(plain)


def _names_place(query: Query, sentence: Sentence) -> bool:
    """Whether the sentence, what stands above it or, for a province, the document names it."""
    near = (sentence.own, *sentence.context)
    for name in {" ".join(syllables(fold(normalise(place.name)))) for place in query.places}:
        if any(f" {name} " in layer.running for layer in near):
            return True
        wide = any(place.level in _WIDE for place in query.places)
        if wide and f" {name} " in folded_run(sentence.document.text):
            return True
    return not any(place.level is not Level.NATION for place in query.places)


def _of_other_stretch(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether the clause names another stretch of a year than the one asked about."""
    asked = query.scope.period
    whole = asked is not None and asked.kind is PeriodKind.YEAR and is_flow(figure)
    if query.stock or not (whole or (query.partial and query.partial.kind in _STRETCHES)):
        return False
    clause = sentence.clause_at(figure.start)
    mentions = read_periods(sentence.document.text[clause.start : clause.end])
    said = [m.partial for m in mentions if m.partial and m.partial.kind in _STRETCHES]
    return bool(said) and not any(_alike(part, query.partial) for part in said)


def _alike(one: Partial, other: Partial | None) -> bool:
    return other is not None and (one.first_month, one.last_month) == (
        other.first_month,
        other.last_month,
    )
