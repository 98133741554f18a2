"""Which reader a file gets: by the end of its name, and by what its first bytes say it is."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from errors import EmptyFile, UnreadableFile

#: read in this process, as the text that they are
TEXT_SUFFIXES = (".txt", ".md")

#: end of the name → "module:function" of its reader, which is imported where it runs: each is
#: called with a path and the name for messages, and gives an `Extracted`
READERS = {
    ".pdf": "ingest.readers.pdf:read",
    ".docx": "ingest.readers.docx:read",
    ".docm": "ingest.readers.docx:read",
    ".doc": "ingest.readers.office:read",
    ".odt": "ingest.readers.office:read",
    ".rtf": "ingest.readers.office:read",
    ".xlsx": "ingest.readers.sheet:read",
    ".xls": "ingest.readers.office:read",
    ".ods": "ingest.readers.office:read",
    ".xlsm": "ingest.readers.sheet:read",
    ".pptx": "ingest.readers.slides:read",
    ".pptm": "ingest.readers.slides:read",
    ".ppt": "ingest.readers.office:read",
    ".odp": "ingest.readers.slides:read",
    ".csv": "ingest.readers.csv_table:read",
    ".tsv": "ingest.readers.csv_table:read",
    ".html": "ingest.readers.web:read",
    ".htm": "ingest.readers.web:read",
    ".mht": "ingest.readers.web:read",
    ".mhtml": "ingest.readers.web:read",
    ".eml": "ingest.readers.mail:read",
    ".png": "ingest.readers.image:read",
    ".jpg": "ingest.readers.image:read",
    ".jpeg": "ingest.readers.image:read",
    ".tif": "ingest.readers.image:read",
    ".tiff": "ingest.readers.image:read",
}
#: files that hold nothing but other files
ARCHIVES = (".zip",)
#: files that hold others: archives, and mails with what is attached to them
HOLDERS = (*ARCHIVES, ".eml")
#: what is read, by the end of the name
EXTENSIONS = (*TEXT_SUFFIXES, *READERS, *ARCHIVES)

#: bytes at the beginning that are looked at
_HEAD = 4096
#: PDF allows rubbish before its mark
_PDF_WITHIN = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = (
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
#: suffixes whose content is text, so that no mark is expected
_TEXTUAL = frozenset((*TEXT_SUFFIXES, ".csv", ".html", ".eml"))
#: old Office suffixes under which web pages and plain texts are saved as well
_LOOSE = frozenset((".doc", ".xls", ".rtf"))
#: suffixes that mean the same content
_SAME = {
    ".htm": ".html",
    ".mht": ".html",
    ".mhtml": ".html",
    ".jpeg": ".jpg",
    ".tiff": ".tif",
    ".docm": ".docx",
    ".xlsm": ".xlsx",
    ".pptm": ".pptx",
    ".tsv": ".csv",
}
#: streams of old Office files, by which they are told apart
_OLE_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_NAMES = {".txt": "văn bản thường"}


@dataclass(frozen=True, slots=True)
class Detected:
    """What a file is: the suffix that its content stands for, and a remark where that is odd."""

    suffix: str
    remark: str = ""


def is_allowed(path: Path) -> bool:
    """Whether the file's extension is one that is read."""
    return path.suffix.lower() in EXTENSIONS


def check_extension(path: Path, name: str) -> None:
    """Raise UnreadableFile unless the extension of the file called `name` is one that is read."""
    if not is_allowed(path):
        raise UnreadableFile(
            f"{name}: {f'phần mở rộng «{path.suffix}»' if path.suffix else 'tệp không đuôi'} chưa "
            f"đọc được; được phép: {', '.join(EXTENSIONS)}. Hãy lưu tài liệu thành một trong các "
            "dạng ấy."
        )


def detect(path: Path, name: str) -> Detected:
    """What the file at `path`, called `name` in messages, holds.

    A file whose content is of another format that is read counts as that, with a remark. Raises
    UnreadableFile for what no reader takes or a password protects, and EmptyFile for no bytes.
    """
    suffix = path.suffix.lower()
    suffix = _SAME.get(suffix, suffix)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    found = _content_of(path, name, head, suffix)
    if found == suffix:
        return Detected(suffix)
    if found in ARCHIVES:
        # Most often an Office document that has lost its main part.
        raise UnreadableFile(
            f"{name}: không phải tài liệu {suffix} nguyên vẹn mà chỉ là tệp nén ZIP. Hãy mở tệp "
            "bằng chương trình đã tạo ra nó, lưu lại rồi nạp lại; nếu đúng là tệp nén, hãy đổi "
            "đuôi thành .zip."
        )
    if found not in EXTENSIONS or (found in TEXT_SUFFIXES and suffix not in _LOOSE):
        check_extension(path, name)
        what = _NAMES.get(found, f"tệp {found}")
        raise UnreadableFile(
            f"{name}: {f'nội dung là {what}' if found else 'không nhận ra nội dung'}, không phải "
            f"{suffix}. Hãy mở tệp bằng chương trình đã tạo "
            f"ra nó rồi lưu lại đúng dạng {suffix}."
        )
    return Detected(found, f"nội dung là {found}, không phải {suffix}; đã đọc như {found}")


def _content_of(path: Path, name: str, head: bytes, suffix: str) -> str:
    """The suffix that the content stands for; "" where nothing is known of it."""
    if head.startswith(_OLE):
        return _old_office(path, name, suffix)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path, name)
    for mark, found in _MARKS:
        if head.startswith(mark):
            return found
    # Any text may speak of the mark; what is stored uncompressed in an archive has it as well.
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:_PDF_WITHIN]):
        return ".pdf"
    # What is wrong with a text is told by who decodes it.
    if _is_text(head) or suffix in _TEXTUAL:
        return _textual(head, suffix)
    return ""


def _is_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head


def _textual(head: bytes, suffix: str) -> str:
    """What a text is: what its name says, or a web page saved under another name."""
    if suffix in _TEXTUAL:
        return suffix
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if begin.startswith((b"<!doctype html", b"<html")) or b"<html" in begin:
        return ".html"
    return ".txt"


def _old_office(path: Path, name: str, suffix: str) -> str:
    content = path.read_bytes()
    for stream, found in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if not found:
                raise UnreadableFile(
                    f"{name}: tài liệu Office có mật khẩu. Hãy bỏ mật khẩu rồi chạy lại."
                )
            return found
    return suffix if suffix in (".doc", ".xls", ".ppt") else ""


def _zipped(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as cause:
        raise UnreadableFile(
            f"{name}: tệp nén bên trong bị hỏng hoặc bị cắt cụt. Hãy lấy lại bản nguyên vẹn."
        ) from cause
    for part, found in (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx")):
        if "[Content_Types].xml" in names and any(one.startswith(part) for one in names):
            return found
    if b"opendocument.text" in kind:
        return ".odt"
    if b"opendocument.spreadsheet" in kind:
        return ".ods"
    if b"opendocument.presentation" in kind:
        return ".odp"
    return ".zip"
