"""Figures that contradict one another are both flagged when the whole index is listed."""

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.passages import cut_passages
from ingest.reading import FileText
from store.disagreement import flag_conflicts


def figures(*bodies):
    found = []
    for place, body in enumerate(bodies):
        document = describe(
            FileText(f"Tỉnh Trà Vinh: kinh tế năm 2022\n\n{body}\n", "0", "utf-8"),
            f"{place}.md",
            "",
        )
        found += read_figures(document, cut_passages(document))
    return found


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("Thu ngân sách đạt 5.000 tỷ đồng.", "Tổng thu ngân sách đạt 5.400 tỷ đồng.", True),
        ("Thu ngân sách đạt 5.000 tỷ đồng.", "Thu ngân sách đạt 5 nghìn tỷ đồng.", False),
        ("Xuất khẩu đạt 1,4 tỷ USD.", "Xuất khẩu đạt 1.385 triệu USD.", False),
        ("Thu ngân sách đạt trên 5.000 tỷ đồng.", "Thu ngân sách đạt 5.020 tỷ đồng.", False),
        ("Thu ngân sách đạt 5.000 tỷ đồng.", "Kế hoạch thu ngân sách là 5.400 tỷ đồng.", False),
        ("Thu ngân sách đạt 5.000 tỷ đồng.", "Quý I, thu ngân sách đạt 900 tỷ đồng.", False),
        (
            "Giải ngân đạt 49% kế hoạch Thủ tướng Chính phủ giao.",
            "Giải ngân đạt 40% kế hoạch địa phương triển khai.",
            False,
        ),
    ],
)
def test_two_documents_contradict_only_in_the_same_scope(one, other, conflict):
    first, second = flag_conflicts(figures(one, other))
    assert ["conflict" in found.doubt for found in (first, second)] == [conflict, conflict]


def test_parts_named_in_one_breath_contradict_nothing():
    found = flag_conflicts(figures("Vốn đăng ký đạt 300 tỷ đồng; vốn đăng ký đạt 400 tỷ đồng."))
    assert all(not one.doubt for one in found)
