"""The form of a text that the shipped model reads, the same in training and in serving."""

from __future__ import annotations

import re

from vietnamese.normal import normalise

#: characters of a text that are read: tokenising is linear but takes 4 s for a megabyte
MAX_CHARACTERS = 2000

#: what is neither letter, mark, digit nor percent sign only separates words
_SEPARATORS = re.compile(r"(?:[^\w\u0300-\u036f%]|_)+")


def model_form(text: str) -> str:
    """Search form of the first `MAX_CHARACTERS` of `text`: accented words apart by one space."""
    return _SEPARATORS.sub(" ", normalise(text[:MAX_CHARACTERS])).strip()
