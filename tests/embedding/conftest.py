from __future__ import annotations

import gzip
import json

import pytest

from embedding.pairs import SOURCES
from embedding.parallel import OPEN_PARALLEL, OTHER_PARALLEL
from embedding.tokenizing import UNKNOWN, build_tokenizer
from embedding.training_set import read_training_set

#: topics with words of their own, a question and its passage share one; and their English
ENGLISH = {
    "xuất khẩu": "export",
    "rừng": "forest",
    "học phí": "fees",
    "cầu đường": "roads",
    "nước sạch": "water",
    "du lịch": "tourism",
    "thuế": "tax",
    "lúa": "rice",
}
TOPICS = list(ENGLISH)


@pytest.fixture(scope="session")
def small_tokenizer():
    words = sorted({word for topic in TOPICS for word in topic.split()} | {"tỉnh", "về", "số"})
    letters = sorted({letter for word in words for letter in word} | set("abcdeghiklmnopqrstuvxy"))
    pieces = [(UNKNOWN, 0.0), ("▁", -4.0), ("▁xuất▁khẩu", -5.0), ("▁xuat▁khau", -6.0)]
    pieces += [("▁" + word, -6.0) for word in words]
    pieces += [("▁" + english, -7.0) for english in ENGLISH.values()]
    pieces += [(letter, -9.0) for letter in letters]
    return build_tokenizer(pieces)


@pytest.fixture
def pairs_folder(tmp_path):
    folder = tmp_path / "pairs"
    folder.mkdir()
    for source in SOURCES:
        with gzip.open(folder / f"pairs_{source}.jsonl.gz", "wt", encoding="utf-8") as out:
            for place, topic in enumerate(TOPICS):
                for part in range(4):
                    name = f"{source}/{place}#{part}"
                    pair = {
                        "q": f"Số {part} về {topic}?",
                        "d": f"{topic} tỉnh {source}",
                        "id": name,
                    }
                    out.write(json.dumps(pair) + "\n")
    return folder


@pytest.fixture
def bilingual_folder(tmp_path):
    folder = tmp_path / "bilingual"
    folder.mkdir()
    for source in (*OPEN_PARALLEL, *OTHER_PARALLEL):
        with gzip.open(folder / f"{source}.jsonl.gz", "wt", encoding="utf-8") as out:
            for topic, english in ENGLISH.items():
                senses = [topic] if source.startswith("dict") else f"{topic} tỉnh"
                record = {"en": english, "vi": senses, "src": "tatoeba"}
                out.write(json.dumps(record) + "\n")
            if source == "parallel_small":
                out.write(json.dumps({"en": "talk", "vi": "số", "src": "talks"}) + "\n")
    return folder


@pytest.fixture
def training_set(pairs_folder, bilingual_folder, small_tokenizer, tmp_path):
    return read_training_set(
        pairs_folder, bilingual_folder, small_tokenizer, 7, tmp_path / "set.npz"
    )
