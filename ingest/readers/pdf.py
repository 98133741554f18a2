"""PDF documents: digital pages read by their characters, scanned ones by tesseract.

pdfium reads the file; order, paragraphs, tables and encodings are worked out here and beside.
Scripts, forms' actions and attachments are never touched.
"""

from __future__ import annotations

import ctypes
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from errors import EmptyFile, InputError, UnreadableFile
from ingest import limits
from ingest.extracted import Extracted
from ingest.readers import ocr, tesseract
from ingest.readers.ocr_figures import unclear_remark, unclear_spans
from ingest.readers.parts import needs_password
from ingest.readers.pdf_flow import markdown, page_offsets
from ingest.readers.pdf_frames import Frame, frames
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_info import read_info
from ingest.readers.pdf_lines import Line, Table
from ingest.readers.pdf_page import read_page
from ingest.readers.pdf_rules import Rules, count_paths, page_rules, picture_share
from ingest.readers.pdf_text import Word
from ingest.readers.pdf_words import PageText

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

    from ingest.readers.pdf_scan import Picture

#: what pypdfium2, ctypes and Pillow raise on a damaged file; PdfiumError is a RuntimeError
_BROKEN = (
    RuntimeError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    ctypes.ArgumentError,
    struct.error,
    MemoryError,
)
#: a page with fewer letters is looked at for a scan that covers at least so much of it: what
#: letters it has may be the stamp of a signature
_FEW_LETTERS, _PICTURE = 250, 0.45
#: a page without letters and with so many paths has its letters drawn
_MANY_PATHS = 150
#: shares of characters whose letter is not known, and of letters that are not Latin, that make the
#: text of a page useless
_GARBLED, _FOREIGN = 0.05, 0.25
#: pages between two signs of life
_PAGES_A_TICK = 50
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on a page; `warning` says what is wrong with it ("" for nothing).

    `unclear` are figures of a scan that were not read the same way twice.
    """

    words: tuple[Word, ...]
    frames: tuple[Frame, ...]
    height: float
    warning: str = ""
    unclear: tuple[str, ...] = ()


def read(path: Path, name: str) -> Extracted:
    """The text of the PDF document at `path`, called `name` in messages.

    Raises UnreadableFile (damaged, needs a password, too many pages, scanned where no program can
    read it) and EmptyFile.
    """
    with _damage_refused(name):
        if path.stat().st_size == 0:
            raise EmptyFile(f"{name}: tệp rỗng. Hãy thêm nội dung hoặc bỏ tệp này đi.")
        with _document(path, name) as document:
            pages = [_read_page(document, number) for number in range(len(document))]
            info = document.get_metadata_dict()
    kept = without_furniture(
        [page.words for page in pages],
        [page.height for page in pages],
        [page.frames for page in pages],
    )
    items: list[list[Line | Table]] = []
    for number, (words, page) in enumerate(zip(kept, pages, strict=True)):
        above = items[-1][-1] if items and items[-1] else None
        items.append(read_page(words, page.frames, number, above))
    text, offsets = page_offsets(markdown(items))
    if len(text) > limits.current().characters:
        raise limits.exceeded(name, f"có {len(text)} ký tự", "characters")
    warnings = _warnings(pages)
    if not any(letter.isalnum() for letter in text):
        raise _no_text(name, pages, warnings)
    title, author, published = read_info(info, text)
    unclear = unclear_spans(text, offsets, [page.unclear for page in pages])
    return Extracted(text + "\n", "pdf", offsets, title, author, "", published, warnings, unclear)


@contextmanager
def _damage_refused(name: str) -> Iterator[None]:
    """Turn what the libraries raise on a damaged file into UnreadableFile."""
    try:
        yield
    except InputError:
        raise
    except _BROKEN as cause:
        raise UnreadableFile(
            f"{name}: tệp PDF bị hỏng hoặc không đúng định dạng. "
            "Hãy mở tệp bằng trình đọc PDF, in hoặc lưu lại thành PDF mới rồi nạp lại."
        ) from cause


@contextmanager
def _document(path: Path, name: str) -> Iterator[PdfDocument]:
    """The open document. Raises UnreadableFile, PdfiumError."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(path.absolute())
    except pypdfium2.PdfiumError as cause:
        if cause.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise needs_password(name) from cause
        raise
    try:
        if len(document) > limits.current().pages:
            raise limits.exceeded(name, f"có {len(document)} trang", "pages")
        yield document
    finally:
        document.close()


def _read_page(document: PdfDocument, number: int) -> _Page:
    """A page's words and tables; a page that cannot be opened is empty, with a warning."""
    import pypdfium2

    if number % _PAGES_A_TICK == _PAGES_A_TICK - 1:
        limits.tick()
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return _Page((), (), 1.0, "bị hỏng")
    try:
        textpage = page.get_textpage()
        try:
            text = PageText(textpage.raw, _box(page))
            rules = page_rules(page.raw, text.turned)
            words = text.words(rules.upright)
        finally:
            textpage.close()
        return _digital_or_scanned(page, words, rules, text)
    finally:
        page.close()


def _box(page: PdfPage) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return left, bottom, right, top


def _digital_or_scanned(
    page: PdfPage, words: Sequence[Word], rules: Rules, text: PageText
) -> _Page:
    turned = text.turned
    height = turned.size[1]
    letters = "".join(word.text for word in words)
    garbled = text.garbled > _GARBLED or _is_foreign(letters)
    scanned = len(letters) < _FEW_LETTERS and (
        picture_share(page.raw, turned) >= _PICTURE
        or (not letters and count_paths(page.raw) >= _MANY_PATHS)
    )
    if not (garbled or scanned):
        return _Page(tuple(words), tuple(frames(rules)), height, "" if letters else "không có chữ")
    kept = () if garbled else tuple(words)
    what = "có phông chữ thiếu bảng mã" if garbled else "là ảnh quét"
    missing = tesseract.missing()
    if missing:
        return _Page(kept, (), height, f"{what}, chưa đọc được: {missing}")
    seen = ocr.read_picture(*_picture(page))
    if seen is None:
        return _Page(kept, (), height, f"{what}, nhận dạng quá lâu nên chưa đọc được")
    if len("".join(word.text for word in seen.words)) < len(letters) and not garbled:
        return _Page(kept, tuple(frames(rules)), height)
    warning = "" if seen.words else "không có chữ"
    warning = warning or seen.doubt
    return _Page(seen.words, tuple(frames(seen.rules)), seen.height, warning, seen.unclear)


def _picture(page: PdfPage) -> tuple[Picture, float]:
    """The page drawn in grey, and its dots per inch."""
    width, height = page.get_size()
    dots = ocr.resolution(width, height)
    bitmap = page.render(scale=dots / 72, grayscale=True)
    try:
        return bitmap.to_pil().convert("L").copy(), dots
    finally:
        bitmap.close()


def _is_foreign(letters: str) -> bool:
    """Whether many letters are of no alphabet that Vietnamese or its neighbours on a page use."""
    words = [letter for letter in letters if letter.isalpha()]
    foreign = sum(not _LATIN.match(letter) for letter in words)
    return len(words) > 40 and foreign > _FOREIGN * len(words)


def _warnings(pages: Sequence[_Page]) -> tuple[str, ...]:
    """One remark for each thing that is wrong, with the pages it is wrong on."""
    by_text: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        if page.warning:
            by_text.setdefault(page.warning, []).append(number)
    unclear = [
        f"trang {number} {unclear_remark(page.unclear)}"
        for number, page in enumerate(pages, 1)
        if page.unclear
    ]
    return (*(f"trang {_ranges(numbers)} {text}" for text, numbers in by_text.items()), *unclear)


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order as text: "1, 3–5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _no_text(name: str, pages: Sequence[_Page], warnings: Sequence[str]) -> InputError:
    unread = [warning for warning in warnings if not warning.endswith("không có chữ")]
    if unread:
        return UnreadableFile(
            f"{name}: {'; '.join(unread)}. Hãy xem lại tệp bằng trình đọc PDF rồi nạp lại."
        )
    return EmptyFile(
        f"{name}: không trang nào trong {len(pages)} trang có chữ. "
        "Hãy kiểm tra lại tệp hoặc bỏ tệp này đi."
    )
