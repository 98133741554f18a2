"""Indicators of provincial policy: what a figure measures, under all the names it goes by.

`terms.tsv` has a line for each: id, the term it is part of, kinds of unit, names, English names.
"~x" in the second column makes an indicator one sort of x, beside which there are others: clean
water and hygienic water, stunted children and underweight ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Lexicon, Phrase, Word, has_accents, words

_ROWS = Path(__file__).with_name("terms.tsv")
#: Patterns of names: [optional|parts] and (alternatives/so).
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Term:
    """An indicator.

    `names` are Vietnamese (abbreviations among them), the preferred one first; `units` are the
    kinds of unit it is measured in ("money", "%", "ha", "people", "count", "index", "tonne" …);
    `parent` is the id of the indicator it is part of; `kin` is shared by sorts of one thing, of
    which none speaks for another, and is the id of the thing itself where that has figures.
    """

    id: str
    name: str
    names: tuple[str, ...]
    english: tuple[str, ...]
    units: frozenset[str]
    unit: str = ""
    parent: str | None = None
    kin: str | None = None


@dataclass(frozen=True, slots=True)
class TermMention:
    """An indicator named in a text: `text` is the given text at start:end."""

    start: int
    end: int
    text: str
    term: Term


def spell_out(pattern: str) -> list[str]:
    """The names a pattern stands for: "[tổng ]thu (ngân sách/NSNN)|GDP" gives five."""
    if any(pattern.count(one) != pattern.count(other) for one, other in _CLOSING.items()):
        raise ValueError(f"unbalanced brackets in {pattern!r}")
    options, _ = _alternatives(pattern, "")
    return list(dict.fromkeys(" ".join(option.split()) for option in options))


def _alternatives(text: str, closing: str) -> tuple[list[str], str]:
    """Read alternatives up to a `closing` bracket; returns them and what follows it."""
    bars = "|/" if closing == ")" else "|"
    found: list[str] = []
    current = [""]
    while text:
        letter, text = text[0], text[1:]
        if letter == closing:
            return found + current, text
        if letter in _CLOSING:
            inner, text = _alternatives(text, _CLOSING[letter])
            inner = inner if letter == "(" else ["", *inner]
            current = [head + tail for head in current for tail in inner]
        elif letter in bars:
            found += current
            current = [""]
        else:
            current = [head + letter for head in current]
    return found + current, text


@lru_cache(maxsize=1)
def terms() -> dict[str, Term]:
    """All indicators by id."""
    found: dict[str, Term] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, parent, units, names, english = line.split("\t")
        vietnamese = tuple(spell_out(names))
        found[key] = Term(
            key,
            vietnamese[0],
            vietnamese,
            tuple(spell_out(english)),
            frozenset(units.split("|")),
            units.partition("|")[0],
            parent=parent if parent and not parent.startswith("~") else None,
            kin=parent[1:] if parent.startswith("~") else None,
        )
    return found


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[Term]:
    found: Lexicon[Term] = Lexicon()
    seen: set[tuple[str, str]] = set()
    for entry in terms().values():
        for name in (*entry.names, *entry.english):
            for spelling in _variants(name):
                if (spelling, entry.id) not in seen:
                    seen.add((spelling, entry.id))
                    found.add(spelling, entry)
    return found


def _variants(name: str) -> tuple[str, ...]:
    other = name.replace("tỷ lệ", "tỉ lệ").replace("tỷ trọng", "tỉ trọng")
    other = other.replace("bác sĩ", "bác sỹ")
    return (name,) if other == name else (name, other)


def term(key: str) -> Term | None:
    """The indicator with this id; None where there is none."""
    return terms().get(key)


def is_part_of(child: str, parent: str) -> bool:
    """Whether indicator `child` is `parent` or part of it, by ids; unknown ids are part of nothing.

    Domestic revenue is part of budget revenue, land use fees of both.
    """
    seen: str | None = child
    while seen is not None and seen in terms():
        if seen == parent:
            return True
        seen = terms()[seen].parent
    return False


def are_sorts(one: str, other: str) -> bool:
    """Whether two indicators, by ids, are different sorts of one thing: neither is the other's."""
    mine, yours = terms().get(one), terms().get(other)
    if mine is None or yours is None or one == other:
        return False
    return mine.kin is not None and mine.kin == yours.kin


def read_terms(text: str) -> list[TermMention]:
    """Indicators named in `text`, longest match, in order and without overlap.

    Accents may be missing from a whole text or from single words of a phrase. Abbreviations count
    only in capitals, except in a text without accents.
    """
    return list(_read_terms(text))


@lru_cache(maxsize=256)
def _read_terms(text: str) -> tuple[TermMention, ...]:
    line = words(text)
    plain = not has_accents(text)
    lexicon = _lexicon()
    found: list[TermMention] = []
    first = 0
    while first < len(line):
        phrase = lexicon.longest(line, first, plain=plain)
        bound = line[first].folded == "dan" and first and line[first - 1].folded == "cong"
        # "công dân số" are citizens of a digital world, no population.
        if phrase is None or bound or not _certain(line[first : phrase.last], plain):
            first += 1
            continue
        last, named = _narrowed(line, phrase, plain)
        start, end = line[first].start, line[last - 1].end
        found.append(TermMention(start, end, text[start:end], named))
        first = last
    return tuple(found)


def _narrowed(line: tuple[Word, ...], phrase: Phrase[Term], plain: bool) -> tuple[int, Term]:
    """Where a name ends and what it names, with a part of that named by its last words and more.

    "Lượng khách" goes on in "khách quốc tế": "lượng khách quốc tế" are foreign visitors.
    """
    for at in range(phrase.first + 1, phrase.last):
        longer = _lexicon().longest(line, at, plain=plain)
        if longer is None or longer.last <= phrase.last or longer.value == phrase.value:
            continue
        if is_part_of(longer.value.id, phrase.value.id):
            return longer.last, longer.value
    return phrase.last, phrase.value


def _certain(span: tuple[Word, ...], plain: bool) -> bool:
    """Whether a single short word is the abbreviation it looks like: "NK", not "nk." in prose."""
    if len(span) > 1 or len(span[0].raw) > 3 or span[0].form != span[0].folded:
        return True
    return span[0].shout or plain
