"""Everything that is trained on, read, tokenised and aligned once, and kept in a file."""

from __future__ import annotations

import hashlib
import logging
import random
from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embedding.alignment import align
from embedding.hard_negatives import KEPT, hard_negatives
from embedding.pairs import SOURCES, Pair, read_pairs
from embedding.parallel import GLOSSARY, OPEN_PARALLEL, OTHER_PARALLEL, Parallel, read_parallel
from embedding.ragged import Ragged, tokenise
from embedding.text import model_form
from embedding.typed import as_typed
from vietnamese.normal import fold

log = logging.getLogger(__name__)

#: pairs kept of one administrative procedure: its questions come from 27 templates, and all of
#: them would make templates a tenth of the training
PROCEDURE_CAP = 3
#: how often the entries of our glossary stand among the translations: they are few
GLOSSARY_TIMES = 5
#: translations kept of a piece
_DEPTH = 4
#: an English piece is one that is so many times likelier in English than in unaccented Vietnamese
_ENGLISH_TIMES = 4.0

Ids = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """n pairs of question and passage, first Vietnamese ones, then English with Vietnamese ones.

    `queries` has 3n rows: as written, without accents (from row n on), as typed (from 2n on).
    `keys` (n, 3) names what may answer each other: rows with a key in common do. `neighbours`
    (`vietnamese`, 4) are rows with hard wrong answers, -1 for none. `english` (pieces, 4) gives for
    a Vietnamese piece its English ones with `english_chances`, `meanings` for an English piece the
    Vietnamese ones with `meaning_chances`.
    """

    queries: Ragged
    passages: Ragged
    keys: Ids
    vietnamese: int
    neighbours: Ids
    english: Ids
    english_chances: Reals
    meanings: Ids
    meaning_chances: Reals

    def __len__(self) -> int:
        return len(self.keys)


def read_training_set(
    folder: Path,
    bilingual: Path | None,
    tokenizer: Tokenizer,
    seed: int,
    cache: Path,
    *,
    open_only: bool = True,
    mine: bool = True,
) -> TrainingSet:
    """Read and tokenise the pairs in `folder` and the translations in `bilingual` (None: none).

    Without `mine` no hard wrong answers are looked for, which takes longest.
    The set is kept in `cache` and read from there when it was made with the same vocabulary. See
    `read_pairs` and `read_parallel` for errors.
    """
    told = f"{seed} {open_only} {mine} {bilingual is None} {tokenizer.to_str()}"
    digest = hashlib.sha256(told.encode()).hexdigest()
    if cache.is_file():
        with np.load(cache) as kept:
            if str(kept["digest"]) == digest:
                return _unpacked(dict(kept))
    made = _make(folder, bilingual, tokenizer, seed, open_only, mine)
    np.savez(cache, digest=np.array(digest), **_packed(made))
    return made


def _make(
    folder: Path,
    bilingual: Path | None,
    tokenizer: Tokenizer,
    seed: int,
    open_only: bool,
    mine: bool,
) -> TrainingSet:
    read = [
        (model_form(pair.query), model_form(pair.passage), pair)
        for source in SOURCES
        for pair in capped(list(read_pairs(folder, source)), seed)
    ]
    kept = [(query, passage, pair.group) for query, passage, pair in read if query and passage]
    vietnamese = len(kept)
    translations = _translations(bilingual, open_only) if bilingual else []
    kept += [(english, vi, f"translation {n}") for n, (english, vi) in enumerate(translations)]
    log.info("%d pairs, %d translations", vietnamese, len(translations))
    numbers: dict[tuple[str, str], int] = {}
    keys = np.array(
        [
            [
                numbers.setdefault(key, len(numbers))
                for key in (("group", group), ("text", query), ("text", passage))
            ]
            for query, passage, group in kept
        ],
        dtype=np.int64,
    )
    rng = random.Random(seed)
    forms = [query for query, _, _ in kept]
    typed = [as_typed(form, rng) for form in forms[:vietnamese]] + forms[vietnamese:]
    queries = tokenise(tokenizer, forms + [fold(form) for form in forms] + typed)
    passages = tokenise(tokenizer, [passage for _, passage, _ in kept])
    size = tokenizer.get_vocab_size()
    log.info("%d pieces of questions, %d of passages", len(queries.ids), len(passages.ids))
    there, here = align(*_sentences(queries, passages, vietnamese, len(kept)), size)
    meanings, meaning_chances = there.best(size, _DEPTH)
    english, english_chances = here.best(size, _DEPTH)
    foreign = only_english(queries, passages, vietnamese, size)
    meaning_chances[~foreign] = 0.0
    english_chances[~foreign[english]] = 0.0
    log.info("%d English pieces with a meaning", (meaning_chances[:, 0] > 0).sum())
    own = [part.first(vietnamese) for part in (queries, passages)]
    neighbours = np.full((vietnamese, KEPT), -1, dtype=np.int64)
    if mine:
        neighbours = hard_negatives(own[0], own[1], keys[:vietnamese], size)
    log.info("%d questions with hard negatives", (neighbours[:, 0] >= 0).sum())
    return TrainingSet(
        queries,
        passages,
        keys,
        vietnamese,
        neighbours,
        english,
        english_chances,
        meanings,
        meaning_chances,
    )


def _translations(bilingual: Path, open_only: bool) -> list[tuple[str, str]]:
    sources = (*OPEN_PARALLEL, *(() if open_only else OTHER_PARALLEL))
    read: list[Parallel] = []
    for source in sources:
        read += read_parallel(bilingual, source, open_only=open_only)
    read += list(read_parallel(bilingual, GLOSSARY)) * GLOSSARY_TIMES
    forms = ((model_form(pair.english), model_form(pair.vietnamese)) for pair in read)
    return [(english, vi) for english, vi in forms if english and vi]


def _sentences(
    queries: Ragged, passages: Ragged, start: int, end: int
) -> tuple[list[list[int]], list[list[int]]]:
    rows = range(start, end)
    return [queries.row(row) for row in rows], [passages.row(row) for row in rows]


def only_english(
    queries: Ragged, passages: Ragged, vietnamese: int, size: int
) -> npt.NDArray[np.bool_]:
    """Pieces far likelier in English texts than in Vietnamese, with accents or without."""
    total = len(passages)

    def chances(texts: Ragged, first: int, last: int) -> Reals:
        ids = texts.ids[texts.starts[first] : texts.starts[last]]
        return np.bincount(ids, minlength=size) / max(len(ids), 1)

    english = chances(queries, vietnamese, total)
    unaccented = chances(queries, total, total + vietnamese)
    accented = chances(passages, 0, total)
    return (english > 0) & (english > _ENGLISH_TIMES * np.maximum(unaccented, accented))


def capped(pairs: list[Pair], seed: int) -> list[Pair]:
    """`pairs` of one source with at most `PROCEDURE_CAP` of one administrative procedure."""
    if not pairs or pairs[0].source != "tthc":
        return pairs
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.group].append(pair)
    rng = random.Random(seed)
    return [
        pair
        for group in groups.values()
        for pair in rng.sample(group, min(PROCEDURE_CAP, len(group)))
    ]


def _packed(made: TrainingSet) -> dict[str, Any]:
    packed: dict[str, Any] = {}
    for field in fields(made):
        value = getattr(made, field.name)
        if isinstance(value, Ragged):
            packed |= {f"{field.name}.ids": value.ids, f"{field.name}.starts": value.starts}
        else:
            packed[field.name] = np.asarray(value)
    return packed


def _unpacked(kept: dict[str, Any]) -> TrainingSet:
    values: dict[str, Any] = {}
    for field in fields(TrainingSet):
        if field.name in kept:
            value = kept[field.name]
            values[field.name] = int(value) if value.ndim == 0 else value
        else:
            values[field.name] = Ragged(kept[f"{field.name}.ids"], kept[f"{field.name}.starts"])
    return TrainingSet(**values)
