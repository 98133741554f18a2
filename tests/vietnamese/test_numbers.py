"""Quantities: reading from own labelled sentences, comparing, printing, and properties."""

import json
import unicodedata
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnamese.normal import fold
from vietnamese.notation import read_digits, write_digits
from vietnamese.numbers import (
    Bound,
    Quantity,
    format_en,
    format_vi,
    read_quantities,
    same_value,
    supported,
)

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "figures_labelled.jsonl").read_text("utf-8").splitlines()
]


def only(text: str, language: str = "vi") -> Quantity:
    quantities = read_quantities(text, language)
    assert len(quantities) == 1, quantities
    return quantities[0]


def is_value(value: Decimal | None, wanted: str | None) -> bool:
    if value is None or wanted is None:
        return value is None and wanted is None
    return abs(Fraction(value) - Fraction(wanted)) < Fraction(1, 10**12)


def agrees(quantity: Quantity, label: dict[str, str]) -> bool:
    return (
        is_value(quantity.value, label["value"])
        and is_value(quantity.low, label["low"])
        and is_value(quantity.high, label["high"])
        and quantity.unit == label["unit"]
        and quantity.bound == label["bound"]
    )


def meaning(quantity: Quantity) -> tuple[object, ...]:
    return (
        quantity.value,
        quantity.low,
        quantity.high,
        fold(quantity.unit),
        quantity.bound,
        fold(quantity.per or ""),
    )


def test_labelled_figures_are_read_with_value_and_unit() -> None:
    wrong, total, unasked = [], 0, []
    for row in ROWS:
        found = {
            quantity.text: quantity for quantity in read_quantities(row["text"], row["language"])
        }
        for label in row["figures"]:
            total += 1
            quantity = found.pop(label["text"], None)
            if quantity is None or not agrees(quantity, label):
                wrong.append((label, quantity))
        unasked += found
    assert total >= 300
    assert len(wrong) <= total * 0.01, wrong
    assert len(unasked) <= total * 0.01, unasked


def test_decomposed_text_reads_the_same() -> None:
    for row in ROWS:
        decomposed = unicodedata.normalize("NFD", row["text"])
        quantities = read_quantities(decomposed, row["language"])
        assert [*map(meaning, quantities)] == [
            *map(meaning, read_quantities(row["text"], row["language"]))
        ]
        assert all(decomposed[q.start : q.end] == q.text for q in quantities)


def test_unaccented_text_reads_the_same() -> None:
    # "quá 45 ngày" (over) and "qua 45 ngày" (through) cannot be told apart without accents
    rows = [row for row in ROWS if "quá 45 ngày" not in row["text"]]
    for row in rows:
        accented = read_quantities(row["text"], row["language"])
        plain = read_quantities(fold(row["text"]), row["language"])
        assert [*map(meaning, plain)] == [*map(meaning, accented)]
        assert [fold(q.text) for q in accented] == [q.text for q in plain]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 01-NQ/TU và Kế hoạch số 80/KH-UBND",
        "Quyết định số 664 của Thủ tướng",
        "Nghị định 15/2020/NĐ-CP ngày 3/2/2020",
        "theo Điều 5 và khoản 2 Điều 10",
        "học sinh lớp 2 và lớp 6",
        "cách mạng công nghiệp 4.0",
        "phòng, chống dịch COVID-19, biến thể F1, mạng 5G, phim 3D",
        "đại hội lần thứ XX, khóa XV, kỳ họp thứ hai, đứng thứ 3",
        "điện thoại 0208.3855.123, 0912 345 678 hoặc 1900 1234",
        "năm 2021, giai đoạn 2021-2025, tháng 5, ngày 13/7, quý 2",
        "1. Mục tiêu\n2. Giải pháp\n3) Kinh phí",
        "tiêm mũi nhắc lại lần 1; dự án giai đoạn 2.",
        "lúc 14 giờ 30 phút, từ 7h30",
        "bản đồ tỷ lệ 1/2000",
        "đổi tên doanh nghiệp; một tỷ lệ khác",
        "Phụ lục 01, 02, 03 kèm theo Thông tư này",
        "Việt Nam 2016",
        "phiên bản 1.2.3",
        "một số giải pháp, một dự án, thứ nhất",
        "xem https://example.org/2021/15-du-an",
        "Năm học 2023 tỷ lệ học sinh bỏ học giảm",
        "Lào Cai 2023 tỷ trọng công nghiệp là bao nhiêu?",
    ],
)
def test_no_quantity_is_read(text: str) -> None:
    assert read_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.385 triệu USD", "vi", "1385000000"),
        ("1,385 triệu USD", "vi", "1385000"),
        ("1,385 million USD", "vi", "1385000000"),
        ("1.385 million USD", "vi", "1385000"),
        ("1.385 triệu USD", "en", "1385000000"),
        ("2.341,6 ha", "en", "2341.6"),
        ("2,341.6 ha", "vi", "2341.6"),
        ("1.5%", "vi", "1.5"),
        ("12,345 người", "vi", "12345"),
        ("150,000 đồng", "vi", "150000"),
        ("1.234.567 con", "en", "1234567"),
        ("0.125 ha", "vi", "0.125"),
        ("1 330 tỷ đồng", "vi", "1330000000000"),
        ("1\u00a0330 hộ", "vi", "1330"),
        ("tăng trưởng (-2,5%)", "vi", "-2.5"),
    ],
)
def test_separators_follow_scale_unit_and_language(text: str, language: str, value: str) -> None:
    assert only(text, language).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language", "unit", "per"),
    [
        ("2,4-2,5 tỷ USD/tháng", "vi", "USD", "tháng"),
        ("56 triệu đồng/người/năm", "vi", "đồng", "người/năm"),
        ("9,8 bác sĩ/vạn dân", "vi", "bác sĩ", "vạn dân"),
        ("12 triệu lượt khách mỗi năm", "vi", "lượt khách", "năm"),
        ("US$3 million per month", "en", "USD", "tháng"),
        ("VND 65 million per capita", "en", "đồng", "người"),
    ],
)
def test_what_a_quantity_is_reckoned_per_is_read(
    text: str, language: str, unit: str, per: str
) -> None:
    quantity = only(text, language)
    assert (quantity.unit, quantity.per) == (unit, per)


def test_elided_money_unit_stays_unknown() -> None:
    target, result = read_quantities("mục tiêu trên 15 tỷ đô la Mỹ, nay mới đạt được 0,9 tỷ")
    assert (target.unit, result.unit, result.scale) == ("USD", "", Decimal(10) ** 9)
    assert not same_value(result, only("0,9 tỷ USD"))


def test_pair_keeps_its_whole() -> None:
    quantity = only("đã có 07/09 huyện hoàn thành")
    assert (quantity.value, quantity.total, quantity.unit) == (7, 9, "huyện")


def test_percentage_points_are_no_percent() -> None:
    assert not same_value(only("0,5 điểm %"), only("0,5%"))
    assert same_value(only("0,5 điểm phần trăm"), only("0.5 percentage points", "en"))


def test_parts_of_a_quantity_are_located() -> None:
    text = "đạt trên 28 tỷ đô la Mỹ."
    quantity = only(text)
    assert text[quantity.number_start : quantity.number_end] == "28"
    assert (quantity.printed_unit, quantity.bound_word) == ("đô la Mỹ", "trên")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.385 triệu USD", "1,385 tỷ đô la Mỹ"),
        ("1.385 triệu USD", "US$1.385 billion"),
        ("28 tỉ đô la", "28bn USD"),
        ("8,5%", "8.5 per cent"),
        ("8,5 phần trăm", "8.5%"),
        ("172 dự án", "172 projects"),
        ("1,33 nghìn tỷ đồng", "VND 1.33 trillion"),
        ("3 tỷ 200 triệu đồng", "3,2 tỷ đồng"),
        ("5 nghìn 200 tỷ đồng", "5.200 tỷ đồng"),
        ("hai mươi lăm xã", "25 xã"),
        ("5.000 kg", "5 tấn"),
        ("một phần ba", "one third"),
        ("2,4-2,5 tỷ USD", "US$2.4–2.5 billion"),
    ],
)
def test_same_value_however_printed(one: str, other: str) -> None:
    language = "en" if other.isascii() or "US$" in other else "vi"
    assert same_value(only(one), only(other, language))
    assert same_value(only(other, language), only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.385 triệu USD", "1.385 tỷ USD"),
        ("1.385 triệu USD", "1.385 tỷ"),
        ("5 tỷ đồng", "5 tỷ USD"),
        ("5%", "5 điểm %"),
        ("5 ha", "5 km2"),
        ("5 xã", "5 huyện"),
        ("5 triệu đồng/tháng", "5 triệu đồng/năm"),
        ("2,4 tỷ USD", "2,4-2,5 tỷ USD"),
    ],
)
def test_different_values(one: str, other: str) -> None:
    assert not same_value(only(one), only(other))


@pytest.mark.parametrize(
    ("claim", "language", "quote", "holds"),
    [
        ("US$28 billion", "en", "đặt mục tiêu trên 28 tỷ đô la Mỹ", True),
        ("1330 tỷ đồng", "vi", "thu ngân sách trên 1.330 tỷ đồng", True),
        ("28 triệu USD", "vi", "đặt mục tiêu trên 28 tỷ đô la Mỹ", False),
        ("1,4 tỷ USD", "vi", "đến nay mới đạt được 1,4 tỷ", True),
        ("1,4%", "vi", "đến nay mới đạt được 1,4 tỷ", False),
        ("9 huyện", "vi", "có 09/09 huyện hoàn thành", True),
        ("172 dự án", "vi", "tổng số dự án là 172.", True),
        ("172 xã", "vi", "có 172 dự án", False),
        ("2.021 dự án", "vi", "năm 2021 có nhiều dự án", False),
        ("2,5 tỷ USD", "vi", "từ 2,4-2,5 tỷ USD/tháng", False),
    ],
)
def test_support_in_a_quote(claim: str, language: str, quote: str, holds: bool) -> None:
    assert supported(only(claim, language), quote) is holds


@pytest.mark.parametrize(
    ("text", "language", "vietnamese", "english"),
    [
        ("trên 28 tỷ đô la Mỹ", "vi", "trên 28 tỷ đô la Mỹ", "over US$28 billion"),
        ("over US$28 billion", "en", "trên 28 tỷ USD", "over US$28 billion"),
        ("1.330 tỷ đồng", "vi", "1.330 tỷ đồng", "VND 1.33 trillion"),
        ("gần 10,3 tỷ USD", "vi", "gần 10,3 tỷ USD", "nearly US$10.3 billion"),
        ("40 nghìn ha", "vi", "40 nghìn ha", "40,000 ha"),
        ("hơn 32%", "vi", "hơn 32%", "over 32%"),
        ("0,5 điểm %", "vi", "0,5 điểm %", "0.5 percentage points"),
        ("2,4-2,5 tỷ USD/tháng", "vi", "2,4–2,5 tỷ USD/tháng", "US$2.4–2.5 billion per month"),
        (
            "2.341,6 tỷ đồng trở lên",
            "vi",
            "2.341,6 tỷ đồng trở lên",
            "at least VND 2.3416 trillion",
        ),
        ("09/09 huyện", "vi", "9/9 huyện", "9/9 districts"),
        ("tren 28 ty do la My", "vi", "trên 28 tỷ USD", "over US$28 billion"),
        ("hai phần ba", "vi", "hai phần ba", "two thirds"),
        ("một nửa", "vi", "một nửa", "one half"),
    ],
)
def test_printing_in_both_notations(
    text: str, language: str, vietnamese: str, english: str
) -> None:
    quantity = only(text, language)
    assert (format_vi(quantity), format_en(quantity)) == (vietnamese, english)


VALUES = st.decimals(Decimal("0.1"), Decimal("9999"), places=2)
UNITS = st.sampled_from(["đồng", "USD", "%", "điểm %", "ha", "tấn", "người", "dự án", "km", "MW"])
SCALES = st.sampled_from([Decimal(10) ** power for power in (0, 3, 6, 9)])
BOUNDS = st.sampled_from([bound for bound in Bound if bound is not Bound.RANGE])
PER = st.sampled_from([None, "năm", "tháng", "người/năm"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    unit = draw(UNITS)
    scale = Decimal(1) if "%" in unit else draw(SCALES)
    numbers = sorted(draw(st.lists(VALUES, min_size=1, max_size=2, unique=True)))
    if scale == 1 and unit in ("đồng", "người", "dự án"):
        numbers = sorted({number.to_integral_value() + 20 for number in numbers})
    bound = draw(BOUNDS) if len(numbers) == 1 else Bound.RANGE
    value, low, high = (
        (numbers[0] * scale, None, None)
        if bound is not Bound.RANGE
        else (None, numbers[0] * scale, numbers[1] * scale)
    )
    per = draw(PER)
    return Quantity(0, 0, "", value, low, high, unit, bound, "", per, scale)


@given(quantities())
def test_what_is_printed_reads_back(quantity: Quantity) -> None:
    for printed, language in ((format_vi(quantity), "vi"), (format_en(quantity), "en")):
        read = only(printed, language)
        assert same_value(read, quantity), printed
        assert (read.bound, read.per) == (quantity.bound, quantity.per), printed
        assert read.text == printed


@given(quantities())
def test_folding_and_nfd_change_only_spans(quantity: Quantity) -> None:
    text = f"Năm 2022, toàn tỉnh đạt {format_vi(quantity)}; tiếp tục phấn đấu."
    wanted = [*map(meaning, read_quantities(text))]
    assert [*map(meaning, read_quantities(fold(text)))] == wanted
    assert [*map(meaning, read_quantities(unicodedata.normalize("NFD", text)))] == wanted


@given(st.decimals(0, Decimal(10) ** 9, places=3), st.sampled_from(["vi", "en"]))
def test_written_digits_read_back(value: Decimal, language: str) -> None:
    assert read_digits(write_digits(value, language), language) == value


PIECES = st.sampled_from(
    (
        "1 2 3 09 2021 1.330 8,5 4.0 tỷ triệu nghìn đồng USD % ha điểm năm tháng ngày quý trên từ "
        "đến - / ( ) . , người dự án hai mươi lăm một phần rưỡi thứ số lần US$ € million half per "
        "a of to ¶ | \n \t"
    ).split(" ")
)
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["vi", "en"]))
def test_any_text_is_read_with_exact_spans(text: str, language: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        last = 0
        for quantity in read_quantities(form, language):
            assert form[quantity.start : quantity.end] == quantity.text
            assert last <= quantity.start <= quantity.number_start < quantity.number_end
            assert quantity.number_end <= quantity.end
            assert (quantity.value is None) == (quantity.bound is Bound.RANGE)
            last = quantity.end
            format_vi(quantity)
            format_en(quantity)
            assert same_value(quantity, quantity)


@pytest.mark.parametrize(
    "text",
    [
        "one hundred " * 200,
        "chín trăm nghìn tỷ tỷ",
        "999999999999999999 triệu tỷ đồng",
        "0,12345678901234567 nghìn tỷ đồng",
        "1" * 20_000,
        "a" * 20_000,
        "trên " * 2_000 + "5 ha",
        "1/" * 2_000,
    ],
)
def test_extreme_text_is_read_and_printed(text: str) -> None:
    for language in ("vi", "en"):
        for quantity in read_quantities(text, language):
            assert format_vi(quantity)
            assert format_en(quantity)


@pytest.mark.parametrize("base", ["một vạn dân", "vạn dân", "10.000 dân", "1 vạn dân"])
def test_what_a_rate_is_reckoned_on_may_be_written_out(base):
    (rate,) = read_quantities(f"Toàn tỉnh có 8,7 bác sĩ trên {base}.")
    assert rate.per in ("vạn dân", "10.000 dân")


@pytest.mark.parametrize(
    ("text", "value", "total"),
    [
        ("nâng tổng số lên 68 trên 82 xã", 68, 82),
        ("đã chi trả cho 402 trong tổng số 437 hộ", 402, 437),
        ("có 7 trong số 9 xã", 7, 9),
        ("có 1.126 trên tổng số 1.482 hộ", 1126, 1482),
        ("Có 3 trên 22 chỉ tiêu", 3, 22),
    ],
)
def test_so_many_of_those_that_are_counted(text, value, total):
    (found,) = read_quantities(text)
    assert (found.value, found.total) == (value, total)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("kế hoạch năm 65 xã", "65 xã"),
        ("Số doanh nghiệp công nghệ số: 140 doanh nghiệp", "140 doanh nghiệp"),
        ("đạt 5 trong 3 năm", "3 năm"),
        ("hỗ trợ trên 82 xã", "trên 82 xã"),
    ],
)
def test_a_count_behind_a_word_for_a_label_counts(text, printed):
    assert [found.text for found in read_quantities(text)] == [printed]


@pytest.mark.parametrize("text", ["đường số 5 xã Tân Phú", "Công văn số: 12 ngày mai", "năm 2024"])
def test_a_label_stays_a_label(text):
    assert read_quantities(text) == []
