"""Which questions ask for a list, and which for one session of those named in the plural."""

import pytest

from tests.retrieval.written import asked
from vietnamese.everyday import in_office_words


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Huyện chọn ba công trình trọng điểm nào?", "list"),
        ("Tỉnh có hai chương trình đột phá nào?", "list"),
        ("tinh chon bon linh vuc uu tien nao", "list"),
        ("Danh sách các xã biên giới của huyện", "list"),
        ("Các nghị quyết được thông qua tại kỳ họp nào?", "open"),
        ("Các đề án được trình tại hội nghị nào của huyện?", "open"),
        ("Các đề án nào được trình?", "list"),
        ("Passengers handled by the airport in 2024?", "count"),
        ("Total visitors welcomed last year?", "count"),
        ("Households who received aid", "person"),
    ],
)
def test_what_kind_of_answer_is_asked_for(question, kind):
    assert asked(question).answer_type == kind


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("Cho xin danh sách các chợ của huyện", "liệt kê các chợ của huyện"),
        ("gửi danh sách những chợ mới", "liệt kê các chợ mới"),
        ("Các chợ huyện dồn sức làm là gì?", "Các chợ huyện tập trung là gì?"),
        ("Đảo có mấy khách sạn hạng bốn sao?", "Đảo có mấy khách sạn 4 sao?"),
        ("Dịch vụ tăng trong khoảng nào?", "Dịch vụ tăng bao nhiêu?"),
    ],
)
def test_everyday_words_for_lists_and_grades(question, written):
    assert in_office_words(question) == written
