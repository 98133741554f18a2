"""What figures take over from those before them, and from the places named above them."""

import pytest

from tests.ingest.ledgers import ledger_of
from vietnamese.scope import Kind

TITLE = "# Tỉnh Trà Vinh: kết quả 6 tháng đầu năm 2022\n\n"


def ledger(text, head=TITLE):
    return ledger_of(head + text)


def place(figure):
    return figure.scope.place.full_name


def test_places_in_a_row_share_what_is_measured_and_against_what():
    found = ledger(
        "Thu ngân sách huyện Càng Long đạt 61% dự toán, cao nhất tỉnh; huyện Cầu Kè 50%, "
        "thấp nhất là huyện Trà Cú 39%.\n"
    )
    for printed, name in (("50%", "huyện Cầu Kè"), ("39%", "huyện Trà Cú")):
        assert place(found[printed]) == name
        assert found[printed].scope.kind is Kind.SHARE_OF_PLAN
        assert found[printed].term == "budget_revenue"
        assert found[printed].comparison == "dự toán"


def test_places_listed_after_a_sentence_share_what_it_measures():
    found = ledger(
        "Tỷ lệ hộ nghèo giảm từ 4% xuống còn 3,1%. Hai huyện còn cao: Trà Cú 8,5%, Cầu Kè 6,2%.\n"
    )
    assert (place(found["8,5%"]), place(found["6,2%"])) == ("huyện Trà Cú", "huyện Cầu Kè")
    assert found["8,5%"].term == found["6,2%"].term == "poverty_rate"


def test_a_place_with_an_indicator_of_its_own_takes_nothing_over():
    found = ledger("Thu ngân sách Càng Long đạt 61% dự toán; tỷ lệ hộ nghèo Cầu Kè 5%.\n")
    assert found["5%"].term == "poverty_rate"
    assert found["5%"].scope.kind is not Kind.SHARE_OF_PLAN


def test_the_district_named_above_is_meant_by_the_bare_word():
    found = ledger(
        "Càng Long là điểm sáng. Theo Chủ tịch UBND huyện, huyện thu 21 tỷ đồng; nợ thuế 3 tỷ đồng."
        " Cả huyện có 850 ha bưởi.\n\nToàn tỉnh có 9.000 ha bưởi.\n"
    )
    assert place(found["21 tỷ đồng"]) == place(found["850 ha"]) == "huyện Càng Long"
    assert place(found["9.000 ha"]) == "tỉnh Trà Vinh"


def test_a_bare_word_that_opens_a_sentence_is_the_subject_of_all_of_it():
    found = ledger(
        "Thị xã Duyên Hải thu hút 12 dự án. Thị xã đã cấp phép 9 dự án; nộp 70 tỷ đồng.\n"
    )
    assert place(found["9 dự án"]) == place(found["70 tỷ đồng"]) == "thị xã Duyên Hải"


def test_a_series_of_years_is_of_what_was_announced():
    found = ledger(
        "## Mục tiêu\n\nSố lao động được tạo việc làm: năm 2022 ước 900 người; năm 2023: 950 người."
    )
    assert found["950 người"].indicator == "Số lao động được tạo việc làm"
    assert found["900 người"].scope.kind is Kind.ESTIMATE
    assert found["950 người"].scope.kind is Kind.TARGET


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        ("Đào tạo nghề cho 420 người.", "420 người", "Đào tạo nghề"),
        ("Giải quyết việc làm cho 850 lao động.", "850 lao động", "Giải quyết việc làm"),
        ("Hỗ trợ 600 hộ.", "600 hộ", "hộ"),
        ("b) Nuôi tôm công nghệ cao 500 ha.", "500 ha", "Nuôi tôm công nghệ cao"),
        ("Vốn trong nước 70 tỷ đồng.", "70 tỷ đồng", "Vốn trong nước"),
        ("Ngân sách tỉnh 90 tỷ đồng; ngân sách huyện, xã 40 tỷ đồng.", "40 tỷ đồng",
         "ngân sách huyện, xã"),
    ],
)  # fmt: skip
def test_a_figure_is_of_what_the_words_before_it_name(text, printed, indicator):
    assert ledger(text)[printed].indicator == indicator


def test_a_total_is_of_what_is_added_to_it():
    found = ledger("Thêm 4 xã đạt chuẩn nông thôn mới, nâng tổng số lên 62 xã.")
    assert found["62 xã"].term == found["4 xã"].term == "new_rural_communes"


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("Vốn được giao 80 tỷ đồng, giải ngân 6,5%.", "6,5%", Kind.RESULT),
        ("Có 12 dự án phải thu hồi đất với 61 ha.", "61 ha", Kind.RESULT),
        ("Thu 90 tỷ đồng, bằng 45% dự toán HĐND tỉnh giao (200 tỷ đồng).", "200 tỷ đồng",
         Kind.PLAN),
    ],
)  # fmt: skip
def test_the_words_beside_a_figure_say_whether_it_was_planned(text, printed, kind):
    assert ledger(text)[printed].scope.kind is kind


def test_an_outlook_among_tasks_is_an_estimate():
    found = ledger("## Nhiệm vụ\n\nƯớc cả năm 2022: tỉnh đón 2 triệu lượt khách (KH 1,8 triệu).\n")
    assert found["2 triệu lượt khách"].scope.kind is Kind.ESTIMATE


@pytest.mark.parametrize("heading", ["9/12 chỉ tiêu đạt và vượt", "Thực trạng mục tiêu giảm nghèo"])
def test_a_heading_of_what_was_reached_does_not_look_ahead(heading):
    found = ledger(f"## {heading}\n\nTỷ lệ hộ nghèo 3,1%.\n")
    assert found["3,1%"].scope.kind is not Kind.TARGET


def test_a_day_without_its_word_dates_what_was_done_by_then():
    found = ledger("Tính đến 25/6, giải ngân 70 tỷ đồng.", "Trà Vinh, ngày 30/6/2022\n\n" + TITLE)
    period = found["70 tỷ đồng"].scope.period
    assert (period.end.month, period.end.day) == (6, 25)


def test_places_in_a_row_share_the_time_that_is_told_once():
    found = ledger("Huyện Cầu Kè đón 21 nghìn lượt khách trong quý I; huyện Trà Cú 9 nghìn lượt.\n")
    period = found["9 nghìn lượt"].scope.period
    assert (period.start.month, period.end.month) == (1, 3)


def test_a_heading_names_what_its_figures_leave_unnamed():
    found = ledger(
        "## 4. Chỉ tiêu theo huyện (tỷ lệ hộ nghèo năm 2025)\n\n- Trà Cú: từ 8,5% xuống 5%\n"
        "- Cầu Kè: 12 hợp tác xã\n"
    )
    assert found["5%"].term == found["8,5%"].term == "poverty_rate"
    assert found["12 hợp tác xã"].term != "poverty_rate"
    said = [item for item in found["5%"].inherited if item.slot == "indicator"]
    assert [item.value for item in said] == ["tỷ lệ hộ nghèo"]


def test_a_day_that_opens_one_sentence_dates_none_after_it():
    found = ledger("Ngày 17/3, 20 tấn bưởi lên đường. Tỉnh có 850 ha bưởi.\n")
    assert found["20 tấn"].scope.period.start.month == 3
    assert found["850 ha"].scope.period.end.month == 6


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        ("Có 74 trường, trong đó mầm non 24 trường, tiểu học 29 trường.", "29 trường", "tiểu học"),
        ("Số vụ cháy là 46 vụ, giảm 9 vụ so với năm trước.", "9 vụ", "Số vụ cháy"),
        ("Có 4 doanh nghiệp, đã cắt giảm 650 lao động.", "650 lao động", "lao động"),
    ],
)
def test_a_bare_count_is_of_what_stands_before_it(text, printed, indicator):
    assert ledger(text)[printed].indicator == indicator


def test_a_name_that_sounds_like_a_number_counts_nothing():
    head = "# Cà Mau: kết quả 10 tháng đầu năm 2023\n\n"
    found = ledger("Tại huyện Năm Căn, 4 doanh nghiệp đã đóng cửa.\n", head)
    assert list(found) == ["4 doanh nghiệp"]


def test_the_same_stretch_of_last_year_is_no_period_of_its_growth():
    found = ledger("Sản lượng tôm 98 tấn, tăng 3,2% cùng kỳ, đạt 85% kế hoạch.\n")
    assert found["3,2%"].scope.period.start.year == 2022


def test_the_title_of_a_short_piece_names_what_is_measured():
    head = "# Trà Vinh: Xuất khẩu vượt khó năm 2022\n\n"
    found = ledger("Tỉnh đặt mục tiêu đến năm 2025 đạt 1,4 tỷ USD.\n", head)
    assert found["1,4 tỷ USD"].term == "export"


def test_common_names_beside_figures_are_the_districts_of_the_province():
    head = "# Yên Bái: kết quả 8 tháng đầu năm 2023\n\n"
    found = ledger("Các nơi giải ngân khá như: Trấn Yên 71%, Yên Bình 64%.\n", head)
    assert [place(found[one]) for one in ("71%", "64%")] == ["huyện Trấn Yên", "huyện Yên Bình"]
    assert found["64%"].term == "disbursement"


def test_a_common_name_of_another_province_is_none():
    found = ledger("Các nơi giải ngân khá như: Trấn Yên 71%, Yên Bình 64%.\n")
    assert place(found["64%"]) == "tỉnh Trà Vinh"


def test_a_paragraph_that_opens_with_a_unit_goes_on_with_it():
    found = ledger(
        "Thị xã Duyên Hải có 41 dự án. Tổng số vốn 198 tỷ đồng. Toàn tỉnh có 300 dự án.\n\n"
        "Thu ngân sách 900 tỷ đồng.\n"
    )
    assert place(found["198 tỷ đồng"]) == "thị xã Duyên Hải"
    assert place(found["300 dự án"]) == place(found["900 tỷ đồng"]) == "tỉnh Trà Vinh"


def test_what_is_pledged_is_aimed_at_and_what_was_paid_is_not():
    found = ledger(
        "Huyện Cầu Kè được giao 31 tỷ đồng, đến 25/6 giải ngân 16 tỷ đồng, cam kết đạt 95%."
    )
    assert found["16 tỷ đồng"].scope.kind is Kind.RESULT
    assert found["95%"].scope.kind is Kind.TARGET


@pytest.mark.parametrize(
    ("text", "printed", "name", "indicator"),
    [
        (
            "Toàn tỉnh có 1.900 ca mắc, 2 ca tử vong; nhiều nhất là huyện Trà Cú 410 ca.",
            "410 ca", "huyện Trà Cú", "ca mắc",
        ),
        (
            "Toàn tỉnh còn 9.400 hộ với 30.100 khẩu thiếu đói ở 12 xã. Nặng nhất là huyện Trà Cú"
            " với 2.300 hộ, kế đến Cầu Kè 1.900 hộ.",
            "1.900 hộ", "huyện Cầu Kè", "hộ",
        ),
        (
            "Kiểm lâm lập biên bản 180 vụ vi phạm, giảm 40 vụ so với năm 2021; địa bàn nóng là"
            " Trà Cú (71 vụ) và Cầu Kè (52 vụ).",
            "52 vụ", "huyện Cầu Kè", "vụ vi phạm",
        ),
        (
            "Tỷ lệ giải ngân toàn tỉnh đạt 61%. Khối huyện 70%. Dẫn đầu là huyện Trà Cú (92%), xếp"
            " cuối là huyện Cầu Kè chỉ 33%.",
            "33%", "huyện Cầu Kè", "Tỷ lệ giải ngân toàn tỉnh",
        ),
        (
            "Trồng mới 640 ha rừng, vượt 4% kế hoạch (600 ha); nhiều nhất là Trà Cú với 210 ha.",
            "210 ha", "huyện Trà Cú", "Trồng mới rừng",
        ),
        (
            "Tai nạn giao thông xảy ra 85 vụ, làm chết 62 người; trong đó huyện Trà Cú nhiều nhất"
            " với 21 vụ.",
            "21 vụ", "huyện Trà Cú", "Tai nạn giao thông xảy ra",
        ),
        (
            "Cả tỉnh có 4.120 hộ mất nhà; huyện Trà Cú chịu thiệt hại nặng nhất với 1.300 hộ.",
            "1.300 hộ", "huyện Trà Cú", "hộ mất nhà",
        ),
        (
            "Thu hút 38 dự án FDI với 410 triệu USD; tập trung chủ yếu ở huyện Trà Cú (14 dự án).",
            "14 dự án", "huyện Trà Cú", "dự án FDI",
        ),
    ],
)  # fmt: skip
def test_a_place_that_is_ranked_has_its_share_of_the_whole_told_before(
    text, printed, name, indicator
):
    figure = ledger(text + "\n")[printed]
    assert (place(figure), figure.indicator) == (name, indicator)
    assert figure.scope.kind not in (Kind.GROWTH, Kind.PLAN)


def test_what_a_ranking_names_itself_is_not_taken_from_before():
    found = ledger(
        "Thu ngân sách đạt 900 tỷ đồng, tăng 8% so với cùng kỳ. Số ca mắc cao nhất là huyện Trà Cú"
        " 30 ca.\n"
    )
    assert found["30 ca"].indicator == "Số ca mắc"


def test_cases_of_an_illness_are_none_of_another():
    found = ledger(
        "Sốt xuất huyết diễn biến phức tạp với 2.870 ca mắc; nhiều nhất là Trà Cú 510 ca mắc."
        " Covid-19 có 300 ca mắc mới.\n"
    )
    assert [found[text].term for text in ("2.870 ca mắc", "510 ca mắc", "300 ca mắc")] == [
        None,
        None,
        "covid",
    ]
    assert found["2.870 ca mắc"].indicator == "ca mắc sốt xuất huyết"


def test_all_that_was_planned_is_a_plan_and_governs_nothing_after_it():
    found = ledger("Đã giải ngân 240 tỷ đồng trong tổng số 690 tỷ đồng kế hoạch vốn, tỷ lệ 35%.\n")
    assert found["690 tỷ đồng"].scope.kind is Kind.PLAN
    assert found["240 tỷ đồng"].scope.kind is Kind.RESULT
    assert found["35%"].scope.kind is Kind.SHARE
