"""The best of a search do not depend on the order in which equals were indexed."""

from hypothesis import given
from hypothesis import strategies as st

from store.ties import best


@given(
    st.lists(st.integers(0, 3), max_size=120),
    st.integers(-1, 60),
    st.randoms(use_true_random=False),
)
def test_it_is_the_head_of_the_full_order(scores, limit, random):
    everything = [(f"{number:03}", float(score)) for number, score in enumerate(scores)]
    random.shuffle(everything)
    by_score = sorted(everything, key=lambda pair: -pair[1])
    expected = sorted(everything, key=lambda pair: (-pair[1], pair[0]))[: max(limit, 0)]
    assert best(lambda number: by_score[:number], limit) == expected
