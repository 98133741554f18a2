"""Places: exact spans, levels, both eras, ambiguity, and what is no place."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.build_places import OUT, build
from vietnamese.normal import fold
from vietnamese.place_data import gazetteer, regions
from vietnamese.places import (
    Level,
    Place,
    infer_province,
    place_of,
    predecessors,
    province_of,
    read_places,
    same_or_within,
    stands,
    successor,
    successors,
    undated,
)

BEFORE, AFTER = date(2021, 6, 1), date(2026, 6, 1)


def unit(code):
    place = place_of(code)
    assert place is not None
    return place


def read(text, at=None):
    return [(mention.text, mention.place.code) for mention in read_places(text, at)]


# -- the gazetteer ---------------------------------------------------------------------------------


def test_there_are_63_provinces_before_and_34_after_the_mergers():
    units = gazetteer().units.values()
    provinces = [place.era for place in units if place.level is Level.PROVINCE]
    assert (provinces.count("2024"), provinces.count("2025")) == (63, 34)


def test_no_district_is_left_after_the_mergers():
    levels = {place.level for place in gazetteer().units.values() if place.era == "2025"}
    assert levels == {Level.PROVINCE, Level.COMMUNE}


def test_every_unit_below_a_province_lies_in_one():
    units = gazetteer().units.values()
    assert all(province_of(place) is not None for place in units)


def test_every_old_province_went_into_exactly_one_new_one():
    old = [p for p in gazetteer().units.values() if p.level is Level.PROVINCE and p.era == "2024"]
    assert all(successor(place) is not None for place in old)


def test_nearly_every_new_commune_knows_what_it_was_made_of():
    new = [p for p in gazetteer().units.values() if p.level is Level.COMMUNE and p.era == "2025"]
    known = sum(bool(predecessors(place)) for place in new)
    assert known / len(new) > 0.99


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024:06", "Thái Nguyên"),
        ("2024:19", "Thái Nguyên"),
        ("2024:77", "Hồ Chí Minh"),
        ("2024:72", "Tây Ninh"),
        ("2024:80", "Tây Ninh"),
        ("2024:46", "Huế"),
        ("2024:20", "Lạng Sơn"),
        ("2024:70", "Đồng Nai"),
    ],
)
def test_successor_of_a_province(old, new):
    found = successor(unit(old))
    assert found is not None
    assert (found.name, found.level) == (new, Level.PROVINCE)


def test_predecessors_of_a_merged_province():
    assert {place.name for place in predecessors(unit("2025:25"))} == {
        "Phú Thọ",
        "Vĩnh Phúc",
        "Hòa Bình",
    }


def test_a_district_has_communes_for_successors_and_no_single_one():
    district = unit("2024:171")
    assert successor(district) is None
    assert {place.level for place in successors(district)} == {Level.COMMUNE}


def test_dong_nai_is_a_city_now():
    assert unit("2025:75").full_name == "thành phố Đồng Nai"


def test_an_unknown_code_is_no_place():
    assert [place_of(code) for code in ("", "2024:00", "any:00", "region:", "zone:", "x")] == [
        None
    ] * 6


@pytest.mark.parametrize("code", ["any:19", "region:tn", "zone:khu công nghiệp:Hữu Lũng"])
def test_codes_that_are_made_up_come_back(code):
    assert unit(code).code == code


def test_the_data_file_is_what_the_program_makes(shared_data_dir, tmp_path):
    made = tmp_path / "places.tsv.gz"
    made.write_bytes(OUT.read_bytes())  # marks are kept from the file being replaced
    build(shared_data_dir / "gazetteer", [], made)
    assert made.read_bytes() == OUT.read_bytes()
    assert OUT.stat().st_size < 1_500_000


# -- the same unit or not --------------------------------------------------------------------------


def test_city_is_not_its_province():
    assert not unit("2024:164").may_be(unit("2024:19"))


def test_merged_unit_is_not_the_old_province_of_the_same_name():
    assert not unit("2024:19").may_be(unit("2025:19"))


def test_unchanged_province_is_the_same_unit_in_both_eras():
    assert unit("2024:20").may_be(unit("2025:20"))


def test_renamed_province_is_the_same_unit():
    assert unit("2024:46").may_be(unit("2025:46"))


@pytest.mark.parametrize("code", ["2024:19", "2025:19"])
def test_bare_name_without_date_may_be_either(code):
    bare = read_places("Thái Nguyên")[0].place
    assert bare.may_be(unit(code))
    assert unit(code).may_be(bare)


def test_commune_without_date_may_be_the_one_of_either_era():
    commune = read_places("xã Tân Cương, tỉnh Thái Nguyên")[0].place
    assert commune.may_be(unit("2025:05503"))
    assert commune.may_be(unit("2024:05503"))


def test_bare_name_is_not_a_province_that_was_merged_into_it():
    assert not read_places("Thái Nguyên")[0].place.may_be(unit("2024:06"))


def test_a_hand_made_place_is_compared_by_name():
    assert Place("x", "Thái Nguyên", Level.PROVINCE).may_be(unit("2024:19"))


@given(st.sampled_from(sorted(gazetteer().units)), st.sampled_from(sorted(gazetteer().units)))
def test_may_be_is_symmetric(one, other):
    assert unit(one).may_be(unit(other)) == unit(other).may_be(unit(one))


@given(st.sampled_from(sorted(gazetteer().units)))
def test_may_be_is_reflexive_and_a_place_lies_within_itself(code):
    assert unit(code).may_be(unit(code))
    assert same_or_within(unit(code), unit(code))


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("2024:164", "2024:19", True),
        ("2024:19", "2024:164", False),
        ("2024:171", "any:19", True),
        ("2024:06", "2025:19", True),
        ("2024:171", "2025:19", True),
        ("2024:171", "2024:20", False),
        ("2025:19", "2024:19", False),
        ("2024:19", "region:tdmnpb", True),
        ("any:19", "region:tdmnpb", True),
        ("2024:186", "region:tdmnpb", True),
        ("2024:19", "region:dbscl", False),
        ("2025:79", "region:vn", True),
    ],
)
def test_same_or_within(inner, outer, within):
    assert same_or_within(unit(inner), unit(outer)) is within


def test_the_six_regions_hold_each_province_once():
    six = ("tdmnpb", "dbsh", "btbdhmt", "tn", "dnb", "dbscl")
    members = [
        code
        for region in regions()
        if region.place.code.removeprefix("region:") in six
        for code in region.members
        if code.startswith("2024")
    ]
    assert len(members) == len(set(members)) == 63


# -- reading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Thái Nguyên", ("tỉnh Thái Nguyên", Level.PROVINCE)),
        ("TP. Thái Nguyên", ("TP. Thái Nguyên", Level.CITY)),
        ("thành phố Thái Nguyên", ("thành phố Thái Nguyên", Level.CITY)),
        ("tp thai nguyen", ("tp thai nguyen", Level.CITY)),
        ("T.P Thái Nguyên", ("T.P Thái Nguyên", Level.CITY)),
        ("Thành phố Hà Nội", ("Thành phố Hà Nội", Level.PROVINCE)),
        ("TP.HCM", ("TP.HCM", Level.PROVINCE)),
        ("thị xã Phổ Yên", ("thị xã Phổ Yên", Level.CITY)),
        ("huyen dai tu", ("huyen dai tu", Level.DISTRICT)),
        ("H. Đại Từ", ("H. Đại Từ", Level.DISTRICT)),
        ("quận 1", ("quận 1", Level.DISTRICT)),
        ("TT. Đình Cả", ("TT. Đình Cả", Level.COMMUNE)),
        ("Thai Nguyen province", ("Thai Nguyen province", Level.PROVINCE)),
        ("Thai Nguyen city", ("Thai Nguyen city", Level.CITY)),
        ("the province of Lang Son", ("province of Lang Son", Level.PROVINCE)),
        ("Huu Lung district", ("Huu Lung district", Level.DISTRICT)),
        ("Tỉnh ủy Lạng Sơn", ("Tỉnh ủy Lạng Sơn", Level.PROVINCE)),
    ],
)
def test_level_word_decides_the_level(text, expected):
    (mention,) = read_places(text)
    assert (mention.text, mention.level) == expected
    assert mention.place.level == expected[1]
    assert mention.explicit


def test_bare_name_says_no_level_and_keeps_every_candidate():
    (mention,) = read_places("Thái Nguyên")
    assert (mention.level, mention.explicit, mention.ambiguous) == (None, False, False)
    assert {place.level for place in mention.places} >= {Level.PROVINCE, Level.CITY}
    assert mention.place == undated(unit("2024:19"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Đắk Lắk", "any:66"),
        ("Đăk Lăk", "any:66"),
        ("Đắc Lắc", "any:66"),
        ("Daklak", "any:66"),
        ("dak lak", "any:66"),
        ("Hoà Bình", "2024:17"),
        ("Hòa Bình", "2024:17"),
        ("Bà Rịa – Vũng Tàu", "2024:77"),
        ("Bà Rịa Vũng Tàu", "2024:77"),
        ("BR-VT", "2024:77"),
        ("Thừa Thiên - Huế", "2024:46"),
        ("Bắc Cạn", "2024:06"),
        ("thainguyen", "any:19"),
        ("Hanoi", "any:01"),
        ("Sài Gòn", "any:79"),
        ("HCM", "any:79"),
        ("hcm", "any:79"),
        ("Qui Nhơn", "2024:540"),
        ("Buôn Mê Thuột", "2024:643"),
    ],
)
def test_spellings(text, code):
    assert read(text) == [(text, code)]


def test_tn_is_thai_nguyen_or_tay_ninh_and_only_after_a_level_word():
    (mention,) = read_places("UBND tỉnh TN giao kế hoạch")
    assert mention.ambiguous
    assert {place.name for place in mention.places} == {"Thái Nguyên", "Tây Ninh"}
    assert read_places("Sở TN và MT") == []
    assert read_places("grdp o tn 2021")[0].ambiguous


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        ("Thái Nguyên", BEFORE, "2024:19"),
        ("Thái Nguyên", AFTER, "2025:19"),
        ("Thái Nguyên", None, "any:19"),
        ("Bắc Kạn", BEFORE, "2024:06"),
        ("Bắc Kạn", AFTER, "2024:06"),
        ("Bắc Kạn", None, "2024:06"),
        ("thành phố Huế", BEFORE, "2024:474"),
        ("thành phố Huế", AFTER, "2025:46"),
        ("thành phố Huế", date(2025, 3, 1), "2025:46"),
        ("huyện Đại Từ", AFTER, "2024:171"),
        ("tỉnh Đồng Nai", BEFORE, "2024:75"),
        ("thành phố Đồng Nai", AFTER, "2025:75"),
    ],
)
def test_the_date_decides_the_era(text, at, code):
    assert read(text, at) == [(text, code)]


def test_the_mergers_take_effect_on_1_july_2025():
    assert stands(unit("2024:19"), date(2025, 6, 30))
    assert stands(unit("2025:19"), date(2025, 7, 1))
    assert not stands(unit("2024:19"), date(2025, 7, 1))


def test_a_list_after_a_plural_level_word():
    text = "các tỉnh Thái Nguyên, Bắc Kạn và Hòa Bình"
    mentions = read_places(text)
    assert [mention.place.name for mention in mentions] == ["Thái Nguyên", "Bắc Kạn", "Hòa Bình"]
    assert {mention.level for mention in mentions} == {Level.PROVINCE}


def test_a_shared_commune_name_is_narrowed_by_the_district_beside_it():
    alone = read_places("xã Hòa Bình")[0]
    assert alone.ambiguous
    beside = read_places("xã Hòa Bình, huyện Đồng Hỷ")[0]
    assert beside.place.parent == "2024:169"


def test_a_shared_commune_name_is_narrowed_by_the_province_of_the_text():
    text = "Tỉnh Lạng Sơn khen thưởng xã Hòa Bình."
    first = read_places(text)[1].place
    province = province_of(first)
    assert province is not None
    assert province.name == "Lạng Sơn"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cửa khẩu quốc tế Tà Lùng 318 triệu USD", "Tà Lùng"),
        ("KCN Sông Công II 300 ha", "Sông Công II"),
        ("khu kinh tế Vân Đồn 2.171 km2", "Vân Đồn"),
        ("Khu công nghiệp Phú Mỹ 3 rộng 900 ha", "Phú Mỹ 3"),
    ],
)
def test_an_amount_behind_a_zone_is_no_number_of_it(text, name):
    assert [mention.place.name for mention in read_places(text)] == [name]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Khu công nghiệp Hữu Lũng", "khu công nghiệp", "Hữu Lũng"),
        ("KCN Sông Công II", "khu công nghiệp", "Sông Công II"),
        ("khu du lịch quốc gia Mẫu Sơn", "khu du lịch quốc gia", "Mẫu Sơn"),
        ("khu cong nghiep huu lung", "khu công nghiệp", "Hữu Lũng"),
        ("Mau Son tourist area", "khu du lịch", "Mẫu Sơn"),
        ("cửa khẩu Tân Thanh", "cửa khẩu", "Tân Thanh"),
    ],
)
def test_zones(text, kind, name):
    (mention,) = read_places(text)
    assert mention.text == text
    assert (mention.place.level, mention.place.kind, mention.place.name) == (
        Level.ZONE,
        kind,
        name,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("vùng trung du và miền núi phía Bắc", "region:tdmnpb"),
        ("vung trung du va mien nui phia bac", "region:tdmnpb"),
        ("Đồng bằng sông Cửu Long", "region:dbscl"),
        ("ĐBSCL", "region:dbscl"),
        ("cả nước", "region:vn"),
        ("Mekong Delta", "region:dbscl"),
    ],
)
def test_regions(text, code):
    assert read(text) == [(text, code)]


@pytest.mark.parametrize(
    "text",
    [
        "giữ gìn hòa bình và ổn định",
        "giu gin hoa binh the gioi",
        "bảo đảm an toàn, trật tự",
        "Đại hội Đảng bộ lần thứ nhất",
        "Ban Chấp hành Trung ương",
        "Bà Nguyễn Thị Mai và ông Ninh",
        "Nguyễn Thái Bình phát biểu",
        "bà Huế",
        "châu Á - Thái Bình Dương",
        "Chủ tịch Hồ Chí Minh",
        "phát triển kinh tế - xã hội",
        "PHÁT TRIỂN KINH TẾ - XÃ HỘI AN TOÀN",
        "hai cột cao bằng nhau",
        "xã an toàn về an ninh",
        "tinh thần đoàn kết, thống nhất",
        "Mặt trận vận động Đoàn Kết, Thống Nhất",
        "dia phuong phap tien",
        "đường Hùng Vương",
        "",
        " \n\t",
        "2021",
    ],
)
def test_what_is_no_place(text):
    assert read_places(text) == []


def test_districts_and_communes_need_their_level_word_in_small_letters():
    assert read_places("o dai tu va tan thai") == []
    assert [m.place.name for m in read_places("o huyen dai tu")] == ["Đại Từ"]


def test_a_capitalised_district_is_read_bare():
    assert read("Tại Hữu Lũng và Chi Lăng") == [("Hữu Lũng", "2024:186"), ("Chi Lăng", "2024:187")]


def test_a_district_that_is_also_a_word_is_read_beside_its_commune():
    assert read_places("Từ loại Đại Từ") == []
    mentions = read_places("xã Phú Xuyên (Đại Từ)")
    assert [mention.place.code for mention in mentions] == ["2024:05797", "2024:171"]


def test_a_place_after_an_acronym_is_read():
    assert read("UBND Hữu Lũng") == [("Hữu Lũng", "2024:186")]


# -- properties ------------------------------------------------------------------------------------

NAMES = [
    "tỉnh Thái Nguyên",
    "Lạng Sơn",
    "TP. Hồ Chí Minh",
    "huyện Hữu Lũng",
    "KCN Yên Bình",
    "Đà Nẵng",
]
TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from([*NAMES, "và", ",", "năm 2021", "\n", "xã", "các tỉnh", "TP.", "-"])
    ).map(" ".join),
)


@given(TEXTS, st.sampled_from([None, BEFORE, AFTER]))
def test_reading_never_raises_and_spans_are_exact(text, at):
    end = 0
    for mention in read_places(text, at):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end]
        assert mention.start <= mention.name_start < mention.name_end <= mention.end
        assert mention.places
        end = mention.end
    infer_province(text, at)


@given(st.lists(st.sampled_from(NAMES), min_size=1).map(" và ".join))
def test_decomposed_text_reads_the_same(text):
    apart = unicodedata.normalize("NFD", text)
    assert [m.places for m in read_places(apart)] == [m.places for m in read_places(text)]
    assert all(m.text == apart[m.start : m.end] for m in read_places(apart))


@given(st.lists(st.sampled_from(NAMES), min_size=1).map(", ".join))
def test_text_without_accents_reads_the_same_places(text):
    assert [m.places for m in read_places(fold(text))] == [m.places for m in read_places(text)]


@given(st.lists(st.sampled_from(NAMES[:4]), min_size=1).map(", ".join))
def test_capitals_read_the_same_places(text):
    assert [m.places for m in read_places(text.upper())] == [m.places for m in read_places(text)]


# -- inference -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("Dự án khu công nghiệp Hữu Lũng và khu du lịch Mẫu Sơn được ưu tiên.", "Lạng Sơn"),
        ("Huu Lung industrial zone and the Mau Son tourist area", "Lạng Sơn"),
        ("Các xã Tân Cương, Phúc Trìu và thị trấn Đình Cả", "Thái Nguyên"),
        ("Huyện Tủa Chùa và huyện Mường Nhé", "Điện Biên"),
        ("Từ Dĩ An đến Bến Cát, Bàu Bàng", "Bình Dương"),
    ],
)
def test_province_is_inferred_from_what_lies_in_it(text, province):
    (place, weight, spans), *_ = infer_province(text)
    assert place.name == province
    assert weight > 0.5
    assert spans
    assert all(text[start:end][0].isupper() for start, end in spans)


def test_inference_follows_the_mergers():
    text = "Thành phố Dĩ An và thành phố Thuận An"
    assert infer_province(text, BEFORE)[0][0].name == "Bình Dương"
    assert infer_province(text, AFTER)[0][0].name == "Hồ Chí Minh"


def test_weights_sum_to_one():
    found = infer_province("Hữu Lũng, Chi Lăng, Đại Từ, xã Hòa Bình")
    assert sum(weight for _, weight, _ in found) == pytest.approx(1)


@pytest.mark.parametrize(
    "text", ["", "Ông Nguyễn Văn An nói", "tỉnh Lạng Sơn", "phát triển kinh tế"]
)
def test_nothing_is_inferred_from_nothing(text):
    assert infer_province(text) == []


@pytest.mark.seeds
def test_the_document_that_never_names_its_province_is_placed(seeds_dir):
    text = next(seeds_dir.glob("004*")).read_text(encoding="utf-8")
    assert not [m for m in read_places(text) if m.place.level is Level.PROVINCE]
    (place, _, _), *_ = infer_province(text, BEFORE)
    assert place == place_of("2024:20")


@pytest.mark.parametrize(
    "text",
    ["hợp tác xã Hưng Yên có bao nhiêu lao động", "công nhân khu công nghiệp 9,8 triệu đồng/tháng"],
)
def test_a_cooperative_is_no_commune_and_a_figure_names_no_zone(text):
    levels = {mention.place.level for mention in read_places(text) if mention.places}
    assert not levels & {Level.COMMUNE, Level.ZONE}
