"""Poverty is told by a poverty line: two rates of one time are told apart by theirs."""

from datetime import date

import pytest

from retrieval.understand import understand
from tests.ingest.ledgers import ledger_of
from vietnamese.basis import read_standard

_HEAD = "# Tỉnh Lai Châu năm 2021\n\n"


def test_rates_of_one_time_are_of_their_lines():
    text = (
        "Theo chuẩn nghèo giai đoạn 2016-2020, cuối năm tỷ lệ hộ nghèo còn 19,4%. Rà soát theo "
        "chuẩn nghèo đa chiều giai đoạn 2022-2025, tỷ lệ hộ nghèo là 37,1%."
    )
    found = ledger_of(_HEAD + text)
    assert found["19,4%"].basis == "chuẩn 2016–2020"
    assert found["37,1%"].basis == "chuẩn 2022–2025"
    assert {figure.scope.period.start.year for figure in found.values()} == {2021}


def test_the_title_of_a_table_names_the_line():
    text = (
        "Bảng 1. Tỷ lệ hộ nghèo theo huyện (chuẩn 2016-2020)\n\n| Huyện | Cuối năm 2021 (%) |\n"
        "|---|---|\n| Sìn Hồ | 27,3 |\n"
    )
    assert ledger_of(_HEAD + text)["27,3"].basis == "chuẩn 2016–2020"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("theo chuẩn nghèo tiếp cận đa chiều giai đoạn 2021 - 2025", "chuẩn 2021–2025"),
        ("(chuẩn mới 2022–2025)", "chuẩn 2022–2025"),
        ("đạt chuẩn nông thôn mới giai đoạn 2021-2025", None),
        ("giai đoạn 2021-2025", None),
    ],
)
def test_what_names_a_line(text, line):
    assert read_standard(text) == line


def test_a_line_in_a_question_is_no_time():
    asked = "Tỷ lệ hộ nghèo Lai Châu theo chuẩn nghèo đa chiều giai đoạn 2022-2025 là bao nhiêu?"
    query = understand(asked, today=date(2026, 3, 2))
    assert (query.scope.period, query.basis) == (None, "chuẩn 2022–2025")
