"""Numbered folders: two are kept, a rollback goes one back, leftovers are swept."""

from contextlib import closing

import pytest

from errors import IndexDamaged, NoIndex
from store import generations
from store.generations import Current, disk_size, folder_of, read_current
from store.index import LiveIndex, open_index
from store.publishing import rollback
from store.writer import open_writer
from tests.store.tiny import TinyEmbedder, fill, make_document


def grow(data_dir, version):
    return fill(data_dir, make_document("them", [f"Lần {version}."], version=version))


def on_disk(data_dir):
    return sorted(path.name for path in (data_dir / "generations").iterdir())


def test_two_generations_are_kept(data_dir):
    assert [grow(data_dir, version) for version in (1, 2, 3)] == [2, 3, 4]
    assert [g.number for g in generations.generations(data_dir)] == [4, 3]
    with open_writer(data_dir, TinyEmbedder()):
        assert on_disk(data_dir) == ["3", "4"]


def test_generations_tell_what_they_hold(data_dir):
    grow(data_dir, 1)
    new, old = generations.generations(data_dir)
    assert (new.number, new.published, new.documents, new.passages) == (2, True, 3, 6)
    assert (old.number, old.published, old.documents, old.passages) == (1, False, 2, 5)
    assert new.created.endswith("+00:00")
    assert disk_size(data_dir) >= new.bytes + old.bytes > 0
    assert generations.generations(data_dir / "khong-co") == ()


def test_a_rollback_publishes_the_generation_before(data_dir):
    grow(data_dir, 1)
    live = LiveIndex(data_dir)
    assert live.current().document("them.md")
    assert rollback(data_dir) == 1
    assert live.current().document("them.md") is None
    assert rollback(data_dir) == 2
    assert live.current().document("them.md")
    live.close()


def test_a_number_is_never_used_again_after_a_rollback(data_dir):
    grow(data_dir, 1)
    rollback(data_dir)
    assert grow(data_dir, 2) == 3
    assert read_current(data_dir) == Current(3, 1)
    assert grow(data_dir, 3) == 4
    assert on_disk(data_dir) == ["1", "3", "4"]


def test_without_a_generation_before_there_is_no_rollback(data_dir, tmp_path):
    with pytest.raises(NoIndex, match=r"không có thế hệ trước.*--rebuild"):
        rollback(data_dir)
    with pytest.raises(NoIndex, match="không có thế hệ trước"):
        rollback(tmp_path / "moi")


def test_a_damaged_generation_is_not_rolled_back_to(data_dir):
    grow(data_dir, 1)
    (folder_of(data_dir, 1) / "catalogue.sqlite").write_bytes(b"")
    with pytest.raises(IndexDamaged, match=r"Thế hệ 1.*catalogue"):
        rollback(data_dir)
    assert read_current(data_dir) == Current(2, 1)


def test_leftovers_of_a_killed_writer_are_swept(data_dir):
    (data_dir / "generations" / ".DS_Store").touch()  # nothing of ours
    for name in (".new-2", ".gone-7", "9"):
        (data_dir / "generations" / name / "chroma").mkdir(parents=True)
    with open_writer(data_dir, TinyEmbedder()):
        assert on_disk(data_dir) == [".DS_Store", "1"]


def test_a_generation_complete_but_never_published_is_swept(data_dir):
    grow(data_dir, 1)
    generations.write_current(data_dir, Current(1))
    with closing(open_index(data_dir)) as index:
        assert index.generation == 1
    with open_writer(data_dir, TinyEmbedder()):
        assert on_disk(data_dir) == ["1"]


def test_a_generation_being_read_is_not_swept(data_dir):
    with closing(open_index(data_dir)):
        for version in (1, 2, 3):
            grow(data_dir, version)
        assert on_disk(data_dir) == ["1", "2", "3", "4"]
    with open_writer(data_dir, TinyEmbedder()):
        assert on_disk(data_dir) == ["3", "4"]


def test_a_published_folder_holds_no_trace_of_its_writing(data_dir):
    grow(data_dir, 1)
    names = {path.name for path in folder_of(data_dir, 2).rglob("*") if path.is_file()}
    assert not {name for name in names if name.endswith(("-journal", "-wal", "-shm"))}
    assert not (data_dir / ".CURRENT.new").exists()
