from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.matching import bare_number, contains, figures, has_number, holds_banned, holds_gold


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("trên 12 tỷ đô la Mỹ", "12 tỷ USD"),
        ("hơn 12 tỷ USD", "trên 12 tỷ đô la Mỹ"),
        ("4.512,5 tỷ đồng", "4.512,5 tỷ đồng"),
        ("4.512.500 triệu đồng", "4.512,5 tỷ đồng"),
        ("tăng 8,5%", "8,5%"),
        ("8,5%", "tăng 8,5%"),
        ("8,5 phần trăm", "8,5%"),
        ("15 dự án", "15"),
        ("320 nghìn lượt khách", "320.000 lượt"),
        ("15", "15"),
        ("1.234 trường hợp", "1234"),
        ("1.234", "1234"),
        ("tổng cộng 15 dự án mới", "15 dự án"),
        ("50.000 ha", "50 nghìn ha"),
        ("từ 8 đến 10%", "8-10%"),
        ("3 triệu đồng/người/tháng", "3 triệu đồng"),
        ("Quyết định số 87/QĐ-UBND", "87"),
        ("12 tỷ USD; 15 dự án", "15 dự án"),
    ],
)
def test_figure_is_the_same_in_any_print(said, gold):
    assert holds_gold(said, gold, "vi")


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("trên 12 tỷ đồng", "12 tỷ USD"),
        ("12 tỷ", "12 tỷ USD"),  # the unit is left out: nobody can paste that
        ("12 triệu USD", "12 tỷ USD"),
        ("1,2 tỷ USD", "12 tỷ USD"),
        ("8,5%", "8,5 điểm phần trăm"),
        ("85%", "8,5%"),
        ("từ 8 đến 12%", "8-10%"),
        ("8%", "8-10%"),
        ("giảm 8,5%", "tăng 8,5%"),
        ("15 huyện", "15 dự án"),
        ("320.000 lượt", "320.000 lượt khách quốc tế"),
        ("15 tỷ đồng", "15"),
        ("115", "15"),
        ("", "15"),
        ("", "12 tỷ USD"),
        ("không có số liệu", "8,5%"),
    ],
)
def test_other_value_or_unit_is_wrong(said, gold):
    assert not holds_gold(said, gold, "vi")


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("over 28 billion US dollars", "trên 28 tỷ đô la Mỹ"),
        ("28 billion USD", "over 28 billion US dollars"),
        ("trên 28 tỷ đô la Mỹ", "28 billion USD"),
        ("US$28 billion", "28 billion US dollars"),
        ("VND 4,512.5 billion", "4.512,5 tỷ đồng"),
        ("8.5 percent", "8.5%"),
        ("8.5%", "8,5%"),
        ("15 projects", "15 dự án"),
        ("15 projects", "15"),
    ],
)
def test_english_answer_is_the_vietnamese_figure(said, gold):
    assert holds_gold(said, gold, "en")


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("28 million US dollars", "trên 28 tỷ đô la Mỹ"),
        ("28 billion VND", "28 billion USD"),
        ("1.385 billion US dollars", "1,385 billion US dollars"),
    ],
)
def test_english_answer_with_another_figure_is_wrong(said, gold):
    assert not holds_gold(said, gold, "en")


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("ông Nguyễn Văn Bình, Chủ tịch UBND xã", "Nguyễn Văn Bình"),
        ("NGUYEN VAN BINH", "Nguyễn Văn Bình"),
        ("thành phố Hòa Bình", "thành phố Hoà Bình"),
        ("Nghị quyết số 05-NQ/TU", "05-NQ/TU"),
        ("Nghị quyết số 05–NQ/TU", "05-NQ/TU"),
        ("Có, tỉnh đã phê duyệt", "Có"),
        ("No", "no"),
        ("chè; lúa; ngô", "ngô"),
        ("chè, lúa và ngô", "lúa; chè"),
        ("ngày 5 tháng 9 năm 2022", "5/9/2022"),
        ("05/09/2022", "ngày 5/9/2022"),
        ("September 5, 2022", "5/9/2022"),
        ("tháng 9/2022", "tháng 9 năm 2022"),
    ],
)
def test_text_is_right_when_the_words_of_the_gold_stand_in_it(said, gold):
    assert holds_gold(said, gold, "vi")


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("ông Nguyễn Văn Bình", "Nguyễn Văn Bính An"),
        ("công nghiệp", "có"),
        ("không có", "có"),
        ("Có", "không"),
        ("thành phố Hòa", "thành phố Hòa Bình"),
        ("Văn Bình, Nguyễn", "Nguyễn Văn Bình"),
        ("chè; lúa", "lúa; ngô"),
        ("06/09/2022", "5/9/2022"),
        ("tháng 9/2022", "5/9/2022"),
        ("năm 2022", "5/9/2022"),
    ],
)
def test_text_without_the_words_of_the_gold_is_wrong(said, gold):
    assert not holds_gold(said, gold, "vi")


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("4.000 tỷ đồng, đạt 45% dự toán", True),
        ("đạt 45% dự toán, tức 4.000 tỷ đồng", True),
        ("4.000 tỷ đồng", False),
        ("4.000 tỷ đồng, đạt 45%", False),
        ("4.000 tỷ đồng, đạt 54% dự toán", False),
    ],
)
def test_gold_of_figures_and_words_needs_both(said, right):
    assert holds_gold(said, "4.000 tỷ đồng, đạt 45% dự toán", "vi") is right


@pytest.mark.parametrize(
    ("said", "banned", "held"),
    [
        ("12 tỷ đồng", "12.000 triệu đồng", True),
        ("12 tỷ đồng", "12 tỷ USD", False),
        ("9 huyện", "9", True),
        ("9 tỷ đồng", "9", False),
        ("UBND tỉnh Hòa An", "tỉnh Hoà An", True),
        ("12 tỷ đồng", "4 tỷ đồng, 12 tỷ đồng", True),
        ("", "9", False),
    ],
)
def test_banned_is_found_by_value_and_unit_or_by_words(said, banned, held):
    assert holds_banned(said, banned, "vi") is held


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("172", "vi", Decimal(172)),
        (" 1.656 ", "vi", Decimal(1656)),
        ("1,656", "en", Decimal(1656)),
        ("8,5", "vi", Decimal("8.5")),
        ("172 dự án", "vi", None),
        ("13/7", "vi", None),
        ("12.", "vi", None),
        ("", "vi", None),
    ],
)
def test_bare_number(text, language, value):
    assert bare_number(text, language) == value


def test_number_that_is_multiplied_is_another_number():
    assert has_number("có 87 chốt", Decimal(87), "vi")
    assert not has_number("87 nghìn người", Decimal(87), "vi")


def test_figures_stand_where_the_text_has_them():
    text = "8.5 percent of 1,200 households"
    assert [text[figure.start : figure.end] for figure in figures(text, "en")] == [
        "8.5 percent",
        "1,200 households",
    ]


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["vi", "en"]))
def test_nothing_raises(text, gold, language):
    assert isinstance(holds_gold(text, gold, language), bool)
    assert isinstance(holds_banned(text, gold, language), bool)


words = st.lists(st.sampled_from(["xã", "Phú", "Bình", "đường", "cầu"]), min_size=1, max_size=4)


@settings(deadline=None)
@given(words, words, words)
def test_what_stands_in_a_text_is_contained_in_it(before, part, after):
    assert contains(" ".join(before + part + after), " ".join(part).upper())


@settings(deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["tỷ đồng", "triệu USD", "ha", "%", "dự án"]))
def test_a_figure_is_itself_and_not_its_neighbour(number, unit):
    printed = f"{number:,}".replace(",", ".")
    assert holds_gold(f"khoảng {printed} {unit}", f"{printed} {unit}", "vi")
    assert not holds_gold(f"{number + 1} {unit}", f"{printed} {unit}", "vi")
