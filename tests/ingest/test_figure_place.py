"""Whose figures are: zones and where they lie, partners, and the way back from a unit."""

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Bắc Ninh năm 2024\n\n"


def test_what_is_told_of_a_zone_is_not_of_where_it_lies():
    text = "Khu công nghiệp Gia Bình III rộng 302 ha ở huyện Gia Bình, vốn hạ tầng 4.218 tỷ đồng."
    place = ledger_of(_HEAD + text)["4.218 tỷ đồng"].scope.place
    assert place.full_name == "khu công nghiệp Gia Bình III"


def test_partners_are_not_where_something_is():
    text = "Tỉnh ký hợp tác với Hà Nam, Thái Nguyên, mỗi năm đưa 7.000 lao động đi làm việc."
    assert ledger_of(_HEAD + text)["7.000 lao động"].scope.place.name == "Bắc Ninh"


@pytest.mark.parametrize(
    ("closing", "place"),
    [
        ("Kết luận phiên họp, Chủ tịch UBND tỉnh giao các sở 5 nhóm việc.", "Bắc Ninh"),
        ("Bí thư Tỉnh ủy đề nghị giải ngân nhanh.", "Bắc Ninh"),
        ("Huyện cũng chăm lo Tết cho hộ nghèo.", "Gia Bình"),
    ],
)
def test_a_text_comes_back_from_the_unit_of_a_heading(closing, place):
    text = (
        "## Bài học từ huyện Gia Bình\n\nThu ngân sách huyện được 287 tỷ đồng.\n\n"
        f"{closing}\n\nPhấn đấu cả năm 2024, GRDP tăng 9%.\n"
    )
    found = ledger_of(_HEAD + text)
    assert found["287 tỷ đồng"].scope.place.name == "Gia Bình"
    assert found["9%"].scope.place.name == place


def test_the_total_cost_in_short_is_no_trade():
    assert ledger_of(_HEAD + "Cầu Kênh Vàng: TMĐT 4.120 tỷ đồng.")["4.120 tỷ đồng"].term is None


def test_a_traffic_accident_is_no_plan():
    found = ledger_of(_HEAD + "Tai nạn giao thông: 29 vụ, làm chết 17 người.")
    assert found["29 vụ"].scope.kind == "count"


def test_what_a_meeting_dealt_with_is_of_its_day():
    text = (
        "# Bắc Ninh: hội nghị Tỉnh ủy\n\nNgày 13/7/2021, Tỉnh ủy Bắc Ninh tổ chức hội nghị bàn về "
        "6 tháng đầu năm 2021.\n\nHội nghị đã thảo luận 8 nội dung.\n"
    )
    assert str(ledger_of(text)["8 nội dung"].scope.period.start) == "2021-07-13"


def test_a_page_of_january_tells_of_the_year_before():
    text = (
        "Công nghiệp Bắc Ninh năm 2021\n10/01/2022 07:15\n\nNăm 2021, sản xuất công nghiệp tăng "
        "2,7%, nhưng quý III giảm tới 21,3%. Tỉnh thống nhất 21 chỉ tiêu năm 2022, trong đó: GRDP "
        "tăng 6%; xuất khẩu 6,7 tỷ USD.\n"
    )
    found = ledger_of(text)
    assert str(found["21,3%"].scope.period.start) == "2021-07-01"
    assert found["6,7 tỷ USD"].scope.kind == "target"


def test_projects_of_a_table_are_measured_by_their_columns():
    text = (
        "# Tỉnh Bắc Ninh\n\n| TT | Dự án | Quy mô | Tổng mức đầu tư (tỷ đồng) |\n|--|--|--|--|\n"
        "| 1 | Cầu Kênh Vàng | 0,6 km | 239 |\n"
    )
    assert ledger_of(text)["239"].indicator == "Tổng mức đầu tư Cầu Kênh Vàng"


def test_below_results_and_aims_what_is_not_aimed_at_is_reported():
    text = (
        "# Bắc Ninh\n\n## Kết quả năm 2021 và chỉ tiêu năm 2022\n\nTỷ lệ bao phủ BHYT 90,2% (kế "
        "hoạch 91%).\n"
    )
    assert str(ledger_of(text)["90,2%"].scope.period.end) == "2021-12-31"


def test_as_many_of_the_same_are_counted_alike():
    text = (
        "Có thêm 4 xã đạt chuẩn nông thôn mới, nâng tổng số lên 89/129 xã. (Cuối năm 2023: 85/129 "
        "xã)."
    )
    assert ledger_of(_HEAD + text)["85/129 xã"].term == "new_rural_communes"
