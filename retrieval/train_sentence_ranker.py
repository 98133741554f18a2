"""Train the sentence ranker that is shipped.

    python -m retrieval.train_sentence_ranker BENCH_DIR WORK_DIR [--judge] [--out FOLDER]

BENCH_DIR holds the question sets, WORK_DIR keeps their indexes and features, so that a stopped run
goes on. Needs `requirements-train.txt`. LambdaMART as in `retrieval.train_reranker`: more words of
the question, or an answer of the type asked for, never speak against a sentence. With --judge each
set is ordered by trees that never saw it, and nothing is written.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embedding.model import load_embedder
from retrieval.answered_sentences import ANSWER, BY_CHANCE, NONE, Answered, answered
from retrieval.rerank import FROM_MODEL as FROM_TABLE
from retrieval.sentence_ranker import FOLDER, FULL, PRIOR, WORDS
from retrieval.trees import Trees

log = logging.getLogger(__name__)

SEED = 7
SETS = ("viquad_dev", "xquad_vi", "vire_alqac", "uit_reg")
#: Columns that may count either way; all others may only speak for a sentence.
_EITHER_WAY = frozenset(
    "length question_length question_weight question_asking context_length context_matched place"
    " new type candidates names figures defines manner leans before after".split()
)
#: Features that only a model with a table of pieces gives.
FROM_MODEL = (*FROM_TABLE, "soft_local", "soft_two", "reverse")
#: More of the question that is missing only speaks against.
_AGAINST = frozenset({"missing_most"})
ROUNDS = 240
RECIPE: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 5,
    "metric": "None",
    "num_leaves": 7,
    "learning_rate": 0.05,
    "min_data_in_leaf": 80,
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


def read_sets(bench: Path, work: Path) -> dict[str, Answered]:
    """The examples of all sets, kept in `work`. Raises `MissingInput`."""
    embedder = load_embedder()
    found = {}
    for name in SETS:
        kept = work / f"{name}.npz"
        if not kept.is_file():
            answered(bench, name, work, embedder).save(kept)
        found[name] = Answered.read(kept)
    return found


def fit(examples: Mapping[str, Answered], names: Sequence[str], rounds: int = ROUNDS) -> Trees:
    """Trees over the columns `names`; each set of `examples` weighs the same."""
    import lightgbm

    columns, wanted, sizes, weights = [], [], [], []
    for own in examples.values():
        chosen = [own.names.index(name) for name in names]
        begins = np.cumsum(own.sizes) - own.sizes
        for begin, size in zip(begins, own.sizes, strict=True):
            rows = np.arange(begin, begin + size)
            rows = rows[own.worth[rows] != BY_CHANCE]
            right = own.worth[rows] == ANSWER
            if right.any() and not right.all():
                columns.append(own.columns[rows][:, chosen])
                wanted.append(right)
                sizes.append(len(rows))
                weights.append(np.full(len(rows), 1000 / len(own.sizes), np.float32))
    data = lightgbm.Dataset(
        np.concatenate(columns),
        np.concatenate(wanted).astype(np.int8),
        group=np.array(sizes),
        weight=np.concatenate(weights),
        feature_name=list(names),
    )
    booster = lightgbm.train(RECIPE | {"monotone_constraints": _ways(names)}, data, rounds)
    return Trees.from_lightgbm(booster.dump_model())


def _ways(names: Sequence[str]) -> list[int]:
    plain = [name.removesuffix("_behind") for name in names]
    return [0 if name in _EITHER_WAY else -1 if name in _AGAINST else 1 for name in plain]


def first_right(examples: Answered, scores: npt.NDArray[np.floating[Any]]) -> dict[str, float]:
    """Percent of groups whose best sentence holds the answer: of the right passage, of all."""
    begins = np.cumsum(examples.sizes) - examples.sizes
    right = np.array(
        [
            examples.worth[begin + np.argmax(scores[begin : begin + size])] != NONE
            for begin, size in zip(begins, examples.sizes, strict=True)
        ]
    )
    return {
        "given": round(100 * float(right[examples.given].mean()), 1),
        "found": round(100 * float(right[~examples.given].mean()), 1),
    }


def judge(examples: Mapping[str, Answered]) -> dict[str, dict[str, dict[str, float]]]:
    """`first_right` of each set by wordings and slots alone, and by trees that never saw it."""
    table = {}
    for name, own in examples.items():
        others = {other: part for other, part in examples.items() if other != name}
        columns = dict(zip(own.names, own.columns.T, strict=True))
        row = {"plain": first_right(own, columns["score"])}
        for kind, with_model in (("full", True), ("words", False)):
            trees = fit(others, columns_of(own.names, with_model=with_model))
            scores = trees.scores(columns)
            row[f"{kind} alone"] = first_right(own, scores)
            row[kind] = first_right(own, scores + PRIOR * columns["score"])
        table[name] = row
        log.info("%s %s", name, row)
    return table


def columns_of(names: Sequence[str], *, with_model: bool) -> list[str]:
    """The columns that are learned from."""
    return [name for name in names if with_model or name.removesuffix("_behind") not in FROM_MODEL]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Train the sentence ranker that is shipped.")
    parser.add_argument("bench", type=Path, metavar="BENCH_DIR", help="the question sets")
    parser.add_argument("work", type=Path, metavar="WORK_DIR", help="features are kept here")
    parser.add_argument("--judge", action="store_true", help="judge the recipe, write nothing")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.work.mkdir(parents=True, exist_ok=True)
    examples = read_sets(given.bench, given.work)
    if given.judge:
        (given.work / "judged.json").write_text(json.dumps(judge(examples), indent=1))
        return
    given.out.mkdir(parents=True, exist_ok=True)
    names = next(iter(examples.values())).names
    for name, with_model in ((FULL, True), (WORDS, False)):
        fit(examples, columns_of(names, with_model=with_model)).save(given.out / name)
    log.info("%s written", given.out)


if __name__ == "__main__":
    main()
