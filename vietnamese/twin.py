"""A folded, lower-case twin of a text, in which numbers and periods are sought.

Every character of the twin knows which characters of the text it stands for, so that a pattern
written once, without accents, reads accented, unaccented and decomposed (NFD) text alike and still
gives exact offsets. The accented twin beside it tells "ngàn" (thousand) from "ngân" (as in bank).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from vietnamese.normal import fold, place_tone

_DASHES = "-‐‑‒–—―−﹘﹣－"
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINES = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_SYMBOLS = str.maketrans(
    {dash: "-" for dash in _DASHES}
    | {space: " " for space in _SPACES}
    | {line: "\n" for line in _LINES}
    | {
        "\t": "|",
        "²": "2",
        "³": "3",
        "％": "%",
        "ð": "đ",
        "≥": "≥",
        "＄": "$",
        "，": ",",
        "．": ".",
    }
)
_NEEDS_MAP = re.compile(f"[{_INVISIBLE}]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
#: A blank line parts paragraphs: nothing is read across it.
_BLANK_LINE = re.compile(r"\n[ \n]*\n")
PARAGRAPH = "¶"


@dataclass(frozen=True, slots=True)
class Twin:
    """Twins of `source`: `plain` without accents and `accented` with them, of one length.

    Tabs stand as "|" (a table's column ends there) and blank lines as "¶". `starts` and `ends` give
    the source offsets of each twin character; they are None when all positions are equal.
    """

    source: str
    plain: str
    accented: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that twin characters start:end (not empty) stand for."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def printed(self, start: int, end: int) -> str:
        """What the source prints where the twin has start:end."""
        first, last = self.span(start, end)
        return self.source[first:last]

    def says(self, start: int, end: int, spelling: str) -> bool:
        """Whether start:end may be read as `spelling`: no accent there contradicts it."""
        seen, spelled = self.accented[start:end].split(), spelling.split()
        return len(seen) == len(spelled) and all(map(_may_read, seen, spelled))

    def starts_capital(self, start: int) -> bool:
        """Whether the source prints a capital at twin position `start`."""
        return self.printed(start, start + 1)[:1].isupper()

    @property
    def is_plain(self) -> bool:
        """Whether the text carries no Vietnamese accent at all."""
        return self.plain == self.accented


def _may_read(seen: str, spelled: str) -> bool:
    if seen == spelled:
        return True
    seen, spelled = place_tone(seen), place_tone(spelled)
    return len(seen) == len(spelled) and all(
        letter in (wanted, fold(wanted)) for letter, wanted in zip(seen, spelled, strict=True)
    )


def twin_of(text: str) -> Twin:
    """The twin of `text`, in any Unicode form."""
    lowered = text.lower()
    if (
        len(lowered) == len(text)
        and unicodedata.is_normalized("NFC", text)
        and not _NEEDS_MAP.search(text)
    ):
        accented = _part(lowered.translate(_SYMBOLS))
        return Twin(text, fold(accented), accented)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        for letter in unicodedata.normalize("NFC", cluster[0]):
            if letter in _INVISIBLE:
                continue
            lower = letter.lower()
            letters.append(lower if len(lower) == 1 else letter)
            starts.append(cluster.start())
            ends.append(cluster.end())
    accented = _part("".join(letters).translate(_SYMBOLS))
    return Twin(text, fold(accented), accented, starts, ends)


def _part(text: str) -> str:
    return _BLANK_LINE.sub(lambda match: PARAGRAPH * len(match[0]), text)
