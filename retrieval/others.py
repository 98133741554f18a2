"""Counts of what there is besides what was told: "7 nội dung khác" are not all there are."""

from __future__ import annotations

import re

from retrieval.records import Query
from store.records import Figure
from vietnamese.normal import fold, normalise

#: Questions for what there is besides, folded.
_BESIDES = re.compile(r"\b(?:ngoai|khac|them|nua|con lai|other|besides|else|more)\b")
#: What speaks for or against a count of others.
_WORTH = 0.2


def of_the_others(query: Query, figure: Figure) -> float:
    """What speaks for a figure that counts others where these are asked for, else against it."""
    others = normalise(figure.indicator).endswith(" khác")
    if not others:
        return 0.0
    return _WORTH if _BESIDES.search(fold(normalise(query.text))) else -_WORTH
