"""What the programs that train boosted trees share: LambdaMART by LightGBM, and their command line.

LambdaMART (Burges 2010) raises nDCG near the top of each group of rows. What must not lower a row
(more words of the question, a higher score) may not, whatever the examples say (monotone
constraints): that carries over to texts of another kind.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.rerank import FULL, WORDS
from retrieval.trees import Floats, Trees

log = logging.getLogger(__name__)

SEED = 7
_PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank",
    "metric": "None",
    "learning_rate": 0.05,
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


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows of one collection that are learned from, group by group, each group a question.

    `columns` are (rows, features), `wanted` is 1 for a row that should come first, `sizes` are the
    rows of each group, `weight` is what each row counts.
    """

    columns: Floats
    wanted: npt.NDArray[np.int8]
    sizes: npt.NDArray[np.int64]
    weight: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """What trees are grown, and what they may learn.

    `depth` is how far down an order counts, `least` the rows of a leaf at least. Features in
    `either_way` may count both ways and those in `against` only against a row; all others only for
    it. `from_model` are those that only an embedding model with a table of pieces gives. Each name
    also stands for the same feature as the distance to the best row (`_behind`).
    """

    rounds: int
    leaves: int
    least: int
    depth: int
    from_model: frozenset[str]
    either_way: frozenset[str]
    against: frozenset[str] = frozenset()

    def columns(self, names: Sequence[str], *, with_model: bool) -> list[str]:
        """Those of the features `names` that are learned from."""
        return [name for name in names if with_model or _plain(name) not in self.from_model]

    def ways(self, names: Sequence[str]) -> list[int]:
        """For each feature: 1 where it may only speak for a row, -1 only against it, 0 both."""
        plain = map(_plain, names)
        return [
            0 if name in self.either_way else -1 if name in self.against else 1 for name in plain
        ]

    def fit(self, lessons: Iterable[Lesson], names: Sequence[str]) -> Trees:
        """Trees over the features `names`, which are the columns of all lessons."""
        import lightgbm

        taught = list(lessons)
        data = lightgbm.Dataset(
            np.concatenate([lesson.columns for lesson in taught]),
            np.concatenate([lesson.wanted for lesson in taught]),
            group=np.concatenate([lesson.sizes for lesson in taught]),
            weight=np.concatenate(
                [np.full(len(lesson.wanted), lesson.weight, np.float32) for lesson in taught]
            ),
            feature_name=list(names),
        )
        own = {
            "num_leaves": self.leaves,
            "min_data_in_leaf": self.least,
            "lambdarank_truncation_level": self.depth,
            "monotone_constraints": self.ways(names),
        }
        booster = lightgbm.train(_PARAMETERS | own, data, self.rounds)
        return Trees.from_lightgbm(booster.dump_model())


def _plain(name: str) -> str:
    return name.removesuffix("_behind")


def training_parser(description: str, data: str, out: Path) -> argparse.ArgumentParser:
    """Options of a training program; `data` says what its first argument holds."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("data", type=Path, metavar="DATA_DIR", help=data)
    parser.add_argument("work", type=Path, metavar="WORK_DIR", help="features are kept here")
    parser.add_argument("--judge", action="store_true", help="judge the recipe, write nothing")
    parser.add_argument("--out", type=Path, default=out)
    return parser


def begin(given: argparse.Namespace) -> None:
    """Make the folder of a run and log what it does."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.work.mkdir(parents=True, exist_ok=True)


def finish(
    given: argparse.Namespace, judged: Callable[[], object], trees: Callable[[bool], Trees]
) -> None:
    """Write what was judged, or the trees of all features and those of words alone."""
    if given.judge:
        (given.work / "judged.json").write_text(json.dumps(judged(), indent=1))
        return
    given.out.mkdir(parents=True, exist_ok=True)
    for name, with_model in ((FULL, True), (WORDS, False)):
        trees(with_model).save(given.out / name)
    log.info("%s written", given.out)
