"""Train the reranker that is shipped.

    python -m retrieval.train_reranker DATA_DIR WORK_DIR [--judge] [--out FOLDER]

DATA_DIR holds `bench/` and `pairs/`. WORK_DIR keeps the features of each collection, so that a
stopped run goes on. Needs `requirements-train.txt`. With --judge every benchmark is ranked by trees
that never saw it or its like, and nothing is written.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embedding.model import load_embedder
from retrieval.rerank import FOLDER, FROM_MODEL, PRIOR, reader_for
from retrieval.training_sets import Collection, Examples, examples_of, read_benchmark, read_pairs
from retrieval.tree_training import SEED, Lesson, Recipe, begin, finish, training_parser
from retrieval.trees import Trees

log = logging.getLogger(__name__)

BENCHMARKS = (
    *("xquad_vi", "vire_alqac", "viquad_dev", "uit_reg"),
    *("vire_vire4mrc", "phapdien_title", "vicov19qa_test"),
)
PAIRS = ("phapdien", "congbao", "tthc", "vbhn", "viwik19_section", "viwiki_lead", "qa_small")
#: What is not learned from when a benchmark is judged: the same source.
_KIN = {"phapdien_title": ("pairs_phapdien",)}
#: Weight of a collection of pairs beside a benchmark.
_PAIRS_WEIGHT = 0.3
#: Questions of one collection that are learned from, and candidates of each.
_MOST, _DEEP = 500, 36
RECIPE = Recipe(
    rounds=120,
    leaves=15,
    least=200,
    depth=10,
    from_model=frozenset(FROM_MODEL),
    either_way=frozenset(
        "length sentences question_length question_weight question_asking"
        " context_length sentence_place sentence_length missing_most context_matched".split()
    ),
)

Flags = npt.NDArray[np.bool_]


def collections(data: Path) -> dict[str, Collection]:
    """All that is learned from, by name. Raises `MissingInput`."""
    found = [read_benchmark(data / "bench", name) for name in BENCHMARKS]
    found += [read_pairs(data / "pairs" / f"pairs_{name}.jsonl.gz") for name in PAIRS]
    return {item.name: item for item in found}


def read_examples(data: Path, work: Path, model: str | None = None) -> dict[str, Examples]:
    """The examples of all collections, kept in `work`.

    `model` is a folder written by `embedding.train`, in place of the shipped one. Raises
    `MissingInput`, and ValueError for a model that is no table of pieces.
    """
    embedder = load_embedder(model)
    reader = reader_for(embedder)
    if reader is None:
        raise ValueError(model)
    found = {}
    for name, collection in collections(data).items():
        kept = work / f"{name}.{embedder.card.fingerprint}.npz"
        if not kept.is_file():
            shutil.rmtree(work / name, ignore_errors=True)
            made = examples_of(collection, embedder, reader, work / name, SEED)
            made.save(kept)
        found[name] = Examples.read(kept)
    return found


def fit(examples: Mapping[str, Examples], *, with_model: bool = True) -> Trees:
    """Trees learned from all of `examples`, which have the same features."""
    names = RECIPE.columns(next(iter(examples.values())).names, with_model=with_model)
    return RECIPE.fit((_lesson(name, own, names) for name, own in examples.items()), names)


def _lesson(name: str, own: Examples, names: Sequence[str]) -> Lesson:
    rows, sizes = _taught(own)
    share = 1.0 if name in BENCHMARKS else _PAIRS_WEIGHT
    return Lesson(
        own.columns[rows][:, [own.names.index(feature) for feature in names]],
        own.wanted[rows],
        sizes,
        share * 1000 / len(sizes),
    )


def _taught(examples: Examples) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """Rows that are learned from, question by question, and how many each question has.

    At most `_MOST` questions that have a right passage among their `_DEEP` best candidates, and
    those candidates: what lies deeper is far from right, and to learn it costs what is near.
    """
    begins = np.cumsum(examples.sizes) - examples.sizes
    lexical, dense = (
        examples.columns[:, examples.names.index(name)] for name in ("lexical", "dense")
    )
    parts = []
    for number in np.random.default_rng(SEED).permutation(len(begins)):
        rows = np.arange(begins[number], begins[number] + examples.sizes[number])
        best = np.argsort(-(lexical[rows] + dense[rows] / 2), kind="stable")[:_DEEP]
        rows = rows[np.sort(best)]
        if examples.wanted[rows].any():
            parts.append(rows)
        if len(parts) == _MOST:
            break
    return np.concatenate(parts), np.array([len(rows) for rows in parts])


def ndcg(examples: Examples, scores: npt.NDArray[np.floating[Any]], which: Flags) -> float:
    """Mean nDCG@10 in percent of the questions `which`, ranked by `scores`."""
    gains = []
    ends = np.cumsum(examples.sizes)
    for end, size, relevant in zip(
        ends[which], examples.sizes[which], examples.relevant[which], strict=True
    ):
        order = np.argsort(-scores[end - size : end], kind="stable")[:10]
        discounts = 1 / np.log2(np.arange(2, 12))
        found = examples.wanted[end - size : end][order]
        gains.append(found @ discounts[: len(found)] / discounts[:relevant].sum())
    return 100 * float(np.mean(gains))


def judge(examples: Mapping[str, Examples]) -> dict[str, dict[str, float]]:
    """nDCG@10 of each benchmark, by the lexical leg and by trees that never saw it or its kin."""
    table = {}
    for name in BENCHMARKS:
        own = examples[name]
        others = {
            other: part
            for other, part in examples.items()
            if other != name and other not in _KIN.get(name, ())
        }
        lexical = own.columns[:, own.names.index("lexical")]
        trees = fit(others).scores(dict(zip(own.names, own.columns.T, strict=True)))
        ranked = trees + PRIOR * lexical
        row = {}
        for kind, which in (("plain", own.plain), ("unaccented", ~own.plain)):
            row[f"lexical {kind}"] = round(ndcg(own, lexical, which), 2)
            row[f"reranked {kind}"] = round(ndcg(own, ranked, which), 2)
        table[name] = row
        log.info("%s %s", name, row)
    return table


def main() -> None:
    """Run the command line."""
    parser = training_parser("Train the reranker that is shipped.", "bench/ and pairs/", FOLDER)
    parser.add_argument("--model", metavar="FOLDER", help="embedding model (the shipped one)")
    given = parser.parse_args()
    begin(given)
    examples = read_examples(given.data, given.work, given.model)
    finish(
        given,
        lambda: judge(examples),
        lambda with_model: fit(examples, with_model=with_model),
    )


if __name__ == "__main__":
    main()
