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
        ("Ninh Giang bị giao thu ngân sách bao nhiêu tỷ trong năm 2023?", "705 tỷ đồng"),
    ],
)
def test_the_figure_of_the_very_place_answers(ask, question: str, short: str) -> None:
    assert ask(question).short.startswith(short)
