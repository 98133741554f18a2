"""Questions as people type them: abbreviations, slips of the fingers, accents here and there.

Used in training only, so that the vectors of "ubnd", "uy ban nhan dan" and "ủy ban nhân dân" come
to lie close. All functions take and give texts in the form that the model reads (`model_form`).
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import vietnamese
from embedding.text import model_form
from vietnamese.normal import fold

#: how often each kind of typing is met; the rest of the questions are left without accents
_ABBREVIATED = 0.5
_SLIPPED = 0.25
_HALF_ACCENTED = 0.15
_SHORTENED = 0.7
_UNACCENTED = 0.4

_SHORTEST_SLIPPED = 4
_LETTER_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def as_typed(form: str, rng: random.Random) -> str:
    """`form` with abbreviations where it has long forms, with a slip, or with half its accents."""
    draw = rng.random()
    if draw < _ABBREVIATED:
        typed = abbreviated(form, rng)
        if typed == form:
            typed = with_slip(form, rng)
    elif draw < _ABBREVIATED + _SLIPPED:
        typed = with_slip(form, rng)
    elif draw < _ABBREVIATED + _SLIPPED + _HALF_ACCENTED:
        return " ".join(fold(word) if rng.random() < 0.5 else word for word in form.split())
    else:
        return fold(form)
    return fold(typed) if rng.random() < _UNACCENTED else typed


def abbreviated(form: str, rng: random.Random) -> str:
    """`form` with most of its long forms as abbreviations: ủy ban nhân dân → ubnd."""
    pattern, shorter = _long_forms()
    return pattern.sub(
        lambda match: rng.choice(shorter[match[0]]) if rng.random() < _SHORTENED else match[0],
        form,
    )


def with_slip(form: str, rng: random.Random) -> str:
    """`form` with one slip in one of its longer words: two letters swapped, one lost or wrong."""
    words = form.split()
    places = [place for place, word in enumerate(words) if len(word) >= _SHORTEST_SLIPPED]
    if not places:
        return form
    place = rng.choice(places)
    word = words[place]
    at = rng.randrange(len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        slipped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == 1:
        slipped = word[:at] + word[at + 1 :]
    else:
        slipped = word[:at] + rng.choice(_neighbours(word[at])) + word[at + 1 :]
    return " ".join([*words[:place], slipped, *words[place + 1 :]])


def _neighbours(letter: str) -> str:
    plain = fold(letter)
    for row in _LETTER_ROWS:
        at = row.find(plain)
        if at >= 0:
            return row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return letter


@cache
def _long_forms() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """Long forms of administrative abbreviations as one pattern, and their short forms."""
    table = Path(str(vietnamese.__file__)).with_name("abbreviations.tsv")
    shorter: dict[str, list[str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.count("\t") != 2:
            continue
        short, meanings, use = line.split("\t")
        if use == "chat":
            continue
        for meaning in meanings.split("|"):
            if " " in meaning:
                shorter.setdefault(model_form(meaning), []).append(model_form(short))
    longest_first = sorted(shorter, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), shorter
