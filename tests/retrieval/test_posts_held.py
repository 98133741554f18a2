"""The office of a person whom the question names."""

import pytest

from retrieval.posts_held import asks_post
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity

TOLD = (
    "Ông Lê Văn Bình, Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh cho biết: quế được giá."
    " Giám đốc Sở Xây dựng Trần Thị Hoa trình bày đề án chợ quế. Ông Nguyễn Văn Đoàn, Bí thư"
    " Huyện ủy phát biểu."
)


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Ông Lê Văn Bình là ai?", "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh"),
        ("ong le van binh la ai", "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh"),
        ("Lê Văn Bình giữ chức vụ gì?", "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh"),
        ("Bà Trần Thị Hoa là ai?", "Giám đốc Sở Xây dựng"),
        ("bà Trần Thị Hoa làm chức gì", "Giám đốc Sở Xây dựng"),
        ("Ông Nguyễn Văn Đoàn làm chức gì?", "Bí thư Huyện ủy"),
        ("Ông Phạm Văn Nam là ai?", None),
        ("le van binh la ai", "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh"),
        ("Who is Le Van Binh?", "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh"),
        ("What position does Tran Thi Hoa hold?", "Giám đốc Sở Xây dựng"),
        ("pham van nam la ai", None),
        ("chu tich ubnd tinh la ai", "Lê Văn Bình"),
        ("Who is Pham Van Nam?", None),
    ],
)
def test_who_somebody_is(question, answer):
    assert short(question, TOLD) == answer


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Chủ tịch UBND tỉnh là ai?", False),
        ("Người trình bày đề án chợ quế là ai?", False),
        ("Bà Trần Thị Hoa nói gì?", False),
    ],
)
def test_an_office_of_somebody_is_asked(question, asks):
    assert asks_post(asked(question)) is asks


def test_nobody_whom_the_question_names_is_an_answer():
    text = "Hội Phụ nữ tỉnh tặng hoa bà Trần Thị Hoa, Giám đốc Sở Xây dựng."
    assert short("Ai tặng hoa bà Trần Thị Hoa?", text) == "Hội Phụ nữ tỉnh"
