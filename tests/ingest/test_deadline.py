"""What a text costs in our own reading of it has an end, and grows no faster than the text."""

import re
import signal
import threading
import time

import pytest

from errors import UnreadableFile
from ingest import run, taking
from ingest.deadline import deadline
from ingest.describe import describe
from ingest.limits import Limits
from ingest.reading import FileText

SECOND = Limits(seconds=1)


def backtrack():
    re.match(r"(?:a|a)*b", "a" * 60)


def loop():
    while True:
        pass


@pytest.mark.parametrize("work", [backtrack, loop])
def test_a_slow_pattern_and_a_loop_are_stopped_and_nothing_of_it_stays(work):
    before = signal.getsignal(signal.SIGPROF)
    said = r"^a\.txt: phân tích văn bản quá 1 giây nên đã dừng\. Hãy tách nhỏ .* --limit seconds=2$"
    with pytest.raises(UnreadableFile, match=said), deadline("a.txt", "a", SECOND):
        work()
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@pytest.mark.parametrize(("length", "seconds"), [(0, 5), (1_000_000, 5), (1_000_001, 10)])
def test_a_long_text_may_take_longer(length, seconds):
    with deadline("a.txt", "a" * length, Limits(seconds=5)):
        left, _ = signal.getitimer(signal.ITIMER_PROF)
    assert left == pytest.approx(seconds, abs=1)


def test_in_another_thread_the_work_is_done_without_a_limit():
    done = []

    def work():
        with deadline("a.txt", "", SECOND):
            done.append(signal.getitimer(signal.ITIMER_PROF))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [(0, 0)]


@pytest.mark.parametrize(("module", "name"), [(taking, "describe"), (run, "derived")])
def test_a_text_that_takes_too_long_fails_alone(ingest, tmp_path, monkeypatch, module, name):
    plain = getattr(module, name)
    folder = tmp_path / "docs"
    folder.mkdir()
    for stem in ("chè", "lúa"):
        (folder / f"{stem}.txt").write_text(f"Huyện trồng thêm 120 ha {stem}.\n", encoding="utf-8")

    def slow(first, *rest):
        return backtrack() if "lúa" in first.text else plain(first, *rest)

    monkeypatch.setattr(module, name, slow)
    done = ingest(folder, "--limit", "seconds=1", "--json")
    assert done.statuses == {"chè.txt": "added", "lúa.txt": "failed"}
    assert done.reason("lúa.txt").startswith("lúa.txt: phân tích văn bản quá 1 giây")
    monkeypatch.setattr(module, name, plain)
    assert "đọc lại bằng --retry" in ingest(folder, "--limit", "seconds=1").out
    assert ingest(folder, "--limit", "seconds=9", "--json").statuses["lúa.txt"] == "added"


@pytest.mark.parametrize("phrase", ["tháng 3 năm 2021 ", "tháng 3, ", "5% of the of the "])
def test_what_is_said_again_and_again_is_read_at_once(phrase):
    text = f"Kế hoạch năm 2021 của tỉnh Kon Tum\n\nĐạt 5 ha, {phrase * 120}\n"
    with deadline("a.txt", text, Limits(seconds=5)):
        document = describe(FileText(text, "", "utf-8"), "a.txt", "")
        assert run.derived(document)[0]


@pytest.mark.parametrize(
    "fragment",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ",
        "ỦY BAN NHÂN DÂN TỈNH KON TUM Số: 12/BC-UBND ",
        "V/v kế hoạch, Kon Tum, ngày 12 tháng 3 năm 2021 ",
        "\t",
    ],
)
def test_a_line_of_one_fragment_again_and_again_costs_in_proportion_to_its_length(fragment):
    def seconds(length):
        text = f"X {(fragment * (length // len(fragment) + 1))[:length]}\nTrồng 5 ha chè.\n"
        began = time.process_time()
        run.derived(describe(FileText(text, "", "utf-8"), "a.txt", ""))
        return time.process_time() - began

    seconds(100)  # what is read once
    short, long = seconds(20_000), seconds(80_000)
    assert long < 8 * short + 0.2  # sixteen times, were it the square
