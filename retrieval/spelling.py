"""Putting right what is misspelt in a question, by the words of the corpus it is asked of.

The rule is to leave alone: a word that stands in the corpus beside its neighbour, a name, a number,
an abbreviation or a term is never changed. A word that can be no Vietnamese syllable goes to the
nearest known word that fits its neighbours; a syllable only where its neighbours ask for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.records import Language
from retrieval.vocabulary import TWO_SLIPS, Vocabulary, distance, vocabulary_of
from store.index import Index
from vietnamese.abbreviations import expand_abbreviations
from vietnamese.glossary import translate_terms
from vietnamese.language import language_of
from vietnamese.lexicon import Gap, Word, words
from vietnamese.normal import fold, normalise, place_tone
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.question_words import question_words
from vietnamese.telex import is_well_formed, untelex
from vietnamese.terms import read_terms

#: Longest question that is looked at, in words; a text is no question.
_LONGEST = 60
_SHORTEST = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_WORD = "năm"
_VOWEL = re.compile(r"[aeiouy]")
#: Letters that lie side by side on the keyboard or sound alike in some region.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CONFUSED = {frozenset(pair) for row in _ROWS for pair in zip(row, row[1:], strict=False)} | {
    frozenset("ln"),
    frozenset("sx"),
    frozenset("iy"),
    frozenset("dr"),
    frozenset("ct"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """`given` at start:end of the text as given was read as `corrected`."""

    start: int
    end: int
    given: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A text with what was changed in it; without changes it is the text as given."""

    text: str
    changes: tuple[Change, ...] = ()


def repair(text: str, index: Index, language: Language | None = None) -> str:
    """`text` with keystrokes of an input method carried out and misspelt words put right."""
    typed = untelex(text)
    return correct(typed, index, language or language_of(typed)).text


def correct(text: str, index: Index, language: Language) -> Correction:
    """Put right misspelt words of a question by the words of the corpus.

    In an English question only abbreviations are. A text without slips comes back as it is.
    """
    line = words(text)
    if not line or len(line) > _LONGEST:
        return Correction(text)
    reading = _Reading(text, line, vocabulary_of(index), language)
    changes = tuple(reading.changes())
    for change in reversed(changes):
        text = text[: change.start] + change.corrected + text[change.end :]
    return Correction(text, changes)


class _Reading:
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
        spans += [(m.start, m.end) for m in (*read_terms(text), *read_places(text))]
        spans += [(m.start, m.end) for m in read_periods(text, None)]
        asking = [(span.start, span.end) for span in question_words(text, "vi")]
        self.asking = [_within(word, asking) for word in line]
        self.fixed = [_within(word, spans) for word in line]

    def changes(self) -> Iterator[Change]:
        """The changes that each word needs; those before it count for the words after it."""
        for place, word in enumerate(self.line):
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
        found = self._year_word(place, word)
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
        """Whether a word stands in the corpus beside one of its neighbours, as it is written."""
        form, left, right = self.forms[place], self._left(place), self._right(place)
        plain = form == fold(form)
        return (left is not None and self._pair(left, form, plain)) or (
            right is not None and self._pair(form, right, plain)
        )

    def _pair(self, first: str, second: str, plain: bool = False) -> bool:
        if plain or self.bare:
            first, second = fold(first), fold(second)
        return self.vocabulary.pair(first, second)

    def _fits(self, place: int, form: str) -> int:
        """Beside how many of its neighbours `form` is known to stand, function words aside."""
        left, right = self._left(place), self._right(place)
        fits = left is not None and not self.asking[place - 1] and self._pair(left, form)
        also = right is not None and not self.asking[place + 1] and self._pair(form, right)
        return fits + also

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
        known = known or [other for other in sorted(swapped) if self._count(other.lower()) > 1]
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
        best: tuple[int, int, int] | None = None
        found: list[str] = []
        for folded in (word.folded, *self.vocabulary.near(word.folded)):
            for form in self._written(folded):
                fits = self._fits(place, form)
                near = distance(word.folded if plain else word.form, folded if plain else form)
                rank = (fits, -near, self._count(form))
                if near > (2 if len(word.form) >= TWO_SLIPS else 1) + (not plain):
                    continue
                if best is None or rank[:2] > best[:2]:
                    best, found = rank, [form]
                elif rank[:2] == best[:2]:
                    found.append(form)
        if best is None or (best[0] == 0 and (word.capital or len(word.form) < 5)):
            return None
        found = list(dict.fromkeys(found))
        if len({fold(form) for form in found}) > 1 and best[0] == 0:
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
            inner = [self._pair(a, b) for a, b in zip(pieces, pieces[1:], strict=False)]
            outer = (left is not None and self._pair(left, pieces[0])) + (
                right is not None and self._pair(pieces[-1], right)
            )
            if len(pieces) > 2 and not all(inner):
                continue
            fits = sum(inner) + outer
            if fits and (best is None or fits > best[0]):
                best = fits, [0, *cuts, len(word.raw)]
        if best is None:
            return None
        edges = best[1]
        return " ".join(word.raw[a:b] for a, b in zip(edges, edges[1:], strict=False))

    def _year_word(self, place: int, word: Word) -> str | None:
        """A slip in the word before a year: "năn 2021"."""
        year = self._right(place)
        near = distance(word.form, _YEAR_WORD) == 1 and _is_slip(word.folded, fold(_YEAR_WORD))
        if year is None or not _YEAR.fullmatch(year) or not near or self.asking[place]:
            return None
        return fold(_YEAR_WORD) if self.bare else _YEAR_WORD

    def _accents(self, place: int, word: Word) -> str | None:
        """The same letters with other accents, where a neighbour asks for them: "phấn đầu"."""
        if self.bare or word.form == word.folded:
            return None
        others = [form for form in self._written(word.folded) if form != word.form]
        return self._best(place, others, 1)

    def _other_word(self, place: int, word: Word) -> str | None:
        """Another syllable a slip away, where both neighbours ask for it: "thu ngâm sách"."""
        others = []
        for folded in self.vocabulary.near(word.folded):
            if _is_slip(word.folded, folded):
                forms = self._written(folded)
                others += [form for form in forms if self._near_accents(word, form)]
        both = self._left(place) is not None and self._right(place) is not None
        known = self._best(place, others, 2) if both else None
        return known or self._best(place, [form for form in others if self._asks(place, form)], 0)

    def _near_accents(self, word: Word, form: str) -> bool:
        return word.form == word.folded or distance(word.form, form) <= 2

    def _asks(self, place: int, form: str) -> bool:
        """Whether `form` completes "bao nhiêu", which a misspelt word would hide."""
        left, right = self._left(place), self._right(place)
        return (fold(left or ""), fold(form)) == ("bao", "nhieu") or (
            fold(form),
            fold(right or ""),
        ) == ("bao", "nhieu")

    def _best(self, place: int, forms: list[str], needed: int) -> str | None:
        ranked = [(self._fits(place, form), self._count(form), form) for form in forms]
        best = max(ranked, default=None)
        return best[2] if best is not None and best[0] >= needed else None


def _within(word: Word, spans: list[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)


def _cuts(length: int) -> Iterator[tuple[int, ...]]:
    """Where a word may be cut into two or three pieces of two letters at least."""
    for first in range(2, length - 1):
        yield (first,)
        yield from ((first, second) for second in range(first + 2, length - 1))


def _is_slip(given: str, meant: str) -> bool:
    """Whether one folded word comes of the other by a slip of the fingers or by sound."""
    if len(given) != len(meant):
        return True
    wrong = [(a, b) for a, b in zip(given, meant, strict=True) if a != b]
    if len(wrong) == 2:
        return wrong[0] == wrong[1][::-1]
    return len(wrong) == 1 and frozenset(wrong[0]) in _CONFUSED


def _like(word: Word, form: str) -> str:
    """`form` with the capitals of `word`."""
    form = place_tone(form)
    if word.shout and len(word.raw) > 1:
        return form.upper()
    return form.capitalize() if word.capital else form
