"""A real index over the shipped corpus, made by the real ingest with a small embedder."""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from embedding.card import ModelCard
from vietnamese.tokens import folded_tokens

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
TODAY = date(2026, 3, 2)


class WordEmbedder:
    """A bag of hashed words and word pairs: deterministic, and texts that share words are near."""

    def __init__(self, name="words", dimension=256):
        self.card = ModelCard(name, dimension, "", "", f"{name}-{dimension}-fingerprint")

    def embed_passages(self, texts):
        rows = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for token in folded_tokens(text):
                digest = hashlib.blake2b(token.encode(), digest_size=4).digest()
                number = int.from_bytes(digest, "big")
                row[number % self.card.dimension] += 1.0 if number >> 31 else -1.0
            row /= np.linalg.norm(row) or 1.0
        return rows

    def embed_queries(self, texts):
        return self.embed_passages(texts)


def publish(data, *paths, embedder=None):
    """Ingest `paths` as a user would, but with the small embedder."""
    from ingest.pipeline import ingest_paths

    report = ingest_paths(data, embedder or WordEmbedder(), list(paths))
    assert not [outcome for outcome in report.outcomes if outcome.status == "failed"]
    return report


def write_documents(folder, documents):
    """Write {name: text} as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory):
    """Data folder with the shipped corpus published."""
    data = tmp_path_factory.mktemp("corpus-index") / "data"
    publish(data, CORPUS)
    return data


@pytest.fixture(scope="session")
def assistant(corpus_index):
    """The assistant over the shipped corpus."""
    from retrieval.assistant import open_assistant

    return open_assistant(corpus_index, embedder=WordEmbedder(), today=TODAY)


@pytest.fixture
def assistant_over(tmp_path):
    """An assistant over own documents: `assistant_over({"a.md": text})`."""
    from retrieval.assistant import open_assistant

    def over(documents, data=tmp_path / "data"):
        publish(data, write_documents(tmp_path / "documents", documents))
        return open_assistant(data, embedder=WordEmbedder(), today=TODAY)

    return over


@pytest.fixture(scope="session")
def shared_assistant_over(tmp_path_factory):
    """As `assistant_over`, for tests that only ask: the same documents are indexed once."""
    from retrieval.assistant import open_assistant

    made = {}

    def over(documents):
        key = tuple(sorted(documents.items()))
        if key not in made:
            folder = tmp_path_factory.mktemp("shared")
            publish(folder / "data", write_documents(folder / "documents", documents))
            made[key] = open_assistant(folder / "data", embedder=WordEmbedder(), today=TODAY)
        return made[key]

    return over


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory):
    """A small model in the product's own format, for processes of their own."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    from embedding.save import save_folder

    letters = "▁abcdefghijklmnopqrstuvwxyzđ0123456789"
    pieces = [("<unk>", 0.0), *((letter, -1.0) for letter in letters)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(split=False)
    table = np.random.default_rng(0).normal(size=(len(pieces), 32)).astype(np.float32)
    folder = tmp_path_factory.mktemp("model") / "small"
    save_folder(folder, table, tokenizer)
    return folder


@dataclass
class Said:
    code: int
    out: str
    err: str


@pytest.fixture
def terminal(model_folder):
    """`python -m retrieval ...` in a process of its own."""

    def run(*arguments, **environment):
        settings = {"HOIDAP_EMBEDDING_MODEL": str(model_folder), "OMP_NUM_THREADS": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "retrieval", *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | settings | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run
