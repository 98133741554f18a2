"""Does an answer say what the gold says? Figures by value and unit, all else by folded words.

A figure is the same in any print: "28 tỷ đô la Mỹ" is "28 billion US dollars". How it is bounded
("trên", "khoảng") is left to the reader of a report; its unit is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from vietnamese.normal import fold
from vietnamese.notation import read_digits
from vietnamese.numbers import Quantity, read_quantities, same_value
from vietnamese.periods import read_periods
from vietnamese.tokens import syllables

_FREE = """
tren hon duoi gan khoang xap xi it nhat toi thieu da khong qua chua den tu va dat la uoc chiem bang
con hien co tong cong ca ngay thang nam luc vao tro len xuong tang giam
about around approximately over more than less nearly almost at least most up to under from and is
was are were reached reach on in by of the a an increase increased decrease decreased rose fell grew
down
"""
Span = tuple[int, int]

#: Words beside a figure or a date that do not change it, folded.
_FREE_WORDS = frozenset(_FREE.split())
_UP = frozenset({"tang", "increase", "increased", "rose", "grew"})
_DOWN = frozenset({"giam", "decrease", "decreased", "fell", "down"})
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
_YES_NO = frozenset({"co", "khong", "yes", "no", "dung", "sai", "phai"})


@lru_cache(maxsize=4096)
def figures(text: str, language: str) -> tuple[Quantity, ...]:
    """The figures of a text; in English text also those printed in Vietnamese."""
    found = tuple(read_quantities(text, language))
    if language == "vi":
        return found
    vietnamese = read_quantities(text, "vi")
    return found + tuple(figure for figure in vietnamese if not _touches(figure, found))


def _touches(figure: Quantity, others: Sequence[Quantity]) -> bool:
    return any(figure.start < other.end and other.start < figure.end for other in others)


def same_figure(gold: Quantity, said: Quantity) -> bool:
    """Whether two figures are equal in value and unit; gold without a unit leaves it open.

    What is counted may be said more fully than in gold: "lượt khách" is "lượt".
    """
    if gold.unit:
        fuller = said.unit.startswith(f"{gold.unit} ")
        return same_value(gold, replace(said, unit=gold.unit) if fuller else said)
    return (gold.value, gold.low, gold.high) == (said.value, said.low, said.high)


def has_number(text: str, number: Decimal, language: str) -> bool:
    """Whether a bare number stands in `text`, alone or counting something, but not multiplied.

    87 stands in "87 chốt" and "Quyết định số 87/QĐ-UBND", not in "87 tỷ đồng".
    """
    said = figures(text, language)
    if any(figure.value == number and figure.scale == 1 for figure in said):
        return True
    alone = _words(_without(text, [(figure.start, figure.end) for figure in said]))
    return any(bare_number(word, language) == number for word in alone)


def bare_number(text: str, language: str) -> Decimal | None:
    """The value of a text that is a number and nothing else, otherwise None."""
    stripped = text.strip()
    return read_digits(stripped, language) if _NUMBER.fullmatch(stripped) else None


def holds_banned(text: str, banned: str, language: str) -> bool:
    """Whether `text` has one of the figures of `banned`, or its words when it has none."""
    number = bare_number(banned, language)
    if number is not None:
        return has_number(text, number, language)
    values = figures(banned, language)
    if not values:
        return contains(text, banned)
    said = figures(text, language)
    return any(same_figure(value, other) for value in values for other in said)


def contains(text: str, part: str) -> bool:
    """Whether the words of `part` stand one after another in `text`, accents and case aside."""
    words, wanted = _words(text), _words(part)
    length = len(wanted)
    return bool(wanted) and any(
        words[place : place + length] == wanted for place in range(len(words) - length + 1)
    )


def holds_gold(text: str, gold: str, language: str) -> bool:
    """Whether `text` says what `gold` says.

    Of a gold list joined by ";" every item has to be there. A bare figure or date is compared by
    what it is worth; a figure among other words needs the figure and the words.
    """
    items = [item for item in gold.split(";") if item.strip()]
    return bool(items) and all(_holds_item(text, item, language) for item in items)


def _holds_item(text: str, gold: str, language: str) -> bool:
    wanted = _words(gold)
    if len(wanted) == 1 and wanted[0] in _YES_NO:
        return _words(text)[:1] == wanted
    number = bare_number(gold, language)
    if number is not None:
        return has_number(text, number, language)
    values = figures(gold, language)
    if not values:
        return contains(text, gold) or _same_date(text, gold)
    rest = _rest(gold, [(value.start, value.end) for value in values])
    if rest and contains(text, gold):
        return True
    said = figures(text, language)
    return (
        all(any(same_figure(value, other) for other in said) for value in values)
        and rest <= set(_words(text))
        and not _opposite(gold, text)
    )


def _rest(gold: str, spans: Sequence[Span]) -> set[str]:
    """The words of `gold` outside `spans` that are not free."""
    return set(_words(_without(gold, spans))) - _FREE_WORDS


def _without(text: str, spans: Sequence[Span]) -> str:
    kept = list(text)
    for start, end in spans:
        kept[max(start, 0) : end] = " " * (end - max(start, 0))
    return "".join(kept)


def _same_date(text: str, gold: str) -> bool:
    mentions = read_periods(gold)
    if not mentions or _rest(gold, [(mention.start, mention.end) for mention in mentions]):
        return False
    said = {mention.period or mention.partial for mention in read_periods(text)} - {None}
    return all((mention.period or mention.partial) in said for mention in mentions)


def _opposite(gold: str, text: str) -> bool:
    """Whether one speaks of a rise only and the other of a fall only."""
    ways = [
        (bool(_UP & words), bool(_DOWN & words)) for words in (set(_words(gold)), set(_words(text)))
    ]
    return set(ways) == {(True, False), (False, True)}


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(unit) for unit in syllables(text))
