"""Figures asked for in the words of other askers, over own documents."""

import pytest

from retrieval.assistant import open_assistant
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents

PAPERS = {
    "quang-tri.md": """# Tỉnh Quảng Trị: tình hình kinh tế - xã hội tháng 4 năm 2023

UBND tỉnh Quảng Trị họp nghe báo cáo tháng 4 năm 2023.

Trong tháng 4/2023, kim ngạch xuất khẩu đạt 52 triệu USD, tăng 3,1% so với tháng trước, giảm 4,2% \
so với cùng kỳ.
Thu ngân sách 4 tháng đầu năm 2023 đạt 1.250 tỷ đồng.
Thu ngân sách nhà nước năm 2023 đặt ra mục tiêu 4.000 tỷ đồng; những tháng còn lại phải thu \
ngân sách bình quân 340 tỷ đồng/tháng mới hoàn thành.
Tỉnh ghi nhận 214 trường hợp F2 và 35 trường hợp F1.
Đến nay 10/10 huyện, thị xã, thành phố đã thành lập Ban Chỉ đạo chuyển đổi số.
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
