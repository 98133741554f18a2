from errors import UsageError
from eval.citing import CorpusTexts
from eval.questions import Question
from eval.runner import run

PREDICTION = {
    "answer": "12 tỷ đồng [1]",
    "short_answer": "12 tỷ đồng",
    "abstained": False,
    "clarification": False,
    "choices": [],
    "citations": [],
    "latency_ms": 4.0,
}


class Asker:
    """Answers everything alike and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, question, history):
        self.asked.append((question, tuple(history)))
        if len(question) > 100:
            raise UsageError("câu hỏi quá dài")
        return dict(PREDICTION)


def test_earlier_turns_are_asked_as_real_turns_before_the_question(tmp_path):
    ask = Asker()
    question = Question("7", "ba", history=("một", "hai"), gold_answers=("12 tỷ đồng",))
    (item,) = run([question], ask, CorpusTexts(tmp_path))
    assert ask.asked == [("một", ()), ("hai", ("một",)), ("ba", ("một", "hai"))]
    assert item.prediction == {"id": "7", **PREDICTION}
    assert item.right


def test_questions_are_asked_in_order_and_judged_as_they_come(tmp_path):
    ask = Asker()
    items = run([Question("1", "một"), Question("2", "hai")], ask, CorpusTexts(tmp_path))
    assert next(items).question.id == "1"
    assert ask.asked == [("một", ())]


def test_an_error_of_ours_spoils_its_question_only(tmp_path):
    questions = [
        Question("1", "x" * 200, kind="unanswerable"),
        Question("2", "hai", gold_answers=("12 tỷ đồng",)),
    ]
    first, second = run(questions, Asker(), CorpusTexts(tmp_path))
    assert first.why == "lỗi: câu hỏi quá dài"
    assert first.prediction["error"] == "câu hỏi quá dài"
    assert not first.abstained
    assert second.right
