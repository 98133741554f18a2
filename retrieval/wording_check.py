"""Whether a model's sentence has the words of its sources, and is nothing but text.

A sentence may be wrong with no figure in it. What can be asked of any sentence: that most of its
words stand in what it cites, that it is in the reader's language, that what it puts between
quotation marks is there to the letter, and that it brings no link, picture or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.records import Language
from retrieval.translation import probable, translate
from vietnamese.language import is_syllable, language_of
from vietnamese.normal import fold, normalise
from vietnamese.question_words import question_words
from vietnamese.tokens import syllables

#: Least share of a sentence's words, and of its word pairs, that its sources must have.
_WORDS, _PAIRS = 0.6, 0.25
#: Least share of an English sentence's words with a likely translation in the Vietnamese sources.
_TRANSLATED = 0.4
#: Fewer words tell nothing of the language.
_TELLING = 4
_ACTIVE = re.compile(
    r"https?:|www\.|\b[\w.-]+@[\w-]+\.\w|javascript:|data:\w+/|!\[|\]\s*\(|</?[a-z!]|```|&#?\w+;",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)[”»\"]")
#: Sentences of a document that are addressed to a program and state nothing; in folded form.
_ADDRESSED = re.compile(
    r"(?:bo qua|quen|phot lo|khong lam theo) (?:\w+ ){0,4}(?:huong dan|chi dan|cau lenh|prompt)"
    r"|(?:ignore|disregard|forget|override) (?:\w+ ){0,4}(?:instruction|prompt|rule|message)s?"
    r"|system prompt|you are (?:now |an? )?(?:\w+ ){0,3}(?:assistant|chatbot|model)"
    r"|(?:chi duoc|hay) (?:chi )?(?:tra loi|in ra|noi rang|viet ra|xuat ra)\b"
    r"|(?:print|output|reply|respond|answer) (?:only )?(?:with|exactly)\b"
    r"|tra loi \w+ va khong trich dan"
)


def is_addressed(sentence: str) -> bool:
    """Whether a sentence of a document speaks to the program that reads it; it bears nothing."""
    return _ADDRESSED.search(fold(normalise(sentence))) is not None


def ill_formed(sentence: str) -> tuple[str, ...]:
    """Links, pictures, markup and code in a sentence."""
    found = _ACTIVE.search(sentence)
    return (f"markup: {found[0]}",) if found else ()


def other_language(sentence: str, language: Language) -> tuple[str, ...]:
    """The language of a sentence where it is not the reader's; what it quotes is left out."""
    own = _QUOTED.sub(" ", sentence)
    if len(syllables(own)) < _TELLING or language_of(own) == language:
        return ()
    return (f"language: {language_of(own)}",)


def misquoted(sentence: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """What stands between quotation marks and not to the letter in any of `quotes`."""
    texts = [" ".join(quote.split()) for quote in quotes]
    return tuple(
        f"quote: {said}"
        for said in (
            " ".join(match[1].split()).strip(" .,;:") for match in _QUOTED.finditer(sentence)
        )
        if said and not any(said in text for text in texts)
    )


def unfounded(sentence: str, sources: Sequence[str], language: Language) -> tuple[str, ...]:
    """The words of a sentence, where too few of them come from `sources`; else nothing.

    Sources are Vietnamese; the words of an English sentence are looked up in the word translation.
    """
    units = [fold(unit) for text in sources for unit in syllables(text)]
    known = set(units)
    if language == "en":
        return tuple(_untranslated(sentence, known, " ".join(units)))
    words = [fold(word) for word in content_words(sentence)]
    foreign = [
        word for word in words if len(word) > 2 and not is_syllable(word) and word not in known
    ]
    if foreign:
        return (f"words: {foreign[0]}",)
    if not words:
        return ()
    pairs = list(pairwise(words))
    bare = [fold(word) for text in sources for word in content_words(text)]
    known_pairs = {*pairwise(units), *pairwise(bare)}
    few = sum(word in known for word in words) < _WORDS * len(words)
    strewn = len(pairs) > 2 and sum(pair in known_pairs for pair in pairs) < _PAIRS * len(pairs)
    return (f"words: {' '.join(words[:8])}",) if few or strewn else ()


def content_words(sentence: str) -> list[str]:
    """Syllables of a sentence without the function words, figures left to the figure check."""
    letters = list(sentence)
    for span in question_words(sentence, "vi"):
        letters[span.start : span.end] = " " * (span.end - span.start)
    return [unit for unit in syllables("".join(letters)) if not any(map(str.isdigit, unit))]


def _untranslated(sentence: str, known: set[str], running: str) -> Iterator[str]:
    spaced = f" {running} "
    found = total = 0
    for item in translate(sentence):
        wordings = (*probable(item), item.english)
        total += 1
        found += any(
            f" {' '.join(map(fold, syllables(wording)))} " in spaced for wording in wordings
        )
    if total > 2 and found < _TRANSLATED * total:
        yield f"words: {sentence[:60]}"
