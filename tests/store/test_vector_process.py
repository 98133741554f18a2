import os
import signal
from contextlib import closing

import numpy as np
import pytest

import store.indexing
from errors import IndexDamaged
from store.index import open_index
from store.vector_process import VectorProcess
from tests.store.tiny import fill, make_document

DOCUMENTS = [
    make_document("a", [f"Câu {place} của {place % 7}." for place in range(60)]),
    make_document("b", ["Một câu khác hẳn."]),
]


def found(data_dir):
    with closing(open_index(data_dir)) as index:
        vector = np.ones(index.card.dimension, np.float32)
        return index.vectors.nearest(vector, 20), sorted(index.vectors.ids())


def test_a_process_of_its_own_writes_the_same_vectors(tmp_path, monkeypatch):
    fill(tmp_path / "one", *DOCUMENTS)
    monkeypatch.setattr(store.indexing, "_OWN_PROCESS", 1)
    fill(tmp_path / "two", *DOCUMENTS)
    assert found(tmp_path / "one") == found(tmp_path / "two")
    fill(tmp_path / "two", make_document("a", ["Câu còn lại."]))
    assert len(found(tmp_path / "two")[1]) == 2


def test_a_process_that_is_killed_publishes_nothing(tmp_path, monkeypatch):
    fill(tmp_path, *DOCUMENTS)
    before = found(tmp_path)
    monkeypatch.setattr(store.indexing, "_OWN_PROCESS", 1)
    plain = VectorProcess.__init__

    def started(self, folder):
        plain(self, folder)
        os.kill(self._process.pid, signal.SIGKILL)

    monkeypatch.setattr(VectorProcess, "__init__", started)
    with pytest.raises(IndexDamaged, match="dừng giữa chừng với mã -9"):
        fill(tmp_path, make_document("c", ["Câu mới."]))
    assert found(tmp_path) == before


def test_what_is_wrong_there_is_raised_here(tmp_path):
    fill(tmp_path, *DOCUMENTS)
    with closing(open_index(tmp_path)) as index:
        folder = index.folder
    with (
        closing(VectorProcess(folder)) as vectors,
        pytest.raises(ValueError, match="không hữu hạn"),
    ):
        vectors.add(["x"], np.full((1, 3), np.nan, np.float32))
