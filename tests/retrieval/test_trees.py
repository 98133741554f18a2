"""Boosted trees as arrays give what the trees say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import ModelError
from retrieval.rerank import FOLDER, FROM_MODEL, FULL, WORDS
from retrieval.trees import Trees


def leaf(value):
    return {"leaf_value": value}


def split(feature, threshold, left, right):
    return {
        "split_feature": feature,
        "threshold": threshold,
        "left_child": left,
        "right_child": right,
    }


DUMP = {
    "feature_names": ["covered", "length"],
    "tree_info": [
        {"tree_structure": split(0, 0.5, leaf(-1.0), split(1, 3.0, leaf(2.0), leaf(1.0)))},
        {"tree_structure": split(1, 10.0, leaf(0.25), leaf(-0.25))},
        {"tree_structure": leaf(0.125)},
    ],
}


def by_hand(node, row):
    while "leaf_value" not in node:
        low = row[node["split_feature"]] <= node["threshold"]
        node = node["left_child"] if low else node["right_child"]
    return node["leaf_value"]


@given(st.lists(st.tuples(*[st.floats(-20, 20, width=32)] * 2), min_size=1, max_size=8))
def test_scores_are_the_sums_of_the_leaves(rows):
    trees = Trees.from_lightgbm(DUMP)
    matrix = np.array(rows, np.float32)
    scores = trees.scores({"covered": matrix[:, 0], "length": matrix[:, 1]})
    wanted = [sum(by_hand(t["tree_structure"], row) for t in DUMP["tree_info"]) for row in matrix]
    assert scores == pytest.approx(wanted)


def test_what_is_saved_is_read_again(tmp_path):
    trees = Trees.from_lightgbm(DUMP)
    trees.save(tmp_path / "trees.npz")
    columns = {"covered": np.float32([0.2, 0.9]), "length": np.float32([1, 12])}
    assert Trees.read(tmp_path / "trees.npz").scores(columns) == pytest.approx(
        trees.scores(columns)
    )


def test_a_missing_or_damaged_file_is_named_with_the_way_out(tmp_path):
    (tmp_path / "bad.npz").write_bytes(b"no archive")
    for name in ("bad.npz", "none.npz"):
        with pytest.raises(ModelError, match=rf"{name}.*train_reranker"):
            Trees.read(tmp_path / name)


@pytest.mark.parametrize("name", [FULL, WORDS])
def test_the_shipped_trees_are_small_and_read_what_they_say(name):
    trees = Trees.read(FOLDER / name)
    assert (FOLDER / name).stat().st_size < 500_000
    assert len(trees.roots) >= 50
    assert "covered" in trees.names
    model = [n for n in trees.names if n.removesuffix("_behind") in FROM_MODEL]
    assert bool(model) == (name == FULL)


@pytest.mark.parametrize("leaves", [3, 12, 20, 40, 64])
def test_trees_of_any_size_go_to_the_leaf_that_walking_finds(leaves):
    rng = np.random.default_rng(leaves)

    def grown(count):
        if count == 1:
            return leaf(float(rng.normal()))
        left = int(rng.integers(1, count))
        return split(int(rng.integers(2)), float(rng.normal()), grown(left), grown(count - left))

    dump = DUMP | {"tree_info": [{"tree_structure": grown(leaves)} for _ in range(3)]}
    matrix = rng.normal(size=(30, 2)).astype(np.float32)
    scores = Trees.from_lightgbm(dump).scores({"covered": matrix[:, 0], "length": matrix[:, 1]})
    wanted = [sum(by_hand(t["tree_structure"], row) for t in dump["tree_info"]) for row in matrix]
    assert scores == pytest.approx(wanted)
