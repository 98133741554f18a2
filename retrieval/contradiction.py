"""Whether a statement turns what its quotes say into something else, each word of it borne out.

"Thu năm 2021 giảm 8,5%" has its figure and its year in "thu năm 2021 tăng 8,5%"; so has a target
given as a result, a month's figure given for the year, a city's for its province.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.claims import affirmed, denials, direction
from retrieval.records import Language
from store.records import Figure
from vietnamese.kinds import read_kinds
from vietnamese.normal import fold, normalise
from vietnamese.numbers import Quantity, read_quantities, same_value
from vietnamese.periods import Period, PeriodKind, PeriodMention, read_periods
from vietnamese.places import Place, PlaceMention, read_places
from vietnamese.scope import Kind, Scope
from vietnamese.terms import is_part_of, read_terms

_GOALS = frozenset({Kind.TARGET, Kind.PLAN})
_OUTCOMES = frozenset({Kind.RESULT, Kind.ESTIMATE})
#: Stretches of time that a figure adds up over: the figure of one is none of another.
_STRETCHES = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.MONTHS,
    PeriodKind.YEAR,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement rests on: a quote, what stands above it, and the figures in it.

    `above` are the title, the headings and the spans from which scope was inherited: they bear
    scope, names and dates, never a figure. `scope` is what the quote inherits.
    """

    quote: str
    above: tuple[str, ...] = ()
    scope: Scope = Scope()
    figures: tuple[Figure, ...] = ()


def contradicted(
    statement: str, grounds: Sequence[Ground], *, language: Language = "vi"
) -> tuple[str, ...]:
    """What `statement` says otherwise than all of `grounds`: "slot: words"; empty if nothing."""
    return tuple(
        dict.fromkeys(
            (
                *_turned(statement, grounds, language),
                *_denied(statement, grounds, language),
                *_other_figures(statement, grounds, language),
                *_other_places(statement, grounds),
                *_other_periods(statement, grounds),
                *_other_terms(statement, grounds),
            )
        )
    )


def _turned(statement: str, grounds: Sequence[Ground], language: Language) -> Iterator[str]:
    """Figures that rise where all quotes let them fall, or the other way round."""
    claims = read_quantities(statement, language)
    for place, claim in enumerate(claims):
        said = direction(statement, claims, place, language)
        if not said:
            continue
        printed = set()
        for ground in grounds:
            quantities = read_quantities(ground.quote)
            for at, quantity in enumerate(quantities):
                if same_value(claim, quantity):
                    printed.add(direction(ground.quote, quantities, at, "vi"))
        if printed and said not in printed and "" not in printed:
            yield f"direction: {claim.text}"


def _denied(statement: str, grounds: Sequence[Ground], language: Language) -> Iterator[str]:
    """Denials that no quote has, and denials of the quotes left out."""
    printed = [words for ground in grounds for words in denials(ground.quote, "vi")]
    said = denials(statement, language)
    if said and not printed:
        yield f"denial: {said[0]}"
    if language == "en":
        return
    for words in said:
        if words.count(" ") and any(affirmed(ground.quote, words) for ground in grounds):
            yield f"denial: {words}"
    for words in printed:
        if (
            words.count(" ")
            and affirmed(statement, words)
            and not any(affirmed(ground.quote, words) for ground in grounds)
        ):
            yield f"denial left out: {words}"


def _other_figures(statement: str, grounds: Sequence[Ground], language: Language) -> Iterator[str]:
    """Figures of the ledger given for another period, level or kind than they are recorded for."""
    periods = _named_periods(read_periods(statement))
    places = [mention for mention in read_places(statement) if mention.explicit]
    kinds = {mention.kind for mention in read_kinds(statement)}
    for claim in read_quantities(statement, language):
        recorded = [
            figure
            for ground in grounds
            for figure in ground.figures
            if any(same_value(claim, printed) for printed in worth_of(figure))
        ]
        if not recorded:
            continue
        if periods and all(_all_conflict(periods, figure.scope.period) for figure in recorded):
            yield f"period: {claim.text}"
        if places and all(_elsewhere(places, figure.scope.place) for figure in recorded):
            yield f"place: {claim.text}"
        if all(_other_kind(kinds, figure.scope.kind) for figure in recorded):
            yield f"kind: {claim.text}"


def worth_of(figure: Figure) -> list[Quantity]:
    """What a figure is worth as quantities, a bare cell of a table with its unit."""
    read = read_quantities(figure.text)
    if read and read[0].unit == figure.unit:
        return read[:1]
    first = read[0] if read else None
    if first is None:
        return []
    return [replace(first, value=figure.value, low=figure.low, high=figure.high, unit=figure.unit)]


def _named_periods(mentions: Sequence[PeriodMention]) -> list[Period]:
    return [m.period for m in mentions if m.period and not m.relative]


def _all_conflict(periods: Sequence[Period], recorded: Period | None) -> bool:
    return recorded is not None and all(_differ(period, recorded) for period in periods)


def _differ(said: Period, recorded: Period) -> bool:
    """Whether a figure recorded for one period is not one of the period said."""
    if said.kind in _STRETCHES and recorded.kind in _STRETCHES:
        return said.conflicts(recorded)
    if PeriodKind.HORIZON in (said.kind, recorded.kind):
        return not (said.touches(recorded.end.year) or recorded.touches(said.end.year))
    return said.end < recorded.start or recorded.end < said.start


def _elsewhere(mentions: Sequence[PlaceMention], recorded: Place | None) -> bool:
    return recorded is not None and not any(
        place.may_be(recorded) or place.parent == recorded.code or recorded.parent == place.code
        if place.name != recorded.name
        else place.may_be(recorded)
        for mention in mentions
        for place in mention.places
    )


def _other_kind(said: set[Kind], recorded: Kind | None) -> bool:
    """A target given as a result, or a result as a target; both words together say neither."""
    if recorded in _GOALS:
        return bool(said & _OUTCOMES) and not said & _GOALS
    return recorded in _OUTCOMES and bool(said & _GOALS) and not said & _OUTCOMES


def _other_places(statement: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """Places of a level that nothing cited has: the province for its city of the same name."""
    known = [ground.scope.place for ground in grounds if ground.scope.place]
    for ground in grounds:
        for text in (ground.quote, *ground.above):
            known += [place for mention in read_places(text) for place in mention.places]
    for mention in read_places(statement):
        alike = [place for place in known if place.name == mention.place.name]
        if (
            mention.explicit
            and alike
            and not any(said.may_be(place) for said in mention.places for place in alike)
        ):
            yield f"place: {mention.text}"


def _other_periods(statement: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """Months, quarters and halves that nothing cited names or inherits.

    Years are borne out by their digits, which `check.unsupported` looks for.
    """
    known = [ground.scope.period for ground in grounds if ground.scope.period]
    known += [figure.scope.period for g in grounds for figure in g.figures if figure.scope.period]
    shapes = set()
    for ground in grounds:
        for text in (ground.quote, *ground.above):
            for mention in read_periods(text):
                known += [mention.period] if mention.period else []
                if mention.partial:
                    shapes.add((mention.partial.first_month, mention.partial.last_month))
    shapes |= {(period.start.month, period.end.month) for period in known}
    for mention in read_periods(statement):
        if mention.relative:
            continue
        if mention.period and mention.period.kind in _STRETCHES[:-1]:
            shape = (mention.period.start.month, mention.period.end.month)
        elif mention.partial and mention.partial.kind in _STRETCHES[:-1]:
            shape = (mention.partial.first_month, mention.partial.last_month)
        else:
            continue
        if shape not in shapes:
            yield f"period: {mention.text}"


def _other_terms(statement: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """Indicators that nothing cited names: imports for exports."""
    known = {figure.term for ground in grounds for figure in ground.figures if figure.term}
    texts = [text for ground in grounds for text in (ground.quote, *ground.above)]
    for text in texts:
        known |= {mention.term.id for mention in read_terms(text)}
    words = [fold(normalise(text)) for text in texts]
    for mention in read_terms(statement):
        said = mention.term.id
        if any(is_part_of(said, other) or is_part_of(other, said) for other in known):
            continue
        if not any(fold(normalise(mention.text)) in text for text in words):
            yield f"indicator: {mention.text}"
