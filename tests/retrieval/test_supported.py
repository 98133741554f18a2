"""Every figure of every answer stands in a quote or is worked out of quoted ones; quotes are exact.

Over every fifth question of the shipped set; `python -m eval` judges all quotes of all questions.
"""

import json
import re
from pathlib import Path

import pytest

from retrieval.arithmetic import recomputed
from retrieval.prediction import prediction
from vietnamese.numbers import read_quantities, same_value, supported

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
EACH = 5
_MARK = re.compile(r"(?<!\\)\[\d+\](?:, \[\d+\])*")


def questions():
    lines = (ROOT / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()][::EACH]


def stored(answer):
    names = {citation["source"] for citation in answer["citations"]}
    return {name: (CORPUS / name).read_text("utf-8") for name in names}


def worked_out(answer, language):
    texts = [computation["text"] for computation in answer["computations"]]
    months = [f"{computation['months']} tháng" for computation in answer["computations"]]
    return [claim for text in (*texts, *months) for claim in read_quantities(text, language)]


@pytest.fixture(scope="module")
def answers(assistant):
    """Each question with its answer."""
    return [
        (q, prediction(assistant.ask(q["question"], tuple(q.get("history") or ()))))
        for q in questions()
    ]


def test_every_quote_is_the_files_own_text(answers):
    for question, answer in answers:
        texts = stored(answer)
        for citation in answer["citations"]:
            text = texts[citation["source"]][citation["start"] : citation["end"]]
            assert text == citation["quote"], question["id"]


def test_every_figure_is_quoted_or_worked_out_of_quoted_ones(answers):
    seen = 0
    for question, answer in answers:
        language = question.get("lang") or "vi"
        bearing = [citation["quote"] for citation in answer["citations"]]
        bearing += [citation["label"] for citation in answer["citations"]]
        bearing += [question["question"], *(question.get("history") or ())]
        worked = worked_out(answer, language)
        lines = [line for line in answer["answer"].splitlines() if not line.startswith(">")]
        for claim in read_quantities(_MARK.sub(" ", "\n".join(lines)), language):
            seen += 1
            fine = any(supported(claim, text) for text in bearing)
            fine = fine or any(same_value(claim, other) for other in worked)
            assert fine, (question["id"], claim.text)
    assert seen > EACH


def test_every_computation_comes_out_the_same_again(answers):
    for question, answer in answers:
        texts = stored(answer)
        assert all(recomputed(item, texts) for item in answer["computations"]), question["id"]
