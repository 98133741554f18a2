"""The question read as concepts: what holds together, what tells passages apart, what is near."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asked import asked_of
from retrieval.concept_features import COLUMNS, FROM_PIECES, concepts_of, fewness
from retrieval.features import Candidates, passage_features
from retrieval.soft_matches import Meaning, Pieces
from store.forward import forward_of
from vietnamese.normal import fold


def columns(question, texts, contexts=None, counts=None, meaning=None, pieces=None):
    contexts = contexts or [""] * len(texts)
    pieces = pieces or [()] * len(texts)
    forwards = [forward_of(*each) for each in zip(texts, contexts, pieces, strict=True)]
    scores = np.linspace(3, 1, len(texts), dtype=np.float32)
    asked = asked_of(question, lambda token: (counts or {}).get(token, 1), 100)
    return passage_features(asked, Candidates(forwards, scores, scores / 4), meaning)


def test_syllables_that_keep_together_count_once():
    together = {"xuất": 5, "khẩu": 5, "xuất_khẩu": 5, "tôm": 5}
    apart = together | {"xuất_khẩu": 0}
    for counts, pair in ((together, True), (apart, False)):
        asked = asked_of("xuất khẩu tôm", lambda token, own=counts: own.get(token, 0), 100)
        concepts = concepts_of(asked)
        assert concepts.words.sum() + concepts.pairs.sum() == pytest.approx(1)
        weight = dict(zip(asked.words.tolist(), concepts.words.tolist(), strict=True))
        shrimp = weight[int(asked.words[asked.line[2]])]
        assert bool(concepts.pairs[0] > concepts.words.sum() - shrimp) is pair


def test_the_title_completes_a_sentence():
    found = columns(
        "xuất khẩu tôm của Bạc Liêu",
        ("Xuất khẩu tôm tăng.", "Xuất khẩu tôm tăng."),
        contexts=("", "Báo cáo tỉnh Bạc Liêu"),
    )
    assert found["concepts"][1] > found["concepts"][0]
    assert found["sentence_telling"][1] == found["sentence_telling"][0]


def test_words_of_one_sentence_count_and_not_those_of_several():
    found = columns(
        "chợ nổi họp sớm", ("Chợ nổi họp sớm.", "Chợ vắng. Nổi tiếng. Họp dân. Sớm mai.")
    )
    for name in ("concepts", "sentence_telling", "sentence_pairs"):
        assert found[name][0] > found[name][1], name


def test_names_and_numbers_are_looked_for_in_text_and_title():
    found = columns(
        "GRDP năm 2025", ("GRDP tăng.", "Năm nay.", "Năm nay."), contexts=("", "", "GRDP 2025")
    )
    assert found["foreign"] == pytest.approx([0.5, 0, 1])
    assert columns("năm nay", ("Năm nay.",))["foreign"] == pytest.approx([1])


def test_words_a_few_words_apart_in_the_same_order_are_near():
    texts = ("Đường rộng bảy mét.", "Đường làng rất rộng.", "Rộng đường làng.", "Chợ.")
    found = columns("đường có rộng không", texts)
    assert found["skipped"][1] == found["skipped"][0] > 0
    assert found["skipped"][2] == found["skipped"][3] == 0


def test_what_few_candidates_hold_tells_most():
    has = np.array([[1, 1, 0], [1, 0, 0], [1, 0, 0]], np.float32)
    few = fewness(has)
    assert few[1] > few[0] > 0
    assert few[2] == 0


def test_pieces_are_matched_within_a_window():
    table = np.eye(4, dtype=np.float32)
    far = [0, *[2] * 60, 1]
    found = columns(
        "ba",
        ("một", "hai"),
        meaning=Meaning(Pieces(table), [0, 1], table[0]),
        pieces=(far, [0, 1, *[2] * 60]),
    )
    assert found["soft"] == pytest.approx([1, 1])
    assert found["window"] == pytest.approx([0.5, 1])


@given(
    st.text("ab đư1.;\n ", max_size=40),
    st.lists(st.text("ab đư1.;\n ", max_size=60), min_size=1, max_size=5),
    st.dictionaries(st.sampled_from(["a", "b", "ab", "a_b", "đ"]), st.integers(0, 100)),
)
def test_any_texts_give_finite_numbers_for_every_candidate(question, texts, counts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = columns(question, texts, [fold(text) for text in texts], counts)
    for name in set(COLUMNS) - set(FROM_PIECES):
        assert len(found[name]) == len(texts)
        assert ((found[name] >= 0) & (found[name] <= 1 + 1e-4)).all(), name
        assert f"{name}_behind" in found


@given(st.permutations(range(3)))
def test_the_order_of_candidates_changes_nothing(order):
    texts = ("Thu ngân sách tỉnh đạt 900 tỷ.", "Ngân sách của tỉnh. Thu khá.", "Lễ hội.")
    question = "thu ngân sách của tỉnh"
    straight = columns(question, texts)
    turned = columns(question, [texts[n] for n in order])
    for name in set(COLUMNS) - set(FROM_PIECES):
        assert turned[name] == pytest.approx(straight[name][list(order)]), name
