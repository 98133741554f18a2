"""A reader that crashes, hangs or swallows memory costs one file, and nothing of it stays."""

import os
import re
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from errors import UsageError
from ingest.limits import Limits, exceeded, read_limits, use
from ingest.workers import Request, Worker, Workers

PROGRAM = (sys.executable, "-m", "tests.ingest.odd_readers")
QUICK = Limits(seconds=2, memory=2_000)


@pytest.fixture
def worker():
    worker = Worker(QUICK, PROGRAM)
    worker._files = 1  # the time to start is not what is tried here
    yield worker
    worker.stop()


@pytest.fixture
def odd(tmp_path):
    def write(order, name="a.pdf"):
        path = tmp_path / name
        path.write_text(f"%PDF-{order}")
        return Request(path, name)

    return write


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ("hang", "đọc quá 2 giây nên đã dừng. .* --limit seconds=4"),
        ("crash", "chương trình đọc đã sập vì tệp này"),
        ("exit", "chương trình đọc đã sập vì tệp này"),
        ("memory", "cần hơn 2000 MB bộ nhớ để đọc. .* --limit memory=4000"),
        ("error", r"tệp hỏng hoặc không đúng dạng .pdf \(RuntimeError: bảng chữ hỏng\)"),
        ("deep", "tệp hỏng hoặc không đúng dạng .pdf .RecursionError"),
        ("silent", "tệp không có chữ nào"),
        ("long 6000000", "có 24.000.000 ký tự, vượt giới hạn 20.000.000 ký tự"),
    ],
)
def test_what_a_file_does_to_its_reader_is_told_and_the_next_is_read(worker, odd, order, message):
    (part,) = worker.read(odd(order))
    assert part.extracted is None
    assert re.match(message, part.error), part.error
    assert len(part.error.splitlines()) == 1
    (part,) = worker.read(odd("ok", "b.pdf"))
    assert part.extracted.text == "Văn bản b.pdf ok.\n"


def test_what_a_reader_started_is_stopped_with_it(worker, odd, tmp_path):
    (part,) = worker.read(odd(f"child {tmp_path / 'pid'}"))
    assert "đọc quá 2 giây" in part.error
    child = int((tmp_path / "pid").read_text())
    for _ in range(50):
        if not os.path.exists(f"/proc/{child}") or "Z" in _state(child):
            return
        time.sleep(0.1)
    pytest.fail("the program that the reader started still runs")


def _state(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def test_a_worker_that_waits_long_for_the_next_file_is_still_there(odd, monkeypatch):
    monkeypatch.setenv("ODD_GRACE", "1")
    worker = Worker(Limits(seconds=1), PROGRAM)
    try:
        assert worker.read(odd("ok"))[0].extracted
        process = worker._process.pid
        time.sleep(3)
        assert worker.read(odd("ok", "b.pdf"))[0].extracted
        assert worker._process.pid == process
    finally:
        worker.stop()


def test_a_worker_that_was_killed_while_it_waited_is_replaced(worker, odd):
    assert worker.read(odd("ok"))[0].extracted
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert worker.read(odd("ok", "b.pdf"))[0].extracted


def test_what_libraries_print_is_no_answer(worker, odd):
    (part,) = worker.read(odd("noise"))
    assert part.extracted.text == "Văn bản a.pdf noise.\n"


def test_a_reader_that_shows_life_may_take_longer(odd):
    worker = Worker(Limits(seconds=1), PROGRAM)
    try:
        (part,) = worker.read(odd("ok"))
        (part,) = worker.read(odd("slow", "b.pdf"))
        assert part.extracted, part.error
    finally:
        worker.stop()


def test_text_comes_fit_to_be_stored_and_pages_follow(worker, odd):
    (part,) = worker.read(odd("dirty"))
    assert part.extracted.text == "mót\n \nhai "
    assert part.extracted.pages == (3,)


def test_in_an_archive_only_the_member_that_stops_its_reader_is_lost(tmp_path):
    worker = Worker(Limits(seconds=4), PROGRAM)
    with zipfile.ZipFile(tmp_path / "kho.zip", "w") as archive:
        for name, order in (("a", "ok"), ("b", "crash"), ("c", "hang"), ("d", "ok")):
            archive.writestr(f"{name}.pdf", f"%PDF-{order}")
    try:
        parts = worker.read(Request(tmp_path / "kho.zip", "kho.zip"))
    finally:
        worker.stop()
    assert [(part.name, bool(part.error)) for part in parts] == [
        ("a.pdf", False),
        ("b.pdf", True),
        ("c.pdf", True),
        ("d.pdf", False),
    ]
    assert parts[2].error.startswith("đọc quá 4 giây")


def test_several_workers_give_all_files_in_order(odd):
    requests = [odd("hang" if n == 3 else "ok", f"{n:02}.pdf") for n in range(9)]
    with Workers(QUICK, 2, PROGRAM) as pool:
        read = list(pool.each(iter(requests)))
    assert [request for request, _ in read] == requests
    assert [request.name for request, (part,) in read if part.error] == ["03.pdf"]


def test_a_worker_closed_before_its_process_is_there_reads_nothing(odd):
    worker = Worker(Limits(seconds=60), PROGRAM)
    worker.close()
    began = time.monotonic()
    assert worker.read(odd("hang")) == ()
    assert time.monotonic() - began < 30


def test_leaving_early_stops_what_is_being_read(odd):
    began = time.monotonic()
    with Workers(Limits(seconds=300), 2, PROGRAM) as pool:
        hanging = [odd("hang", f"{number}.pdf") for number in range(9)]
        assert next(pool.each([odd("ok"), *hanging]))[1][0].extracted
    assert time.monotonic() - began < 60


def test_a_worker_whose_master_is_killed_ends(odd, tmp_path):
    """It runs a reader that hangs, and its master is gone without a word."""
    code = (
        "import sys; from pathlib import Path; from ingest.workers import *;"
        f"w = Worker(Limits(), {PROGRAM!r});"
        "w._started(); print(w._process.pid, flush=True);"
        f"w.read(Request(Path({str(odd('hang').path)!r}), 'a'))"
    )
    master = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    pid = int(master.stdout.readline())
    time.sleep(1)
    master.kill()
    master.wait()
    master.stdout.close()
    for _ in range(100):
        if not os.path.exists(f"/proc/{pid}") or "Z" in _state(pid):
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived the one that started it")


@pytest.mark.parametrize("option", ["mb", "mb=", "mb=-1", "mb=0", "mb=1.5", "size=3", "mb=١"])
def test_a_limit_that_is_none_is_refused_with_all_there_are(option):
    with pytest.raises(UsageError, match="mb=200, pages=5000, seconds=120"):
        read_limits([option])


def test_limits_are_set_by_name_and_a_refusal_names_the_way_to_raise_them():
    limits = read_limits(["mb=5", "pages=10", "mb=7"])
    assert (limits.mb, limits.pages, limits.seconds) == (7, 10, 120)
    use(limits)
    try:
        assert str(exceeded("a.pdf", "có 20 trang", "pages")) == (
            "a.pdf: có 20 trang, vượt giới hạn 10 trang. Hãy tách nhỏ tệp, hoặc nâng giới hạn: "
            "--limit pages=20"
        )
    finally:
        use(Limits())
