"""Make `common_pairs.txt.gz`: pairs of syllables that are common in Vietnamese, by counting.

    python -m vietnamese.build_common_pairs FILE.jsonl.gz...

Each line of a file is a JSON object; its strings are read. A pair is kept when it stands in at
least `AT_LEAST` lines. The list says only which syllables are neighbours, in alphabetic order.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from vietnamese.common_pairs import FILE
from vietnamese.normal import normalise
from vietnamese.telex import is_well_formed

#: Lines that a pair must stand in: below, names and misprints come in.
AT_LEAST = 8
#: Lines read of each file.
_LINES = 40_000


def read_lines(path: Path) -> Iterator[str]:
    """The strings of each of the first lines of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= _LINES:
                return
            yield " | ".join(v for v in json.loads(line).values() if isinstance(v, str))


def count_pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """In how many texts each pair of neighbouring words stands, words in search form.

    Words with a capital are left out: they are names.
    """
    found: Counter[tuple[str, str]] = Counter()
    forms: dict[str, str] = {}
    for text in texts:
        pairs = set()
        for first, second in pairwise(text.split()):
            if first.isalpha() and first.islower() and second[:1].islower():
                second = second.rstrip(".,;:!?)\"'”…")
                if second.isalpha():
                    pairs.add((first, second))
        for pair in pairs:
            for word in pair:
                if word not in forms:
                    forms[word] = normalise(word)
            found[forms[pair[0]], forms[pair[1]]] += 1
    return found


def main(paths: list[str]) -> None:
    """Count the pairs of all files and write those common enough."""
    counted: Counter[tuple[str, str]] = Counter()
    for path in paths:
        counted.update(count_pairs(read_lines(Path(path))))
    kept = sorted(
        f"{first} {second}"
        for (first, second), count in counted.items()
        if count >= AT_LEAST and is_well_formed(first) and is_well_formed(second)
    )
    FILE.write_bytes(gzip.compress("\n".join(kept).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
