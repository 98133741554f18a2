from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from embedding.text import model_form
from embedding.tokenizing import build_tokenizer

RAW = [
    "XUẤT KHẨU của tỉnh",
    unicodedata.normalize("NFD", "Cầu đường – nước sạch"),
    "hoà bình, thuỷ sản, quý, hoé, toán, họa tiết",
    "  \ttăng 8,5%…  ",
    "“Khoẻ” (tuỳ) hoá-học",
    "Kì họp, tỉ lệ, QUÍ I, bác sĩ, kiệt, tiền, tĩnh",
]


def test_pieces_cross_spaces(small_tokenizer):
    assert small_tokenizer.encode("xuất khẩu về rừng").tokens == ["▁xuất▁khẩu", "▁về", "▁rừng"]


@pytest.mark.parametrize("text", RAW)
def test_raw_text_is_read_as_our_own_form_is(small_tokenizer, text):
    assert small_tokenizer.normalizer.normalize_str(text) == model_form(text)


#: Tones that stay where they are only in what is no syllable: "ùyv", "zuỳ".
NO_SYLLABLE = re.compile(
    r"(?:[òóỏõọ][ae]|[ùúủũụ]y)[^\W\d_]|(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])"
)


#: What Vietnamese texts are written with; on a letter of another script the two may differ.
LETTERS = [
    unicodedata.normalize("NFC", letter + shape + tone)
    for letters, shapes in (("aA", ("", "\u0306", "\u0302")), ("eoEO", ("", "\u0302")))
    for letter in letters
    for shape in shapes
    for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
]
LETTERS += [unicodedata.normalize("NFC", v + t) for v in "iuyIUY" for t in "\u0300\u0301\u0309"]


@given(
    st.text(
        st.sampled_from([*LETTERS, *"bcdđghklmnpqstvxBCĐQST 0159.,;:%()–“”…-/\n"]), max_size=100
    )
)
def test_the_normaliser_leaves_our_own_form_as_it_is(text):
    tokenizer = build_tokenizer([("[UNK]", 0.0), ("▁", -1.0)])
    form = model_form(text)
    assume(not NO_SYLLABLE.search(form))
    assert tokenizer.normalizer.normalize_str(form) == form


def test_saving_keeps_the_segmentation(small_tokenizer, tmp_path):
    small_tokenizer.save(str(tmp_path / "tokenizer.json"))
    again = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    for text in RAW:
        assert again.encode(text).tokens == small_tokenizer.encode(text).tokens
