"""Workbooks and tables in text: titles, heads, numbers as shown, what is hidden; refusals."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EmptyFile, UnreadableFile
from ingest.describe import describe
from ingest.figures import read_figures
from ingest.listing import printed_period
from ingest.passages import cut_passages
from ingest.readers import csv_table, sheet
from ingest.readers.grid import Grid, Merge, table_blocks
from ingest.readers.number_format import shown
from ingest.reading import FileText
from tests.ingest import fixture_files as fixtures
from tests.ingest.damage import damaged, is_read_or_refused
from vietnamese.scope import Kind


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0.0", "1.234,5"),
        (1234567, "General", "1234567"),
        (0.1 + 0.2, "General", "0,3"),
        (2021, "0", "2021"),
        (0.0672, "0.00%", "6,72%"),
        (0.07, "0%", "7%"),
        (8.25, "0.0", "8,3"),
        (-1234.5, "#,##0.0;(#,##0.0)", "-1.234,5"),
        (-12, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-12"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        (12.5, '#,##0.0" tỷ đồng"', "12,5 tỷ đồng"),
        (3.5, '#,##0.0\\ "₫"', "3,5 ₫"),
        (1234567.8, "#,##0,", "1.235"),
        (1234.5, "### ### ##0.0", "1.234,5"),
        (1.5, "#,##0.##", "1,5"),
        (5, "00", "05"),
        (-0.001, "0.0", "0,0"),
        (1.5e-7, "General", "0,00000015"),
        (12345, "0.00E+00", "12345"),
        (7, "[Red][$-42A]#,##0", "7"),
        (float("nan"), "0", ""),
        (datetime(2021, 3, 5, 10, 30), "m/d/yyyy h:mm", "05/03/2021 10:30"),
        (date(2021, 3, 5), "[$-42A]dd mmmm yyyy", "05/03/2021"),
        (date(2021, 3, 5), "mm/yyyy", "03/2021"),
        (date(2021, 3, 5), "yyyy", "2021"),
        (time(7, 5), "h:mm", "07:05"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        ("Kon Tum", "@", "Kon Tum"),
        (True, "General", "có"),
        (None, "0", ""),
    ],
)
def test_a_cell_is_given_as_it_is_shown(value, code, text):
    assert shown(value, code) == text


@given(st.decimals(-(10**12), 10**12, places=2), st.text('#,0.%?;()[]_*"\\ -E/@a€', max_size=12))
def test_no_format_raises_or_shows_another_line(value, code):
    assert "\n" not in shown(value, code)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_the_shown_number_is_the_number(value):
    text = shown(value, "#,##0.00")
    assert Decimal(text.replace(".", "").replace(",", ".")) == value


@pytest.fixture
def text_of(tmp_path):
    def read(*sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets:
            made = book.create_sheet(title)
            for row in rows:
                made.append(row)
        book.save(tmp_path / "a.xlsx")
        return sheet.read(tmp_path / "a.xlsx", "a.xlsx").text

    return read


PLAN = [
    ["UBND TỈNH KON TUM"],
    [],
    ["KẾ HOẠCH TRỒNG RỪNG NĂM 2023"],
    [None, None, "Đơn vị tính: ha"],
    ["STT", "Huyện", "Diện tích"],
    [1, "Đăk Hà", 350],
    [2, "Sa Thầy", 412],
]


def test_lines_above_the_table_are_heading_and_unit(text_of):
    assert text_of(("Sheet1", PLAN)).splitlines() == [
        *("## KẾ HOẠCH TRỒNG RỪNG NĂM 2023", "", "UBND TỈNH KON TUM", ""),
        *("Đơn vị tính: ha", "", "| STT | Huyện | Diện tích |", "|---|---|---|"),
        *("| 1 | Đăk Hà | 350 |", "| 2 | Sa Thầy | 412 |"),
    ]


def test_a_name_that_people_gave_stands_in_the_heading(text_of):
    assert text_of(("Khối huyện", PLAN)).startswith("## Khối huyện: KẾ HOẠCH TRỒNG RỪNG NĂM 2023\n")
    assert text_of(("Trồng rừng", PLAN)).startswith("## KẾ HOẠCH TRỒNG RỪNG NĂM 2023\n")
    assert text_of(("Trồng rừng", PLAN[4:])).startswith("## Trồng rừng\n")


def test_each_sheet_and_each_table_in_it_is_read(text_of):
    two = [*PLAN[4:], [], ["Bảng giá"], ["Cây", "Giá"], ["Thông", "12.000 đồng"]]
    text = text_of(("A", two), ("B", [["Ghi chú: số liệu ước"]]))
    assert text.count("\n|---") == 2
    assert text.index("Bảng giá") < text.index("| Cây | Giá |") < text.index("## B")


def test_hidden_parts_formulas_without_result_and_errors_are_told(tmp_path):
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Thu"
    for row in (["Khoản", "2021", "mật"], ["Phí", 5, "x"], ["Lệ phí", 7, "y"], ["Ẩn", 9, "z"]):
        first.append(row)
    first.append(["Tổng", "=SUM(B2:B4)", None])
    first.append(["Tỷ lệ", "#DIV/0!", None])
    first.row_dimensions[4].hidden = True
    first.column_dimensions["C"].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"
    book["Nháp"]["A1"] = "bí mật"
    book.save(tmp_path / "a.xlsx")
    found = sheet.read(tmp_path / "a.xlsx", "a.xlsx")
    assert not {"mật", "Ẩn", "bí"} & set(found.text.split())
    assert "| Lệ phí | 7 |" in found.text
    for said in ("1 hàng bị ẩn", "1 cột bị ẩn", "«Nháp» bị ẩn", "1 ô công thức", "1 ô báo lỗi"):
        assert any(said in warning for warning in found.warnings), said


def test_words_in_fonts_of_before_unicode_are_converted(tmp_path):
    book = openpyxl.Workbook()
    for place, (text, font) in enumerate((("tØnh Kon Tum", ".VnTime"), ("tØnh", "Arial")), 1):
        book.active.cell(place, 1, text).font = openpyxl.styles.Font(name=font)
    book.save(tmp_path / "a.xlsx")
    assert sheet.read(tmp_path / "a.xlsx", "a.xlsx").text == "## tỉnh Kon Tum\n\ntØnh\n"


def test_one_cell_far_away_costs_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "gần", "xa"
    book.save(tmp_path / "a.xlsx")
    assert sheet.read(tmp_path / "a.xlsx", "a.xlsx").text == "## gần\n\nxa\n"


def test_cells_along_a_diagonal_make_no_table(monkeypatch, tmp_path):
    monkeypatch.setattr("ingest.readers.sheet_rows._MOST_CELLS", 1000)
    book = openpyxl.Workbook()
    for place in range(1, 60):
        book.active.cell(place, place, "xa")
        book.active.cell(place, place + 1, "gần")
    book.save(tmp_path / "a.xlsx")
    text = sheet.read(tmp_path / "a.xlsx", "a.xlsx").text
    assert "|" not in text
    assert text.count("xa  gần") == 59


def test_a_merge_of_the_whole_sheet_is_refused(tmp_path):
    fixtures.write_xlsx(tmp_path / "good.xlsx")
    path = changed(tmp_path, "xl/worksheets/sheet1.xml", b'ref="E3:F3"', b'ref="E3:XFD1048576"')
    with pytest.raises(UnreadableFile, match=r"^a\.xlsx: có vùng gộp"):
        sheet.read(path, "a.xlsx")


def changed(folder, part, old, new):
    """A copy of good.xlsx in which one part has `new` for `old`."""
    path = folder / "a.xlsx"
    with (
        zipfile.ZipFile(folder / "good.xlsx") as source,
        zipfile.ZipFile(path, "w") as target,
    ):
        assert part in source.namelist()
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return path


def test_a_long_sheet_gives_right_figures_and_each_part_its_head_and_title(tmp_path):
    book = openpyxl.Workbook()
    made = book.active
    made.append(["THU NGÂN SÁCH TỈNH KON TUM NĂM 2022"])
    made.append([None, None, None, "Đơn vị: tỷ đồng"])
    made.append(["Nội dung", "Năm 2021", "Năm 2022", None, "So sánh cùng kỳ (%)"])
    made.append([None, "Thực hiện", "Dự toán", "Ước thực hiện", None])
    for area in ("A1:E1", "A3:A4", "C3:D3", "E3:E4"):
        made.merge_cells(area)
    for n in range(1, 61):
        made.append([f"Khoản thu số {n}", 100.5 + n, 200 + n, 210.25 + n, 1.05])
        for column, code in zip("BCDE", ("#,##0.0", "#,##0", "#,##0.00", "0.0%"), strict=True):
            made[f"{column}{n + 4}"].number_format = code
    book.save(tmp_path / "a.xlsx")
    text = sheet.read(tmp_path / "a.xlsx", "a.xlsx").text
    document = describe(FileText(text, "0", "utf-8"), "a.xlsx", "")
    passages = cut_passages(document)
    figures = read_figures(document, passages)
    assert len(figures) == 240
    for n in (1, 30, 60):
        done, plan, estimate, growth = (f for f in figures if f.indicator == f"Khoản thu số {n}")
        assert [done.text, plan.text, estimate.text] == [
            f"{100 + n},5", f"{200 + n}", f"{210 + n},25"
        ]  # fmt: skip
        assert (done.scope.kind, plan.scope.kind) == (Kind.RESULT, Kind.PLAN)
        assert (estimate.scope.kind, growth.scope.kind) == (Kind.ESTIMATE, Kind.GROWTH)
        assert estimate.value == (Decimal(210 + n) + Decimal("0.25")) * 10**9
        assert (growth.text, growth.unit) == ("105,0%", "%")
        assert printed_period(done.scope.period) == "2021-01-01/2021-12-31"
        assert printed_period(plan.scope.period) == "2022-01-01/2022-12-31"
        assert plan.scope.place.full_name == "tỉnh Kon Tum"
    assert len(passages) > 5
    for passage in passages[1:]:
        assert "THU NGÂN SÁCH TỈNH KON TUM NĂM 2022" in passage.context
        assert "| Nội dung | Năm 2021 / Thực hiện | Năm 2022 / Dự toán |" in passage.context


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Huyện;Thu\nĐăk Hà;1.234,5\n", ["| Huyện | Thu |", "| Đăk Hà | 1.234,5 |"]),
        ('Huyện,Thu\n"Đăk Hà, Kon Tum","1.234,5"\n', ["| Đăk Hà, Kon Tum | 1.234,5 |"]),
        ("Huyện\tThu\nĐăk Hà\t12\nSa Thầy\t\n", ["| Đăk Hà | 12 |", "| Sa Thầy |  |"]),
        ('a;b\n"hai\ndòng";"nói ""có"""\n', ['| hai dòng | nói "có" |']),
        ("sep=;\na;b\n1,5;2\n", ["| a | b |", "| 1,5 | 2 |"]),
        ("BẢNG THU\n;;\nHuyện;2021;2022\nĐăk Hà;1;2\n", ["## BẢNG THU", "| Đăk Hà | 1 | 2 |"]),
    ],
)
def test_separators_and_quotes_of_text_tables(tmp_path, content, rows):
    (tmp_path / "a.csv").write_text(content, "utf-8")
    lines = csv_table.read(tmp_path / "a.csv", "a.csv").text.splitlines()
    assert [row for row in rows if row not in lines] == []


def test_text_tables_may_be_in_any_encoding(tmp_path):
    table = "Chỉ tiêu;Đơn vị\nSản lượng lúa;nghìn tấn\nDiện tích rừng trồng;héc ta\n"
    expected = None
    for encode in (str.encode, fixtures.windows_1258, lambda text: text.encode("utf-16")):
        (tmp_path / "a.csv").write_bytes(encode(table))
        text = csv_table.read(tmp_path / "a.csv", "a.csv").text
        expected = expected or text
        assert text == expected


def test_a_grid_with_captions_index_row_and_remarks():
    rows = (
        ("Bảng 3. Kết quả", "", ""),
        ("Chỉ tiêu", "2021", "2022"),
        ("A", "1", "2"),
        ("Lúa", "5", "6"),
        ("Ghi chú: số ước", "", ""),
    )
    assert table_blocks(Grid(rows, (Merge(0, 0, 0, 2),))) == [
        "Bảng 3. Kết quả",
        "| Chỉ tiêu | 2021 | 2022 |\n|---|---|---|\n| A | 1 | 2 |\n| Lúa | 5 | 6 |",
        "Ghi chú: số ước",
    ]


def test_a_table_without_a_head_gets_an_empty_one():
    (block,) = table_blocks(Grid((("Lúa", "5"), ("Ngô", "6"))))
    assert block == "|  |  |\n|---|---|\n| Lúa | 5 |\n| Ngô | 6 |"


@pytest.mark.parametrize(
    "head",
    [
        ("Huyện", "6 tháng", "9 tháng"),
        ("Chỉ tiêu", "2021", "2022"),
        ("", "2021-2025", "2026 - 2030"),
        ("STT", "Huyện", "12 xã"),
    ],
)
def test_times_in_a_head_are_no_figures(head):
    (block,) = table_blocks(Grid((head, ("Lúa", "5", "6"))))
    assert block.startswith("| " + " | ".join(head) + " |\n|---|")


@given(
    st.lists(st.lists(st.sampled_from(["", "a", "1,5", "2021", "x|y\n"]), max_size=5), max_size=6),
    st.lists(st.tuples(*[st.integers(0, 6)] * 4), max_size=4),
)
def test_any_grid_gives_rows_of_equal_width(rows, merges):
    found = tuple(Merge(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merges)
    for block in table_blocks(Grid(tuple(map(tuple, rows)), found)):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1


@pytest.mark.parametrize(
    ("part", "root"),
    [
        ("xl/styles.xml", b"<styleSheet"),
        ("xl/worksheets/sheet1.xml", b"<worksheet"),
        ("xl/workbook.xml", b"<workbook"),
    ],
)
def test_workbooks_with_entities_are_refused(tmp_path, part, root):
    fixtures.write_xlsx(tmp_path / "good.xlsx")
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = changed(tmp_path, part, root, bomb + root)
    with pytest.raises(UnreadableFile, match=rf"a\.xlsx: phần {part} khai báo thực thể"):
        sheet.read(path, "a.xlsx")


def test_what_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    with pytest.raises(EmptyFile, match=r"^a\.xlsx: tệp rỗng"):
        sheet.read(path, "a.xlsx")
    openpyxl.Workbook().save(path)
    with pytest.raises(EmptyFile, match="không có chữ"):
        sheet.read(path, "a.xlsx")
    fixtures.write_docx(path)
    with pytest.raises(UnreadableFile, match=r"^a\.xlsx: tệp Excel"):
        sheet.read(path, "a.xlsx")


@pytest.fixture(scope="module")
def whole():
    buffer = io.BytesIO()
    fixtures.write_xlsx(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_damaged_workbooks_are_refused_in_one_line(whole, tmp_path, seed):
    path = tmp_path / "a.xlsx"
    path.write_bytes(damaged(whole, seed))
    assert is_read_or_refused(sheet.read, path)
