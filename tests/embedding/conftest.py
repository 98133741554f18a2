from __future__ import annotations

import gzip
import json

import pytest

from embedding.pairs import SOURCES
from embedding.tokenizing import UNKNOWN, build_tokenizer

#: topics with words of their own: a question and its passage share a topic
TOPICS = ["xuất khẩu", "rừng", "học phí", "cầu đường", "nước sạch", "du lịch", "thuế", "lúa"]


@pytest.fixture(scope="session")
def small_tokenizer():
    words = sorted({word for topic in TOPICS for word in topic.split()} | {"tỉnh", "về", "số"})
    letters = sorted({letter for word in words for letter in word} | set("abcdeghiklmnopqrstuvxy"))
    pieces = [(UNKNOWN, 0.0), ("▁", -4.0), ("▁xuất▁khẩu", -5.0), ("▁xuat▁khau", -6.0)]
    pieces += [("▁" + word, -6.0) for word in words] + [(letter, -9.0) for letter in letters]
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
