from __future__ import annotations

import os
import time

import numpy as np
import pytest

from embedding.model import load_embedder
from errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rừng", "học", "phí", "truy", "vấn", ":"]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A real, tiny, untrained sentence-transformers model with a prompt for questions."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    base = tmp_path_factory.mktemp("bert")
    (base / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = BertTokenizerFast(str(base / "vocab.txt"), strip_accents=False)
    tokenizer.save_pretrained(base)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(config).save_pretrained(base)
    transformer = Transformer(str(base))
    pooling = Pooling(transformer.get_embedding_dimension())
    model = SentenceTransformer(modules=[transformer, pooling], prompts={"query": "truy vấn: "})
    saved = tmp_path_factory.mktemp("model")
    model.save(str(saved), create_model_card=False)
    return str(saved)


@pytest.fixture(scope="module")
def embedder(folder):
    return load_embedder(folder)


def test_any_sentence_transformers_folder_takes_the_place_of_the_shipped_model(embedder, folder):
    assert (embedder.card.name, embedder.card.dimension) == (folder, 16)
    vectors = embedder.embed_passages(["rừng", "học phí", "", "…"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 0, 0], atol=1e-5)
    assert embedder.embed_passages(["", "…"]).shape == (2, 16)
    assert not embedder.embed_passages([""]).any()


def test_the_models_own_prompt_is_the_prefix_unless_one_is_given(embedder, folder):
    assert embedder.card.query_prefix == "truy vấn: "
    assert embedder.card.passage_prefix == ""
    asked = embedder.embed_queries(["rừng"])
    assert np.allclose(asked, embedder.embed_passages(["truy vấn: rừng"]), atol=1e-6)
    assert load_embedder(folder, query_prefix="học ").card.query_prefix == "học "


def test_the_fingerprint_is_that_of_the_weights(embedder, folder):
    assert load_embedder(folder).card == embedder.card


def test_a_hub_name_that_is_not_here_fails_at_once_and_says_what_to_do():
    import sentence_transformers  # noqa: F401 - its import is not what is timed

    began = time.monotonic()
    with pytest.raises(ModelError, match=r"khong-co/mo-hinh.*hf download.*HF_HUB_OFFLINE=0"):
        load_embedder("khong-co/mo-hinh")
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("name", ["./khong-co", "/khong/co/thu/muc", "~/khong-co"])
def test_a_folder_that_is_not_there_is_named(name):
    with pytest.raises(ModelError, match="Không thấy thư mục mô hình nhúng"):
        load_embedder(name)


def test_a_folder_that_is_no_model_is_explained(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="Không tải được mô hình nhúng"):
        load_embedder(str(tmp_path))
