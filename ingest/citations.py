"""Documents that a text names by number: "Quyết định số 12/2019/QĐ-UBND ngày 08/4/2019"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,5}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d)?\s?[-–/]\s?[A-ZĐ][\wĐđ]*"
    r"(?:\s?[-–/]\s?[A-ZĐ][\wĐđ]*)*)(?![\w/])"
    r"(?:\s*,?\s*ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4}))?"
)
#: a code that stands in numbers of documents has at least two letters
_CODE = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document named at start:end; `number` without spaces, `day` where it is told."""

    start: int
    end: int
    number: str
    day: date | None = None


def read_cited(text: str, start: int, end: int) -> Iterator[Cited]:
    """The documents that `text[start:end]` names by number, in its order."""
    for found in _NUMBER.finditer(text, start, end):
        if _CODE.search(found["number"]):
            yield Cited(found.start(), found.end(), plain_number(found["number"]), _day(found))


def plain_number(printed: str) -> str:
    """A number of a document as it is compared: no white space, one kind of dash."""
    return "".join(printed.split()).replace("–", "-")


def _day(found: re.Match[str]) -> date | None:
    if not found["day"]:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
