"""Questions back: each choice is a whole question, and its answer is the figure it stands for."""

import re

import pytest

from retrieval.assistant import open_assistant
from retrieval.choices import question_for
from retrieval.prediction import prediction
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents

MONTHS = "\n".join(
    f"Thu ngân sách tháng {month}/2023 của tỉnh Cao Bằng đạt {100 + month * 7} tỷ đồng."
    for month in range(1, 6)
)
PAPER = f"""# Tỉnh Cao Bằng: thu ngân sách nhà nước năm 2023

{MONTHS}
Kế hoạch thu ngân sách năm 2023 của tỉnh Cao Bằng là 2.950 tỷ đồng.
Thu ngân sách 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 733 tỷ đồng.
"""
GROWTH = """# Tỉnh Cao Bằng: công nghiệp tháng 4/2023

Chỉ số sản xuất công nghiệp tháng 4/2023 của tỉnh Cao Bằng tăng 5,5% so với cùng kỳ.
Chỉ số sản xuất công nghiệp tháng 4/2023 của tỉnh Cao Bằng giảm 2,1% so với tháng trước.
Giải ngân vốn đầu tư công tháng 4/2023 của tỉnh Cao Bằng đạt 31% kế hoạch HĐND tỉnh giao.
Toàn tỉnh Cao Bằng có 38 dự án FDI trong tháng 4/2023.
Tỷ lệ hộ nghèo năm 2023 của tỉnh Cao Bằng là 21,5%.
Mục tiêu xuất khẩu năm 2023 của tỉnh Cao Bằng là 900 triệu USD.
"""


@pytest.fixture(scope="module")
def assistant_over(tmp_path_factory):
    """An assistant over one paper."""

    def over(text):
        folder = tmp_path_factory.mktemp("paper")
        publish(folder / "data", write_documents(folder / "documents", {"a.md": text}))
        return open_assistant(folder / "data", embedder=WordEmbedder(), today=TODAY)

    return over


@pytest.mark.parametrize("question", ["Thu ngân sách là bao nhiêu?", "thu ngan sach la bao nhieu"])
def test_too_many_scopes_are_asked_back_about_in_whole_questions(assistant_over, question):
    assistant = assistant_over(PAPER)
    asked = prediction(assistant.ask(question))
    assert asked["clarification"]
    assert not asked["short_answer"]
    assert len(asked["choices"]) >= 5
    answers = [prediction(assistant.ask(choice)) for choice in asked["choices"]]
    values = [answer["short_answer"] for answer in answers]
    assert all(re.fullmatch(r"[\d.]+ tỷ đồng", value) for value in values)
    assert len(set(values)) == len(values)
    assert all(choice.endswith("?") and "Cao Bằng" in choice for choice in asked["choices"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_question_of_any_figure_is_answered_with_it(assistant_over, language):
    assistant = assistant_over(GROWTH)
    figures = [f for f in assistant.index.figures("a.md") if f.term or f.unit == "dự án"]
    assert len(figures) >= 5
    for figure in figures:
        question = question_for(figure, language)
        answer = prediction(assistant.ask(question))
        assert figure.text in " ".join(c["quote"] for c in answer["citations"]), question
        number = re.search(r"[\d.,]*\d", figure.text)[0]
        shown = number.replace(",", ".") if language == "en" else number
        assert shown in answer["short_answer"], (question, answer["short_answer"])


class TestTable:
    def test_has_a_column_for_what_differs_and_names_what_is_shared(self, assistant_over):
        question = (
            "Chỉ số sản xuất công nghiệp tháng 4/2023 của tỉnh Cao Bằng tăng, giảm bao nhiêu?"
        )
        answer = prediction(assistant_over(GROWTH).ask(question))
        head, _, *rows = [line for line in answer["answer"].splitlines() if line.startswith("|")]
        assert head == "| So với | Giá trị | Nguồn |"
        assert {tuple(cell.strip() for cell in row.split("|")[1:3]) for row in rows} == {
            ("cùng kỳ", "5,5%"),
            ("tháng trước", "giảm 2,1%"),
        }
        assert "(tỉnh Cao Bằng, tháng 4/2023" in answer["answer"]
        assert not answer["short_answer"]
