import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vietnamese.normal import fold, is_unaccented, normalise, place_tone, search_form
from vietnamese.tokens import accented_tokens, folded_tokens, syllables

TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "M")), max_size=60
) | st.text(alphabet="aàáảãạăâđeêếioôơốuưứyỳ thnqgi", max_size=30)


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("toán", "toán"),
        ("tóan", "toán"),
        ("gìa", "già"),
        ("giếng", "giếng"),
        ("nghĩa", "nghĩa"),
        ("khuỷu", "khuỷu"),
        ("huỳnh", "huỳnh"),
        ("loại", "loại"),
        ("giữa", "giữa"),
        ("gìn", "gìn"),
    ],
)
def test_tone_marks_have_one_place(typed, placed):
    assert place_tone(typed) == placed


def test_both_spellings_of_a_place_are_found_as_one():
    assert normalise("Tỉnh Hoà Bình") == normalise("tỉnh Hòa Bình") == "tỉnh hòa bình"


@pytest.mark.parametrize(
    ("one", "other"),
    [("kì họp", "kỳ họp"), ("tỉ lệ", "tỷ lệ"), ("đăng kí", "đăng ký"), ("nước Mĩ", "nước Mỹ")],
)
def test_i_and_y_are_one_spelling(one, other):
    assert normalise(one) == normalise(other)
    assert normalise(fold(one)) == normalise(fold(other))


def test_i_inside_a_syllable_stays():
    assert normalise("thi tin kinh sinh li-xăng đi") == "thi tin kinh sinh ly-xăng đi"


def test_dashes_spaces_and_invisible_characters_are_folded():
    assert normalise("2021\u2013\u00a02025\u200b  Covid\u201119") == "2021- 2025 covid-19"


@given(TEXTS)
@example("Sİ")
def test_normalising_is_idempotent_and_blind_to_unicode_form(text):
    form = normalise(text)
    assert normalise(form) == form
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(
        unicodedata.normalize("NFC", text)
    )


@given(TEXTS)
def test_folding_keeps_length_and_leaves_no_accent(text):
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed)) == len(composed)
    assert is_unaccented(fold(composed))


@given(TEXTS)
def test_search_form_maps_back_into_the_text(text):
    form = search_form(text)
    assert form.text == normalise(text)
    assert len(form.offsets) == len(form.text) + 1
    assert list(form.offsets) == sorted(form.offsets)
    assert all(0 <= offset <= len(text) for offset in form.offsets)


def test_a_word_is_cut_out_of_decomposed_text_whole():
    text = unicodedata.normalize("NFD", "Sở Thuỷ lợi tỉnh")
    form = search_form(text)
    at = form.text.index("thủy")
    start, end = form.span(at, at + len("thủy"))
    assert unicodedata.normalize("NFC", text[start:end]) == "Thuỷ"


def test_a_long_run_of_letters_takes_linear_time():
    start = time.perf_counter()
    normalise("oà" * 100_000)
    assert time.perf_counter() - start < 5


def test_numbers_and_document_numbers_stay_whole():
    tokens = accented_tokens("Nghị quyết 01–NQ/TU đạt 1.330 tỷ, 8,5% ngày 31/12/2020")
    assert {"01-nq/tu", "1.330", "1330", "8,5", "31/12/2020"} <= set(tokens)


def test_unaccented_question_has_the_tokens_of_the_accented_text():
    assert folded_tokens("xuất khẩu năm 2021") == folded_tokens("xuat khau nam 2021")
    assert {"xuat_khau", "khau_nam"} <= set(folded_tokens("xuất khẩu năm"))


@given(TEXTS)
def test_tokens_never_hold_a_space(text):
    assert not any(" " in token for token in (*accented_tokens(text), *syllables(text)))
