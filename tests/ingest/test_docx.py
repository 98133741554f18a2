"""Word documents: what Word shows, and refusal of what is broken or hostile."""

import io
import random
import zipfile

import pytest

from errors import EmptyFile, UnreadableFile
from ingest.readers.docx import read
from ingest.readers.docx_numbering import spelt
from tests.ingest import fixture_files as fixtures
from tests.ingest.damage import damaged, is_read_or_refused
from tests.ingest.raw_docx import list_of, numbered, p, pattern, r, style, table, write_raw


@pytest.fixture
def text_of(tmp_path):
    def read_body(*body, **parts):
        return read(write_raw(tmp_path / "a.docx", "".join(body), **parts), "a.docx").text

    return read_body


@pytest.mark.parametrize(
    ("name", "inside", "mark"),
    [
        ("heading 2", "", "###"),
        ("Tiêu đề 1", "", "##"),
        ("Đề mục 3", "", "####"),
        ("Title", "", "#"),
        ("Tên văn bản", "", "#"),
        ("Muc lon", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "##"),
        ("Normal (Web)", "", ""),
        ("Body", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', ""),
    ],
)
def test_headings_are_told_by_style_and_outline_level(text_of, name, inside, mark):
    styled = p("Kết quả chung", properties='<w:pStyle w:val="s"/>')
    text = text_of(p("Mở đầu."), styled, styles=style("s", name, inside))
    assert text == f"Mở đầu.\n\n{mark} Kết quả chung\n".replace("\n\n ", "\n\n")


def test_a_style_is_what_it_is_based_on(text_of):
    styles = style("h", "heading 1") + style("own", "Cua toi", '<w:basedOn w:val="h"/>')
    text = text_of(p("A."), p("Phần một", properties='<w:pStyle w:val="own"/>'), styles=styles)
    assert "## Phần một" in text


def test_one_heading_of_the_first_level_at_the_top_is_the_title(text_of):
    styles = style("h1", "heading 1") + style("h2", "heading 2")
    one = p("Kế hoạch năm 2023", properties='<w:pStyle w:val="h1"/>')
    two = p("Mục tiêu", properties='<w:pStyle w:val="h2"/>')
    assert text_of(one, p("Lời."), two, styles=styles).startswith("# Kế hoạch năm 2023\n")
    assert text_of(one, p("Lời."), one, styles=styles).startswith("## Kế hoạch năm 2023\n")


def test_centred_lines_are_one_block_as_titles_are(text_of):
    centred = '<w:jc w:val="center"/>'
    lines = [p("NGHỊ QUYẾT", properties=centred), p("Về giao thông", properties=centred)]
    assert text_of(*lines, p("Điều khoản.")) == "NGHỊ QUYẾT\nVề giao thông\n\nĐiều khoản.\n"
    assert "NGHỊ QUYẾT\n\nVề" in text_of(lines[0], p(), lines[1])


ARTICLES = pattern(1, ("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def test_numbers_that_word_generates_come_back(text_of):
    places = [0, 1, 1, 2, 2, 1, 0, 1]
    body = (p(f"mục {n}", properties=numbered(5, level)) for n, level in enumerate(places))
    text = text_of(*body, numbering=ARTICLES + list_of(5, 1))
    assert text.split("\n\n") == [
        *("Điều 1. mục 0", "1. mục 1", "2. mục 2", "a) mục 3", "b) mục 4"),
        *("3. mục 5", "Điều 2. mục 6", "1. mục 7\n"),
    ]


def test_a_list_that_starts_anew_does_and_one_that_goes_on_does_too(text_of):
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = pattern(1, ("decimal", "%1.")) + list_of(1, 1) + list_of(2, 1, restart) + list_of(3, 1)
    body = (p("x", properties=numbered(n)) for n in (1, 1, 2, 2, 3))
    assert text_of(*body, numbering=lists).split() == "1. x 2. x 1. x 2. x 3. x".split()


def test_numbers_of_upper_levels_are_shown_and_bullets_kept(text_of):
    lists = pattern(1, ("upperRoman", "%1."), ("decimal", "%1.%2.")) + list_of(1, 1)
    lists += pattern(2, ("bullet", "\uf0b7")) + list_of(2, 2) + pattern(3, ("bullet", "+"))
    lists += list_of(3, 3)
    places = ((1, 0), (1, 1), (2, 0), (3, 0))
    body = (p("x", properties=numbered(*place)) for place in places)
    assert text_of(*body, numbering=lists).split("\n\n") == ["I. x", "I.1. x", "- x", "+ x\n"]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_opt_out(text_of):
    styles = style("s", "Khoan", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    own = '<w:pStyle w:val="s"/>'
    text = text_of(
        *(p("a", properties=own), p("b", properties=own + numbered(0)), p("c", properties=own)),
        styles=styles,
        numbering=pattern(1, ("decimal", "%1.")) + list_of(1, 1),
    )
    assert text == "1. a\n\nb\n\n2. c\n"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        *((4, "upperRoman", "IV"), (27, "lowerLetter", "aa"), (3, "cardinalText", "Ba")),
        *((7, "decimalZero", "07"), (5, "none", ""), (9, "chineseCounting", "9")),
        (10**9, "lowerRoman", "1000000000"),
    ],
)
def test_forms_of_numbers(number, form, shown):
    assert spelt(number, form) == shown


def test_notes_stand_in_brackets_at_the_end_of_their_paragraph(text_of):
    notes = f'<w:footnote w:id="2">{p(" Không kể", " xã đảo.")}</w:footnote>'
    notes += f'<w:footnote w:type="separator" w:id="0">{p("x")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    text = text_of(p("Có 12 xã", mark, " đạt chuẩn."), footnotes=notes)
    assert text == "Có 12 xã đạt chuẩn. (Không kể xã đảo.)\n"


def test_tracked_changes_are_read_as_accepted(text_of):
    text = text_of(
        p("Thu ", f"<w:ins>{r('5.200')}</w:ins>", "<w:del><w:r><w:delText>4.800</w:delText></w:r>"
          "</w:del>", " tỷ đồng"),
        f"<w:moveFrom>{p('chỗ cũ')}</w:moveFrom><w:moveTo>{p('chỗ mới')}</w:moveTo>",
        p("Câu này ", properties="<w:rPr><w:del/></w:rPr>"),
        p("nối liền."),
    )  # fmt: skip
    assert text == "Thu 5.200 tỷ đồng\n\nchỗ mới\n\nCâu này nối liền.\n"


def test_text_boxes_are_read_once_and_soft_breaks_kept(text_of):
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    text = text_of(p("Dòng một", "<w:r><w:br/></w:r>", "dòng hai", drawing))
    assert text == "Dòng một\ndòng hai\n\nTrong khung\n"


def test_what_is_not_shown_is_left_out(text_of):
    contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
    contents += f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Mục lục 3')}</w:sdtContent></w:sdt>"
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    text = text_of(
        contents,
        p("Phần I\t3", properties='<w:pStyle w:val="t"/>'),
        p("Hiện", r(" ẩn", "<w:vanish/>"), field, r(" hoa", "<w:caps/>")),
        styles=style("t", "toc 1"),
    )
    assert text == "Hiện HOA\n"


def test_runs_in_old_fonts_are_converted_as_one(text_of):
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    text = text_of(p(r("ñy ban nh©", font), r("n d©n tØnh", font), " Kon Tum"))
    assert text == "ủy ban nhân dân tỉnh Kon Tum\n"


def test_merged_cells_stand_by_each_row_and_under_each_head(text_of):
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    text = text_of(
        table(
            [(down, "Huyện"), (down, "Chỉ tiêu"), (wide, "Năm 2022")],
            [(on, ""), (on, ""), "Kế hoạch", "Thực hiện"],
            [(down, "Đăk Hà"), "Lúa (ha)", "1.200", (down, "1.350")],
            [(on, ""), "Ngô (ha)", "300", (on, "")],
        )
    )
    assert text.splitlines() == [
        "| Huyện | Chỉ tiêu | Năm 2022 / Kế hoạch | Năm 2022 / Thực hiện |",
        "|---|---|---|---|",
        "| Đăk Hà | Lúa (ha) | 1.200 | 1.350 |",
        "| Đăk Hà | Ngô (ha) | 300 |  |",
    ]


def test_a_table_in_a_cell_is_flattened_and_bars_do_not_part_cells(text_of):
    inner = table(["a", "b"], ["1", "2"])
    outer = f"<w:tbl><w:tr><w:tc>{p('x|y')}</w:tc><w:tc>{inner}{p()}</w:tc></w:tr>"
    outer += f"<w:tr><w:tc>{p('u')}</w:tc><w:tc>{p('3')}</w:tc></w:tr></w:tbl>"
    assert text_of(outer).splitlines()[0] == "| x/y | a; b 1; 2 |"


def test_a_letterhead_is_no_table(text_of):
    text = text_of(
        table(
            ["UBND HUYỆN ĐĂK HÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 7/KH-UBND", "Đăk Hà, ngày 3 tháng 1 năm 2023"],
        )
    )
    assert "|" not in text
    assert text.split("\n\n")[0] == "UBND HUYỆN ĐĂK HÀ"


CORE = (
    '<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:title>{}</d:title>'
    "<d:creator>{}</d:creator></c:coreProperties>"
)


@pytest.mark.parametrize(
    ("recorded", "author", "title", "name"),
    [
        (
            "Kế hoạch trồng rừng năm 2023",
            "Lê Thị Mai",
            "Kế hoạch trồng rừng năm 2023",
            "Lê Thị Mai",
        ),
        ("Báo cáo của tỉnh khác", "Administrator", "", ""),
        ("Microsoft Word - KH.doc", "HP Windows User", "", ""),
    ],
)
def test_properties_are_believed_only_where_they_can_be(tmp_path, recorded, author, title, name):
    body = p("KẾ HOẠCH TRỒNG RỪNG NĂM 2023") + p("Nội dung.")
    path = write_raw(tmp_path / "a.docx", body, core=CORE.format(recorded, author))
    found = read(path, "a.docx")
    assert (found.title, found.author) == (title, name)


BOMB = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
) + "]>"  # fmt: skip


def test_entities_are_refused_before_they_expand(tmp_path):
    path = write_raw(tmp_path / "a.docx", p("&m;"), prolog=BOMB)
    with pytest.raises(UnreadableFile, match=r"a\.docx: phần word/document\.xml khai báo thực thể"):
        read(path, "a.docx")


def test_parts_that_unpack_to_too_much_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.readers.parts.LARGEST_PART", 1 << 20)
    path = write_raw(tmp_path / "a.docx", p("a" * (1 << 21)))
    with pytest.raises(UnreadableFile, match="giải nén ra quá lớn"):
        read(path, "a.docx")


def test_files_that_are_no_documents_are_refused(tmp_path):
    path = tmp_path / "a.docx"
    for content, error, said in (
        (b"", EmptyFile, "tệp rỗng"),
        (b"khong phai zip", UnreadableFile, "hỏng"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), UnreadableFile, "mật khẩu"),
    ):
        path.write_bytes(content)
        with pytest.raises(error, match=rf"^a\.docx: .*{said}"):
            read(path, "a.docx")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(UnreadableFile, match="không có phần nội dung"):
        read(path, "a.docx")
    with pytest.raises(EmptyFile, match="không có chữ"):
        read(write_raw(path, p("…")), "a.docx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/image1.png", b"x")
    with pytest.raises(EmptyFile, match=r"chỉ có 1 ảnh.*dạng PDF"):
        read(path, "a.docx")


@pytest.fixture(scope="module")
def whole():
    buffer = io.BytesIO()
    fixtures.write_docx(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_damaged_documents_are_refused_in_one_line(whole, tmp_path, seed):
    """Cut short, bits turned over, or a part of the zip overwritten: no other error, no hang."""
    path = tmp_path / "a.docx"
    path.write_bytes(damaged(whole, seed))
    assert is_read_or_refused(read, path)


@pytest.mark.parametrize("seed", range(40))
def test_parts_with_broken_values_do_no_harm(tmp_path, seed):
    """The zip is whole, but its XML says nonsense: names, numbers and ends of elements."""
    chance = random.Random(seed)
    whole = tmp_path / "whole.docx"
    fixtures.write_docx(whole)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part.endswith(("document.xml", "numbering.xml", "styles.xml", ".rels")):
                for _ in range(chance.randrange(1, 6)):
                    place = chance.randrange(len(content))
                    new = chance.choice((b"", b"9" * 30, b'"', b"-1", b"x", b"/>", b"\xff"))
                    content = content[:place] + new + content[place + chance.randrange(4) :]
            target.writestr(part, content)
    assert is_read_or_refused(read, path)
