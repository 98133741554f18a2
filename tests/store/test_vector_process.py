import os
import signal
import sys
from contextlib import closing

import numpy as np
import pytest

import store.indexing
from errors import IndexDamaged
from store.index import open_index
from store.vector_process import VectorProcess
from tests.store.tiny import TinyEmbedder, fill, make_document

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


def test_a_small_change_is_made_and_checked_in_the_process(data_dir, monkeypatch):
    """As in a program that has not imported Chroma yet: here it need not."""
    with monkeypatch.context() as patch:
        patch.delitem(sys.modules, "chromadb", raising=False)
        fill(data_dir, make_document("thuong-mai", ["Chợ mới khai trương."], version=2))
        assert "chromadb" not in sys.modules
    with closing(open_index(data_dir)) as index:
        assert index.vectors.ids() == set(index.catalogue.passage_ids())
        assert index.vectors.count == index.lexical_index.count == index.passage_count == 4
        vector = TinyEmbedder().embed_passages(["Chợ mới khai trương."])[0]
        assert index.vectors.nearest(vector, 1)[0][0] == "thuong-mai.md#2-0"
