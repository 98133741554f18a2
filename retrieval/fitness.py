"""Whether the unit and kind of a figure fit what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.records import Query
from retrieval.shelf import Sentence
from store.records import Figure
from vietnamese.normal import fold, normalise
from vietnamese.numbers import read_quantities
from vietnamese.quantity import MONEY, PERCENT
from vietnamese.scope import Kind

_DIRECTION = re.compile(r"\b(tang|giam)\b")
_MONEY_WORDS = re.compile(
    r"\b(?:von|tien|kinh phi|doanh thu|thu ngan sach|chi ngan sach|gia tri|kim ngach|muc tro cap"
    r"|muc ho tro|xuat khau|nhap khau|capital|revenue|spending|money|cost|export|budget)\b"
)


def unit_conflict(query: Query, figure: Figure) -> bool:
    """Whether a figure cannot be meant for its unit: people where money is asked for."""
    percent = figure.unit in PERCENT
    if query.answer_type == "percent" or query.scope.kind is Kind.SHARE_OF_PLAN:
        return not percent
    if query.answer_type == "count":
        return not _is_asked(query.asked, figure)
    if query.scope.kind is Kind.GROWTH:
        return not percent and figure.unit not in (*MONEY, "")
    return _asks_money(query) and figure.unit not in (*MONEY, "")


def direction_conflict(query: Query, sentence: Sentence, figure: Figure) -> bool:
    """Whether a rise is asked for and the figure is a fall, or the other way round."""
    if query.scope.kind is not Kind.GROWTH:
        return False
    asked = set(_DIRECTION.findall(_folded(query.question)))
    return len(asked) == 1 and direction_of(sentence, figure) not in (None, *asked)


def direction_of(sentence: Sentence, figure: Figure) -> str | None:
    """The last word of change before a figure in its clause, folded: "tang" or "giam"."""
    clause = sentence.clause_at(figure.start)
    before = fold(normalise(sentence.document.text[clause.start : figure.start]))
    words = _DIRECTION.findall(before)
    return words[-1] if words else None


def fitness(query: Query, figure: Figure) -> float:
    """How well the kind and unit of a figure fit what is asked for, −0.3 to 0.2."""
    relative = figure.scope.kind in (Kind.GROWTH, Kind.SHARE_OF_PLAN)
    if query.answer_type == "count":
        return 0.2
    if figure.unit in MONEY and not _prints_unit(figure.text):
        return -0.1  # the unit is left out in speech: "1,4 tỷ"
    if query.scope.kind is None and relative and query.answer_type != "percent":
        return -0.2
    if query.asked and not _is_asked(query.asked, figure):
        return -0.3
    return 0.05 if query.scope.kind or not relative else 0.0


def _asks_money(query: Query) -> bool:
    """Whether the question names a sum of money: "vốn", "thu", "tiền", "revenue"."""
    return _MONEY_WORDS.search(_folded(query.text)) is not None


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """A question is compared with every figure found: fold it once."""
    return fold(normalise(text))


@lru_cache(maxsize=4096)
def _prints_unit(text: str) -> bool:
    return any(quantity.unit for quantity in read_quantities(text))


def _is_asked(asked: Sequence[str], figure: Figure) -> bool:
    """Whether the figure counts or measures what the question names after "bao nhiêu"."""
    if not asked:
        return True
    printed = f"{fold(normalise(figure.text))} {fold(normalise(figure.indicator))} "
    unit = fold(normalise(figure.unit))
    return any(words == unit or f" {words.split()[0]} " in printed for words in asked)
