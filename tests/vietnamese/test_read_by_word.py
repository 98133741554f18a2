"""Reading a text run by run, each run once, gives what reading it as a whole gives."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vietnamese import normal, tokens
from vietnamese.normal import fold, normalise
from vietnamese.tokens import accented_tokens, both_tokens, folded_tokens, syllables

PIECES = (
    "hoà Thuỷ QUÝ kì tỉ lệ Đắk ðồng Nghị quyết 01-NQ/TU 15/2020/NĐ-CP 1.330 8,5% 12/3/2021 "
    "(quý III) “nhà” – − a\u200bb \u200b \u0301 e\u0302\u0301 ΣΑΣ Σ. İ ß ﬁ "
    "\u2000 \u1680 \u00a0 \u3000 \x1c \x85 "
    "_a_ a_b x²"
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*PIECES, " ", "\n", "\t", ",", "."]), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=20)
    .map(" ".join)
    .map(lambda text: unicodedata.normalize("NFD", text)),
)


def whole_form(text):
    """The search form of a text in one go."""
    text = unicodedata.normalize("NFC", text).lower().translate(normal._SYMBOLS)
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return normal._place_tones(spaced).strip()


def whole_tokens(form):
    units, wholes = tokens._read(form)
    return [*units, *(f"{a}_{b}" for a, b in pairwise(units)), *wholes]


@given(TEXTS)
@example("a\u0301 \u0301b")
@example("x" * 50 + "hoà " + "Ệ" * 60)
def test_the_search_form_is_that_of_the_whole_text(text):
    assert normalise(text) == whole_form(text)


@given(TEXTS)
@example("Số" * 30 + "-01/NQ 1.330")
def test_the_tokens_are_those_of_the_whole_text(text):
    form = whole_form(text)
    accented, folded = whole_tokens(form), whole_tokens(form.translate(normal._FOLD))
    assert accented_tokens(text) == accented
    assert folded_tokens(text) == folded
    assert both_tokens(text) == (accented, folded)
    assert syllables(text) == list(tokens._read(form)[0])


@given(TEXTS)
def test_folding_is_by_character(text):
    assert fold(text) == text.translate(normal._FOLD)


@pytest.mark.parametrize("length", [normal.LONG - 1, normal.LONG, normal.LONG + 1, 500])
def test_long_runs_are_read_alike_and_not_remembered(length):
    word = ("hoà-" * length)[:length]
    before = normal.known_form.cache_info().currsize
    assert normalise(word) == whole_form(word)
    if length > normal.LONG:
        assert normal.known_form.cache_info().currsize == before
