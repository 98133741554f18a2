"""Lists in a sentence under the word for the things asked for."""

import pytest

from retrieval.listed_things import listed_thing
from retrieval.named_lists import read_named_list
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity

ZONES = "Huyện có 3 KCN (Nậm Lạ, Pá Hốc và Tà Xùa), lấp đầy 70%; thu hút 12 dự án."
FORESTS = "Nước xuất khẩu quế: huyện bán quế ra nước ngoài. Thị trường chính: Lào, Ấn Độ, Ai Cập."
GOALS = "3 chỉ tiêu không đạt gồm: thu ngân sách; nước sạch (91%/KH 95%); số lớp học mở mới."
LATE = "Còn hai xã chưa đạt 50% kế hoạch trồng quế là Nậm Lạ và Pá Hốc."
STRAIGHT = "Vùng quế nằm trên 3 xã Nậm Lạ, Pá Hốc, Tà Xùa."
FIGURES = "Huyện có 2 xã trồng quế (120 ha, 80 ha)."
MILL = "Nhà máy nằm ở Tà Xùa; quế của nhà máy trồng ở hai xã Nậm Lạ, Pá Hốc."
TREES = "Huyện ưu tiên 3 loại cây: mận, sơn tra, quế; không mở rộng diện tích ngô."
LAKES = "Ba hồ đang thi công gồm Bản Cát (Mai Sơn), Huổi Vành và Nậm Pàn."
TABLE = "| Xã | Quế (ha) | Hồi (ha) |\n|---|---|---|\n| Nậm Lạ | 120 | 14 |\n"
OFFICIALS = "Dự có các ông: Lò Văn Sơn, Trưởng ban Quản lý các KCN; Vàng A Páo, Chánh Văn phòng."


def said(question, text):
    query, candidates = judged(question, text)
    statement = read_named_list(query, candidates)
    return statement.short if statement else None


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Huyện có các khu công nghiệp nào?", "khu công nghiệp"),
        ("Kể tên mấy xã của huyện trồng quế", "xã"),
        ("Liệt kê các trường được công nhận", "trường"),
        ("Những chỉ tiêu nào không đạt?", "chỉ tiêu"),
        ("Quế bán sang mấy nước nào?", "nước"),
        ("cac truong nao duoc cong nhan", "truong"),
        ("Cán bộ phải nêu cao những tinh thần nào?", "tinh thần"),
        ("Huyện có bao nhiêu xã?", ""),
    ],
)
def test_the_word_for_what_is_to_be_listed(question, thing):
    assert listed_thing(asked(question)) == thing


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Huyện có những khu công nghiệp nào?", ZONES, "Nậm Lạ; Pá Hốc; Tà Xùa"),
        ("huyen co cac khu cong nghiep nao", ZONES, "Nậm Lạ; Pá Hốc; Tà Xùa"),
        ("Quế xuất khẩu sang những nước nào?", FORESTS, "Lào; Ấn Độ; Ai Cập"),
        (
            "Những chỉ tiêu nào chưa đạt?",
            GOALS,
            "thu ngân sách; nước sạch; số lớp học mở mới",
        ),
        ("Kể tên các xã chưa đạt 50% kế hoạch trồng quế", LATE, "Nậm Lạ; Pá Hốc"),
        ("Vùng quế nằm trên những xã nào?", STRAIGHT, "Nậm Lạ; Pá Hốc; Tà Xùa"),
        ("Quế của nhà máy trồng ở những xã nào?", MILL, "Nậm Lạ; Pá Hốc"),
        ("Huyện ưu tiên những loại cây nào?", TREES, "mận; sơn tra; quế"),
        ("Ba hồ nào đang thi công?", LAKES, "Bản Cát; Huổi Vành; Nậm Pàn"),
    ],
)
def test_the_things_are_named_and_nothing_else(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Những xã nào trồng quế?", FIGURES),  # in the brackets stand figures
        ("Những xã nào trồng quế?", TABLE),  # the head of a table is no answer
        ("Huyện có các khu công nghiệp nào?", OFFICIALS),  # the word is part of an office
        # "tinh thần" is no "tỉnh"
        ("Phải nêu cao những tinh thần nào?", "Chấn chỉnh trong tỉnh: kỷ luật; kỷ cương."),
        ("Những xã nào trồng cao su?", "Huyện có 2 xã nuôi cá lồng (Nậm Lạ, Pá Hốc)."),
    ],
)
def test_no_list_is_made_of_what_is_none(question, text):
    assert said(question, text) is None


def test_a_list_of_another_place_is_not_given():
    text = "- Mai Sơn: 02 xã trồng quế (Chiềng Ban, Chiềng Mung).\n- Mộc Châu: 01 xã trồng chè.\n"
    query, candidates = judged("Mộc Châu có những xã nào trồng quế?", text)
    assert read_named_list(query, candidates) is None
    query, candidates = judged("Mai Sơn có những xã nào trồng quế?", text)
    statement = read_text(query, candidates, rarity).statements[0]
    assert statement.short == "Chiềng Ban; Chiềng Mung"


def test_places_told_with_where_they_lie_are_one_each():
    text = "Có thêm 02 xã kiểu mẫu (xã Nậm Lạ, huyện Sốp Cộp; xã Chiềng Ban, huyện Mai Sơn)."
    query, candidates = judged("Hai xã kiểu mẫu là xã nào?", text)
    found = read_named_list(query, candidates)
    assert found is not None
    assert found.short == "xã Nậm Lạ, huyện Sốp Cộp; xã Chiềng Ban, huyện Mai Sơn"


def test_what_goes_on_behind_a_place_is_no_list_of_things():
    text = "Tỉnh có thêm hai khu công nghiệp, công nhân về nhà ở xã hội, còn dân ngồi ở nhà."
    query, candidates = judged("Hai khu công nghiệp mới là khu nào?", text)
    assert read_named_list(query, candidates) is None
