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


_BAC_LIEU = "# Kế hoạch phát triển nông nghiệp tỉnh Bạc Liêu năm 2022\n\n"


@pytest.mark.parametrize(
    ("text", "figure", "place"),
    [
        ("Đất muối 1.500 ha: Đông Hải 1.210 ha, Hòa Bình 290 ha.", "1.210 ha", "huyện Đông Hải"),
        ("Đất muối 1.500 ha: Đông Hải 1.210 ha, Hòa Bình 290 ha.", "290 ha", "huyện Hòa Bình"),
        (
            "Lúa - tôm 40.000 ha (Hồng Dân 25.000 ha, Phước Long 9.000 ha).",
            "9.000 ha",
            "Phước Long",
        ),
        ("Có 120 ca mắc. Nhiều nhất là Phước Long (52 ca).", "52 ca", "huyện Phước Long"),
        ("Cây ăn trái 700 ha, trong đó: Vĩnh Lợi: 310 ha; Giá Rai: 90 ha.", "310 ha", "Vĩnh Lợi"),
        ("Huyện Phước Long có 8 xã.", "8 xã", "huyện Phước Long"),
        ("## Huyện Phước Long\n\nDiện tích lúa 47.000 ha.", "47.000 ha", "huyện Phước Long"),
        ("Học hỏi tỉnh Hòa Bình cách nuôi 300 con dê.", "300 con", "tỉnh Hòa Bình"),
        ("So với Hòa Bình, năng suất thấp hơn 2 tạ/ha.", "2 tạ/ha", "tỉnh Hòa Bình"),
    ],
)
def test_of_namesakes_the_unit_of_the_province_is_meant(text, figure, place):
    assert ledger_of(_BAC_LIEU + text)[figure].scope.place.full_name.endswith(place)


def test_a_district_told_by_its_full_name_elsewhere_is_meant_by_its_bare_name():
    text = "Lúa của Hòa Bình đạt 61 tạ/ha.\n\nHuyện Hòa Bình có 8 xã.\n"
    assert ledger_of(_BAC_LIEU + text)["61 tạ/ha"].scope.place.full_name == "huyện Hòa Bình"


def test_what_sums_up_several_places_is_of_the_whole():
    text = "Dịch xảy ra ở Hồng Dân (41 hộ) và Phước Long (12 hộ), tổng số lợn tiêu hủy 820 con."
    assert ledger_of(_BAC_LIEU + text)["820 con"].scope.place.full_name == "tỉnh Bạc Liêu"


def test_an_item_of_places_is_of_what_the_line_above_measures():
    text = "- Diện tích mía 900 ha; sản lượng 40.000 tấn.\n  + Hồng Dân 500 ha; Hòa Bình 400 ha.\n"
    found = ledger_of(_BAC_LIEU + text)
    assert found["400 ha"].term == found["900 ha"].term == "sugarcane_area"
    assert found["400 ha"].scope.place.full_name == "huyện Hòa Bình"


@pytest.mark.parametrize(
    "opening",
    [
        "Chiều cùng ngày, tại Hồng Dân, đoàn nghe báo cáo giải ngân 149 tỷ đồng.",
        "Làm việc với huyện Hồng Dân, đoàn ghi nhận 12 dự án.",
        "Về giải phóng mặt bằng, Hồng Dân đang thực hiện 23 dự án.",
    ],
)
def test_a_paragraph_is_of_the_unit_that_it_turns_to(opening):
    text = f"{opening} Nợ đọng còn 58 tỷ đồng; đã bàn giao 201 ha. Toàn tỉnh có 5 khu công nghiệp."
    found = ledger_of(_BAC_LIEU + text)
    assert found["58 tỷ đồng"].scope.place.full_name == "huyện Hồng Dân"
    assert found["201 ha"].scope.place.full_name == "huyện Hồng Dân"
    assert found["5 khu công nghiệp"].scope.place.full_name == "tỉnh Bạc Liêu"


def test_the_average_that_a_unit_is_held_against_is_that_of_the_province():
    text = "Huyện Hồng Dân giải ngân đạt 41%, thấp hơn bình quân chung của các huyện (46,5%)."
    found = ledger_of(_BAC_LIEU + text)
    assert found["41%"].scope.place.full_name == "huyện Hồng Dân"
    assert found["46,5%"].scope.place.full_name == "tỉnh Bạc Liêu"
