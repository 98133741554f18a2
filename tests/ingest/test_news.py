"""Outlet, author and lead of pages of news."""

import pytest

from ingest.describe import describe
from ingest.reading import FileText

PROSE = "Năm 2023, huyện Đồng Văn đặt mục tiêu trồng mới 300 ha cỏ để tăng đàn bò của huyện."


def read(text):
    return describe(FileText(text, "0", "utf-8"), "a.txt", "/r")


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("(Hagiang.gov.vn) – ", "Hagiang.gov.vn"),
        ("Hà Giang (TTXVN) - ", "TTXVN"),
        ("– (Báo Hà Giang): ", "Báo Hà Giang"),
        ("BHG - ", "BHG"),
        ("", None),
        ("Cỏ (VA06) - ", None),
    ],
)
def test_the_outlet_before_the_lead(opening, outlet):
    assert read(f"Đồng Văn trồng cỏ\n\n{opening}{PROSE}\n\n{PROSE}\n").outlet == outlet


@pytest.mark.parametrize(
    ("line", "outlet", "author"),
    [
        ("Bài, ảnh: Lan Phương", None, "Lan Phương"),
        ("Tác giả: Vàng Mí Sính", None, "Vàng Mí Sính"),
        ("**Tin, bài: Nhóm phóng viên**", None, "Nhóm phóng viên"),
        ("Nguyễn Lan Phương", None, "Nguyễn Lan Phương"),
        ("Nguồn: Báo Hà Giang", "Báo Hà Giang", None),
        ("Theo Báo Nhân Dân", "Báo Nhân Dân", None),
        ("https://baotinh.vn/tin/trong-co.html", "baotinh.vn", None),
        ("Ảnh: Minh Anh", None, None),
        ("Theo kế hoạch, huyện sẽ trồng thêm cỏ.", None, None),
        ("Hết", None, None),
    ],
)
def test_lines_at_the_end_name_outlet_or_author(line, outlet, author):
    document = read(f"Đồng Văn trồng cỏ\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{line}\n")
    assert (document.outlet, document.author) == (outlet, author)
    for found in document.evidence:
        if found.slot in ("outlet", "author"):
            assert document.text[found.start : found.end] == found.value


def test_the_lead_is_the_first_sentence_and_is_noted():
    document = read(f"Đồng Văn trồng cỏ\n\nToàn cảnh hội nghị\n\n{PROSE} Cỏ rất tốt.\n")
    assert document.lead == PROSE
    assert [found.value for found in document.evidence if found.slot == "lead"] == [PROSE]


def test_front_matter_comes_first():
    front = "---\noutlet: Báo tỉnh\nauthor: Mai\n---\n"
    document = read(f"{front}Trồng cỏ\n\n(TTXVN) - {PROSE}\n\n{PROSE}\n\nBài: Lan Anh\n")
    assert (document.outlet, document.author) == ("Báo tỉnh", "Mai")
