"""The misspelt words of a question, found by their neighbours and the words of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from retrieval.near_words import FREE, NearWords
from retrieval.surroundings import within
from retrieval.vocabulary import (
    LONGEST,
    is_compound,
    partners,
)
from vietnamese.abbreviations import expand_abbreviations, may_abbreviate
from vietnamese.glossary import translate_terms
from vietnamese.kinds import kind_words
from vietnamese.lexicon import Gap, Word
from vietnamese.normal import fold, normalise, place_tone
from vietnamese.slips import distance, is_slip, is_swapped, lacks_tone, one_apart
from vietnamese.telex import is_well_formed
from vietnamese.terms import read_terms

_SHORTEST = 3
#: A word of at least this many letters that no neighbour helps with is put right by itself.
_LONG = 5
#: Readings of one doubtful word that are searched for beside it.
_READINGS = 3
#: Weight of those together beside a word that stands nowhere in the corpus, and beside one that
#: does but next to none of its neighbours. With one slip a question, nDCG@10 without and with them:
#: XQuAD 96.1, 96.6; ALQAC 96.3, 96.5; ViQuAD 85.2, 86.3; the questions without slips lose nothing.
_UNKNOWN, _MISPLACED = 0.7, 0.3
#: Letters that Vietnamese has not, and what they are written for by their sound.
_FOREIGN = {"f": ("ph",), "j": ("gi",), "w": ("qu",), "z": ("d", "gi")}
_YEAR = re.compile(r"(?:19|20)\d\d")
_HELD_KEY = re.compile(r"(.)\1+")
_HOW_MUCH = "nhiêu"
#: In a text without accents "nhieu ty" asks how much, where nothing else asks.
_BARE_MUCH = ("ty", "ti", "trieu", "tien", "phan")
_ASKING = re.compile(r"\b(?:bao|may|gi|nao|ai|sao|khong|chua|dau)\b")
_BEFORE_YEAR = ("năm",)
_BEFORE_PLACE = ("tỉnh", "huyện", "phố")


@dataclass(frozen=True, slots=True)
class Change:
    """`given` at start:end of the text as given was read as `corrected`."""

    start: int
    end: int
    given: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word at start:end that may stand for others, in search form with their weights in 0–1."""

    start: int
    end: int
    given: str
    readings: tuple[tuple[str, float], ...]
    left: str | None
    right: str | None


class Reading(NearWords):
    """One question while its words are looked at from left to right.

    `doubts` are the words met so far that may be meant otherwise, but are left as they are.
    """

    @cached_property
    def doubts(self) -> list[Doubt]:
        """The doubtful words so far."""
        return []

    def changes(self) -> Iterator[Change]:
        """The changes that each word needs; those before it count for the words after it.

        Words that may be meant otherwise, but are left as they are, are noted in `doubts`.
        """
        if "@" in self.text:
            return
        skipped = -1
        for place, word in enumerate(self.line):
            if place == skipped:
                continue
            nhieu = self._how_much(place, word)
            if nhieu is not None:
                self.forms[place] = nhieu
                yield Change(word.start, word.end, word.raw, nhieu)
                continue
            if not word.raw.isalpha() or self._in_address(place):
                continue
            joined = self._joined(place, word)
            if joined is not None:
                after = self.line[place + 1]
                self.forms[place] = self.forms[place + 1] = joined
                skipped = place + 1
                yield Change(word.start, after.end, self.text[word.start : after.end], joined)
                continue
            corrected = self._corrected(place, word)
            if corrected is not None and corrected != word.raw:
                self.forms[place] = normalise(corrected.rsplit(" ", 1)[-1])
                yield Change(word.start, word.end, word.raw, corrected)

    def _corrected(self, place: int, word: Word) -> str | None:
        if word.shout and len(word.raw) > 1 and not self.shouted:
            return self._abbreviation(word)
        sounded = self._sounded(word)
        if sounded is not None:
            return sounded
        if len(word.folded) < _SHORTEST or len(word.raw) > 2 * LONGEST:
            return None
        if not is_well_formed(word.form):
            return self._impossible(place, word)
        if (word.capital and not self.shouted and place) or self._stands(place):
            return None
        found = self._title_word(place, word)
        if found is None:
            found = self._accents(place, word) or self._other_word(place, word)
        return _like(word, found) if found and self._free(place) else None

    def _sounded(self, word: Word) -> str | None:
        """A word begun with a letter that Vietnamese has not, by its sound: "cà fê"."""
        foreign = word.form[0] in _FOREIGN and len(word.form) > 1 and word.raw.islower()
        if not foreign or self.language == "en":
            return None
        if self.vocabulary.counts.get(word.form):
            return None
        for begun in _FOREIGN[word.form[0]]:
            meant = begun + word.form[1:]
            if is_well_formed(meant) and self.vocabulary.has(meant):
                return meant
        return None

    # -- the kinds of slips --------------------------------------------------------------------

    def _abbreviation(self, word: Word) -> str | None:
        """Two letters of an abbreviation in the wrong order: GRPD."""
        if len(word.raw) < _SHORTEST or self.vocabulary.has(word.form):
            return None
        raw = word.raw
        swapped = {
            raw[:place] + raw[place + 1] + raw[place] + raw[place + 2 :]
            for place in range(len(raw) - 1)
        } - {raw}
        known = [
            other for other in sorted(swapped) if expand_abbreviations(other) or read_terms(other)
        ]
        capitals = self.vocabulary.capitals
        known = known or [other for other in sorted(swapped) if normalise(other) in capitals]
        if len(known) != 1 or (may_abbreviate(raw) and within(word, self._abbreviations)):
            return None
        return known[0]

    def _joined(self, place: int, word: Word) -> str | None:
        """One word typed as two: "xu ất"; None where the two may stand as they are."""
        right = self._right(place)
        if right is None or self.line[place + 1].gap is not Gap.SPACE or self.bare:
            return None
        whole = word.form + right
        if len(whole) > 7 or word.shout or not is_well_formed(whole):
            return None
        if whole == fold(whole) or not self.vocabulary.counts.get(whole):
            return None
        after = self.line[place + 1]
        if self._pair(word.form, right) or after.capital or not after.raw.isalpha():
            return None
        left = self._left(place)
        beyond = self._right(place + 1)
        if (left is not None and self._pair(left, word.form)) or (
            beyond is not None and self._pair(right, beyond)
        ):
            return None
        before = self._evidence(left, whole) if left is not None else 0
        behind = self._evidence(whole, beyond) if beyond is not None else 0
        if max(before, behind) < 2 or not (self._free(place) and self._free(place + 1)):
            return None
        return _like(word, whole)

    def _impossible(self, place: int, word: Word) -> str | None:
        """A word that is no syllable: joined words, a key held down, or the nearest known one."""
        if self.vocabulary.has(word.form) or (word.raw.isascii() and translate_terms(word.raw)):
            return None
        ended = self._ended(word) or self._toned(place, word)
        if ended is not None:
            return _like(word, ended) if self._free(place) else None
        parts = self._apart(place, word)
        if parts is not None:
            return parts if self._free(place) else None
        typed = self._retyped(place, word)
        if typed is not None:
            return _like(word, typed) if self._free(place) else None
        held = _HELD_KEY.sub(r"\1", word.form)
        if len(held) < len(word.form) - 1 and self.vocabulary.counts.get(held):
            return _like(word, held) if self._free(place) else None
        ranked = self._ranked(place, word)
        if not ranked or not self._free(place):
            return None
        best = ranked[0][0]
        found = [form for rank, form in ranked if rank == best]
        swapped = [form for form in found if is_swapped(word.folded, fold(form))]
        if not best[0] and len({fold(form) for form in swapped}) == 1 and not word.capital:
            return _like(word, max(swapped, key=lambda form: (self.vocabulary.count(form), form)))
        alone = len({fold(form) for form in found}) == 1
        if not best[0] and (word.capital or len(word.form) < _LONG or not alone):
            self._doubt(place, word, [form for _, form in ranked], _UNKNOWN)
            return None
        return _like(word, max(found, key=lambda form: (self.vocabulary.count(form), form)))

    def _ended(self, word: Word) -> str | None:
        """A word without a letter of its end: none ends with a bare g or h ("tăg", "tỉh")."""
        before, end = word.form[:-1], word.form[-1]
        if word.capital or end not in "gh" or fold(before[-1:]) not in set("aeiouy"):
            return None
        meant = [f"{before}{letter}{end}" for letter in ("n" if end == "g" else "nc")]
        known = [
            form for form in meant if is_well_formed(form) and self.vocabulary.counts.get(form)
        ]
        return max(known, key=self.vocabulary.count, default=None)

    def _toned(self, place: int, word: Word) -> str | None:
        """A word closed by a stop without its tone, of which it has one of two: "quyêt"."""
        written = [] if self.bare else self._written(word.folded)
        known = [form for form in written if lacks_tone(word.form, form)]
        return max(((sum(self._fits(place, form)), form) for form in known), default=(0, None))[1]

    def _doubt(self, place: int, word: Word, readings: list[str], weight: float) -> None:
        """Note what a word may stand for; the likeliest readings share `weight`."""
        kept = list(dict.fromkeys(readings))[:_READINGS]
        share = weight / len(kept)
        self.doubts.append(
            Doubt(
                word.start,
                word.end,
                word.raw,
                tuple((form, share) for form in kept),
                self._left(place),
                self._right(place),
            )
        )

    def _how_much(self, place: int, word: Word) -> str | None:
        """A slip in the second half of "bao nhiêu", or other accents on it."""
        if word.capital:
            return None
        if self._left(place) != "bao":
            if self.bare and word.form == fold(_HOW_MUCH) and self._right(place) in _BARE_MUCH:
                return None if _ASKING.search(fold(self.text)) else f"bao {word.form}"
            # "được nhiêu", by itself: the first half is left out in speech
            return f"bao {_HOW_MUCH}" if word.form in (_HOW_MUCH, "nhiu") else None
        meant = fold(_HOW_MUCH) if self.bare else _HOW_MUCH
        if word.form in (meant, fold(meant)):
            return None
        return meant if distance(word.folded, fold(meant)) <= 1 else None

    def _title_word(self, place: int, word: Word) -> str | None:
        """A slip in the word before a year or a place: "năn 2021", "tỉng Bắc Kạn"."""
        if self._right(place) is None:
            return None
        after = self.line[place + 1]
        near = [
            (title, is_place)
            for titles, is_place in ((_BEFORE_YEAR, False), (_BEFORE_PLACE, True))
            for title in (map(fold, titles) if self.bare else titles)
            if distance(word.form, title) == 1 and is_slip(word.folded, fold(title))
        ]
        for title, is_place in near:
            if self._asking(place):
                return None
            if is_place and any(start == after.start for start, _ in self._places):
                return title
            if is_place and after.capital and not self.vocabulary.counts.get(word.form):
                return title  # before a name that is not read: "Huỵen Kỳ Sơn (Nghệ An)"
            if not is_place and _YEAR.fullmatch(after.raw):
                return title
        return None

    def _accents(self, place: int, word: Word) -> str | None:
        """The same letters with other accents, where a neighbour asks for them: "phấn đầu"."""
        if self.bare or word.form == word.folded or word.form in kind_words():
            return None
        left = self._left(place)
        if left is not None and is_compound(left, word.form):
            return None  # "cho thuê | giá" is no "thuế giá"
        others = [form for form in self._written(word.folded) if form != word.form]
        fits = {form: self._fits(place, form) for form in others}
        ranked = [
            (sum(fits[form]), self.vocabulary.count(form), form)
            for form in others
            if max(fits[form]) > 1
        ]
        best = max(ranked, default=None)
        return best[2] if best is not None and not self._asking(place) else None

    def _other_word(self, place: int, word: Word) -> str | None:
        """A syllable that is rare by nature, where both neighbours ask for one a slip away.

        A name or a word that only asks, behind it, asks for none: "che phủ rừn Nghệ An".

        Where one neighbour does, the word is left and the other doubted.
        """
        right = self._right(place)
        rare = partners(self.forms[place], bare=self.bare) <= FREE
        found: list[tuple[bool, int, int, str]] = []
        for folded in self.vocabulary.near(word.folded):
            if not self._may_fit(place, folded):
                continue
            for form in self._written(folded):
                if word.form != word.folded and not one_apart(word.form, form):
                    continue
                fits = self._fits(place, form)
                if sum(fits) > 0:
                    closed = right is None or self._silent(place + 1)
                    sure = (min(fits) > 0 and sum(fits) > 2) or (closed and fits[0] > 1)
                    count = self.vocabulary.count(form)
                    found.append(
                        (sure and rare and is_slip(word.folded, folded), sum(fits), count, form)
                    )
        if not found or self._asking(place):
            return None
        found.sort(reverse=True)
        if found[0][0]:
            return found[0][3]
        if self.language != "en":
            unknown = not self.vocabulary.counts.get(word.form)
            weight = _UNKNOWN if unknown else _MISPLACED
            self._doubt(place, word, [item[3] for item in found], weight)
        return None


def _like(word: Word, form: str) -> str:
    """`form` with the capitals of `word`."""
    form = place_tone(form)
    if word.shout and len(word.raw) > 1:
        return form.upper()
    return form.capitalize() if word.capital else form
