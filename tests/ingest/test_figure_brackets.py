"""Brackets: what a document says they hold, and what a figure in them is told on from."""

from datetime import date

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Kế hoạch năm 2025 của tỉnh Lai Châu\n\n## Chỉ tiêu năm 2025\n\n{}\n\n"
_LEGENDS = (
    "(số trong ngoặc đơn là ước thực hiện năm 2024)",
    "Ghi chú: số liệu ở trong ngoặc là ước thực hiện năm 2024.",
    "(Con số ghi trong dấu ngoặc: ước năm 2024)",
)


@pytest.mark.parametrize("legend", _LEGENDS)
def test_a_legend_dates_the_figures_in_brackets(legend):
    text = (
        "1. Thu ngân sách: 7.100 tỷ đồng (5.900 tỷ đồng, đạt 93% kế hoạch giao là 6.300 tỷ đồng)."
    )
    found = ledger_of(_HEAD.format(legend) + text)
    assert found["7.100 tỷ đồng"].scope.period.end == date(2025, 12, 31)
    assert found["7.100 tỷ đồng"].scope.kind == "target"
    held = found["5.900 tỷ đồng"]
    assert (held.scope.period.end, held.scope.kind) == (date(2024, 12, 31), "estimate")
    assert held.term == "budget_revenue"
    assert found["6.300 tỷ đồng"].scope.kind == "plan"
    assert found["6.300 tỷ đồng"].scope.period.end == date(2024, 12, 31)


def test_a_change_in_such_brackets_stays_a_change():
    text = "2. Xuất khẩu: 238 triệu USD (210 triệu USD, tăng 14,8% so với năm 2023)."
    assert ledger_of(_HEAD.format(_LEGENDS[0]) + text)["14,8%"].scope.kind == "growth"


def test_several_in_one_bracket_are_each_of_the_figure_in_their_place():
    text = "3. Tỷ lệ lao động qua đào tạo 66%, trong đó có chứng chỉ 28% (64,2%; 26,5%)."
    found = ledger_of(_HEAD.format(_LEGENDS[0]) + text)
    assert found["64,2%"].term == "trained_labour"
    assert found["26,5%"].indicator == found["28%"].indicator


def test_brackets_before_the_legend_or_of_their_own_time_are_left():
    text = "4. Thu ngân sách: 7.100 tỷ đồng (năm 2023: 5.100 tỷ đồng)."
    found = ledger_of(_HEAD.format(_LEGENDS[0]) + text)
    assert found["5.100 tỷ đồng"].scope.period.end == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        ("Số doanh nghiệp: 140 doanh nghiệp (năm 2024: 112 doanh nghiệp).", "112 doanh nghiệp",
         "Số doanh nghiệp"),
        ("Khoản lớn nhất là thuế môn bài (168 tỷ đồng), tiếp đến là tiền sử dụng đất (155 tỷ đồng) "
         "và lệ phí trước bạ (97 tỷ đồng).", "97 tỷ đồng", "lệ phí trước bạ"),
    ],
)  # fmt: skip
def test_what_stands_before_the_brackets_is_what_they_are_of(text, printed, indicator):
    assert ledger_of(_HEAD.format("") + text)[printed].indicator == indicator
