"""What was looked up is not looked up again, and never more is kept than allowed by much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.remembered import Remembered


class Source:
    """Gives the length of a name, and notes what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, names):
        self.asked += names
        if "không có" in names:
            raise KeyError("không có")
        return [len(name) for name in names]


@given(st.lists(st.lists(st.text(max_size=3), max_size=8), max_size=12), st.integers(0, 6))
def test_values_are_those_of_the_source_in_order(questions, limit):
    kept = Remembered(Source(), limit)
    for names in questions:
        assert kept.of(names) == [len(name) for name in names]
        assert len(kept._kept) <= limit + 8


def test_what_is_known_is_not_asked_for_again():
    source = Source()
    kept = Remembered(source, 10)
    kept.of(["a", "bb", "a"])
    kept.of(["bb", "ccc"])
    assert source.asked == ["a", "bb", "ccc"]


def test_the_error_of_the_source_comes_through_and_nothing_is_kept_of_it():
    source = Source()
    kept = Remembered(source, 10)
    for _ in range(2):
        with pytest.raises(KeyError, match="không có"):
            kept.of(["a", "không có"])
    assert source.asked == ["a", "không có"] * 2
