"""Sentences and figures of the found passages, ranked by how well they answer the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from retrieval.areas import is_elsewhere
from retrieval.borne_numbers import bears, number_borne
from retrieval.dashed import is_another_of_row
from retrieval.demands import is_for_next_year
from retrieval.directions import direction_conflict, is_printed_change
from retrieval.echoes import echoes
from retrieval.exclusions import is_excluded
from retrieval.fitness import fitness, unit_conflict
from retrieval.funding import asks_cost, is_cost, is_whole_cost, of_other_purse, said_by_purse
from retrieval.known_offices import office_layer
from retrieval.magnitude import is_of_other_magnitude
from retrieval.matching import THERE, Layer, Matcher, Rarity, folded_run, wording_rarity
from retrieval.measured import named_by_unit, names_of, relation_to
from retrieval.newly import is_of_all
from retrieval.ordinals import of_other_number
from retrieval.own_words import is_outdone
from retrieval.records import Query
from retrieval.references import Reference, fit, read_references
from retrieval.said_by_noun import said_by_noun
from retrieval.shelf import Sentence
from retrieval.slots import agreements, figure_conflicts, sentence_conflicts
from retrieval.sorts_asked import of_other_sort
from retrieval.threads import AROUND, goes_on, left_out, nearness, of_other_measure
from retrieval.unsaid import names_then, planned_or_spent, told_of_zone, unsaid_conflicts
from store.records import Figure, Passage
from vietnamese.normal import fold, normalise
from vietnamese.periods import PeriodKind
from vietnamese.places import Level, read_places, same_or_within

#: Units below the province, of which a text tells one by one.
_LOCAL = (Level.CITY, Level.DISTRICT)
#: What the rank of the passage adds, what each agreeing slot adds, what each conflict takes off.
_RANK_SHARE, _AGREEMENT, _CONFLICT = 0.12, 0.06, 0.5
#: What the very period asked about adds, where one that only reaches it would do: "đến năm 2020".
_VERY_PERIOD = 0.02
#: Added where a figure's indicator has the question's own words, not others for them.
_OWN_WORDS = 0.04
#: Added to what something costs in all, where that is asked.
_WHOLE_COST = 0.15
#: Share of what a part is asked by that its figure has in its own clause: headings name the whole.
_PART_NAMED = 0.45
#: Added where the answer before stands, in a follow-up.
_THREAD = 0.15
#: Taken off a figure whose indicator is known to be another one than asked for.
_OTHER_TERM = 0.25
#: Taken off a figure of no known indicator when a known one is asked for.
_NO_TERM = 0.12
#: How far a word of the question must stand beside a figure of another indicator: more than the
#: head that both names have.
_MORE_THAN_HEAD = 0.6
#: What a day or a place counts that a sentence spells out, beside a word of the question; a day is
#: as rare as a word that stands nowhere.
_SLOT, _UNSEEN = 0.5, "_"


@dataclass(frozen=True)
class Candidate:
    """A sentence, or one figure of it, with its score (0–1) and the slots that speak against it.

    `score` is coverage of the question plus the rank of the passage; `coverage` alone decides
    whether the documents have an answer at all; `own` is what the sentence holds by itself;
    `lacks` says that something the question names stands neither in it nor above it; what leans on
    the sentence before ("Ông tự …") has that for its own. `rank` is the
    score of its passage, `likely` what the learned order gave it, 0 where that was not asked.
    """

    sentence: Sentence
    score: float
    coverage: float
    conflicts: tuple[str, ...] = ()
    own: float = 0.0
    lacks: bool = False
    figure: Figure | None = None
    rank: float = 0.0
    likely: float = 0.0


#: Puts sentences in order, which come in that of their documents; see `retrieval.sentence_ranker`.
Order = Callable[[Query, Sequence[Candidate]], list[Candidate]]


def rank_sentences(
    query: Query,
    found: Sequence[tuple[Sentence, float]],
    rarity: Rarity,
    order: Order | None = None,
) -> list[Candidate]:
    """Sentences in `order`, best first; without one by how much of the question they hold."""
    judged = judge_sentences(query, found, rarity)
    return order(query, judged) if order else sorted(judged, key=_order)


def judge_sentences(
    query: Query, found: Sequence[tuple[Sentence, float]], rarity: Rarity
) -> list[Candidate]:
    """How much of the question each sentence holds and what speaks against it, as they come."""
    matcher = Matcher(query.concepts, rarity, accented=not query.unaccented)
    parts = tuple(replace(item, number=()) for item in read_references(query.text) if item.parts)
    ranked = []
    for sentence, rank in found:
        known = office_layer(query, sentence)
        offices = (known,) if known else ()
        borne = number_borne(query, sentence.document)
        covered = matcher.coverage((sentence.own, *offices, *sentence.context), borne)
        covered = matcher.raised(covered, _named_slots(query, sentence, rarity))
        itself = (sentence.own, *offices)
        itself = (*itself, sentence.context[-1]) if sentence.leans else itself
        own = matcher.coverage(itself, borne)
        above = (*itself, *sentence.headings)
        # What stands before in a paragraph is read where nothing else helps: it takes long.
        lacks = matcher.lacks(above) and matcher.lacks((*above, sentence.paragraph))
        scope = sentence.passage.scope
        timed = query.scope.period is not None
        conflicts = sentence_conflicts(
            query,
            scope.place,
            sentence.named_periods if timed else (),
            scope.period,
            sentence.told_periods if timed else (),
        )
        if names_then(query, sentence):
            conflicts = tuple(slot for slot in conflicts if slot != "period")
        conflicts = told_of_zone(query, sentence, conflicts)
        if "place" not in conflicts and (
            of_other_place(query, sentence) or tells_of_other_place(query, sentence)
        ):
            conflicts = (*conflicts, "place")
        if "subject" in query.inherited and lacks:
            conflicts = (*conflicts, "subject")
        if not sentence.speaks_of(query.documents):
            conflicts = (*conflicts, "document")
        if "period" in conflicts and is_for_next_year(query, sentence):
            conflicts = tuple(slot for slot in conflicts if slot != "period")
        if is_excluded(query, sentence):
            conflicts = (*conflicts, "excluded")
        if parts and not _holds_parts(parts, sentence.passage):
            conflicts = (*conflicts, "part")
        if of_other_number(query.text, sentence.text):
            conflicts = (*conflicts, "part")
        score = covered + _RANK_SHARE * rank - _CONFLICT * len(conflicts)
        score += _THREAD * nearness(query, sentence)
        ranked.append(Candidate(sentence, score, covered, conflicts, own, lacks, rank=rank))
    return ranked


def of_other_place(query: Query, sentence: Sentence) -> bool:
    """Whether all figures of a sentence are of places beside the one asked about.

    "Chỉ số của huyện đạt 87 điểm, xếp thứ 4" under "Tại Mai Sơn" tells nothing of Mộc Châu; a
    sentence that names the place asked about may compare the two.
    """
    places = {figure.scope.place for figure in sentence.figures if figure.scope.place}
    if not places or not query.places:
        return False
    asked = query.places
    if any(same_or_within(p, q) or same_or_within(q, p) for p in places for q in asked):
        return False
    names = {fold(normalise(place.name)) for place in asked}
    return not any(f" {name} " in sentence.own.running for name in names)


def tells_of_other_place(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence names another district than the one asked about, not near it either.

    What is told of Ninh Hòa says nothing of Vạn Ninh; not so where the text is of the place asked
    about, or the sentence names both.
    """
    asked, known = query.scope.place, sentence.passage.scope.place
    if asked is None or asked.level not in _LOCAL or (known is not None and asked.may_be(known)):
        return False
    name = f" {fold(normalise(asked.name))} "
    near = (sentence.own, sentence.paragraph, *sentence.headings)
    if any(name in layer.running for layer in near):
        return False
    named = [mention.place for mention in read_places(sentence.text) if mention.explicit]
    return any(place.level in _LOCAL for place in named)


def _holds_parts(parts: Sequence[Reference], passage: Passage) -> bool:
    """Whether a passage is or speaks of the article, chapter or annex that is asked about."""
    return fit(parts, passage.text, passage.headings, passage.context) > 0


def _named_slots(query: Query, sentence: Sentence, rarity: Rarity) -> float:
    """Weight of the day and the place of the question that a sentence names itself.

    Slots are no concepts, as most sentences inherit theirs; one that spells out a rare place or
    the very day says more.
    """
    weight = 0.0
    asked = query.scope.period
    if asked and asked.kind is PeriodKind.DAY and asked in sentence.periods:
        weight += _SLOT * rarity(_UNSEEN)
    for name in {fold(normalise(place.name)) for place in query.places[:1]}:
        if f" {name} " in sentence.own.running:
            weight += _SLOT * wording_rarity(name, rarity)
    return weight


def rank_figures(
    query: Query, found: Sequence[tuple[Sentence, float]], rarity: Rarity
) -> list[Candidate]:
    """Figures of the sentences by how well they answer the question, best first.

    A figure is matched by its own clause before its sentence; one that conflicts with the question
    on a slot is kept with its conflicts, because a refusal names the scopes that do exist.
    """
    accented = not query.unaccented
    matcher = Matcher(query.concepts, rarity, accented=accented)
    added = Matcher(query.added, rarity, accented=accented) if query.thread else None
    ranked = []
    bearers = _bearers(query, found)
    for sentence, rank in found:
        elsewhere = bearers and not (
            sentence.document.source in bearers or sentence.speaks_of(query.documents)
        )
        behind = left_out(query, sentence, rarity)
        for figure in sentence.figures:
            near = sentence.own_layers(figure)
            paid = said_by_purse(query, sentence, figure)
            known = names_of(figure) | named_by_unit(figure) | paid | said_by_noun(query, figure)
            covered = matcher.coverage((*near, *sentence.context), known)
            score = (
                covered
                + _RANK_SHARE * rank
                + _AGREEMENT * agreements(query, figure.scope)
                + _VERY_PERIOD * (query.scope.period == figure.scope.period)
                + fitness(query, figure)
                + _OWN_WORDS * _in_its_own_words(query, sentence, figure)
                + _THREAD * nearness(query, sentence)
                + _WHOLE_COST * is_whole_cost(query, sentence, figure)
            )
            conflicts = _slot_conflicts(query, sentence, figure)
            how = relation_to(query.terms, query.text, figure)
            part_asked = how == "part" and query.added and figure.start not in behind
            if how in ("part", "whole", "twin") and not part_asked:
                conflicts = (*conflicts, "indicator")
            elif query.terms and how != "same":
                # "du lịch đóng góp 6% vào GRDP" is no GRDP, unless tourism is asked about.
                # another indicator shares no more than its head: "tỷ lệ hộ nghèo", "tỷ lệ sinh"
                least = _MORE_THAN_HEAD if how == "other" else THERE
                named = bool(paid) or (
                    matcher.touches(near[0], least)
                    and (how != "other" or _is_named_about(matcher, sentence))
                )
                if asks_cost(query) and is_cost(sentence, figure):
                    named = any(map(matcher.touches, sentence.context))
                score -= _OTHER_TERM if figure.term else 0 if named else _NO_TERM
                if not named and not matcher.touches(sentence.lead_up(figure), least):
                    conflicts = (*conflicts, "indicator")
            conflicts = _more_conflicts(query, matcher, added, sentence, figure, conflicts)
            conflicts += _unnamed_part(query, matcher, near)
            if figure.start in behind and "subject" not in conflicts:
                conflicts = (*conflicts, "subject")
            if "unit" not in conflicts and of_other_measure(query, figure):
                conflicts = (*conflicts, "unit")
            idle = goes_on(query, sentence, figure)
            conflicts = tuple(slot for slot in conflicts if slot not in idle)
            if elsewhere:
                conflicts = (*conflicts, "document")
            ranked.append(Candidate(sentence, score, covered, conflicts, figure=figure, rank=rank))
    return sorted(ranked, key=_order)


def _slot_conflicts(query: Query, sentence: Sentence, figure: Figure) -> tuple[str, ...]:
    """The slots of a figure that conflict, as its sentence lets them be understood."""
    conflicts = figure_conflicts(query, figure)
    if is_printed_change(query, sentence, figure):
        conflicts = tuple(slot for slot in conflicts if slot != "kind")
    conflicts = planned_or_spent(query, sentence, figure, conflicts)
    conflicts += unsaid_conflicts(query, sentence, figure)
    return told_of_zone(query, sentence, conflicts)


def _is_named_about(matcher: Matcher, sentence: Sentence) -> bool:
    """Whether the indicator asked about stands in a sentence or above it: all have areas."""
    return any(map(matcher.names, (sentence.own, sentence.paragraph, *sentence.headings)))


def _unnamed_part(query: Query, matcher: Matcher, near: Sequence[Layer]) -> tuple[str, ...]:
    """A conflict where a part is asked for whose name is only that of the whole, in a heading."""
    named = query.besides is None or "subject" in query.inherited
    return () if named or matcher.coverage(near[:4]) >= _PART_NAMED else ("subject",)


def _more_conflicts(
    query: Query,
    matcher: Matcher,
    added: Matcher | None,
    sentence: Sentence,
    figure: Figure,
    conflicts: tuple[str, ...],
) -> tuple[str, ...]:
    """The conflicts given, and those that the words around a figure and its unit add."""
    near = sentence.own_layers(figure)
    if "subject" in query.inherited:
        # Beside the answer before only what the turn adds need be said again.
        sought = added if added is not None and nearness(query, sentence) >= AROUND else matcher
        if sought.lacks((*near, *sentence.headings)):
            conflicts = (*conflicts, "subject")
    if "indicator" not in conflicts and (
        is_another_of_row(matcher, sentence, figure) or is_outdone(query, sentence, figure)
    ):
        conflicts = (*conflicts, "indicator")
    if "indicator" not in conflicts and (
        of_other_sort(query, sentence, figure) or is_elsewhere(query, sentence, figure)
    ):
        conflicts = (*conflicts, "indicator")
    if of_other_purse(query, sentence, figure):
        conflicts = (*conflicts, "purse")
    measured_otherwise = unit_conflict(query, figure) or is_of_other_magnitude(query, figure)
    if measured_otherwise or echoes(query, figure):
        conflicts = (*conflicts, "unit")
    if direction_conflict(query, sentence, figure) or is_of_all(query, sentence, figure):
        conflicts = (*conflicts, "direction")
    return conflicts


def _in_its_own_words(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure's indicator has what is asked about in the question's own words.

    Not where another figure of the sentence has words of the question that it lacks itself: "thiếu
    90 giáo viên, nhiều nhất là bậc mầm non với 40 người".
    """
    mine = folded_run(figure.indicator)
    words = [f" {fold(c.wordings[0])} " for c in query.concepts]
    others = [folded_run(other.indicator) for other in sentence.figures if other is not figure]
    if any(word in other and word not in mine for word in words for other in others):
        return False
    return any(f" {fold(c.wordings[0])} " in mine for c in query.concepts if c.weight >= 1)


def _bearers(query: Query, found: Sequence[tuple[Sentence, float]]) -> frozenset[str]:
    """Sources of the documents that bear a number the question names."""
    return frozenset(
        sentence.document.source for sentence, _ in found if bears(query, sentence.document)
    )


def _order(candidate: Candidate) -> tuple[bool, float, str, int, int]:
    start = candidate.figure.start if candidate.figure else candidate.sentence.start
    passage = candidate.sentence.passage
    return bool(candidate.conflicts), -candidate.score, passage.source, start, passage.start
