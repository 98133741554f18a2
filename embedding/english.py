"""English words and common phrases as pieces of the vocabulary, beside the Vietnamese ones.

Without them an English question falls apart into fragments, which mean nothing. The words are those
of the English side of translated texts, with the probability they have there; the two vocabularies
are mixed as two unigram models are, so that each text is still cut by the likeliest path. Words
written with a capital initial within a sentence are names and are left out, unless a glossary of
countries, months or policy terms has them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from embedding.text import model_form

#: share of English in the mixture of both unigram models
ENGLISH_SHARE = 0.1
#: how often a word or a phrase must stand in the texts
WORD_COUNT = 6
PHRASE_COUNT = 50
#: letters of the longest phrase
_LONGEST = 24
#: share of capitalised occurrences within a sentence from which a word is taken for a name
_NAME_SHARE = 0.5

_CLAUSE = re.compile(r"[.;:!?,()\[\]\"“”\n]+")
_WORD = re.compile(r"[a-z]+")


def english_pieces(
    texts: Iterable[str], terms: Iterable[str], names: Iterable[str] = ()
) -> list[tuple[str, float]]:
    """Common words and phrases of English `texts`, commonest first, with their probabilities.

    `terms` (of a glossary) are taken in any case when short enough, and so are their words; words
    of `names` (countries, months) when they stand in the texts more than once.
    """
    words: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    within: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in texts:
        for clause in _CLAUSE.split(text):
            forms = model_form(clause).split()
            words.update(forms)
            for size in (2, 3):
                phrases.update(
                    " ".join(forms[start : start + size]) for start in range(len(forms) - size + 1)
                )
            for raw in clause.split()[1:]:
                form = raw.lower()
                within[form] += 1
                capitals[form] += raw[:1].isupper()
    total = sum(words.values())
    asked = [model_form(term) for term in terms]
    known = {word for form in asked for word in form.split()}
    known |= {word for name in names for word in model_form(name).split() if words[word] > 1}
    kept = {word for word, count in words.items() if count >= WORD_COUNT}
    kept -= {word for word in kept if capitals[word] >= _NAME_SHARE * max(within[word], 1)}
    kept |= known
    kept = {word for word in kept if _WORD.fullmatch(word) and (len(word) > 1 or word in "ai")}
    counts = {word: max(words[word], WORD_COUNT) for word in kept}
    common = {
        phrase: count
        for phrase, count in phrases.items()
        if count >= PHRASE_COUNT and len(phrase) <= _LONGEST and kept.issuperset(phrase.split())
    }
    for term in asked:
        if " " in term and len(term) <= _LONGEST and kept.issuperset(term.split()):
            common[term] = max(phrases[term], WORD_COUNT)
    counts |= common
    best = sorted(counts, key=lambda form: (-counts[form], form))
    return [("▁" + form.replace(" ", "▁"), counts[form] / total) for form in best]


def mixed(
    vietnamese: list[tuple[str, float]], english: list[tuple[str, float]]
) -> list[tuple[str, float]]:
    """Vietnamese pieces (log-probabilities) and English ones (probabilities) as one unigram model.

    Best first, with log-probabilities.
    """
    together = {piece: (1 - ENGLISH_SHARE) * math.exp(score) for piece, score in vietnamese}
    for piece, probability in english:
        together[piece] = together.get(piece, 0.0) + ENGLISH_SHARE * probability
    logs = [(piece, math.log(probability)) for piece, probability in together.items()]
    return sorted(logs, key=lambda entry: (-entry[1], entry[0]))
