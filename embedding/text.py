"""The form of a text that the shipped model reads, the same in training and in serving."""

from __future__ import annotations

import re

from vietnamese.normal import LONG, normalise

#: characters of a text that are read: tokenising is linear but takes 4 s for a megabyte
MAX_CHARACTERS = 2000

#: distinct runs remembered, some 250 bytes each; 30,000 passages of real text have 82,000
_KEPT = 200_000

#: what is neither letter, mark, digit nor percent sign only separates words
_SEPARATORS = re.compile(r"(?:[^\w\u0300-\u036f%]|_)+")


def model_form(text: str) -> str:
    """Search form of the first `MAX_CHARACTERS` of `text`: accented words apart by one space."""
    return " ".join(filter(None, map(_forms.__getitem__, text[:MAX_CHARACTERS].split())))


class _Forms(dict[str, str]):
    """The words between two spaces, mostly one, which comes again and again, by the run there.

    A function that remembers takes twice as long to be asked as a dictionary.
    """

    def __missing__(self, run: str) -> str:
        form = _SEPARATORS.sub(" ", normalise(run)).strip()
        if len(run) <= LONG:
            if len(self) >= _KEPT:
                self.clear()
            self[run] = form
        return form


_forms = _Forms()
