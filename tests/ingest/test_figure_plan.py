"""Plans: what they amount to, for which time, and how far results are off them."""

from datetime import date

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Long An 9 tháng đầu năm 2023\n\nSở Tài chính báo cáo UBND tỉnh Long An. "


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("GRDP tăng 5,1%, thấp hơn nhiều so với kế hoạch 7%.", "7%", "plan"),
        ("GRDP ước tăng 7,1%, vượt chỉ tiêu nghị quyết đã giao là 6,5%.", "6,5%", "target"),
        ("Tỷ lệ che phủ rừng đạt 41%, thấp hơn mục tiêu 42,5% đề ra.", "42,5%", "target"),
        ("Thu ngân sách 90 tỷ đồng, thấp hơn dự toán 96 tỷ đồng.", "96 tỷ đồng", "plan"),
        ("Thu ngân sách 90 tỷ đồng, thấp hơn dự toán 6 tỷ đồng.", "6 tỷ đồng", "growth"),
        ("Thu ngân sách 90 tỷ đồng, vượt kế hoạch 12%.", "12%", "growth"),
        ("Thu ngân sách được 90 tỷ đồng so với dự toán 200 tỷ đồng.", "200 tỷ đồng", "plan"),
        ("Xuất khẩu đạt 3 tỷ USD, so với kế hoạch năm là 5 tỷ USD.", "5 tỷ USD", "plan"),
        ("GRDP tăng 5,1%, còn cách khá xa mức 8-9% mà nghị quyết giao cho cả năm.", "8-9%", "plan"),
        ("GRDP tăng 5,1%, riêng quý III chỉ nhích 0,9%.", "0,9%", "growth"),
        ("Đón 8 triệu lượt khách, vượt xa kế hoạch 5 triệu lượt.", "5 triệu lượt", "plan"),
        ("Đón 8 triệu lượt khách, vượt kế hoạch 1 triệu lượt.", "1 triệu lượt", "growth"),
    ],
)
def test_a_plan_that_was_missed_is_told_from_how_far_it_was_missed(text, printed, kind):
    found = ledger_of(_HEAD + text)
    first, figure = next(iter(found.values())), found[printed]
    assert figure.scope.kind == kind
    assert figure.indicator == first.indicator


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Kim ngạch xuất khẩu 3,2 tỷ USD, bằng 73,6% kế hoạch năm (4,4 tỷ USD).", "4,4 tỷ USD"),
        ("Thu ngân sách 800 tỷ đồng, đạt 65% dự toán HĐND tỉnh giao (1.230 tỷ đồng).",
         "1.230 tỷ đồng"),
        ("Thu tiền sử dụng đất 100 tỷ đồng trên tổng dự toán 400 tỷ đồng.", "400 tỷ đồng"),
        ("Giải ngân đến ngày 30/9 được 200 tỷ đồng, bằng 40% kế hoạch là 500 tỷ đồng.",
         "500 tỷ đồng"),
    ],
)  # fmt: skip
def test_a_plan_is_for_the_year_however_far_it_has_gone(text, printed):
    found = ledger_of(_HEAD + text)
    period = found[printed].scope.period
    assert (period.start, period.end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert next(iter(found.values())).scope.period.end == date(2023, 9, 30)


def test_a_plan_for_a_quarter_is_of_the_quarter():
    found = ledger_of(_HEAD + "Quý III/2023 thu 90 tỷ đồng, bằng 90% kế hoạch quý (100 tỷ đồng).")
    assert found["100 tỷ đồng"].scope.period.start == date(2023, 7, 1)


@pytest.mark.parametrize("words", ["tức vỏn vẹn", "đạt", "chỉ bằng", "hay mới", "tương đương"])
def test_what_was_reached_of_a_plan_is_a_share_of_it(words):
    text = f"Tiền sử dụng đất mới thu 100 tỷ đồng trên tổng dự toán 400 tỷ đồng, {words} 25%."
    figure = ledger_of(_HEAD + text)["25%"]
    assert figure.scope.kind == "share_of_plan"
    assert figure.term == "land_use_fee"


def test_a_report_that_ends_in_an_aim_goes_on_as_a_report():
    text = "Có 900 hộ nghèo, chiếm 6%; mục tiêu cuối năm còn 5%. Có 15 ca sốt rét."
    found = ledger_of(_HEAD + text)
    assert (found["5%"].scope.kind, found["15 ca"].scope.kind) == ("target", "count")


def test_what_is_compared_with_in_brackets_is_of_its_own_time():
    text = "Quý III/2023 thu hút 1,7 tỷ USD vốn đầu tư, gấp 2,1 lần quý III/2022 (0,8 tỷ USD)."
    assert ledger_of(_HEAD + text)["0,8 tỷ USD"].scope.period.end == date(2022, 9, 30)


def test_a_column_that_compares_is_of_the_latest_result():
    text = (
        "# Tỉnh Long An\n\n| Chỉ tiêu | Đơn vị | Kế hoạch năm 2024 | Ước 6 tháng 2024 | 6 tháng "
        "2023 | So kế hoạch (%) |\n|--|--|--|--|--|--|\n| Thu ngân sách | tỷ đồng | 900 | 500 | "
        "420 | 55,6 |\n"
    )
    assert ledger_of(text)["55,6"].scope.period.end == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("Phân theo lĩnh vực: giao thông 11.800 tỷ (chiếm 45%).", "11.800 tỷ", "đồng"),
        ("Chương trình giảm nghèo bố trí 3.700 tỷ.", "3.700 tỷ", "đồng"),
        ("Xuất khẩu 1,2 tỷ USD, nhập khẩu 0,8 tỷ.", "0,8 tỷ", "USD"),
        ("Dân số cả vùng 1,1 tỷ.", "1,1 tỷ", ""),
    ],
)
def test_milliards_without_a_currency_are_money(text, printed, unit):
    found = ledger_of(f"# Tỉnh Trà Vinh giai đoạn 2021-2025\n\n{text}\n")[printed]
    assert found.unit == unit
    assert found.term != "poverty_rate"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("vượt chỉ tiêu cả năm", "target"),
        ("vượt kế hoạch năm", "plan"),
        ("thấp hơn mục tiêu năm 2023", "target"),
    ],
)
def test_a_plan_in_brackets_does_not_make_what_follows_one_of_the_year(words, kind):
    text = f"9 tháng năm 2023 đón 7,6 triệu lượt khách, {words} (7,5 triệu lượt). Trong đó, khách"
    found = ledger_of(f"{_HEAD}{text} nội địa 6,6 triệu lượt.")
    assert found["7,5 triệu lượt"].scope.kind == kind
    assert found["7,5 triệu lượt"].scope.period.end == date(2023, 12, 31)
    assert found["6,6 triệu lượt"].scope.period.end == date(2023, 9, 30)


def test_quarters_without_a_year_are_of_the_year_whose_months_are_told_of():
    text = (
        "Kinh tế Long An\n\nBức tranh kinh tế Long An 9 tháng năm 2024 có nhiều gam màu sáng.\n\n"
        "GRDP 9 tháng tăng 8,3%. Riêng quý III tăng 9,1%, cao hơn quý I (7,2%)."
    )
    found = ledger_of(text)
    assert found["9,1%"].scope.period.start == date(2024, 7, 1)
    assert found["7,2%"].scope.period.end == date(2024, 3, 31)
