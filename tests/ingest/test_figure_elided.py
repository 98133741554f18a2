"""Figures that leave unsaid what they measure are told on from the one before."""

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Long An 6 tháng đầu năm 2023\n\n## {}\n\n"


def found(text, heading="Kết quả"):
    return ledger_of(_HEAD.format(heading) + text + "\n")


@pytest.mark.parametrize(
    ("text", "printed", "term"),
    [
        ("Tỷ lệ hộ nghèo toàn tỉnh còn 3,1%. Ở huyện Đức Huệ tỷ lệ này là 5,2%.", "5,2%",
         "poverty_rate"),
        ("Tổng thu ngân sách đạt 900 tỷ đồng. So với năm trước, số thu này tăng 9,3%.", "9,3%",
         "budget_revenue"),
        ("Kim ngạch xuất khẩu đạt 700 triệu USD. Con số này năm 2022 là 650 triệu USD.",
         "650 triệu USD", "export"),
        ("GRDP tăng 5,6%. Kế hoạch cả năm 2023 là tăng 7,5%.", "7,5%", "grdp"),
        ("Tỷ lệ hộ nghèo còn 3,1%. Mục tiêu cuối năm 2023 là 2,9%.", "2,9%", "poverty_rate"),
        ("Tỷ trọng kinh tế số trong GRDP đạt 11%. Mục tiêu đến năm 2030 là 30%.", "30%",
         "digital_economy"),
        ("Tỷ lệ giải ngân vốn đầu tư công đạt 41%. Ngược lại, huyện Đức Huệ mới đạt 21,5%.",
         "21,5%", "disbursement"),
        ("Thu ngân sách được 900 tỷ đồng.\n\nThành phố Tân An dẫn đầu với 300 tỷ đồng, kế đến là "
         "huyện Bến Lức 200 tỷ đồng.", "200 tỷ đồng", "budget_revenue"),
        ("Thu ngân sách được 900 tỷ đồng.\n\nHuyện Đức Huệ thu ít nhất, 20 tỷ đồng.",
         "20 tỷ đồng", "budget_revenue"),
        ("Thu hút 1,7 tỷ USD vốn đầu tư nước ngoài.\n\nMục tiêu cả năm 2023 là thu hút 4,5 tỷ USD.",
         "4,5 tỷ USD", "fdi"),
        ("Tỷ lệ hộ nghèo còn 3,1%, tương đương 2.653 hộ.", "2.653 hộ", "poverty_rate"),
        ("Tỷ lệ tham gia bảo hiểm y tế đạt 93%, tức khoảng 1,5 triệu người.",
         "khoảng 1,5 triệu người", "health_insurance"),
    ],
)  # fmt: skip
def test_what_is_left_unsaid_is_what_was_told_before(text, printed, term):
    assert found(text)[printed].term == term


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Thu ngân sách được 900 tỷ đồng.\n\nChợ đầu mối Bình Điền mở rộng tốn 300 tỷ đồng.",
            "300",
        ),
        ("Tỷ lệ hộ nghèo còn 3,1%. Đường liên xã Mỹ Lộc đã xong 40%.", "40%"),
        ("GRDP tăng 5,6%. Tỷ lệ lấp đầy khu Tân Đức đạt 80%.", "80%"),
        ("Thu ngân sách được 900 tỷ đồng. Toàn tỉnh có 12 dự án mới.", "12"),
    ],
)
def test_what_names_something_else_is_not_told_on(text, printed):
    figures = found(text)
    first = next(iter(figures.values()))
    figure = next(one for key, one in figures.items() if key.startswith(printed))
    assert figure.term != first.term


def test_a_heading_of_money_names_what_is_needed():
    figures = found("Cả giai đoạn 2021 - 2025 cần 590 tỷ đồng.", heading="5. Nhu cầu vốn")
    assert figures["590 tỷ đồng"].indicator == "Nhu cầu vốn"


@pytest.mark.parametrize("title", ["**Về đầu tư công.** ", "3. Đầu tư công. "])
def test_a_title_within_a_paragraph_names_what_follows(title):
    figures = found(title + "Kế hoạch vốn năm 2023 của tỉnh là 670 tỷ đồng.")
    assert figures["670 tỷ đồng"].term == "public_investment"


@pytest.mark.parametrize(
    ("outer", "inner", "kind"),
    [
        ("II. MỤC TIÊU NĂM 2023", "1. Chính quyền số", "target"),
        ("II. MỤC TIÊU NĂM 2023", "1. Kết quả đã đạt", "share"),
        ("V. VIỆC PHẢI LÀM", "1. Chính quyền số", "target"),
    ],
)
def test_the_innermost_heading_that_looks_ahead_or_back_gives_the_kind(outer, inner, kind):
    text = f"# Tỉnh Long An năm 2023\n\n## {outer}\n\n### {inner}\n\nTỷ lệ hồ sơ trực tuyến 60%.\n"
    assert ledger_of(text)["60%"].scope.kind == kind


@pytest.mark.parametrize(
    ("text", "printed", "term"),
    [
        ("90% hộ nghèo dùng nước hợp vệ sinh.", "90%", None),
        ("Có 10 hộ tham gia, trong đó hộ nghèo chiếm 70%.", "70%", None),
        ("Dân tộc Ơ Đu có tỷ lệ hộ nghèo 48,2%.", "48,2%", None),
        ("Toàn tỉnh có 900 hộ nghèo, chiếm 6,1%.", "6,1%", "poverty_rate"),
        ("Tỷ lệ hộ nghèo còn 6,1%.", "6,1%", "poverty_rate"),
        ("95% dân số tham gia bảo hiểm y tế.", "95%", "health_insurance"),
    ],
)
def test_a_rate_of_a_group_is_not_that_of_the_place(text, printed, term):
    assert found(text)[printed].term == term


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Xóa 400 nhà tạm trước ngày 31/10/2024, mỗi căn xây mới được hỗ trợ 60 triệu đồng.", "60"),
        ("Lao động qua đào tạo đạt 66%, trong đó có bằng cấp, chứng chỉ đạt 30%.", "30%"),
    ],
)
def test_new_and_certified_things_are_still_aimed_at(text, printed):
    figures = ledger_of("# Kế hoạch năm 2024 của tỉnh Long An\n\n## Mục tiêu năm 2024\n\n" + text)
    figure = next(one for key, one in figures.items() if key.startswith(printed))
    assert figure.scope.kind == "target"
    assert str(figure.scope.period.end) == "2024-12-31"
    assert str(figure.scope.period.start) == "2024-01-01"


@pytest.mark.parametrize(
    ("text", "printed", "year"),
    [
        ("Giải ngân đạt 91% kế hoạch. Con số này của cùng kỳ năm trước là 88,6%.", "88,6%", 2022),
        ("GRDP tăng 4,1%, chưa bằng mức tăng của năm trước (9,7%).", "9,7%", 2022),
        ("Thu nhập bình quân đầu người 69 triệu đồng, cao hơn năm 2021 khoảng 5 triệu đồng.",
         "khoảng 5 triệu đồng", 2023),
    ],
)  # fmt: skip
def test_what_is_compared_with_is_of_its_own_year_and_the_difference_is_not(text, printed, year):
    assert found(text)[printed].scope.period.end.year == year


def test_an_aim_for_a_month_that_is_over_is_for_the_next():
    text = (
        "# Nghị quyết\n\nLong An, ngày 06 tháng 12 năm 2024\n\n## Nhiệm vụ năm 2025\n\nTỷ lệ giải "
        "ngân đạt ít nhất 95%; đến hết tháng 6 phải đạt 50%.\n"
    )
    assert ledger_of(text)["50%"].scope.period.end.year == 2025


@pytest.mark.parametrize("words", ["làm chết 19 người", "bị thương 19 người"])
def test_what_befell_people_says_who_is_counted(words):
    figures = found(f"Xảy ra 28 vụ tai nạn giao thông, {words}.")
    assert figures["19 người"].indicator in words


def test_a_head_over_several_columns_names_what_they_measure():
    text = (
        "# Huyện Đức Huệ năm 2023\n\n| Xã | Thu ngân sách (triệu đồng) | | Hộ nghèo (%) |\n"
        "|--|--|--|--|\n| | Dự toán | Thực hiện | Năm 2023 |\n| Xã Bình Hòa | 310 | 172 | 2,4 |\n"
    )
    figures = ledger_of(text)
    assert (figures["310"].term, figures["310"].scope.kind) == ("budget_revenue", "plan")
    assert (figures["172"].term, figures["172"].scope.kind) == ("budget_revenue", "result")
    assert figures["2,4"].term == "poverty_rate"


def test_places_told_after_a_part_are_of_the_whole():
    text = (
        "Toàn tỉnh có 142.000 ha cà phê. Trong đó, cà phê có chứng nhận chiếm 23.300 ha. Huyện Đức "
        "Huệ đứng đầu với 21.500 ha."
    )
    assert found(text)["21.500 ha"].indicator == "cà phê"


def test_what_is_announced_of_a_year_holds_for_the_paragraph():
    text = (
        "# Nghị quyết năm 2024 của tỉnh Long An\n\nĐiều 1. Nhất trí với đánh giá tình hình năm "
        "2023: GRDP tăng 5,6%. Có 15/22 chỉ tiêu đạt, 7 chỉ tiêu không đạt.\n"
    )
    assert ledger_of(text)["7 chỉ tiêu"].scope.period.end.year == 2023


def test_a_paragraph_about_this_year_below_a_heading_of_the_next():
    text = (
        "# Long An: thu ngân sách\n\nTân An, ngày 28/12/2024\n\n## Năm 2025 tính sao?\n\nVề tăng "
        "trưởng, GRDP năm 2024 ước tăng 7,1%. Thu nhập bình quân đầu người là 105 triệu đồng.\n"
    )
    assert ledger_of(text)["105 triệu đồng"].scope.period.end.year == 2024


@pytest.mark.parametrize(
    ("text", "printed", "term"),
    [
        ("Thành lập mới 85 doanh nghiệp.", "85 doanh nghiệp", "new_enterprises"),
        ("Phát triển mới được 85 doanh nghiệp.", "85 doanh nghiệp", "new_enterprises"),
        ("Có 79 xã đạt chuẩn nông thôn mới, 28 xã nâng cao.", "28 xã", "advanced_rural_communes"),
        ("Số giường bệnh/vạn dân: 30.", "30", "hospital_beds"),
        ("Xuất khẩu được 48 tấn cà phê, trị giá 142 triệu USD.", "142 triệu USD", "export"),
        ("Tỷ lệ che phủ rừng của tỉnh là 39,9%. Con số này của cả nước là 42%.", "42%",
         "forest_cover"),
    ],
)  # fmt: skip
def test_what_is_counted_or_pointed_to_is_known(text, printed, term):
    assert found(text)[printed].term == term


@pytest.mark.parametrize(
    ("text", "printed", "term"),
    [
        ("Cả tỉnh có 118 xã, trong đó 112 xã đã đạt chuẩn nông thôn mới.", "112 xã",
         "new_rural_communes"),
        ("Về xây dựng NTM, đến nay có 78/86 xã đạt chuẩn.", "78/86 xã", "new_rural_communes"),
        ("Nông thôn mới: thêm 4 xã đạt chuẩn, nâng tổng số lên 89/129 xã.", "89/129 xã",
         "new_rural_communes"),
        ("Số xã đạt chuẩn nông thôn mới đạt 61 xã, kế hoạch năm 65 xã.", "65 xã",
         "new_rural_communes"),
        ("Có 60 xã đạt chuẩn quốc gia về y tế; xây dựng nông thôn mới tiếp tục.", "60 xã",
         "commune_health_standard"),
        ("Có 4 dự án điện gió hòa lưới trên tổng số 19 dự án.", "19 dự án",
         "investment_projects"),
    ],
)  # fmt: skip
def test_communes_of_the_new_countryside_are_told_by_what_they_met(text, printed, term):
    assert found(text)[printed].term == term


def test_changes_of_one_sentence_keep_their_own_base():
    text = "CPI tháng 6/2023 tăng 0,31% so với tháng trước, tăng 3,9% so với tháng 6/2022."
    figures = found(text)
    assert figures["0,31%"].comparison == "tháng trước"
    assert figures["3,9%"].comparison == "cùng kỳ"


def test_the_same_point_of_another_year_is_its_time():
    text = "Đến 30/6/2023, giải ngân đạt 38,2% kế hoạch; cùng thời điểm năm 2022 đạt 33,5%."
    assert str(found(text)["33,5%"].scope.period.end) == "2022-06-30"
