"""Abbreviations of administrative prose and of chat, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Word, has_accents, typed_as, words
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
_LONGEST_FORM = 10


@dataclass(frozen=True, slots=True)
class _Row:
    form: str
    use: str
    meanings: tuple[str, ...]


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[_Row, ...]]:
    """Rows by their folded letters."""
    found: dict[str, list[_Row]] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            short, meanings, use = line.split("\t")
            row = _Row(_letters(short), use, tuple(meanings.split("|")))
            found.setdefault(fold(row.form), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=16384)
def _rows(raw: str) -> tuple[_Row, ...]:
    """Rows that `raw` may be typed for, the exact one first: DT is also ĐT, ĐT is not DT."""
    form = _letters(raw)
    rows = [row for row in _table().get(fold(form), ()) if typed_as(form, row.form)]
    return tuple(sorted(rows, key=lambda row: row.form != form))


@lru_cache(maxsize=16384)
def _letters(short: str) -> str:
    return re.sub(r"[\s.&-]", "", normalise(short))


def short_forms(meaning: str) -> tuple[str, ...]:
    """The abbreviations of a phrase, as they are written: "KCN" of "khu công nghiệp"."""
    return abbreviated().get(normalise(meaning), ()) or _bare().get(fold(normalise(meaning)), ())


@lru_cache(maxsize=1)
def _bare() -> dict[str, tuple[str, ...]]:
    return {fold(meaning): shorts for meaning, shorts in abbreviated().items()}


@lru_cache(maxsize=1)
def abbreviated() -> dict[str, tuple[str, ...]]:
    """Phrases, in search form, with their abbreviations; those that are safe in any case."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            short, meanings, use = line.split("\t")
            for meaning in meanings.split("|") if use == "any" else ():
                key = normalise(meaning)
                found[key] = (*found.get(key, ()), short)
    return found


def may_abbreviate(word: str) -> bool:
    """Whether a single word is written like an abbreviation that is known."""
    return bool(_rows(word))


def spell_out(text: str, *, chat_only: bool = False) -> str:
    """`text` with its abbreviations written out by their likeliest meaning.

    With `chat_only` those in small letters alone: "bn" → "bao nhiêu".
    """
    for start, end, short, meanings in reversed(expand_abbreviations(text)):
        if short.islower() or not chat_only:
            text = f"{text[:start]}{meanings[0]}{text[end:]}"
    return text


def expand_abbreviations(text: str) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Abbreviations in `text`: start, end, the text between, what they stand for, likeliest first.

    Capitals are read as administrative abbreviations; longer ones (UBND, NSNN, KT-XH) in small
    letters too. Chat forms (bn, ko, ntn) are read only in small letters in a short text, one letter
    only in a question. Document numbers (01-NQ/TU) are left alone.
    """
    return list(_abbreviations(text))


@lru_cache(maxsize=64)
def _abbreviations(text: str) -> tuple[tuple[int, int, str, tuple[str, ...]], ...]:
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
        if not _rows(word.raw) or _overlaps((word.start, word.end), taken):
            continue
        meanings = _chat(line, place, asking) if chat else ()
        meanings = meanings or _formal(word.raw, plain)
        if word.folded == "ql" and meanings and not _is_road(line, place):
            meanings = ("quản lý", *meanings)
        if word.folded == "gd" and meanings and _is_post(line, place):
            meanings = ("giám đốc", *meanings)
        if meanings:
            found.append((word.start, word.end, text[word.start : word.end], meanings))
    return tuple(sorted(found))


#: First words of bodies that have a director: "GĐ Sở", "GĐ Bệnh viện".
_DIRECTED = frozenset("so benh trung cong ban kho quy dai chi nganh ngan bao".split())


def _is_post(line: Sequence[Word], place: int) -> bool:
    """Whether "GĐ" stands before a body: "GĐ Sở Y tế", not "GĐ 2021-2025"."""
    after = line[place + 1].folded if place + 1 < len(line) else ""
    return after in _DIRECTED


def _is_road(line: Sequence[Word], place: int) -> bool:
    """Whether "QL" is a road: its number follows ("QL 1A"); "Ban QL" is none."""
    return place + 1 < len(line) and line[place + 1].raw[0].isdigit()


def _quarter(match: re.Match[str]) -> tuple[str, ...]:
    """A quarter of the year; "q1" without a space may be an urban district too."""
    quarter = f"quý {match[1]}"
    return (quarter, f"quận {match[1]}") if len(match[0]) == 2 else (quarter,)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _formal(raw: str, plain: bool) -> tuple[str, ...]:
    """What an administrative abbreviation stands for, if `raw` is one."""
    letters = [letter for letter in raw if letter.isalpha()]
    rows = [row for row in _rows(raw) if row.use != "chat"]
    if not rows or not letters:
        return ()
    if "." in raw and len(letters) < 3 and "Ư" not in raw.upper():
        return ()  # a person's initials
    capitals = letters[0].isupper() and sum(map(str.isupper, letters)) * 2 > len(letters)
    vowel = any(letter in "aeiouy" for letter in fold(_letters(raw)))
    if not capitals:
        # small letters: "nsnn" is none but itself; "oda" may be a word, and "xk" a slip, unless
        # nothing in the text is accented
        rows = [
            row
            for row in rows
            if (row.use == "any" and (plain or not vowel)) or (plain and not vowel)
        ]
    return _meanings(rows)


def _meanings(rows: list[_Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(meaning for row in rows for meaning in row.meanings))


def _chat(line: Sequence[Word], place: int, asking: bool) -> tuple[str, ...]:
    """What a chat form stands for, if word `place` is one."""
    word = line[place]
    if word.capital or len(word.raw) > _LONGEST_FORM:
        return ()
    meanings = _meanings([row for row in _rows(word.raw) if row.use == "chat"])
    if word.folded == "tn" and meanings:
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
