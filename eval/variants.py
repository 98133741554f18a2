"""The same question as other people type it: without accents, in Telex, in capitals, with a slip.

Every variant is seeded by its name and the question's id, so that two runs, and two machines,
measure the same questions.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from vietnamese.normal import fold, normalise

_SYLLABLE = re.compile(r"[^\W\d_]+")
_TONE_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_QUALITY_KEYS = {"\u0306": "w", "\u031b": "w"}  # breve and horn; a circumflex doubles its letter
_CIRCUMFLEX = "\u0302"
_MIN_TYPO_LENGTH = 3

#: The two vowels on which the old and the new placement of a tone differ when nothing follows
#: them (hòa / hoà, khỏe / khoẻ, thủy / thuỷ); after q the u belongs to the consonant.
_TWO_PLACES = ("oa", "oe", "uy")

#: Neighbours on a QWERTY keyboard, same row.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: "".join(row[place + step] for step in (-1, 1) if 0 <= place + step < len(row))
    for row in _ROWS
    for place, key in enumerate(row)
}


def unaccented(text: str, rng: random.Random) -> str:
    """All accents off, đ as d."""
    return fold(unicodedata.normalize("NFC", text))


def half_accented(text: str, rng: random.Random) -> str:
    """Accents off a random half of the syllables."""
    composed = unicodedata.normalize("NFC", text)
    return _SYLLABLE.sub(lambda match: fold(match[0]) if rng.random() < 0.5 else match[0], composed)


def decomposed(text: str, rng: random.Random) -> str:
    """Accents as separate combining characters (NFD), as some systems and PDF copies give them."""
    return unicodedata.normalize("NFD", text)


def other_tone_place(text: str, rng: random.Random) -> str:
    """Tone marks at their other customary place: hòa as hoà and hoà as hòa."""
    composed = unicodedata.normalize("NFC", text)
    return _SYLLABLE.sub(lambda match: _move_tone(match[0]), composed)


def upper(text: str, rng: random.Random) -> str:
    """All in capitals."""
    return text.upper()


def typo(text: str, rng: random.Random) -> str:
    """One slip of the fingers in one word of three letters or more; digits stay as they are."""
    composed = unicodedata.normalize("NFC", text)
    words = [match for match in _SYLLABLE.finditer(composed) if len(match[0]) >= _MIN_TYPO_LENGTH]
    if not words:
        return composed
    word = rng.choice(words)
    return composed[: word.start()] + _slip(word[0], rng) + composed[word.end() :]


def telex(text: str, rng: random.Random) -> str:
    """The bare keys of the Telex input method, as typed with the keyboard left on English."""
    composed = unicodedata.normalize("NFC", text)
    return _SYLLABLE.sub(lambda match: _telex_keys(match[0]), composed)


VARIANTS: dict[str, Callable[[str, random.Random], str]] = {
    "plain": lambda text, rng: text,
    "unaccented": unaccented,
    "half": half_accented,
    "nfd": decomposed,
    "tone": other_tone_place,
    "upper": upper,
    "typo": typo,
    "telex": telex,
}


def vary(question: str, variant: str, question_id: str) -> str:
    """The `variant` of a question; the same for the same id, whatever stands around it.

    Raises `KeyError` for a name that is not in `VARIANTS`.
    """
    return VARIANTS[variant](question, random.Random(f"{variant}:{question_id}"))


def _slip(word: str, rng: random.Random) -> str:
    """Swap, drop, double or mishit one letter; the result differs from `word`."""
    place = rng.randrange(len(word) - 1)
    letter = word[place]
    slips = [word[:place] + word[place + 1 :], word[:place] + letter + word[place:]]
    if letter != word[place + 1]:
        slips.append(word[:place] + word[place + 1] + letter + word[place + 2 :])
    near = _NEIGHBOURS.get(fold(letter).lower(), "")
    if near:
        hit = rng.choice(near)
        slips.append(word[:place] + (hit.upper() if letter.isupper() else hit) + word[place + 1 :])
    return rng.choice(slips)


def _telex_keys(syllable: str) -> str:
    keys: list[str] = []
    tone = ""
    for letter in syllable:
        if letter in "đĐ":
            keys.append("dd" if letter == "đ" else "Dd")
            continue
        base, marks = _split(letter)
        keys.append(base)
        for mark in marks:
            if mark in _TONE_KEYS:
                tone = _TONE_KEYS[mark]
            else:
                keys.append(base.lower() if mark == _CIRCUMFLEX else _QUALITY_KEYS.get(mark, ""))
    typed = "".join([*keys, tone])
    return typed.upper() if len(syllable) > 1 and syllable.isupper() else typed


def _move_tone(syllable: str) -> str:
    bare = fold(syllable).lower()
    if not bare.endswith(_TWO_PLACES) or bare[-3:-2] == "q":
        return syllable
    (first, first_marks), (second, second_marks) = map(_split, syllable[-2:])
    marks = unicodedata.normalize("NFD", syllable[:-2]) + first_marks + second_marks
    if sum(mark in _TONE_KEYS for mark in marks) != 1 or set(first_marks + second_marks) - set(
        _TONE_KEYS
    ):
        return syllable  # no Vietnamese syllable, or a vowel that keeps its tone (ơa, ưy)
    moved = unicodedata.normalize("NFC", first + second_marks + second + first_marks)
    result = syllable[:-2] + moved
    return result if normalise(result) == normalise(syllable) else syllable


def _split(letter: str) -> tuple[str, str]:
    """A letter as its base and its combining marks."""
    parts = unicodedata.normalize("NFD", letter)
    return parts[:1], parts[1:]
