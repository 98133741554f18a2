import pytest

REPORT = "\n\n".join(
    (
        "# Tỉnh Hà Giang: hỗ trợ và sản xuất năm 2022",
        "## 1. Nhà ở",
        "Năm 2022 tỉnh Hà Giang xóa 1.250 nhà tạm, mỗi căn xây mới được hỗ trợ 55 triệu đồng và "
        "mỗi căn sửa chữa 26 triệu đồng.",
        "## 2. Mức thưởng",
        "Mức thưởng từ ngân sách tỉnh: xã đạt chuẩn 450 triệu đồng; xã nâng cao 650 triệu đồng; "
        "xã kiểu mẫu 950 triệu đồng.",
        "## 3. Sản xuất",
        "Năm 2022 toàn tỉnh có 20.450 ha chè, sản lượng đạt 81.300 tấn; cam 8.120 ha.",
        "Năm 2022 tỉnh Hà Giang có 312 doanh nghiệp thành lập mới, 45 doanh nghiệp giải thể, "
        "song có 127 đơn vị tạm ngừng hoạt động.",
        "Năm 2022 tỉnh Hà Giang thu thuế 915 tỷ đồng, gồm: thuế nội địa 640 tỷ đồng; thuế nhập "
        "khẩu 275 tỷ đồng.",
        "Năm 2022 tỉnh Hà Giang đổi giống lạc được 146 ha; năm 2023 phấn đấu 152 ha.",
        "## 4. Nhiệm vụ",
        "Nhiệm vụ sàn nông sản do Sở Công Thương Hà Giang chủ trì. Kinh phí: 7,3 tỷ đồng.",
        "Nhiệm vụ kho dữ liệu do Sở Tài nguyên và Môi trường Hà Giang chủ trì. "
        "Kinh phí: 9,8 tỷ đồng.",
    )
)


@pytest.mark.parametrize(
    ("first", "turn", "short"),
    [
        ("Hà Giang hỗ trợ xây mới một căn nhà tạm bao nhiêu tiền?", "Còn sửa chữa thì sao?", "26"),
        ("ha giang ho tro xay moi mot can nha tam bao nhieu", "the sua chua?", "26"),
        ("Hà Giang thưởng xã đạt chuẩn bao nhiêu tiền?", "Còn xã kiểu mẫu?", "950"),
        ("Hà Giang thưởng xã đạt chuẩn bao nhiêu tiền?", "Thế xã nâng cao thì mấy?", "650"),
        ("Diện tích chè của Hà Giang năm 2022 là bao nhiêu?", "Thế sản lượng?", "81.300 tấn"),
        (
            "Hà Giang năm 2022 có bao nhiêu doanh nghiệp thành lập mới?",
            "Tạm ngừng bao nhiêu?",
            "127",
        ),
        ("Hà Giang thu thuế bao nhiêu năm 2022?", "Thế riêng phần nội địa?", "640"),
        (
            "Năm 2022 Hà Giang đổi giống bao nhiêu ha lạc?",
            "Thế năm 2023 thì đặt mục tiêu bao nhiêu?",
            "152",
        ),
        ("Ai chủ trì nhiệm vụ kho dữ liệu ở Hà Giang?", "Kinh phí bao nhiêu?", "9,8"),
        ("Ai chủ trì nhiệm vụ sàn nông sản ở Hà Giang?", "Kinh phí bao nhiêu?", "7,3"),
    ],
)
def test_a_turn_is_answered_near_the_answer_before(shared_assistant_over, first, turn, short):
    answer = shared_assistant_over({"a.md": REPORT}).ask(turn, [first])
    assert short in answer.short


def test_the_figure_before_is_not_given_for_another_thing(shared_assistant_over):
    first = "Hà Giang hỗ trợ xây mới một căn nhà tạm bao nhiêu tiền?"
    answer = shared_assistant_over({"a.md": REPORT}).ask("Còn xây nhà bếp?", [first])
    assert "55" not in answer.short


def test_another_province_is_not_answered_from_the_thread(shared_assistant_over):
    first = "Hà Giang hỗ trợ xây mới một căn nhà tạm bao nhiêu tiền?"
    assert shared_assistant_over({"a.md": REPORT}).ask("Còn tỉnh Sơn La?", [first]).abstained


ZONES = "\n\n".join(
    (
        "# Bắc Giang: khu công nghiệp và ngân sách quý I/2025",
        "Khu công nghiệp Tân Hưng II rộng 158 ha, vốn hạ tầng 1.940 tỷ đồng, khởi công ngày "
        "12/6/2025.",
        "Khu công nghiệp Yên Lư III rộng 377 ha, vốn hạ tầng 4.410 tỷ đồng, khởi công ngày "
        "20/7/2025.",
        "Quý I năm 2025 tỉnh Bắc Giang thu ngân sách 5.230 tỷ đồng, trong đó dầu thô 45 tỷ đồng; "
        "giá dầu thô 71 USD/thùng. Quý I năm 2024 tỉnh Bắc Giang thu ngân sách 4.875 tỷ đồng.",
        "Quý I năm 2025 tỉnh Bắc Giang đón 412 nghìn lượt khách, khách quốc tế 38 nghìn lượt, "
        "bằng 9,2% lượng khách.",
    )
)


@pytest.mark.parametrize(
    ("first", "turn", "short"),
    [
        ("Khu công nghiệp Tân Hưng II rộng bao nhiêu?", "Còn khu Yên Lư III?", "377 ha"),
        ("Khu công nghiệp Tân Hưng II rộng bao nhiêu?", "Vốn hạ tầng bao nhiêu?", "1.940"),
        ("Quý I/2025 Bắc Giang thu ngân sách bao nhiêu?", "cùng kỳ năm trước thì sao?", "4.875"),
        ("When will Tan Hung II industrial park break ground?", "And how large is it?", "158"),
        ("How many tourists visited Bac Giang in Q1 2025?", "How many were foreigners?", "38"),
    ],
)
def test_a_turn_is_answered_with_its_own_measure(shared_assistant_over, first, turn, short):
    assert short in shared_assistant_over({"a.md": ZONES}).ask(turn, [first]).short


def test_a_price_is_no_answer_after_a_sum(shared_assistant_over):
    first = "Quý I/2025 Bắc Giang thu ngân sách bao nhiêu?"
    assert "USD" not in shared_assistant_over({"a.md": ZONES}).ask("Còn dầu thô?", [first]).short


def test_money_asked_after_a_count_is_money(shared_assistant_over):
    text = (
        "# Tỉnh Hà Giang thu hút đầu tư năm 2022\n\n"
        "Năm 2022 tỉnh Hà Giang có 38 dự án FDI với tổng vốn đăng ký đạt 1,2 tỷ USD.\n"
    )
    ask = shared_assistant_over({"a.md": text}).ask
    first = "Năm 2022 Hà Giang có bao nhiêu dự án FDI?"
    assert "1,2 tỷ USD" in ask("Tổng cộng mấy tỷ đô?", [first]).short


TEACHERS = (
    "# Tỉnh Hà Giang: giáo dục và việc làm năm 2022\n\n"
    "Năm 2022 tỉnh Hà Giang còn thiếu 930 bác sĩ so với định mức; trong năm mới tuyển được 120 "
    "bác sĩ. Tỷ lệ hộ nghèo giảm 4,2%, còn 31,5%. Tỷ lệ lao động qua đào tạo đạt 52%, tăng 2 điểm "
    "phần trăm so với năm 2021.\n\n"
    "Nghị quyết số 18-NQ/TU ngày 3/5/2021 của Tỉnh ủy đặt mục tiêu tỷ lệ lao động qua đào tạo đến "
    "năm 2025 đạt 60%. Tuyến đường Vị Xuyên dài 41 km, tổng mức đầu tư 870 tỷ đồng.\n"
)


@pytest.mark.parametrize(
    ("first", "turn", "short"),
    [
        ("Hà Giang năm 2022 thiếu bao nhiêu bác sĩ?", "Tuyển được bao nhiêu?", "120"),
        ("Tỷ lệ hộ nghèo Hà Giang năm 2022 giảm bao nhiêu?", "Còn lại bao nhiêu?", "31,5%"),
        ("Tỷ lệ lao động qua đào tạo của Hà Giang năm 2022?", "Hơn năm 2021 bao nhiêu?", "2 điểm"),
        (
            "Mục tiêu lao động qua đào tạo của Hà Giang đến năm 2025?",
            "Nghị quyết nào đặt ra mục tiêu đó?",
            "18-NQ/TU",
        ),
        ("Đường Vị Xuyên ở Hà Giang dài bao nhiêu?", "Tổng mức đầu tư?", "870 tỷ đồng"),
    ],
)
def test_a_turn_asks_for_something_else_of_the_same(shared_assistant_over, first, turn, short):
    assert short in shared_assistant_over({"a.md": TEACHERS}).ask(turn, [first]).short


def test_a_turn_without_words_of_its_own_is_of_no_other_indicator(shared_assistant_over):
    text = (
        "# Tỉnh Hà Giang 11 tháng năm 2023\n\nTỷ lệ hồ sơ nộp trực tuyến của tỉnh Hà Giang 11 "
        "tháng năm 2023 đạt 70%. Thanh toán trực tuyến đạt 58%/KH 45%.\n"
    )
    first = "Tỷ lệ hồ sơ nộp trực tuyến của Hà Giang 11 tháng năm 2023?"
    answer = shared_assistant_over({"a.md": text}).ask("Mục tiêu bao nhiêu?", [first])
    assert "45%" not in answer.short
