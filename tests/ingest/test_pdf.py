"""PDF documents: order, paragraphs, columns, furniture, tables, encodings, and what is wrong."""

import random
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from errors import EmptyFile, InputError, UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.readers import tesseract
from ingest.readers.pdf import read
from vietnamese.legacy_tables import ACCENTED, TCVN3, VNI

FONTS = Path("/usr/share/fonts/truetype/dejavu")
WIDTH, HEIGHT = 595.0, 842.0
PROSE = (
    "Ủy ban nhân dân xã giao các thôn rà soát hộ nghèo, hộ cận nghèo trước ngày 15 tháng 9 hằng"
    " năm. Kinh phí hỗ trợ là 2.450 triệu đồng, tăng 12,5% so với kế hoạch; nguồn vốn gồm ngân"
    " sách tỉnh và đóng góp của nhân dân. Đường liên thôn dài 3,2 km được mở rộng, trải nhựa và lắp"
    " đèn chiếu sáng, phục vụ việc đi lại của người dân và vận chuyển nông sản"
)
SECOND = (
    "Trạm y tế được sửa chữa trong quý III, bổ sung bốn giường bệnh và một máy siêu âm. Hợp tác xã"
    " nuôi trồng thủy sản thu 418 tấn cá, doanh thu 21,6 tỷ đồng"
)
ROWS = (
    ("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Thực hiện"),
    ("1", "Diện tích trồng chè", "ha", "1.330", "1.402,5"),
    ("2", "Sản lượng chè búp tươi", "tấn", "8.250", "8.417"),
    ("3", "Tỷ lệ hộ nghèo", "%", "4,20", "3,85"),
    ("4", "Thu ngân sách", "tỷ đồng", "12.050", "-"),
)


@pytest.fixture(scope="session")
def font() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    file = FONTS / "DejaVuSans.ttf"
    if not file.is_file():
        pytest.skip(f"no Vietnamese font at {file}")
    pdfmetrics.registerFont(TTFont("DejaVu", file))
    return "DejaVu"


@pytest.fixture
def make(tmp_path: Path, font: str) -> Callable[..., Path]:
    """A function that makes a PDF of pages, each drawn by a function of the canvas."""
    from reportlab.pdfgen.canvas import Canvas

    def pages(*draw: Callable[[object], None], **options: object) -> Path:
        path = tmp_path / "văn bản.pdf"
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), **options)
        for one in draw:
            canvas.setFont(font, 11)
            one(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return pages


def lines(
    canvas, text: str, x: float, y: float, width: float, size: float = 11, font: str = "DejaVu"
) -> float:
    """Draw `text` wrapped to `width`; returns the base line below it."""
    from reportlab.lib.utils import simpleSplit

    canvas.setFont(font, size)
    for line in simpleSplit(text, font, size, width):
        canvas.drawString(x, y, line)
        y -= 1.35 * size
    return y


def table(canvas, rows, top: float, rules: bool = True) -> None:
    from reportlab.lib import colors
    from reportlab.platypus import Table

    style = [("FONT", (0, 0), (-1, -1), "DejaVu", 9)]
    if rules:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    else:
        style.append(("ALIGN", (3, 0), (-1, -1), "RIGHT"))
    drawn = Table(rows, colWidths=(30, 160, 70, 80, 80), style=style)
    _, height = drawn.wrapOn(canvas, 420, 600)
    drawn.drawOn(canvas, 72, top - height)


def markdown_rows(rows) -> list[str]:
    body = ["| " + " | ".join(row) + " |" for row in rows]
    return [body[0], "|" + "---|" * len(rows[0]), *body[1:]]


def word_accuracy(given: str, read_: str) -> float:
    a, b = given.split(), read_.split()
    same = sum(
        block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    )
    return same / max(len(a), len(b))


def got(path: Path) -> Extracted:
    return read(path, path.name)


def test_wrapped_lines_are_one_paragraph(make) -> None:
    def draw(canvas) -> None:
        y = lines(canvas, PROSE + ".", 72, 760, 440)
        lines(canvas, SECOND + ".", 72, y - 8, 440)

    extracted = got(make(draw))
    assert extracted.text == f"{PROSE}.\n\n{SECOND}.\n"
    assert (extracted.format, extracted.pages, extracted.warnings) == ("pdf", (), ())


def test_indented_paragraphs_are_parted(make) -> None:
    sentence = "Các thôn tổ chức họp dân và báo cáo kết quả trong tháng."

    def draw(canvas) -> None:
        y = 760
        for _ in range(3):
            lines(canvas, sentence, 92, y, 400)
            y = lines(canvas, PROSE + ".", 72, y - 14.85, 440)

    text = got(make(draw)).text
    assert text.count("\n\n" + sentence[:10]) == 2


@pytest.mark.parametrize(
    "opening",
    ["Điều 5. Hiệu lực", "Chương II", "1. Mục tiêu", "a) rà soát", "- giao thông", "II. NHIỆM VỤ"],
)
def test_headings_and_items_begin_a_line(make, opening: str) -> None:
    def draw(canvas) -> None:
        y = lines(canvas, PROSE, 72, 760, 440)
        lines(canvas, opening, 72, y, 440)

    assert got(make(draw)).text == f"{PROSE}\n\n{opening}\n"


def test_a_paragraph_goes_on_over_the_page_end(make) -> None:
    words = (PROSE + "; " + SECOND[0].lower() + SECOND[1:] + ".").split()
    first, rest = " ".join(words[:70]), " ".join(words[70:])
    path = make(
        lambda canvas: lines(canvas, first, 72, 760, 440),
        lambda canvas: lines(canvas, rest, 72, 760, 440),
    )
    extracted = got(path)
    assert extracted.text == " ".join(words) + "\n"
    assert extracted.pages == (extracted.text.index(words[70], 300),)


def test_pages_begin_at_their_text(make) -> None:
    path = make(
        *(lambda canvas, n=n: lines(canvas, f"Điều {n}. Nội dung", 72, 760, 440) for n in (1, 2, 3))
    )
    extracted = got(path)
    assert [extracted.page_at(extracted.text.index(f"Điều {n}")) for n in (1, 2, 3)] == [1, 2, 3]


def test_columns_are_read_one_after_the_other(make) -> None:
    def draw(canvas) -> None:
        canvas.drawCentredString(
            WIDTH / 2, 800, "CÔNG BÁO CỦA TỈNH VÀ CÁC VĂN BẢN MỚI BAN HÀNH TRONG THÁNG NÀY"
        )
        lines(canvas, PROSE + ".", 60, 760, 225, 10)
        lines(canvas, f"{SECOND}. {PROSE}.", 310, 757, 225, 10)

    text = got(make(draw)).text
    assert text.endswith(f"{PROSE}.\n\n{SECOND}. {PROSE}.\n")


def test_a_letterhead_is_read_side_by_side(make) -> None:
    def draw(canvas) -> None:
        for y, left, right in (
            (790, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (775, "TỈNH SÔNG LAM", "Độc lập - Tự do - Hạnh phúc"),
            (755, "Số: 45/KH-UBND", "Sông Lam, ngày 12 tháng 3 năm 2022"),
        ):
            canvas.drawCentredString(140, y, left)
            canvas.drawCentredString(410, y, right)
        canvas.drawCentredString(WIDTH / 2, 720, "KẾ HOẠCH")
        canvas.drawCentredString(
            WIDTH / 2, 700, "Phát triển chăn nuôi, trồng trọt và thủy sản năm 2022 của tỉnh"
        )
        lines(canvas, PROSE + ".", 72, 660, 440)

    found = [line for line in got(make(draw)).text.split("\n") if line]
    assert found[:8] == [
        "ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM", "Số: 45/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 12 tháng 3 năm 2022", "KẾ HOẠCH",
        "Phát triển chăn nuôi, trồng trọt và thủy sản năm 2022 của tỉnh",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["{}", "- {} -", "Trang {}/5", "Trang {}"])
def test_running_headers_and_page_numbers_are_left_out(make, number: str) -> None:
    def draw(page: int):
        def one(canvas) -> None:
            canvas.drawString(72, 815, "Kế hoạch phát triển kinh tế - xã hội của xã")
            canvas.drawCentredString(WIDTH / 2, 25, number.format(page))
            lines(canvas, f"Điều {page}. {PROSE}.", 72, 760, 440)

        return one

    text = got(make(*map(draw, range(1, 6)))).text
    assert text == "\n\n".join(f"Điều {page}. {PROSE}." for page in range(1, 6)) + "\n"


def test_annex_numbers_at_the_top_of_pages_stay(make) -> None:
    def draw(number: int):
        def one(canvas) -> None:
            canvas.drawCentredString(WIDTH / 2, 815, f"Phụ lục {number}")
            lines(canvas, PROSE + ".", 72, 700, 440)

        return one

    text = got(make(*map(draw, (1, 1, 2, 3, 3, 4)))).text
    assert [f"Phụ lục {n}" in text for n in (1, 2, 3, 4)] == [True] * 4


def test_notes_at_the_foot_do_not_part_a_paragraph(make) -> None:
    words = PROSE.split()
    first, rest = " ".join(words[:40]), " ".join(words[40:])

    def one(canvas) -> None:
        y = lines(canvas, SECOND + ".", 72, 760, 440)
        lines(canvas, first, 72, y - 10, 440)
        lines(canvas, "1 Theo số liệu của phòng thống kê.", 72, 60, 440, 8)

    text = got(make(one, lambda canvas: lines(canvas, rest + ".", 72, 760, 440))).text
    assert f"\n\n{PROSE}.\n" in text
    assert text.index("1 Theo số liệu") < text.index(PROSE)


def test_a_note_mark_is_no_part_of_a_figure(make) -> None:
    def draw(canvas) -> None:
        canvas.drawString(72, 760, "Thu ngân sách đạt 2.450")
        width = canvas.stringWidth("Thu ngân sách đạt 2.450", "DejaVu", 11)
        canvas.setFont("DejaVu", 7)
        canvas.drawString(72 + width, 764, "3")
        canvas.setFont("DejaVu", 11)
        canvas.drawString(72 + width + 8, 760, "tỷ đồng, diện tích 15 km")
        width += 8 + canvas.stringWidth("tỷ đồng, diện tích 15 km", "DejaVu", 11)
        canvas.setFont("DejaVu", 7)
        canvas.drawString(72 + width, 764, "2")

    assert got(make(draw)).text == "Thu ngân sách đạt 2.450 tỷ đồng, diện tích 15 km2\n"


@pytest.mark.parametrize("rules", [True, False])
def test_tables_are_tables(make, rules: bool) -> None:
    def draw(canvas) -> None:
        lines(canvas, PROSE + ".", 72, 780, 440)
        table(canvas, ROWS, 650, rules)
        lines(canvas, SECOND + ".", 72, 480, 440)

    text = got(make(draw)).text
    assert text == f"{PROSE}.\n\n" + "\n".join(markdown_rows(ROWS)) + f"\n\n{SECOND}.\n"


def test_lines_of_a_cell_are_joined_and_merged_heads_are_spread(make) -> None:
    from reportlab.lib import colors
    from reportlab.platypus import Table

    rows = [
        ["Chỉ tiêu", "Năm 2021", "", "Kế hoạch\nnăm 2022"],
        ["", "Kế hoạch", "Thực hiện", ""],
        ["Diện tích trồng chè\ntheo hướng hữu cơ", "1.330", "1.402,5", "1.500"],
    ]
    style = [
        ("FONT", (0, 0), (-1, -1), "DejaVu", 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)), ("SPAN", (3, 0), (3, 1)),
    ]  # fmt: skip

    def draw(canvas) -> None:
        drawn = Table(rows, colWidths=(160, 80, 80, 80), style=style)
        drawn.wrapOn(canvas, 400, 600)
        drawn.drawOn(canvas, 72, 600)

    assert got(make(draw)).text.split("\n")[:3] == [
        "| Chỉ tiêu | Năm 2021 / Kế hoạch | Năm 2021 / Thực hiện | Kế hoạch năm 2022 |",
        "|---|---|---|---|",
        "| Diện tích trồng chè theo hướng hữu cơ | 1.330 | 1.402,5 | 1.500 |",
    ]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page_end(make, repeated: bool) -> None:
    below = tuple((str(n), f"Trồng cây thứ {n}", "ha", f"2.{n}00", f"1.{n}50") for n in range(5, 9))

    def first(canvas) -> None:
        canvas.drawString(72, 815, "Biểu số liệu của huyện")
        table(canvas, ROWS, 300)

    def second(canvas) -> None:
        canvas.drawString(72, 815, "Biểu số liệu của huyện")
        table(canvas, (ROWS[0], *below) if repeated else below, 790)

    extracted = got(make(first, second))
    assert extracted.text == "\n".join(markdown_rows((*ROWS, *below))) + "\n"
    assert extracted.page_at(extracted.text.index("Trồng cây thứ 5")) == 2
    assert extracted.page_at(extracted.text.index("Thu ngân sách")) == 1


def test_a_row_broken_by_the_page_end_is_one_row(make) -> None:
    first = (*ROWS[:2], ("2", "Sản lượng chè búp tươi thu", "tấn", "8.250", "8.417"))
    second = (ROWS[0], ("", "hoạch trong vụ xuân", "", "", ""), *ROWS[3:])
    path = make(lambda canvas: table(canvas, first, 300), lambda canvas: table(canvas, second, 790))
    assert (
        "| 2 | Sản lượng chè búp tươi thu hoạch trong vụ xuân | tấn | 8.250 | 8.417 |"
        in got(path).text
    )


def test_a_box_around_text_is_no_table(make) -> None:
    def draw(canvas) -> None:
        canvas.rect(60, 640, 470, 140)
        canvas.line(72, 600, 200, 600)
        lines(canvas, PROSE + ".", 72, 760, 440)

    assert got(make(draw)).text == f"{PROSE}.\n"


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ("ĐIỀ U KHO ẢN THI HÀNH", "ĐIỀU KHOẢN THI HÀNH"),
        ("Đ IỀU KHOẢN", "ĐIỀU KHOẢN"),
        ("Nghị quyế t của Hộ i đồng nhân dân", "Nghị quyết của Hội đồng nhân dân"),
        ("theo điểm c án phí, điểm b bảo hiểm", "theo điểm c án phí, điểm b bảo hiểm"),
        ("kinh tế xã hội, an ninh, y tế", "kinh tế xã hội, an ninh, y tế"),
        ("Plan to develop the province", "Plan to develop the province"),
    ],
)
def test_split_syllables_are_mended(make, drawn: str, text: str) -> None:
    assert got(make(lambda canvas: canvas.drawString(72, 760, drawn))).text == text + "\n"


def test_letters_from_another_font_drawn_afterwards_are_in_their_words(make) -> None:
    text = "Hội đồng nhân dân tỉnh ban hành nghị quyết về phát triển kinh tế"

    def draw(canvas) -> None:
        def width(part: str) -> float:
            return canvas.stringWidth(part, "DejaVu", 11)

        for run in re.finditer(r"[A-Za-zđâê ]+", text):
            canvas.drawString(72 + width(text[: run.start()]), 760, run[0])
        for run in re.finditer(r"[^A-Za-zđâê ]+", text):
            canvas.drawString(72 + width(text[: run.start()]), 760, run[0])

    assert got(make(draw)).text == text + "\n"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Phòng, chống dịch Covid-", "19 và phục hồi.", "Phòng, chống dịch Covid-19 và phục hồi."),
        ("Theo Quyết định số 12/QĐ-", "UBND của tỉnh.", "Theo Quyết định số 12/QĐ-UBND của tỉnh."),
        ("Phát triển kinh tế-", "xã hội của tỉnh.", "Phát triển kinh tế-xã hội của tỉnh."),
        ("Phát triển kinh tế –", "xã hội của tỉnh.", "Phát triển kinh tế – xã hội của tỉnh."),
        ("Áp dụng nguyên tắc phát tri-", "ển bền vững.", "Áp dụng nguyên tắc phát triển bền vững."),
        ("Support for develop-", "ment of roads.", "Support for development of roads."),
        ("Giai đoạn 2021-", "2025 của tỉnh.", "Giai đoạn 2021-2025 của tỉnh."),
    ],
)  # fmt: skip
def test_hyphens_at_line_ends(make, first: str, second: str, text: str) -> None:
    def draw(canvas) -> None:
        canvas.drawString(72, 760, first)
        canvas.drawString(72, 745, second)

    assert got(make(draw)).text == text + "\n"


def test_text_is_composed(make) -> None:
    import unicodedata

    tone_first = "viê\u0323t nam, kê\u0301 hoạch"
    odd = "e\u0301\u0302 (ế)"

    def draw(canvas) -> None:
        lines(
            canvas,
            unicodedata.normalize("NFD", "Ủy ban nhân dân xã rà soát hộ nghèo"),
            72,
            760,
            440,
        )
        lines(canvas, tone_first, 72, 700, 440)
        lines(canvas, odd, 72, 650, 440)

    assert got(make(draw)).text == (
        "Ủy ban nhân dân xã rà soát hộ nghèo\n\nviệt nam, kế hoạch\n\nế (ế)\n"
    )


@pytest.mark.parametrize(
    ("table_", "name"),
    [
        ("tcvn3", ".VnTime"),
        ("tcvn3", ".VnTimeH"),
        ("tcvn3", "Times New Roman"),
        ("vni", "VNI-Times"),
        ("vni", "Times New Roman"),
    ],
)
def test_fonts_of_before_unicode(tmp_path: Path, font: str, name: str, table_: str) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    legacy = TTFont(f"Old{name}", FONTS / "DejaVuSans.ttf")
    legacy.face.name = name.replace(" ", "").encode()
    pdfmetrics.registerFont(legacy)
    table = {c: TCVN3.get(c, TCVN3[c.lower()]) for c in ACCENTED} if table_ == "tcvn3" else VNI
    text = f"{PROSE.replace('Ủy', 'Uy')}."
    path = tmp_path / "cũ.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("DejaVu", 11)
    canvas.drawString(72, 790, "Nghị quyết của Hội đồng")
    canvas.setFont(f"Old{name}", 11)
    lines(canvas, text.translate(str.maketrans(table)), 72, 760, 440, font=f"Old{name}")
    canvas.save()
    want = text.upper() if name.endswith("H") else text
    assert got(path).text == f"Nghị quyết của Hội đồng\n\n{want}\n"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_upright(make, degrees: int) -> None:
    def draw(canvas) -> None:
        canvas.setPageRotation(degrees)
        canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[degrees])
        canvas.rotate(degrees)
        lines(canvas, PROSE + ".", 72, 780, 440)
        table(canvas, ROWS, 600)

    assert got(make(draw)).text == f"{PROSE}.\n\n" + "\n".join(markdown_rows(ROWS)) + "\n"


def test_a_watermark_is_left_out(make) -> None:
    def draw(canvas) -> None:
        lines(canvas, PROSE + ".", 72, 760, 440)
        canvas.translate(150, 500)
        canvas.rotate(40)
        canvas.drawString(0, 0, "BẢN SAO")

    assert got(make(draw)).text == f"{PROSE}.\n"


def test_pages_without_text_are_remarked(make) -> None:
    path = make(lambda canvas: canvas.drawString(72, 760, "Điều 1. Phạm vi"), *[lambda _: None] * 3)
    extracted = got(path)
    assert extracted.warnings == ("trang 2–4 không có chữ",)
    assert len(extracted.pages) == 3


def test_a_document_without_text_is_empty(make) -> None:
    with pytest.raises(EmptyFile, match=r"^văn bản\.pdf: không trang nào trong 2 trang có chữ"):
        got(make(lambda _: None, lambda _: None))


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    with pytest.raises(EmptyFile, match=r"^a\.pdf: tệp rỗng"):
        read(path, "a.pdf")


@pytest.mark.parametrize("strength", [40, 128])
def test_a_password_is_told(make, strength: int) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = make(
        lambda canvas: canvas.drawString(72, 760, "Mật"),
        encrypt=StandardEncryption("bí mật", strength=strength),
    )
    with pytest.raises(UnreadableFile, match=r"^văn bản\.pdf: tệp được đặt mật khẩu"):
        got(path)


def test_a_document_that_only_forbids_printing_is_read(make) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = make(
        lambda canvas: canvas.drawString(72, 760, "Điều 1. Phạm vi"),
        encrypt=StandardEncryption("", ownerPassword="chủ", canPrint=0, canCopy=0),
    )
    assert got(path).text == "Điều 1. Phạm vi\n"


def test_too_many_pages_are_refused(make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(*[lambda canvas: canvas.drawString(72, 760, "Trang")] * 4)
    monkeypatch.setattr(limits, "_state", (limits.Limits(pages=3), lambda: None))
    with pytest.raises(UnreadableFile, match=r"có 4 trang, vượt giới hạn 3 trang"):
        got(path)


@pytest.mark.parametrize(
    ("title", "author", "kept"),
    [
        ("Kế hoạch rà soát hộ nghèo", "Nguyễn Văn Bình", True),
        ("Microsoft Word - ke hoach.doc", "Admin", False),
        ("untitled", "anonymous", False),
    ],
)
def test_records_of_the_document(make, title: str, author: str, kept: bool) -> None:
    def draw(canvas) -> None:
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.drawString(72, 760, "Kế hoạch rà soát hộ nghèo")

    extracted = got(make(draw))
    assert (extracted.title, extracted.author) == ((title, author) if kept else ("", ""))
    assert extracted.published is None


def test_damaged_documents_are_refused_or_read(
    make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what remains of them is text
    monkeypatch.setattr(tesseract, "missing", lambda: "cần tesseract")
    content = make(
        lambda canvas: (lines(canvas, PROSE, 72, 760, 440), table(canvas, ROWS, 500)),
        lambda canvas: lines(canvas, SECOND, 72, 760, 440),
    ).read_bytes()
    path = tmp_path / "hỏng.pdf"
    chance = random.Random(5)
    refused = readable = 0
    for trial in range(120):
        damaged = bytearray(content)
        if trial % 3 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        else:
            for _ in range(chance.choice((1, 8, 60))):
                place = chance.randrange(len(damaged))
                damaged[place] ^= 1 << chance.randrange(8)
        if trial % 3 == 2:
            start = chance.randrange(len(damaged))
            del damaged[start : start + chance.randrange(2000)]
        path.write_bytes(damaged)
        try:
            read(path, "hỏng.pdf")
        except InputError as refusal:
            refused += str(refusal).startswith("hỏng.pdf: ")
        else:
            readable += 1
    assert refused + readable == 120
    assert min(refused, readable) > 5


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"PK\x03\x04", b"\x00" * 4000]
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"^a\.pdf: tệp PDF bị hỏng"):
        read(path, "a.pdf")


def test_words_come_back(make) -> None:
    prose = f"{PROSE}. {SECOND}."
    given = " ".join([prose] * 12)

    def draw(canvas) -> None:
        lines(canvas, " ".join([prose] * 3), 72, 780, 440)

    assert word_accuracy(given, got(make(*[draw] * 4)).text) >= 0.995
