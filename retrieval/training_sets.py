"""What the reranker learns from: collections with questions, as features of their candidates.

A collection is either a retrieval benchmark (NAME.passages.jsonl.gz and NAME.questions.jsonl.gz) or
pairs of a text and a heading or question that was written for it, of which a part is drawn as a
collection of its own.
"""

from __future__ import annotations

import gzip
import json
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embedding.model import Embedder
from errors import MissingInput
from retrieval.asked import asked_in
from retrieval.features import passage_features
from retrieval.find import wanted
from retrieval.rerank import Reader
from retrieval.search import ask_legs, candidates_of
from retrieval.understand import understand
from store.forward import Forward, forward_of
from store.lexical import Lexical, LexicalQuery, LexicalWriter, indexed_tokens
from store.records import Passage
from vietnamese.normal import fold

log = logging.getLogger(__name__)

#: Passages and questions drawn from a file of pairs.
_PASSAGES, _QUESTIONS = 4000, 600
#: Share of questions that are also asked without accents.
_BARE = 0.2
_TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages as (id, title, text) and questions as (text, ids of the passages wanted)."""

    name: str
    passages: tuple[tuple[str, str, str], ...]
    questions: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Candidates of all questions of a collection, end to end.

    `columns` has a row for each candidate, `wanted` whether it is what was asked for, `sizes` the
    number of candidates of each question, `relevant` how many passages it should have found;
    `plain` marks the questions that are asked as they stand.
    """

    names: tuple[str, ...]
    columns: npt.NDArray[np.float32]
    wanted: npt.NDArray[np.int8]
    sizes: npt.NDArray[np.int64]
    relevant: npt.NDArray[np.int64]
    plain: npt.NDArray[np.bool_]

    def save(self, path: Path) -> None:
        """Keep in `path` (.npz)."""
        np.savez(path, **{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def read(cls, path: Path) -> Examples:
        """Read what `save` kept."""
        with np.load(path) as kept:
            parts: dict[str, Any] = {name: kept[name] for name in cls.__slots__}
        return cls(**parts | {"names": tuple(map(str, parts["names"]))})


def read_benchmark(folder: Path, name: str) -> Collection:
    """The benchmark `name` in `folder`. Raises `MissingInput`."""
    rows = _rows(folder / f"{name}.passages.jsonl.gz")
    questions = [
        (row["question"], frozenset(row.get("passage_ids") or [row["passage_id"]]))
        for row in _rows(folder / f"{name}.questions.jsonl.gz")
    ]
    return Collection(
        name,
        tuple((row["id"], row.get("title", ""), row["text"]) for row in rows),
        tuple(questions),
    )


def read_pairs(path: Path, seed: int = 7) -> Collection:
    """A part of a file of pairs. Raises `MissingInput`.

    A text is kept once; who asks the same in the same words wants all texts given for it.
    """
    rows = list(_rows(path))
    random.Random(seed).shuffle(rows)
    ids: dict[str, str] = {}
    questions: dict[str, set[str]] = {}
    for row in rows[:_PASSAGES]:
        own = ids.setdefault(row["d"], f"{path.name}-{len(ids)}")
        questions.setdefault(row["q"], set()).add(own)
    drawn = list(questions.items())[:_QUESTIONS]
    return Collection(
        path.name.removesuffix(".jsonl.gz"),
        tuple((number, "", body) for body, number in ids.items()),
        tuple((question, frozenset(found)) for question, found in drawn),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise MissingInput(f"Không thấy {path}: hãy chỉ thư mục có tệp này.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class _Searchable:
    """A collection in memory, searched as an index is."""

    def __init__(
        self, collection: Collection, embedder: Embedder, reader: Reader, folder: Path
    ) -> None:
        passages = [
            Passage(name, name, 0, len(text), text, 0, context=title)
            for name, title, text in collection.passages
        ]
        self._rows = {passage.id: row for row, passage in enumerate(passages)}
        self._ids = list(self._rows)
        self.passage_count = len(self._ids)
        folder.mkdir(parents=True)
        writer = LexicalWriter.create(folder)
        writer.add((p.id, indexed_tokens(p.text), indexed_tokens(p.context)) for p in passages)
        writer.close()
        self._words = Lexical.open(folder)
        self._vectors = embedder.embed_passages(
            [f"{passage.context}\n{passage.text}" for passage in passages]
        )
        pieces = reader.model.piece_ids
        self._forwards = [forward_of(p.text, p.context, pieces(p.text)) for p in passages]

    def lexical(self, query: LexicalQuery, limit: int) -> list[tuple[str, float]]:
        return self._words.search(query, limit)

    def dense(self, vector: npt.NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        near = self._vectors @ vector
        best = np.argsort(-near, kind="stable")[:limit]
        return [(self._ids[row], float(near[row])) for row in best]

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        raise NotImplementedError

    def forwards(self, ids: Sequence[str]) -> list[Forward]:
        return [self._forwards[self._rows[name]] for name in ids]

    def vectors_of(self, ids: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.asarray(self._vectors[[self._rows[name] for name in ids]])

    def document_frequency(self, field: str, token: str) -> int:
        return self._words.document_frequency(field, token)


def examples_of(
    collection: Collection, embedder: Embedder, reader: Reader, folder: Path, seed: int = 7
) -> Examples:
    """Candidates of every question as the product's own search finds them."""
    index = _Searchable(collection, embedder, reader, folder)
    rng = random.Random(f"{seed} {collection.name}")
    columns, wants, relevant, plain = [], [], [], []
    names: tuple[str, ...] = ()
    for text, right in collection.questions:
        forms = [text, fold(text)] if rng.random() < _BARE else [text]
        for form in forms:
            query = wanted(understand(form, today=_TODAY))
            legs = ask_legs(index, embedder, query)
            if not legs.words:
                continue
            ids, candidates = candidates_of(index, legs)
            table = passage_features(
                asked_in(index, query.text), candidates, reader.meaning(query.text, legs.vector)
            )
            names = tuple(table)
            columns.append(np.stack(list(table.values()), axis=1))
            wants.append(np.array([name in right for name in ids], np.int8))
            relevant.append(len(right))
            plain.append(form is text)
    log.info("%s: %d questions", collection.name, len(columns))
    return Examples(
        names,
        np.concatenate(columns),
        np.concatenate(wants),
        np.array([len(part) for part in wants]),
        np.array(relevant),
        np.array(plain),
    )
