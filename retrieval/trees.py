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

#: Numbers that hold a bit for each leaf, the smallest first: less memory is looked through.
_BITS = (np.uint8, np.uint16, np.uint32, np.uint64)


@dataclass(frozen=True, slots=True)
class _Plan:
    """t trees of at most n nodes and l leaves, filled up with nodes that strike out nothing.

    `feature`, `threshold` and `struck` are (n, t): a value above the threshold strikes out the
    leaves of the bits in `struck`. `value` are the t times l leaves of one tree after the other,
    from left to right, and `first` is (t, 1), where each tree's begin. Thresholds are rounded down
    to the numbers that features have, which changes no comparison.
    """

    feature: npt.NDArray[np.intp]
    threshold: npt.NDArray[np.float32]
    struck: npt.NDArray[np.unsignedinteger[Any]]
    value: npt.NDArray[np.float64]
    first: npt.NDArray[np.intp]


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
        matrix = np.concatenate([columns[name] for name in self.names]).reshape(len(self.names), -1)
        # No place is out of range: with "clip" numpy need not look.
        above = matrix.take(plan.feature, axis=0, mode="clip") > plan.threshold[:, :, None]
        # Multiplying by 0 or 1 is several times as fast as choosing.
        struck = above.astype(plan.struck.dtype)
        struck *= plan.struck[:, :, None]
        gone = np.bitwise_or.reduce(struck, axis=0)
        # As many leaves as there are bits below the lowest that is left.
        leaf = np.bitwise_count(gone & (~gone - gone.dtype.type(1)))
        return np.asarray(plan.value[leaf + plan.first].sum(axis=0))

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
            asked[-1].append((node, before))
            return before | walk(int(self.right[node]))

        for root in self.roots:
            asked.append([])
            leaves.append([])
            walk(int(root))
        shape = max(1, *map(len, asked)), len(asked)
        most = max(map(len, leaves))
        bits = next(kind for kind in _BITS if np.iinfo(kind).bits >= most)
        plan = _Plan(
            np.zeros(shape, np.intp),
            np.full(shape, np.inf, np.float32),
            np.zeros(shape, bits),
            np.zeros(len(leaves) * most),
            most * np.arange(len(leaves))[:, None],
        )
        for tree, (nodes, values) in enumerate(zip(asked, leaves, strict=True)):
            plan.value[tree * most : tree * most + len(values)] = values
            for place, (node, struck) in enumerate(nodes):
                plan.feature[place, tree] = self.feature[node]
                plan.threshold[place, tree] = _rounded_down(self.threshold[node])
                plan.struck[place, tree] = struck
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


def _rounded_down(number: float) -> np.float32:
    """The largest float32 that is not above `number`."""
    near = np.float32(number)
    return near if near <= number else np.nextafter(near, np.float32(-np.inf))


_ARRAYS: dict[str, type[np.generic]] = {
    "roots": np.int32,
    "feature": np.int16,
    "threshold": np.float64,
    "left": np.int32,
    "right": np.int32,
    "value": np.float64,
}
