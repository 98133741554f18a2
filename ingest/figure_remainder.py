"""Counts told on by their bare unit: "có 900 hộ nghèo. … cuối năm 2022 còn 700 hộ, tỷ lệ 6%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figure_sentence import ReadSentence
from store.records import Figure, Inherited
from vietnamese.normal import normalise

#: Words before a count of what has been counted before.
_LEFT = re.compile(
    r"\b(?:còn(?: lại)?|xuống|giảm xuống|lên|tăng lên|nay là|hiện là)"
    r"(?: (?:khoảng|gần|hơn|trên|dưới))?\s*$"
)


def what_is_left(
    sentence: ReadSentence, figures: Sequence[Figure], told: Sequence[Figure]
) -> list[Figure]:
    """The figures of a sentence, those of bare units with what `told`, before it, counted so.

    `told` are the figures of the sentences before it in the paragraph.
    """
    done: list[Figure] = []
    known: dict[str, Figure] = {}
    for figure in figures:
        noun = normalise(figure.indicator)
        if noun and noun == normalise(figure.unit) and _is_left(sentence, figure):
            earlier = [one for one in told if one.unit == figure.unit and _names(one, noun)]
            known |= {noun: earlier[-1]} if earlier else {}
        source = known.get(noun)
        done.append(_counting(figure, source) if source else figure)
    return done


def _is_left(sentence: ReadSentence, figure: Figure) -> bool:
    before = sentence.text[: figure.start - sentence.start]
    return _LEFT.search(normalise(before) + " ") is not None


def _names(figure: Figure, noun: str) -> bool:
    """Whether what a figure counts is more than the bare `noun`: "hộ nghèo" for "hộ"."""
    words = normalise(figure.indicator)
    return words != noun and f" {noun} " in f" {words} "


def _counting(figure: Figure, source: Figure) -> Figure:
    named = Inherited("indicator", source.indicator, "body", source.start, source.end)
    inherited = (*figure.inherited, named)
    return replace(figure, indicator=source.indicator, term=source.term, inherited=inherited)
