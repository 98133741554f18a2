"""Figures of Markdown tables: label, head, unit and caption."""

from decimal import Decimal

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.listing import printed_period
from ingest.passages import cut_passages
from ingest.reading import FileText
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
