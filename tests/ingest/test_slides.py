"""Presentations: slide by slide, with titles, lists and tables; refused with the reason."""

import shutil
from contextlib import closing
from itertools import pairwise

import pytest

from errors import EmptyFile, UnreadableFile
from ingest import limits
from ingest.readers import office, slides
from store.index import open_index
from tests.ingest.damage import damaged, is_read_or_refused
from tests.ingest.raw_slides import odp, pptx, shape, table

ROWS = (("Chỉ tiêu", "Năm 2021"), ("Chè (ha)", "1.120,5"), ("Ngô (ha)", "61"))
NUMBERED = "<a:buAutoNum type='arabicPeriod'/>"


@pytest.fixture
def read(tmp_path):
    def run(content, name="a.pptx"):
        path = tmp_path / name
        path.write_bytes(content)
        return slides.read(path, name)

    return run


def pages_of(found):
    borders = (0, *found.pages, len(found.text))
    return [found.text[a:b].strip() for a, b in pairwise(borders)]


def test_each_slide_is_a_page_in_the_order_shown(read):
    found = read(
        pptx(
            shape("Báo cáo năm 2021\ncủa huyện Mèo Vạc", kind="ctrTitle"),
            shape("Trồng chè", kind="title")
            + shape("Trồng thêm 120 ha.", ("Không đánh dấu.", "<a:buNone/>"), kind=""),
            shape("Trang 3", kind="sldNum") + shape("Hộp chữ tự do"),
        )
    )
    assert found.format == "pptx"
    assert pages_of(found) == [
        "# Báo cáo năm 2021 của huyện Mèo Vạc",
        "## Trồng chè\n\n- Trồng thêm 120 ha.\n\nKhông đánh dấu.",
        "Hộp chữ tự do",
    ]


def test_lists_are_numbered_and_groups_opened(read):
    inside = shape(("Một", NUMBERED), ("Hai", NUMBERED), "Thường", ("Lại một", NUMBERED))
    text = read(pptx(f"<p:grpSp><p:grpSp>{inside}</p:grpSp></p:grpSp>")).text
    assert text.split("\n\n") == ["1. Một", "2. Hai", "Thường", "1. Lại một\n"]


def test_tables_keep_heads_figures_and_merged_cells(read):
    text = read(pptx(table(ROWS))).text
    lines = "| Chỉ tiêu | Năm 2021 |\n|---|---|\n| Chè (ha) | 1.120,5 |\n| Ngô (ha) | 61 |\n"
    assert text == lines
    head = (("Chỉ tiêu", 'rowSpan="2"'), ("Năm 2021", 'gridSpan="2"'), ("", 'hMerge="1"'))
    below = (("", 'vMerge="1"'), "Kế hoạch", "Thực hiện")
    text = read(pptx(table((head, below, ("Chè", "100", "120"))))).text
    assert text.startswith("| Chỉ tiêu | Năm 2021 / Kế hoạch | Năm 2021 / Thực hiện |\n")


def test_a_hidden_slide_is_left_out_and_told_and_pages_keep_their_numbers(read):
    found = read(pptx(shape("Một"), None, shape("Ba"), shape("Số", kind="sldNum")))
    assert pages_of(found) == ["Một", "", "Ba", ""]
    assert found.warnings == ("không đọc trang chiếu ẩn: 2",)
    assert found.page_at(found.text.index("Ba")) == 3


def test_pages_and_the_place_of_a_slide_come_through_to_the_passages(ingest, tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    lines = [f"Huyện trồng thêm {number} ha chè ở thôn số {number}." for number in range(60)]
    first = shape("Báo cáo năm 2021 của huyện Mèo Vạc", kind="title") + shape(*lines, kind="")
    second = shape("Kết quả", kind="title") + shape(*lines, kind="body")
    (folder / "trình chiếu.pptx").write_bytes(pptx(first, second))
    (folder / "mở.odp").write_bytes(
        odp("<draw:frame><text:p>Thu 85,3 tỷ đồng.</text:p></draw:frame>")
    )
    assert ingest(folder, "--json").code == 0
    with closing(open_index(tmp_path / "data")) as index:
        passage = index.passages_of("trình chiếu.pptx")[-1]
        assert passage.page == 2
        assert passage.headings[-1] == "Kết quả"
        assert [figure.text for figure in index.figures("mở.odp")] == ["85,3 tỷ đồng"]


def test_odp_is_read_page_by_page(read):
    words = "<text:p>Kế <text:span>hoạch</text:span></text:p>"
    title = f'<draw:frame presentation:class="title">{words}</draw:frame>'
    items = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in "ab")
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in ROWS
    )
    notes = "<presentation:notes><text:p>Nói chậm</text:p></presentation:notes>"
    found = read(
        odp(
            title + notes,
            f"<draw:frame><text:list>{items}</text:list></draw:frame>",
            f"<draw:frame><table:table>{cells}</table:table></draw:frame>",
        ),
        "a.odp",
    )
    one, two, three = pages_of(found)
    assert (one, two) == ("# Kế hoạch", "- a\n\n- b")
    assert three.splitlines()[2] == "| Chè (ha) | 1.120,5 |"


@pytest.mark.parametrize(
    ("content", "name", "error", "said"),
    [
        (b"", "a.pptx", EmptyFile, "tệp rỗng"),
        (pptx(), "a.pptx", UnreadableFile, r"không có trang nào.*\.pptx hoặc PDF"),
        (pptx(shape("")), "a.pptx", EmptyFile, "không có chữ nào"),
        (
            pptx(shape(""), extra={"ppt/media/a.png": b"x"}.items()),
            "a.pptx",
            EmptyFile,
            "chỉ có ảnh.*Hãy lưu lại dạng PDF",
        ),
        (odp("", manifest="<encryption-data/>"), "a.odp", UnreadableFile, "mật khẩu"),
        (
            pptx(
                extra={"ppt/presentation.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}.items()
            ),
            "a.pptx",
            UnreadableFile,
            "khai báo thực thể XML",
        ),
        (pptx(shape("Chữ"))[:900], "a.pptx", UnreadableFile, "bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(read, content, name, error, said):
    with pytest.raises(error, match=f"(?s)^{name}: .*{said}"):
        read(content, name)


def test_too_many_slides_are_refused(read):
    limits.use(limits.Limits(pages=2))
    try:
        with pytest.raises(UnreadableFile, match="có 3 trang, vượt giới hạn 2 trang"):
            read(pptx(*[shape("a")] * 3))
    finally:
        limits.use(limits.Limits())


@pytest.mark.parametrize("seed", range(12))
def test_damaged_presentations_are_read_or_refused(tmp_path, seed):
    path = tmp_path / "a.pptx"
    path.write_bytes(damaged(pptx(shape("Chữ", kind="title"), table(ROWS)), seed))
    assert is_read_or_refused(slides.read, path)


@pytest.mark.parametrize(
    ("script", "said"),
    [("cp {made} ${{@: -2:1}}/in.pptx", ""), ("true", "libreoffice-impress.* lưu lại dạng .pptx")],
)
def test_old_powerpoint_goes_through_libreoffice(tmp_path, monkeypatch, script, said):
    """A stand-in for LibreOffice, as Impress need not be installed here."""
    made = tmp_path / "made.pptx"
    made.write_bytes(pptx(shape("Trang một"), shape("Trang hai")))
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/bash\n{script.format(made=made)}\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", {"soffice": str(program)}.get)
    path = tmp_path / "a.ppt"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le")
    )
    if said:
        with pytest.raises(UnreadableFile, match=said):
            office.read(path, "a.ppt")
    else:
        found = office.read(path, "a.ppt")
        assert (found.format, found.text) == ("ppt", "Trang một\n\nTrang hai\n")
        assert len(found.pages) == 1
