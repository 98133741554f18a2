"""Reading, judged on public sets: how often the sentence that is cited holds the answer.

Two settings: the right passage is given, or all passages of the set are searched as the product
searches. In each the sentence is judged twice: as the product answers, where a refusal holds no
answer; and with the best sentence taken where it would refuse. The sets are encyclopedic and their
questions all have answers, so that the second tells how well sentences are picked, apart from the
thresholds that make the product refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from errors import InputError
from eval.bench_sets import BenchPassage, BenchQuestion
from eval.matching import contains
from eval.metrics import percentile
from eval.retrieval_bench import as_document

if TYPE_CHECKING:
    from embedding.model import Embedder
    from retrieval.chain import AnswerChain
    from retrieval.reading import Statement
    from retrieval.records import Found, Query

#: What "năm nay" means in a question of a set, so that every run asks the same.
_TODAY = date(2026, 1, 1)
_TOLD_EVERY = 200


@dataclass(frozen=True, slots=True)
class Read:
    """One question in one setting: what was quoted, and whether that holds an answer of the set.

    `refused` says that the product would not answer; `quote` is then the best sentence.
    """

    id: str
    kind: str
    quote: str
    holds: bool
    refused: bool
    time_ms: float


def spread(questions: Sequence[BenchQuestion], limit: int | None) -> tuple[BenchQuestion, ...]:
    """At most `limit` questions, evenly from the whole set; all without a limit."""
    if limit is None or limit >= len(questions):
        return tuple(questions)
    return tuple(questions[place * len(questions) // limit] for place in range(limit))


def row(items: Sequence[Read]) -> dict[str, Any]:
    """Shares of the questions of one setting, times, and the share for each type of question."""
    kinds: dict[str, list[bool]] = {}
    for item in items:
        kinds.setdefault(item.kind, []).append(item.holds)
    times = [item.time_ms for item in items]
    return {
        "n": len(items),
        "holds": _share([item.holds for item in items]),
        "answered": _share([not item.refused for item in items]),
        "holds_as_shipped": _share([item.holds and not item.refused for item in items]),
        "kinds": {kind: [len(held), _share(held)] for kind, held in sorted(kinds.items())},
        "ms_p50": round(percentile(times, 50), 1),
        "ms_p99": round(percentile(times, 99), 1),
    }


def reading_table(rows: dict[str, dict[str, Any]]) -> str:
    """The rows as text."""
    lines = ["| | câu hỏi | câu dẫn chứa đáp án | trả lời | trả lời và chứa đáp án | p50 ms |"]
    lines.append("|---|---|---|---|---|---|")
    for name, one in rows.items():
        lines.append(
            f"| {name} | {one['n']} | {one['holds']:.3f} | {one['answered']:.3f} "
            f"| {one['holds_as_shipped']:.3f} | {one['ms_p50']} |"
        )
    return "\n".join(lines)


def build_index(passages: Sequence[BenchPassage], data_dir: Path, embedder: Embedder) -> None:
    """Publish an index of ready-made passages with their figures in `data_dir`."""
    from ingest.figures import read_figures
    from store.writer import open_writer

    with open_writer(data_dir, embedder) as writer:
        for passage in passages:
            document, whole = as_document(passage)
            writer.put(document, [whole], read_figures(document, [whole]))
        writer.publish()


def bench_reading(
    passages: Sequence[BenchPassage],
    questions: Sequence[BenchQuestion],
    data_dir: Path,
    embedder: Embedder,
    say: Callable[[str], None] = lambda text: None,
    *,
    given_only: bool = False,
) -> dict[str, list[Read]]:
    """Index `passages` in the empty folder `data_dir` and read every question in both settings.

    With `given_only` nothing is searched. Raises `InputError` when a question has no answers.
    """
    from retrieval.chain import AnswerChain
    from retrieval.shelf import Shelf
    from store.index import open_index

    bare = next((question.id for question in questions if not question.answers), None)
    if bare is not None:
        raise InputError(
            f"Câu hỏi «{bare}» không có answers: cần các đáp án để biết câu được dẫn có chứa không."
        )
    start = perf_counter()
    build_index(passages, data_dir, embedder)
    say(f"Lập chỉ mục {len(passages)} đoạn văn: {perf_counter() - start:.1f} s.")
    index = open_index(data_dir)
    try:
        chain = AnswerChain(shelf=Shelf(index), embedder=embedder, today=_TODAY)
        results: dict[str, list[Read]] = {"given": []} if given_only else {"given": [], "found": []}
        for count, question in enumerate(questions, start=1):
            results["given"].append(_given(chain, question))
            if not given_only:
                results["found"].append(_found(chain, question))
            if count % _TOLD_EVERY == 0:
                say(f"Đã đọc {count}/{len(questions)} câu.")
        return results
    finally:
        index.close()


def _given(chain: AnswerChain, question: BenchQuestion) -> Read:
    """The question over its right passages alone."""
    from retrieval.chain import Ask
    from retrieval.records import Found

    start = perf_counter()
    query = chain.understood(Ask(question.question))
    known = [Found(passage, 1.0) for passage in chain.shelf.passages(sorted(question.relevant))]
    _, reading = chain.read(query, known)
    said = reading.statements[0] if reading.statements else None
    elapsed = (perf_counter() - start) * 1000
    return _judged(question, query, said, said or _best(chain, query, known), elapsed)


def _found(chain: AnswerChain, question: BenchQuestion) -> Read:
    """The question over all passages, as the product finds and reads them."""
    from retrieval.chain import Ask
    from retrieval.find import find
    from retrieval.neighbours import join

    start = perf_counter()
    query = chain.understood(Ask(question.question))
    found = join(find(chain.shelf, chain.embedder, query), chain.shelf.text_of)
    _, reading = chain.read(query, found)
    said = reading.statements[0] if reading.statements and query.reason is None else None
    elapsed = (perf_counter() - start) * 1000
    return _judged(question, query, said, said or _best(chain, query, found), elapsed)


def _best(chain: AnswerChain, query: Query, found: Sequence[Found]) -> Statement | None:
    from retrieval.evidence import rank_sentences
    from retrieval.sentence_ranker import sentence_order
    from retrieval.text_reading import read_best

    shelf = chain.shelf
    order = sentence_order(chain.embedder, shelf)
    ranked = rank_sentences(query, shelf.sentences(found), shelf.rarity, order)
    return read_best(query, ranked, shelf.rarity)


def _judged(
    question: BenchQuestion,
    query: Query,
    said: Statement | None,
    best: Statement | None,
    elapsed: float,
) -> Read:
    quote = ""
    if best is not None:
        quote = best.sentence.document.text[best.quote.start : best.quote.end]
    holds = any(contains(quote, answer) for answer in question.answers)
    return Read(question.id, query.answer_type, quote, holds, said is None, elapsed)


def _share(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
