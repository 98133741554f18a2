"""Words whose marks went astray in typing: "Huỵen" is "Huyện", "phừong" is "phường".

The letters are right and so is the tone; only one word of the language has both. A word that
stands in the documents, or in Vietnamese at large, is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from retrieval.vocabulary import known_forms, partners
from store.index import Index
from vietnamese.lexicon import has_accents, words
from vietnamese.normal import fold

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_HAT = "\u0302"
_SHAPING = {_HAT, "\u0306", "\u031b"}
#: Words beside which a form must stand in much text to be meant, and how much oftener than others.
_ENOUGH, _CLEARLY = 5, 4
#: Vowels typed twice for a circumflex by those who also type the tone as a sign: "maáy".
_DOUBLED = re.compile(r"(?:(a)a|(e)e|(o)o)")


def with_marks_in_place(text: str, index: Index) -> str:
    """`text` with the marks of its words where they belong; the capitals stay."""
    if not has_accents(text):
        return text
    for word in reversed(words(text)):
        form = word.form
        if partners(form) or not has_accents(word.raw) or word.raw.isupper():
            continue
        if index.document_frequency("text", form):
            continue
        meant = _meant(form)
        if meant is not None:
            capital = word.raw[0].isupper()
            right = meant[0].upper() + meant[1:] if capital else meant
            text = text[: word.start] + right + text[word.end :]
    return text


@lru_cache(maxsize=4096)
def _meant(form: str) -> str | None:
    """The one word with the same letters and the same tone; None where there is none or several."""
    letters, tone = fold(form), _tone(form)
    if tone is None:
        return None
    shapes = _shapes(form)
    found = [one for one in _by_sound().get((letters, tone), ()) if shapes <= _shapes(one)]
    single = _DOUBLED.sub(lambda pair: next(filter(None, pair.groups())), letters)
    if single != letters:
        hats = [one for one in _by_sound().get((single, tone), ()) if _HAT in _shapes(one)]
        found += [one for one in hats if shapes <= _shapes(one)]
    found.sort(key=partners, reverse=True)
    if not found or partners(found[0]) < _ENOUGH:
        return None
    if len(found) > 1 and partners(found[0]) < _CLEARLY * partners(found[1]):
        return None
    return found[0] if found[0] != form else None


@lru_cache(maxsize=1)
def _by_sound() -> dict[tuple[str, str], tuple[str, ...]]:
    """All words known by their letters without marks and their tone."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for form in known_forms():
        tone = _tone(form)
        if tone is not None:
            key = fold(form), tone
            found[key] = (*found.get(key, ()), form)
    return found


def _shapes(form: str) -> Counter[str]:
    """The marks of a word that shape its vowels: what was typed of them was meant."""
    return Counter(mark for mark in unicodedata.normalize("NFD", form) if mark in _SHAPING)


def _tone(form: str) -> str | None:
    """The one tone mark of a word; None where it has none or several."""
    marks = [mark for mark in unicodedata.normalize("NFD", form) if mark in _TONES]
    return marks[0] if len(marks) == 1 else None
