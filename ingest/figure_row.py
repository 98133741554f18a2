"""Things told in a row after a measure that is said once: "Đàn trâu 12.000 con, bò 30.000 con".

What stands right before such a figure names its thing; the measure is that of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_sentence import ReadSentence
from store.records import Figure
from vietnamese.normal import normalise
from vietnamese.scope import Kind
from vietnamese.terms import read_terms

_UNITS = ("con", "ha", "tấn", "tạ/ha")
#: The measure at the head of an indicator, before its thing.
_MEASURE = re.compile(
    r"(?:tổng )?(?:đàn|sản lượng|diện tích(?: gieo trồng| trồng| nuôi)?|năng suất)(?= \w)"
)
#: What may stand between two figures of a row: a mark, the thing, a verb of measure.
_NEXT = re.compile(
    r"\s*[,;]\s*(?:(?:và|còn|riêng|đàn|trong đó(?: có)?)\s+)*"
    r"(?P<thing>(?!tăng|giảm|đạt|bằng|vượt|cả|toàn|tổng|kế|mục|gồm|năm|ước|chiếm|so|cùng|từ"
    r"|trên|dưới|hơn|gần|khoảng|tương|lũy|phấn|dự)[^\W\d_]+(?: [^\W\d_]+){0,2}?)"
    r"\s*(?::|\b(?:là|có|đạt|ước|được|khoảng|gần|hơn|trên))?\s*"
)
_BRACKET = re.compile(r"\([^()]*\)")
_RELATIVE = (Kind.GROWTH, Kind.SHARE_OF_PLAN)


def in_a_row(sentence: ReadSentence, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence, those in a row each with the thing that it names itself."""
    done: list[Figure] = []
    first: Figure | None = None  # what the row opens with
    last: Figure | None = None
    for figure in figures:
        named = figure
        if figure.scope.kind not in _RELATIVE:
            if first is not None and last is not None:
                named = _of_its_thing(sentence, first, last, figure)
            if figure.unit or named is not figure:  # a bare plan in brackets is no thing of a row
                first = first if named is not figure else figure
                last = figure
        done.append(named)
    return done


def _of_its_thing(sentence: ReadSentence, first: Figure, last: Figure, figure: Figure) -> Figure:
    """The figure with the measure of the `first` of its row and the thing named before it."""
    alike = figure.unit == last.unit and figure.scope.place == last.scope.place
    measure = _MEASURE.match(normalise(first.indicator))
    if figure.unit not in _UNITS or not alike or measure is None:
        return figure
    between = sentence.text[last.end - sentence.start : figure.start - sentence.start]
    following = _NEXT.fullmatch(normalise(_BRACKET.sub(" ", between)))
    if following is None:
        return figure
    thing = following["thing"]
    if normalise(figure.indicator) not in ("", thing, normalise(first.indicator)):
        return figure
    name = f"{measure[0]} {thing}"
    found = [mention.term.id for mention in read_terms(name) if mention.text == name]
    if not found and (thing in normalise(first.indicator) or figure.indicator):
        return figure
    return replace(figure, indicator=name, term=found[0] if found else None)
