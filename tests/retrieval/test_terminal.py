"""`python -m retrieval` as a user types it; in this process where a process proves nothing more."""

import json
import re
import resource
from pathlib import Path

import pytest

from embedding.model import load_embedder
from ingest.pipeline import ingest_paths
from retrieval.__main__ import main

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
TARGET = "Mục tiêu xuất khẩu năm 2021 của Thái Nguyên là bao nhiêu?"


@pytest.fixture(scope="module")
def data(model_folder, tmp_path_factory):
    """The shipped corpus, indexed with the small model that the command loads."""
    folder = tmp_path_factory.mktemp("terminal") / "data"
    ingest_paths(folder, load_embedder(str(model_folder)), [CORPUS])
    return folder


@pytest.fixture
def command(model_folder, monkeypatch, capsys):
    """The command in this process: status, stdout, stderr."""

    def run(*arguments, **environment):
        for name, value in {"HOIDAP_EMBEDDING_MODEL": str(model_folder), **environment}.items():
            monkeypatch.setenv(name, value)
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_help_comes_at_once_and_names_every_option(terminal):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = terminal("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (said.code, said.err) == (0, "")
    for option in ("CÂU_HỎI", "--history", "--data-dir", "--today", "--json", "--help"):
        assert option in said.out
    # processor time, which other work on the machine does not lengthen as it does the clock's
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.5


def test_a_follow_up_from_a_shell_gives_one_json_value(terminal, data):
    question = "Còn tháng 1 đạt bao nhiêu?"
    said = terminal(question, "--history", "Xin chào", TARGET, "--json", "--data-dir", data)
    assert (said.code, said.err) == (0, "")
    value = json.loads(said.out)
    assert value["short_answer"] == "1.385 triệu đô la Mỹ"
    assert value["citations"][0]["marker"] == 1


def test_a_question_prints_the_answer_with_its_source(command, data):
    code, out, err = command(TARGET, "--data-dir", data)
    assert (code, err) == (0, "")
    assert out.startswith("**trên 28 tỷ đô la Mỹ** [1]")
    assert re.search(r"^Nguồn \[1\](, \[2\])?: bản tóm lược", out, re.MULTILINE)


def test_a_refusal_is_an_answer_too(command, data):
    code, out, _ = command("Giá vàng hôm nay?", "--data-dir", data)
    assert code == 0
    assert out.startswith("Không tìm thấy trong tài liệu.")


@pytest.mark.parametrize(
    ("today", "short"), [("2021-03-02", "trên 28 tỷ đô la Mỹ"), ("2031-03-02", "")]
)
def test_today_tells_what_this_year_means(command, data, today, short):
    question = "Mục tiêu xuất khẩu năm nay của Thái Nguyên là bao nhiêu?"
    code, out, _ = command(question, "--json", "--data-dir", data, "--today", today)
    value = json.loads(out)
    assert (code, value["short_answer"], value["abstained"]) == (0, short, not short)


def test_without_an_index_it_names_the_command_to_run(terminal, tmp_path):
    said = terminal(TARGET, "--data-dir", tmp_path / "nothing")
    assert (said.code, said.out) == (2, "")
    assert "python -m ingest" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "CÂU_HỎI"),
        (("", "--data-dir", "{data}"), "đang trống"),
        (("a" * 2001, "--data-dir", "{data}"), "2001"),
        ((TARGET, "--today", "hôm qua"), "--today"),
        ((TARGET, "--khong-co"), "--khong-co"),
    ],
    ids=["no question", "empty", "overlong", "no date", "unknown option"],
)
def test_bad_usage_is_told_and_leaves_with_two(command, data, arguments, told):
    code, out, err = command(*(data if part == "{data}" else part for part in arguments))
    assert (code, out) == (2, "")
    assert told in err


def test_an_unknown_setting_is_refused_by_name(terminal, data):
    said = terminal(TARGET, "--data-dir", data, HOIDAP_DATADIR="x")
    assert (said.code, said.out) == (2, "")
    assert "HOIDAP_DATADIR" in said.err
    assert "HOIDAP_DATA_DIR" in said.err


def test_an_index_of_another_model_is_refused_with_the_command_that_mends_it(command, corpus_index):
    code, out, err = command(TARGET, "--data-dir", corpus_index)
    assert (code, out) == (2, "")
    assert "--rebuild" in err
