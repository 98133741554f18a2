"""The assistant: one question in, one checked and cited answer out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

from embedding.model import Embedder, load_embedder
from errors import UsageError
from retrieval.chain import AnswerChain, Ask
from retrieval.chat_model import ChatModel
from retrieval.records import Answer, Filters
from retrieval.shelf import Shelf
from retrieval.stages import ALL, Stages
from store.index import Index, LiveIndex, check_model

#: Asked by nobody, to have everything loaded that any question needs.
_FIRST = "Thu ngân sách năm 2021 là bao nhiêu?"
#: Longest question read, in characters; a page of text is no question.
LONGEST = 2000


class Assistant:
    """Answers questions over the published index; reopens it when a new one is published.

    Safe to use from several threads. `today` tells what "năm nay" means, `stages` what finding does
    (see `retrieval.stages`), `model` puts answers into words.
    """

    def __init__(
        self,
        index: LiveIndex,
        embedder: Embedder,
        *,
        today: Callable[[], date] = date.today,
        stages: Stages = ALL,
        model: ChatModel | None = None,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._today = today
        self._stages = stages
        self._model = model
        self._shelf = Shelf(index.current())
        check_model(index.current(), embedder.card)

    def warm_up(self) -> None:
        """Load in the background what the first question would wait for; no model is asked."""
        silent = Assistant(self._index, self._embedder, today=self._today, stages=self._stages)
        silent._shelf = self._shelf
        Thread(target=silent.ask, args=(_FIRST,), name="warm-up", daemon=True).start()

    @property
    def index(self) -> Index:
        """The generation that is published now."""
        return self._index.current()

    def ask(
        self, question: str, history: Sequence[str] = (), filters: Filters = Filters()
    ) -> Answer:
        """Answer `question`; `history` are earlier user turns, oldest first.

        Raises `UsageError` for an empty or over-long question.
        """
        return list(self.stream(question, history, filters))[-1]

    def stream(
        self, question: str, history: Sequence[str] = (), filters: Filters = Filters()
    ) -> Iterator[Answer]:
        """Snapshots of the growing answer; the last one has `complete` set."""
        started = time.perf_counter()
        if not question.strip():
            raise UsageError(
                "Câu hỏi đang trống. Hãy nhập một câu hỏi bằng tiếng Việt hoặc tiếng Anh."
            )
        if len(question) > LONGEST:
            raise UsageError(
                f"Câu hỏi dài {len(question)} ký tự, nhiều nhất là {LONGEST}. "
                "Hãy rút gọn hoặc chia thành nhiều câu hỏi."
            )
        shelf = self._current_shelf()
        chain = AnswerChain(
            shelf=shelf,
            embedder=self._embedder,
            today=self._today(),
            stages=self._stages,
            model=self._model,
        )
        made_with = self._settings_hash(shelf)
        with closing(chain.stream(Ask(question, tuple(history), filters))) as answers:  # type: ignore[type-var]
            for answer in answers:
                elapsed = (time.perf_counter() - started) * 1000
                yield replace(answer, latency_ms=elapsed, settings_hash=made_with)

    def _current_shelf(self) -> Shelf:
        """The shelf of the generation published now."""
        index = self._index.current()
        shelf = self._shelf
        if shelf.index is not index:
            check_model(index, self._embedder.card)
            self._shelf = shelf = Shelf(index)
        return shelf

    def _settings_hash(self, shelf: Shelf) -> str:
        """Tells answers apart that were made with another model, index or stages."""
        model = (self._model.name, self._model.limits) if self._model else None
        parts = f"{shelf.index.generation} {self._embedder.card} {sorted(self._stages)} {model}"
        return hashlib.blake2b(parts.encode(), digest_size=8).hexdigest()


def open_assistant(
    data_dir: Path,
    *,
    embedder: Embedder | None = None,
    today: date | None = None,
    stages: Stages = ALL,
    model: ChatModel | None = None,
) -> Assistant:
    """Open the assistant over the index in `data_dir`, with the shipped model unless one is given.

    `model` is a chat model that puts answers into words; without it they are quoted.

    Raises `NoIndex` when nothing is published and `ModelMismatch` when the index was made with
    another model.
    """
    clock = date.today if today is None else (lambda: today)
    return Assistant(
        LiveIndex(data_dir), embedder or load_embedder(), today=clock, stages=stages, model=model
    )
