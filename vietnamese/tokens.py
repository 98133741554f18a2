"""Lexical tokens: syllables and pairs of neighbours, with and without accents.

Measured on public Vietnamese sets, syllables with bigrams beat word segmentation, and the folded
twin makes an unaccented question as good as an accented one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from vietnamese.normal import fold, normalise

_TOKEN = re.compile(
    r"""
    (?P<document>\d+(?:/\d{4})?[-/][^\W\d_][^\W_]*(?:[-/][^\W_]+)*)  # 01-nq/tu, 15/2020/nđ-cp
  | (?P<date>\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{1,2}/\d{4}|\d{1,2}/\d{1,2}(?![\d/]))
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<word>[^\W_]+)
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PARTS = re.compile(r"[^\W_]+")


def syllables(text: str) -> list[str]:
    """Syllables, numbers, parts of dates and document numbers of `text` in order, search form."""
    return _read(normalise(text))[0]


def document_numbers(text: str) -> list[str]:
    """Document numbers in `text` ("01-NQ/TU"), as running folded units: "01 nq tu"."""
    form = fold(normalise(text))
    return [
        " ".join(_PARTS.findall(match[0]))
        for match in _TOKEN.finditer(form)
        if match.lastgroup == "document"
    ]


def _read(form: str) -> tuple[list[str], list[str]]:
    """The running units of a search form, and the wholes that stand beside them."""
    units: list[str] = []
    wholes: list[str] = []
    for match in _TOKEN.finditer(form):
        token = match[0]
        if match.lastgroup in ("document", "date"):
            wholes.append(token)
            units.extend(_PARTS.findall(token))
        else:
            units.append(token)
            if _GROUPED.fullmatch(token):
                wholes.append(token.replace(".", ""))
    return units, wholes


def accented_tokens(text: str) -> list[str]:
    """Lexical tokens of `text` with accents: units, neighbouring pairs "a_b", and wholes."""
    units, wholes = _read(normalise(text))
    return _with_pairs(units, wholes)


def folded_tokens(text: str) -> list[str]:
    """Lexical tokens of `text` without accents; equal for accented and unaccented spelling."""
    units, wholes = _read(fold(normalise(text)))
    return _with_pairs(units, wholes)


def _with_pairs(units: list[str], wholes: list[str]) -> list[str]:
    return [*units, *(f"{a}_{b}" for a, b in pairwise(units)), *wholes]
