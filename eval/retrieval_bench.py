"""Public retrieval sets through the product's own index and search code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from eval.bench_sets import BenchPassage, BenchQuestion
from eval.metrics import DEPTH, METRICS, Ranking, mean_percent, percentile
from eval.variants import vary
from store.records import Document, Passage

if TYPE_CHECKING:
    from embedding.model import Embedder
    from retrieval.stages import Stages

#: The rows of the result and the stages of the search that each is made without.
ROWS: dict[str, tuple[str, ...]] = {
    "lexical": ("dense", "rerank"),
    "dense": ("lexical", "rerank"),
    "hybrid": (),
}
#: What "năm nay" means in a question of a benchmark, so that every run asks the same.
_TODAY = date(2026, 1, 1)

#: A question → ids of passages, best first.
Find = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class LegResult:
    """Rankings of one leg, with the time of each question in milliseconds."""

    rankings: tuple[Ranking, ...]
    times_ms: tuple[float, ...]

    def row(self) -> dict[str, float]:
        """Qualities in percent, times in milliseconds."""
        qualities = {
            name: round(mean_percent(metric, self.rankings)[0], 2)
            for name, metric in METRICS.items()
        }
        return {
            **qualities,
            "ms_p50": round(percentile(self.times_ms, 50), 2),
            "ms_p99": round(percentile(self.times_ms, 99), 2),
        }


def measure(find: Find, questions: Sequence[BenchQuestion], variant: str = "plain") -> LegResult:
    """Ask every question in its variant; the first is asked once before the clock runs."""
    texts = [vary(question.question, variant, question.id) for question in questions]
    for text in texts[:1]:
        find(text)
    rankings, times = [], []
    for question, text in zip(questions, texts, strict=True):
        start = perf_counter()
        found = tuple(find(text))
        times.append((perf_counter() - start) * 1000)
        rankings.append(Ranking(found, question.relevant))
    return LegResult(tuple(rankings), tuple(times))


def as_document(passage: BenchPassage) -> tuple[Document, Passage]:
    """A ready-made passage as a document of one passage; its title is what it inherits.

    The id of the set stays the source of the document.
    """
    headings = (passage.title,) if passage.title else ()
    document = Document(
        source=passage.id,
        root="",
        sha256=sha256(passage.text.encode()).hexdigest(),
        text=passage.text,
        title=passage.title,
    )
    return document, Passage(
        id=passage.id,
        source=passage.id,
        start=0,
        end=len(passage.text),
        text=passage.text,
        ordinal=0,
        headings=headings,
        context=passage.title,
    )


def build_index(passages: Sequence[BenchPassage], data_dir: Path, embedder: Embedder) -> None:
    """Publish an index of ready-made passages in `data_dir`."""
    from store.writer import open_writer

    with open_writer(data_dir, embedder) as writer:
        for passage in passages:
            document, whole = as_document(passage)
            writer.put(document, [whole])
        writer.publish()


def bench(
    passages: Sequence[BenchPassage],
    questions: Sequence[BenchQuestion],
    data_dir: Path,
    embedder: Embedder,
    variant: str = "plain",
    say: Callable[[str], None] = lambda text: None,
    without: Sequence[str] = (),
) -> dict[str, dict[str, float]]:
    """Index `passages` in the empty folder `data_dir` and measure every row of `ROWS`.

    `without` are stages that no row has. `say` is told how long the index took. Raises
    `UsageError` for a name that is no stage.
    """
    from retrieval.find import find_text
    from retrieval.stages import named
    from retrieval.stages import without as stages_without
    from store.index import open_index

    rows = {
        name: stages_without((*without, *missing))
        for name, missing in ROWS.items()
        if {"lexical", "dense"} - {*missing, *named(without)}
    }

    start = perf_counter()
    build_index(passages, data_dir, embedder)
    say(f"Lập chỉ mục {len(passages)} đoạn văn: {perf_counter() - start:.1f} s.")
    index = open_index(data_dir)
    try:
        results = {}
        for name, stages in rows.items():

            def find(text: str, stages: Stages = stages) -> list[str]:
                found = find_text(index, embedder, text, DEPTH, today=_TODAY, stages=stages)
                # Who repeats another passage stands right behind it: the set counts them apart.
                return [p.source for item in found for p in (item.passage, *item.twins)]

            results[name] = measure(find, questions, variant).row()
        return results
    finally:
        index.close()
