"""Figures side by side in one sentence: which has the question's words for its own."""

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.own_words import is_outdone
from store.records import Figure
from tests.retrieval.written import asked, written
from vietnamese.scope import Kind, Scope

GRANTS = "Mức hỗ trợ 20 triệu đồng/hộ đào giếng, 5 triệu đồng/hộ sửa bể."
HAIL = "Mưa đá làm huyện mất 90 tỷ đồng, trong đó các hợp tác xã 12 tỷ đồng."
GUESTS = "Pá Hốc đón 80 nghìn lượt, khách lưu trú 30 nghìn lượt, khách quốc tế 2 nghìn lượt."


def left(question, text, unit, *printed):
    """Those of the printed figures that may be the one asked for."""
    figures = tuple(
        Figure(
            *("a.md", text.find(one), text.find(one) + len(one), one),
            *(Decimal(1), None, None, unit, ""),
            scope=Scope(kind=Kind.COUNT),
        )
        for one in printed
    )
    sentence = replace(written(text)[0], figures=figures)
    return [f.text for f in figures if not is_outdone(asked(question), sentence, f)]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Sửa bể được hỗ trợ bao nhiêu?", ["5 triệu đồng/hộ"]),
        ("Đào giếng được hỗ trợ bao nhiêu?", ["20 triệu đồng/hộ"]),
        ("Mức hỗ trợ là bao nhiêu?", ["20 triệu đồng/hộ", "5 triệu đồng/hộ"]),
    ],
)
def test_words_behind_a_figure_tell_it_from_the_next(question, kept):
    assert left(question, GRANTS, "đồng", "20 triệu đồng/hộ", "5 triệu đồng/hộ") == kept


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Riêng các hợp tác xã mất bao nhiêu tiền vì mưa đá?", ["12 tỷ đồng"]),
        ("Mưa đá làm huyện mất bao nhiêu tiền?", ["90 tỷ đồng", "12 tỷ đồng"]),
    ],
)
def test_a_part_that_the_question_names_goes_before_the_whole(question, kept):
    assert left(question, HAIL, "đồng", "90 tỷ đồng", "12 tỷ đồng") == kept


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Pá Hốc đón bao nhiêu lượt khách?", ["80 nghìn lượt"]),
        ("Pá Hốc có bao nhiêu khách lưu trú?", ["80 nghìn lượt", "30 nghìn lượt"]),
    ],
)
def test_some_visitors_are_not_all_of_them(question, kept):
    assert left(question, GUESTS, "lượt", "80 nghìn lượt", "30 nghìn lượt", "2 nghìn lượt") == kept
