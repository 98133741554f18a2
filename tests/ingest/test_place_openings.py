"""What opens a paragraph, a list or a section with a place holds for the figures below it."""

import pytest

from tests.ingest.ledgers import ledger_of
from vietnamese.scope import Kind

TITLE = "# Tỉnh Trà Vinh: kết quả 6 tháng đầu năm 2022\n\n"


def ledger(text, head=TITLE):
    return ledger_of(head + text)


def place(figure):
    return figure.scope.place.full_name


def test_a_starred_opening_holds_until_the_next():
    found = ledger(
        "* Tại Càng Long, đồng chí Bí thư Huyện ủy báo cáo: thu ngân sách 90 tỷ đồng. "
        "Huyện có 12 hợp tác xã.\n\n"
        "Về giao thông, 35 km đường được nâng cấp.\n\n"
        "* Tại Cầu Kè, thu ngân sách 70 tỷ đồng.\n\nĐã trồng 21 ha dừa.\n\n"
        "Kết luận buổi làm việc, Bí thư Tỉnh ủy giao bố trí 500 triệu đồng.\n"
    )
    assert place(found["90 tỷ đồng"]) == "huyện Càng Long"
    assert place(found["12 hợp tác xã"]) == "huyện Càng Long"
    assert place(found["35 km"]) == "huyện Càng Long"
    assert place(found["70 tỷ đồng"]) == "huyện Cầu Kè"
    assert place(found["21 ha"]) == "huyện Cầu Kè"
    assert place(found["500 triệu đồng"]) == "tỉnh Trà Vinh"


def test_an_item_that_opens_with_a_place_holds_for_itself():
    found = ledger(
        "Thu ngân sách các địa phương:\n\n- Huyện Càng Long: 90 tỷ đồng. Nợ thuế 5 tỷ đồng.\n"
        "- Huyện Cầu Kè: 70 tỷ đồng.\n\nTrong kỳ, doanh nghiệp đã nộp 33 tỷ đồng.\n"
    )
    assert place(found["90 tỷ đồng"]) == place(found["5 tỷ đồng"]) == "huyện Càng Long"
    assert place(found["70 tỷ đồng"]) == "huyện Cầu Kè"
    assert place(found["33 tỷ đồng"]) == "tỉnh Trà Vinh"


def test_one_sentence_at_a_place_moves_nothing_after_it():
    found = ledger(
        "Tại huyện Càng Long, đoàn kiểm tra 3 công trình.\n\nNông dân đã gieo 21 ha lúa.\n"
    )
    assert place(found["3 công trình"]) == "huyện Càng Long"
    assert place(found["21 ha"]) == "tỉnh Trà Vinh"


def test_the_title_of_a_list_gives_place_period_and_aim():
    found = ledger(
        "## Nhiệm vụ\n\n**Chỉ tiêu cấp tỉnh đến năm 2025**\n\n1. Tỷ lệ che phủ rừng 5%.\n\n"
        "**Chỉ tiêu huyện Càng Long**\n\n1. Tỷ lệ bao phủ BHYT 95%.\n"
    )
    assert place(found["5%"]) == "tỉnh Trà Vinh"
    assert found["5%"].scope.period.end.year == 2025
    assert place(found["95%"]) == "huyện Càng Long"
    assert found["5%"].scope.kind is found["95%"].scope.kind is Kind.TARGET


def test_a_list_that_goes_back_to_its_outer_marks_is_under_no_title():
    found = ledger(
        "Giao nhiệm vụ:\n\n1. Sở Xây dựng:\n\na) huyện Càng Long\n\n2. Trồng 21 ha rừng.\n"
    )
    assert place(found["21 ha"]) == "tỉnh Trà Vinh"


def test_a_heading_turns_back_to_the_whole_province():
    found = ledger(
        "## I. Huyện Càng Long\n\nThu ngân sách 90 tỷ đồng.\n\n### 1. Toàn tỉnh\n\n"
        "Thu ngân sách 900 tỷ đồng.\n"
    )
    assert place(found["90 tỷ đồng"]) == "huyện Càng Long"
    assert place(found["900 tỷ đồng"]) == "tỉnh Trà Vinh"


def test_from_one_year_to_another_is_the_years_between():
    found = ledger(
        "## Hộ nghèo (từ cuối năm 2021 đến cuối năm 2025)\n\n- Càng Long: từ 6,1% xuống 2,4%\n"
    )
    period = found["2,4%"].scope.period
    assert (period.start.year, period.end.year) == (2021, 2025)


@pytest.mark.parametrize("caption", ["Đoàn khảo sát xã An Trường. Ảnh: Lê Na", "Chợ - Ảnh: N.T"])
def test_a_picture_names_no_section(caption):
    text = f"{caption}\n\nĐoàn đã trao 21 suất quà."
    found = ledger(text, "Tỉnh Trà Vinh: kết quả 6 tháng đầu năm 2022\n\nTin ngắn trong tuần.\n\n")
    assert place(found["21 suất quà"]) == "tỉnh Trà Vinh"
