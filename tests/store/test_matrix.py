"""Exact scores from the mapped matrix: rows by id, ties by id, nothing lost over rewriting."""

from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import store.index
from errors import IndexDamaged
from store.index import open_index
from store.matrix import ROWS, VECTORS, Matrix, MatrixWriter
from store.signs import SIGNS
from store.writer import embedding_text, open_writer
from tests.store.tiny import TinyEmbedder, fill, make_document

IDS = st.lists(st.text(min_size=1, max_size=8).filter(lambda s: s == s.strip("\0")), unique=True)


def encodable(ids):
    return [name for name in ids if name.isprintable()]


def written(folder, ids, vectors, old=()):
    writer = MatrixWriter(folder, [*ids, *old], vectors.shape[1])
    if old:
        writer.keep(Matrix.open(folder), old)
    writer.put(ids, vectors)
    writer.close()
    return Matrix.open(folder)


@settings(max_examples=40, deadline=None)
@given(IDS.map(encodable), st.integers(0, 5))
def test_every_id_has_its_own_row(tmp_path_factory, ids, seed):
    vectors = np.random.default_rng(seed).normal(size=(len(ids), 8)).astype(np.float32)
    matrix = written(tmp_path_factory.mktemp("matrix"), ids, vectors)
    assert matrix.ids() == sorted(ids)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    assert np.allclose(matrix.vectors_of(ids), vectors / lengths, atol=1e-6)
    backwards = ids[::-1]
    assert np.array_equal(matrix.vectors_of(backwards), matrix.vectors_of(ids)[::-1])


@pytest.mark.parametrize("name", ["", "a", "bb", "đ", "zzzzzzzzzzzzzzzz"])
def test_an_unknown_id_is_named(tmp_path, name):
    matrix = written(tmp_path, ["aa", "b"], np.eye(2, dtype=np.float32))
    with pytest.raises(KeyError, match=f"^.{name}.$"):
        matrix.vectors_of(["aa", name])


def test_kept_rows_survive_a_rewriting_and_others_are_gone(tmp_path):
    first = written(tmp_path, ["b", "a", "c"], np.eye(3, dtype=np.float32))
    second = written(tmp_path, ["a1"], np.ones((1, 3), dtype=np.float32), old=["b", "c"])
    assert second.ids() == ["a1", "b", "c"]
    assert np.array_equal(second.vectors_of(["b", "c"]), first.vectors_of(["b", "c"]))
    with pytest.raises(KeyError, match="a"):
        second.vectors_of(["a"])


def test_the_nearest_are_exact_and_ties_go_by_id(tmp_path):
    rng = np.random.default_rng(7)
    vectors = np.repeat(rng.normal(size=(40, 32)), 25, axis=0).astype(np.float32)
    ids = [f"d{number:04}" for number in rng.permutation(1000)]
    matrix = written(tmp_path, ids, vectors)
    query = vectors[30] + rng.normal(size=32).astype(np.float32) * 0.1
    exact = vectors @ query / np.linalg.norm(vectors, axis=1) / np.linalg.norm(query)
    for limit in (1, 10, 60, 1000, 2000):
        found = matrix.nearest(query, limit)
        best = sorted(zip(-exact.round(5), ids, strict=True))[:limit]
        assert [name for name, _ in found] == [name for _, name in best]
        assert [score for _, score in found] == pytest.approx([-x for x, _ in best], abs=1e-4)


def test_zero_rows_and_zero_queries_have_no_similarity(tmp_path):
    matrix = written(tmp_path, ["b", "a"], np.array([[0, 0], [3, 4]], np.float32))
    assert matrix.nearest(np.array([3, 4], np.float32), 5) == [("a", pytest.approx(1.0)), ("b", 0)]
    assert matrix.nearest(np.zeros(2, np.float32), 1) == [("a", 0.0)]
    assert matrix.vectors_of([]).shape == (0, 2)


def test_a_matrix_can_be_empty(tmp_path):
    matrix = written(tmp_path, [], np.zeros((0, 4), np.float32))
    assert (matrix.count, matrix.ids(), matrix.nearest(np.ones(4, np.float32), 3)) == (0, [], [])


@pytest.mark.parametrize("name", [VECTORS, ROWS, SIGNS])
def test_a_missing_or_garbled_file_is_called_damage(tmp_path, name):
    written(tmp_path, ["a"], np.ones((1, 2), np.float32))
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(IndexDamaged, match=f"{VECTORS}|{SIGNS}"):
        Matrix.open(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(IndexDamaged, match=f"{VECTORS}|{SIGNS}"):
        Matrix.open(tmp_path)


def test_the_graph_the_signs_and_the_matrix_agree(data_dir, monkeypatch):
    query = np.arange(16, dtype=np.float32)
    with closing(open_index(data_dir)) as index:
        exact = index.dense(query, 4)
        monkeypatch.setattr(store.index, "EXACT_LIMIT", 0)
        by_signs = index.dense(query, 4)
        monkeypatch.setattr(store.index, "SIGNS_LIMIT", 0)
        by_graph = index.dense(query, 4)
    assert by_signs == exact
    assert [name for name, _ in by_graph] == [name for name, _ in exact]
    assert [s for _, s in by_graph] == pytest.approx([s for _, s in exact], abs=1e-5)


def test_vectors_follow_what_is_removed_replaced_and_added(data_dir):
    fill(data_dir, make_document("a-moi", ["Thêm một câu."]))
    with open_writer(data_dir, TinyEmbedder()) as writer:
        writer.put(*make_document("ha-tang", ["Câu khác hẳn.", "* * *"]))
        writer.remove("thuong-mai.md")
        writer.publish()
    with closing(open_index(data_dir)) as index:
        passages = [p for source in ("a-moi.md", "ha-tang.md") for p in index.passages_of(source)]
        rows = TinyEmbedder().embed_passages([embedding_text(p) for p in passages])
        ids = [p.id for p in passages]
        assert np.allclose(index.vectors_of(ids), rows, atol=1e-6)
        assert index.matrix.ids() == sorted(ids)


def test_a_lost_row_is_not_published(data_dir, monkeypatch):
    monkeypatch.setattr(MatrixWriter, "put", lambda self, ids, vectors: None)
    with pytest.raises(IndexDamaged, match="ma trận véc-tơ lạc đoạn"):
        fill(data_dir, make_document("them", ["Một câu."]))
