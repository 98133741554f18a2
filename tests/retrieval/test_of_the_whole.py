"""A province and its town of one name, shares of a plan that name no plan, look-alikes."""

import pytest

from retrieval.assistant import open_assistant
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents

PAPERS = {
    "hai-duong.md": """# Báo cáo tình hình kinh tế - xã hội tỉnh Hải Dương năm 2022

UBND tỉnh Hải Dương báo cáo kết quả năm 2022.

Tổng thu ngân sách nhà nước trên địa bàn ước 17.450 tỷ đồng, bằng 128% dự toán.
Thành phố Hải Dương thu ngân sách 2.310 tỷ đồng, bằng 119% dự toán.
Huyện Ninh Giang thu ngân sách 640 tỷ đồng, đạt 57,3%; huyện Thanh Miện thu 410 tỷ đồng, đạt 61,8%.
Năm 2023, huyện Ninh Giang được giao thu ngân sách 705 tỷ đồng.
Năm 2022 toàn tỉnh còn 5.000 hộ nghèo, trong đó huyện Ninh Giang 800 hộ nghèo.
Huyện Ninh Giang có tỷ lệ hộ nghèo năm 2022 là 3,1%.
Hàng dệt may xuất khẩu đạt 214 triệu USD.
""",
    "thai-nguyen.md": """# Kế hoạch chuyển đổi số năm 2024 của tỉnh Thái Nguyên

UBND tỉnh Thái Nguyên ban hành kế hoạch năm 2024.

Mục tiêu: tối thiểu 70% hồ sơ cấp tỉnh được nộp trực tuyến; cấp huyện 55%; cấp xã 40%.
Kế hoạch năm 2024 làm 900 căn nhà ở xã hội; đến nay hoàn thành 612 căn nhà ở xã hội.
Kim ngạch xuất khẩu năm 2024 đạt 2.400 triệu USD. Kim ngạch xuất khẩu năm 2023 đạt 2.100 triệu USD.
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
        ("nam 2022 hai duong thu ngan sach duoc bao nhieu ty", "17.450 tỷ đồng"),
        ("Năm 2022 Hải Dương thu ngân sách bao nhiêu?", "17.450 tỷ đồng"),
        ("Năm 2022 thành phố Hải Dương thu ngân sách bao nhiêu?", "2.310 tỷ đồng"),
        ("Năm 2022 huyện Ninh Giang hoàn thành bao nhiêu % dự toán thu ngân sách?", "57,3%"),
        ("Năm 2022 Thanh Miện thu ngân sách được mấy phần trăm dự toán?", "61,8%"),
        ("Hải Dương năm 2022 dệt may xuất khẩu được bao nhiêu triệu USD?", "214 triệu USD"),
        ("Thái Nguyên đặt mục tiêu 2024 bao nhiêu % hồ sơ cấp xã nộp trực tuyến?", "40%"),
        ("Thái Nguyên đặt mục tiêu 2024 bao nhiêu % hồ sơ cấp huyện nộp trực tuyến?", "55%"),
        ("Năm 2024 Thái Nguyên xây xong bao nhiêu căn nhà ở xã hội?", "612 căn"),
        (
            "So năm 2024 với năm 2023, xuất khẩu của Thái Nguyên nhiều hơn bao nhiêu triệu USD?",
            "300 triệu USD",
        ),
        ("Ninh Giang bị giao thu ngân sách bao nhiêu tỷ trong năm 2023?", "705 tỷ đồng"),
    ],
)
def test_the_figure_of_the_very_place_answers(ask, question: str, short: str) -> None:
    assert ask(question).short.startswith(short)


def test_a_rate_by_itself_is_no_part_of_the_whole(ask) -> None:
    question = "Hộ nghèo huyện Ninh Giang chiếm bao nhiêu % tổng số hộ nghèo toàn tỉnh năm 2022?"
    assert "3,1" not in ask(question).short
    assert ask("Tỷ lệ hộ nghèo huyện Ninh Giang năm 2022 là mấy %?").short.startswith("3,1%")
