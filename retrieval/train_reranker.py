"""Train the reranker that is shipped.

    python -m retrieval.train_reranker DATA_DIR WORK_DIR [--judge] [--out FOLDER]

DATA_DIR holds `bench/` and `pairs/`. WORK_DIR keeps the features of each collection,
so that a stopped run goes on. Needs `requirements-train.txt`. LambdaMART (Burges 2010): trees whose
splits raise nDCG at ten. What must not lower a passage (more words of the question, a higher score
of a leg) may not, whatever the examples say (monotone constraints): that carries over to texts of
another kind. With --judge every benchmark is ranked by trees that never saw it or its like, and
nothing is written.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embedding.model import load_embedder
from retrieval.rerank import FOLDER, FROM_MODEL, FULL, PRIOR, WORDS, reader_for
from retrieval.training_sets import Collection, Examples, examples_of, read_benchmark, read_pairs
from retrieval.trees import Trees

log = logging.getLogger(__name__)

SEED = 7
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
#: Features that may count either way; all others may only speak for a passage.
_EITHER_WAY = frozenset(
    "length sentences question_length question_weight question_asking"
    " context_length sentence_place sentence_length missing_most context_matched".split()
)
ROUNDS = 120
RECIPE: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 10,
    "metric": "None",
    "num_leaves": 15,
    "learning_rate": 0.05,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}

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


def fit(examples: Mapping[str, Examples], names: Sequence[str], rounds: int = ROUNDS) -> Trees:
    """Trees over the features `names`, learned from all of `examples`."""
    import lightgbm

    columns, wanted, sizes, weights = [], [], [], []
    for name, own in examples.items():
        rows, groups = _taught(own)
        columns.append(own.columns[rows][:, [own.names.index(feature) for feature in names]])
        wanted.append(own.wanted[rows])
        sizes.append(groups)
        share = 1.0 if name in BENCHMARKS else _PAIRS_WEIGHT
        weights.append(np.full(len(rows), share * 1000 / len(groups), np.float32))
    data = lightgbm.Dataset(
        np.concatenate(columns),
        np.concatenate(wanted),
        group=np.concatenate(sizes),
        weight=np.concatenate(weights),
        feature_name=list(names),
    )
    either = [0 if name.removesuffix("_behind") in _EITHER_WAY else 1 for name in names]
    booster = lightgbm.train(RECIPE | {"monotone_constraints": either}, data, rounds)
    return Trees.from_lightgbm(booster.dump_model())


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


def judge(examples: Mapping[str, Examples], names: Sequence[str]) -> dict[str, dict[str, float]]:
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
        trees = fit(others, names).scores(dict(zip(own.names, own.columns.T, strict=True)))
        ranked = trees + PRIOR * lexical
        row = {}
        for kind, which in (("plain", own.plain), ("unaccented", ~own.plain)):
            row[f"lexical {kind}"] = round(ndcg(own, lexical, which), 2)
            row[f"reranked {kind}"] = round(ndcg(own, ranked, which), 2)
        table[name] = row
        log.info("%s %s", name, row)
    return table


def features_of(examples: Mapping[str, Examples], *, with_model: bool) -> list[str]:
    """Names of the features that are learned from."""
    names = next(iter(examples.values())).names
    return [name for name in names if with_model or name.removesuffix("_behind") not in FROM_MODEL]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Train the reranker that is shipped.")
    parser.add_argument("data", type=Path, metavar="DATA_DIR", help="bench/ and pairs/")
    parser.add_argument("work", type=Path, metavar="WORK_DIR", help="features are kept here")
    parser.add_argument("--judge", action="store_true", help="judge the recipe, write nothing")
    parser.add_argument("--model", metavar="FOLDER", help="embedding model (the shipped one)")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.work.mkdir(parents=True, exist_ok=True)
    examples = read_examples(given.data, given.work, given.model)
    if given.judge:
        table = judge(examples, features_of(examples, with_model=True))
        (given.work / "judged.json").write_text(json.dumps(table, indent=1))
        return
    given.out.mkdir(parents=True, exist_ok=True)
    fit(examples, features_of(examples, with_model=True)).save(given.out / FULL)
    fit(examples, features_of(examples, with_model=False)).save(given.out / WORDS)
    log.info("%s written", given.out)


if __name__ == "__main__":
    main()
