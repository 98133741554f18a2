"""Saved pages: what the site has around an article names nothing and counts for nothing."""

from __future__ import annotations

import pytest

from ingest.describe import describe
from ingest.page_furniture import furniture_places, is_way
from ingest.passages import cut_passages
from ingest.reading import FileText

PROSE = "Sáng 4/11, UBND tỉnh Cao Bằng họp đánh giá thu ngân sách mười tháng và bàn việc cuối năm."


def read(text):
    return describe(FileText(text, "0" * 64, "utf-8"), "a/tin.txt", "/root")


def cut(document):
    return [passage.text for passage in cut_passages(document, lambda text: len(text.split()))]


@pytest.mark.parametrize(
    "line",
    [
        "Trang chủ › Kinh tế",
        "Trang chủ / Tin tức / Thời sự",
        "Thời sự >> Chính trị",
        "Tin tức » Trong tỉnh » Kinh tế",
        "TRANG CHỦ",
    ],
)
def test_the_way_to_a_page_is_no_title(line):
    document = read(f"{line}\n\nCao Bằng thu ngân sách vượt kế hoạch\n\n{PROSE}\n")
    assert document.title == "Cao Bằng thu ngân sách vượt kế hoạch"
    assert document.scope.place.full_name == "tỉnh Cao Bằng"
    assert line not in " ".join(cut(document))


@pytest.mark.parametrize(
    "line", ["Thu chi ngân sách: tăng > 5%", "Xã A, xã B", "Chỉ tiêu > 5% > 7%: đạt"]
)
def test_a_title_with_signs_is_no_way(line):
    assert not is_way(line)


@pytest.mark.parametrize(
    "line",
    ["A A+  Chia sẻ  In bài viết  Gửi email", "Lượt xem: 1.204", "Nghe đọc bài | Cỡ chữ A- A A+"],
)
def test_the_tools_of_a_page_are_left_out(line):
    document = read(f"Tin trong ngày của tỉnh\n{line}\n\n{PROSE}\n")
    assert line not in " ".join(cut(document))


def test_links_below_an_article_are_left_out_with_their_figures():
    document = read(
        f"Cao Bằng thu ngân sách vượt kế hoạch\n\n{PROSE} Tổng thu đạt 1.900 tỷ đồng.\n\n"
        "Tin liên quan\n» Hà Quảng: thu 45 tỷ đồng (01/11)\n» Trùng Khánh trồng 30 ha hồi\n"
        "Bình luận (0)\n"
    )
    said = " ".join(cut(document))
    assert "1.900 tỷ đồng" in said
    assert "45 tỷ đồng" not in said
    assert "30 ha" not in said


def test_prose_below_a_line_on_comments_is_kept():
    contents = ["Tiêu đề", PROSE, "Ý kiến bạn đọc", PROSE * 3]
    assert furniture_places(contents) == frozenset()


@pytest.mark.parametrize(
    ("head", "title", "place"),
    [
        (
            "# BÁO CÁO\n\n**Kết quả thu hút đầu tư năm 2022 của tỉnh Cao Bằng và huyện Hà Quảng; "
            "nhiệm vụ năm 2023**\n\n*(Kèm theo Công văn số 12/UBND-TH ngày 5/1/2023)*",
            "BÁO CÁO Kết quả thu hút đầu tư năm 2022 của tỉnh Cao Bằng và huyện Hà Quảng; nhiệm vụ "
            "năm 2023",
            "tỉnh Cao Bằng",
        ),
        (
            "TỈNH ỦY CAO BẰNG\n*\nSố 9-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n\nNGHỊ QUYẾT\n"
            "về chuyển đổi số năm 2022",
            "NGHỊ QUYẾT về chuyển đổi số năm 2022",
            "tỉnh Cao Bằng",
        ),
        (
            "UBND TỈNH CAO BẰNG\nSố: 9/CTr-UBND\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\n"
            "Phát triển du lịch tỉnh Cao Bằng năm 2022\n(Thực hiện Nghị quyết số 8-NQ/TU)",
            "CHƯƠNG TRÌNH HÀNH ĐỘNG Phát triển du lịch tỉnh Cao Bằng năm 2022",
            "tỉnh Cao Bằng",
        ),
        ("Bí thư Tỉnh ủy làm việc với Hà Quảng, Trùng Khánh", None, "tỉnh Cao Bằng"),
    ],
)
def test_a_title_goes_on_below_its_kind_and_names_its_place(head, title, place):
    document = read(f"{head}\n\nNăm 2022, các ngành đã làm tốt việc được giao. {PROSE}\n")
    assert document.title == title if title else document.title == head
    assert document.scope.place.full_name == place


def test_tasks_ahead_and_a_term_of_office_are_not_what_a_text_reports_on():
    report = read(f"BÁO CÁO\nKết quả năm 2022 và nhiệm vụ năm 2023\n\n{PROSE}\n")
    assert report.scope.period.end.year == 2022
    news = read(
        "Thứ Ba, 05/12/2023\n\nKhai mạc kỳ họp HĐND tỉnh Cao Bằng\n\nSáng nay 5/12, HĐND tỉnh "
        "Cao Bằng khóa XVII, nhiệm kỳ 2021-2026 khai mạc kỳ họp thường lệ cuối năm.\n"
    )
    assert news.scope.period is None
    assert str(news.event_date) == "2023-12-05"


def test_a_caption_is_no_lead():
    document = read(
        "Thứ Sáu, 04/11/2022 | 16:42\nCao Bằng họp giao ban\n\n"
        f"Quang cảnh cuộc họp tại trụ sở. Ảnh: T.N\n\n{PROSE}\n"
    )
    assert str(document.event_date) == "2022-11-04"


def test_a_date_beside_the_tools_of_a_page_dates_it():
    document = read(
        "Cao Bằng thu ngân sách vượt kế hoạch\nThứ năm, 03/10/2024 | 08:15  A- A A+\n\n"
        f"Năm 2024, tỉnh Cao Bằng họp. {PROSE}\n"
    )
    assert [e.value for e in document.evidence if e.slot == "page_date"] == ["2024-10-03"]
