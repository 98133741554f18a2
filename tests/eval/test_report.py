import json

import pytest

from errors import InputError
from eval.predictions import writing
from eval.questions import Question
from eval.report import as_json, bench_table, html, markdown, table, write_report
from eval.summary import Item, Share, missed, summarise


def item(number, kind="figure", why="", cited=True, verbatim=True, by_content=False, **said):
    prediction = {
        "id": str(number),
        "answer": "Trả lời\nhai dòng",
        "short_answer": "12 tỷ đồng",
        "abstained": False,
        "clarification": False,
        "citations": [
            {"marker": 1, "source": "a.md", "start": 3, "end": 9, "quote": "<b>12 tỷ</b>"}
        ],
        "latency_ms": float(number),
        **said,
    }
    question = Question(str(number), "Thu <năm> 2022?", kind=kind, gold_answers=("12 tỷ đồng",))
    return Item(question, prediction, why, cited, by_content, verbatim)


ITEMS = [
    item(1),
    item(2, why="sai số", cited=False),
    item(3, kind="unanswerable", abstained=True, cited=None, verbatim=None, citations=[]),
    item(4, why="từ chối", abstained=True, cited=False, verbatim=None),
    item(5, kind="ambiguous", clarification=True, cited=None, verbatim=None),
]


def test_rows_add_up_in_the_order_of_the_contract():
    summary = summarise(ITEMS)
    assert [row.kind for row in summary.rows] == ["figure", "ambiguous", "unanswerable"]
    figure = summary.rows[0]
    assert (figure.n, figure.right, figure.cited, figure.verbatim, figure.abstained) == (
        3,
        Share(1, 3),
        Share(1, 3),
        Share(2, 2),
        1,
    )
    assert summary.total.n == 5
    assert summary.total.right == Share(3, 5)
    assert summary.total.asked == 1
    assert (summary.false_refusals, summary.answerable) == (1, 4)
    assert (summary.p50_ms, summary.p99_ms) == (3.0, 5.0)


@pytest.mark.parametrize(
    ("threshold", "message"),
    [
        (("right", 0.6), None),
        (("right", 0.61), "Không đạt right=0.61: chỉ được 0.6000."),
        (("cited", 0.5), "Không đạt cited=0.5: chỉ được 0.3333."),
        (("verbatim", 1.0), None),
    ],
)
def test_threshold(threshold, message):
    assert missed(summarise(ITEMS), [threshold]) == ([message] if message else [])


def test_threshold_on_what_was_not_judged_is_missed():
    summary = summarise([item(1, cited=None, verbatim=None)])
    assert missed(summary, [("cited", 0.0)]) == ["Không đạt cited=0: không có câu nào để chấm."]


def test_table_has_a_row_per_kind_the_totals_and_the_notes():
    lines = table(summarise(ITEMS)).splitlines()
    assert lines[0].split() == ["kind", "n", "right", "cited", "verbatim", "abstained", "asked"]
    assert lines[1].split() == [
        "figure", "3", "33.3%", "(1/3)", "33.3%", "(1/3)", "100.0%", "(2/2)", "1", "0",
    ]  # fmt: skip
    assert lines[3].split()[:4] == ["unanswerable", "1", "100.0%", "(1/1)"]
    assert "–" in lines[3]
    assert lines[4].split()[:2] == ["total", "5"]
    assert "Từ chối nhầm: 1/4 câu trả lời được." in lines
    assert "Thời gian: p50 3 ms, p99 5 ms." in lines
    assert len({len(line) for line in lines[:5]}) == 1


def test_citations_judged_by_content_are_reported_as_such():
    assert "nội dung" not in table(summarise(ITEMS))
    assert "1/1 câu được xét theo nội dung" in table(summarise([item(1, by_content=True)]))


def test_json_value_has_the_totals_and_names_what_is_wrong():
    value = json.loads(json.dumps(as_json(summarise(ITEMS), ITEMS)))
    assert value["n"] == 5
    assert value["right"] == 0.6
    assert value["false_refusals"] == 1
    assert value["kinds"]["unanswerable"]["cited"] is None
    assert value["wrong"] == [
        {"id": "2", "kind": "figure", "why": "sai số"},
        {"id": "4", "kind": "figure", "why": "từ chối"},
    ]


def test_report_shows_each_wrong_item_and_only_those():
    text = markdown(summarise(ITEMS), ITEMS)
    assert "### 2 (figure)" in text
    assert "- **Lỗi**: sai số; không dẫn đúng đoạn" in text
    assert "- **Câu trả lời**: Trả lời ⏎ hai dòng" in text
    assert "### 1 (figure)" not in text
    assert "Không có câu nào." in markdown(summarise(ITEMS[:1]), ITEMS[:1])


def test_a_quote_that_differs_is_reported_though_the_answer_is_right():
    wrong = [item(1, verbatim=False)]
    assert "câu dẫn khác tệp" in markdown(summarise(wrong), wrong)


def test_page_escapes_every_text():
    page = html(summarise(ITEMS), ITEMS)
    assert "<b>" not in page
    assert "&lt;b&gt;12 tỷ&lt;/b&gt;" in page
    assert "Thu &lt;năm&gt; 2022?" in page


def test_report_is_written_into_a_new_folder(tmp_path):
    for path in write_report(tmp_path / "new" / "report", summarise(ITEMS), ITEMS):
        assert "sai số" in path.read_text(encoding="utf-8")


def test_places_that_cannot_be_written_are_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="--report"):
        write_report(tmp_path / "file", summarise(ITEMS), ITEMS)
    with pytest.raises(InputError, match="--predictions"), writing(tmp_path / "file" / "x"):
        pass


def test_predictions_are_lines_as_they_come(tmp_path):
    path = tmp_path / "out" / "p.jsonl"
    with writing(path) as write:
        write({"id": "1", "answer": "một\nhai"})
        assert json.loads(path.read_text(encoding="utf-8")) == {"id": "1", "answer": "một\nhai"}
        write({"id": "2"})
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2
    with writing(None) as write:
        write({"id": "1"})


def test_bench_table_has_a_row_per_leg():
    lines = bench_table(
        {"lexical": {"P@1": 50.0, "ms_p50": 1.25}, "dense": {"P@1": 100.0, "ms_p50": 0.5}}
    ).splitlines()
    assert [line.split() for line in lines] == [
        ["P@1", "ms_p50"],
        ["lexical", "50.00", "1.25"],
        ["dense", "100.00", "0.50"],
    ]
