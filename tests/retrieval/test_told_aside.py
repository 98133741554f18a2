"""Words of a question that a sentence has only in passing."""

import pytest

from retrieval.text_reading import read_text
from retrieval.told_aside import is_about_other, passes_over
from tests.retrieval.written import asked, judged, rarity, written

ASIDE = "Trong bối cảnh còn nhiều khó khăn, thách thức, song nghề quế của huyện vẫn lớn mạnh."
TOLD = "Tuy nhiên, nghề quế vẫn còn một số hạn chế, khó khăn do thiếu nước và thiếu người hái."
TASK = "Huyện tập trung tháo gỡ khó khăn về đất cho nghề quế."
SPOKE = "Bà Trần Thị Hoa, Giám đốc Sở Xây dựng, cho rằng chợ quế phải có mái che."
NAMED = "Huyện triển khai đề án trồng quế đến năm 2028, định hướng đến năm 2035."


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    ("question", "text", "passes"),
    [
        ("Nghề quế của huyện có khó khăn, thách thức gì?", ASIDE, True),
        ("nghe que con nhung han che nao", TASK, True),
        ("Nghề quế của huyện có khó khăn gì?", TOLD, False),
        ("Nghề quế của huyện lớn mạnh ra sao?", ASIDE, False),
    ],
)
def test_troubles_mentioned_on_the_way_are_not_told(question, text, passes):
    assert passes_over(asked(question), written(text)[0]) is passes


def test_the_sentence_that_tells_the_troubles_is_read():
    answer = short("Nghề quế của huyện có những khó khăn, hạn chế gì?", f"{ASIDE} {TOLD}")
    assert "thiếu nước" in answer


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Bà Hoa nói gì về giá điện?", True),
        ("Bà Hoa nói gì về chợ quế?", False),
        ("ba Hoa noi gi ve mai che cua cho", False),
        ("Bà Hoa là ai?", False),
    ],
)
def test_what_is_said_of_one_matter_is_no_answer_about_another(question, other):
    assert is_about_other(asked(question), written(SPOKE)[0], rarity) is other


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Đề án trồng quế làm xong vào ngày nào?", None),
        ("Đề án trồng quế của huyện triển khai đến khi nào?", "đến năm 2028"),
    ],
)
def test_how_far_a_plan_looks_ahead_is_no_day(question, answer):
    assert short(question, NAMED) == answer
