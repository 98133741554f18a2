"""What a body is given to do."""

import pytest

from retrieval.tasks import asked_body, read_tasks
from tests.retrieval.written import asked, judged

GIVEN = (
    "Kết luận cuộc họp, Chủ tịch UBND huyện giao: Phòng Tài chính rà soát nguồn tăng thu; "
    "Công an huyện mở đợt kiểm tra xe chở cát; Hội Nông dân huyện vận động hội viên trồng quế."
)
ITEMS = """Chủ tịch UBND tỉnh giao:
1/ Sở Xây dựng công bố giá vật liệu hằng tháng;
2/ Sở KH&ĐT tham mưu điều chuyển vốn, xong trước 15/11;
3. Sở Y tế:
- Mở 5 lớp tập huấn;
- Báo cáo trước ngày 15/12.
4. Văn phòng UBND tỉnh
"""
SAID = "Theo Giám đốc Sở Y tế, Sở Y tế cho biết đã tiêm 3.000 liều; Sở Y tế có 12 phòng."


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_tasks(query, candidates)
    return reading.statements[0].short if reading else None


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Sở Y tế được giao làm gì?", ("so", "y", "te")),
        ("so y te phai lam gi trong thang 5", ("so", "y", "te")),
        ("Nhiệm vụ của Công an tỉnh là gì?", ("cong", "an", "tinh")),
        ("Chủ tịch tỉnh giao Sở Tài chính việc gì?", ("so", "tai", "chinh")),
        ("Sở Văn hóa, Thể thao và Du lịch phải làm những việc gì?",
         ("so", "van", "hoa", "the", "thao", "du", "lich")),
        ("Sở Y tế có bao nhiêu cán bộ?", ()),
        ("Ai là Giám đốc Sở Y tế?", ()),
        ("Hội nghị bàn những việc gì?", ()),
    ],
)  # fmt: skip
def test_the_body_whose_task_is_asked_for(question, body):
    assert asked_body(asked(question)) == body


@pytest.mark.parametrize(
    ("question", "text", "task"),
    [
        ("Phòng Tài chính được giao làm gì?", GIVEN, "rà soát nguồn tăng thu"),
        ("Công an huyện phải làm gì?", GIVEN, "mở đợt kiểm tra xe chở cát"),
        ("Hội Nông dân huyện có nhiệm vụ gì?", GIVEN, "vận động hội viên trồng quế"),
        (
            "Sở Kế hoạch và Đầu tư được giao việc gì?",
            ITEMS,
            "tham mưu điều chuyển vốn, xong trước 15/11",
        ),
        ("Sở Y tế phải làm gì?", ITEMS, "Mở 5 lớp tập huấn; Báo cáo trước ngày 15/12"),
    ],
)
def test_what_it_is_given_to_do(question, text, task):
    assert short(question, text) == task


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Sở Công Thương được giao làm gì?", ITEMS),
        ("Sở Y tế được giao làm gì?", SAID),
        ("Văn phòng UBND tỉnh phải làm gì?", ITEMS),
    ],
)
def test_what_a_body_says_or_is_gives_no_task(question, text):
    assert short(question, text) is None
