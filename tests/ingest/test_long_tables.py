"""Tables longer than a page: heads printed again are no data, every row keeps the whole head."""

from pathlib import Path

import pytest

from ingest.readers import docx, pdf
from ingest.readers.grid import Grid, Merge, table_blocks

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
HEADS = (
    ("TT", "Xã", "Kế hoạch năm 2022", "", "Thực hiện năm 2022", ""),
    ("", "", "Diện tích (ha)", "Số hộ", "Diện tích (ha)", "Số hộ"),
)
INDEX = ("1", "2", "3", "4", "5", "6")
MERGES = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5))
ROWS = tuple(
    (str(n), f"Xã Nà Khoa {n}", f"{n}.{100 + n}", str(3 * n), f"{n}.{90 + n},5", str(2 * n))
    for n in range(1, 76)
)
HEAD = (
    "| TT | Xã | Kế hoạch năm 2022 / Diện tích (ha) | Kế hoạch năm 2022 / Số hộ "
    "| Thực hiện năm 2022 / Diện tích (ha) | Thực hiện năm 2022 / Số hộ |"
)


def markdown(rows):
    return ["| " + " | ".join(row) + " |" for row in rows]


def table_lines(text):
    return [line for line in text.split("\n") if line.startswith("|")]


@pytest.fixture(scope="module")
def font():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not FONT.is_file():
        pytest.skip(f"no Vietnamese font at {FONT}")
    pdfmetrics.registerFont(TTFont("Sans", FONT))
    return "Sans"


def write_pdf(path, font, heads, rows, widths, merges=MERGES):
    from reportlab.lib import colors
    from reportlab.platypus import LongTable, SimpleDocTemplate

    style = [("FONT", (0, 0), (-1, -1), font, 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    style += [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges]
    drawn = LongTable([*heads, *rows], widths, repeatRows=len(heads), style=style)
    SimpleDocTemplate(str(path)).build([drawn])
    return pdf.read(path, path.name)


@pytest.mark.parametrize("index", [(), (INDEX,)], ids=["two rows", "two rows and an index"])
def test_a_head_of_two_levels_printed_on_each_page_stands_once(tmp_path, font, index):
    extracted = write_pdf(
        tmp_path / "a.pdf", font, (*HEADS, *index), ROWS, (30, 90, 90, 60, 90, 60)
    )
    assert extracted.pages
    assert table_lines(extracted.text) == [HEAD, "|" + "---|" * 6, *markdown((*index, *ROWS))]
    assert extracted.page_at(extracted.text.index("Xã Nà Khoa 75")) == len(extracted.pages) + 1


@pytest.mark.parametrize(
    ("first", "rest", "whole"),
    [
        (
            ("4", "Tổ chức kiểm tra việc giao đất, giao rừng tại các xã", "Sở", "Quý I"),
            ("", "10 hộ một tổ và lập biên bản từng tổ", "Nội vụ", ""),
            "| 4 | Tổ chức kiểm tra việc giao đất, giao rừng tại các xã 10 hộ một tổ và lập biên "
            "bản từng tổ | Sở Nội vụ | Quý I |",
        ),
        (
            ("4", "Hỗ trợ các hộ ở bản Pá", "Xã", "Quý I"),
            ("", "Lầu làm nhà", "", ""),
            "| 4 | Hỗ trợ các hộ ở bản Pá Lầu làm nhà | Xã | Quý I |",
        ),
    ],
)
def test_a_row_broken_by_the_page_end_is_one_row_however_it_goes_on(
    tmp_path, font, first, rest, whole
):
    from reportlab.lib import colors
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

    head = ("TT", "Nội dung", "Chủ trì", "Hạn")
    above = [(str(n), f"Việc thứ {n}", "Sở Y tế", "Quý II") for n in range(1, 4)]
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    style = [("FONT", (0, 0), (-1, -1), font, 8), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    for rows, y in (
        ((head, *above, first), 60),
        ((head, rest, ("5", "Họp", "Sở", "Quý III")), 700),
    ):
        drawn = Table(rows, colWidths=(30, 250, 80, 80), style=style)
        drawn.wrapOn(canvas, 500, 700)
        drawn.drawOn(canvas, 72, y)
        canvas.showPage()
    canvas.save()
    lines = table_lines(pdf.read(tmp_path / "a.pdf", "a.pdf").text)
    assert lines[0] == "| TT | Nội dung | Chủ trì | Hạn |"
    assert lines[-2:] == [whole, "| 5 | Họp | Sở | Quý III |"]


def test_a_row_of_its_own_without_a_number_stays_one(tmp_path, font):
    rows = [*ROWS[:40]]
    rows[36:36] = [("", "Trong đó: xã biên giới", "3.120", "12", "3.001,5", "11")] * 3
    extracted = write_pdf(tmp_path / "a.pdf", font, HEADS, rows, (30, 150, 90, 60, 90, 60))
    assert table_lines(extracted.text)[2:] == markdown(rows)


@pytest.fixture
def word_document(tmp_path):
    """Writes a Word table; heads that are marked repeat on each page, as Word does it."""
    from docx import Document
    from docx.oxml import OxmlElement

    def write(heads, rows, marked=True):
        document = Document()
        table = document.add_table(0, len(rows[0]), "Table Grid")
        for row in (*heads, *rows):
            cells = table.add_row().cells
            for cell, content in zip(cells, row, strict=True):
                cell.text = content
        for top, left, bottom, right in MERGES:
            table.cell(top, left).merge(table.cell(bottom, right))
        for row in table.rows[: len(heads) if marked else 0]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        document.save(tmp_path / "a.docx")
        return docx.read(tmp_path / "a.docx", "a.docx").text

    return write


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("index", [(), (INDEX,)], ids=["two rows", "two rows and an index"])
def test_a_word_table_keeps_both_levels_of_its_head(word_document, marked, index):
    lines = table_lines(word_document((*HEADS, *index), ROWS[:12], marked))
    assert lines == [HEAD, "|" + "---|" * 6, *markdown((*index, *ROWS[:12]))]


def test_a_head_that_was_typed_again_by_hand_is_left_out(word_document):
    rows = (*ROWS[:5], *HEADS, *ROWS[5:10], *HEADS, *ROWS[10:12])
    assert table_lines(word_document(HEADS, rows)) == [
        HEAD,
        "|" + "---|" * 6,
        *markdown(ROWS[:12]),
    ]


def test_what_only_looks_like_a_head_stays():
    head, rows = ("Xã", "Hộ"), (("Nà Khoa", "12"), ("Xã", "30"), ("Hộ", "Xã"))
    (block,) = table_blocks(Grid((head, *rows)))
    assert block.split("\n")[2:] == markdown(rows)


def test_merges_below_a_head_typed_again_stay_with_their_rows():
    rows = (
        *(("Huyện", "Cây", "Năm 2022 (ha)"), ("Đăk Hà", "Lúa", "120"), ("", "Ngô", "30")),
        *(("Huyện", "Cây", "Năm 2022 (ha)"), ("Đăk Tô", "Lúa", "90"), ("", "Ngô", "45")),
    )
    (block,) = table_blocks(Grid(rows, (Merge(1, 0, 2, 0), Merge(4, 0, 5, 0))))
    assert block.split("\n")[2:] == markdown(
        (
            *(("Đăk Hà", "Lúa", "120"), ("Đăk Hà", "Ngô", "30")),
            *(("Đăk Tô", "Lúa", "90"), ("Đăk Tô", "Ngô", "45")),
        )
    )
