"""Bare numbers in brackets that divide a figure: "487 giáo viên (mầm non 163, tiểu học 324)".

Each names a part and prints its number alone; the unit is that of the figure before the brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.figure_sentence import ReadSentence
from store.records import Figure, Inherited
from vietnamese.notation import read_digits
from vietnamese.places import read_places
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.terms import read_terms

_BRACKET = re.compile(
    r"\((?:(?:gồm|trong đó|cụ thể|bao gồm|chia ra)(?: có)?[:,]?\s+)?(?P<parts>[^()]{5,400})\)"
)
_NEXT = re.compile(r"\s*(?:[,;]|\bvà\b)\s+(?:và\s+)?")
#: A part: a name, a joint and its bare number, or the number before the name: "163 mầm non".
_PART = re.compile(
    r"(?P<label>[^\W\d_][^\d,;:]{1,50}?)\s*(?::|-|–|=|\blà\b|\bcó\b|\bđạt\b|\bvới\b)?\s*"
    r"(?P<number>\d[\d.,]*\d|\d)"
)
#: Words between the figure and its brackets, at most, and what ends what is said of it.
_BETWEEN = re.compile(r"[^.;:()\d]{0,60}")
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)
#: How far parts may miss their whole in all, where it is rounded.
_ROUNDED = Decimal("0.01")
_YEAR = re.compile(r"(?:19|20)\d\d")


def divided(sentence: ReadSentence, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence, and the parts that brackets behind one divide it into."""
    found = list(figures)
    for bracket in _BRACKET.finditer(sentence.text):
        at = sentence.start + bracket.start()
        before = [figure for figure in figures if figure.end <= at]
        whole = before[-1] if before else None
        inside = [one for one in figures if at < one.start < sentence.start + bracket.end()]
        if whole is None or any(one.unit for one in inside):
            continue
        if not _BETWEEN.fullmatch(sentence.text[whole.end - sentence.start : bracket.start()]):
            continue
        parts = _parts(sentence, bracket, whole) if _may_be_divided(whole) else []
        if parts:
            found = [*(one for one in found if one not in inside), *parts]
    return sorted(found, key=lambda figure: figure.start)


def _may_be_divided(whole: Figure) -> bool:
    absolute = whole.unit not in PERCENT and whole.scope.kind not in _RELATIVE
    return absolute and whole.value is not None and bool(whole.unit) and bool(whole.indicator)


def _parts(sentence: ReadSentence, bracket: re.Match[str], whole: Figure) -> list[Figure]:
    """The parts within a bracket; none where what it holds does not add up to the whole."""
    text, start = bracket["parts"], bracket.start("parts")
    pieces, at = [], 0
    for joint in (*_NEXT.finditer(text), None):
        pieces.append((at, joint.start() if joint else len(text)))
        at = joint.end() if joint else at
    parts = [_PART.fullmatch(text, *piece) for piece in pieces]
    if len(parts) < 2 or not all(parts):
        return []
    read = [(part, read_digits(part["number"])) for part in parts if part]
    if any(number is None or _YEAR.fullmatch(part["number"]) for part, number in read):
        return []
    scale = _scale(whole)
    values = [(part, number * scale) for part, number in read if number is not None]
    total = sum(value for _, value in values)
    if whole.value is None or abs(total - whole.value) > _ROUNDED * whole.value:
        return []
    return [_part(sentence, start, whole, part, value) for part, value in values]


def _scale(whole: Figure) -> Decimal:
    """The multiplier printed with the whole, which its parts leave out: "9,5 nghìn tấn"."""
    digits = re.search(r"\d[\d.,]*\d|\d", whole.text)
    number = read_digits(digits[0]) if digits else None
    return whole.value / number if whole.value and number else Decimal(1)


def _part(
    sentence: ReadSentence, start: int, whole: Figure, part: re.Match[str], value: Decimal
) -> Figure:
    label = " ".join(part["label"].split())
    begin = sentence.start + start + part.start("number")
    named = Inherited("indicator", whole.indicator, "body", whole.start, whole.end)
    shared = [item for item in whole.inherited if item.slot != "indicator"]
    places = [mention.place for mention in read_places(part["label"]) if mention.places]
    indicator = whole.indicator if places else f"{whole.indicator} {label}"
    terms = [mention.term.id for mention in read_terms(indicator)]
    scope = replace(whole.scope, place=places[0], level=places[0].level) if places else whole.scope
    return replace(
        whole,
        start=begin,
        end=begin + len(part["number"]),
        text=part["number"],
        value=value,
        indicator=indicator,
        term=whole.term if whole.term in terms or places else None,
        scope=scope,
        inherited=(*shared, named),
    )
