"""Abbreviations of administrative prose and of chat, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Word, has_accents, words
from vietnamese.normal import fold, normalise

_ROWS = Path(__file__).with_name("abbreviations.tsv")
#: "KT-XH", "TN&MT", "CNH, HĐH": an abbreviation may hold one dash or ampersand.
_JOINED = re.compile(r"[^\W\d_]+(?:\s?[-–&.]\s?[^\W\d_]+){1,2}")
#: Document numbers hold abbreviations that name nothing: 01-NQ/TU, 15/2020/QĐ-UBND.
_NUMBER = re.compile(r"\d+(?:/\d{4})?[-–/][^\W\d_][^\W_]*(?:[-–/&][^\W_]+)*")
#: "6th", "9T", "6 th": months, as "6 tháng"; "q1", "quy1": quarters.
_MONTHS = re.compile(r"(?<![\w.,/])(1[0-2]|[1-9])\s?(?:th|thg|t)(?!\w)", re.IGNORECASE)
_QUARTER = re.compile(r"(?<!\w)(?:q|quy)(?:\s?)([1-4])(?!\w)(?![.,]\d)", re.IGNORECASE)
_ASKING = re.compile(r"\?|\b(?:la|bao|gi|nao|khong|may|ai|dau|sao|xin|cho)\b")
_LONGEST_CHAT = 400


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Folded abbreviation without dashes → its use and what it stands for, in the order read."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        short, meanings, use = line.split("\t")
        if use == "none":
            continue
        found.setdefault(_key(short), {})
        uses = found[_key(short)]
        uses[use] = tuple(dict.fromkeys((*uses.get(use, ()), *meanings.split("|"))))
    flat: dict[str, tuple[str, tuple[str, ...]]] = {}
    for key, uses in found.items():
        for use, meanings_of in uses.items():
            flat[f"{'chat' if use == 'chat' else 'form'}:{key}"] = (use, meanings_of)
    return flat


@lru_cache(maxsize=16384)
def _key(short: str) -> str:
    return re.sub(r"[\s.&-]", "", fold(normalise(short)))


def expand_abbreviations(text: str) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Abbreviations in `text`: start, end, the text between, what they stand for, likeliest first.

    Capitals are read as administrative abbreviations; longer ones (UBND, NSNN, KT-XH) in small
    letters too. Chat forms (bn, ko, ntn) are read only in small letters in a short text, one letter
    only in a question. Document numbers (01-NQ/TU) are left alone.
    """
    taken = [match.span() for match in _NUMBER.finditer(text)]
    found: list[tuple[int, int, str, tuple[str, ...]]] = []
    plain = not has_accents(text)
    chat = len(text) <= _LONGEST_CHAT
    asking = chat and bool(_ASKING.search(fold(normalise(text))))
    if chat:
        found += [(*m.span(), m[0], (f"{m[1]} tháng",)) for m in _MONTHS.finditer(text)]
        found += [(*m.span(), m[0], _quarter(m)) for m in _QUARTER.finditer(text)]
    for match in _JOINED.finditer(text):
        meanings = _formal(match[0], plain)
        if meanings and not _overlaps(match.span(), taken):
            found.append((*match.span(), match[0], meanings))
    taken += [(start, end) for start, end, _, _ in found]
    line = words(text)
    for place, word in enumerate(line):
        if _overlaps((word.start, word.end), taken):
            continue
        meanings = _chat(line, place, asking) if chat else ()
        meanings = meanings or _formal(word.raw, plain)
        if meanings:
            found.append((word.start, word.end, text[word.start : word.end], meanings))
    return sorted(found)


def _quarter(match: re.Match[str]) -> tuple[str, ...]:
    """A quarter of the year; "q1" without a space may be an urban district too."""
    quarter = f"quý {match[1]}"
    return (quarter, f"quận {match[1]}") if len(match[0]) == 2 else (quarter,)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _formal(raw: str, plain: bool) -> tuple[str, ...]:
    """What an administrative abbreviation stands for, if `raw` is one."""
    use, meanings = _table().get(f"form:{_key(raw)}", ("", ()))
    letters = [letter for letter in raw if letter.isalpha()]
    if not meanings or not letters:
        return ()
    capitals = letters[0].isupper() and sum(letter.isupper() for letter in letters) * 2 > len(
        letters
    )
    vowel = any(letter in "aeiouy" for letter in _key(raw))
    if use == "caps":
        return meanings if capitals or (plain and not vowel) else ()
    if capitals or not vowel:
        return meanings
    # "oda", "papi": with a vowel it may be a word, unless nothing else is accented either
    return meanings if plain else ()


def _chat(line: Sequence[Word], place: int, asking: bool) -> tuple[str, ...]:
    """What a chat form stands for, if word `place` is one."""
    word = line[place]
    meanings = _table().get(f"chat:{word.folded}", ("", ()))[1]
    if not meanings or word.capital:
        return ()
    if word.folded == "tn":
        return _tn(line, place, meanings)
    return meanings if asking or len(word.raw) > 1 else ()


def _tn(line: Sequence[Word], place: int, how: tuple[str, ...]) -> tuple[str, ...]:
    """Read "tn": it asks how at the end of a question without another; else it is a province."""
    before = line[place - 1].folded if place else ""
    asks = any(word.folded in _ASKS for word in line if word is not line[place])
    is_place = before in _BEFORE_PLACE or asks or place + 1 < len(line)
    return (*_TN, *how) if is_place else (*how, *_TN)


_TN = ("Thái Nguyên", "Tây Ninh")
_ASKS = frozenset(("bn", "bao", "ntn", "may", "gi", "j", "nao"))
_BEFORE_PLACE = frozenset(("tinh", "tp", "o", "tai", "cua"))
