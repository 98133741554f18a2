from __future__ import annotations

import gzip
import itertools
import json
import math

import pytest

from embedding.pairs import SOURCES
from embedding.personal_names import NameCounter
from embedding.train_vocabulary import clauses, learn, sample, without_fragments, without_names


@pytest.fixture
def folder(tmp_path):
    subjects = ["thu ngân sách", "kim ngạch xuất khẩu", "trồng rừng mới", "giải quyết việc làm"]
    places = ["thành phố", "huyện miền núi", "vùng cao", "khu kinh tế", "toàn tỉnh"]
    verbs = ["tăng nhanh", "giảm nhẹ", "đạt kế hoạch", "vượt mục tiêu"]
    for source in SOURCES:
        with gzip.open(tmp_path / f"pairs_{source}.jsonl.gz", "wt", encoding="utf-8") as out:
            for number, words in enumerate(itertools.product(subjects, places, verbs)):
                subject, place, verb = words
                text = f"{subject.capitalize()} ở {place} {verb}; {subject} {verb}."
                out.write(json.dumps({"q": subject, "d": text, "id": f"{source}#{number}"}) + "\n")
    return tmp_path


def test_clauses_are_read_once_and_the_same_for_the_same_seed(folder):
    first = list(clauses(folder, SOURCES, 100_000, seed=7))
    assert first == list(clauses(folder, SOURCES, 100_000, seed=7))
    assert len(first) == len(set(first))
    assert "thu ngân sách ở toàn tỉnh tăng nhanh" in first
    assert len(list(clauses(folder, SOURCES, 100, seed=7))) < len(first)


def test_the_learned_vocabulary_crosses_spaces_with_and_without_accents(folder):
    pytest.importorskip("sentencepiece", reason="only for training: requirements-train.txt")
    pieces = dict(learn(sample(folder, 100_000, seed=7), 100))
    assert any("▁" in piece[1:] for piece in pieces)
    assert {"ừ", "u"} <= {letter for piece in pieces for letter in piece}
    assert all(score < 0 for score in pieces.values())


def test_pieces_that_look_like_names_are_dropped_but_no_letter_is():
    counter = NameCounter()
    counter.add(["Bà Đặng Thu Trà họp với ông Đặng Thu Trà"])
    pieces = [("▁đặng▁thu", -5.0), ("▁dang▁thu▁tra", -6.0), ("▁thu▁tiền", -7.0), ("y", -9.0)]
    assert without_names(pieces, counter, 100) == [("▁thu▁tiền", -7.0), ("y", -9.0)]
    assert without_names([("▁thu", -2.0), ("▁chi", -3.0), ("y", -9.0)], counter, 3) == [
        ("▁thu", -2.0),
        ("y", -9.0),
    ]


def test_phrases_broken_within_a_word_are_dropped():
    texts = ["phải có kế hoạch", "phải chi đúng", "phải có vốn"] * 20
    pieces = ["▁phải▁c", "▁phải▁có", "ải▁có", "▁phải", "c"]
    score = math.log(1 / len(pieces))
    kept = without_fragments([(piece, score) for piece in pieces], texts)
    assert [piece for piece, _ in kept] == ["▁phải▁có", "▁phải", "c"]
