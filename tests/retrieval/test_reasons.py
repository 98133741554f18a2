"""Why something is so: the cause beside what came of it."""

import pytest

from retrieval.text_reading import read_text
from tests.retrieval.written import judged, rarity

NEXT = "Đàn lợn của huyện giảm mạnh. Nguyên nhân chính là giá thấp, thức ăn đắt và dịch kéo dài."
SO = "Mưa to làm đường vào bản sạt lở, vì vậy lớp học bản Pá Hốc phải dời sang tháng 10."
THEN = "Mặn đến sớm hai tuần. Vì thế huyện lùi lịch gieo cấy vụ hè thu."
COUNTED = "Kè suối chậm do: (1) vướng mặt bằng; (2) thiếu đá. Huyện họp mỗi tuần."
BY = "Cầu treo do Công ty Núi Đá thi công bị dừng vì thiếu thép; cầu dài 60 m."
LIST = """Kè suối chậm tiến độ.

Nguyên nhân của việc chậm tiến độ kè suối:
- Vướng mặt bằng;
- Thiếu đá xây.
"""


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    ("question", "text", "cause"),
    [
        ("Vì sao đàn lợn của huyện giảm mạnh?", NEXT, "giá thấp, thức ăn đắt và dịch kéo dài"),
        ("Vì sao lớp học bản Pá Hốc phải dời?", SO, "Mưa to làm đường vào bản sạt lở"),
        ("Tại sao huyện lùi lịch gieo cấy vụ hè thu?", THEN, "Mặn đến sớm hai tuần"),
        ("vi sao huyen lui lich gieo cay vu he thu", THEN, "Mặn đến sớm hai tuần"),
        ("Nguyên nhân kè suối chậm?", COUNTED, "vướng mặt bằng; thiếu đá"),
        ("Vì sao cầu treo bị dừng thi công?", BY, "vì thiếu thép"),
        ("Vì sao kè suối chậm tiến độ?", LIST, "Vướng mặt bằng; Thiếu đá xây"),
    ],
)
def test_the_cause_is_read(question, text, cause):
    assert cause in (short(question, text) or "")


def test_what_came_of_it_is_no_cause():
    assert "dời sang tháng 10" not in (short("Vì sao lớp học bản Pá Hốc phải dời?", SO) or "")
