"""Files to stored text: decoded, NFC, LF line ends, otherwise as it stands in the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from errors import EmptyFile, MissingInput, UnreadableFile
from ingest.digest import SIDECAR, sidecar_bytes, unreadable
from ingest.extracted import Extracted
from ingest.formats import check_extension
from vietnamese.legacy_runs import decode_legacy_bytes
from vietnamese.normal import fold

_MAGIC = {
    b"%PDF": "tệp PDF",
    b"PK\x03\x04": "tệp nén ZIP hoặc tài liệu Office (docx, xlsx)",
    b"\xd0\xcf\x11\xe0": "tài liệu Office đời cũ (doc, xls)",
    b"{\\rtf": "tài liệu RTF",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
    b"GIF8": "ảnh GIF",
    b"SQLite format 3": "cơ sở dữ liệu SQLite",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"Rar!": "tệp nén RAR",
    b"\x1f\x8b": "tệp nén gzip",
    b"\x7fELF": "chương trình",
    b"MZ": "chương trình",
}
#: a chance hit on the two or three bytes of a short mark is harmless where text follows them
_WEAK_MAGIC = 2
#: more control characters than this share of a file's text do not occur in prose
_CONTROL_SHARE = 0.003
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: marks that Windows text may hold besides letters
_TYPOGRAPHY = frozenset("\u00a0“”‘’‚„–—…•·«»°§±×÷²³½¼¾€₫™©®†‡‹›‰´\u00ad")
_SAVE_AS = "Hãy mở tệp, lưu lại dạng văn bản với bảng mã UTF-8 rồi chạy lại."


@dataclass(frozen=True, slots=True)
class FileText:
    """Stored text of a file, the sha256 of its bytes and the encoding it was in.

    `sidecar` is the text of the file beside it that corrects its description; where there is one,
    the sha256 is of both. `extracted` is what a reader of another format than plain text gave.
    """

    text: str
    sha256: str
    encoding: str
    sidecar: str = ""
    extracted: Extracted | None = None


def read_file(path: Path, name: str | None = None) -> FileText:
    """Stored text of the plain text file at `path`, called `name` in messages.

    Raises MissingInput, UnreadableFile (extension, binary content, unknown encoding) and EmptyFile.
    """
    name = name or path.name
    check_extension(path, name)
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{name}: không phải một tệp thường. Hãy chỉ tới một tài liệu.")
        content = path.read_bytes()
    except FileNotFoundError as cause:
        raise MissingInput(f"Không có tệp {path}. Hãy kiểm tra lại đường dẫn.") from cause
    except OSError as cause:
        raise unreadable(name, cause) from cause
    text, encoding = decode(content, name)
    beside = sidecar_bytes(path, name)
    printed = content if beside is None else content + b"\0" + beside
    return FileText(text, hashlib.sha256(printed).hexdigest(), encoding, sidecar_text(beside, name))


def sidecar_text(beside: bytes | None, name: str) -> str:
    """The text of the sidecar of the file called `name`; "" without one."""
    return "" if beside is None else decode(beside, f"{name} ({SIDECAR[1:]})")[0]


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Stored text of the bytes of a file called `name`, and their encoding.

    UTF-16 is told by its byte order mark; anything else must be UTF-8, or windows-1258, TCVN3 or
    VNI that reads as Vietnamese. Raises UnreadableFile and EmptyFile.
    """
    if not content.strip():
        raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    _refuse_binary(content, name)
    text, encoding = _decoded(content, name)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(3, _CONTROL_SHARE * len(text)):
        raise UnreadableFile(
            f"{name}: không phải văn bản (có {controls} ký tự điều khiển). {_SAVE_AS}"
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if not any(letter.isalnum() for letter in text):
        raise EmptyFile(f"{name}: tệp không có chữ nào. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    return text, encoding


def _refuse_binary(content: bytes, name: str) -> None:
    for magic, what in _MAGIC.items():
        strong = len(magic) > _WEAK_MAGIC or b"\x00" in content[:4096]
        if content.startswith(magic) and strong:
            raise UnreadableFile(f"{name}: nội dung là {what}, không phải văn bản. {_SAVE_AS}")


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as cause:
            raise UnreadableFile(
                f"{name}: có dấu UTF-16 nhưng hỏng ở byte {cause.start}. {_SAVE_AS}"
            ) from cause
    if b"\x00" in content:
        raise UnreadableFile(
            f"{name}: không phải văn bản UTF-8 (có byte 0; UTF-16 phải có dấu BOM). {_SAVE_AS}"
        )
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as cause:
        text = _vietnamese_1258(content)
        legacy = decode_legacy_bytes(content) if text is None else None
        if legacy is not None:
            return legacy
        if text is None:
            raise UnreadableFile(
                f"{name}: không phải UTF-8 (hỏng ở byte {cause.start}), cũng không phải UTF-16 hay "
                f"windows-1258, TCVN3 (ABC) hay VNI. {_SAVE_AS}"
            ) from cause
        return text, "windows-1258"


def _vietnamese_1258(content: bytes) -> str | None:
    """The bytes read as windows-1258, None unless that gives Vietnamese.

    All letters must be Vietnamese, each combining tone must find its vowel, and at least one letter
    or tone must be of a kind that Western code pages lack. TCVN3 and VNI text fails by its letters,
    and so does UTF-8 with broken bytes.
    """
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    foreign = [letter for letter in text if ord(letter) > 127 and letter not in _TYPOGRAPHY]
    if not foreign or any(len(fold(letter)) != 1 or ord(fold(letter)) > 127 for letter in foreign):
        return None
    western = sum(letter.encode("cp1252", "ignore") != b"" for letter in foreign)
    return text if western < len(foreign) else None
