"""The stages of a search, each of which can be left out to see what it is worth."""

from __future__ import annotations

from collections.abc import Iterable

from errors import UsageError

#: In the order in which they act: slips put right, accents restored, other wordings added, English
#: translated; the two legs; the learned order; scope and references; figures looked up by what they
#: measure; twins collapsed, neighbours joined; what another document has ended put back, and noted.
STAGES = (
    "repair",
    "restore",
    "expand",
    "translate",
    "lexical",
    "dense",
    "rerank",
    "scope",
    "references",
    "ledger",
    "collapse",
    "join",
    "superseded",
)

Stages = frozenset[str]

ALL: Stages = frozenset(STAGES)


def without(names: Iterable[str]) -> Stages:
    """All stages but those of `names`, each a name or several joined by commas.

    Raises `UsageError` for a name that is none, and when neither leg is left.
    """
    left_out = named(names)
    unknown = sorted(left_out - ALL)
    if unknown:
        raise UsageError(f"Không có bước «{unknown[0]}». Các bước có thể bỏ: {', '.join(STAGES)}.")
    stages = ALL - left_out
    if not stages & {"lexical", "dense"}:
        raise UsageError(
            "Bỏ cả lexical và dense thì không còn gì để tìm. Hãy giữ lại một trong hai."
        )
    return stages


def named(given: Iterable[str]) -> set[str]:
    """The names in `given`, each a name or several joined by commas."""
    return {name.strip() for names in given for name in names.split(",") if name.strip()}
