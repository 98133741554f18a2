"""Figures told in pairs: what was and what is, what was planned and what was reached."""

from decimal import Decimal

import pytest

from ingest.listing import printed_period
from store.records import FORMER
from tests.ingest.ledgers import ledger_of
from vietnamese.scope import Kind

HEAD = "Tỉnh Trà Vinh, kinh tế - xã hội năm 2022\n\n"


def ledger(text, head=HEAD):
    return ledger_of(head + text)


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("Tỷ lệ hộ nghèo giảm từ 6,4% xuống còn 5,1%.", "6,4%", "5,1%"),
        ("Tỷ lệ hộ nghèo từ 6,4% xuống 5,1%.", "6,4%", "5,1%"),
        ("Độ che phủ rừng được nâng từ 40% lên 42,5%.", "40%", "42,5%"),
        ("Tỷ lệ hộ nghèo từ 6,4% đầu năm còn 5,1%.", "6,4%", "5,1%"),
        ("Tỷ lệ hộ nghèo từ 6,4% cuối năm 2021 xuống còn 5,1%.", "6,4%", "5,1%"),
        ("Diện tích cây dừa tăng từ 2.100 ha (năm 2021) lên 2.400 ha.", "2.100 ha", "2.400 ha"),
    ],
)
def test_what_was_is_kept_apart_from_what_is(text, was, now):
    found = ledger(text)
    assert found[was].comparison == FORMER
    assert found[was].scope.kind is Kind.RESULT
    assert found[was].scope.period.end.year == 2021
    assert found[now].comparison is None
    assert printed_period(found[now].scope.period) == "2022-01-01/2022-12-31"
    assert found[was].indicator == found[now].indicator


def test_a_target_is_the_level_aimed_at():
    found = ledger("Phấn đấu giảm tỷ lệ hộ nghèo từ 6,4% xuống 5,1%.")
    assert found["6,4%"].scope.kind is Kind.RESULT
    assert found["5,1%"].scope.kind is Kind.TARGET


def test_the_period_of_what_was_does_not_go_on():
    found = ledger("Tỷ lệ hộ nghèo từ 6,4% cuối năm 2019 xuống còn 5,1%; hộ cận nghèo còn 7%.")
    assert found["6,4%"].scope.period.end.year == 2019
    assert found["5,1%"].scope.period.start.year == 2022
    assert found["7%"].scope.period.start.year == 2022


def test_a_range_is_no_change():
    (found,) = ledger("Thu hút từ 20 đến 25 dự án.").values()
    assert (found.low, found.high, found.comparison) == (20, 25, None)


@pytest.mark.parametrize(
    ("text", "result", "plan"),
    [
        ("Tỷ lệ bao phủ BHYT đạt 91,5%/KH 93%.", "91,5%", "93%"),
        ("Tỷ lệ bao phủ BHYT đạt 91,5% (KH: 93%).", "91,5%", "93%"),
        ("Tỷ lệ bao phủ BHYT đạt 91,5% (KH năm 93%), vượt xa năm trước.", "91,5%", "93%"),
        ("Tỷ lệ bao phủ BHYT đạt 91,5%/kế hoạch 93%.", "91,5%", "93%"),
    ],
)
def test_a_plan_beside_a_result_is_the_plan(text, result, plan):
    found = ledger(text)
    assert found[result].scope.kind in (Kind.RESULT, Kind.SHARE)
    assert found[plan].scope.kind is Kind.PLAN
    assert found[plan].term == found[result].term == "health_insurance"


def test_the_plan_in_brackets_does_not_govern_what_follows():
    found = ledger("Thu hút 15 dự án (KH 20 dự án), giải quyết việc làm cho 900 lao động.")
    assert found["20 dự án"].scope.kind is Kind.PLAN
    assert found["900 lao động"].scope.kind is Kind.COUNT


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Tỷ lệ bao phủ BHYT 91,5%, thấp hơn KH 1,5 điểm phần trăm.", "1,5 điểm phần trăm"),
        ("Thu ngân sách 900 tỷ đồng, vượt kế hoạch 60 tỷ đồng.", "60 tỷ đồng"),
    ],
)
def test_how_far_off_a_plan_is_no_plan(text, printed):
    assert ledger(text)[printed].scope.kind is Kind.GROWTH


def test_a_department_is_no_plan():
    found = ledger("Sở KH&CN hỗ trợ 12 đề tài, Sở KH-ĐT 3 dự án.")
    assert {one.scope.kind for one in found.values()} == {Kind.COUNT}


def test_capital_that_was_added_is_no_growth():
    found = ledger("Vốn đăng ký mới và tăng thêm 85 triệu USD, tăng 12% so với cùng kỳ.")
    assert found["85 triệu USD"].scope.kind is Kind.RESULT
    assert found["12%"].scope.kind is Kind.GROWTH


def test_a_programme_against_poverty_is_no_fall():
    found = ledger("Kinh phí bố trí cho giảm nghèo là 640 tỷ đồng.")
    assert found["640 tỷ đồng"].scope.kind is Kind.RESULT
    assert found["640 tỷ đồng"].value == Decimal(640_000_000_000)
