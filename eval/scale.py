"""Building and searching an index of a given size: time, room, memory, and what is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.bench_sets import BenchPassage
from eval.metrics import DEPTH, percentile
from eval.retrieval_bench import build_index
from eval.scale_text import KnownItem

if TYPE_CHECKING:
    from embedding.model import Embedder
    from retrieval.search import Lap
    from retrieval.stages import Stages
    from store.index import Index

#: Questions asked before the clock runs.
_WARM_UP = 5

#: Time by clock and by processor, in seconds.
Seconds = dict[str, float]
#: A question → ids of passages, best first.
Ask = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one search gave for each question, and how long it took in milliseconds.

    `cpu_ms` is the processor time of all: on a machine that others use it says more.
    """

    hits: tuple[bool, ...]
    times_ms: tuple[float, ...]
    cpu_ms: float = 0.0

    def row(self, items: Sequence[KnownItem]) -> dict[str, Any]:
        """Recall in percent, of all and by kind of question; questions a second; percentiles."""
        kinds = sorted({item.kind for item in items})
        return {
            "recall@10": _share(self.hits),
            "recall@10_by_kind": {
                kind: _share([h for h, i in zip(self.hits, items, strict=True) if i.kind == kind])
                for kind in kinds
            },
            "questions_per_second": round(1000 * len(items) / sum(self.times_ms), 2),
            "cpu_mean": round(self.cpu_ms / len(items), 3),
            **percentiles(self.times_ms),
        }


def ask_all(ask: Ask, items: Sequence[KnownItem]) -> Asked:
    """Ask every question once, after a few that are not counted."""
    for item in items[:_WARM_UP]:
        ask(item.question)
    hits, times = [], []
    cpu = process_time()
    for item in items:
        start = perf_counter()
        found = ask(item.question)
        times.append((perf_counter() - start) * 1000)
        hits.append(item.passage in found[:DEPTH])
    return Asked(tuple(hits), tuple(times), (process_time() - cpu) * 1000)


def measure_product(
    passages: Sequence[BenchPassage],
    items: Sequence[KnownItem],
    folder: Path,
    embedder: Embedder,
    without: Sequence[str] = (),
    say: Callable[[str], None] = lambda text: None,
) -> tuple[dict[str, Any], Asked]:
    """Index `passages` in the empty `folder`, ask `items`, and tell all that was measured.

    `without` names stages of the search to leave out; `say` is told how far it is. Raises
    UsageError for a name that is no stage.
    """
    from retrieval.stages import without as stages_without
    from store.generations import disk_size
    from store.index import open_index

    build_index(passages[:1], folder / "warm", embedder)  # libraries are imported at first use
    with timed() as build:
        build_index(passages, folder / "index", embedder)
    say(f"  Lập chỉ mục: {build['wall']} s, {build['cpu']} s bộ xử lý.")
    before = resident_bytes()
    with closing(open_index(folder / "index")) as index:
        alone = chroma_alone(index, folder / "alone")
        say(f"  Chroma riêng: {alone['wall']} s, {alone['cpu']} s bộ xử lý.")
        laps = Laps(stages_without(without))
        asked = ask_all(lambda question: laps.over(index, embedder, question), items)
        return {
            "build": build,
            "chroma_alone": alone,
            "build_ratio": _ratio(build["wall"], alone["wall"]),
            "build_ratio_cpu": _ratio(build["cpu"], alone["cpu"]),
            "disk_mb": _mb(disk_size(folder / "index")),
            "resident_mb": _mb(resident_bytes()),
            "resident_mb_index": _mb(resident_bytes() - before),
            "stages_ms": laps.rows(_WARM_UP),
            "search": asked.row(items),
            "dense_overlap@10": dense_overlap(index, embedder, items),
        }, asked


def find_ids(
    index: Index, embedder: Embedder, question: str, stages: Stages, lap: Lap
) -> list[str]:
    """The product's own search for a question as typed: ids of passages, best first."""
    from retrieval.find import find_text

    found = find_text(
        index, embedder, question, DEPTH, today=date(2026, 1, 1), stages=stages, lap=lap
    )
    return [item.passage.source for item in found]


class Laps:
    """Times of the parts of a search, by name in the order in which they come."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._times: dict[str, list[float]] = {}
        self._last = 0.0

    def over(self, index: Index, embedder: Embedder, question: str) -> list[str]:
        """Search once, noting how long each part takes."""
        self._last = perf_counter()
        found = find_ids(index, embedder, question, self._stages, self._lap)
        self._lap("rest")
        return found

    def _lap(self, name: str) -> None:
        now = perf_counter()
        self._times.setdefault(name, []).append((now - self._last) * 1000)
        self._last = now

    def rows(self, skipped: int) -> dict[str, dict[str, float]]:
        """Percentiles of each part in milliseconds, the first `skipped` questions left out."""
        return {name: percentiles(times[skipped:]) for name, times in self._times.items()}


def chroma_alone(index: Index, folder: Path) -> Seconds:
    """How long Chroma as it comes takes to insert the vectors of `index`, compared by cosine."""
    from store.vectors import open_client

    ids = index.matrix.ids()
    client = open_client(folder)
    collection = client.create_collection(
        "alone", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    size = client.get_max_batch_size()
    with timed() as seconds:
        for start in range(0, len(ids), size):
            some = ids[start : start + size]
            collection.add(ids=some, embeddings=index.vectors_of(some))
    client.close()
    return seconds


def dense_overlap(index: Index, embedder: Embedder, items: Sequence[KnownItem]) -> float:
    """Percent of the ten nearest vectors, compared one by one, that the search gives too."""
    shares = []
    for vector in embedder.embed_queries([item.question for item in items]):
        exact = {name for name, _ in index.matrix.nearest(vector, DEPTH)}
        near = {name for name, _ in index.dense(vector, DEPTH)}
        shares.append(len(exact & near) / max(len(exact), 1))
    return round(100 * float(np.mean(shares)), 2)


class timed:  # noqa: N801 - reads as a function
    """Seconds spent inside, by clock and by the processor time of this process."""

    def __enter__(self) -> Seconds:
        self._seconds: Seconds = {}
        self._wall, self._cpu = perf_counter(), process_time()
        return self._seconds

    def __exit__(self, *_: object) -> None:
        self._seconds["wall"] = round(perf_counter() - self._wall, 2)
        self._seconds["cpu"] = round(process_time() - self._cpu, 2)


def percentiles(times_ms: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile, rounded to microseconds."""
    return {
        "p50": round(percentile(times_ms, 50), 3),
        "p99": round(percentile(times_ms, 99), 3),
    }


def resident_bytes() -> int:
    """Memory that this process holds now, or at most held where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    import os

    return pages * os.sysconf("SC_PAGE_SIZE")


def _ratio(ours: float, theirs: float) -> float:
    return round(ours / max(theirs, 1e-9), 3)


def _share(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / max(len(hits), 1), 2)


def _mb(size: int) -> float:
    return round(size / 1e6, 1)
