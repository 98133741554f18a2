"""Ways to ask for figures, over own documents: which is meant, and what is worked out of two."""

import pytest

from retrieval.assistant import open_assistant
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents
from vietnamese.normal import fold

PAPERS = {
    "son-la.md": """# Kế hoạch giảm nghèo bền vững năm 2024 của tỉnh Sơn La

UBND tỉnh Sơn La ban hành kế hoạch giảm nghèo bền vững trên địa bàn tỉnh.

## I. Chỉ tiêu

Tỷ lệ hộ nghèo đa chiều cuối năm 2024 còn 14,2%, giảm 3 điểm phần trăm so với năm 2023.
Dân tộc La Ha có tỷ lệ hộ nghèo 41,7%, cao nhất tỉnh.
Cuối năm 2023 toàn tỉnh có 21.400 hộ cận nghèo, tỷ lệ 7,1%.

## II. Kinh phí

Tổng kinh phí thực hiện năm 2024 là 1.420 tỷ đồng, trong đó: ngân sách trung ương 980 tỷ đồng; \
ngân sách tỉnh 165 tỷ đồng; ngân sách huyện, xã 95 tỷ đồng; vốn tín dụng 120 tỷ đồng.
Thưởng cho xã ra khỏi danh sách xã nghèo 300 triệu đồng.

## III. Nhà ở

Năm 2024 xóa 1.250 nhà tạm trong tổng số 2.900 nhà tạm còn lại của tỉnh.
Dự án đường vào bản Co Mạ: đã chi trả bồi thường cho 188/240 hộ bị ảnh hưởng.
""",
    "kien-giang.md": """# Kiên Giang: tình hình kinh tế - xã hội 6 tháng đầu năm 2024

UBND tỉnh Kiên Giang vừa báo cáo kết quả 6 tháng đầu năm 2024.

| Chỉ tiêu | Đơn vị | Kế hoạch năm 2024 | Thực hiện 6 tháng năm 2024 | Thực hiện 6 tháng năm 2023 |
| --- | --- | --- | --- | --- |
| Kim ngạch xuất khẩu | triệu USD | 900 | 512 | 430 |
| Kim ngạch nhập khẩu | triệu USD | 160 | 98 | 80 |
| Khách du lịch | nghìn lượt | 9.200 | 5.310 | 4.870 |
| Lao động được tạo việc làm | người | 35.000 | 19.800 | 18.400 |

Riêng tháng 6/2024, kim ngạch xuất khẩu đạt 91 triệu USD, giảm 2,6% so với tháng 5 và tăng 12,4% \
so với cùng kỳ năm trước.
Sản lượng thủy sản 6 tháng đạt 390.000 tấn, trong đó tôm 62.300 tấn, cá 210.000 tấn.
Huyện Giồng Riềng có 6.100 ha sầu riêng, trong đó 2.050 ha đã cho trái.
Cả tỉnh có 118 xã, trong đó 112 xã đã đạt chuẩn nông thôn mới.
""",
    "hai-duong.md": """# Hải Dương: kết quả phát triển kinh tế - xã hội năm 2023

Tỉnh Hải Dương tổng kết năm 2023.

Thu ngân sách nhà nước trên địa bàn đạt 19.250 tỷ đồng, dự toán giao là 18.700 tỷ đồng.
Số xã đạt chuẩn nông thôn mới nâng cao đạt 61 xã, kế hoạch là 65 xã.
Tỷ lệ hộ nghèo cuối năm 2023 còn 1,42%, mục tiêu dưới 1,6%.
Quý I/2023 thu ngân sách 4.900 tỷ đồng; quý II/2023 thu ngân sách 5.320 tỷ đồng.
Năm 2024 tỉnh phấn đấu 75 xã đạt chuẩn nông thôn mới nâng cao, thu ngân sách 20.100 tỷ đồng.
Diện tích vải giảm từ 9.160 ha xuống còn 8.900 ha do chuyển đổi cây trồng.
Kinh phí bố trí cho khuyến nông là 62,5 tỷ đồng, đã giải ngân 48,2 tỷ đồng.
GRDP tăng 8,16%, chỉ tiêu nghị quyết giao là 7,5%.
Toàn tỉnh cần 12.400 giáo viên, hiện mới có 11.950 người.
Trong 26 dự án trọng điểm của năm 2023, 17 dự án dùng vốn ngân sách.
Giá trị sản xuất trên 1 ha đất canh tác của huyện Nam Sách đạt 232 triệu đồng, của huyện Thanh Hà \
đạt 265 triệu đồng.
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks an assistant over the papers."""
    folder = tmp_path_factory.mktemp("papers")
    publish(folder / "data", write_documents(folder / "documents", PAPERS))
    assistant = open_assistant(folder / "data", embedder=WordEmbedder(), today=TODAY)
    return lambda question: assistant.ask(question)


@pytest.mark.parametrize("typed", [str, fold], ids=["accented", "unaccented"])
@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Ngân sách tỉnh Sơn La chi bao nhiêu cho giảm nghèo năm 2024?", "165 tỷ đồng"),
        ("Trung ương hỗ trợ Sơn La bao nhiêu tiền giảm nghèo năm 2024?", "980 tỷ đồng"),
        ("Huyện và xã ở Sơn La phải đối ứng bao nhiêu tiền giảm nghèo năm 2024?", "95 tỷ đồng"),
        ("Vốn tín dụng cho giảm nghèo của Sơn La năm 2024 là bao nhiêu?", "120 tỷ đồng"),
        ("Sơn La cần bao nhiêu tiền để thực hiện giảm nghèo năm 2024?", "1.420 tỷ đồng"),
    ],
)
def test_the_purse_that_pays_tells_sums_apart(ask, question, short, typed):
    assert ask(typed(question)).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("6 tháng đầu năm 2024 Kiên Giang đón bao nhiêu lượt khách?", "5.310 nghìn lượt"),
        ("Năm 2024 Kiên Giang đặt ra bao nhiêu lượt khách du lịch?", "9.200 nghìn lượt"),
        ("Kiên Giang muốn tạo việc làm cho bao nhiêu người năm 2024?", "35.000 người"),
        ("6 tháng đầu năm 2024 Kiên Giang tạo việc làm cho bao nhiêu người?", "19.800 người"),
    ],
)
def test_what_adds_up_is_of_its_own_stretch_and_a_wish_is_a_target(ask, question, short):
    assert ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Tháng 6/2024 xuất khẩu của Kiên Giang thay đổi thế nào so với tháng 5?", "giảm 2,6%"),
        ("Tháng 6/2024 xuất khẩu của Kiên Giang biến động ra sao so với tháng trước?", "giảm 2,6%"),
        ("Xuất khẩu tháng 6/2024 của Kiên Giang so với cùng kỳ thế nào?", "12,4%"),
        ("xuat khau thang 6/2024 kien giang tang hay giam so voi thang truoc", "giảm 2,6%"),
    ],
)
def test_how_something_moved_is_a_change_and_no_level(ask, question, short):
    assert ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Sản lượng tôm 6 tháng đầu năm 2024 của Kiên Giang bao nhiêu tấn?", "62.300 tấn"),
        ("Huyện Giồng Riềng có bao nhiêu héc-ta sầu riêng?", "6.100 ha"),
        ("Huyện Giồng Riềng có bao nhiêu ha cây sầu riêng?", "6.100 ha"),
        ("Tỷ lệ hộ nghèo của Sơn La là bao nhiêu?", "14,2%"),
    ],
)
def test_a_measure_is_known_by_its_unit_and_a_part_is_no_rival_of_its_whole(ask, question, short):
    assert ask(question).short == short


def test_a_name_with_a_word_more_is_another_indicator(ask):
    assert ask("Tỷ lệ hộ cận nghèo của Sơn La năm 2024 mục tiêu bao nhiêu?").abstained


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Dự án đường vào bản Co Mạ còn bao nhiêu hộ chưa được bồi thường?", "52 hộ"),
        ("Sau năm 2024 Sơn La còn bao nhiêu nhà tạm?", "1.650 nhà"),
        ("Kiên Giang còn bao nhiêu xã chưa đạt chuẩn nông thôn mới?", "6 xã"),
        ("Huyện Giồng Riềng còn bao nhiêu ha sầu riêng chưa cho trái?", "4.050 ha"),
        ("6 tháng đầu năm 2024 Kiên Giang xuất siêu bao nhiêu?", "414 triệu USD"),
        (
            "So với 6 tháng năm 2023, xuất khẩu 6 tháng đầu năm 2024 của Kiên Giang cao hơn"
            " bao nhiêu triệu USD?",
            "82 triệu USD",
        ),
        ("Thu ngân sách quý II/2023 của Hải Dương hơn quý liền trước bao nhiêu?", "420 tỷ đồng"),
        ("Thu ngân sách năm 2023 của Hải Dương vượt dự toán bao nhiêu tỷ?", "550 tỷ đồng"),
        (
            "Năm 2024 số xã nông thôn mới nâng cao của Hải Dương tăng thêm bao nhiêu so với"
            " năm 2023?",
            "14 xã",
        ),
        ("Năm 2023 diện tích vải của Hải Dương giảm bao nhiêu ha?", "260 ha"),
        ("Diện tích vải của Hải Dương năm 2023 hao đi bao nhiêu ha?", "260 ha"),
        ("Tiền khuyến nông Hải Dương năm 2023 còn bao nhiêu chưa giải ngân?", "14,3 tỷ đồng"),
        ("Năm 2023 Hải Dương còn thiếu bao nhiêu giáo viên?", "450 giáo viên"),
        (
            "Trong các dự án trọng điểm năm 2023 của Hải Dương, bao nhiêu dự án không thuộc"
            " nhóm dùng vốn ngân sách?",
            "9 dự án",
        ),
        (
            "Tăng trưởng GRDP năm 2023 của Hải Dương cao hơn mức nghị quyết giao bao nhiêu"
            " điểm phần trăm?",
            "0,66 điểm %",
        ),
        (
            "Từ 2023 sang 2024 Hải Dương định có thêm mấy xã nông thôn mới nâng cao?",
            "14 xã",
        ),
        (
            "Nam Sách và Thanh Hà, nơi nào giá trị sản xuất trên 1 ha cao hơn và cao hơn"
            " bao nhiêu?",
            "huyện Thanh Hà; 33 triệu đồng",
        ),
    ],
)
def test_what_is_left_or_lies_between_is_worked_out_and_shown(ask, question, short):
    answer = ask(question)
    assert answer.short == short
    assert answer.computations


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Năm 2023 Hải Dương có hoàn thành dự toán thu ngân sách không?", "có"),
        ("Năm 2023 Hải Dương có đạt kế hoạch số xã nông thôn mới nâng cao không?", "không"),
        ("Năm 2023 tỷ lệ hộ nghèo của Hải Dương có đạt mục tiêu không?", "có"),
    ],
)
def test_whether_a_plan_was_met_is_told_from_both_figures(ask, question, short):
    answer = ask(question)
    assert answer.short == short
    assert len(answer.computations[0]["operands"]) == 2


def test_what_was_reached_is_given_where_its_plan_is_only_asked_beside_it(ask):
    short = ask("Năm 2023 Hải Dương thu ngân sách bao nhiêu, có vượt dự toán không?").short
    assert short.startswith("19.250 tỷ đồng")


def test_a_level_is_no_answer_to_a_difference(ask):
    answer = ask("Thu ngân sách năm 2023 của Hải Dương cao hơn Hưng Yên bao nhiêu?")
    assert answer.abstained


def test_what_someone_aims_at_is_not_what_the_council_has_set(shared_assistant_over):
    report = (
        "# Tỉnh Hà Nam: thu ngân sách 6 tháng đầu năm 2024\n\n"
        "Chủ tịch UBND tỉnh yêu cầu thu ngân sách cả năm 2024 không dưới 9.100 tỷ đồng.\n\n"
        "Dự toán thu ngân sách HĐND tỉnh giao cho cả năm 2024 là 8.250 tỷ đồng.\n"
    )
    question = "HĐND tỉnh Hà Nam giao thu ngân sách năm 2024 bao nhiêu?"
    assert shared_assistant_over({"a.md": report}).ask(question).short == "8.250 tỷ đồng"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Hội nghị của huyện Mai Sơn bàn bao nhiêu nội dung?", "18 nội dung"),
        ("hoi nghi huyen Mai Son ban may noi dung", "18 nội dung"),
        ("Huyện Mai Sơn có bao nhiêu nội dung về y tế thôn bản?", "7 nội dung"),
    ],
)
def test_a_part_is_not_told_where_its_whole_is_asked_for(shared_assistant_over, question, short):
    text = (
        "# Hội nghị huyện Mai Sơn, tỉnh Sơn La\n\nTrong 18 nội dung được bàn tại hội nghị của huyện"
        " Mai Sơn, có 7 nội dung nhằm đổi mới y tế thôn bản, chăm sóc trẻ em vùng cao.\n"
    )
    assert shared_assistant_over({"son-la.md": text}).ask(question).short == short
