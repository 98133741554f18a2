"""Folders are followed: one run for a batch of changes, and a clean end."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from errors import MissingInput
from ingest.watch import matters, watch

ROOT = Path(__file__).resolve().parents[2]


def wait_for(met, seconds=30):
    until = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


def test_a_batch_of_changes_makes_one_run(tmp_path):
    runs, stop = [], threading.Event()
    thread = threading.Thread(
        target=watch, args=([tmp_path], lambda: runs.append(1), stop), kwargs={"quiet_ms": 300}
    )
    thread.start()
    try:
        wait_for(lambda: len(runs) == 1)
        for number in range(5):
            (tmp_path / f"{number}.txt").write_text("Tin.")
        wait_for(lambda: len(runs) == 2)
        (tmp_path / ".~lock.a.docx#").write_text("x")
        (tmp_path / "ảnh.gif").write_text("x")
        time.sleep(1)
        assert len(runs) == 2
        (tmp_path / "0.txt").unlink()
        wait_for(lambda: len(runs) == 3)
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(MissingInput, match="không có"):
        watch([tmp_path / "không có"], lambda: None)


@pytest.mark.parametrize(
    ("name", "counts"),
    [("a.pdf", True), ("a.yaml", True), ("a.exe", False), (".a.txt", False), ("~$a.docx", False)],
)
def test_only_files_that_are_read_start_a_run(tmp_path, name, counts):
    (tmp_path / name).write_text("x")
    assert matters(tmp_path / name) is counts
    (tmp_path / name).unlink()
    assert matters(tmp_path / "2021.1")  # it may have been a folder


def test_the_command_follows_a_folder_until_it_is_interrupted(tmp_path, model_folder):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("Huyện trồng 120 ha chè.\n", encoding="utf-8")
    output = tmp_path / "out"
    with output.open("w") as file:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "ingest",
                folder,
                "--watch",
                "--json",
                "--data-dir",
                str(tmp_path / "data"),
            ],
            cwd=ROOT,
            env=os.environ | {"HOIDAP_EMBEDDING_MODEL": str(model_folder)},
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
        )

    def values():
        return [json.loads(line) for line in output.read_text().splitlines()]

    try:
        wait_for(lambda: len(values()) == 1, 60)
        (folder / "b.txt").write_text("Xã trồng 30 ha ngô.\n", encoding="utf-8")
        wait_for(lambda: len(values()) == 2, 60)
        assert {row["source"]: row["status"] for row in values()[1]["documents"]} == {
            "a.txt": "unchanged",
            "b.txt": "added",
        }
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert "Đã thôi theo dõi" in err
    assert "Traceback" not in err
