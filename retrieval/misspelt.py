"""The misspelt words of a question, found by their neighbours and the words of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from retrieval.records import Language
from retrieval.vocabulary import (
    TWO_SLIPS,
    Vocabulary,
    is_compound,
    known_pairs,
    partners,
)
from vietnamese.abbreviations import expand_abbreviations
from vietnamese.glossary import translate_terms
from vietnamese.lexicon import Gap, Word
from vietnamese.normal import fold, normalise, place_tone
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.question_words import question_words
from vietnamese.slips import distance, is_slip
from vietnamese.telex import is_well_formed
from vietnamese.terms import read_terms

_SHORTEST = 3
#: A word beside more others than this in Vietnamese at large may well be meant where it stands.
_FREE = 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_HOW_MUCH = "nhiêu"
_BEFORE_YEAR = ("năm",)
_BEFORE_PLACE = ("tỉnh", "huyện", "phố")


@dataclass(frozen=True, slots=True)
class Change:
    """`given` at start:end of the text as given was read as `corrected`."""

    start: int
    end: int
    given: str
    corrected: str


class Reading:
    """One question while its words are looked at from left to right."""

    def __init__(
        self, text: str, line: tuple[Word, ...], vocabulary: Vocabulary, language: Language
    ) -> None:
        self.text = text
        self.line = line
        self.forms = [word.form for word in line]
        self.vocabulary = vocabulary
        self.language = language
        self.bare = fold(normalise(text)) == normalise(text)
        self.shouted = text.isupper() and len(line) > 1
        spans = [(span[0], span[1]) for span in expand_abbreviations(text)]
        spans += [(mention.start, mention.end) for mention in read_terms(text)]
        places = [(mention.start, mention.end) for mention in read_places(text)]
        spans += places
        spans += [(m.start, m.end) for m in read_periods(text, None)]
        asking = [(span.start, span.end) for span in question_words(text, "vi")]
        self.asking = [_within(word, asking) or word.folded == "bao" for word in line]
        self.places = places
        self.fixed = [_within(word, spans) for word in line]
        #: words that do not tell what stands beside them: of the question's form, and names
        self.silent = [
            asks or _within(word, places) or word.capital
            for asks, word in zip(self.asking, line, strict=True)
        ]

    def changes(self) -> Iterator[Change]:
        """The changes that each word needs; those before it count for the words after it."""
        for place, word in enumerate(self.line):
            nhieu = self._how_much(place, word)
            if nhieu is not None:
                self.forms[place] = nhieu
                yield Change(word.start, word.end, word.raw, nhieu)
                continue
            if self.fixed[place] or not word.raw.isalpha() or self._in_address(place):
                continue
            corrected = self._corrected(place, word)
            if corrected is not None and corrected != word.raw:
                self.forms[place] = normalise(corrected.rsplit(" ", 1)[-1])
                yield Change(word.start, word.end, word.raw, corrected)

    def _corrected(self, place: int, word: Word) -> str | None:
        if word.shout and len(word.raw) > 1 and not self.shouted:
            return self._abbreviation(word)
        if self.language == "en" or len(word.folded) < _SHORTEST:
            return None
        if not is_well_formed(word.form):
            return self._impossible(place, word)
        if (word.capital and not self.shouted and place) or self._stands(place):
            return None
        found = self._title_word(place, word)
        if found is None and not self.asking[place]:
            found = self._accents(place, word) or self._other_word(place, word)
        return _like(word, found) if found else None

    # -- what stands around a word -------------------------------------------------------------

    def _in_address(self, place: int) -> bool:
        around = self.line[place : place + 2]
        return any(word.gap is Gap.DOT for word in around) or "@" in self.text

    def _left(self, place: int) -> str | None:
        joined = place > 0 and self.line[place].gap <= Gap.DASH
        return self.forms[place - 1] if joined else None

    def _right(self, place: int) -> str | None:
        joined = place + 1 < len(self.line) and self.line[place + 1].gap <= Gap.DASH
        return self.forms[place + 1] if joined else None

    def _stands(self, place: int) -> bool:
        """Whether a word is known to stand beside one of its neighbours, as it is written.

        A word of the question's form beside it tells only when there is no other neighbour.
        """
        form, left, right = self.forms[place], self._left(place), self._right(place)
        plain = form == fold(form)
        before = left is not None and self._pair(left, form, plain)
        after = right is not None and self._pair(form, right, plain)
        if before and after:
            return True
        if before and self.asking[place - 1]:
            return right is None or self.asking[place + 1]
        if after and self.asking[place + 1]:
            return left is None or self.asking[place - 1]
        return before or after

    def _pair(self, first: str, second: str, plain: bool = False) -> bool:
        return self.vocabulary.pair(first, second, bare=plain or self.bare)

    def _fits(self, place: int, form: str) -> tuple[int, int]:
        """How well `form` goes with the word before it and the one after, names aside.

        0 not at all, 1 where they stand side by side in a passage, 2 where they do and belong
        together, or where they are part of a policy term.
        """
        left, right = self._left(place), self._right(place)
        before = after = 0
        if left is not None and not self.silent[place - 1]:
            before = self._evidence(left, form)
        if right is not None and not self.silent[place + 1]:
            after = self._evidence(form, right)
        return before, after

    def _evidence(self, first: str, second: str) -> int:
        if self.bare:
            first, second = fold(first), fold(second)
        elif fold(first + second) == first + second:
            # In the index every pair stands without its accents, too: that tells nothing.
            return 0
        if f"{first}_{second}" in known_pairs():
            return 2
        if not self.vocabulary.in_corpus(first, second):
            return 0
        return 1 + is_compound(first, second, bare=self.bare)

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
        known = known or [other for other in sorted(swapped) if other in self.vocabulary.capitals]
        return known[0] if len(known) == 1 else None

    def _count(self, form: str) -> int:
        return self.vocabulary.count(form)

    def _impossible(self, place: int, word: Word) -> str | None:
        """A word that is no syllable: joined words, or the nearest known one."""
        if self.vocabulary.has(word.form) or (word.raw.isascii() and translate_terms(word.raw)):
            return None
        parts = self._apart(place, word)
        if parts is not None:
            return parts
        plain = word.form == word.folded
        best: tuple[bool, int, int] | None = None
        found: list[str] = []
        for folded in (word.folded, *self.vocabulary.near(word.folded)):
            for form in self._written(folded):
                fits = sum(self._fits(place, form))
                near = distance(word.folded if plain else word.form, folded if plain else form)
                if near > (2 if len(word.form) >= TWO_SLIPS else 1) + (not plain):
                    continue
                rank = (fits > 0, -near, fits)
                if best is None or rank > best:
                    best, found = rank, [form]
                elif rank == best:
                    found.append(form)
        if best is None or (not best[0] and (word.capital or len(word.form) < 5)):
            return None
        if len({fold(form) for form in found}) > 1 and not best[0]:
            return None
        return _like(word, max(found, key=lambda form: (self._count(form), form)))

    def _written(self, folded: str) -> list[str]:
        """The ways a folded word may be put: bare in a bare question, else with its accents."""
        if folded not in self.vocabulary.words:
            return []
        if self.bare:
            return [folded]
        return [form for form in self.vocabulary.words[folded] if is_well_formed(form)] or [folded]

    def _apart(self, place: int, word: Word) -> str | None:
        """Two or three known words written as one: "Nguyênlà"."""
        left, right = self._left(place), self._right(place)
        best: tuple[int, list[int]] | None = None
        for cuts in _cuts(len(word.form)):
            pieces = [word.form[a:b] for a, b in zip((0, *cuts), (*cuts, None), strict=True)]
            if not all(is_well_formed(p) and self.vocabulary.has(p) for p in pieces):
                continue
            inner = [self._pair(a, b) for a, b in pairwise(pieces)]
            outer = (left is not None and self._pair(left, pieces[0])) + (
                right is not None and self._pair(pieces[-1], right)
            )
            if len(pieces) > 2 and not all(inner):
                continue
            if not self.bare and word.form == word.folded and not is_compound(*pieces[:2]):
                continue
            fits = sum(inner) + outer
            if fits and (best is None or fits > best[0]):
                best = fits, [0, *cuts, len(word.raw)]
        if best is None:
            return None
        edges = best[1]
        return " ".join(word.raw[a:b] for a, b in pairwise(edges))

    def _how_much(self, place: int, word: Word) -> str | None:
        """A slip in the second half of "bao nhiêu", or other accents on it."""
        meant = fold(_HOW_MUCH) if self.bare else _HOW_MUCH
        if self._left(place) != "bao" or word.form in (meant, fold(meant)) or word.capital:
            return None
        return meant if distance(word.folded, fold(meant)) <= 1 else None

    def _title_word(self, place: int, word: Word) -> str | None:
        """A slip in the word before a year or a place: "năn 2021", "tỉng Bắc Kạn"."""
        if self.asking[place] or self._right(place) is None:
            return None
        after = self.line[place + 1]
        titles: tuple[str, ...] = ()
        if _YEAR.fullmatch(after.raw):
            titles = _BEFORE_YEAR
        elif any(start == after.start for start, _ in self.places):
            titles = _BEFORE_PLACE
        for title in titles:
            form = fold(title) if self.bare else title
            if distance(word.form, form) == 1 and is_slip(word.folded, fold(title)):
                return form
        return None

    def _accents(self, place: int, word: Word) -> str | None:
        """The same letters with other accents, where a neighbour asks for them: "phấn đầu"."""
        if self.bare or word.form == word.folded:
            return None
        others = [form for form in self._written(word.folded) if form != word.form]
        fits = {form: self._fits(place, form) for form in others}
        ranked = [
            (sum(fits[form]), self._count(form), form) for form in others if max(fits[form]) > 1
        ]
        best = max(ranked, default=None)
        return best[2] if best is not None else None

    def _other_word(self, place: int, word: Word) -> str | None:
        """A syllable that is rare by nature, where both neighbours ask for one a slip away."""
        right = self._right(place)
        if partners(self.forms[place], bare=self.bare) > _FREE:
            return None
        best: tuple[int, int, str] | None = None
        for folded in self.vocabulary.near(word.folded):
            if not is_slip(word.folded, folded):
                continue
            for form in self._written(folded):
                fits = self._fits(place, form)
                if word.form != word.folded and distance(word.form, form) > 1:
                    continue
                if (min(fits) > 0 and sum(fits) > 2) or (right is None and fits[0] > 1):
                    best = max(best or (0, 0, ""), (sum(fits), self._count(form), form))
        return best[2] if best is not None else None


def _within(word: Word, spans: list[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)


def _cuts(length: int) -> Iterator[tuple[int, ...]]:
    """Where a word may be cut into two or three pieces of two letters at least."""
    for first in range(2, length - 1):
        yield (first,)
        yield from ((first, second) for second in range(first + 2, length - 1))


def _like(word: Word, form: str) -> str:
    """`form` with the capitals of `word`."""
    form = place_tone(form)
    if word.shout and len(word.raw) > 1:
        return form.upper()
    return form.capitalize() if word.capital else form
