"""Train the shipped model.

    python -m embedding.train PAIRS_DIR BILINGUAL_DIR WORK_DIR [--out FOLDER] [--steps N] ...

WORK_DIR holds `tokenizer.json` (see `train_vocabulary`) and gets `checkpoint.pt`, from which a
stopped run goes on. The model is a bag of pieces: the vectors of a text's pieces are summed and
brought to length 1. Question and passage of a pair are drawn together, against all other passages
of the batch (InfoNCE, both ways), at 256, 128 and 64 dimensions at once (Matryoshka), so that a
shortened vector still serves. Batches hold translations, questions as people type them and, when
asked for, hard wrong answers (`batches`). After a share of the steps every English piece is put at
the mean of the vectors of its translations and goes on from there. At the end FOLDER is written,
which sentence-transformers reads.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import time
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from embedding.batches import Batch, Mix, batches, steps_of
from embedding.save import save_folder
from embedding.start import place_english, start_vectors
from embedding.training_set import TrainingSet, read_training_set
from errors import MissingInput

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)

NAME = "vi-policy-static-256"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides the result; a checkpoint made with another recipe is not continued.

    `scale` is the inverse temperature of the cosines; the rate rises over `warmup` of the steps
    and then falls linearly to zero. `nested` are the dimensions trained, the first being the whole.
    After the share `aligned` of the steps the English pieces are placed at their translations.
    """

    steps: int = 600
    batch: int = 1024
    rate: float = 0.02
    warmup: float = 0.05
    scale: float = 20.0
    nested: tuple[int, ...] = (256, 128, 64)
    aligned: float = 0.4
    seed: int = 7
    mix: Mix = field(default_factory=Mix)

    def rate_at(self, step: int) -> float:
        """Learning rate of step `step`, counted from 0."""
        rising = max(1, int(self.steps * self.warmup))
        if step < rising:
            return self.rate * (step + 1) / rising
        return self.rate * (self.steps - step) / max(1, self.steps - rising)


def loss_of(table: torch.nn.EmbeddingBag, batch: Batch, recipe: Recipe) -> torch.Tensor:
    """Mean contrastive loss of a batch over both directions and all nested dimensions."""
    import torch
    from torch.nn import functional

    bags = [
        table(torch.from_numpy(ids), torch.from_numpy(begins))
        for ids, begins in (batch.queries, batch.passages)
    ]
    masked = torch.from_numpy(batch.masked)
    target = torch.arange(len(batch.masked))
    total = torch.zeros(())
    for dimension in recipe.nested:
        queries, passages = (functional.normalize(bag[:, :dimension]) for bag in bags)
        cosines = recipe.scale * (queries @ passages.T)
        cosines = cosines.masked_fill(masked, -math.inf)
        there = functional.cross_entropy(cosines, target)
        back = functional.cross_entropy(cosines.T, target)
        total = total + (there + back) / 2
    return total / len(recipe.nested)


def train(
    training_set: TrainingSet,
    tokenizer: Tokenizer,
    work: Path,
    recipe: Recipe,
    every: int = 200,
    after: Path | None = None,
) -> torch.Tensor:
    """Train and return the (pieces, dimensions) table; a checkpoint is kept every `every` steps.

    `after` is the last checkpoint of another run, whose table is started from.
    """
    import torch

    torch.manual_seed(recipe.seed)
    vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
    start = start_vectors([(p, s) for p, s in vocabulary], recipe.nested[0], recipe.seed)
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start), freeze=False, mode="sum")
    if after:
        table.load_state_dict(torch.load(after, weights_only=True)["table"])
    optimizer = torch.optim.Adam(table.parameters(), fused=True)
    step = _resume(work / "checkpoint.pt", recipe, table, optimizer)
    epoch, skip = divmod(step, steps_of(training_set, recipe.batch, recipe.mix))
    aligned = int(recipe.aligned * recipe.steps)
    began, losses = time.monotonic(), []
    while step < recipe.steps:
        drawn = batches(training_set, recipe.batch, recipe.seed, epoch, recipe.mix)
        for place, batch in enumerate(drawn):
            if place < skip:
                continue
            if step == aligned:
                _align(table, training_set)
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate_at(step)
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(table, batch, recipe)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            losses.append(loss.item())
            step += 1
            if step % 25 == 0:
                pace = (time.monotonic() - began) / len(losses)
                log.info("step %d loss %.4f, %.2f s a step", step, np.mean(losses[-25:]), pace)
            if step % every == 0 or step == recipe.steps:
                _keep(work / "checkpoint.pt", recipe, table, optimizer, step)
            if step == recipe.steps:
                break
        epoch, skip = epoch + 1, 0
    return table.weight.detach()


def _align(table: torch.nn.EmbeddingBag, training_set: TrainingSet) -> None:
    import torch

    placed = place_english(
        table.weight.detach().numpy(), training_set.meanings, training_set.meaning_chances
    )
    with torch.no_grad():
        table.weight.copy_(torch.from_numpy(placed))


def read_tokenizer(work: Path) -> Tokenizer:
    """The vocabulary in `work`, for texts in `model_form`. Raises `MissingInput`."""
    path = work / "tokenizer.json"
    if not path.is_file():
        raise MissingInput(
            f"Không thấy {path}: hãy tạo bằng `python -m embedding.train_vocabulary` trước."
        )
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.normalizer = None
    return tokenizer


def _keep(
    path: Path,
    recipe: Recipe,
    table: torch.nn.EmbeddingBag,
    optimizer: torch.optim.Optimizer,
    step: int,
) -> None:
    import torch

    state = {
        "recipe": asdict(recipe),
        "step": step,
        "table": table.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def _resume(
    path: Path, recipe: Recipe, table: torch.nn.EmbeddingBag, optimizer: torch.optim.Optimizer
) -> int:
    """Steps done in the checkpoint at `path`, whose state is loaded; 0 when there is none."""
    import torch

    if not path.is_file():
        return 0
    state: dict[str, Any] = torch.load(path, weights_only=True)
    if state["recipe"] != asdict(recipe):
        log.warning("%s was made with another recipe and is not continued", path)
        return 0
    table.load_state_dict(state["table"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("going on after step %d", state["step"])
    return int(state["step"])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Train the embedding model that is shipped.")
    parser.add_argument("pairs", type=Path, metavar="PAIRS_DIR", help="folder of pairs_*.jsonl.gz")
    parser.add_argument("bilingual", type=Path, metavar="BILINGUAL_DIR", help="parallel_*, dict_*")
    parser.add_argument("work", type=Path, metavar="WORK_DIR", help="tokenizer.json, checkpoint")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name(NAME))
    parser.add_argument(
        "--all-translations", action="store_true", help="also those without an open licence"
    )
    parser.add_argument("--after", type=Path, help="checkpoint of a run to start from")
    for name in ("steps", "batch", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Recipe(), name))
    for name in ("rate", "scale", "aligned"):
        parser.add_argument(f"--{name}", type=float, default=getattr(Recipe(), name))
    for share in fields(Mix):
        parser.add_argument(f"--{share.name}", type=float, default=getattr(Mix(), share.name))
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    import torch

    torch.set_num_threads(1)
    recipe = Recipe(
        steps=given.steps,
        batch=given.batch,
        rate=given.rate,
        scale=given.scale,
        aligned=given.aligned,
        seed=given.seed,
        mix=Mix(**{share.name: getattr(given, share.name) for share in fields(Mix)}),
    )
    log.info("%s", recipe)
    tokenizer = read_tokenizer(given.work)
    training_set = read_training_set(
        given.pairs,
        given.bilingual,
        tokenizer,
        recipe.seed,
        given.work / "pairs.npz",
        open_only=not given.all_translations,
        mine=recipe.mix.hard > 0,
    )
    table = train(training_set, tokenizer, given.work, recipe, after=given.after)
    save_folder(given.out, table.numpy(), Tokenizer.from_file(str(given.work / "tokenizer.json")))
    log.info("%s written", given.out)


if __name__ == "__main__":
    main()
