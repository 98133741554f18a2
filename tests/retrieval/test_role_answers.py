"""Who is what for a task, told at the end of its paragraph."""

import pytest

from retrieval.text_reading import read_text
from tests.retrieval.written import judged, rarity

PLAN = (
    "Chương trình hành động về giáo dục, y tế và chợ quê.\n\n"
    "**1. Giáo dục.** Xây 20 phòng học ở bản xa. Giao Sở GD&ĐT chủ trì.\n\n"
    "**2. Chợ quê.** Dựng 12 nhà lồng. Mở chợ bò. Giao Sở Công Thương là cơ quan thường trực.\n"
)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Cơ quan nào làm thường trực mảng chợ quê trong chương trình?", "Sở Công Thương"),
        ("Cơ quan nào chủ trì về giáo dục trong chương trình hành động?", "Sở GD&ĐT"),
        ("co quan nao thuong truc ve cho que", "Sở Công Thương"),
        ("Cơ quan nào chủ trì về y tế trong chương trình hành động?", None),
        ("Cơ quan nào làm thường trực về giáo dục?", None),
    ],
)
def test_the_part_of_a_body_is_that_in_the_paragraph_of_the_task(question, body):
    query, candidates = judged(question, PLAN)
    reading = read_text(query, candidates, rarity)
    assert (reading.statements[0].short if reading.statements else None) == body
