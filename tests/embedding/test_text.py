from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedding.text import MAX_CHARACTERS, model_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Mục tiêu XUẤT KHẨU, năm 2024!", "mục tiêu xuất khẩu năm 2024"),
        ("hoà bình — thuỷ sản", "hòa bình thủy sản"),
        ("tăng 8,5% so với", "tăng 8 5% so với"),
        ("01-NQ/TU", "01 nq tu"),
        ("a_b: _c", "a b c"),
        (" …\n", ""),
        ("", ""),
    ],
)
def test_text_is_read_as_words_apart_by_one_space(text, form):
    assert model_form(text) == form


def test_decomposed_text_reads_as_composed():
    text = "Kế hoạch phát triển rừng"
    assert model_form(unicodedata.normalize("NFD", text)) == model_form(text)


def test_only_the_beginning_of_a_long_text_is_read():
    assert len(model_form("đường " * 100_000)) <= MAX_CHARACTERS


@given(st.text(max_size=300))
def test_reading_twice_changes_nothing(text):
    once = model_form(text)
    assert model_form(once) == once
