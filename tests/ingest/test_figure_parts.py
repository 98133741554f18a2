"""Parts are of what the whole is: "sản lượng thủy sản …, trong đó tôm …"."""

import pytest

from tests.ingest.ledgers import ledger_of

_HEAD = "# Tỉnh Sóc Trăng năm 2023\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        ("Sản lượng thủy sản 600 tấn, trong đó tôm 200 tấn.", "200 tấn", "Sản lượng tôm"),
        ("Sản lượng thủy sản ước 600 tấn. Trong đó tôm 200 tấn, còn lại là cá.", "200 tấn",
         "Sản lượng tôm"),
        ("Sản lượng thủy sản 600 tấn, gồm: khai thác 150 tấn, nuôi trồng 450 tấn.", "450 tấn",
         "Sản lượng thủy sản nuôi trồng"),
        ("Diện tích gieo trồng đạt 900 ha, trong đó lúa 600 ha; ngô 100 ha.", "600 ha",
         "Diện tích lúa"),
        ("Sản lượng thủy sản (số ước) 600 tấn, riêng tôm đạt 200 tấn.", "200 tấn", "Sản lượng tôm"),
        ("Tỷ lệ hồ sơ trực tuyến cấp tỉnh là 60%; cấp huyện 50%; cấp xã 45%.", "45%",
         "Tỷ lệ hồ sơ trực tuyến cấp xã"),
        ("Tỷ lệ thu gom chất thải đô thị đạt 96%, nông thôn 80%.", "80%",
         "Tỷ lệ thu gom chất thải nông thôn"),
    ],
)  # fmt: skip
def test_a_part_is_of_what_the_whole_is(text, printed, indicator):
    figure = ledger_of(_HEAD + text)[printed]
    assert figure.indicator == indicator
    assert any(item.slot == "indicator" for item in figure.inherited)


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        ("Tổng thu ngân sách 900 tỷ đồng, trong đó thu nội địa 700 tỷ đồng.", "700", "thu nội địa"),
        ("Sản lượng thủy sản 600 tấn, kim ngạch xuất khẩu tôm 90 triệu USD.", "90",
         "kim ngạch xuất khẩu tôm"),
        ("Nợ thuế 300 tỷ đồng, trong đó nợ khó thu 40 tỷ đồng.", "40", "nợ khó thu"),
        ("Cần 900 tỷ đồng, gồm ngân sách tỉnh 500 tỷ đồng.", "500", "ngân sách tỉnh"),
    ],
)  # fmt: skip
def test_what_names_itself_is_left_as_it_is(text, printed, indicator):
    figures = ledger_of(_HEAD + text)
    assert next(f for key, f in figures.items() if key.startswith(printed)).indicator == indicator


@pytest.mark.parametrize(
    ("text", "printed", "term"),
    [
        ("Lúa: 7.640 ha, năng suất 68,5 tạ/ha, sản lượng 52.334 tấn.", "52.334 tấn", "rice_output"),
        ("Diện tích lúa 7.640 ha; năng suất bình quân 68,5 tạ/ha.", "68,5 tạ/ha", "rice_yield"),
    ],
)
def test_a_bare_measure_is_of_what_was_measured_before(text, printed, term):
    assert ledger_of(_HEAD + text)[printed].term == term


def test_an_output_is_of_the_crop_before_it():
    found = ledger_of(_HEAD + "Diện tích cà phê 107 ha, tăng 2 ha; sản lượng ước 312 tấn.")
    assert found["312 tấn"].indicator == "sản lượng cà phê"


def test_items_below_an_announcement_of_parts_are_of_the_whole():
    text = "- Tổng diện tích gieo trồng 900 ha. Trong đó:\n  + Ngô: 80 ha;\n  + Mía: 50 ha.\n"
    found = ledger_of(_HEAD + text)
    assert found["50 ha"].indicator == "Tổng diện tích gieo trồng mía"


def test_who_grows_a_thing_and_what_became_of_it_are_not_what_is_grown():
    found = ledger_of(
        "# Tin tỉnh Trà Vinh năm 2023\n\nNông dân Trà Vinh xuống giống 38.500 ha, năng suất 6,1"
        " tấn/ha. Tôm nước lợ thả nuôi 45.300 ha, thiệt hại 1.120 ha; sản lượng 152.000 tấn.\n"
    )
    assert found["6,1 tấn/ha"].indicator == "năng suất"
    assert found["152.000 tấn"].indicator == "sản lượng Tôm nước lợ"


def test_what_is_left_of_those_counted_is_of_them():
    found = ledger_of(
        "# Tin tỉnh Trà Vinh năm 2023\n\nSố hộ nghèo giảm 1.240 hộ, còn 5.310 hộ (2,48%); số xã"
        " chưa đạt chuẩn giảm 3 xã, hiện còn 12 xã.\n"
    )
    assert found["5.310 hộ"].term == found["2,48%"].term == "poverty_rate"
    assert found["12 xã"].indicator == "số xã chưa đạt chuẩn"
