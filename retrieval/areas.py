"""Towns and the country: what is told of the one is not told of the other."""

from __future__ import annotations

import re
from functools import lru_cache

from vietnamese.normal import fold, normalise

_AREAS = (
    re.compile(r"\b(?:do thi|thanh thi|noi thi|noi thanh)\b"),
    re.compile(r"\b(?:nong thon(?! moi)|thon que|vung que|mien que|dan que)\b"),
)


@lru_cache(maxsize=8192)
def areas_in(text: str) -> frozenset[int]:
    """Which of the two a text names: 0 towns, 1 the country."""
    plain = fold(normalise(text))
    return frozenset(number for number, words in enumerate(_AREAS) if words.search(plain))


def of_other_area(question: str, indicator: str) -> bool:
    """Whether an indicator is of towns where the country is asked about, or the other way round."""
    asked, told = areas_in(question), areas_in(indicator)
    return len(asked) == 1 and bool(told) and not asked & told
