"""Doses and grades are told apart by their numbers."""

import pytest

from retrieval.ordinals import of_other_grade


@pytest.mark.parametrize(
    ("question", "indicator", "other"),
    [
        ("dịch vụ công mức độ 4 là bao nhiêu?", "dịch vụ công mức độ 3", True),
        ("tiêm hai mũi", "tiêm đủ 2 mũi", False),
        ("đô thị loại IV", "đô thị loại V", True),
        ("đô thị loại II", "đô thị loại III", True),
        ("tiêm vắc xin", "tiêm 1 mũi", False),
    ],
)
def test_a_grade_is_no_other_grade(question, indicator, other):
    assert of_other_grade(question, indicator) is other
