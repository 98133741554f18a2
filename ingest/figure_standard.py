"""The poverty line by which a rate or a number of poor households is told.

"Theo chuẩn 2016-2020 còn 26%; theo chuẩn mới 2022-2025 là 35%": two figures of one place and time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.records import Figure
from vietnamese.basis import read_standard

_POVERTY = ("poverty_rate", "near_poverty_rate", "ethnic_poverty_rate")


def by_standard(figures: Sequence[Figure], text: str, start: int) -> list[Figure]:
    """The figures of a `text` that begins at `start`, those of the poor with their line.

    That is the one named last before a figure, else the first one named behind it.
    """
    if "chuẩn" not in text.lower():
        return list(figures)
    return [
        replace(figure, basis=_standard(figure, text, start) or figure.basis)
        if figure.term in _POVERTY
        else figure
        for figure in figures
    ]


def _standard(figure: Figure, text: str, start: int) -> str | None:
    before, behind = text[: figure.start - start], text[max(figure.end - start, 0) :]
    return read_standard(before) or read_standard(behind.partition(";")[0])
