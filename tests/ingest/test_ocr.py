"""Scanned pages and pictures: read by tesseract, announced where it is missing, within limits."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from errors import EmptyFile, UnreadableFile
from ingest.describe import describe
from ingest.extracted import Extracted
from ingest.figures import read_figures
from ingest.noting import kept_record
from ingest.passages import cut_passages
from ingest.readers import image, ocr, pdf
from ingest.readers import tesseract as tesseract_program
from ingest.readers.ocr_figures import settled, unclear_spans
from ingest.readers.pdf_scan import cleaned
from ingest.reading import FileText

pytest.importorskip("PIL")

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
DOTS = 200
PROSE = (
    "Ủy ban nhân dân xã giao các thôn rà soát hộ nghèo, hộ cận nghèo trước ngày 15 tháng 9 hằng"
    " năm. Kinh phí hỗ trợ là 2.450 triệu đồng, tăng 12,5% so với kế hoạch; nguồn vốn gồm ngân"
    " sách tỉnh và đóng góp của nhân dân."
)
HEAD = ("Chỉ tiêu", "Đơn vị", "Kế hoạch", "Thực hiện")
ROWS = (
    ("Diện tích trồng chè", "ha", "1.330", "1.402,5"),
    ("Sản lượng chè búp tươi", "tấn", "8.250", "8.417"),
    ("Thu ngân sách", "tỷ đồng", "12.050", "11.975"),
)


@pytest.fixture(scope="session")
def canvas_font() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not FONT.is_file():
        pytest.skip(f"no Vietnamese font at {FONT}")
    pdfmetrics.registerFont(TTFont("Serif", FONT))
    return "Serif"


@pytest.fixture
def tesseract() -> None:
    if tesseract_program.missing():
        pytest.skip("tesseract with Vietnamese is not installed")


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_program.languages.cache_clear()
    yield
    tesseract_program.languages.cache_clear()


def draw_page(canvas, font: str) -> None:
    from reportlab.lib import colors
    from reportlab.lib.utils import simpleSplit
    from reportlab.platypus import Table

    canvas.setFont(font, 13)
    y = 780.0
    for line in simpleSplit(PROSE, font, 13, 440):
        canvas.drawString(72, y, line)
        y -= 18
    style = [("FONT", (0, 0), (-1, -1), font, 12), ("GRID", (0, 0), (-1, -1), 0.6, colors.black)]
    drawn = Table([HEAD, *ROWS], colWidths=(180, 70, 95, 95), style=style)
    _, height = drawn.wrapOn(canvas, 440, 500)
    drawn.drawOn(canvas, 72, y - height - 10)


@pytest.fixture(scope="session")
def scan(tmp_path_factory: pytest.TempPathFactory, canvas_font: str):
    """A page of text with a table as a scanner at 200 dpi gives it."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path_factory.mktemp("scan") / "page.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    draw_page(canvas, canvas_font)
    canvas.save()
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    picture = page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L").copy()
    page.close()
    document.close()
    return picture


@pytest.fixture
def make(tmp_path: Path, canvas_font: str, scan) -> Callable[..., Path]:
    """A function that makes a PDF: "scan" is a page that is only a picture, other text is text."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    def pages(*contents: str) -> Path:
        path = tmp_path / "quét.pdf"
        canvas = Canvas(str(path), pagesize=(595, 842))
        for content in contents:
            if content == "scan":
                canvas.drawImage(ImageReader(scan), 0, 0, 595, 842)
            else:
                canvas.setFont(canvas_font, 12)
                canvas.drawString(72, 760, content)
            canvas.showPage()
        canvas.save()
        return path

    return pages


def word_accuracy(given: str, read: str) -> float:
    a, b = given.split(), read.split()
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(a), len(b))


def markdown_table() -> str:
    rows = ["| " + " | ".join(row) + " |" for row in (HEAD, *ROWS)]
    return "\n".join([rows[0], "|---|---|---|---|", *rows[1:]])


def test_scanned_pages_of_a_mixed_document_are_read(make, tesseract) -> None:
    path = make("Điều 1. Phạm vi điều chỉnh", "scan")
    extracted = pdf.read(path, path.name)
    first, second = extracted.text[: extracted.pages[0]], extracted.text[extracted.pages[0] :]
    assert first.strip() == "Điều 1. Phạm vi điều chỉnh"
    assert word_accuracy(f"{PROSE}\n\n{markdown_table()}", second) >= 0.97
    table = [line for line in second.split("\n") if line.startswith("|")]
    assert [cell.strip() for cell in table[0].strip("|").split("|")] == list(HEAD)
    for line, row in zip(table[2:], ROWS, strict=True):
        assert [cell.strip() for cell in line.strip("|").split("|")][2:] == list(row[2:])
    assert extracted.warnings == ()


@pytest.fixture(scope="session")
def read_once(scan):
    """The page made ready, and its words as they are read at first."""
    if tesseract_program.missing():
        pytest.skip("tesseract with Vietnamese is not installed")
    clean, _ = cleaned(scan, DOTS)
    table = tesseract_program.recognise(clean, DOTS, *tesseract_program.ONE_BLOCK)
    return clean, list(tesseract_program.found_words(table))


@pytest.mark.parametrize("wrong", ["12.650", "12:050", "12.05O", "72.050", "1l.050", "1Ð2:050"])
def test_a_figure_read_wrongly_is_read_again_and_never_passed_off_as_clear(
    read_once, wrong: str
) -> None:
    clean, rows = read_once
    place = next(place for place, row in enumerate(rows) if row.text == "12.050")
    rows = [replace(row, text=wrong) if row is rows[place] else row for row in rows]
    done, unclear = settled(clean, rows, DOTS)
    assert done[place].text == "12.050"
    assert "12.050" in unclear
    assert [row.text for row in done if row is not done[place]] == [
        row.text for row in rows if row is not rows[place]
    ]


def test_figures_read_alike_are_clear(read_once) -> None:
    clean, rows = read_once
    done, unclear = settled(clean, rows, DOTS)
    assert (done, unclear) == (rows, ())


@pytest.mark.parametrize(("trust", "expected"), [(97.0, ()), (60.0, ("45,5",))])
def test_what_cannot_be_read_again_is_as_clear_as_it_was(read_once, trust, expected) -> None:
    clean, _ = read_once
    row = tesseract_program.Found(("1", "1", "1"), 20, 20, 60, 24, trust, "45,5")  # in the margin
    assert settled(clean, [row], DOTS) == ([row], expected)


def test_unclear_figures_are_found_on_their_page() -> None:
    text = "Đạt 12,5% và 3.012,5 ha.\n\nTrang hai: 12,5% của 12,5."
    second = text.index("Trang")
    assert unclear_spans(text, (second,), [("12,5%",), ()]) == ((4, 9),)
    spans = unclear_spans(text, (second,), [(), ("12,5",)])
    assert [text[start:end] for start, end in spans] == ["12,5"]
    assert unclear_spans(text, (), [("12,5%",)]) == ((4, 9), (second + 11, second + 16))


def test_an_unclear_figure_is_doubted_in_the_ledger_and_after_a_rebuild() -> None:
    text = "Tỉnh Cao Bằng năm 2022\n\nTrồng mới 512 ha chè. Thu ngân sách đạt 900 tỷ đồng.\n"
    span = (text.index("900"), text.index("900") + 3)
    read = Extracted(text, "image", unclear=(span,))
    document = describe(FileText(text, "0", "image", extracted=read), "a.png", "/r")
    figures = read_figures(document, cut_passages(document))
    assert {figure.text: figure.doubt for figure in figures} == {
        "512 ha": (),
        "900 tỷ đồng": ("scan",),
    }
    kept = kept_record(document)
    assert kept is not None
    assert kept.unclear == (span,)


def test_a_picture_askew_and_of_several_pages_is_read(tmp_path: Path, scan, tesseract) -> None:
    askew = scan.crop((0, 0, scan.width, 520)).rotate(1.4, resample=3, fillcolor=255)
    path = tmp_path / "ảnh.tif"
    blank = askew.point(lambda _: 255)
    askew.save(path, save_all=True, append_images=[blank], dpi=(DOTS, DOTS))
    extracted = image.read(path, path.name)
    assert word_accuracy(PROSE, extracted.text.split("|")[0]) >= 0.97
    assert (extracted.format, len(extracted.pages)) == ("image", 1)
    assert extracted.warnings == ("trang 2 không có chữ",)


def test_pages_that_cannot_be_read_are_named_with_what_to_install(make, no_tesseract) -> None:
    path = make("Điều 1. Phạm vi điều chỉnh", "scan", "scan", "Điều 2. Đối tượng", "scan")
    extracted = pdf.read(path, path.name)
    assert extracted.text == "Điều 1. Phạm vi điều chỉnh\n\nĐiều 2. Đối tượng\n"
    assert extracted.warnings == (
        "trang 2–3, 5 là ảnh quét, chưa đọc được: cần tesseract với tiếng Việt; hãy cài"
        " tesseract-ocr và tesseract-ocr-vie rồi nạp lại",
    )


def test_a_scan_without_the_program_is_refused(make, no_tesseract) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.pdf: trang 1 là ảnh quét, .* hãy cài tesseract"):
        pdf.read(make("scan"), "a.pdf")


def test_text_without_a_table_of_characters_is_not_taken(
    tmp_path, canvas_font, no_tesseract
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    draw_page(canvas, canvas_font)
    canvas.save()
    path.write_bytes(path.read_bytes().replace(b"/ToUnicode", b"/ToNothing"))
    with pytest.raises(UnreadableFile, match=r"trang 1 có phông chữ thiếu bảng mã, chưa đọc được"):
        pdf.read(path, "a.pdf")


def test_a_picture_without_the_program_is_refused(tmp_path, scan, no_tesseract) -> None:
    path = tmp_path / "a.png"
    scan.save(path)
    with pytest.raises(UnreadableFile, match=r"^a\.png: là ảnh, chưa đọc được: cần tesseract"):
        image.read(path, "a.png")


def test_a_page_that_takes_too_long_is_left(make, tesseract, monkeypatch) -> None:
    monkeypatch.setattr(tesseract_program, "SECONDS", 0.01)
    path = make("Điều 1. Phạm vi điều chỉnh", "scan")
    extracted = pdf.read(path, path.name)
    assert extracted.warnings == ("trang 2 là ảnh quét, nhận dạng quá lâu nên chưa đọc được",)
    assert extracted.text == "Điều 1. Phạm vi điều chỉnh\n"


def test_a_blank_picture_is_empty(tmp_path, tesseract) -> None:
    from PIL import Image

    path = tmp_path / "a.png"
    Image.new("L", (600, 400), 255).save(path)
    with pytest.raises(EmptyFile, match=r"^a\.png: không nhận dạng được chữ nào"):
        image.read(path, "a.png")


def enormous_png() -> bytes:
    """The head of a PNG of 60,000 × 60,000 points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (enormous_png(), "ảnh quá lớn"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "ảnh bị hỏng hoặc không phải PNG, JPEG, TIFF"),
        (b"\x89PNG\r\n\x1a\n", "ảnh bị hỏng"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "ảnh bị hỏng"),
        (b"\x00" * 300, "ảnh bị hỏng"),
    ],
)  # fmt: skip
def test_pictures_that_are_none_are_refused(tmp_path, tesseract, content, message) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=rf"^a\.png: {message}"):
        image.read(path, "a.png")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_truncated_pictures_are_refused(tmp_path, scan, tesseract, form: str) -> None:
    path = tmp_path / "a.png"
    scan.save(path, form)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(UnreadableFile, match=r"^a\.png: ảnh bị hỏng"):
        image.read(path, "a.png")


def test_an_empty_picture_is_empty(tmp_path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"")
    with pytest.raises(EmptyFile, match=r"^a\.jpg: tệp rỗng"):
        image.read(path, "a.jpg")


@pytest.mark.parametrize("angle", [-2.0, 0.0, 1.2])
def test_rules_are_found_whatever_the_angle(scan, angle: float) -> None:
    upper = scan.crop((0, 0, scan.width, 900))
    _, rules = cleaned(upper.rotate(angle, resample=3, fillcolor=255), DOTS)
    assert (len(rules.level), len(rules.upright)) == (len(ROWS) + 2, len(HEAD) + 1)


def test_dirt_is_taken_off_and_letters_stay(scan) -> None:
    scan = scan.crop((0, 0, scan.width, 600))
    dirty = scan.copy()
    for place in range(0, dirty.width * dirty.height, 4001):
        dirty.putpixel((place % dirty.width, place // dirty.width), 0)
    clean, _ = cleaned(dirty, DOTS)
    reference, _ = cleaned(scan, DOTS)
    ink = [sum(picture.histogram()[:100]) for picture in (reference, clean, dirty)]
    assert abs(ink[1] - ink[0]) < 0.1 * (ink[2] - ink[0])


def test_a_page_is_drawn_within_the_limit_of_points() -> None:
    assert ocr.resolution(595, 842) == ocr.DOTS
    side = 200 * 72.0
    dots = ocr.resolution(side, side)
    assert (side * dots / 72) ** 2 <= ocr.MOST_PIXELS * 1.001
