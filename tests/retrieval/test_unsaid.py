"""Figures of no known place or stretch of the year do not answer for any."""

import pytest


def answer(assistant_over, text, question):
    return assistant_over({"bao-cao.md": text}).ask(question)


def test_a_figure_of_a_document_that_never_names_the_place_is_none_of_it(assistant_over):
    text = "# Báo cáo\n\nTỷ lệ bao phủ bảo hiểm y tế đạt 91,5%.\n"
    asked = "Tỷ lệ bao phủ bảo hiểm y tế của huyện Đồng Xuân là bao nhiêu?"
    assert answer(assistant_over, text, asked).abstained


@pytest.mark.parametrize(
    ("stretch", "abstains"),
    [("6 tháng đầu năm", True), ("9 tháng đầu năm", False)],
)
def test_a_figure_of_nine_months_is_none_of_six(assistant_over, stretch, abstains):
    text = "# Tin\n\nKim ngạch xuất khẩu 9 tháng đạt 480 triệu USD.\n"
    given = answer(assistant_over, text, f"Kim ngạch xuất khẩu {stretch} đạt bao nhiêu?")
    assert given.abstained is abstains
