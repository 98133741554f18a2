"""Search form of Vietnamese text: for indexing and comparing, never shown or quoted.

The search form is NFC, lower case, with one placement of tone marks (hoà → hòa, thuỷ → thủy, but
quý, toán), y for i where both are written (kì → kỳ, tỉ lệ → tỷ lệ), all dashes as "-", all runs of
white space as one space and no invisible characters. `fold` takes the accents off (đ → d).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_VOWELS = "aăâeêioôơuưy"
_QUALITY = "ăâêôơư"

#: toned vowel → (plain vowel, tone) and back
_SPLIT = {
    unicodedata.normalize("NFC", vowel + tone): (vowel, tone)
    for vowel in _VOWELS
    for tone in _TONES
}
_JOIN = {pair: composed for composed, pair in _SPLIT.items()}
_TONED = "".join(_SPLIT)


def _toned(vowel: str) -> str:
    return "".join(_JOIN[vowel, tone] for tone in _TONES)


_DASHES = "-‐‑‒–—―−﹘﹣－"
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_FOLD = {
    ord(composed): unicodedata.normalize("NFD", vowel)[0] for composed, (vowel, _) in _SPLIT.items()
}
_FOLD |= {ord(vowel): unicodedata.normalize("NFD", vowel)[0] for vowel in _QUALITY}
_FOLD |= {ord(chr(code).upper()): plain.upper() for code, plain in tuple(_FOLD.items())}
_FOLD |= {ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"}

_SYMBOLS = {ord(dash): "-" for dash in _DASHES} | {ord(mark): None for mark in _INVISIBLE}
_SYMBOLS |= {ord(quote): '"' for quote in "“”„«»"} | {ord(quote): "'" for quote in "‘’‚`´"}
_SYMBOLS |= {ord("ð"): "đ"}  # the Icelandic letter that some keyboards type for đ

#: a syllable in which a toned vowel has a neighbour vowel: only there can a tone be misplaced
_MOVABLE = re.compile(
    rf"(?<![^\W\d_])(?=[^\W\d_]{{0,6}}(?:[{_VOWELS}][{_TONED}]|[{_TONED}][{_VOWELS}]))"
    r"[^\W\d_]{2,8}(?![^\W\d_])"
)
_SYLLABLE = re.compile(
    rf"(?P<onset>qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}])|[bcdđghklmnpqrstvx]*)"
    rf"(?P<nucleus>[{_VOWELS}]+)(?P<coda>[cghmnpt]*)"
)
#: "kì, lí, mĩ, sĩ, tỉ, quí" beside "kỳ, lý, mỹ, sỹ, tỷ, quý": one word in two spellings.
_I_AS_Y = re.compile(rf"(?<![^\W\d_])([klmst]|qu)([i{_toned('i')}])(?![^\W\d_]|[\u0300-\u036f])")
_TO_Y = {"i": "y"} | {_JOIN["i", tone]: _JOIN["y", tone] for tone in _TONES}
_MARK = re.compile(r"[\u0300-\u036f]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
#: longest run without white space whose search form is remembered
LONG = 40


@lru_cache(maxsize=65536)
def place_tone(syllable: str) -> str:
    """Move the tone mark of one lower-case NFC syllable to its traditional place.

    Length never changes. What is no Vietnamese syllable with exactly one tone mark comes back as
    it is. Traditional placement: on the vowel with a circumflex, breve or horn; else on the last
    vowel before a final consonant; else on the middle one of three and the first one of two.
    """
    tones = [_SPLIT[letter][1] for letter in syllable if letter in _SPLIT]
    if len(tones) != 1:
        return syllable
    plain = "".join(_SPLIT[letter][0] if letter in _SPLIT else letter for letter in syllable)
    match = _SYLLABLE.fullmatch(plain)
    if not match:
        return syllable
    nucleus = match["nucleus"]
    marked = [place for place, vowel in enumerate(nucleus) if vowel in _QUALITY]
    if marked:
        place = marked[-1]
    elif match["coda"]:
        place = len(nucleus) - 1
    else:
        place = 1 if len(nucleus) > 2 else 0
    place += match.start("nucleus")
    return plain[:place] + _JOIN[plain[place], tones[0]] + plain[place + 1 :]


def _place_tones(text: str) -> str:
    """One spelling for each syllable of a lower-case text; the length stays."""
    placed = _MOVABLE.sub(lambda match: place_tone(match[0]), text)
    return _I_AS_Y.sub(_as_y, placed)


def _as_y(match: re.Match[str]) -> str:
    return match[1] + _TO_Y[match[2]]


def normalise(text: str) -> str:
    """Search form of `text`, accents kept.

    Use `search_form` where a position has to be found again in the text itself.
    """
    words = text.split()
    # No step of the search form looks over a space, so a text is the sum of its runs; and as few
    # of them make up most of every text, each is worked out once.
    short = len(text) <= LONG or len(max(words, key=len, default="")) <= LONG
    read = known_form if short else word_form
    return " ".join(filter(None, map(read, words)))


def word_form(word: str) -> str:
    """Search form of a run without white space; empty when nothing of it is visible."""
    if word.isascii():
        return _I_AS_Y.sub(_as_y, word.lower().replace("`", "'"))
    form = unicodedata.normalize("NFC", word).lower().translate(_SYMBOLS)
    return _place_tones(unicodedata.normalize("NFC", form))


#: `word_form`, worked out once for a run; for runs of at most `LONG` characters
known_form = lru_cache(maxsize=65536)(word_form)


def fold(text: str) -> str:
    """Take Vietnamese accents off NFC text and write đ as d; same length, case kept."""
    return text if text.isascii() else text.translate(_FOLD)


def is_unaccented(text: str) -> bool:
    """Whether `text` carries no Vietnamese accent at all, as typed on a plain keyboard."""
    if text.isascii():
        return True
    composed = unicodedata.normalize("NFC", text)
    return fold(composed) == composed


@dataclass(frozen=True, slots=True)
class SearchForm:
    """Search form with its way back: character i comes from `offsets[i]` of the given text.

    `offsets` has one more entry than `text`, so that half-open spans map as they are.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that holds search-form characters start:end."""
        return self.offsets[start], self.offsets[max(start, end)]


#: Longest text whose search form is kept: a question is looked at from many sides.
_KEPT_LENGTH = 500


def search_form(text: str) -> SearchForm:
    """Search form of `text` with a map back to offsets in `text`, in any Unicode form."""
    return _kept_form(text) if len(text) <= _KEPT_LENGTH else _search_form(text)


@lru_cache(maxsize=256)
def _kept_form(text: str) -> SearchForm:
    return _search_form(text)


def _search_form(text: str) -> SearchForm:
    lower = text.lower()
    form = lower.translate(_SYMBOLS)
    if (
        len(text) == len(lower) == len(form)
        and " ".join(form.split()) == form
        and unicodedata.is_normalized("NFC", form)
        and not _MARK.search(text)
    ):  # letter for letter, as most text is
        return SearchForm(_place_tones(form), tuple(range(len(text) + 1)))
    letters: list[str] = []
    offsets: list[int] = []
    end = 0
    for cluster in _CLUSTER.finditer(text):
        form = unicodedata.normalize("NFC", cluster[0]).lower().translate(_SYMBOLS)
        for letter in unicodedata.normalize("NFC", form):
            if letter.isspace():
                if not letters or letters[-1] == " ":
                    continue
                letter = " "
            else:
                end = cluster.end()
            letters.append(letter)
            offsets.append(cluster.start())
    if letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return SearchForm(_place_tones("".join(letters)), (*offsets, end))
