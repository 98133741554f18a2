"""Figures of no known place or stretch of the year do not answer for any."""

import pytest


def answer(assistant_over, text, question):
    return assistant_over({"bao-cao.md": text}).ask(question)


def test_a_figure_of_a_document_that_never_names_the_place_is_none_of_it(assistant_over):
    text = "# Báo cáo\n\nTỷ lệ bao phủ bảo hiểm y tế đạt 91,5%.\n"
    asked = "Tỷ lệ bao phủ bảo hiểm y tế của huyện Đồng Xuân là bao nhiêu?"
    assert answer(assistant_over, text, asked).abstained


@pytest.mark.parametrize(
    ("stretch", "abstains"),
    [("6 tháng đầu năm", True), ("9 tháng đầu năm", False)],
)
def test_a_figure_of_nine_months_is_none_of_six(assistant_over, stretch, abstains):
    text = "# Tin\n\nKim ngạch xuất khẩu 9 tháng đạt 480 triệu USD.\n"
    given = answer(assistant_over, text, f"Kim ngạch xuất khẩu {stretch} đạt bao nhiêu?")
    assert given.abstained is abstains


def test_a_figure_under_a_district_is_of_the_zone_its_sentence_is_about(assistant_over):
    text = (
        "# Báo cáo năm 2023 của tỉnh Long An\n\nKCN Tân Đức (huyện Đức Hòa): diện tích 535 ha.\n\n"
        "KCN Cầu Tràm (huyện Cần Đước): diện tích 77 ha.\n"
    )
    given = answer(assistant_over, text, "Diện tích khu công nghiệp Cầu Tràm là bao nhiêu ha?")
    assert given.short == "77 ha"


def test_each_of_several_places_gets_its_figure(assistant_over):
    text = (
        "# Báo cáo năm 2023\n\nTỷ lệ hộ nghèo của huyện Đức Hòa năm 2023 là 2,1%.\n\n"
        "Tỷ lệ hộ nghèo của huyện Cần Đước năm 2023 là 3,4%.\n"
    )
    asked = "Tỷ lệ hộ nghèo của huyện Đức Hòa, huyện Cần Đước năm 2023 là bao nhiêu?"
    given = answer(assistant_over, text, asked)
    assert "2,1%" in given.text
    assert "3,4%" in given.text


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Thu nhập bình quân đầu người năm 2023 của tỉnh Long An là bao nhiêu?", "81 triệu đồng"),
        ("Kế hoạch thu nhập bình quân đầu người năm 2023 của tỉnh Long An?", "78 triệu đồng"),
    ],
)
def test_a_plan_in_brackets_is_told_only_where_it_is_asked_for(assistant_over, question, short):
    text = (
        "# Báo cáo năm 2023 của tỉnh Long An\n\n"
        "Thu nhập bình quân đầu người năm 2023 đạt 81 triệu đồng (KH 78 triệu đồng).\n"
    )
    assert answer(assistant_over, text, question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Hết năm 2024 tỉnh Long An có cả thảy mấy xã nông thôn mới?", "150/161 xã"),
        ("Còn bao nhiêu hộ chưa nhận tiền bồi thường?", "12 hộ"),
    ],
)
def test_what_adds_to_a_sum_or_is_done_is_not_what_is_asked_for(assistant_over, question, short):
    text = (
        "# Kế hoạch năm 2024 của tỉnh Long An\n\n"
        "Năm 2024 thêm 9 xã đạt chuẩn nông thôn mới, nâng tổng số lên 150/161 xã nông thôn mới.\n\n"
        "Dự án đã trả tiền bồi thường cho 402 hộ. Còn 12 hộ chưa nhận tiền bồi thường.\n"
    )
    assert answer(assistant_over, text, question).short == short


def test_a_handling_verb_beside_an_indicator_tells_nothing(assistant_over):
    text = (
        "# Kế hoạch năm 2024 của tỉnh Long An\n\nHuyện Đức Hòa: tỷ lệ hộ nghèo năm 2024 còn 1,9%.\n"
    )
    asked = "Năm 2024 huyện Đức Hòa phải kéo tỷ lệ hộ nghèo về còn bao nhiêu phần trăm?"
    assert answer(assistant_over, text, asked).short == "1,9%"


TOLD = (
    "# Báo cáo năm 2024 của tỉnh Long An\n\n"
    "Năm 2024 tỉnh Long An có 3.400 giường bệnh, đạt 28,5 giường bệnh/vạn dân.\n\n"
    "Năm 2024 có 310 doanh nghiệp tạm ngừng hoạt động và 95 doanh nghiệp giải thể.\n\n"
    "KCN Cầu Tràm (huyện Cần Đước): 77 ha.\n\n"
    "Tổng nhu cầu vốn năm 2024 là 900 tỷ đồng, trong đó vốn tín dụng 300 tỷ đồng.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Long An năm 2024 có bao nhiêu giường bệnh trên vạn dân?", "28,5 giường bệnh/vạn dân"),
        ("Long An năm 2024 có mấy doanh nghiệp giải thể?", "95 doanh nghiệp"),
        ("KCN Cầu Tràm rộng mấy héc ta?", "77 ha"),
        ("Nhu cầu vốn năm 2024 của tỉnh Long An?", "900 tỷ đồng"),
        ("Năm 2024 tỉnh Long An cần tổng cộng bao nhiêu vốn?", "900 tỷ đồng"),
    ],
)
def test_the_very_thing_asked_for_is_told(assistant_over, question, short):
    assert answer(assistant_over, TOLD, question).short == short


def test_counts_of_two_places_are_both_told_where_neither_is_named(assistant_over):
    given = assistant_over(
        {
            "mot.md": "# Phiên họp của tỉnh Long An\n\nPhiên họp thảo luận 12 nội dung.\n",
            "hai.md": "# Hội nghị của tỉnh Tiền Giang\n\nHội nghị bàn 7 nội dung.\n",
        }
    ).ask("Cuộc họp bàn bao nhiêu nội dung?")
    assert "12 nội dung" in given.text
    assert "7 nội dung" in given.text


def test_a_question_in_english_is_not_about_percentages(assistant_over):
    text = "# Tỉnh Long An năm 2023\n\nThu ngân sách tỉnh Long An năm 2023 tăng 8,4%.\n"
    asked = "By what percentage did budget revenue of Long An rise in 2023 against 2022?"
    assert answer(assistant_over, text, asked).short == "8.4%"


@pytest.mark.parametrize(
    "question",
    [
        "Tỉnh Long An đến hết tháng 8/2023 còn bao nhiêu tỷ vốn đầu tư công chưa giải ngân?",
        "long an den het thang 8/2023 con bao nhieu ty von dau tu cong chua giai ngan",
    ],
)
def test_what_is_still_slow_tells_not_what_is_left(assistant_over, question):
    text = (
        "# Báo cáo tháng 8 năm 2023 của tỉnh Long An\n\n"
        "Giải ngân vốn đầu tư công còn chậm: đến 31/8/2023 mới giải ngân 3.100 tỷ đồng trong"
        " tổng số 7.400 tỷ đồng kế hoạch vốn.\n"
    )
    assert answer(assistant_over, text, question).short == "4.300 tỷ đồng"


@pytest.mark.parametrize(
    "question",
    [
        "Vốn đầu tư công của lĩnh vực y tế tỉnh Long An giai đoạn 2021-2025 là bao nhiêu tỷ?",
        "von dau tu cong linh vuc y te long an giai doan 2021-2025 bao nhieu ty",
    ],
)
def test_the_rest_is_none_of_what_is_named(assistant_over, question):
    text = (
        "# Kế hoạch đầu tư công giai đoạn 2021-2025 của tỉnh Long An\n\n"
        "Vốn đầu tư công phân theo lĩnh vực: y tế 310 tỷ, thủy lợi 920 tỷ,"
        " các lĩnh vực khác 480 tỷ đồng.\n"
    )
    assert answer(assistant_over, text, question).short == "310 tỷ"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Tỉnh Long An có bao nhiêu % người dân đã tiêm đủ hai mũi vắc xin?", "61,5%"),
        ("long an bao nhieu % nguoi dan da tiem 2 mui vac xin", "61,5%"),
        ("Bao nhiêu % người dân tỉnh Long An đã tiêm một mũi vắc xin?", None),
    ],
)
def test_a_dose_is_no_other_dose(assistant_over, question, short):
    text = (
        "# Báo cáo năm 2021 của tỉnh Long An\n\nNgười dân tiêm ít nhất 1 mũi vắc xin đạt 93,2%,"
        " tiêm đủ 2 mũi vắc xin đạt 61,5%.\n"
    )
    given = answer(assistant_over, text, question).short
    assert given == short if short else given != "61,5%"


def test_who_wants_to_know_asks_for_no_aim(assistant_over):
    text = "# Báo cáo năm 2023 của tỉnh Long An\n\nGiá thuê đất bình quân đạt 140 USD/m2.\n"
    asked = "Tôi muốn biết giá thuê đất bình quân ở tỉnh Long An là bao nhiêu?"
    assert "140 USD" in answer(assistant_over, text, asked).short


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2023 tỉnh Long An có cả thảy bao nhiêu tấn thủy sản?",
        "nam 2023 long an tong cong bao nhieu tan thuy san",
    ],
)
def test_what_is_asked_for_in_all_is_no_part_in_brackets(assistant_over, question):
    text = (
        "# Báo cáo năm 2023 của tỉnh Long An\n\nTổng sản lượng thủy sản 81.000 tấn (nuôi 69.000"
        " tấn, khai thác 12.000 tấn).\n"
    )
    assert answer(assistant_over, text, question).short == "81.000 tấn"
