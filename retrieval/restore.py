"""Accents for a question typed without them, or with some: "muc tieu xuat khau" → "mục tiêu ...".

The likeliest line of words by what stands side by side in the corpus (Viterbi over bigrams). A word
with an accent is taken as it is, one that the corpus does not hold is left without.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import log

from retrieval.vocabulary import Vocabulary, is_compound, known_pairs, vocabulary_of
from store.index import Index
from vietnamese.lexicon import Gap, Word, words
from vietnamese.normal import fold, normalise, place_tone
from vietnamese.sorts import read_sorts, sorts

#: Longest text that is looked at, in words.
_LONGEST = 100
#: Texts whose accents are remembered: those of a question are asked for while it is put right, and
#: to search for it.
_KEPT = 64
#: Spellings of one word that are weighed: the most frequent ones hold all but a few misprints.
_SPELLINGS = 8
#: What a pair of words that is common in Vietnamese counts at least, in passages of the corpus.
_COMMON = 0.5
#: And one of a policy term or of a question's form, which need not stand in the corpus at all.
_LISTED = 5.0
#: Share of the likelihood left to a word by itself, whatever stands before it.
_ALONE = 0.02
#: Times a word is taken to have stood before others than were seen: a rare one tells little of
#: what follows it.
_UNSEEN = 5
#: A word without accents that is rarer than this beside its accented twins is a misprint.
_MISPRINT = 0.01


def restore_accents(text: str, index: Index) -> str:
    """`text` with the accents it was typed without; other letters, case and length stay.

    A text that nothing is missing of comes back as it is.
    """
    vocabulary = vocabulary_of(index)
    restored = vocabulary.restored.get(text)
    if restored is None:
        restored = _restored(text, vocabulary)
        if len(vocabulary.restored) >= _KEPT:
            vocabulary.restored.clear()
        vocabulary.restored[text] = restored
    return restored


def _restored(text: str, vocabulary: Vocabulary) -> str:
    line = words(text)
    if not line or len(line) > _LONGEST:
        return text
    shouted = text.isupper() and len(line) > 1
    whole = [one for one in read_sorts(text) if _is_written_plain(text[one.start : one.end])]
    spellings = [
        (word.form,)
        if any(one.start <= word.start < one.end for one in whole)
        else _spellings(word, vocabulary, shouted)
        for word in line
    ]
    if all(len(forms) == 1 for forms in spellings):
        return text
    for word, form in reversed(
        list(zip(line, _likeliest(line, spellings, vocabulary), strict=True))
    ):
        if form != word.form:
            text = text[: word.start] + _cased(word.raw, form) + text[word.end :]
    return text


def _is_written_plain(wording: str) -> bool:
    """Whether a sort of things is written without any accent: "cao su"."""
    form = normalise(wording)
    return " " in form and any(form in wordings for _, wordings in sorts())


def _spellings(word: Word, vocabulary: Vocabulary, shouted: bool) -> tuple[str, ...]:
    """How a word may be meant, likeliest first; with an accent or in capitals as it is."""
    abbreviation = word.raw.isupper() and len(word.raw) > 1 and not shouted
    if word.form != word.folded or abbreviation or not word.raw.isalpha():
        return (word.form,)
    forms = sorted(
        (*vocabulary.forms(word.folded), word.folded),
        key=lambda form: -vocabulary.counts.get(form, 0),
    )
    total = vocabulary.count(word.folded)
    kept = [
        form
        for form in forms
        if form in vocabulary.counts
        and len(form) == len(word.raw)
        and (form != word.folded or vocabulary.counts[form] >= _MISPRINT * total)
    ]
    return tuple(kept[:_SPELLINGS]) or (word.form,)


def _likeliest(
    line: tuple[Word, ...], spellings: list[tuple[str, ...]], vocabulary: Vocabulary
) -> list[str]:
    """One spelling for each word: the line of the highest likelihood."""
    best: list[tuple[float, tuple[str, ...]]] = [
        (log(share), (form,)) for form, share in _shares(spellings[0], vocabulary).items()
    ]
    for word, before, forms in zip(line[1:], spellings, spellings[1:], strict=False):
        if len(before) == len(forms) == 1:  # nothing to choose: all lines gain the same
            best = [(score, (*path, forms[0])) for score, path in best]
            continue
        together = _together(before, forms, vocabulary) if word.gap <= Gap.COMMA else {}
        stood = [vocabulary.counts.get(first, 0) + _UNSEEN for first in before]
        after: list[tuple[float, tuple[str, ...]]] = []
        for form, share in _shares(forms, vocabulary).items():
            own = _ALONE * share
            alone = log(own)
            score, path = max(
                (
                    past
                    + (log(own + seen / count) if (seen := together.get((first, form))) else alone),
                    path,
                )
                for first, count, (past, path) in zip(before, stood, best, strict=True)
            )
            after.append((score, (*path, form)))
        best = after
    return list(max(best)[1])


def _shares(forms: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, float]:
    """The share of each spelling among all of the same letters."""
    counts = [vocabulary.counts.get(form, 0) + 0.1 for form in forms]
    total = sum(counts)
    return {form: count / total for form, count in zip(forms, counts, strict=True)}


def _together(
    before: tuple[str, ...], forms: tuple[str, ...], vocabulary: Vocabulary
) -> dict[tuple[str, str], float]:
    """In how many passages each two spellings stand side by side."""
    if len(before) == len(forms) == 1:
        return {}
    bare = fold(before[0]), fold(forms[0])
    left = vocabulary.pair_count(*bare)
    common = is_compound(*bare, bare=True)
    found: dict[tuple[str, str], float] = {}
    if not left and not common:
        return found
    for one, other in _likely_first(len(before), len(forms)):
        if left <= 0 and not common:
            break
        pair = before[one], forms[other]
        if pair == bare:
            continue
        count = vocabulary.pair_count(*pair) if left > 0 else 0
        left -= count
        weight = float(count)
        if common and count < _LISTED and is_compound(*pair):
            weight = max(weight, _LISTED if "_".join(pair) in known_pairs() else _COMMON)
        if weight:
            found[pair] = weight
    if left > 0 and bare[0] in before and bare[1] in forms:
        # The index holds every pair without its accents, too: written so is what is left over.
        found[bare] = left
    return found


@lru_cache(maxsize=_SPELLINGS**2)
def _likely_first(before: int, forms: int) -> tuple[tuple[int, int], ...]:
    """All pairs of places in two lists, those near the beginning of both first."""
    return tuple(sorted(product(range(before), range(forms)), key=sum))


def _cased(raw: str, form: str) -> str:
    """`form` with the capitals of `raw`, letter by letter."""
    form = place_tone(form)
    return "".join(
        letter.upper() if given.isupper() else letter
        for given, letter in zip(raw, form, strict=True)
    )
