"""The tokenizer of the shipped model, in the format of `tokenizers`.

`Metaspace(split=False)` keeps the text in one piece, so that superword pieces can match; it gives
SentencePiece's own segmentation. The normaliser makes raw text readable for a program that knows
only the saved folder; our own loader hands over `model_form(text)`, which it leaves as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNKNOWN = "[UNK]"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SEPARATORS = r"[^\p{L}\p{N}\x{0300}-\x{036F}%]+"


def build_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer over `pieces` (piece with "▁" for a space, log-probability).

    The first piece stands for what is unknown.
    """
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            *(normalizers.Replace(Regex(wrong), right) for wrong, right in _tone_moves()),
            *(normalizers.Replace(Regex(wrong), right) for wrong, right in _one_letter()),
            normalizers.Replace(Regex(_SEPARATORS), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="▁", prepend_scheme="always", split=False
    )
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    return tokenizer


def _tone_moves() -> Iterator[tuple[str, str]]:
    """Patterns of misplaced tones with what they become: hoà → hòa, thuỷ → thủy, but quý."""
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONES:
            on_first = unicodedata.normalize("NFC", first + tone) + second
            on_second = first + unicodedata.normalize("NFC", second + tone)
            yield rf"(?<![qQ]){on_second}(?!\p{{L}})", on_first
            yield rf"(?<![qQ]){on_first}(?=\p{{L}})", on_second


def _one_letter() -> Iterator[tuple[str, str]]:
    """Patterns of i that is also written y: kì → kỳ, quí → quý, tỉ → tỷ."""
    for tone in ("", *_TONES):
        written, read = (unicodedata.normalize("NFC", letter + tone) for letter in "iy")
        yield rf"(?<=[^\p{{L}}][klmst]|^[klmst]|[^\p{{L}}]qu|^qu){written}(?!\p{{L}})", read
