from __future__ import annotations

import math

import pytest

from embedding.english import ENGLISH_SHARE, english_pieces, mixed

TEXTS = [
    "The budget of the province grew, says Johnson.",
    "They met Johnson and the budget was approved.",
    "A new road for the province of Johnson",
] * 30


@pytest.fixture(scope="module")
def pieces():
    return dict(english_pieces(TEXTS, ["Export target", "a very long term of many many words"]))


def test_common_words_and_phrases_become_pieces(pieces):
    assert {"▁the", "▁budget", "▁province", "▁the▁budget"} <= set(pieces)
    assert pieces["▁the"] > pieces["▁budget"] > pieces["▁approved"] > 0


def test_names_do_not_become_pieces(pieces):
    assert not [piece for piece in pieces if "johnson" in piece]


def test_terms_are_pieces_however_rare(pieces):
    assert {"▁export▁target", "▁export", "▁target"} <= set(pieces)
    assert max(map(len, pieces)) <= 25


def test_names_of_countries_are_kept_when_they_are_met():
    pieces = dict(english_pieces(["Trade with Laos and with Laos"], [], ["Laos", "Zaire"]))
    assert "▁laos" in pieces
    assert "▁zaire" not in pieces


def test_both_vocabularies_make_one_distribution():
    together = mixed([("▁tỉnh", math.log(0.5)), ("▁do", math.log(0.5))], [("▁do", 0.25)])
    chances = {piece: math.exp(score) for piece, score in together}
    assert chances["▁tỉnh"] == pytest.approx(0.5 * (1 - ENGLISH_SHARE))
    assert chances["▁do"] == pytest.approx(0.5 * (1 - ENGLISH_SHARE) + 0.25 * ENGLISH_SHARE)
    assert together == sorted(together, key=lambda entry: -entry[1])
