"""The documents of one index generation, prepared for reading sentence by sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from retrieval.cues import cues_of
from retrieval.matching import Layer, layer
from retrieval.records import Found
from retrieval.succession import Succession
from store.index import Index
from store.records import Document, Figure, Passage
from vietnamese.normal import normalise
from vietnamese.periods import Period, PeriodMention, read_periods
from vietnamese.sentences import Clause, clauses, sentences

#: Worth of a match by where it stands; see `retrieval.matching`.
_AROUND, _CLAUSE, _LEAD, _SENTENCE, _HEADING, _TITLE, _PASSAGE = (
    0.95,
    0.85,
    0.85,
    0.8,
    0.7,
    0.6,
    0.35,
)
#: The rest of a sentence of several clauses, each of which states something else.
_OTHER_CLAUSES = 0.5
#: The sentence before, which an answer often leans on: "Hội nghị … . Ông A chủ trì hội nghị."
_BEFORE = 0.5
#: Marks of a list item or a heading, which are no words of the sentence.
_MARK = re.compile(r"(?:#{1,6}|[-*+•–]|\d{1,2}[.)]|[a-zđ]\))\s+")
#: What announces the parts of what has been named: "trong đó", "bao gồm".
_PARTS = re.compile(r"\btrong đó\b|\bbao gồm\b|\btrong số (?:này|đó)\b|\briêng\b", re.IGNORECASE)
#: A line in bold is a heading by itself.
_BOLD = re.compile(r"\*\*[^*]{1,80}\*\*[.:]?")
#: Passages looked into.
DEPTH = 12
#: Passages and documents kept prepared.
_KEPT = 2048


@dataclass(frozen=True)
class Sentence:
    """A sentence of a found passage: `document.text[start:end]`, prepared for matching.

    `before` is the sentence before it in the passage.
    """

    document: Document
    passage: Passage
    start: int
    end: int
    context: tuple[Layer, ...]
    figures: tuple[Figure, ...] = ()
    is_heading: bool = False
    is_item: bool = False
    before: str = ""

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
    def leans(self) -> bool:
        """Whether it speaks of what the sentence before has named: "Ông …", "Nghị quyết này …"."""
        return bool(self.before) and cues_of(self.text).leans

    @cached_property
    def paragraph(self) -> Layer:
        """What stands before it in its paragraph: "**Về đầu tư công.** … Bốn đơn vị …"."""
        text = self.document.text
        return layer(text[text.rfind("\n", 0, self.start) + 1 : self.start], _LEAD)

    @property
    def headings(self) -> tuple[Layer, ...]:
        """What stands above it: headings, title, lead."""
        return self.context[:2]

    def lead_up(self, figure: Figure) -> Layer:
        """The words of its clause up to a figure; the whole clause for a bare counted noun."""
        clause = self.clause_at(figure.start)
        end = figure.start if " " in figure.indicator or not figure.indicator else clause.end
        text = self.document.text
        lead = text[clause.lead.start : clause.lead.end] if clause.lead else ""
        return layer((lead, text[clause.start : end]), 1.0)

    def speaks_of(self, documents: Sequence[str]) -> bool:
        """Whether each document number stands in it, in the sentence before, or above."""
        near = (self.own, self.context[-1], *self.headings)
        return all(any(f" {number} " in part.running for part in near) for number in documents)

    @property
    def opens_list(self) -> bool:
        """Whether items may follow that answer: a heading, or an announcement with a colon."""
        return self.is_heading or self.text.rstrip().endswith(":")

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.text.lstrip().startswith("|")

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods it names, and the one that its passage inherits."""
        inherited = self.passage.scope.period
        named = self.named_periods
        return tuple(dict.fromkeys([*named, inherited] if inherited else named))

    @cached_property
    def named_periods(self) -> tuple[Period, ...]:
        """The periods that it names in full, or else the sentence before: "Bà A chủ trì."."""
        return tuple(item.period for item in self._mentions if item.period)

    @cached_property
    def told_periods(self) -> tuple[Period, ...]:
        """Stretches of a year that is left out ("9 tháng", "sáng 10-10"), in the document's."""
        document, inherited = self.document, self.passage.scope.period
        day = document.event_date or document.published or (inherited.end if inherited else None)
        if day is None:
            return ()
        parts = [item.partial for item in self._mentions if item.partial]
        return tuple(found for part in parts if (found := part.within(day.year)) is not None)

    @cached_property
    def _mentions(self) -> tuple[PeriodMention, ...]:
        return tuple(read_periods(self.text)) or tuple(read_periods(self.before))

    def own_layers(self, figure: Figure) -> tuple[Layer, ...]:
        """Layers for one figure: its indicator, the words about it, its clause and the rest."""
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
        alike = [other for other in self.figures if other.unit == figure.unit]
        start = max([clause.start, *(o.end for o in alike if o.end <= figure.start)])
        end = min([clause.end, *(o.start for o in alike if o.start >= figure.end)])
        return (
            layer(figure.indicator, 1.0),
            layer(text[start:end], _AROUND),
            layer(text[clause.start : clause.end], _CLAUSE),
            layer(lead, _LEAD),
            layer(self.text, _SENTENCE if len(self.clauses) == 1 else _OTHER_CLAUSES),
            layer((self._whole_of(figure), self._told_in(figure)), _LEAD),
        )

    def _whole_of(self, figure: Figure) -> str:
        """What a part is part of: the words before "trong đó" in the sentence of a figure."""
        before = self.document.text[self.start : figure.start]
        found = _PARTS.search(before)
        return before[: found.start()] if found else ""

    def _told_in(self, figure: Figure) -> str:
        """The clause of its passage that first told what a figure measures, where it is another.

        "Khoảng 900 hộ thiếu nước. Nặng nhất là huyện A với 300 hộ".
        """
        named = [item.start for item in figure.inherited if item.slot == "indicator"]
        at = next((start for start in named if start is not None), figure.start)
        if not self.passage.start <= at < figure.start:
            return ""
        text = self.document.text
        spans = sentences(text, self.passage.start, self.end)
        told = next((span for span in spans if span.start <= at < span.end), None)
        held = clauses(text, told.start, told.end) if told else []
        return next((text[one.start : one.end] for one in held if one.start <= at < one.end), "")

    def clause_at(self, place: int) -> Clause:
        """The clause that holds offset `place`."""
        holding = [part for part in self.clauses if part.start <= place < part.end]
        return holding[-1] if holding else Clause(self.start, self.end)


class Shelf:
    """The documents of one index generation as reading needs them; keeps what it has prepared.

    Safe to use from several threads: at worst two of them prepare the same passage.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._rarities: dict[str, float] = {}
        self.lexical = index.lexical
        self.dense = index.dense
        self.forwards = index.forwards
        self.vectors_of = index.vectors_of
        self.document_frequency = index.document_frequency
        self.passage_count = index.passage_count
        self._passages: dict[str, Passage] = {}
        self._document = lru_cache(maxsize=_KEPT)(index.document)
        self._figures = lru_cache(maxsize=_KEPT)(index.figures)
        self._sentences = lru_cache(maxsize=_KEPT)(self._prepare)
        self.passages_of = lru_cache(maxsize=_KEPT)(index.passages_of)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of `ids`, read once. Raises KeyError for an unknown id."""
        missing = [name for name in ids if name not in self._passages]
        if len(self._passages) > _KEPT:
            self._passages = {}
            missing = list(ids)
        kept = self._passages
        kept.update((passage.id, passage) for passage in self.index.passages(missing))
        return [kept[name] for name in ids]

    def document(self, source: str) -> Document | None:
        """The document of `source`, None when there is none."""
        return self._document(source)

    @cached_property
    def succession(self) -> Succession:
        """What the documents of the index do to one another."""
        return Succession(self.index.related_documents())

    def text_of(self, source: str) -> str:
        """The stored text of a document; empty when there is no such document."""
        document = self._document(source)
        return document.text if document else ""

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a folded word over the passages, 0 and up."""
        if word not in self._rarities:
            seen, total = self.index.document_frequency("text", word), self.index.passage_count
            self._rarities[word] = math.log(1 + (total - seen + 0.5) / (seen + 0.5))
        return self._rarities[word]

    def sentences(
        self, found: Sequence[Found], *, depth: int | None = DEPTH
    ) -> list[tuple[Sentence, float]]:
        """Sentences of the best passages with the score of their passage, in their order."""
        return [
            (sentence, item.score)
            for item in found[:depth]
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
        before, text_before = layer("", _BEFORE), ""
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
                    (*context, before),
                    inside,
                    is_heading=text in headings
                    or document.text[span.start] == "#"
                    or _BOLD.fullmatch(text) is not None,
                    is_item=mark is not None,
                    before=text_before,
                )
            )
            text_before = document.text[start : span.end]
            before = layer(text_before, _BEFORE)
        return tuple(prepared)
