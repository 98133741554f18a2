"""The learned order of sentences: its cues, its columns, what it must never do."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedding.model import load_embedder
from retrieval.asked import asked_of
from retrieval.cues import counts_any, cues_of, fitting, name_spans
from retrieval.sentence_ranker import FOLDER, FULL, WORDS, SentenceRanker, sentence_order
from retrieval.trees import Trees
from tests.retrieval.conftest import WordEmbedder
from tests.retrieval.written import judged

TEXT = (
    "Huyện Bắc Lũng có nhiều cây quế. Ông Lê Văn Bình phụ trách vùng quế. "
    "Vùng quế rộng 320 ha, lập năm 1998. Chợ huyện họp ở xã Đông Phong vì gần đường."
)


class Counted:
    """Every token stands in one passage of ten."""

    passage_count = 10

    def document_frequency(self, field, token):
        return 1


@pytest.fixture(scope="module", params=["words", "shipped"])
def embedder(request):
    return load_embedder() if request.param == "shipped" else WordEmbedder()


@pytest.mark.parametrize(
    ("wanted", "sentence", "fits"),
    [
        ("person", "Ông Lê Văn Bình phụ trách.", 1.0),
        ("person", "Vùng quế rộng 320 ha.", 0.0),
        ("date", "Vùng quế lập năm 1998.", 1.0),
        ("date", "Vùng quế rộng 320 ha.", 0.0),
        ("place", "Chợ họp ở xã Đông Phong.", 1.0),
        ("reason", "Giá giảm do ít đơn hàng.", 1.0),
        ("reason", "Giá giảm.", 0.0),
        ("amount", "Rộng 320 ha.", 1.0),
        ("count", "Có ba xã.", 0.5),
        ("list", "Chè, quế, hồi và mật ong.", 1.0),
        ("open", "Giá giảm.", 0.5),
    ],
)
def test_what_fits_the_type_asked_for(wanted, sentence, fits):
    assert fitting(wanted, cues_of(sentence), cues_of("Ai, cái gì?")) == fits


def test_what_the_question_says_itself_is_no_answer():
    question = cues_of("Năm 1998 Lê Văn Bình làm gì?")
    assert fitting("date", cues_of("Năm 1998 ông nghỉ."), question) == 0.0
    assert fitting("person", cues_of("Người ấy là Lê Văn Bình."), question) == 0.0


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Ông cho biết giá quế tăng.", True),
        ("Nghị quyết này có hiệu lực.", True),
        ("Huyện ủy ban hành nghị quyết này năm 2022.", True),
        ("Do đó, huyện hỗ trợ giống.", True),
        ("Giá quế tăng.", False),
        ("Họp chợ vào thứ bảy.", False),
    ],
)
def test_a_sentence_that_leans_on_the_one_before(sentence, leans):
    assert cues_of(sentence).leans is leans


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huyện Bắc Lũng có chợ.", ["Huyện Bắc Lũng"]),
        ("Chợ ở xã Đông Phong họp.", ["Đông Phong"]),
        ("Chợ họp.", []),
        ("“Chợ” họp. Giá tăng.", []),
    ],
)
def test_names_are_more_than_the_first_word_of_a_sentence(text, names):
    assert [text[span.start : span.end] for span in name_spans(text)] == names


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [("Có 12 dự án.", True), ("Có mười hai dự án.", True), ("Dự án rộng 12 ha.", False)],
)
def test_a_number_counts_the_noun_behind_it(sentence, counted):
    question = cues_of("Bao nhiêu dự án?")
    assert counts_any(cues_of(sentence), question, frozenset({"du"})) is counted


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Ai phụ trách vùng quế?", "Ông Lê Văn Bình"),
        ("Vùng quế lập năm nào?", "Vùng quế rộng"),
        ("Chợ huyện họp ở đâu?", "Chợ huyện"),
    ],
)
def test_the_sentence_that_answers_comes_first(embedder, question, first):
    query, candidates = judged(question, TEXT)
    ordered = sentence_order(embedder, Counted())(query, candidates)
    assert ordered[0].sentence.text.startswith(first)
    assert sorted(item.sentence.start for item in ordered) == [
        item.sentence.start for item in candidates
    ]


def test_what_conflicts_comes_last(embedder):
    query, candidates = judged("Vùng quế rộng bao nhiêu năm 2020?", TEXT)
    ordered = sentence_order(embedder, Counted())(query, candidates)
    conflicts = [bool(item.conflicts) for item in ordered]
    assert any(conflicts)
    assert conflicts == sorted(conflicts)


def test_an_english_question_is_ordered_by_its_translated_wordings(embedder):
    query, candidates = judged("Who is in charge of the cinnamon area?", TEXT)
    ordered = sentence_order(embedder, Counted())(query, candidates)
    assert [item.likely for item in ordered] == [0.0] * len(candidates)
    assert [item.score for item in ordered] == sorted((c.score for c in candidates), reverse=True)


def test_one_ranker_serves_a_model_and_gives_the_same_scores_again(embedder):
    query, candidates = judged("Ai phụ trách vùng quế?", TEXT)
    order = sentence_order(embedder, Counted())
    once, again = order(query, candidates), sentence_order(embedder, Counted())(query, candidates)
    assert [item.likely for item in once] == [item.likely for item in again]


@given(st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=60))
def test_every_column_is_a_number_whatever_the_words(words):
    query, candidates = judged(" ".join(words[:9]), " ".join(words))
    if candidates:
        columns = SentenceRanker(WordEmbedder()).columns(query, candidates, Counted())
        assert all(len(column) == len(candidates) for column in columns.values())
        assert all(np.isfinite(column).all() for column in columns.values())


def test_the_shipped_trees_read_columns_that_exist_and_are_small():
    query, candidates = judged("Ai phụ trách vùng quế?", TEXT)
    columns = SentenceRanker(load_embedder()).columns(query, candidates, Counted())
    for name in (FULL, WORDS):
        assert set(Trees.read(FOLDER / name).names) <= set(columns)
    assert sum((FOLDER / name).stat().st_size for name in (FULL, WORDS)) <= 61_440
    assert Path(FOLDER / "README.md").is_file()


def test_a_question_without_words_is_ordered_too():
    asked = asked_of("???", lambda token: 1, 10)
    assert len(asked.words) == 0
    query, candidates = judged("???", TEXT)
    assert len(sentence_order(WordEmbedder(), Counted())(query, candidates)) == len(candidates)
