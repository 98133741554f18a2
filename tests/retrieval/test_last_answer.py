import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.last_answer import needs_last, with_antecedent
from retrieval.records import Answer
from retrieval.turn_form import asks_part, leans, wish_of, without_new_topic

REPORT = "\n\n".join(
    (
        "# Tỉnh Hà Giang: kết quả năm 2021",
        "Ông Vàng Seo Cón, Giám đốc Sở Tài chính tỉnh Hà Giang, cho biết nhiều tin vui. "
        "Năm 2021, thu ngân sách của tỉnh Hà Giang đạt 2.150 tỷ đồng. "
        "Kết quả này vượt mong đợi của địa phương.",
        "Kế hoạch trồng rừng được tỉnh Hà Giang ban hành bằng Quyết định số 512/QĐ-UBND. "
        "Quyết định số 512/QĐ-UBND được ký ngày 18/3/2021.",
        "Hội nghị của tỉnh Hà Giang năm 2021 bàn 12 nội dung, trong đó 5 nội dung về đất đai.",
    )
)
REVENUE = "Thu ngân sách năm 2021 của tỉnh Hà Giang là bao nhiêu?"


class TestForms:
    @pytest.mark.parametrize(
        ("turn", "wish"),
        [
            ("Ai nói câu đó?", "speaker"),
            ("ai noi vay", "speaker"),
            ("Câu này là của ai?", "speaker"),
            ("Who said that?", "speaker"),
            ("Nguồn nào?", "source"),
            ("Lấy ở đâu vậy?", "source"),
            ("tai lieu nao noi vay", "source"),
            ("What is the source?", "source"),
            ("Liệt kê tiếp", "next"),
            ("Còn gì nữa không?", "next"),
            ("what else?", "next"),
            ("Nói rõ hơn", "detail"),
            ("chi tiet hon di", "detail"),
            ("Tell me more", "detail"),
        ],
    )
    def test_a_turn_about_the_answer_before(self, turn, wish):
        assert wish_of(turn) == wish

    @pytest.mark.parametrize(
        "turn",
        [
            "Ai nói chuyện tại hội nghị?",
            "Nguồn vốn nào lớn nhất?",
            "Mục tiêu tiếp theo là gì?",
            "Chi tiết quy hoạch được duyệt khi nào?",
            "Ở đâu?",
            "Còn lại bao nhiêu?",
            "Ai ký?",
        ],
    )
    def test_a_turn_that_asks_something_of_its_own(self, turn):
        assert wish_of(turn) is None

    @pytest.mark.parametrize(
        "turn", ["Còn thành phố thì sao?", "Nó dài bao nhiêu?", "the con lang son", "And in 2022?"]
    )
    def test_leaning_turns(self, turn):
        assert leans(turn)

    @pytest.mark.parametrize(
        "turn",
        [
            "Thể thao thành tích cao đạt bao nhiêu huy chương?",
            "Tỷ lệ hộ nghèo năm 2021?",
            "Vay vốn ưu đãi được bao nhiêu hộ?",
            "Thi đua khen thưởng năm 2021 có gì mới?",
            "the thao dat bao nhieu huy chuong",
        ],
    )
    def test_words_that_only_look_like_it_without_accents(self, turn):
        assert not leans(turn)

    @pytest.mark.parametrize(
        ("turn", "rest"),
        [
            ("Chuyển sang chuyện khác: dân số bao nhiêu?", "dân số bao nhiêu?"),
            ("Hỏi câu khác nhé, GRDP tăng bao nhiêu?", "GRDP tăng bao nhiêu?"),
            ("By the way, who is the chairman?", "who is the chairman?"),
            ("chuyen sang van de khac, thu ngan sach?", "thu ngan sach?"),
        ],
    )
    def test_a_change_of_topic_is_said(self, turn, rest):
        assert without_new_topic(turn) == rest

    @pytest.mark.parametrize("turn", ["Chuyển đổi số là gì?", "Việc khác biệt là gì?", "Còn 2022?"])
    def test_other_turns_change_no_topic(self, turn):
        assert without_new_topic(turn) is None

    def test_a_part_of_what_was_answered(self):
        assert asks_part("Trong đó có bao nhiêu nội dung về đất?")
        assert asks_part("How many of them are new?")
        assert not asks_part("Trong năm 2021 có bao nhiêu nội dung?")

    @settings(deadline=None)  # the first text loads the words of the language
    @given(st.text(max_size=120))
    def test_never_raise(self, text):
        wish_of(text), leans(text), without_new_topic(text), needs_last(text)


class TestAntecedent:
    @pytest.mark.parametrize(
        ("turn", "short", "whole"),
        [
            (
                "Nó được ban hành ngày nào?",
                "Kế hoạch số 80/KH-UBND",
                "Kế hoạch số 80/KH-UBND được ban hành ngày nào?",
            ),
            (
                "Quyết định đó ai ký?",
                "bằng Quyết định số 512/QĐ-UBND",
                "Quyết định số 512/QĐ-UBND ai ký?",
            ),
            ("Ông ấy giữ chức gì?", "Vàng Seo Cón", "Vàng Seo Cón giữ chức gì?"),
            ("ong ay giu chuc gi", "Nguyễn Văn Bình", "Nguyễn Văn Bình giu chuc gi"),
        ],
    )
    def test_a_pronoun_stands_for_what_was_named(self, turn, short, whole):
        assert with_antecedent(turn, Answer("?", short=short)) == whole

    @pytest.mark.parametrize(
        ("turn", "whole"),
        [
            ("Ban hành ngày nào?", "Ban hành ngày nào Quyết định số 512/QĐ-UBND?"),
            ("Ngày ban hành?", "Ngày ban hành Quyết định số 512/QĐ-UBND?"),
            ("Thế ai ký?", "Thế ai ký Quyết định số 512/QĐ-UBND?"),
            ("ky hom nao", "ky hom nao Quyết định số 512/QĐ-UBND?"),
            ("When was it issued?", "When was decision 512/QĐ-UBND issued?"),
            ("Kế hoạch giao bao nhiêu?", "Kế hoạch giao bao nhiêu?"),
            ("Ai ký hợp đồng?", "Ai ký hợp đồng?"),
        ],
    )
    def test_a_deed_without_a_paper_is_of_the_one_spoken_of(self, turn, whole):
        last = Answer(
            "Cái nào phê duyệt quy hoạch?", short="Quyết định số 512/QĐ-UBND ngày 3/4/2022"
        )
        assert with_antecedent(turn, last) == whole

    def test_the_paper_may_be_named_in_the_question_before(self):
        last = Answer("Nghị quyết số 07-NQ/TU nói về việc gì?", short="cây chè")
        assert with_antecedent("Nghị quyết này ban hành khi nào?", last) == (
            "Nghị quyết số 07-NQ/TU ban hành khi nào?"
        )

    def test_of_two_papers_none_is_meant(self):
        last = Answer("?", short="Quyết định số 12/QĐ-UBND và Quyết định số 13/QĐ-UBND")
        assert with_antecedent("Ban hành ngày nào?", last) == "Ban hành ngày nào?"

    @pytest.mark.parametrize("short", ["", "2.150 tỷ đồng", "một câu dài " * 10])
    def test_of_what_is_no_name_it_is_left(self, short):
        assert with_antecedent("Nó là gì?", Answer("?", short=short)) == "Nó là gì?"


class TestTurns:
    @pytest.fixture
    def ask(self, shared_assistant_over):
        return shared_assistant_over({"ha-giang.md": REPORT}).ask

    @pytest.mark.parametrize("turn", ["Ai nói câu đó?", "ai noi vay"])
    def test_who_said_it(self, ask, turn):
        answer = ask(turn, [REVENUE])
        assert answer.short == "Vàng Seo Cón"
        assert "Vàng Seo Cón" in answer.citations[0].quote

    def test_its_source_with_the_same_quote(self, ask):
        answer = ask("Nguồn nào?", [REVENUE])
        assert "kết quả năm 2021" in answer.short
        assert answer.citations[0].quote == ask(REVENUE).citations[0].quote

    def test_more_of_it(self, ask):
        answer = ask("Nói rõ hơn", [REVENUE])
        assert answer.short == "2.150 tỷ đồng"
        assert "vượt mong đợi" in answer.citations[0].quote

    def test_the_day_of_the_decision_that_was_named(self, ask):
        earlier = "Kế hoạch trồng rừng của tỉnh Hà Giang được ban hành bằng quyết định nào?"
        assert "512" in ask(earlier).short
        assert "18/3/2021" in ask("Nó được ký ngày nào?", [earlier]).short

    def test_a_part_is_never_the_whole_again(self, ask):
        earlier = "Hội nghị của tỉnh Hà Giang năm 2021 bàn bao nhiêu nội dung?"
        assert ask(earlier).short == "12 nội dung"
        assert ask("Trong đó bao nhiêu nội dung về đất đai?", [earlier]).short == "5 nội dung"

    def test_thanks_between_do_not_lose_the_answer(self, ask):
        assert ask("Ai nói câu đó?", [REVENUE, "Cảm ơn nhé"]).short == "Vàng Seo Cón"

    def test_without_an_answer_before_there_is_nobody_to_name(self, ask):
        assert ask("Ai nói câu đó?", ["Thu ngân sách năm 1999 của Hà Giang?"]).abstained
        assert ask("Ai nói câu đó?").abstained

    def test_a_refused_turn_keeps_the_thread(self, ask):
        turns = [REVENUE, "Còn năm 1999?"]
        assert ask(turns[1], turns[:1]).abstained
        assert ask("Thế năm 2021?", turns).short == "2.150 tỷ đồng"


FUNDS = """# Kế hoạch số hóa hồ sơ tỉnh Kon Tum năm 2025

Tổng kinh phí số hóa hồ sơ năm 2025 của tỉnh Kon Tum là 90 tỷ đồng. Ngân sách tỉnh chi 50 tỷ đồng,
ngân sách trung ương 25 tỷ đồng, còn lại là vốn khác.

Chương trình nước sạch năm 2025 của tỉnh Kon Tum có vốn hỗ trợ nước ngoài là 12 tỷ đồng.
"""


class TestPartOfASum:
    WHOLE = "Tổng kinh phí số hóa hồ sơ năm 2025 của tỉnh Kon Tum là bao nhiêu?"

    @pytest.fixture
    def ask(self, shared_assistant_over):
        return shared_assistant_over({"kon-tum.md": FUNDS}).ask

    def test_it_stands_in_the_sentence_after(self, ask):
        said = ask("Trong đó ngân sách trung ương bao nhiêu?", [self.WHOLE])
        assert said.short == "25 tỷ đồng"

    def test_it_stands_in_no_other_paragraph(self, ask):
        said = ask("Trong đó vốn hỗ trợ nước ngoài bao nhiêu?", [self.WHOLE])
        assert "12 tỷ" not in said.short
