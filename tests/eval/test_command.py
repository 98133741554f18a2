"""The command as it is run from a terminal, on a tiny set of our own."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from embedding.model import load_embedder
from eval.__main__ import main
from eval.commandline import answers_parser, retrieval_parser
from eval.retrieval_bench import ROWS
from eval.variants import VARIANTS
from ingest.pipeline import ingest_paths

ROOT = Path(__file__).resolve().parents[2]

REPORT = """---
title: Tình hình kinh tế - xã hội tỉnh Cao Bằng năm 2022
---

# Tình hình kinh tế - xã hội tỉnh Cao Bằng năm 2022

Năm 2022, tỉnh Cao Bằng trồng mới 3.150 ha rừng. Tổng thu ngân sách nhà nước trên địa bàn tỉnh đạt
2.468 tỷ đồng.

Toàn tỉnh có 57 dự án đầu tư công hoàn thành trong năm 2022.
"""
QUESTIONS = [
    {
        "id": "a",
        "question": "Tỉnh Cao Bằng trồng mới bao nhiêu ha rừng năm 2022?",
        "kind": "figure",
        "gold_doc": "bao-cao.md",
        "gold_quote": "tỉnh Cao Bằng trồng mới 3.150 ha rừng",
        "gold_answers": ["3.150 ha"],
        "must_not": ["2.468 tỷ đồng"],
    },
    {
        "id": "b",
        "question": "Bạn có thể viết cho tôi một bài thơ về mùa thu không?",
        "kind": "unanswerable",
    },
]
PASSAGES = [
    {"id": "p1", "title": "Rừng", "text": "Tỉnh trồng mới 3.150 ha rừng trong năm."},
    {"id": "p2", "title": "Ngân sách", "text": "Thu ngân sách vượt dự toán được giao."},
    {"id": "p3", "title": "", "text": "Nhiều trường học ở vùng cao được xây mới."},
]
BENCH_QUESTIONS = [
    {"id": "q1", "question": "Trồng mới bao nhiêu rừng?", "passage_id": "p1"},
    {"id": "q2", "question": "Thu ngân sách thế nào?", "passage_ids": ["p2"]},
    {"id": "q3", "question": "Trường học vùng cao ra sao?", "passage_id": "p3"},
]


def run(*arguments, temporary=None):
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if temporary:
        environment["TMPDIR"] = str(temporary)
    return subprocess.run(
        [sys.executable, "-m", "eval", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=250,
        check=False,
    )


def run_here(capsys, *arguments):
    """The same without a process of its own, which would import everything once more."""
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def write_lines(path, records):
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "bao-cao.md").write_text(REPORT, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def questions(tmp_path):
    return write_lines(tmp_path / "questions.jsonl", QUESTIONS)


def test_help_answers_without_the_heavy_libraries():
    code = (
        "import sys; from eval.commandline import answers_parser, retrieval_parser;"
        "import eval.__main__; answers_parser().format_help(); retrieval_parser().format_help();"
        "print({'numpy', 'torch', 'chromadb', 'tantivy', 'tokenizers'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("arguments", [["--help"], ["retrieval", "--help"]])
def test_help_is_printed(arguments):
    done = run(*arguments)
    assert done.returncode == 0
    assert "--json" in done.stdout
    assert "--data-dir" in done.stdout


def test_every_variant_is_offered():
    assert all(name in retrieval_parser().format_help() for name in VARIANTS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fail-under", "right"], "cần TÊN=SỐ"),
        (["--fail-under", "right=95"], "SỐ từ 0 đến 1"),
        (["--fail-under", "wrong=0.5"], "right, cited, verbatim"),
        (["--today", "1/2/2022"], "NĂM-THÁNG-NGÀY"),
        (["--nope"], "Lệnh không hợp lệ"),
        (["retrieval"], "--passages"),
        (["--questions", "none.jsonl"], "Không có bộ câu hỏi none.jsonl"),
        (["--corpus", "none"], "Không có thư mục none"),
    ],
)
def test_bad_usage_and_missing_input_leave_with_2(arguments, message, capsys):
    code, out, err = run_here(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_thresholds_are_read_one_by_one():
    options = answers_parser().parse_args(["--fail-under", "right=0.9", "--fail-under", "cited=1"])
    assert options.fail_under == [("right", 0.9), ("cited", 1.0)]


def test_a_run_prints_the_table_and_writes_predictions_and_report(tmp_path, corpus, questions):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = run(
        *("--questions", questions, "--corpus", corpus, "--fail-under", "verbatim=1"),
        *("--predictions", tmp_path / "p.jsonl", "--report", tmp_path / "report"),
        temporary=temporary,
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines() if line]
    assert rows[0] == ["kind", "n", "right", "cited", "verbatim", "abstained", "asked"]
    assert rows[1][:4] == ["figure", "1", "100.0%", "(1/1)"]
    assert rows[2][:4] == ["unanswerable", "1", "100.0%", "(1/1)"]
    assert rows[3][:4] == ["total", "2", "100.0%", "(2/2)"]
    lines = (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert (first["id"], second["id"]) == ("a", "b")
    assert second["abstained"] is True
    (citation,) = first["citations"]
    assert REPORT[citation["start"] : citation["end"]] == citation["quote"]
    assert (tmp_path / "report" / "report.html").is_file()
    assert not any(temporary.iterdir()), "the index was left behind"


def test_a_missed_threshold_leaves_with_1_and_json_stands_alone(
    tmp_path, corpus, questions, capsys
):
    write_lines(questions, [{**QUESTIONS[0], "gold_answers": ["9.999 ha"], "goldish": 1}])
    code, out, err = run_here(
        capsys, "--questions", questions, "--corpus", corpus, "--fail-under", "right=0.5", "--json"
    )
    assert code == 1, err
    value = json.loads(out)
    assert value["right"] == 0
    assert value["wrong"][0]["id"] == "a"
    assert "Không đạt right=0.5" in err
    assert "bỏ qua trường lạ goldish" in err


def test_a_published_index_is_asked_as_it_is(tmp_path, corpus, questions, capsys):
    data = tmp_path / "data"
    ingest_paths(data, load_embedder(), [corpus])
    current = (data / "CURRENT").read_bytes()
    code, out, err = run_here(capsys, "--questions", questions, "--data-dir", data, "--json")
    assert code == 0, err
    assert json.loads(out)["verbatim"] == 1
    assert (data / "CURRENT").read_bytes() == current


def test_asking_an_index_that_is_not_there_leaves_with_2(tmp_path, questions, capsys):
    code, out, err = run_here(capsys, "--questions", questions, "--data-dir", tmp_path / "none")
    assert (code, out) == (2, "")
    assert "python -m ingest" in err


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_retrieval_gives_the_contract_object(tmp_path, suffix, capsys):
    passages = write_lines(tmp_path / f"p{suffix}", PASSAGES)
    asked = write_lines(tmp_path / f"q{suffix}", BENCH_QUESTIONS)
    code, out, err = run_here(
        capsys,
        *("retrieval", "--passages", passages, "--questions", asked),
        *("--variant", "unaccented", "--json"),
    )
    assert code == 0, err
    value = json.loads(out)
    assert list(value) == list(ROWS) == ["lexical", "dense", "hybrid"]
    for row in value.values():
        assert list(row) == ["P@1", "R@10", "MRR@10", "nDCG@10", "ms_p50", "ms_p99"]
        assert row["R@10"] == 100
        assert 0 < row["ms_p50"] <= row["ms_p99"]
    assert value["lexical"]["P@1"] == value["hybrid"]["P@1"] == 100


@pytest.mark.parametrize(
    ("passages", "asked", "message"),
    [
        ([{"id": "p1"}], BENCH_QUESTIONS, "dòng 1: trường text phải là chuỗi"),
        (PASSAGES + PASSAGES[:1], BENCH_QUESTIONS, "dòng 4: id «p1» bị lặp"),
        (PASSAGES[:1], BENCH_QUESTIONS, "dòng 2: đoạn «p2» không có"),
        (PASSAGES, [{"id": "q1", "question": "x"}], "cần passage_id"),
        (PASSAGES, [], "không có dòng nào"),
    ],
)
def test_unusable_retrieval_sets_are_refused_by_line(tmp_path, passages, asked, message, capsys):
    code, out, err = run_here(
        capsys,
        *("retrieval", "--passages", write_lines(tmp_path / "p.jsonl", passages)),
        *("--questions", write_lines(tmp_path / "q.jsonl", asked)),
    )
    assert (code, out) == (2, "")
    assert message in err
