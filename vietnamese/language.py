"""Whether a question is asked in Vietnamese (with or without accents) or in English."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from vietnamese.abbreviations import expand_abbreviations
from vietnamese.normal import fold, is_unaccented, normalise
from vietnamese.places import read_places

#: Vietnamese phonotactics, accents off: onset, nucleus, coda.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oeo|uoi|uou|uay|uey|ie|ye|ia|ua|uo|ue|uy|oa|oe|oo"
    r"|ai|ao|au|ay|eo|eu|iu|oi|ui|uu|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
#: English function words, which also tell short English words from unaccented syllables.
_ENGLISH = frozenset(
    "a about after all an and any are as at be been before between by can could did do does each "
    "end for from had has have her him his how i if in into is it its list many me more most much "
    "new no not of on one or our out over per plan she show so some state than that the their them "
    "then there these they this those to under up us was we were what when where which who whom "
    "whose why will with would year you your".split()
)
#: How only an English question begins, whatever names follow: "Who is La Hong Ninh?".
_OPENING = re.compile(
    r"\W*(?:and |so |but )?(?:(?:who|what|when|where|why|which|how) (?:is|are|was|were|do|does|did"
    r"|has|have|had|will|would|can|should|much|many|long|far)|(?:who|what|when|where)'s)\b"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word, accents off and in lower case, can be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(word) is not None


@lru_cache(maxsize=64)
def language_of(text: str) -> Literal["vi", "en"]:
    """Language of a question; Vietnamese when nothing tells.

    Place names and abbreviations are left out of the count, since they stand in
    questions of either language.
    """
    if is_unaccented(normalise(text)) and _OPENING.match(normalise(text)):
        return "en"
    rest = list(text)
    known = [(mention.start, mention.end) for mention in read_places(text)]
    known += [(start, end) for start, end, *_ in expand_abbreviations(text)]
    for start, end in known:
        rest[start:end] = " " * (end - start)
    words = [
        word for word in _WORD.findall("".join(rest)) if not (word.isupper() and len(word) > 1)
    ]
    english = vietnamese = 0.0
    for word in words:
        plain = normalise(word)
        if not is_unaccented(plain):
            vietnamese += 2
        elif plain in _ENGLISH:
            english += 1
        elif not is_syllable(fold(plain)):
            english += 1 if len(plain) > 2 else 0
        else:
            vietnamese += 1
    return "en" if english > vietnamese else "vi"
