"""Parallel sentences and dictionary entries, read as base forms and syllables for training."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from errors import InputError, MissingInput
from retrieval.translation_words import english_words, irregular_forms, possible_bases
from vietnamese.tokens import syllables

#: Occurrences in sentences from which a word is taken for one of its own.
_OFTEN = 20
#: Sentences longer than this align badly and cost most.
_LONGEST = 80
#: A dictionary sense longer than this is an explanation, not a translation.
_SENSE = 6
_HEADWORD = 4
_ARTICLES = frozenset(("a", "an", "the", "to"))
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SENSES = re.compile(r"[,;/]")


@dataclass(frozen=True, slots=True)
class Pair:
    """English base forms and Vietnamese syllables that translate each other.

    `weight` is what the pair counts; of a dictionary entry all senses together count 1.
    """

    english: tuple[str, ...]
    vietnamese: tuple[str, ...]
    weight: float
    dictionary: bool = False


def read_pairs(folder: Path) -> tuple[tuple[Pair, ...], frozenset[str]]:
    """All pairs of the files of `folder`, and the words that stand as base forms in them.

    Read are `parallel_*.jsonl.gz` and `dict_*.jsonl.gz`.
    Raises MissingInput when there are none, InputError for a line that is no record.
    """
    files = sorted((*folder.glob("dict_*.jsonl.gz"), *folder.glob("parallel_*.jsonl.gz")))
    records = [
        (file.name.startswith("dict_"), record) for file in files for record in _records(file)
    ]
    if not records:
        raise MissingInput(
            f"{folder} không có tệp song ngữ parallel_*.jsonl.gz hay dict_*.jsonl.gz nào. "
            "Hãy cho thư mục dữ liệu song ngữ."
        )
    known = _base_forms(records)
    pairs = dict.fromkeys(
        pair
        for is_dictionary, record in records
        for pair in (_senses(record, known) if is_dictionary else _sentence(record, known))
    )
    return tuple(pairs), known


def _base_forms(records: Iterable[tuple[bool, dict[str, Any]]]) -> frozenset[str]:
    """Words that are base forms: headwords of dictionaries and what is no inflection of one.

    An inflected form that is a headword itself ("building", "goods") counts as a base form where
    the sentences hold it often enough to learn what it means.
    """
    heads: set[str] = set()
    counts: Counter[str] = Counter()
    for is_dictionary, record in records:
        words = [word.raw.lower() for word in english_words(record["en"], frozenset())]
        if not is_dictionary:
            counts.update(words)
        elif len(words) == 1:
            heads.update(words)
    heads -= irregular_forms().keys()
    met = {word for word, count in counts.items() if count > 1} - irregular_forms().keys()
    often = {word for word in heads if counts[word] >= _OFTEN}
    plain = {word for word in heads if not heads.intersection(possible_bases(word, derived=False))}
    whole = heads | met
    names = {word for word in met if not whole.intersection(possible_bases(word, derived=True))}
    return frozenset(often | plain | names)


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                record["en"], record["vi"]
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f'{file}, dòng {number}: cần bản ghi {{"en": …, "vi": …}}.'
                ) from error
            yield record


def _sentence(record: dict[str, Any], known: Container[str]) -> Iterator[Pair]:
    english = tuple(word.base for word in english_words(record["en"], known))
    vietnamese = tuple(syllables(record["vi"]))
    shorter, longer = sorted((len(english), len(vietnamese)))
    if shorter > 0 and longer <= min(_LONGEST, 6 + 3 * shorter):
        yield Pair(english, vietnamese, 1.0)


def _senses(record: dict[str, Any], known: Container[str]) -> Iterator[Pair]:
    words = [word.base for word in english_words(_BRACKETS.sub(" ", record["en"]), known)]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    if not 0 < len(words) <= _HEADWORD:
        return
    wordings: dict[tuple[str, ...], float] = {}
    for rank, sense in enumerate(record["vi"], start=1):
        for place, part in enumerate(_SENSES.split(_BRACKETS.sub(" ", sense)), start=1):
            wording = tuple(syllables(part))
            if 0 < len(wording) <= _SENSE:
                weight = 1.0 / (rank * place)
                wordings[wording] = max(wordings.get(wording, 0.0), weight)
    whole = sum(wordings.values())
    for wording, weight in wordings.items():
        yield Pair(tuple(words), wording, weight / whole, dictionary=True)
