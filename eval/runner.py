"""Ask every question of a set and judge the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from errors import HoiDapError
from eval.citing import CorpusTexts, judge_cited, judge_verbatim
from eval.questions import Question
from eval.scoring import judge_right
from eval.summary import Item
from eval.supporting import judge_supported

#: The question and the earlier user turns → the prediction object of the contract.
Ask = Callable[[str, Sequence[str]], dict[str, Any]]

#: What stands for an answer where the assistant raised one of our own errors (`error` says which).
_NO_ANSWER: dict[str, Any] = {
    "answer": "",
    "short_answer": "",
    "abstained": False,
    "clarification": False,
    "reason": None,
    "choices": [],
    "citations": [],
    "passages": [],
    "computations": [],
    "latency_ms": 0.0,
}


def run(questions: Sequence[Question], ask: Ask, texts: CorpusTexts) -> Iterator[Item]:
    """Ask and judge the questions one by one, in their order."""
    for question in questions:
        yield judge(question, answer(question, ask), texts)


def answer(question: Question, ask: Ask) -> dict[str, Any]:
    """The prediction for one question, asked after its earlier turns, plus its `id`.

    Earlier turns are asked too, each after those before it, as a person would have done. One of
    our own errors (a question that is too long) spoils its question only.
    """
    try:
        for turn, earlier in enumerate(question.history):
            ask(earlier, question.history[:turn])
        return {"id": question.id, **ask(question.question, question.history)}
    except HoiDapError as error:
        return {"id": question.id, **_NO_ANSWER, "error": str(error)}


def judge(question: Question, prediction: dict[str, Any], texts: CorpusTexts) -> Item:
    """Judge one prediction; pure but for reading the corpus files."""
    failed = prediction.get("error")
    why = f"lỗi: {failed}" if failed else judge_right(question, prediction).why
    cited = judge_cited(question, prediction, texts)
    return Item(
        question=question,
        prediction=prediction,
        why=why,
        cited=cited.value,
        cited_by_content=cited.by_content,
        verbatim=judge_verbatim(prediction, texts),
        supported=judge_supported(prediction, question.lang),
    )
