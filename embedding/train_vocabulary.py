"""Learn the superword vocabulary of the shipped model.

    python -m embedding.train_vocabulary PAIRS_DIR BILINGUAL_DIR WORK_DIR [--size N] ...

A unigram vocabulary (SentencePiece) that may cross spaces, so that "mục tiêu", "xuất khẩu" and
"muc tieu" are single pieces. It is learned from clauses of state texts and Wikipedia, each once,
in the form the model reads (`model_form`), two thirds with accents and one third without. Pieces
that look like persons' names (`personal_names`) and fragments of phrases are dropped. Common
English words and phrases are added (`english`). WORK_DIR gets `tokenizer.json`, in the format of
`tokenizers`.
"""

from __future__ import annotations

import argparse
import io
import logging
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from embedding.english import english_pieces, mixed
from embedding.pairs import STATE_SOURCES, WIKIPEDIA_SOURCES, read_pairs
from embedding.parallel import (
    GLOSSARY,
    NAMES,
    OPEN_PARALLEL,
    OTHER_PARALLEL,
    read_parallel,
)
from embedding.personal_names import NameCounter
from embedding.text import model_form
from embedding.tokenizing import UNKNOWN, build_tokenizer
from vietnamese.normal import fold

log = logging.getLogger(__name__)

SIZE = 48_000
#: characters of text learned from: more of it changes few pieces and costs minutes
CHARACTERS = 16_000_000
#: share of the characters taken from state texts, and of the clauses folded
STATE_SHARE = 0.6
FOLDED_SHARE = 1 / 3
#: pieces longer than this are whole phrases of one document
_PIECE_LENGTH = 20
_SPARE = 1.1

_CLAUSE = re.compile(r"[.;:!?,()\[\]\"“”\n]+")


def clauses(folder: Path, sources: tuple[str, ...], limit: int, seed: int) -> Iterator[str]:
    """Clauses of the passages and questions of `sources`, each once, `limit` characters in all."""
    texts: set[str] = set()
    for source in sources:
        for pair in read_pairs(folder, source):
            texts.update((pair.query, pair.passage))
    shuffled = sorted(texts)
    random.Random(seed).shuffle(shuffled)
    seen: set[int] = set()
    for text in shuffled:
        for clause in _CLAUSE.split(text):
            form = model_form(clause)
            if form.count(" ") < 2 or hash(form) in seen:
                continue
            seen.add(hash(form))
            yield form
            limit -= len(form)
        if limit < 0:
            return


def sample(folder: Path, characters: int, seed: int) -> list[str]:
    """Training clauses in seeded random order, a share of them without accents."""
    state = int(characters * STATE_SHARE)
    found = list(clauses(folder, STATE_SOURCES, state, seed))
    found += clauses(folder, WIKIPEDIA_SOURCES, characters - state, seed)
    rng = random.Random(seed)
    rng.shuffle(found)
    return [fold(form) if rng.random() < FOLDED_SHARE else form for form in found]


def learn(texts: list[str], size: int) -> list[tuple[str, float]]:
    """Pieces with their log-probabilities, best first, the unknown piece left out."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        model_type="unigram",
        vocab_size=size,
        split_by_whitespace=False,
        max_sentencepiece_length=_PIECE_LENGTH,
        normalization_rule_name="identity",
        character_coverage=0.9998,
        split_by_number=True,
        seed_sentencepiece_size=600_000,
        shrinking_factor=0.65,
        num_threads=1,
        unk_id=0,
        bos_id=-1,
        eos_id=-1,
        pad_id=-1,
        minloglevel=1,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [
        (processor.id_to_piece(number), processor.get_score(number))
        for number in range(1, processor.get_piece_size())
    ]


def without_names(
    pieces: list[tuple[str, float]], counter: NameCounter, size: int
) -> list[tuple[str, float]]:
    """The best `size - 1` pieces that do not look like names; single characters all stay."""
    letters = [piece for piece in pieces if len(piece[0]) == 1]
    longer = [
        piece
        for piece in pieces
        if len(piece[0]) > 1 and not counter.is_name(piece[0].replace("▁", " ").strip())
    ]
    log.info("%d pieces look like names and are dropped", len(pieces) - len(letters) - len(longer))
    kept = longer[: size - 1 - len(letters)] + letters
    return sorted(kept, key=lambda piece: (-piece[1], piece[0]))


def without_fragments(pieces: list[tuple[str, float]], texts: list[str]) -> list[tuple[str, float]]:
    """`pieces` less those that cross a space but begin or end within a word ("phải c").

    Such a piece begins in the middle of a word, or its words stand in `texts` as whole words less
    than half as often as its probability says the piece does.
    """
    letters = sum(map(len, texts))
    drawn = letters / sum(math.exp(score) * len(piece) for piece, score in pieces)
    crossing = {piece for piece, _ in pieces if "▁" in piece[1:]}
    whole: Counter[str] = Counter()
    for text in texts:
        words = text.split()
        for start in range(len(words)):
            run = ""
            for word in words[start : start + _PIECE_LENGTH // 2]:
                run += "▁" + word
                if len(run) > _PIECE_LENGTH:
                    break
                if run in crossing:
                    whole[run] += 1
    kept = [
        (piece, score)
        for piece, score in pieces
        if piece not in crossing or whole[piece] >= 0.5 * drawn * math.exp(score)
    ]
    log.info("%d pieces are fragments of phrases and are dropped", len(pieces) - len(kept))
    return kept


def with_english(pieces: list[tuple[str, float]], bilingual: Path) -> list[tuple[str, float]]:
    """`pieces` with the common English words and phrases of the texts in `bilingual`.

    Which words are common is a fact about English, so all texts are counted.
    """
    texts = dict.fromkeys(
        pair.english
        for source in (*OPEN_PARALLEL, *OTHER_PARALLEL)
        for pair in read_parallel(bilingual, source, open_only=False)
    )
    terms = [pair.english for pair in read_parallel(bilingual, GLOSSARY)]
    names = [pair.english for source in NAMES for pair in read_parallel(bilingual, source)]
    english = english_pieces(texts, terms, names)
    together = mixed(pieces, english)
    log.info("%d English pieces, %d of them new", len(english), len(together) - len(pieces))
    return together


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Learn the vocabulary of the shipped model.")
    parser.add_argument("pairs", type=Path, metavar="PAIRS_DIR", help="folder of pairs_*.jsonl.gz")
    parser.add_argument("bilingual", type=Path, metavar="BILINGUAL_DIR", help="parallel_*, dict_*")
    parser.add_argument("work", type=Path, metavar="WORK_DIR", help="folder for tokenizer.json")
    parser.add_argument("--size", type=int, default=SIZE, help="number of pieces")
    parser.add_argument("--characters", type=int, default=CHARACTERS, help="text learned from")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.work.mkdir(parents=True, exist_ok=True)

    texts = sample(given.pairs, given.characters, given.seed)
    log.info("%d clauses, %d characters", len(texts), sum(map(len, texts)))
    pieces = learn(texts, int(given.size * _SPARE))
    log.info("%d pieces learned", len(pieces))
    counter = NameCounter()
    for source in (*STATE_SOURCES, *WIKIPEDIA_SOURCES):
        counter.add(pair.passage for pair in read_pairs(given.pairs, source))
    kept = without_fragments(without_names(pieces, counter, given.size), texts)
    kept = with_english(kept, given.bilingual)
    build_tokenizer([(UNKNOWN, 0.0), *kept]).save(str(given.work / "tokenizer.json"))
    log.info("%s: %d pieces", given.work / "tokenizer.json", len(kept) + 1)


if __name__ == "__main__":
    main()
