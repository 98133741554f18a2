"""The five steps as one LangChain `Runnable`: understand, find, read, compose, check.

The steps themselves are plain functions; this is only their outer shape, so that the product can be
invoked, streamed and batched like any other chain.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableConfig

from embedding.model import Embedder
from retrieval.check import broken_quotes, unknown_marks
from retrieval.compose import abstain, compose
from retrieval.evidence import rank_figures, rank_sentences
from retrieval.find import completed, correction_of, find
from retrieval.follow_up import understand_turns
from retrieval.neighbours import join
from retrieval.reading import Reading, read_figure, read_premise, read_verdict
from retrieval.records import Answer, Filters, Found, Query
from retrieval.shelf import Shelf
from retrieval.stages import ALL, Stages
from retrieval.text_reading import read_text
from vietnamese.numbers import read_quantities

_FIGURES = ("amount", "percent", "count")


@dataclass(frozen=True, slots=True)
class Ask:
    """Input of the chain: a question, the user's earlier turns (oldest first), and filters."""

    question: str
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)


class AnswerChain(Runnable[Ask, Answer]):
    """Question → checked and cited answer over one index generation."""

    def __init__(
        self, *, shelf: Shelf, embedder: Embedder, today: date, stages: Stages = ALL
    ) -> None:
        self.shelf = shelf
        self.embedder = embedder
        self.today = today
        self.stages = stages

    def invoke(self, input: Ask, config: RunnableConfig | None = None, **kwargs: object) -> Answer:
        """Answer one question."""
        return self._call_with_config(self._answer, input, config, run_type="chain")

    def stream(
        self, input: Ask, config: RunnableConfig | None = None, **kwargs: object
    ) -> Iterator[Answer]:
        """The answer in growing snapshots: its first line, then the whole with the evidence.

        Nothing is shown that has not passed the check, so the first snapshot comes after it.
        """
        answer = self.invoke(input, config)
        paragraphs = answer.text.split("\n\n")
        for count in range(1, len(paragraphs)):
            yield replace(answer, text="\n\n".join(paragraphs[:count]), complete=False)
        yield answer

    def _answer(self, ask: Ask) -> Answer:
        clock = _Clock()
        query = self._understood(ask)
        clock.lap("understand")
        if query.reason is not None:
            answer = abstain(query, (), query.reason)
            return replace(answer, query=query, timings=clock.laps)
        found = find(self.shelf, self.embedder, query, stages=self.stages)
        if "join" in self.stages:
            found = join(found, self.shelf.text_of)
        clock.lap("find")
        reading = self._read(query, found)
        clock.lap("read")
        answer = self._checked(query, compose(query, reading, found))
        clock.lap("compose")
        return replace(answer, query=query, timings=clock.laps)

    def _checked(self, query: Query, answer: Answer) -> Answer:
        """The answer, if its quotes are the stored text and its marks are borne; else a refusal."""
        texts = {c.source: self.shelf.text_of(c.source) for c in answer.citations}
        faults = [f"broken quote [{mark}]" for mark in broken_quotes(answer.citations, texts)]
        faults += [
            f"unknown mark [{mark}]" for mark in unknown_marks(answer.text, answer.citations)
        ]
        if not faults:
            return answer
        return replace(abstain(query, answer.passages, "missing"), checks=tuple(faults))

    def _understood(self, ask: Ask) -> Query:
        """The question, its slips repaired; shown as it was asked."""
        index = self.shelf.index
        history = [correction_of(turn, index, self.stages).text for turn in ask.history]
        correction = correction_of(ask.question, index, self.stages)
        query = understand_turns(correction.text, history, today=self.today, filters=ask.filters)
        return replace(completed(query, correction, index, self.stages), question=ask.question)

    def _read(self, query: Query, found: list[Found]) -> Reading:
        sentences = self.shelf.sentences(found)
        rarity = self.shelf.rarity
        claimed = read_quantities(query.text, query.language)
        if claimed or query.answer_type in _FIGURES:
            figures = rank_figures(query, sentences, rarity)
            if claimed and query.answer_type == "yes_no":
                return read_verdict(query, figures)
            premise = read_premise(query, figures, [item.passage.text for item in found])
            if premise is not None:
                return premise
            if query.answer_type in _FIGURES:
                return read_figure(query, figures)
        return read_text(query, rank_sentences(query, sentences, rarity), rarity)


class _Clock:
    """Milliseconds of each step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = (now - self._last) * 1000
        self._last = now
