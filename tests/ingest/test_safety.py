"""Broken, hostile and odd files: one clear line for each, and nothing of them in the index.

With FUZZ_FILES=2000 in the environment so many spoilt files of all formats are tried instead of the
few of every day, for a quarter of an hour on two cores (LibreOffice and tesseract must be there):
FUZZ_FILES=2000 python -m pytest tests/ingest/test_safety.py -k spoilt
"""

import json
import os
import zipfile
from contextlib import closing
from io import BytesIO

import pytest

from ingest.names import shown
from store.index import open_index
from tests.ingest import hostile

MANY = int(os.environ.get("FUZZ_FILES", "0"))

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "tốt.txt").write_text("Huyện trồng thêm 120 ha chè.\n", encoding="utf-8")
    return folder


def replaced(content, name, change):
    """An archive with the text of one member changed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    members[name] = change(members[name].decode()).encode()
    return hostile.packed(**members)


def with_entity(content, name, head, tag):
    """An Office file in one part of which an entity is declared and used."""

    def change(text):
        text = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
        return head + text.replace(f"</{tag}>", f"&j;&a;</{tag}>", 1)

    return replaced(content, name, change)


def sound(data_dir):
    """Every document in the index is whole: its passages are spans of its text and cover it."""
    with closing(open_index(data_dir)) as index:
        for document in index.documents():
            passages = index.passages_of(document.source)
            assert passages, document.source
            for passage in passages:
                assert document.text[passage.start : passage.end] == passage.text
            held = "".join("".join(passage.text.split()) for passage in passages)
            assert held == "".join(document.text[document.body_start :].split())
        return [document.source for document in index.documents()]


def flipped(content):
    """A bit turned over in every eleventh byte, behind what tells the format."""
    changed = bytearray(content)
    for place in range(40, len(changed), 11):
        changed[place] ^= 1 << place % 8
    return bytes(changed)


def hostile_files():
    """Name → content and a part of the line that is said of it."""
    pdf, docx, xlsx, pptx = hostile.pdf(2), hostile.docx(), hostile.xlsx(), hostile.slides()
    zeros = bytes(60_000_000)
    nested = hostile.packed(**{"d.txt": "Tin sâu."})
    for name in ("c.zip", "b.zip", "a.zip"):
        nested = hostile.packed(**{name: nested})
    return {
        "rỗng.pdf": (b"", "tệp rỗng"),
        "rỗng.docx": (b"", "tệp rỗng"),
        "rỗng.zip": (b"", "tệp rỗng"),
        "số không.pdf": (bytes(5000), "tệp rỗng"),
        "cụt.pdf": (pdf[:700], "tệp PDF bị hỏng"),
        "cụt.docx": (docx[: len(docx) // 2], "bị hỏng"),
        "cụt.xlsx": (xlsx[:-200], "bị hỏng"),
        "cụt.pptx": (pptx[:-200], "bị hỏng"),
        "cụt.zip": (hostile.packed(**{"a.txt": "Tin"})[:-30], "bị hỏng"),
        "lật bit.docx": (flipped(docx), "bị hỏng"),
        "lật bit.xlsx": (flipped(xlsx), "bị hỏng"),
        "lật bit.png": (flipped(hostile.picture()), "ảnh bị hỏng"),
        "khóa.pdf": (hostile.pdf(password="bí mật"), "mật khẩu"),
        "khóa.docx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 3,
            "mật khẩu",
        ),
        "bom.docx": (with_entity(docx, "word/document.xml", BOMB, "w:t"), "thực thể XML"),
        "bom.xlsx": (with_entity(xlsx, "xl/workbook.xml", BOMB, "workbook"), "thực thể XML"),
        "bom.pptx": (
            with_entity(pptx, "ppt/presentation.xml", BOMB, "p:presentation"),
            "thực thể XML",
        ),
        "ngoài.docx": (with_entity(docx, "word/document.xml", OUTSIDE, "w:t"), "thực thể XML"),
        "bom.zip": (hostile.packed(**{"a.txt": zeros}), "vượt giới hạn"),
        "tầng.zip": (nested, "vượt giới hạn 2 tầng tệp nén"),
        "nhiều.zip": (hostile.packed(**{f"{n}.txt": "a" for n in range(2500)}), "2.000 tệp"),
        "lạc.zip": (hostile.packed(**{"../../lạc.txt": "Tin"}), "dẫn ra ngoài"),
        "vạn trang.pdf": (hostile.pdf(10_000), "vượt giới hạn 5.000 trang"),
        "giả.pdf": (b"MZ" + bytes(range(256)) * 20, "không nhận ra nội dung, không phải .pdf"),
        "chữ.pdf": (b"Ch\xe1\xbb\xaf th\xc6\xb0\xe1\xbb\x9dng", "văn bản thường, không phải .pdf"),
    }


def test_hostile_files_fail_alone_with_one_clear_line(ingest, folder, tmp_path):
    files = hostile_files()
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    with (folder / "thưa.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(500_000_000)
    done = ingest(folder, "--limit", "seconds=60", "--json")
    assert done.code == 1
    assert done.statuses["tốt.txt"] == "added"
    assert sound(tmp_path / "data") == ["tốt.txt"]
    lines = done.err.splitlines()
    assert "có 500 MB, vượt giới hạn 200 MB" in done.reason("thưa.pdf")
    for name, (_, message) in files.items():
        said = [line for line in lines if line.startswith(f"failed: {name}")]
        assert said, name
        assert all(message in line for line in said), said
        assert not any("sập" in line or "đọc quá" in line for line in said), said
    assert not list(tmp_path.rglob("lạc.txt"))
    assert "root:" not in json.dumps(done.value)


def test_a_good_file_under_a_wrong_name_is_read_as_what_it_is(ingest, folder):
    (folder / "a.docx").write_bytes(hostile.pdf(1))
    (folder / "b.xls").write_bytes(hostile.html())
    done = ingest(folder, "--json")
    assert done.code == 0
    assert "nội dung là .pdf, không phải .docx; đã đọc như .pdf" in done.err


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.odt"])
@pytest.mark.parametrize("members", [{}, {"a.txt": "Tin"}, {"word/document.xml": "<x/>"}])
def test_a_document_that_lost_its_parts_is_refused_and_no_archive(ingest, folder, name, members):
    (folder / name).write_bytes(hostile.packed(**members))
    done = ingest(folder, "--json")
    assert done.statuses == {"tốt.txt": "added", name: "failed"}
    assert "chỉ là tệp nén ZIP" in done.reason(name)
    assert "đổi đuôi thành .zip" in done.reason(name)


@pytest.mark.parametrize(
    "name",
    [
        "a \"b\" 'c'.txt",
        "dòng\nhai.txt",
        "\u202etxt.cod.txt",
        "\x1b[31mđỏ.txt",
        "a\u2028b\u200f.txt",
        "<b>&amp;.txt",
        "-–—.txt",
        " .txt",
    ],
)
def test_odd_names_stay_as_they_are_and_are_shown_on_one_line(ingest, folder, tmp_path, name):
    (folder / "tốt.txt").unlink()
    (folder / name).write_text("Huyện trồng thêm 120 ha chè.\n", encoding="utf-8")
    page = tmp_path / "nạp.html"
    done = ingest(folder, "--report", page, "--json")
    assert done.code == 0
    assert list(done.statuses) == [name]
    first, _last = done.err.splitlines()
    assert first.startswith(f"added: {shown(name)} (")
    assert first.isprintable()
    assert sound(tmp_path / "data") == [name]
    written = page.read_text(encoding="utf-8")
    assert "<b>&amp;.txt" not in written
    assert all(letter.isprintable() or letter == "\n" for letter in written)


def test_links_that_lead_out_are_not_followed(ingest, folder, tmp_path):
    secret = tmp_path / "bí mật.pdf"
    secret.write_bytes(hostile.pdf(1))
    (folder / "ra.pdf").symlink_to(secret)
    (folder / "thư mục").symlink_to(tmp_path)
    (folder / "vòng").symlink_to(folder)
    (folder / "mất.pdf").symlink_to(folder / "không có.pdf")
    os.mkfifo(folder / "ống.pdf")
    done = ingest(folder, "--json")
    assert {s for s, status in done.statuses.items() if status == "added"} == {"tốt.txt"}
    assert "không phải một tệp thường" in done.reason("ống.pdf")


@pytest.mark.timeout(300 if not MANY else 0)
def test_spoilt_files_of_all_formats_are_read_whole_or_refused(ingest, tmp_path):
    folder = tmp_path / "hỏng"
    names = spoilt_files(folder, tmp_path)
    done = ingest(folder, "--limit", "seconds=60", "--json")
    assert done.code == 1
    told = {hostile.file_of(source) for source in done.statuses}
    assert told == set(names)
    for row in done.value["documents"]:
        if row["status"] == "failed":
            assert row["reason"].startswith(row["source"]), row
            assert len(row["reason"]) < 500
            assert "sập" not in row["reason"], row
            assert "đọc quá" not in row["reason"], row
            assert "không phân tích được" not in row["reason"], row
    added = {s for s, status in done.statuses.items() if status == "added"}
    assert set(sound(tmp_path / "data")) == added
    assert len(done.err.splitlines()) == len(done.statuses) + 1


def spoilt_files(folder, scratch):
    """The share of every day, or the number asked for, of all formats; gives their names."""
    if not MANY:
        return hostile.write_spoilt(folder, hostile.quick_files(), 180, seed=1945)
    slow = MANY * 3 // 40  # each needs another program, and a second or more
    names = hostile.write_spoilt(folder, hostile.quick_files(), MANY - 2 * slow, seed=20261122)
    names += hostile.write_spoilt(folder, hostile.pictures(), slow, seed=2, into="ảnh")
    office = hostile.office_files(scratch)
    return names + hostile.write_spoilt(folder, office, slow, seed=3, into="văn phòng")
