"""Everyday phrases are put the way offices write; all else stays letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.everyday import in_office_words


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Gia Lai bán cà phê ra nước ngoài", "Gia Lai xuất khẩu cà phê"),
        ("Hàng Kon Tum bán ra nước ngoài năm 2023", "xuất khẩu Kon Tum năm 2023"),
        ("Huyện còn bao nhiêu nhà nghèo?", "Huyện còn bao nhiêu hộ nghèo?"),
        ("huyen con bao nhieu nha ngheo", "huyen con bao nhieu ho ngheo"),
        ("Kinh tế Gia Lai lớn thêm mấy phần trăm", "kinh tế Gia Lai tăng trưởng mấy phần trăm"),
        ("Kon Tum xài vốn đầu tư công tới đâu", "Kon Tum giải ngân vốn đầu tư công tới đâu"),
        ("Tai nạn xe cộ quý I", "tai nạn giao thông quý I"),
        ("Rốt cuộc kinh tế nhích lên mấy phần trăm", "kinh tế tăng trưởng mấy phần trăm"),
        ("Kính đề nghị cung cấp số liệu rừng trồng năm 2022", "cho biết rừng trồng năm 2022"),
        ("Em đang soạn bài về rừng: năm 2022 trồng mấy ha?", "năm 2022 trồng mấy ha?"),
        ("Bao nhiêu người sang xứ người làm ăn", "Bao nhiêu người đi làm việc ở nước ngoài"),
        ("Học sinh cấp 3 có bao nhiêu em?", "học sinh trung học phổ thông có bao nhiêu em?"),
        (
            "Giường bệnh huyện kín mấy phần trăm",
            "công suất sử dụng giường bệnh huyện bao nhiêu phần trăm",
        ),
        ("Các ông chủ Hàn Quốc đã rót vốn vào tỉnh", "doanh nghiệp Hàn Quốc đầu tư vào tỉnh"),
    ],
)
def test_an_everyday_phrase_is_put_the_way_it_is_written(said, written):
    assert in_office_words(said) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kim ngạch xuất khẩu năm 2021 là bao nhiêu?",
        "Ai bán, ra nước ngoài làm gì?",
        "Nhà nghề nào được hỗ trợ?",
        "Nội dung: thu ngân sách",
        "What did the province sell abroad?",
        "Ngân hàng bán gì ra thị trường?",
        "vay von cho bao nhieu nguoi",  # not "chở"
    ],
)
def test_other_text_is_left(text):
    assert in_office_words(text) == text


@given(st.text(max_size=120))
def test_any_text_is_read_without_error(text):
    assert len(in_office_words(text)) <= 3 * len(text) + 200


@given(st.sampled_from(["nhà nghèo", "tai nạn xe cộ", "ngủ lại"]), st.text(" ,.ab12đ", max_size=20))
def test_what_stands_around_a_phrase_stays(phrase, around):
    assert in_office_words(f"{around} , {phrase}").startswith(around)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Tỉnh xài bao nhiêu cho giáo dục?", "Tỉnh chi sự nghiệp giáo dục bao nhiêu?"),
        ("Nợ thuế không đòi được là mấy tỷ", "nợ thuế khó thu là mấy tỷ"),
        ("Bao nhiêu cây xăng ở Tuy Hòa?", "Bao nhiêu cửa hàng xăng dầu ở Tuy Hòa?"),
        (
            "vat gia o Tuy Hoa tang may phan tram",
            "chi so gia tieu dung o Tuy Hoa tang bao nhieu phan tram",
        ),
        ("Trại nuôi bao nhiêu con heo?", "Trại đàn lợn bao nhiêu con?"),
    ],
)
def test_each_field_has_its_phrases(said, written):
    assert in_office_words(said) == written


@pytest.mark.parametrize(
    "text",
    [
        "Doanh nghiệp nội thất nào được hỗ trợ?",
        "Dự án ngoại ngữ quốc gia bắt đầu năm nào?",
        "Hỗ trợ bao nhiêu con bò cho hộ nghèo?",
    ],
)
def test_a_phrase_that_goes_on_otherwise_is_left(text):
    assert in_office_words(text) == text
