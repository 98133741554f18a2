"""Brackets divide a figure into parts that print their number alone."""

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Bình Định năm 2022\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "unit", "indicator"),
    [
        ("Tuyển bù 90 giáo viên còn thiếu (mầm non 40, tiểu học 50).", "50", "giáo viên",
         "giáo viên tiểu học"),
        ("Có 9 trạm y tế (gồm: đủ bác sĩ 7, còn thiếu 2).", "2", "trạm y tế",
         "trạm y tế còn thiếu"),
        ("Mua 30 máy thở (tuyến tỉnh: 18; tuyến huyện: 12).", "12", "máy", "máy thở tuyến huyện"),
        ("Sản lượng thủy sản 9,5 nghìn tấn (khai thác 4,5; nuôi trồng 5,0).", "5,0", "tấn",
         "Sản lượng thủy sản nuôi trồng"),
    ],
)  # fmt: skip
def test_a_part_has_the_unit_and_the_matter_of_the_whole(text, printed, unit, indicator):
    figure = ledger_of(_HEAD + text)[printed]
    assert (figure.unit, figure.indicator) == (unit, indicator)


def test_the_multiplier_of_the_whole_is_that_of_its_parts():
    figure = ledger_of(_HEAD + "Thu ngân sách 9 tỷ đồng (huyện 4, xã 5).")["5"]
    assert figure.value == 5 * 10**9


def test_a_part_named_by_a_place_is_of_that_place():
    found = ledger_of(_HEAD + "Có 4 tàu bị bắt giữ (Hoài Nhơn 3, Phù Cát 1).")
    assert (found["3"].scope.place.name, found["1"].scope.place.name) == ("Hoài Nhơn", "Phù Cát")


@pytest.mark.parametrize(
    "text",
    [
        "Có 12 dự án mới (năm 2021: 8, năm 2020: 4).",  # other times
        "Có 12 dự án mới (tiêu chí 8, tiêu chí 9).",  # does not add up
        "Tăng 12% (lúa 5, ngô 7).",  # a share is not divided so
        "Có 12 xã nghèo. Ghi chú (bảng 8, trang 4).",  # another sentence
    ],
)
def test_other_numbers_in_brackets_are_no_parts(text):
    assert not {"8", "4", "5", "7", "9"} & {*ledger_of(_HEAD + text)}
