"""Zipped office documents (OOXML, ODF): their XML parts, opened within limits, without entities.

A document is made by whoever sends it: parts may be missing, broken, enormous once unpacked, or
define entities that expand without end. Nothing is unpacked to disk and nothing outside the file
is ever fetched.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import ParseError

from errors import EmptyFile, InputError, UnreadableFile
from ingest.extracted import Extracted
from ingest.readers.element import Element

if TYPE_CHECKING:
    from datetime import date

#: one part may unpack to so many bytes, all together to so many; a report of 500 pages has 30 MB
LARGEST_PART, LARGEST_DOCUMENT = 192 * 2**20, 768 * 2**20
#: more parts than any document has
_MOST_PARTS = 20_000

#: what zipfile, lxml, openpyxl and struct raise on a damaged file, besides lxml's own errors
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    ParseError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ue000-\uf8ff]")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@contextmanager
def damage_refused(name: str, what: str) -> Iterator[None]:
    """Turn what libraries raise on a damaged file into UnreadableFile; `what` is the format."""
    from lxml import etree

    try:
        yield
    except InputError:
        raise
    except (*_BROKEN, etree.LxmlError) as cause:
        raise UnreadableFile(
            f"{name}: tệp {what} bị hỏng hoặc không đúng định dạng. "
            "Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại rồi nạp lại."
        ) from cause


class Package:
    """An open document; parts are called by their path inside it."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._sizes = {info.filename: info.file_size for info in archive.infolist()}
        if len(self._sizes) > _MOST_PARTS or sum(self._sizes.values()) > LARGEST_DOCUMENT:
            raise self._too_large("")

    def __contains__(self, part: str) -> bool:
        return part in self._sizes

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of all parts."""
        return tuple(self._sizes)

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises UnreadableFile when it unpacks to more than is allowed."""
        if self._sizes[part] > LARGEST_PART:
            raise self._too_large(part)
        return self._archive.read(part)

    def xml(self, part: str) -> Element | None:
        """The root element of a part, None when there is no such part."""
        from lxml import etree

        if part not in self._sizes:
            return None
        self.refuse_entities(part)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        return cast(Element, etree.fromstring(self.read(part), parser))

    def refuse_entities(self, part: str) -> None:
        """Raise UnreadableFile when a part declares a document type; no office program does."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        try:
            with self._archive.open(part) as content:
                next(iterparse(content, events=("start",), forbid_dtd=True), None)
        except DefusedXmlException as cause:
            raise UnreadableFile(
                f"{self._name}: phần {part} khai báo thực thể XML, có thể gây hại; tệp không được "
                "đọc. Hãy lấy lại tệp từ nơi phát hành."
            ) from cause

    def _too_large(self, part: str) -> UnreadableFile:
        most = (LARGEST_PART if part else LARGEST_DOCUMENT) // 2**20
        where = f"phần {part}" if part else "tệp"
        return UnreadableFile(
            f"{self._name}: {where} giải nén ra quá lớn (được phép: {most} MB). "
            "Hãy chia tài liệu thành nhiều tệp."
        )


@contextmanager
def open_package(path: Path, name: str, what: str) -> Iterator[Package]:
    """The parts of the document at `path`, of the format `what`.

    Raises UnreadableFile, also for a document that needs a password, and EmptyFile.
    """
    with damage_refused(name, what):
        head = _head(path)
        if not head:
            raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
        if head.startswith(_OLE) and _ENCRYPTED_STREAM in path.read_bytes():
            raise needs_password(name)
        with zipfile.ZipFile(path) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise needs_password(name)
            yield Package(archive, name)


def needs_password(name: str) -> UnreadableFile:
    """The error for a file that cannot be opened without a password."""
    return UnreadableFile(f"{name}: tệp được đặt mật khẩu. Hãy gỡ mật khẩu, lưu lại rồi nạp lại.")


def extracted(
    blocks: list[str],
    name: str,
    form: str,
    *,
    title: str = "",
    author: str = "",
    outlet: str = "",
    published: date | None = None,
    warnings: tuple[str, ...] = (),
) -> Extracted:
    """The result for a text in `blocks`, parted by empty lines; raises EmptyFile without text."""
    text = "\n\n".join(block for block in map(clean, blocks) if block)
    if not any(letter.isalnum() for letter in text):
        raise EmptyFile(f"{name}: tệp không có chữ nào. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    return Extracted(
        text=text + "\n",
        format=form,
        title=clean(title),
        author=clean(author),
        outlet=clean(outlet),
        published=published,
        warnings=warnings,
    )


def clean(text: str) -> str:
    """Text as it is stored: NFC, LF line ends without white space before them, no control marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)
