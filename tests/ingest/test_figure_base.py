"""Figures of the time or the plan that others are compared with."""

import pytest

from ingest.listing import printed_period
from store.records import FORMER
from tests.ingest.ledgers import ledger_of
from vietnamese.scope import Kind

TITLE = "# Tỉnh Trà Vinh: kết quả 6 tháng đầu năm 2022\n\n"
BEFORE = "2021-01-01/2021-06-30"


def ledger(text, head=TITLE):
    return ledger_of(head + text)


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("Giá dừa còn 4.200 đồng/quả (cùng kỳ: 7.100 đồng/quả).", "7.100 đồng/quả", BEFORE),
        ("Giải ngân đạt 31% (cùng kỳ năm 2021 là 42%).", "42%", BEFORE),
        ("Sản lượng lúa 40 tấn, giảm 8% so với cùng kỳ (43 tấn).", "43 tấn", BEFORE),
        ("Có 12 vụ cháy, năm trước là 15 vụ.", "15 vụ", "2021-01-01/2021-12-31"),
    ],
)
def test_what_is_compared_with_is_of_its_own_time(text, printed, period):
    found = ledger(text)[printed]
    assert printed_period(found.scope.period) == period
    assert (found.comparison, found.scope.kind) == (FORMER, Kind.RESULT)


def test_the_growth_of_the_year_before_is_of_that_year():
    found = ledger("IIP tăng 2,8% (cùng kỳ tăng 7,6%).")
    assert printed_period(found["7,6%"].scope.period) == BEFORE
    assert found["7,6%"].scope.kind is Kind.GROWTH
    assert printed_period(found["2,8%"].scope.period) == "2022-01-01/2022-06-30"


def test_the_plan_of_the_year_before_is_of_that_year():
    found = ledger("Vốn 60 tỷ đồng, tăng 12% so với kế hoạch năm 2021 (53 tỷ đồng).")
    assert found["53 tỷ đồng"].scope.kind is Kind.PLAN
    assert found["53 tỷ đồng"].scope.period.end.year == 2021
    assert found["12%"].scope.kind is Kind.GROWTH


def test_what_is_told_after_the_comparison_is_of_now():
    found = ledger("Giá dừa 4.200 đồng/quả (cùng kỳ: 7.100 đồng/quả), giá lúa 6.300 đồng/kg.")
    assert printed_period(found["6.300 đồng/kg"].scope.period) == "2022-01-01/2022-06-30"


@pytest.mark.parametrize(
    ("text", "printed", "kind", "base"),
    [
        ("Thu ngân sách vượt 8% kế hoạch.", "8%", Kind.GROWTH, "kế hoạch"),
        ("Gieo trồng 90 ha, bằng 99% KH.", "99%", Kind.SHARE_OF_PLAN, "kế hoạch"),
        ("Xuất khẩu 18 triệu USD/KH năm 36 triệu USD, đạt 50%.", "50%", Kind.SHARE_OF_PLAN,
         "kế hoạch"),
        ("Năng suất 68 tạ/ha, cao hơn cùng kỳ 2 tạ/ha.", "2 tạ/ha", Kind.GROWTH, "cùng kỳ"),
    ],
)  # fmt: skip
def test_a_figure_says_against_what_it_is_measured(text, printed, kind, base):
    found = ledger(text)[printed]
    assert (found.scope.kind, found.comparison) == (kind, base)


def test_so_much_of_the_plan_is_the_first_of_two_amounts():
    found = ledger("Thu ngân sách ước thực hiện 8.250/15.800 tỷ đồng, bằng 52% dự toán.")
    assert found["8.250/15.800 tỷ đồng"].value == 8_250 * 10**9
    assert found["52%"].term == "budget_revenue"


def test_a_meeting_deals_with_its_agenda_on_its_day():
    found = ledger("Hội nghị ngày 13/7/2022 bàn 8 nội dung; thu ngân sách đạt 90 tỷ đồng.")
    period = found["8 nội dung"].scope.period
    assert (period.start.month, period.start.day) == (7, 13)


def test_communes_in_a_list_keep_their_own_figures():
    found = ledger(
        "Dừa tập trung ở các xã An Trường (41 ha), Bình Phú (26 ha) và Tân An (19 ha) của huyện"
        " Càng Long.\n"
    )
    assert [found[one].scope.place.full_name for one in ("41 ha", "26 ha", "19 ha")] == [
        "xã An Trường",
        "xã Bình Phú",
        "xã Tân An",
    ]


def test_money_is_no_amount_of_a_rate_or_a_count():
    found = ledger(
        "Bố trí cho giảm nghèo 80 tỷ đồng; thưởng mỗi xã đạt chuẩn nông thôn mới 500 triệu đồng."
    )
    assert found["80 tỷ đồng"].term is None
    assert found["500 triệu đồng"].term is None


def test_money_that_is_needed_is_planned():
    found = ledger("Tổng nhu cầu vốn là 180 tỷ đồng, gồm ngân sách huyện 60 tỷ đồng.")
    assert found["180 tỷ đồng"].scope.kind is Kind.PLAN
    assert found["60 tỷ đồng"].scope.kind is Kind.PLAN


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("Đã bầu cử đại biểu HĐND nhiệm kỳ 2021 - 2026, cử tri đi bầu đạt 98,7%.", "98,7%", "half"),
        ("Nhiệm kỳ 2020 - 2025, kết nạp 900 đảng viên.", "900 đảng viên", "term"),
    ],
)
def test_the_years_of_an_assembly_are_not_those_of_its_election(text, printed, period):
    times = {"half": "2022-01-01/2022-06-30", "term": "2020-01-01/2025-12-31"}
    assert printed_period(ledger(text)[printed].scope.period) == times[period]
