"""The parts of a computation: questions of their own, their figures, and which may go together."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.derivation import Derivation, Operation
from retrieval.directions import is_gap
from retrieval.evidence import Candidate
from retrieval.follow_up import understand_turns
from retrieval.measured import measured, relation
from retrieval.reading import ENOUGH
from retrieval.records import FIGURES, Query
from retrieval.slots import disjoint
from retrieval.understand import understand
from store.records import Figure
from vietnamese.kinds import read_kinds
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities
from vietnamese.periods import Period, PeriodKind, read_periods, year_period
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind, Scope

#: Candidates of each part that are put together, best first.
_TRIED = 8
_GOALS = (Kind.TARGET, Kind.PLAN)
_OUTCOMES = (Kind.RESULT, Kind.ESTIMATE, Kind.COUNT, Kind.SHARE, Kind.GROWTH, None)
#: Words of its own from which on a part of a question needs no subject of another.
_OWN_WORDS = 2
#: A stretch told by the one asked about, folded, and how many months lie between their ends.
_BEFORE = re.compile(
    r"(?:muc |so |ket qua |thuc hien )*(?:cua )?(?:cung ky(?: (?:nam )?(?:truoc|ngoai))?"
    r"|(?P<unit>thang|quy|nam|ky) (?:(?:lien )?(?:ke )?truoc(?: do)?|lien ke|ngoai))"
)
_MONTHS_BACK = {"thang": 1, "quy": 3, "nam": 12}
#: What makes a figure one that is printed as a difference.
_OFF_PLAN = re.compile(
    r"vượt(?: so với)?|vuot(?: so voi)?"
    r"|(?:thu |thiếu |bị )?hụt(?: thu)?(?: so với)?|(?:thấp|cao|ít|nhiều|kém) hơn(?: so với)?"
    r"|(?:thu |thieu |bi )?hut(?: thu)?(?: so voi)?|(?:thap|cao|it|nhieu|kem) hon(?: so voi)?",
    re.IGNORECASE,
)
#: Characters between a result and the plan that is told with it: one clause.
_NEAR = 80
#: Words that say what is to be worked out, folded.
_FRAME = frozenset(
    "thieu moi du dat can phai nua hoan thanh binh quan trung thang con lai so voi de them moi duoc"
    " ty trieu nghin dong usd do la my nua khoang muc muon ve dich hut vuot thap cao hon"
    " per average each month remaining reach must more".split()
)


#: What two rates differ by.
_POINTS = re.compile(r"\b(?:điểm|diem) (?:phần trăm|phan tram|%)", re.IGNORECASE)
#: A part that ends with the verb of a change.
_MOVES = re.compile(r"\b(?:tăng|giảm|tang|giam)\s*$")


def parts_of(query: Query, asked: Derivation, today: date) -> tuple[Query, ...]:
    """The parts of a question as questions; the shorter one leans on the longer one."""
    # "nơi nào kinh tế tăng nhanh hơn" asks of each by how much it did
    texts = [f"{text} bao nhiêu" if _MOVES.search(text) else text for text in asked.parts]
    kinds = [bool(read_kinds(text)) for text in texts]
    lead = max(range(len(texts)), key=lambda number: len(texts[number].split()))
    for text in texts:
        named = read_periods(text)
        if named and not read_periods(texts[lead]):
            texts[lead] += f" {named[0].text}"
    leading = understand(texts[lead], today=today, filters=query.filters)
    parts = [
        leading
        if number == lead
        else _earlier(text, leading) or _leaning(text, texts[lead], leading, query, today)
        for number, text in enumerate(texts)
    ]
    for number, part in enumerate(parts):
        other_time = part.scope.period != leading.scope.period
        if number != lead and not kinds[number] and other_time and leading.scope.kind in _GOALS:
            # "chỉ tiêu năm 2025 cao hơn năm 2024": what was reached then, or was aimed at
            parts[number] = replace(part, scope=replace(part.scope, kind=None))
    parts = [_asking(_at_the_place(part, query)) for part in parts]
    if asked.operation is Operation.DIFFERENCE and _POINTS.search(query.text):
        parts = [replace(part, answer_type="percent", asked=("%",)) for part in parts]
    return tuple(parts)


def _at_the_place(part: Query, query: Query) -> Query:
    """A part at the place of the whole question: "X chiếm bao nhiêu của Y tỉnh …", X there too."""
    if part.places or query.scope.place is None:
        return part
    scope = replace(
        part.scope, place=query.scope.place, level=part.scope.level or query.scope.level
    )
    return replace(part, scope=scope, places=query.places)


def _earlier(text: str, leading: Query) -> Query | None:
    """The leading part in the stretch before its own or a year back: "so với quý liền trước"."""
    words, period = _BEFORE.fullmatch(fold(normalise(text)).strip()), leading.scope.period
    if words is None or period is None:
        return None
    back = _MONTHS_BACK.get(words["unit"] or "", 12)
    if words["unit"] == "ky":
        back = _length(period)
    start, end = _months_back(period.start, back), _months_back(period.end, back)
    scope = replace(leading.scope, period=Period(start, end, period.kind), base=None)
    return replace(leading, scope=scope, partial=None, compared=None)


def _length(period: Period) -> int:
    return period.end.month - period.start.month + 1 + 12 * (period.end.year - period.start.year)


def _months_back(day: date, months: int) -> date:
    """A day some months before; the last of its month stays the last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))


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
    if part.answer_type in FIGURES:
        return part
    return replace(part, answer_type="amount", asked=())


def plan_and_result(query: Query) -> tuple[Query, Query]:
    """A question about a plan as two: what was planned for the year, and what came of it."""
    scope = replace(query.scope, base=None)
    period = scope.period
    year = year_period(period.end.year) if period else None
    subject = tuple(c for c in query.concepts if not _is_frame(c.wordings[0]))
    question = _OFF_PLAN.sub("so với", query.question)  # a plan is no difference
    plain = replace(
        query,
        question=question,
        text=_without_amounts(query),
        answer_type="amount",
        asked=(),
        basis=None,
        concepts=subject,
    )
    result_period = None if period == year else period
    grows = any(name == "growth_rate" or name.endswith("_growth") for name in query.terms)
    reached = Kind.GROWTH if grows else Kind.RESULT
    return (
        replace(plain, scope=replace(scope, kind=Kind.TARGET, period=year), partial=None,
                basis=query.basis),
        replace(plain, scope=replace(scope, kind=reached, period=result_period), stock=False),
    )  # fmt: skip


def _without_amounts(query: Query) -> str:
    """The question without the sums that it names: its plan is one of the figures sought."""
    text = query.text
    for named in reversed(read_quantities(text, query.language)):
        if named.unit in MONEY:
            text = f"{text[: named.start]}{text[named.end :]}"
    return text


def _is_frame(wording: str) -> bool:
    """Whether words of the question only say what is to be worked out."""
    return all(word in _FRAME or word.isdigit() for word in fold(wording).split())


def usable_of(part: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Figures that may be an operand: exact in scope, of one value, the same print only once."""
    kept: list[Candidate] = []
    for item in ranked:
        figure = item.figure
        if item.conflicts or item.coverage < ENOUGH or figure is None or figure.value is None:
            continue
        if is_gap(item.sentence, figure):  # a difference already
            continue
        if figure.doubt or (part.terms and relation(figure, part.terms) == "other"):
            continue
        if all(figure.value != other.figure.value for other in kept if other.figure):
            kept.append(item)
    return kept[:_TRIED]


def comparable(asked: Derivation, parts: Sequence[Query], figures: Sequence[Figure]) -> bool:
    """Whether figures may be put together: one unit, and scopes that differ only as asked."""
    first, second = figures[0], figures[1]
    if (first.source, first.start) == (second.source, second.start):
        return False
    if (first.unit == second.unit) is (asked.operation is Operation.RATIO):
        return False
    if asked.operation in (Operation.SUM, Operation.SHARE) and first.unit in PERCENT:
        return False
    if first.scope.kind is second.scope.kind is Kind.GROWTH and _measured_apart(first, second):
        return False
    of_rates = asked.against_plan and {first.unit, second.unit} <= set(PERCENT)
    if any(
        (first.scope.kind is kind) != (second.scope.kind is kind)
        for kind in ((Kind.SHARE_OF_PLAN,) if of_rates else (Kind.GROWTH, Kind.SHARE_OF_PLAN))
    ):
        return False
    if asked.against_plan:
        of_one_time = first.scope.period == second.scope.period
        return _plan_covers(first, second) and (
            asked.operation not in (Operation.DIFFERENCE, Operation.LARGER) or of_one_time
        )
    if any(part.stock for part in parts) and _touch(first.scope.period, second.scope.period):
        return _same_place(first, second) or parts[0].scope.place != parts[1].scope.place
    return _scopes_agree(asked, parts[0].scope, parts[1].scope, first, second)


def _measured_apart(one: Figure, other: Figure) -> bool:
    """Whether two changes of one time are measured from different ones: no difference is asked."""
    bases = (one.comparison, other.comparison)
    return None not in bases and bases[0] != bases[1] and one.scope.period == other.scope.period


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
    if None in (one.kind, other.kind) and _aims_beyond(first, second):
        return True
    return _named_apart(one.kind, other.kind) or _goal(first) == _goal(second)


def _aims_beyond(one: Figure, other: Figure) -> bool:
    """Whether one is aimed at in a time after the other was reached: the plan of the next year."""
    if _goal(one) == _goal(other):
        return False
    goal, reached = (one, other) if _goal(one) else (other, one)
    ahead, past = goal.scope.period, reached.scope.period
    return ahead is not None and past is not None and ahead.start > past.end


def _named_apart(one: Kind | None, other: Kind | None) -> bool:
    """Whether the question itself compares a plan with a result."""
    return one is not None and other is not None and (one in _GOALS) != (other in _GOALS)


def _goal(figure: Figure) -> bool:
    return figure.scope.kind in _GOALS


def _same_indicator(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing, known by its id or else named alike."""
    if one.term and other.term:
        return one.term == other.term or measured(one) == measured(other)
    if one.term or other.term:  # "đạt 61 xã, kế hoạch 65 xã"
        near = one.source == other.source and abs(one.start - other.start) <= _NEAR
        return near and one.unit == other.unit
    return fold(one.indicator.lower()) == fold(other.indicator.lower())


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
    if result.scope.kind not in _OUTCOMES or not _same_indicator(plan, result):
        return False
    read = read_quantities(plan.text)
    if read and read[0].per:  # "2,4 tỷ/tháng" is no plan for the year
        return False
    if when is None and so_far is None:  # "thu 585 tỷ trên dự toán 1.350 tỷ"
        return plan.source == result.source and abs(plan.start - result.end) <= _NEAR
    if when is None or so_far is None:
        return False
    return when.kind is PeriodKind.YEAR and when.contains(so_far)
