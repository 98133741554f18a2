"""Good files of every format, and ways to spoil them; the same seed spoils them the same way."""

import io
import random
import re
import subprocess
import zipfile
from email.message import EmailMessage

TITLE = "Báo cáo kết quả thực hiện nhiệm vụ năm 2021 của huyện Đồng Văn"
LINES = (
    "Huyện trồng thêm 120 ha chè, đạt 104,5% kế hoạch năm.",
    "Thu ngân sách trên địa bàn đạt 85,3 tỷ đồng, tăng 12% so với năm 2020.",
    "Tỷ lệ hộ nghèo còn 18,7%, giảm 4,2 điểm phần trăm.",
)
ROWS = (("Chỉ tiêu", "Năm 2020", "Năm 2021"), ("Chè (ha)", "1.000", "1.120"), ("Ngô", "55", "61"))
TEXT = "\n\n".join((TITLE, *LINES)) + "\n"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def pdf(pages=1, password=None):
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    try:
        pdfmetrics.registerFont(TTFont("Font", FONT))
        font = "Font"
    except OSError:
        font = "Helvetica"  # its letters are not ours, which matters to no test of safety
    target = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(target, encrypt=encrypt)
    for page in range(pages):
        if page > 20:  # thousands of pages need no text
            canvas.showPage()
            continue
        canvas.setFont(font, 11)
        for line, text in enumerate((TITLE, *LINES, f"Trang {page}")):
            canvas.drawString(60, 780 - 20 * line, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def docx():
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 1)
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), 3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return _saved(document)


def slides():
    from tests.ingest.raw_slides import pptx, shape, table

    return pptx(shape(TITLE, kind="title"), shape(*LINES, kind="") + table(ROWS))


def xlsx():
    import openpyxl

    book = openpyxl.Workbook()
    for row in ((TITLE,), *ROWS):
        book.active.append(row)
    return _saved(book)


def _saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def html():
    body = "".join(f"<p>{line}</p>" for line in LINES)
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    page = f"<h1>{TITLE}</h1>{body}<table>{cells}</table>"
    return f"<!DOCTYPE html><meta charset='utf-8'><title>{TITLE}</title>{page}".encode()


def eml():
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = TITLE, "a@b.vn", "c@d.vn"
    message.set_content("\n".join(LINES))
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="kèm.txt")
    return bytes(message)


def mhtml():
    """A web page as browsers save it in one file."""
    message = EmailMessage()
    message["Subject"] = TITLE
    message.set_content(html().decode(), subtype="html", cte="quoted-printable")
    return bytes(message)


def packed(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def picture(form="PNG"):
    """A line of text as a picture, in a format of Pillow's."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (900, 160), 255)
    try:
        font = ImageFont.truetype(FONT, 28)
    except OSError:
        font = None
    ImageDraw.Draw(image).text((20, 50), LINES[0], fill=0, font=font)
    target = io.BytesIO()
    image.save(target, form)
    return target.getvalue()


def pictures():
    """A good file of each format of pictures, by suffix."""
    return {".png": picture("PNG"), ".jpg": picture("JPEG"), ".tif": picture("TIFF")}


def office_files(folder):
    """A good file of each format that LibreOffice reads for us, by suffix; takes seconds."""
    return {suffix: office(suffix, folder) for suffix in (".doc", ".odt", ".rtf", ".xls", ".ods")}


def office(suffix, folder):
    """The text, or for a workbook the rows, as LibreOffice writes them in one of its formats."""
    source = folder / ("mau.csv" if suffix in (".xls", ".ods") else "mau.txt")
    rows = "\n".join(",".join(row) for row in ROWS)
    source.write_text(rows if source.suffix == ".csv" else TEXT, encoding="utf-8")
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            suffix.removeprefix("."),
            "--outdir",
            folder,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / f"mau{suffix}").read_bytes()


def quick_files():
    """A good file of each format that is read without another program, by suffix."""
    csv = "\n".join(";".join(row) for row in ROWS)
    return {
        ".txt": TEXT.encode(),
        ".md": f"---\ntitle: {TITLE}\n---\n\n# {TEXT}".encode(),
        ".pdf": pdf(2),
        ".docx": docx(),
        ".xlsx": xlsx(),
        ".pptx": slides(),
        ".html": html(),
        ".csv": csv.encode(),
        ".eml": eml(),
        ".mht": mhtml(),
        ".zip": packed(**{"a.txt": TEXT + "A", "b.docx": docx(), "c/d.html": html()}),
    }


def spoilt(content, chance):
    """The bytes of a file after one to three accidents."""
    if content.startswith(b"PK") and chance.random() < 0.5:
        return _spoilt_inside(content, chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        content = chance.choice(_ACCIDENTS)(bytearray(content), chance)
    return bytes(content)


def _spoilt_inside(content, chance):
    """One member of an archive spoilt before it is packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(sorted(members))
    members[name] = spoilt(members[name], chance)
    return packed(**members)


def _cut(content, chance):
    return content[: chance.randrange(len(content) + 1)]


def _flip(content, chance):
    for _ in range(chance.choice((1, 4, 30))):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def _blank(content, chance):
    start = chance.randrange(len(content) + 1)
    length = chance.choice((1, 16, 512))
    content[start : start + length] = bytes(len(content[start : start + length]))
    return content


def _drop(content, chance):
    start = chance.randrange(len(content) + 1)
    del content[start : start + chance.choice((1, 40, 700))]
    return content


def _repeat(content, chance):
    start = chance.randrange(len(content) + 1)
    part = content[start : start + chance.choice((4, 100, 2000))]
    content[start:start] = part * chance.choice((1, 3, 200))
    return content


def _insert(content, chance):
    start = chance.randrange(len(content) + 1)
    content[start:start] = chance.randbytes(chance.choice((1, 8, 300)))
    return content


def _number(content, chance):
    """A length or offset, as text or in four bytes, becomes a huge one."""
    start = chance.randrange(len(content) + 1)
    content[start : start + 4] = chance.choice((b"\xff\xff\xff\xff", b"9999", b"\x7f\xff\xff\xff"))
    return content


_ACCIDENTS = (_cut, _flip, _flip, _blank, _drop, _repeat, _insert, _number)


def write_spoilt(folder, files, number, seed, into=""):
    """Write `number` spoilt files, the suffixes in turn; gives their names in `folder`."""
    chance = random.Random(seed)
    suffixes = sorted(files)
    (folder / into).mkdir(parents=True, exist_ok=True)
    names = []
    for place in range(number):
        suffix = suffixes[place % len(suffixes)]
        name = f"{into}/{place:04}{suffix}".lstrip("/")
        (folder / name).write_bytes(spoilt(files[suffix], chance))
        names.append(name)
    return names


def file_of(source):
    """The file that a document came from: itself, or the archive or mail that holds it."""
    return re.match(r"(?:\D[^/]*/)?\d+\.\w+", source)[0]
