"""English words of policy and administration, and what they are in Vietnamese.

`glossary.tsv` has English, Vietnamese alternatives and a category; names of indicators come from
`terms` as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Gap, Word, words
from vietnamese.terms import terms

_ROWS = Path(__file__).with_name("glossary.tsv")
_LONGEST = 7
#: English words with other Vietnamese meaning than their stem, or no plural though they end so.
_UNINFLECTED = frozenset(
    "united news gross process progress access business address class less across various status "
    "status his this its was has does is as us gas bus during morning evening thing nothing spring "
    "king ring bring red hundred".split()
)


@dataclass(frozen=True, slots=True)
class GlossaryMatch:
    """An English phrase of a question: span, its dictionary form, Vietnamese, likeliest first."""

    start: int
    end: int
    english: str
    vietnamese: tuple[str, ...]


@lru_cache(maxsize=1)
def glossary() -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """English entries by their words, as they are and stemmed → the entry and its Vietnamese."""
    found: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    for english, vietnamese, _ in glossary_rows():
        found.setdefault(_key(english), (english, vietnamese))
        found[_exact(english)] = (english, vietnamese)
    for term in terms().values():
        for english in term.english:
            known = found.get(_key(english))
            names = tuple(dict.fromkeys((*(known[1] if known else ()), *term.names[:3])))
            found[_key(english)] = (known[0] if known else english, names)
            exact = found.get(_exact(english))
            if exact:
                found[_exact(english)] = (exact[0], tuple(dict.fromkeys((*exact[1], *names))))
    return found


@lru_cache(maxsize=1)
def glossary_rows() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Entries of `glossary.tsv`: English, Vietnamese alternatives, category."""
    rows = []
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, vietnamese, category = line.split("\t")
            rows.append((english, tuple(vietnamese.split("|")), category))
    return tuple(rows)


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(english for english, _, category in glossary_rows() if category == "verb")


def is_verb(match: GlossaryMatch) -> bool:
    """Whether an English phrase says what is done, not with what."""
    return match.english in _verbs()


def _key(english: str) -> tuple[str, ...]:
    return tuple(stem(word.folded) for word in words(english) if not _possessive(word))


def _exact(english: str) -> tuple[str, ...]:
    """The words of an entry as they are, marked so that they meet no stems."""
    return ("", *(word.folded for word in words(english) if not _possessive(word)))


def _possessive(word: Word) -> bool:
    """Whether a word is the s of "people's"."""
    return word.folded == "s" and word.gap == Gap.DASH


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """An English word without its plural, -ed or -ing; rough, the same for both sides compared."""
    if (
        word in _UNINFLECTED
        or word.endswith("eed")
        or len(word) < 4
        or not word.isascii()
        or not word.isalpha()
    ):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _bare(word[:-1])
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ed") and len(word) > 4:
        return _bare(_single(word[:-2]))
    if word.endswith("ing") and len(word) > 5:
        return _bare(_single(word[:-3]))
    return _bare(word)


def _single(word: str) -> str:
    """Undo the doubling of "planned", "cutting"."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgmnprt"
    return word[:-1] if doubled else word


def _bare(word: str) -> str:
    """Drop a final e, so that "achieve" and "achieved" meet."""
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


#: Several of what a verb names: "meetings".
_SEVERAL = re.compile(r"ings\Z")


def translate_terms(question: str) -> list[GlossaryMatch]:
    """English phrases of `question` with their Vietnamese, longest match, in order, no overlap.

    Case and simple endings do not matter: "Exported", "communes", "people's committees".
    """
    entries = glossary()
    line = [word for word in words(question) if not _possessive(word)]
    plain = [word.folded if word.form == word.folded else "*" for word in line]
    keys = [stem(word) for word in plain]
    found: list[GlossaryMatch] = []
    first = 0
    while first < len(line):
        for last in range(min(len(line), first + _LONGEST), first, -1):
            exact = ("", *plain[first:last])
            # "meetings" meet none; "Thais" may be Telex
            one = (*exact[:-1], _SEVERAL.sub("ing", exact[-1]))
            entry = entries.get(exact) or entries.get(one) or entries.get(tuple(keys[first:last]))
            if entry and _together(line[first + 1 : last]):
                start, end = line[first].start, line[last - 1].end
                found.append(GlossaryMatch(start, end, *entry))
                first = last
                break
        else:
            first += 1
    return found


def _together(rest: list[Word]) -> bool:
    return all(word.gap <= Gap.COMMA for word in rest)
