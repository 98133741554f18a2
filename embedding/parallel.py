"""Reading texts in English and Vietnamese: sentences, dictionary entries, our glossary."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from errors import MissingInput
from vietnamese.glossary import glossary_rows

#: texts under an open licence: FLORES and Wiktionary CC BY-SA, Unicode names, TICO-19 CC0,
#: business software MIT, the Tatoeba part of `small` CC BY
OPEN_PARALLEL = (
    "parallel_flores_dev",
    "parallel_erpnext_ui",
    "parallel_small",
    "dict_wiktionary",
    "dict_cldr_names",
    "dict_tico19",
)
#: news, examples of dictionaries, talks: without a stated licence, or for research
OTHER_PARALLEL = (
    "parallel_mtenvi_mixed",
    "parallel_baosongngu_news",
    "parallel_tdav_examples",
    "parallel_ovdp_examples",
)
#: the policy glossary of this project counts as a source of its own
GLOSSARY = "glossary"
_OPEN_PART = {"parallel_small": "tatoeba"}


#: names of countries, currencies and months, which are no private names
NAMES = ("dict_cldr_names", "dict_englishwords")


@dataclass(frozen=True, slots=True)
class Parallel:
    """An English text with its Vietnamese translation."""

    english: str
    vietnamese: str
    source: str


def read_parallel(folder: Path, source: str, *, open_only: bool = True) -> Iterator[Parallel]:
    """Translations of `folder/SOURCE.jsonl.gz`, or of our glossary, in file order.

    A dictionary entry gives one for each of its senses. With `open_only` what is not under an open
    licence within a source is left out. Raises `MissingInput`.
    """
    if source == GLOSSARY:
        for english, vietnamese, _ in glossary_rows():
            for sense in vietnamese:
                yield Parallel(english, sense, source)
        return
    path = folder / f"{source}.jsonl.gz"
    if not path.is_file():
        raise MissingInput(
            f"Không thấy {path}: cần thư mục có các tệp parallel_*.jsonl.gz và dict_*.jsonl.gz;"
            " hãy ghi đúng thư mục đó."
        )
    part = _OPEN_PART.get(source) if open_only else None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if part and record["src"] != part:
                continue
            senses = record["vi"] if isinstance(record["vi"], list) else [record["vi"]]
            for sense in senses:
                yield Parallel(record["en"], sense, source)
