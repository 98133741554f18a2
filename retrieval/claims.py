"""What a sentence says beside its figures: whether something rises or falls, and what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.records import Language
from vietnamese.normal import normalise
from vietnamese.numbers import Quantity

#: Words of change. "tăng cường", "giảm nghèo" and the like are no change of a figure.
_CHANGE = {
    "vi": re.compile(
        r"(?P<up>\b(?:tăng|cao hơn|vượt)\b(?! cường| tốc))"
        r"|(?P<down>\b(?:giảm|thấp hơn|hụt)\b(?! nghèo| thiểu| tải| trừ))"
    ),
    "en": re.compile(
        r"(?P<up>\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]w(?:s|n|ing|th)?|up|higher|gain\w*)\b)"
        r"|(?P<down>\b(?:fall(?:s|en|ing)?|fell|decreas\w*|declin\w*|drop(?:s|ped|ping)?|down|lower"
        r"|reduc\w*|shr[aiu]nk\w*)\b(?! poverty))"
    ),
}
#: Characters after a figure within which an English word of change may follow: "an 8% increase".
_AFTER = 14

#: Words that deny, and the idioms in which they do not.
_DENIAL = {
    "vi": re.compile(
        r"(?<!hàng )(?<!trên )(?<!hay )(?<!có phải )"
        r"\b(?:không|chưa|chẳng|chả)\b"
        r"(?! chỉ\b| những\b| gian\b| khí\b| quá\b| dưới\b| kể\b| ngừng\b| quân\b| ít\b"
        r"| đến\b| tới\b| đầy\b| nhỏ\b| vượt\b)"
    ),
    "en": re.compile(
        r"\b(?:not(?! only| more than| less than| to mention)|no(?! more than| less than| fewer)"
        r"|never|none|neither|nor|cannot|without|yet to|failed|fails)\b|n['’]t\b"
    ),
}
_SYLLABLE = re.compile(r"[^\W\d_]+")
#: "Không, …" and "Có: …" answer a yes-no question and deny nothing of the sentence itself.
_VERDICT = re.compile(r"^\W*(?P<no>không|no)\s*[,:.–-]\s+|^\W*(?P<yes>có|đúng|yes)\s*[,:.–-]\s+")


def direction(text: str, quantities: Sequence[Quantity], place: int, language: Language) -> str:
    """Whether quantity number `place` of `text` is said to rise ("up") or fall; "" if neither.

    It is the last word of change between the quantity before and this one; in English also one
    that follows at once.
    """
    quantity = quantities[place]
    start = quantities[place - 1].end if place else 0
    before = normalise(text[start : quantity.start + len(quantity.bound_word)])
    said = [match.lastgroup or "" for match in _CHANGE[language].finditer(before)]
    if not said and language == "en":
        after = normalise(text[quantity.end : quantity.end + _AFTER])
        said = [match.lastgroup or "" for match in _CHANGE["en"].finditer(after)][:1]
    return said[-1] if said else ""


def verdict(text: str) -> tuple[str, str]:
    """The answer word a sentence opens with ("yes", "no" or ""), and the sentence without it."""
    form = normalise(text)
    match = _VERDICT.match(form)
    return (match.lastgroup or "", form[match.end() :]) if match else ("", form)


def denials(text: str, language: Language) -> list[str]:
    """For each denial the two words that follow it: what is denied."""
    form = verdict(text)[1]
    found = []
    for match in _DENIAL[language].finditer(form):
        following = _SYLLABLE.findall(form[match.end() : match.end() + 40])
        found.append(" ".join(following[:2]))
    return found


def affirmed(text: str, words: str) -> bool:
    """Whether `words` (two words of a Vietnamese text) stand in `text` with no denial before."""
    form = verdict(text)[1]
    return any(
        not _DENIAL["vi"].search(form[max(0, at - 25) : at + len(words)])
        for at in _places(form, words)
    )


def _places(form: str, words: str) -> Iterator[int]:
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", form):
        yield match.start()
