from __future__ import annotations

import numpy as np
import pytest

from embedding.start import place_english, start_vectors

PIECES = [("[UNK]", 0.0), ("▁mục▁tiêu", -9.0), ("▁muc▁tieu", -10.0), ("▁mục", -8.0)]
PIECES += [("▁tiêu", -8.0), ("▁và", -3.0), ("▁rừng", -12.0)]


@pytest.fixture(scope="module")
def table():
    return dict(zip([p for p, _ in PIECES], start_vectors(PIECES, 256, 7), strict=True))


def cosine(first, second):
    return first @ second / (np.linalg.norm(first) * np.linalg.norm(second))


def test_a_phrase_lies_close_to_its_syllables_and_its_unaccented_spelling(table):
    phrase = table["▁mục▁tiêu"]
    assert cosine(phrase, table["▁mục"] + table["▁tiêu"]) > 0.99
    assert cosine(phrase, table["▁muc▁tieu"]) > 0.6
    assert abs(cosine(phrase, table["▁rừng"])) < 0.3


def test_rare_pieces_weigh_more(table):
    assert np.linalg.norm(table["▁rừng"]) > 2 * np.linalg.norm(table["▁và"])


def test_the_start_is_the_same_for_the_same_seed():
    assert np.array_equal(start_vectors(PIECES, 64, 7), start_vectors(PIECES, 64, 7))
    assert not np.array_equal(start_vectors(PIECES, 64, 7), start_vectors(PIECES, 64, 8))


def test_an_english_piece_is_placed_at_what_it_means():
    table = start_vectors([*PIECES, ("▁target", -9.0), ("▁the", -4.0)], 256, 7)
    meanings = np.array([[0, 0]] * len(PIECES) + [[1, 3], [5, 0]])
    chances = np.array([[0.0, 0.0]] * len(PIECES) + [[0.7, 0.2], [0.1, 0.0]])
    placed = place_english(table, meanings, chances)
    assert np.array_equal(placed[: len(PIECES)], table[: len(PIECES)])
    assert cosine(placed[-2], table[1]) > 0.9
    assert np.linalg.norm(placed[-1]) < 0.3 * np.linalg.norm(placed[-2])
