"""One report in every format and encoding: text, tables, figures and answers come back."""

import re
import shutil
import zipfile
from datetime import date
from difflib import SequenceMatcher

import pytest

from ingest.describe import describe
from ingest.figures import read_figures
from ingest.opening import read_parts
from ingest.passages import cut_passages
from ingest.reading import FileText
from tests.ingest import fixture_files as fixtures
from tests.ingest.fixture_report import BUDGET, INDICATORS, QUESTIONS, TITLE

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
#: files that hold all of the report, and those that hold one or both of its tables
TEXTS = (
    *("utf-8.txt", "utf-16.txt", "cp1258.txt", "tcvn3.txt", "vni.txt", "report.md", "report.docx"),
    *("tcvn3.docx", "vni.docx", "report.html", "report.eml", "report.pdf"),
    *(pytest.param(f"report.{form}", marks=OFFICE) for form in ("doc", "odt")),
    pytest.param("typed.rtf", marks=OFFICE),
)
SHEETS = ("tables.xlsx", pytest.param("tables.xls", marks=OFFICE))
DIGITAL, SCANNED = 0.995, 0.97


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The report in all formats; those of LibreOffice only where it is installed."""
    folder = tmp_path_factory.mktemp("formats")
    text = fixtures.plain_text()
    (folder / "utf-8.txt").write_text(text, "utf-8")
    (folder / "utf-16.txt").write_text(text, "utf-16")
    (folder / "cp1258.txt").write_bytes(fixtures.windows_1258(text))
    (folder / "tcvn3.txt").write_bytes(fixtures.tcvn3(text))
    (folder / "vni.txt").write_bytes(fixtures.vni(text))
    (folder / "report.md").write_text(fixtures.markdown_text(), "utf-8")
    (folder / "report.html").write_text(fixtures.html_page(), "utf-8")
    fixtures.write_docx(folder / "report.docx")
    fixtures.write_docx(folder / "typed.docx", numbering=False)
    for font, encode in ((".VnTime", fixtures.tcvn3), ("VNI-Times", fixtures.vni)):
        fixtures.write_docx(
            folder / f"{encode.__name__}.docx",
            font=font,
            encode=lambda text, encode=encode: encode(text).decode("cp1252"),
        )
    fixtures.write_eml(folder / "report.eml")
    fixtures.write_pdf(folder / "report.pdf")
    fixtures.write_xlsx(folder / "tables.xlsx")
    fixtures.write_csv(folder / "indicators.csv", INDICATORS)
    fixtures.write_csv(folder / "budget.tsv", BUDGET, delimiter="\t", encoding="utf-16")
    if shutil.which("soffice"):
        for name, target in (("report", "doc"), ("report", "odt"), ("typed", "rtf")):
            fixtures.convert(folder / f"{name}.docx", target, folder)
        fixtures.convert(folder / "tables.xlsx", "xls", folder)
    return folder


@pytest.fixture(scope="module")
def content(folder):
    """What the reader gives for a file of the folder, read once."""
    known = {}

    def read(name):
        if name not in known:
            parts = [p for p in read_parts(folder / name, name) if not isinstance(p, str)]
            assert [part.error for part in parts] == [""]
            known[name] = parts[0].extracted
        return known[name]

    return read


def words(text):
    return re.findall(r"\w+(?:[.,/%-]\w+)*%?", re.sub(r"[#|]|-{3,}", " ", text).casefold())


def accuracy(text, expected):
    """Share of words that are right, of those expected or found, whichever are more."""
    one, other = words(expected), words(text)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(one), len(other))


def cells(text):
    """All cells of the Markdown tables of a text: (label of the row, head) → cell."""
    found = {}
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()
        ]
        head, body = rows[0], rows[2:]
        label = head.index("Chỉ tiêu" if "Chỉ tiêu" in head else "Nội dung")
        found |= {(row[label], name): row[n] for row in body for n, name in enumerate(head)}
    return found


def expected_cells(*tables):
    return {
        (row[table.joined.index("Chỉ tiêu") if "Chỉ tiêu" in table.joined else 0], head): cell
        for table in tables
        for row in table.rows
        for head, cell in zip(table.joined, row, strict=True)
    }


def ledger(text, name):
    document = describe(FileText(text, "0", "utf-8"), name, "")
    return [
        (one.indicator, one.value, one.unit, one.scope.kind, one.scope.period)
        for one in read_figures(document, cut_passages(document))
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_comes_back(content, name):
    text = content(name).text
    expected = fixtures.plain_text()
    if name.endswith(".eml"):
        text = text.partition("16/12/2022")[2]
    assert accuracy(text, expected) >= DIGITAL


@pytest.mark.parametrize("name", [*TEXTS, *SHEETS])
def test_each_cell_of_each_table_comes_back_under_its_head(content, name):
    assert cells(content(name).text) == expected_cells(INDICATORS, BUDGET)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scanned_page_gives_what_the_digital_one_does(content, folder):
    fixtures.write_scan(folder / "scan.pdf", folder / "report.pdf", page=1)
    digital = content("report.pdf")
    expected = digital.text[digital.pages[0] : (*digital.pages, None)[1]]
    scanned = content("scan.pdf").text
    assert accuracy(scanned, expected) >= SCANNED
    assert cells(scanned) == cells(expected) == expected_cells(BUDGET)


@pytest.mark.parametrize(
    ("name", "table"), [("indicators.csv", INDICATORS), ("budget.tsv", BUDGET)]
)
def test_a_table_in_a_text_file_comes_back(content, name, table):
    text = content(name).text
    assert cells(text) == expected_cells(table)
    assert text.startswith(f"## {table.caption}\n")


@pytest.fixture(scope="module")
def table_figures():
    """Figures of the report's tables with what they measure and when."""
    return {one for one in ledger(fixtures.plain_text(), "a.txt") if one[0] in LABELS}


LABELS = {row[1] for row in INDICATORS.rows} | {row[0] for row in BUDGET.rows}


@pytest.mark.parametrize("name", [*TEXTS, *SHEETS])
def test_figures_of_tables_are_the_same_from_every_format(content, table_figures, name):
    assert len(table_figures) == 3 * (len(INDICATORS.rows) + len(BUDGET.rows))
    found = {one for one in ledger(content(name).text, name) if one[0] in LABELS}
    assert found >= table_figures


def test_lists_keep_the_numbers_that_word_generates(content):
    text = content("report.docx").text
    for line in ("Điều 2. Mức hỗ trợ", "2. Hộ nghèo được hỗ trợ thêm", "b) Cam kết giữ rừng"):
        assert f"\n{line}" in text


def test_a_page_gives_its_title_date_and_outlet_and_no_menu(content):
    page = content("report.html")
    assert page.title == " ".join(TITLE)
    assert page.published == date(2022, 12, 16)
    assert page.outlet == "Cổng thông tin tỉnh Kon Tum"
    for aside in ("Trang chủ", "quảng cáo", "Tin đọc nhiều", "Bản quyền", "quangCao"):
        assert aside not in page.text


def test_an_archive_gives_the_same_as_its_members(content, folder):
    names = ["report.docx", "indicators.csv", "tcvn3.txt"]
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for name in names:
            archive.write(folder / name, f"năm 2022/{name}")
    parts = [p for p in read_parts(folder / "all.zip", "all.zip") if not isinstance(p, str)]
    assert [part.name for part in parts] == [f"năm 2022/{name}" for name in names]
    assert [p.extracted.text for p in parts] == [content(name).text for name in names]


@pytest.fixture(scope="module")
def answers(folder, content, tmp_path_factory):
    """Short answers to all questions over an index of one file; files of one text share them."""
    from embedding.model import load_embedder
    from ingest.pipeline import ingest_paths
    from retrieval.assistant import open_assistant

    embedder = load_embedder()
    known = {}

    def ask(name):
        text = content(name).text
        if text not in known:
            data = tmp_path_factory.mktemp("index") / "data"
            ingest_paths(data, embedder, [folder / name])
            assistant = open_assistant(data, embedder=embedder, today=date(2026, 3, 2))
            known[text] = [assistant.ask(question).short for question, _ in QUESTIONS]
        return known[text]

    return ask


def test_the_questions_are_answered_from_plain_text(answers):
    pairs = zip(answers("utf-8.txt"), QUESTIONS, strict=True)
    right = sum((gold in said) if gold else not said for said, (_, gold) in pairs)
    assert len(QUESTIONS) == 30
    assert right >= 28


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_questions_get_the_same_answers_from_every_format(answers, name):
    expected = dict(zip(QUESTIONS, answers("utf-8.txt"), strict=True))
    assert dict(zip(QUESTIONS, answers(name), strict=True)) == expected
