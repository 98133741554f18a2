"""What the reranker is told: features that mean what their names say."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asked import asked_of
from retrieval.features import Candidates, features
from retrieval.soft_matches import Meaning, Pieces
from store.forward import forward_of
from vietnamese.normal import fold

TEXTS = (
    "Kim ngạch xuất khẩu của tỉnh đạt 1.385 triệu USD. Thu ngân sách đạt 900 tỷ đồng.",
    "Thu ngân sách của thành phố đạt 2.341 tỷ đồng. Xuất khẩu chưa có số liệu, kim ngạch nhỏ.",
    "Lễ hội mùa xuân khai mạc ở đình làng.",
)


def columns(question, texts=TEXTS, contexts=None, meaning=None, count=lambda token: 1):
    contexts = contexts or [""] * len(texts)
    forwards = [
        forward_of(text, context, ()) for text, context in zip(texts, contexts, strict=True)
    ]
    scores = np.linspace(3, 1, len(texts), dtype=np.float32)
    asked = asked_of(question, count, 100)
    return features(asked, Candidates(forwards, scores, scores / 4), meaning)


def test_a_passage_with_every_word_is_covered_whole_and_one_with_none_not_at_all():
    found = columns("kim ngạch xuất khẩu")
    assert found["covered"] == pytest.approx([1, 1, 0])
    assert found["covered_pairs"][0] == pytest.approx(1)
    assert found["covered_triples"] == pytest.approx([1, 0, 0])


def test_words_in_one_sentence_count_for_more_than_words_apart():
    found = columns("kim ngạch xuất khẩu của tỉnh đạt", TEXTS[:2])
    assert found["sentence"][0] == pytest.approx(1)
    assert found["sentence"][1] < 0.9 < found["sentence_two"][0]


def test_a_question_without_accents_is_covered_as_the_accented_one():
    plain, bare = columns("kim ngạch xuất khẩu"), columns("kim ngach xuat khau")
    assert bare["covered"] == pytest.approx(plain["covered"])
    assert bare["covered_exact"] == pytest.approx(plain["covered_exact"])


def test_wrong_accents_are_covered_but_not_exactly():
    found = columns("kìm ngách xuất khẩu")
    assert found["covered"][0] == pytest.approx(1)
    assert found["covered_exact"][0] == pytest.approx(0.5)


def test_numbers_of_the_question_are_looked_for():
    assert columns("xuất khẩu 1.385 triệu")["numbers"] == pytest.approx([1, 0, 0])
    assert columns("xuất khẩu")["numbers"] == pytest.approx([1, 1, 1])


def test_the_title_is_read_apart_from_the_text():
    found = columns("tỉnh An Giang", contexts=["", "", "Báo cáo tỉnh An Giang"])
    assert found["context"] == pytest.approx([0, 0, 1])
    assert found["context_matched"][2] == pytest.approx(3 / 5)


def test_rare_words_weigh_more():
    counts = {"xuan": 90, "dinh": 1}
    found = columns(
        "xuan dinh", ("Mùa xuân.", "Cái đình."), count=lambda token: counts.get(token, 0)
    )
    assert found["covered"][1] > 3 * found["covered"][0]


def test_what_is_behind_the_best_is_told():
    found = columns("kim ngạch xuất khẩu")
    assert found["covered_behind"] == pytest.approx([0, 0, -1])


def test_a_piece_finds_its_nearest_in_a_passage():
    table = np.eye(8, dtype=np.float32)
    table[3] = table[2] * 0.8 + table[4] * 0.6
    forwards = [forward_of("một", "", [5, 3]), forward_of("hai", "", [6, 7])]
    found = features(
        asked_of("ba", lambda token: 0, 2),
        Candidates(forwards, np.ones(2, np.float32), np.ones(2, np.float32)),
        Meaning(Pieces(table), [2], table[2]),
    )
    assert found["soft"] == pytest.approx([0.8, 0])


@given(
    st.text("ab đư1.;\n ", max_size=40),
    st.lists(st.text("ab đư1.;\n ", max_size=60), min_size=1, max_size=5),
)
def test_any_texts_give_finite_numbers_for_every_candidate(question, texts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = columns(question, texts, [fold(text) for text in texts])
    assert all(len(column) == len(texts) and np.isfinite(column).all() for column in found.values())
    assert ((found["covered"] >= 0) & (found["covered"] <= 1 + 1e-5)).all()


@given(st.permutations(range(3)))
def test_the_order_of_candidates_changes_nothing(order):
    straight = columns("thu ngân sách của tỉnh")
    forwards = [forward_of(TEXTS[n], "", ()) for n in order]
    scores = np.linspace(3, 1, 3, dtype=np.float32)[list(order)]
    turned = features(
        asked_of("thu ngân sách của tỉnh", lambda token: 1, 100),
        Candidates(forwards, scores, scores / 4),
        None,
    )
    for name, column in straight.items():
        assert turned[name] == pytest.approx(column[list(order)]), name
