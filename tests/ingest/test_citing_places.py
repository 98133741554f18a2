"""A citation names the same place in a document whatever the document comes as."""

from pathlib import Path

import pytest

from ingest.describe import describe
from ingest.opening import Part, read_parts
from ingest.readers import tesseract
from ingest.reading import FileText
from retrieval.citing import label_of

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
HEAD = (
    ("ĐẢNG BỘ TỈNH HÀ GIANG", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("TỈNH ỦY", ""),
    ("*", "Hà Giang, ngày 10 tháng 02 năm 2021"),
    ("Số: 01-NQ/TU", ""),
)
TITLE = ("NGHỊ QUYẾT", "về phát triển cây dược liệu giai đoạn 2021 - 2025")
PAGES = (
    (
        "Điều 1. Phạm vi điều chỉnh",
        "1. Nghị quyết này quy định việc hỗ trợ trồng cây dược liệu.",
        "2. Việc hỗ trợ được thực hiện công khai tại từng xã.",
    ),
    (
        "Điều 2. Nhiệm vụ, giải pháp",
        "Các cấp ủy làm tốt hai việc sau:",
        "Một là, bố trí 45 tỷ đồng để ươm giống.",
        "Hai là, xây dựng 12 vườn ươm tại các huyện vùng cao.",
        "Điều 3. Mức hỗ trợ",
        "1. Hộ gia đình được hỗ trợ giống như sau:",
        "a) Nhóm cây ngắn ngày: hỗ trợ 15 triệu đồng/ha;",
        "b) Nhóm cây dài ngày: hỗ trợ 25 triệu đồng/ha.",
        "2. Hợp tác xã được hỗ trợ nhà sơ chế 350 triệu đồng.",
    ),
    ("PHỤ LỤC I", "DIỆN TÍCH TRỒNG CÂY DƯỢC LIỆU GIAO CÁC HUYỆN"),
)
TABLE = (
    ("TT", "Huyện", "Diện tích (ha)"),
    ("1", "Hoàng Su Phì", "120"),
    ("2", "Quản Bạ", "215,5"),
)
#: what a citation quotes, and the place it names; the page in a format that has pages
PLACES = (
    ("công khai tại từng xã", "Điều 1, khoản 2", 1),
    ("45 tỷ", "Điều 2, ý 1", 2),
    ("12 vườn", "Điều 2, ý 2", 2),
    ("15 triệu", "Điều 3, khoản 1, điểm a", 2),
    ("25 triệu", "Điều 3, khoản 1, điểm b", 2),
    ("350 triệu", "Điều 3, khoản 2", 2),
    ("215,5", "Phụ lục I", 3),
)


def write_pdf(path):
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

    if not FONT.is_file():
        pytest.skip(f"no Vietnamese font at {FONT}")
    pdfmetrics.registerFont(TTFont("Serif", FONT))
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number, lines in enumerate(PAGES):
        canvas.setFont("Serif", 12)
        y = 780
        if number == 0:
            for left, right in HEAD:
                canvas.drawCentredString(160, y, left)
                canvas.drawCentredString(420, y, right)
                y -= 18
            for line in TITLE:
                y -= 20
                canvas.drawCentredString(297, y, line)
            y -= 30
        for line in lines:
            canvas.drawString(72, y, line)
            y -= 24
        if number == 2:
            style = [("FONT", (0, 0), (-1, -1), "Serif", 12)]
            style += [("GRID", (0, 0), (-1, -1), 0.6, colors.black)]
            drawn = Table(TABLE, colWidths=(40, 160, 120), style=style)
            drawn.wrapOn(canvas, 400, 400)
            drawn.drawOn(canvas, 72, y - 70)
        canvas.showPage()
    canvas.save()


def write_scan(path):
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    if tesseract.missing():
        pytest.skip("tesseract with Vietnamese is not installed")
    source = path.with_name("source.pdf")
    write_pdf(source)
    document = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in document:
        picture = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L").copy()
        page.close()
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    document.close()
    canvas.save()


def write_docx(path):
    from docx import Document

    document = Document()
    table = document.add_table(1, 2)
    for column, cell in enumerate(table.rows[0].cells):
        cell.text = "\n".join(line for row in HEAD if (line := row[column]))
    for line in (*TITLE, *(line for lines in PAGES for line in lines)):
        document.add_paragraph(line)
    table = document.add_table(0, 3, "Table Grid")
    for row in TABLE:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            cell.text = content
    document.save(path)


@pytest.mark.parametrize(
    ("name", "write", "paged"),
    [
        ("nq.pdf", write_pdf, True),
        ("nq.docx", write_docx, False),
        ("scan.pdf", write_scan, True),
    ],
)
def test_a_citation_names_article_clause_annex_and_page(tmp_path, name, write, paged):
    write(tmp_path / name)
    (part,) = (found for found in read_parts(tmp_path / name, name) if isinstance(found, Part))
    text = part.extracted.text
    document = describe(FileText(text, "0", "", extracted=part.extracted), name, "/r")
    assert (document.number, document.signer) == ("01-NQ/TU", None)
    for quote, place, page in PLACES:
        at = text.index(quote)
        expected = f"Nghị quyết 01-NQ/TU, {place}" + (f", tr. {page}" if paged else "")
        assert label_of(document, "vi", at) == expected
