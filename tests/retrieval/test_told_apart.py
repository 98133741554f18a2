"""Neighbours that a question does not mean: another session, the country for the towns."""

from __future__ import annotations

import pytest

from retrieval.areas import of_other_area
from retrieval.ordinals import of_other_number, ordinals_in


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Kỳ họp thứ 16 HĐND tỉnh họp ngày nào?", "tại kỳ họp thứ 15, HĐND tỉnh đã bầu", True),
        ("Kỳ họp thứ 15 HĐND tỉnh họp ngày nào?", "tại kỳ họp thứ 15, HĐND tỉnh đã bầu", False),
        ("Kỳ họp thứ năm bàn gì?", "Kỳ họp thứ 5 xem xét ngân sách", False),
        ("Kỳ họp bàn gì?", "Kỳ họp thứ 5 xem xét ngân sách", False),
        ("ky hop thu 16 hop khi nao", "Kỳ họp thứ mười sáu khai mạc", False),
        ("Hội nghị lần thứ 19 họp khi nào?", "Hội nghị Đảng bộ tỉnh lần thứ 18", True),
        ("Hội nghị lần thứ 19 họp khi nào?", "Kỳ họp thứ 18 HĐND tỉnh", False),
    ],
)
def test_another_of_a_row_is_not_the_one_asked_about(question: str, text: str, other: bool) -> None:
    assert of_other_number(question, text) is other


def test_a_number_is_read_in_digits_and_in_words() -> None:
    assert ordinals_in("Kỳ họp thứ nhất và kỳ họp thứ 2") == {"ky hop": frozenset(("1", "2"))}


@pytest.mark.parametrize(
    ("question", "indicator", "other"),
    [
        ("Dân nông thôn dùng nước sạch mấy phần trăm?", "dân cư thành thị dùng nước sạch", True),
        ("Dân thành thị dùng nước sạch mấy phần trăm?", "dân số đô thị dùng nước sạch", False),
        ("Bao nhiêu phần trăm dân dùng nước sạch?", "dân số đô thị dùng nước sạch", False),
        ("Xã nông thôn mới có mấy?", "dân số đô thị", False),
        ("Rác nông thôn gom mấy phần trăm?", "tỷ lệ thu gom rác thải", False),
        ("Rác nông thôn, đô thị gom mấy phần trăm?", "rác thải đô thị", False),
    ],
)
def test_the_country_is_not_the_towns(question: str, indicator: str, other: bool) -> None:
    assert of_other_area(question, indicator) is other
