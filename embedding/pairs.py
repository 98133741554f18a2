"""Reading the training pairs: question and passage of the sources whose licence lets us ship."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from errors import MissingInput

STATE_SOURCES = ("phapdien", "congbao", "tthc", "vbhn")
WIKIPEDIA_SOURCES = ("viwik19_section", "viwik19_lead", "viwik19_title", "viwiki_lead")
SOURCES = (*STATE_SOURCES, *WIKIPEDIA_SOURCES)

#: serial numbers of a source's own database and words glued together in file names
_NOISE = re.compile(r"\d{12,}|[^\W\d_]{24,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a passage that answers it.

    `group` names what must not serve as each other's wrong answer: the article or the page, and
    for administrative procedures the whole procedure.
    """

    query: str
    passage: str
    group: str
    source: str


def read_pairs(folder: Path, source: str) -> Iterator[Pair]:
    """Pairs of `folder/pairs_SOURCE.jsonl.gz` in file order. Raises `MissingInput`."""
    path = folder / f"pairs_{source}.jsonl.gz"
    if not path.is_file():
        raise MissingInput(
            f"Không thấy {path}: cần thư mục có các tệp pairs_*.jsonl.gz của "
            f"{', '.join(SOURCES)}; hãy ghi đúng thư mục đó."
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            group = pair["id"].split("#")[0] if source == "tthc" else pair["id"]
            yield Pair(_NOISE.sub(" ", pair["q"]), _NOISE.sub(" ", pair["d"]), group, source)
