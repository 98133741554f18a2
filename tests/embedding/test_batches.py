from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedding.batches import PROCEDURE_CAP, Ragged, capped, read_training_set
from embedding.pairs import SOURCES, Pair, read_pairs
from errors import MissingInput


@pytest.fixture
def training_set(pairs_folder, small_tokenizer, tmp_path):
    return read_training_set(pairs_folder, small_tokenizer, 7, tmp_path / "pairs.npz")


@given(st.lists(st.lists(st.integers(0, 99), max_size=5), min_size=1), st.data())
def test_taking_rows_gives_their_texts_in_order(texts, data):
    lengths = np.array([0, *map(len, texts)])
    flat = np.array([number for text in texts for number in text], dtype=np.int32)
    rows = data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=1))
    ids, begins = Ragged(flat, np.cumsum(lengths)).take(np.array(rows))
    ends = [*begins[1:], len(ids)]
    taken = [list(ids[start:end]) for start, end in zip(begins, ends, strict=True)]
    assert taken == [texts[row] for row in rows]


def test_batches_are_the_same_for_the_same_seed_and_epoch(training_set):
    first, second = (list(training_set.batches(16, 7, 3)) for _ in range(2))
    other = list(training_set.batches(16, 7, 4))
    assert len(first) == len(training_set) // 16
    for left, right in zip(first, second, strict=True):
        assert np.array_equal(left.queries[0], right.queries[0])
        assert np.array_equal(left.passages[0], right.passages[0])
    assert not np.array_equal(first[0].passages[0], other[0].passages[0])


def test_pairs_that_may_answer_each_other_are_masked(training_set):
    for batch in training_set.batches(len(training_set), 7, 0):
        assert not batch.masked.diagonal().any()
        assert np.array_equal(batch.masked, batch.masked.T)
        assert batch.masked.sum(axis=1).min() >= len(SOURCES) - 1  # the same question elsewhere


def test_some_questions_are_read_without_accents(training_set, small_tokenizer):
    unaccented = small_tokenizer.token_to_id("▁xuat▁khau")
    batches = list(training_set.batches(32, 7, 0))
    assert any(unaccented in batch.queries[0] for batch in batches)
    assert not any(unaccented in batch.passages[0] for batch in batches)


def test_the_tokenised_set_is_read_back(pairs_folder, small_tokenizer, tmp_path, training_set):
    (pairs_folder / "pairs_vbhn.jsonl.gz").unlink()
    again = read_training_set(pairs_folder, small_tokenizer, 7, tmp_path / "pairs.npz")
    assert np.array_equal(again.keys, training_set.keys)
    assert np.array_equal(again.passages.ids, training_set.passages.ids)
    with pytest.raises(MissingInput, match=r"pairs_vbhn\.jsonl\.gz"):
        read_training_set(pairs_folder, small_tokenizer, 8, tmp_path / "pairs.npz")


def test_templated_procedures_are_capped():
    pairs = [Pair(f"q{n}", "d", f"tthc/{n // 10}", "tthc") for n in range(30)]
    kept = capped(pairs, seed=7)
    assert len(kept) == 3 * PROCEDURE_CAP
    assert capped(pairs, seed=7) == kept
    others = [Pair("q", "d", "wiki/a", "viwiki_lead")] * 9
    assert capped(others, seed=7) == others


def test_serial_numbers_are_not_read(tmp_path):
    with gzip.open(tmp_path / "pairs_tthc.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"q": "Hồ sơ", "d": "3500100000000000 Điều 1", "id": "tthc/1#ho_so"}))
    (pair,) = read_pairs(tmp_path, "tthc")
    assert (pair.passage.strip(), pair.group) == ("Điều 1", "tthc/1")
