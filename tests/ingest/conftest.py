"""A small embedding model of our own format, so that ingest is tested whatever model is shipped."""

import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]


def make_model(folder, dimension=16, seed=0):
    from tokenizers import Tokenizer, models, pre_tokenizers

    from embedding.save import save_folder

    pieces = [
        ("<unk>", 0.0),
        *((letter, -1.0) for letter in "▁abcdefghijklmnopqrstuvwxyzđ0123456789"),
    ]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(split=False)
    table = np.random.default_rng(seed).normal(size=(len(pieces), dimension))
    save_folder(folder, table.astype(np.float32), tokenizer)
    return folder


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory):
    return make_model(tmp_path_factory.mktemp("model") / "small")


@pytest.fixture(scope="session")
def other_model_folder(tmp_path_factory):
    return make_model(tmp_path_factory.mktemp("model") / "other", dimension=24, seed=1)


@pytest.fixture(scope="session")
def embedder(model_folder):
    from embedding.model import load_embedder

    return load_embedder(str(model_folder))


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def value(self):
        return json.loads(self.out)

    @property
    def statuses(self):
        return {row["source"]: row["status"] for row in self.value["documents"]}

    def reason(self, source):
        return next(row["reason"] for row in self.value["documents"] if row["source"] == source)


@pytest.fixture
def ingest(tmp_path, model_folder, monkeypatch, capsys):
    """The command line, in this process, on a data folder of this test."""
    from ingest.__main__ import main

    def run(*arguments, data_dir=tmp_path / "data", **environment):
        monkeypatch.setenv("HOIDAP_EMBEDDING_MODEL", str(model_folder))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = main([*map(str, arguments), "--data-dir", str(data_dir)])
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return run


@pytest.fixture
def ingest_process(tmp_path, model_folder):
    """The same in a process of its own."""

    def run(*arguments, data_dir=tmp_path / "data"):
        settings = {"HOIDAP_EMBEDDING_MODEL": str(model_folder), "OMP_NUM_THREADS": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "ingest", *map(str, arguments), "--data-dir", str(data_dir)],
            cwd=ROOT,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def windows_1258():
    """Encoder to windows-1258, where most toned vowels are a vowel and a combining tone."""

    def encode(text):
        split = []
        for letter in text:
            try:
                letter.encode("cp1258")
                split.append(letter)
            except UnicodeEncodeError:
                parts = unicodedata.normalize("NFD", letter)
                tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
                split.append(unicodedata.normalize("NFC", parts.replace(tone, "", 1)) + tone)
        return "".join(split).encode("cp1258")

    return encode
