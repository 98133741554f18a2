"""The shipped word-translation model, read at the first English question."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).with_name("en_vi")
FILE = FOLDER / "en_vi.tsv.gz"

#: Wordings with their probability, likeliest first.
Wordings = tuple[tuple[str, float], ...]


@lru_cache(maxsize=1)
def entries() -> dict[str, str]:
    """English words and phrases in base form → their line's rest, read further by `wordings`."""
    text = gzip.decompress(FILE.read_bytes()).decode()
    return dict(line.split("\t", 1) for line in text.splitlines())


@lru_cache(maxsize=8192)
def wordings(english: str) -> Wordings:
    """Vietnamese for an English word or phrase in base form; empty when it has no entry.

    The probabilities add up to 1 at most; what is missing is how often nothing translates a word,
    and for a phrase what is left to its words.
    """
    line = entries().get(english)
    if line is None:
        return ()
    shares = (share.rpartition(":") for share in line.split("|"))
    return tuple((wording, int(number) / 1000) for wording, _, number in shares)
