"""Real processes: readers change nothing, and no kill of the writer reaches them."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from errors import NoIndex
from store.generations import read_current
from store.index import open_index
from store.publishing import rollback
from tests.store.reader_process import ask
from tests.store.tiny import fill, make_document
from tests.store.writer_process import publish

ROOT = Path(__file__).resolve().parents[2]


def start(module, *arguments):
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", f"tests.store.{module}", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    """The numbers a process printed at its end; it must have ended well."""
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return [int(word) for word in out.split()]


def contents(folder):
    """Every file of a generation; Chroma's database without its lock probe, as SQL."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.name == "chroma.sqlite3":
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
                lines = [line for line in database.iterdump() if '"acquire_write"' not in line]
            found[path] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        elif path.is_file() and not path.name.endswith("-journal"):
            found[path] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@pytest.mark.parametrize("passages", [1, 1200])
def test_several_readers_at_once_change_nothing_in_a_generation(tmp_path, passages):
    data_dir, stop = tmp_path / "data", tmp_path / "stop"
    sentences = [f"Câu chung số {number}." for number in range(passages)]
    fill(data_dir, make_document("mot", sentences))
    fill(data_dir, make_document("hai", ["Câu chung cuối."]))
    folder = data_dir / "generations" / "2"
    before = contents(folder)
    readers = [start("reader_process", data_dir, stop, "reopen", 8) for _ in range(3)]
    with closing(open_index(data_dir)) as index:
        assert index.dense(np.ones(16, dtype=np.float32), 3)
    for reader in readers:
        assert finish(reader) == [8, 1]
    assert contents(folder) == before


def test_a_writer_killed_at_any_instant_leaves_readers_a_whole_index(tmp_path):
    """Kill -9 again and again while two processes ask all the time and one reopens always."""
    data_dir, stop = tmp_path / "data", tmp_path / "stop"
    publish(data_dir)
    readers = [
        start("reader_process", data_dir, stop, mode, 1_000_000)
        for mode in ("live", "live", "reopen")
    ]
    assert finish(start("writer_process", data_dir, 15, "hạt giống")) == [15]
    reached = read_current(data_dir).number
    assert reached > 1
    stop.touch()
    for reader in readers:
        asked, generations = finish(reader)
        assert asked > 10
        assert generations > 1
    with closing(open_index(data_dir)) as index:
        ask(index)
    # What the killed ones left is swept, and the index goes on from where it was.
    number = publish(data_dir)
    assert number > reached
    assert read_current(data_dir).previous == reached
    kept = {path.name for path in (data_dir / "generations").iterdir()}
    assert kept >= {str(number), str(reached)}
    assert not {name for name in kept if name.startswith(".")}
    assert rollback(data_dir) == reached
    with closing(open_index(data_dir)) as index:
        ask(index)


def test_a_kill_before_the_first_publishing_leaves_no_index(tmp_path):
    data_dir = tmp_path / "data"
    draft = data_dir / "generations" / ".new-1"
    draft.mkdir(parents=True)
    (draft / "catalogue.sqlite").write_bytes(b"SQLite format 3")
    with pytest.raises(NoIndex, match="python -m ingest corpus"):
        open_index(data_dir)
    assert fill(data_dir, make_document("a", ["Một câu."])) == 1
    assert [path.name for path in (data_dir / "generations").iterdir()] == ["1"]
