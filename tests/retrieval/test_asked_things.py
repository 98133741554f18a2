"""Whether a text speaks of what is asked for in words, not in pieces of them."""

import pytest

from retrieval.compounds import compounds_of, share_said
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity, written

WORKS = (
    "Công tác đầu tư tiếp tục được huyện đẩy mạnh: xây dựng chợ quế, nạo vét hồ Nậm Lạ; yêu cầu vệ"
    " sinh đường làng được thực hiện tốt."
)
VALUES = "Mỗi cán bộ phải nêu cao tinh thần “Kỷ cương - Tận tâm - Sáng tạo - Hiệu quả”."
ELECTED = (
    "Cũng tại phiên họp, Đảng đoàn HĐND tỉnh, Ban Cán sự Đảng và lãnh đạo các sở, ngành, địa phương"
    " của tỉnh đã tặng hoa chúc mừng ông Lê Văn Bình, Giám đốc Sở Xây dựng, đại biểu nhiều khóa,"
    " vừa trúng cử Phó Chủ tịch Hội đồng nhân dân tỉnh tại kỳ họp thứ hai của khóa mới."
)
FIRMS = "Cộng đồng doanh nghiệp trong huyện lớn mạnh cả về số lượng và quy mô, nộp ngân sách nhiều."


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    "question",
    [
        "Huyện đẩy mạnh đầu tư xây dựng những tuyến đường nào?",
        "Huyện đẩy mạnh đầu tư xây dựng cây cầu nào?",
        "huyen day manh dau tu xay dung nhung truong hoc nao",
    ],
)
def test_a_list_of_other_things_is_no_answer(question):
    assert short(question, WORKS) is None


def test_the_things_asked_for_are_told():
    assert "chợ quế" in short("Huyện đẩy mạnh đầu tư, nạo vét những hồ nào?", WORKS)


def test_a_community_is_no_firm():
    assert short("Doanh nghiệp nào trong huyện nộp ngân sách nhiều nhất?", FIRMS) is None


@pytest.mark.parametrize(
    "question",
    ["Bốn tinh thần cán bộ phải nêu cao là những gì?", "Cán bộ phải nêu cao những tinh thần nào?"],
)
def test_things_between_dashes_are_listed(question):
    assert short(question, VALUES) == "Kỷ cương; Tận tâm; Sáng tạo; Hiệu quả"


def test_what_is_asked_at_the_end_stands_behind_its_verb():
    answer = short("Ông Lê Văn Bình, Giám đốc Sở Xây dựng, trúng cử chức danh gì?", ELECTED)
    assert "Phó Chủ tịch Hội đồng nhân dân tỉnh" in answer


@pytest.mark.parametrize(
    ("text", "share"),
    [("Khen thưởng chống hạn hán.", 1.0), ("Xã có hạn chế về chống rét.", 0.0)],
)
def test_compounds_stand_as_words(text, share):
    assert (
        share_said(asked("Huyện chống hạn hán và khen thưởng xã nào?"), written(text)[0]) == share
    )


def test_compounds_do_not_overlap():
    words = [one[0] for one in compounds_of(asked("Du lịch sinh thái phát triển ra sao?"))]
    assert words == ["du lịch", "sinh thái", "phát triển"]
