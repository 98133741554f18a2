"""Tables without rules, or with some: each figure in its column, over the end of a page too."""

from pathlib import Path

import pytest

from ingest.readers import pdf

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
HEAD = ("TT", "Chỉ tiêu", "Đơn vị", "Năm 2021", "Năm 2022")
NAMES = (
    "Rừng trồng mới tập trung",
    "Giá trị sản xuất công nghiệp theo giá so sánh",
    "Số bản có điện lưới quốc gia trong quý 2",
    "Đàn dê",
    "Doanh thu vận tải, kho bãi và dịch vụ bưu chính",
)
UNITS = ("ha", "triệu đồng", "bản", "nghìn con", "tỷ đồng")
WIDTHS = (36, 118, 62, 70, 70)
BEFORE = "Biểu này kèm theo báo cáo của Ủy ban nhân dân huyện Mường Nhé về kết quả năm 2022. " * 3
AFTER = "Số liệu năm 2022 là số ước tính, sẽ được thay bằng số chính thức vào quý II năm sau."


def rows(count):
    return [
        (str(n), NAMES[n % 5], UNITS[n % 5], f"{n}.{100 + n}", f"{2 * n},{n % 10}")
        for n in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

    if not FONT.is_file():
        pytest.skip(f"no Vietnamese font at {FONT}")
    pdfmetrics.registerFont(TTFont("Sans", FONT))
    style = ParagraphStyle("cell", fontName="Sans", fontSize=10, leading=12)

    def paragraphs(cells):
        return [Paragraph(text, style) for text in cells]

    def build(data, ruled=()):
        look = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        for row in ruled:
            look.append(("BOX", (0, row), (-1, row), 0.5, colors.black))
            look.append(("INNERGRID", (0, row), (-1, row), 0.5, colors.black))
        table = LongTable([paragraphs(row) for row in (HEAD, *data)], WIDTHS, style=look)
        path = tmp_path_factory.mktemp("open") / "a.pdf"
        before, after = paragraphs((BEFORE, AFTER))
        SimpleDocTemplate(str(path)).build([before, Spacer(1, 24), table, Spacer(1, 24), after])
        return pdf.read(path, "a.pdf")

    return build


def lines(found):
    return ["| " + " | ".join(row) + " |" for row in found]


@pytest.mark.parametrize("count", [4, 17, 21, 60])
def test_every_row_of_a_table_without_rules_is_whole(write, count):
    extracted = write(rows(count))
    table = [line for line in extracted.text.split("\n") if line.startswith("|")]
    assert table == [*lines([HEAD]), "|" + "---|" * 5, *lines(rows(count))]
    assert extracted.text.startswith(BEFORE.strip())
    assert extracted.text.rstrip().endswith(AFTER)


def test_rows_between_rows_with_rules_keep_their_columns(write):
    extracted = write(rows(12), ruled=range(0, 13, 2))
    assert [line for line in lines(rows(12)) if line not in extracted.text] == []
