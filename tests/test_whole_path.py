"""The whole path on raw files as a user drops them in: ingest, ask, evaluate, with what is shipped.

Nothing stands in for anything: the commands themselves, the shipped model, the files as they are.
"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from retrieval.assistant import Assistant, open_assistant
from retrieval.messages import refusal
from retrieval.prediction import prediction
from vietnamese.places import province_of, read_places

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "eval" / "questions.jsonl"
TODAY = date(2026, 3, 2)

#: question, short answer, number that the file's name begins with, what the quote must hold
MUST_SHOW = [
    (
        "Mục tiêu xuất khẩu năm 2021 của Thái Nguyên là bao nhiêu?",
        "trên 28 tỷ đô la Mỹ",
        "000",
        "28 tỷ đô la Mỹ",
    ),
    ("muc tieu xuat khau 2021 thai nguyen", "trên 28 tỷ đô la Mỹ", "000", "28 tỷ đô la Mỹ"),
    (
        "What is the 2021 export target of Thai Nguyen?",
        "over US$28 billion",
        "000",
        "28 tỷ đô la Mỹ",
    ),
    (
        "Thu ngân sách thành phố Thái Nguyên năm 2021 phấn đấu bao nhiêu?",
        "2.341,6 tỷ đồng trở lên",
        "003",
        "2.341,6 tỷ đồng",
    ),
    ("GRDP Lạng Sơn 6 tháng đầu năm 2021 tăng bao nhiêu?", "6,72%", "004", "6,72%"),
]

pytestmark = pytest.mark.seeds


def run(*arguments: object, timeout: int = 240) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def raw(folder: Path, source: str) -> str:
    """A file's own text, line ends and all."""
    return (folder / source).read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def data(seeds_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index that `python -m ingest` makes of the raw files."""
    folder = tmp_path_factory.mktemp("whole-path") / "data"
    done = run("ingest", seeds_dir, "--data-dir", folder, "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["documents"]
    assert {row["status"] for row in rows} == {"added"}
    assert {row["source"] for row in rows} == {path.name for path in seeds_dir.iterdir()}
    return folder


@pytest.fixture(scope="module")
def assistant(data: Path) -> Assistant:
    return open_assistant(data, today=TODAY)


@pytest.mark.parametrize(("question", "short", "name", "figure"), MUST_SHOW)
def test_the_figure_is_right_and_quoted_where_it_stands(
    assistant, seeds_dir, question, short, name, figure
):
    said = prediction(assistant.ask(question))
    assert said["short_answer"] == short
    assert not said["abstained"]
    citation = said["citations"][0]
    assert citation["source"].startswith(name)
    text = raw(seeds_dir, citation["source"])
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert figure in citation["quote"]


def test_the_province_that_a_file_never_names_is_borne_out_by_a_place_in_it(assistant, seeds_dir):
    citation = assistant.ask("GRDP Lạng Sơn 6 tháng đầu năm 2021 tăng bao nhiêu?").citations[0]
    assert "Lạng Sơn" not in raw(seeds_dir, citation.source)
    witness = next(item for item in citation.inherited if item.slot == "place")
    assert raw(seeds_dir, citation.source)[witness.start : witness.end] == witness.value
    province = province_of(read_places(f"huyện {witness.value}")[0].places[0])
    assert province is not None
    assert province.name == "Lạng Sơn"


def test_scope_that_is_inherited_with_evidence_is_shown(assistant):
    said = assistant.ask("GRDP Lạng Sơn 6 tháng đầu năm 2021 tăng bao nhiêu?")
    assert "(tỉnh Lạng Sơn, 6 tháng đầu năm 2021" in said.text


def test_another_province_is_not_given_that_figure(assistant):
    assert assistant.ask("GRDP Cao Bằng 6 tháng đầu năm 2021 tăng bao nhiêu?").abstained


@pytest.mark.parametrize("question", ["Giá vàng hôm nay?", "gia vang hom nay"])
def test_what_no_file_holds_is_refused(assistant, question):
    said = assistant.ask(question)
    assert said.text.startswith(refusal("vi"))
    assert (said.abstained, said.citations) == (True, ())


def test_the_terminal_gives_the_same_answer(assistant, data):
    question = MUST_SHOW[0][0]
    done = run("retrieval", question, "--data-dir", data, "--json", "--today", TODAY.isoformat())
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    expected = prediction(assistant.ask(question))
    assert said | {"latency_ms": 0} == expected | {"latency_ms": 0}


def test_a_second_ingest_changes_nothing(data, seeds_dir, assistant):
    before = assistant.ask(MUST_SHOW[0][0])
    done = run("ingest", seeds_dir, "--data-dir", data, "--json")
    rows = json.loads(done.stdout)["documents"]
    assert {row["status"] for row in rows} == {"unchanged"}
    assert assistant.ask(MUST_SHOW[0][0]).text == before.text


def test_the_evaluation_quotes_only_what_the_files_hold(seeds_dir, tmp_path):
    predictions = tmp_path / "p.jsonl"
    done = run(
        "eval", "--corpus", seeds_dir, "--questions", QUESTIONS, "--predictions", predictions
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in predictions.read_text("utf-8").splitlines()]
    asked = [json.loads(line)["id"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == asked
    cited = [citation for line in lines for citation in line["citations"]]
    assert len(cited) > len(asked) / 3
    for citation in cited:
        text = raw(seeds_dir, citation["source"])
        assert text[citation["start"] : citation["end"]] == citation["quote"] != ""
