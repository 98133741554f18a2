"""Is an answer right? Pure functions over a question and the prediction object of the contract."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.matching import figures, holds_banned, holds_gold, same_figure
from eval.questions import Question
from vietnamese.periods import read_periods

#: A short answer with more figures than this is a list to choose from, not an answer.
MAX_FIGURES = 5
_MIN_CHOICES = 2
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an answer is right; `why` says in Vietnamese what is wrong, empty when right."""

    why: str = ""

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.why


def judge_right(question: Question, prediction: Mapping[str, Any]) -> Verdict:
    """Judge one answer by the kind of its question.

    - unanswerable: right when it abstains without any figure;
    - adversarial: right when it abstains so, or answers rightly;
    - ambiguous: right when it asks back with at least two choices and gives no figure, or when the
      answer holds the gold (all of it for `match` scopes, which is the default of this kind);
    - all others: right when the gold is held, in `short_answer` for `match` any and in `answer`
      for all and scopes; a refusal or a question back is wrong.

    A short answer that holds a `must_not`, or more than five figures, is wrong for every kind.
    """
    fault = _fault_of_short(question, str(prediction["short_answer"]))
    if fault:
        return Verdict(fault)
    abstained, asked = bool(prediction["abstained"]), bool(prediction["clarification"])
    if question.kind == "unanswerable" or (question.kind == "adversarial" and abstained):
        return _judge_refusal(question, prediction)
    if abstained:
        return Verdict("từ chối dù tài liệu có câu trả lời")
    if question.kind == "ambiguous" and asked:
        return _judge_question_back(prediction)
    if asked:
        return Verdict("hỏi lại dù câu hỏi đã rõ")
    return _judge_answer(question, prediction)


def _fault_of_short(question: Question, short: str) -> str:
    count = len(figures(short, question.lang))
    if count > MAX_FIGURES:
        return f"câu trả lời ngắn có {count} số liệu, quá {MAX_FIGURES}"
    for banned in question.must_not:
        if holds_banned(short, banned, question.lang):
            return f"câu trả lời ngắn có «{banned}»"
    return ""


def _judge_refusal(question: Question, prediction: Mapping[str, Any]) -> Verdict:
    if not prediction["abstained"]:
        return Verdict("trả lời hoặc hỏi lại thay vì từ chối")
    told = f"{prediction['short_answer']}\n{prediction['answer']}"
    return Verdict("từ chối nhưng vẫn đưa số liệu" if _leaks_figure(question, told) else "")


def _leaks_figure(question: Question, text: str) -> bool:
    """Whether `text` has a figure that is neither the question's own nor part of a period.

    A refusal may repeat what was asked and name the periods for which there are figures.
    """
    asked = figures(question.question, question.lang)
    periods = [(mention.start, mention.end) for mention in read_periods(text)]
    return any(
        not any(start < figure.end and figure.start < end for start, end in periods)
        and not any(same_figure(figure, other) for other in asked)
        for figure in figures(text, question.lang)
    )


def _judge_question_back(prediction: Mapping[str, Any]) -> Verdict:
    choices = {str(choice).strip() for choice in prediction.get("choices", ())} - {""}
    if len(choices) < _MIN_CHOICES:
        return Verdict(f"hỏi lại nhưng chỉ có {len(choices)} lựa chọn")
    return Verdict("hỏi lại nhưng vẫn trả lời" if prediction["short_answer"] else "")


def _judge_answer(question: Question, prediction: Mapping[str, Any]) -> Verdict:
    if not question.gold_answers:
        wanted = "hỏi lại" if question.kind == "ambiguous" else "từ chối"
        judged = question.kind in ("ambiguous", "adversarial")
        return Verdict(f"trả lời thay vì {wanted}" if judged else "bộ câu hỏi không nêu đáp án")
    field = "short_answer" if question.match == "any" else "answer"
    text = _MARK.sub(" ", str(prediction[field]))
    held = [holds_gold(text, gold, question.lang) for gold in question.gold_answers]
    if question.match == "any":
        return Verdict("" if any(held) else "câu trả lời ngắn không có đáp án")
    missing = [gold for gold, found in zip(question.gold_answers, held, strict=True) if not found]
    return Verdict(f"câu trả lời thiếu: {'; '.join(missing)}" if missing else "")
