"""Train the word-translation model: `python -m retrieval.train_translation FOLDER`.

Reads `parallel_*.jsonl.gz` and `dict_*.jsonl.gz` with records {"en", "vi"}, aligns words in both
directions by EM, counts the phrases that translate each other, adds the dictionaries' senses as
pseudo-counts, and writes the probabilities of the likeliest. A few minutes on one core; nothing is
random, so the same data give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from errors import HoiDapError
from retrieval.translation_align import align, links_of
from retrieval.translation_corpus import Pair, read_pairs
from retrieval.translation_estimate import estimate, lines
from retrieval.translation_phrases import Phrase, phrases, symmetric

ENTRIES, WORDINGS = 30_000, 6
#: What it counts, in training only, that a word may stand untranslated in both languages (names).
_SAME = 0.3
#: Occurrences that a word is taken to be translated before any were counted.
_TRANSLATED = 5.0

log = logging.getLogger("train_translation")


@dataclass(frozen=True, slots=True)
class Counted:
    """Phrase pairs of the sentences, and how often (0–1) nothing translates a word."""

    together: dict[tuple[Phrase, Phrase], float]
    untranslated: dict[str, float]


def count(pairs: Sequence[Pair]) -> Counted:
    """Align all pairs in both directions and count the phrases of the sentences."""
    english, vietnamese = _Numbers(), _Numbers()
    ours = [english.of(pair.english) for pair in pairs]
    theirs = [vietnamese.of(pair.vietnamese) for pair in pairs]
    weights = [pair.weight for pair in pairs]
    for word in english.ids.keys() & vietnamese.ids.keys():
        ours.append(english.of((word,)))
        theirs.append(vietnamese.of((word,)))
        weights.append(_SAME)
    there = links_of(ours, theirs, weights)
    log.info("%d possible links", len(there.source))
    forward = align(there)
    back = links_of(theirs, ours, weights)
    backward = align(back)
    log.info("aligned")
    together: dict[tuple[Phrase, Phrase], float] = defaultdict(float)
    seen: Counter[str] = Counter()
    missing: dict[str, float] = defaultdict(float)
    for number, pair in enumerate(pairs):
        if pair.dictionary:
            continue
        syllables, words = len(pair.vietnamese), len(pair.english)
        to = forward[there.first[number] : there.first[number + 1]].reshape(syllables, words + 1)
        fro = backward[back.first[number] : back.first[number + 1]].reshape(words, syllables + 1)
        for one, other, times in phrases(pair.english, pair.vietnamese, symmetric(to, fro)):
            together[one, other] += times
        for word, absent in zip(pair.english, fro[:, 0].tolist(), strict=True):
            seen[word] += 1
            missing[word] += absent
    log.info("%d phrase pairs", len(together))
    untranslated = {word: missing[word] / (seen[word] + _TRANSLATED) for word in seen}
    return Counted(dict(together), untranslated)


class _Numbers:
    """Words and their numbers, from 1."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def of(self, words: Phrase) -> NDArray[np.int32]:
        ids = self.ids
        return np.array([ids.setdefault(word, len(ids) + 1) for word in words], dtype=np.int32)


def train(folder: Path, out: Path, limit: int = ENTRIES) -> int:
    """Train on the files of `folder`, write `out`/en_vi.tsv.gz; returns the number of entries.

    Raises MissingInput and InputError as `read_pairs` does.
    """
    pairs = read_pairs(folder)[0]
    log.info("%d pairs", len(pairs))
    counted = count(pairs)
    entries = estimate(
        counted.together,
        [pair for pair in pairs if pair.dictionary],
        counted.untranslated,
        limit=limit,
        wordings=WORDINGS,
    )
    out.mkdir(parents=True, exist_ok=True)
    text = "".join(lines(entries)).encode()
    (out / "en_vi.tsv.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    log.info("%d entries", len(entries))
    return len(entries)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.train_translation")
    parser.add_argument("folder", type=Path, help="bilingual records, gzipped JSON lines")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("en_vi"))
    parser.add_argument("--entries", type=int, default=ENTRIES)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        train(options.folder, options.out, options.entries)
    except HoiDapError as error:
        log.error("%s", error)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
