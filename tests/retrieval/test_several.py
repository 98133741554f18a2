from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import Answer, Citation
from retrieval.several import MOST_PARTS, joined, parts_of, split_questions

REPORT = """# Tỉnh Hà Giang: kinh tế - xã hội năm 2021

Năm 2021, thu ngân sách của tỉnh Hà Giang đạt 2.150 tỷ đồng.

Kim ngạch xuất khẩu năm 2021 của tỉnh Hà Giang đạt 310 triệu USD.

Ông Lò Văn Tân chủ trì hội nghị tổng kết của tỉnh Hà Giang ngày 15/12/2021.
"""


class TestSplitting:
    @pytest.mark.parametrize(
        ("question", "parts"),
        [
            (
                "Mục tiêu xuất khẩu và thu ngân sách năm 2021 là bao nhiêu?",
                (
                    "Mục tiêu xuất khẩu năm 2021 là bao nhiêu?",
                    "Mục tiêu thu ngân sách năm 2021 là bao nhiêu?",
                ),
            ),
            (
                "muc tieu xuat khau va thu ngan sach 2021",
                ("muc tieu xuat khau 2021", "muc tieu thu ngan sach 2021"),
            ),
            (
                "Thu và chi ngân sách năm 2021 của tỉnh?",
                ("Thu ngân sách năm 2021 của tỉnh?", "chi ngân sách năm 2021 của tỉnh?"),
            ),
            (
                "Tỉnh thu ngân sách bao nhiêu, bằng mấy phần trăm dự toán?",
                ("Tỉnh thu ngân sách bao nhiêu?", "bằng mấy phần trăm dự toán?"),
            ),
            (
                "tinh trong duoc bn ha rung, tang bao nhieu so voi cung ky",
                ("tinh trong duoc bn ha rung?", "tang bao nhieu so voi cung ky"),
            ),
            (
                "So với năm trước, thu ngân sách tăng bao nhiêu?",
                ("So với năm trước, thu ngân sách tăng bao nhiêu?",),
            ),
            (
                "Thu ngân sách của tỉnh đạt, tăng mấy phần trăm?",
                (
                    "Thu ngân sách của tỉnh đạt mấy phần trăm kế hoạch?",
                    "Thu ngân sách của tỉnh tăng mấy phần trăm?",
                ),
            ),
            (
                "thu ngan sach quy 1 dat va tang bao nhieu %",
                (
                    "thu ngan sach quy 1 dat bao nhieu % kế hoạch",
                    "thu ngan sach quy 1 tang bao nhieu %",
                ),
            ),
            (
                "Thu ngân sách năm 2020 và năm 2021?",
                ("Thu ngân sách năm 2020?", "Thu ngân sách năm 2021?"),
            ),
            (
                "Thu ngân sách của huyện Đồng Văn, Hà Giang?",
                ("Thu ngân sách của huyện Đồng Văn, Hà Giang?",),
            ),
            (
                "Thu ngân sách của Hà Giang và Cao Bằng?",
                ("Thu ngân sách của Hà Giang?", "Thu ngân sách của Cao Bằng?"),
            ),
            (
                "Có bao nhiêu dự án FDI và tổng vốn là bao nhiêu?",
                ("Có bao nhiêu dự án FDI?", "tổng vốn là bao nhiêu?"),
            ),
            ("Ai chủ trì hội nghị và khi nào?", ("Ai chủ trì hội nghị?", "khi nào?")),
            (
                "GRDP tăng bao nhiêu? Ai là bí thư?",
                ("GRDP tăng bao nhiêu?", "Ai là bí thư?"),
            ),
            ("1) Xuất khẩu 2021?\n2) Dân số?", ("Xuất khẩu 2021?", "Dân số?")),
            (
                "What are exports and the budget revenue in 2021?",
                ("What are exports in 2021?", "What are budget revenue in 2021?"),
            ),
        ],
    )
    def test_each_part_is_a_question(self, question, parts):
        assert split_questions(question) == parts

    @pytest.mark.parametrize(
        "question",
        [
            "Thu ngân sách năm 2021 là bao nhiêu?",
            "Giám đốc Sở Văn hóa, Thể thao và Du lịch là ai?",
            "Xuất khẩu chiếm bao nhiêu phần trăm so với nhập khẩu?",
            "Thu ngân sách và chi ngân sách năm 2021 chênh nhau bao nhiêu?",
            "Hà Giang và Cao Bằng, nơi nào thu ngân sách nhiều hơn?",
            "Tuyến đường nối Hà Giang và Cao Bằng dài bao nhiêu?",
            "Năm 2021 thu từ đất hay từ thuế nhiều hơn?",
            "Những đơn vị nào phải rà soát và tham mưu việc tiêm vắc xin?",
            "Tôi công tác ở Sở Tài chính. Thu ngân sách năm 2021 là bao nhiêu?",
            "Thu ngân sách từ năm 2020 đến năm 2021 là bao nhiêu?",
            "",
            "???",
        ],
    )
    def test_one_question_stays_one(self, question):
        assert split_questions(question) == (question,)

    def test_a_text_of_many_questions_is_taken_as_one(self):
        text = "Ai là chủ tịch? " * (MOST_PARTS + 1)
        assert split_questions(text) == (text,)

    @settings(deadline=None, max_examples=150)
    @given(st.text(max_size=200))
    def test_never_raises_and_invents_nothing(self, text):
        parts = split_questions(text)
        assert parts
        assert all(part.strip() or part == text for part in parts)


class TestThread:
    def test_a_part_may_lean_on_those_before_it(self):
        first, second = parts_of("Ai chủ trì hội nghị và khi nào?", ["Xin chào"])
        assert first.history == ("Xin chào",)
        assert second.history == ("Xin chào", "Ai chủ trì hội nghị?")

    def test_a_turn_that_leans_on_two_questions_asks_both_again(self):
        parts = parts_of("Còn năm 2022?", ["Xuất khẩu và thu ngân sách năm 2021?"])
        assert [part.question for part in parts] == ["Còn năm 2022?"] * 2
        assert [part.history for part in parts] == [
            ("Xuất khẩu năm 2021?",),
            ("thu ngân sách năm 2021?",),
        ]

    @pytest.mark.parametrize("turn", ["Dân số bao nhiêu?", "Nguồn nào?", "Còn nhập khẩu?"])
    def test_a_turn_with_a_subject_of_its_own_is_asked_once(self, turn):
        assert len(parts_of(turn, ["Xuất khẩu và thu ngân sách năm 2021?"])) == 1


def said(text, short="", **more):
    return Answer("?", text, short=short, **more)


def cited(text, short):
    citation = Citation(1, "a.md", 0, 3, "abc", "p1")
    return said(text, short, citations=(citation,))


REFUSED = said("Không tìm thấy trong tài liệu.", abstained=True, reason="missing")


class TestJoining:
    def test_marks_are_counted_on(self):
        parts = [("A?", cited("**1** [1]", "1")), ("B?", cited("**2** [1]", "2"))]
        answer = joined("A? B?", parts, "vi")
        assert answer.short == "1; 2"
        assert [citation.marker for citation in answer.citations] == [1, 2]
        assert answer.text.index("**1** [1]") < answer.text.index("**2** [2]")

    def test_a_part_without_an_answer_says_so(self):
        answer = joined("A? B?", [("A?", REFUSED), ("B?", cited("**2** [1]", "2"))], "vi")
        assert not answer.abstained
        assert (answer.short, answer.reason) == ("2", None)
        assert answer.text.index("A?") < answer.text.index(REFUSED.text) < answer.text.index("B?")

    def test_without_any_answer_it_is_one_refusal(self):
        answer = joined("A? B?", [("A?", REFUSED), ("B?", REFUSED)], "vi")
        assert (answer.abstained, answer.reason, answer.short) == (True, "missing", "")
        assert answer.text == REFUSED.text
        assert answer.citations == ()

    def test_a_greeting_beside_a_question_is_left_out(self):
        talk = replace(REFUSED, reason="smalltalk")
        answer = joined("Chào? B?", [("Chào?", talk), ("B?", cited("**2** [1]", "2"))], "vi")
        assert (answer.question, answer.text) == ("Chào? B?", "**2** [1]")

    def test_questions_of_the_user_are_escaped(self):
        answer = joined("x", [("<b>A</b>?", REFUSED), ("B?", cited("2 [1]", "2"))], "en")
        assert "<b>" not in answer.text.replace("\\<b\\>", "")


class TestAnswers:
    @pytest.fixture
    def ask(self, shared_assistant_over):
        return shared_assistant_over({"ha-giang.md": REPORT}).ask

    def test_two_indicators_are_answered_in_their_order(self, ask):
        answer = ask("Thu ngân sách và xuất khẩu năm 2021 của tỉnh Hà Giang là bao nhiêu?")
        assert answer.short == "2.150 tỷ đồng; 310 triệu USD"
        assert {citation.marker for citation in answer.citations} == {1, 2}

    def test_the_part_that_is_missing_is_named(self, ask):
        answer = ask("Thu ngân sách năm 2021 của tỉnh Hà Giang? Tỷ lệ hộ nghèo năm 2021?")
        assert answer.short == "2.150 tỷ đồng"
        assert "Không tìm thấy trong tài liệu." in answer.text
        assert not answer.abstained

    def test_who_and_when(self, ask):
        answer = ask("Ai chủ trì hội nghị tổng kết của tỉnh Hà Giang và khi nào?")
        assert "Lò Văn Tân" in answer.short
        assert "15/12/2021" in answer.short


def test_a_share_of_the_plan_and_a_change_joined_by_and_are_two_questions():
    question = "Thu thuế quý I bằng bao nhiêu phần trăm dự toán và tăng bao nhiêu so với cùng kỳ?"
    assert split_questions(question) == (
        "Thu thuế quý I bằng bao nhiêu phần trăm dự toán?",
        "và tăng bao nhiêu so với cùng kỳ?",
    )
