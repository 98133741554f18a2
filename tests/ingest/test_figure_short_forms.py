"""Plans in short: abbreviated measures, labels, amounts over a plan, prices, parts of a plan."""

import pytest

from tests.ingest.ledgers import ledger_of
from vietnamese.scope import Kind

_HEAD = "# Kế hoạch phát triển nông nghiệp tỉnh An Giang năm 2023\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "indicator", "term"),
    [
        (
            "- Ngô: DT gieo trồng 900 ha; SL 5.400 tấn.",
            "5.400 tấn",
            "Sản lượng ngô",
            "maize_output",
        ),
        ("- SL lúa: 41.000 tấn.", "41.000 tấn", "Sản lượng lúa", "rice_output"),
        ("- DT cá lóc 240 ha.", "240 ha", "Diện tích cá lóc", None),
        ("- Lúa: năng suất 6,5 tấn/ha.", "6,5 tấn/ha", "năng suất lúa", "rice_yield"),
    ],
)
def test_short_measures_are_of_what_the_label_says(text, printed, indicator, term):
    figure = ledger_of(_HEAD + text)[printed]
    assert figure.indicator == indicator
    if term is not None and figure.term is not None:
        assert figure.term == term


@pytest.mark.parametrize(
    ("text", "done", "plan"),
    [
        ("Tiền sử dụng đất thu 810 tỷ đồng/2.400 tỷ đồng dự toán.", "810 tỷ đồng", "2.400 tỷ đồng"),
        ("Phí, lệ phí 41 tỷ đồng/90 tỷ đồng.", "41 tỷ đồng", "90 tỷ đồng"),
        ("Trồng rừng 120 ha/150 ha kế hoạch.", "120 ha", "150 ha"),
    ],
)
def test_an_amount_behind_a_slash_is_the_plan(text, done, plan):
    found = ledger_of("# Tình hình tỉnh An Giang năm 2022\n\nNgày 9/1/2023.\n\n" + text)
    assert found[plan].scope.kind is Kind.PLAN
    assert found[done].scope.kind is not Kind.PLAN
    assert found[plan].indicator == found[done].indicator


def test_rates_behind_a_slash_are_no_plans():
    found = ledger_of(_HEAD + "Hỗ trợ 5 triệu đồng/1 ha, 40 triệu đồng/01 công trình.")
    assert set(found) == {"5 triệu đồng", "40 triệu đồng"}


def test_the_next_is_no_plan_after_one():
    text = "Thuế đất 12 tỷ đồng/30 tỷ đồng dự toán; lệ phí 41 tỷ đồng."
    found = ledger_of("# Tình hình tỉnh An Giang năm 2022\n\nNgày 9/1/2023.\n\n" + text)
    assert found["41 tỷ đồng"].scope.kind is Kind.RESULT


@pytest.mark.parametrize("prices", ["giá SS 2010", "giá so sánh 2010", "giá HH 2021"])
def test_the_year_of_prices_is_no_time(prices):
    found = ledger_of(_HEAD + f"Giá trị sản xuất ({prices}): 38.000 tỷ đồng.")
    assert found["38.000 tỷ đồng"].scope.period.start.year == 2023


def test_parts_of_what_is_needed_are_planned():
    text = "## III. KINH PHÍ\n\nTổng nhu cầu vốn 900 tỷ đồng, gồm:\n\n- Vốn tín dụng: 500 tỷ đồng\n"
    assert ledger_of(_HEAD + text)["500 tỷ đồng"].scope.kind is Kind.PLAN


def test_when_something_was_is_no_time_of_what_follows():
    text = "Năm 2022, dịch xảy ra hai đợt (tháng 5 và tháng 8), thiệt hại 9 tỷ đồng."
    period = ledger_of(_HEAD + text)["9 tỷ đồng"].scope.period
    assert (period.start.month, period.end.month) == (1, 12)


def test_what_has_added_up_ends_when_the_section_does():
    text = "## I. Kết quả năm 2022\n\n- Xã NTM: lũy kế 75/116 xã.\n"
    assert ledger_of(_HEAD + text)["75/116 xã"].scope.period.end.year == 2022


def test_the_first_of_those_that_reached_a_share_of_a_plan():
    text = "Toàn tỉnh giải ngân 900 tỷ đồng, đạt 38% kế hoạch. Tri Tôn dẫn đầu với 61,3%."
    figure = ledger_of("# Tình hình tỉnh An Giang năm 2022\n\n" + text)["61,3%"]
    assert (figure.term, figure.scope.kind) == ("disbursement", Kind.SHARE_OF_PLAN)
    assert figure.scope.place.name == "Tri Tôn"


def test_places_ranked_after_a_whole_are_of_its_day():
    text = "Từ đầu năm đến 5/7/2022 có 286 ca sốt xuất huyết. Tri Tôn nhiều nhất (91 ca)."
    found = ledger_of("# Tình hình tỉnh An Giang năm 2022\n\n" + text)
    assert found["91 ca"].scope.period == found["286 ca"].scope.period


def test_the_label_of_an_item_is_what_the_figure_behind_it_measures():
    text = (
        "- Hành tím: 6.200 ha, sản lượng 98.000 tấn; giá 18.500 đồng/kg (2021: 14.200 đồng/kg).\n"
    )
    found = ledger_of(_HEAD + text)
    assert found["6.200 ha"].indicator == "Hành tím"
    assert found["98.000 tấn"].indicator == "sản lượng Hành tím"


def test_the_year_before_in_brackets_is_no_plan():
    text = "Số bác sĩ/vạn dân 9,6 (KH 9,5; năm 2021: 9,1)."
    found = ledger_of("# Báo cáo tỉnh Sóc Trăng năm 2022\n\n" + text)
    assert (found["9,5"].scope.kind, found["9,1"].scope.kind) == (Kind.PLAN, Kind.RESULT)


def test_what_has_added_up_holds_no_longer_than_its_part():
    text = "- Xã NTM: thêm 05 xã, lũy kế 70/80 xã; NTM nâng cao: thêm 06 xã.\n"
    period = ledger_of(_HEAD + text)["06 xã"].scope.period
    assert (period.start.year, period.end.year) == (2023, 2023)
