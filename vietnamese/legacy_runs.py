"""Where a text is in TCVN3 or VNI, told by its syllables, and such text or bytes converted.

Precision first: words count for an encoding only when they are no Vietnamese as they stand and
become it, and against it when they are Vietnamese as they stand or do not become it. And in a
Vietnamese text nearly all words without accents are possible syllables as well, which they are not
in the Western languages that use the same characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vietnamese.language import is_syllable
from vietnamese.legacy import DECODERS, WORD, Encoding, decode_tcvn3, is_vietnamese
from vietnamese.normal import normalise
from vietnamese.telex import is_well_formed

#: so many different words must speak for an encoding, so many times those that speak against it
_EVIDENCE = 2
_MARGIN = 4
#: share of the plain words that must be syllables, and in a text with so many words for it less
_PLAIN_SHARE = 0.75
_PLAIN_SHARE_LONG = 0.5
_LONG = 12

_NOT_ASCII = re.compile(r"[^\x00-\x7f]|[\x01-\x06\x11-\x17]")
#: Windows' characters of the bytes 0x80–0x9F, as the control codes that VN1 has there
_TO_CONTROL = {
    ord(bytes([code]).decode("cp1252")): chr(code)
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_WINDOWS = "".join(map(chr, _TO_CONTROL))
_QUOTES = "".join(sign for sign in _WINDOWS if not sign.isalpha())
_WITH_WINDOWS = re.compile(rf"(?:{WORD.pattern}|[{_WINDOWS}])+")


@dataclass(frozen=True, slots=True)
class _Count:
    """Words of a text that speak for an encoding (different ones: `evidence`), and against it.

    Those that only the other encoding turns into Vietnamese do neither.
    """

    evidence: int
    words_for: int
    words_against: int

    @property
    def margin(self) -> int:
        return self.words_for - _MARGIN * self.words_against


def legacy_encoding(text: str) -> Encoding | None:
    """The encoding that most of `text` is in, None where it is Unicode or nothing tells."""
    counts = _counts(text)
    if counts is None:
        return None
    best = max(counts, key=lambda encoding: counts[encoding].margin)
    sure = counts[best].evidence >= _EVIDENCE and counts[best].margin >= 0
    return best if sure and _looks_vietnamese(text, counts[best]) else None


def decode_runs(text: str) -> tuple[str, tuple[Encoding, ...]]:
    """`text` with its runs in TCVN3 or VNI converted, and the encodings found, most used first.

    A run is a line, and within a converted line the words that only the other encoding, or none,
    turns into Vietnamese. Other text comes back as it is.
    """
    if legacy_encoding(text) is None and not any(map(legacy_encoding, text.split("\n"))):
        return text, ()
    lines = text.split("\n")
    labels = _labels(lines, legacy_encoding(text))
    used = {label: 0 for label in labels if label}
    for line, label in zip(lines, labels, strict=True):
        if label:
            used[label] += len(line)
    found = tuple(sorted(used, key=lambda encoding: -used[encoding]))
    decoded = [
        _decode_line(line, label, found) if label else line
        for line, label in zip(lines, labels, strict=True)
    ]
    return "\n".join(decoded), found


def decode_legacy_bytes(content: bytes) -> tuple[str, str] | None:
    """The text of a plain text file in TCVN3, VNI or both, and the name of its encoding.

    Lines that are UTF-8 are read as such. The text is NFC where it was converted. None when
    nothing in it is TCVN3 or VNI; the name is "tcvn3", "vni", "tcvn3+vni" or "vni+tcvn3".
    """
    text = "\n".join(map(_characters, content.split(b"\n")))
    decoded, found = decode_runs(_read_vn1(text))
    return (decoded, "+".join(found)) if found else None


def _characters(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_windows(code) for code in line)


@lru_cache(maxsize=256)
def _windows(code: int) -> str:
    return bytes([code]).decode("cp1252", "ignore") or chr(code)


def _read_vn1(text: str) -> str:
    """`text` with Windows' characters as the codes of VN1 where they make capitals of a word."""
    if set(_WINDOWS).isdisjoint(text):
        return text
    return _WITH_WINDOWS.sub(lambda word: _vn1_word(word[0]), text)


@lru_cache(maxsize=4096)
def _vn1_word(word: str) -> str:
    codes = word.translate(_TO_CONTROL)
    decoded = decode_tcvn3(codes)
    inner = word.strip(_QUOTES)
    if not inner or not (decoded.isalpha() and decoded.isupper() and is_vietnamese(decoded)):
        return word
    quoted = is_well_formed(normalise(decode_tcvn3(inner))) and inner == inner.translate(
        _TO_CONTROL
    )
    return word if quoted else codes


def _looks_vietnamese(text: str, count: _Count) -> bool:
    """Whether the small words without accents are syllables, most of them."""
    plain = [word for word in WORD.findall(text) if word.isascii() and word.islower()]
    share = _PLAIN_SHARE_LONG if count.evidence >= _LONG else _PLAIN_SHARE
    good = sum(map(is_syllable, plain)) + count.words_for
    return good >= share * (len(plain) + count.words_for)


def _counts(text: str) -> dict[Encoding, _Count] | None:
    """What the words of `text` say for each encoding; None where none of them can say any."""
    words = [word for word in WORD.findall(text) if _NOT_ASCII.search(word)]
    if not words:
        return None
    best = {word: max(_verdict(word, encoding) for encoding in DECODERS) for word in words}
    counts: dict[Encoding, _Count] = {}
    for encoding in DECODERS:
        speaking = [word.lower() for word in words if _verdict(word, encoding) > 0]
        against = sum(
            _verdict(word, encoding) < 0 and (best[word] < 0 or is_vietnamese(word))
            for word in words
        )
        counts[encoding] = _Count(len(set(speaking)), len(speaking), against)
    return counts


@lru_cache(maxsize=65536)
def _verdict(word: str, encoding: Encoding) -> int:
    """1 where a word becomes Vietnamese in `encoding` and only so, -1 where it does not, else 0.

    A single letter says nothing.
    """
    decoded = DECODERS[encoding](word)
    becomes = is_vietnamese(decoded) and decoded.isalpha() and not decoded.isascii()
    if not becomes:
        return -1
    return 0 if is_vietnamese(word) or len(decoded) == 1 or word == decoded else 1


def _labels(lines: list[str], whole: Encoding | None) -> list[Encoding | None]:
    """The encoding of each line; one that tells nothing goes with the line before, or the whole."""
    labels: list[Encoding | None] = []
    last = whole
    for line in lines:
        label = legacy_encoding(line)
        counts = None if label else _counts(line)
        if counts is not None:
            near = [encoding for encoding in (last, whole) if encoding]
            fits = (encoding for encoding in near if counts[encoding].margin >= 0)
            label = next(fits, None)
            last = label or last
        labels.append(label)
        last = label or last
    return labels


def _decode_line(line: str, label: Encoding, found: tuple[Encoding, ...]) -> str:
    """A line in `label`, but the words that it does not turn into Vietnamese as they need it."""
    words = [word for word in WORD.finditer(line) if _NOT_ASCII.search(word[0])]
    if all(_verdict(word[0], label) >= 0 for word in words):
        return DECODERS[label](line)
    pieces: list[tuple[Encoding | None, str]] = []
    end = 0
    for word in words:
        other = _other(word[0], label, found)
        if other != label:
            pieces += [(label, line[end : word.start()]), (other, word[0])]
            end = word.end()
    pieces.append((label, line[end:]))
    return "".join(DECODERS[kind](piece) if kind else piece for kind, piece in pieces)


def _other(word: str, label: Encoding, found: tuple[Encoding, ...]) -> Encoding | None:
    """The encoding of one word of a line in `label`; None for Unicode."""
    if _verdict(word, label) >= 0:
        return label
    if is_vietnamese(word):
        return None
    return next((encoding for encoding in found if _verdict(word, encoding) > 0), label)
