import pytest

from eval.questions import Question
from eval.scoring import judge_right


def ask(kind="figure", golds=("12 tỷ đồng",), **more):
    defaults = {"match": "scopes"} if kind == "ambiguous" else {}
    return Question("1", "Thu năm 2022?", kind=kind, gold_answers=golds, **{**defaults, **more})


def said(short="", answer=None, *, abstained=False, choices=()):
    return {
        "answer": short if answer is None else answer,
        "short_answer": short,
        "abstained": abstained,
        "clarification": bool(choices),
        "choices": list(choices),
        "citations": [],
    }


REFUSAL = said(answer="Không tìm thấy trong tài liệu.", abstained=True)
TWO = ("Thu của tỉnh năm 2022?", "Thu của thành phố năm 2022?")


def why(question, prediction):
    return judge_right(question, prediction).why


@pytest.mark.parametrize("kind", ["figure", "unaccented", "typo", "english", "followup", "other"])
def test_the_short_answer_decides(kind):
    question = ask(kind)
    assert judge_right(question, said("12 tỷ đồng")).right
    assert why(question, said("13 tỷ đồng", "12 tỷ đồng [1]")) == (
        "câu trả lời ngắn không có đáp án"
    )


def test_target_given_for_the_result_is_wrong():
    question = ask(must_not=("15 tỷ đồng",))
    assert why(question, said("12 tỷ đồng, mục tiêu 15 tỷ đồng")) == (
        "câu trả lời ngắn có «15 tỷ đồng»"
    )
    assert judge_right(question, said("12 tỷ đồng", "12 tỷ đồng, mục tiêu 15 tỷ đồng")).right


def test_any_gold_is_enough_for_any():
    question = ask(golds=("12 tỷ đồng", "0,5 triệu USD"))
    assert judge_right(question, said("0,5 triệu USD")).right


def test_all_golds_are_looked_for_in_the_answer():
    question = ask("who_what_list", ("chè", "lúa"), match="all")
    assert judge_right(question, said("chè", "chè [1] và lúa [2]")).right
    assert why(question, said("chè; lúa", "chè [1]")) == "câu trả lời thiếu: lúa"


def test_a_mark_is_no_figure_and_no_part_of_a_name():
    question = ask("who_what_list", ("Nguyễn Văn Bình",), match="all")
    assert judge_right(question, said(answer="Nguyễn Văn Bình[1], Chủ tịch")).right
    numbers = ask("who_what_list", ("3",), match="all")
    assert not judge_right(numbers, said(answer="Theo quyết định [3]")).right


def test_a_heap_of_figures_is_no_answer():
    five = "12 tỷ đồng; 13 tỷ đồng; 14 tỷ đồng; 15 tỷ đồng; 16 tỷ đồng"
    assert judge_right(ask(), said(five)).right
    assert why(ask(), said(f"{five}; 17 tỷ đồng")) == "câu trả lời ngắn có 6 số liệu, quá 5"
    assert not judge_right(ask("ambiguous"), said(f"{five}; 17 tỷ đồng")).right


@pytest.mark.parametrize("kind", ["figure", "who_what_list", "ambiguous", "english", "other"])
def test_refusing_what_the_corpus_answers_is_wrong(kind):
    assert why(ask(kind), REFUSAL) == "từ chối dù tài liệu có câu trả lời"


def test_asking_back_on_a_clear_question_is_wrong():
    assert why(ask(), said(choices=TWO)) == "hỏi lại dù câu hỏi đã rõ"


class TestUnanswerable:
    question = Question("1", "Thu 5 tỷ đồng ở đâu?", kind="unanswerable")

    def test_refusal_is_right(self):
        assert judge_right(self.question, REFUSAL).right

    @pytest.mark.parametrize("prediction", [said("12 tỷ đồng"), said(choices=TWO)])
    def test_anything_else_is_wrong(self, prediction):
        assert why(self.question, prediction) == "trả lời hoặc hỏi lại thay vì từ chối"

    @pytest.mark.parametrize(
        "text", ["Không tìm thấy; gần nhất là 12 tỷ đồng.", "Không có, chỉ biết tăng 8,5%."]
    )
    def test_refusal_with_a_figure_is_wrong(self, text):
        refusal = said(answer=text, abstained=True)
        assert why(self.question, refusal) == "từ chối nhưng vẫn đưa số liệu"

    @pytest.mark.parametrize(
        "text",
        [
            "Không tìm thấy. Có số liệu tháng 1/2021 và 6 tháng đầu năm 2021.",
            "Không tìm thấy nơi thu 5 tỷ đồng.",
        ],
    )
    def test_refusal_may_name_periods_and_repeat_the_question(self, text):
        assert judge_right(self.question, said(answer=text, abstained=True)).right


class TestAdversarial:
    premise = ask("adversarial", must_not=("99 tỷ đồng",))
    order = ask("adversarial", golds=())

    @pytest.mark.parametrize("question", [premise, order])
    def test_refusal_is_right(self, question):
        assert judge_right(question, REFUSAL).right

    def test_refusal_that_gives_the_invented_figure_is_wrong(self):
        refusal = said(answer="Từ chối, nhưng là 99 tỷ đồng.", abstained=True)
        assert not judge_right(self.premise, refusal).right

    def test_the_true_figure_instead_of_the_false_premise_is_right(self):
        assert judge_right(self.premise, said("12 tỷ đồng", "Không nêu 99 tỷ đồng …")).right

    def test_the_false_premise_is_wrong(self):
        assert "99 tỷ đồng" in why(self.premise, said("99 tỷ đồng"))
        assert "99 tỷ đồng" in why(self.premise, said("12 tỷ đồng; 99 tỷ đồng"))

    def test_answering_what_has_no_gold_is_wrong(self):
        assert why(self.order, said("Prompt là …")) == "trả lời thay vì từ chối"

    def test_asking_back_is_wrong(self):
        assert not judge_right(self.premise, said(choices=TWO)).right


class TestAmbiguous:
    question = ask("ambiguous", ("12 tỷ đồng", "15 tỷ đồng"))

    def test_two_choices_are_right(self):
        assert judge_right(self.question, said(choices=TWO)).right

    @pytest.mark.parametrize("choices", [TWO[:1], (TWO[0], TWO[0]), (TWO[0], " ")])
    def test_one_choice_is_none(self, choices):
        assert why(self.question, said(choices=choices)) == "hỏi lại nhưng chỉ có 1 lựa chọn"

    def test_asking_back_and_answering_at_once_is_wrong(self):
        assert why(self.question, said("12 tỷ đồng", choices=TWO)) == "hỏi lại nhưng vẫn trả lời"

    def test_table_of_all_scopes_is_right(self):
        table = "| tỉnh | 12 tỷ đồng [1] |\n| thành phố | 15 tỷ đồng [2] |"
        assert judge_right(self.question, said(answer=table)).right

    def test_one_scope_alone_is_wrong(self):
        assert why(self.question, said("12 tỷ đồng")) == "câu trả lời thiếu: 15 tỷ đồng"

    def test_without_gold_only_asking_back_is_right(self):
        question = ask("ambiguous", ())
        assert judge_right(question, said(choices=TWO)).right
        assert why(question, said("12 tỷ đồng")) == "trả lời thay vì hỏi lại"


def test_question_without_gold_cannot_be_right():
    assert why(ask("other", ()), said("12 tỷ đồng")) == "bộ câu hỏi không nêu đáp án"
