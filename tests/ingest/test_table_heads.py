"""Heads of columns: whole years, the year before, differences, what two heads say together."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.passages import cut_passages
from ingest.reading import FileText
from ingest.table_difference import is_difference
from vietnamese.scope import Kind

HEAD = "# Tình hình 6 tháng đầu năm 2024 của tỉnh Trà Vinh\n\nNgày 5/7/2024.\n\n"
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
HALF = (date(2024, 1, 1), date(2024, 6, 30))


def ledger(text):
    document = describe(FileText(text, "0", "utf-8"), "a.md", "")
    return read_figures(document, cut_passages(document))


def read(head: str, row: str, below: str = ""):
    rule = "|" + "---|" * head.count("|")
    table = f"|{head}|\n{rule}\n{below}|{row}|\n"
    return [
        (f.text, f.scope.kind, (f.scope.period.start, f.scope.period.end))
        for f in ledger(HEAD + table)
    ]


@pytest.mark.parametrize(
    "head", ["Ước cả năm", "Ước TH cả năm", "UTH 12 tháng", "Ước thực hiện năm", "Dự kiến cả năm"]
)
def test_an_estimate_of_the_whole_year_is_one_of_what_the_row_says(head):
    found = ledger(
        HEAD + f"| Chỉ tiêu | ĐVT | KH năm 2024 | TH 6 tháng | {head} |\n|---|---|---|---|---|\n"
        "| Kim ngạch xuất khẩu | triệu USD | 300 | 120 | 280 |\n"
    )
    assert [f.term for f in found] == ["export"] * 3
    assert [f.scope.kind for f in found] == [Kind.PLAN, Kind.RESULT, Kind.ESTIMATE]
    periods = [(f.scope.period.start, f.scope.period.end) for f in found]
    assert periods == [YEAR, HALF, YEAR]


@pytest.mark.parametrize("giver", ["NQ HĐND giao", "Dự toán TW giao", "HĐND tỉnh giao"])
def test_who_gave_a_plan_is_no_part_of_what_is_measured(giver):
    found = ledger(HEAD + f"| Chỉ tiêu | {giver} |\n|---|---|\n| Thu phí (triệu đồng) | 1.500 |\n")
    assert [(f.indicator, f.scope.kind) for f in found] == [("Thu phí", Kind.PLAN)]


@pytest.mark.parametrize("head", ["Cùng kỳ năm trước", "TH cùng kỳ", "Thực hiện cùng kỳ 2023"])
def test_the_year_before_is_told_in_the_unit_of_the_row(head):
    found = ledger(
        HEAD + f"| Chỉ tiêu | ĐVT | {head} | TH 6 tháng 2024 | So CK (%) |\n|---|---|---|---|---|\n"
        "| Thu nội địa | tỷ đồng | 2.100 | 2.310 | 110 |\n"
    )
    past, now, growth = found
    assert (past.unit, past.scope.kind) == ("đồng", Kind.RESULT)
    assert past.scope.period.start == date(2023, 1, 1)
    assert past.scope.period.end == date(2023, 6, 30)
    assert (now.scope.period.start, now.scope.period.end) == HALF
    assert (growth.unit, growth.scope.kind, growth.comparison) == ("%", Kind.GROWTH, "cùng kỳ")


def test_a_head_over_plan_and_year_before_compares_with_them():
    found = read(
        " Chỉ tiêu | ĐVT | KH 2024 | TH 6 tháng 2024 | So sánh (%) | ",
        " Sản lượng ngô | tấn | 9.000 | 4.500 | 50 | 103,5 ",
        "| | | | | Kế hoạch | Cùng kỳ |\n",
    )
    assert found[2:] == [("50", Kind.SHARE_OF_PLAN, HALF), ("103,5", Kind.GROWTH, HALF)]


@pytest.mark.parametrize(
    ("head", "kind"),
    [("% ƯTH 2023/KH", Kind.SHARE_OF_PLAN), ("% 2023/2022", Kind.GROWTH)],
)
def test_one_time_over_another_is_of_the_first(head, kind):
    found = read(
        f" Chỉ tiêu | TH 2022 | ƯTH 2023 | {head} ", " Sản lượng mía (tấn) | 4.500 | 4.300 | 95,6 "
    )
    assert found[-1] == ("95,6", kind, (date(2023, 1, 1), date(2023, 12, 31)))


def test_plain_differences_are_told_in_the_unit_of_the_row():
    found = ledger(
        HEAD + "| Chỉ tiêu | ĐVT | 6T/2023 | 6T/2024 | Tăng/giảm |\n|---|---|---|---|---|\n"
        "| Doanh nghiệp mới | doanh nghiệp | 400 | 450 | 50 |\n"
        "| Tỷ lệ hộ nghèo | % | 2,2 | 1,9 | -0,3 |\n"
    )
    assert [(f.text, f.unit) for f in found if f.scope.kind is Kind.GROWTH] == [
        ("50", "doanh nghiệp"),
        ("-0,3", "điểm %"),
    ]


def test_an_estimate_after_a_rate_is_no_rate():
    found = ledger(
        HEAD + "Bảng 1. Giải ngân (ĐVT: tỷ đồng)\n\n| Địa phương | Kế hoạch vốn "
        "| Đã giải ngân | Tỷ lệ (%) "
        "| Ước đến 31/12 |\n|---|---|---|---|---|\n| Càng Long | 210 | 84 | 40 | 200 |\n"
    )
    assert [(f.text, f.unit, f.scope.place.full_name) for f in found] == [
        ("210", "đồng", "huyện Càng Long"),
        ("84", "đồng", "huyện Càng Long"),
        ("40", "%", "huyện Càng Long"),
        ("200", "đồng", "huyện Càng Long"),
    ]


@pytest.mark.parametrize(
    ("printed", "told", "expected"),
    [
        ("50", ["400", "450", "50"], True),
        ("112,5", ["400", "450", "112,5"], False),
        ("-0,3", ["2,2", "1,9", "-0,3"], True),
        ("10", ["110", "100", "10"], None),
        ("7", ["400", "450", "7"], None),
        ("…", ["400", "450"], None),
    ],
)
def test_a_difference_is_told_from_a_ratio(printed, told, expected):
    assert is_difference(printed, told) is expected


def test_the_beginning_of_a_year_is_its_first_day():
    found = ledger(
        HEAD + "| Huyện | Hộ nghèo đầu năm 2023 | Hộ nghèo cuối năm 2023 |\n|---|---|---|\n"
        "| Càng Long | 5.210 | 4.160 |\n"
    )
    first, last = (figure.scope.period for figure in found)
    assert first.start == first.end == date(2023, 1, 1)
    assert (last.start, last.end) == (date(2023, 1, 1), date(2023, 12, 31))


def test_a_share_of_the_estimate_is_of_the_year_that_is_estimated():
    found = read(
        " Chỉ tiêu | Dự toán 2024 | TH 5 tháng | Ước cả năm | Ước TH/DT (%) ",
        " Thu nội địa (tỷ đồng) | 3.000 | 2.140 | 2.600 | 86,7 ",
    )
    assert found[-1] == ("86,7", Kind.SHARE_OF_PLAN, YEAR)
