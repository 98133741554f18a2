"""Districts named by their bare names are read where the documents have them, and only there."""

import pytest

from retrieval.named_units import with_units_named
from store.index import open_index
from tests.store.tiny import fill, make_document

REPORT = (
    "Huyện Sông Lô và huyện Tam Dương trồng 900 ha mía; huyện Lập Thạch nuôi ong.",
    "Tỉnh Vĩnh Phúc có 3 khu công nghiệp.",
    "Đoàn công tác của huyện Hướng Hóa đến thăm.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("units") / "data"
    fill(folder, make_document("bao-cao", REPORT))
    opened = open_index(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Sông Lô trồng bao nhiêu mía?", "huyện Sông Lô trồng bao nhiêu mía?"),
        ("song lo trong bao nhieu mia", "huyen Song Lo trong bao nhieu mia"),
        ("Tam Dượng có bao nhiêu ha mía?", "huyện Tam Dương có bao nhiêu ha mía?"),
        ("Vĩnh Phucs có mấy khu công nghiệp?", "Vĩnh Phúc có mấy khu công nghiệp?"),
        ("Vĩnh Phú có mấy khu công nghiệp?", "Vĩnh Phúc có mấy khu công nghiệp?"),
        ("mía ở Lập Trạch năm nay", "mía ở huyện Lập Thạch năm nay"),
        ("Huyện Tam Dượng có bao nhiêu ha mía?", "Huyện Tam Dương có bao nhiêu ha mía?"),
        ("Cà Mao nuôi bao nhiêu tôm?", "Cà Mau nuôi bao nhiêu tôm?"),
        ("Hà Tỉnh nuôi bao nhiêu tôm?", "Hà Tĩnh nuôi bao nhiêu tôm?"),
        ("tôm ở nghê an năm 2022", "tôm ở Nghệ An năm 2022"),
        ("tom nuoi o thanh hoas nam 2022", "tom nuoi o Thanh Hoa nam 2022"),
    ],
)
def test_a_bare_name_gets_its_level_word(index, typed, read):
    assert with_units_named(typed, index) == read


@pytest.mark.parametrize(
    "typed",
    [
        "huyện Sông Lô trồng bao nhiêu mía?",
        "Ông Nguyễn Sông Lô làm gì?",
        "Công ty Sông Lô Xanh đầu tư gì?",
        "Sông Mã có mấy xã?",
        "Lập Bạch có mấy xã?",
        "sản luợng hoa cắt cành bao nhiêu?",
        "con sông hình chữ S dài bao nhiêu?",
        "Giá mía bao nhiêu?",
        "",
    ],
)
def test_what_is_no_unit_of_the_documents_is_left(index, typed):
    assert with_units_named(typed, index) == typed


@pytest.mark.parametrize(
    "typed", ["Lúa Đông Xuân 2022 bao nhiêu tấn?", "dien tich dong xuan 2022 bao nhieu ha"]
)
def test_a_season_is_no_district(tmp_path_factory, typed):
    folder = tmp_path_factory.mktemp("season") / "data"
    fill(folder, make_document("bao-cao", ("Huyện Đồng Xuân trồng 900 ha mía.",)))
    opened = open_index(folder)
    assert with_units_named(typed, opened) == typed
    opened.close()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("khu công nghiệp ở vính phúc", "khu công nghiệp ở Vĩnh Phúc"),
        ("huyen Tam Dượng trồng mía", "huyen huyện Tam Dương trồng mía"),
    ],
)
def test_a_province_in_small_letters_with_other_accents(index, typed, read):
    assert with_units_named(typed, index) == read
