"""The report of a run: lines, JSON and a page of its own."""

from datetime import datetime
from html.parser import HTMLParser

import pytest

from ingest.checks import Checks, garbled_share
from ingest.report import Outcome, Report, Status
from ingest.report_page import report_page

GOOD = Checks(pages=3, empty_pages=(2,), has_date=False, warnings=("trang 1 mờ <img>",))
REPORT = Report(
    (
        Outcome("cũ.txt", Status.REMOVED),
        Outcome("a.pdf", Status.ADDED, 12, 30, checks=GOOD),
        Outcome("<script>.txt", Status.FAILED, reason="<script>.txt: tệp rỗng\n<b>"),
        Outcome("b.docx", Status.DUPLICATE, other="a.pdf"),
        Outcome("c.md", Status.RENAMED, 1, other="d\u202e.md"),
        Outcome("e.txt", Status.UPDATED, 3, checks=Checks(garbled=0.5)),
        Outcome("f.txt", Status.UNCHANGED),
    ),
    generation=4,
    documents=5,
    seconds=2.0,
    waiting=1,
)


def test_a_line_says_what_became_of_a_document_and_what_looks_wrong():
    assert [outcome.line() for outcome in REPORT.outcomes] == [
        "removed: cũ.txt (đã gỡ)",
        "added: a.pdf (thêm mới, 12 đoạn, 30 số liệu; trang 1 mờ <img>; trang không có chữ: 2)",
        "failed: <script>.txt: tệp rỗng <b>",
        "duplicate: b.docx = a.pdf (trùng nội dung, chỉ nạp một bản)",
        r"renamed: c.md (đã đổi tên từ d\u202e.md, 1 đoạn)",
        "updated: e.txt (đã cập nhật, 3 đoạn; 50% số chữ không thành tiếng Việt)",
        "unchanged: f.txt (không đổi)",
    ]
    assert "1 tệp lỗi từ lần trước, chưa đọc lại; đọc lại bằng --retry" in REPORT.summary()


def test_json_holds_what_was_checked():
    rows = {row["source"]: row for row in REPORT.plain()["documents"]}
    assert rows["a.pdf"]["checks"] == {
        "garbled": 0.0,
        "pages": 3,
        "empty_pages": [2],
        "date": False,
        "place": True,
        "warnings": ["trang 1 mờ <img>"],
    }
    assert rows["b.docx"]["of"] == "a.pdf"
    assert rows["c.md"]["from"] == "d\u202e.md"
    assert REPORT.plain()["summary"]["duplicate"] == 1


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]


def test_the_page_needs_nothing_else_and_escapes_everything():
    page = report_page(REPORT, datetime(2026, 11, 22, 9, 30))
    found = _Tags()
    found.feed(page)
    assert found.addresses == []
    assert found.tags <= set(
        "html head meta title style body h1 h2 p table tr th td br bdi strong".split()
    )
    assert "&lt;script&gt;.txt" in page
    assert "&lt;img&gt;" in page
    assert r"d\u202e.md" in page
    assert "22/11/2026 09:30" in page
    for words in (
        "Không nạp được (1)",
        "nên xem lại (2)",
        "Đã nạp (5)",
        "Không đổi (1)",
        "không rõ ngày tháng, kỳ",
        "50% số chữ không thành tiếng Việt",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Huyện trồng thêm 120 ha chè, thu ngân sách đạt 85,3 tỷ đồng.", 0, 0),
        ("UBND tỉnh giao Sở NN&PTNT, Sở KH&ĐT thực hiện QĐ số 12.", 0, 0.1),
        ("The province exported 28 billion dollars of goods to the world in the year 2021.", 0, 0),
        ("Sè liÖu thèng kª cña tØnh n¨m 2021 vÒ n«ng nghiÖp", 0.2, 1),
        ("Soá lieäu thoáng keâ cuûa tænh veà noâng nghieäp", 0.2, 1),
        ("S\ufffd li\ufffdu th\ufffdng k\ufffd", 0.5, 1),
        ("xqz wrkt zzgh bcdf", 0.9, 1),
        ("", 0, 0),
        ("12 345 %", 0, 0),
    ],
)
def test_garbled_text_is_told_from_text(text, least, most):
    assert least <= garbled_share(text) <= most
