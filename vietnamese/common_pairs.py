"""Pairs of syllables that are common in Vietnamese: "dân sự", "đặt mục", "hộ nghèo"."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

#: Made by `build_common_pairs` from public legal texts and an encyclopedia.
FILE = Path(__file__).with_name("common_pairs.txt.gz")


@lru_cache(maxsize=1)
def common_pairs() -> frozenset[str]:
    """All pairs, "a_b" in search form with their accents, as the lexical index writes them."""
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    return frozenset(line.replace(" ", "_") for line in lines)
