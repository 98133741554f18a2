"""Figures of Markdown tables: label, head, unit and caption."""

from decimal import Decimal

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.listing import printed_period
from ingest.passages import cut_passages
from ingest.reading import FileText
from vietnamese.places import Level
from vietnamese.scope import Kind

HEAD = "Tỉnh Trà Vinh, kinh tế năm 2022\n\n"


def ledger(text):
    document = describe(FileText(text, "0", "utf-8"), "a.md", "")
    found = read_figures(document, cut_passages(document))
    for one in found:
        assert document.text[one.start : one.end] == one.text
    return found


def test_label_measures_and_head_dates():
    plan, done, share = ledger(
        HEAD + "ĐVT: triệu đồng\n\n| Chỉ tiêu | Kế hoạch 2022 | Thực hiện 2022 | TH/KH (%) |\n"
        "|---|---|---|---|\n| 1. Thu phí | 1.500 | 1.620,5 | 108 |\n"
    )
    assert [one.indicator for one in (plan, done, share)] == ["Thu phí"] * 3
    assert (plan.value, plan.unit, plan.scope.kind) == (Decimal(1_500_000_000), "đồng", Kind.PLAN)
    assert (done.value, done.scope.kind) == (Decimal(1_620_500_000), Kind.RESULT)
    assert (share.value, share.unit, share.scope.kind) == (108, "%", Kind.SHARE_OF_PLAN)
    assert share.comparison == "kế hoạch"
    assert printed_period(plan.scope.period) == "2022-01-01/2022-12-31"
    assert plan.scope.place.full_name == "tỉnh Trà Vinh"


@pytest.mark.parametrize(
    ("table", "value", "unit"),
    [
        ("| Chỉ tiêu | 2022 |\n|---|---|\n| Sản lượng lúa (nghìn tấn) | 12,5 |\n", 12500, "tấn"),
        ("| Chỉ tiêu | ĐVT | 2022 |\n|---|---|---|\n| Diện tích lúa | ha | 1.200 |\n", 1200, "ha"),
        ("| Chỉ tiêu | 2022 (ha) |\n|---|---|\n| Diện tích lúa | 1.200 |\n", 1200, "ha"),
        ("| Chỉ tiêu | 2022 |\n|---|---|\n| Diện tích lúa | 1.200 ha |\n", 1200, "ha"),
        ("| Chỉ tiêu | 2022 |\n|---|---|\n| Diện tích lúa | **1.200** |\n", 1200, ""),
        ("| Huyện | Số xã |\n|---|---|\n| Càng Long | 12 |\n", 12, "xã"),
    ],
)
def test_the_unit_is_found_where_it_stands(table, value, unit):
    (found,) = ledger(HEAD + table)
    assert (found.value, found.unit) == (value, unit)


def test_rows_of_years_change_places_with_heads():
    first, second = ledger(
        HEAD + "| Năm | GRDP (tỷ đồng) |\n|---|---|\n| 2020 | 900 |\n| 2021 | 950 |\n"
    )
    assert first.indicator == "GRDP"
    assert [printed_period(one.scope.period) for one in (first, second)] == [
        "2020-01-01/2020-12-31",
        "2021-01-01/2021-12-31",
    ]


def test_rows_that_number_columns_and_words_in_cells_are_no_figures():
    table = (
        "| STT | Chỉ tiêu | Dự toán | Ghi chú |\n|---|---|---|---|\n| A | B | 1 | 2 |\n"
        "| 1 | Thu phí (triệu đồng) | 15 | theo Quyết định 12 |\n| 2 | Lệ phí | - | … |\n"
    )
    (found,) = ledger(HEAD + table)
    assert (found.text, found.value, found.scope.kind) == ("15", Decimal(15_000_000), Kind.PLAN)


def test_broken_tables_are_read_without_harm():
    assert ledger(HEAD + "| một ô |\n") == []
    assert ledger(HEAD + "|\n||\n|||\n|---|\n| x | 5 |\n") is not None


PLACES = (
    "ĐVT: %\n\n| TT | Địa bàn | Tỷ lệ hộ nghèo cuối 2020 (%) | Cuối 2021 (%)"
    " | Mục tiêu cuối 2024 (%) | Số hộ được vay vốn 2021 - 2024 (hộ) |\n|---|---|---|---|---|---|\n"
    "| 1 | Huyện Cầu Kè | 7,10 | 6,25 | 3 | 1.120 |\n"
    "| 2 | Thị xã Duyên Hải | 4,40 | 3,95 | 1,5 | 310 |\n"
    "| 3 | Toàn tỉnh | 5,05 | 4,60 | dưới 2 | 9.400 |\n"
)


def test_rows_of_places_are_measured_by_the_heads():
    found = ledger("Tỉnh Trà Vinh, giảm nghèo năm 2022\n\n" + PLACES)
    assert [one.indicator for one in found[:4]] == [*["Tỷ lệ hộ nghèo"] * 3, "Số hộ được vay vốn"]
    assert [one.unit for one in found[:4]] == ["%", "%", "%", "hộ"]
    assert [one.scope.kind for one in found[:3]] == [Kind.SHARE, Kind.SHARE, Kind.TARGET]
    assert [one.scope.period.end.year for one in found[:4]] == [2020, 2021, 2024, 2024]
    assert [one.scope.place.full_name for one in found[::4]] == [
        "huyện Cầu Kè",
        "thị xã Duyên Hải",
        "tỉnh Trà Vinh",
    ]
    assert [one.scope.level for one in found[::4]] == [Level.DISTRICT, Level.CITY, Level.PROVINCE]
    named = [item for item in found[1].inherited if item.slot == "indicator"]
    assert [item.value for item in named] == ["Tỷ lệ hộ nghèo"]


def test_heads_of_years_measure_what_the_title_of_the_table_says():
    first, second = ledger(
        HEAD
        + "Bảng 2. Diện tích lúa theo huyện (ha)\n\n| Huyện | Năm 2020 (ha) | Năm 2021 (ha) |\n"
        "|---|---|---|\n| Càng Long | 1.200 | 1.150 |\n"
    )
    assert [one.indicator for one in (first, second)] == ["Diện tích lúa"] * 2
    assert [one.scope.period.end.year for one in (first, second)] == [2020, 2021]
    assert first.scope.place.full_name == "huyện Càng Long"


def test_a_bare_rate_is_one_of_what_is_counted_before_it():
    _, rate = ledger(
        HEAD + "| Xã, thị trấn | Số hộ nghèo (hộ) | Tỷ lệ (%) |\n|---|---|---|\n"
        "| Thị trấn Càng Long | 96 | 3,4 |\n"
    )
    assert (rate.indicator, rate.unit, rate.term) == ("Tỷ lệ hộ nghèo", "%", "poverty_rate")


@pytest.mark.parametrize("label", ["Vùng ven biển", "Trường THPT Càng Long", "Hộ nghèo"])
def test_a_row_that_is_no_place_keeps_its_label(label):
    found = ledger(HEAD + f"| Chỉ tiêu | Năm 2021 (%) |\n|---|---|\n| {label} | 6,5 |\n")
    assert [one.indicator for one in found] == [label]
    assert found[0].scope.place.full_name == "tỉnh Trà Vinh"


def test_a_head_of_units_may_stand_above_names_of_districts():
    rows = ledger(
        HEAD + "| Đơn vị | Trường đạt chuẩn | Hộ dùng nước sạch (%) | Trạm y tế đạt tiêu chí |\n"
        "|---|---|---|---|\n| Huyện Càng Long | 21 | 88,5 | 13/14 |\n"
        "| Thị xã Duyên Hải | 15 | 92 | 7/7 |\n"
    )
    assert [(one.text, one.unit) for one in rows[:3]] == [
        ("21", "trường"),
        ("88,5", "%"),
        ("13/14", "trạm y tế"),
    ]
    assert {one.scope.place.full_name for one in rows[:3]} == {"huyện Càng Long"}
    assert {one.scope.place.full_name for one in rows[3:]} == {"thị xã Duyên Hải"}


def test_units_of_rows_are_still_units():
    (found,) = ledger(
        HEAD + "| Chỉ tiêu | Đơn vị | 2022 |\n|---|---|---|\n| Diện tích lúa | ha | 900 |\n"
    )
    assert (found.indicator, found.unit) == ("Diện tích lúa", "ha")


def test_rows_under_a_place_or_with_one_are_of_it():
    rows = ledger(
        HEAD + "| TT | Chỉ tiêu | ĐVT | 2022 |\n|---|---|---|---|\n"
        "| I | **Toàn tỉnh** | | |\n| 1 | Thu ngân sách | tỷ đồng | 900 |\n"
        "| II | **Huyện Càng Long** | | |\n| 2 | Thu ngân sách | tỷ đồng | 90 |\n"
        "| 3 | Doanh thu du lịch huyện Cầu Kè | tỷ đồng | 12 |\n"
    )
    assert [one.scope.place.full_name for one in rows] == [
        "tỉnh Trà Vinh",
        "huyện Càng Long",
        "huyện Cầu Kè",
    ]


def test_a_percentage_is_of_the_indicator_that_is_one():
    (found,) = ledger(
        HEAD + "| Chỉ tiêu | 2022 |\n|---|---|\n| Dân số tham gia BHYT (%) | 91,2 |\n"
    )
    assert found.term == "health_insurance"


def test_a_townlet_may_be_abbreviated():
    first, second = ledger(
        HEAD + "| Xã, thị trấn | Số hộ nghèo |\n|---|---|\n| TT Càng Long | 98 |\n"
        "| An Trường | 61 |\n"
    )
    assert (first.scope.place.name, first.scope.place.level) == ("Càng Long", Level.COMMUNE)
    assert second.scope.place.name == "An Trường"


def test_a_row_of_a_part_is_told_of_the_row_that_it_divides():
    found = {
        one.text: one
        for one in ledger(
            HEAD + "| TT | Chỉ tiêu | ĐVT | Năm 2022 |\n|---|---|---|---|\n"
            "| 5 | Tổng sản lượng thủy sản | Tấn | 146.900 |\n"
            "| 5.1 | - Khai thác | Tấn | 139.800 |\n"
            "| 5.2 | - Nuôi trồng | Tấn | 7.100 |\n| 6 | Khách du lịch | Nghìn lượt | 3.000 |\n"
            "|  | - Quốc tế | Nghìn lượt | 50 |\n| 7 | Đàn bò | Con | 800 |\n"
        )
    }
    assert found["7.100"].indicator == "sản lượng thủy sản nuôi trồng"
    assert found["7.100"].term == "aquaculture_output"
    assert found["50"].term == "international_tourists"
    assert (found["3.000"].term, found["800"].indicator) == ("tourists", "Đàn bò")
