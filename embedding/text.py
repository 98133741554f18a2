"""The form of a text that the shipped model reads, the same in training and in serving."""

from __future__ import annotations

import re
from functools import lru_cache

from vietnamese.normal import normalise

#: characters of a text that are read: tokenising is linear but takes 4 s for a megabyte
MAX_CHARACTERS = 2000

#: what is neither letter, mark, digit nor percent sign only separates words
_SEPARATORS = re.compile(r"(?:[^\w\u0300-\u036f%]|_)+")


def model_form(text: str) -> str:
    """Search form of the first `MAX_CHARACTERS` of `text`: accented words apart by one space."""
    return " ".join(filter(None, map(_form, text[:MAX_CHARACTERS].split())))


@lru_cache(maxsize=65536)
def _form(run: str) -> str:
    """The words between two spaces, mostly one, which comes again and again."""
    return _SEPARATORS.sub(" ", normalise(run)).strip()
