"""Putting right what is misspelt in a question, by the words of the corpus it is asked of.

The rule is to leave alone: a word that stands in the corpus beside its neighbour, a name, a number,
an abbreviation or a term is never changed. A word that can be no Vietnamese syllable goes to the
nearest known word that fits its neighbours; a syllable only where its neighbours ask for another.
What is too doubtful to be changed can still be searched for at lower weight, beside what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.misplaced_marks import with_marks_in_place
from retrieval.misspelt import Change, Doubt, Reading
from retrieval.named_units import with_units_named
from retrieval.records import Language
from retrieval.restore import restore_accents
from retrieval.surroundings import within
from retrieval.vocabulary import partners, vocabulary_of
from store.index import Index
from store.lexical import PAIR_WEIGHT, LexicalQuery
from vietnamese.abbreviations import expand_abbreviations
from vietnamese.everyday import in_office_words
from vietnamese.language import language_of
from vietnamese.lexicon import words
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.places import read_places
from vietnamese.question_words import question_words
from vietnamese.slips import respelt
from vietnamese.telex import untelex

#: What ends a question typed in a chat, to nobody in particular: "là bao nhiêu z ad".
_CHAT_END = re.compile(
    r"(?:\s+(?:z|v|zậy|dzậy|zị|ad|admin|ad ơi|mn|mng|ae|ace|bot|nè|hen|ah|ak|nak|vs|hỉ|ta ơi))+"
    r"(?=\s*[?.!…]*\s*$)"
)
#: What documents never say, so that they cannot tell how it is written.
_HOW_MUCH = re.compile(r"\b([bB])ao nhieu\b")
_MONEY = re.compile(r"\b(bao nhiêu|mấy) tien\b", re.IGNORECASE)
#: Words that stand beside one without accents that is none by itself, at most, in much text.
_NO_WORD = 2
#: Longest question that is looked at, in words; a text is no question.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Correction:
    """A text with what was changed in it; without changes it is the text as given.

    `doubts` are words left as they are that may be meant otherwise; their offsets are those of the
    text as given.
    """

    text: str
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def repair(text: str, index: Index, language: Language | None = None) -> str:
    """`text` as it was meant to be typed.

    Keystrokes of an input method are carried out, misspelt words put right, chat forms written out
    ("bn" → "bao nhiêu", "nc" → "nước", "6th" → "6 tháng"), and everyday phrases put the way
    documents have them ("bán ra nước ngoài" → "xuất khẩu").
    """
    return repaired(text, index, language).text


def repaired(text: str, index: Index, language: Language | None = None) -> Correction:
    """What `repair` gives, with the words that stay doubtful."""
    spoken = _CHAT_END.sub("", text) or text
    placed = with_marks_in_place(untelex(spoken), index)
    typed = with_missing_accents(respelt(placed), index)
    correction = correct(with_units_named(typed, index), index, language)
    said = in_office_words(_written_out(correction.text))
    return Correction(said, correction.changes, correction.doubts)


def with_missing_accents(text: str, index: Index) -> str:
    """`text` with the accents that single words of it lack: "mục tieu xuất khẩu".

    A word that Vietnamese writes without accents, too, is left: "thu", "trong". So is a text
    without any accent, which is read as such.
    """
    if is_unaccented(text) or language_of(text) != "vi":
        return text
    text = _MONEY.sub(r"\1 tiền", _HOW_MUCH.sub(r"\1ao nhiêu", text))
    given, meant = words(text), words(restore_accents(text, index))
    named = [(mention.start, mention.end) for mention in read_places(text)]
    for old, new in reversed(list(zip(given, meant, strict=False))):
        if old.form == new.form or old.form != new.folded or within(old, named):
            continue
        if partners(old.form) <= _NO_WORD:
            text = text[: old.start] + new.raw + text[old.end :]
    return text


def doubtful_tokens(doubts: tuple[Doubt, ...]) -> LexicalQuery:
    """The other readings of doubtful words for the lexical leg, to be added to the question's."""
    weights: dict[str, float] = {}
    for doubt in doubts:
        for form, weight in doubt.readings:
            tokens = {form: weight}
            if doubt.left is not None:
                tokens[f"{doubt.left}_{form}"] = weight * PAIR_WEIGHT
            if doubt.right is not None:
                tokens[f"{form}_{doubt.right}"] = weight * PAIR_WEIGHT
            for token, value in tokens.items():
                weights[token] = weights.get(token, 0.0) + value
                weights[fold(token)] = weights.get(fold(token), 0.0) + value
    return LexicalQuery({"text": weights} if weights else {})


def _written_out(text: str) -> str:
    """`text` with its chat forms of question words and months in full."""
    found = expand_abbreviations(text)
    if not found:
        return text
    bare = fold(normalise(text)) == normalise(text)
    for start, end, short, meanings in reversed(found):
        meaning = meanings[0]
        if not short.islower():
            continue
        asks = [(span.start, span.end) for span in question_words(meaning, "vi")]
        months = short[0].isdigit() and " " in meaning
        # "nhà nc", "thu đc": one syllable of chat for one of the language
        plain = len(short) > 1 and len(meanings) == 1 and " " not in meaning
        if months or plain or asks == [(0, len(meaning))]:
            text = text[:start] + (fold(meaning) if bare else meaning) + text[end:]
    return text


def correct(text: str, index: Index, language: Language | None = None) -> Correction:
    """Put right misspelt words of a question by the words of the corpus.

    In an English question only abbreviations are. A text without slips comes back as it is.
    `language` is read from the text where it is not given.
    """
    line = words(text)
    if not line or len(line) > _LONGEST:
        return Correction(text)
    reading = Reading(text, line, vocabulary_of(index), language)
    changes = tuple(reading.changes())
    for change in reversed(changes):
        text = text[: change.start] + change.corrected + text[change.end :]
    return Correction(text, changes, tuple(reading.doubts))
