"""A follow-up of a bare name is of a unit beside the one asked about."""

from datetime import date

import pytest

from retrieval.follow_up import understand_turns
from retrieval.sister_place import bare_name

TODAY = date(2026, 3, 2)
FIRST = "Tỷ lệ hộ nghèo huyện Cầu Kè, tỉnh Trà Vinh cuối năm 2021 là bao nhiêu?"


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        ("Còn Càng Long?", "huyện Càng Long"),
        ("con cang long thi sao", "huyện Càng Long"),
        ("Thế còn Trà Cú thì sao?", "huyện Trà Cú"),
    ],
)
def test_a_bare_name_is_a_unit_of_the_same_province(turn, place):
    query = understand_turns(turn, [FIRST], today=TODAY)
    assert query.scope.place.full_name == place
    assert query.scope.period.end.year == 2021
    assert query.terms == ("poverty_rate",)


@pytest.mark.parametrize("turn", ["Còn Kỳ Sơn?", "Còn năm 2022?", "Còn mục tiêu?"])
def test_what_is_no_unit_of_the_province_leaves_the_place(turn):
    query = understand_turns(turn, [FIRST], today=TODAY)
    assert query.scope.place.full_name == "huyện Cầu Kè"


@pytest.mark.parametrize("text", ["Càng Long", "Còn", "Còn một hai ba bốn năm sáu?"])
def test_no_bare_name(text):
    assert bare_name(text) == ""


@pytest.mark.parametrize("turn", ["Trà Cú thì tháng nào?", "Trà Cú thì bao nhiêu?"])
def test_a_name_before_then_what_is_a_unit_as_well(turn):
    assert understand_turns(turn, [FIRST], today=TODAY).scope.place.full_name == "huyện Trà Cú"


def test_a_name_that_another_province_has_too_is_of_the_one_spoken_of():
    first = "Huyện Đồng Phú, tỉnh Bình Phước trồng bao nhiêu ha điều năm 2022?"
    place = understand_turns("Còn Phước Long?", [first], today=TODAY).scope.place
    assert place.full_name == "thị xã Phước Long"
    first = "Huyện Giá Rai, tỉnh Bạc Liêu nuôi bao nhiêu ha tôm năm 2022?"
    first = first.replace("Huyện Giá Rai", "Huyện Hòa Bình")
    place = understand_turns("Vậy Phước Long?", [first], today=TODAY).scope.place
    assert place.full_name == "huyện Phước Long"
