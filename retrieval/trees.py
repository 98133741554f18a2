"""Boosted regression trees as plain arrays: what LightGBM has learned, run with numpy alone.

All trees lie end to end in one set of arrays; a leaf points to itself, so that every row of every
tree takes the same number of steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from errors import ModelError

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """n nodes of t trees over named features.

    Node i asks whether feature `feature[i]` is at most `threshold[i]` and goes on to `left[i]` or
    `right[i]`; `value[i]` counts where it is a leaf. `roots` are the t first nodes, `depth` the
    longest way from a root to a leaf.
    """

    names: tuple[str, ...]
    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    depth: int

    def scores(self, columns: dict[str, Floats]) -> npt.NDArray[np.float64]:
        """One score for each row of `columns`, which hold every feature by name; higher is better.

        Raises KeyError for a feature that is missing.
        """
        matrix = np.stack([columns[name] for name in self.names])
        rows = np.arange(matrix.shape[1])[None, :]
        nodes = np.repeat(self.roots[:, None], matrix.shape[1], axis=1)
        for _ in range(self.depth):
            low = matrix[self.feature[nodes], rows] <= self.threshold[nodes]
            nodes = np.where(low, self.left[nodes], self.right[nodes])
        return np.asarray(self.value[nodes].sum(axis=0))

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
            depth=np.array(self.depth),
        )

    @classmethod
    def read(cls, path: Path) -> Trees:
        """Read what `save` wrote. Raises `ModelError` when it is missing or damaged."""
        try:
            with np.load(path) as kept:
                return cls(
                    names=tuple(map(str, kept["names"])),
                    depth=int(kept["depth"]),
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
        depth = 0

        def add(node: dict[str, Any], level: int) -> int:
            nonlocal depth
            depth = max(depth, level)
            place = len(nodes["feature"])
            leaf = "leaf_value" in node
            nodes["feature"].append(0 if leaf else node["split_feature"])
            nodes["threshold"].append(np.inf if leaf else node["threshold"])
            nodes["value"].append(node["leaf_value"] if leaf else 0.0)
            nodes["left"].append(place)
            nodes["right"].append(place)
            if not leaf:
                nodes["left"][place] = add(node["left_child"], level + 1)
                nodes["right"][place] = add(node["right_child"], level + 1)
            return place

        for tree in dump["tree_info"]:
            nodes["roots"].append(add(tree["tree_structure"], 0))
        arrays = {name: np.array(nodes[name], kind) for name, kind in _ARRAYS.items()}
        return cls(names=tuple(dump["feature_names"]), depth=depth, **arrays)


_ARRAYS: dict[str, type[np.generic]] = {
    "roots": np.int32,
    "feature": np.int16,
    "threshold": np.float64,
    "left": np.int32,
    "right": np.int32,
    "value": np.float64,
}
