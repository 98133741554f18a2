"""Whether a name, where it stands, means a place: after a level word, or bare."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vietnamese.lexicon import Phrase, Word
from vietnamese.place import Level, Place
from vietnamese.place_choice import MOST_PROVINCES, provinces_of
from vietnamese.place_context import (
    after_preposition,
    alone_in_capitals,
    has_syllables,
    in_person_name,
    is_road_or_firm,
    looks_like_person,
    peace_not_place,
    typed_like_person,
)
from vietnamese.place_names import Name
from vietnamese.place_words import LevelWord

#: What follows the name of a place in a question, and hardly the word that it may be.
_ASKING = frozenset("có là được đạt năm tháng quý bao mấy đón thu chi thì".split())


def fits_level(
    line: Sequence[Word],
    phrase: Phrase[Name],
    level: LevelWord,
    places: tuple[Place, ...],
    *,
    accented: bool,
) -> bool:
    """Whether a name after a level word, or in the list that one heads, means `places`."""
    name = phrase.value
    capital = is_capital(line, phrase)
    if name.use in ("abbr", "short"):
        return line[phrase.first].shout or not accented
    if any(place.level is Level.PROVINCE for place in places):
        return True
    if capital:
        return not phrase.plain or not accented
    if line[phrase.first].capital or (phrase.plain and accented):
        return False
    if not level.weak:
        return phrase.last - phrase.first > 1 or not phrase.plain
    if phrase.plain:
        return not name.plain_ordinary and phrase.last - phrase.first > 1
    return not name.ordinary and phrase.last - phrase.first > 1


def fits_bare(
    line: Sequence[Word],
    phrase: Phrase[Name],
    beside: Callable[[int], bool],
    *,
    accented: bool,
) -> bool:
    """Whether a name without a level word means a place.

    `beside` tells whether the word at an index of `line` follows a place closely.
    """
    name = phrase.value
    capital = is_capital(line, phrase)
    if name.use == "level":
        return capital and after_preposition(line, phrase.first)
    if name.use == "short":
        small = not accented and len(name.text) > 2
        typed = line[phrase.first].shout or small
        return typed and not in_person_name(line, phrase)
    if name.use == "abbr":
        typed = line[phrase.first].shout and not phrase.plain
        return (typed or not accented) and after_preposition(line, phrase.first)
    if in_person_name(line, phrase):
        return False
    if name.free:
        return _fits_free(line, phrase, capital=capital, accented=accented)
    if not capital or not has_syllables(line, phrase):
        return False
    if name.ordinary and (name.top is Level.COMMUNE or not beside(phrase.first)):
        return False
    if (phrase.plain and accented) or is_road_or_firm(line, phrase.first):
        return False
    if name.top is Level.COMMUNE and (
        looks_like_person(name.text) or len(provinces_of(name)) > MOST_PROVINCES
    ):
        return False
    return alone_in_capitals(line, phrase)


def _fits_free(
    line: Sequence[Word], phrase: Phrase[Name], *, capital: bool, accented: bool
) -> bool:
    name = phrase.value
    if phrase.plain and accented and not capital and not phrase.anchored:
        return phrase.last - phrase.first > 1 and not (name.ordinary or name.plain_ordinary)
    if capital and phrase.plain and accented:
        return not phrase.anchored and not typed_like_person(line, phrase)
    if capital:
        shouted = line[phrase.first].shout and is_shouting(line, phrase.first)
        return not (name.ordinary and shouted)
    if name.ordinary:
        small = phrase.plain or _typed_small(line, phrase)
        return small and not peace_not_place(line, phrase)
    return True


def _typed_small(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether a text has no capitals, and a year or a word of asking follows the name."""
    if any(word.capital for word in line):
        return False
    after = line[phrase.last] if phrase.last < len(line) else None
    return after is not None and (after.raw.isdigit() or after.form in _ASKING)


def is_capital(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether each word of a name is written with a capital, or is a number."""
    span = line[phrase.first : phrase.last]
    return all(word.capital or word.raw[0].isdigit() for word in span)


def is_shouting(line: Sequence[Word], place: int) -> bool:
    """Whether the words before the one at `place` are all in capitals."""
    around = [w for w in line[max(0, place - 3) : place] if len(w.raw) > 1]
    return bool(around) and all(word.shout for word in around)
