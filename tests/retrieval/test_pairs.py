"""Beside an answer: the plan of a result, what other documents print, an odd print."""

import pytest

from retrieval.assistant import open_assistant
from retrieval.prediction import prediction
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents

REPORT = """---
event_date: 2023-07-05
---
# Tỉnh Cao Bằng: kinh tế - xã hội 6 tháng đầu năm 2023

Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 1.200 tỷ đồng.
Kế hoạch thu ngân sách năm 2023 của tỉnh Cao Bằng là 3.000 tỷ đồng.
Thu nội địa 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 800 tỷ đồng.
Kim ngạch xuất khẩu 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 900 triệu USD.
Kế hoạch xuất khẩu năm 2024 của tỉnh Cao Bằng là 2.100 triệu USD.
Chi ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng là 4.321,5%, bằng 60% dự toán.
"""
EARLIER = """---
event_date: 2023-06-25
---
# Tỉnh Cao Bằng: họp báo về 6 tháng đầu năm 2023

Tổng thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 1.150 tỷ đồng.
Kim ngạch xuất khẩu 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 0,9 tỷ USD.
"""
REVENUE = "Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt bao nhiêu?"


@pytest.fixture(scope="module")
def over(tmp_path_factory):
    """Makes assistants over given documents: `over({"a.md": text})(question)`."""

    def make(documents):
        folder = tmp_path_factory.mktemp("papers")
        publish(folder / "data", write_documents(folder / "documents", documents))
        assistant = open_assistant(folder / "data", embedder=WordEmbedder(), today=TODAY)
        return lambda question: prediction(assistant.ask(question))

    return make


@pytest.fixture(scope="module")
def ask(over):
    """Asks over one report."""
    return over({"a.md": REPORT})


@pytest.fixture(scope="module")
def ask_both(over):
    """Asks over the report and an earlier one that differs."""
    return over({"a.md": REPORT, "b.md": EARLIER})


def test_the_plan_stands_beside_the_result_and_never_in_the_short_answer(ask):
    answer = ask(REVENUE)
    assert answer["short_answer"] == "1.200 tỷ đồng"
    assert "Kế hoạch, mục tiêu: 3.000 tỷ đồng [2] (tỉnh Cao Bằng, năm 2023" in answer["answer"]
    assert "3.000 tỷ đồng" in answer["citations"][1]["quote"]


def test_the_result_stands_beside_the_plan(ask):
    answer = ask("Kế hoạch thu ngân sách năm 2023 của tỉnh Cao Bằng là bao nhiêu?")
    assert answer["short_answer"] == "3.000 tỷ đồng"
    assert "Thực hiện: 1.200 tỷ đồng [2]" in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "Thu nội địa 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt bao nhiêu?",
        "Kim ngạch xuất khẩu 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt bao nhiêu?",
    ],
)
def test_a_plan_of_another_indicator_or_year_is_not_offered(ask, question):
    answer = ask(question)
    assert answer["short_answer"]
    assert "Kế hoạch" not in answer["answer"].split(">")[0]


def test_documents_that_disagree_are_both_given_the_newer_one_first(ask_both):
    answer = ask_both(REVENUE)
    assert answer["short_answer"] == "1.200 tỷ đồng"
    head = answer["answer"].split(">")[0]
    assert "in số khác nhau" in head
    assert "- 1.200 tỷ đồng [1] (theo tài liệu ngày 5/7/2023)" in head
    assert "- 1.150 tỷ đồng [2] (theo tài liệu ngày 25/6/2023)" in head
    assert {c["source"] for c in answer["citations"][:2]} == {"a.md", "b.md"}


def test_the_same_figure_in_other_units_is_no_disagreement(ask_both):
    answer = ask_both("Kim ngạch xuất khẩu 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt bao nhiêu?")
    assert answer["short_answer"]
    assert "in số khác nhau" not in answer["answer"]


def test_an_odd_print_is_given_as_printed_and_flagged(ask):
    answer = ask("Chi ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng là bao nhiêu?")
    assert answer["short_answer"] == "4.321,5%"
    assert "đúng như tài liệu in" in answer["answer"]


def test_a_part_never_answers_for_its_whole_nor_the_whole_for_a_part(over):
    whole = "Thu ngân sách năm 2023 của tỉnh Cao Bằng đạt 3.100 tỷ đồng."
    part = "Thu nội địa năm 2023 của tỉnh Cao Bằng đạt 2.200 tỷ đồng."
    title = "# Tỉnh Cao Bằng: ngân sách năm 2023\n\n"
    ask_whole, ask_part = over({"a.md": title + part}), over({"a.md": title + whole})
    assert ask_whole("Thu ngân sách năm 2023 của tỉnh Cao Bằng là bao nhiêu?")["abstained"]
    assert ask_part("Thu nội địa năm 2023 của tỉnh Cao Bằng là bao nhiêu?")["abstained"]
