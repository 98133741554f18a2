"""Boosted regression trees as plain arrays: what LightGBM has learned, run with numpy alone.

All trees lie end to end in one set of arrays. To score, every node of every tree is asked at once
and strikes out the leaves that its answer rules out; the leftmost leaf that is left is the tree's
(QuickScorer, Lucchese et al. 2015): five times as fast as going down the trees step by step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from errors import ModelError

Floats = npt.NDArray[np.float32]

#: The bits of all leaves.
_ALL = np.uint64(2**64 - 1)


@dataclass(frozen=True, slots=True)
class _Plan:
    """t trees of at most n nodes and l leaves, filled up with nodes that strike out nothing.

    `feature`, `threshold` and `kept` are (t, n): a value above the threshold keeps the leaves of
    the bits in `kept`. `value` is (t, l), leaves from left to right.
    """

    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float64]
    kept: npt.NDArray[np.uint64]
    value: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Trees:
    """n nodes of t trees over named features.

    Node i asks whether feature `feature[i]` is at most `threshold[i]` and goes on to `left[i]` or
    `right[i]`; a leaf points to itself, and `value[i]` counts. `roots` are the t first nodes. No
    tree has more than 64 leaves.
    """

    names: tuple[str, ...]
    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]

    def scores(self, columns: dict[str, Floats]) -> npt.NDArray[np.float64]:
        """One score for each row of `columns`, which hold every feature by name; higher is better.

        Raises KeyError for a feature that is missing.
        """
        plan = self._plan
        matrix = np.stack([columns[name] for name in self.names])
        above = matrix[plan.feature] > plan.threshold[:, :, None]
        kept = np.where(above, plan.kept[:, :, None], _ALL)
        left = np.bitwise_and.reduce(kept, axis=1)
        leaf = np.log2((left & (~left + np.uint64(1))).astype(np.float64)).astype(np.intp)
        return np.asarray(np.take_along_axis(plan.value, leaf, axis=1).sum(axis=0))

    @cached_property
    def _plan(self) -> _Plan:
        asked: list[list[tuple[int, int]]] = []
        leaves: list[list[float]] = []

        def walk(node: int) -> int:
            """Note a subtree; returns the bits of its leaves."""
            if self.left[node] == node:
                leaves[-1].append(float(self.value[node]))
                return 1 << (len(leaves[-1]) - 1)
            before = walk(int(self.left[node]))
            asked[-1].append((node, int(_ALL) ^ before))
            return before | walk(int(self.right[node]))

        for root in self.roots:
            asked.append([])
            leaves.append([])
            walk(int(root))
        shape = len(asked), max(1, *map(len, asked))
        plan = _Plan(
            np.zeros(shape, np.int16),
            np.full(shape, np.inf),
            np.full(shape, _ALL),
            np.zeros((len(leaves), max(map(len, leaves)))),
        )
        for tree, (nodes, values) in enumerate(zip(asked, leaves, strict=True)):
            plan.value[tree, : len(values)] = values
            for place, (node, bits) in enumerate(nodes):
                plan.feature[tree, place] = self.feature[node]
                plan.threshold[tree, place] = self.threshold[node]
                plan.kept[tree, place] = bits
        return plan

    def save(self, path: Path) -> None:
        """Write to `path` (.npz)."""
        np.savez_compressed(
            path,
            names=np.array(self.names),
            roots=self.roots,
            feature=self.feature,
            threshold=self.threshold,
            left=self.left,
            right=self.right,
            value=self.value,
        )

    @classmethod
    def read(cls, path: Path) -> Trees:
        """Read what `save` wrote. Raises `ModelError` when it is missing or damaged."""
        try:
            with np.load(path) as kept:
                return cls(
                    names=tuple(map(str, kept["names"])),
                    **{name: kept[name] for name in _ARRAYS},
                )
        except (OSError, KeyError, ValueError) as cause:
            raise ModelError(
                f"Không đọc được mô hình xếp hạng {path} ({cause}): hãy lấy lại tệp này, hoặc tạo"
                " lại bằng `python -m retrieval.train_reranker`."
            ) from cause

    @classmethod
    def from_lightgbm(cls, dump: dict[str, Any]) -> Trees:
        """The trees of `Booster.dump_model()`, whose features are all numbers without gaps."""
        nodes: dict[str, list[Any]] = {name: [] for name in _ARRAYS}

        def add(node: dict[str, Any]) -> int:
            place = len(nodes["feature"])
            leaf = "leaf_value" in node
            nodes["feature"].append(0 if leaf else node["split_feature"])
            nodes["threshold"].append(np.inf if leaf else node["threshold"])
            nodes["value"].append(node["leaf_value"] if leaf else 0.0)
            nodes["left"].append(place)
            nodes["right"].append(place)
            if not leaf:
                nodes["left"][place] = add(node["left_child"])
                nodes["right"][place] = add(node["right_child"])
            return place

        for tree in dump["tree_info"]:
            nodes["roots"].append(add(tree["tree_structure"]))
        arrays = {name: np.array(nodes[name], kind) for name, kind in _ARRAYS.items()}
        return cls(names=tuple(dump["feature_names"]), **arrays)


_ARRAYS: dict[str, type[np.generic]] = {
    "roots": np.int32,
    "feature": np.int16,
    "threshold": np.float64,
    "left": np.int32,
    "right": np.int32,
    "value": np.float64,
}
