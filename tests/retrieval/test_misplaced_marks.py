"""Words whose marks went astray in typing."""

import pytest

from retrieval.misplaced_marks import with_marks_in_place


class Empty:
    """An index in which one word stands."""

    def document_frequency(self, field, token):
        return int(token == "phừong")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Huỵen Kỳ Sơn", "Huyện Kỳ Sơn"),
        ("xếp hạng maáy", "xếp hạng mấy"),
        ("nguời dân đuợc cấp", "người dân được cấp"),
        ("truờng học bên đuờng", "trường học bên đường"),
        ("trờ lên", "trờ lên"),  # the horn was meant
        ("phừong", "phừong"),  # the documents have it
        ("Lử Thị Pháy", "Lử Thị Pháy"),
        ("huyen ky son", "huyen ky son"),
        ("", ""),
    ],
)
def test_marks_go_where_they_belong(typed, meant):
    assert with_marks_in_place(typed, Empty()) == meant
