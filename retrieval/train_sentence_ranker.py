"""Train the sentence ranker that is shipped.

    python -m retrieval.train_sentence_ranker DATA_DIR WORK_DIR [--judge] [--out FOLDER]

DATA_DIR holds the question sets, WORK_DIR keeps their indexes and features, so that a stopped run
goes on. Needs `requirements-train.txt`. More words of the question, or an answer of the type asked
for, never speak against a sentence. With --judge each set is ordered by trees that never saw it,
and nothing is written.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embedding.model import load_embedder
from retrieval.answered_sentences import ANSWER, BY_CHANCE, NONE, Answered, answered
from retrieval.rerank import FROM_MODEL as FROM_TABLE
from retrieval.sentence_ranker import FOLDER, PRIOR
from retrieval.tree_training import Lesson, Recipe, begin, finish, training_parser
from retrieval.trees import Trees

log = logging.getLogger(__name__)

SETS = ("viquad_dev", "xquad_vi", "vire_alqac", "uit_reg")
RECIPE = Recipe(
    rounds=240,
    leaves=7,
    least=80,
    depth=5,
    from_model=frozenset((*FROM_TABLE, "soft_local", "soft_two", "reverse")),
    either_way=frozenset(
        "length question_length question_weight question_asking context_length context_matched"
        " place new type candidates names figures defines manner leans before after".split()
    ),
    against=frozenset({"missing_most"}),
)


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


def fit(examples: Mapping[str, Answered], *, with_model: bool = True) -> Trees:
    """Trees learned from all of `examples`, each set weighing the same."""
    names = RECIPE.columns(next(iter(examples.values())).names, with_model=with_model)
    return RECIPE.fit((_lesson(own, names) for own in examples.values()), names)


def _lesson(own: Answered, names: Sequence[str]) -> Lesson:
    """The groups with a sentence that answers and one that does not; chance answers left out."""
    begins = np.cumsum(own.sizes) - own.sizes
    groups = []
    for start, size in zip(begins, own.sizes, strict=True):
        rows = np.arange(start, start + size)
        rows = rows[own.worth[rows] != BY_CHANCE]
        right = own.worth[rows] == ANSWER
        if right.any() and not right.all():
            groups.append(rows)
    taught = np.concatenate(groups)
    return Lesson(
        own.columns[taught][:, [own.names.index(name) for name in names]],
        (own.worth[taught] == ANSWER).astype(np.int8),
        np.array([len(rows) for rows in groups]),
        1000 / len(own.sizes),
    )


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
            trees = fit(others, with_model=with_model)
            scores = trees.scores(columns)
            row[f"{kind} alone"] = first_right(own, scores)
            row[kind] = first_right(own, scores + PRIOR * columns["score"])
        table[name] = row
        log.info("%s %s", name, row)
    return table


def main() -> None:
    """Run the command line."""
    given = training_parser(
        "Train the sentence ranker that is shipped.", "the question sets", FOLDER
    ).parse_args()
    begin(given)
    examples = read_sets(given.data, given.work)
    finish(
        given,
        lambda: judge(examples),
        lambda with_model: fit(examples, with_model=with_model),
    )


if __name__ == "__main__":
    main()
