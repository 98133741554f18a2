"""Texts read many at a time hold what each holds when read by itself, the slow way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import store.reading
from embedding.text import model_form
from store.forward import MAX_WORDS, forward_of
from store.lexical import indexed_tokens
from store.reading import Reader
from store.words import WordTally

#: Words, numbers, signs and every kind of space that a passage may hold.
PIECES = (
    *("Tỉnh", "thuỷ", "lợi", "01-NQ/TU", "13/7/2021", "1.330", "8,5%", "KT-XH", "—", "(kì", "a_b"),
    *(" ", " ", " ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\r\n", ".", ". ", "; ", ":", "?!"),
    *("hoa\u0300", "\u200b", "Ð", "x" * 50 + " "),
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(), max_size=6)


def same(text, read):
    alone = forward_of(text, "", ())
    assert sorted(read.tokens.split()) == sorted(indexed_tokens(text).split())
    assert read.words.tolist() == alone.words.tolist()
    assert read.starts.tolist() == alone.starts.tolist()
    assert read.words.dtype == alone.words.dtype
    assert read.starts.dtype == alone.starts.dtype
    assert read.form == model_form(text)


@given(TEXTS, TEXTS)
def test_texts_read_together_are_those_read_alone(first, second):
    reader = Reader()
    for texts in (first, second):
        read = reader.read(texts)
        assert len(read) == len(texts)
        for text, one in zip(texts, read, strict=True):
            same(text, one)


@pytest.mark.parametrize("text", ["", " \n ", "—", "một", "một.", "một\nhai", "a-b/c; 15/2020"])
def test_edges(text):
    same(text, Reader().read([text])[0])


def test_a_long_text_is_cut_for_its_record_but_not_for_its_tokens():
    text = "Một câu. " * MAX_WORDS
    (read,) = Reader().read([text])
    same(text, read)
    assert len(read.words) == MAX_WORDS
    assert len(read.tokens.split()) == len(indexed_tokens(text).split())


def test_what_was_forgotten_is_read_again(monkeypatch):
    monkeypatch.setattr(store.reading, "_HELD", 3)
    reader = Reader()
    texts = [f"câu {number} của tỉnh." for number in range(20)]
    for text in texts:
        same(text, reader.read([text])[0])
    for text, one in zip(texts, reader.read(texts), strict=True):
        same(text, one)


@given(TEXTS, st.sets(st.integers(0, 5)))
def test_runs_that_are_counted_are_tallied_as_by_their_texts(texts, places):
    places = [place for place in places if place < len(texts)]
    tally, alone = WordTally(), WordTally()
    reader = Reader(tally)
    for _ in range(2):
        reader.read(texts, places)
        reader.settle()
        for place in places:
            alone.add(texts[place])
    assert list(tally.rows()) == list(alone.rows())


def test_tokens_stand_as_often_as_in_the_text():
    (read,) = Reader().read(["chè chè chè"])
    assert sorted(read.tokens.split()) == sorted(
        ["chè"] * 3 + ["chè_chè"] * 2 + ["che"] * 3 + ["che_che"] * 2
    )
    assert np.count_nonzero(read.words == read.words[0]) == 3
