from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics import (
    METRICS,
    Ranking,
    mean_percent,
    ndcg,
    percentile,
    precision_at_1,
    recall,
    reciprocal_rank,
)

TEN = [str(place) for place in range(1, 13)]  # twelve found: the last two are beyond the depth
ids = st.sampled_from("abcdefghijklmnop")


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [(["a", "b"], {"a"}, 1), (["b", "a"], {"a"}, 0), ([], {"a"}, 0), (["a"], set(), 0)],
)
def test_precision_at_1(found, relevant, expected):
    assert precision_at_1(found, relevant) == expected


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        (TEN, {"10"}, 1),
        (TEN, {"11"}, 0),
        (TEN, {"1", "11"}, 0.5),
        (["a", "a"], {"a", "b"}, 0.5),
        (["a"] * 10 + ["b"], {"b"}, 1),
        ([], {"a"}, 0),
        (TEN, set(), 0),
    ],
)
def test_recall_counts_the_first_ten(found, relevant, expected):
    assert recall(found, relevant) == expected


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        (TEN, {"4"}, 1 / 4),
        (TEN, {"4", "2"}, 1 / 2),
        (TEN, {"11"}, 0),
        (["a", "a", "b"], {"b"}, 1 / 2),
    ],
)
def test_reciprocal_rank(found, relevant, expected):
    assert reciprocal_rank(found, relevant) == expected


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        (["a", "b"], {"a"}, 1),
        (["b", "a"], {"a"}, 1 / log2(3)),
        (["a", "b", "c"], {"a", "c"}, (1 + 1 / 2) / (1 + 1 / log2(3))),
        (TEN, {"11"}, 0),
        (TEN, set(TEN), 1),
        (["a"], set(), 0),
    ],
)
def test_ndcg(found, relevant, expected):
    assert ndcg(found, relevant) == pytest.approx(expected)


@settings(deadline=None)
@given(st.lists(ids, max_size=14), st.sets(ids, min_size=1, max_size=12))
def test_metrics_lie_between_none_and_all(found, relevant):
    for metric in METRICS.values():
        assert 0 <= metric(found, relevant) <= 1 + 1e-9


@settings(deadline=None)
@given(st.sets(ids, min_size=1, max_size=12))
def test_finding_the_relevant_first_is_perfect(relevant):
    for name in ("P@1", "MRR@10", "nDCG@10"):
        assert METRICS[name](sorted(relevant), relevant) == pytest.approx(1)


def test_mean_comes_in_percent_with_the_value_of_each_question():
    rankings = [Ranking(("a",), frozenset("a")), Ranking(("b",), frozenset("a"))]
    assert mean_percent(precision_at_1, rankings) == (50.0, (1.0, 0.0))
    assert mean_percent(precision_at_1, []) == (0.0, ())


@pytest.mark.parametrize(
    ("percent", "expected"), [(50, 50), (99, 99), (100, 100), (1, 1), (0.1, 1), (98.5, 99)]
)
def test_percentile_is_a_value_that_was_measured(percent, expected):
    assert percentile(range(100, 0, -1), percent) == expected


def test_percentile_of_few_values():
    assert percentile([3.0], 99) == 3.0
    assert percentile([1.0, 9.0], 50) == 1.0
    assert percentile([], 50) == 0.0
