"""From passages to the sentences that may answer, with the figures that stand in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from retrieval.matching import Layer, Rarity, coverage, layer
from retrieval.records import Found, Query
from retrieval.slots import agreements, figure_conflicts, sentence_conflicts
from store.index import Index
from store.records import Document, Figure, Passage
from vietnamese.normal import fold, normalise
from vietnamese.periods import read_periods
from vietnamese.scope import Kind, Scope
from vietnamese.sentences import Clause, clauses, sentences

#: The figures of a document by its source.
Figures = Callable[[str], Sequence[Figure]]

#: Worth of a match by where it stands; see `retrieval.matching`.
_LEAD, _SENTENCE, _HEADING, _TITLE, _PASSAGE = 0.9, 0.8, 0.7, 0.6, 0.35
#: What the rank of the passage adds, what each agreeing slot adds, what each conflict takes off.
_RANK_SHARE, _AGREEMENT, _CONFLICT = 0.12, 0.06, 0.5
_PERCENT = ("%", "điểm %")
#: Passages looked into.
DEPTH = 12


@dataclass(frozen=True)
class Sentence:
    """A sentence of a found passage: `document.text[start:end]`, prepared for matching."""

    document: Document
    found: Found
    start: int
    end: int
    context: tuple[Layer, ...]

    @property
    def passage(self) -> Passage:
        """The passage it stands in."""
        return self.found.passage

    @property
    def text(self) -> str:
        """Its words, as stored."""
        return self.document.text[self.start : self.end]

    @cached_property
    def clauses(self) -> list[Clause]:
        """Its clauses, as spans of the stored text."""
        return clauses(self.document.text, self.start, self.end)

    @cached_property
    def own(self) -> Layer:
        """Its own words, for matching."""
        return layer(self.text, 1.0)

    @cached_property
    def scope(self) -> Scope:
        """What the sentence inherits, with the period that it names itself in its place."""
        named = [mention.period for mention in read_periods(self.text) if mention.period]
        widest = max(named, key=lambda period: period.end - period.start, default=None)
        inherited = self.passage.scope
        return replace(inherited, period=widest) if widest else inherited

    def own_layers(self, figure: Figure) -> tuple[Layer, ...]:
        """Layers for one figure: its indicator and clause, the announcement above it, the rest."""
        clause = self.clause_at(figure.start)
        text = self.document.text
        near = [text[clause.start : clause.end], figure.indicator]
        lead = text[clause.lead.start : clause.lead.end] if clause.lead else ""
        return layer(near, 1.0), layer(lead, _LEAD), layer(self.text, _SENTENCE)

    def clause_at(self, place: int) -> Clause:
        """The clause that holds offset `place`."""
        holding = [part for part in self.clauses if part.start <= place < part.end]
        return holding[-1] if holding else Clause(self.start, self.end)


@dataclass(frozen=True)
class Candidate:
    """A sentence, or one figure of it, with its score (0–1) and the slots that speak against it.

    `score` is coverage of the question plus the rank of the passage; `coverage` alone decides
    whether the documents have an answer at all.
    """

    sentence: Sentence
    score: float
    coverage: float
    conflicts: tuple[str, ...] = ()
    figure: Figure | None = None


def rarity_of(index: Index) -> Rarity:
    """Inverse document frequency of folded words over the passages of `index`, 0 and up."""
    total = index.passage_count
    known: dict[str, float] = {}

    def rarity(word: str) -> float:
        if word not in known:
            seen = index.document_frequency("folded", word)
            known[word] = math.log(1 + (total - seen + 0.5) / (seen + 0.5))
        return known[word]

    return rarity


def sentences_of(index: Index, found: Sequence[Found]) -> list[Sentence]:
    """Sentences of the passages, in the order of the passages."""
    documents: dict[str, Document | None] = {}
    result = []
    for item in found[:DEPTH]:
        passage = item.passage
        if passage.source not in documents:
            documents[passage.source] = index.document(passage.source)
        document = documents[passage.source]
        if document is None:
            continue
        context = (
            layer(passage.headings, _HEADING),
            layer((document.title, passage.context), _TITLE),
            layer(passage.text, _PASSAGE),
        )
        for span in sentences(document.text, passage.start, passage.end):
            result.append(Sentence(document, item, span.start, span.end, context))
    return result


def rank_sentences(query: Query, found: Sequence[Sentence], rarity: Rarity) -> list[Candidate]:
    """Sentences by how much of the question they hold, best first."""
    ranked = []
    for sentence in found:
        covered = _covered(query, (sentence.own, *sentence.context), rarity)
        conflicts = sentence_conflicts(query, sentence.scope)
        score = covered + _RANK_SHARE * sentence.found.score - _CONFLICT * len(conflicts)
        ranked.append(Candidate(sentence, score, covered, conflicts))
    return sorted(ranked, key=_order)


def rank_figures(
    query: Query, found: Sequence[Sentence], figures: Figures, rarity: Rarity
) -> list[Candidate]:
    """Figures of the sentences by how well they answer the question, best first.

    A figure is matched by its own clause before its sentence; one that conflicts with the question
    on a slot is kept with its conflicts, because a refusal names the scopes that do exist.
    """
    ranked = []
    for sentence in found:
        for figure in figures(sentence.document.source):
            if not sentence.start <= figure.start < sentence.end:
                continue
            own = sentence.own_layers(figure)
            covered = _covered(query, (*own, *sentence.context), rarity)
            score = (
                covered
                + _RANK_SHARE * sentence.found.score
                + _AGREEMENT * agreements(query, figure.scope)
                + fitness(query, figure)
            )
            conflicts = figure_conflicts(query, figure)
            ranked.append(Candidate(sentence, score, covered, conflicts, figure))
    return sorted(ranked, key=_order)


def fitness(query: Query, figure: Figure) -> float:
    """How well the sort of a figure (unit, kind) fits the sort of answer asked for, −1 to 0.2."""
    percent = figure.unit in _PERCENT
    relative = figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    if query.answer_type == "percent":
        return 0.1 if percent else -1.0
    if query.answer_type == "count":
        return 0.2 if _is_asked(query.asked, figure) else -0.6
    if query.scope.kind is None and relative:
        return -0.2
    if query.asked and not _is_asked(query.asked, figure):
        return -0.3
    return 0.05 if query.scope.kind or not relative else 0.0


def _is_asked(asked: str, figure: Figure) -> bool:
    """Whether the figure counts or measures what the question names after "bao nhiêu"."""
    wanted = fold(normalise(asked)).split()
    printed = fold(normalise(figure.text)).split()
    return not wanted or wanted[0] in printed or fold(normalise(figure.unit)) == " ".join(wanted)


def _covered(query: Query, layers: Sequence[Layer], rarity: Rarity) -> float:
    return coverage(query.concepts, layers, rarity, accented=not query.unaccented)


def _order(candidate: Candidate) -> tuple[bool, float, str, int, int]:
    start = candidate.figure.start if candidate.figure else candidate.sentence.start
    passage = candidate.sentence.passage
    return bool(candidate.conflicts), -candidate.score, passage.source, start, passage.start
