"""What a question counts or measures: the noun or the unit after "bao nhiêu" or "how many"."""

from __future__ import annotations

import re

from vietnamese.glossary import is_verb, translate_terms
from vietnamese.normal import fold, normalise
from vietnamese.nouns import NOUN_NAMES

#: Scales and currencies, which are no nouns that are counted.
SCALE = r"(?:tram|nghin|ngan|van|trieu|ty|ti|chuc)"
#: What follows "bao nhiêu" and is no noun to count: a time, a particle, a bare classifier.
NO_COUNT = (
    r"(?:sau|truoc|giua|khi|ke tu|roi|nhi|vay|so voi|dan so)\b"
    r"|quy (?:\d|i{1,3}v?|iv|mot|hai|ba|bon|tu)\b"
    r"|(?:tinh|toi|ke) (?:den|toi|tu)\b|(?:toi|den) (?:het|nay|cuoi|ngay|thang|nam)\b"
    r"|(?:cai|chiec|con|bo)(?=\W*$)"
)
_ASKED = re.compile(
    r"(?:bao nhieu|(?<!\bdet )(?<!\bnha )\bmay) "
    rf"(?!{NO_COUNT}"
    r"|(?:so|la|trong|o|tai|thang|va|cho|tu|den|theo|de|vao|moi|mot|tren|chua|thi)"
    r"\b|nam \d)"
    r"((?:%|m[23]\b|[^\W\d_]+)(?:[ -][^\W\d_]+){0,3})"
    r"|how (?:many|much) ([a-z0-9][a-z0-9-]*(?: [a-z0-9][a-z0-9-]*){0,6})"
)
#: What a noun that is counted is followed by, no more of it.
_NO_NOUN = frozenset(
    "cho de lam trong cua o tai nam thang quy den toi tu duoc da dang se bi co di ve theo va voi"
    " nua moi thi la tren nhat khi vao ra len xuong chua dat can phai so hien con".split()
)
#: Words before a noun that say only how it is counted: "mấy cái cầu", "bao nhiêu chiếc tàu".
_CLASSIFIERS = frozenset("cai chiec ngoi toa vi".split())
#: Units by other names than figures bear.
_UNIT_NAMES = {
    "hec ta": "ha", "hecta": "ha", "hec": "ha", "cay so": "km", "ki lo met": "km", "kilomet": "km",
    "met": "m", "met vuong": "m2", "mot vuong": "m2", "met khoi": "m3", "khoi": "m3",
    "nha ngheo": "ho", "nha can ngheo": "ho", "nha thuoc dien": "ho", "nha dan": "ho",
    "gia dinh": "ho", "mon ocop": "san pham", "mat hang": "san pham",
    "phan tram": "%", "diem phan tram": "diem %", "do la my": "usd", "do la": "usd", "do": "usd",
}  # fmt: skip
#: Units of measures, which count no things.
MEASURES = frozenset("% ha km m2 m3 mw kw kwh gw tan ta kg lit diem met usd".split())
COUNTED = frozenset(fold(normalise(name)) for name in NOUN_NAMES)
_COUNTED_AS_WRITTEN = frozenset(map(normalise, NOUN_NAMES))
#: What follows the noun that is counted in an English question, and what is no noun to count.
_AFTER_NOUN = re.compile(
    r"\b(?:did|do|does|is|are|was|were|be|been|will|would|should|must|can|could|has|have|had|in|of"
    r"|on|at|by|to|for|from|with|within|per|under|over|as|that|which|who|there|still|this|these"
    r"|those|the|its|their|meets?|got|get|gets|it|they)\b"
)
_NO_ENGLISH_NOUN = re.compile(
    r"(?:money|budget|revenue|capital|funding|investment|more|less|higher|lower|longer|faster"
    r"|(?:million|billion|trillion|thousand|us|usd|vnd|dong|dollars)\b)"
)


#: "Số người chết vì tai nạn năm 2022?" asks how many, without a word for it.
_NUMBER_OF = re.compile(r"\b(?<!chi )(?<!mot )(?<!con )(?<!vai )so ((?:[^\W\d_]+ ?){1,3})")


def asked(folded: str, written: str = "") -> tuple[str, ...]:
    """What is to be counted or measured, folded; an English noun by its translations.

    `written` is the same with its accents: "hộ chưa nhận" counts no "hồ chứa".
    """
    match = _ASKED.search(folded)
    if match is None:
        number = _NUMBER_OF.search(folded)
        found = _noun(number[1].split(), number[1].split()) if number else ()
        is_number = number is not None and written[number.start() :][:2] in ("số", "so", "")
        return found if is_number and found and found[0] in COUNTED else ()
    if match[1]:
        start, end = match.span(1)
        spelt = written[start:end] if len(written) == len(folded) else match[1]
        return _noun(match[1].replace("-", " ").split(), spelt.replace("-", " ").split())
    return _english_noun(match[2])


def _english_noun(words: str) -> tuple[str, ...]:
    """The head of an English noun phrase, its last words, by its translations."""
    end = _AFTER_NOUN.search(words)
    phrase = words[: end.start()].strip() if end else words
    found = [match for match in translate_terms(phrase) if not is_verb(match)]
    if not found or _NO_ENGLISH_NOUN.match(phrase):
        return ()
    # "FDI projects" are projects, whatever the two words are called together
    head = [] if phrase.endswith("units") else translate_terms(phrase.split()[-1])
    names = [fold(normalise(one)) for match in head for one in match.vietnamese]
    whole = tuple(dict.fromkeys(fold(normalise(text)) for text in found[-1].vietnamese))
    counts = any(" ".join(whole[0].split()[:size]) in COUNTED for size in (1, 2, 3))
    if names and names[0] in COUNTED and not counts:
        return tuple(dict.fromkeys(names))
    return whole


def _noun(words: list[str], spelt: list[str]) -> tuple[str, ...]:
    """The unit or the noun at the head of words, without a scale or a classifier before it."""
    while len(words) > 1 and _is_scale(words, spelt) and words[1] not in _NO_NOUN:
        words, spelt = words[1:], spelt[1:]
    if len(words) > 1 and words[0] in _CLASSIFIERS and words[1] not in _NO_NOUN:
        words, spelt = words[1:], spelt[1:]
    for size in range(min(3, len(words)), 0, -1):
        head, accented = " ".join(words[:size]), " ".join(spelt[:size])
        known = head in COUNTED and (accented == head or accented in _COUNTED_AS_WRITTEN)
        if head in _UNIT_NAMES or head in MEASURES or known:
            return (_UNIT_NAMES.get(head, head),)
    end = next((n for n, word in enumerate(words) if n and word in _NO_NOUN), len(words))
    return (" ".join(words[: min(end, 2)]),)


def _is_scale(words: list[str], spelt: list[str]) -> bool:
    """Whether the first word multiplies what is counted: "mấy trăm hộ"; "may tram thu phat" not."""
    if not re.fullmatch(SCALE, words[0]) or " ".join(words[:2]) in COUNTED:
        return False
    if words[0] != "tram" or spelt[0] == "trăm":
        return True
    return spelt[0] == "tram" and (
        words[1] in COUNTED
        or words[1] in MEASURES
        or re.fullmatch(f"{SCALE}|dong|usd|nguoi", words[1]) is not None
    )
