"""Known words that may be meant by a word that is no Vietnamese syllable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from retrieval.surroundings import Surroundings
from retrieval.vocabulary import is_compound, partners
from vietnamese.lexicon import Gap, Word
from vietnamese.normal import fold, normalise
from vietnamese.slips import distance, one_apart
from vietnamese.telex import is_well_formed, retyped

#: A word that stands so often in the documents is meant where its keys give it.
_COMMON = 5
#: A word beside more others than this in Vietnamese at large may well be meant where it stands.
FREE = 12


class NearWords(Surroundings):
    """One question, and what its words that are no syllables may stand for."""

    def _retyped(self, place: int, word: Word) -> str | None:
        """A word whose keys were not carried out, or came in another order: "tir lệ", "thnags".

        Where no neighbour tells, a word that is common in the documents or at large is taken.
        """
        found = []
        for typed in retyped(word.raw):
            form = fold(normalise(typed)) if self.bare else normalise(typed)
            count = self.vocabulary.count(form)
            if count or self.vocabulary.has(form):
                found.append((sum(self._fits(place, form)), count, form))
        fits, count, form = max(found, default=(0, 0, ""))
        common = count >= _COMMON or partners(form, bare=self.bare) > FREE
        alone = len(found) == 1 and common and (not word.capital or not place)
        return form if fits > 0 or alone else None

    def _ranked(self, place: int, word: Word) -> list[tuple[tuple[bool, int, int], str]]:
        """Known words that may be meant by one that is no syllable, likeliest first."""
        behind = self._nearby(self.line[place + 1]) if self._is_slip_too(place + 1) else ()
        found = []
        for near, form in self._nearby(word):
            fits = sum(self._fits(place, form))
            fits = fits or any(self._pair(form, other) for _, other in behind)
            found.append(((fits > 0, -near, fits), form))
        return sorted(found, key=lambda item: (item[0], self.vocabulary.count(item[1])))[::-1]

    def _nearby(self, word: Word) -> list[tuple[int, str]]:
        """Known words near one that is no syllable, with how far from it they are."""
        plain = word.form == word.folded
        found = []
        for folded in (word.folded, *self.vocabulary.near(word.folded)):
            for form in self._written(folded):
                if plain:
                    near = int(folded != word.folded)
                elif one_apart(word.form, form):
                    near = 1
                else:
                    near = distance(word.form, form)
                if near <= 1 + (not plain):
                    found.append((near, form))
        return found

    def _is_slip_too(self, place: int) -> bool:
        """Whether there is a word at a place that is no syllable either: "ngị quyêt"."""
        if place >= len(self.line) or self.line[place].gap is not Gap.SPACE:
            return False
        word = self.line[place]
        return word.raw.isalpha() and not word.capital and not is_well_formed(word.form)

    def _written(self, folded: str) -> list[str]:
        """The ways a folded word may be put: bare in a bare question, else with its accents."""
        if not self.vocabulary.knows(folded):
            return []
        if self.bare:
            return [folded]
        forms = [form for form in self.vocabulary.forms(folded) if is_well_formed(form)]
        plain = folded in self.vocabulary.counts
        return [*forms, folded] if plain or not forms else forms

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


def _cuts(length: int) -> Iterator[tuple[int, ...]]:
    """Where a word may be cut into two or three pieces of two letters at least."""
    for first in range(2, length - 1):
        yield (first,)
        yield from ((first, second) for second in range(first + 2, length - 1))
