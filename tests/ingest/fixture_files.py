"""The report of `fixture_report` written in every format that is read, at test time."""

import csv
import io
import shutil
import subprocess
import unicodedata
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

from tests.ingest.fixture_report import (
    BODY,
    BUDGET,
    INDICATORS,
    LETTERHEAD,
    TITLE,
    Heading,
    Item,
    Table,
)
from vietnamese.legacy_tables import TCVN3, VNI

TABLES = (INDICATORS, BUDGET)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def letterhead_lines():
    return [line for row in LETTERHEAD for cell in row for line in cell]


def markdown_table(table):
    rows = [table.joined, *table.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(table.joined))
    return "\n".join(lines)


def plain_text():
    """The report as plain text: what every other format is compared with."""
    blocks = ["\n".join(cell) for row in LETTERHEAD for cell in row]
    blocks.append("\n".join(TITLE))
    for block in BODY:
        if isinstance(block, Item):
            blocks.append(f"{block.mark} {block.text}")
        elif isinstance(block, Table):
            blocks += [block.caption, *filter(None, [block.unit]), markdown_table(block)]
        else:
            blocks.append(block.text)
    return "\n\n".join(blocks) + "\n"


def markdown_text():
    """The same as Markdown, its headings marked."""
    text = plain_text().replace("\n".join(TITLE), "# " + " ".join(TITLE))
    for block in BODY:
        if isinstance(block, Heading):
            text = text.replace(f"\n{block.text}\n", f"\n{'#' * (block.level + 1)} {block.text}\n")
    return text


def windows_1258(text):
    """Encoded as Windows has it: most vowels with a tone are a vowel and a combining tone."""
    split = []
    for letter in text:
        try:
            letter.encode("cp1258")
            split.append(letter)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in parts if mark in _TONES)
            split.append(unicodedata.normalize("NFC", parts.replace(tone, "", 1)) + tone)
    return "".join(split).encode("cp1258")


def tcvn3(text):
    """Encoded for the fonts .VnTime: a capital with a tone is the small letter."""
    codes = (TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)
    return "".join(codes).encode("cp1252")


def vni(text):
    """Encoded for the fonts VNI-Times."""
    return "".join(VNI.get(letter, letter) for letter in text).encode("cp1252")


def write_docx(path, *, font="", encode=str, numbering=True):
    """The report by python-docx, its numbers left to Word's own numbering, or else typed.

    With `font` and `encode` its text is set in that font of before Unicode.
    """
    import docx

    document = docx.Document()
    if font:
        document.styles["Normal"].font.name = font
    frame = document.add_table(rows=2, cols=2)
    for row, cells in enumerate(LETTERHEAD):
        for column, lines in enumerate(cells):
            frame.cell(row, column).text = encode("\n".join(lines))
    for line in TITLE:
        document.add_paragraph(encode(line)).alignment = 1  # centred
    numbers = _Numbers(document) if numbering else None
    for block in BODY:
        _docx_block(document, block, numbers, encode)
    if font:  # headings have a font of their own
        for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
            run.font.name = font
    document.save(path)


def _docx_block(document, block, numbers, encode):
    if isinstance(block, Heading):
        document.add_heading(encode(block.text), block.level)
    elif isinstance(block, Item) and numbers:
        numbers.add(block, encode(block.text))
    elif isinstance(block, Item):
        document.add_paragraph(encode(f"{block.mark} {block.text}"))
    elif isinstance(block, Table):
        _docx_table(document, block, encode)
    else:
        document.add_paragraph(encode(block.text))


class _Numbers:
    """Numbering of our own: "Điều 1." > "1." > "a)" with restarts, lists of tasks, bullets."""

    _ARTICLES = (("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))

    def __init__(self, document):
        self._document = document
        self._root = document.part.numbering_part.element
        self._articles = self._define(70, self._ARTICLES)
        self._tasks = self._define(71, (("decimal", "%1."),))
        self._bullets = self._define(72, (("bullet", "-"),))
        self._in_articles = False

    def _define(self, number, levels):
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        def element(parent, name, **attributes):
            made = OxmlElement(f"w:{name}")
            for key, value in attributes.items():
                made.set(qn(f"w:{key}"), str(value))
            parent.append(made)
            return made

        pattern = OxmlElement("w:abstractNum")
        pattern.set(qn("w:abstractNumId"), str(number))
        for depth, (form, text) in enumerate(levels):
            level = element(pattern, "lvl", ilvl=depth)
            element(level, "start", val=1)
            element(level, "numFmt", val=form)
            element(level, "lvlText", val=text)
        self._root.insert(0, pattern)
        own = element(self._root, "num", numId=number)
        element(own, "abstractNumId", val=number)
        return number

    def add(self, item, text):
        paragraph = self._document.add_paragraph(text)
        self._in_articles = self._in_articles or item.level == 0
        list_id = self._articles if self._in_articles else self._tasks
        if item.mark == "-":
            list_id = self._bullets
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = list_id
        properties.get_or_add_ilvl().val = item.level if list_id == self._articles else 0


def _docx_table(document, table, encode):
    document.add_paragraph(encode(table.caption))
    if table.unit:
        document.add_paragraph(encode(table.unit))
    rows = [*table.heads, *table.rows]
    made = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for top, left, bottom, right in table.merges:
        made.cell(top, left).merge(made.cell(bottom, right))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text:
                made.cell(row, column).text = encode(text)


def write_xlsx(path):
    """The tables of the report as two sheets: typed numbers with formats, heads merged."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for place, table in enumerate(TABLES, 1):
        sheet = book.create_sheet(f"Bảng {place}")
        sheet.cell(1, 1, table.caption)
        sheet.merge_cells(None, 1, 1, 1, len(table.joined))
        sheet.cell(2, len(table.joined), table.unit or None)
        for row, cells in enumerate([*table.heads, *table.rows], 3):
            for column, text in enumerate(cells, 1):
                _cell(sheet, row, column, text, row >= 3 + len(table.heads))
        for top, left, bottom, right in table.merges:
            sheet.merge_cells(None, top + 3, left + 1, bottom + 3, right + 1)
    book.save(path)


def _cell(sheet, row, column, text, is_data):
    plain = text.replace(".", "").replace(",", ".")
    if not is_data or not plain.replace(".", "").isdecimal():
        sheet.cell(row, column, text or None)
        return
    cell = sheet.cell(row, column, float(plain) if "." in plain else int(plain))
    decimals = len(text.partition(",")[2])
    cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")


def write_csv(path, table, delimiter=";", encoding="utf-8-sig"):
    """One table as a spreadsheet program writes it where commas are decimal marks."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([table.caption])
    if table.unit:
        writer.writerow([table.unit])
    writer.writerows([*table.heads, *table.rows])
    path.write_bytes(out.getvalue().encode(encoding))


def html_page():
    """The report as a page of a portal, with a menu, a sidebar and a footer."""
    parts = [f"<p>{'<br>'.join(cell)}</p>" for row in LETTERHEAD for cell in row]
    parts.append(f"<h1>{escape(' '.join(TITLE))}</h1>")
    for block in BODY:
        if isinstance(block, Heading):
            parts.append(f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, Item):
            parts.append(f"<p>{escape(block.mark)} {escape(block.text)}</p>")
        elif isinstance(block, Table):
            parts += [f"<p>{escape(block.caption)}</p>", f"<p>{escape(block.unit)}</p>"]
            parts.append(html_table(block))
        else:
            parts.append(f"<p>{escape(block.text)}</p>")
    article = "\n".join(parts)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<title>{escape(" ".join(TITLE))} - Cổng thông tin tỉnh Kon Tum</title>
<meta property="og:site_name" content="Cổng thông tin tỉnh Kon Tum">
<meta property="article:published_time" content="2022-12-16T08:30:00+07:00">
<style>p {{ margin: 0 }}</style><script>var quangCao = "mua ngay";</script></head>
<body><header><a href="/">Trang chủ</a></header>
<nav><ul><li><a href="/a">Giới thiệu</a></li><li><a href="/b">Liên hệ quảng cáo</a></li></ul></nav>
<main><article>{article}</article></main>
<aside><h3>Tin đọc nhiều</h3><ul><li><a href="/c">Lịch tiếp công dân</a></li></ul></aside>
<footer>Bản quyền thuộc về cổng thông tin</footer></body></html>"""


def html_table(table):
    covered = {
        (row, column): (bottom - top + 1, right - left + 1)
        if (row, column) == (top, left)
        else None
        for top, left, bottom, right in table.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    lines = []
    for row, cells in enumerate([*table.heads, *table.rows]):
        tag = "th" if row < len(table.heads) else "td"
        made = ""
        for column, text in enumerate(cells):
            span = covered.get((row, column), (1, 1))
            if span:
                made += f'<{tag} rowspan="{span[0]}" colspan="{span[1]}">{escape(text)}</{tag}>'
        lines.append(f"<tr>{made}</tr>")
    return f"<table>{''.join(lines)}</table>"


def write_eml(path, attachment=None):
    message = EmailMessage()
    message["Subject"] = " ".join(TITLE)
    message["From"] = "Văn phòng UBND tỉnh <vanphong@kontum.example>"
    message["Date"] = "Fri, 16 Dec 2022 08:30:00 +0700"
    message.set_content(plain_text())
    if attachment:
        message.add_attachment(
            attachment.read_bytes(), "application", "octet-stream", filename=attachment.name
        )
    path.write_bytes(message.as_bytes())


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in files.items():
            archive.write(file, name)


def write_pdf(path):
    """The report by reportlab: letterhead in two columns, tables with borders, page numbers."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus import SimpleDocTemplate, Spacer
    from reportlab.platypus import Table as Grid

    fonts = Path("/usr/share/fonts/truetype/dejavu")
    for name, file in (("Serif", "DejaVuSerif.ttf"), ("Serif-Bold", "DejaVuSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))
    body = ParagraphStyle("body", fontName="Serif", fontSize=11, leading=15, spaceAfter=6)
    bold = ParagraphStyle("bold", body, fontName="Serif-Bold")
    centred = ParagraphStyle("centred", bold, alignment=1)
    small = ParagraphStyle("small", body, fontSize=9.5, leading=12, alignment=1, spaceAfter=0)

    frame = Grid(
        [[Text("<br/>".join(lines), small) for lines in row] for row in LETTERHEAD],
        colWidths=[190, 280],
    )
    flow = [frame, Spacer(1, 12), *(Text(line, centred) for line in TITLE)]
    for block in BODY:
        if isinstance(block, Heading):
            flow.append(Text(block.text, bold))
        elif isinstance(block, Item):
            flow.append(Text(f"{block.mark} {block.text}", bold if block.level == 0 else body))
        elif isinstance(block, Table):
            flow.append(Text(block.caption, bold))
            flow += [Text(block.unit, body)] if block.unit else []
            rows = [[Text(cell, small) for cell in row] for row in [*block.heads, *block.rows]]
            spans = [
                ("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in block.merges
            ]
            grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
            flow += [Grid(rows, style=[grid, *spans], repeatRows=len(block.heads)), Spacer(1, 8)]
        else:
            flow.append(Text(block.text, body))

    def numbered(canvas, document):
        canvas.setFont("Serif", 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 30, str(document.page))

    SimpleDocTemplate(str(path), pagesize=A4).build(flow, onLaterPages=numbered)


def write_scan(path, pdf, page, dpi=200):
    """One page of a PDF, counted from 0, as a picture in a PDF, as a scanner leaves it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=dpi / 72).to_pil().convert("L")
    picture.save(path, resolution=dpi)
    document.close()


def convert(path, target, folder):
    """The file at `path` as `target` by LibreOffice; None where that is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", target),
            *("--outdir", str(folder), str(path)),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return folder / f"{path.stem}.{target.partition(':')[0]}"
