from __future__ import annotations

import logging

import numpy as np
import pytest

from embedding.batches import Mix, batches
from embedding.model import load_embedder
from embedding.save import save_folder
from embedding.train import Recipe, loss_of, read_tokenizer, train
from errors import MissingInput

RECIPE = Recipe(steps=16, batch=16, nested=(32, 16))


@pytest.fixture
def work(small_tokenizer, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    small_tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def test_training_brings_question_and_passage_together(training_set, work, tmp_path):
    table = train(training_set, read_tokenizer(work), work, RECIPE)
    save_folder(tmp_path / "model", table.numpy(), read_tokenizer(work))
    model = load_embedder(str(tmp_path / "model"))
    topics = ["xuất khẩu", "rừng", "học phí", "nước sạch", "thuế"]
    questions = model.embed_queries([f"Số về {topic}?" for topic in topics])
    passages = model.embed_passages([f"{topic} tỉnh" for topic in topics])
    assert list((questions @ passages.T).argmax(axis=1)) == list(range(len(topics)))
    english = model.embed_queries(["export", "forest", "fees", "water", "tax"])
    assert list((english @ passages.T).argmax(axis=1)) == list(range(len(topics)))


def test_a_stopped_run_goes_on_to_the_same_result(training_set, small_tokenizer, work, monkeypatch):
    whole = train(training_set, small_tokenizer, work, RECIPE, every=5).clone()
    (work / "checkpoint.pt").unlink()

    class Stopped(Exception):
        pass

    def stop_after(step):
        counter = iter(range(100))

        def loss(table, batch, recipe):
            if next(counter) == step:
                raise Stopped
            return loss_of(table, batch, recipe)

        return loss

    with monkeypatch.context() as patch:
        patch.setattr("embedding.train.loss_of", stop_after(8))
        with pytest.raises(Stopped):
            train(training_set, small_tokenizer, work, RECIPE, every=5)
    resumed = train(training_set, small_tokenizer, work, RECIPE, every=5)
    assert np.allclose(whole.numpy(), resumed.numpy(), atol=1e-5)


def test_a_checkpoint_of_another_recipe_is_not_continued(
    training_set, small_tokenizer, work, caplog
):
    train(training_set, small_tokenizer, work, RECIPE, every=5)
    with caplog.at_level(logging.WARNING):
        other = Recipe(steps=2, batch=16, nested=(32, 16))
        train(training_set, small_tokenizer, work, other)
    assert "another recipe" in caplog.text


def test_masked_passages_are_no_wrong_answers(training_set):
    import torch

    batch = next(batches(training_set, 16, 7, 0, Mix()))
    table = torch.nn.EmbeddingBag(200, 32, mode="sum")
    everything = ~np.eye(16, dtype=bool)
    alone = type(batch)(batch.queries, batch.passages, everything)
    assert loss_of(table, alone, RECIPE).item() == pytest.approx(0.0, abs=1e-6)
    assert loss_of(table, batch, RECIPE).item() > 0.1


def test_the_rate_rises_and_falls_to_nothing():
    recipe = Recipe(steps=100, rate=0.1, warmup=0.1)
    rates = [recipe.rate_at(step) for step in range(100)]
    assert max(rates) == rates[10] == pytest.approx(0.1)
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert 0 < rates[-1] < 0.01


def test_a_missing_vocabulary_is_named(tmp_path):
    with pytest.raises(MissingInput, match=r"embedding\.train_vocabulary"):
        read_tokenizer(tmp_path)


def test_a_run_may_start_from_the_end_of_another(training_set, small_tokenizer, work, tmp_path):
    first = train(training_set, small_tokenizer, work, RECIPE).clone()
    second = tmp_path / "second"
    second.mkdir()
    still = Recipe(steps=1, batch=16, nested=(32, 16), rate=0.0, aligned=2.0)
    after = work / "checkpoint.pt"
    again = train(training_set, small_tokenizer, second, still, after=after)
    assert np.array_equal(first.numpy(), again.numpy())
