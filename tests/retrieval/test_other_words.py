"""Figures asked for in other words than a text has, and what must not be taken for them."""

import pytest

from retrieval.assistant import open_assistant
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents
from vietnamese.normal import fold

PAPERS = {
    "tra-vinh.md": """# Trà Vinh: kinh tế - xã hội năm 2022

UBND tỉnh Trà Vinh tổng kết năm 2022.

Thu NSNN trên địa bàn 5.120 tỷ đồng, bằng 104% dự toán; chi ngân sách địa phương 12.900 tỷ đồng.

Mức thưởng từ ngân sách tỉnh: xã về đích nông thôn mới 600 triệu đồng. Lực lượng chức năng phạt \
120 vụ, thu nộp ngân sách 2,1 tỷ đồng.

Tỉnh chuyển đổi 1.840 ha đất lúa kém hiệu quả, trong đó huyện Cầu Kè 410 ha.

Cao điểm mùa khô có 6.300 hộ ở 14 xã thiếu nước ngọt. Nặng nhất là huyện Trà Cú với 2.050 hộ, \
kế đến Cầu Ngang 1.270 hộ.

Chỉ số sản xuất công nghiệp tháng 11/2022 tăng 1,9% so với tháng trước và tăng 24,6% so với cùng kỳ.

Tỉnh đón 1,05 triệu lượt khách, trong đó khách lưu trú 310.000 lượt.

GRDP tăng 8,3%/KH 7,5-8,0%; GRDP bình quân đầu người 67,4 triệu đồng.

Giá lúa bình quân 6.300 đồng/kg, nông dân lãi 19 triệu đồng/ha.

Tỷ lệ hộ nghèo giảm 1,2%, riêng vùng đồng bào dân tộc thiểu số giảm 2,4%.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("other-words")
    write_documents(folder / "documents", PAPERS)
    embedder = WordEmbedder()
    publish(folder / "data", folder / "documents", embedder=embedder)
    return open_assistant(folder / "data", embedder=embedder, today=TODAY)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Năm 2022 ngân sách nhà nước ở Trà Vinh thu được bao nhiêu tỷ?", "5.120 tỷ đồng"),
        ("Ngân sách tỉnh Trà Vinh năm 2022 đã chi tổng cộng bao nhiêu?", "12.900 tỷ đồng"),
        ("Cầu Kè phải chuyển đổi bao nhiêu ha ruộng kém năm 2022?", "410 ha"),
        ("Năm 2022 huyện Cầu Ngang có bao nhiêu hộ thiếu nước uống?", "1.270 hộ"),
        (
            "Sản xuất công nghiệp Trà Vinh tháng 11/2022 tăng bao nhiêu so với tháng 11 năm trước?",
            "24,6%",
        ),
        (
            "Sản xuất công nghiệp Trà Vinh tháng 11/2022 tăng mấy % so với tháng 10?",
            "1,9%",
        ),
        ("Vùng dân tộc thiểu số Trà Vinh năm 2022 giảm tỷ lệ hộ nghèo được bao nhiêu?", "2,4%"),
    ],
)
def test_other_words_for_a_figure_find_it(assistant, question, short):
    for asked in (question, fold(question)):
        assert short in assistant.ask(asked).short


def test_a_plan_asked_for_beside_a_result_is_told_beside_it(assistant):
    answer = assistant.ask(
        "Kinh tế Trà Vinh năm 2022 tăng được mấy phần trăm, so với chỉ tiêu đề ra là bao nhiêu?"
    )
    assert "8,3%" in answer.short
    assert "7,5-8,0%" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Lượng khách quốc tế đến Trà Vinh năm 2022 là bao nhiêu?",
        "Kinh tế số chiếm bao nhiêu GRDP Trà Vinh năm 2022?",
        "Năm 2022 kinh tế biển Trà Vinh đóng góp bao nhiêu vào GRDP?",
        "Bình quân mỗi người dân Trà Vinh năm 2022 ăn bao nhiêu kg gạo?",
        "Huyện Trà Cú có bao nhiêu trạm y tế năm 2022?",
        "Cầu Kè có bao nhiêu tỷ đồng nợ thuế năm 2022?",
        "Một người dân Cầu Kè năm 2022 vay được mấy triệu?",
    ],
)
def test_what_is_not_told_is_not_answered_by_what_stands_near(assistant, question):
    assert assistant.ask(question).abstained
