"""Which of several is first or last, as a text says it."""

import pytest

from retrieval.extreme_question import asked_extreme
from retrieval.extremes import read_extreme
from tests.retrieval.written import asked, judged, rarity

SPENT = (
    "Vốn đầu tư công toàn tỉnh đạt 41%. Ba đơn vị giải ngân tốt nhất: thị xã Hòa Thành 61,2%, "
    "huyện Gò Dầu 57,8%, huyện Tân Biên 52,4%. Ở chiều ngược lại, huyện Bến Cầu mới đạt 21,5%."
)
LAST = "Huyện Yên Châu dẫn đầu giải ngân với 70%, còn huyện Sông Mã xếp cuối với 18%."
TRADE = "Quế bán sang 12 nước, trong đó nhiều nhất là Nhật Bản (27%), tiếp đến là Hoa Kỳ (22%)."
GIFTS = (
    "Tập đoàn Sao Đỏ ủng hộ 5 tỷ đồng, là doanh nghiệp đóng góp lớn nhất; Công ty Núi Đá góp 1 tỷ."
)
RANKS = "Ở khối sở, Sở Nội vụ xếp thứ nhất, Sở Y tế đứng chót bảng chỉ số cải cách."


BOTH = "Bảy địa phương thu trên 50%; thấp nhất là huyện Sốp Cộp 28%, cao nhất thị xã Phổ Yên 68%."
CAPITAL = (
    "Về cải cách, thành phố Sơn La dẫn đầu khối huyện với 91 điểm; bám sát là Thuận Châu 90 điểm."
)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Huyện, thị nào thu thấp nhất?", BOTH, "huyện Sốp Cộp"),
        ("Huyện, thị xã, thành phố nào thu cao nhất?", BOTH, "thị xã Phổ Yên"),
        ("xa, phuong hay huyen nao thu cao nhat", BOTH, "thị xã Phổ Yên"),
        ("Địa phương cấp huyện nào dẫn đầu cải cách ở Sơn La?", CAPITAL, "thành phố Sơn La"),
        ("Đơn vị cấp huyện nào dẫn đầu về cải cách?", CAPITAL, "thành phố Sơn La"),
    ],
)
def test_kinds_in_a_row_ask_for_one_place(question, text, answer):
    assert short(question, text) == answer


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_extreme(query, candidates, rarity, lambda part: [])
    return reading.statements[0].short if reading and reading.statements else None


@pytest.mark.parametrize(
    ("question", "end", "thing"),
    [
        ("Huyện nào giải ngân cao nhất?", 0, "huyen"),
        ("Địa phương nào xếp cuối về cải cách?", 1, "dia phuong"),
        ("dia phuong nao dan dau giai ngan", 0, "dia phuong"),
        ("Which district had the lowest rate?", 1, "district"),
        ("Kể tên ba huyện giải ngân nhanh nhất", 0, "huyen"),
        ("Thị trường xuất khẩu lớn nhất của tỉnh?", 0, "thi truong"),
    ],
)
def test_the_end_and_the_thing_asked_for(question, end, thing):
    assert asked_extreme(asked(question)) == (end, thing)


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ cao nhất là bao nhiêu?",
        "Huyện nào làm cầu treo?",
        "Vì sao huyện nào cũng chậm nhất?",
        "Tiêu chí nông thôn mới nào khó nhất?",
        "Ai đứng đầu tổ công tác?",
    ],
)
def test_other_questions_ask_for_no_end(question):
    assert asked_extreme(asked(question)) is None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "Những địa phương nào dẫn đầu giải ngân?",
            SPENT,
            "thị xã Hòa Thành; huyện Gò Dầu; huyện Tân Biên",
        ),
        ("Địa phương nào giải ngân thấp nhất?", SPENT, "huyện Bến Cầu"),
        ("Huyện nào giải ngân cao nhất?", LAST, "Huyện Yên Châu"),
        ("Huyện nào xếp cuối giải ngân?", LAST, "huyện Sông Mã"),
        ("Quế bán sang nước nào nhiều nhất?", TRADE, "Nhật Bản"),
        ("Doanh nghiệp nào đóng góp nhiều nhất?", GIFTS, "Tập đoàn Sao Đỏ"),
        ("Sở nào đứng đầu bảng chỉ số cải cách?", RANKS, "Sở Nội vụ"),
        ("so nao dung chot bang chi so cai cach", RANKS, "Sở Y tế"),
    ],
)
def test_what_a_text_says_is_first_or_last(question, text, answer):
    assert short(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Huyện nào có tỷ lệ hộ nghèo cao nhất?", LAST),
        ("Địa phương nào giải ngân cao nhất?", "Huyện Sông Mã giải ngân thấp nhất tỉnh."),
    ],
)
def test_the_other_end_or_another_matter_is_no_answer(question, text):
    assert short(question, text) is None


FAST = (
    "Can Lộc dẫn đầu với tỷ lệ giải ngân 61,3%, còn Hương Khê mới giải ngân 22,4%, thấp nhất tỉnh."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Huyện nào giải ngân chậm nhất?", "Hương Khê"),
        ("Nơi nào giải ngân kém nhất?", "Hương Khê"),
        ("Huyện nào giải ngân lẹ nhất?", "Can Lộc"),
        ("Huyện nào giải ngân thấp nhất, được mấy phần trăm?", "Hương Khê; 22,4%"),
    ],
)
def test_what_ranks_behind_a_comma_is_told_of_the_place_before(question, answer):
    assert short(question, FAST).startswith(answer.partition(";")[0])
