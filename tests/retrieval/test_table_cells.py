"""Cells of words in tables: who is in charge of a district, by when a task is to be done."""

import pytest

from retrieval.table_cells import read_cell, read_column
from tests.retrieval.written import judged, rarity

TASKS = (
    "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |\n"
    "|---|---|---|---|---|\n"
    "| 1 | Vẽ bản đồ vùng mía | Sở Nông nghiệp và PTNT | Sở Tài chính | Tháng 9/2027 |\n"
    "| 2 | Dựng sàn giao dịch đường phèn | Sở Công Thương | UBND huyện Lũng Cú | Quý I/2028 |\n"
    "| 3 | Mở lớp dạy nấu mật | Hội Nông dân tỉnh | Sở Công Thương | Hằng năm |\n"
)
PLACES = (
    "| Huyện | Diện tích mía (ha) | Lãnh đạo phụ trách |\n"
    "|---|---|---|\n"
    "| Mộc Châu | 1.640 | Đ/c Lù Văn Xín, Phó Chủ tịch UBND tỉnh |\n"
    "| Yên Châu | 820 | Đ/c Trần Thu Nga, Giám đốc Sở Công Thương |\n"
)
WORKS = (
    "| Tên dự án | Địa điểm | Chủ đầu tư | Tổng mức (tỷ đồng) | Tiến độ |\n"
    "|---|---|---|---|---|\n"
    "| Nhà máy mật | xã Chiềng Ban, huyện Mai Sơn | Công ty CP Mía Bạc | 118 | xây từ tháng 8 |\n"
    "| Bến phà | xã Quài Tở, huyện Tuần Giáo | HTX Sông Mã Xanh | 36 | đã có mặt bằng |\n"
)


def cell(question, text):
    query, candidates = judged(question, text)
    found = read_cell(query, candidates, rarity)
    return found.short if found else None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Cơ quan nào chủ trì vẽ bản đồ vùng mía?", TASKS, "Sở Nông nghiệp và PTNT"),
        ("Đơn vị nào phối hợp dựng sàn giao dịch đường phèn?", TASKS, "UBND huyện Lũng Cú"),
        ("Sàn giao dịch đường phèn phải xong khi nào?", TASKS, "Quý I/2028"),
        ("Ai chủ trì mở lớp dạy nấu mật?", TASKS, "Hội Nông dân tỉnh"),
        ("co quan nao chu tri ve ban do vung mia", TASKS, "Sở Nông nghiệp và PTNT"),
        ("Lãnh đạo nào phụ trách Yên Châu?", PLACES, "Đ/c Trần Thu Nga, Giám đốc Sở Công Thương"),
        ("Ai phụ trách huyện Mộc Châu?", PLACES, "Đ/c Lù Văn Xín, Phó Chủ tịch UBND tỉnh"),
        ("Bà Trần Thu Nga phụ trách huyện nào?", PLACES, "Yên Châu"),
        ("Nhà máy mật do ai làm chủ đầu tư?", WORKS, "Công ty CP Mía Bạc"),
        ("Nhà máy mật đặt ở đâu?", WORKS, "xã Chiềng Ban, huyện Mai Sơn"),
        ("Bến phà xây ở xã nào?", WORKS, "xã Quài Tở, huyện Tuần Giáo"),
        ("Tiến độ nhà máy mật thế nào?", WORKS, "xây từ tháng 8"),
        ("Đơn vị nào đầu tư bến phà?", WORKS, "HTX Sông Mã Xanh"),
    ],
)
def test_the_cell_in_the_row_named_and_the_column_asked_for(question, text, answer):
    assert cell(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Ai chủ trì nạo vét kênh mương?", TASKS),  # no such row
        ("Ai phụ trách huyện Sốp Cộp?", PLACES),  # no such place
        ("Ai chủ trì?", TASKS),  # no row named
        ("Vì sao nhà máy mật chậm?", WORKS),  # no column asked for
        ("Nhà máy mật do ai ký phép?", "Nhà máy mật | Công ty CP Mía Bạc\n"),  # no table
    ],
)
def test_no_cell_is_read_where_the_table_does_not_say(question, text):
    assert cell(question, text) is None


def test_two_rows_that_fit_alike_are_not_chosen_between():
    text = (
        "| Việc | Chủ trì |\n|---|---|\n| Sửa trường mầm non | Xã Ẳng Tở |\n"
        "| Sửa trường mầm non | Xã Ẳng Nưa |\n"
    )
    assert cell("Ai chủ trì sửa trường mầm non?", text) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Sở Công Thương chủ trì việc gì?", "Dựng sàn giao dịch đường phèn"),
        ("Sở Công Thương phối hợp việc gì?", "Mở lớp dạy nấu mật"),
        ("Những nhiệm vụ nào do Hội Nông dân tỉnh chủ trì?", "Mở lớp dạy nấu mật"),
        ("Sở Nội vụ chủ trì việc gì?", None),
        ("Sở Công Thương ở đâu?", None),
    ],
)
def test_the_tasks_of_a_body_are_those_of_its_rows(question, answer):
    query, candidates = judged(question, TASKS)
    found = read_column(query, candidates)
    assert (found.short if found else None) == answer


def test_the_quote_is_the_row():
    query, candidates = judged("Ai phụ trách huyện Mộc Châu?", PLACES)
    found = read_cell(query, candidates, rarity)
    assert found is not None
    assert PLACES[found.quote.start : found.quote.end].startswith("| Mộc Châu")
