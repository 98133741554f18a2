"""A folder is followed: what was renamed, repeated, spoilt or cut short is known again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

import ingest.run
from ingest import taking
from ingest.memory import Memory
from ingest.twins import twin_of
from ingest.workers import Workers
from store.generations import read_current
from store.index import open_index
from tests.ingest import hostile
from tests.ingest.test_workers import PROGRAM

ROOT = Path(__file__).resolve().parents[2]
TEA = "Kế hoạch trồng chè năm 2021 của huyện Đồng Văn\n\nHuyện trồng thêm 120 ha chè ở ba xã.\n"
RICE = "Kế hoạch trồng lúa năm 2022 của tỉnh Hà Giang\n\nTỉnh cấy 30.500 ha lúa trong vụ mùa.\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "docs"
    (folder / "cũ").mkdir(parents=True)
    (folder / "cũ" / "chè.txt").write_text(TEA, encoding="utf-8")
    (folder / "lúa.txt").write_text(RICE, encoding="utf-8")
    return folder


@pytest.fixture
def data_dir(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def odd_readers(monkeypatch):
    """PDF files are read by readers that do what the files say."""
    monkeypatch.setattr(ingest.run, "Workers", partial(Workers, program=PROGRAM))


def documents(data_dir):
    with closing(open_index(data_dir)) as index:
        return {document.source: document for document in index.documents()}


def parts(data_dir, source):
    with closing(open_index(data_dir)) as index:
        passages = [(p.text, p.context, p.scope, p.ordinal) for p in index.passages_of(source)]
        figures = [(f.text, f.value, f.scope, f.indicator) for f in index.figures(source)]
        assert index.vectors.ids() == set(index.catalogue.passage_ids())
        return passages, figures


def write_docx(path, *paragraphs):
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(path)


def test_a_renamed_file_keeps_its_passages_and_figures(ingest, folder, data_dir, monkeypatch):
    ingest(folder)
    before = parts(data_dir, "cũ/chè.txt")
    (folder / "mới").mkdir()
    (folder / "cũ" / "chè.txt").rename(folder / "mới" / "chè 2021.txt")
    monkeypatch.setattr(taking, "describe", None)  # nothing is read or described again
    done = ingest(folder, "--json")
    assert done.code == 0
    assert done.statuses == {"mới/chè 2021.txt": "renamed", "lúa.txt": "unchanged"}
    assert done.value["documents"][1]["from"] == "cũ/chè.txt"
    assert "renamed: mới/chè 2021.txt (đã đổi tên từ cũ/chè.txt, 1 đoạn, 2 số liệu)" in done.err
    assert parts(data_dir, "mới/chè 2021.txt") == before
    assert set(documents(data_dir)) == {"mới/chè 2021.txt", "lúa.txt"}
    again = parts(data_dir, "mới/chè 2021.txt")
    assert ingest("--rebuild").code == 0
    assert parts(data_dir, "mới/chè 2021.txt") == again


def test_a_title_that_was_the_file_name_follows_it(ingest, folder, data_dir):
    (folder / "ghi chú.txt").write_text("- 12 xã\n- 40 thôn\n", encoding="utf-8")
    ingest(folder)
    assert documents(data_dir)["ghi chú.txt"].title == "ghi chú"
    (folder / "ghi chú.txt").rename(folder / "danh sách.txt")
    assert ingest(folder, "--json").statuses["danh sách.txt"] == "renamed"
    assert documents(data_dir)["danh sách.txt"].title == "danh sách"


def test_a_folder_that_moved_is_renamed_with_all_in_it(ingest, folder, tmp_path):
    ingest(folder)
    folder.rename(tmp_path / "kho")
    done = ingest(tmp_path, "--json")
    assert done.statuses == {"kho/cũ/chè.txt": "renamed", "kho/lúa.txt": "renamed"}


def test_the_same_text_in_another_format_is_one_document(ingest, folder, data_dir):
    write_docx(folder / "a.docx", *filter(None, TEA.split("\n")))
    shutil.copy(folder / "lúa.txt", folder / "lúa (bản sao).txt")
    done = ingest(folder, "--json")
    assert done.code == 0
    assert done.statuses == {
        "a.docx": "added",
        "cũ/chè.txt": "duplicate",
        "lúa (bản sao).txt": "added",
        "lúa.txt": "duplicate",
    }
    assert "duplicate: cũ/chè.txt = a.docx (trùng nội dung, chỉ nạp một bản)" in done.err
    again = ingest(folder, "--json")
    assert again.statuses["cũ/chè.txt"] == "duplicate"
    assert again.value["generation"] == done.value["generation"]
    (folder / "a.docx").unlink()
    third = ingest(folder, "--json").statuses
    assert third["cũ/chè.txt"] == "added"
    assert third["a.docx"] == "removed"
    assert set(documents(data_dir)) == {"cũ/chè.txt", "lúa (bản sao).txt"}


def test_when_the_one_repeated_changes_the_other_comes_in(ingest, folder, data_dir):
    (folder / "b.md").write_text(f"# {TEA}", encoding="utf-8")
    assert ingest(folder, "--json").statuses["cũ/chè.txt"] == "duplicate"
    (folder / "b.md").write_text(f"# {TEA} Thêm một xã nữa.\n", encoding="utf-8")
    done = ingest(folder, "--json")
    assert (done.statuses["b.md"], done.statuses["cũ/chè.txt"]) == ("updated", "added")
    (folder / "b.md").write_text(RICE, encoding="utf-8")
    assert ingest(folder, "--json").statuses["b.md"] == "duplicate"
    assert set(documents(data_dir)) == {"cũ/chè.txt", "lúa.txt"}


def test_the_same_text_described_otherwise_is_another_document(ingest, folder):
    shutil.copy(folder / "lúa.txt", folder / "z.txt")
    (folder / "z.yaml").write_text("place: tỉnh Hà Nam\n", encoding="utf-8")
    assert ingest(folder, "--json").statuses["z.txt"] == "added"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("# Thu 1.330 tỷ\n\n- hai", "Thu 1.330 tỷ hai", True),
        ("| Thu | 8,5 |\n|---|---|", "Thu 8,5", True),
        ("ĐIỀ U KHO ẢN hoà", "điều khoản hòa", True),
        ("tăng 8,5%", "tăng 85%", False),
        ("tăng 5%", "tăng 5", False),
        ("tăng -5", "tăng 5", False),
        ("năm 20 21", "năm 2021", False),
        ("má", "ma", False),
    ],
)
def test_texts_are_the_same_when_words_and_figures_are(one, other, same):
    assert (twin_of(one) == twin_of(other)) is same


def test_texts_of_an_index_made_before_are_known(ingest, folder, data_dir):
    ingest(folder)
    (data_dir / "files.sqlite").unlink()
    (folder / "z.md").write_text(f"**{TEA}**", encoding="utf-8")
    assert ingest(folder, "--json").statuses["z.md"] == "duplicate"


def test_a_dry_run_tells_all_and_writes_nothing(ingest, folder, data_dir):
    first = ingest(folder, "--dry-run", "--json")
    assert first.statuses == {"cũ/chè.txt": "added", "lúa.txt": "added"}
    assert first.value["planned"] is True
    assert not data_dir.exists()
    ingest(folder)
    before = {path: path.stat().st_mtime_ns for path in data_dir.rglob("*")}
    (folder / "cũ" / "chè.txt").rename(folder / "trà.txt")
    (folder / "sao.txt").write_text(RICE, encoding="utf-8")
    (folder / "lúa.txt").write_text(RICE + "Thêm.\n", encoding="utf-8")
    (folder / "ngô.txt").write_text("Trồng ngô.\n", encoding="utf-8")
    done = ingest(folder, "--dry-run")
    assert done.code == 0
    assert "added: ngô.txt (sẽ thêm mới)" in done.out
    assert "renamed: trà.txt (sẽ đổi tên từ cũ/chè.txt)" in done.out
    assert "updated: lúa.txt (sẽ cập nhật)" in done.out
    assert "chưa ghi gì" in done.out.splitlines()[-1]
    assert {path: path.stat().st_mtime_ns for path in data_dir.rglob("*")} == before
    for path in folder.rglob("*.txt"):
        path.unlink()
    assert set(ingest(folder, "--dry-run", "--json").statuses.values()) == {"removed"}


def test_what_failed_is_not_tried_again_while_it_is_the_same(
    ingest, folder, tmp_path, odd_readers, data_dir
):
    count = tmp_path / "count"
    (folder / "a.pdf").write_text(f"%PDF-count {count}")
    (folder / "b.pdf").write_text("%PDF-error")
    first = ingest(folder, "--json")
    assert first.code == 1
    reason = first.reason("b.pdf")
    assert "RuntimeError" in reason
    with closing(Memory(data_dir, "", keep=False)) as memory:
        (failure,) = memory.failures()
    assert (failure.source, failure.reason) == ("b.pdf", reason)
    again = ingest(folder)
    assert again.code == 1
    assert f"failed: {reason}" in again.out.splitlines()
    assert "1 tệp lỗi từ lần trước, chưa đọc lại; đọc lại bằng --retry" in again.out
    (folder / "b.pdf").write_text(f"%PDF-count {count} b")
    assert ingest(folder, "--json").statuses["b.pdf"] == "added"
    (folder / "b.pdf").write_text("%PDF-crash")
    spoilt = ingest(folder, "--json")
    assert spoilt.statuses["b.pdf"] == "failed"
    assert "Văn bản b.pdf" in documents(data_dir)["b.pdf"].text  # the old version stays
    assert count.read_text().split() == ["a.pdf", "b.pdf"]


def test_a_text_that_we_cannot_cope_with_does_not_stop_the_others(ingest, folder, monkeypatch):
    plain = taking.describe

    def describe(content, source, root):
        return {}["quên"] if source == "lúa.txt" else plain(content, source, root)

    monkeypatch.setattr(taking, "describe", describe)
    done = ingest(folder, "--json")
    assert done.code == 1
    assert done.statuses == {"cũ/chè.txt": "added", "lúa.txt": "failed"}
    assert "KeyError" in done.reason("lúa.txt")


def test_files_of_the_same_bad_bytes_are_each_told_by_name(ingest, folder, odd_readers):
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_text("%PDF-error")
    done = ingest(folder, "--json")
    for name in ("a.pdf", "b.pdf"):
        assert done.reason(name).startswith(f"{name}: tệp hỏng")


def test_retry_and_other_limits_read_what_failed_once_more(ingest, folder, odd_readers):
    (folder / "b.pdf").write_text("%PDF-long 30000")
    assert ingest(folder, "--limit", "characters=1000", "--json").statuses["b.pdf"] == "failed"
    again = ingest(folder, "--limit", "characters=1000", "--retry")
    assert "chưa đọc lại" not in again.out
    assert ingest(folder, "--json").statuses["b.pdf"] == "added"


def test_what_failed_for_want_of_a_program_is_tried_again_when_it_is_there(
    ingest, folder, odd_readers, monkeypatch
):
    (folder / "b.pdf").write_text("%PDF-error")
    monkeypatch.setattr("shutil.which", lambda name, *_: None)
    ingest(folder)
    assert "chưa đọc lại" in ingest(folder).out
    monkeypatch.setattr("shutil.which", lambda name, *_: f"/usr/bin/{name}")
    assert "chưa đọc lại" not in ingest(folder).out


def test_a_run_that_is_killed_keeps_what_it_has_read(ingest, folder, tmp_path, odd_readers):
    count = tmp_path / "count"
    (folder / "0.pdf").write_text("%PDF-hang")
    for number in range(1, 4):
        (folder / f"{number}.pdf").write_text(f"%PDF-count {count} {number}")
    code = (
        "import sys, ingest.run; from functools import partial; from ingest.workers import Workers;"
        f"ingest.run.Workers = partial(Workers, program={PROGRAM!r});"
        "from ingest.__main__ import main; main(sys.argv[1:])"
    )
    options = ["--data-dir", str(tmp_path / "data"), "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(1200):
        if count.exists() and len(count.read_text().split()) == 3:
            break
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert read_current(tmp_path / "data") is None
    (folder / "0.pdf").write_text("%PDF-ok")
    done = ingest(folder, "--json")
    assert done.code == 0
    assert len(done.statuses) == 6
    assert sorted(count.read_text().split()) == ["1.pdf", "2.pdf", "3.pdf"]


def test_members_of_an_archive_are_documents_of_their_own(ingest, folder, data_dir):
    def pack(**contents):
        with zipfile.ZipFile(folder / "kho.zip", "w") as archive:
            for name, content in contents.items():
                archive.writestr(f"{name}.txt", content)

    pack(a="Tin một về chè.", b="Tin hai về lúa.", c="")
    first = ingest(folder, "--json")
    assert first.code == 1
    assert first.statuses["kho.zip/a.txt"] == first.statuses["kho.zip/b.txt"] == "added"
    assert "tệp rỗng" in first.reason("kho.zip/c.txt")
    assert ingest(folder, "--json").statuses["kho.zip/a.txt"] == "unchanged"
    pack(a="Tin một về chè.", b="Tin hai về lúa nước.", d="Tin bốn.")
    second = ingest(folder, "--json").statuses
    assert {name[8:]: status for name, status in second.items() if name.startswith("kho")} == {
        "a.txt": "unchanged",
        "b.txt": "updated",
        "d.txt": "added",
    }
    (folder / "kho.zip").rename(folder / "kho2.zip")
    third = ingest(folder, "--json").statuses
    assert third["kho2.zip/a.txt"] == "renamed"
    (folder / "kho2.zip").unlink()
    ingest(folder)
    assert set(documents(data_dir)) == {"cũ/chè.txt", "lúa.txt"}


def test_an_archive_that_is_spoilt_leaves_its_old_documents(ingest, folder, data_dir):
    with zipfile.ZipFile(folder / "kho.zip", "w") as archive:
        archive.writestr("a.txt", "Tin một về chè.")
    ingest(folder)
    content = (folder / "kho.zip").read_bytes()
    (folder / "kho.zip").write_bytes(content[:30])
    done = ingest(folder, "--json")
    assert done.statuses["kho.zip"] == "failed"
    assert "kho.zip/a.txt" in documents(data_dir)


def test_a_rebuild_keeps_pages_and_what_the_format_records(ingest, tmp_path, data_dir):
    (tmp_path / "a.pdf").write_bytes(hostile.pdf(3))
    page = "<title>Tin tức</title><meta name='author' content='Lò Thị Mai'>"
    (tmp_path / "b.html").write_bytes(page.encode() + hostile.html())
    ingest(tmp_path / "a.pdf", tmp_path / "b.html")
    before = documents(data_dir)
    assert len(before["a.pdf"].pages) == 2
    assert ingest("--rebuild").code == 0
    assert documents(data_dir) == before


def test_a_damaged_memory_is_made_anew(ingest, folder, data_dir):
    ingest(folder)
    (data_dir / "files.sqlite").write_bytes(b"SQLite format 3\0" + b"rubbish" * 300)
    assert set(ingest(folder, "--json").statuses.values()) == {"unchanged"}


def test_only_files_that_may_have_changed_are_opened(ingest, tmp_path, monkeypatch):
    """At 10,000 files this decides how long a run without changes takes."""
    from ingest import sync

    folder = tmp_path / "nhiều"
    folder.mkdir()
    for number in range(120):
        path = folder / f"{number}.txt"
        path.write_text(f"Xã số {number} trồng {number} ha chè.\n", encoding="utf-8")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    ingest_folder = partial(ingest, folder, "--json")
    assert ingest_folder().code == 0
    opened = []
    plain = sync.digest_of
    monkeypatch.setattr(
        sync, "digest_of", lambda path, name: opened.append(path.name) or plain(path, name)
    )
    assert set(ingest_folder().statuses.values()) == {"unchanged"}
    assert opened == []
    (folder / "7.txt").write_text("Xã số 7 trồng 9 ha chè.\n", encoding="utf-8")
    assert ingest_folder().statuses["7.txt"] == "updated"
    assert opened == ["7.txt"]
    opened.clear()
    ingest(folder, "--verify")
    assert len(opened) == 120


def test_a_change_within_the_clock_of_the_file_system_is_seen(ingest, folder):
    """Same size, same time: a file just written is not taken on trust."""
    path = folder / "lúa.txt"
    ingest(folder)
    stat = path.stat()
    path.write_text(RICE.replace("30.500", "40.500"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert ingest(folder, "--json").statuses["lúa.txt"] == "updated"


def test_a_file_that_was_only_touched_leaves_the_index_alone(
    ingest, ingest_process, folder, data_dir
):
    """A new time has the copy made at once, which then nobody needs."""
    ingest(folder)
    os.utime(folder / "lúa.txt")
    done = ingest_process(folder, "--json")
    assert set(done.statuses.values()) == {"unchanged"}, done.err
    assert done.value["generation"] == 1
    assert [path.name for path in (data_dir / "generations").iterdir()] == ["1"]


def test_the_report_of_a_run_says_what_was_checked(ingest, folder):
    (folder / "rác.txt").write_text("Xqz wrkt zzgh bcdf " * 30 + "\n", encoding="utf-8")
    done = ingest(folder, "--json")
    checks = {row["source"]: row["checks"] for row in done.value["documents"]}
    assert checks["cũ/chè.txt"] == {
        "garbled": 0.0,
        "pages": 0,
        "empty_pages": [],
        "date": True,
        "place": True,
        "warnings": [],
    }
    assert checks["rác.txt"]["garbled"] > 0.9
    assert "số chữ không thành tiếng Việt" in done.err
    assert json.dumps(done.value)
