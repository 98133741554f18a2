"""The first choice by signs: what is near is among it, whatever the shape of the vectors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import IndexDamaged
from store.matrix import Matrix, MatrixWriter
from store.signs import SIGNS, Signs, write_signs


def normal(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(1, 200), st.integers(0, 9))
def test_few_vectors_are_all_chosen(tmp_path_factory, count, dimension, seed):
    folder = tmp_path_factory.mktemp("signs")
    write_signs(folder, normal(seed, count, dimension))
    chosen = Signs.open(folder).likely(normal(seed + 1, dimension))
    assert chosen.tolist() == list(range(count))


@pytest.mark.parametrize("dimension", [64, 100, 256])
def test_among_many_a_part_is_chosen_and_the_same_vector_is_in_it(tmp_path, dimension):
    vectors = normal(3, 40_000, dimension)
    write_signs(tmp_path, vectors)
    signs = Signs.open(tmp_path)
    for row in (0, 32_767, 32_768, 39_999):
        chosen = signs.likely(vectors[row] * 7)
        assert row in chosen
        assert 1_600 <= len(chosen) < 4_000
        assert (np.diff(chosen) > 0).all()


def test_most_of_the_nearest_are_found(tmp_path):
    # Around 400 centres, as passages lie around what they speak of.
    vectors = np.repeat(normal(1, 400, 256), 75, axis=0) + normal(2, 30_000, 256)
    writer = MatrixWriter(tmp_path, map(str, range(len(vectors))), 256)
    writer.put(list(map(str, range(len(vectors)))), vectors)
    writer.close()
    matrix = Matrix.open(tmp_path)
    queries = vectors[::3000] + normal(4, 10, 256)
    found = [dict(matrix.nearest_by_signs(query, 10)) for query in queries]
    exact = [dict(matrix.nearest(query, 10)) for query in queries]
    shared = sum(len(set(a) & set(b)) for a, b in zip(found, exact, strict=True))
    assert shared >= 95
    for some, all_ in zip(found, exact, strict=True):
        for name in set(some) & set(all_):
            assert some[name] == pytest.approx(all_[name], abs=1e-6)


def test_something_else_in_the_file_is_called_damage(tmp_path):
    np.save(tmp_path / SIGNS, np.zeros(3))
    with pytest.raises(IndexDamaged, match=SIGNS):
        Signs.open(tmp_path)
