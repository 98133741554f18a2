from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedding.text import model_form
from embedding.typed import abbreviated, as_typed, with_slip
from vietnamese.normal import fold

FORM = "thẩm quyền của ủy ban nhân dân và hội đồng nhân dân tỉnh"


@pytest.fixture
def rng():
    return random.Random(7)


def test_long_forms_become_abbreviations(rng):
    typed = {abbreviated(FORM, rng) for _ in range(50)}
    assert "thẩm quyền của ubnd và hđnd tỉnh" in typed
    assert all(text.startswith("thẩm quyền") for text in typed)


def test_a_slip_changes_one_word(rng):
    for _ in range(50):
        changed = [
            (left, right)
            for left, right in zip(FORM.split(), with_slip(FORM, rng).split(), strict=True)
            if left != right
        ]
        assert len(changed) <= 1
        assert all(abs(len(left) - len(right)) <= 1 for left, right in changed)


def test_short_words_take_no_slip(rng):
    assert with_slip("thu chi 5 tỷ", rng) == "thu chi 5 tỷ"


def test_some_questions_lose_their_accents(rng):
    typed = [as_typed(FORM, rng) for _ in range(100)]
    assert any(text == fold(text) for text in typed)
    assert any(text != fold(text) for text in typed)
    assert len(set(typed)) > 20


@given(st.text(max_size=80), st.integers(0, 1000))
def test_what_is_typed_is_in_the_form_that_the_model_reads(text, seed):
    typed = as_typed(model_form(text), random.Random(seed))
    assert typed == " ".join(typed.split())
