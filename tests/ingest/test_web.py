"""Web pages: the article and what the page says of it, tables whole, encodings, hostile pages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import EmptyFile, UnreadableFile
from ingest.readers.web import page_blocks, read, read_page
from tests.ingest import fixture_files as fixtures
from tests.ingest.damage import damaged, is_read_or_refused

ARTICLE = """
<p>Sáng 3/4, huyện Đăk Hà tổ chức hội nghị bàn giải pháp trồng 350 ha rừng trong năm 2023.</p>
<p>Phát biểu tại hội nghị, lãnh đạo huyện đề nghị các xã giao đất cho dân trước tháng 6, bố trí
cây giống và kiểm tra việc trồng ở từng thôn, bảo đảm cây sống trên 85%.</p>
"""


def page(body, head=""):
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    )


def test_the_article_is_found_among_menus_and_advertising():
    menu = (
        "<ul>" + "".join(f"<li><a href='/{n}'>Chuyên mục {n}</a></li>" for n in range(30)) + "</ul>"
    )
    html = page(
        f"<div class='menu'>{menu}</div><div class='content'><h1>Đăk Hà trồng rừng</h1>{ARTICLE}"
        f"</div><div class='sidebar'>{menu}</div>",
        "<title>Đăk Hà trồng rừng - Báo Kon Tum</title>"
        "<meta property='og:site_name' content='Báo Kon Tum'>"
        "<meta property='article:published_time' content='2023-04-03T10:00:00+07:00'>"
        "<meta name='author' content='Nguyễn Thị Hoa'>",
    )
    found = read_page(html, "a.html")
    assert found.text.startswith("# Đăk Hà trồng rừng\n\nSáng 3/4")
    assert found.text.rstrip().endswith("cây sống trên 85%.")
    assert (found.title, found.outlet) == ("Đăk Hà trồng rừng", "Báo Kon Tum")
    assert (found.author, found.published) == ("Nguyễn Thị Hoa", date(2023, 4, 3))
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Kế hoạch 2021 - 2025 của tỉnh", "Kế hoạch 2021 - 2025 của tỉnh"),
        ("Trồng rừng | Chuyên trang", "Trồng rừng"),
        ("Trồng rừng - Báo Kon Tum", "Trồng rừng"),
    ],
)
def test_only_the_name_of_the_outlet_is_cut_from_a_title(title, kept):
    head = f"<title>{title}</title><meta property='og:site_name' content='Báo Kon Tum'>"
    assert read_page(page(ARTICLE, head), "a.html").title == kept


def test_no_date_is_taken_from_the_text():
    assert read_page(page(ARTICLE + "<p>Ngày 5/6/2019 huyện họp.</p>"), "a").published is None


def test_tables_of_an_article_are_whole_and_in_their_place():
    html = page(f"<article><h1>Kết quả</h1>{ARTICLE}<p>Trước bảng, số liệu của năm.</p>"
                f"{fixtures.html_table(fixtures.INDICATORS)}<p>Sau bảng là phần giải thích.</p>"
                "</article>")  # fmt: skip
    text = read_page(html, "a.html").text
    table = fixtures.markdown_table(fixtures.INDICATORS)
    assert f"Trước bảng, số liệu của năm.\n\n{table}\n\nSau bảng là" in text


def test_a_page_that_is_all_table_or_has_no_article_is_read_whole():
    table = fixtures.html_table(fixtures.BUDGET)
    assert fixtures.markdown_table(fixtures.BUDGET) in read_page(page(table), "a").text
    found = read_page(page("<nav>Menu</nav><form>Tìm</form><div>Biểu mẫu số 3</div>"), "a.html")
    assert found.text == "Biểu mẫu số 3\n"


def test_a_document_saved_as_a_page_is_read_whole():
    html = page(
        f"<h1>NGHỊ QUYẾT</h1><p>Về việc trồng rừng</p>{ARTICLE}<h2>QUYẾT NGHỊ:</h2>"
        "<ol><li>Giao huyện trồng rừng.</li></ol><p>Nguồn vốn của tỉnh.</p>"
        "<ol start='2'><li>Giao xã giữ rừng.</li></ol><p><a href='#1'>(1)</a></p>"
    )
    text = read_page(html, "a.html").text
    assert text.startswith("# NGHỊ QUYẾT\n\nVề việc trồng rừng\n\nSáng 3/4")
    assert "## QUYẾT NGHỊ:\n\n1. Giao huyện trồng rừng.\n\nNguồn vốn của tỉnh." in text
    assert "2. Giao xã giữ rừng." in text


def test_lists_breaks_layout_tables_and_hidden_text():
    blocks = page_blocks(
        page(
            "<ol start=3><li>ba<li>bốn</ol><ul><li><b>một</b> chấm</ul><p>dòng<br>xuống</p>"
            "<table><tr><td><table><tr><th>a<th>b<tr><td>1<td>2</table></td></tr></table>"
            "<p style='display: none'>ẩn</p><p hidden>ẩn</p><script>mã</script><h3>Mục</h3>"
        ).encode(),
        "a",
    )
    assert blocks == [
        *("3. ba", "4. bốn", "- một chấm", "dòng\nxuống"),
        *("| a | b |\n|---|---|\n| 1 | 2 |", "### Mục"),
    ]


@pytest.mark.parametrize(
    ("charset", "encode"),
    [
        ("utf-8", str.encode),
        ("windows-1258", fixtures.windows_1258),
        ("utf-8", fixtures.windows_1258),
        ("", fixtures.windows_1258),
        ("utf-16", lambda text: text.encode("utf-16")),
        ("windows-1252", fixtures.tcvn3),
        ("khong-co", str.encode),
        ("iso-8859-1", str.encode),
    ],
)
def test_the_letters_decide_where_the_declared_encoding_is_wrong(tmp_path, charset, encode):
    path = tmp_path / "a.html"
    path.write_bytes(encode(f"<html><head><meta charset='{charset}'></head><body>{ARTICLE}</body>"))
    assert "huyện Đăk Hà tổ chức hội nghị" in read(path, "a.html").text


def test_a_page_saved_as_mail_is_read(tmp_path):
    path = tmp_path / "a.mht"
    path.write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + f"<html><body>{ARTICLE}</body></html>".encode()
        + b"\r\n--x\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n--x--\r\n"
    )
    assert "huyện Đăk Hà tổ chức hội nghị" in read(path, "a.mht").text


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", EmptyFile, "tệp rỗng"),
        (b"<!-- -->", EmptyFile, "không có chữ"),
        (b"<html><body><img src=x></body></html>", EmptyFile, "không có chữ"),
        (b"\x00\x01\x02\xff" * 50, UnreadableFile, ""),
    ],
)
def test_pages_without_text_are_refused(tmp_path, content, error, said):
    path = tmp_path / "a.html"
    path.write_bytes(content)
    with pytest.raises(error, match=rf"^a\.html: .*{said}"):
        read(path, "a.html")


def test_entities_of_a_page_do_not_expand(tmp_path):
    path = tmp_path / "a.html"
    bomb = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 10}'>" for n in range(12))
    path.write_text(f"<!DOCTYPE html [<!ENTITY e0 'ha'>{bomb}]><p>Chữ &e12; thường</p>", "utf-8")
    assert len(read(path, "a.html").text) < 2000


def test_cells_that_claim_to_span_everything_cost_little():
    cells = "<td colspan=60000 rowspan=60000>1" * 300
    blocks = page_blocks(page(f"<table><tr>{cells}<tr><td>a<td>b</table>").encode(), "a")
    assert sum(map(len, blocks)) < 10_000


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "b"])
def test_deep_nesting_is_no_harm(tmp_path, tag):
    path = tmp_path / "a.html"
    path.write_text(f"<p>Mở đầu của trang.</p>{f'<{tag}>' * 20_000}sâu", "utf-8")
    assert is_read_or_refused(read, path)


@settings(max_examples=40, deadline=None)
@given(st.text("<>/pdivtablerhl1 =\"'&;!-a\n", max_size=200))
def test_no_markup_raises_anything_else(markup):
    try:
        read_page(markup, "a.html")
    except (EmptyFile, UnreadableFile) as error:
        refused = str(error)
    else:
        refused = "a.html"
    assert refused.startswith("a.html")


@pytest.mark.parametrize("seed", range(12))
def test_damaged_pages_are_read_or_refused(tmp_path, seed):
    path = tmp_path / "a.html"
    path.write_bytes(damaged(fixtures.html_page().encode(), seed))
    assert is_read_or_refused(read, path)
