"""Figures worked out of printed ones: differences, shares, sums, what is left of a plan.

Only figures of the same scope are put together, but for the slot that the question compares; a
bound of an operand is carried into the result. What a computation rests on goes with it, so that
`recomputed` can do it again from the printed figures alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from retrieval.arithmetic import decided, shown_as, worth
from retrieval.derivation import Derivation, Operation, derivation_of
from retrieval.directions import is_gap
from retrieval.evidence import Candidate
from retrieval.moved import asks_move, from_and_to, levels_of
from retrieval.operands import comparable, parts_of, plan_and_result, usable_of
from retrieval.reading import Reading, Statement, figure_statement, printed
from retrieval.records import Query
from retrieval.remainder import asks_rest, is_told, share_done, whole_and_part
from retrieval.rivals import unrounded
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.numbers import Quantity, read_quantities, supported
from vietnamese.quantity import MONEY, PERCENT, Bound
from vietnamese.scope import Kind

#: The differences between two flows that have a name of their own.
_BALANCES = ("trade_balance", "budget_deficit")
#: Said before what is left or missing.
_LEFT = re.compile(r"\b(?:con|thieu|hut|chua|chenh|hon|vuot|sieu|can doi)\b")
#: Said of what each has.
_EACH = re.compile(r"\b(?:bình quân|trung bình|mỗi|từng)\b|/")
#: What two plans, or two results, have before a plan and a result; and what was reached in the
#: earlier of two times before what was planned for it.
_ALIKE, _REACHED = 0.02, 0.1
#: A plan reached, in percent of it.
_WHOLE = 100
#: Indicators of which less is better.
_BETTER_LESS = frozenset(
    "poverty_rate near_poverty_rate ethnic_poverty_rate unemployment malnutrition child_mortality"
    " traffic_accidents crime fires population_growth public_debt drug_addicts".split()
)
#: Finds and ranks the figures for one part of the question.
Figures = Callable[[Query], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Computed:
    """A result and the figures it rests on, in the order of the expression.

    `value` is in the base unit of the first operand, in percent for a share or a growth. For
    `Operation.LARGER` the result is the difference and `winner` the operand asked for, None where
    they are equal. `months` are those left of the year; `exact` says that nothing was rounded.
    """

    operation: Operation
    operands: tuple[Candidate, ...]
    result: Quantity
    exact: bool
    winner: int | None = None
    months: int = 1
    verdict: bool | None = None
    smaller: bool = False
    much: bool = False
    value: bool = False


def read_derived(
    query: Query, plain: Callable[[], Reading], figures: Figures, *, today: date
) -> Reading | None:
    """What a question that asks for a computation is answered with; None for any other question.

    `plain` reads the figures as printed: what is printed beats what can be worked out.
    """
    moved = _left_or_moved(query, plain, figures)
    if moved is not None:
        return moved
    leans = "subject" in query.inherited
    asked = derivation_of(query.question if leans else query.text)
    if asked is None or (leans and not asked.against_plan):
        return None
    if asked.printed_first and _is_printed(asked, plain()):
        return None
    told = _share_reached(query, asked, figures) if asked.verdict and asked.against_plan else None
    if told is not None:
        return told
    computed = read_computed(query, asked, figures, today=today)
    if computed is not None and _bears(computed, query) and _in_unit_asked(computed, query):
        return Reading(computed=computed)
    if asked.operation in (Operation.DIFFERENCE, Operation.REMAINDER):
        printed_as = plain()
        if printed_as.statements and not any(map(_is_change, printed_as.statements)):
            return Reading(near=printed_as.near)  # a level tells no difference
    if asked.operation is Operation.RATIO:
        printed_as = plain()
        if printed_as.statements and not any(map(_is_each, printed_as.statements)):
            return Reading(near=printed_as.near)  # nor the whole what each has
    return None


def _left_or_moved(query: Query, plain: Callable[[], Reading], figures: Figures) -> Reading | None:
    """What is left of a whole, or how far something has moved, where no text tells it."""
    if asks_rest(query) and not is_told(query, plain()):
        pair = whole_and_part(figures(query))
        left = _compute(Derivation(Operation.REMAINDER, ()), pair) if pair else None
        if left is None and query.answer_type == "percent":
            done = share_done(query, plain(), figures(query))
            left = _compute(Derivation(Operation.COMPLEMENT, ()), (done,)) if done else None
        if left is not None:
            return Reading(computed=left)
    if asks_move(query) and not any(map(_is_moved, plain().statements)):
        moved = from_and_to(figures(levels_of(query)))
        far = _compute(Derivation(Operation.DIFFERENCE, ()), moved) if moved else None
        if far is not None and _in_unit_asked(far, query):
            return Reading(computed=far)
    return None


def _share_reached(query: Query, asked: Derivation, figures: Figures) -> Reading | None:
    """Whether a plan was met, by the share of it that is printed: "bằng 98% dự toán"."""
    scope = replace(query.scope, kind=Kind.SHARE_OF_PLAN, base=None)
    part = replace(query, answer_type="percent", scope=scope)
    for item in usable_of(part, figures(part)):
        figure = item.figure
        if figure is None or figure.value is None or figure.scope.kind is not Kind.SHARE_OF_PLAN:
            continue
        if figure.term in _BETTER_LESS or figure.bound in (Bound.UNDER.value, Bound.AT_MOST.value):
            continue
        met = figure.value > _WHOLE or (figure.value == _WHOLE and not asked.beyond)
        return Reading((figure_statement(item),), verdict="yes" if met else "no")
    return None


def _is_change(statement: Statement) -> bool:
    """Whether a printed figure is a change, a difference or what is left."""
    figure = statement.figure
    if figure is None or _is_moved(statement) or figure.unit in PERCENT:
        return True
    clause = statement.sentence.clause_at(figure.start)
    before = fold(normalise(statement.sentence.document.text[clause.start : figure.start]))
    return _LEFT.search(before) is not None


def _is_moved(statement: Statement) -> bool:
    """Whether a printed figure is itself a change or a difference."""
    figure = statement.figure
    if figure is None or figure.scope.kind is Kind.GROWTH or figure.unit in ("lần", "điểm %"):
        return True
    return is_gap(statement.sentence, figure)


def _bears(computed: Computed, query: Query) -> bool:
    """Whether every amount that the question names is one of the figures worked with."""
    printed_texts = [item.figure.text for item in computed.operands if item.figure]
    claims = [
        claim
        for claim in read_quantities(query.question, query.language)
        if claim.scale > 1 or claim.unit in (*MONEY, *PERCENT)
    ]
    return all(any(supported(claim, text) for text in printed_texts) for claim in claims)


def _in_unit_asked(computed: Computed, query: Query) -> bool:
    """Whether the result is a percentage where one is asked for: never money for "phần trăm"."""
    relative = computed.operation in (Operation.SHARE, Operation.GROWTH, Operation.LARGER)
    units = {item.figure.unit for item in computed.operands if item.figure}
    return relative or query.answer_type != "percent" or units <= set(PERCENT)


def _is_printed(asked: Derivation, reading: Reading) -> bool:
    """Whether figures as printed say what is asked for."""
    found = [statement.figure for statement in reading.statements if statement.figure]
    if asked.operation in (Operation.MONTHLY, Operation.RATIO):
        each = any(q.per for figure in found for q in read_quantities(figure.text))
        return each or (
            asked.operation is Operation.RATIO and any(map(_is_each, reading.statements))
        )
    if asked.operation is Operation.DIFFERENCE and asked.against_plan:
        return bool(found)
    if asked.operation is Operation.SHARE:
        return any(figure.unit in PERCENT for figure in found)
    return any(figure.scope.kind is Kind.GROWTH or figure.term in _BALANCES for figure in found)


def _is_each(statement: Statement) -> bool:
    """Whether a printed figure is told of each: "bình quân mỗi hộ vay 52 triệu đồng"."""
    figure = statement.figure
    if figure is None:
        return False
    clause = statement.sentence.clause_at(figure.start)
    said = normalise(statement.sentence.document.text[clause.start : figure.end])
    return _EACH.search(said) is not None


def read_computed(
    query: Query, asked: Derivation, figures: Figures, *, today: date
) -> Computed | None:
    """Work out what a question asks for; None where a figure is missing or scopes differ."""
    parts = plan_and_result(query) if asked.against_plan else parts_of(query, asked, today)
    found = [usable_of(part, figures(part)) for part in parts]
    pairs = [
        pair
        for pair in product(*found)
        if comparable(asked, parts, [item.figure for item in pair if item.figure])
    ]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: sum(item.score for item in pair) + _preferred(pair))
    pair = tuple(unrounded(item, usable) for item, usable in zip(best, found, strict=True))
    if asked.against_plan and asked.operation in (Operation.SHARE, Operation.LARGER):
        pair = pair[::-1]  # the result is the share of the plan
    return _compute(asked, pair)


def _preferred(pair: Sequence[Candidate]) -> float:
    """What speaks for a pair beside its scores: what was reached earlier, like kinds."""
    figures = [item.figure for item in pair if item.figure]
    times = [figure.scope.period for figure in figures]
    aimed = [figure.scope.kind in (Kind.TARGET, Kind.PLAN) for figure in figures]
    reached = False
    if len(times) == 2 and times[0] and times[1] and times[0].end != times[1].end:
        reached = not aimed[int(times[1].end < times[0].end)]
    return _REACHED * reached + _ALIKE * (len(set(aimed)) == 1)


def _quantity(figure: Figure) -> Quantity:
    """A printed figure as a quantity, a bare cell of a table with its unit."""
    shown = printed(figure)
    read = read_quantities(shown)
    bound = Bound(figure.bound) if figure.bound else Bound.EXACT
    first = read[0] if read else Quantity(
        0, len(shown), shown, figure.value, None, None, figure.unit, bound, figure.unit, None
    )  # fmt: skip
    return replace(first, value=figure.value, low=None, high=None, unit=figure.unit, bound=bound)


def _compute(asked: Derivation, pair: Sequence[Candidate]) -> Computed | None:
    figures = [item.figure for item in pair if item.figure]
    quantities = [_quantity(figure) for figure in figures]
    values = [q.value for q in quantities if q.value is not None]
    if asked.operation is Operation.GROWTH and figures[0].unit in PERCENT:
        asked = replace(asked, operation=Operation.DIFFERENCE)  # of rates: in points
    months = 1
    if asked.operation is Operation.MONTHLY:
        so_far = figures[1].scope.period
        if so_far is None or so_far.start.month != 1 or so_far.end.month == 12:
            return None
        months = 12 - so_far.end.month
    value = worth(asked.operation, values, months)
    if value is None:
        return None
    relative = asked.operation in (Operation.SHARE, Operation.GROWTH, Operation.COMPLEMENT)
    result, exact = shown_as(asked.operation, quantities, value, relative=relative)
    done = Computed(asked.operation, tuple(pair), result, exact, months=months)
    if asked.operation is not Operation.LARGER:
        return done
    if asked.against_plan:
        return _met(asked, done, quantities)
    if not decided(quantities):
        return None
    equal = values[0] == values[1]
    winner = None if equal else int((values[0] > values[1]) == asked.smaller)
    verdict = winner == 0 if asked.verdict else None
    return replace(
        done,
        winner=winner,
        verdict=verdict,
        smaller=asked.smaller,
        much=asked.much,
        value=asked.value,
    )


def _met(asked: Derivation, done: Computed, quantities: Sequence[Quantity]) -> Computed:
    """Whether a result reaches its plan: stays below it where less is better.

    A plan "trên 5%" is passed by 5,1%; one "dưới 4%" by 3,9%.
    """
    result, plan = (quantity.value or 0 for quantity in quantities)
    figures = [item.figure for item in done.operands if item.figure]
    smaller = quantities[1].bound in (Bound.UNDER, Bound.AT_MOST) or any(
        figure.term in _BETTER_LESS for figure in figures
    )
    strict = asked.beyond or quantities[1].bound in (Bound.UNDER, Bound.OVER)
    ahead = result < plan if smaller else result > plan
    verdict = ahead or (result == plan and not strict)
    winner = None if result == plan else 0 if ahead else 1
    return replace(done, winner=winner, verdict=verdict, smaller=smaller)
