"""What looks wrong with a document that was read: for the report of a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.extracted import Extracted
from store.records import Document
from vietnamese.language import is_syllable
from vietnamese.normal import fold, normalise

_WORD = re.compile(r"[^\W\d_]+")
#: what stands for letters that were lost: the replacement character and private use
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
#: words that are looked at, spread over the text
_SAMPLE = 5_000
#: Share of words that are no syllable of Vietnamese from which a text is called garbled. Names and
#: abbreviations make 1 to 8% in reports of provinces; text in a wrong encoding has over half.
GARBLED = 0.2
#: words of which English prose consists to a fifth, and the share from which a text is English
_ENGLISH, _ENGLISH_SHARE = frozenset(("the", "of", "and", "to", "in", "for", "is", "on")), 0.08


@dataclass(frozen=True, slots=True)
class Checks:
    """What was looked at in one document.

    `garbled` is the share of words that can be no Vietnamese word, in 0–1, 0 for an English text;
    `pages` how many there are and `empty_pages` those without a word, from 1; `warnings` are the
    reader's own remarks.
    """

    garbled: float = 0.0
    pages: int = 0
    empty_pages: tuple[int, ...] = ()
    has_date: bool = True
    has_place: bool = True
    warnings: tuple[str, ...] = ()

    @property
    def serious(self) -> tuple[str, ...]:
        """What may mean that text was lost, in words."""
        found = list(self.warnings)
        if self.garbled >= GARBLED:
            found.append(f"{self.garbled:.0%} số chữ không thành tiếng Việt")
        told = " ".join(found)
        silent = [page for page in self.empty_pages if f"trang {page} " not in f"{told} "]
        if silent:
            listed = ", ".join(map(str, silent[:10])) + (" …" if len(silent) > 10 else "")
            found.append(f"trang không có chữ: {listed}")
        return tuple(found)

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that looks wrong, in words."""
        found = list(self.serious)
        if not self.has_date:
            found.append("không rõ ngày tháng, kỳ")
        if not self.has_place:
            found.append("không rõ địa phương")
        return tuple(found)

    def plain(self) -> dict[str, object]:
        """For JSON."""
        return {
            "garbled": round(self.garbled, 4),
            "pages": self.pages,
            "empty_pages": list(self.empty_pages),
            "date": self.has_date,
            "place": self.has_place,
            "warnings": list(self.warnings),
        }


def check(document: Document, extracted: Extracted | None) -> Checks:
    """Look at a described document and at what its reader gave."""
    text = document.text
    scope = document.scope
    borders = (0, *document.pages, len(text))
    empty = tuple(
        page
        for page, (start, end) in enumerate(pairwise(borders), 1)
        if document.pages and not any(letter.isalnum() for letter in text[start:end])
    )
    return Checks(
        garbled=garbled_share(text[document.body_start :]),
        pages=len(document.pages) + 1 if document.pages else 0,
        empty_pages=empty,
        has_date=bool(document.published or document.event_date or scope.period),
        has_place=scope.place is not None,
        warnings=extracted.warnings if extracted else (),
    )


def garbled_share(text: str) -> float:
    """Share of the words of `text` that can be no Vietnamese word, in 0–1.

    0 for a text in English, whose words are no syllables either.
    """
    words = _WORD.findall(text)
    words = words[:: len(words) // _SAMPLE + 1]
    if not words:
        return 0.0
    lost = sum(bool(_LOST.search(run)) for run in text.split()) / max(len(words), 1)
    strange = sum(not _is_word(word) for word in words) / len(words)
    if strange >= GARBLED and _is_english(words):
        return min(lost, 1.0)
    return min(strange + lost, 1.0)


def _is_word(word: str) -> bool:
    """Whether a word can be Vietnamese; words in capitals may be abbreviations."""
    return word.isupper() or is_syllable(fold(normalise(word)))


def _is_english(words: Sequence[str]) -> bool:
    return sum(word.lower() in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
