"""Train the byte-level BPE that `vietnamese/encoding.py` counts with.

    python -m vietnamese.train_encoding PAIRS_DIR [--out FILE] [--size N]

PAIRS_DIR holds `pairs_*.jsonl.gz` files of state texts, one JSON object {"q", "d", "id"} a line.
The program is deterministic: the same texts give the same file. It logs the file's sha256, which
belongs into `encoding.py` (`SHA256`) before the new file is used.

Texts are trained on in NFC, as they are stored. The pattern ends every piece at a space, so that
no entry spans two syllables and none can hold a person's full name.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from errors import MissingInput
from vietnamese.encoding import PATTERN, RANKS_FILE, SIZE

log = logging.getLogger(__name__)

#: state texts: no other source may shape what is shipped
SOURCES = ("phapdien", "congbao", "tthc", "vbhn")

#: serial numbers of a source's own database, words glued together in file names, dotted lines:
#: nobody asks or writes them, and each would cost entries
_NOISE = re.compile(r"\d{15,}|[^\W\d_]{12,}|(?<=[.…]{4})[.…]+")


def texts(folder: Path) -> Iterator[str]:
    """Questions and texts of the state sources in `folder`, NFC, each text once.

    Raises `MissingInput` when one of the source files is not there.
    """
    seen: set[bytes] = set()
    for source in SOURCES:
        path = folder / f"pairs_{source}.jsonl.gz"
        if not path.is_file():
            wanted = ", ".join(f"pairs_{name}.jsonl.gz" for name in SOURCES)
            raise MissingInput(
                f"Không thấy {path}: cần các tệp {wanted} trong cùng một thư mục;"
                " hãy ghi đúng thư mục đó."
            )
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                pair = json.loads(line)
                for text in (pair["q"], pair["d"]):
                    text = _NOISE.sub(" ", unicodedata.normalize("NFC", text))
                    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
                    if digest not in seen:
                        seen.add(digest)
                        yield text


def train(folder: Path, size: int = SIZE) -> list[bytes]:
    """Entries of the encoding in order of rank, `size` of them, learned from `texts(folder)`."""
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split
    from tokenizers.trainers import BpeTrainer

    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = Sequence(
        [
            Split(Regex(PATTERN), behavior="isolated"),
            ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = BpeTrainer(
        vocab_size=size,
        min_frequency=2,
        initial_alphabet=sorted(ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(folder), trainer)
    letters = _bytes_of_letters()
    by_rank = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    return [bytes(letters[letter] for letter in entry) for entry, _ in by_rank]


def _bytes_of_letters() -> dict[str, int]:
    """The byte behind each letter of the byte-level alphabet (GPT-2's table).

    Printable bytes stand for themselves, the other 68 are numbered on from U+0100.
    """
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table = {chr(byte): byte for byte in printable}
    others = [byte for byte in range(256) if byte not in set(printable)]
    return table | {chr(256 + place): byte for place, byte in enumerate(others)}


def write(entries: list[bytes], path: Path) -> str:
    """Write one `base64 rank` line per entry to `path`; returns the file's sha256."""
    lines = (f"{base64.b64encode(entry).decode()} {rank}\n" for rank, entry in enumerate(entries))
    content = "".join(lines).encode("ascii")
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Train the Vietnamese tiktoken encoding.")
    parser.add_argument("pairs", type=Path, metavar="PAIRS_DIR", help="folder of pairs_*.jsonl.gz")
    parser.add_argument("--out", type=Path, default=RANKS_FILE, help="file to write")
    parser.add_argument("--size", type=int, default=SIZE, help="number of entries")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    entries = train(given.pairs, given.size)
    digest = write(entries, given.out)
    log.info("%s: %d entries, sha256 %s", given.out, len(entries), digest)


if __name__ == "__main__":
    main()
