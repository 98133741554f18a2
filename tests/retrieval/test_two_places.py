"""Which of two places: the choice is read, and the question of either by itself."""

from datetime import date

import pytest

from retrieval.derivation import Operation, derivation_of
from retrieval.remainder import asks_rest
from retrieval.two_places import choice_of
from retrieval.understand import understand


@pytest.mark.parametrize(
    ("question", "names", "part", "smaller"),
    [
        (
            "Năm 2022 ở Hà Tĩnh, Vũ Quang với Hương Sơn thì nơi nào tỷ lệ hộ nghèo cao hơn?",
            ("Vũ Quang", "Hương Sơn"),
            "Năm 2022 Vũ Quang, Hà Tĩnh tỷ lệ hộ nghèo",
            False,
        ),
        (
            "Giữa Đức Thọ và Can Lộc huyện nào có tỷ lệ hộ nghèo thấp hơn?",
            ("Đức Thọ", "Can Lộc"),
            "Đức Thọ tỷ lệ hộ nghèo",
            True,
        ),
        (
            "Vũ Quang hay Hương Sơn nghèo hơn?",
            ("Vũ Quang", "Hương Sơn"),
            "Vũ Quang tỷ lệ hộ nghèo",
            False,
        ),
        (
            "Xuất khẩu của Hà Tĩnh và Nghệ An năm 2023 bên nào lớn hơn?",
            ("Hà Tĩnh", "Nghệ An"),
            "Xuất khẩu của Hà Tĩnh năm 2023",
            False,
        ),
        (
            "Huyện nào có nhiều xã hơn, Can Lộc hay Đức Thọ?",
            ("Can Lộc", "Đức Thọ"),
            "Can Lộc xã",
            False,
        ),
    ],
)
def test_a_choice_between_two_places(question, names, part, smaller):
    choice = choice_of(question)
    assert (choice.names, choice.parts[0], choice.smaller) == (names, part, smaller)
    assert derivation_of(question).operation is Operation.LARGER


@pytest.mark.parametrize(
    "question",
    [
        "Hà Tĩnh và Nghệ An ký kết những gì?",
        "Hà Tĩnh và Nghệ An có hơn 500 dự án nào?",
        "Huyện nào của Hà Tĩnh có tỷ lệ hộ nghèo cao nhất?",
        "Huyện Can Lộc, Hà Tĩnh có bao nhiêu hộ nghèo?",
    ],
)
def test_no_choice(question):
    assert choice_of(question) is None


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Mặt bằng cao tốc qua Hà Tĩnh chưa bàn giao còn bao nhiêu km?", True),
        ("Cao tốc qua Hà Tĩnh còn vướng bao nhiêu km mặt bằng?", True),
        ("Hà Tĩnh còn phải bàn giao bao nhiêu km?", True),
        ("Còn bao nhiêu hộ chưa nhận tiền?", True),
        ("Cao tốc qua Hà Tĩnh dài bao nhiêu km?", False),
        ("Hà Tĩnh còn bao nhiêu hộ nghèo?", False),
    ],
)
def test_what_is_left_is_asked_for(question, rest):
    assert asks_rest(understand(question, today=date(2026, 3, 2))) is rest
