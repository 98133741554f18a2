"""However seldom Chroma writes its graph while much is added, a published one is whole."""

import sqlite3
from contextlib import closing

import pytest

import store.indexing
from store.index import open_index
from store.vectors import Vectors
from tests.store.tiny import fill, make_document


def chroma_state(data_dir):
    """Vectors in the files of the graph (they have room for 100), and entries in Chroma's log."""
    (lengths,) = data_dir.rglob("length.bin")
    with closing(sqlite3.connect(lengths.parents[1] / "chroma.sqlite3")) as database:
        (logged,) = database.execute("SELECT count(*) FROM embeddings_queue").fetchone()
    return lengths.stat().st_size // 4, logged


# Chroma warns of every collection that it is to embed nothing for.
@pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")
@pytest.mark.parametrize("number", [127, 130, 192, 199])
def test_a_graph_written_seldom_is_whole_when_published(tmp_path, monkeypatch, number):
    monkeypatch.setattr(store.indexing, "_FLUSH", 16)
    monkeypatch.setattr(store.indexing, "_WRITES", 3)
    asked = []
    plain = Vectors.write_every

    def write_every(self, often):
        asked.append(often)
        plain(self, often)

    monkeypatch.setattr(Vectors, "write_every", write_every)
    fill(tmp_path, make_document("a", [f"Câu {place} của {place % 7}." for place in range(number)]))
    assert len(asked) == 2
    assert asked[-1] == 1
    assert chroma_state(tmp_path) == (number, 1)
    with closing(open_index(tmp_path)) as index:
        assert index.vectors.count == number
    monkeypatch.undo()
    fill(tmp_path, make_document("b", ["Thêm một câu."]))
    with closing(open_index(tmp_path)) as index:
        assert index.vectors.count == number + 1
        assert len(index.vectors.ids()) == number + 1
