"""Reading figures: the one that answers, a table of scopes, a verdict, a premise set right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from retrieval.disagreement import disagreeing
from retrieval.evidence import Candidate
from retrieval.fitness import direction_of
from retrieval.measured import measured, relation
from retrieval.pairs import counterpart
from retrieval.records import Query
from retrieval.shelf import Sentence
from retrieval.slots import nearly_whole_year
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.notation import read_digits
from vietnamese.numbers import Quantity, read_quantities, same_value, supported
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind, kinds_compatible
from vietnamese.sentences import Span

if TYPE_CHECKING:
    from retrieval.computing import Computed

#: Share of the question that must stand in the evidence. Of figures from here on 96% are right and
#: 1% of the right ones are lost (0.55: 96%, none; 0.7: 97%, 1%); of sentences 91% and 3% (0.55:
#: 91%, none; 0.7: 90%, 8%). Measured on 166 candidates by `python -m eval calibration`.
ENOUGH = 0.6
#: A longer sentence is quoted by the clause that answers.
LONG_SENTENCE = 360
#: How much less of the question another scope's figure may hold than the best one.
_RIVAL = 0.12
#: The same where both are known to measure the very indicator asked about.
_SAME_RIVAL = 0.4
#: How much less than the best one a figure of another indicator may hold, and score.
_AS_WELL_COVERED, _AS_WELL_SCORED = 0.005, 0.12
#: Rows of a table of scopes; more are asked back about.
MOST_ROWS = 6
_BARE = re.compile(r"\d[\d.,]*\d|\d")
#: A cell that prints a number or a range and nothing else.
_CELL = re.compile(r"[\d.,\s–-]+")
#: Multipliers that a table's header gives its cells.
_SCALES = {Decimal(1): "", Decimal(10**3): "nghìn", Decimal(10**6): "triệu", Decimal(10**9): "tỷ"}
#: A count that a question names itself is a claim from this size on; small ones name things.
_CLAIMED_COUNT = 100

#: Counts that rates are reckoned on, and what is said before them, folded.
_ROUND = tuple(Decimal(10) ** power for power in range(2, 7))
_PER = re.compile(r"(?:\b(?:tren|moi|cu|tinh tren|cho moi|per|every|in) |/ ?)(?:\w+ )?(?:mot|1|\d)")
#: Said before a figure that is a fall.
FALL = "giảm"

Verdict = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to say: `short` is the bare answer, `quote` the span of the document behind it."""

    short: str
    sentence: Sentence
    quote: Span
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: one statement, or several that differ in scope; or none, with what comes near.

    `premise` is a figure that the question takes for granted and the documents do not print.
    `near` are figures that match but for a slot, for naming the scopes that do exist. `computed` is
    worked out of printed figures. `others` are what other documents print for the same scope, and
    `beside` is the plan of a result or the result of a plan.
    """

    statements: tuple[Statement, ...] = ()
    scopes: bool = False
    premise: str = ""
    verdict: Verdict | None = None
    near: tuple[Candidate, ...] = ()
    computed: Computed | None = None
    others: tuple[Statement, ...] = ()
    beside: Statement | None = None


def read_figure(query: Query, ranked: Sequence[Candidate]) -> Reading:
    """The figure that answers, or a table where the question leaves open which one is meant."""
    enough = [item for item in ranked if item.coverage >= ENOUGH]
    usable = [item for item in enough if not item.conflicts and item.score >= ENOUGH]
    usable = usable or _of_nearly_a_year(query, enough)
    if not usable:
        slots = {"period", "place", "level", "kind"}
        return Reading(near=tuple(item for item in enough if set(item.conflicts) <= slots))
    best = unrounded(_told_with_its_plan(query, usable), usable)
    rivals = _of_each_place(query, usable) or _rivals(query, best, usable)
    if len(rivals) > 1:
        return Reading(tuple(figure_statement(item) for item in rivals), scopes=True)
    best, *others = disagreeing(best, usable)
    pair = counterpart(best, ranked)
    return Reading(
        (figure_statement(best),),
        others=tuple(map(figure_statement, others)),
        beside=figure_statement(pair) if pair else None,
    )


def _of_nearly_a_year(query: Query, enough: Sequence[Candidate]) -> list[Candidate]:
    """Figures added up until a day late in the year asked about, of which no whole one is told."""
    return [
        replace(item, conflicts=())
        for item in enough
        if item.conflicts == ("period",)
        and item.score >= ENOUGH
        and item.figure
        and nearly_whole_year(query, item.figure, item.sentence.text)
    ]


def unrounded(best: Candidate, usable: Sequence[Candidate]) -> Candidate:
    """A figure, or the more exact print of the same one: 1.385 triệu for "1,4 tỷ"."""
    lead = best.figure
    if lead is None or lead.value is None:
        return best
    for item in usable:
        other = item.figure
        if (
            other is not None
            and other.value is not None
            and (other.term, other.unit, other.scope) == (lead.term, lead.unit, lead.scope)
            and other.value != lead.value
            and _rounds_to(other.value, lead.value)
        ):
            return item
    return best


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether `rounded` is `exact` with fewer significant digits."""
    digits = len(rounded.normalize().as_tuple().digits)
    return digits < len(exact.normalize().as_tuple().digits) and rounded == Decimal(
        f"{exact:.{digits - 1}e}"
    )


def _told_with_its_plan(query: Query, usable: Sequence[Candidate]) -> Candidate:
    """The first figure; where that is the plan told beside a result, the result is what is asked.

    "Đạt 42 triệu đồng (KH 40 triệu đồng)", where the question says neither.
    """
    first = usable[0]
    if query.scope.kind is None:
        for item in usable:
            if _is_plan_of(first, item):
                return item
    return first


def _is_plan_of(item: Candidate, other: Candidate) -> bool:
    """Whether a figure is the plan of another of its own sentence, place and period."""
    plan, result = item.figure, other.figure
    if not plan or not result or item.sentence.start != other.sentence.start:
        return False
    return (
        plan.scope.kind in (Kind.PLAN, Kind.TARGET)
        and result.scope.kind in (Kind.RESULT, Kind.ESTIMATE, Kind.SHARE)
        and plan.source == result.source
        and plan.unit == result.unit
        and normalise(plan.indicator) == normalise(result.indicator)
        and plan.scope.place == result.scope.place
        and plan.scope.period == result.scope.period
    )


def _of_each_place(query: Query, usable: Sequence[Candidate]) -> list[Candidate]:
    """The best figure of each of several places asked about together, all of one unit.

    Empty where one place is asked about, or not all of them have such a figure.
    """
    names = list(dict.fromkeys(place.name for place in query.places))
    if query.scope.place is not None or len(names) < 2:
        return []
    found = [_first_of(name, usable) for name in names]
    items = [item for item in found if item is not None]
    if len(items) < len(names) or len({item.figure.unit for item in items if item.figure}) > 1:
        return []
    return items


def _first_of(name: str, usable: Sequence[Candidate]) -> Candidate | None:
    places = ((item, item.figure.scope.place) for item in usable if item.figure)
    return next((item for item, place in places if place is not None and place.name == name), None)


def _rivals(query: Query, best: Candidate, usable: Sequence[Candidate]) -> list[Candidate]:
    """Figures that fit as well as the best one, told apart by what the question leaves open."""
    rivals = [best]
    lead = best.figure
    for item in usable[1:]:
        other = item.figure
        if not lead or not other or lead.unit != other.unit or _changes(lead) != _changes(other):
            continue
        if query.scope.kind is None and _is_plan_of(item, best):
            continue  # told beside it
        alike = (
            _of_one_indicator(query, best, item)
            or _fits_as_well(query, best, item)
            or _named_alike(query, best, item)
        )
        if alike and all(_differs(query, kept.figure, other) for kept in rivals if kept.figure):
            rivals.append(unrounded(item, usable))
    return rivals


def _of_one_indicator(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether two figures measure the same, the second not much further from the question."""
    lead, other = best.figure, item.figure
    if not lead or not other or measured(lead) is None or measured(lead) != measured(other):
        return False
    same = relation(lead, query.terms) == relation(other, query.terms) == "same"
    return item.coverage >= best.coverage - (_SAME_RIVAL if same else _RIVAL)


def _fits_as_well(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether the question's words do not choose between two figures of other indicators.

    "Ngân sách" is revenue and expenditure; "tỷ lệ tiêm" is that of either dose.
    """
    lead, other = best.figure, item.figure
    if not lead or not other or relation(lead, query.terms) == "same":
        return False
    if lead.scope.kind is Kind.COUNT:  # "8 nội dung", "7 nội dung khác": the noun is the same
        return False
    if measured(lead) is not None and measured(lead) == measured(other):
        return False
    if normalise(lead.indicator) == normalise(other.indicator):
        return False
    mine, yours = (_words_of(query, figure) for figure in (lead, other))
    if mine > yours:  # "bậc mầm non": it says more of what is asked about
        return False
    return (
        item.coverage >= best.coverage - _AS_WELL_COVERED
        and item.score >= best.score - _AS_WELL_SCORED
        and _same_kind(lead.scope.kind, other.scope.kind)
    )


def _named_alike(query: Query, best: Candidate, item: Candidate) -> bool:
    """Whether two figures of no known indicator both bear every word of the question."""
    lead, other = best.figure, item.figure
    if not lead or not other or lead.term or other.term or query.terms:
        return False
    words = _single_words(query)
    return len(words) > 1 and words <= _words_of(query, lead) & _words_of(query, other)


def _single_words(query: Query) -> set[str]:
    return {fold(c.wordings[0]) for c in query.concepts if " " not in c.wordings[0]}


def _words_of(query: Query, figure: Figure) -> set[str]:
    """Words of the question in the indicator of a figure, folded."""
    return _single_words(query) & set(fold(normalise(figure.indicator)).split())


def _changes(figure: Figure) -> bool:
    """Whether a figure is a change, which is no other scope of a level: "giảm 3%, còn 14%"."""
    return figure.scope.kind is Kind.GROWTH


def _differs(query: Query, one: Figure, other: Figure) -> bool:
    """Whether two figures are told apart by a slot that the question leaves open."""
    if (one.value, one.low, one.high) == (other.value, other.low, other.high):
        return False
    mine, yours = one.scope, other.scope
    by_place = (
        query.scope.level is None
        and mine.place is not None
        and yours.place is not None
        and not mine.place.may_be(yours.place)
    )
    by_period = (
        query.scope.period is None
        and mine.period is not None
        and yours.period is not None
        and mine.period.conflicts(yours.period)
    )
    by_kind = query.scope.kind is None and not _same_kind(mine.kind, yours.kind)
    by_basis = query.basis is None and one.basis != other.basis
    by_base = (
        query.scope.base is None
        and None not in (one.comparison, other.comparison)
        and one.comparison != other.comparison
    )
    by_name = measured(one) is None or measured(one) != measured(other)
    return any((by_place, by_period, by_kind, by_basis, by_base, by_name))


def _same_kind(one: Kind | None, other: Kind | None) -> bool:
    return one is None or other is None or kinds_compatible(one, other)


def figure_statement(item: Candidate) -> Statement:
    """A figure as a thing to say, quoted by its sentence; a fall is said to be one.

    The candidate must have a figure.
    """
    figure = item.figure
    assert figure is not None
    short = printed(figure)
    if figure.scope.kind is Kind.GROWTH and direction_of(item.sentence, figure) == "giam":
        short = f"{FALL} {short}"
    return Statement(short, item.sentence, quote_of(item.sentence, figure.start), figure)


def printed(figure: Figure) -> str:
    """A figure as printed; a bare cell of a table with the unit that its header gives it."""
    digits = _BARE.match(figure.text)
    worth = figure.value if figure.value is not None else figure.low
    number = read_digits(digits[0]) if digits and _CELL.fullmatch(figure.text) else None
    if not number or not worth or not figure.unit:
        return figure.text
    scale = _SCALES.get(worth / number)
    if scale is None:
        return figure.text
    if figure.unit == "%":
        return f"{figure.text}%"
    return " ".join(word for word in (figure.text, scale, figure.unit) if word)


def quote_of(sentence: Sentence, place: int) -> Span:
    """What to quote for something at `place`: the sentence, or its clause when that is long."""
    if sentence.end - sentence.start <= LONG_SENTENCE:
        return Span(sentence.start, sentence.end)
    clause = sentence.clause_at(place)
    return Span(clause.start, clause.end)


def read_verdict(query: Query, ranked: Sequence[Candidate]) -> Reading:
    """Whether a figure named in a yes-no question is the one in the documents."""
    claimed = read_quantities(query.text, query.language)
    usable = [item for item in ranked if not item.conflicts and item.coverage >= ENOUGH]
    for item in usable:
        assert item.figure is not None
        if any(_says(item.figure, claim) for claim in claimed):
            return Reading((figure_statement(item),), verdict="yes")
    comparable = [
        item
        for item in usable
        if item.figure and any(_same_unit(item.figure, claim) for claim in claimed)
    ]
    if comparable:
        return Reading((figure_statement(comparable[0]),), verdict="no")
    return Reading(near=tuple(ranked[:3]))


def _says(figure: Figure, claim: Quantity) -> bool:
    return any(same_value(printed, claim) for printed in read_quantities(figure.text))


def _same_unit(figure: Figure, claim: Quantity) -> bool:
    return figure.unit == claim.unit


def read_premise(query: Query, ranked: Sequence[Candidate], texts: Iterable[str]) -> Reading | None:
    """What to say to a question that takes a figure for granted which the documents do not have.

    None when the question claims no figure, or one that the documents print: for the indicator
    asked about, or anywhere when it names none or asks for a person, who may have spoken of it,
    or for a list, which the figure bounds ("các xã chưa đạt 60%").
    """
    claimed = [
        claim
        for claim in read_quantities(query.text, query.language)
        if _is_claim(claim) and not _is_denominator(query.text, claim)
    ]
    if not claimed:
        return None
    near = [item for item in ranked if item.figure and item.coverage >= ENOUGH]
    printed = [item.figure for item in near if item.figure and item.figure.term in query.terms]
    if query.terms and query.answer_type not in ("person", "list"):
        borne_out = all(any(_says(figure, claim) for figure in printed) for claim in claimed)
    else:
        borne_out = all(any(supported(claim, text) for text in texts) for claim in claimed)
    if borne_out:
        return None
    usable = [item for item in near if "place" not in item.conflicts]
    best = sorted(usable, key=lambda item: (bool(item.conflicts), -item.score))[:1]
    return Reading(tuple(figure_statement(item) for item in best), premise=claimed[0].text)


def _is_denominator(text: str, claim: Quantity) -> bool:
    """Whether a round count is what a rate is reckoned on: "bác sĩ trên một vạn dân"."""
    if claim.value is None or claim.value not in _ROUND:
        return False
    before = fold(normalise(f"{text[max(0, claim.start - 8) : claim.start]}{claim.text}"))
    return _PER.search(before) is not None


def _is_claim(claim: Quantity) -> bool:
    """Whether a quantity in a question states a result: money, a share, or a large count."""
    return claim.unit in (*MONEY, "%", "ha", "tấn") or (claim.value or 0) >= _CLAIMED_COUNT
