"""Reading figures: the one that answers, a table of scopes, a verdict, a premise set right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from retrieval.clearly_meant import clearly_meant
from retrieval.directions import direction_of
from retrieval.disagreement import disagreeing
from retrieval.evidence import Candidate
from retrieval.fitness import same_unit
from retrieval.measured import relation_to
from retrieval.pairs import counterpart
from retrieval.records import Query
from retrieval.references import read_references
from retrieval.rivals import is_plan_of, of_each_place, rivals_of, unrounded
from retrieval.shelf import Sentence
from retrieval.slots import nearly_whole_year
from retrieval.subsets import is_narrowed, or_its_whole, without_namesakes
from retrieval.threads import IN_SECTION, nearness, tells_on
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.notation import read_digits
from vietnamese.numbers import Quantity, read_quantities, same_value, supported
from vietnamese.quantity import MONEY
from vietnamese.scope import Kind
from vietnamese.sentences import Span

if TYPE_CHECKING:
    from retrieval.computing import Computed

#: Share of the question that must stand in the evidence. Of figures from here on 96% are right and
#: 1% of the right ones are lost (0.55: 96%, none; 0.7: 97%, 1%); of sentences 91% and 3% (0.55:
#: 91%, none; 0.7: 90%, 8%). Measured on 166 candidates by `python -m eval calibration`.
ENOUGH = 0.6
#: The same of a figure in the sentence of the answer before, whose subject the turn keeps.
_TOLD_ON = 0.4
#: How much less a figure of all may score than one of some.
_NARROWED = 0.15
#: A longer sentence is quoted by the clause that answers.
LONG_SENTENCE = 360
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
    enough = [item for item in ranked if item.coverage >= ENOUGH or _tells_on(query, item)]
    usable = [item for item in enough if not item.conflicts and item.score >= ENOUGH]
    usable = usable or _of_nearly_a_year(query, enough) or clearly_meant(query, ranked)
    if not usable:
        slots = {"period", "place", "level", "kind"}
        return Reading(near=tuple(item for item in enough if set(item.conflicts) <= slots))
    usable = without_namesakes(query, usable)
    usable = _of_the_very_indicator(query, _of_all(query, usable))
    best = or_its_whole(query, _told_with_its_plan(query, usable), usable)
    best = unrounded(best, usable)
    rivals = of_each_place(query, usable) or rivals_of(
        query, best, _no_further(query, best, usable)
    )
    if len(rivals) > 1:
        return Reading(tuple(figure_statement(item) for item in rivals), scopes=True)
    best, *others = disagreeing(best, usable)
    pair = counterpart(best, ranked)
    return Reading(
        (figure_statement(best),),
        others=tuple(map(figure_statement, others)),
        beside=figure_statement(pair) if pair else None,
    )


def _tells_on(query: Query, item: Candidate) -> bool:
    """Whether a figure goes on from the answer before: its subject may be said once for both."""
    figure = item.figure
    return (
        item.coverage >= _TOLD_ON and figure is not None and tells_on(query, item.sentence, figure)
    )


def _no_further(query: Query, best: Candidate, usable: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand no further from the answer before than the best one does."""
    reach = min(nearness(query, best.sentence), IN_SECTION)
    return [item for item in usable if nearness(query, item.sentence) >= reach]


def _of_the_very_indicator(query: Query, usable: Sequence[Candidate]) -> list[Candidate]:
    """The figures of the indicator asked about alone, where the best is of none that is known.

    "Thu nộp ngân sách 4 tỷ đồng" of fines is no budget revenue, if that is told close by.
    """
    best = usable[0]
    if not query.terms or _is_of(query, best):
        return list(usable)
    same = [item for item in usable if _is_of(query, item)]
    near = same and same[0].score >= best.score - _NARROWED
    return same if near and same[0].coverage >= best.coverage else list(usable)


def _is_of(query: Query, item: Candidate) -> bool:
    """Whether a figure measures the indicator asked about, or a part of it that is named."""
    figure = item.figure
    return figure is not None and relation_to(query.terms, query.text, figure) == "same"


def _of_all(query: Query, usable: Sequence[Candidate]) -> list[Candidate]:
    """The figures without those of only some of what is asked about, where there are others."""
    wide = [item for item in usable if not is_narrowed(query, item)]
    best = usable[0].figure
    near = wide and wide[0].score >= usable[0].score - _NARROWED
    alike = any(
        best and item.figure and item.figure.term == best.term and same_unit(item.figure, best)
        for item in wide
    )
    return wide if near and alike else list(usable)


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


def _told_with_its_plan(query: Query, usable: Sequence[Candidate]) -> Candidate:
    """The first figure; where that is the plan told beside a result, the result is what is asked.

    "Đạt 42 triệu đồng (KH 40 triệu đồng)", where the question says neither.
    """
    first = usable[0]
    if query.scope.kind is None:
        for item in usable:
            if is_plan_of(first, item):
                return item
    return first


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


#: A paper is asked for by what it says: "nghị quyết nào đặt mục tiêu 40%".
_WHICH_PAPER = re.compile(
    r"\b(?:van ban|nghi quyet|quyet dinh|ke hoach|chi thi|de an|chuong trinh|ket luan)"
    r"(?: so| cu| moi)? (?:nao|may|gi)\b|\bwhich (?:resolution|decision|plan|document|programme)\b"
)


def read_premise(query: Query, ranked: Sequence[Candidate], texts: Iterable[str]) -> Reading | None:
    """What to say to a question that takes a figure for granted which the documents do not have.

    None when the question claims no figure, or one that the documents print: for the indicator
    asked about, or anywhere when it names none or asks for a person, who may have spoken of it,
    for a list, which the figure bounds ("các xã chưa đạt 60%"), or for when or where.
    """
    papers = [(named.start, named.end) for named in read_references(query.text) if named.number]
    claimed = [
        claim
        for claim in read_quantities(query.text, query.language)
        if _is_claim(claim)
        and not _is_denominator(query.text, claim)
        and not any(start <= claim.start < end for start, end in papers)
    ]
    if not claimed:
        return None
    near = [item for item in ranked if item.figure and item.coverage >= ENOUGH]
    printed = [item.figure for item in near if item.figure and item.figure.term in query.terms]
    of_other = query.answer_type in ("person", "list", "date", "place") or _WHICH_PAPER.search(
        fold(normalise(query.question))
    )
    if query.terms and not of_other:
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
