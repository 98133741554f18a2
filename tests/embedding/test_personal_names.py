from __future__ import annotations

import pytest

from embedding.personal_names import FAMILY_NAMES, NameCounter
from vietnamese.normal import normalise

TEXT = (
    "Ông Trần Minh Khoa, bà Lê Thị Hoa và ông Trần Minh Khoa dự họp tại tỉnh Lâm Đồng. "
    "Lê hội xuân. Cao tốc mới, đường cao tốc cũ, các tuyến cao tốc. TRẦN THỊ MỤC LỤC. "
    "Người vi phạm, hành vi phạm pháp. Lâm Đồng, Hà Nội."
)


@pytest.fixture(scope="module")
def counter():
    counter = NameCounter()
    counter.add([TEXT])
    return counter


@pytest.mark.parametrize(
    "piece", ["trần minh khoa", "tran minh khoa", "minh trần minh", "ông lê thị", "le thi hoa"]
)
def test_runs_written_as_names_are_found_with_and_without_accents(counter, piece):
    assert counter.is_name(piece)


@pytest.mark.parametrize(
    "piece",
    [
        "cao tốc",
        "cao toc",
        "vi phạm",
        "lâm đồng",
        "lam dong",
        "hà nội",
        "trần",
        "mục lục",
        "",
        "họp",
    ],
)
def test_words_places_and_single_syllables_are_no_names(counter, piece):
    assert not counter.is_name(piece)


def test_headings_in_capitals_count_neither_way(counter):
    assert counter.seen["trần thị"] == 0


def test_family_names_are_in_search_form():
    assert {normalise(name) for name in FAMILY_NAMES} == FAMILY_NAMES
