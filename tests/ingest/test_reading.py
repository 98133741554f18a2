import gzip
import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EmptyFile, InputError, MissingInput, UnreadableFile
from ingest.reading import decode, read_file

TEXT = "Thu ngân sách huyện Bình Gia đạt 1.330 tỷ đồng, tăng 8,5% – “vượt” kế hoạch.\nDòng hai.\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
    ],
)
def test_every_encoding_gives_the_same_stored_text(content, encoding):
    assert decode(content, "a.txt") == (TEXT, encoding)


def test_windows_1258_is_read(windows_1258):
    assert decode(windows_1258(TEXT), "a.txt") == (TEXT, "windows-1258")


@pytest.mark.parametrize(
    ("typed", "text", "encoding"),
    [
        ("Sè liÖu thèng kª cña tØnh", "Số liệu thống kê của tỉnh", "tcvn3"),
        ("Soá lieäu cuûa tænh ñaõ coù", "Số liệu của tỉnh đã có", "vni"),
    ],
)
def test_encodings_of_before_unicode_are_read(typed, text, encoding):
    assert decode(typed.encode("latin-1"), "a.txt") == (text, encoding)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n" + TEXT.encode(), "a.txt: nội dung là tệp PDF"),
        (b"PK\x03\x04" + b"x" * 50, "docx"),
        (gzip.compress(TEXT.encode()), "gzip"),
        (b"\x89PNG\r\n\x1a\n123", "PNG"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"abc\x00def" * 9, "byte 0"),
        (b"abc \x01\x02\x03\x04\x05" * 20, "ký tự điều khiển"),
        (TEXT.encode("utf-16-le"), "BOM"),
        (b"\xff\xfe" + b"abc", "UTF-16 nhưng hỏng"),
        (TEXT.encode() + b"\xe1\xba", "hỏng ở byte"),
        ("données de la région".encode("latin-1"), "không phải UTF-8"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(content, message):
    with pytest.raises(UnreadableFile, match=message) as refusal:
        decode(content, "a.txt")
    assert "lưu lại" in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf\n", "---\n…\n".encode()])
def test_a_file_without_words_is_empty(content):
    with pytest.raises(EmptyFile, match=r"a\.txt"):
        decode(content, "a.txt")


def test_file_is_read_with_its_hash(tmp_path):
    path = tmp_path / "a.TXT"
    path.write_bytes(TEXT.encode())
    found = read_file(path)
    assert found.text == TEXT
    assert found.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_other_extensions_are_refused_with_the_allowed_ones(tmp_path):
    (tmp_path / "a.exe").write_text("abc")
    with pytest.raises(UnreadableFile, match=r"«\.exe».*\.txt, \.md"):
        read_file(tmp_path / "a.exe")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(MissingInput, match="Không có tệp"):
        read_file(tmp_path / "b.txt")
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(InputError, match="không phải một tệp"):
        read_file(tmp_path / "c.txt")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda t: "a" + t))
def test_composed_utf8_text_is_stored_as_it_is(text):
    text = unicodedata.normalize("NFC", text)
    assert decode(text.encode(), "a.txt")[0] == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        text, _ = decode(content, "a.txt")
    except InputError:
        return
    assert text == unicodedata.normalize("NFC", text)
