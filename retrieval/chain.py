"""The five steps as one LangChain `Runnable`: understand, find, read, compose, check.

The steps themselves are plain functions; this is only their outer shape, so that the product can be
invoked, streamed and batched like any other chain.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableConfig
from langsmith import tracing_context

from embedding.model import Embedder
from retrieval.about import about, asks_about, holdings_line
from retrieval.arithmetic import recomputed
from retrieval.chat_model import ChatModel
from retrieval.check import broken_quotes, unknown_marks
from retrieval.compose import compose
from retrieval.confidence import confidence, support_of
from retrieval.effect_day import effect_day
from retrieval.evidence import Candidate
from retrieval.find import completed, correction_of
from retrieval.follow_up import relaxed, understand_turns
from retrieval.found_reader import FoundReader
from retrieval.generate import write
from retrieval.guard import guard
from retrieval.in_force import in_force
from retrieval.last_answer import (
    answered_last,
    besides,
    needs_last,
    tell,
    with_antecedent,
)
from retrieval.ledger_search import find_with_ledger
from retrieval.model_prompt import build_prompt
from retrieval.neighbours import join
from retrieval.reading import Reading
from retrieval.records import Answer, Filters, Found, Query
from retrieval.refusal import abstain
from retrieval.related import related
from retrieval.settled import settle
from retrieval.several import joined, parts_of
from retrieval.shelf import DEPTH, Sentence, Shelf
from retrieval.stages import ALL, Stages
from retrieval.superseded import noted, put_back
from retrieval.threads import thread_of, with_passages_of
from retrieval.turn_form import wish_of


@dataclass(frozen=True, slots=True)
class Ask:
    """Input of the chain: a question, the user's earlier turns (oldest first), and filters."""

    question: str
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class _Extracted:
    """The answer without a model, and what it was made of."""

    query: Query
    answer: Answer
    found: tuple[Found, ...] = ()
    reading: Reading = field(default_factory=Reading)
    ranked: tuple[Candidate, ...] = ()


class AnswerChain(Runnable[Ask, Answer]):
    """Question → checked and cited answer over one index generation.

    With a `model` the answer is in its words where they pass the check. Nothing is ever sent to a
    tracing service that the environment names: callbacks given in the config are told, and no one
    else.
    """

    def __init__(
        self,
        *,
        shelf: Shelf,
        embedder: Embedder,
        today: date,
        stages: Stages = ALL,
        model: ChatModel | None = None,
    ) -> None:
        self.shelf = shelf
        self.embedder = embedder
        self.today = today
        self.stages = stages
        self.model = model

    def invoke(self, input: Ask, config: RunnableConfig | None = None, **kwargs: object) -> Answer:
        """Answer one question."""
        with tracing_context(enabled=False):
            return self._call_with_config(self._whole, input, config, run_type="chain")

    def stream(
        self, input: Ask, config: RunnableConfig | None = None, **kwargs: object
    ) -> Iterator[Answer]:
        """The answer in growing snapshots, the last one complete.

        Nothing is shown that has not passed the check. While a model has written nothing that may
        be shown, snapshots have no text; closing the iterator stops the model.
        """
        context = copy_context()
        context.run(tracing_context(enabled=False).__enter__)
        snapshots = self._transform_stream_with_config(
            iter([input]), lambda asked: self._snapshots(next(asked)), config
        )
        try:
            while (answer := context.run(next, snapshots, None)) is not None:
                yield answer
        finally:
            context.run(snapshots.close)  # type: ignore[attr-defined]

    def _whole(self, ask: Ask) -> Answer:
        return list(self._snapshots(ask))[-1]

    def _snapshots(self, ask: Ask) -> Iterator[Answer]:
        clock = _Clock()
        extracted = self._extracted(ask, clock)
        answer = replace(extracted.answer, query=extracted.query, timings=clock.laps)
        if self.model is None or not _asks_model(extracted):
            yield from _grown(self._noted(extracted.query, answer))
            return
        shown = [(item, self._shown(item)) for item in extracted.found[:DEPTH]]
        prompt = build_prompt(
            extracted.query, shown, extracted.ranked, context=self.model.limits.context
        )
        settled = settle(extracted.query, answer, extracted.ranked)
        clock.lap("prompt")
        for snapshot in write(extracted.query, answer, settled, prompt, self.model):
            if snapshot.complete:
                snapshot = self._noted(extracted.query, self._checked(extracted.query, snapshot))
            yield snapshot

    def _told(self, query: Query) -> Answer | None:
        """What is said without searching: about the documents as a whole, or why none is asked."""
        index, wanted = self.shelf.index, asks_about(query.question)
        if wanted and query.reason is None:
            return about(query, wanted, index)
        if query.reason is None:
            return None
        return abstain(query, (), query.reason, holdings=holdings_line(index, query.language))

    def _shown(self, item: Found) -> list[Sentence]:
        return [sentence for sentence, _ in self.shelf.sentences([item])]

    def _extracted(self, ask: Ask, clock: _Clock) -> _Extracted:
        """The answer without a model; of several questions in one, the answers together."""
        parts = parts_of(ask.question, ask.history) if guard(ask.question) is None else ()
        if len(parts) < 2:
            return self._one(ask, clock)
        each = [
            self._one(replace(ask, question=part.question, history=part.history), clock)
            for part in parts
        ]
        answers = [(item.query.question, item.answer) for item in each]
        first = replace(each[0].query, question=ask.question)
        return _Extracted(first, joined(ask.question, answers, first.language))

    def _one(self, ask: Ask, clock: _Clock) -> _Extracted:
        last = self._last(ask)
        query = self.understood(ask, last)
        clock.lap("understand")
        told = self._told(query)
        wish = wish_of(ask.question)
        if told is None and last and wish:
            told = tell(wish, query, last, self.shelf)
        if told is not None:
            return _Extracted(query, self._checked(query, told))
        if query.inherited and last is None:
            last = self._answered(ask)
        if last is not None:
            query = replace(query, thread=thread_of(last))
        extracted = self._searched(query, clock, last)
        looser = relaxed(query) if extracted.answer.abstained else None
        return self._searched(looser, clock, last) if looser else extracted

    def _last(self, ask: Ask) -> Answer | None:
        """The answer before, for a turn that cannot be understood without it."""
        return self._answered(ask) if needs_last(ask.question) else None

    def _answered(self, ask: Ask) -> Answer | None:
        """The answer to the turn before that asked the documents something."""
        at = answered_last(ask.history)
        if at is None:
            return None
        earlier = Ask(ask.history[at], ask.history[:at], ask.filters)
        return self._extracted(earlier, _Clock()).answer

    def _searched(self, query: Query, clock: _Clock, last: Answer | None = None) -> _Extracted:
        found = find_with_ledger(self.shelf, self.embedder, query, self.stages)
        if query.thread is not None and last is not None:
            found = with_passages_of(query.thread, last, found)
        if "join" in self.stages:
            found = join(found, self.shelf.text_of)
        ended: frozenset[str] = frozenset()
        if "superseded" in self.stages:
            shelf = self.shelf
            about = (query, found, shelf.succession, shelf.document, self.today)
            settled = effect_day(*about[:-1]) or in_force(*about) or related(*about)
            if settled is not None:
                return _Extracted(query, self._checked(query, settled))
            found, ended = put_back(*about)
        clock.lap("find")
        standing = [item for item in found if item.passage.id not in ended]
        ranked, reading = self.read(query, standing)
        if ended and not reading.statements:
            ranked, reading = self.read(query, found)
        clock.lap("read")
        answer = self._checked(query, compose(query, reading, found))
        support = support_of(query, reading, ranked)
        if support is not None:
            answer = replace(answer, support=support, confidence=confidence(support))
        clock.lap("compose")
        return _Extracted(query, answer, tuple(found), reading, tuple(ranked))

    def _noted(self, query: Query, answer: Answer) -> Answer:
        """The answer with a note on what it cites that another document has ended."""
        shelf = self.shelf
        if "superseded" not in self.stages or not answer.citations:
            return answer
        return noted(query, answer, shelf.succession, shelf.document, self.today)

    def _checked(self, query: Query, answer: Answer) -> Answer:
        """The answer, if its quotes are the stored text and its marks are borne; else a refusal."""
        texts = {c.source: self.shelf.text_of(c.source) for c in answer.citations}
        faults = [f"broken quote [{mark}]" for mark in broken_quotes(answer.citations, texts)]
        faults += [
            f"unknown mark [{mark}]" for mark in unknown_marks(answer.text, answer.citations)
        ]
        faults += ["computation" for item in answer.computations if not recomputed(item, texts)]
        if not faults:
            return answer
        return replace(abstain(query, answer.passages, "missing"), checks=tuple(faults))

    def understood(self, ask: Ask, last: Answer | None = None) -> Query:
        """The question, its slips repaired; shown as it was asked."""
        index = self.shelf.index
        if last is not None:
            query = self.understood(
                replace(ask, question=with_antecedent(ask.question, last)), None
            )
            return replace(besides(query, ask.question, last), question=ask.question)
        history = [correction_of(turn, index, self.stages).text for turn in ask.history]
        correction = correction_of(ask.question, index, self.stages)
        query = understand_turns(correction.text, history, today=self.today, filters=ask.filters)
        return replace(completed(query, correction, index, self.stages), question=ask.question)

    def read(self, query: Query, found: list[Found]) -> tuple[list[Candidate], Reading]:
        """The figures or sentences in the order of their fitness, and what was read off them."""
        return FoundReader(self.shelf, self.embedder, self.stages, self.today).read(query, found)


def _grown(answer: Answer) -> Iterator[Answer]:
    """An answer that is there already: its first line first, then the whole with the evidence."""
    paragraphs = answer.text.split("\n\n")
    for count in range(1, len(paragraphs)):
        yield replace(answer, text="\n\n".join(paragraphs[:count]), complete=False)
    yield answer


def _asks_model(extracted: _Extracted) -> bool:
    """Whether a model may put the answer into words.

    Not where reading lays out several scopes, sets a premise right, compares or computes: that is
    settled and would only lose. Nor where the truth of a yes is asked, which no quote shows by its
    words alone.
    """
    answer, reading = extracted.answer, extracted.reading
    if extracted.query.reason or extracted.query.answer_type == "yes_no" or not extracted.found:
        return False
    if answer.clarification or answer.computations:
        return False
    if reading.others or any(s.figure and s.figure.doubt for s in reading.statements):
        return False
    if reading.premise or reading.verdict or reading.scopes or len(reading.statements) > 1:
        return False
    return answer.reason == "missing" if answer.abstained else bool(answer.short)


class _Clock:
    """Milliseconds of each step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = (now - self._last) * 1000
        self._last = now
