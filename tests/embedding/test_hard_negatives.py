from __future__ import annotations

import numpy as np
import pytest

from embedding.hard_negatives import KEPT, hard_negatives
from embedding.ragged import Ragged

SIZE = 400
#: piece numbers from here on fill passages up and are met once
FILLING = 200


def ragged(texts):
    lengths = np.array([0, *map(len, texts)])
    return Ragged(np.array([n for text in texts for n in text], np.int32), np.cumsum(lengths))


@pytest.fixture
def found():
    """Rows 0 to 4 are about piece 7; 1 is of the same article, 2 a near-duplicate of 0."""
    filling = iter(range(FILLING, SIZE))
    words = [[next(filling) for _ in range(3)] for _ in range(60)]
    passages = [[7, 8, *words[0]], [7, *words[1]], [7, *words[0]], [7, *words[3]], [7, *words[4]]]
    passages += [[9 + row % 20, *words[row]] for row in range(5, 60)]
    queries = [[7, 8]] + [passage[:1] for passage in passages[1:]]
    keys = np.arange(60)[:, None].repeat(3, axis=1) + np.array([0, 1000, 2000])
    keys[1, 0] = keys[0, 0]
    return hard_negatives(ragged(queries), ragged(passages), keys, SIZE)


def test_passages_that_look_like_the_answer_are_found(found):
    assert found.shape == (60, KEPT)
    assert set(found[0]) - {-1} == {3, 4}


def test_what_may_answer_too_is_left_out(found):
    assert not {0, 1, 2} & set(found[0])


def test_the_right_passage_is_never_its_own_wrong_one(found):
    assert not (found == np.arange(60)[:, None]).any()
