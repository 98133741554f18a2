"""What somebody in charge asks for, at the end of a year for the next one."""

from datetime import date

import pytest

from retrieval.text_reading import read_text
from tests.retrieval.written import judged, rarity

NEWS = (
    "Ban Chỉ đạo cải cách hành chính tỉnh họp, bàn nhiệm vụ cải cách hành chính năm 2024.\n\n"
    "Kết luận, ông Vàng A Chừ yêu cầu tập trung ba việc về cải cách hành chính: bỏ 12 giấy tờ; "
    "mở quầy ở chợ; trả hồ sơ ngay trong ngày.\n"
)


@pytest.mark.parametrize(
    "question",
    [
        "Ông Vàng A Chừ yêu cầu những việc gì về cải cách hành chính năm 2024?",
        "Ông Vàng A Chừ yêu cầu những gì về cải cách hành chính?",
    ],
)
def test_a_demand_is_read_where_it_is_made(question):
    query, candidates = judged(question, NEWS, published=date(2023, 12, 28))
    reading = read_text(query, candidates, rarity)
    said = "bỏ 12 giấy tờ; mở quầy ở chợ; trả hồ sơ ngay trong ngày"
    assert [statement.short for statement in reading.statements] == [said]


def test_a_sentence_that_demands_nothing_is_no_list_of_demands():
    text = "Bà Lò Thị Khao nghe báo cáo về cải cách hành chính, mở quầy và trả hồ sơ ở chợ."
    query, candidates = judged("Bà Lò Thị Khao yêu cầu những việc gì về cải cách?", text)
    assert not read_text(query, candidates, rarity).statements
