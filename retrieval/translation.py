"""English questions in Vietnamese words: for each word and phrase the likely ones, weighted.

The policy glossary comes first, then the learned model, longest match first, then the word as it
stands: most words that neither knows are names, which documents write alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from retrieval.translation_model import Wordings, entries, wordings
from retrieval.translation_words import EnglishWord, english_words
from store.lexical import LexicalQuery
from vietnamese.glossary import GlossaryMatch, translate_terms
from vietnamese.language import is_syllable
from vietnamese.normal import fold, normalise
from vietnamese.question_words import question_words
from vietnamese.tokens import syllables

_LONGEST = 3
#: Share of the glossary in what a phrase, and a single word, may mean; the model has the rest.
_GLOSSARY, _GLOSSARY_WORD = 0.85, 0.6
#: How likely a word stands in a document as it is: a capitalised word inside a sentence, another.
_NAME, _LOAN = 0.5, 0.15
#: What words of the question form count in a question: the passage does not ask.
_ASKING = 0.3
#: Wordings of an entry that are looked for, and the least share of one beside the likeliest.
_WORDINGS, _LEAST = 5, 0.06
#: Weight of a pair of neighbours of one wording beside its syllables, and of the inherited context.
_PAIR, _CONTEXT = 0.4, 0.4
#: Wordings that are taken as what a word means: how many, how likely beside the likeliest, and how
#: often at least the word is translated at all.
_MOST, _LIKELY, _RELIABLE = 3, 0.3, 0.4
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_ASKS = re.compile(
    r"\?\s*$|^\s*(?:what|which|who|whom|whose|when|where|why|how|list|name|give|show|tell)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Translation:
    """`text[start:end]`, its base form, and what it may be in Vietnamese, likeliest first.

    The probabilities are weights for searching and add up to 1 at most. A phrase may be followed
    by its words, which then have what the phrase leaves them.
    """

    start: int
    end: int
    english: str
    vietnamese: Wordings


def translate(text: str) -> tuple[Translation, ...]:
    """All words of an English text (NFC) with their Vietnamese, in order of their start."""
    return _translate(text)


@lru_cache(maxsize=64)
def _translate(text: str) -> tuple[Translation, ...]:
    words = english_words(text, entries())
    terms = {match.start: match for match in translate_terms(text)}
    spans = question_words(text, "en") if _ASKS.search(text) else []
    asking = {word.start for word in words if any(s.start <= word.start < s.end for s in spans)}
    found: list[Translation] = []
    at = 0
    while at < len(words):
        match = terms.get(words[at].start)
        if match:
            size = sum(match.start <= word.start < match.end for word in words)
            found += _of_glossary(match, words[at : at + size], at)
            at += size
        else:
            size = _longest(words[at : at + _LONGEST], terms)
            found += _of_model(words[at : at + size], at, 1.0)
            at += size
    return tuple(
        _scaled(item, _ASKING)
        if all(word.start in asking for word in words if item.start <= word.start < item.end)
        else item
        for item in found
    )


def _longest(words: Sequence[EnglishWord], terms: dict[int, GlossaryMatch]) -> int:
    """How many words the longest entry has that begins here and runs into no glossary term."""
    for size in range(len(words), 1, -1):
        inside = any(word.start in terms for word in words[1:size])
        if not inside and _base(words[:size]) in entries():
            return size
    return 1


def _base(words: Sequence[EnglishWord]) -> str:
    return " ".join(word.base for word in words)


def _of_glossary(
    match: GlossaryMatch, words: Sequence[EnglishWord], place: int
) -> Iterator[Translation]:
    share = _GLOSSARY if len(words) > 1 else _GLOSSARY_WORD
    names = tuple(dict.fromkeys(" ".join(syllables(name)) for name in match.vietnamese))
    whole = sum(1 / rank for rank in range(1, len(names) + 1))
    chances = {name: share / (rank * whole) for rank, name in enumerate(names, start=1)}
    if len(words) == 1:
        for wording, chance in _of_word(words[0], place):
            chances[wording] = chances.get(wording, 0.0) + (1 - share) * chance
    yield Translation(match.start, match.end, match.english, _ranked(chances))
    if len(words) > 1:
        yield from _of_model(words, place, 1 - share)


def _of_model(words: Sequence[EnglishWord], place: int, share: float) -> Iterator[Translation]:
    """A phrase and its words, or one word, with probabilities that add up to `share` at most."""
    if len(words) > 1:
        known = wordings(_base(words)) if len(words) <= _LONGEST else ()
        mass = sum(chance for _, chance in known)
        if known:
            whole = Translation(words[0].start, words[-1].end, _base(words), known)
            yield _scaled(whole, share)
        share *= 1 - mass
    if share > _LEAST:
        for number, word in enumerate(words):
            single = Translation(word.start, word.end, word.base, _of_word(word, place + number))
            yield _scaled(single, share)


def _of_word(word: EnglishWord, place: int) -> Wordings:
    """What one word may be: `place` is its number in the text, as a first word has a capital."""
    own = word.base if word.base[0].isdigit() else " ".join(syllables(word.raw))
    known = wordings(word.base)
    if word.name and (place or word.base != "may") and word.raw.lower() in _MONTHS:
        return ((f"tháng {_MONTHS.index(word.raw.lower()) + 1}", 1.0),)
    if not known:
        return ((own, 1.0),) if own else ()
    mass = sum(chance for _, chance in known)
    if mass < 0.5:
        return known
    as_is = _NAME if word.name and place else _LOAN
    chances = {wording: chance * (1 - as_is) for wording, chance in known}
    chances[own] = chances.get(own, 0.0) + as_is * mass
    return _ranked(chances)


def _ranked(chances: dict[str, float]) -> Wordings:
    ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    least = _LEAST * ranked[0][1]
    return tuple(item for item in ranked[:_WORDINGS] if item[1] >= least)


def _scaled(item: Translation, share: float) -> Translation:
    if share == 1.0:
        return item
    shares = tuple((wording, chance * share) for wording, chance in item.vietnamese)
    return replace(item, vietnamese=shares)


def translated_query(text: str) -> LexicalQuery:
    """Tokens for the lexical leg: syllables and pairs of all likely wordings, by probability.

    To make up for wordings that weigh much only because they are rare, score the candidates with
    `translation_score.structured_scores`. Weighing the tokens here by how rare a word's wordings
    are together finds less (XQuAD nDCG@10 87.6 without, 86.5 with).
    """
    weights: dict[str, float] = {}
    for item in translate(text):
        for token, weight in _tokens(item).items():
            for form in (token, fold(token)):
                weights[form] = weights.get(form, 0.0) + weight
    context = {token: _CONTEXT * weight for token, weight in weights.items()}
    return LexicalQuery({"text": weights, "context": context})


def _tokens(item: Translation) -> dict[str, float]:
    """Tokens of one word or phrase with their weights."""
    found: dict[str, float] = {}
    for wording, chance in item.vietnamese:
        units = wording.split()
        for unit in units:
            found[unit] = found.get(unit, 0.0) + chance
        for one, other in pairwise(units):
            pair = f"{one}_{other}"
            found[pair] = found.get(pair, 0.0) + _PAIR * chance
    return found


def probable(item: Translation) -> tuple[str, ...]:
    """The wordings of a translation that can be relied on; none where mostly nothing translates."""
    if sum(chance for _, chance in item.vietnamese) < _RELIABLE:
        return ()
    least = _LIKELY * item.vietnamese[0][1]
    return tuple(wording for wording, chance in item.vietnamese[:_MOST] if chance >= least)


def english_in_vietnamese(text: str) -> tuple[Translation, ...]:
    """English words and phrases in a Vietnamese question ("GRDP growth năm 2021").

    Only words that can be no Vietnamese syllables and are no abbreviations in capitals, with
    translations that are no more than the word itself.
    """
    found = []
    for start, end in _foreign_runs(text):
        for item in translate(text[start:end]):
            first, last = start + item.start, start + item.end
            own = normalise(text[first:last])
            shares = tuple(pair for pair in item.vietnamese if pair[0] != own)
            if shares:
                found.append(Translation(first, last, item.english, shares))
    return tuple(found)


def _foreign_runs(text: str) -> list[tuple[int, int]]:
    """Spans of words in a row that can be no Vietnamese."""
    runs: list[tuple[int, int]] = []
    for word in re.finditer(r"[^\W\d_]+", text):
        if not _foreign(word[0]):
            continue
        if runs and text[runs[-1][1] : word.start()] in (" ", "-"):
            runs[-1] = (runs[-1][0], word.end())
        else:
            runs.append(word.span())
    return runs


def _foreign(word: str) -> bool:
    plain = normalise(word)
    return (
        plain.isascii()
        and len(plain) > 2
        and not (word.isupper() and len(word) > 1)
        and not is_syllable(plain)
    )
