"""Papers asked for by what they are about."""

import pytest

from retrieval.papers_asked import asks_day, asks_number, paper_asked
from retrieval.several import split_questions
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity

TOWN = (
    "Thị xã trồng rừng quế theo Nghị quyết số 07-NQ/TU ngày 12/4/2022 của Tỉnh ủy về trồng quế; Kế"
    " hoạch số 31/KH-UBND ngày 05/6/2022 của UBND tỉnh về trồng quế."
)
BARE = "Tỉnh trồng quế theo nghị quyết của Tỉnh ủy, định hướng đến năm 2030."
DECISION = (
    "Số: 88/QĐ-UBND\n\nSơn La, ngày 04 tháng 3 năm 2024\n\nPhê duyệt kế hoạch trồng rừng quế."
)


def short(question, text, **described):
    query, candidates = judged(question, text, **described)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Kế hoạch trồng quế của UBND tỉnh có số hiệu là gì?", "Kế hoạch số 31/KH-UBND"),
        ("Kế hoạch trồng quế số mấy, ra ngày nào?", "Kế hoạch số 31/KH-UBND ngày 05/6/2022"),
        ("Nghị quyết về trồng quế số mấy, ban hành ngày mấy?", "Nghị quyết số 07-NQ/TU ngày 12/4"),
        ("nghi quyet ve trong que ban hanh ngay nao", "Nghị quyết số 07-NQ/TU ngày 12/4/2022"),
        ("nghi quyet 07 ve trong que ban hanh khi nao", "12/4/2022"),
        ("Thị xã chuyển đổi số và trồng quế theo kế hoạch nào của UBND tỉnh?", "Kế hoạch số 31"),
    ],
)
def test_the_paper_is_given_with_its_number_and_day(question, answer):
    assert short(question, TOWN).startswith(answer)


def test_no_number_is_no_answer():
    assert short("Nghị quyết về trồng quế của tỉnh có số hiệu là gì?", BARE) is None
    assert short("Nghị quyết về trồng quế ban hành ngày mấy, số mấy?", BARE) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Số hiệu và ngày ký quyết định về kế hoạch trồng rừng quế?", "88/QĐ-UBND ngày 04 tháng 3"),
        ("Quyết định kế hoạch trồng rừng quế ký ngày nào?", "ngày 04 tháng 3 năm 2024"),
        ("Quyết định kế hoạch trồng rừng quế số mấy?", "88/QĐ-UBND"),
    ],
)
def test_a_document_tells_its_own_number_and_day(question, answer):
    title = "Quyết định về kế hoạch trồng rừng quế"
    assert short(question, DECISION, title=title, number="88/QĐ-UBND").startswith(answer)


@pytest.mark.parametrize(
    ("question", "kind", "number", "day"),
    [
        ("Nghị quyết về quế số mấy, ban hành ngày mấy?", "nghi quyet", True, True),
        ("Quyết định giao đất ký khi nào?", "quyet dinh", False, True),
        ("Kế hoạch trồng quế đạt mấy phần trăm?", None, False, False),
        ("Nghị quyết 07-NQ/TU ban hành ngày nào?", None, False, True),
        ("Chỉ số hiệu quả của chương trình là gì?", None, False, False),
    ],
)
def test_what_of_a_paper_is_asked(question, kind, number, day):
    query = asked(question)
    assert (paper_asked(query), asks_number(query), asks_day(query)) == (kind, number, day)


def test_things_in_the_name_of_a_paper_are_not_asked_one_by_one():
    question = "Số hiệu quyết định về kế hoạch giảm nghèo, đào tạo nghề năm 2024?"
    assert split_questions(question) == (question,)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Quyết định 815 phê duyệt đề án trồng chè ban hành ngày nào?", "12/5/2021"),
        ("quyet dinh 815 ky ngay nao", "12/5/2021"),
        ("Nghị quyết số 815 ban hành ngày nào?", None),
    ],
)
def test_the_day_is_that_of_the_paper_of_the_very_kind_and_number(question, day):
    text = "Đề án trồng chè được phê duyệt tại Quyết định số 815 ngày 12/5/2021."
    assert short(question, text) == day
