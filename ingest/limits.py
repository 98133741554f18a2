"""What one file may cost, so that no file can stop an ingest run.

Readers run in worker processes and ask here: `current()` gives the limits of the run, `tick()` says
that a long piece of work (a page recognised from its picture) is done and the clock starts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace

from errors import UnreadableFile, UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file.

    `mb` is its size; `pages` of a PDF or sheets of a workbook; `seconds` between two signs of life
    of the worker that reads it; `memory` the worker's address space in MB (LibreOffice alone maps
    2,000); `members`, `ratio` and `depth` of an archive: files in it, times it grows when unpacked,
    archives within archives; `characters` of text that come out.
    """

    mb: int = 200
    pages: int = 5_000
    seconds: int = 120
    memory: int = 6_000
    members: int = 2_000
    ratio: int = 100
    depth: int = 2
    characters: int = 20_000_000


#: what a limit is called in messages
_WORDS = {
    "mb": "MB",
    "pages": "trang",
    "seconds": "giây",
    "memory": "MB bộ nhớ",
    "members": "tệp trong một tệp nén",
    "ratio": "lần nở ra khi giải nén",
    "depth": "tầng tệp nén",
    "characters": "ký tự",
}

_state: tuple[Limits, Callable[[], None]] = (Limits(), lambda: None)


def current() -> Limits:
    """The limits of the run that this process works for; the defaults outside of one."""
    return _state[0]


def use(limits: Limits, on_tick: Callable[[], None] = lambda: None) -> None:
    """Have `current` give `limits` from now on, and `tick` call `on_tick`."""
    global _state
    _state = (limits, on_tick)


def tick() -> None:
    """Say that a piece of a long work is done: the time limit counts from here again."""
    _state[1]()


def exceeded(name: str, what: str, limit: str) -> UnreadableFile:
    """The refusal of the file called `name`: `what` was found, and `limit` is the limit it breaks.

    `limit` is the name of a field of `Limits`.
    """
    allowed = getattr(current(), limit)
    return UnreadableFile(
        f"{name}: {what}, vượt giới hạn {f'{allowed:,}'.replace(',', '.')} {_WORDS[limit]}. "
        f"Hãy tách nhỏ tệp, hoặc nâng giới hạn: --limit {limit}={2 * allowed}"
    )


def read_limits(given: Iterable[str], base: Limits | None = None) -> Limits:
    """Limits from options "name=number", the others as in `base`.

    Raises UsageError for a name that is none and for what is no positive whole number.
    """
    limits = base or Limits()
    names = [item.name for item in fields(Limits)]
    for option in given:
        name, _, value = option.partition("=")
        if name not in names or not value.isascii() or not value.isdecimal() or int(value) < 1:
            defaults = ", ".join(f"{key}={getattr(Limits(), key)}" for key in names)
            raise UsageError(
                f"--limit nhận TÊN=SỐ với SỐ là số nguyên dương, không phải «{option}»; "
                f"các giới hạn và giá trị có sẵn: {defaults}."
            )
        limits = replace(limits, **{name: int(value)})
    return limits
