"""A figure that the question itself names is none that it asks for.

"Bao nhiêu ha tham gia Đề án 1 triệu ha?" asks for no million; "mấy sản phẩm 5 sao" for no stars.
"""

from __future__ import annotations

from functools import lru_cache

from retrieval.records import FIGURES, Query
from store.records import Figure
from vietnamese.numbers import Quantity, read_quantities, same_value


def echoes(query: Query, figure: Figure) -> bool:
    """Whether a question for a figure names this very one, with its unit."""
    if query.answer_type not in FIGURES:
        return False
    return any(
        claim.unit == figure.unit and any(same_value(claim, one) for one in _said(figure.text))
        for claim in _named(query.text, query.language)
    )


@lru_cache(maxsize=256)
def _named(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(one for one in read_quantities(text, language) if one.unit)


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[Quantity, ...]:
    return tuple(read_quantities(text))
