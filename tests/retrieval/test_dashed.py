"""Rows of figures that dashes alone join: which of them is the one asked for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.dashed import is_another_of_row
from retrieval.matching import Matcher
from store.records import Figure
from tests.retrieval.written import asked, rarity, written

NAMED = "Vốn vay trồng rừng (được duyệt - đã trả nợ - tỷ lệ):\n- Nậm Lạ: 40 tỷ - 25 tỷ - 62,5%\n"
BARE = "Vốn vay trồng rừng:\n- Nậm Lạ: 40 tỷ - 25 tỷ - 62,5%\n"
TOLD = "Xã Nậm Lạ được duyệt 40 tỷ, đã trả nợ 25 tỷ, tỷ lệ 62,5%.\n"
PRINTED = (("40 tỷ", "đồng"), ("25 tỷ", "đồng"), ("62,5%", "%"))


def left(question, text):
    """The figures that may be the one asked for."""
    matcher = Matcher(asked(question).concepts, rarity, accented=True)
    kept = []
    for sentence in written(text):
        figures = tuple(
            Figure(
                *("a.md", text.find(one), text.find(one) + len(one), one),
                *(Decimal(1), None, None, unit, ""),
            )
            for one, unit in PRINTED
            if one in sentence.text
        )
        told = replace(sentence, figures=figures)
        kept += [f.text for f in figures if not is_another_of_row(matcher, told, f)]
    return kept


@pytest.mark.parametrize(
    ("question", "text", "figures"),
    [
        ("Nậm Lạ đã trả nợ bao nhiêu?", NAMED, ["25 tỷ", "62,5%"]),
        ("Nậm Lạ được duyệt bao nhiêu?", NAMED, ["40 tỷ", "62,5%"]),
        ("Nậm Lạ vay bao nhiêu?", NAMED, ["62,5%"]),
        ("Nậm Lạ đã trả nợ bao nhiêu?", BARE, []),
        ("Nậm Lạ đã trả nợ bao nhiêu?", TOLD, ["40 tỷ", "25 tỷ", "62,5%"]),
    ],
)
def test_a_figure_of_a_bare_row_is_what_the_line_above_names_in_its_place(question, text, figures):
    assert left(question, text) == figures
