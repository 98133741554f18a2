"""Indicators, kinds, bases of comparison and abbreviations."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.abbreviations import expand_abbreviations
from vietnamese.kinds import read_bases, read_kinds
from vietnamese.normal import fold
from vietnamese.scope import Kind
from vietnamese.terms import are_sorts, is_part_of, read_terms, spell_out, term, terms


def read(text):
    return [(mention.text, mention.term.id) for mention in read_terms(text)]


# -- indicators ------------------------------------------------------------------------------------


def test_there_are_many_indicators_each_with_names_and_units():
    assert len(terms()) >= 150
    for entry in terms().values():
        assert entry.name
        assert entry.english
        assert entry.units
        assert entry.parent is None or entry.parent in terms()


def test_a_name_belongs_to_one_indicator_only():
    owners = {}
    for entry in terms().values():
        for name in (*entry.names, *entry.english):
            assert owners.setdefault(name.lower(), entry.id) == entry.id, name


@pytest.mark.parametrize("entry", terms().values(), ids=lambda entry: entry.id)
def test_every_name_is_found_in_a_text(entry):
    for name in (*entry.names, *entry.english):
        (mention,) = read_terms(name)
        assert (mention.text, mention.term) == (name, entry)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng sản phẩm trên địa bàn ước tăng", [("Tổng sản phẩm trên địa bàn", "grdp")]),
        ("thu NSNN trên địa bàn", [("thu NSNN trên địa bàn", "budget_revenue")]),
        ("tổng giá trị xuất khẩu", [("tổng giá trị xuất khẩu", "export")]),
        ("kim ngạch XK", [("kim ngạch XK", "export")]),
        ("kim ngạch xuất nhập khẩu", [("kim ngạch xuất nhập khẩu", "trade_total")]),
        ("chỉ số SXCN", [("chỉ số SXCN", "iip")]),
        ("tỉ lệ hộ nghèo", [("tỉ lệ hộ nghèo", "poverty_rate")]),
        (
            "xã đạt chuẩn nông thôn mới nâng cao",
            [("xã đạt chuẩn nông thôn mới nâng cao", "advanced_rural_communes")],
        ),
        (
            "giá trị sản xuất nông, lâm nghiệp và thủy sản",
            [("giá trị sản xuất nông, lâm nghiệp và thủy sản", "agri_value")],
        ),
        ("tiền sử dụng đất", [("tiền sử dụng đất", "land_use_fee")]),
        (
            "export turnover and budget revenue",
            [("export turnover", "export"), ("budget revenue", "budget_revenue")],
        ),
        ("muc tieu xuat khau", [("xuat khau", "export")]),
        ("thu nsnn nam 2021", [("thu nsnn", "budget_revenue")]),
        ("ty le giai ngan dau tu cong", [("ty le giai ngan dau tu cong", "disbursement")]),
        ("xuất khẩu lao động", [("xuất khẩu lao động", "export_labour")]),
    ],
)
def test_longest_name_is_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["", "hôm nay trời đẹp", "ông Nguyễn Văn Khẩu", "anh tạm thu xếp", "ban chỉ đạo họp"]
)
def test_prose_names_no_indicator(text):
    assert read_terms(text) == []


def test_a_word_without_accents_amid_accents_counts_only_beside_an_accented_one():
    assert read("thu ngân sach của tỉnh") == [("thu ngân sach", "budget_revenue")]
    assert read("bà ngoại ke hoach") == []


@pytest.mark.parametrize(
    ("child", "parent", "part"),
    [
        ("domestic_revenue", "budget_revenue", True),
        ("land_use_fee", "budget_revenue", True),
        ("land_use_fee", "domestic_revenue", True),
        ("budget_revenue", "domestic_revenue", False),
        ("export", "trade_total", True),
        ("export", "export", True),
        ("export", "budget_revenue", False),
        ("unknown", "unknown", False),
    ],
)
def test_parts(child, parent, part):
    assert is_part_of(child, parent) is part


@pytest.mark.parametrize(
    ("one", "other", "sorts"),
    [
        ("clean_water", "hygienic_water", True),
        ("stunting", "underweight", True),
        ("health_insurance", "social_insurance", True),
        ("stunting", "stunting", False),
        ("malnutrition", "stunting", False),
        ("export", "import", False),
        ("unknown", "stunting", False),
    ],
)
def test_sorts_of_one_thing_are_told_apart(one, other, sorts):
    assert are_sorts(one, other) is sorts
    assert are_sorts(other, one) is sorts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hộ tái nghèo", "re_poverty"),
        ("hộ thoát cận nghèo", "near_poverty_escaped"),
        ("hộ nghèo lại tăng", "poverty_rate"),
        ("nước hợp vệ sinh", "hygienic_water"),
        ("BHXH tự nguyện", "voluntary_si"),
        ("công suất sử dụng giường bệnh", "bed_occupancy"),
        ("tỷ lệ tốt nghiệp THCS", "lower_graduation"),
        ("hồ sơ trễ hẹn", "late_applications"),
        ("tinh giản biên chế", "staff_reduction"),
        ("cai nghien bat buoc", "drug_rehab"),
        ("nghĩa vụ công an", "police_service"),
    ],
)
def test_neighbouring_indicators_have_terms_of_their_own(text, expected):
    assert read(text)[0][1] == expected


def test_an_unknown_id_is_no_indicator():
    assert term("nope") is None


def test_patterns_spell_out_nested_parts():
    assert spell_out("[tổng ]thu (NS/NSNN)[ [trên ]tỉnh]|GDP") == [
        "thu NS",
        "thu NS tỉnh",
        "thu NS trên tỉnh",
        "thu NSNN",
        "thu NSNN tỉnh",
        "thu NSNN trên tỉnh",
        "tổng thu NS",
        "tổng thu NS tỉnh",
        "tổng thu NS trên tỉnh",
        "tổng thu NSNN",
        "tổng thu NSNN tỉnh",
        "tổng thu NSNN trên tỉnh",
        "GDP",
    ]


def test_unbalanced_pattern_is_refused():
    with pytest.raises(ValueError, match="unbalanced"):
        spell_out("thu)")


# -- kinds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mục tiêu xuất khẩu", [("mục tiêu", Kind.TARGET)]),
        ("phấn đấu thu 15 tỷ", [("phấn đấu", Kind.TARGET)]),
        ("muc tieu nam 2021", [("muc tieu", Kind.TARGET)]),
        ("dự toán được giao là 30 tỷ", [("dự toán được giao", Kind.PLAN)]),
        ("kế hoạch gieo trồng", [("kế hoạch", Kind.PLAN)]),
        ("ước đạt 25 tỷ", [("ước đạt", Kind.ESTIMATE)]),
        ("dự kiến cả năm", [("dự kiến", Kind.ESTIMATE)]),
        ("ước tăng 5%", [("ước", Kind.ESTIMATE), ("tăng", Kind.GROWTH)]),
        ("thu ngân sách đạt 1.200 tỷ", [("đạt", Kind.RESULT)]),
        ("tăng 2,2% so với cùng kỳ", [("tăng", Kind.GROWTH)]),
        ("giảm bao nhiêu", [("giảm", Kind.GROWTH)]),
        ("chiếm 61%", [("chiếm", Kind.SHARE)]),
        ("bằng 8,5% dự toán năm", [("% dự toán", Kind.SHARE_OF_PLAN)]),
        ("bang 8,5% du toan", [("% du toan", Kind.SHARE_OF_PLAN)]),
        ("105% of the plan", [("% of the plan", Kind.SHARE_OF_PLAN)]),
        ("export target", [("target", Kind.TARGET)]),
        ("is estimated at 5", [("is estimated", Kind.ESTIMATE)]),
        ("year-on-year", [("year-on-year", Kind.GROWTH)]),
    ],
)
def test_kind_words(text, expected):
    assert [(mention.text, mention.kind) for mention in read_kinds(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sở Kế hoạch và Đầu tư",
        "Kế hoạch số 12 của tỉnh",
        "chương trình mục tiêu quốc gia",
        "tăng cường quản lý",
        "giao thông nông thôn",
        "công tác giảm nghèo",
        "bàn giao công trình",
        "diễn đạt rõ ràng",
        "",
    ],
)
def test_words_that_hold_a_kind_word_say_no_kind(text):
    assert read_kinds(text) == []


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("tăng 2% so với cùng kỳ", ["cùng kỳ"]),
        (
            "tăng 2% so với tháng trước, tăng 1% so với cùng kỳ năm trước",
            ["tháng trước", "cùng kỳ"],
        ),
        ("so voi nam truoc", ["năm trước"]),
        ("bằng 8,5% dự toán năm", ["dự toán"]),
        ("vượt 3% kế hoạch", ["kế hoạch"]),
        ("dự toán năm 2021 là 5 tỷ", []),
        ("compared with the same period last year", ["cùng kỳ"]),
        ("5% of the plan", ["kế hoạch"]),
        ("what percentage of the annual plan", ["kế hoạch"]),
        ("không so sánh gì", []),
    ],
)
def test_bases_of_comparison(text, bases):
    assert [mention.base for mention in read_bases(text)] == bases


# -- abbreviations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "short", "meaning"),
    [
        ("UBND tỉnh", "UBND", "Ủy ban nhân dân"),
        ("ubnd tinh", "ubnd", "Ủy ban nhân dân"),
        ("hdnd tỉnh họp", "hdnd", "Hội đồng nhân dân"),
        ("thu nsnn", "nsnn", "ngân sách nhà nước"),
        ("phát triển KT-XH", "KT-XH", "kinh tế - xã hội"),
        ("Sở TN&MT", "TN&MT", "Tài nguyên và Môi trường"),
        ("kim ngạch XK", "XK", "xuất khẩu"),
        ("xk nam 2021", "xk", "xuất khẩu"),
        ("thu ngân sách 6th đầu năm", "6th", "6 tháng"),
        ("Q1 năm 2021", "Q1", "quý 1"),
        ("là bn?", "bn", "bao nhiêu"),
        ("nguồn vốn ĐT", "ĐT", "đầu tư"),
        ("Ban Bí thư T.Ư", "T.Ư", "Trung ương"),
        ("co dat ko?", "ko", "không"),
        ("ket qua ntn", "ntn", "như thế nào"),
        ("gdp tn la bn", "tn", "Thái Nguyên"),
        ("tinh hinh tn", "tn", "thế nào"),
    ],
)
def test_abbreviations_are_spelled_out(text, short, meaning):
    found = {raw: meanings for _, _, raw, meanings in expand_abbreviations(text)}
    assert found[short][0] == meaning


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết 01-NQ/TU",
        "Quyết định 15/2020/QĐ-UBND",
        "Mục tiêu của tỉnh",
        "",
        "anh gửi em",
        "bà N.K khai",
        "ĐÀ NẴNG",
    ],
)
def test_document_numbers_and_words_are_no_abbreviations(text):
    assert expand_abbreviations(text) == []


# -- properties ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "thu ngân sách|mục tiêu|tăng 5%|so với cùng kỳ|KT-XH|bằng 8% dự toán|6th|,|xuất khẩu|\n|"
    "kế hoạch|UBND|đạt 10 tỷ|bn".split("|")
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map(" ".join))


@given(TEXTS)
def test_reading_never_raises_and_spans_are_exact(text):
    for read_all in (read_terms, read_kinds, read_bases):
        end = 0
        for mention in read_all(text):
            assert end <= mention.start < mention.end
            assert mention.text == text[mention.start : mention.end]
            end = mention.end
    for start, end, raw, meanings in expand_abbreviations(text):
        assert text[start:end] == raw
        assert meanings


@given(st.lists(PIECES).map(" ".join))
def test_decomposed_text_reads_the_same(text):
    apart = unicodedata.normalize("NFD", text)
    assert [m.term for m in read_terms(apart)] == [m.term for m in read_terms(text)]
    assert [m.kind for m in read_kinds(apart)] == [m.kind for m in read_kinds(text)]
    assert [m.base for m in read_bases(apart)] == [m.base for m in read_bases(text)]


@given(st.lists(PIECES).map(", ".join))
def test_text_without_accents_reads_the_same(text):
    plain = fold(text)
    assert [m.term for m in read_terms(plain)] == [m.term for m in read_terms(text)]
    assert [m.kind for m in read_kinds(plain)] == [m.kind for m in read_kinds(text)]
    assert [m.base for m in read_bases(plain)] == [m.base for m in read_bases(text)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("how far did the industry index of the province fall", "iip"),
        ("the industrial index in May", "iip"),
        ("what the town collected for the budget", "budget_revenue"),
        ("money to collect into the state budget", "budget_revenue"),
    ],
)
def test_indicators_in_plain_english(text, indicator):
    assert indicator in [mention.term.id for mention in read_terms(text)]
