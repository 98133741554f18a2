"""Questions whose answers are known, as sentences that hold the answer and sentences that do not.

For training the sentence ranker: the product's own search and its own reading of sentences over
public question sets, `{"id","question","passage_id","answers"}` and `{"id","title","text"}`.
"""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embedding.model import Embedder
from errors import MissingInput
from retrieval.evidence import judge_sentences
from retrieval.find import completed, correction_of, find
from retrieval.neighbours import join
from retrieval.records import Found
from retrieval.sentence_ranker import SentenceRanker
from retrieval.shelf import Shelf
from retrieval.understand import understand
from store.index import open_index
from store.records import Document, Passage
from store.writer import open_writer
from vietnamese.normal import fold
from vietnamese.tokens import syllables

log = logging.getLogger(__name__)

_TODAY = date(2026, 1, 1)
#: Worth of a sentence: no answer in it; one by chance, in a passage that is not the right one;
#: the answer.
NONE, BY_CHANCE, ANSWER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Answered:
    """Groups of sentences end to end, one or two for each question.

    `columns` has a row for each sentence and `worth` what it is; `sizes` the sentences of each
    group; `given` the groups of the right passage alone, the others are of all passages found.
    """

    names: tuple[str, ...]
    columns: npt.NDArray[np.float32]
    worth: npt.NDArray[np.int8]
    sizes: npt.NDArray[np.int64]
    given: npt.NDArray[np.bool_]

    def save(self, path: Path) -> None:
        """Keep in `path` (.npz)."""
        np.savez(path, **{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def read(cls, path: Path) -> Answered:
        """Read what `save` kept."""
        with np.load(path) as kept:
            parts: dict[str, Any] = {name: kept[name] for name in cls.__slots__}
        return cls(**parts | {"names": tuple(map(str, parts["names"]))})


def answered(bench: Path, name: str, work: Path, embedder: Embedder) -> Answered:
    """The question set `name` of the folder `bench`, indexed in `work`. Raises `MissingInput`."""
    data_dir = work / name
    if not data_dir.exists():
        _index(_rows(bench / f"{name}.passages.jsonl.gz"), data_dir, embedder)
    index = open_index(data_dir)
    shelf = Shelf(index)
    ranker = SentenceRanker(embedder)
    names: tuple[str, ...] = ()
    columns, worth, given = [], [], []
    for row in _rows(bench / f"{name}.questions.jsonl.gz"):
        right = row.get("passage_ids") or [row["passage_id"]]
        correction = correction_of(row["question"], index)
        query = completed(understand(correction.text, today=_TODAY), correction, index)
        found = join(find(shelf, embedder, query), shelf.text_of)
        known = [Found(passage, 1.0) for passage in shelf.passages(right)]
        for group, is_given in ((known, True), (found, False)):
            judged = judge_sentences(query, shelf.sentences(group), shelf.rarity)
            if not judged:
                continue
            table = ranker.columns(query, judged, shelf)
            names = tuple(table)
            columns.append(np.stack(list(table.values()), axis=1))
            worth.append(
                np.array(
                    [
                        _worth(item.sentence.text, item.sentence.passage.source in right, row)
                        for item in judged
                    ],
                    np.int8,
                )
            )
            given.append(is_given)
    index.close()
    log.info("%s: %d groups", name, len(given))
    return Answered(
        names,
        np.concatenate(columns),
        np.concatenate(worth),
        np.array([len(part) for part in worth]),
        np.array(given),
    )


def _worth(text: str, right: bool, row: dict[str, Any]) -> int:
    if not holds_any(text, row["answers"]):
        return NONE
    return ANSWER if right else BY_CHANCE


def holds_any(text: str, answers: Sequence[str]) -> bool:
    """Whether the words of one of `answers` stand in `text` one after another, accents aside."""
    running = _running(text)
    return any(len(words) > 2 and words in running for words in map(_running, answers))


def _running(text: str) -> str:
    return f" {' '.join(fold(unit) for unit in syllables(text))} "


def _index(passages: Iterator[dict[str, Any]], data_dir: Path, embedder: Embedder) -> None:
    with open_writer(data_dir, embedder) as writer:
        for row in passages:
            title, text = row.get("title", ""), row["text"]
            document = Document(row["id"], "", sha256(text.encode()).hexdigest(), text, title=title)
            passage = Passage(row["id"], row["id"], 0, len(text), text, 0, context=title)
            writer.put(document, [passage])
        writer.publish()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise MissingInput(f"Không thấy {path}: hãy chỉ thư mục có tệp này.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
