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
