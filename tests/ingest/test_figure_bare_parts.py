"""Parts told by bare numbers behind a whole that has the unit."""

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Sóc Trăng năm 2022\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "unit", "indicator"),
    [
        (
            "Thiếu 1.320 giáo viên, trong đó mầm non 410, tiểu học 520 và THCS 290.",
            "410",
            "giáo viên",
            "giáo viên mầm non",
        ),
        (
            "Thiếu 1.320 giáo viên, trong đó mầm non 410, tiểu học 520 và THPT 100 người.",
            "100 người",
            "giáo viên",
            "giáo viên THPT",
        ),
        (
            "Đưa 412 người đi làm việc ở nước ngoài: Nhật Bản 275, Đài Loan 96, Hàn Quốc 41.",
            "275",
            "người",
            "người đi Nhật Bản",
        ),
        ("Có 231 HTX, gồm: trồng trọt 120; chăn nuôi 60.", "120", "hợp tác xã", "HTX trồng trọt"),
    ],
)
def test_parts_have_the_unit_and_the_measure_of_the_whole(text, printed, unit, indicator):
    figure = ledger_of(_HEAD + text)[printed]
    assert (figure.unit, figure.indicator) == (unit, indicator)


@pytest.mark.parametrize(
    ("text", "printed", "place"),
    [
        ("Xảy ra 120 vụ cháy (Kế Sách 41, Mỹ Tú 30).", "41", "huyện Kế Sách"),
        ("Diện tích mía 900 ha: Mỹ Tú 400, Trần Đề 300.", "300", "huyện Trần Đề"),
    ],
)
def test_parts_may_be_of_places(text, printed, place):
    found = ledger_of(_HEAD + text)
    assert found[printed].scope.place.full_name == place
    assert len({figure.term for figure in found.values()}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức 12 đợt, ngày 5, ngày 6.",
        "Có 75 xã, trong đó tăng 5, giảm 3.",
        "Có 20 dự án: loại A 15, loại B 35.",
    ],
)
def test_what_adds_up_to_more_or_only_dates_is_no_part(text):
    assert len(ledger_of(_HEAD + text)) == 1
