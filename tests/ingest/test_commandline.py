"""The command line from end to end: a process, real files, the real store."""

import csv
import io
import json
import shutil
import subprocess
import sys
import time
import unicodedata
from contextlib import closing

import pytest

from ingest.figure_table import COLUMNS
from ingest.sources import find_files
from store.index import open_index
from store.lexical import lexical_query
from store.writer import open_writer

PROSE = "Các sở, ngành đã tập trung thực hiện tốt nhiệm vụ được giao trong thời gian qua."
TEA = f"Kế hoạch trồng chè năm 2021 của huyện Đồng Văn\n\nHuyện trồng thêm 120 ha chè. {PROSE}\n"
RICE = f"# Kế hoạch trồng lúa năm 2022 của tỉnh Hà Giang\n\nTỉnh cấy 30.500 ha lúa. {PROSE}\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    (folder / "tea.txt").write_text(TEA, encoding="utf-8")
    (folder / "sub" / "rice.md").write_text(RICE, encoding="utf-8")
    return folder


@pytest.fixture
def data_dir(tmp_path):
    return tmp_path / "data"


def everything(data_dir, words):
    """What all three stores of the index say of some words: passage texts, hits, vector count."""
    with closing(open_index(data_dir)) as index:
        passages = [p for d in index.documents() for p in index.passages_of(d.source)]
        return {
            "sources": [document.source for document in index.documents()],
            "texts": [passage.text for passage in passages if words in passage.text],
            "lexical": len(index.lexical(lexical_query(words), 50)),
            "vectors": index.vectors.ids() == {passage.id for passage in passages},
        }


def test_help_answers_at_once_and_in_vietnamese():
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ingest", "--help"], capture_output=True, text=True, check=True
    )
    assert time.perf_counter() - began < 5  # 0.2 s on an idle machine
    assert "Nạp tài liệu" in done.stdout
    for option in ("--remove", "--rebuild", "--list", "--figures", "--json", "--data-dir"):
        assert option in done.stdout
    code = (
        "import sys, ingest.__main__; print(sorted({'chromadb','numpy','yaml'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


def test_a_process_prints_one_json_value_and_all_else_on_stderr(ingest_process, folder):
    done = ingest_process(folder, "--json")
    assert done.code == 0
    assert done.statuses == {"sub/rice.md": "added", "tea.txt": "added"}
    assert len(done.out.splitlines()) == 1
    assert len(done.err.splitlines()) == 3  # two documents and the sum; no bar off a terminal


def test_a_folder_is_added_then_unchanged_then_updated_then_removed(ingest, folder, data_dir):
    first = ingest(folder)
    assert first.code == 0
    assert first.out.splitlines()[:2] == [
        "added: sub/rice.md (thêm mới, 1 đoạn, 1 số liệu)",
        "added: tea.txt (thêm mới, 1 đoạn, 1 số liệu)",
    ]
    assert "2 thêm mới" in first.out.splitlines()[-1]
    assert first.err == ""

    second = ingest(folder, "--json")
    assert second.statuses == {"sub/rice.md": "unchanged", "tea.txt": "unchanged"}
    assert second.value["generation"] == 1
    assert len(second.out.splitlines()) == 1
    assert "Tổng kết" in second.err

    (folder / "tea.txt").write_text(TEA.replace("120 ha chè", "95 ha quế"), encoding="utf-8")
    third = ingest(folder, "--json")
    assert third.statuses == {"sub/rice.md": "unchanged", "tea.txt": "updated"}
    after = everything(data_dir, "120 ha chè")
    assert after["texts"] == []
    assert after["vectors"]
    assert len(everything(data_dir, "95 ha quế")["texts"]) == 1

    (folder / "tea.txt").unlink()
    fourth = ingest(folder, "--json")
    assert fourth.code == 0
    assert fourth.statuses == {"tea.txt": "removed", "sub/rice.md": "unchanged"}
    after = everything(data_dir, "quế")
    assert after == {"sources": ["sub/rice.md"], "texts": [], "lexical": 0, "vectors": True}


def test_documents_are_removed_by_name_and_nothing_of_them_stays(ingest, folder, data_dir):
    ingest(folder)
    done = ingest("--remove", "tea.txt", "không-có.txt", "--json")
    assert done.code == 1
    assert done.statuses == {"tea.txt": "removed", "không-có.txt": "failed"}
    assert "--list" in done.reason("không-có.txt")
    after = everything(data_dir, "chè")
    assert after == {"sources": ["sub/rice.md"], "texts": [], "lexical": 0, "vectors": True}
    assert ingest("--remove", "không-có.txt").code == 2


def test_rebuild_gives_the_same_passages_and_needs_no_files(ingest, folder, data_dir):
    def passages():
        with closing(open_index(data_dir)) as index:
            return index.documents(), [index.passages_of(d.source) for d in index.documents()]

    ingest(folder)
    before = passages()
    shutil.rmtree(folder)
    done = ingest("--rebuild", "--json")
    assert done.code == 0
    assert set(done.statuses.values()) == {"rebuilt"}
    assert done.value["generation"] == 2
    assert passages() == before


def test_rollback_brings_back_what_was_before(ingest, folder, data_dir):
    ingest(folder)
    ingest("--remove", "tea.txt")
    done = ingest("--rollback", "--json")
    assert (done.code, done.value) == (0, {"generation": 1})
    assert everything(data_dir, "chè")["sources"] == ["sub/rice.md", "tea.txt"]


def test_list_shows_what_is_known_of_each_document(ingest, folder):
    ingest(folder)
    rows = {row["source"]: row for row in ingest("--list", "--json").value["documents"]}
    tea = rows["tea.txt"]
    assert tea["title"] == "Kế hoạch trồng chè năm 2021 của huyện Đồng Văn"
    assert tea["place"] == "huyện Đồng Văn"
    assert tea["level"] == "district"
    assert tea["period"] == "2021-01-01/2021-12-31"
    assert tea["passages"] == 1
    assert "tea.txt: Kế hoạch trồng chè" in ingest("--list").out


def test_figures_are_listed_filtered_and_written_as_a_table(ingest, folder):
    ingest(folder)
    rows = ingest("--figures", "--json").value["figures"]
    assert {row["source"]: (row["value"], row["unit"]) for row in rows} == {
        "sub/rice.md": ("30500", "ha"),
        "tea.txt": ("120", "ha"),
    }
    assert {tuple(row) for row in rows} == {COLUMNS}
    (tea,) = ingest("--figures", "--year", "2021", "--place", "dong van", "--json").value["figures"]
    assert (tea["place"], tea["period_start"]) == ("huyện Đồng Văn", "2021-01-01")
    assert TEA[tea["start"] : tea["end"]] == tea["text"] == "120 ha"
    assert {found["slot"] for found in tea["inherited"]} == {"place", "period"}
    assert ingest("--figures", "--indicator", "xuất khẩu", "--json").value["figures"] == []

    table = list(csv.DictReader(io.StringIO(ingest("--figures", "--csv").out)))
    assert tuple(table[0]) == COLUMNS
    assert [row["value"] for row in table] == ["30500", "120"]
    assert "huyện Đồng Văn (title" in table[1]["inherited"]
    assert "120 ha" in ingest("--figures").out


@pytest.mark.parametrize(
    "arguments",
    [("--list", "--csv"), ("--rebuild", "--year", "2021"), ("--figures", "--csv", "--json")],
)
def test_options_of_the_table_belong_to_it(ingest, arguments):
    done = ingest(*arguments)
    assert done.code == 2
    assert "--csv" in done.err


def test_bad_files_fail_alone_and_say_why(ingest, folder, data_dir):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.md").write_text("\n \n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "french.txt").write_bytes("données de la région".encode("latin-1"))
    (folder / "front.md").write_text("---\ntitle: a: b\n---\nThu\n", encoding="utf-8")
    done = ingest(folder, "--json")
    assert done.code == 1
    assert {s for s, status in done.statuses.items() if status == "added"} == {
        "tea.txt",
        "sub/rice.md",
    }
    assert "tệp rỗng" in done.reason("empty.txt")
    assert "PNG" in done.reason("picture.txt")
    assert "TCVN3" in done.reason("french.txt")
    assert "YAML" in done.reason("front.md")
    assert done.value["summary"]["failed"] == 5
    lines = ingest(folder).out.splitlines()
    assert "failed: empty.txt: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi." in lines


def test_encodings_give_the_same_stored_text(ingest, tmp_path, windows_1258):
    text = unicodedata.normalize("NFC", "Tin về cây chè\n\nHuyện đã trồng chè trên đất đồi.\n")
    contents = {
        "utf16": text.encode("utf-16"),
        "bom": text.encode("utf-8-sig"),
        "windows": windows_1258(text),
    }
    for name, content in contents.items():  # apart: together they would be one document
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content)
        data_dir = tmp_path / name
        assert ingest(path, data_dir=data_dir).code == 0
        with closing(open_index(data_dir)) as index:
            assert [document.text for document in index.documents()] == [text]


def test_a_failed_update_keeps_the_old_version(ingest, folder, data_dir):
    ingest(folder)
    (folder / "tea.txt").write_bytes(b"%PDF-1.7 \x00")
    done = ingest(folder, "--json")
    assert done.code == 1
    assert done.statuses == {"sub/rice.md": "unchanged", "tea.txt": "failed"}
    assert len(everything(data_dir, "120 ha chè")["texts"]) == 1


def test_hidden_and_unknown_files_and_links_out_are_passed_over(ingest, folder, tmp_path):
    (folder / ".hidden.txt").write_text(TEA)
    (folder / ".git").mkdir()
    (folder / ".git" / "note.txt").write_text(TEA)
    (folder / "setup.exe").write_bytes(b"MZ")
    outside = tmp_path / "secret.txt"
    outside.write_text(TEA)
    (folder / "link.txt").symlink_to(outside)
    (folder / "linked").symlink_to(tmp_path)
    done = ingest(folder, "--json")
    assert done.code == 0
    assert set(done.statuses) == {"sub/rice.md", "tea.txt"}
    assert done.value["summary"]["skipped"] == 2
    assert "2 bỏ qua" in done.err


def test_a_file_named_with_an_unknown_extension_fails_with_what_is_allowed(ingest, tmp_path):
    (tmp_path / "setup.exe").write_bytes(b"MZ")
    done = ingest(tmp_path / "setup.exe")
    assert done.code == 2
    assert "failed: setup.exe: phần mở rộng «.exe» chưa đọc được; được phép: .txt, .md" in done.out


def test_missing_input_is_refused_before_anything_is_done(ingest, folder, data_dir):
    done = ingest(folder, folder / "nowhere")
    assert done.code == 2
    assert done.err.startswith("Lỗi: Không có tệp hoặc thư mục: ")
    assert len(done.err.splitlines()) == 1
    assert not (data_dir / "CURRENT").exists()


def test_an_empty_folder_is_refused(ingest, tmp_path):
    (tmp_path / "none").mkdir()
    done = ingest(tmp_path / "none", "--json")
    assert done.code == 2
    assert "không có tệp nào đọc được" in done.value["error"]


@pytest.mark.parametrize("arguments", [(), ("--rebuild", "x"), ("--list", "x")])
def test_bad_usage_names_the_choices(ingest, arguments):
    done = ingest(*arguments)
    assert done.code == 2
    assert "--remove, --rebuild, --rollback, --list" in done.err


@pytest.mark.parametrize(
    "arguments", [("--bogus",), ("--year", "xưa", "--figures"), ("--list", "--rebuild")]
)
def test_a_command_line_that_cannot_be_read_is_refused_in_vietnamese(ingest, capsys, arguments):
    with pytest.raises(SystemExit) as leaving:
        ingest(*arguments)
    assert leaving.value.code == 2
    assert "Lỗi: dòng lệnh không dùng được" in capsys.readouterr().err


@pytest.mark.parametrize("argument", ["--rebuild", "--rollback", "--list"])
def test_without_an_index_the_command_that_makes_one_is_named(ingest, argument):
    done = ingest(argument)
    assert done.code == 2
    assert "python -m ingest" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_data_folder_that_cannot_be_one_is_refused_in_one_line(ingest, folder, tmp_path):
    (tmp_path / "file").write_text("x")
    done = ingest(folder, data_dir=tmp_path / "file")
    assert done.code == 2
    assert done.err.startswith("Lỗi: ")
    assert "--data-dir" in done.err
    assert len(done.err.splitlines()) == 1


def test_another_writer_is_told_and_nothing_is_lost(
    ingest, ingest_process, folder, data_dir, embedder
):
    ingest(folder)
    (folder / "tea.txt").unlink()
    with open_writer(data_dir, embedder):
        done = ingest_process(folder)
    assert done.code == 2
    assert "Một tiến trình khác đang ghi" in done.err
    assert everything(data_dir, "chè")["sources"] == ["sub/rice.md", "tea.txt"]


def test_another_model_is_refused_with_the_command_that_mends_it(
    ingest, folder, data_dir, other_model_folder
):
    ingest(folder)
    other = {"HOIDAP_EMBEDDING_MODEL": str(other_model_folder)}
    done = ingest(folder, **other)
    assert done.code == 2
    assert "python -m ingest --rebuild" in done.err
    assert ingest("--rebuild", **other).code == 0
    assert ingest(folder, **other).code == 0


def test_a_model_that_is_not_there_is_refused(ingest, folder, tmp_path):
    done = ingest(folder, HOIDAP_EMBEDDING_MODEL=str(tmp_path / "no-model"))
    assert done.code == 2
    assert done.err.startswith("Lỗi: ")


def test_the_same_name_from_another_folder(ingest, folder, tmp_path, data_dir):
    ingest(folder)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert set(ingest(copy, "--json").statuses.values()) == {"unchanged"}
    with closing(open_index(data_dir)) as index:
        assert {document.root for document in index.documents()} == {str(copy)}

    (folder / "tea.txt").write_text(RICE + PROSE, encoding="utf-8")
    clash = ingest(folder, "--json")
    assert clash.code == 1
    assert str(copy) in clash.reason("tea.txt")
    assert "--remove" in clash.reason("tea.txt")

    shutil.rmtree(copy)
    assert ingest(folder, "--json").statuses["tea.txt"] == "updated"


def test_a_file_named_alone_keeps_the_name_it_has_from_its_folder(ingest, folder):
    ingest(folder)
    (folder / "sub" / "rice.md").write_text(RICE + PROSE, encoding="utf-8")
    assert ingest(folder / "sub" / "rice.md", "--json").statuses == {"sub/rice.md": "updated"}


def test_a_file_first_named_alone_is_renamed_with_its_folder(ingest, folder):
    assert ingest(folder / "sub" / "rice.md", "--json").statuses == {"rice.md": "added"}
    done = ingest(folder, "--json")
    assert done.statuses == {"rice.md": "removed", "sub/rice.md": "added", "tea.txt": "added"}


def test_file_names_that_are_not_utf8_fail_alone(ingest, folder):
    path = folder / "t\udce8n.txt"
    try:
        path.write_text(TEA, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    done = ingest(folder, "--json")
    assert done.code == 1
    assert "tên tệp không phải UTF-8" in json.dumps(done.value, ensure_ascii=False)


def test_sources_have_forward_slashes_and_composed_names(tmp_path):
    name = unicodedata.normalize("NFD", "kế hoạch.txt")
    (tmp_path / "năm").mkdir()
    (tmp_path / "năm" / name).write_text(TEA)
    (file,) = find_files([tmp_path]).files
    assert unicodedata.is_normalized("NFC", file.source)
    assert file.source.endswith("/kế hoạch.txt")
    assert file.root == str(tmp_path)


def test_the_same_file_given_twice_is_read_once(folder):
    assert len(find_files([folder, folder / "tea.txt", folder]).files) == 2


@pytest.mark.seeds
def test_source_documents_are_ingested_as_they_are(ingest, seeds_dir, data_dir):
    done = ingest(seeds_dir, "--json")
    assert done.code == 0
    assert set(done.statuses.values()) == {"added"}
    with closing(open_index(data_dir)) as index:
        for document in index.documents():
            file_text = (seeds_dir / document.source).read_text(encoding="utf-8")
            for passage in index.passages_of(document.source):
                assert file_text[passage.start : passage.end] == passage.text
