"""Counts told on by their bare unit measure what was counted before."""

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.passages import cut_passages
from ingest.reading import FileText

HEAD = "Tỉnh Trà Vinh, giảm nghèo năm 2022\n\n"


def ledger(text):
    document = describe(FileText(HEAD + text, "0", "utf-8"), "a.md", "")
    return {one.text: one for one in read_figures(document, cut_passages(document))}


def test_a_count_that_is_left_is_of_what_was_counted():
    found = ledger(
        "Cuối năm 2020 toàn tỉnh có 14.200 hộ nghèo. Cuối năm 2021 còn 11.300 hộ, tỷ lệ 4,1%.\n"
    )
    assert [found[text].indicator for text in ("11.300 hộ", "4,1%")] == ["hộ nghèo"] * 2
    assert [found[text].term for text in ("11.300 hộ", "4,1%")] == ["poverty_rate"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh có 14.200 hộ nghèo. Năm 2021 hỗ trợ 600 hộ.\n",
        "Toàn tỉnh có 14.200 hộ nghèo.\n\nCuối năm 2021 còn 600 hộ.\n",
        "Toàn tỉnh có 14.200 người cao tuổi. Cuối năm 2021 còn 600 hộ.\n",
    ],
)
def test_a_count_of_something_else_keeps_its_own_noun(text):
    assert ledger(text)["600 hộ"].indicator == "hộ"
