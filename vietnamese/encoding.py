"""Our own tiktoken encoding: it sizes passages and prompts, with no download.

A byte-level BPE of 16,384 entries trained on Vietnamese state texts by `train_encoding.py`. Any
text survives encoding and decoding exactly; NFC text costs about a quarter of the tokens of NFD.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from errors import ModelError

if TYPE_CHECKING:
    import tiktoken

NAME = "vi_policy_16k"
SIZE = 16_384
RANKS_FILE = Path(__file__).with_name(f"{NAME}.tiktoken")
SHA256 = "742f4928c1f6561e0695000502840f0aa78724fdfb4c7c15c3cf38ce4dadbf2f"

#: How text is cut before merging: a word or up to four digits (a year) with the space before
#: them, marks (dotted lines in runs of 16 at most), white space. Used in training and in counting,
#: so it may not change without the ranks.
#: There is no "$" in it: the two regular-expression engines read that differently.
PATTERN = (
    r"[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+"
    r"| ?\p{N}{1,4}"
    r"| ?[^\s\p{L}\p{N}]{1,16}[\r\n]*"
    r"|\s*[\r\n]+"
    r"|\s+(?!\S)"
    r"|\s+"
)


@lru_cache(maxsize=1)
def encoding() -> tiktoken.Encoding:
    """The encoding, read from its file at the first call.

    It has no special tokens; use `encode_ordinary` for any text from outside. Raises `ModelError`
    when the file is missing or is not the one this code was made with.
    """
    import tiktoken

    return tiktoken.Encoding(
        NAME, pat_str=PATTERN, mergeable_ranks=read_ranks(RANKS_FILE, SHA256), special_tokens={}
    )


def count_tokens(text: str) -> int:
    """Number of tokens of `text`."""
    return len(encoding().encode_ordinary(text))


def read_ranks(path: Path, sha256: str) -> dict[bytes, int]:
    """Entries and ranks in `path`, whose content must have the given sha256.

    tiktoken's own reader is not used: it caches by path in the temporary folder, goes stale, and
    skips the hash check when that cache is off. Raises `ModelError`.
    """
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise ModelError(f"Không đọc được bảng mã {path} ({cause.strerror}): {_ADVICE}") from cause
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(
            f"Bảng mã {path} có sha256 {found[:12]}…, chương trình cần {sha256[:12]}…: {_ADVICE}"
        )
    try:
        pairs = (line.split() for line in content.splitlines())
        return {base64.b64decode(entry, validate=True): int(rank) for entry, rank in pairs}
    except (ValueError, binascii.Error) as cause:
        raise ModelError(f"Bảng mã {path} sai định dạng: {_ADVICE}") from cause


_ADVICE = "hãy lấy lại tệp này từ bản phát hành của chương trình."
