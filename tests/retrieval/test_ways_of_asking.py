"""Figures asked for in the words of other askers, over own documents."""

import pytest

from retrieval.assistant import open_assistant
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents
from tests.retrieval.written import asked
from vietnamese.scope import Kind

PAPERS = {
    "quang-tri.md": """# Tỉnh Quảng Trị: tình hình kinh tế - xã hội tháng 4 năm 2023

UBND tỉnh Quảng Trị họp nghe báo cáo tháng 4 năm 2023.

Trong tháng 4/2023, kim ngạch xuất khẩu đạt 52 triệu USD, tăng 3,1% so với tháng trước, giảm 4,2% \
so với cùng kỳ.
Thu ngân sách 4 tháng đầu năm 2023 đạt 1.250 tỷ đồng.
Thu ngân sách nhà nước năm 2023 đặt ra mục tiêu 4.000 tỷ đồng; những tháng còn lại phải thu \
ngân sách bình quân 340 tỷ đồng/tháng mới hoàn thành.
Tỉnh ghi nhận 214 trường hợp F2 và 35 trường hợp F1.
Sản xuất công nghiệp tháng 4 giảm 5,6% so với tháng trước, giảm 2% so với cùng kỳ.
Đội thuyền của huyện Cồn Cỏ có 48 chiếc; có 3 thuyền mất liên lạc.
Thu nội địa 4 tháng đạt 310 tỷ đồng, bằng 31% dự toán; năm 2023 phấn đấu thu phí 75 tỷ đồng.
Kim ngạch nhập khẩu 4 tháng tăng hơn 21% kế hoạch năm.
Tổng vốn đăng ký của 18 dự án FDI đạt gần 2,4 tỷ USD.
Tỉnh chuẩn bị kỷ niệm 35 năm tái lập tỉnh (1/7/1989 - 1/7/2024), 70 năm thành lập tỉnh.
Đến nay 10/10 huyện, thị xã, thành phố đã thành lập Ban Chỉ đạo chuyển đổi số.
""",
    "bac-giang.md": """# Kế hoạch đào tạo nghề năm 2024 của tỉnh Bắc Giang

UBND tỉnh Bắc Giang ban hành kế hoạch đào tạo nghề năm 2024.

## I. Tình hình

GRDP năm 2023 tăng 6,9%, trong đó quý III (7,4%), quý IV (8,2%).
Dịch sởi năm 2023 toàn tỉnh ghi nhận 812 ca, giảm 40% so với năm trước, 2 ca tử vong.
Tỷ lệ bao phủ bảo hiểm y tế năm 2023 đạt 93,5% dân số. Thu từ hoạt động XNK năm 2023 được \
640 tỷ đồng so với dự toán 900 tỷ đồng.

## II. Kinh phí

Tổng kinh phí năm 2024 là 86 tỷ đồng, riêng đào tạo nghề cho thanh niên 17 tỷ đồng.
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks an assistant over the papers."""
    folder = tmp_path_factory.mktemp("papers")
    publish(folder / "data", write_documents(folder / "documents", PAPERS))
    assistant = open_assistant(folder / "data", embedder=WordEmbedder(), today=TODAY)
    return lambda question: assistant.ask(question)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "Quảng Trị đặt mục tiêu thu ngân sách năm 2023 là 4.000 tỷ, sau 4 tháng thì còn phải"
            " thu bao nhiêu tỷ nữa?",
            "2.750 tỷ đồng",
        ),
        ("Thu ngân sách Quảng Trị năm 2023 còn thiếu bao nhiêu nữa mới về đích?", "2.750 tỷ đồng"),
        (
            "Từ tháng 5/2023 trở đi, bình quân mỗi tháng Quảng Trị cần thu ngân sách bao nhiêu?",
            "340 tỷ đồng/tháng",
        ),
    ],
)
def test_what_is_left_of_a_plan_is_asked_for_in_many_ways(ask, question, short):
    assert ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Đối chiếu với tháng 3/2023 thì xuất khẩu tháng 4/2023 của Quảng Trị tăng mấy %?", "3,1%"),
        (
            "Xuất khẩu tháng 4/2023 của Quảng Trị kém cùng tháng năm ngoái mấy phần trăm?",
            "giảm 4,2%",
        ),
    ],
)
def test_a_change_is_measured_from_what_is_named(ask, question, short):
    assert ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Số người thuộc diện F2 mà Quảng Trị ghi nhận hồi tháng 4/2023?", "214 trường hợp"),
        ("Tháng 4/2023 Quảng Trị có mấy F1?", "35 trường hợp"),
        ("Bao nhiêu đơn vị cấp huyện ở Quảng Trị đã lập Ban Chỉ đạo chuyển đổi số?", "10/10 huyện"),
        ("Nhập khẩu 4 tháng năm 2023 của Quảng Trị tăng hơn mấy phần trăm?", "hơn 21%"),
    ],
)
def test_what_is_counted_has_many_nouns(ask, question, short):
    assert ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        "How much of the registered FDI in Quang Tri has been disbursed by April 2023?",
        "Vốn FDI giải ngân của Quảng Trị tháng 4/2023 là bao nhiêu?",
        "Bao nhiêu xã ở Quảng Trị có dự án FDI tháng 4/2023?",
    ],
)
def test_what_was_promised_is_not_what_was_paid_out(ask, question):
    assert ask(question).abstained


def test_any_percentage_of_a_sum_is_asked_for(ask):
    said = ask("Con số phần trăm về xuất khẩu tháng 4/2023 của Quảng Trị là mấy?").text
    assert "3,1%" in said
    assert "4,2%" in said


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "Bắc Giang dành bao nhiêu tiền đào tạo nghề cho thanh niên trong kế hoạch năm 2024?",
            "17 tỷ đồng",
        ),
        ("GRDP Bắc Giang quý III/2023 tăng mấy phần trăm?", "7,4%"),
        ("Bảo hiểm y tế ở Bắc Giang năm 2023 bao phủ bao nhiêu dân số?", "93,5%"),
        ("Thuế xuất nhập khẩu Bắc Giang thu năm 2023 được bao nhiêu?", "640 tỷ đồng"),
        ("Năm 2023 Bắc Giang có bao nhiêu ca sởi?", "812 ca"),
        ("Năm 2023 Bắc Giang còn thiếu bao nhiêu tiền thu XNK nữa mới đủ dự toán?", "260 tỷ đồng"),
    ],
)
def test_kinds_are_read_from_where_a_figure_stands(ask, question, short):
    assert ask(question).short == short


def test_what_a_plan_costs_has_not_been_spent(ask):
    assert ask("Năm 2024 Bắc Giang đã chi bao nhiêu tiền đào tạo nghề cho thanh niên?").abstained


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "Sản xuất công nghiệp tháng 4/2023 của Quảng Trị kém tháng liền trước mấy phần trăm?",
            "giảm 5,6%",
        ),
        (
            "Thu nội địa Quảng Trị 4 tháng đầu năm 2023 chưa đủ dự toán, cụ thể mấy phần trăm?",
            "31%",
        ),
        ("Huyện Cồn Cỏ có bao nhiêu thuyền?", "48 chiếc"),
    ],
)
def test_the_base_the_plan_and_the_noun_are_those_asked_for(ask, question, short):
    assert ask(question).short == short


def test_what_there_is_already_is_a_result():
    assert asked("Năm 2023 Quảng Trị thu bao nhiêu tiền phí rồi?").scope.kind is Kind.RESULT
