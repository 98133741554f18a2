"""`python -m eval scale`: made-up passages, questions about one of them, and what is told."""

import gzip
import json
from itertools import islice

import pytest

import eval.scale_tutorial
from embedding.model import load_embedder
from errors import InputError, UsageError
from eval.__main__ import main
from eval.scale import Asked, ask_all
from eval.scale_command import run_scale, scale_parser, scale_table, sized_passages
from eval.scale_text import KnownItem, known_items, made_up_passages
from vietnamese.normal import is_unaccented


@pytest.fixture(scope="module")
def embedder():
    return load_embedder()


def given(arguments, data_dir):
    return scale_parser().parse_args([*arguments.split(), "--data-dir", str(data_dir)])


@pytest.fixture(scope="module")
def some():
    return list(made_up_passages(240))


def test_the_same_seed_gives_the_same_passages_whatever_their_number(some):
    assert list(made_up_passages(240)) == some
    assert list(made_up_passages(30)) == some[:30]
    assert list(made_up_passages(30, seed=2)) != some[:30]


def test_passages_differ_and_read_like_reports(some):
    assert len({p.id for p in some}) == len({p.text for p in some}) == 240
    assert len({p.title for p in some}) == 20
    assert all(200 < len(p.text) < 1600 for p in some)
    assert all(any(letter.isdigit() for letter in p.text) for p in islice(some, 50))


def test_a_few_phrases_are_frequent_and_most_are_rare(some):
    words = [word for passage in some for word in passage.text.lower().split()]
    counts = sorted((words.count(word) for word in set(words)), reverse=True)
    assert counts[0] > 20 * counts[len(counts) // 2]


def test_questions_are_words_of_their_passage_in_order(some):
    texts = {passage.id: passage.text for passage in some}
    items = known_items(some, 60)
    assert items == known_items(some, 60)
    assert {item.kind for item in items} == {"run", "words", "unaccented"}
    for item in items:
        if item.kind == "run":
            assert item.question in " ".join(texts[item.passage].split())
        if item.kind == "unaccented":
            assert is_unaccented(item.question)
        if item.kind == "words":
            rest = iter(texts[item.passage].split())
            assert all(word in rest for word in item.question.split())


def test_recall_is_told_for_all_and_by_kind():
    items = [KnownItem(str(n), f"p{n}", "run" if n < 3 else "words") for n in range(4)]
    asked = ask_all(lambda question: [f"p{question}"] if question != "1" else ["p0"], items)
    row = asked.row(items)
    assert asked.hits == (True, False, True, True)
    assert row["recall@10"] == 75.0
    assert row["recall@10_by_kind"] == {"run": 66.67, "words": 100.0}
    assert Asked((True,), (4.0,)).row(items[:1])["questions_per_second"] == 250.0


def test_an_eleventh_passage_is_not_a_hit():
    item = KnownItem("a", "p10", "run")
    assert ask_all(lambda _: [f"p{n}" for n in range(11)], [item]).hits == (False,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--passages", "0"], "«0» không dùng được; cần một số nguyên từ 1 trở lên"),
        (["--passages", "nhiều"], "«nhiều» không dùng được"),
        (["--khac"], "unrecognized arguments"),
    ],
)
def test_a_bad_command_line_is_refused(arguments, message, capsys):
    assert main(["scale", *arguments]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    with pytest.raises(UsageError, match="python -m eval scale --help"):
        scale_parser().parse_args(arguments)


def test_passages_of_files_are_told_apart_and_shuffled(tmp_path):
    files = [tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"]
    for file in files:
        with gzip.open(file, "wt", encoding="utf-8") as lines:
            for number in range(10):
                row = {"id": f"p{number}", "title": "", "text": f"Câu số {number}."}
                lines.write(json.dumps(row) + "\n")
    arguments = ["--passages", "5", "20", "--passages-file", *map(str, files)]
    small, large = sized_passages(scale_parser().parse_args(arguments))
    assert small == large[:5]
    assert len({passage.id for passage in large}) == 20
    arguments[2] = "21"
    with pytest.raises(InputError, match="Các tệp có 20 đoạn văn, ít hơn 21"):
        sized_passages(scale_parser().parse_args(arguments))


def test_without_the_packages_of_the_tutorial_that_is_said(monkeypatch, tmp_path, embedder):
    monkeypatch.setattr(eval.scale_tutorial, "find_spec", lambda name: None)
    said = []
    options = scale_parser().parse_args(
        [
            "--passages",
            "40",
            "--questions",
            "12",
            "--without",
            "rerank",
            "--data-dir",
            str(tmp_path),
        ]
    )
    result, status = run_scale(options, embedder, said.append)
    assert status == 1
    assert "langchain-community" in said[0]
    assert "pip install -r requirements-dev.txt" in said[0]
    assert result["sizes"][0]["tutorial"] is None


def test_a_run_tells_all_that_was_measured(tmp_path, embedder):
    options = given("--passages 60 --questions 15 --without rerank --no-tutorial", tmp_path)
    result, status = run_scale(options, embedder, lambda text: None)
    (row,) = json.loads(json.dumps(result))["sizes"]
    product = row["product"]
    assert (status, row["passages"], row["tutorial"]) == (0, 60, None)
    assert {"repair", "lexical", "dense", "fetch"} <= set(product["stages_ms"])
    assert all(0 <= t["p50"] <= t["p99"] for t in product["stages_ms"].values())
    assert product["search"]["recall@10"] > 80
    assert product["dense_overlap@10"] > 90
    assert product["disk_mb"] > 0
    assert product["build"]["wall"] > 0
    assert list(tmp_path.iterdir()) == []
    assert "60 đoạn văn" in scale_table(result)


def test_the_tutorial_pipeline_is_measured_on_the_same_questions(tmp_path, embedder):
    for package in eval.scale_tutorial.PACKAGES.values():
        pytest.importorskip(package, reason="needs requirements-dev.txt")
    options = given(
        "--passages 60 --questions 12 --tutorial-questions 6 --without rerank", tmp_path
    )
    result, status = run_scale(options, embedder, lambda text: None)
    (row,) = result["sizes"]
    assert status == 0
    assert row["same_questions"]["questions"] == 6
    assert row["same_questions"]["throughput_ratio"] > 0
    assert row["same_questions"]["recall@10_tutorial"] > 0
    assert "quy trình mẫu" in scale_table(result)
