"""Values that cost to look up, by id: those asked for lately are kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Remembered(Generic[_Value]):
    """Looks values up once, and again when they were forgotten; safe from several threads.

    For what never changes: a published generation. `look_up` gives the values of ids, each once,
    in their order. When `limit` values are kept, all are forgotten but those asked for last.
    """

    def __init__(self, look_up: Callable[[list[str]], Iterable[_Value]], limit: int) -> None:
        self._look_up = look_up
        self._limit = limit
        self._kept: dict[str, _Value] = {}

    def of(self, ids: Sequence[str]) -> list[_Value]:
        """The values of `ids` in their order. Raises what looking up raises."""
        kept = self._kept
        try:
            return [kept[name] for name in ids]
        except KeyError:
            pass
        known = {name: kept[name] for name in ids if name in kept}
        missing = [name for name in dict.fromkeys(ids) if name not in known]
        found = dict(zip(missing, self._look_up(missing), strict=True))
        self.keep(found)
        known.update(found)
        return [known[name] for name in ids]

    def keep(self, found: dict[str, _Value]) -> None:
        """Remember values that came to light otherwise."""
        if len(self._kept) < self._limit:
            self._kept.update(found)
        else:  # replaced, not emptied: another thread may be reading it
            self._kept = found
