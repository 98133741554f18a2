"""Twins are collapsed, and what differs in anything that counts is not."""

from dataclasses import replace

import pytest

from retrieval.duplicates import collapse
from retrieval.neighbours import join
from retrieval.records import Found
from store.forward import forward_of
from store.records import Passage
from vietnamese.periods import read_periods
from vietnamese.scope import Scope

TEXT = (
    "Tổng thu ngân sách trên địa bàn đạt 2.150 tỷ đồng, bằng 102 phần trăm dự toán giao đầu năm, "
    "trong đó thu nội địa tăng khá nhờ các dự án lớn đi vào hoạt động."
)


def found(*texts, scope=Scope()):
    items = [
        Found(Passage(str(n), f"{n}.md", 0, len(text), text, 0, scope=scope), score=1 - n / 10)
        for n, text in enumerate(texts)
    ]
    return items, [forward_of(text, "", ()) for text in texts]


def collapsed(items, forwards):
    return [
        (item.passage.id, [twin.id for twin in item.twins]) for item in collapse(items, forwards)
    ]


def test_the_same_text_in_two_documents_is_shown_once_with_both_sources():
    assert collapsed(*found(TEXT, "Chuyện khác hẳn.", TEXT)) == [("0", ["2"]), ("1", [])]


def test_a_copy_with_other_spacing_and_tone_places_is_a_twin():
    other = TEXT.replace(", ", ",  ").replace("hoạt", "HOẠT")
    assert collapsed(*found(TEXT, other)) == [("0", ["1"])]


@pytest.mark.parametrize(
    "changed", [TEXT.replace("2.150", "2.250"), TEXT.replace("102", "103"), TEXT[:60], ""]
)
def test_another_figure_or_another_text_is_no_twin(changed):
    assert len(collapsed(*found(TEXT, changed))) == 2


def test_the_same_words_of_another_year_are_no_twin():
    items, forwards = found(TEXT, TEXT)
    year = read_periods("năm 2020")[0].period
    other = replace(items[1], passage=replace(items[1].passage, scope=Scope(period=year)))
    assert len(collapsed([items[0], other], forwards)) == 2


DOCUMENT = "Phần một. Phần hai. Phần ba. Phần bốn."


def piece(ordinal, score, **changes):
    start = DOCUMENT.index(["Phần một", "Phần hai", "Phần ba", "Phần bốn"][ordinal])
    end = DOCUMENT.index(".", start) + 1
    passage = Passage(str(ordinal), "a.md", start, end, DOCUMENT[start:end], ordinal)
    return Found(replace(passage, **changes), score)


def joined(*items):
    return [item.passage.text for item in join(items, lambda source: DOCUMENT)]


def test_neighbours_are_read_as_one_at_the_place_of_the_better():
    assert joined(piece(2, 0.9), piece(0, 0.8), piece(1, 0.7)) == ["Phần một. Phần hai. Phần ba."]


def test_passages_apart_stay_apart():
    assert joined(piece(0, 0.9), piece(2, 0.8)) == ["Phần một.", "Phần ba."]


def test_neighbours_under_another_heading_or_scope_stay_apart():
    assert len(joined(piece(0, 0.9), piece(1, 0.8, headings=("II",)))) == 2
    year = read_periods("năm 2020")[0].period
    assert len(joined(piece(0, 0.9), piece(1, 0.8, scope=Scope(period=year)))) == 2


def test_at_most_three_are_joined():
    texts = joined(piece(0, 0.9), piece(1, 0.8), piece(2, 0.7), piece(3, 0.6))
    assert texts == ["Phần một. Phần hai. Phần ba.", "Phần bốn."]
