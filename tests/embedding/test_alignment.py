from __future__ import annotations

import numpy as np

from embedding.alignment import Translations, align

#: 1 the, 2 budget, 3 road; 4 ngân sách, 5 đường, 6 của
ENGLISH = [[1, 2], [1, 3], [2], [1, 2, 3], []]
VIETNAMESE = [[4, 6], [5], [4], [4, 5], [6]]


def test_pieces_find_their_translation():
    there, here = align(ENGLISH * 5, VIETNAMESE * 5, 7)
    meanings, chances = there.best(7, 2)
    assert (meanings[2, 0], meanings[3, 0]) == (4, 5)
    assert chances[2, 0] > 0.8 > chances[1, 0]
    english, back = here.best(7, 2)
    assert (english[4, 0], english[5, 0]) == (2, 3)
    assert back[4, 0] > 0.4


def test_nothing_is_no_translation():
    there, here = align(ENGLISH, VIETNAMESE, 7)
    assert 0 not in there.sources
    assert 0 not in here.targets


def test_the_likeliest_come_first_and_what_has_none_has_no_chance():
    translations = Translations(
        np.array([2, 2, 2, 3]), np.array([7, 8, 9, 7]), np.array([0.2, 0.5, 0.1, 0.9])
    )
    pieces, chances = translations.best(5, 2)
    assert pieces[2].tolist() == [8, 7]
    assert chances[2].tolist() == [0.5, 0.2]
    assert chances[3].tolist() == [0.9, 0.0]
    assert not chances[[0, 1, 4]].any()


def test_very_long_texts_are_not_learned_from():
    there, _ = align([[1], [2] * 50], [[3], [4]], 5)
    assert there.sources.tolist() == [1]
