"""What people say for what offices write: "bán tôm ra nước ngoài" is "xuất khẩu tôm".

Whole phrases are put the way documents have them, before a question is read and searched for. A
phrase without a single meaning is left as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Gap, Word, has_accents, words
from vietnamese.normal import fold, normalise

_ROWS = Path(__file__).with_name("everyday.tsv")
_WORDS = Path(__file__).with_name("everyday_words.txt")
_PART = re.compile(r"\[[^]]*\]|\([^)]*\)|\S+")
#: one to six words, and what stands for them in a row
_GAP, _SOME = r"((?:\w+ ){0,5}?\w+)", "…"
#: begins the words that may not follow what stands before
_NOT = "!"
#: begins a row that reads as another thing without its accents: "chở" is no "cho"
_ACCENTED = "="
#: longer texts are no questions
_LONGEST = 400
#: who asks and what for, up to a colon; a question of so many words at least comes after it
_LEAD = re.compile(
    r"(?:em|toi|minh|chau|chung toi|kinh gui|kinh de nghi|de nghi|xin|cho)\b[^:?\d]{0,80}:\s+"
)
_FEWEST = 4


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Words of daily talk that name no indicator, in search form with their accents."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(
        normalise(word) for line in lines if not line.startswith("#") for word in line.split()
    )


def in_office_words(text: str) -> str:
    """A Vietnamese question with its everyday phrases in the words of documents.

    Without accents where the question has none. What is no such phrase stays letter for letter.
    """
    if len(text) > _LONGEST:
        return text
    bare = not has_accents(text)
    lead = _LEAD.match(fold(text.lower()))
    if lead and len(text[lead.end() :].split()) >= _FEWEST:
        text = text[lead.end() :]
    line = words(text)
    running, starts = _run(line, bare)
    rows, places = _rows(bare), _rows_with(running, bare)
    while places:
        place = places.pop(0)
        pattern, written = rows[place]
        found = list(pattern.finditer(running))
        for match in reversed(found):
            said = written
            if _SOME in written:
                kept = line[starts.index(match.start(1))], line[_ending(starts, match.end(1))]
                said = written.replace(_SOME, text[kept[0].start : kept[1].end])
            first, last = line[starts.index(match.start() + 1)], line[_ending(starts, match.end())]
            text = text[: first.start] + said + text[last.end + (not said) :]
        if found:
            line = words(text)
            running, starts = _run(line, bare)
            places = [later for later in _rows_with(running, bare) if later > place]
    return text


def _run(line: tuple[Word, ...], bare: bool) -> tuple[str, list[int]]:
    """The words in a row, parted by spaces, other marks in between as "|"; where each begins."""
    running = ""
    starts: list[int] = []
    for word in line:
        joined = word.gap <= Gap.DASH or (word.gap is Gap.SLASH and word.raw.isdigit())
        running += " " if joined else " | "
        starts.append(len(running))
        running += word.folded if bare else word.form
    return running + " ", starts


def _ending(starts: list[int], end: int) -> int:
    """The number of the word that reaches up to `end`."""
    return sum(start < end for start in starts) - 1


def _rows_with(running: str, bare: bool) -> list[int]:
    """The places of the rows that have a word which they need."""
    by_word = _rows_by_word(bare)
    return sorted({place for word in running.split() for place in by_word.get(word, ())})


@lru_cache(maxsize=2)
def _rows_by_word(bare: bool) -> dict[str, list[int]]:
    """The places of the rows by the words of which each must have one."""
    found: dict[str, list[int]] = {}
    for place, (needed, _, _) in enumerate(_read(bare)):
        for word in needed:
            found.setdefault(word, []).append(place)
    return found


@lru_cache(maxsize=2)
def _rows(bare: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern of each row, and what is written for it."""
    return tuple((pattern, written) for _, pattern, written in _read(bare))


@lru_cache(maxsize=2)
def _read(bare: bool) -> tuple[tuple[frozenset[str], re.Pattern[str], str], ...]:
    """Words of which a question must have one, pattern of each row, and what is written for it."""
    rows = []
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and not (bare and line.startswith(_ACCENTED)):
            said, written = line.removeprefix(_ACCENTED).split("\t")
            said = f" {_SOME} ".join(map(normalise, said.split(_SOME)))
            said = fold(said) if bare else said
            parts = _PART.findall(said)
            pattern = re.compile(f"{''.join(map(_piece, parts))}(?= )")
            rows.append((_needed(parts), pattern, fold(written) if bare else written))
    return tuple(rows)


def _needed(parts: list[str]) -> frozenset[str]:
    """Words of which every match has one: the part of fewest choices, and its longest words."""
    must: list[tuple[str, ...]] = [
        tuple(max(choice.split(), key=len) for choice in part.strip("[]").split("|"))
        for part in parts
        if part != _SOME and not part.startswith(("(", _NOT))
    ]
    fewest = min(must, key=lambda choices: (len(choices), -len(choices[0])))
    return frozenset(fewest)


def _piece(part: str) -> str:
    """The pattern of one part of a row, with the space before it."""
    if part == _SOME:
        return f" {_GAP}"
    if part.startswith(_NOT):
        return f"(?! (?:{part[1:]}) )"
    choices = sorted(part.strip("[]()").split("|"), key=len, reverse=True)
    inner = "|".join(map(re.escape, choices))
    return f"(?: (?:{inner}))?" if part.startswith("(") else f" (?:{inner})"
