"""Stretches of time named by their length, and what a month is measured against."""

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.passages import cut_passages
from ingest.reading import FileText
from store.records import Figure

MONTHLY = """# Thông cáo tình hình tháng 8 và 8 tháng năm 2024 tỉnh Cà Mau

Trong tháng, toàn tỉnh xảy ra 14 vụ cháy; lũy kế 96 vụ.

Giá tiêu dùng tháng 8/2024: tăng 0,2% so tháng trước; tăng 1,9% so tháng 12/2023; tăng 3,1% so \
cùng kỳ.

Huyện U Minh là nơi nghèo nhất của tỉnh, tỷ lệ hộ nghèo từ 9,8% kéo xuống 7,4%.
"""
YEARS = """# Tỉnh Cà Mau: giai đoạn 2021-2025

Năm 2021, tỉnh thu ngân sách 5.100 tỷ đồng. Gộp cả năm năm, tỉnh thu ngân sách 31.400 tỷ đồng.
"""


def figures(text: str) -> dict[str, Figure]:
    document = describe(FileText(text, "0", "utf-8"), "a.md", "")
    return {figure.text: figure for figure in read_figures(document, cut_passages(document))}


@pytest.mark.parametrize(
    ("text", "figure", "first", "last"),
    [
        (MONTHLY, "14 vụ", "2024-08-01", "2024-08-31"),
        (MONTHLY, "96 vụ", "0001-01-01", "2024-08-31"),
        (YEARS, "5.100 tỷ đồng", "2021-01-01", "2021-12-31"),
        (YEARS, "31.400 tỷ đồng", "2021-01-01", "2025-12-31"),
    ],
)
def test_a_stretch_is_named_by_its_length(text: str, figure: str, first: str, last: str) -> None:
    period = figures(text)[figure].scope.period
    assert period is not None
    assert (str(period.start), str(period.end)) == (first, last)


@pytest.mark.parametrize(
    ("figure", "base"), [("0,2%", "tháng trước"), ("1,9%", "đầu năm"), ("3,1%", "cùng kỳ")]
)
def test_a_month_is_held_against_the_last_december(figure: str, base: str) -> None:
    assert figures(MONTHLY)[figure].scope.base == base


def test_what_a_unit_is_in_its_province_leaves_its_figures_with_it() -> None:
    told = figures(MONTHLY)["7,4%"]
    assert told.scope.place is not None
    assert told.scope.place.name == "U Minh"
    assert told.term == "poverty_rate"
