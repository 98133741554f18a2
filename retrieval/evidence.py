"""From passages to the sentences that may answer, with the figures that stand in them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from retrieval.matching import Layer, Matcher, Rarity, layer
from retrieval.records import Found, Query
from retrieval.slots import agreements, figure_conflicts, sentence_conflicts
from store.index import Index
from store.records import Document, Figure, Passage
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities
from vietnamese.periods import Period, read_periods
from vietnamese.scope import Kind
from vietnamese.sentences import Clause, clauses, sentences

#: Worth of a match by where it stands; see `retrieval.matching`.
_CLAUSE, _LEAD, _SENTENCE, _HEADING, _TITLE, _PASSAGE = 0.9, 0.85, 0.8, 0.7, 0.6, 0.35
#: What the rank of the passage adds, what each agreeing slot adds, what each conflict takes off.
_RANK_SHARE, _AGREEMENT, _CONFLICT = 0.12, 0.06, 0.5
#: Taken off a figure whose indicator is known to be another one than asked for.
_OTHER_TERM = 0.25
_PERCENT = ("%", "điểm %")
_MONEY_WORDS = re.compile(
    r"\b(?:von|tien|kinh phi|doanh thu|thu ngan sach|chi ngan sach|gia tri|kim ngach|muc tro cap"
    r"|muc ho tro|xuat khau|nhap khau|capital|revenue|spending|money|cost|export|budget)\b"
)
MONEY = ("đồng", "USD", "EUR", "JPY", "CNY")
#: Marks of a list item or a heading, which are no words of the sentence.
_MARK = re.compile(r"(?:#{1,6}|[-*+•–]|\d{1,2}[.)]|[a-zđ]\))\s+")
#: Passages looked into.
DEPTH = 12
#: Passages and documents kept prepared.
_KEPT = 2048


@dataclass(frozen=True)
class Sentence:
    """A sentence of a found passage: `document.text[start:end]`, prepared for matching."""

    document: Document
    passage: Passage
    start: int
    end: int
    context: tuple[Layer, ...]
    figures: tuple[Figure, ...] = ()
    is_heading: bool = False
    is_item: bool = False

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

    @property
    def opens_list(self) -> bool:
        """Whether items may follow that answer: a heading, or an announcement with a colon."""
        return self.is_heading or self.text.rstrip().endswith(":")

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods it names, and the one that its passage inherits."""
        named = [mention.period for mention in read_periods(self.text) if mention.period]
        inherited = self.passage.scope.period
        return tuple(dict.fromkeys([*named, inherited] if inherited else named))

    def own_layers(self, figure: Figure) -> tuple[Layer, ...]:
        """Layers for one figure: its indicator and clause, the announcement above it, the rest."""
        if figure.start not in self._layers:
            self._layers[figure.start] = self._layers_of(figure)
        return self._layers[figure.start]

    @cached_property
    def _layers(self) -> dict[int, tuple[Layer, ...]]:
        return {}

    def _layers_of(self, figure: Figure) -> tuple[Layer, ...]:
        clause = self.clause_at(figure.start)
        text = self.document.text
        lead = text[clause.lead.start : clause.lead.end] if clause.lead else ""
        return (
            layer(figure.indicator, 1.0),
            layer(text[clause.start : clause.end], _CLAUSE),
            layer(lead, _LEAD),
            layer(self.text, _SENTENCE),
        )

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


class Shelf:
    """The documents of one index generation as reading needs them; keeps what it has prepared.

    Safe to use from several threads: at worst two of them prepare the same passage.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._rarities: dict[str, float] = {}
        self._document = lru_cache(maxsize=_KEPT)(index.document)
        self._figures = lru_cache(maxsize=_KEPT)(index.figures)
        self._sentences = lru_cache(maxsize=_KEPT)(self._prepare)

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a folded word over the passages, 0 and up."""
        if word not in self._rarities:
            seen, total = self.index.document_frequency("text", word), self.index.passage_count
            self._rarities[word] = math.log(1 + (total - seen + 0.5) / (seen + 0.5))
        return self._rarities[word]

    def sentences(self, found: Sequence[Found]) -> list[tuple[Sentence, float]]:
        """Sentences of the best passages with the score of their passage, in their order."""
        return [
            (sentence, item.score)
            for item in found[:DEPTH]
            for sentence in self._sentences(item.passage)
        ]

    def _prepare(self, passage: Passage) -> tuple[Sentence, ...]:
        document = self._document(passage.source)
        if document is None:
            return ()
        context = (
            layer(passage.headings, _HEADING),
            layer((document.title, passage.context), _TITLE),
            layer(passage.text, _PASSAGE),
        )
        figures = [
            figure
            for figure in self._figures(passage.source)
            if passage.start <= figure.start < passage.end
        ]
        headings = {" ".join(normalise(h).split()) for h in (*passage.headings, document.title)}
        prepared = []
        for span in sentences(document.text, passage.start, passage.end):
            mark = _MARK.match(document.text, span.start, span.end)
            start = mark.end() if mark else span.start
            inside = tuple(figure for figure in figures if start <= figure.start < span.end)
            text = normalise(document.text[start : span.end])
            prepared.append(
                Sentence(
                    document,
                    passage,
                    start,
                    span.end,
                    context,
                    inside,
                    is_heading=text in headings or document.text[span.start] == "#",
                    is_item=mark is not None,
                )
            )
        return tuple(prepared)


def rank_sentences(
    query: Query, found: Sequence[tuple[Sentence, float]], rarity: Rarity
) -> list[Candidate]:
    """Sentences by how much of the question they hold, best first."""
    matcher = Matcher(query.concepts, rarity, accented=not query.unaccented)
    ranked = []
    for sentence, rank in found:
        covered = matcher.coverage((sentence.own, *sentence.context))
        conflicts = sentence_conflicts(query, sentence.passage.scope.place, sentence.periods)
        score = covered + _RANK_SHARE * rank - _CONFLICT * len(conflicts)
        ranked.append(Candidate(sentence, score, covered, conflicts))
    return sorted(ranked, key=_order)


def rank_figures(
    query: Query, found: Sequence[tuple[Sentence, float]], rarity: Rarity
) -> list[Candidate]:
    """Figures of the sentences by how well they answer the question, best first.

    A figure is matched by its own clause before its sentence; one that conflicts with the question
    on a slot is kept with its conflicts, because a refusal names the scopes that do exist.
    """
    matcher = Matcher(query.concepts, rarity, accented=not query.unaccented)
    ranked = []
    for sentence, rank in found:
        for figure in sentence.figures:
            covered = matcher.coverage((*sentence.own_layers(figure), *sentence.context))
            score = (
                covered
                + _RANK_SHARE * rank
                + _AGREEMENT * agreements(query, figure.scope)
                + fitness(query, figure)
            )
            if query.terms and figure.term and figure.term not in query.terms:
                score -= _OTHER_TERM
            conflicts = figure_conflicts(query, figure)
            if unit_conflict(query, figure):
                conflicts = (*conflicts, "unit")
            ranked.append(Candidate(sentence, score, covered, conflicts, figure))
    return sorted(ranked, key=_order)


def unit_conflict(query: Query, figure: Figure) -> bool:
    """Whether a figure cannot be meant for its unit: people where money is asked for."""
    percent = figure.unit in _PERCENT
    if query.answer_type == "percent" or query.scope.kind is Kind.SHARE_OF_PLAN:
        return not percent
    if query.answer_type == "count":
        return not _is_asked(query.asked, figure)
    return _asks_money(query) and not percent and figure.unit not in (*MONEY, "")


def fitness(query: Query, figure: Figure) -> float:
    """How well the kind and unit of a figure fit what is asked for, −0.3 to 0.2."""
    relative = figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    if query.answer_type == "count":
        return 0.2
    if figure.unit in MONEY and not any(q.unit for q in read_quantities(figure.text)):
        return -0.1  # the unit is left out in speech: "1,4 tỷ"
    if query.scope.kind is None and relative and query.answer_type != "percent":
        return -0.2
    if query.asked and not _is_asked(query.asked, figure):
        return -0.3
    return 0.05 if query.scope.kind or not relative else 0.0


def _asks_money(query: Query) -> bool:
    """Whether the question names a sum of money: "vốn", "thu", "tiền", "revenue"."""
    return _MONEY_WORDS.search(fold(normalise(query.text))) is not None


def _is_asked(asked: Sequence[str], figure: Figure) -> bool:
    """Whether the figure counts or measures what the question names after "bao nhiêu"."""
    if not asked:
        return True
    printed = f"{fold(normalise(figure.text))} {fold(normalise(figure.indicator))} "
    unit = fold(normalise(figure.unit))
    return any(words == unit or f" {words.split()[0]} " in printed for words in asked)


def _order(candidate: Candidate) -> tuple[bool, float, str, int, int]:
    start = candidate.figure.start if candidate.figure else candidate.sentence.start
    passage = candidate.sentence.passage
    return bool(candidate.conflicts), -candidate.score, passage.source, start, passage.start
