import gzip
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import InputError, MissingInput
from retrieval.train_translation import count, main, train
from retrieval.translation_align import align, links_of
from retrieval.translation_corpus import read_pairs
from retrieval.translation_estimate import bare
from retrieval.translation_phrases import phrases, symmetric

SENTENCES = [
    ("red house", "nhà đỏ"),
    ("green house", "nhà xanh"),
    ("the red book", "quyển sách đỏ"),
    ("a green book", "quyển sách xanh"),
    ("the house is red", "nhà thì đỏ"),
    ("the book is green", "quyển sách thì xanh"),
    ("old houses", "nhà cũ"),
    ("an old book", "quyển sách cũ"),
] * 3
ENTRIES = [
    ("house", ["nhà", "căn nhà"]),
    ("red", ["đỏ"]),
    ("library", ["thư viện"]),
    ("volume", ["quyển sách"]),
]


def _write(folder, name, records):
    with gzip.open(folder / name, "wt", encoding="utf-8") as file:
        for english, vietnamese in records:
            file.write(json.dumps({"en": english, "vi": vietnamese}) + "\n")


@pytest.fixture
def folder(tmp_path):
    distinct = [(f"{en} {number}", f"{vi} {number}") for number, (en, vi) in enumerate(SENTENCES)]
    _write(tmp_path, "parallel_own.jsonl.gz", distinct)
    _write(tmp_path, "dict_own.jsonl.gz", ENTRIES)
    return tmp_path


def test_words_and_phrases_are_learned_from_sentences(folder, tmp_path):
    out = tmp_path / "out"
    number = train(folder, out, limit=100)
    text = gzip.decompress((out / "en_vi.tsv.gz").read_bytes()).decode()
    learned = dict(line.split("\t") for line in text.splitlines())
    assert len(learned) == number
    assert learned["red"].startswith("đỏ:")
    assert learned["house"].startswith("nhà:")
    assert "sách:" in learned["book"]
    assert learned["library"] == "thư viện:1000"


def test_training_twice_gives_the_same_file(folder, tmp_path):
    train(folder, tmp_path / "a", limit=100)
    train(folder, tmp_path / "b", limit=100)
    name = "en_vi.tsv.gz"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_inflected_forms_of_headwords_are_counted_with_them(folder):
    pairs, known = read_pairs(folder)
    assert "house" in known
    assert "houses" not in known
    assert any("house" in pair.english and "old" in pair.english for pair in pairs)


def test_how_often_nothing_translates_a_word_is_a_share(folder):
    counted = count(read_pairs(folder)[0])
    assert counted.untranslated.keys() >= {"the", "book", "red"}
    assert all(0 <= share < 1 for share in counted.untranslated.values())


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(MissingInput, match="không có tệp song ngữ"):
        read_pairs(tmp_path)


def test_a_line_that_is_no_record_is_named(tmp_path):
    with gzip.open(tmp_path / "parallel_bad.jsonl.gz", "wt") as file:
        file.write('{"en": "a", "vi": "b"}\n{"en": 1\n')
    with pytest.raises(InputError, match=r"parallel_bad.jsonl.gz, dòng 2: cần bản ghi"):
        read_pairs(tmp_path)


def test_the_command_says_what_is_missing(tmp_path, caplog):
    assert main([str(tmp_path / "none"), "--out", str(tmp_path)]) == 2
    assert "không có tệp song ngữ" in caplog.text


WORDS = st.lists(st.integers(1, 5), min_size=1, max_size=6).map(
    lambda numbers: np.array(numbers, np.int32)
)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_every_target_word_comes_from_somewhere(pairs):
    links = links_of([a for a, _ in pairs], [b for _, b in pairs], [1.0] * len(pairs))
    posterior = align(links, rounds=3)
    sums = np.add.reduceat(posterior, links.starts)
    assert sums == pytest.approx(1.0, abs=1e-3)
    assert len(links.source) == sum((len(a) + 1) * len(b) for a, b in pairs)


@given(st.integers(1, 7), st.integers(1, 7), st.data())
def test_phrases_never_cut_a_link(width, height, data):
    draw = data.draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(draw)
    links = symmetric(random.random((height, width + 1)), random.random((width, height + 1)))
    english = tuple(f"e{number}" for number in range(width))
    vietnamese = tuple(f"v{number}" for number in range(height))
    for one, other, _ in phrases(english, vietnamese, links):
        first, low = english.index(one[0]), vietnamese.index(other[0])
        inside = [(first <= i < first + len(one), low <= j < low + len(other)) for i, j in links]
        assert all(a == b for a, b in inside)
        assert (True, True) in inside


@pytest.mark.parametrize(
    ("wording", "expected"),
    [("các trường học", "trường học"), ("sự phát triển này", "phát triển"), ("của", "của")],
)
def test_particles_around_a_wording_are_taken_off(wording, expected):
    assert bare(tuple(wording.split())) == tuple(expected.split())
