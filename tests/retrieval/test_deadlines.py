import pytest

from retrieval.days import read_times
from retrieval.deadlines import set_as_limits

PLAN = "\n\n".join(
    (
        "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH",
        "Số: 41/KH-UBND        Hòa Bình, ngày 12 tháng 02 năm 2023",
        "# KẾ HOẠCH\n\n## Chuyển đổi số tỉnh Hòa Bình năm 2023",
        "- Sở Thông tin và Truyền thông: trình danh mục dự án trước ngày 15/4/2023.",
        "- UBND các huyện, thành phố: ban hành kế hoạch riêng, chậm nhất 10/3/2023.",
        "- Công an tỉnh: hoàn thành cấp định danh cho người dân trong quý III/2023.",
        "- Sở Nội vụ: mở lớp tập huấn đầu tiên ngày 20/5/2023.",
    )
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Thời hạn các huyện ban hành kế hoạch riêng theo Kế hoạch 41/KH-UBND?", "10/3/2023"),
        ("Các huyện của Hòa Bình phải có kế hoạch riêng muộn nhất là ngày nào?", "10/3/2023"),
        ("so thong tin va truyen thong phai trinh danh muc du an khi nao", "15/4/2023"),
        ("Hạn chót trình danh mục dự án chuyển đổi số của Hòa Bình?", "15/4/2023"),
        ("Công an tỉnh Hòa Bình phải cấp xong định danh chậm nhất khi nào?", "quý III"),
        ("Kế hoạch 41/KH-UBND được ban hành ngày nào?", "12 tháng 02"),
    ],
)
def test_a_deadline_is_the_time_set_for_it_and_not_the_day_of_the_document(
    shared_assistant_over, question, short
):
    assert short in shared_assistant_over({"a.md": PLAN}).ask(question).short


def test_without_a_limit_there_is_no_deadline(shared_assistant_over):
    question = "Sở Nội vụ phải mở lớp tập huấn đầu tiên chậm nhất khi nào?"
    answer = shared_assistant_over({"a.md": PLAN}).ask(question)
    assert answer.abstained or "20/5" in answer.short


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Gửi báo cáo trước ngày 15/11/2023, họp ngày 20/12/2023.", ["ngày 15/11/2023"]),
        ("Hoàn thành dứt điểm trong quý II/2024.", ["quý II/2024"]),
        ("Chậm nhất đến hết năm 2025 phải xong.", ["đến hết năm 2025"]),
        ("Ngày 3/2/2023, đoàn đi khảo sát.", []),
    ],
)
def test_times_set_as_limits(text, limits):
    found = [span for times in read_times(text) for span in set_as_limits(text, times)]
    assert [text[span.start : span.end] for span in found] == limits


FOREST = (
    "# Tỉnh Hòa Bình bảo vệ rừng\n\n"
    "Đề án trồng rừng gỗ lớn của tỉnh Hòa Bình, tầm nhìn đến năm 2045, được Thủ tướng phê duyệt "
    "tại Quyết định số 312 ngày 6/7/2022, phấn đấu đến năm 2035 che phủ toàn bộ đất trống.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Đề án trồng rừng gỗ lớn của Hòa Bình có tầm nhìn đến năm nào?", "2045"),
        ("tam nhin cua de an trong rung go lon hoa binh toi nam nao", "2045"),
        ("Hòa Bình phấn đấu che phủ toàn bộ đất trống vào năm nào?", "2035"),
        ("Quyết định số 312 phê duyệt đề án trồng rừng ngày nào?", "6/7/2022"),
    ],
)
def test_a_year_asked_for_is_told_beside_days(shared_assistant_over, question, short):
    assert short in shared_assistant_over({"a.md": FOREST}).ask(question).short


def test_the_time_of_what_is_asked_stands_in_its_own_clause(shared_assistant_over):
    text = (
        "# Tỉnh Hòa Bình giao việc\n\n"
        "Năm 2023 tỉnh Hòa Bình tập trung: quý III/2023 hoàn thành quy hoạch khu du lịch hồ; tiếp "
        "tục cải cách hành chính; tổ chức kỷ niệm ngày thành lập tỉnh (22/6/1886).\n"
    )
    ask = shared_assistant_over({"a.md": text}).ask
    assert "quý III" in ask("Khi nào Hòa Bình hoàn thành quy hoạch khu du lịch hồ?").short
