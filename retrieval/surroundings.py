"""The words of a question beside their neighbours: what stands together in the corpus."""

from __future__ import annotations

from functools import cached_property

from retrieval.records import Language
from retrieval.vocabulary import (
    Vocabulary,
    bare_known_pairs,
    is_compound,
    known_pairs,
    place_words,
    term_words,
)
from vietnamese.abbreviations import expand_abbreviations, may_abbreviate
from vietnamese.language import language_of
from vietnamese.lexicon import Gap, Word
from vietnamese.normal import fold
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.question_words import question_words
from vietnamese.telex import is_well_formed
from vietnamese.terms import read_terms

#: With more than this share of words that can be Vietnamese syllables a question is Vietnamese.
_PLAINLY_NATIVE = 0.7


class Surroundings:
    """The words of one question, each seen beside its neighbours.

    What is dear to read (places, terms, periods) is read when a word is about to be changed: a
    question without slips costs no more than its words and pairs. `forms` are the words as they
    are read so far.
    """

    def __init__(
        self,
        text: str,
        line: tuple[Word, ...],
        vocabulary: Vocabulary,
        language: Language | None = None,
    ) -> None:
        self.text = text
        self.line = line
        self.forms = [word.form for word in line]
        self.vocabulary = vocabulary
        self.bare = all(word.form == word.folded for word in line)
        self.shouted = text.isupper() and len(line) > 1
        self._language = language

    @cached_property
    def language(self) -> Language:
        """The language of the question, where it was not given."""
        if self._language is None:
            native = sum(is_well_formed(word.form) for word in self.line)
            if native > _PLAINLY_NATIVE * len(self.line):
                return "vi"
        return self._language or language_of(self.text)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [(mention.start, mention.end) for mention in read_places(self.text)]

    @cached_property
    def _terms(self) -> list[tuple[int, int]]:
        return [(mention.start, mention.end) for mention in read_terms(self.text)]

    @cached_property
    def _periods(self) -> list[tuple[int, int]]:
        return [(mention.start, mention.end) for mention in read_periods(self.text, None)]

    @cached_property
    def _abbreviations(self) -> list[tuple[int, int]]:
        return [(found[0], found[1]) for found in expand_abbreviations(self.text)]

    def _in_place(self, word: Word) -> bool:
        return word.folded in place_words() and within(word, self._places)

    @cached_property
    def _question_spans(self) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in question_words(self.text, "vi")]

    def _asking(self, place: int) -> bool:
        word = self.line[place]
        return word.folded == "bao" or within(word, self._question_spans)

    def _silent(self, place: int) -> bool:
        """Whether a word does not tell what stands beside it: of the question's form, or a name."""
        word = self.line[place]
        return word.capital or self._asking(place) or self._in_place(word)

    def _free(self, place: int) -> bool:
        """Whether a word may be changed at all: no abbreviation, place, term or period.

        Each is read from the whole text only where the word can be part of one.
        """
        word = self.line[place]
        return not (
            self.language == "en"
            or (may_abbreviate(word.raw) and within(word, self._abbreviations))
            or self._in_place(word)
            or (word.folded in term_words() and within(word, self._terms))
            or (is_well_formed(word.form) and within(word, self._periods))
        )

    def _in_address(self, place: int) -> bool:
        return any(word.gap is Gap.DOT for word in self.line[place : place + 2])

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
        if before and right is not None and self._asking(place - 1):
            return self._asking(place + 1)
        if after and left is not None and self._asking(place + 1):
            return self._asking(place - 1)
        return before or after

    def _pair(self, first: str, second: str, plain: bool = False) -> bool:
        return self.vocabulary.pair(first, second, bare=plain or self.bare)

    def _fits(self, place: int, form: str) -> tuple[int, int]:
        """How well `form` goes with the word before it and the one after, names aside.

        0 not at all, 1 where they stand side by side in a passage, 2 where they do and belong
        together, or where they are part of a policy term.
        """
        left, right = self._left(place), self._right(place)
        before = self._evidence(left, form) if left is not None else 0
        after = self._evidence(form, right) if right is not None else 0
        if before and self._silent(place - 1):
            before = 0
        if after and self._silent(place + 1):
            after = 0
        return before, after

    def _may_fit(self, place: int, folded: str) -> bool:
        """Whether a folded word stands beside one of the neighbours with any accents at all."""
        left, right = self._left(place), self._right(place)
        pairs = [(fold(left), folded)] if left is not None else []
        pairs += [(folded, fold(right))] if right is not None else []
        return any(
            "_".join(pair) in bare_known_pairs() or self.vocabulary.in_corpus(*pair)
            for pair in pairs
        )

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


def within(word: Word, spans: list[tuple[int, int]]) -> bool:
    """Whether a word lies in one of `spans`, at least in part."""
    return any(start < word.end and word.start < end for start, end in spans)
