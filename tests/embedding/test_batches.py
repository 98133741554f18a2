from __future__ import annotations

import gzip
import json
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedding.batches import Mix, batches, steps_of
from embedding.pairs import SOURCES, Pair, read_pairs
from embedding.ragged import Ragged
from embedding.training_set import PROCEDURE_CAP, capped, read_training_set
from errors import MissingInput

PLAIN = Mix(folded=0, typed=0, switched=0, parallel=0, hard=0)


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
    first, second = (list(batches(training_set, 16, 7, 3, Mix())) for _ in range(2))
    other = list(batches(training_set, 16, 7, 4, Mix()))
    assert len(first) == steps_of(training_set, 16, Mix())
    for left, right in zip(first, second, strict=True):
        assert np.array_equal(left.queries[0], right.queries[0])
        assert np.array_equal(left.passages[0], right.passages[0])
    assert not np.array_equal(first[0].passages[0], other[0].passages[0])


def test_every_batch_is_full(training_set):
    for batch in batches(training_set, 16, 7, 0, Mix()):
        assert len(batch.queries[1]) == len(batch.passages[1]) == 16


def test_pairs_that_may_answer_each_other_are_masked(training_set):
    size = training_set.vietnamese
    for batch in batches(training_set, size, 7, 0, PLAIN):
        assert not batch.masked.diagonal().any()
        assert np.array_equal(batch.masked, batch.masked.T)
        assert batch.masked.sum(axis=1).min() >= len(SOURCES) - 1  # the same question elsewhere


def pieces_read(training_set, mix, epochs=1):
    return {
        n
        for epoch in range(epochs)
        for batch in batches(training_set, 32, 7, epoch, mix)
        for n in batch.queries[0]
    }


def test_some_questions_are_read_without_accents(training_set, small_tokenizer):
    unaccented = small_tokenizer.token_to_id("▁xuat▁khau")
    assert unaccented in pieces_read(training_set, replace(PLAIN, folded=0.3))
    assert unaccented not in pieces_read(training_set, PLAIN)
    batch = next(batches(training_set, 32, 7, 0, Mix()))
    assert unaccented not in batch.passages[0]


def test_some_questions_are_read_in_english(training_set, small_tokenizer):
    english = small_tokenizer.token_to_id("▁forest")
    assert english in pieces_read(training_set, replace(PLAIN, switched=0.5))
    # Which of the glossary's rows an epoch draws depends on how many there are.
    assert english in pieces_read(training_set, replace(PLAIN, parallel=0.5), epochs=8)
    assert english not in pieces_read(training_set, PLAIN, epochs=8)


def test_hard_wrong_answers_stand_in_the_batch_of_their_question(training_set):
    neighbours = np.full((training_set.vietnamese, 4), -1)
    neighbours[:, 0] = np.arange(training_set.vietnamese)[::-1]
    with_hard = replace(training_set, neighbours=neighbours)
    mix = replace(PLAIN, hard=0.5)
    for batch in batches(with_hard, 16, 7, 0, mix):
        ids, begins = batch.passages
        texts = [tuple(part) for part in np.split(ids, begins[1:])]
        first, last = with_hard.passages.row(0), with_hard.passages.row(len(neighbours) - 1)
        assert (tuple(first) in texts[:8]) <= (tuple(last) in texts)


def test_the_tokenised_set_is_read_back(
    pairs_folder, bilingual_folder, small_tokenizer, tmp_path, training_set
):
    (pairs_folder / "pairs_vbhn.jsonl.gz").unlink()
    read = partial(read_training_set, pairs_folder, bilingual_folder, small_tokenizer)
    again = read(7, tmp_path / "set.npz")
    assert again.vietnamese == training_set.vietnamese
    assert np.array_equal(again.keys, training_set.keys)
    assert np.array_equal(again.passages.ids, training_set.passages.ids)
    with pytest.raises(MissingInput, match=r"pairs_vbhn\.jsonl\.gz"):
        read(8, tmp_path / "set.npz")


def test_a_set_without_translations_has_no_english(pairs_folder, small_tokenizer, tmp_path):
    alone = read_training_set(pairs_folder, None, small_tokenizer, 7, tmp_path / "alone.npz")
    assert len(alone) == alone.vietnamese
    assert not alone.meaning_chances.any()
    assert len(list(batches(alone, 16, 7, 0, Mix()))) > 0


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
