"""Places in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.place_rows import place_rows
from vietnamese.places import read_places


def rows(text, asked=()):
    return [[text[one.start : one.end] for one in row] for row in place_rows(text, asked)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "là huyện Phú Riềng (78,9%), thị xã Bình Long (71,3%) và huyện Bù Đốp (69,6%).",
            [["huyện Phú Riềng", "thị xã Bình Long", "huyện Bù Đốp"]],
        ),
        (
            "thị xã Hòa Thành 61,2%, huyện Gò Dầu 57,8%",
            [["thị xã Hòa Thành", "huyện Gò Dầu"]],
        ),
        (
            "Huyện Yên Châu làm đường, huyện Sông Mã làm kè",
            [["Huyện Yên Châu"], ["huyện Sông Mã"]],
        ),
        ("tại xã Chiềng Sơn, huyện Mộc Châu", [["xã Chiềng Sơn"]]),
    ],
)
def test_places_of_a_row_stand_together(text, found):
    assert rows(text) == found


def test_the_place_asked_about_is_left_out():
    asked = [mention.place for mention in read_places("tỉnh Sơn La")]
    assert rows("Tỉnh Sơn La chọn huyện Mộc Châu", asked) == [["huyện Mộc Châu"]]


@given(st.text(max_size=80))
def test_rows_lie_in_the_text_in_order(text):
    spans = [one for row in place_rows(text) for one in row]
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert spans == sorted(spans)
