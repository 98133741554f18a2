from __future__ import annotations

import base64
import gzip
import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import MissingInput, ModelError
from vietnamese import train_encoding
from vietnamese.encoding import (
    RANKS_FILE,
    SHA256,
    SIZE,
    count_tokens,
    encoding,
    read_ranks,
)

VIETNAMESE = st.text(
    alphabet="aàảãáạăằâầeèêềếioòôồơờởuùưừữyỳđbcghklmnpqrstvxAĐ 0123456789.,;:%/-\n\t", max_size=200
)
SENTENCE = "Năm 2024, tỉnh phấn đấu thu ngân sách trên 12.500 tỷ đồng, tăng 8,5% so với dự toán."


@given(st.text() | VIETNAMESE)
def test_text_survives_encoding_and_decoding(text):
    assert encoding().decode(encoding().encode_ordinary(text)) == text


@given(VIETNAMESE, VIETNAMESE)
def test_joining_two_texts_never_costs_much_more_than_both(first, second):
    assert count_tokens(first + second) <= count_tokens(first) + count_tokens(second) + 4


def test_vietnamese_costs_about_one_token_a_word():
    assert count_tokens(SENTENCE) <= 1.5 * len(SENTENCE.split())


def test_composed_text_is_cheaper_than_decomposed_text():
    assert 2 * count_tokens(SENTENCE) < count_tokens(unicodedata.normalize("NFD", SENTENCE))


@pytest.mark.parametrize("text", ["<|endoftext|>", "<|im_start|>", "[CLS]"])
def test_special_token_strings_are_ordinary_text(text):
    assert encoding().decode(encoding().encode_ordinary(text)) == text
    assert count_tokens(text) > 1


def test_empty_text_has_no_tokens():
    assert count_tokens("") == 0


def test_no_entry_spans_two_syllables_so_none_holds_a_full_name():
    entries = [encoding().decode_single_token_bytes(rank) for rank in range(SIZE)]
    assert len(set(entries)) == SIZE
    assert [entry for entry in entries if b" " in entry[1:] and entry.strip()] == []


def test_a_file_with_another_hash_is_refused(tmp_path):
    other = tmp_path / "other.tiktoken"
    other.write_bytes(RANKS_FILE.read_bytes() + b"\n")
    with pytest.raises(ModelError, match=r"có sha256 .*chương trình cần"):
        read_ranks(other, SHA256)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"Không đọc được bảng mã .*gone\.tiktoken"):
        read_ranks(tmp_path / "gone.tiktoken", SHA256)


@pytest.mark.parametrize("content", [b"YQ== x\n", b"YQ==\n", b"***** 1\n"])
def test_a_file_in_another_format_is_refused(tmp_path, content):
    path = tmp_path / "odd.tiktoken"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="sai định dạng"):
        read_ranks(path, hashlib.sha256(content).hexdigest())


def _write_pairs(folder, text):
    for source in train_encoding.SOURCES:
        with gzip.open(folder / f"pairs_{source}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write(json.dumps({"q": "Mức thu học phí", "d": text, "id": source}) + "\n")


def test_training_twice_gives_the_same_file_and_all_bytes(tmp_path):
    _write_pairs(tmp_path, unicodedata.normalize("NFD", SENTENCE) + " " + "7" * 40)
    first, second = tmp_path / "first", tmp_path / "second"
    entries = train_encoding.train(tmp_path, size=300)
    digest = train_encoding.write(entries, first)
    assert train_encoding.write(train_encoding.train(tmp_path, size=300), second) == digest
    assert first.read_bytes() == second.read_bytes()
    ranks = read_ranks(first, digest)
    assert {bytes([byte]) for byte in range(256)} <= ranks.keys()
    assert list(ranks.values()) == list(range(len(ranks)))
    assert base64.b64decode(first.read_bytes().split()[0]) == entries[0]


def test_training_takes_texts_once_composed_and_without_serial_numbers(tmp_path):
    _write_pairs(tmp_path, unicodedata.normalize("NFD", "Điều 3 của quy định") + " " + "7" * 40)
    assert list(train_encoding.texts(tmp_path)) == ["Mức thu học phí", "Điều 3 của quy định  "]


def test_training_names_the_missing_source(tmp_path):
    with pytest.raises(MissingInput, match=r"pairs_phapdien\.jsonl\.gz"):
        list(train_encoding.texts(tmp_path))
