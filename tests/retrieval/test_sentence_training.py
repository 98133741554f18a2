"""What the sentence ranker is learned from and how it is judged; learning itself needs LightGBM."""

import gzip
import json

import numpy as np
import pytest

from errors import MissingInput
from retrieval.answered_sentences import ANSWER, BY_CHANCE, NONE, Answered, answered, holds_any
from retrieval.train_sentence_ranker import RECIPE, first_right
from tests.retrieval.conftest import WordEmbedder


@pytest.mark.parametrize(
    ("text", "answers", "holds"),
    [
        ("Hồ rộng 45 ha.", ["45 ha"], True),
        ("Hồ rộng 45 ha.", ["5 ha"], False),
        ("Bà Trần Thị Hoà quản lý.", ["trần thị hòa"], True),
        ("Chợ họp.", ["họp chợ", "CHỢ HỌP"], True),
        ("Chợ họp.", ["", "…"], False),
    ],
)
def test_whether_a_sentence_holds_one_of_the_answers(text, answers, holds):
    assert holds_any(text, answers) is holds


def made():
    return Answered(
        names=("score", "soft_behind"),
        columns=np.array([[0.9, 0], [0.1, 0], [0.2, 0], [0.8, 0], [0.5, 0]], np.float32),
        worth=np.array([ANSWER, NONE, NONE, BY_CHANCE, ANSWER], np.int8),
        sizes=np.array([2, 3]),
        given=np.array([True, False]),
    )


def test_the_best_sentence_of_each_group_is_judged_in_its_setting():
    examples = made()
    assert first_right(examples, examples.columns[:, 0]) == {"given": 100.0, "found": 100.0}
    assert first_right(examples, -examples.columns[:, 0]) == {"given": 0.0, "found": 0.0}


def test_columns_of_a_model_are_left_out_for_words_alone():
    assert RECIPE.columns(made().names, with_model=False) == ["score"]
    assert RECIPE.columns(made().names, with_model=True) == ["score", "soft_behind"]


def test_more_of_the_question_never_speaks_against_a_sentence():
    names = ["covered", "covered_behind", "length", "missing_most"]
    assert RECIPE.ways(names) == [1, 1, 0, -1]


def test_what_is_kept_is_read_again(tmp_path):
    made().save(tmp_path / "kept.npz")
    again = Answered.read(tmp_path / "kept.npz")
    assert again.names == made().names
    assert (again.worth == made().worth).all()


def test_sentences_of_a_set_are_given_and_found(tmp_path):
    passages = [
        {"id": "p1", "title": "", "text": "Hồ Nậm Lạ rộng 45 ha. Hồ nuôi cá."},
        {"id": "p2", "title": "", "text": "Chợ phiên họp thứ bảy. Chợ rộng 45 ha."},
    ]
    questions = [
        {"id": "q", "question": "Hồ Nậm Lạ rộng mấy?", "passage_id": "p1", "answers": ["45 ha"]}
    ]
    for name, rows in (("passages", passages), ("questions", questions)):
        with gzip.open(tmp_path / f"ho.{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    examples = answered(tmp_path, "ho", tmp_path / "work", WordEmbedder())
    assert examples.given.tolist() == [True, False]
    assert examples.worth[: examples.sizes[0]].tolist() == [ANSWER, NONE]
    assert set(examples.worth[examples.sizes[0] :].tolist()) <= {ANSWER, NONE, BY_CHANCE}
    assert len(examples.columns) == examples.sizes.sum()


def test_a_set_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MissingInput, match="khong"):
        answered(tmp_path, "khong", tmp_path / "work", WordEmbedder())
