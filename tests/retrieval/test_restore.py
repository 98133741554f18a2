"""Accents left out of a question come back by the words of the corpus."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.restore import restore_accents
from store.index import open_index
from tests.store.tiny import fill, make_document
from vietnamese.normal import fold

REPORT = (
    "Thu ngân sách năm 2031 của thành phố Hoa Lư phấn đấu đạt 512 tỷ đồng.",
    "Thu tiền sử dụng đất đạt 40 tỷ đồng, tăng trưởng kinh tế đạt 7%.",
    "Tổng vốn đăng ký của 12 dự án FDI trên địa bàn tỉnh Ninh Bình là 3 tỷ đồng.",
    "Mục tiêu xuất khẩu và giải ngân vốn đầu tư công được giữ nguyên.",
    "Đất dắt díu, dàn trải, dân số tăng, mực nước hạ.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("restore") / "data"
    fill(folder, make_document("bao-cao", REPORT))
    opened = open_index(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize("sentence", REPORT[:4])
def test_a_sentence_of_the_corpus_comes_back_whole(index, sentence):
    assert restore_accents(fold(sentence), index) == sentence
    assert restore_accents(sentence, index) == sentence
    assert restore_accents(fold(sentence).upper(), index) == sentence.upper()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("muc tieu xuat khau la bao nhieu", "mục tiêu xuất khẩu là bao nhiêu"),
        ("mục tieu xuat khẩu", "mục tiêu xuất khẩu"),
        ("dan so tang", "dân số tăng"),
        ("von dau tu FDI o dau", "vốn đầu tư FDI ở đâu"),
        ("GRDP", "GRDP"),
        ("blockchain", "blockchain"),
        ("", ""),
        ("?!", "?!"),
    ],
)
def test_neighbours_decide_between_spellings(index, given, meant):
    assert restore_accents(given, index) == meant


def test_a_long_text_is_no_question(index):
    text = "muc tieu " * 60
    assert restore_accents(text, index) == text


@given(text=st.text(max_size=80))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_accents_change(index, text):
    restored = restore_accents(text, index)
    assert len(restored) == len(text)
    assert fold(restored) == fold(text)
