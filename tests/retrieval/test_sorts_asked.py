"""A figure of one sort of thing is no answer to a question for another."""

from __future__ import annotations

import pytest

from retrieval.work_dates import of_stage_asked
from vietnamese.normal import fold
from vietnamese.sentences import Span
from vietnamese.sorts import read_sorts, sorts, wordings_of

#: Words without accents that no other word is written as.
_PLAIN = {"heo", "ngao", "clinker", "smartphone"}


def named(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in read_sorts(text)]


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("xuất khẩu cao su", [("good", "cao su"), ("tree", "cao su")]),
        ("điện gió và thủy điện", [("power", "điện gió"), ("power", "thủy điện")]),
        ("dien gio", [("power", "dien gio")]),
        ("bán sang Mỹ", [("market", "sang Mỹ")]),
        ("điều kiện cam kết của quê hương Mỹ Tho", []),
        ("que huong", []),
    ],
)
def test_sorts_are_read_where_they_are_plain(text: str, sorts: list[tuple[str, str]]) -> None:
    assert named(text) == sorts


def test_a_sort_has_all_its_wordings() -> None:
    assert "heo" in wordings_of("animal", frozenset(["lợn"]))


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Cầu bao giờ hoàn thành?", ["năm 2025"]),
        ("Cầu khởi công khi nào?", ["tháng 3/2022"]),
        ("Cầu vào năm nào?", ["tháng 3/2022", "năm 2025"]),
    ],
)
def test_the_beginning_of_a_work_is_not_its_end(question: str, kept: list[str]) -> None:
    text = "Cầu khởi công tháng 3/2022, dự kiến hoàn thành năm 2025."
    times = [Span(text.index(t), text.index(t) + len(t)) for t in ("tháng 3/2022", "năm 2025")]
    found = of_stage_asked(question, text, times)
    assert [text[time.start : time.end] for time in found] == kept


def test_a_figure_of_the_indicator_asked_about_is_of_its_sort(shared_assistant_over) -> None:
    report = (
        "# Tỉnh Phú Yên: thủy sản 6 tháng đầu năm 2024\n\n"
        "Sản lượng cá ngừ đại dương 6 tháng ước 2.310 tấn, tăng 4,6% so với cùng kỳ; "
        "tôm hùm 1.120 tấn, giảm 2,5%."
    )
    question = "Sản lượng cá ngừ 6 tháng đầu năm 2024 của Phú Yên thay đổi thế nào so với cùng kỳ?"
    assert shared_assistant_over({"a.md": report}).ask(question).short == "4,6%"


def test_no_sort_is_one_word_without_accents() -> None:
    """As "ngan" and "ong" are words of questions typed without accents: "giai ngan", "ong"."""
    lone = [one for _, wordings in sorts() for one in wordings if " " not in one]
    assert {one for one in lone if one.islower() and one == fold(one)} <= _PLAIN
