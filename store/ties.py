"""The best of a ranked search, ties broken by id."""

from __future__ import annotations

from collections.abc import Callable

#: asked for beyond the limit, so that a tie at the limit is rarely cut on the first attempt
_MARGIN = 16


def best(fetch: Callable[[int], list[tuple[str, float]]], limit: int) -> list[tuple[str, float]]:
    """The `limit` best of `fetch(n)`, which gives the n best, best first, ties in any order.

    Asks for more while a tie reaches over the end of what was given, so that which of several
    equals is returned never depends on the order in which they were indexed.
    """
    if limit <= 0:
        return []
    asked = limit + _MARGIN
    while True:
        found = fetch(asked)
        if len(found) < asked or found[limit - 1][1] > found[-1][1]:
            return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]
        asked *= 4
