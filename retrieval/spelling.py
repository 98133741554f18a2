"""Putting right what is misspelt in a question, by the words of the corpus it is asked of.

The rule is to leave alone: a word that stands in the corpus beside its neighbour, a name, a number,
an abbreviation or a term is never changed. A word that can be no Vietnamese syllable goes to the
nearest known word that fits its neighbours; a syllable only where its neighbours ask for another.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.misspelt import Change, Reading
from retrieval.records import Language
from retrieval.vocabulary import (
    vocabulary_of,
)
from store.index import Index
from vietnamese.abbreviations import expand_abbreviations
from vietnamese.language import language_of
from vietnamese.lexicon import words
from vietnamese.normal import fold, normalise
from vietnamese.question_words import question_words
from vietnamese.telex import untelex

#: Longest question that is looked at, in words; a text is no question.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Correction:
    """A text with what was changed in it; without changes it is the text as given."""

    text: str
    changes: tuple[Change, ...] = ()


def repair(text: str, index: Index, language: Language | None = None) -> str:
    """`text` as it was meant to be typed.

    Keystrokes of an input method are carried out, misspelt words put right, and chat forms of the
    question written out ("bn" → "bao nhiêu", "6th" → "6 tháng").
    """
    typed = untelex(text)
    return _written_out(correct(typed, index, language or language_of(typed)).text)


def _written_out(text: str) -> str:
    """`text` with its chat forms of question words and months in full."""
    bare = fold(normalise(text)) == normalise(text)
    for start, end, short, meanings in reversed(expand_abbreviations(text)):
        meaning = meanings[0]
        asks = [(span.start, span.end) for span in question_words(meaning, "vi")]
        months = short[0].isdigit() and " " in meaning
        if short.islower() and (months or asks == [(0, len(meaning))]):
            text = text[:start] + (fold(meaning) if bare else meaning) + text[end:]
    return text


def correct(text: str, index: Index, language: Language) -> Correction:
    """Put right misspelt words of a question by the words of the corpus.

    In an English question only abbreviations are. A text without slips comes back as it is.
    """
    line = words(text)
    if not line or len(line) > _LONGEST:
        return Correction(text)
    reading = Reading(text, line, vocabulary_of(index), language)
    changes = tuple(reading.changes())
    for change in reversed(changes):
        text = text[: change.start] + change.corrected + text[change.end :]
    return Correction(text, changes)
