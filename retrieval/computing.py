"""Figures worked out of printed ones: differences, shares, sums, what is left of a plan.

Only figures of the same scope are put together, but for the slot that the question compares; a
bound of an operand is carried into the result. What a computation rests on goes with it, so that
`recomputed` can do it again from the printed figures alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import product

from retrieval.derivation import Derivation, Operation, derivation_of
from retrieval.evidence import Candidate
from retrieval.follow_up import understand_turns
from retrieval.measured import relation
from retrieval.reading import ENOUGH, Reading, printed, unrounded
from retrieval.records import Query
from retrieval.slots import disjoint
from retrieval.understand import understand
from store.records import Figure
from vietnamese.normal import fold
from vietnamese.numbers import Quantity, format_en, format_vi, read_quantities, supported
from vietnamese.periods import Period, PeriodKind, read_periods, year_period
from vietnamese.quantity import MONEY, PERCENT, Bound
from vietnamese.scope import Kind, Scope

#: Finds and ranks the figures for one part of the question.
Figures = Callable[[Query], Sequence[Candidate]]

#: Decimal places of a result that does not come out even.
PLACES = 2
#: Candidates of each part that are put together, best first.
_TRIED = 8
_GOALS = (Kind.TARGET, Kind.PLAN)
_OUTCOMES = (Kind.RESULT, Kind.ESTIMATE, Kind.COUNT, None)
#: Words of its own from which on a part of a question needs no subject of another.
_OWN_WORDS = 2
#: Words that say what is to be worked out, folded.
_FRAME = frozenset(
    "thieu moi du dat can phai nua hoan thanh binh quan trung thang con lai so voi de them moi duoc"
    " ty trieu nghin dong muc muon ve dich per average each month remaining reach must more".split()
)
_SIGNS = {
    Operation.DIFFERENCE: "−", Operation.REMAINDER: "−", Operation.SUM: "+",
    Operation.SHARE: "÷", Operation.RATIO: "÷",
}  # fmt: skip
_UPWARD = (Bound.OVER, Bound.AT_LEAST)
_DOWNWARD = (Bound.UNDER, Bound.AT_MOST)
#: What is bounded is rounded so that the bound stays true.
_ROUNDING = {
    Bound.OVER: ROUND_FLOOR, Bound.AT_LEAST: ROUND_FLOOR,
    Bound.UNDER: ROUND_CEILING, Bound.AT_MOST: ROUND_CEILING,
}  # fmt: skip


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


def read_derived(
    query: Query, plain: Callable[[], Reading], figures: Figures, *, today: date
) -> Reading | None:
    """What a question that asks for a computation is answered with; None for any other question.

    `plain` reads the figures as printed: what is printed beats what can be worked out.
    """
    leans = "subject" in query.inherited
    asked = derivation_of(query.question if leans else query.text)
    if asked is None or (leans and not asked.against_plan):
        return None
    if asked.printed_first and _is_printed(asked, plain()):
        return None
    computed = read_computed(query, asked, figures, today=today)
    if computed is None or not _bears(computed, query):
        return None
    return Reading(computed=computed)


def _bears(computed: Computed, query: Query) -> bool:
    """Whether every amount that the question names is one of the figures worked with."""
    printed_texts = [item.figure.text for item in computed.operands if item.figure]
    claims = [
        claim
        for claim in read_quantities(query.question, query.language)
        if claim.scale > 1 or claim.unit in (*MONEY, *PERCENT)
    ]
    return all(any(supported(claim, text) for text in printed_texts) for claim in claims)


def _is_printed(asked: Derivation, reading: Reading) -> bool:
    """Whether figures as printed say what is asked for."""
    found = [statement.figure for statement in reading.statements if statement.figure]
    if asked.operation is Operation.MONTHLY:
        return any(q.per for figure in found for q in read_quantities(figure.text))
    if asked.operation is Operation.SHARE:
        return any(figure.unit in PERCENT for figure in found)
    return any(figure.scope.kind is Kind.GROWTH for figure in found)


def read_computed(
    query: Query, asked: Derivation, figures: Figures, *, today: date
) -> Computed | None:
    """Work out what a question asks for; None where a figure is missing or scopes differ."""
    parts = _plan_and_result(query) if asked.against_plan else _parts(query, asked, today)
    found = [_usable(part, figures(part)) for part in parts]
    pairs = [
        pair
        for pair in product(*found)
        if _comparable(asked, parts, [item.figure for item in pair if item.figure])
    ]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: sum(item.score for item in pair))
    pair = tuple(unrounded(item, usable) for item, usable in zip(best, found, strict=True))
    if asked.against_plan and asked.operation is Operation.SHARE:
        pair = pair[::-1]  # the result is the share of the plan
    return _compute(asked, pair)


def _parts(query: Query, asked: Derivation, today: date) -> tuple[Query, ...]:
    """The parts of a question as questions; the shorter one leans on the longer one."""
    texts = list(asked.parts)
    lead = max(range(len(texts)), key=lambda number: len(texts[number].split()))
    for text in texts:
        named = read_periods(text)
        if named and not read_periods(texts[lead]):
            texts[lead] += f" {named[0].text}"
    leading = understand(texts[lead], today=today, filters=query.filters)
    return tuple(
        _asking(leading if number == lead else _leaning(text, texts[lead], leading, query, today))
        for number, text in enumerate(texts)
    )


def _leaning(text: str, lead: str, leading: Query, query: Query, today: date) -> Query:
    """A part that leaves out what the leading one says: its scope, or its subject as well."""
    own = understand(text, today=today, filters=query.filters)
    words = [concept for concept in own.concepts if " " not in concept.wordings[0]]
    if not own.terms and len(words) < _OWN_WORDS:
        still = "Còn" if query.language == "vi" else "And"
        return understand_turns(f"{still} {text}?", [lead], today=today, filters=query.filters)
    scope = own.scope
    if not own.places:
        scope = replace(scope, place=leading.scope.place, level=leading.scope.level)
    if scope.period is None:
        scope = replace(scope, period=leading.scope.period)
    named = [leading.scope.place.full_name] if leading.scope.place and not own.places else []
    if scope.period and own.scope.period is None:
        named.append(str(scope.period.end.year))
    return replace(
        own,
        text=" ".join([text, *named]),
        scope=scope,
        places=own.places or leading.places,
        stock=own.stock or leading.stock,
    )


def _asking(part: Query) -> Query:
    """A part as a question for a figure."""
    if part.answer_type in ("amount", "percent", "count"):
        return part
    return replace(part, answer_type="amount", asked=())


def _plan_and_result(query: Query) -> tuple[Query, Query]:
    """A question about a plan as two: what was planned for the year, and what came of it."""
    scope = replace(query.scope, base=None)
    period = scope.period
    year = year_period(period.end.year) if period else None
    subject = tuple(c for c in query.concepts if not _is_frame(c.wordings[0]))
    plain = replace(query, answer_type="amount", asked=(), basis=None, concepts=subject)
    result_period = None if period == year else period
    return (
        replace(plain, scope=replace(scope, kind=Kind.TARGET, period=year), partial=None,
                basis=query.basis),
        replace(plain, scope=replace(scope, kind=Kind.RESULT, period=result_period), stock=False),
    )  # fmt: skip


def _is_frame(wording: str) -> bool:
    """Whether words of the question only say what is to be worked out."""
    return all(word in _FRAME or word.isdigit() for word in fold(wording).split())


def _usable(part: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Figures that may be an operand: exact in scope, of one value, the same print only once."""
    kept: list[Candidate] = []
    for item in ranked:
        figure = item.figure
        if item.conflicts or item.coverage < ENOUGH or figure is None or figure.value is None:
            continue
        if figure.doubt or (part.terms and relation(figure, part.terms) == "other"):
            continue
        if all(figure.value != other.figure.value for other in kept if other.figure):
            kept.append(item)
    return kept[:_TRIED]


def _comparable(asked: Derivation, parts: Sequence[Query], figures: Sequence[Figure]) -> bool:
    """Whether figures may be put together: one unit, and scopes that differ only as asked."""
    first, second = figures[0], figures[1]
    if (first.source, first.start) == (second.source, second.start):
        return False
    if (first.unit == second.unit) is (asked.operation is Operation.RATIO):
        return False
    if asked.operation in (Operation.SUM, Operation.SHARE) and first.unit in PERCENT:
        return False
    if any(
        (first.scope.kind is kind) != (second.scope.kind is kind)
        for kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    ):
        return False
    if asked.against_plan:
        return _plan_covers(first, second)
    if any(part.stock for part in parts) and _touch(first.scope.period, second.scope.period):
        return _same_place(first, second) or parts[0].scope.place != parts[1].scope.place
    return _scopes_agree(asked, parts[0].scope, parts[1].scope, first, second)


def _touch(one: Period | None, other: Period | None) -> bool:
    """Whether states told of two periods may be of one time: "giữa năm", "6 tháng đầu năm"."""
    return one is None or other is None or not disjoint(one, other)


def _scopes_agree(
    asked: Derivation, one: Scope, other: Scope, first: Figure, second: Figure
) -> bool:
    """Whether two figures differ in place, period and aim only where the two questions do."""
    if one.place == other.place and not _same_place(first, second):
        return False
    alike = _same_period(first.scope.period, second.scope.period)
    if one.period == other.period and not alike:
        return asked.operation is Operation.RATIO
    return _named_apart(one.kind, other.kind) or _goal(first) == _goal(second)


def _named_apart(one: Kind | None, other: Kind | None) -> bool:
    """Whether the question itself compares a plan with a result."""
    return one is not None and other is not None and (one in _GOALS) != (other in _GOALS)


def _goal(figure: Figure) -> bool:
    return figure.scope.kind in _GOALS


def _same(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _same_place(one: Figure, other: Figure) -> bool:
    first, second = one.scope.place, other.scope.place
    return first is None or second is None or (first.may_be(second) and first.level == second.level)


def _same_period(one: Period | None, other: Period | None) -> bool:
    """Whether two periods are one; what is counted on a day of a stretch belongs to it."""
    if one is None or other is None or not one.conflicts(other):
        return True
    ends_alike = one.end == other.end and PeriodKind.DAY in (one.kind, other.kind)
    return ends_alike


def _plan_covers(plan: Figure, result: Figure) -> bool:
    """Whether a plan is of the year that a result is a part of, of the same indicator and place."""
    when, so_far = plan.scope.period, result.scope.period
    if not _same_place(plan, result) or plan.scope.kind not in _GOALS:
        return False
    if result.scope.kind not in _OUTCOMES or not _same(plan.term, result.term):
        return False
    read = read_quantities(plan.text)
    if read and read[0].per:  # "2,4 tỷ/tháng" is no plan for the year
        return False
    if when is None or so_far is None:
        return False
    return when.kind is PeriodKind.YEAR and when.contains(so_far)


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
    months = 1
    if asked.operation is Operation.MONTHLY:
        so_far = figures[1].scope.period
        if so_far is None or so_far.start.month != 1 or so_far.end.month == 12:
            return None
        months = 12 - so_far.end.month
    value = _worth(asked.operation, values, months)
    if value is None:
        return None
    relative = asked.operation in (Operation.SHARE, Operation.GROWTH)
    result, exact = _shown(asked.operation, quantities, value, relative=relative)
    done = Computed(asked.operation, tuple(pair), result, exact, months=months)
    if asked.operation is not Operation.LARGER:
        return done
    if not _decided(quantities):
        return None
    equal = values[0] == values[1]
    winner = None if equal else int((values[0] > values[1]) == asked.smaller)
    verdict = winner == 0 if asked.verdict else None
    return replace(done, winner=winner, verdict=verdict, smaller=asked.smaller)


def _worth(operation: Operation, values: Sequence[Decimal], months: int) -> Decimal | None:
    """The result in the base unit; None where it cannot be worked out."""
    first, second = values[0], values[1]
    if operation is Operation.SUM:
        return sum(values, Decimal(0))
    if operation in (Operation.DIFFERENCE, Operation.LARGER):
        return abs(first - second)
    if operation is Operation.REMAINDER:
        return first - second if first > second else None
    if operation is Operation.MONTHLY:
        return (first - second) / months if first > second else None
    if not second:
        return None
    if operation is Operation.GROWTH:
        return (first - second) / second * 100
    return first / second * (100 if operation is Operation.SHARE else 1)


def _shown(
    operation: Operation, quantities: Sequence[Quantity], value: Decimal, *, relative: bool
) -> tuple[Quantity, bool]:
    """The result as a quantity rounded for print, and whether it is exact."""
    lead = max(quantities, key=lambda q: (q.unit == quantities[0].unit, q.scale))
    bound = _bound(operation, quantities)
    unit = "%" if relative else quantities[0].unit
    if operation in (Operation.DIFFERENCE, Operation.LARGER) and unit == "%":
        unit = "điểm %"
    scale = Decimal(1) if relative or unit in PERCENT else lead.scale
    while scale > 1000 and abs(value) < scale:
        scale /= 1000
    places = Decimal(1).scaleb(-PLACES)
    rounded = (value / scale).quantize(places, _ROUNDING.get(bound, ROUND_HALF_UP)) * scale
    even = value == rounded or operation in (
        Operation.SUM, Operation.DIFFERENCE, Operation.REMAINDER, Operation.LARGER
    )  # fmt: skip
    shown = value if even else rounded
    spelt = "" if relative or unit != lead.unit else lead.printed_unit
    return (
        Quantity(
            0, 0, "", shown, None, None, unit, bound, spelt, _per(operation, quantities), scale,
            bound_word="gần" if bound is Bound.ABOUT and _nearly(quantities) else "",
        ),
        even,
    )  # fmt: skip


def _per(operation: Operation, quantities: Sequence[Quantity]) -> str | None:
    if operation is Operation.RATIO:
        return quantities[1].unit or None
    return "tháng" if operation is Operation.MONTHLY else None


def _nearly(quantities: Sequence[Quantity]) -> bool:
    return any(q.bound_word.lower().startswith("gần") for q in quantities)


def _bound(operation: Operation, quantities: Sequence[Quantity]) -> Bound:
    """The bound of a result: an operand that is bounded from below pushes it up or down."""
    above = below = vague = False
    falls = operation in (Operation.DIFFERENCE, Operation.LARGER) and (quantities[0].value or 0) < (
        quantities[1].value or 0
    )
    for place, quantity in enumerate(quantities):
        taken_off = (place > 0) is not falls and operation is not Operation.SUM
        if quantity.bound in (*_UPWARD, *_DOWNWARD):
            rises = (quantity.bound in _UPWARD) is not taken_off
            above, below = above or rises, below or not rises
        elif quantity.bound is not Bound.EXACT:
            vague = True
    if vague or (above and below):
        return Bound.ABOUT
    strict = any(q.bound in (Bound.OVER, Bound.UNDER) for q in quantities)
    if above:
        return Bound.OVER if strict else Bound.AT_LEAST
    if below:
        return Bound.UNDER if strict else Bound.AT_MOST
    return Bound.EXACT


def _decided(quantities: Sequence[Quantity]) -> bool:
    """Whether the bounds leave no doubt which of two figures is larger."""
    first, second = quantities[0], quantities[1]
    assert first.value is not None
    assert second.value is not None
    low, high = sorted((first, second), key=lambda q: q.value or Decimal(0))
    return low.bound not in _UPWARD or high.bound in (*_UPWARD, Bound.EXACT)


def in_words(computed: Computed, language: str, marks: Sequence[int] = ()) -> tuple[str, str]:
    """The result and the expression in print: "238,4 tỷ đồng", "2.580 tỷ đồng − 2.341,6 tỷ đồng".

    With `marks` each operand has the mark of its citation behind it.
    """
    write = format_en if language == "en" else format_vi
    shown = [_plain(printed(item.figure), language) for item in computed.operands if item.figure]
    if marks:
        shown = [f"{text} [{mark}]" for mark, text in zip(marks, shown, strict=True)]
    first, second = shown[0], shown[1]
    operation = computed.operation
    if operation is Operation.GROWTH:
        expression = f"({first} − {second}) ÷ {second}"
    elif operation is Operation.MONTHLY:
        expression = f"({first} − {second}) ÷ {computed.months}"
    elif operation is Operation.LARGER:
        high, low = _ordered(computed, shown)
        expression = f"{high} > {low}"
    elif operation is Operation.DIFFERENCE:
        high, low = _ordered(computed, shown)
        expression = f"{high} − {low}"
    else:
        expression = f" {_SIGNS[operation]} ".join(shown)
    return write(computed.result), expression


def _ordered(computed: Computed, shown: Sequence[str]) -> tuple[str, str]:
    values = [item.figure.value for item in computed.operands if item.figure]
    assert values[0] is not None
    assert values[1] is not None
    return (shown[0], shown[1]) if values[0] >= values[1] else (shown[1], shown[0])


def _plain(text: str, language: str) -> str:
    """A printed figure on one line, in English notation for an English answer."""
    read = read_quantities(text)
    if language == "en" and len(read) == 1:
        return format_en(read[0])
    return " ".join(text.split())


def record(computed: Computed, marks: Sequence[int], language: str) -> dict[str, object]:
    """What an answer keeps of a computation, in plain JSON types; see `recomputed`.

    `marks` are those of the citations of the operands.
    """
    text, expression = in_words(computed, language)
    return {
        "operation": computed.operation.value,
        "expression": expression,
        "text": text,
        "value": str(computed.result.value),
        "unit": computed.result.unit,
        "bound": computed.result.bound.value,
        "rounded": not computed.exact,
        "step": str(computed.result.scale.scaleb(-PLACES)),
        "months": computed.months,
        "operands": [
            {
                "marker": marker,
                "text": item.figure.text,
                "value": str(item.figure.value),
                "unit": item.figure.unit,
                "source": item.figure.source,
                "start": item.figure.start,
                "end": item.figure.end,
            }
            for marker, item in zip(marks, computed.operands, strict=True)
            if item.figure
        ],
    }


def recomputed(computation: Mapping[str, object], stored: Mapping[str, str]) -> bool:
    """Whether a computation comes out the same from the figures as printed in the `stored` texts.

    Each operand must be the stored text of its source at its offsets and be worth what is recorded,
    but for a cell of a table, whose unit and scale stand in its header.
    """
    operands = computation["operands"]
    assert isinstance(operands, list)
    values = []
    for operand in operands:
        text = stored.get(operand["source"], "")[operand["start"] : operand["end"]]
        value = Decimal(operand["value"])
        if text != operand["text"] or not _prints(text, value):
            return False
        values.append(value)
    operation = Operation(str(computation["operation"]))
    worth = _worth(operation, values, int(str(computation["months"])))
    shown = Decimal(str(computation["value"]))
    if worth is None:
        return False
    if not computation["rounded"]:
        return worth == shown
    return abs(worth - shown) <= Decimal(str(computation["step"]))


def _prints(text: str, value: Decimal) -> bool:
    """Whether a text prints a value, or its digits where a table's header gives the scale."""
    read = [q.value for q in read_quantities(text) if q.value is not None]
    return any(v == value or (v and (value / v).normalize() in _POWERS) for v in read)


#: What the header of a table may multiply its cells by.
_POWERS = {(Decimal(10) ** exponent).normalize() for exponent in range(1, 16)}
